"""The words around a place in a bulletin: a stretch of its text that begins and ends between words."""

from __future__ import annotations


def around(text: str, start: int, end: int, before: int, after: int) -> tuple[int, int]:
    """Where the surroundings of ``text[start:end]`` begin and end: at most so many characters before and after it, and no
    word is cut in two; a word that is longer than that is left out.
    """
    first, last = max(start - before, 0), min(end + after, len(text))
    while 0 < first < start and not text[first - 1].isspace():
        first += 1
    while end < last < len(text) and not text[last].isspace():
        last -= 1
    return first, last
