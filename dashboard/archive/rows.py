"""Records as rows of the archive's tables."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from dashboard.archive import schema
from extraction.gazetteer import gazetteer
from extraction.records import Casualty, Control, Event, Figure, Flow, Mention, Period, Place, Report
from extraction.text import fold
from extraction.transliterate import transliterate

Row = dict[str, object]
AnyRecord = Casualty | Flow | Control | Event

KIND_OF = {Casualty: schema.CASUALTY, Flow: schema.FLOW, Control: schema.CONTROL, Event: schema.EVENT}
LETTERS = {schema.CASUALTY: "C", schema.FLOW: "F", schema.CONTROL: "K", schema.EVENT: "E"}


class RecordRows(NamedTuple):
    """The rows of some records: their own, and those of their places and codes."""

    records: list[Row]
    places: list[Row]
    codes: list[Row]


def records_of(report: Report) -> list[AnyRecord]:
    """All records of a report, in one list."""
    return [*report.casualties, *report.flows, *report.control, *report.events]


def rows_of(records: Sequence[AnyRecord], ids: Mapping[str, int]) -> RecordRows:
    """The rows of ``records``; ``ids`` gives a number for each record's id in its bulletin, parts' wholes included. The
    bulletin's number, review state, ``live``, ``counts``, ``source`` and the story are not the record's own and are left out.
    """
    rows = RecordRows([], [], [])
    for one in records:
        key = ids[one.id]
        placed = places_of(one)
        rows.records.append(_row(one, placed, ids) | {"id": key})
        counters: dict[str, count] = {}
        for role, place in placed:
            rows.places.append(_position_columns(place) | {
                "record_id": key, "place_key": place_key(place), "name": place.name, "role": role, "position": next(counters.setdefault(role, count())),
                "span_start": place.start, "span_end": place.end,
            })
        for role, codes in _codes_of(one).items():
            rows.codes.extend({"record_id": key, "role": role, "position": n, "code": code} for n, code in enumerate(codes))
    return rows


# Every row names every column, so that many go to the database in one statement.
_EMPTY: Row = dict.fromkeys((
    "party", "from_party", "category", "cause", "measure", "basis", "value", "low", "high", "qualifier", "day", "week", "month",
    "period_start", "period_end", "admin1", "place_key", "origin_controller", "destination_controller", "route", "series", "part_of",
    "count_text",
    "count_start", "count_end", "acled_sub_event_type", "also_at",
))


def _row(one: AnyRecord, placed: Sequence[tuple[str, Place]], ids: Mapping[str, int]) -> Row:
    row = _EMPTY | {
        "kind": KIND_OF[type(one)], "number": one.id, "span_start": one.start, "span_end": one.end, "why": one.why,
        "also_at": [[span.start, span.end] for span in one.also_at] or None,
    }
    if isinstance(one, Figure):
        row |= _figure_columns(one, ids)
    if isinstance(one, Casualty):
        row |= {"act": one.outcome, "cause": one.cause}
    elif isinstance(one, Flow):
        row |= {
            "act": one.kind, "origin_controller": one.origin.controller, "destination_controller": one.destination.controller,
            "route": route(one),
        }  # fmt: skip
    elif isinstance(one, Control):
        row |= {"act": one.status, "party": one.controller, "from_party": one.from_} | _days(one.date)
    elif isinstance(one, Event):
        row |= {"act": one.type, "acled_sub_event_type": one.acled_sub_event_type} | _period_columns(one.period)
    if isinstance(one, Figure) and one.measure == "cumulative":
        row |= {"series": series(one)}
    if placed:
        # A flow counts where it started; only one whose start is not told, where it went.
        first_role = placed[0][0]
        governorates = {place.admin1 for role, place in placed if role == first_role}
        row["admin1"] = governorates.pop() if len(governorates) == 1 else schema.SEVERAL
        row["place_key"] = place_key(placed[0][1])
    return row


def _figure_columns(one: Figure, ids: Mapping[str, int]) -> Row:
    return {
        "party": one.party, "category": one.category, "measure": one.measure, "basis": one.basis, "value": one.count.value,
        "low": one.count.low, "high": one.count.high, "qualifier": one.count.qualifier, "count_text": one.count.text,
        "count_start": one.count.start, "count_end": one.count.end, "part_of": ids[one.part_of] if one.part_of else None,
    } | _period_columns(one.period)


_ROUTE_MARKS = str.maketrans(">@+", "›＠＋")


def route(flow: Flow) -> str:
    """From where to where, as far as it is stated: ``islamic_state@sy09-hajin>sdf@``, the side that holds each end and its places.

    In the name of a place that the gazetteer does not know, the marks between the parts of a route are written otherwise.
    """
    ends = (flow.origin, flow.destination)
    return ">".join(f"{end.controller or ''}@{_joined(place_key(place).translate(_ROUTE_MARKS) for place in end.places)}" for end in ends)


def series(total: Figure) -> str:
    """What a running total is of: two totals of one series state the same figure as of two days, so that the later one
    must not be lower. Whom it counts, what befell them, by whom and why, since when, and where; of a flow its route and
    its nationality, where it is of one only. The organisation that speaks tells series apart too, and is not in it.
    Who killed the fighters of a side narrows a total only where it says how: else it is the other side of the war.
    """
    if isinstance(total, Flow):
        where = [route(total), total.nationalities[0] if len(total.nationalities) == 1 else ""]
    else:
        where = [_joined(place_key(place) for place in total.places), total.cause or "", _joined(total.by) if total.cause or not total.party else ""]
    kind, act = (schema.FLOW, total.kind) if isinstance(total, Flow) else (schema.CASUALTY, total.outcome)
    start = total.period.start.isoformat() if total.period.start else ""
    return "|".join([kind, act, total.party or "", total.category, start, *where])


def _joined(codes: Iterable[str]) -> str:
    return "+".join(sorted(set(codes)))


def _period_columns(period: Period) -> Row:
    return {"period_start": period.start, "period_end": period.end} | _days(period.end or period.start)


def _days(day: dt.date | None) -> Row:
    if day is None:
        return {"day": None, "week": None, "month": None}
    return {"day": day, "week": day - dt.timedelta(days=day.weekday()), "month": day.replace(day=1)}


def places_of(one: AnyRecord) -> list[tuple[str, Place]]:
    if isinstance(one, Control):
        return [(schema.PLACE, one.place)]
    if isinstance(one, Flow):
        ends = ((schema.ORIGIN, one.origin), (schema.DESTINATION, one.destination))
        return [(role, place) for role, end in ends for place in end.places]
    return [(schema.WHERE, place) for place in one.places]


def _codes_of(one: AnyRecord) -> dict[str, Sequence[str]]:
    if isinstance(one, Casualty):
        return {schema.BY: one.by}
    if isinstance(one, Flow):
        return {schema.NATIONALITY: one.nationalities, schema.COMPOSITION: one.composition}
    if isinstance(one, Event):
        return {schema.ACTOR: one.actors, schema.TARGET: one.targets}
    return {}


# --- places ---------------------------------------------------------------------------------------------------------


def place_key(place: Place) -> str:
    """What tells places apart: the gazetteer's id, or the folded name of a place that the gazetteer does not know."""
    return place.gazetteer_id or f"~{fold(place.name)}"


