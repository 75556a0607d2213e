"""Letters of a page into text: lines, columns and paragraphs, and right-to-left text back into the order of reading.

A PDF stores where each letter is drawn, not which one is read first. Letters are sorted from left to right, the
reordering by which the line was laid out (Unicode's bidirectional algorithm) is undone, and only then are the joined
forms of letters replaced: the other way round, a ligature of two letters would come out reversed.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from itertools import product
from statistics import median
from typing import NamedTuple

from bidi import get_display


class Glyph(NamedTuple):
    """What is drawn at one place, in points from the lower left corner: a letter, or a ligature of several."""

    x0: float
    x1: float
    y0: float
    y1: float
    text: str

    @property
    def height(self) -> float:
        return self.y1 - self.y0


Line = list[Glyph]

_WORD_GAP = 0.22
"""Of the height of a letter: a wider gap between two letters is a space, where none is drawn."""
_GUTTER = 1.0
"""Of the height of a letter: how wide the gap between columns is at least."""
_COLUMN_LINES = 5
"""Lines side by side from which two columns are told from a table."""
_COLUMN_CHARS = 18
_SHORT = 0.15
"""Of the width of a column: a line that ends earlier than this ends a paragraph."""
_SAME_LINE = 0.5
"""Of the height of a letter: how much of it two letters on one line share."""
_PARAGRAPH_GAP = 1.25
"""Of the usual distance of lines: a larger one begins a paragraph."""
_LARGEST_PITCH = 2.6
"""Of the height of a letter: lines that stand wider apart are paragraphs, where there are too few to tell what is usual."""
_MOST_NUMBERS = 6
"""Numbers with dashes on one line whose order is tried out."""

_PRESENTATION = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]+")
_RANGE = re.compile(r"\d+(?:[-\u2013+]\d+)+")
_SLASHED = re.compile(r"\w/\Z")
_PAIRS = {"(": ")", "[": "]", "{": "}", "<": ">", "«": "»"}
_MIRROR = str.maketrans({bracket: other for pair in _PAIRS.items() for bracket, other in (pair, pair[::-1])})
_BRACKET = re.compile(r"[()\[\]{}<>«»]")
_RTL = frozenset(("R", "AL"))


def page_text(glyphs: Sequence[Glyph]) -> str:
    """The text of a page, a line a paragraph."""
    blocks = _blocks(_lines(glyphs))
    text = _text(blocks, mirrored=False)
    if not _BRACKET.search(text):
        return text
    # Some programs store the bracket that is meant, others the one that is drawn: on one page all do the same.
    other = _text(blocks, mirrored=True)
    return other if _unmatched(other) < _unmatched(text) else text


def _text(blocks: list[list[Line]], mirrored: bool) -> str:
    return "\n".join(paragraph for block in blocks for paragraph in _paragraphs(block, mirrored))


def _unmatched(text: str) -> int:
    """Brackets that close nothing, or are not closed."""
    unmatched, expected = 0, []
    for bracket in _BRACKET.findall(text):
        if bracket in _PAIRS:
            expected.append(_PAIRS[bracket])
        elif expected and expected[-1] == bracket:
            expected.pop()
        else:
            unmatched += 1
    return unmatched + len(expected)


def _lines(glyphs: Sequence[Glyph]) -> list[Line]:
    """Letters that stand on one line, each with its marks, lines from top to bottom."""
    lines: list[Line] = []
    marks: list[Glyph] = []
    bottom = top = 0.0
    for glyph in sorted(glyphs, key=_height):
        if _is_mark(glyph.text):
            marks.append(glyph)
            continue
        shared = min(top, glyph.y1) - max(bottom, glyph.y0)
        if lines and shared >= _SAME_LINE * min(glyph.height, top - bottom):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
            bottom, top = glyph.y0, glyph.y1
    _put_marks(marks, lines)
    for line in lines:
        line.sort(key=lambda g: (g.x0, g.x1))
    return [line for line in lines if any(not g.text.isspace() for g in line)]


def _height(glyph: Glyph) -> float:
    return -(glyph.y0 + glyph.y1)


def _is_mark(text: str) -> bool:
    return bool(marks := _mark(text)) and all(map(unicodedata.combining, marks))


def _mark(text: str) -> str:
    """The marks of a glyph; those that stand alone in a font are the mark on a space."""
    return unicodedata.normalize("NFKC", text).strip() if _PRESENTATION.fullmatch(text) else text


def _put_marks(marks: list[Glyph], lines: list[Line]) -> None:
    """Give each mark to the letter that carries it; a mark without a width is drawn from where its letter begins."""
    if not lines:
        return
    heights = [_height(line[0]) for line in lines]
    for mark in marks:
        at = bisect_left(heights, _height(mark))
        line = min((lines[i] for i in (at - 1, at) if 0 <= i < len(lines)), key=lambda line: abs(_height(line[0]) - _height(mark)))
        near = min(range(len(line)), key=lambda i: _distance(line[i], mark))
        line[near] = line[near]._replace(text=line[near].text + _mark(mark.text))


def _distance(glyph: Glyph, mark: Glyph) -> float:
    if glyph.text.isspace():
        return float("inf")
    if mark.x1 - mark.x0 < 0.01 * mark.height:
        return abs(glyph.x0 - mark.x0)
    centre = (mark.x0 + mark.x1) / 2
    return 0.0 if glyph.x0 <= centre <= glyph.x1 else min(abs(glyph.x0 - centre), abs(glyph.x1 - centre))


# --- columns --------------------------------------------------------------------------------------------------------


def _blocks(lines: list[Line]) -> list[list[Line]]:
    """The columns of a page in reading order, right before left; what runs over all columns stands between them."""
    if len(lines) < _COLUMN_LINES:
        return [lines] if lines else []
    found = _columns(lines)
    if found is None:
        return [lines]
    first, last, gutter = found
    right = [side for line in lines[first:last] if (side := [g for g in line if g.x0 >= gutter])]
    left = [side for line in lines[first:last] if (side := [g for g in line if g.x0 < gutter])]
    sides = [right, left] if _is_rtl([g for line in right + left for g in line]) else [left, right]
    return [*_blocks(lines[:first]), *_blocks(sides[0]), *_blocks(sides[1]), *_blocks(lines[last:])]


def _columns(lines: list[Line]) -> tuple[int, int, float] | None:
    """From which line to before which the page has two columns, and the place between them; None for one column."""
    gaps = [_wide_gaps(line) for line in lines]
    best: tuple[int, int, float] | None = None
    for centre in sorted({round(place) for line in gaps for start, end in line for place in (start + 1, (start + end) / 2, end - 1)}):
        first = 0
        while first < len(lines):
            last = first
            while last < len(lines) and not any(g.x0 < centre < g.x1 for g in lines[last]):
                last += 1
            if last - first >= _COLUMN_LINES and (best is None or last - first > best[1] - best[0]) and _is_prose(lines[first:last], centre):
                best = first, last, float(centre)
            first = last + 1
    return best


def _wide_gaps(line: Line) -> list[tuple[float, float]]:
    gaps, reached = [], None
    for glyph in line:
        if glyph.text.isspace():
            continue
        if reached is not None and glyph.x0 - reached > _GUTTER * glyph.height:
            gaps.append((reached, glyph.x0))
        reached = glyph.x1 if reached is None else max(reached, glyph.x1)
    return gaps


def _is_prose(lines: list[Line], gutter: float) -> bool:
    """Whether both sides are running text: a table has short cells."""
    for side in ([[g for g in line if (g.x0 >= gutter) is right] for line in lines] for right in (True, False)):
        filled = [len(line) for line in side if line]
        if len(filled) < _COLUMN_LINES or median(filled) < _COLUMN_CHARS:
            return False
    return True


# --- paragraphs -----------------------------------------------------------------------------------------------------


def _paragraphs(lines: list[Line], mirrored: bool) -> list[str]:
    """Lines joined where a line was only broken because it was full."""
    left = min(line[0].x0 for line in lines)
    right = max(g.x1 for line in lines for g in line)
    pitches = [above[0].y0 - below[0].y0 for above, below in zip(lines, lines[1:], strict=False)]
    usual = sorted(pitches)[len(pitches) // 4] if pitches else 0.0  # between lines of one paragraph, not between paragraphs
    paragraphs: list[str] = []
    for number, line in enumerate(lines):
        text = line_text(line, mirrored)
        if number and _goes_on(lines[number - 1], line, pitches[number - 1], usual, left, right):
            # A line may be broken behind a slash inside of a word.
            paragraphs[-1] += text if _SLASHED.search(paragraphs[-1]) else " " + text
        else:
            paragraphs.append(text)
    return paragraphs


def _goes_on(above: Line, line: Line, pitch: float, usual: float, left: float, right: float) -> bool:
    height, before = median(g.height for g in line), median(g.height for g in above)
    if pitch > _PARAGRAPH_GAP * usual or pitch > _LARGEST_PITCH * height or not 0.87 < height / max(before, 0.1) < 1.15:
        return False
    drawn = [g for g in above if not g.text.isspace()]
    room = drawn[0].x0 - left if _is_rtl(above) else right - max(g.x1 for g in drawn)
    return room <= _SHORT * (right - left)


# --- the order of reading -------------------------------------------------------------------------------------------


def line_text(line: Line, mirrored: bool = False) -> str:
    """The letters of one line, sorted from left to right, as text in the order of reading; ``mirrored`` where the
    brackets of right-to-left text are stored as they are meant, not as they are drawn.
    """
    visual = " ".join(_visual(line).split())
    if _is_rtl(line):
        visual = _logical(visual)
        if mirrored:
            visual = visual.translate(_MIRROR)
    # Not of all compatibility characters: NFKC as a whole would turn «كم²» into «كم2».
    return _PRESENTATION.sub(lambda found: unicodedata.normalize("NFKC", found[0]), visual)


def _visual(line: Line) -> str:
    """The line from left to right, with spaces where letters stand apart."""
    parts: list[str] = []
    reached = None
    for glyph in line:
        if reached is not None and glyph.x0 - reached > _WORD_GAP * glyph.height:
            parts.append(" ")
        # What one glyph stands for is in the order of reading: it is turned, so as to be turned back with the line.
        parts.append(glyph.text[::-1] if len(glyph.text) > 1 and _direction(glyph.text) else glyph.text)
        reached = glyph.x1 if reached is None else max(reached, glyph.x1)
    return "".join(parts)


def _logical(visual: str) -> str:
    """Undo the layout of a right-to-left line.

    The algorithm is nearly its own inverse. Where it is not, with numbers joined by dashes (2019-01-05, 25-30), whose
    order depends on what stands before them, the order is taken that is laid out as the line was.
    """
    line = get_display(visual, base_dir="R")
    numbers = list(_RANGE.finditer(line))
    if not numbers or len(numbers) > _MOST_NUMBERS or get_display(line, base_dir="R") == visual:
        return line
    for turned in product((False, True), repeat=len(numbers)):
        candidate = line
        for number, turn in zip(numbers, turned, strict=True):
            if turn:
                parts = re.split(r"(\D)", number[0])
                candidate = candidate[: number.start()] + "".join(parts[::-1]) + candidate[number.end() :]
        if get_display(candidate, base_dir="R") == visual:
            return candidate
    return line


def _direction(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in _RTL for char in text)


def _is_rtl(glyphs: Sequence[Glyph]) -> bool:
    """Whether a line is right to left: more of its letters are."""
    rtl = sum(_direction(g.text) for g in glyphs)
    ltr = sum(unicodedata.bidirectional(g.text[0]) == "L" for g in glyphs)
    return rtl > 0 and rtl * 2 >= ltr
