"""Running totals that fall, or rise by more than the incidents explain: those of the whole archive at once, as columns of numbers.

A statement is compared with the one before it in its series. One that fits neither its neighbour before nor, by leaving it
out, keeps that neighbour from fitting the next one, is the wrong one: the comparison goes on without it. So one wrong
number is one contradiction.

Hundreds of thousands of statements are compared within a second, which is why they are arrays here and not rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import BigInteger, ColumnElement, Connection, Text, case, cast, func, select

from dashboard.archive import schema
from dashboard.archive.comparable import total as total_of
from dashboard.archive.counting import total
from dashboard.archive.filters import Filters
from dashboard.archive.ledger import ROUNDING, DaySum, day_sums, stands_alone

NARROW = 150
"""Totals of one place, cause, doer or route whose incidents are looked up one by one, those with most statements."""

_NONE = -1
"""In place of a bound that is left open."""

UNEXPLAINED = -1
"""In place of a side: the incidents are not looked at."""

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]


class Points(NamedTuple):
    """What is stated of each series as of each day, series by series and day by day: a day's number (20190105), the lowest
    and the highest that it can be (minus or plus infinity where that is open), whether it is stated as a part of another
    figure, a record that states it, and the number of its series.
    """

    day: Whole
    low: Numbers
    high: Numbers
    part: NDArray[np.bool_]
    record: Whole
    series: Whole


class Sums(NamedTuple):
    """The incidents of sides and days, in this order: ``key`` is made of both (`_key`), ``high`` and ``open`` are what the
    highest of all incidents up to there add up to, and how many are open above, from a 0 on.
    """

    key: Whole
    high: Whole
    open: Whole


class Contradiction(NamedTuple):
    """Two statements that do not fit, by how many people, and what the incidents in between, where they are looked at, add up to."""

    amount: int
    before: int
    """The record of the earlier statement."""
    after: int
    since: dt.date
    day: dt.date
    explained: int


def total_contradictions(connection: Connection, most: int) -> tuple[list[Contradiction], list[Contradiction], int]:
    """The totals that fall and those that rise too much, at most ``most`` of each, the largest first; and how many narrow totals were
    not compared with their incidents, for want of time.
    """
    names, points = _stated(connection)
    if not names:
        return [], [], 0
    first = np.flatnonzero(np.diff(points.series, prepend=-1))
    many = np.diff(np.append(first, len(points.series)))
    has_part = np.add.reduceat(points.part, first) > 0
    sides: dict[tuple[str, str, str | None], int] = {}
    side_of = np.full(len(names), UNEXPLAINED, dtype=np.int64)
    compared = np.zeros(len(names), dtype=bool)
    narrow: list[int] = []
    for n, (name, source) in enumerate(names):
        kind, act, party, category, start, narrowed = name.split("|", 5)
        if not start:  # the text does not say since when: two such totals need not be about one time
            continue
        compared[n] = True
        side = _side(kind, act, party, category, narrowed)
        if side is not None:
            side_of[n] = sides.setdefault((*side, source), len(sides))
        elif not has_part[n]:  # parts are seldom reported one by one
            narrow.append(n)
    narrow.sort(key=lambda n: -many[n])
    rank = np.zeros(len(names), dtype=np.int64)
    rank[narrow] = range(1, len(narrow) + 1)
    rows = [_of_sides(connection, sides)]
    for n in narrow[:NARROW]:
        side_of[n] = len(sides) + rank[n]
        these = slice(first[n], first[n] + many[n])
        rows.append(_looked_up(connection, int(side_of[n]), int(points.record[first[n]]), points.day[these][0], points.day[these][-1]))
    falls, rises = contradictions(points, side_of, compared, sums_of(np.concatenate(rows)), rank, most)
    return falls, rises, max(0, len(narrow) - NARROW)


def contradictions(
    points: Points, side_of: Whole, compared: NDArray[np.bool_], sums: Sums, rank: Whole, most: int
) -> tuple[list[Contradiction], list[Contradiction]]:
    """The falls and the rises among these points, ``most`` of each, largest first. Of each series: with which side's incidents it is
    compared, or `UNEXPLAINED`, whether it is compared at all, and which goes first of those with one amount.
    """
    compare = _comparison(points, side_of, sums)
    later = np.flatnonzero((points.series[1:] == points.series[:-1]) & compared[points.series[1:]]) + 1
    falls, rises, _, _ = compare(later - 1, later)
    wrong = later[falls | rises]
    # A wrong one whose neighbours fit each other is left out: the next one is not compared with it.
    after = np.minimum(wrong + 1, len(points.series) - 1)
    falls, rises, _, _ = compare(wrong - 1, after)
    left_out = (after > wrong) & (points.series[after] == points.series[wrong]) & ~(falls | rises)
    told, passed = [], -1
    for n, alone in zip(wrong.tolist(), left_out.tolist(), strict=True):
        if n != passed:
            told.append(n)
            passed = n + 1 if alone else -1
    at = np.array(told, dtype=np.int64)
    falls, rises, amount, explained = compare(at - 1, at)
    amount = np.rint(amount)
    order = np.lexsort((at, rank[points.series[at]], -amount))
    return tuple(
        [
            Contradiction(int(amount[n]), int(points.record[at[n] - 1]), int(points.record[at[n]]), _date(points.day[at[n] - 1]), _date(points.day[at[n]]), int(between[n]))
            for n in order[kind[order]][:most]
        ]
        for kind, between in ((falls, np.zeros_like(explained)), (rises, explained))
    )  # fmt: skip


def _date(day: np.int64) -> dt.date:
    return dt.date(day // 10_000, day // 100 % 100, day % 100)


def sums_of(rows: Numbers) -> Sums:
    """The sums of rows, each of a side's number, a day's number, what its incidents add up to and how many are open above."""
    side, day, high, opened = rows.astype(np.int64).T
    key = _key(side, day)
    order = np.argsort(key, kind="stable")
    return Sums(key[order], np.append(0, np.cumsum(high[order])), np.append(0, np.cumsum(opened[order])))


def _key(side: Whole, day: Whole) -> Whole:
    return side * 100_000_000 + day


Comparison = Callable[[Whole, Whole], tuple[NDArray[np.bool_], NDArray[np.bool_], Numbers, Whole]]


def _comparison(points: Points, side_of: Whole, sums: Sums) -> Comparison:
    """Compares points by their numbers, an earlier with a later one each: whether it falls, whether it rises too much, by how
    many, and what the incidents in between add up to.
    """

    def compare(before: Whole, after: Whole):
        side = side_of[points.series[after]]
        since, until = (np.searchsorted(sums.key, _key(side, points.day[at]), side="right") for at in (before, after))
        explained = sums.high[until] - sums.high[since]
        closed = (side != UNEXPLAINED) & (sums.open[until] == sums.open[since])
        fallen, risen = points.low[before] - points.high[after], points.low[after] - points.high[before] - explained
        falls = points.high[after] < points.low[before]
        rises = ~falls & closed & (points.low[after] > points.high[before]) & (risen > 0)
        return falls, rises, np.where(falls, fallen, risen), explained

    return compare


# --- reading them from the archive ----------------------------------------------------------------------------------


def _stated(connection: Connection) -> tuple[list[tuple[str, str | None]], Points]:
    """The series that are stated as of two days or more, by name (`dashboard.archive.rows.series`) and organisation, and their points."""
    table = schema.record.c
    # As few numbers as can be: the record's own carries along whether it says “about”, and whether it is a part.
    record = cast(table.id, BigInteger) * 4 + case((table.qualifier == "about", 2), else_=0) + case((table.part_of.is_(None), 0), else_=1)
    packed = _packed(_day_number(), func.coalesce(table.low, _NONE), func.coalesce(table.high, _NONE), record)
    rows = connection.execute(
        select(table.series, table.source, func.count(), packed)
        .where(Filters().totals(), table.series.is_not(None), table.day.is_not(None), stands_alone())
        .group_by(table.series, table.source)  # the order of their index
        .having(func.min(table.day) < func.max(table.day))
    ).all()
    day, low, high, record = _unpacked((row[3] for row in rows), 4)
    series = np.repeat(np.arange(len(rows)), np.array([row[2] for row in rows], dtype=np.int64))
    order = np.lexsort((day, series))
    day, low, high, record = (column[order] for column in (day, low, high, record))
    record, about, part = record // 4, ROUNDING * (record % 4 >= 2), record % 2 == 1
    low, high = np.where(low == _NONE, -np.inf, low) * (1 - about), np.where(high == _NONE, np.inf, high) * (1 + about)
    # Several statements of one day leave open what is between the lowest and the highest of them.
    at = np.flatnonzero((np.diff(series, prepend=-1) != 0) | (np.diff(day, prepend=0) != 0)) if rows else series
    points = Points(
        day[at].astype(np.int64), np.minimum.reduceat(low, at), np.maximum.reduceat(high, at), np.logical_or.reduceat(part, at),
        np.minimum.reduceat(record, at).astype(np.int64), series[at],
    )  # fmt: skip
    return [(row.series, row.source) for row in rows], points


def _day_number() -> ColumnElement[str]:
    """The digits of a record's day: 20190105 for 5 January 2019, a number that grows with the days."""
    return func.replace(cast(schema.record.c.day, Text), "-", "", type_=Text)


