"""The audit: where bulletins contradict themselves or one another, as far as their numbers show it for certain.

- *falls*: a running total is lower than it was before;
- *rises*: it rises by more than the incidents reported in between add up to;
- *parts*, *headlines* and *events*, which are kept beside the bulletins: `dashboard.archive.findings`.

What bounds leave open is no finding: “about” leaves room (`dashboard.archive.ledger.ROUNDING`), “at least” explains any rise. One
wrong number is one finding, though it fits neither the one before nor the one after it.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from sqlalchemy import Connection, Float, Row, and_, case, cast, func, select

from dashboard.archive import schema
from dashboard.archive.comparable import total as total_of
from dashboard.archive.counting import STATES_OUT, total
from dashboard.archive.filters import Filters
from dashboard.archive.findings import EVENTS, HEADLINES, PARTS
from dashboard.archive.ledger import ROUNDING, DaySum, day_sums, stands_alone
from extraction.records import Count

FALLS, RISES = "falls", "rises"
KINDS = (FALLS, RISES, PARTS, HEADLINES, EVENTS)

KEPT = 2000
"""Findings of each kind that are kept, the largest."""

NARROW = 150
"""Totals of one place, cause, doer or route whose incidents are looked up one by one, those with most statements."""

INFINITE = float("inf")


class Finding(NamedTuple):
    """One contradiction: by how many people, and the records that state it, the later one or the whole last."""

    kind: str
    amount: int
    records: tuple[int, ...]
    day: dt.date | None
    before: dt.date | None = None
    """Of a total: the day of the statement that it is compared with."""
    explained: int = 0
    """Of a rise: what the incidents in between add up to at most."""
    headline: Count | None = None
    """What the headline says, where it is not what the body's record says."""


class Audit(NamedTuple):
    """The findings, largest first in each kind; ``not_compared`` totals were too many to look up their incidents."""

    findings: Sequence[Finding]
    not_compared: int


class _Point(NamedTuple):
    """What is stated of a series as of one day: its bounds, and whether as a part of another figure."""

    day: dt.date
    low: float
    high: float
    part: bool
    record_id: int


Explained = Callable[[dt.date, dt.date], float]


def audit(connection: Connection) -> Audit:
    """The contradictions of the whole archive: filters choose among them (`chosen`), they do not change what a total is
    compared with.
    """
    sums = _sums_of_sides(connection)
    found: list[Finding] = []
    narrow: list[tuple[list[_Point], str]] = []
    for series, source, points in _series(connection):
        side = _side(series)
        if side is not None:
            found += _contradictions(points, _between(sums.get((*side, source), ([], [0.0]))))
        elif any(point.part for point in points):
            found += _contradictions(points, None)  # parts are seldom reported one by one
        else:
            narrow.append((points, series))
    narrow.sort(key=lambda one: -len(one[0]))
    for points, _ in narrow[:NARROW]:
        found += _contradictions(points, _looked_up(connection, points))
    for points, _ in narrow[NARROW:]:
        found += _contradictions(points, None)
    kept = [one for kind in (FALLS, RISES) for one in sorted((one for one in found if one.kind == kind), key=lambda one: -one.amount)[:KEPT]]
    kept += [one for kind in (PARTS, HEADLINES, EVENTS) for one in _kept(connection, kind)]
    return Audit(kept, max(0, len(narrow) - NARROW))


def chosen(connection: Connection, findings: Iterable[Finding], filters: Filters) -> list[Finding]:
    """The findings whose last record the filters leave."""
    found = list(findings)
    if filters == Filters():
        return found
    ids = [one.records[-1] for one in found]
    left: set[int] = set()
    for first in range(0, len(ids), 20_000):
        which = schema.record.c.id.in_(ids[first : first + 20_000])
        left.update(connection.scalars(select(schema.record.c.id).where(which, filters.records())))
    return [one for one in found if one.records[-1] in left]


# --- running totals -------------------------------------------------------------------------------------------------


def _series(connection: Connection) -> Iterator[tuple[str, str | None, list[_Point]]]:
    """The series stated as of two days or more, each with its points in order. Totals of which the text does not say
    since when are left out: two of them need not be about one time.
    """
    table = schema.record.c
    several = (
        select(table.series, table.source)
        .where(Filters().totals(), table.series.is_not(None), table.day.is_not(None))
        .group_by(table.series, table.source)
        .having(func.min(table.day) < func.max(table.day))
        .cte("several")
        .prefix_with("MATERIALIZED")
    )
    about = case((table.qualifier == "about", ROUNDING), else_=0.0)
    low, high = func.min(cast(table.low, Float) * (1 - about)), func.max(cast(table.high, Float) * (1 + about))
    rows = connection.execute(
        select(
            table.series, table.source, table.day, low, high, func.count() - func.count(table.low), func.count() - func.count(table.high),
            func.count(table.part_of), func.min(table.id),
        )
        .select_from(several.join(schema.record, and_(table.series == several.c.series, table.source.is_not_distinct_from(several.c.source))))
        .where(Filters().totals(), table.series.is_not(None), table.day.is_not(None), stands_alone())
        .group_by(table.series, table.source, table.day)
        .order_by(table.series, table.source, table.day)
    )  # fmt: skip
    for (series, source), these in groupby(rows, key=lambda row: (row[0], row[1])):
        points = [
            _Point(day, -INFINITE if unbounded or low is None else low, INFINITE if opened or high is None else high, bool(parts), record_id)
            for _, _, day, low, high, unbounded, opened, parts, record_id in these
        ]
        if len(points) > 1 and series.split("|")[4]:
            yield series, source, points


