"""Every span that a reader wants to see: exact words, no overlaps, no number lost, and which record uses what."""

import datetime as dt
import random
import re
from pathlib import Path

import pytest

from extraction.engine import extract

SAMPLES = sorted((Path(__file__).parent.parent / "sample_reports").glob("*.txt"))
DAY = dt.date(2019, 1, 5)
HEAD = "محافظة درعا – المرصد السوري لحقوق الإنسان:: "

# Pieces of which bulletins are put together at random, with numbers of every kind.
PIECES = (
    "قُتل 12 عنصراً من قوات النظام", "نفذت 35 غارة على المنطقة", "البالغ من العمر 54 عاماً", "على بعد 7.5 كم", "بنسبة 40%", "نحو 1,250 شخصاً",
    "في الـ 19 من كانون الأول / ديسمبر 2018", "عند الساعة 09:30", "بتاريخ 3/1/2019", "ثلاثة وعشرون مدنياً", "٤٥ قذيفة", "۶ دراجات نارية",
    "رقم الهاتف 0944123456789", "مبلغ 500 دولار", "بين 20 و30 جريحاً", "اللواء 93", "12 ألفاً و950 نازحاً", "(45 عاماً)", "3/4 السكان", "الفوج 46",
    "منذ 2011", "فرّ 130 شخصاً", "١٢٬٩٥٠", "27", "عيار 23", "خلال الـ 48 ساعة الفائتة", "اعتقلت قوات النظام 7 شبان", "الطابق 3", "1.2.3.4",
)
JOINS = (" ", "، ", ". ", "\n", "\n\n", " و", " – ")


def mentions_of(text, kind=None, day=DAY):
    return [m for m in extract(text, day).mentions if kind is None or m.kind == kind]


def count(text, words):
    """The mention of the number ``words``."""
    return next(m for m in mentions_of(text, "count") if m.text == words)


def check_spans(text, mentions):
    end = 0
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text != ""
        assert mention.start >= end, f"{mention.text} overlaps the mention before it"
        assert mention.why
        end = mention.end


def lost_digits(text, mentions):
    covered = {i for m in mentions for i in range(m.start, m.end)}
    return [m.group() for m in re.finditer(r"\d+", text) if not set(range(*m.span())) <= covered]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_in_samples_spans_are_exact_and_no_number_is_lost(path):
    text = path.read_text("utf-8")
    mentions = extract(text).mentions
    check_spans(text, mentions)
    assert lost_digits(text, mentions) == []
    assert all(m.records or m.taken_for for m in mentions if m.kind == "count")


@pytest.mark.parametrize("seed", range(60))
def test_no_number_of_any_text_is_lost(seed):
    chosen = random.Random(seed)
    text = HEAD + "".join(piece + chosen.choice(JOINS) for piece in chosen.choices(PIECES, k=12))
    mentions = mentions_of(text)
    check_spans(text, mentions)
    assert lost_digits(text, mentions) == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_count_and_place_of_a_record_leads_back_to_it(path):
    text = path.read_text("utf-8")
    report = extract(text)
    by_record = {(record_id, m.start) for m in report.mentions for record_id in m.records}
    for record in [*report.casualties, *report.flows]:
        if record.count.start is not None:
            assert (record.id, record.count.start) in by_record, record.count.text
    ids = {r.id for r in [*report.casualties, *report.flows, *report.control, *report.events]}
    assert {record_id for record_id, _ in by_record} <= ids


