"""Keeping bulletins and reading them back, on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from dashboard.archive import schema
from dashboard.archive.loading import NoSuchBulletin, load
from dashboard.archive.saving import Reading, save, save_all
from dashboard.archive.texts import UnstorableText
from dashboard.archive.versions import extractor_version


def count_of(connection, table) -> int:
    return connection.scalar(select(func.count()).select_from(table))


def test_what_is_read_back_is_what_was_saved(archive, samples):
    with archive.write() as connection:
        saved = dict(zip(samples, save_all(connection, list(samples.values())), strict=True))
    with archive.read() as connection:
        for name, reading in samples.items():
            kept = load(connection, saved[name].bulletin_id)
            assert kept.text == reading.text
            assert kept.report == reading.report.model_copy(update={"mentions": []}), name
            assert (kept.origin, kept.extractor, kept.live) == (f"{name}.txt", extractor_version(), True)
            assert set(kept.states.values()) == {schema.MACHINE}


def test_the_same_text_twice_is_one_bulletin(archive, samples):
    one, *others = samples.values()
    with archive.write() as connection:
        first = save_all(connection, [one, *others, one])
        again = save(connection, one)
        records = count_of(connection, schema.record)
    assert [saved.new for saved in first] == [True] * len(samples) + [False]
    assert first[0].bulletin_id == first[-1].bulletin_id == again.bulletin_id
    assert not again.new
    with archive.read() as connection:
        assert count_of(connection, schema.bulletin) == len(samples)
        assert count_of(connection, schema.record) == records


def test_a_save_that_fails_leaves_nothing(archive, samples):
    one, other = list(samples.values())[:2]
    with pytest.raises(ZeroDivisionError), archive.write() as connection:
        save(connection, one)
        raise ZeroDivisionError
    with archive.write() as connection:
        assert count_of(connection, schema.bulletin) == count_of(connection, schema.record) == 0
        assert save(connection, other).new


def test_numbers_are_not_given_twice(archive, samples):
    one, other = list(samples.values())[:2]
    with pytest.raises(ZeroDivisionError), archive.write() as connection:
        save(connection, one)
        raise ZeroDivisionError
    with archive.write() as connection:
        save_all(connection, [one, other])
        keys = connection.scalars(select(schema.record.c.id)).all()
    assert len(set(keys)) == len(keys) > 0


@pytest.mark.parametrize("text", ["قُتل مدنيان\0 في هجين", "قُتل مدنيان \ud800 في هجين"])
def test_a_text_that_cannot_be_kept_as_given_is_refused(archive, samples, text):
    report = next(iter(samples.values())).report
    with archive.write() as connection:
        with pytest.raises(UnstorableText):
            save(connection, Reading(text, report))
        assert count_of(connection, schema.bulletin) == 0


def test_a_number_that_no_column_holds_is_refused(archive, read):
    with archive.write() as connection, pytest.raises(UnstorableText, match="9,999,999,999,999,999,999,999"):
        save(connection, read("قتل 9,999,999,999,999,999,999,999 مدني في هجين في 5 كانون الثاني 2019"))


def test_there_is_no_such_bulletin(archive):
    with archive.read() as connection, pytest.raises(NoSuchBulletin):
        load(connection, 1)


def test_an_incident_counts_and_a_total_or_a_part_does_not(archive, samples):
    reading = samples["2019-01-05_hajin_pocket"]
    with archive.write() as connection:
        save(connection, reading)
        rows = connection.execute(select(schema.record.c.number, schema.record.c.counts)).all()
    # Ten and two killed on the day, 500 who fled on it; the running totals and those among them are not added.
    assert {row.number for row in rows if row.counts} == {"C1", "C2", "F1"}
