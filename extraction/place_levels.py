"""How coarse a place is, from a village to a region, and the finest of several."""

from __future__ import annotations

from collections.abc import Sequence

from .chunk import Chunk
from .gazetteer import gazetteer

_LEVEL = {"city": 1, "subdistrict": 2, "district": 2, "governorate": 3, "area": 3, "desert": 0, "river": 3}


def level(chunk: Chunk) -> int:
    """How coarse a place is: 0 a village or quarter, 1 a city, 2 a district, 3 a governorate, countryside or region, 5 a street."""
    place = chunk.place
    if place.word in ("region",):
        return 3
    if place.word == "street":
        return 5
    if place.kind is not None:
        return _LEVEL.get(place.kind, 0)
    if place.word in ("base", "prison"):
        return 0
    return level_by_name(place.name)


def level_by_name(name: str) -> int:
    """The level of what the gazetteer knows by a name; of a name that it does not know, that of a village."""
    known = gazetteer().by_name.get(name, ())
    first = _LEVEL.get(known[0].kind, 0) if known else 0
    # A town and its subdistrict have one name: the town is meant.
    return min(_LEVEL.get(place.kind, 0) for place in known) if first == _LEVEL["subdistrict"] else first


def finest(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Of several places the finest: a village rather than its governorate."""
    if not chunks:
        return []
    best = min(level(c) for c in chunks)
    return [c for c in chunks if level(c) == best]