def _position_columns(place: Place) -> Row:
    return {
        "kind": place.kind, "admin1": place.admin1, "gazetteer_id": place.gazetteer_id, "lat": place.lat, "lon": place.lon,
        "geo_precision": place.geo_precision,
    }


def place_rows(places: Iterable[Place]) -> list[Row]:
    """The rows of the table ``place`` for ``places``, one each, in order of key."""
    found: dict[str, Row] = {}
    for place in places:
        key = place_key(place)
        if key not in found:
            found[key] = {"key": key, **_names(place.name, place.gazetteer_id), **_position_columns(place)}
    return [found[key] for key in sorted(found)]


@lru_cache(maxsize=50_000)
def _names(name: str, gazetteer_id: str | None) -> Row:
    """The name that stands for a place whatever a text calls it: the gazetteer's, where it knows the place."""
    known = gazetteer().by_id.get(gazetteer_id or "")
    name = known.name if known else name
    return {"name": name, "folded": fold(name), "latin": latin_form(known and known.name_en or transliterate(name))}


def latin_form(name: str) -> str:
    """A Latin name as it is looked up: small letters without marks, hyphens and apostrophes."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() else " " for char in bare if char not in "'’‘ʿʾ").lower().split())


class NamedPlace(NamedTuple):
    """A place that a bulletin names: how often, and where first."""

    key: str
    place: Place
    times: int


def named_places(report: Report) -> list[NamedPlace]:
    """The places that a bulletin names, in order of key; a mention that a record uses is of the record's place."""
    used = {(place.start, place.end): place for one in records_of(report) for _, place in places_of(one)}
    named: dict[str, NamedPlace] = {}
    for mention in report.mentions:
        if mention.kind != "place":
            continue
        place = used.get((mention.start, mention.end)) or _mentioned(mention)
        key = place_key(place)
        before = named.get(key)
        named[key] = NamedPlace(key, before.place, before.times + 1) if before else NamedPlace(key, place, 1)
    return [named[key] for key in sorted(named)]


def named_rows(named: Iterable[NamedPlace]) -> list[Row]:
    """The rows of ``bulletin_place`` without the bulletin's number."""
    return [
        {"place_key": one.key, "times": one.times, "span_start": one.place.start, "span_end": one.place.end} for one in named
    ]  # fmt: skip


def _mentioned(mention: Mention) -> Place:
    known = gazetteer().by_id.get(str(mention.value))
    if known is None:
        return Place(name=mention.text, start=mention.start, end=mention.end)
    lat, lon, precision = gazetteer().position(known) or (None, None, None)
    return Place(name=mention.text, kind=known.kind, admin1=known.admin1 or None, gazetteer_id=known.id, lat=lat, lon=lon,
                 geo_precision=precision, start=mention.start, end=mention.end)
