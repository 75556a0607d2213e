"""The given text as tokens: spelling folded for matching, offsets kept for showing.

Folding is camel-tools' (alef, teh marbuta, alef maksura, diacritics), so that a form is looked up the same
way however it was typed; every token keeps the code-point offsets of its words in the text as it was given.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from camel_tools.utils.normalize import (
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
)

from .memo import Memo

WORD, NUMBER, PUNCT, BREAK = range(4)

MAX_CHARS = 5_000_000
"""Longest text that is read, in characters; a longer one is refused (`TextTooLong`)."""


class TextTooLong(ValueError):
    """The text is longer than `MAX_CHARS`."""


_LINE_ENDS = "\n\r\x85\u2028\u2029"


def _folding_table() -> dict[int, str]:
    table = {}
    for char in map(chr, range(0x0600, 0x0700)):
        folded = normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(char)))
        if folded != char:
            table[ord(char)] = folded
    table.update({ord(c): "ي" for c in "یېۍ"} | {ord(c): "ك" for c in "کګڪ"} | {ord("ہ"): "ه", ord("ھ"): "ه"})
    for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"):
        table.update({ord(d): str(n) for n, d in enumerate(digits)})
    table.update({ord(c): '"' for c in "“”„«»‟＂"} | {ord(c): "-" for c in "–—−‐‑"} | {ord("٪"): "%"})
    table.update({c: " " for c in (0x09, 0x0B, 0x0C, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)})
    table.update({ord(c): "\n" for c in _LINE_ENDS})
    return table


_FOLD = _folding_table()

# Marks that carry no letter: diacritics, tatweel, zero-width and bidi controls, soft hyphen, Koranic signs. The diacritics are
# camel-tools' `AR_DIAC_CHARSET`, written out because loading its charsets goes through all of Unicode, for half a second.
_DROPPED = re.compile(
    "[\u064b-\u0652\u0670\u0640\u0610-\u061a\u06d6-\u06ed\u08d3-\u08ff"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\ufe00-\ufe0f]+"
)

# «20ـ30» is a range typed with a tatweel, «دمشق ـ درعا» a dash.
_TATWEEL_DASH = re.compile(r"(?<=\d)\u0640(?=\d)|(?<= )\u0640(?= )")

# Every character belongs to one piece. Words and numbers, of which texts are made, come first and take the space before them
# along: half as many pieces.
_PIECE = re.compile(
    r" ?[^\W\d_]+"
    r"| ?\d+(?:[,٬.،]\d{3}(?!\d))*(?:[.٫,]\d+)?"
    rf"|\s*[{_LINE_ENDS}]\s*"
    rf"|<[a-zA-Z/!][^<>{_LINE_ENDS}]{{0,500}}>|&#?\w{{1,8}};"
    r"|\s+"
    r"|::|.",
    re.DOTALL,
)

# Quotation marks stand inside names (تنظيم "الدولة الإسلامية") and say nothing about them.
_QUOTES = frozenset("\"'`´‘’")


class Token:
    """One word, number, sign or line break.

    ``start``/``end`` are offsets into the given text, ``text`` is the folded form, ``kind`` one of `WORD`, `NUMBER`,
    `PUNCT`, `BREAK`. Where one ends at the offset where the next starts, nothing stands between them, not even a space.
    """

    __slots__ = ("end", "kind", "start", "text")

    def __init__(self, start: int, end: int, text: str, kind: int):
        self.start = start
        self.end = end
        self.text = text
        self.kind = kind

    def __repr__(self) -> str:
        return f"Token({self.text!r}, {self.start}, {self.end})"


def fold(text: str) -> str:
    """The form under which a word is looked up: letters folded, marks dropped."""
    return _DROPPED.sub("", text.translate(_FOLD))


def folded_words(text: str) -> frozenset[str]:
    """The words of ``text`` as they are looked up: how a rule lists those that it looks for."""
    return frozenset(map(fold, text.split()))


def folded_beginnings(text: str) -> tuple[str, ...]:
    """The words of ``text`` as they are looked up, for ``str.startswith``: stems of which a rule looks for every form."""
    return tuple(map(fold, text.split()))


def tokenize(text: str) -> list[Token]:
    """The tokens of ``text``, with offsets into it as given. Spaces, quotation marks and mark-up give no token.

    Raises `TextTooLong` over `MAX_CHARS` characters.
    """
    if len(text) > MAX_CHARS:
        raise TextTooLong(
            f"The text has {len(text):,} characters; at most {MAX_CHARS:,} are read at once. Split it and try again."
        )
    letters = _TATWEEL_DASH.sub("-", text) if "\u0640" in text else text
    marks = list(_DROPPED.finditer(letters))
    if marks:
        letters = _DROPPED.sub("", letters)
    tokens: list[Token] = []
    append = tokens.append
    known, at = _PIECES, 0
    for piece in _PIECE.findall(letters):
        kind, space, length, form = known[piece]
        if kind is not None:
            append(Token(at + space, at + length, form, kind))
        at += length
    if marks:
        _restore_offsets(tokens, marks)
    return tokens


def _piece(piece: str) -> tuple[int | None, int, int, str]:
    """What a piece of text is: its kind of token (None for none), how many spaces stand before it, its length, and its folded form.

    Equal forms are one string, so that each is hashed once however often it is looked up.
    """
    space = 1 if piece[0] == " " and len(piece) > 1 else 0
    form = sys.intern(piece[space:].translate(_FOLD))
    if "\n" in form:
        return BREAK, 0, len(piece), "\n"
    if form[0].isspace() or form in _QUOTES or (len(form) > 1 and form[0] in "<&"):
        return None, space, len(piece), form
    if form[0].isdecimal():
        return NUMBER, space, len(piece), form
    return WORD if _LETTER.match(form) else PUNCT, space, len(piece), form


_LETTER = re.compile(r"[^\W\d_]")
_PIECES = Memo(_piece)


def _restore_offsets(tokens: list[Token], marks: Sequence[re.Match[str]]) -> None:
    """Lead offsets into the text without its ``marks`` back to the text with them."""
    first, dropped = 0, 0
    # How far the offsets are apart after each dropped mark; the last entry is behind the text.
    for until, after in _shifts(marks):
        behind = bisect_left(tokens, until, first, key=attrgetter("start"))
        for token in tokens[first:behind]:
            token.start += dropped
            token.end += dropped
        # Marks inside the token before and after its last letter belong to the word (ألفاً).
        if behind and tokens[behind - 1].end - dropped >= until:
            tokens[behind - 1].end += after - dropped
        first, dropped = behind, after


def after_letters(text: str, start: int, letters: int) -> int:
    """The offset behind so many letters of ``text`` from ``start``, with the marks on the last of them."""
    if letters <= 0:
        return start
    at = start
    while at < len(text):
        if _DROPPED.match(text[at]):
            at += 1
        elif letters:
            letters -= 1
            at += 1
        else:
            break
    return at


def _shifts(marks: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """From which offset after dropping ``marks`` how many characters are missing; ends with an offset that no text has."""
    dropped = 0
    for match in marks:
        dropped += match.end() - match.start()
        yield match.end() - dropped, dropped
    yield MAX_CHARS + 1, dropped
