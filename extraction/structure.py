"""Paragraphs, sentences and clauses of a text, over its chunks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from operator import attrgetter

from .chunk import Chunk
from .chunks import read_chunks
from .counts import CountSpan, read_numbers
from .page_lines import set_aside
from .text import Token, after_letters, tokenize

_OPENERS = frozenset(("clause", "semicolon"))
_PREDICATES = frozenset(("outcome", "movement", "raise", "control", "neutral", "republish"))


class Among:
    """Chosen chunks of a document: those that lie in a stretch are found without going through it."""

    __slots__ = ("_at", "_chunks")

    def __init__(self, chosen: Iterable[Chunk]):
        self._chunks = list(chosen)
        self._at = [c.index for c in self._chunks]

    def within(self, first: int, last: int) -> list[Chunk]:
        """The chosen among the chunks ``first`` to ``last``, in order."""
        return self._chunks[bisect_left(self._at, first) : bisect_right(self._at, last)]


class Clause:
    """``first``/``last`` chunk indices, inclusive."""

    __slots__ = ("first", "index", "last", "sentence")

    def __init__(self, first: int, last: int, index: int, sentence: int):
        self.first, self.last, self.index, self.sentence = first, last, index, sentence


class Sentence:
    """A sentence; ``title`` for the headline in the first line, ``headline`` for a line near the top that may be one, ``paragraph`` counts
    from 0, ``retold`` where it tells what was published before.
    """

    __slots__ = ("clauses", "first", "headline", "index", "last", "paragraph", "retold", "title")

    def __init__(self, first: int, last: int, index: int, paragraph: int):
        self.first, self.last, self.index, self.paragraph = first, last, index, paragraph
        self.clauses: list[Clause] = []
        self.title = self.headline = self.retold = False


class Document:
    """A text with its tokens, numbers (the counts and what only looks like one), chunks, sentences and clauses."""

    def __init__(self, text: str):
        self.text = text
        self.tokens: list[Token] = tokenize(text)
        self.numbers: list[CountSpan] = read_numbers(self.tokens)
        self.chunks: list[Chunk] = read_chunks(self.tokens, self.numbers)
        set_aside(self.tokens, self.chunks)
        self.places_read: dict[int, dict[str, object]] = {}
        """The fields of the place that a chunk names, by its index, as far as records have asked for them."""
        self._of_kind: defaultdict[str, list[Chunk]] = defaultdict(list)
        for chunk in self.chunks:
            self._of_kind[chunk.kind].append(chunk)
        self.sentences = _sentences(self.chunks, self.of_kind("stop", "break"))
        said = (c for c in self.of_kind("word") if c.text in _WAS)
        openings = Among(sorted((*self.of_kind(*_OPENERS, *_PREDICATES), *said), key=attrgetter("index")))
        self.clause_of: list[Clause | None] = [None] * len(self.chunks)
        self.sentence_of: list[Sentence | None] = [None] * len(self.chunks)
        clauses: list[Clause] = []
        # «وكان المرصد أشار أمس إلى …»: what its source had said
        had_said = (c for c in self.of_kind("source") if 0 < c.index < len(self.chunks) - 1
                    and self.chunks[c.index - 1].text in _HAD and self.chunks[c.index + 1].text in _SAID)
        retold = Among(sorted((*self.of_kind("republish"), *had_said), key=attrgetter("index")))
        for sentence in self.sentences:
            sentence.retold = bool(retold.within(sentence.first, sentence.last))
            sentence.clauses = _clauses(self.chunks, openings, sentence, len(clauses))
            clauses += sentence.clauses
            for clause in sentence.clauses:
                length = clause.last - clause.first + 1
                self.clause_of[clause.first : clause.last + 1] = [clause] * length
                self.sentence_of[clause.first : clause.last + 1] = [sentence] * length
        self.clauses = clauses

    def of_kind(self, *kinds: str) -> list[Chunk]:
        """The chunks of some kinds, in order. Words are found among all chunks: parties that turn out to be none become words."""
        if len(kinds) == 1:
            return self._of_kind.get(kinds[0], [])
        return sorted((chunk for kind in kinds for chunk in self._of_kind.get(kind, ())), key=attrgetter("index"))

    def judged(self, parties: Iterable[Chunk]) -> None:
        """Take the ``parties`` for those of the text, once it is known which sides its names and short forms mean."""
        self._of_kind["party"] = list(parties)

    def start(self, chunk: Chunk) -> int:
        """Offset of the chunk's first letter, without attached prefixes."""
        token = self.tokens[chunk.first]
        if chunk.place is not None:
            cut = chunk.place.start
        else:
            reading = chunk.reading
            cut = len(token.text) - len(reading.stem) - (2 if reading.article else 0) if reading.stem else 0
        if cut <= 0:
            return token.start
        if token.end - token.start == len(token.text):  # no marks on its letters
            return token.start + cut
        return after_letters(self.text, token.start, cut)

    def end(self, chunk: Chunk) -> int:
        return self.tokens[chunk.last].end


