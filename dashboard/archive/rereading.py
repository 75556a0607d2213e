"""Reading kept bulletins again after the rules or the words changed: what would change is shown first, then done.

Records keep their numbers: one that is read again is the one that stands at the same words. What an analyst corrected,
accepted, added or rejected stays; beside it the machine's new reading is kept, so that undoing a correction gives that. A
record that is no longer read is withdrawn, unless an analyst touched it; that, too, can be undone in its history.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Literal, NamedTuple

from sqlalchemy import Connection, Row, delete, insert, select, update

from dashboard.archive import near_duplicates, retold, review, rows, schema
from dashboard.archive.corrections import WrongValue, as_json
from dashboard.archive.findings import refresh_headline
from dashboard.archive.loading import NoSuchBulletin, records_from
from dashboard.archive.recounting import recount
from dashboard.archive.saving import insert_places, now, reserve_ids
from dashboard.archive.schema import bulletin, bulletin_place, decision, record
from dashboard.archive.versions import extractor_version
from extraction import extract
from extraction.records import Report

READ_AGAIN = "re-read"

_UNTOUCHED = (schema.MACHINE, schema.WITHDRAWN)
_NOT_COMPARED = frozenset(("id", "why"))
"""Which number a record has and which rules made it: no difference for a reader."""


class Change(NamedTuple):
    """What reading again changes of one record. ``fields`` are those that differ: the machine's value so far and the new one,
    in the contract's JSON. ``touched`` says that an analyst reviewed the record: what was corrected stays corrected, and one
    that was accepted or added stays whole.
    """

    what: Literal["changed", "new", "gone"]
    kind: str
    number: str
    record_id: int | None
    start: int
    end: int
    fields: dict[str, tuple[object, object]]
    touched: bool


class Rereading(NamedTuple):
    """What reading a bulletin again changes: nothing where ``changes`` is empty."""

    bulletin_id: int
    changes: list[Change]


class _Matched(NamedTuple):
    """The new reading beside what is kept: pairs of a row, the machine's reading so far and the new one; what is new; and
    the rows that are no longer read.
    """

    bulletin: Row
    report: Report
    pairs: list[tuple[Row, dict[str, object], rows.AnyRecord]]
    new: list[rows.AnyRecord]
    gone: list[Row]


def outdated(connection: Connection) -> list[int]:
    """The bulletins that another version of the rules and words read, in order of number."""
    old = bulletin.c.extractor != extractor_version()
    return list(connection.scalars(select(bulletin.c.id).where(old, bulletin.c.live.is_(True)).order_by(bulletin.c.id)))


def preview(connection: Connection, bulletin_ids: Sequence[int]) -> Iterator[Rereading]:
    """What reading these bulletins again would change; nothing is changed. Raises `NoSuchBulletin`."""
    for bulletin_id in bulletin_ids:
        yield Rereading(bulletin_id, _changes(_match(connection, bulletin_id)))


def apply(connection: Connection, bulletin_ids: Sequence[int], who: str) -> list[Rereading]:
    """Read these bulletins again and keep the new reading; gives what changed. Raises `NoSuchBulletin`."""
    done = []
    for bulletin_id in bulletin_ids:
        matched = _match(connection, bulletin_id)
        changes = _changes(matched)
        _apply(connection, matched, who)
        connection.execute(insert(decision).values(
            action=READ_AGAIN, bulletin_id=bulletin_id, who=who, at=now(), details={"from": matched.bulletin.extractor, "changes": len(changes)},
        ))  # fmt: skip
        done.append(Rereading(bulletin_id, changes))
    recount(connection, bulletin_ids)
    recount(connection, retold.find(connection, bulletin_ids) | near_duplicates.find_again(connection, bulletin_ids))
    for bulletin_id in bulletin_ids:
        refresh_headline(connection, bulletin_id)
    return done


def _match(connection: Connection, bulletin_id: int) -> _Matched:
    kept = connection.execute(select(bulletin).where(bulletin.c.id == bulletin_id)).one_or_none()
    if kept is None:
        raise NoSuchBulletin(bulletin_id)
    report = extract(kept.text, kept.date if kept.date_basis == "given" else None)
    stored = connection.execute(select(record).where(record.c.bulletin_id == bulletin_id).order_by(record.c.id)).all()
    machine = {row.id: row.machine or as_json(one) for row, one in zip(stored, records_from(connection, stored), strict=True)}
    left = {row.id: row for row in stored if machine[row.id]["why"] != [review.ADDED_RULE]}
    paired: dict[str, Row] = {}
    # The same words and the same number first, so that two figures of one stretch are not taken for each other.
    for key in (_exactly, _at_the_count, _at_the_words):
        waiting: dict[tuple, list[int]] = {}
        for row in left.values():
            waiting.setdefault((row.kind, *key(machine[row.id])), []).append(row.id)
        for one in rows.records_of(report):
            candidates = waiting.get((rows.KIND_OF[type(one)], *key(as_json(one))))
            if one.id not in paired and candidates:
                paired[one.id] = left.pop(candidates.pop(0))
    fresh = _renumbered(connection, bulletin_id, rows.records_of(report), paired)
    pairs = [(row, machine[row.id], fresh[number]) for number, row in paired.items()]
    return _Matched(kept, report, pairs, [one for number, one in fresh.items() if number not in paired], list(left.values()))


def _exactly(data: Mapping) -> tuple:
    count = data.get("count") or {}
    return (*_at_the_count(data), count.get("value"), count.get("low"), count.get("high"), data.get("outcome") or data.get("type") or data.get("status"))


def _at_the_count(data: Mapping) -> tuple:
    at = data.get("count") or data.get("place") or {}
    return (at.get("start"), at.get("end")) if at.get("start") is not None else (data["start"], data["end"])


def _at_the_words(data: Mapping) -> tuple:
    return data["start"], data["end"]


def _renumbered(connection: Connection, bulletin_id: int, records: Sequence[rows.AnyRecord], paired: Mapping[str, Row]) -> dict[str, rows.AnyRecord]:
    """The records as read, by the id that they were read under, each with the id that it has in the archive."""
    names = {number: row.number for number, row in paired.items()}
    for kind in schema.KINDS:
        new = [one.id for one in records if rows.KIND_OF[type(one)] == kind and one.id not in paired]
        names |= dict(zip(new, review.next_numbers(connection, bulletin_id, kind, len(new)), strict=True))
    return {
        one.id: one.model_copy(update={"id": names[one.id]} | ({"part_of": names.get(one.part_of)} if hasattr(one, "part_of") else {}))
        for one in records
    }  # fmt: skip


def _changes(matched: _Matched) -> list[Change]:
    found = []
    for row, before, one in matched.pairs:
        fields = _differing(before, one)
        if fields or row.state == schema.WITHDRAWN:
            found.append(Change("changed", row.kind, row.number, row.id, one.start, one.end, fields, row.state not in _UNTOUCHED))
    for one in matched.new:
        found.append(Change("new", rows.KIND_OF[type(one)], one.id, None, one.start, one.end, {}, False))
    for row in matched.gone:
        if row.state != schema.WITHDRAWN:
            found.append(Change("gone", row.kind, row.number, row.id, row.span_start, row.span_end, {}, row.state != schema.MACHINE))
    return found


def _differing(before: Mapping[str, object], one: rows.AnyRecord) -> dict[str, tuple[object, object]]:
    after = as_json(one)
    return {name: (before.get(name), after[name]) for name in after if name not in _NOT_COMPARED and before.get(name) != after[name]}


def _apply(connection: Connection, matched: _Matched, who: str) -> None:
    kept = matched.bulletin
    stored = connection.execute(select(record.c.number, record.c.id).where(record.c.bulletin_id == kept.id))
    ids = {row.number: row.id for row in stored}
    ids |= {one.id: key for one, key in zip(matched.new, reserve_ids(connection, record, len(matched.new)), strict=True)}
    for one in matched.new:
        review.insert_record(connection, one, kept, ids)
    for row, before, one in matched.pairs:
        if row.state == schema.WITHDRAWN:
            _end_withdrawal(connection, row.id, who)
        fields = _differing(before, one)
        if row.state != schema.ACCEPTED and (fields or before.get("why") != one.why or row.state == schema.WITHDRAWN):
            with suppress(WrongValue):  # a correction that does not fit the new reading: the record stays as the analyst left it
                review.rebuild(connection, row, as_json(one))
            if fields:  # it may not be the figure any more that other bulletins tell
                connection.execute(update(record).where(record.c.id == row.id).values(story=None, repeats=None))
    for row in matched.gone:
        if row.state == schema.MACHINE:
            review.withdraw(connection, row.id, who, f"not read by {extractor_version()}")
    _keep_named_places(connection, kept.id, matched.report)
    info = matched.report.report
    connection.execute(update(bulletin).where(bulletin.c.id == kept.id).values(
        title=info.title, date=info.date, date_basis=info.date_basis, extractor=extractor_version(),
        source=kept.source or info.source,  # one that was given with the text is better known than what the text shows
    ))  # fmt: skip


def _keep_named_places(connection: Connection, bulletin_id: int, report: Report) -> None:
    named = rows.named_places(report)
    insert_places(connection, rows.place_rows(one.place for one in named))
    connection.execute(delete(bulletin_place).where(bulletin_place.c.bulletin_id == bulletin_id))
    if named:
        connection.execute(bulletin_place.insert(), [one | {"bulletin_id": bulletin_id} for one in rows.named_rows(named)])


def _end_withdrawal(connection: Connection, record_id: int, who: str) -> None:
    table = schema.review.c
    standing = (table.record_id == record_id, table.action == review.WITHDRAW, table.undone_at.is_(None))
    connection.execute(update(schema.review).where(*standing).values(undone_at=now(), undone_by=who))
