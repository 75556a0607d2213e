"""Keeping bulletins: each with all its records in one transaction, the same text only once."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite

from dashboard.archive import near_duplicates, retold, rows, schema
from dashboard.archive.counting import may_count, recount
from dashboard.archive.versions import extractor_version
from extraction.records import Report


class UnstorableText(ValueError):
    """A text that no database keeps as it is given; the message is one sentence for the user."""


class Reading(NamedTuple):
    """A bulletin that was read: its text, its records, and where it came from (a file's name, an address, “pasted”)."""

    text: str
    report: Report
    origin: str | None = None
    source: str | None = None
    """The organisation that speaks, where the giver knows it; else the one that the text names."""


class Saved(NamedTuple):
    """Where a bulletin stands in the archive. ``new`` is False for a text that was there, ``live`` for one that is there
    but was deleted or merged: saving it again does not bring it back, `dashboard.archive.decisions` does.
    """

    bulletin_id: int
    new: bool
    live: bool = True


def text_hash(text: str) -> str:
    """What tells texts apart: the SHA-256 of the text as given. Raises `UnstorableText`."""
    if "\0" in text:
        raise UnstorableText("The text contains a NUL character, which is no part of any text.")
    try:
        return hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise UnstorableText(f"The text contains half a character at position {error.start}; it was damaged on its way.") from None


def save(connection: Connection, reading: Reading) -> Saved:
    """Keep one bulletin. Raises `UnstorableText`."""
    return save_all(connection, [reading])[0]


def save_all(connection: Connection, readings: Sequence[Reading]) -> list[Saved]:
    """Keep several bulletins, in the transaction of ``connection`` (`dashboard.archive.database.Archive.write`): all of them
    or none. Gives their places in the archive, in order. Raises `UnstorableText`.
    """
    hashes = [text_hash(reading.text) for reading in readings]
    saved = [_insert_bulletin(connection, key, reading) for key, reading in zip(hashes, readings, strict=True)]
    new = [(one.bulletin_id, reading) for one, reading in zip(saved, readings, strict=True) if one.new]
    _insert_records(connection, new)
    repeated = near_duplicates.find(connection, [(bulletin_id, reading.text) for bulletin_id, reading in new])
    recount(connection, repeated | retold.find(connection, [bulletin_id for bulletin_id, _ in new]))
    return saved


def _insert_bulletin(connection: Connection, key: str, reading: Reading) -> Saved:
    table, info = schema.bulletin, reading.report.report
    values = {
        "text_hash": key, "text": reading.text, "title": info.title, "date": info.date, "date_basis": info.date_basis,
        "source": reading.source or info.source, "origin": reading.origin, "added_at": now(), "extractor": extractor_version(), "live": True,
    }
    insert = insert_or_leave(connection, table).values(values).returning(table.c.id)
    bulletin_id = connection.execute(insert).scalar()
    if bulletin_id is not None:
        return Saved(bulletin_id, new=True)
    found = connection.execute(select(table.c.id, table.c.live).where(table.c.text_hash == key)).one()
    return Saved(found.id, new=False, live=found.live)


def _insert_records(connection: Connection, new: Sequence[tuple[int, Reading]]) -> None:
    made = rows.RecordRows([], [], [])
    named: list[rows.Row] = []
    places = []
    keys = iter(reserve_ids(connection, schema.record, sum(len(rows.records_of(reading.report)) for _, reading in new)))
    for bulletin_id, reading in new:
        records = rows.records_of(reading.report)
        one = rows.rows_of(records, bulletin_id, {record.id: next(keys) for record in records})
        source = reading.source or reading.report.report.source
        for row in one.records:
            row |= {"state": schema.MACHINE, "live": True, "counts": may_count(row), "source": source}
        for all_rows, these in zip(made, one, strict=True):
            all_rows += these
        for place in rows.named_places(reading.report):
            places.append(place.place)
            named.append({
                "bulletin_id": bulletin_id, "place_key": place.key, "times": place.times, "span_start": place.place.start,
                "span_end": place.place.end,
            })  # fmt: skip
        places += [place for record in records for _, place in rows.places_of(record)]
    insert_places(connection, rows.place_rows(places))
    insert_rows(connection, made)
    if named:
        connection.execute(schema.bulletin_place.insert(), named)


# --- what everything that writes shares -----------------------------------------------------------------------------


def now() -> dt.datetime:
    """The time that an entry is made."""
    return dt.datetime.now(dt.UTC)


def insert_or_leave(connection: Connection, table: Table):
    """An ``INSERT`` that leaves a row with the same key as it is."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    return dialect.insert(table).on_conflict_do_nothing()


def insert_places(connection: Connection, places: Sequence[rows.Row]) -> None:
    """Add places that the archive does not know yet."""
    if places:
        connection.execute(insert_or_leave(connection, schema.place), places)


def insert_rows(connection: Connection, made: rows.RecordRows) -> None:
    """Add records with their places and codes."""
    for table, these in zip((schema.record, schema.record_place, schema.record_code), made, strict=True):
        if these:
            connection.execute(table.insert(), these)


def reserve_ids(connection: Connection, table: Table, many: int) -> list[int]:
    """New ids of ``table``, never given before and never again."""
    if not many:
        return []
    if connection.dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(table.name, "id")
        return list(connection.scalars(select(func.nextval(sequence)).select_from(func.generate_series(1, many))))
    # This transaction holds SQLite's only write lock, and the sequence follows the ids that are inserted.
    last = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table.name,)).scalar() or 0
    return list(range(last + 1, last + 1 + many))