_LOWEST_HEADLINE = 4
"""Lines from the top, in which a headline may stand below the name of who speaks and the date."""


def _sentences(chunks: Sequence[Chunk], ends: Iterable[Chunk]) -> list[Sentence]:
    sentences: list[Sentence] = []
    first, paragraph = 0, 0
    for end in ends:
        i = end.index
        if end.kind == "stop" and 0 < i < len(chunks) - 1 and len(chunks[i - 1].text) == len(chunks[i + 1].text) == 1 and chunks[i + 1].kind == "word":
            continue  # «الشاب أ.م»: initials
        if i > first:
            sentences.append(Sentence(first, i - 1, len(sentences), paragraph))
        first = i + 1
        if end.kind == "break":
            paragraph += 1
    if first < len(chunks):
        sentences.append(Sentence(first, len(chunks) - 1, len(sentences), paragraph))
    paragraphs = {s.paragraph for s in sentences}
    if len(paragraphs) > 1 and sentences:
        top = sentences[0].paragraph
        headline = [s for s in sentences if s.paragraph == top]
        length = headline[-1].last - headline[0].first
        # A headline is one short line with no reporting colon; a bulletin without one starts with its body.
        ends = chunks[headline[-1].last].kind == "colon" or (headline[-1].last + 1 < len(chunks) and chunks[headline[-1].last + 1].kind == "stop")
        if length < 40 and not ends and not any(c.text == "::" for c in chunks[headline[0].first : headline[-1].last + 1]):
            for s in headline:
                s.title = True
    alone = Counter(s.paragraph for s in sentences)
    for s in sentences:
        if s.paragraph > _LOWEST_HEADLINE:
            break
        s.headline = not s.title and alone[s.paragraph] == 1 and (s.last + 1 == len(chunks) or chunks[s.last + 1].kind == "break")
    return sentences


def _clauses(chunks: Sequence[Chunk], openings: Among, sentence: Sentence, index: int) -> list[Clause]:
    clauses: list[Clause] = []
    first = sentence.first
    for chunk in openings.within(sentence.first + 1, sentence.last):
        i, kind = chunk.index, chunk.kind
        opens = (
            kind in _OPENERS
            or (kind in _PREDICATES and chunk.role in ("verb", "both", "active", "") and chunk.reading.conjunction
                and kind != "neutral" and (chunks[i - 1].kind != kind or _own_subject(chunks, i)))  # «خرجوا وفروا من …» is one statement
            or (kind == "outcome" and chunk.text in _EITHER and i < sentence.last and (chunks[i + 1].kind in ("count", "person") or chunks[i + 1].text in ("اخر", "اخران")))
            # «…، ليرتفع إلى N عدد …» states a total of its own.
            or (kind == "raise" and chunks[i - 1].kind == "comma")
            or kind == "word"  # one of `_WAS`
        )
        if opens:
            clauses.append(Clause(first, i - 1, index + len(clauses), sentence.index))
            first = i
    clauses.append(Clause(first, sentence.last, index + len(clauses), sentence.index))
    return clauses


def _own_subject(chunks: Sequence[Chunk], i: int) -> bool:
    """«إن جنديين قُتلا وأصيب خمسة»: the first verb stands behind its people, the joined one before others."""
    following = chunks[i + 1].kind if i + 1 < len(chunks) else ""
    ended = chunks[i - 1].role != "noun" or chunks[i - 1].text.startswith(_DEATHS)  # «لقي سبعة مصرعهم وأصيب ستة»
    if following not in ("count", "person") or i < 2 or chunks[i].kind != "outcome" or not ended:
        return False
    j = i - 2
    while j > i - 6 and j > 0 and chunks[j].kind in _OF_PEOPLE:
        j -= 1  # «أن عنصرين من X قُتلا وأصيب ثلاثة»
    return chunks[j].kind in ("count", "person")


_DEATHS = ("مصرع", "حتف")
_OF_PEOPLE = frozenset(("party", "nationality", "word"))
_HAD = frozenset(("كان", "وكان", "كانت", "وكانت"))
_SAID = frozenset(("اشار", "اشارت", "افاد", "افادت", "ذكر", "ذكرت", "اعلن", "اعلنت", "قال", "قالت"))
_EITHER = frozenset(("واسر", "وخطف"))  # «قُتل تسعة وأُسر اثنان»: written like the verbal noun
_WAS = frozenset(("وكان", "وكانت", "وكانوا", "وقال", "واضاف", "وقالت", "وافاد", "وافادت", "واعلن", "واعلنت", "واكد", "واكدت", "وذكر", "وذكرت",
                  "واوضح", "واشار", "ووثق", "ورصد", "وجري"))
