"""Where, how, by whom and when: each rule beside sentences of its own making."""

from __future__ import annotations

import datetime as dt

import pytest

from extraction import extract
from extraction.records import Casualty

DAY = dt.date(2020, 3, 1)


def read(text: str) -> list[Casualty]:
    return extract(text, DAY).casualties


def places(text: str) -> list[list[str]]:
    return [[p.name for p in c.places] for c in read(text)]


@pytest.mark.parametrize(
    ("text", "causes"),
    [
        # what an attack was made with stands behind the figures that are joined to one another
        ("وفي هجوم آخر، أُعلن مقتل ثلاثة أشخاص وإصابة أربعة بانفجار عبوة ناسفة في بلدة الشحيل", ["ied", "ied"]),
        ("في هجوم لتنظيم الدولة الإسلامية، قُتل ثلاثة من قسد", ["clash"]),
        # the verb behind a list of parts tells of the whole
        ("ذُكر أن 60 من مقاتلي الفصائل منهم ثلاثة قادة قتلوا في ضربات جوية", ["air_strike", "air_strike"]),
        ("نفّذ تنظيم الدولة الإسلامية حكم الإعدام بحق أربعة رجال", ["execution"]),
        ("قُتل عنصر من الفصائل قنصاً", ["shooting"]),
    ],
)  # fmt: skip
def test_how(text, causes):
    assert [c.cause for c in read(text)] == causes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what stands behind two joined figures is where both happened
        ("أدى القصف إلى قتل 4 أشخاص وإصابة 6 آخرين داخل سوق في مدينة الباب", [["الباب"], ["الباب"]]),
        # a bearing is no place, unless it is all that is named
        ("قُتل 15 شخصاً في محافظة الحسكة، شمال دير الزور", [["الحسكة"]]),
        ("قُتل 15 شخصاً شمال دير الزور", [["دير الزور"]]),
        # a front is known by its village, a road by its ends
        ("قُتل مقاتل في محور كفرنبل بريف إدلب", [["كفرنبل"]]),
        ("قُتل أربعة عناصر على طريق أثريا – خناصر", [["أثريا", "خناصر"]]),
        ("قُتل طفل في شارع الثورة بمدينة حلب", [["حلب"]]),
    ],
)  # fmt: skip
def test_where(text, expected):
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("كبّدت الفصائل قوات النظام 20 قتيلاً", [["opposition"]]),
        ("تسلل عناصر تنظيم الدولة الإسلامية إلى القرية وقتلوا ثمانية مدنيين", [["islamic_state"]]),
        ("قال ضابط في الجيش الحر: قتلنا 20 جندياً وأسرنا خمسة", [["opposition"], ["opposition"]]),
        # who holds a part of the prisoners does not hold all of them
        ("لا يزال 112 ألف شخص قيد الاختفاء القسري، بينهم 96 ألفاً لدى قوات النظام", [[], ["government"]]),
        ("قضى تحت التعذيب 14 معتقلاً، بينهم 11 في سجون النظام", [[], ["government"]]),
    ],
)  # fmt: skip
def test_by_whom(text, by):
    assert [c.by for c in read(text)] == by


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("أودت الحرب بحياة أكثر من نصف مليون شخص", "cumulative"),
        ("قُتل تسعة أشخاص بانفجار لغم من مخلفات الحرب", "incident"),
        ("قُتل 23 مدنياً الأسبوع الماضي في قصف على البلدة", "incident"),
        ("قُتل 23 مدنياً خلال الأسبوع الماضي", "cumulative"),
    ],
)  # fmt: skip
def test_an_event_or_a_running_total(text, measure):
    assert [c.measure for c in read(text)] == [measure]
