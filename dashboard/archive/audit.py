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
from itertools import accumulate
from typing import NamedTuple

from sqlalchemy import Connection, Float, Row, case, cast, func, select

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

OPEN = 1e12
"""An upper end that is left open, and what a figure that is open above explains: more people than there are."""


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


_DAY, _LOW, _HIGH, _PARTS, _RECORD = range(2, 7)
"""What is stated of a series as of one day, in a row of `_series`: its bounds, how many statements are parts, a record."""

Explained = Callable[[dt.date, dt.date], float]


def audit(connection: Connection) -> Audit:
    """The contradictions of the whole archive: filters choose among them (`chosen`), they do not change what a total is
    compared with.
    """
    sums = _sums_of_sides(connection)
    found: list[Finding] = []
    narrow: list[tuple[list[Row], str]] = []
    for series, source, points in _series(connection):
        side = _side(series)
        if side is not None:
            found += _contradictions(points, _between(sums.get((*side, source), ([], [0.0]))))
        elif any(point[_PARTS] for point in points):
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
        left.update(connection.scalars(select(schema.record.c.id).where(which, filters.records(each=True))))
    return [one for one in found if one.records[-1] in left]


# --- running totals -------------------------------------------------------------------------------------------------


def _series(connection: Connection) -> Iterator[tuple[str, str | None, list[Row]]]:
    """The series stated as of two days or more, each with its points in order. Totals of which the text does not say
    since when are left out: two of them need not be about one time.
    """
    table = schema.record.c
    about = case((table.qualifier == "about", ROUNDING), else_=0.0)
    low, high = func.min(cast(table.low, Float) * (1 - about)), func.max(cast(table.high, Float) * (1 + about))
    rows = connection.execute(
        select(
            table.series, table.source, table.day,
            case((func.count() > func.count(table.low), -OPEN), else_=low), case((func.count() > func.count(table.high), OPEN), else_=high),
            func.count(table.part_of), func.min(table.id),
        )
        .where(Filters().totals(), table.series.is_not(None), table.day.is_not(None), stands_alone())
        .group_by(table.series, table.source, table.day)
        .order_by(table.series, table.source, table.day)
    )  # fmt: skip
    series, source, points = None, None, []
    for some in rows.partitions(10_000):
        for row in some:
            if row[0] == series and row[1] == source:
                points.append(row)
                continue
            if len(points) > 1 and series.split("|")[4]:
                yield series, source, points
            series, source, points = row[0], row[1], [row]
    if len(points) > 1 and series.split("|")[4]:
        yield series, source, points


def _contradictions(points: Sequence[Row], explained: Explained | None) -> Iterator[Finding]:
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


def _contradiction(before: Row, after: Row, explained: Explained | None) -> Finding | None:
    falls, rises = before[_LOW] - after[_HIGH], after[_LOW] - before[_HIGH]
    if falls > 0:
        return Finding(FALLS, round(falls), (before[_RECORD], after[_RECORD]), after[_DAY], before[_DAY])
    if rises > 0 and explained is not None:
        most = explained(before[_DAY], after[_DAY])
        if rises > most:
            return Finding(RISES, round(rises - most), (before[_RECORD], after[_RECORD]), after[_DAY], before[_DAY], int(most))
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


def _between(sums: tuple[list[dt.date], list[float]]) -> Explained:
    days, up_to = sums
    return lambda first, last: up_to[bisect_right(days, last)] - up_to[bisect_right(days, first)]


def _looked_up(connection: Connection, points: Sequence[Row]) -> Explained:
    one = total_of(connection, points[0][_RECORD])
    found: list[DaySum] = day_sums(connection, one, points[0][_DAY], points[-1][_DAY])
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
