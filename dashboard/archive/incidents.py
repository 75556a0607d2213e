"""Incidents added up: by day, week or month, and by side, category, cause or governorate, between their lowest and highest.

Only figures that count are added (`dashboard.archive.filters.Filters.figures`): incidents that are no part of another
figure and no repetition; never a running total.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, func, select

from dashboard.archive import schema
from dashboard.archive.counting import total
from dashboard.archive.filters import Filters

DIMENSIONS = ("party", "category", "cause", "admin1")
UNITS = ("day", "week", "month")
FINEST = {"day": 190, "week": 1200}
"""Days that a chart by day or by week may span; longer ones are by month."""

REST = "*"
"""The code of all groups that are not shown on their own."""


class Sum(NamedTuple):
    """What figures add up to: how many they are, from which number on, up to which, and how many are open above."""

    figures: int = 0
    low: int = 0
    high: int = 0
    open: int = 0

    def __add__(self, other: Sum) -> Sum:  # type: ignore[override]
        return Sum(*(one + another for one, another in zip(self, other, strict=True)))

    @property
    def top(self) -> int | None:
        """The upper end; None where a figure leaves it open."""
        return None if self.open else self.high


class Incidents(NamedTuple):
    """Sums by period and group; ``unit`` is that of the periods, each named by its first day. The groups come largest first."""

    unit: str
    cells: Mapping[tuple[dt.date, str | None], Sum]
    groups: Mapping[str | None, Sum]
    undated: Sum


def incidents(connection: Connection, filters: Filters, kind: str, act: str, dimension: str, unit: str | None, shown: int) -> Incidents:
    """The incidents of one act. ``unit`` None takes the finest that the span of days allows, another at most as fine.
    Of the groups of ``dimension``, the ``shown`` largest stand on their own, the others together as `REST`.
    """
    cells = _by_month(connection, filters, kind, act, dimension)
    groups = _largest(cells.items(), shown)
    undated = sum((one for (period, _), one in cells.items() if period is None), Sum())
    months = sorted({period for period, _ in cells if period is not None})
    unit = finest(unit, months)
    if unit != "month" and months:
        cells = _by_day(connection, filters, kind, act, dimension, unit)
    found: defaultdict[tuple[dt.date, str | None], Sum] = defaultdict(Sum)
    for (period, code), one in cells.items():
        if period is not None:
            found[period, code if code in groups else REST] += one
    return Incidents(unit, dict(found), groups, undated)


def finest(unit: str | None, months: list[dt.date]) -> str:
    """The unit of a chart over these months: the one asked for, or a coarser one where it would give too many bars."""
    span = (months[-1] - months[0]).days + 31 if months else 0
    allowed = next((one for one in UNITS if span <= FINEST.get(one, span)), "month")
    if unit is None:
        return "day" if span <= 70 else "week" if span <= 430 else "month"
    return max(unit, allowed, key=UNITS.index)


def _largest(cells: Iterable[tuple[tuple[dt.date | None, str | None], Sum]], shown: int) -> dict[str | None, Sum]:
    sums: defaultdict[str | None, Sum] = defaultdict(Sum)
    for (_, code), one in cells:
        sums[code] += one
    ordered = sorted(sums, key=lambda code: (-sums[code].low, -sums[code].figures, str(code)))
    kept = {code: sums[code] for code in ordered[:shown]}
    if len(ordered) > shown:
        kept[REST] = sum((sums[code] for code in ordered[shown:]), Sum())
    return kept


def sums() -> tuple[ColumnElement, ...]:
    """The columns of a `Sum`."""
    low, high = schema.record.c.low, schema.record.c.high
    return func.count(), func.coalesce(total(low), 0), func.coalesce(total(high), 0), func.count() - func.count(high)


def _by_month(connection: Connection, filters: Filters, kind: str, act: str, dimension: str) -> dict[tuple[dt.date | None, str | None], Sum]:
    table = schema.record.c
    group = table[dimension]
    query = select(table.month, group, *sums()).where(filters.figures(kind=kind), table.act == act).group_by(group, table.month)
    return {(row[0], row[1]): Sum(*row[2:]) for row in connection.execute(query)}


def _by_day(connection: Connection, filters: Filters, kind: str, act: str, dimension: str, unit: str) -> dict[tuple[dt.date | None, str | None], Sum]:
    table = schema.record.c
    group = table[dimension]
    query = (
        select(func.min(table[unit]), group, *sums())
        .where(filters.figures(kind=kind), table.act == act, table.day.is_not(None))
        .group_by(group, table.month, table.day)
    )
    found: defaultdict[tuple[dt.date | None, str | None], Sum] = defaultdict(Sum)
    for row in connection.execute(query):
        found[row[0], row[1]] += Sum(*row[2:])
    return found


def behind(filters: Filters, kind: str, act: str, dimension: str, code: str | None, others: Iterable[str | None], unit: str, period: dt.date | None) -> ColumnElement[bool]:
    """The condition on the figures that a cell adds up, or a whole group where ``period`` is None; ``others`` are the groups that stand on their own, for `REST`."""
    table = schema.record.c
    group = table[dimension]
    clauses = [filters.figures(kind=kind), table.act == act, *([] if period is None else [table[unit] == period])]
    if code == REST:
        known = [other for other in others if other not in (None, REST)]
        clauses.append(group.not_in(known) if None in others else func.coalesce(group, "").not_in(known))
    else:
        clauses.append(group.is_not_distinct_from(code))
    return and_(*clauses)
