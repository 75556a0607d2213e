"""Finding bulletins by words, in Arabic and in Latin letters, in both databases."""

from __future__ import annotations

import datetime as dt

import pytest

from dashboard.archive.filters import Filters
from dashboard.archive.saving import Reading, save_all
from dashboard.archive.search import find, spans
from extraction import extract

TEXTS = [
    "قُتل عنصران من قسد في بلدة الشعفة في 3 كانون الثاني 2019.",
    "سيطرت قسد على هجين في 14 كانون الأول 2018، وانسحب التنظيم من بلدة السوسة.",
    "قصف مدفعي على مدينة إدلب في 5 آذار 2020 وبهجين لا جديد.",
]
DAYS = [dt.date(2019, 1, 3), dt.date(2018, 12, 14), dt.date(2020, 3, 5)]


@pytest.fixture
def connection(archive):
    with archive.write() as connection:
        save_all(connection, [Reading(text, extract(text, day)) for text, day in zip(TEXTS, DAYS, strict=True)])
    with archive.read() as connection:
        yield connection


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        ("الشعفة", {0}), ("الشعفه", {0}), ("شعفة", {0}), ("هجين", {1, 2}), ("ادلب", {2}), ("إدلب", {2}), ("قَسَد", {0, 1}), ("Hajin", {1, 2}),
        ("hajeen", {1, 2}), ("Idlib", {2}), ("al-Susah", {1}), ("Sousa", {1}), ("Soussah", {1}), ("Shaafah", {0}), ("قسد هجين", {1}), ("qasad Hajin", {1}), ("باريس", set()),
        ("", {0, 1, 2}), ("!!", {0, 1, 2}), ("2019", {0}), ("'\"; DROP TABLE", set()), ("a:b* OR", set()), ("سيط", {1}),
    ],
)  # fmt: skip
def test_words_lead_to_bulletins(connection, words, texts):
    found = find(connection, words, Filters())
    assert {row.id - 1 for row in found.bulletins} == texts
    assert found.total == len(texts)


def test_newest_first_in_pages_and_within_the_filters(connection):
    assert [row.id for row in find(connection, "", Filters()).bulletins] == [3, 1, 2]
    page = find(connection, "", Filters(), limit=1, offset=1)
    assert page.total == 3 and [row.id for row in page.bulletins] == [1]
    assert find(connection, "Hajin", Filters(parties=("sdf",))).total == 1


@pytest.mark.parametrize(("words", "found"), [("هجين", ["هجين"]), ("Susa", ["السوسة"]), ("التنظيم سيطرت", ["سيطرت", "التنظيم"]), ("", [])])
def test_the_words_that_match_are_shown(words, found):
    assert [TEXTS[1][start:end] for start, end in spans(TEXTS[1], words)] == found
