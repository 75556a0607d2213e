"""The ledger of running totals: what each states, day after day, and what the incidents reported between two days add up to.

A running total is never added to anything. What is compared is its rise between two checkpoints with the sum of the
incidents in between; where bounds are open, so is the comparison.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select, true

from dashboard.archive import schema
from dashboard.archive.comparable import Total, incidents_of
from dashboard.archive.counting import STATES_OUT, total
from dashboard.archive.filters import Filters

ROUNDING = 0.05
"""How far a number after “about” may be from the true one, as a share of it: twenty thousand may be 19,000."""

_WHOLE = schema.record.alias("whole").c


class Series(NamedTuple):
    """The statements of one running total, so many; ``record_id`` is the latest of them and stands for it."""

    record_id: int
    key: str
    source: str | None
    statements: int
    first: dt.date
    last: dt.date


class Statement(NamedTuple):
    """One bulletin's statement of a running total, as of ``day``."""

    record_id: int
    day: dt.date
    value: int | None
    low: int | None
    high: int | None
    qualifier: str


@dataclass(frozen=True)
class Checkpoint:
    """What a total is said to be as of one day; several statements of that day give the range of all."""

    day: dt.date
    statements: tuple[Statement, ...]

    @property
    def low(self) -> int | None:
        """The lowest that it can be as stated."""
        lows = [one.low for one in self.statements]
        return None if None in lows else min(lows)

    @property
    def high(self) -> int | None:
        """The highest that it can be as stated; None where a statement leaves it open."""
        highs = [one.high for one in self.statements]
        return None if None in highs else max(highs)

    @property
    def bounds(self) -> tuple[float, float]:
        """Low and high with the room that “about” leaves."""
        about = any(one.qualifier == "about" for one in self.statements)
        low = float("-inf") if self.low is None else self.low * (1 - ROUNDING * about)
        return low, float("inf") if self.high is None else self.high * (1 + ROUNDING * about)

    @property
    def at(self) -> int:
        """Where it is drawn: the number said, else the nearest bound."""
        values = [next((n for n in (one.value, one.low, one.high) if n is not None), 0) for one in self.statements]
        return max(values)


class DaySum(NamedTuple):
    """The incidents of one day: how many figures, what they add up to, and how many of them are open above."""

    day: dt.date
    figures: int
    low: int
    high: int
    open: int


@dataclass(frozen=True)
class Step:
    """From one checkpoint to the next: the stated rise, and what the incidents reported in between add up to."""

    before: Checkpoint
    after: Checkpoint
    figures: int
    low: int
    high: int | None
    """None where an incident is open above (“at least 3”)."""

    @property
    def rise(self) -> int:
        """The stated rise, negative where the total falls."""
        return self.after.at - self.before.at

    @property
    def unexplained(self) -> float:
        """By how much the total surely rises more than the incidents explain; 0 where they may explain it."""
        least = self.after.bounds[0] - self.before.bounds[1]
        return max(least - (float("inf") if self.high is None else self.high), 0)

    @property
    def fall(self) -> float:
        """By how much the total surely falls; 0 where it may not."""
        return max(self.before.bounds[0] - self.after.bounds[1], 0)

    @property
    def surplus(self) -> float:
        """By how much the incidents surely add up to more than the stated rise."""
        return max(self.low - max(self.after.bounds[1] - self.before.bounds[0], 0), 0)


def series(connection: Connection, filters: Filters, most: int) -> tuple[list[Series], int, int]:
    """The totals with statements of two days or more, those of most statements first, at most ``most``; how many there are
    of them, and how many totals are stated for one day only.
    """
    groups = _groups(filters).cte("groups").prefix_with("MATERIALIZED")  # named twice, made once
    several = groups.c.first < groups.c.last  # to count the days of each takes half as long again
    listed = (
        select(groups).where(several).order_by(groups.c.statements.desc(), groups.c.last.desc(), groups.c.series).limit(most).subquery("listed")
    )
    many, single = (select(func.count()).select_from(groups).where(way).scalar_subquery() for way in (several, ~several))
    counts = select(many.label("many"), single.label("single")).subquery("counts")
    rows = connection.execute(
        select(listed, counts)
        .select_from(counts.outerjoin(listed, true()))  # the counts are there where no total is
        .order_by(listed.c.statements.desc(), listed.c.last.desc(), listed.c.series)
    ).all()
    return [Series(_latest(connection, row), *row[:5]) for row in rows if row.series is not None], rows[0].many, rows[0].single


