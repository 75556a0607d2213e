"""Incidents and flows of the eight-day sample series, beside sums worked out by hand."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from sqlalchemy import func, select

from dashboard.archive import incidents, routes
from dashboard.archive.filters import Filters
from dashboard.archive.incidents import REST, Sum
from dashboard.archive.saving import save_all

SERIES = re.compile(r"\d{4}-\d\d-\d\d_hajin_pocket")


def _day(month: int, day: int) -> dt.date:
    return dt.date(2018 if month == 12 else 2019, month, day)


@pytest.fixture
def eight(archive, samples):
    """An archive of the eight daily bulletins."""
    with archive.write() as connection:
        save_all(connection, [reading for name, reading in samples.items() if SERIES.fullmatch(name)])
    return archive


# Killed, by day: of islamic_state, of sdf, and civilians; by hand from the texts.
KILLED = {
    _day(12, 28): (7, 3, 0), _day(12, 29): (11, 2, 4), _day(12, 30): (9, 4, 0), _day(12, 31): (14, 6, 0), _day(1, 1): (6, 1, 0),
    _day(1, 2): (12, 5, 0), _day(1, 3): (8, 2, 0), _day(1, 4): (9, 3, 0), _day(1, 5): (10, 2, 0),
}  # fmt: skip


def test_killed_by_day_and_side(eight):
    with eight.read() as connection:
        found = incidents.incidents(connection, Filters(), "casualty", "killed", "party", "day", 8)
    assert found.unit == "day"
    for place, party in enumerate(("islamic_state", "sdf", None)):
        assert {day: found.cells[day, party].low for day in KILLED if (day, party) in found.cells} == {
            day: numbers[place] for day, numbers in KILLED.items() if numbers[place]
        }
    assert {code: one.low for code, one in found.groups.items()} == {"islamic_state": 86, "sdf": 28, None: 4}
    assert all(one.low == one.high and not one.open for one in found.cells.values())


@pytest.mark.parametrize("unit", ["week", "month"])
@pytest.mark.parametrize("dimension", incidents.DIMENSIONS)
def test_every_split_and_unit_adds_up_to_the_same(eight, unit, dimension):
    with eight.read() as connection:
        found = incidents.incidents(connection, Filters(), "casualty", "killed", dimension, unit, 1)
    assert found.unit == unit
    assert sum(found.groups.values(), Sum()) == sum(found.cells.values(), Sum())
    assert sum(found.groups.values(), Sum()).low == 86 + 28 + 4
    assert len(found.groups) <= 2 and set(found.groups) - {REST} != set()


def test_an_open_figure_leaves_the_sum_open(eight):
    with eight.read() as connection:
        found = incidents.incidents(connection, Filters(), "casualty", "wounded", "party", "day", 8)
    civilians = found.cells[_day(12, 29), None]  # “no fewer than six others”
    assert (civilians.low, civilians.top, civilians.open) == (6, None, 1)


def test_what_a_bar_adds_up_is_what_its_words_are(eight):
    from dashboard.archive.schema import record

    with eight.read() as connection:
        found = incidents.incidents(connection, Filters(), "casualty", "killed", "party", "day", 1)
        for (period, code), one in found.cells.items():
            which = incidents.behind(Filters(), "casualty", "killed", "party", code, found.groups, "day", period)
            assert connection.execute(select(func.count(), func.sum(record.c.low)).where(which)).one() == (one.figures, one.low)


def test_persons_and_families_of_a_route_are_apart_and_windows_are_not_added(eight):
    with eight.read() as connection:
        found, many = routes.routes(connection, Filters(), 40)
        windows = routes.windows(connection, Filters(), "islamic_state@>sdf@")
    by_route = {one.route: one for one in found}
    assert many == len(found) == 2
    to_sdf = by_route["islamic_state@>sdf@"]
    assert to_sdf.persons == Sum(8, *[220 + 310 + 150 + 270 + 400 + 180 + 230 + 500] * 2, 0)
    assert to_sdf.families == Sum(2, 32 + 45, 32 + 45, 0)
    assert by_route["islamic_state@>@"].persons.low == 130  # of 3 January it is not said where to
    assert [(one.start, one.end, one.days) for one in windows] == [
        (_day(12, 1), _day(1, 5), 8), (_day(12, 19), _day(1, 5), 2), (_day(12, 19), _day(1, 5), 2),
    ]  # fmt: skip


def test_the_days_of_a_route_add_up_to_its_sum(eight):
    with eight.read() as connection:
        days = routes.days(connection, Filters(), "islamic_state@>sdf@")
    for unit in incidents.UNITS:
        assert sum(days["persons", unit].values(), Sum()).low == 2260
        assert sum(days["families", unit].values(), Sum()).low == 77
    assert days["persons", "day"][_day(12, 30)].low == 150
