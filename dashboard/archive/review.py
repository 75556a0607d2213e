"""Review: an analyst accepts a record, corrects a field, rejects it, or adds one; every change is kept and can be undone.

A record is what the machine read with the corrections that stand applied in their order, so that undoing one leaves the
others. The history (table ``review``) is only ever added to: undoing marks an entry, and `redo` unmarks it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from dashboard.archive import rows, schema
from dashboard.archive.corrections import WrongValue, as_json, corrected, from_json, value_at
from dashboard.archive.decisions import NotPossible
from dashboard.archive.findings import refresh_headline
from dashboard.archive.loading import NoSuchBulletin, records_from
from dashboard.archive.recounting import recount
from dashboard.archive.saving import insert_places, now, reserve_ids
from dashboard.archive.schema import record, review

ACCEPT, CORRECT, REJECT, ADD, WITHDRAW = "accept", "correct", "reject", "add", "withdraw"

# What a record's standing entries make of its state, the strongest first.
_STATES = {
    REJECT: schema.REJECTED, WITHDRAW: schema.WITHDRAWN, ADD: schema.ADDED, CORRECT: schema.CORRECTED, ACCEPT: schema.ACCEPTED,
}  # fmt: skip

ADDED_RULE = "added by an analyst"


class NoSuchRecord(KeyError):
    """There is no record of this number."""


class Entry(NamedTuple):
    """One change: the machine's value and the analyst's (of a correction), who, when (UTC), why, and when it was undone."""

    id: int
    record_id: int
    action: str
    field: str | None
    machine_value: object
    analyst_value: object
    who: str
    at: dt.datetime
    reason: str | None
    undone_at: dt.datetime | None
    undone_by: str | None


def accept(connection: Connection, record_id: int, who: str, reason: str | None = None) -> int:
    """Say that a record is right; gives the entry's number, for `undo`. Raises `NoSuchRecord`."""
    return _enter(connection, _row(connection, record_id), ACCEPT, who, reason)


def reject(connection: Connection, record_id: int, who: str, reason: str | None = None) -> int:
    """Say that there is no such record in the text; it is in no sum from then on. Gives the entry's number. Raises `NoSuchRecord`."""
    return _enter(connection, _row(connection, record_id), REJECT, who, reason)


def withdraw(connection: Connection, record_id: int, who: str, reason: str | None = None) -> int:
    """Say that the machine no longer reads a record; gives the entry's number. Raises `NoSuchRecord`."""
    return _enter(connection, _row(connection, record_id), WITHDRAW, who, reason)


def correct(connection: Connection, record_id: int, field: str, value: object, who: str, reason: str | None = None) -> int:
    """Set one field, named as in the contract's JSON (``cause``, ``count``, ``period.start``, ``places``), to a value in its JSON.

    Gives the entry's number. Raises `NoSuchRecord`, and `WrongValue` for a value that does not fit, before anything changes.
    """
    row = _row(connection, record_id)
    now_is = as_json(_record(connection, row))
    made = corrected(row.kind, now_is, field, value)
    _check_part(connection, row, made)
    machine = value_at(row.machine or now_is, field)
    return _enter(connection, row, CORRECT, who, reason, field, machine, value_at(made, field))


def add(connection: Connection, bulletin_id: int, kind: str, fields: Mapping[str, object], who: str, reason: str | None = None) -> int:
    """Add a record that the machine missed: ``fields`` in the contract's JSON, with the ``start`` and ``end`` of its words.

    Gives the record's number in the archive. Raises `NoSuchBulletin`, `WrongValue`.
    """
    bulletin = connection.execute(select(schema.bulletin).where(schema.bulletin.c.id == bulletin_id)).one_or_none()
    if bulletin is None:
        raise NoSuchBulletin(bulletin_id)
    number = next_numbers(connection, bulletin_id, kind, 1)[0]
    made = from_json(kind, {**fields, "id": number, "why": [ADDED_RULE]})
    if not 0 <= made.start < made.end <= len(bulletin.text):
        raise WrongValue("start, end: the words are not in the text")
    record_id = reserve_ids(connection, record, 1)[0]
    ids = {number: record_id} | _ids(connection, bulletin_id)
    if getattr(made, "part_of", None) not in (None, *ids):
        raise WrongValue(f"part_of: there is no record {made.part_of}")
    data = as_json(made)
    insert_record(connection, made, bulletin, ids, state=schema.ADDED, machine=data)
    _enter(connection, _row(connection, record_id), ADD, who, reason, None, None, data)
    return record_id


def undo(connection: Connection, entry_id: int, who: str) -> None:
    """Take one change back. Raises `NotPossible` where there is none, it was undone before, or what is left does not fit."""
    _mark(connection, entry_id, undone=False, values={"undone_at": now(), "undone_by": who})


def redo(connection: Connection, entry_id: int) -> None:
    """Let an undone change stand again. Raises `NotPossible`."""
    _mark(connection, entry_id, undone=True, values={"undone_at": None, "undone_by": None})


def history(connection: Connection, record_id: int | None = None, bulletin_id: int | None = None, limit: int = 1000) -> list[Entry]:
    """The changes to a record, to all records of a bulletin, or to all, newest first."""
    query = select(*(review.c[name] for name in Entry._fields)).order_by(review.c.id.desc()).limit(limit)
    if record_id is not None:
        query = query.where(review.c.record_id == record_id)
    if bulletin_id is not None:
        query = query.where(review.c.record_id.in_(select(record.c.id).where(record.c.bulletin_id == bulletin_id)))
    return [Entry(*row) for row in connection.execute(query)]