def _groups(filters: Filters) -> Select:
    table = schema.record.c
    return (
        select(table.series, table.source, func.count().label("statements"), func.min(table.day).label("first"), func.max(table.day).label("last"))
        .where(filters.totals(), table.series.is_not(None), table.day.is_not(None), stands_alone())
        .group_by(table.series, table.source)
    )


def _latest(connection: Connection, row: Row) -> int:
    table = schema.record.c
    same = and_(table.series == row.series, table.source.is_not_distinct_from(row.source), table.day == row.last)
    return connection.scalar(select(func.max(table.id)).where(schema.TOTALS, table.state.not_in(STATES_OUT), same, stands_alone()))


def stands_alone() -> ColumnElement[bool]:
    """Leaves out a part of which nothing tells how it is narrower than its whole: it is no statement of the whole's series."""
    table = schema.record.c
    same = select(_WHOLE.id).where(_WHOLE.id == table.part_of, _WHOLE.series == table.series).exists()
    return or_(table.part_of.is_(None), ~same)


def checkpoints(connection: Connection, one: Total, filters: Filters | None = None) -> list[Checkpoint]:
    """What the total's bulletins say, day by day."""
    table = schema.record.c
    rows = connection.execute(
        select(table.id, table.day, table.value, table.low, table.high, table.qualifier)
        .where((filters or Filters()).totals(), table.series == one.row.series, table.source.is_not_distinct_from(one.row.source))
        .where(table.day.is_not(None), stands_alone())
        .order_by(table.day, table.id)
    )
    return [Checkpoint(day, tuple(these)) for day, these in groupby((Statement(*row) for row in rows), lambda row: row.day)]


def thinned(points: Sequence[Checkpoint], most: int) -> tuple[list[Checkpoint], str | None]:
    """At most about ``most`` checkpoints: the last one of each week, month or year; and which of these it was."""
    if len(points) <= most:
        return list(points), None
    units = {"week": lambda day: day.isocalendar()[:2], "month": lambda day: (day.year, day.month), "year": lambda day: day.year}
    last: dict[object, Checkpoint] = {}
    for unit, of_day in units.items():
        last = {of_day(point.day): point for point in points}
        if len(last) <= most or unit == "year":
            return ([points[0]] if points[0] not in last.values() else []) + list(last.values()), unit
    raise AssertionError("every series has years")


def steps(connection: Connection, one: Total, points: Sequence[Checkpoint]) -> list[Step]:
    """The steps between the checkpoints, each with the incidents after the one day and up to the other."""
    if len(points) < 2:
        return []
    sums = day_sums(connection, one, points[0].day, points[-1].day)
    days = [one.day for one in sums]
    made = []
    for before, after in zip(points, points[1:], strict=False):
        inside = sums[bisect_right(days, before.day) : bisect_right(days, after.day)]
        high = None if any(one.open for one in inside) else sum(one.high for one in inside)
        made.append(Step(before, after, sum(one.figures for one in inside), sum(one.low for one in inside), high))
    return made


def between(one: Total, after: dt.date, until: dt.date) -> ColumnElement[bool]:
    """The condition on the incidents of a total after one day and up to another."""
    table = schema.record.c
    months = table.month.between(after.replace(day=1), until.replace(day=1))  # the index goes by month, then by day
    return and_(incidents_of(one), months, table.day > after, table.day <= until)


def day_sums(connection: Connection, one: Total, after: dt.date, until: dt.date) -> list[DaySum]:
    """The incidents of a total after one day and up to another, by day."""
    table = schema.record.c
    rows = connection.execute(
        select(
            table.day, func.count(), func.coalesce(total(table.low), 0), func.coalesce(total(table.high), 0), func.count() - func.count(table.high)
        )
        .where(between(one, after, until))
        .group_by(table.day)
        .order_by(table.day)
    )
    return [DaySum(*row) for row in rows]
