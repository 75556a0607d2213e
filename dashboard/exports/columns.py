"""The flat table of records: its columns with their types, and the row of each record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from dashboard.exports.bulletin import KINDS, AnyRecord, Bulletin
from dashboard.exports.cells import Cell
from dashboard.wording import Wording
from extraction.describe import describe, english_place_name
from extraction.records import Casualty, Control, Event, Figure, Flow, Place

Type = Literal["text", "number", "degree", "day"]
Row = Mapping[str, Cell]
JOIN = "; "


class Column(NamedTuple):
    """A column of a table; its header is a word of ``[export_column]``."""

    key: str
    type: Type = "text"


OF_BULLETIN = (
    Column("bulletin"), Column("bulletin_id"), Column("title"), Column("bulletin_date", "day"), Column("date_basis"), Column("source"),
    Column("chars", "number"),
)  # fmt: skip
_REFERENCE = (Column("bulletin"), Column("bulletin_id"), Column("bulletin_date", "day"), Column("source"), Column("kind"), Column("id"), Column("act"))
_FIGURE = (
    Column("value", "number"), Column("low", "number"), Column("high", "number"), Column("qualifier"), Column("count_text"), Column("category"),
    Column("party"), Column("measure"), Column("part_of"), Column("basis"), Column("period_start", "day"), Column("period_end", "day"),
)  # fmt: skip
_PLACE = (
    Column("places"), Column("place"), Column("place_en"), Column("place_kind"), Column("admin1"), Column("gazetteer_id"), Column("lat", "degree"),
    Column("lon", "degree"), Column("geo_precision", "number"),
)  # fmt: skip
_FLOW = (
    Column("composition"), Column("nationalities"), Column("origin_places"), Column("origin_controller"), Column("destination_places"),
    Column("destination_controller"),
)  # fmt: skip
_EVENT = (Column("actors"), Column("targets"), Column("acled_sub_event_type"))
_WORDS = (Column("start", "number"), Column("end", "number"), Column("sentence"))

ALL = (*_REFERENCE, *_FIGURE, Column("by"), Column("cause"), *_FLOW, Column("controller"), Column("lost_by"), *_EVENT, *_PLACE, *_WORDS)
"""Every column: what a table with all kinds of records has."""

OF_KIND: dict[str, tuple[Column, ...]] = {
    "casualty": (*_REFERENCE, *_FIGURE, Column("by"), Column("cause"), *_PLACE, *_WORDS),
    "flow": (*_REFERENCE, *_FIGURE, *_FLOW, *_WORDS),
    "control": (*_REFERENCE, Column("controller"), Column("lost_by"), Column("period_end", "day"), *_PLACE, *_WORDS),
    "event": (*_REFERENCE, *_EVENT, Column("period_start", "day"), Column("period_end", "day"), *_PLACE, *_WORDS),
}


def header(columns: tuple[Column, ...], words: Wording) -> list[str]:
    """The names of the columns in the language of ``words``; codes in the cells are the same in every language."""
    return [words("export_column", column.key) for column in columns]


def bulletin_row(bulletin: Bulletin) -> Row:
    """The row of a bulletin in the table of bulletins."""
    info = bulletin.report.report
    return {
        "bulletin": bulletin.name, "bulletin_id": info.id, "title": info.title, "bulletin_date": info.date, "date_basis": info.date_basis,
        "source": info.source, "chars": info.chars,
    }  # fmt: skip


def record_row(bulletin: Bulletin, record: AnyRecord, words: Wording) -> Row:
    """The row of a record with its sentence; what its kind does not have is not in it. Lists are joined by a semicolon."""
    return {**record_cells(bulletin, record), "sentence": describe(record, words.language, bulletin.report)}


def record_cells(bulletin: Bulletin, record: AnyRecord) -> dict[str, Cell]:
    """The row of a record without its sentence, which belongs to one language."""
    info = bulletin.report.report
    row: dict[str, Cell] = {
        "bulletin": bulletin.name, "bulletin_id": info.id, "bulletin_date": info.date, "source": info.source, "kind": KINDS[type(record)],
        "id": record.id, "start": record.start, "end": record.end,
    }  # fmt: skip
    if isinstance(record, Figure):
        count, period = record.count, record.period
        row |= {
            "value": count.value, "low": count.low, "high": count.high, "qualifier": count.qualifier, "count_text": count.text,
            "category": record.category, "party": record.party, "measure": record.measure, "part_of": record.part_of, "basis": record.basis,
            "period_start": period.start, "period_end": period.end,
        }  # fmt: skip
    match record:
        case Casualty():
            row |= {"act": record.outcome, "by": JOIN.join(record.by), "cause": record.cause, **_places(record.places)}
        case Flow():
            row |= {
                "act": record.kind, "composition": JOIN.join(record.composition), "nationalities": JOIN.join(record.nationalities),
                "origin_places": _names(record.origin.places), "origin_controller": record.origin.controller,
                "destination_places": _names(record.destination.places), "destination_controller": record.destination.controller,
            }  # fmt: skip
        case Control():
            row |= {
                "act": record.status, "controller": record.controller, "lost_by": record.from_, "period_end": record.date, **_places([record.place]),
            }  # fmt: skip
        case Event():
            row |= {
                "act": record.type, "actors": JOIN.join(record.actors), "targets": JOIN.join(record.targets),
                "acled_sub_event_type": record.acled_sub_event_type, "period_start": record.period.start, "period_end": record.period.end,
                **_places(record.places),
            }  # fmt: skip
    return row


def place_cells(place: Place) -> dict[str, Cell]:
    """What the table says of one place."""
    return {
        "place": place.name, "place_en": english_place_name(place), "place_kind": place.kind, "admin1": place.admin1,
        "gazetteer_id": place.gazetteer_id, "lat": place.lat, "lon": place.lon, "geo_precision": place.geo_precision,
    }  # fmt: skip


def _places(places: list[Place]) -> dict[str, Cell]:
    return {"places": _names(places), **(place_cells(places[0]) if places else {})}


def _names(places: list[Place]) -> str:
    return JOIN.join(place.name for place in places)