def _contradictions(points: Sequence[_Point], explained: Explained | None) -> Iterator[Finding]:
    """Goes from one statement to the next that fits it. One that fits neither its neighbour before nor, by leaving it
    out, keeps that neighbour from fitting the next one, is the wrong one: the comparison goes on without it.
    """
    last = points[0]
    for n, point in enumerate(points[1:], 1):
        finding = _contradiction(last, point, explained)
        if finding is None:
            last = point
            continue
        yield finding
        after = points[n + 1] if n + 1 < len(points) else None
        if after is None or _contradiction(last, after, explained) is not None:
            last = point


def _contradiction(before: _Point, after: _Point, explained: Explained | None) -> Finding | None:
    ids = (before.record_id, after.record_id)
    if after.high < before.low:
        return Finding(FALLS, round(before.low - after.high), ids, after.day, before.day)
    if explained is not None and after.low > before.high:
        most = explained(before.day, after.day)
        if after.low - before.high > most:
            return Finding(RISES, round(after.low - before.high - most), ids, after.day, before.day, int(most))
    return None


def _side(series: str) -> tuple[str, str] | None:
    """Act and side of a total of a side's people that is not narrowed by place, cause or doer."""
    kind, act, party, category, *_ = series.split("|")
    wide = kind == schema.CASUALTY and party and category in ("combatant", "person") and series.endswith("|||")
    return (act, party) if wide else None


def _sums_of_sides(connection: Connection) -> dict[tuple[str, str, str | None], tuple[list[dt.date], list[float]]]:
    """The incidents of each act, side and organisation: the days that have any, and the sum of their highest up to each."""
    table = schema.record.c
    rows = connection.execute(
        select(table.act, table.party, table.source, table.day, func.coalesce(total(table.high), 0), func.count() - func.count(table.high))
        .where(schema.COUNTS, table.kind == schema.CASUALTY, table.party.is_not(None), table.day.is_not(None))
        .group_by(table.act, table.party, table.month, table.day, table.source)  # the order of their index
    )
    found: defaultdict[tuple[str, str, str | None], list[tuple[dt.date, float]]] = defaultdict(list)
    for act, party, source, day, high, opened in rows:
        found[act, party, source].append((day, OPEN if opened else float(high)))
    return {key: _up_to(sorted(days)) for key, days in found.items()}


def _up_to(days: Sequence[tuple[dt.date, float]]) -> tuple[list[dt.date], list[float]]:
    return [day for day, _ in days], list(accumulate((high for _, high in days), initial=0.0))


OPEN = 1e12
"""What a figure that is open above explains: more people than there are."""


def _between(sums: tuple[list[dt.date], list[float]]) -> Explained:
    days, up_to = sums
    return lambda first, last: up_to[bisect_right(days, last)] - up_to[bisect_right(days, first)]


def _looked_up(connection: Connection, points: Sequence[_Point]) -> Explained:
    one = total_of(connection, points[0].record_id)
    found: list[DaySum] = day_sums(connection, one, points[0].day, points[-1].day)
    return _between(_up_to([(each.day, OPEN if each.open else float(each.high)) for each in found]))


# --- what is kept ---------------------------------------------------------------------------------------------------


def _kept(connection: Connection, kind: str) -> list[Finding]:
    """The largest findings of a kind that is worked out when bulletins change."""
    table, said, about = schema.record.c, schema.finding.c, schema.finding_record.c
    rows = connection.execute(
        select(schema.finding, table.day)
        .join(schema.record, table.id == said.record_id)
        .where(said.kind == kind, schema.LIVE, table.state.not_in(STATES_OUT))
        .order_by(said.amount.desc(), said.id)
        .limit(KEPT)
    ).all()
    records: defaultdict[int, list[int]] = defaultdict(list)
    for finding_id, record_id in connection.execute(
        select(about.finding_id, about.record_id).where(about.finding_id.in_([row.id for row in rows])).order_by(about.finding_id, about.position)
    ):
        records[finding_id].append(record_id)
    return [
        Finding(
            kind, row.amount, tuple(records[row.id]), row.day,
            headline=Count(value=row.value, low=row.low, high=row.high, qualifier=row.qualifier) if row.qualifier else None,
        )
        for row in rows
    ]  # fmt: skip


def words_of(one: Finding, connection: Connection) -> list[Row]:
    """The rows of the records that a finding is about, in its order."""
    rows = {row.id: row for row in connection.execute(select(schema.record).where(schema.record.c.id.in_(one.records)))}
    return [rows[record_id] for record_id in one.records if record_id in rows]
