"""Findings of the audit that are kept beside the bulletins: worked out for those that change, in the transaction that changes them.

- *parts*: a part exceeds its whole, or children, women and men together do;
- *headlines*: a headline's number is not the body's (`dashboard.archive.headlines`);
- *events*: bulletins tell of the same people on the same day at the same place with numbers of their own, five in the
  morning and seven in the evening, and each counts. That may be one event or two: the sums are left as they are, and the
  reader is led to the words. Of figures that an analyst keeps apart (`dashboard.archive.decisions.keep_apart`) nothing is said.

Two figures may be of one event when nothing that they state differs but the number: act, side, people, day, place and
cause. Places as wide as a district tell nothing, nor does one bulletin that tells of two incidents.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from sqlalchemy import BigInteger, ColumnElement, Connection, Row, and_, case, cast, delete, func, or_, select, true

from dashboard.archive import schema
from dashboard.archive.counting import STATES_OUT, total
from dashboard.archive.headlines import GENERAL, contradictions
from dashboard.archive.inserting import insert_many
from dashboard.archive.ledger import ROUNDING
from dashboard.archive.loading import load
from dashboard.archive.schema import bulletin, finding, finding_record, place, record
from extraction import extract, find_counts

PARTS, HEADLINES, EVENTS = "parts", "headlines", "events"

WIDE = ("governorate", "district", "subdistrict", "area", "desert", "river")
"""Kinds of places in which several things happen on one day."""

_TOGETHER = ("child", "woman", "man")
_AT_ONCE = 500


def refresh(connection: Connection, bulletin_ids: Collection[int]) -> None:
    """Work out the findings on parts and events anew for these bulletins, after records of theirs changed."""
    ordered = sorted(bulletin_ids)
    for first in range(0, len(ordered), _AT_ONCE):
        some = ordered[first : first + _AT_ONCE]
        _remove(connection, PARTS, finding.c.record_id.in_(select(record.c.id).where(record.c.bulletin_id.in_(some))))
        _keep(connection, PARTS, _parts(connection, record.c.bulletin_id.in_(some)))
        _refresh_events(connection, some)


def fill(connection: Connection) -> None:
    """Work out the findings on parts and events of a whole archive that has none yet, and where no figures are kept apart."""
    _keep(connection, PARTS, _parts(connection, true()))
    one = record.c
    several = (
        select(one.day, one.place_key).join(place, place.c.key == one.place_key).where(_incident(one), _NARROW)
        .group_by(one.day, one.place_key).having(func.count(one.bulletin_id.distinct()) > 1).subquery("several").c
    )  # fmt: skip
    rows = connection.execute(
        select(*_told(one)).join(bulletin, bulletin.c.id == one.bulletin_id)
        .join(several.day.table, and_(one.day == several.day, one.place_key == several.place_key)).where(_incident(one))
    )  # fmt: skip
    _keep(connection, EVENTS, (told for group in _of_one(rows) for told in _tellings(group)))


def refresh_headline(connection: Connection, bulletin_id: int) -> None:
    """Compare a bulletin's headline anew with its body, as an analyst or a new reading left it. Raises `NoSuchBulletin`."""
    _remove(connection, HEADLINES, finding.c.record_id.in_(select(record.c.id).where(record.c.bulletin_id == bulletin_id)))
    kept = load(connection, bulletin_id)
    info = kept.report.report
    if info.title and find_counts(info.title):  # reading takes time, and most headlines give no number
        mentions = extract(kept.text, info.date if info.date_basis == "given" else None).mentions
        found = contradictions(kept.report.model_copy(update={"mentions": mentions}))
        keep_headlines(connection, [one.row(kept.keys[one.record]) for one in found])


def keep_headlines(connection: Connection, found: Sequence[Mapping[str, object]]) -> None:
    """Keep what headlines contradict: the body's record, the amount, and the bounds of the headline's count."""
    _keep(connection, HEADLINES, [(one["amount"], [one["record_id"]], one) for one in found])