@pytest.mark.parametrize(
    ("sentence", "words", "taken_for"),
    [
        ("اعتقلت قوات النظام رجلاً يبلغ من العمر 54 عاماً", "54", "age"),
        ("أصيب مدني (45 عاماً) بجراح", "45", "age"),
        ("جُند أطفال دون سن الـ18 في صفوف الفصائل", "18", "age"),
        ("أصيب شاب في الثامنة عشرة من عمره", "الثامنة عشرة", "age"),
        ("وكانت الحصيلة:\n1- قتيل في درعا", "1", "ordinal"),
        ("سيطرت الفصائل على طريق طوله 15 كيلومتراً", "15", "distance"),
        ("وأزيلت ألغام من مساحة 12 كيلومتراً مربعاً", "12", "area"),
        ("ليرتفع إلى 13 عدد القرى التي سيطرت عليها قوات النظام", "13", "buildings"),
        ("وكان عدد سكان البلدة 40 ألفاً", "40 ألفاً", "stock"),
        ("سيطرت الفصائل على اللواء رقم 93", "93", "ordinal"),
        ("وناشدت المنظمة توفير 20 مليون دولار", "20 مليون", "money"),
        ("نفذت طائرات التحالف الدولي 35 غارة على البلدة", "35", "strikes"),
        ("دخل رتل مؤلف من 7 آليات", "7", "vehicles"),
        ("دُمر 9 منازل في القصف", "9", "buildings"),
        ("وتتقاسم القوات الطريق بنسبة 40% منه", "40%", "percentage"),
        ("توقفت المعارك في الجولة الثالثة", "الثالثة", "ordinal"),
    ],
)
def test_a_number_that_no_record_uses_says_what_it_was_taken_for(sentence, words, taken_for):
    found = count(HEAD + sentence, words)
    assert (found.taken_for, found.records) == (taken_for, [])


def test_a_number_alone_in_a_line_is_a_counter():
    text = f"قصف على ريف درعا\n\n25\n\n{HEAD}قُتل مدني في مدينة درعا"
    assert count(text, "25").taken_for == "counter line"


def test_a_used_number_carries_its_record_and_no_excuse():
    text = HEAD + "قُتل 12 عنصراً من قوات النظام في مدينة درعا"
    report = extract(text, DAY)
    found = next(m for m in report.mentions if m.text == "12")
    assert (found.records, found.taken_for, found.value) == ([report.casualties[0].id], None, 12)


def test_a_headline_number_told_again_leads_to_the_record():
    text = f"مقتل 12 من عناصر النظام في درعا\n\n{HEAD}قُتل 12 عنصراً من قوات النظام في مدينة درعا"
    report = extract(text, DAY)
    assert len(report.casualties) == 1
    assert [m.records for m in report.mentions if m.text == "12"] == [[report.casualties[0].id]] * 2


def test_numbers_inside_a_date_are_the_dates():
    text = HEAD + "قُتل مدني في الـ 19 من كانون الأول / ديسمبر 2018"
    assert [m.text for m in mentions_of(text, "count")] == ["مدني"]
    date = mentions_of(text, "date")[0]
    assert (date.value, date.text) == ("2018-12-19", "الـ 19 من كانون الأول / ديسمبر 2018")


def test_attached_words_stay_outside_and_the_article_inside():
    text = HEAD + "قُتل 3 مدنيين وأصيب 5 بقصف لقوات النظام وللفصائل على درعا وبالرصاص"
    words = {m.text for m in mentions_of(text)}
    assert {"قوات النظام", "أصيب", "درعا"} <= words
    assert not any(w.startswith(("وأ", "لقو")) for w in words)


def test_the_closing_quotation_mark_belongs_to_the_name():
    text = HEAD + "شن تنظيم “الدولة الإسلامية” هجوماً على مدينة تدمر"
    assert mentions_of(text, "party")[0].text == "تنظيم “الدولة الإسلامية”"


def test_nationalities_are_those_of_people():
    text = HEAD + "وصل 20 شخصاً من جنسيات سورية وعراقية وغير سورية إلى الحدود التركية"
    assert [m.value for m in mentions_of(text, "nationality")] == ["SY", "IQ"]


def test_sides_days_and_words_are_linked_to_the_record_that_states_them():
    text = HEAD + "قُتل أمس 12 عنصراً من قوات النظام في مدينة درعا"
    used = {m.kind: m.records for m in mentions_of(text)}
    assert used["party"] == used["outcome"] == used["count"] == ["C1"]
    assert "C1" in used["date"]


def test_marks_on_letters_are_part_of_the_words():
    text = HEAD + "قَصْفٌ على دَرْعا وَقُتِلَ ١٢ عُنصُراً"
    check_spans(text, mentions_of(text))
    assert lost_digits(text, mentions_of(text)) == []


@pytest.mark.parametrize("text", ["", "5", "\n\n", "abc 12 def", "<b>12</b>", "\ud800 9", "٪٪ 3,,4 ..5", "1/", "12:"])
def test_any_text_gives_mentions(text):
    mentions = extract(text).mentions
    check_spans(text, mentions)
    assert lost_digits(text, mentions) == []
