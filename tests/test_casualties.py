"""Casualty records: each rule beside sentences that it must read, and others that it must not."""

from __future__ import annotations

import datetime as dt

import pytest

from extraction import extract
from extraction.records import Casualty

DAY = dt.date(2020, 3, 1)


def read(text: str) -> list[Casualty]:
    return extract(text, DAY).casualties


def figures(text: str) -> list[tuple[str, int | str, str]]:
    """Outcome, number (or its vague word) and category of each record."""
    return [(c.outcome, c.count.value if c.count.value is not None else c.count.qualifier, c.category) for c in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قُتل 9 مدنيين في قرية البارة", [("killed", 9, "civilian")]),
        ("أصيب رجل وزوجته وطفلاهما بجراح", [("wounded", 1, "man"), ("wounded", 1, "woman"), ("wounded", 2, "child")]),
        ("قُتل وجرح 9 عناصر من القوات النظامية", [("losses", 9, "combatant")]),
        ("أسفرت الاشتباكات عن مقتل وإصابة 15 من عناصر الفصائل", [("losses", 15, "combatant")]),
        ("ستة عناصر من قوات النظام فقدوا حياتهم وأصيب أربعة آخرون", [("killed", 6, "combatant"), ("wounded", 4, "combatant")]),
        ("بلغت الحصيلة 20 حالة وفاة و30 مصاباً", [("killed", 20, "person"), ("wounded", 30, "person")]),
        ("استشهد 98 بينهم 5 مواطنات تحت التعذيب، و241 بينهم 22 مواطنة إثر انفجار ألغام",
         [("killed", 98, "person"), ("killed", 5, "woman"), ("killed", 241, "person"), ("killed", 22, "woman")]),
        ("حصدت غارات روسية أرواح 9 أشخاص", [("killed", 9, "person")]),
        ("اختطف مسلحون مجهولون، مساء أمس، طبيباً من أمام عيادته", [("abducted", 1, "medic")]),
        ("عُثر على 11 جثة قرب بلدة ذيبان", [("killed", 11, "person")]),
    ],
)  # fmt: skip
def test_what_happened_to_whom(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "حُرر 35 معتقلاً من سجن حماة",
        "لم يسقط قتلى في قصف على بلدة كفرنبل",
        "في حال مقتل 5 مدنيين",
        "حصد الأهالي 9 دونمات من القمح",
        "حكم على ثلاثة رجال بالإعدام",
        "بحسب معلومات من عشرة سكان خرجوا من البلدة",
    ],
)
def test_what_tells_of_no_casualties(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("قُتل 9 مدنيين خلال عامي 2017 و2018", [9]),
        ("قُتل 9 مدنيين في العشر الأوائل من تموز", [9]),
        ("قُتل رجل يبلغ من العمر 47 عاماً", [1]),
        ("قُتل 1.1 مدنيين", []),
    ],
)
def test_numbers_of_time_and_fractions_count_nobody(text, numbers):
    assert [c.count.value for c in read(text)] == numbers


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("قتلت قوات النظام 12 مدنياً، وتسببت القوات الروسية بمقتل 40 مدنياً", [["government"], ["russia"]]),
        ("قُتل 12 مدنياً: 5 على يد قوات النظام، و7 على يد القوات الروسية", [[], ["government"], ["russia"]]),
        ("قضى ستة معتقلين تحت التعذيب في سجون قوات النظام", [["government"]]),
        ("لا يزال 131 شخصاً قيد الاعتقال لدى قوات النظام", [["government"]]),
        ("قُتل 4 مدنيين في اشتباكات بين قوات النظام والفصائل", [[]]),
    ],
)
def test_by_whom(text, by):
    assert [c.by for c in read(text)] == by


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("قُتل مقاتل من بلدة طفس خلال اشتباكات مع قوات النظام في حي المنشية", ["المنشية"]),
        ("أصيب 13 مدنياً بقصف على قرية البارة، ولا تزال بلدة الشعفة تحت سيطرة التنظيم", ["البارة"]),
        ("قُتل 12 مسلحاً بغارات جنوب مدينة كوباني", ["كوباني"]),
    ],
)
def test_where(text, places):
    assert [place.name for place in read(text)[0].places] == places


def test_the_day_of_each_event_in_one_sentence_is_its_own():
    text = "قُتل رجل مساء أمس، وبعد ساعتين قُتل عنصران من قوات النظام وأصيب ثالث برصاص مجهولين، وصباح اليوم استشهد مواطن"
    assert [c.period.start for c in read(text)] == [DAY - dt.timedelta(days=1)] * 3 + [DAY]


def test_who_is_still_missing_is_missing_on_the_day_of_the_report():
    text = "قُتل 16 عنصراً من الأمن العام مساء الخميس الفائت، ولا يزال مصير 12 عنصراً من الأمن العام مجهولاً"
    assert read(text)[-1].period.start == DAY


def test_a_toll_goes_on_paragraph_by_paragraph_within_its_total_and_day():
    text = (
        "وثق المرصد السوري لحقوق الإنسان مقتل 100 شخص يوم أمس، وتوزعوا على النحو الآتي:\n\n61 مدنياً، بينهم 9 أطفال.\n\n"
        "كما قُتل 24 مقاتلاً من الفصائل إثر كمين.\n\nوقُتل 90 من قوات النظام في اشتباكات."
    )
    total, civilians, children, fighters, beyond = read(text)
    assert [c.part_of for c in (civilians, children, fighters)] == [total.id, civilians.id, total.id]
    assert {c.period.start for c in (total, civilians, children, fighters)} == {DAY - dt.timedelta(days=1)}
    assert beyond.part_of is None  # more than the total has room for


def test_a_second_list_completes_its_total():
    text = (
        "وثق المرصد السوري مقتل 30 شخصاً خلال شهر شباط 2020، وتوزعوا على الشكل التالي:\n\nالمدنيون: 10، بينهم طفلان\n\n"
        "أما قتلى غير المدنيين فبلغ عددهم 20، وهم:\n- قوات النظام: 12\n- الفصائل: 8"
    )
    total, civilians, children, others, *sides = read(text)
    assert (civilians.part_of, children.part_of, others.part_of) == (total.id, civilians.id, total.id)
    assert [(c.count.value, c.party, c.part_of) for c in sides] == [(12, "government", others.id), (8, "opposition", others.id)]