def _remove(connection: Connection, kind: str, which) -> None:
    connection.execute(delete(finding).where(finding.c.kind == kind, which))


def _keep(connection: Connection, kind: str, found: Iterable[tuple[int, Sequence[int], Mapping[str, object]]]) -> None:
    """Add findings: by how many people, the records with the one that it is listed by last, and what a headline says."""
    kept = list(found)
    if not kept:
        return
    rows = [{**said, "kind": kind, "amount": amount, "record_id": records[-1]} for amount, records, said in kept]
    keys = connection.scalars(finding.insert().returning(finding.c.id, sort_by_parameter_order=True), rows).all()
    members = [
        {"finding_id": key, "record_id": record_id, "position": n} for key, (_, records, _) in zip(keys, kept, strict=True) for n, record_id in enumerate(records)
    ]
    insert_many(connection, finding_record, members)


# --- parts ----------------------------------------------------------------------------------------------------------


def _parts(connection: Connection, of_bulletins: ColumnElement[bool]) -> Iterator[tuple[int, Sequence[int], Mapping[str, object]]]:
    table, whole = record.c, record.alias("whole").c
    room = 1 + case((whole.qualifier == "about", ROUNDING), else_=0.0)
    family = [one.category == "family" for one in (table, whole)]
    same = and_(table.kind == whole.kind, case((family[0], 1), else_=0) == case((family[1], 1), else_=0))
    standing = [
        of_bulletins, schema.LIVE, table.part_of.is_not(None), table.state.not_in(STATES_OUT),
        whole.state.not_in(STATES_OUT), whole.high.is_not(None), same,
    ]  # fmt: skip
    joined = record.join(whole.id.table, table.part_of == whole.id)
    exceeding: set[int] = set()
    for part, of, amount in connection.execute(
        select(table.id, whole.id, table.low - whole.high)
        .select_from(joined)
        .where(*standing, table.value.is_not(None), table.low > whole.high * room)
    ).all():
        exceeding.add(of)
        yield amount, (part, of), {}
    yield from _together(connection, joined, standing, whole, room, exceeding)


def _together(connection: Connection, joined, standing: Sequence, whole, room, known: Collection[int]) -> Iterator[tuple[int, Sequence[int], Mapping[str, object]]]:
    """Children, women and men are not each other: together they are no more than their whole. Of two figures of one
    category the larger counts, as one may be a part of the other.
    """
    table = record.c
    by_category = (
        select(whole.id.label("whole"), table.category, func.max(table.low).label("low"), func.min(whole.high).label("high"), func.max(room).label("room"))
        .select_from(joined)
        .where(*standing, table.category.in_(_TOGETHER), whole.category.not_in(_TOGETHER))
        .group_by(whole.id, table.category)
        .subquery()
    )  # fmt: skip
    sums = (
        select(by_category.c.whole, total(by_category.c.low) - cast(func.min(by_category.c.high), BigInteger))
        .group_by(by_category.c.whole)
        .having(func.count() > 1, total(by_category.c.low) > func.min(by_category.c.high) * func.max(by_category.c.room))
    )
    for of, amount in connection.execute(sums).all():
        if of not in known:
            parts = connection.scalars(select(table.id).where(table.part_of == of, table.category.in_(_TOGETHER), table.state.not_in(STATES_OUT)))
            yield amount, (*parts, of), {}


# --- events ---------------------------------------------------------------------------------------------------------


def _refresh_events(connection: Connection, bulletin_ids: Sequence[int]) -> None:
    """What is told of the days and places of these bulletins' figures, and of those that they were found beside before."""
    own = record.c.bulletin_id.in_(bulletin_ids)
    beside = _taken_out(connection, select(finding_record.c.finding_id).join(record, record.c.id == finding_record.c.record_id).where(own))
    groups = _told_of_one(connection, or_(own, record.c.id.in_(beside)) if beside else own)
    told = [row.id for group in groups for row in group]
    _taken_out(connection, select(finding_record.c.finding_id).where(finding_record.c.record_id.in_(told)))
    apart = _kept_apart(connection, told)
    tellings = (one for group in groups for one in _tellings(group))
    _keep(connection, EVENTS, [one for one in tellings if not any(apart_of.issuperset(one[1]) for apart_of in apart)])


