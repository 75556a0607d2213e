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


_OPPOSITION = ("captured", "opposition", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وتخضع مدينتا مارع وأعزاز منذ أشهر لسيطرة الجيش الحر.", dict.fromkeys(("مارع", "أعزاز"), ("holds", "opposition", None))),
        ("لجأ مدنيون إلى قاعدة حميميم الجوية التي تسيطر عليها القوات الروسية.", {"حميميم": ("holds", "russia", None)}),
        (
            "تمكن الجيش الحر من انتزاع ثلاث قرى من تنظيم داعش في محيط مدينة الباب. وأفاد مراسل بأن القرى المحررة هي: حزوان وسوسيان وقديران.",
            dict.fromkeys(("حزوان", "سوسيان", "قديران"), ("captured", "opposition", "islamic_state")),
        ),
        (
            "انتزع تنظيم داعش أمس حيين في مدينة كوباني من وحدات حماية الشعب، هما كاني عربان والصناعة.",
            dict.fromkeys(("كاني عربان", "الصناعة"), ("captured", "islamic_state", "sdf")),
        ),
        (
            "وحدات الجيش السوري أعادت الأمن إلى قرى رسم الشيخ والمفتاحية وأم العظام بعد دحر داعش منها.",
            dict.fromkeys(("رسم الشيخ", "المفتاحية", "أم العظام"), ("captured", "government", "islamic_state")),
        ),
        (
            "بسط الجيش السوري سيطرته خلال اليومين الماضيين على جبل الطار وقصر الحير ومثلث السخنة.",
            dict.fromkeys(("جبل الطار", "قصر الحير", "مثلث السخنة"), ("captured", "government", None)),
        ),
        ("استعادت قسد حي الكنائس بعد أن تسلل إليه الجيش الوطني أمس.", {"الكنائس": ("captured", "sdf", "turkish_backed")}),
        (
            "استعادت الكتائب المقاتلة السيطرة على قرية عبلة بعد ساعات من خسارتها لصالح الدولة الإسلامية.",
            {"عبلة": ("captured", "opposition", "islamic_state")},
        ),
        ("فصائل الجنوب تسيطر على مدينة نوى وبلدة خربة غزالة", dict.fromkeys(("نوى", "خربة غزالة"), _OPPOSITION)),
        (
            "الجيش الوطني يتقدم باتجاه منبج ويسيطر على قريتي الحلونجي وعون الدادات",
            dict.fromkeys(("الحلونجي", "عون الدادات"), ("captured", "turkish_backed", None)),
        ),
        (
            "هاجم مقاتلون من العشائر قرى تعارة والدويرة وولغا، وباتوا يسيطرون على الأخيرة.",
            {"تعارة": ("contested", None, None), "الدويرة": ("contested", None, None), "ولغا": ("captured", "local_armed", None)},
        ),
        ("أعلنت قوات النظام، فجر أمس، سحب عناصرها من مدينة شهبا.", {"شهبا": ("withdrew", "government", None)}),
        ("واشتباكات عنيفة بين قسد والجيش الوطني على الأطراف الغربية لمدينة منبج.", {"منبج": ("contested", None, None)}),
        ("أما في مدينة الزبداني، فقد تجددت الاشتباكات بين الفرقة الرابعة والفصائل.", {"الزبداني": ("contested", None, None)}),
        ("سيطر مقاتلو جيش الفتح على تل أعور وقرية القاهرة عقب انسحاب قوات النظام منهما.",
         dict.fromkeys(("تل أعور", "القاهرة"), ("captured", "opposition", "government"))),
        ("تعرض مخيم اليرموك جنوب دمشق لهجوم من تنظيم الدولة الإسلامية على نقاط هيئة تحرير الشام.", {"اليرموك": ("contested", "hts", None)}),
        (
            "خسر تنظيم داعش المدينة القديمة في الرقة، بعدما أتمت قسد السيطرة عليها.",
            {"المدينة القديمة": ("captured", "sdf", "islamic_state")},
        ),
        (
            "ودخلت قوات الحكومة السورية بلدة حيان بعد انسحاب الجماعات المسلحة غير التابعة للدولة منها. وما زالت مدينة دارة عزة تحت سيطرة هذه الجماعات.",
            {"حيان": ("captured", "government", "opposition"), "دارة عزة": ("holds", "opposition", None)},
        ),
        ("انسحبت قسد من بلدة تل رفعت ودخلتها قوات النظام.", {"تل رفعت": ("captured", "government", "sdf")}),
        ("تدور حرب شوارع في حي المرور.", {"المرور": ("contested", None, None)}),
        ("باتت مدينة الرقة تحت سيطرة قسد بنسبة 90 بالمئة.", {"الرقة": ("contested", None, None)}),
    ],
)
def test_wordings_of_armies_newspapers_and_agencies(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "أعدم عناصر تنظيم الدولة الإسلامية رجلين في مدينة الباب، بينما تسلم ذوو شاب من بلدة مارع جثمانه.",
        "تسلمت قوات النظام أسلحة ثقيلة في بلدة كناكر.",
        "قتل 46 من قوات النظام إثر كمائن واشتباكات في عدة محافظات: 18 في ريف دمشق، 11 في حلب، 9 في دير الزور.",
        "هاجموا المواطنين من قرية كفرعويد.",
        "شن مسلحون الهجوم على مقرات حزب البعث داخل مدينة حلب.",
        "الميليشيات التي تفرض سيطرة على عدد من أحياء المدينة.",
    ],
)
def test_what_is_received_struck_or_counted_elsewhere_is_no_control(text):
    assert read(text) == {}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("أخفقت الفصائل في التقدم داخل بلدة معبطلي قبل أن تسيطر عليها يوم أمس.", {"معبطلي": 14}),
        ("انسحبت قوات النظام الجمعة من بلدة الدالية، قبل أن تدخلها مجدداً السبت.", {"الدالية": 14}),
        (
            "سيطرت قوات النظام على بلدة مسرابا في الـ 11 من الشهر الجاري، وعلى بلدتي سقبا وجسرين في الـ 12 منه.",
            {"مسرابا": 11, "سقبا": 12, "جسرين": 12},
        ),
        ("ارتفع إلى 4300 تعداد المدنيين الذين اعتقلتهم الفصائل منذ أن سيطرت على مدينة عفرين في الـ 5 من نيسان.", {"عفرين": 5}),
    ],
)
def test_the_day_of_each_change(text, days):
    assert {r.place.name: (r.status, r.date.day) for r in extract(text, DAY).control} == {name: ("captured", day) for name, day in days.items()}
