"""The gazetteer: Syrian places and their neighbours, by name, with parent and position where known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple, get_args

from rapidfuzz import fuzz, process

from . import lexicon
from .memo import Memo
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
        self.first_words: dict[str, int] = {}
        """The first words of names, with how many words the longest name that begins so has; a new table with each `add`."""
        self.second_words: dict[str, set[str]] = {}
        """The words that follow each first word in names."""
        self._candidates = Memo(self._find_candidates)
        self._positions = Memo(self._find_position)
        self._skeletons: dict[str, str] = {}
        self.add(files)

    def add(self, files: Iterable[Path], replace: bool = False) -> None:
        """Add the places of ``files``; with ``replace`` a row takes the place of a known one with its id.

        Raises `lexicon.LexiconError`, and adds nothing then.
        """
        rows: dict[str, tuple[lexicon.Row, GazetteerPlace]] = {}
        kinds = get_args(PlaceKind)
        for file in files:
            for row in lexicon.read(file, COLUMNS, required=("id", "name", "kind", "source")):
                kind = row.one_of("kind", kinds)
                if row["id"] in rows or (row["id"] in self.by_id and not replace):
                    raise row.error(f"the id {row['id']} is used twice")
                rows[row["id"]] = row, GazetteerPlace(
                    row["id"], row["name"], row["name_en"], kind, row["admin1"], row["parent"],
                    row.number("lat"), row.number("lon"),
                )
        for row, place in rows.values():
            if place.parent and place.parent not in self.by_id and place.parent not in rows:
                raise row.error(f"the parent {place.parent} is not in the gazetteer")
        self._take_out(rows.keys() & self.by_id.keys())
        changed = set()
        for row, place in rows.values():
            self.by_id[place.id] = place
            for form in {fold(row["name"]), *row.forms("variants")}:
                self.by_name[form].append(place)
                changed.add(form)
        for form in changed:
            if len(self.by_name[form]) > 1:
                self.by_name[form].sort(key=lambda p: _RANK[p.kind])
        self.first_words = {}
        self.second_words = {}
        for form in self.by_name:
            first, *others = form.split()
            self.first_words[first] = max(self.first_words.get(first, 1), 1 + len(others))
            self.second_words.setdefault(first, set()).update(others[:1])
        self._candidates.clear()
        self._positions.clear()
        self._skeletons = {}

    def _take_out(self, ids: set[str]) -> None:
        if not ids:
            return
        for form in list(self.by_name):
            kept = [place for place in self.by_name[form] if place.id not in ids]
            if kept:
                self.by_name[form] = kept
            else:
                del self.by_name[form]

    def position(self, place: GazetteerPlace) -> Position | None:
        """The position of the place, else of the nearest parent that has one."""
        return self._positions[place.id]

    def _find_position(self, id: str) -> Position | None:
        place = self.by_id[id]
        at: GazetteerPlace | None = place
        while at is not None:
            if at.lat is not None and at.lon is not None:
                precision = 1 if at is place else 3 if at.kind == "governorate" else 2
                return Position(at.lat, at.lon, precision)
            at = self.by_id.get(at.parent) or (self.by_id.get(at.admin1) if at.admin1 != at.id else None)
        return None

    def find(self, name: str, kind: str | None = None, admin1: Iterable[str] = ()) -> GazetteerPlace | None:
        """The place that a name means: of the given kind, in the first of the governorates ``admin1`` that has one.

        None where the name is unknown, or where several places share it and nothing around tells them apart: a
        wrong namesake on the map is worse than none.
        """
        places, alike = self._candidates[name, kind]
        if alike:
            return places[0] if places else None  # nothing to tell apart: ``admin1`` is not even looked at
        for governorate in admin1:
            near = next((p for p in places if p.admin1 == governorate), None)
            if near is not None:
                return near
        return places[0] if places[0].kind in ("city", "governorate") else None

    def _find_candidates(self, named: tuple[str, str | None]) -> tuple[list[GazetteerPlace], bool]:
        """The places that a name and kind can mean, and whether one governorate has them all."""
        name, kind = named
        places = self.by_name.get(name) or self.by_name.get(fold(name), [])
        if kind == "area":  # «منطقة السوسة» may be a plain, a subdistrict, or the town: the word does not say
            kind = "area" if any(p.kind == "area" for p in places) else None
        if kind:
            places = [p for p in places if p.kind == kind or {p.kind, kind} <= _SETTLEMENTS]
            exact = [p for p in places if p.kind == kind]
            # Bulletins call villages towns and towns villages, but few places cities.
            if (kind == "city" and exact) or len({p.admin1 for p in exact}) >= len({p.admin1 for p in places}):
                places = exact
        else:
            places = [p for p in places if p.kind not in _NAMED_WITH_KIND] or places
        return places, len({p.admin1 for p in places}) <= 1

    def suggest(self, name: str, limit: int = 5) -> list[Suggestion]:
        """Known names that are nearly ``name``, the nearest first: for a reader to choose from, never used unasked.

        Empty where nothing comes near. A name that is known gives itself with a likeness of 100.
        """
        if not self._skeletons:
            self._skeletons = {form: _skeleton(form) for form in self.by_name}
        near = process.extract(_skeleton(fold(name)), self._skeletons, scorer=fuzz.ratio, score_cutoff=_LIKENESS, limit=4 * limit)
        found: dict[str, Suggestion] = {}
        for _, score, form in near:
            for place in self.by_name[form]:
                found.setdefault(place.id, Suggestion(place, round(score)))
        return list(found.values())[:limit]


class Suggestion(NamedTuple):
    """A known place whose name is like a given one: ``likeness`` from 0 to 100, two spellings of a name being 100."""

    place: GazetteerPlace
    likeness: int


_SETTLEMENTS = {"village", "town", "city"}
# A bare «دمشق» is never its airport, which lies in another governorate.
_NAMED_WITH_KIND = {"airport", "crossing", "camp", "oil_field", "district", "subdistrict"}
_LIKENESS = 75
_SPELLED_ALIKE = str.maketrans({"ؤ": "و", "ئ": "ي", "ء": ""})


def _skeleton(form: str) -> str:
    """A folded name without what spellings of it differ in: articles, spaces, hamza, a last ه for ا."""
    words = [word[2:] if word.startswith("ال") and len(word) > 4 else word for word in form.translate(_SPELLED_ALIKE).split()]
    joined = "".join(words)
    return joined[:-1] + "ا" if joined.endswith("ه") else joined


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer in use: the shipped one, loaded once, with what `use` added."""
    return Gazetteer(sorted(FOLDER.glob("*.csv")))


_used: set[Path] = set()


def use(files: Iterable[Path]) -> None:
    """Read also the places of ``files``, the user's own, from now on; they go before shipped places with the same id.

    A file that is in use already is not read again. Raises `lexicon.LexiconError`, and uses none of them then.
    """
    new = [file for file in files if file not in _used]
    if new:
        gazetteer().add(new, replace=True)
        _used.update(new)


def english_name(gazetteer_id: str) -> str | None:
    """The English name of a place of the gazetteer, None where it has none."""
    place = gazetteer().by_id.get(gazetteer_id)
    return place.name_en or None if place else None
