"""The ledger of the eight-day sample series, beside a table worked out by hand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest

from dashboard.archive import comparable, ledger
from dashboard.archive.database import Archive
from dashboard.archive.filters import Filters
from dashboard.archive.saving import save_all

SERIES = re.compile(r"\d{4}-\d\d-\d\d_hajin_pocket")

# Worked out by hand from the texts: what is stated as of each day, and the incidents of the days since the one before.
# 28 December is where the archive begins; of 3 January there is no bulletin, the one of the 4th reports that day too.
DAYS = [dt.date(2018, 12, day) for day in (28, 29, 30, 31)] + [dt.date(2019, 1, day) for day in (1, 2, 4, 5)]
BY_HAND = {
    ("killed", "islamic_state", "2018-09-10"): (
        [994, 1005, 1014, 1028, 1034, 1046, 1063, 1073], [8 + 3, 9, 14, 6, 12, 9 + 8, 10],
    ),
    ("killed", "sdf", "2018-09-10"): ([548, 550, 554, 560, 561, 566, 571, 573], [2, 4, 6, 1, 5, 3 + 2, 2]),
    ("fled", None, "2018-12-01"): (
        [12220, 12530, 12680, 12950, 13350, 13530, 13890, 14390], [310, 150, 270, 400, 180, 130 + 230, 500],
    ),
}  # fmt: skip


@pytest.fixture
def eight(archive: Archive, samples) -> Iterator[Archive]:
    """An archive of the eight daily bulletins."""
    with archive.write() as connection:
        save_all(connection, [reading for name, reading in samples.items() if SERIES.fullmatch(name)])
    yield archive


def test_every_total_agrees_with_the_table_by_hand(eight):
    with eight.read() as connection:
        found, many, _ = ledger.series(connection, Filters(), 50)
        assert many == len(found)
        seen = {}
        for one in found:
            total = comparable.total(connection, one.record_id)
            points = ledger.checkpoints(connection, total)
            steps = ledger.steps(connection, total, points)
            key = total.row.act, total.row.party, total.row.period_start.isoformat()
            seen[key] = points, steps
    assert BY_HAND.keys() <= seen.keys()
    for key, (stated, incidents) in BY_HAND.items():
        points, steps = seen[key]
        assert [point.day for point in points] == DAYS
        assert [(point.low, point.high) for point in points] == [(n, n) for n in stated]
        assert [(step.low, step.high) for step in steps] == [(n, n) for n in incidents]
        assert [step.rise for step in steps] == incidents
        assert all(step.fall == step.unexplained == step.surplus == 0 for step in steps)


def test_totals_keep_their_qualifier(eight):
    with eight.read() as connection:
        found, _, _ = ledger.series(connection, Filters(), 50)
        totals = [comparable.total(connection, one.record_id) for one in found]
        window = next(one for one in totals if one.row.period_start == dt.date(2018, 12, 19) and one.row.party is None)
        points = ledger.checkpoints(connection, window)
    assert [(point.day.day, point.low, point.high, point.statements[0].qualifier) for point in points] == [
        (31, 8500, None, "more_than"), (5, 9850, None, "more_than"),
    ]  # fmt: skip


def test_filters_choose_among_the_totals(eight):
    with eight.read() as connection:
        of_sdf, many, _ = ledger.series(connection, Filters(parties=("sdf",)), 50)
        late, _, _ = ledger.series(connection, Filters(first=dt.date(2019, 1, 2)), 50)
    assert many == len(of_sdf) == 1
    assert {one.statements for one in late} == {3}
    assert all(one.first >= dt.date(2019, 1, 2) for one in late)


def test_a_long_series_is_thinned_to_the_last_statement_of_a_week():
    start = dt.date(2018, 1, 1)
    points = [ledger.Checkpoint(start + dt.timedelta(days=n), ()) for n in range(30)]
    shown, unit = ledger.thinned(points, 10)
    assert unit == "week"
    assert [point.day.weekday() for point in shown[1:-1]] == [6] * (len(shown) - 2)
    assert shown[0] is points[0] and shown[-1] is points[-1]
