"""Reading kept bulletins again: what would change is shown, numbers stay, and so does what an analyst said."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from dashboard.archive import rereading, review, schema
from dashboard.archive.counting import total
from dashboard.archive.filters import Filters
from dashboard.archive.loading import NoSuchBulletin, load
from dashboard.archive.saving import Reading, save
from dashboard.archive.versions import extractor_version

NAME = "2019-01-05_hajin_pocket"
ANALYST = "Rima"


@pytest.fixture
def old(archive, samples):
    """A bulletin as an older version might have read it: C1 with another number and no cause, without C2, and with an event too many."""
    reading = samples[NAME]
    report = reading.report.model_copy(deep=True)
    first, second, *_ = report.casualties
    first.count = first.count.model_copy(update={"value": 4, "low": 4, "high": 4})
    first.cause = None
    report.casualties.remove(second)
    report.events.append(report.events[0].model_copy(update={"id": f"E{len(report.events) + 1}", "type": "protest", "start": 0, "end": 3}))
    with archive.write() as connection:
        saved = save(connection, Reading(reading.text, report, "made"))
        connection.execute(update(schema.bulletin).values(extractor="0.0.1+old"))
        return load(connection, saved.bulletin_id)


def apply(archive, old):
    with archive.write() as connection:
        (done,) = rereading.apply(connection, [old.id], ANALYST)
        return done, load(connection, old.id)


def killed(archive) -> int:
    table = schema.record.c
    with archive.read() as connection:
        return connection.scalar(select(total(table.value)).where(Filters().figures(), table.kind == "casualty", table.act == "killed"))


def test_what_would_change_is_shown_and_nothing_changes(archive, old):
    with archive.read() as connection:
        assert rereading.outdated(connection) == [old.id]
        (shown,) = rereading.preview(connection, [old.id])
        assert load(connection, old.id) == old
    changes = {(change.what, change.number): change for change in shown.changes}
    extra = old.report.events[-1].id
    assert set(changes) == {("changed", "C1"), ("new", "C5"), ("gone", extra)}
    fields = changes["changed", "C1"].fields
    assert set(fields) == {"count", "cause"}
    assert (fields["count"][0]["value"], fields["count"][1]["value"]) == (4, 10) and fields["cause"] == (None, "clash")


def test_applied_it_is_what_is_read_now_under_the_same_numbers(archive, samples, old):
    assert killed(archive) == 4
    done, now = apply(archive, old)
    assert len(done.changes) == 3 and killed(archive) == 12
    new = samples[NAME].report
    for kind in ("casualties", "flows", "control", "events"):
        assert sorted(map(without_id, getattr(now.report, kind))) == sorted(map(without_id, getattr(new, kind)))
    assert {number: key for number, key in now.keys.items() if number in old.keys} == {
        number: key for number, key in old.keys.items() if number != old.report.events[-1].id
    }
    assert now.extractor == extractor_version()
    with archive.read() as connection:
        assert rereading.outdated(connection) == []
        assert next(rereading.preview(connection, [old.id])).changes == []
        withdrawn = load(connection, old.id, with_rejected=True)
        assert withdrawn.states[old.report.events[-1].id] == schema.WITHDRAWN


def without_id(one) -> str:
    return one.model_dump_json(exclude={"id", "part_of"})


def test_what_the_analyst_corrected_stays(archive, old):
    extra = old.report.events[-1].id
    with archive.write() as connection:
        corrected = review.correct(connection, old.keys["C1"], "count.value", 11, ANALYST)
        review.accept(connection, old.keys[extra], ANALYST)
        words = {"start": 0, "end": 3, "type": "protest", "acled_sub_event_type": "Peaceful protest"}
        added = review.add(connection, old.id, schema.EVENT, words, ANALYST)
        review.reject(connection, old.keys["F1"], ANALYST)
    done, now = apply(archive, old)
    first = now.report.casualties[0]
    assert (first.count.value, first.cause) == (11, "clash")  # the corrected field stays, the other is read anew
    assert next(change for change in done.changes if change.number == "C1").touched
    assert now.states["C1"] == schema.CORRECTED and now.states[extra] == schema.ACCEPTED and added in now.keys.values() and "F1" not in now.keys
    assert killed(archive) == 11 + 2
    with archive.write() as connection:
        review.undo(connection, corrected, ANALYST)
    assert killed(archive) == 10 + 2  # what the machine reads now


def test_a_record_that_is_read_again_is_no_longer_withdrawn(archive, samples, old):
    apply(archive, old)
    with archive.write() as connection:
        key = load(connection, old.id).keys["C5"]
        review.withdraw(connection, key, "an older version")
    assert killed(archive) == 10
    apply(archive, old)
    assert killed(archive) == 12


def test_a_figure_that_two_bulletins_tell_still_counts_once(archive, samples, old, read):
    with archive.write() as connection:
        save(connection, read(f"عنوان آخر للخبر نفسه\n{samples[NAME].text}"))
    apply(archive, old)
    assert killed(archive) == 12


def test_there_is_no_such_bulletin(archive):
    with archive.read() as connection, pytest.raises(NoSuchBulletin):
        next(rereading.preview(connection, [7]))
