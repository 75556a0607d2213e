"""Who speaks and under which headline: the top of a bulletin.

The organisation is read from the dateline («بيروت (أ ف ب) –», «محافظة X – المرصد السوري لحقوق الإنسان::»), from a first line that is
its name, or from the formula by which it reports its own findings («رصد المرصد السوري …»). Where the dateline names
several, or only «وكالات», nobody alone speaks. Whoever is quoted in the body («قال المرصد») is not the speaker.
"""

from __future__ import annotations

from .chunk import Chunk
from .structure import Document, Sentence
from .text import folded_words

_HEAD_LINES = 5
_LONGEST_DATELINE = 24
"""Chunks; a longer stretch before a dash or a colon is a statement, not a dateline."""
_IN_DATELINE = frozenset(("place", "place_kind", "date", "source", "dash", "slash", "colon", "comma", "open", "close", "word", "sign",
                          "nationality", "unit", "count", "number", "person", "party"))  # دمشق may mean the government
_AGENCIES = folded_words("وكالات وكالاتان الوكالات")
_REPORTS = folded_words("رصد وثق وثقت علم علمت رصدت")
_OPENING_QUOTES = "«“\"„"


def find_title(document: Document) -> str | None:
    """The headline as written: the first line, where it is neither the dateline nor the body."""
    titles = [s for s in document.sentences if s.title]
    if not titles or _is_name_line(document, titles):
        return None
    start = document.tokens[document.chunks[titles[0].first].first].start
    line = document.text.rfind("\n", 0, start) + 1  # with an opening quotation mark, which is no token
    return document.text[line:].split("\n", 1)[0].strip() or None


def find_source(document: Document) -> str | None:
    """The code of the organisation that speaks, None where the text does not say or names several."""
    body = [s for s in document.sentences if not s.title]
    titles = document.sentences[: len(document.sentences) - len(body)]
    if titles and _is_name_line(document, titles):
        return _only_one(document, document.chunks[titles[0].first : titles[-1].last + 1])
    lines: set[int] = set()
    for sentence in body:
        lines.add(sentence.paragraph)
        if len(lines) > _HEAD_LINES:
            break
        head = _dateline(document, sentence)
        if head and (any(c.kind == "source" for c in head) or _names_agencies(head)):
            return _only_one(document, head)
    return _own_report(document, body[0]) if body else None


def _dateline(document: Document, sentence: Sentence) -> list[Chunk]:
    """What stands before ``::`` or before the dash or colon that ends the dateline; a whole line that has no statement."""
    end = None
    for i in range(sentence.first, min(sentence.last, sentence.first + _LONGEST_DATELINE) + 1):
        c = document.chunks[i]
        if c.text == "::":
            return document.chunks[sentence.first : i]
        if c.kind not in _IN_DATELINE:
            break
        if c.kind in ("dash", "colon"):
            end = i
    else:
        if sentence.last - sentence.first <= _LONGEST_DATELINE:
            return document.chunks[sentence.first : sentence.last + 1]
    return document.chunks[sentence.first : end] if end is not None else []


def _is_name_line(document: Document, titles: list[Sentence]) -> bool:
    """«الدفاع المدني السوري – الخوذ البيضاء»: a first line that holds only the name of the organisation, and its place."""
    line = document.chunks[titles[0].first : titles[-1].last + 1]
    if not any(c.kind == "source" for c in line[:4]):
        return False
    words = [c for c in line if c.kind == "word"]
    return len(words) <= 2 and all(c.kind in _IN_DATELINE and c.kind not in ("count", "colon") for c in line)


def _names_agencies(head: list[Chunk]) -> bool:
    return any(c.text in _AGENCIES for c in head)


def _only_one(document: Document, head: list[Chunk]) -> str | None:
    codes = {c.code for c in head if c.kind == "source"}
    # A newspaper's name is written in quotation marks: «الحياة»، أ ف ب are two.
    quoted = any(c.kind != "source" and _quoted(document, c) for c in head)
    return codes.pop() if len(codes) == 1 and not quoted and not _names_agencies(head) else None


def _quoted(document: Document, chunk: Chunk) -> bool:
    start = document.tokens[chunk.first].start
    return start > 0 and document.text[start - 1] in _OPENING_QUOTES


def _own_report(document: Document, sentence: Sentence) -> str | None:
    """«رصد المرصد السوري …» at the beginning: it reports what it saw itself."""
    first, second = (document.chunks[sentence.first : sentence.first + 2] + [None, None])[:2]
    if first is not None and second is not None and first.text in _REPORTS and second.kind == "source":
        return second.code
    return None
