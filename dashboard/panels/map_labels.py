"""Where the names of a map's points stand: beside, above or below their point, clear of the other points and names.

Plotly sets each text where it is told to and looks at no other. Here each name in turn takes the first side on which
nothing lies in its way (the greedy choice of Christensen, Marks and Shieber 1995); one without such a side is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

LETTER, LINE, POINT = 7.0, 16.0, 16.0
"""Pixels: the width of a letter of 12 pixels, the height of its line, a point with its outline."""

SIDES = ("middle left", "middle right", "top center", "bottom center")


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    @property
    def lines(self) -> range:
        """The lines of the map, each `LINE` high, that it touches."""
        return range(int(self.top // LINE), int(self.bottom // LINE) + 1)


class _Map:
    """A map of ``width`` by ``height`` pixels, and what lies on it already: its points, and the names that were set."""

    def __init__(self, points: Sequence[tuple[float, float]], width: float, height: float):
        self._width, self._height = width, height
        self._taken: defaultdict[int, list[_Box]] = defaultdict(list)  # by the lines of the map that a box touches: few are near another
        for x, y in points:
            self._take(_Box(x - POINT / 2, y - POINT / 2, x + POINT / 2, y + POINT / 2))

    def set(self, box: _Box) -> bool:
        """Set a name where it lies inside and clear of all else; False where it does not."""
        left, top, right, bottom = box
        if left < 0 or right > self._width or top < 0 or bottom > self._height:
            return False
        for line in box.lines:
            for its_left, its_top, its_right, its_bottom in self._taken[line]:
                if left < its_right and its_left < right and top < its_bottom and its_top < bottom:
                    return False
        self._take(box)
        return True

    def _take(self, box: _Box) -> None:
        for line in box.lines:
            self._taken[line].append(box)


def label_sides(points: Sequence[tuple[float, float]], names: Sequence[str], first: int, width: float, height: float) -> dict[int, str]:
    """The side of each point's name as Plotly calls it, by the point's index; points whose name has no room are not in it.

    ``points`` are pixels from the upper left corner of a map of ``width`` by ``height``; the name of point ``first`` is
    set before the others.
    """
    on = _Map(points, width, height)
    sides: dict[int, str] = {}
    for index in sorted(range(len(points)), key=lambda index: (index != first, index)):
        x, y = points[index]
        for side in SIDES if x > width / 2 else (SIDES[1], SIDES[0], *SIDES[2:]):
            if on.set(_label_box(side, x, y, len(names[index]) * LETTER)):
                sides[index] = side
                break
    return sides


def still_clear(
    points: Sequence[tuple[float, float]], names: Sequence[str], sides: dict[int, str], width: float, height: float
) -> set[int]:
    """The points whose name, on the side that `label_sides` gave it, is clear on a map of another size, too."""
    on = _Map(points, width, height)
    return {index for index, side in sides.items() if on.set(_label_box(side, *points[index], len(names[index]) * LETTER))}


def _label_box(side: str, x: float, y: float, long: float) -> _Box:
    away = POINT / 2
    left = {"middle left": x - away - long, "middle right": x + away}.get(side, x - long / 2)
    top = {"top center": y - away - LINE, "bottom center": y + away}.get(side, y - LINE / 2)
    return _Box(left, top, left + long, top + LINE)
