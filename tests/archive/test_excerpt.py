"""What leaves the archive: records as they stand after review, each figure once, and the same sums as the pages show."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter

import openpyxl
import pyarrow.parquet as pq
import pytest
from sqlalchemy import func, select

from dashboard.archive import decisions, incidents, review, schema
from dashboard.archive.excerpt import Excerpt, Size, size, take
from dashboard.archive.filters import Filters
from dashboard.archive.incidents import Sum
from dashboard.archive.saving import save, save_all
from dashboard.exports import codebook
from dashboard.exports.bulletin import Bulletin, Losses, records_of
from dashboard.exports.formats import FORMATS
from dashboard.wording import wording

WHO = "tester"
FIRST = (
    "المرصد السوري لحقوق الإنسان\n\nقُتل 12 مدنياً بينهم 4 أطفال في قصف لقوات النظام على مدينة دوما يوم السبت 10 آذار 2018، وأصيب 30 آخرون بجروح "
    "متفاوتة نقلوا على إثرها إلى المشافي الميدانية في الغوطة الشرقية وسط نقص حاد في المواد الطبية والكوادر الإسعافية."
)
AGAIN = f"{FIRST}\n\nكما قُتل 3 مقاتلين من هيئة تحرير الشام بانفجار لغم في مدينة حرستا يوم الأحد 11 آذار 2018."
FILTERS = [
    Filters(), Filters(parties=("islamic_state",)), Filters(first=dt.date(2018, 12, 30), last=dt.date(2019, 1, 2)), Filters(causes=("air_strike",)),
    Filters(places=("SY09",)), Filters(parties=("sdf", "none"), first=dt.date(2019, 1, 1)),
]  # fmt: skip


@pytest.fixture
def kept(archive, samples):
    """An archive of the samples."""
    with archive.write() as connection:
        save_all(connection, samples.values())
    return archive


@pytest.fixture
def retold(archive, read):
    """Two bulletins, of which the second repeats the first and adds a figure; gives the archive and the two numbers."""
    with archive.write() as connection:
        ids = [save(connection, read(text)).bulletin_id for text in (FIRST, AGAIN)]
    return archive, ids


def taken(archive, excerpt=Excerpt()):
    losses = Losses()
    with archive.read() as connection:
        return list(take(connection, excerpt, losses)), losses


def exported(archive, code, excerpt=Excerpt(), language="en"):
    """The file of a format, and the sentences of what is not in it."""
    losses, out = Losses(), io.BytesIO()
    with archive.read() as connection:
        FORMATS[code].write((Bulletin(str(one.id), one.report) for one in take(connection, excerpt, losses)), out, wording(language), losses)
    return out.getvalue(), losses.sentences(code, wording(language))


def rows(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("filters", FILTERS)
def test_the_exported_figures_add_up_to_what_the_page_shows(kept, filters):
    with kept.read() as connection:
        found = incidents.incidents(connection, filters, "casualty", "killed", "party", "month", 20)
    shown = Counter({code or "": one.low for code, one in found.groups.items()})
    assert sum(shown.values()) > 0
    table = Counter()
    for row in rows(exported(kept, "csv", Excerpt(filters))[0]):
        if row["Kind of record"] == "casualty" and row["What happened"] == "killed" and row["Measure"] == "incident" and not row["Part of"]:
            table[row["Side"]] += int(row["Lowest"] or 0)
    assert +table == +shown
    tagged = rows(exported(kept, "hxl", Excerpt(filters))[0])[1:]
    assert all(row["Side"] in shown for row in tagged if row["Killed"])


@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("whole", [False, True])
def test_the_size_is_known_beforehand(kept, filters, whole):
    excerpt = Excerpt(filters, whole=whole)
    found, losses = taken(kept, excerpt)
    records = sum(len(one.rows) for one in found)
    with kept.read() as connection:
        held = size(connection, excerpt, 10_000)
        assert (held.records, held.more) == (records + losses["repeats"], False)
        assert len(found) <= held.bulletins <= len(found) + losses["repeats"]
        assert size(connection, excerpt, 3) == Size(size(connection, excerpt, 3).bulletins, 3, more=True)
    assert [one.report.report.date for one in found if one.report.report.date] == sorted(one.report.report.date for one in found if one.report.report.date)
    assert not any(one.rows == {} for one in found) or whole


def test_everything_is_the_reports_as_they_were_saved_without_what_is_told_again(kept, samples):
    found, losses = taken(kept, Excerpt(whole=True))
    given = {reading.report.report.id: reading.report for reading in samples.values()}
    assert {one.report.report.id for one in found} == given.keys()
    missing = 0
    for one in found:
        saved = {record.id: record for record in records_of(given[one.report.report.id])}
        assert [record for record in records_of(one.report) if record != saved[record.id]] == []
        missing += len(saved) - len(one.rows)
    assert missing == losses["repeats"] > 0


def test_what_was_corrected_is_exported_and_what_was_rejected_is_not(kept):
    with kept.read() as connection:
        table = schema.record.c
        wanted = (table.kind == "casualty") & table.counts & (table.value > 5)
        one, other, third = connection.execute(select(schema.record).where(wanted).order_by(table.id).limit(3)).all()
    with kept.write() as connection:
        review.correct(connection, one.id, "count.value", 4321, WHO)
        review.correct(connection, one.id, "count.qualifier", "at_least", WHO)
        review.reject(connection, other.id, WHO, "misread")
        review.accept(connection, third.id, WHO)
    data, said = exported(kept, "csv")
    found = {(row["Bulletin"], row["Record"]): row for row in rows(data)}
    corrected = found[str(one.bulletin_id), one.number]
    assert (corrected["Number"], corrected["Lowest"], corrected["Highest"], corrected["Qualifier"]) == ("4321", "4321", "", "at_least")
    assert "4,321" in corrected["Sentence"]
    assert (str(other.bulletin_id), other.number) not in found
    assert (str(third.bulletin_id), third.number) in found
    assert "Records rejected in review are left out: 1." in said
    assert any(sentence.startswith("Records as corrected or added in review") and sentence.endswith(": 1.") for sentence in said)


def test_the_rejected_are_not_exported_even_when_they_are_looked_at(kept):
    with kept.write() as connection:
        review.reject(connection, connection.scalar(select(func.min(schema.record.c.id))), WHO)
    found, losses = taken(kept, Excerpt(Filters(states=("rejected",))))
    assert found == [] and losses["rejected"] == 1


def test_a_figure_told_twice_is_exported_once(retold):
    archive, (first, second) = retold
    found, losses = taken(archive)
    killed = {one.id: [figure.count.value for figure in one.report.casualties] for one in found}
    assert killed == {first: [12, 4, 30], second: [3]}
    assert losses["repeats"] == len(found[0].rows)  # its casualties and its events
    assert f"so that each figure stands once: {len(found[0].rows)}." in " ".join(exported(archive, "json")[1])


def test_of_bulletins_taken_whole_the_first_that_is_taken_tells_the_figure(retold):
    archive, (first, second) = retold
    found, losses = taken(archive, Excerpt(words="حرستا", whole=True))
    assert [(one.id, [figure.count.value for figure in one.report.casualties]) for one in found] == [(second, [12, 4, 30, 3])]
    assert losses["repeats"] == 0
    found, losses = taken(archive, Excerpt(whole=True))
    assert [len(one.report.casualties) for one in found] == [3, 1] and losses["repeats"] == len(found[0].rows)


def test_a_merged_bulletin_is_not_exported_and_its_figures_count_with_the_other(retold):
    archive, (first, second) = retold
    with archive.write() as connection:
        decisions.merge(connection, second, first, WHO)
    found, losses = taken(archive)
    assert [(one.id, [figure.count.value for figure in one.report.casualties]) for one in found] == [(second, [12, 4, 30, 3])]
    assert losses["merged"] == 1


def test_a_part_stays_a_part_where_the_filters_leave_its_whole_out(archive, read):
    with archive.write() as connection:
        saved = save(connection, read("قُتل 12 شخصاً بينهم 5 من مقاتلي قسد في هجوم على مدينة الرقة يوم 10 آذار 2018."))
    ((one,), _) = taken(archive, Excerpt(Filters(parties=("sdf",))))
    assert one.id == saved.bulletin_id
    assert [(figure.count.value, figure.part_of) for figure in one.report.casualties] == [(5, "C1")]
    table = rows(exported(archive, "acled", Excerpt(Filters(parties=("sdf",))))[0])
    assert sum(int(row["fatalities"] or 0) for row in table) == 0
    with archive.write() as connection:
        review.reject(connection, connection.scalar(select(schema.record.c.id).where(schema.record.c.number == "C1")), WHO)
    ((one,), _) = taken(archive, Excerpt(Filters(parties=("sdf",))))
    assert [(figure.count.value, figure.part_of) for figure in one.report.casualties] == [(5, None)]
    with archive.read() as connection:
        found = incidents.incidents(connection, Filters(), "casualty", "killed", "party", None, 8)
    assert found.groups == {"sdf": Sum(1, 5, 5, 0)}


def test_files_hold_the_same_records(kept):
    excerpt = Excerpt(Filters(parties=("islamic_state",)))
    found, _ = taken(kept, excerpt)
    reports = [Bulletin(str(one.id), one.report) for one in found]
    many = sum(len(one.rows) for one in found)
    assert list(codebook.read(exported(kept, "json", excerpt)[0])) == reports
    assert len(rows(exported(kept, "csv", excerpt)[0])) == many
    parquet = pq.read_table(io.BytesIO(exported(kept, "parquet", excerpt)[0]))
    assert parquet.num_rows == many + len(found)
    book = openpyxl.load_workbook(io.BytesIO(exported(kept, "xlsx", excerpt, "ar")[0]))
    assert sum(sheet.max_row - 1 for sheet in book.worksheets[1:-1]) == many
    about = [row[0].value for row in book.worksheets[-1].iter_rows()]
    assert about[0] == wording("ar")("export", "losses")
    assert wording("ar")("loss", "filtered", n=f"{many:,}") in about
