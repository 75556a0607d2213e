"""Keeping bulletins: each with all its records in one transaction, the same text only once.

A bulletin is made ready first (`prepare`): its rows, the words it is found by, its fingerprints. That takes no database, so
that an import does it in as many processes as there are; what is left for the one writer is to give numbers and to write.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite

from dashboard.archive import findings, near_duplicates, retold, rows, schema
from dashboard.archive.counting import may_count
from dashboard.archive.headlines import contradictions
from dashboard.archive.inserting import insert_many
from dashboard.archive.passages import Words, words_of
from dashboard.archive.recounting import derive, recount
from dashboard.archive.search import add_words, index_words
from dashboard.archive.texts import UnstorableText, text_hash
from dashboard.archive.versions import extractor_version
from extraction.records import Report


LARGEST_NUMBER = 2**63 - 1
"""What a column of the databases holds."""


class Reading(NamedTuple):
    """A bulletin that was read: its text, its records, and where it came from (a file's name, an address, “pasted”)."""

    text: str
    report: Report
    origin: str | None = None
    source: str | None = None
    """The organisation that speaks, where the giver knows it; else the one that the text names."""
    extractor: str | None = None
    """The version that read it, where that was not this one."""


class Saved(NamedTuple):
    """Where a bulletin stands in the archive. ``new`` is False for a text that was there, ``live`` for one that is there
    but was deleted or merged: saving it again does not bring it back, `dashboard.archive.decisions` does.
    """

    bulletin_id: int
    new: bool
    live: bool = True


class Prepared(NamedTuple):
    """A bulletin ready to be written: its rows, in which its records are numbered from 0."""

    bulletin: rows.Row
    records: rows.RecordRows
    places: list[rows.Row]
    named: list[rows.Row]
    index_words: list[str]
    words: Words
    fingerprints: set[int]
    headlines: list[rows.Row]


def prepare(reading: Reading) -> Prepared:
    """Make a bulletin ready to be written. Raises `UnstorableText`."""
    text, report, origin, source, extractor = reading
    info, all_records = report.report, rows.records_of(report)
    _check_numbers(report)
    bulletin = {
        "text_hash": text_hash(text), "text": text, "title": info.title, "date": info.date, "date_basis": info.date_basis,
        "source": source or info.source, "origin": origin, "extractor": extractor or extractor_version(), "live": True,
    }  # fmt: skip
    ids = {record.id: n for n, record in enumerate(all_records)}
    made = rows.rows_of(all_records, ids)
    for row in made.records:
        row |= {"state": schema.MACHINE, "live": True, "counts": may_count(row), "source": bulletin["source"]}
    named = rows.named_places(report)
    words = words_of(text)
    return Prepared(
        bulletin, made, rows.place_rows([*(one.place for one in named), *(place for one in all_records for _, place in rows.places_of(one))]),
        rows.named_rows(named),
        index_words(words.words, [one.key for one in named]), words, words.fingerprints(),
        [one.row(ids[one.record]) for one in contradictions(report)],
    )  # fmt: skip


def _check_numbers(report: Report) -> None:
    for figure in (*report.casualties, *report.flows):
        numbers = (figure.count.value, figure.count.low, figure.count.high)
        if any(number is not None and number > LARGEST_NUMBER for number in numbers):
            raise UnstorableText(f"The text gives a number of people that is too large to be one: {figure.count.text}.")


def save(connection: Connection, reading: Reading) -> Saved:
    """Keep one bulletin. Raises `UnstorableText`."""
    return save_all(connection, [reading])[0]


def save_all(connection: Connection, readings: Sequence[Reading]) -> list[Saved]:
    """Keep several bulletins, as `save_prepared` does. Raises `UnstorableText`."""
    return save_prepared(connection, [prepare(reading) for reading in readings])


def save_prepared(connection: Connection, prepared: Sequence[Prepared], find_repeats: bool = True) -> list[Saved]:
    """Keep several bulletins, in the transaction of ``connection`` (`dashboard.archive.database.Archive.write`): all of them
    or none. Gives their places in the archive, in order; what repeats earlier bulletins is looked for unless the caller knows
    that nothing does.
    """
    there = _found(connection, [one.bulletin["text_hash"] for one in prepared])
    saved: list[Saved] = []
    new: dict[int, Prepared] = {}
    fresh = {one.bulletin["text_hash"]: one for one in prepared if one.bulletin["text_hash"] not in there}
    ids = dict(zip(fresh, reserve_ids(connection, schema.bulletin, len(fresh)), strict=True))
    for one in prepared:
        key = one.bulletin["text_hash"]
        saved.append(there.get(key) or Saved(ids[key], new=True))
        if saved[-1].new:
            new[ids[key]] = one
            there[key] = Saved(ids[key], new=False)
    if new:
        _insert(connection, new)
        if find_repeats:
            words = {bulletin_id: one.words for bulletin_id, one in new.items()}
            marks = {bulletin_id: one.fingerprints for bulletin_id, one in new.items()}
            recount(connection, near_duplicates.find(connection, words, marks) | retold.find(connection, list(new)))
        derive(connection, list(new))
    return saved


def _found(connection: Connection, hashes: Sequence[str]) -> dict[str, Saved]:
    """Where the texts with these hashes stand. Nobody else can save one meanwhile: one writes at a time."""
    table = schema.bulletin.c
    found = connection.execute(select(table.text_hash, table.id, table.live).where(table.text_hash.in_(set(hashes))))
    return {row.text_hash: Saved(row.id, new=False, live=row.live) for row in found}


def _insert(connection: Connection, new: Mapping[int, Prepared]) -> None:
    added_at = now()
    bulletins = [one.bulletin | {"id": bulletin_id, "added_at": added_at} for bulletin_id, one in new.items()]
    insert_many(connection, schema.bulletin, bulletins)
    places = {row["key"]: row for one in new.values() for row in one.places}
    insert_places(connection, list(places.values()))
    keys = iter(reserve_ids(connection, schema.record, sum(len(one.records.records) for one in new.values())))
    made, named, headlines = rows.RecordRows([], [], []), [], []
    for bulletin_id, one in new.items():
        own = [next(keys) for _ in one.records.records]
        for row in one.records.records:
            part_of = None if row["part_of"] is None else own[row["part_of"]]
            made.records.append(row | {"id": own[row["id"]], "part_of": part_of, "bulletin_id": bulletin_id})
        made.places.extend(row | {"record_id": own[row["record_id"]]} for row in one.records.places)
        made.codes.extend(row | {"record_id": own[row["record_id"]]} for row in one.records.codes)
        named += [row | {"bulletin_id": bulletin_id} for row in one.named]
        headlines += [row | {"record_id": own[row["record_id"]]} for row in one.headlines]
    insert_rows(connection, made)
    insert_many(connection, schema.bulletin_place, named)
    findings.keep_headlines(connection, headlines)
    add_words(connection, {bulletin_id: one.index_words for bulletin_id, one in new.items()})


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
        insert_many(connection, table, these)


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
