"""How place names are read out of sentences: how far a name reaches, and what is none."""

from __future__ import annotations

import datetime as dt

import pytest

from extraction import extract


def places(text: str) -> list[str]:
    report = extract(text, dt.date(2018, 4, 15))
    return [p.name for c in (*report.casualties, *report.control) for p in (c.places if hasattr(c, "places") else [c.place])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سيطرت قوات النظام على تل رفعت وقصر الحير.", ["تل رفعت", "قصر الحير"]),
        ("سيطرت قوات النظام على قرى رسم الشيخ والمفتاحية.", ["رسم الشيخ", "المفتاحية"]),
        ("قتل ثلاثة مدنيين في بلدة مارع ظهراً.", ["مارع"]),
    ],
)
def test_how_far_a_name_reaches(text, expected):
    assert places(text) == expected


def test_a_kind_word_with_the_article_means_the_place_named_before():
    assert places("قصفت طائرات مدينة دوما، وقتل مدنيان في أحد أحياء المدينة.") == ["دوما"]


def test_a_month_after_its_preposition_is_a_date_wherever_it_stands():
    flow = extract("الشبكة السورية\n\nنزح نحو 800 شخص من بلدة حاس خلال آب.", dt.date(2019, 9, 2)).flows[0]
    assert (flow.period.start, flow.period.end) == (dt.date(2019, 8, 1), dt.date(2019, 8, 31))


@pytest.mark.parametrize("text", [
    "قتل شخصان في منطقة غير معروفة.",
    "قتل شخصان في منطقة تجارية مكتظة.",
    "قضى معتقلان تحت التعذيب في سجن سري.",
    "قتل شخصان بقذيفة على مقر الرئاسة.",
    "قتل شخصان في منطقة تسمى الكيلو.",
    "قتل شخصان عن طريق زرع عبوة ناسفة.",
    "قتل شخصان، وقال الرئيس باراك أوباما في خطاب إن ذلك مدان.",
    "غارات تدمر مستشفى وتقتل شخصين.",
    "قتل شخصان في قرية فلسطينية.",
    "قتل شخصان في صراع على السلطة.",
    "قتل شخصان في كابل.",
])
def test_what_is_no_name(text):
    assert places(text) == []


def test_an_adjective_of_nationality_or_of_the_countryside_is_outside_the_name():
    assert places("قتل شخصان في مدينة قندهار الأفغانية.") == ["قندهار"]
    assert places("قتل شخصان في قرى ريف تل تمر الشمالي.") == ["تل تمر"]


def test_an_area_is_the_known_place_of_that_name():
    """«منطقة X» does not say whether X is a town, a village or a plain."""
    held = extract("لا يزال التنظيم يسيطر على مناطق الكشمة والسوسة في ريف دير الزور.", dt.date(2019, 1, 5)).control
    assert [(record.place.gazetteer_id, record.place.kind) for record in held] == [
        ("sy09-al-kishmah", "village"), ("sy09-al-susah", "town"),
    ]  # fmt: skip
    place = extract("قتل شخصان في منطقة الوعرانية.", dt.date(2019, 1, 5)).casualties[0].places[0]
    assert (place.gazetteer_id, place.kind) == (None, "area")


def test_a_name_that_is_also_a_verb_is_a_place_behind_a_word_of_place():
    assert places("قتل مدنيان بقصف على تدمر.") == ["تدمر"]
