"""Findings that are kept beside the bulletins: one event in two bulletins with two numbers, and headlines after a review."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import delete, func, select, text, update

from dashboard.archive import audit, bulletin_codes, decisions, rereading, review, schema
from dashboard.archive.counting import total
from dashboard.archive.database import open_archive
from dashboard.archive.filters import Filters
from dashboard.archive.saving import save_all

ANALYST = "Rima"
SOHR, SNHR = "المرصد السوري لحقوق الإنسان", "الشبكة السورية لحقوق الإنسان"


def told(number: str, place: str = "مدينة أريحا", cause: str = "جراء قصف مدفعي على", day: str = "5 كانون الثاني 2020", by: str = SOHR, more: str = "") -> str:
    return f"محافظة إدلب – {by}:: قُتل {number} {cause} {place} اليوم الأحد {day}. {more}"


MORNING = told("5 مدنيين")
# Another telling, and what must be found beside MORNING: the numbers, and by how many the sum is too high if it is one event.
TELLINGS = {
    "more in the evening": (told("7 مدنيين", more="وارتفعت الحصيلة مساءً."), ([5, 7], 5)),
    "the same number by another organisation": (told("5 مدنيين", by=SNHR), ([5, 5], 5)),
    "people, and later civilians": (told("7 أشخاص"), ([5, 7], 5)),
    "no cause told": (told("3 مدنيين", cause="في"), ([5, 3], 3)),
    "another day": (told("7 مدنيين", day="12 كانون الثاني 2020"), None),
    "another place": (told("7 مدنيين", place="مدينة سراقب"), None),
    "another cause": (told("7 مدنيين", cause="بانفجار لغم أرضي في"), None),
    "another side": (told("7 من قوات النظام"), None),
    "the whole governorate": (told("7 مدنيين", place="محافظة إدلب"), None),
}  # fmt: skip


def events(archive) -> list[tuple[list[int], int]]:
    with archive.read() as connection:
        found = [one for one in audit.audit(connection).findings if one.kind == audit.EVENTS]
        return [([row.value for row in audit.words_of(one, connection)], one.amount) for one in found]


def keep(archive, read, *texts: str) -> list[int]:
    with archive.write() as connection:
        return [one.bulletin_id for one in save_all(connection, [read(text) for text in texts])]


def killed(archive) -> int:
    table = schema.record.c
    with archive.read() as connection:
        return connection.scalar(select(total(table.value)).where(Filters().figures(), table.kind == "casualty", table.act == "killed"))


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("name", TELLINGS)
def test_two_numbers_of_one_place_and_day_are_shown_and_no_sum_is_changed(archive, read, name, together):
    other, found = TELLINGS[name]
    for texts in [(MORNING, other)] if together else [(MORNING,), (other,)]:
        keep(archive, read, *texts)
    assert events(archive) == ([found] if found else [])
    assert killed(archive) == 5 + int(re.search(r"قُتل (\d+)", other)[1])


def test_one_bulletin_that_tells_of_two_incidents_tells_of_two(archive, read):
    keep(archive, read, told("5 مدنيين", more="كما قُتل 7 مدنيين جراء قصف مدفعي على مدينة أريحا."))
    assert killed(archive) == 12 and events(archive) == []


def test_the_sample_series_tells_no_event_twice(archive, samples):
    series = [reading for name, reading in samples.items() if re.fullmatch(r"\d{4}-\d\d-\d\d_hajin_pocket", name)]
    assert len(series) == 8
    with archive.write() as connection:
        save_all(connection, series)
    assert events(archive) == []


def test_what_an_analyst_does_is_in_the_findings_at_once(archive, read):
    one, other = keep(archive, read, MORNING, told("7 مدنيين"))
    keep(archive, read, told("6 مدنيين"))
    assert events(archive) == [([5, 7, 6], 11)]
    with archive.write() as connection:
        deleted = decisions.delete(connection, other, ANALYST)
    assert events(archive) == [([5, 6], 5)]
    with archive.write() as connection:
        decisions.undo(connection, deleted, ANALYST)
    assert events(archive) == [([5, 7, 6], 11)]
    with archive.write() as connection:
        record_id = connection.scalar(select(schema.record.c.id).where(schema.record.c.bulletin_id == one, schema.record.c.kind == "casualty"))
        moved = review.correct(connection, record_id, "places", ["سراقب"], ANALYST)
    assert events(archive) == [([7, 6], 6)]
    with archive.write() as connection:
        review.undo(connection, moved, ANALYST)
        review.correct(connection, record_id, "count", {"value": 9, "qualifier": "exact"}, ANALYST)
    assert events(archive) == [([9, 7, 6], 13)]


def test_figures_that_an_analyst_keeps_apart_are_no_longer_shown_until_that_is_undone(archive, read):
    keep(archive, read, MORNING, told("7 مدنيين"))
    with archive.read() as connection:
        (finding,) = audit.audit(connection).findings
    with archive.write() as connection:
        said = decisions.keep_apart(connection, finding.records, ANALYST, "two streets")
    assert events(archive) == [] and killed(archive) == 12
    with archive.read() as connection:
        (decision,) = decisions.decisions(connection)
        assert (decision.action, decision.who, decision.reason) == (decisions.APART, ANALYST, "two streets") and {decision.bulletin_id, decision.other_id} == {1, 2}
    (other,) = keep(archive, read, told("6 مدنيين"))
    assert events(archive) == [([5, 7, 6], 11)]  # which of them the third may be, nobody said
    with archive.write() as connection:
        three = decisions.keep_apart(connection, [record_id for one in audit.audit(connection).findings for record_id in one.records], ANALYST)
        decisions.undo(connection, said, ANALYST)
        decisions.delete(connection, other, ANALYST)
    assert events(archive) == []  # of three events, two are two
    with archive.write() as connection:
        moved = review.correct(connection, finding.records[0], "count", {"value": 9, "qualifier": "exact"}, ANALYST)
    assert events(archive) == []  # whatever their numbers
    with archive.write() as connection:
        review.undo(connection, moved, ANALYST)
        decisions.undo(connection, three, ANALYST)
    assert events(archive) == [([5, 7], 5)]
    with archive.write() as connection, pytest.raises(decisions.NotPossible, match="undone before"):
        decisions.undo(connection, three, ANALYST)
    with archive.write() as connection, pytest.raises(decisions.NotPossible, match="not figures of several bulletins"):
        decisions.keep_apart(connection, [finding.records[0]], ANALYST)
    assert events(archive) == [([5, 7], 5)]


BACK_TO_6 = (
    "DROP TABLE apart", "DROP TABLE audit_of_totals", "DROP TABLE finding_record", "DROP INDEX ix_record_control_day", "DROP INDEX ix_record_incident", "CREATE INDEX ix_record_day ON record (kind, day)",
    "CREATE TABLE headline (record_id INTEGER PRIMARY KEY REFERENCES record (id), value BIGINT, low BIGINT, high BIGINT, qualifier TEXT NOT NULL, amount BIGINT NOT NULL)",
    "INSERT INTO headline SELECT record_id, value, low, high, qualifier, amount FROM finding WHERE kind = 'headlines'",
    "DROP TABLE finding", "DROP TABLE bulletin_code", "DROP INDEX ix_bulletin_live_source", "CREATE INDEX ix_record_concern ON record (kind)",
    *(f"CREATE INDEX {name} ON record (bulletin_id)" for name in ("ix_record_of_party", "ix_record_of_cause", "ix_record_from_party")), "UPDATE alembic_version SET version_num = '0006'",
)  # fmt: skip


def test_an_older_archive_gets_its_findings_when_it_is_brought_up_to_date(url, read):
    opened = open_archive(url)
    keep(opened, read, MORNING, told("7 مدنيين"), HEADLINE)
    assert (events(opened), headlines(opened)) == ([([5, 7], 5)], [9 - 4])
    with opened.write() as connection:
        for statement in BACK_TO_6:
            connection.execute(text(statement))
    opened.close()
    opened = open_archive(url)
    assert (events(opened), headlines(opened)) == ([([5, 7], 5)], [9 - 4])
    with opened.read() as connection:
        counted = select(func.count()).select_from(schema.bulletin)
        assert [connection.scalar(counted.where(Filters(**one).bulletins())) for one in ({"parties": ("government",)}, {"causes": ("shelling",)}, {"places": ("SY07",)})] == [1, 3, 3]
    opened.close()


def test_a_whole_archive_gets_the_codes_that_each_bulletin_would(archive, samples, read):
    with archive.write() as connection:
        save_all(connection, [*samples.values(), read(told("7 من قوات النظام"))])
        review.reject(connection, connection.scalar(select(schema.record.c.id).where(schema.record.c.kind == "event").limit(1)), ANALYST)
        codes = select(schema.bulletin_code).order_by(*schema.bulletin_code.primary_key.columns)
        one_by_one = connection.execute(codes).all()
        connection.execute(delete(schema.bulletin_code))
        bulletin_codes.fill(connection)
        assert connection.execute(codes).all() == one_by_one and len({row.code for row in one_by_one}) > 30


# --- headlines ------------------------------------------------------------------------------------------------------

HEADLINE = (
    "مقتل 9 مدنيين بقصف مدفعي على مدينة إدلب\n\n"
    f"{SOHR} – 5 آذار/مارس 2020:: قُتل 4 مدنيين جراء قصف مدفعي لقوات النظام على مدينة إدلب اليوم، وأصيب 17 مدنياً بجراح."
)  # fmt: skip


def headlines(archive) -> list[int]:
    with archive.read() as connection:
        return [one.amount for one in audit.audit(connection).findings if one.kind == audit.HEADLINES]


def test_a_review_changes_what_a_headline_contradicts(archive, read):
    keep(archive, read, HEADLINE)
    with archive.read() as connection:
        record_id = connection.scalar(select(schema.record.c.id).where(schema.record.c.act == "killed"))
    assert headlines(archive) == [9 - 4]
    with archive.write() as connection:
        review.correct(connection, record_id, "cause", "air_strike", ANALYST)
    assert headlines(archive) == [9 - 4]  # the number is what it was
    with archive.write() as connection:
        entry = review.correct(connection, record_id, "count", {"value": 8, "qualifier": "exact"}, ANALYST)
    assert headlines(archive) == [9 - 8]
    with archive.write() as connection:
        right = review.correct(connection, record_id, "count", {"value": 9, "qualifier": "exact"}, ANALYST)
    assert headlines(archive) == []
    with archive.write() as connection:
        review.undo(connection, right, ANALYST)
        review.undo(connection, entry, ANALYST)
    assert headlines(archive) == [9 - 4]
    with archive.write() as connection:
        review.reject(connection, record_id, ANALYST)
    assert headlines(archive) == []


def test_reading_again_finds_what_the_headline_contradicts(archive, read):
    reading = read(HEADLINE)
    first = reading.report.casualties[0]
    first.count = first.count.model_copy(update={"value": 9, "low": 9, "high": 9})  # as an older version might have read it
    with archive.write() as connection:
        (saved,) = save_all(connection, [reading._replace(report=reading.report)])
        connection.execute(update(schema.bulletin).values(extractor="0.0.1+old"))
    assert headlines(archive) == []
    with archive.write() as connection:
        rereading.apply(connection, [saved.bulletin_id], ANALYST)
    assert headlines(archive) == [9 - 4]