# --- records as they stand ------------------------------------------------------------------------------------------


def rebuild(connection: Connection, row: Row, base: Mapping[str, object]) -> None:
    """Make the record of ``row`` what ``base``, the machine's reading of it, is with the standing changes; set its state.

    Sums are left to a recount.
    """
    standing = connection.execute(
        select(review).where(review.c.record_id == row.id, review.c.undone_at.is_(None)).order_by(review.c.id)
    ).all()
    data = dict(base)
    for entry in standing:
        if entry.action == CORRECT:
            data = corrected(row.kind, data, entry.field, entry.analyst_value)
    actions = {entry.action for entry in standing}
    state = next((state for action, state in _STATES.items() if action in actions), schema.MACHINE)
    if connection.scalar(select(func.count()).where(review.c.record_id == row.id, review.c.action == ADD)) and ADD not in actions:
        state = schema.WITHDRAWN  # added, and the adding undone
    kept = dict(base) if data != base or state == schema.ADDED or row.state == schema.ADDED else None
    replace_record(connection, from_json(row.kind, data), row, state=state, machine=kept)


def replace_record(connection: Connection, one: rows.AnyRecord, row: Row, **beside: object) -> None:
    """Write ``one`` over the record of ``row``, whose numbers stay."""
    made = rows.rows_of([one], _ids(connection, row.bulletin_id) | {one.id: row.id})
    for table in (schema.record_place, schema.record_code):
        connection.execute(delete(table).where(table.c.record_id == row.id))
    connection.execute(update(record).where(record.c.id == row.id).values(made.records[0] | beside))
    _insert_beside(connection, one, made)


def insert_record(connection: Connection, one: rows.AnyRecord, bulletin: Row, ids: Mapping[str, int], **beside: object) -> None:
    """Add a record to a bulletin; whether it counts is left to a recount."""
    made = rows.rows_of([one], ids)
    own = {"bulletin_id": bulletin.id, "live": bulletin.live, "source": bulletin.source, "counts": False, "state": schema.MACHINE}
    connection.execute(record.insert().values(made.records[0] | own | beside))
    _insert_beside(connection, one, made)


def _insert_beside(connection: Connection, one: rows.AnyRecord, made: rows.RecordRows) -> None:
    insert_places(connection, rows.place_rows(place for _, place in rows.places_of(one)))
    for table, these in ((schema.record_place, made.places), (schema.record_code, made.codes)):
        if these:
            connection.execute(table.insert(), these)


def next_numbers(connection: Connection, bulletin_id: int, kind: str, many: int) -> list[str]:
    """Ids within a bulletin that no record of it has or had."""
    taken = connection.scalars(select(record.c.number).where(record.c.bulletin_id == bulletin_id, record.c.kind == kind))
    last = max((int(number[1:]) for number in taken), default=0)
    return [f"{rows.LETTERS[kind]}{last + n}" for n in range(1, many + 1)]


def _record(connection: Connection, row: Row) -> rows.AnyRecord:
    one = records_from(connection, [row])[0]
    if row.part_of is not None:
        one.part_of = connection.scalar(select(record.c.number).where(record.c.id == row.part_of))
    return one


def _ids(connection: Connection, bulletin_id: int) -> dict[str, int]:
    return {row.number: row.id for row in connection.execute(select(record.c.number, record.c.id).where(record.c.bulletin_id == bulletin_id))}


def _row(connection: Connection, record_id: int) -> Row:
    row = connection.execute(select(record).where(record.c.id == record_id)).one_or_none()
    if row is None:
        raise NoSuchRecord(record_id)
    return row


def _check_part(connection: Connection, row: Row, made: Mapping[str, object]) -> None:
    """A whole must be there, and no figure a part of itself."""
    ids = _ids(connection, row.bulletin_id)
    whole = made.get("part_of")
    if whole is not None and whole not in ids:
        raise WrongValue(f"part_of: there is no record {whole}")
    above = ids.get(whole)
    while above is not None:
        if above == row.id:
            raise WrongValue("part_of: a figure is no part of itself")
        above = connection.scalar(select(record.c.part_of).where(record.c.id == above))


def _enter(connection: Connection, row: Row, action: str, who: str, reason: str | None, field: str | None = None, machine: object = None,
           analyst: object = None) -> int:  # fmt: skip
    base = row.machine or as_json(_record(connection, row))
    values = {"record_id": row.id, "action": action, "field": field, "machine_value": machine, "analyst_value": analyst, "who": who, "at": now(),
              "reason": reason}  # fmt: skip
    entry_id = connection.execute(insert(review).values(values).returning(review.c.id)).scalar_one()
    rebuild(connection, row, base)
    recount(connection, [row.bulletin_id])
    refresh_headline(connection, row.bulletin_id)
    return entry_id


def _mark(connection: Connection, entry_id: int, undone: bool, values: Mapping[str, object]) -> None:
    entry = connection.execute(select(review).where(review.c.id == entry_id)).one_or_none()
    if entry is None:
        raise NotPossible("no entry", f"There is no change {entry_id}.")
    if (entry.undone_at is not None) != undone:
        raise NotPossible("undone", "This was undone before." if entry.undone_at is not None else "This change stands.")
    row = _row(connection, entry.record_id)
    base = row.machine or as_json(_record(connection, row))
    connection.execute(update(review).where(review.c.id == entry_id).values(**values))
    try:
        rebuild(connection, row, base)
    except WrongValue as error:
        raise NotPossible("does not fit", f"Without this change the others do not fit: {error}.") from None
    recount(connection, [row.bulletin_id])
    refresh_headline(connection, row.bulletin_id)
