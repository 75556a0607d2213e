"""The audit of the eight-day sample series, with wrong numbers planted in copies of its texts."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from dashboard.archive import audit
from dashboard.archive.filters import Filters
from dashboard.archive.saving import Reading, save_all
from extraction import extract

SERIES = re.compile(r"\d{4}-\d\d-\d\d_hajin_pocket")
DAY = dt.date(2018, 12, 30)

# The running totals of 30 December, as they are and as they are planted; what must be found was worked out by hand from
# the days around it: islamic_state 1005 (29th), 1014, 1028 (31st), with 8 + 3, 9 and 14 killed in incidents;
# people who fled 12530, 12680, 12950, with 310, 150 and 270.
PLANTED = {
    "a total that falls": ("1014", "1001", audit.FALLS, 1005 - 1001, dt.date(2018, 12, 29), DAY),
    "a total that rises too much": ("1014", "1041", audit.RISES, (1041 - 1005) - 9, dt.date(2018, 12, 29), DAY),
    "people who fled, too many": ("12680", "16280", audit.RISES, (16280 - 12530) - 150, dt.date(2018, 12, 29), DAY),
    "people who fled, too few": ("12680", "12508", audit.FALLS, 12530 - 12508, dt.date(2018, 12, 29), DAY),
}  # fmt: skip


@pytest.fixture
def audited(archive, samples):
    """Audits the eight bulletins, with words of the one of 30 December changed."""

    def run(right: str = "", wrong: str = "") -> list[audit.Finding]:
        readings = []
        for name, reading in samples.items():
            if SERIES.fullmatch(name):
                text = reading.text
                if right and name.startswith(DAY.isoformat()):
                    assert text.count(right) == 1
                    text = text.replace(right, wrong)
                readings.append(Reading(text, extract(text), name))
        with archive.write() as connection:
            save_all(connection, readings)
        with archive.read() as connection:
            return list(audit.audit(connection).findings)

    return run


def test_the_series_as_it_is_has_no_contradiction(audited):
    assert audited() == []


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_number_is_found_and_nothing_else(audited, archive, name):
    right, wrong, kind, amount, before, day = PLANTED[name]
    (finding,) = audited(right, wrong)
    assert (finding.kind, finding.amount, finding.before, finding.day) == (kind, amount, before, day)
    with archive.read() as connection:
        stated = [row.value for row in audit.words_of(finding, connection)]
        assert stated[-1] == int(wrong)
        assert audit.chosen(connection, [finding], Filters(first=DAY, last=DAY)) == [finding]
        assert audit.chosen(connection, [finding], Filters(first=dt.date(2019, 1, 1))) == []


HEAD = "المرصد السوري لحقوق الإنسان – 5 آذار/مارس 2020:: "


@pytest.mark.parametrize(
    ("children", "women", "found"),
    [(2, 3, []), (5, 0, []), (4, 3, [([4, 3, 5], 2)]), (6, 2, [([6, 5], 1)]), (7, 6, [([7, 5], 2), ([6, 5], 1)])],
)
def test_parts_are_no_more_than_their_whole_alone_or_together(archive, read, children, women, found):
    """The reader itself links no such parts; an analyst may."""
    reading = read(f"{HEAD}قُتل 5 مدنيين، بينهم {children} أطفال و{women} نساء، جراء قصف مدفعي على مدينة إدلب اليوم.")
    whole, *parts = reading.report.casualties
    linked = [whole, *(part.model_copy(update={"part_of": whole.id}) for part in parts)]
    with archive.write() as connection:
        save_all(connection, [reading._replace(report=reading.report.model_copy(update={"casualties": linked}))])
    with archive.read() as connection:
        findings = audit.audit(connection).findings
        assert {one.kind for one in findings} <= {audit.PARTS}
        assert [([row.value for row in audit.words_of(one, connection)], one.amount) for one in findings] == found


def test_what_bounds_leave_open_is_no_contradiction(archive, read):
    since = "منذ الأول من كانون الثاني 2020"
    texts = [
        f"المرصد السوري لحقوق الإنسان – 5 آذار 2020:: ارتفع إلى نحو 500 عدد قتلى قوات النظام {since}.",
        f"المرصد السوري لحقوق الإنسان – 6 آذار 2020:: ارتفع إلى 490 عدد قتلى قوات النظام {since}.",
        f"المرصد السوري لحقوق الإنسان – 7 آذار 2020:: قُتل 3 على الأقل من قوات النظام في مدينة إدلب اليوم، ليرتفع إلى 510 عدد قتلى قوات النظام {since}.",
    ]
    with archive.write() as connection:
        save_all(connection, [read(text) for text in texts])
    with archive.read() as connection:
        assert audit.audit(connection).findings == []


@pytest.mark.parametrize(
    ("headline", "found"),
    [
        ("مقتل 4 مدنيين بقصف مدفعي على مدينة إدلب", []), ("مقتل أربعة مدنيين بقصف مدفعي على مدينة إدلب", []),
        ("مقتل 9 مدنيين بقصف مدفعي على مدينة إدلب", [9 - 4]), ("مقتل 3 مدنيين بقصف مدفعي على مدينة إدلب", [4 - 3]),
        ("قصف مدفعي على مدينة إدلب", []), ("12 غارة على مدينة إدلب", []), ("إصابة 40 مدنياً بقصف على مدينة إدلب", [40 - 17]),
    ],
)  # fmt: skip
def test_a_headline_that_contradicts_its_body_is_found(archive, read, headline, found):
    body = "قُتل 4 مدنيين جراء قصف مدفعي لقوات النظام على مدينة إدلب اليوم، وأصيب 17 مدنياً بجراح."
    with archive.write() as connection:
        save_all(connection, [read(f"{headline}\n\n{HEAD}{body}")])
    with archive.read() as connection:
        findings = audit.audit(connection).findings
    assert [(one.kind, one.amount) for one in findings] == [(audit.HEADLINES, amount) for amount in found]
