"""Days that head a paragraph or a list: «الأحد 13 تموز:» above its lines, «■ الجمعة: …» before what happened then."""

from __future__ import annotations

from collections.abc import Sequence

from .chunk import Chunk
from .structure import Sentence

_BULLETS = frozenset(("dash", "sign", "slash"))
_MARKS = frozenset(("colon", "open", "close", "comma"))


class Head:
    """A day that stands at the head of something: the chunk of its date, and whether it has a line to itself."""

    __slots__ = ("alone", "date")

    def __init__(self, date: Chunk, alone: bool):
        self.date, self.alone = date, alone


def head_of(chunks: Sequence[Chunk], sentence: Sentence) -> Head | None:
    """The day that a sentence begins with before a colon, or that is all of it."""
    i = sentence.first
    while i < sentence.last and chunks[i].kind in _BULLETS:
        i += 1
    if chunks[i].kind != "date":
        return None
    after = range(i + 1, sentence.last + 1)
    if all(chunks[j].kind in _MARKS or chunks[j].kind == "date" for j in after):
        return Head(chunks[i], True)
    return Head(chunks[i], False) if chunks[i + 1].kind == "colon" else None


def paragraph_heads(chunks: Sequence[Chunk], sentences: Sequence[Sentence], dateline_end: int) -> dict[int, Chunk]:
    """The date that heads each paragraph, by the paragraph's number: its own before a colon, or that of the line above it; the lines
    of a list have the one above the list."""
    heads: dict[int, Chunk] = {}
    above: Chunk | None = None
    listed = False
    paragraph = -1
    for sentence in sentences:
        if sentence.title or sentence.paragraph == paragraph:
            continue
        paragraph = sentence.paragraph
        head = head_of(chunks, sentence) if sentence.first > dateline_end else None
        item = chunks[sentence.first].kind in _BULLETS
        if head is not None and head.alone:
            above, listed = head.date, False
            continue
        if head is not None:
            heads[paragraph] = head.date
            continue
        if above is not None and (item or not listed):
            heads[paragraph] = above
            listed = item
            if not item:
                above = None
        else:
            above = None
    return heads
