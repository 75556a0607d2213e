"""The given text as tokens: spelling folded for matching, offsets kept for showing.

Folding is camel-tools' (alef, teh marbuta, alef maksura, diacritics), so that a form is looked up the same
way however it was typed; every token keeps the code-point offsets of its words in the text as it was given.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from camel_tools.utils.charsets import AR_CHARSET, AR_DIAC_CHARSET
from camel_tools.utils.normalize import (
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
)

WORD, NUMBER, PUNCT, BREAK = range(4)

MAX_CHARS = 5_000_000
"""Longest text that is read, in characters; a longer one is refused (`TextTooLong`)."""


class TextTooLong(ValueError):
    """The text is longer than `MAX_CHARS`."""


def _folding_table() -> dict[int, str]:
    table = {}
    for char in AR_CHARSET:
        folded = normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(char)))
        if folded != char:
            table[ord(char)] = folded
    table.update({ord(c): "ي" for c in "یېۍ"} | {ord(c): "ك" for c in "کګڪ"} | {ord("ہ"): "ه", ord("ھ"): "ه"})
    for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"):
        table.update({ord(d): str(n) for n, d in enumerate(digits)})
    table.update({ord(c): '"' for c in "“”„«»‟＂"} | {ord(c): "-" for c in "–—−‐‑"} | {ord("٪"): "%"})
    table.update({c: " " for c in (0x09, 0x0B, 0x0C, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)})
    table.update({ord(c): "\n" for c in "\r\x85\u2028\u2029"})
    return table


_FOLD = _folding_table()

# Marks that carry no letter: diacritics, tatweel, zero-width and bidi controls, soft hyphen, Koranic signs.
_DROPPED = re.compile(
    "[" + re.escape("".join(sorted(AR_DIAC_CHARSET))) + "\u0640\u0610-\u061a\u06d6-\u06ed\u08d3-\u08ff"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\ufe00-\ufe0f]+"
)

# «20ـ30» is a range typed with a tatweel.
_TATWEEL_RANGE = re.compile(r"(?<=\d)\u0640(?=\d)")

_TOKEN = re.compile(
    r"(?P<break>\s*\n\s*)"
    r"|(?P<markup><[a-zA-Z/!][^<>\n]{0,500}>|&#?\w{1,8};)"
    r"|(?P<number>\d+(?:[,٬.،]\d{3}(?!\d))*(?:[.٫,]\d+)?)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<space>\s+)"
    r"|(?P<punct>::|.)",
    re.DOTALL,
)

# Quotation marks stand inside names (تنظيم "الدولة الإسلامية") and say nothing about them.
_QUOTES = frozenset("\"'`´‘’")


class Token:
    """One word, number, sign or line break.

    ``start``/``end`` are offsets into the given text, ``text`` is the folded form, ``kind`` one of `WORD`, `NUMBER`,
    `PUNCT`, `BREAK`; ``glued`` says that nothing, not even a space, stands before it.
    """

    __slots__ = ("end", "glued", "kind", "start", "text")

    def __init__(self, start: int, end: int, text: str, kind: int, glued: bool):
        self.start, self.end, self.text, self.kind, self.glued = start, end, text, kind, glued

    def __repr__(self) -> str:
        return f"Token({self.text!r}, {self.start}, {self.end})"


def fold(text: str) -> str:
    """The form under which a word is looked up: letters folded, marks dropped."""
    return _DROPPED.sub("", text.translate(_FOLD))


def tokenize(text: str) -> list[Token]:
    """The tokens of ``text``, with offsets into it as given. Spaces, quotation marks and mark-up give no token.

    Raises `TextTooLong` over `MAX_CHARS` characters.
    """
    if len(text) > MAX_CHARS:
        raise TextTooLong(
            f"The text has {len(text):,} characters; at most {MAX_CHARS:,} are read at once. Split it and try again."
        )
    folded = text.translate(_FOLD)
    if "\u0640" in folded:
        folded = _TATWEEL_RANGE.sub("-", folded)
    original = _offset_map(folded)
    if original is not None:
        folded = _DROPPED.sub("", folded)
    tokens: list[Token] = []
    append = tokens.append
    glued = False
    for match in _TOKEN.finditer(folded):
        group = match.lastgroup
        start, end = match.span()
        form = folded[start:end]
        if group == "space" or group == "markup" or form in _QUOTES:
            glued = False
            continue
        if original is not None:
            # Marks after the last letter belong to the word (ألفاً).
            start, end = original(start), original(end) if end < len(folded) else len(text)
        if group == "word":
            append(Token(start, end, form, WORD, glued))
            glued = True
        elif group == "number":
            append(Token(start, end, form, NUMBER, glued))
            glued = True
        elif group == "break":
            append(Token(start, end, "\n", BREAK, False))
            glued = False
        else:
            append(Token(start, end, form, PUNCT, glued))
            glued = True
    return tokens


def _offset_map(folded: str):
    """A function from an offset after dropping marks to the offset before, or None where nothing is dropped."""
    kept_starts, shifts, dropped = [0], [0], 0
    for match in _DROPPED.finditer(folded):
        dropped += match.end() - match.start()
        kept_starts.append(match.end() - dropped)
        shifts.append(dropped)
    if not dropped:
        return None
    return lambda offset: offset + shifts[bisect_right(kept_starts, offset) - 1]
