"""Lines of a web page that are no part of the bulletin: share counters, captions, headlines of other pages.

A page copied whole brings them along, and «اقرأ أيضاً: مقتل 30 …» tells of another day. They stay in the text and their numbers are
listed as not used; no record is made of them. Which lines they are is in ``lexicons/page_lines.csv``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from . import lexicon
from .chunk import Chunk
from .text import BREAK, NUMBER, PUNCT, Token

ASIDE = "aside"
"""The kind of chunk that no reader takes up."""

_LONGEST_HEADLINE = 25
"""Tokens; a longer line below a heading of a block is a paragraph."""
_LONGEST_LABEL = 12
_AFTER_LABEL = frozenset((":", "(", "[", "：", "-", "–"))
_FULL_STOPS = frozenset((".", "؟", "!", "۔"))


@cache
def _openings() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in lexicon.read("page_lines.csv", ("forms", "role"), required=("forms", "role")):
        role = row.one_of("role", ("line", "label", "block", "ending"))
        for form in row.forms("forms"):
            words = tuple(form.split())
            table.setdefault("" if role == "ending" else words[0], []).append((words, role))
    return table


def set_aside(tokens: Sequence[Token], chunks: Sequence[Chunk]) -> None:
    """Give the chunks of such lines the kind `ASIDE`."""
    openings = _openings()
    endings = {words[0] for words, _ in openings[""]}
    lines: list[tuple[int, int]] = []
    in_block = 0  # headlines seen since the heading of a block, from 1; 0 outside
    for first, last in _lines(tokens):
        if first > last:
            in_block = 0 if in_block > 1 else in_block  # an empty line ends the block, unless it stands under the heading
            continue
        role = _role(tokens, first, last, openings, endings)
        if role == "block":
            in_block = 1
        elif role is None and in_block and last - first < _LONGEST_HEADLINE and tokens[last].text not in _FULL_STOPS:
            in_block += 1
        elif role is None:
            in_block = 0
            continue
        lines.append((first, last))
    if lines:
        _mark(chunks, lines)


def _lines(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The first and last token of each line, as the text breaks it."""
    ends = [index for index, token in enumerate(tokens) if token.kind == BREAK]
    return [(first, end - 1) for first, end in zip([0, *(end + 1 for end in ends)], [*ends, len(tokens)], strict=True)]


def _role(tokens: Sequence[Token], first: int, last: int, openings, endings: set[str]) -> str | None:
    for words, role in openings.get(tokens[first].text, ()):
        end = first + len(words)
        if end - 1 <= last and all(tokens[first + k].text == word for k, word in enumerate(words)):
            if role != "label":
                return role
            after = tokens[end] if end <= last else None
            if after is None or (last - first < _LONGEST_LABEL and (after.text in _AFTER_LABEL or (after.kind == NUMBER and end == last))):
                return role
    closing = last - 1 if tokens[last].kind == PUNCT and last > first else last
    if tokens[closing].text in endings and closing > first and tokens[closing - 1].kind == PUNCT and last - first < _LONGEST_HEADLINE:
        return "ending"
    return None


def _mark(chunks: Sequence[Chunk], lines: list[tuple[int, int]]) -> None:
    at = 0
    for chunk in chunks:
        while at < len(lines) and chunk.first > lines[at][1]:
            at += 1
        if at == len(lines):
            return
        if chunk.first >= lines[at][0] and chunk.kind not in ("break", "stop"):
            chunk.kind = ASIDE
