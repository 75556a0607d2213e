"""Checking the rows of a table of places against the gazetteer: which are new, which complete a known place, which not."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Set
from typing import NamedTuple, get_args

from dashboard.gazetteer_formats import Candidate, Refused
from extraction.gazetteer import COLUMNS, Gazetteer, GazetteerPlace
from extraction.records import PlaceKind
from extraction.text import fold

KINDS = get_args(PlaceKind)
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_NAME = re.compile(r"[\u0621-\u064a].*[\u0621-\u064a]", re.DOTALL)
_SETTLED = {"village", "town", "city", "quarter", "camp", "area"}
#: Places of one name that are nearer to each other than this are one place (kilometres).
SAME_PLACE_KM = 12.0
#: Degrees that hold Syria with the border places of its neighbours; outside, latitude and longitude are often swapped.
LATITUDES, LONGITUDES = (32.0, 37.6), (35.4, 42.6)


class Import(NamedTuple):
    """The rows to keep, in the gazetteer's columns; how many of them give a known place its position; the rest."""

    rows: list[dict[str, str]]
    completed: int
    refused: list[Refused]


def check(candidates: Iterable[Candidate | Refused], known: Gazetteer, elsewhere: Set[str] = frozenset()) -> Import:
    """Check every row against the gazetteer in use; ``elsewhere`` are the ids in the user's other files.

    In the gazetteer's own columns a row may bear the id of a shipped place: an analyst's word goes before ours. Of
    GeoNames and OCHA only what is new is taken, and the positions of known places that have none.
    """
    everything = list(candidates)
    refused = [row for row in everything if isinstance(row, Refused)]
    waiting = [row for row in everything if isinstance(row, Candidate)]
    forms = _forms(known)
    ids = {row.id for row in waiting}
    rows: dict[str, dict[str, str]] = {}
    completed = 0
    for row in waiting:
        problem = _problem(row, known, ids) or (("the id stands in the file twice", row.id) if row.id in rows else None)
        if problem is None and row.own and row.id in elsewhere:
            problem = "stands in another file of your gazetteer", row.id
        if problem is None and row.id in known.by_id and not row.own:
            problem = "known already", row.id
        if problem is not None:
            refused.append(Refused(row.line, row.name or row.name_en, *problem))
            continue
        same = None if row.own else _known_as(row, known)
        if same is None:
            rows[row.id] = _cells(row)
        elif same.lat is None and row.lat and same.id not in rows:
            rows[same.id] = _completed(same, row, forms[same.id])
            completed += 1
        else:
            refused.append(Refused(row.line, row.name, "known already", same.id))
    kept, orphans = _without_orphans(rows, known)
    lines = {row.id: row.line for row in waiting}
    refused += [Refused(lines[row["id"]], row["name"], "its parent was refused", row["parent"]) for row in orphans]
    return Import(kept, completed, sorted(refused))


def _problem(row: Candidate, known: Gazetteer, ids: set[str]) -> tuple[str, str] | None:
    """Why a row cannot be taken, with the cell that is wrong; None where nothing is."""
    if not row.id:
        return "no id or p-code", ""
    if not _ID.fullmatch(row.id):
        return "an id has Latin letters, digits and - _ . only", row.id
    if not row.name:
        return "no Arabic name", ""
    if not _NAME.search(fold(row.name)):
        return "the name is not Arabic", row.name
    if bad := next((name for name in (row.name, *row.variants) if "|" in name or not fold(name).strip()), None):
        return "a name has a sign that cannot be in one", bad
    if row.kind not in KINDS:
        return f"the kind is none of {', '.join(KINDS)}", row.kind
    if row.admin1 and row.admin1 not in known.by_id and row.admin1 not in ids:
        return "the governorate is not in the gazetteer", row.admin1
    if row.parent and (row.parent == row.id or (row.parent not in known.by_id and row.parent not in ids)):
        return "the parent is not in the gazetteer", row.parent
    return _position_problem(row)


def _position_problem(row: Candidate) -> tuple[str, str] | None:
    shown = f"{row.lat or '–'}, {row.lon or '–'}"
    if bool(row.lat) != bool(row.lon):
        return "latitude without longitude, or the other way round", shown
    if not row.lat:
        return None
    try:
        lat, lon = float(row.lat), float(row.lon)
    except ValueError:
        return "a position is two numbers, in degrees", shown
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return "a position is two numbers, in degrees", shown
    inside = LATITUDES[0] <= lat <= LATITUDES[1] and LONGITUDES[0] <= lon <= LONGITUDES[1]
    if row.admin1.startswith("SY") and not inside:
        return "the position is not in Syria (are latitude and longitude swapped?)", shown
    return None


def _known_as(row: Candidate, known: Gazetteer) -> GazetteerPlace | None:
    """The known place that a row tells again: of the same name and sort, in the same governorate, and not elsewhere in it."""
    sort = _SETTLED if row.kind in _SETTLED else {row.kind}
    for form in dict.fromkeys(fold(name) for name in (row.name, *row.variants)):
        for place in known.by_name.get(form, ()):
            if place.kind in sort and place.admin1 == row.admin1 and not _apart(place, row):
                return place
    return None


def _apart(place: GazetteerPlace, row: Candidate) -> bool:
    if place.lat is None or place.lon is None or not row.lat:
        return False
    lat, lon = math.radians(place.lat), math.radians(place.lon)
    other_lat, other_lon = math.radians(float(row.lat)), math.radians(float(row.lon))
    # On the scale of a governorate the earth is flat: kilometres of a degree, narrower towards the pole.
    north, east = other_lat - lat, (other_lon - lon) * math.cos(lat)
    return 6371.0 * math.hypot(north, east) > SAME_PLACE_KM


def _forms(known: Gazetteer) -> dict[str, list[str]]:
    forms: dict[str, list[str]] = defaultdict(list)
    for form, places in known.by_name.items():
        for place in places:
            forms[place.id].append(form)
    return forms


def _cells(row: Candidate) -> dict[str, str]:
    cells = {name: value for name, value in row._asdict().items() if name in COLUMNS}
    return {**cells, "variants": "|".join(row.variants)}


def _completed(place: GazetteerPlace, row: Candidate, forms: list[str]) -> dict[str, str]:
    """The known place with its own names, and the position that the row gives it."""
    return {
        "id": place.id, "name": place.name, "variants": "|".join(form for form in forms if form != fold(place.name)),
        "name_en": place.name_en, "kind": place.kind, "admin1": place.admin1, "parent": place.parent,
        "lat": row.lat, "lon": row.lon, "source": row.source,
    }  # fmt: skip


def _without_orphans(rows: dict[str, dict[str, str]], known: Gazetteer) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The rows whose parents are known or kept themselves, and the others."""
    kept, orphans = dict(rows), []
    while lost := [row for row in kept.values() if any(row[up] and row[up] not in known.by_id and row[up] not in kept for up in ("parent", "admin1"))]:
        for row in lost:
            orphans.append(kept.pop(row["id"]))
    return list(kept.values()), orphans
