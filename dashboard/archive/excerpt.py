"""An excerpt of the archive: what leaves it in files, each bulletin with its records as they stand after review and as they count.

An excerpt follows the filters as the sums of the pages do: it holds the records that they leave (a day is the day of the
figure, not of the bulletin), and a figure that only repeats an earlier bulletin's is not in it. Or it holds bulletins whole,
as the list of bulletins shows them; then a figure that several of them tell is in it once, with the first of them.
Rejected records and merged or deleted bulletins are in none.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Connection, Row, Select, and_, func, select

from dashboard.archive import schema
from dashboard.archive.counting import STATES_OUT
from dashboard.archive.filters import Filters
from dashboard.archive.loading import records_from, report_from
from dashboard.archive.search import holding
from extraction.records import Report

AT_ONCE = 1000
"""Records that are read at once."""

_REVIEWED = (schema.CORRECTED, schema.ADDED)
_NO_RECORD = 0


class Excerpt(NamedTuple):
    """What is taken: the records that the filters leave, or with ``whole`` the bulletins that they leave with all their
    records; of either only from bulletins that hold the ``words`` of a search.
    """

    filters: Filters = Filters()
    words: str = ""
    whole: bool = False


class Size(NamedTuple):
    """How many bulletins and records an excerpt holds. ``more``: it holds more than were counted."""

    bulletins: int
    records: int
    more: bool = False


class Taken(NamedTuple):
    """One bulletin of an excerpt. ``rows`` are the archive's rows of the records of ``report``, by their id there."""

    id: int
    text: str
    report: Report
    origin: str | None
    rows: Mapping[str, Row]


def size(connection: Connection, excerpt: Excerpt, most: int) -> Size:
    """How much lies within its filters, counted up to ``most`` rows: to say so beforehand is quick, however large the archive
    is. What is told again is counted here, and left out when it is taken.
    """
    found = _within(connection, excerpt).limit(most + 1).subquery()
    bulletins, rows, records = connection.execute(
        select(func.count(found.c.bulletin_id.distinct()), func.count(), func.count(found.c.record_id))
    ).one()
    return Size(bulletins, min(records, most), rows > most)


def take(connection: Connection, excerpt: Excerpt, losses: Counter[str]) -> Iterator[Taken]:
    """The bulletins of an excerpt, the earliest first, read as they are asked for. ``losses`` says what is left out of it,
    under keys of the ``[loss]`` strings.
    """
    bulletin, record = schema.bulletin, schema.record.c
    losses.update(dict.fromkeys(("rejected", "repeats", "merged"), 0))
    losses["merged"] += connection.scalar(select(func.count()).where(bulletin.c.merged_into.is_not(None), *excerpt.filters.of_bulletins()))
    found = _within(connection, excerpt, with_rejected=True).add_columns(record.state, record.repeats)
    if not excerpt.whole:
        found = found.join_from(schema.record, bulletin, bulletin.c.id == record.bulletin_id)
    ordered = found.order_by(bulletin.c.date.is_(None), bulletin.c.date, bulletin.c.id, record.id)
    bulletins, records = array("q"), array("q")  # numbers alone: an archive may hold millions
    for bulletin_id, record_id, state, repeats in connection.execute(ordered):
        rejected, again = state in STATES_OUT, repeats is not None and not excerpt.whole
        losses["rejected"] += rejected
        losses["repeats"] += again and not rejected
        if excerpt.whole or not (rejected or again):
            bulletins.append(bulletin_id)
            records.append(_NO_RECORD if rejected else record_id or _NO_RECORD)
    told: set[int] = set()
    for group in _groups(bulletins, records):
        yield from _read(connection, excerpt, group, told, losses)


def changes(connection: Connection) -> tuple[object, ...]:
    """What differs after anything that an excerpt holds was changed: bulletins come, reviews and decisions, and their undoing."""
    tables = (schema.review.c, schema.decision.c)
    columns = [func.max(table[name]) for table in tables for name in ("id", "undone_at")]
    queries = [select(func.max(schema.bulletin.c.id)), *(select(column) for column in columns)]
    return tuple(connection.scalar(query) for query in queries)