def _kept_apart(connection: Connection, record_ids: Sequence[int]) -> list[frozenset[int]]:
    """The figures of which an analyst said that they are of events of their own, as far as some of these are among them."""
    table, made = schema.apart.c, schema.decision.c
    concerned = select(table.decision_id).join(schema.decision, made.id == table.decision_id).where(table.record_id.in_(record_ids), made.undone_at.is_(None))
    found: dict[int, set[int]] = {}
    for decision_id, record_id in connection.execute(select(table.decision_id, table.record_id).where(table.decision_id.in_(concerned))):
        found.setdefault(decision_id, set()).add(record_id)
    return [frozenset(one) for one in found.values()]


def _taken_out(connection: Connection, which) -> list[int]:
    """Remove findings on events by a query of their numbers; gives the records that they were about."""
    stale = connection.scalars(select(finding.c.id).where(finding.c.kind == EVENTS, finding.c.id.in_(which))).all()
    if not stale:
        return []
    about = connection.scalars(select(finding_record.c.record_id).where(finding_record.c.finding_id.in_(stale))).all()
    _remove(connection, EVENTS, finding.c.id.in_(stale))
    return list(about)


def _told_of_one(connection: Connection, which) -> list[list[Row]]:
    """The figures of the same people, day and place as those of a condition, where more than one bulletin has some."""
    one, other = record.c, record.alias("other").c
    # In two steps: in one, a database may begin with the figures of all other bulletins.
    ids = connection.scalars(select(one.id).join(place, place.c.key == one.place_key).where(which, _incident(one), _NARROW)).all()
    query = (
        select(*_told(other))
        .distinct()
        .select_from(record.join(other.id.table, and_(other.day == one.day, other.place_key == one.place_key)).join(bulletin, bulletin.c.id == other.bulletin_id))
        .where(one.id.in_(ids), _incident(other))
    )
    return _of_one(connection.execute(query)) if ids else []


def _incident(table) -> ColumnElement[bool]:
    """Of one day: a month's figure is no event."""
    return and_(table.counts.is_(True), table.period_start.is_not_distinct_from(table.day))


_NARROW = or_(place.c.kind.is_(None), place.c.kind.not_in(WIDE))


def _told(table) -> list[ColumnElement]:
    return [table.id, table.bulletin_id, table.kind, table.act, table.day, table.place_key, table.party, table.category, table.cause, table.low, bulletin.c.date]


def _of_one(rows: Iterable[Row]) -> list[list[Row]]:
    groups = [list(these) for _, these in groupby(sorted(rows, key=_people), key=_people)]
    return [group for group in groups if len({row.bulletin_id for row in group}) > 1]


def _people(row: Row) -> tuple:
    """What two figures of one event have in common."""
    category = "" if row.category in GENERAL else row.category
    return row.kind, row.act, row.day, row.place_key, row.party or "", category


def _tellings(rows: Sequence[Row]) -> Iterator[tuple[int, Sequence[int], Mapping[str, object]]]:
    """Of figures of the same people those that one cause can have: a figure without a cause goes with any."""
    causes = sorted({row.cause for row in rows if row.cause}) or [None]
    told: set[int] = set()
    for cause in causes:
        these = [row for row in rows if row.cause in (cause, None) and row.id not in told]
        told.update(row.id for row in these)
        of_bulletin: dict[int, int] = {}
        for row in these:
            of_bulletin[row.bulletin_id] = of_bulletin.get(row.bulletin_id, 0) + (row.low or 0)
        if len(of_bulletin) > 1:
            these.sort(key=lambda row: (row.date is not None, row.date, row.id))
            yield sum(of_bulletin.values()) - max(of_bulletin.values()), [row.id for row in these], {}
