"""The gazetteer: Syrian places and their neighbours, by name, with parent and position where known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple, get_args

from . import lexicon
from .records import PlaceKind
from .text import fold

COLUMNS = ("id", "name", "variants", "name_en", "kind", "admin1", "parent", "lat", "lon", "source")
FOLDER = lexicon.FOLDER / "places"


class GazetteerPlace(NamedTuple):
    """One place. ``lat``/``lon`` are degrees WGS 84 of the place itself, None where they are not known."""

    id: str
    name: str
    name_en: str
    kind: str
    admin1: str
    parent: str
    lat: float | None
    lon: float | None


class Position(NamedTuple):
    """Where a place is, and how precisely: 1 itself, 2 its district's centre, 3 its governorate's (ACLED's scale)."""

    lat: float
    lon: float
    precision: int


# What a bulletin means by a bare name, most likely first.
_RANK = {kind: rank for rank, kind in enumerate(
    ("city", "town", "village", "quarter", "camp", "oil_field", "airport", "crossing", "hill", "governorate", "area",
     "river", "desert", "district", "subdistrict"))}


class Gazetteer:
    """Places by folded name and by id. Raises `lexicon.LexiconError` for a wrong row, naming file and line."""

    def __init__(self, files: Iterable[Path]):
        self.by_id: dict[str, GazetteerPlace] = {}
        self.by_name: dict[str, list[GazetteerPlace]] = defaultdict(list)
        rows = []
        for file in files:
            for row in lexicon.read(file, COLUMNS, required=("id", "name", "kind", "source")):
                kind = row.one_of("kind", get_args(PlaceKind))
                if row["id"] in self.by_id:
                    raise row.error(f"the id {row['id']} is used twice")
                place = GazetteerPlace(
                    row["id"], row["name"], row["name_en"], kind, row["admin1"], row["parent"],
                    row.number("lat"), row.number("lon"),
                )
                self.by_id[place.id] = place
                rows.append((row, place))
                for form in {fold(row["name"]), *row.forms("variants")}:
                    self.by_name[form].append(place)
        for row, place in rows:
            if place.parent and place.parent not in self.by_id:
                raise row.error(f"the parent {place.parent} is not in the gazetteer")
        for places in self.by_name.values():
            places.sort(key=lambda p: _RANK[p.kind])

    def position(self, place: GazetteerPlace) -> Position | None:
        """The position of the place, else of the nearest parent that has one."""
        at: GazetteerPlace | None = place
        while at is not None:
            if at.lat is not None and at.lon is not None:
                precision = 1 if at is place else 3 if at.kind == "governorate" else 2
                return Position(at.lat, at.lon, precision)
            at = self.by_id.get(at.parent) or (self.by_id.get(at.admin1) if at.admin1 != at.id else None)
        return None

    def find(self, name: str, kind: str | None = None, admin1: Iterable[str] = ()) -> GazetteerPlace | None:
        """The place that a name means: of the given kind, in one of the governorates named around it.

        None where the name is unknown, or where several places share it and nothing around tells them apart: a
        wrong namesake on the map is worse than none.
        """
        places = self.by_name.get(fold(name), [])
        if kind:
            places = [p for p in places if p.kind == kind or {p.kind, kind} <= _SETTLEMENTS] or []
            exact = [p for p in places if p.kind == kind]
            places = exact if len({p.admin1 for p in exact}) >= len({p.admin1 for p in places}) else places
        near = [p for p in places if p.admin1 in set(admin1)]
        if near:
            return near[0]
        if len({p.admin1 for p in places}) == 1 or (places and places[0].kind in ("city", "governorate")):
            return places[0]
        return None


_SETTLEMENTS = {"village", "town", "city"}


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer, loaded once."""
    return Gazetteer(sorted(FOLDER.glob("*.csv")))


def english_name(gazetteer_id: str) -> str | None:
    """The English name of a place of the gazetteer, None where it has none."""
    place = gazetteer().by_id.get(gazetteer_id)
    return place.name_en or None if place else None
