"""Flows of people by route: incidents added up, and the windows of running totals, which are never added to one another.

Persons and families are two units and never one sum.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from dashboard.archive import schema
from dashboard.archive.counting import total
from dashboard.archive.filters import Filters
from dashboard.archive.incidents import Sum, sums
from dashboard.archive.ledger import stands_alone

FAMILY = "family"
UNITS = ("persons", "families")

# Only flows have a route; asked for by their kind, SQLite would take another index than that of routes, and be eight times as slow.
IS_FLOW = schema.record.c.route.is_not(None)


class RouteSum(NamedTuple):
    """The incidents of one route, persons and families apart; ``windows`` of its running totals."""

    route: str
    persons: Sum
    families: Sum
    windows: int


class Window(NamedTuple):
    """A running total of people who took a route since a day: its latest statement, and how many days state it."""

    record_id: int
    series: str
    source: str | None
    start: dt.date | None
    end: dt.date
    days: int


def routes(connection: Connection, filters: Filters, most: int) -> tuple[list[RouteSum], int]:
    """The routes with most people, and those with a running total; and how many routes there are in all."""
    table = schema.record.c
    family = table.category == FAMILY
    columns = [column for unit in (~family, family) for column in _sums_of(unit)]
    figures = select(table.route, *columns).where(filters.figures(each=True), IS_FLOW).group_by(table.route).subquery()
    ordered = select(figures, func.count().over()).order_by(figures.c[2].desc(), figures.c[6].desc(), figures.c.route).limit(most)
    rows = connection.execute(ordered).all()
    found = {row[0]: (Sum(*row[1:5]), Sum(*row[5:9])) for row in rows}
    many = rows[0][9] if rows else 0
    windows = {row.route: row.windows for row in connection.execute(_routes_of_totals(filters, most))}
    nothing = (Sum(), Sum())
    listed = [RouteSum(route, *found.get(route, nothing), windows.get(route, 0)) for route in dict.fromkeys([*windows, *found])]
    listed.sort(key=lambda row: (-row.persons.low, -row.families.low, -row.windows, row.route))
    return listed[:most], many + len(windows.keys() - found.keys())


def _sums_of(unit: ColumnElement[bool]) -> list[ColumnElement]:
    table = schema.record.c
    return [
        func.count(case((unit, 1))), func.coalesce(total(case((unit, table.low))), 0), func.coalesce(total(case((unit, table.high))), 0),
        func.count(case((and_(unit, table.high.is_(None)), 1))),
    ]  # fmt: skip


def _of_flows(filters: Filters) -> ColumnElement[bool]:
    series = schema.record.c.series
    # The series of flows stand together in the index.
    return and_(filters.totals(each=True), series >= f"{schema.FLOW}|", series < f"{schema.FLOW}}}", schema.record.c.day.is_not(None), stands_alone())


def _routes_of_totals(filters: Filters, most: int):
    table = schema.record.c
    windows = func.count(table.series.distinct())
    return select(table.route, windows.label("windows")).where(_of_flows(filters)).group_by(table.route).order_by(windows.desc()).limit(most)


def windows(connection: Connection, filters: Filters, route: str) -> list[Window]:
    """The running totals of a route, those that began first first; of a route whose end is stated, those too of which
    only the start is.
    """
    table = schema.record.c
    origin = route.partition(">")[0]
    query = (
        select(func.max(table.id), table.series, table.source, func.min(table.period_start), func.max(table.day), func.count(table.day.distinct()))
        .where(_of_flows(filters), or_(table.route == route, table.route == f"{origin}>@"))
        .group_by(table.series, table.source)
    )
    found = [Window(*row) for row in connection.execute(query)]
    latest = [_latest(connection, one) for one in found]
    rows = [one._replace(record_id=record_id) for one, record_id in zip(found, latest, strict=True)]
    return sorted(rows, key=lambda one: (one.start is None, one.start or one.end, -one.end.toordinal(), one.series))


def _latest(connection: Connection, one: Window) -> int:
    table = schema.record.c
    same = and_(table.series == one.series, table.source.is_not_distinct_from(one.source), table.day == one.end)
    return connection.scalar(select(func.max(table.id)).where(Filters().totals(), same, stands_alone()))


def days(connection: Connection, filters: Filters, route: str) -> dict[tuple[str, str], dict[dt.date, Sum]]:
    """The incidents of a route by unit of people (`UNITS`) and by unit of time (month, week, day), undated ones left out."""
    table = schema.record.c
    family = case((table.category == FAMILY, 1), else_=0)
    rows = connection.execute(
        select(family, table.month, table.week, table.day, *sums())
        .where(filters.figures(each=True), IS_FLOW, table.route == route, table.day.is_not(None))
        .group_by(family, table.month, table.week, table.day)
    )
    found: dict[tuple[str, str], dict[dt.date, Sum]] = {}
    for is_family, month, week, day, *numbers in rows:
        for unit, period in (("month", month), ("week", week), ("day", day)):
            of_unit = found.setdefault((UNITS[is_family], unit), {})
            of_unit[period] = of_unit.get(period, Sum()) + Sum(*numbers)
    return found


def behind(filters: Filters, route: str, unit: str, period: dt.date, families: bool) -> ColumnElement[bool]:
    """The condition on the figures that a bar adds up."""
    table = schema.record.c
    category = table.category == FAMILY if families else table.category != FAMILY
    return and_(filters.figures(each=True), IS_FLOW, table.route == route, table[unit] == period, category)