# --- which ----------------------------------------------------------------------------------------------------------


def _within(connection: Connection, excerpt: Excerpt, with_rejected: bool = False) -> Select:
    """The numbers of its bulletins and records; a bulletin without records has one row, without the number of a record."""
    bulletin, record = schema.bulletin, schema.record
    numbers = select((bulletin.c.id if excerpt.whole else record.c.bulletin_id).label("bulletin_id"), record.c.id.label("record_id"))
    condition = holding(connection, excerpt.words)
    if excerpt.whole:
        states = record.c.state != schema.WITHDRAWN if with_rejected else record.c.state.not_in(STATES_OUT)
        joined = numbers.outerjoin_from(bulletin, record, and_(record.c.bulletin_id == bulletin.c.id, states))
        return joined.where(excerpt.filters.bulletins(), *([] if condition is None else [condition]))
    filters = excerpt.filters
    if with_rejected and not filters.states:
        filters = filters.but(states=tuple(state for state in schema.STATES if state != schema.WITHDRAWN))
    where = [filters.records(), *([] if with_rejected else [record.c.state.not_in(STATES_OUT)])]
    if condition is not None:
        where.append(record.c.bulletin_id.in_(select(bulletin.c.id).where(condition)))
    return numbers.where(*where)


# --- reading them ---------------------------------------------------------------------------------------------------


def _groups(bulletins: array[int], records: array[int]) -> Iterator[dict[int, list[int]]]:
    """The records by bulletin, whole bulletins at a time, about `AT_ONCE` rows of them."""
    group: dict[int, list[int]] = {}
    many = 0
    for bulletin_id, of_bulletin in groupby(zip(bulletins, records, strict=True), key=lambda pair: pair[0]):
        group[bulletin_id] = [record_id for _, record_id in of_bulletin]
        many += len(group[bulletin_id])
        if many >= AT_ONCE:
            yield group
            group, many = {}, 0
    if group:
        yield group


def _read(connection: Connection, excerpt: Excerpt, group: dict[int, list[int]], told: set[int], losses: Counter[str]) -> Iterator[Taken]:
    record, bulletin = schema.record, schema.bulletin
    wanted = [record_id for ids in group.values() for record_id in ids if record_id != _NO_RECORD]
    rows = {row.id: row for row in connection.execute(select(record).where(record.c.id.in_(wanted)))}
    texts = {row.id: row for row in connection.execute(select(bulletin).where(bulletin.c.id.in_(list(group))))}
    wholes = _wholes(connection, rows)
    for bulletin_id, ids in group.items():
        stored = []
        for row in (rows[record_id] for record_id in ids if record_id in rows):
            if excerpt.whole and row.story is not None and row.story in told:
                losses["repeats"] += 1
                continue
            told.update([row.story] if row.story is not None else ())
            stored.append(row)
        found = [
            one.model_copy(update={"part_of": _part_of(row, wholes)}) if row.part_of else one
            for row, one in zip(stored, records_from(connection, stored), strict=True)
        ]
        losses["texts"] += 1
        losses["filtered"] += 0 if excerpt.whole or excerpt.filters == Filters() else len(stored)
        losses["reviewed"] += sum(row.state in _REVIEWED for row in stored)
        kept = texts[bulletin_id]
        yield Taken(bulletin_id, kept.text, report_from(kept, found), kept.origin, {row.number: row for row in stored})


def _wholes(connection: Connection, rows: Mapping[int, Row]) -> Mapping[int, Row]:
    """The wholes of parts, wherever they are: number, state."""
    ids = sorted({row.part_of for row in rows.values() if row.part_of})
    table = schema.record.c
    return {row.id: row for row in connection.execute(select(table.id, table.number, table.state).where(table.id.in_(ids)))}


def _part_of(row: Row, wholes: Mapping[int, Row]) -> str | None:
    """The whole that a part is in, though the excerpt does not hold it: a part must never be taken for a whole. None where
    the whole was rejected and the part counts in its place.
    """
    whole = wholes[row.part_of]
    stands_in = whole.state in STATES_OUT and (row.measure != "incident" or row.counts or row.repeats is not None)
    return None if stands_in else whole.number
