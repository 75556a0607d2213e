"""Control records: who holds, takes, leaves or fights for which place, in invented sentences."""

from __future__ import annotations

import datetime as dt

import pytest

from extraction import extract

DAY = dt.date(2018, 4, 15)


def read(text: str, day: dt.date | None = DAY) -> dict[str, tuple]:
    """Status, controller and loser by place."""
    return {r.place.name: (r.status, r.controller, r.from_) for r in extract(text, day).control}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بقيت بلدة جاسم تحت سيطرة فصائل المعارضة.", {"جاسم": ("holds", "opposition", None)}),
        ("قصفت الطائرات بلدة ترملا الخاضعة لسيطرة هيئة تحرير الشام.", {"ترملا": ("holds", "hts", None)}),
        (
            "وصلت العائلات إلى بلدتي نبل والزهراء اللتين تسيطر عليهما قوات النظام.",
            {"نبل": ("holds", "government", None), "الزهراء": ("holds", "government", None)},
        ),
        ("لم يعد بيد تنظيم داعش في المنطقة سوى بلدة الباغوز.", {"الباغوز": ("holds", "islamic_state", None)}),
        ("استهدفت غارة مدينة تلبيسة، أبرز معاقل المعارضة شمال حمص.", {"تلبيسة": ("holds", "opposition", None)}),
    ],
)
def test_a_place_that_a_side_holds(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "سيطرت قوات النظام على قرى الجنابرة وتل هواش والجبين بعد انسحاب الفصائل منها.",
            dict.fromkeys(("الجنابرة", "تل هواش", "الجبين"), ("captured", "government", "opposition")),
        ),
        (
            "تمكنت قوات سوريا الديمقراطية من استعادة السيطرة على حقل التنك من تنظيم داعش.",
            {"التنك": ("captured", "sdf", "islamic_state")},
        ),
        ("انتزع الجيش الوطني بلدة عين دقنة من الوحدات الكردية.", {"عين دقنة": ("captured", "turkish_backed", "sdf")}),
        ("سقطت بلدة مورك بيد قوات النظام.", {"مورك": ("captured", "government", None)}),
        ("باتت مدينة نوى تحت سيطرة الجيش الحر.", {"نوى": ("captured", "opposition", None)}),
        ("طردت قسد تنظيم داعش من بلدة مركدة.", {"مركدة": ("captured", "sdf", "islamic_state")}),
        (
            "خسرت الفصائل قريتين جنوب إدلب لصالح قوات النظام، هما ترعي والتح.",
            dict.fromkeys(("ترعي", "التح"), ("captured", "government", "opposition")),
        ),
        ("سلّمت قسد سد تشرين إلى قوات النظام.", {"سد تشرين": ("captured", "government", "sdf")}),
        (
            "لتتسع سيطرة قسد إلى كل من هجين وأبو الحسن.",
            dict.fromkeys(("هجين", "أبو الحسن"), ("captured", "sdf", None)),
        ),
        ("سيطرت قوات النظام على مقر اللواء 82 قرب الشيخ مسكين.", {"اللواء 82": ("captured", "government", None)}),
    ],
)
def test_a_place_that_changed_hands(text, expected):
    assert read(text) == expected


def test_the_last_state_of_the_day_counts():
    text = "استعادت الفصائل قرية الفطاطرة ظهر اليوم، قبل أن تخسرها مساء لصالح قوات النظام."
    assert read(text) == {"الفطاطرة": ("captured", "government", "opposition")}
    text = "سيطرت الفصائل على قرية تل ملح بعد ساعات من سيطرة قوات النظام عليها."
    assert read(text) == {"تل ملح": ("captured", "opposition", "government")}