def _packed(*columns: ColumnElement) -> ColumnElement[str]:
    """The numbers of a group's rows as one text: of hundreds of thousands of rows, the time goes into handing each over."""
    first, *others = (cast(column, Text) for column in columns)
    return func.aggregate_strings(reduce(lambda packed, column: packed + "," + column, others, first), ",")


def _unpacked(texts: Iterable[str], many: int) -> NDArray[np.float64]:
    """The columns of numbers that were packed, ``many`` for each row."""
    return np.fromstring(",".join(texts), sep=",").reshape(-1, many).T


def _side(kind: str, act: str, party: str, category: str, narrowed: str) -> tuple[str, str] | None:
    """Act and side of a total of a side's people that is not narrowed by place, cause or doer."""
    wide = kind == schema.CASUALTY and party and category in ("combatant", "person") and not narrowed.strip("|")
    return (act, party) if wide else None


def _of_sides(connection: Connection, sides: Mapping[tuple[str, str, str | None], int]) -> Numbers:
    """The incidents of each act, side and organisation by day, as rows for `sums_of`."""
    table = schema.record.c
    acts, parties = sorted({act for act, _, _ in sides}), sorted({party for _, party, _ in sides})
    by_day = (
        select(table.act, table.party, table.source, _day_number().label("day"), func.coalesce(total(table.high), 0).label("high"),
               (func.count() - func.count(table.high)).label("open"))
        .where(schema.COUNTS, table.kind == schema.CASUALTY, table.act.in_(acts), table.party.in_(parties), table.day.is_not(None))
        .group_by(table.act, table.party, table.month, table.day, table.source)  # the order of their index
        .subquery()
    ).c  # fmt: skip
    of_side = select(by_day.act, by_day.party, by_day.source, _packed(by_day.day, by_day.high, by_day.open)).group_by(by_day.act, by_day.party, by_day.source)
    found = []
    for act, party, source, packed in connection.execute(of_side):
        if (act, party, source) in sides:
            day, high, opened = _unpacked([packed], 3)
            found.append(np.column_stack((np.full(len(day), sides[act, party, source]), day, high, opened)))
    return np.concatenate([np.empty((0, 4)), *found])


def _looked_up(connection: Connection, side: int, record_id: int, first: np.int64, last: np.int64) -> Numbers:
    """The incidents of one narrow total, that a record states, between two days; as rows for `sums_of`."""
    found: list[DaySum] = day_sums(connection, total_of(connection, record_id), _date(first), _date(last))
    return np.array([(side, int(f"{each.day:%Y%m%d}"), each.high, each.open) for each in found], dtype=float).reshape(-1, 4)
