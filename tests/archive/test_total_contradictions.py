"""Contradictions of running totals: columns of numbers say what a walk from statement to statement says, and what is kept is what would be worked out."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from sqlalchemy import select, update

from dashboard.archive import decisions, kept_totals, rereading, review, schema
from dashboard.archive.kept_totals import Totals
from dashboard.archive.saving import Reading, save, save_all
from dashboard.archive.total_contradictions import Points, contradictions, sums_of, total_contradictions
from extraction import extract

SERIES = re.compile(r"\d{4}-\d\d-\d\d_hajin_pocket")
ANALYST = "Rima"
DAYS = [dt.date(2019, 1, 1) + dt.timedelta(n) for n in range(40)]


def walk(points: Sequence[tuple], explained) -> Iterator[tuple[str, int, int, int, int]]:
    """The rule as it is told: from one statement to the next that fits it."""

    def differ(before, after):
        (since, low_before, high_before, one), (day, low, high, other) = before, after
        if high < low_before:
            return "falls", round(low_before - high), one, other, 0
        most = explained(since, day)
        if most is not None and low - high_before > max(most, 0):
            return "rises", round(low - high_before - most), one, other, most
        return None

    last = points[0]
    for n, point in enumerate(points[1:], 1):
        found = differ(last, point)
        if found:
            yield found
            if n + 1 < len(points) and differ(last, points[n + 1]) is None:
                continue  # without the wrong one the others fit
        last = point


@pytest.mark.parametrize("seed", range(60))
def test_columns_say_what_a_walk_says(seed):
    rng = random.Random(seed)
    incidents = [(side, day, rng.choice([0, 1, 3, 8]), int(rng.random() < 0.05)) for side in range(2) for day in rng.sample(DAYS, 15)]
    series, wanted = [], []
    for n in range(12):
        side, compared, at = rng.choice([0, 1, -1]), rng.random() < 0.9, rng.randrange(50)
        rows = []
        for day in sorted(rng.sample(DAYS, rng.randrange(1, 12))):
            at += rng.choice([0, 1, 2, 3, 5, 9, -2, 40])
            low, high = rng.choice([(at, at), (at, at), (at * 0.95, at * 1.05), (at, np.inf), (-np.inf, at)])
            rows.append((day, low, high, len(rows) + 100 * n))
        series.append((side, compared, rows))

        def explained(since, day, side=side):
            inside = [one for one in incidents if one[0] == side and since < one[1] <= day]
            return None if side < 0 or any(one[3] for one in inside) else sum(one[2] for one in inside)

        wanted += list(walk(rows, explained)) if compared else []
    points = [(int(f"{day:%Y%m%d}"), low, high, False, record, n) for n, (_, _, rows) in enumerate(series) for day, low, high, record in rows]
    columns = [np.array(column) for column in zip(*points, strict=True)]
    sums = sums_of(np.array([(side, int(f"{day:%Y%m%d}"), high, opened) for side, day, high, opened in incidents], dtype=float))
    sides, compared = np.array([one[0] for one in series]), np.array([one[1] for one in series])
    falls, rises = contradictions(Points(*columns), sides, compared, sums, np.zeros(len(series), dtype=int), 1000)
    got = [(kind, one.amount, one.before, one.after, one.explained) for kind, found in (("falls", falls), ("rises", rises)) for one in found]
    assert sorted(got) == sorted(wanted)
    assert all([one.amount for one in found] == sorted((one.amount for one in found), reverse=True) for found in (falls, rises))
    assert contradictions(Points(*columns), sides, compared, sums, np.zeros(len(series), dtype=int), 1) == (falls[:1], rises[:1])


# --- what is kept ---------------------------------------------------------------------------------------------------


@pytest.fixture
def planted(archive, samples):
    """The eight daily bulletins with a total that falls and one that rises too much."""
    readings = []
    for name, reading in samples.items():
        if SERIES.fullmatch(name):
            text = reading.text.replace("1014", "1001").replace("13350", "13950") if name >= "2018-12-30" else reading.text
            readings.append(Reading(text, extract(text), name))
    with archive.write() as connection:
        save_all(connection, readings)
        kept_totals.keep(connection)
    return archive


def both(archive) -> tuple[Totals, Totals, str, bool]:
    """What is asked for, what is worked out, the token, and whether what is asked for was kept."""
    with archive.read() as connection:
        kept = connection.scalar(select(schema.audit_of_totals.c.value)) is not None
        return kept_totals.totals(connection), Totals(*total_contradictions(connection, kept_totals.KEPT)), kept_totals.token(connection), kept


def amounts(found: Totals) -> tuple[list[int], list[int]]:
    return [one.amount for one in found.falls], [one.amount for one in found.rises]


def test_what_is_kept_is_what_is_worked_out_whatever_was_changed(planted, read):
    with planted.read() as connection:
        table = schema.record.c
        stated = {row.value: row for row in connection.execute(select(table.id, table.bulletin_id, table.value).where(table.value.in_((1001, 13950))))}
    wrong, also_wrong = stated[1001], stated[13950]
    done = {}

    def change(name, act):
        with planted.write() as connection:
            done[name] = act(connection)
        asked, worked_out, token, kept = both(planted)
        assert asked == worked_out and not kept
        with planted.write() as connection:
            kept_totals.keep(connection)
        assert both(planted) == (worked_out, worked_out, token, True)
        seen.append((asked, token))

    asked, worked_out, token, kept = both(planted)
    assert kept and asked == worked_out and amounts(asked) == ([1005 - 1001], [13950 - 12950 - 400]) and asked.not_compared == 0
    seen = [(asked, token)]
    change("corrected", lambda c: review.correct(c, wrong.id, "count.value", 1014, ANALYST))
    assert amounts(seen[-1][0]) == ([], [13950 - 12950 - 400])
    change("rejected", lambda c: review.reject(c, also_wrong.id, ANALYST))
    assert amounts(seen[-1][0]) == ([], [])
    change("undone", lambda c: review.undo(c, done["rejected"], ANALYST))
    change("undone, too", lambda c: review.undo(c, done["corrected"], ANALYST))
    assert seen[-1][0] == seen[0][0]
    change("deleted", lambda c: decisions.delete(c, wrong.bulletin_id, ANALYST))
    assert seen[-1][0] != seen[0][0]  # neither its total nor its incidents count
    change("brought back", lambda c: decisions.undo(c, done["deleted"], ANALYST))
    assert seen[-1][0] == seen[0][0]
    change("saved", lambda c: save(c, read("المرصد السوري لحقوق الإنسان – 2 كانون الثاني 2019:: قُتل 700 من عناصر تنظيم “الدولة الإسلامية” في قرية السوسة.")))
    change("read again", lambda c: (c.execute(update(schema.bulletin).values(extractor="old")), rereading.apply(c, [wrong.bulletin_id], ANALYST)))
    assert len({token for _, token in seen}) == len(seen)
