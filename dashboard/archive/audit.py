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

from sqlalchemy import Connection, Row, Text, func, select, type_coerce

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


Day = object
"""A day as the database gives it, text or date: there are hundreds of thousands, which are only compared."""


_Point = tuple[Day, float, float, bool, int]
"""What is stated of a series as of one day: the day, its lowest and highest, whether as a part of another figure, and a
record that states it. There are so many that names for them would take a third of the time.
"""

Explained = Callable[[Day, Day], float]


def audit(connection: Connection) -> Audit:
    """The contradictions of the whole archive: filters choose among them (`chosen`), they do not change what a total is
    compared with.
    """
    sums = _sums_of_sides(connection)
    found: list[Finding] = []
    narrow: list[list[_Point]] = []
    for fields, source, points in _series(connection):
        if not fields[4]:  # the text does not say since when: two such totals need not be about one time
            continue
        side = _side(fields)
        if side is not None:
            found += _contradictions(points, _between(sums.get((*side, source), ([], [0.0]))))
        elif any(part for *_, part, _ in points):
            found += _contradictions(points, None)  # parts are seldom reported one by one
        else:
            narrow.append(points)
    narrow.sort(key=lambda points: -len(points))
    for points in narrow[:NARROW]:
        found += _contradictions(points, _looked_up(connection, points))
    for points in narrow[NARROW:]:
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


def _series(connection: Connection) -> Iterator[tuple[list[str], str | None, list[_Point]]]:
    """The series stated as of two days or more, each as the fields of its name (`dashboard.archive.rows.series`), with its
    points in order.
    """
    table = schema.record.c
    rows = connection.execute(
        select(table.series, table.source, type_coerce(table.day, Text), table.low, table.high, table.qualifier, table.part_of, table.id)
        .where(Filters().totals(), table.series.is_not(None), table.day.is_not(None), stands_alone())
        .order_by(table.series, table.source, table.day)
    )
    # Read as it stands in the index, and put together here: grouping takes the database longer.
    series, source, points = "", None, []
    for some in rows.partitions(10_000):
        for of, by, day, low, high, qualifier, part_of, record_id in some:
            about = ROUNDING if qualifier == "about" else 0.0
            low, high, part = -OPEN if low is None else low * (1 - about), OPEN if high is None else high * (1 + about), part_of is not None
            if of != series or by != source:
                if len(points) > 1:
                    yield series.split("|"), source, points
                series, source, points = of, by, []
            elif points[-1][0] == day:
                _, other_low, other_high, other_part, other_id = points.pop()
                low, high, part, record_id = min(low, other_low), max(high, other_high), part or other_part, min(record_id, other_id)
            points.append((day, low, high, part, record_id))
    if len(points) > 1:
        yield series.split("|"), source, points


def _contradictions(points: Sequence[_Point], explained: Explained | None) -> Iterator[Finding]:
    """Goes from one statement to the next that fits it. One that fits neither its neighbour before nor, by leaving it
    out, keeps that neighbour from fitting the next one, is the wrong one: the comparison goes on without it.
    """
    last = points[0]
    for n, point in enumerate(points[1:], 1):
        if last[1] <= point[2] and (explained is None or point[1] <= last[2]):  # as most do
            last = point
            continue
        finding = _contradiction(last, point, explained)
        if finding is None:
            last = point
            continue
        yield finding
        after = points[n + 1] if n + 1 < len(points) else None
        if after is None or _contradiction(last, after, explained) is not None:
            last = point


def _contradiction(before: _Point, after: _Point, explained: Explained | None) -> Finding | None:
    since, low_before, high_before, _, before_id = before
    day, low, high, _, after_id = after
    if high < low_before:
        return Finding(FALLS, round(low_before - high), (before_id, after_id), _date(day), _date(since))
    if low > high_before and explained is not None:
        most = explained(since, day)
        if low - high_before > most:
            return Finding(RISES, round(low - high_before - most), (before_id, after_id), _date(day), _date(since), int(most))
    return None


def _date(day: Day) -> dt.date:
    return dt.date.fromisoformat(day) if isinstance(day, str) else day


def _side(fields: Sequence[str]) -> tuple[str, str] | None:
    """Act and side of a total of a side's people that is not narrowed by place, cause or doer."""
    kind, act, party, category, _, *narrowed = fields
    wide = kind == schema.CASUALTY and party and category in ("combatant", "person") and not any(narrowed)
    return (act, party) if wide else None


def _sums_of_sides(connection: Connection) -> dict[tuple[str, str, str | None], tuple[list[Day], list[float]]]:
    """The incidents of each act, side and organisation: the days that have any, and the sum of their highest up to each."""
    table = schema.record.c
    rows = connection.execute(
        select(table.act, table.party, table.source, type_coerce(table.day, Text), func.coalesce(total(table.high), 0), func.count() - func.count(table.high))
        .where(schema.COUNTS, table.kind == schema.CASUALTY, table.party.is_not(None), table.day.is_not(None))
        .group_by(table.act, table.party, table.month, table.day, table.source)  # the order of their index
    )
    found: defaultdict[tuple[str, str, str | None], list[tuple[Day, float]]] = defaultdict(list)
    for act, party, source, day, high, opened in rows:
        found[act, party, source].append((day, OPEN if opened else float(high)))
    return {key: _up_to(sorted(days)) for key, days in found.items()}


def _up_to(days: Sequence[tuple[Day, float]]) -> tuple[list[Day], list[float]]:
    return [day for day, _ in days], list(accumulate((high for _, high in days), initial=0.0))


def _between(sums: tuple[list[Day], list[float]]) -> Explained:
    days, up_to = sums
    return lambda first, last: up_to[bisect_right(days, last)] - up_to[bisect_right(days, first)]


def _looked_up(connection: Connection, points: Sequence[_Point]) -> Explained:
    one = total_of(connection, points[0][4])
    found: list[DaySum] = day_sums(connection, one, _date(points[0][0]), _date(points[-1][0]))
    sums = _between(_up_to([(each.day, OPEN if each.open else float(each.high)) for each in found]))
    return lambda first, last: sums(_date(first), _date(last))


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