def test_who_left_a_place_that_nobody_is_said_to_have_taken():
    assert read("انسحبت قوات النظام من بلدة صوران ومدينة طيبة الإمام.") == dict.fromkeys(
        ("صوران", "طيبة الإمام"), ("withdrew", "government", None)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تدور اشتباكات عنيفة بين قوات النظام والفصائل في محيط بلدة بيت جن.", {"بيت جن": ("contested", None, None)}),
        ("تصدت الفصائل لمحاولة تقدم قوات النظام على قرية الفطيرة.", {"الفطيرة": ("contested", "opposition", None)}),
        (
            "شن تنظيم داعش هجوماً على مطار دير الزور العسكري الخاضع لسيطرة قوات النظام.",
            {"دير الزور": ("contested", "government", None)},
        ),
        (
            "دارت اشتباكات في محيط بلدة حاس، ولا تزال بلدات حاس وكفرنبل تحت سيطرة الفصائل.",
            {"حاس": ("contested", "opposition", None), "كفرنبل": ("holds", "opposition", None)},
        ),
        ("شهدت مدينة درعا، التي تتقاسمها قوات النظام والفصائل، هدوءاً.", {"درعا": ("contested", None, None)}),
        ("تقدمت قسد في أجزاء من بلدة السوسة الخاضعة لسيطرة تنظيم داعش.", {"السوسة": ("contested", "islamic_state", None)}),
    ],
)
def test_a_place_that_is_fought_for(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "قصفت قوات النظام بلدة داعل بالمدفعية.",
        "لم تتمكن قوات النظام من السيطرة على بلدة كنسبا.",
        "في حال سيطرت قوات النظام على مدينة سراقب فإنها ستقطع الطريق.",
        "تحاول قوات النظام السيطرة على تلة الكبينة.",
        "نزح مدنيون من مناطق سيطرة المعارضة في ريف حماة.",
        "سيطرت الفصائل على ريف إدلب الجنوبي.",
        "نفت قسد سيطرة تنظيم داعش على حقل كونيكو.",
        "سقطت قذيفة على أطراف بلدة غرانيج دون وقوع إصابات.",
    ],
)
def test_what_states_no_control(text):
    assert read(text) == {}


def test_exceptions_have_their_own_holder():
    text = "تخضع مدينة حلب لسيطرة قوات النظام، باستثناء حي الشيخ مقصود الذي تسيطر عليه وحدات حماية الشعب."
    assert read(text) == {"حلب": ("holds", "government", None), "الشيخ مقصود": ("holds", "sdf", None)}


def test_short_forms_stand_for_the_last_place_and_side():
    text = "وصل مدنيون إلى بلدة أبو قلقل. وقالت قسد إن البلدة لا تزال تحت سيطرتها."
    assert read(text) == {"أبو قلقل": ("holds", "sdf", None)}


def test_one_record_for_a_place_and_none_twice_for_headline_and_body():
    text = "قوات النظام تدخل كفروما\n\nسيطرت قوات النظام على بلدة كفروما اليوم، وكانت الفصائل انسحبت منها أمس."
    assert [r.place.name for r in extract(text, DAY).control] == ["كفروما"]


def test_namesakes_of_another_kind_are_other_places():
    text = "سيطرت قسد على مدينة الطبقة، وشن التنظيم هجوماً على مطار الطبقة العسكري."
    assert [(r.place.kind, r.status) for r in extract(text, DAY).control] == [("city", "captured"), ("airport", "contested")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("سيطرت قسد أمس على بلدة هجين.", dt.date(2018, 4, 14)),
        ("سيطرت قسد على بلدة هجين.", DAY),
        ("كانت قسد سيطرت في وقت سابق على بلدة هجين.", None),
        ("بلدة هجين تحت سيطرة قسد.", DAY),
        ("بعد يومين من سيطرة قسد على بلدة هجين وصلت قافلة.", dt.date(2018, 4, 13)),
    ],
)
def test_when_it_changed_or_was_so(text, day):
    (record,) = extract(text, DAY).control
    assert record.date == day


def test_the_place_leads_to_its_words():
    text = "سيطرت قوات النظام اليوم على بلدة كفروما وقريتي معرشورين والزعلانة."
    for record in extract(text, DAY).control:
        assert text[record.place.start : record.place.end] == record.place.name
        assert "سيطرت" in text[record.start : record.end]
