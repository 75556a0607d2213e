"""Review: accepting, correcting, rejecting and adding records, with history and undo, and corrections as gold files."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from dashboard.archive import review, schema
from dashboard.archive.corrections import WrongValue
from dashboard.archive.counting import total
from dashboard.archive.decisions import NotPossible
from dashboard.archive.filters import Filters
from dashboard.archive.gold_export import write_gold
from dashboard.archive.loading import load
from dashboard.archive.saving import save
from dashboard.cli import app

NAME = "2019-01-05_hajin_pocket"
ANALYST = "Rima"


@pytest.fixture
def kept(archive, samples):
    with archive.write() as connection:
        return load(connection, save(connection, samples[NAME]).bulletin_id)


def now_is(archive, kept, with_rejected=False):
    with archive.read() as connection:
        return load(connection, kept.id, with_rejected)


def killed(archive) -> int:
    table = schema.record.c
    with archive.read() as connection:
        return connection.scalar(select(total(table.value)).where(Filters().figures(), table.kind == "casualty", table.act == "killed"))


def test_accepting_changes_the_state_alone(archive, kept):
    with archive.write() as connection:
        entry = review.accept(connection, kept.keys["C1"], ANALYST)
    after = now_is(archive, kept)
    assert after.report == kept.report and after.states["C1"] == schema.ACCEPTED
    with archive.write() as connection:
        review.undo(connection, entry, "Omar")
    assert now_is(archive, kept).states == kept.states


def test_a_correction_keeps_both_values_who_when_and_why(archive, kept):
    with archive.write() as connection:
        review.correct(connection, kept.keys["C1"], "count.value", 11, ANALYST, "one more named below")
    (entry,) = history = read_history(archive, kept)
    assert (entry.field, entry.machine_value, entry.analyst_value) == ("count.value", 10, 11)
    assert (entry.who, entry.reason, entry.undone_at) == (ANALYST, "one more named below", None) and entry.at
    after = now_is(archive, kept)
    count = after.report.casualties[0].count
    assert (count.value, count.low, count.high) == (11, 11, 11)
    assert after.states["C1"] == schema.CORRECTED
    assert len(history) == 1


def read_history(archive, kept):
    with archive.read() as connection:
        return review.history(connection, bulletin_id=kept.id)


def test_sums_follow_corrections_and_their_undoing(archive, kept):
    assert killed(archive) == 12
    with archive.write() as connection:
        first = review.correct(connection, kept.keys["C1"], "count.value", 15, ANALYST)
        review.correct(connection, kept.keys["C1"], "cause", "shelling", ANALYST)
        rejected = review.reject(connection, kept.keys["C2"], ANALYST, "told by one side only")
    assert killed(archive) == 15
    assert "C2" not in now_is(archive, kept).keys and now_is(archive, kept, with_rejected=True).states["C2"] == schema.REJECTED
    with archive.write() as connection:
        review.undo(connection, first, ANALYST)
        review.undo(connection, rejected, ANALYST)
    assert killed(archive) == 12
    one = now_is(archive, kept).report.casualties[0]
    assert (one.count.value, one.cause) == (10, "shelling")  # the other correction stands
    with archive.write() as connection:
        review.redo(connection, first)
    assert killed(archive) == 17


def test_undoing_everything_gives_what_was_read(archive, kept):
    changes = [("C1", "places", ["sy09-hajin", "مكان لا يعرفه أحد"]), ("C1", "by", ["sdf", "coalition"]), ("C1", "period.start", "2019-01-04"),
               ("F1", "origin.places", ["هجين"]), ("F1", "nationalities", ["SY", "IQ"]), ("K1", "place", "sy09-hajin"), ("K1", "from", None),
               ("E1", "targets", ["sdf"]), ("C1", "measure", "cumulative"), ("C1", "part_of", "C3")]  # fmt: skip
    with archive.write() as connection:
        entries = [review.correct(connection, kept.keys[number], field, value, ANALYST) for number, field, value in changes]
    after = now_is(archive, kept)
    assert [place.gazetteer_id for place in after.report.casualties[0].places] == ["sy09-hajin", None]
    assert after.report.control[0].place.name == "هجين" and after.report.flows[0].nationalities == ["SY", "IQ"]
    with archive.write() as connection:
        for entry in entries:
            review.undo(connection, entry, ANALYST)
    again = now_is(archive, kept)
    assert again.report == kept.report and again.states == kept.states
    with archive.read() as connection:
        assert connection.scalars(select(schema.record.c.machine).where(schema.record.c.machine.is_not(None))).all() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("count.value", -1), ("count.value", None), ("count.value", "ten"), ("count.qualifier", "roughly"), ("count", 5),
        ("count", {"qualifier": "range", "low": 9, "high": 3}), ("count.qualifier", "range"), ("cause", "magic"), ("period.end", "2019-01-04"),
        ("part_of", "C99"), ("part_of", "C1"), ("id", "C9"), ("colour", "red"), ("count.colour", 1),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused_and_changes_nothing(archive, kept, field, value):
    with pytest.raises(WrongValue), archive.write() as connection:
        if field == "count.qualifier" and value == "range":
            review.correct(connection, kept.keys["C1"], "count.low", None, ANALYST)
        review.correct(connection, kept.keys["C1"], field, value, ANALYST)
    assert now_is(archive, kept) == kept


@pytest.mark.parametrize(
    ("value", "bounds"),
    [
        ({"qualifier": "at_least"}, (10, 10, None)), ({"qualifier": "up_to", "value": 30}, (30, None, 30)),
        ({"qualifier": "range", "low": 20, "high": 30}, (None, 20, 30)), ({"qualifier": "dozens"}, (None, 20, 99)),
    ],
)  # fmt: skip
def test_the_bounds_of_a_corrected_count_are_the_codebooks(archive, kept, value, bounds):
    with archive.write() as connection:
        review.correct(connection, kept.keys["C1"], "count", value, ANALYST)
    count = now_is(archive, kept).report.casualties[0].count
    assert (count.value, count.low, count.high) == bounds
    assert count.text == kept.report.casualties[0].count.text


def test_a_record_is_added_from_its_words(archive, kept):
    start = kept.text.index("عنصران")
    words = {"start": start, "end": start + 6, "outcome": "wounded", "party": "sdf", "category": "combatant", "places": ["الحوايج"],
             "count": {"value": 2, "qualifier": "exact", "low": 2, "high": 2, "text": "عنصران", "start": start, "end": start + 6},
             "period": {"start": "2019-01-05", "end": "2019-01-05"}}  # fmt: skip
    with archive.write() as connection:
        added = review.add(connection, kept.id, schema.CASUALTY, words | {"places": [{"name": "الحوايج"}]}, ANALYST, "missed")
    after = now_is(archive, kept)
    assert after.keys["C5"] == added and after.states["C5"] == schema.ADDED
    assert after.report.casualties[-1].outcome == "wounded" and after.report.casualties[-1].why == [review.ADDED_RULE]
    with archive.write() as connection:
        review.correct(connection, added, "count.value", 3, ANALYST)
        entry = review.history(connection, added)[-1]
        assert entry.action == review.ADD
        review.undo(connection, entry.id, ANALYST)
    assert now_is(archive, kept).report == kept.report
    with archive.write() as connection:
        review.redo(connection, entry.id)
    assert now_is(archive, kept).report.casualties[-1].count.value == 3


@pytest.mark.parametrize("span", [(5, 5), (-1, 3), (0, 100_000)])
def test_words_outside_the_text_are_refused(archive, kept, span):
    with pytest.raises(WrongValue), archive.write() as connection:
        review.add(connection, kept.id, schema.EVENT, {"start": span[0], "end": span[1], "type": "ied", "acled_sub_event_type": "x"}, ANALYST)


def test_what_was_undone_is_not_undone_again(archive, kept):
    with archive.write() as connection:
        entry = review.accept(connection, kept.keys["C1"], ANALYST)
        with pytest.raises(NotPossible):
            review.redo(connection, entry)
        review.undo(connection, entry, ANALYST)
        with pytest.raises(NotPossible):
            review.undo(connection, entry, ANALYST)
        with pytest.raises(NotPossible):
            review.undo(connection, 999, ANALYST)
        with pytest.raises(review.NoSuchRecord):
            review.accept(connection, 999, ANALYST)


def test_a_part_counts_when_its_whole_is_rejected(archive, samples, read):
    with archive.write() as connection:
        saved = save(connection, read("قُتل 5 مدنيين في قصف على مدينة إدلب في 3 آذار 2020، بينهم طفلان."))
        kept = load(connection, saved.bulletin_id)
        whole = next(one for one in kept.report.casualties if one.part_of is None)
    assert killed(archive) == 5
    with archive.write() as connection:
        review.reject(connection, kept.keys[whole.id], ANALYST)
    assert killed(archive) == 2


def test_corrections_are_gold_that_evaluate_reads(archive, kept, tmp_path):
    with archive.write() as connection:
        review.correct(connection, kept.keys["C1"], "count.value", 11, ANALYST)
        review.reject(connection, kept.keys["C2"], ANALYST)
    with archive.read() as connection:
        assert write_gold(connection, tmp_path / "gold") == 1
    result = CliRunner().invoke(app, ["evaluate", str(tmp_path / "gold"), "--format", "json", "--differences"])
    assert result.exit_code == 0
    differences = json.loads(result.stdout)["differences"]
    assert {(one["kind"], one["figure"]) for one in differences} == {("casualties", "10"), ("casualties", "11"), ("casualties", "2")}
