"""Records as rows of an editable table: which column of a row is which field of the record, and what a changed cell means."""

from __future__ import annotations

import datetime as dt
import re
from typing import get_args

from dashboard.archive import schema
from dashboard.archive.corrections import as_json
from dashboard.archive.rows import KIND_OF, AnyRecord
from dashboard.selection import places_of
from extraction.event_words import event_words
from extraction.records import Category, Cause, ControlStatus, EventType, Movement, Outcome, Party, Qualifier

COLUMNS = ("act", "value", "qualifier", "party", "from", "category", "cause", "start", "end", "places")
"""The columns that can be edited, by the names of their words."""

ACTS = {schema.CASUALTY: get_args(Outcome), schema.FLOW: get_args(Movement), schema.CONTROL: get_args(ControlStatus), schema.EVENT: get_args(EventType)}
CHOICES: dict[str, tuple[str, ...]] = {
    "act": tuple(dict.fromkeys(code for codes in ACTS.values() for code in codes)), "qualifier": get_args(Qualifier), "party": get_args(Party),
    "from": get_args(Party), "category": get_args(Category), "cause": get_args(Cause),
}  # fmt: skip
ACT_TABLES = {schema.CASUALTY: "outcome", schema.FLOW: "movement", schema.CONTROL: "status", schema.EVENT: "event"}

_FIELDS: dict[str, dict[str, str]] = {
    schema.CASUALTY: {
        "act": "outcome", "value": "count.value", "qualifier": "count.qualifier", "party": "party", "category": "category", "cause": "cause",
        "start": "period.start", "end": "period.end", "places": "places",
    },
    schema.FLOW: {
        "act": "kind", "value": "count.value", "qualifier": "count.qualifier", "party": "party", "from": "origin.controller", "category": "category",
        "start": "period.start", "end": "period.end", "places": "origin.places",
    },
    schema.CONTROL: {"act": "status", "party": "controller", "from": "from", "end": "date", "places": "place"},
    schema.EVENT: {"act": "type", "party": "actors", "start": "period.start", "end": "period.end", "places": "places"},
}  # fmt: skip


_COLUMN_OF = {field: column for fields in _FIELDS.values() for column, field in fields.items()}


class NotInRecord(ValueError):
    """A record of this kind has no such field; ``column`` is the column's name."""

    def __init__(self, column: str):
        self.column = column
        super().__init__(column)


def kind_of(one: AnyRecord) -> str:
    """The archive's code for a record's kind."""
    return KIND_OF[type(one)]


def column_of(field: str) -> str | None:
    """The column in which a field of a record is corrected; None for a field that the table does not show."""
    return _COLUMN_OF.get(field)


def cells(one: AnyRecord) -> dict[str, object]:
    """The editable cells of a record; None where the record has no such field or says nothing there."""
    data, fields = as_json(one), _FIELDS[kind_of(one)]
    return {column: _cell(one, data, column, fields[column]) if column in fields else None for column in COLUMNS}


def _cell(one: AnyRecord, data: dict, column: str, field: str) -> object:
    if column == "places":
        if field == "origin.places":
            return "، ".join(place.name for place in one.origin.places)
        return "، ".join(place.name for place in places_of(one))
    value: object = data
    for name in field.split("."):
        value = value[name]
    if column in ("start", "end"):
        return dt.date.fromisoformat(value) if value else None
    return value[0] if isinstance(value, list) and value else None if isinstance(value, list) else value


def correction(one: AnyRecord, column: str, value: object) -> tuple[str, object]:
    """The field, by the contract, and its value in JSON that a changed cell stands for. Raises `NotInRecord`."""
    kind = kind_of(one)
    field = _FIELDS[kind].get(column)
    if field is None:
        raise NotInRecord(column)
    if column == "places":
        names = [name.strip() for name in re.split("[،,]", str(value or "")) if name.strip()]
        # A place that is named as before stays what it was, with its words in the text.
        before = {place.name: place.model_dump(mode="json") for place in places_of(one)}
        found = [before.get(name, name) for name in names]
        return field, found if field != "place" else found[0] if found else None
    if field == "actors":
        return field, [value] if value else []
    if column == "value" and value is not None:
        return field, int(value)
    return field, value


def new_record(kind: str, start: int, end: int, act: str, value: int | None, party: str | None, day: dt.date | None, place: str) -> dict[str, object]:
    """The fields of a record that an analyst adds, in the contract's JSON; of a figure, without a number it is not stated."""
    made: dict[str, object] = {"start": start, "end": end}
    iso = day.isoformat() if day else None
    names = [{"name": name.strip()} for name in re.split("[،,]", place) if name.strip()]
    if kind in (schema.CASUALTY, schema.FLOW):
        counted = {"qualifier": "exact", "value": value, "low": value, "high": value} if value is not None else {"qualifier": "unspecified"}
        made |= {"count": counted | {"text": ""}, "party": party, "period": {"start": iso, "end": iso}}
    if kind == schema.CASUALTY:
        return made | {"outcome": act, "places": names}
    if kind == schema.FLOW:
        return made | {"kind": act, "origin": {"places": names}}
    if kind == schema.CONTROL:
        return made | {"status": act, "controller": party, "date": iso, "place": names[0] if names else {"name": ""}}
    actors = [party] if party else []
    return made | {
        "type": act, "actors": actors, "places": names, "period": {"start": iso, "end": iso}, "acled_sub_event_type": event_words().acled(act, actors),
    }
