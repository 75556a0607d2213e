"""Control records of places that a side tries to take, is made to leave, or holds in part, in invented sentences."""

from __future__ import annotations

import datetime as dt

import pytest

from extraction import extract

DAY = dt.date(2018, 4, 15)


def read(text: str, day: dt.date = DAY) -> dict[str, tuple]:
    """Status, controller and loser by place."""
    return {r.place.name: (r.status, r.controller, r.from_) for r in extract(text, day).control}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("حاولت قوات النظام التقدم إلى قرية الكركات إلا أن الفصائل تصدت لها.", {"الكركات": ("contested", "opposition", None)}),
        ("فشلت محاولة قوات النظام التقدم إلى بلدة الناجية بعد تصدي الفصائل لها.", {"الناجية": ("contested", "opposition", None)}),
        ("تجري معارك عنيفة للسيطرة على بلدة كفرنبودة.", {"كفرنبودة": ("contested", None, None)}),
        ("بدأ الجيش الحر معركة تحرير مدينة إنخل.", {"إنخل": ("contested", None, None)}),
        ("تعرضت نقطة لقوات النظام في بلدة معدان لهجوم من قبل خلايا داعش.", {"معدان": ("contested", "government", None)}),
    ],
)
def test_an_attempt_is_fighting_for_the_place(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize("text", [
    "تستعد قسد للسيطرة على مدينة الطبقة.",
    "عقد الطرفان اجتماعاً لاستعادة الهدوء في مدينة جاسم.",
    "تراجع عدد النازحين من مدينة الباب.",
    "واصلت قوات النظام التقدم باتجاه مدينة تدمر.",
])
def test_plans_and_moves_towards_a_place_are_nothing(text):
    assert read(text) == {}


@pytest.mark.parametrize("part", ["معظم", "أجزاء واسعة من", "أكثر من نصف", "80 بالمئة من", "ثلثي"])
def test_a_part_of_a_place_leaves_it_contested(part):
    assert read(f"سيطر تنظيم داعش على {part} مدينة عين العرب.") == {"عين العرب": ("contested", None, None)}
    assert read("دخلت القوات النظامية بلدة القريتين وسيطرت على أجزاء منها.") == {"القريتين": ("contested", None, None)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أجبرت الفصائل قوات النظام على الانسحاب من قرية الحميدية.", {"الحميدية": ("withdrew", "government", None)}),
        ("اضطر مقاتلو الجيش الحر إلى الانسحاب من حي الخالدية أمام تقدم قوات النظام.", {"الخالدية": ("withdrew", "opposition", None)}),
        ("نفذت الفصائل انسحاباً تكتيكياً من بلدة مورك.", {"مورك": ("withdrew", "opposition", None)}),
        ("تراجعت قوات النظام عن تلة الكبينة بعد فشل هجومها.", {"الكبينة": ("withdrew", "government", None)}),
    ],
)
def test_a_side_that_is_made_to_leave_is_the_one_that_left(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تمت السيطرة على قرية الجنابرة من قبل قوات النظام.", {"الجنابرة": ("captured", "government", None)}),
        ("جرى تحرير بلدة الصور من تنظيم داعش على يد قسد.", {"الصور": ("captured", "sdf", "islamic_state")}),
        ("تم طرد عناصر داعش من مدينة دابق على يد فصائل درع الفرات.", {"دابق": ("captured", "turkish_backed", "islamic_state")}),
        ("وقعت مدينة إدلب في قبضة جيش الفتح بعد انسحاب قوات النظام.", {"إدلب": ("captured", "opposition", "government")}),
        ("دخلت قوات النظام بلدة طفس من دون قتال بعد اتفاق تسوية.", {"طفس": ("captured", "government", None)}),
        ("وسّعت قسد نطاق سيطرتها لتشمل بلدتي الكشمة والشعفة.", dict.fromkeys(("الكشمة", "الشعفة"), ("captured", "sdf", None))),
        (
            "سيطر الجيش السوري على خمس قرى هي: الخوين والزرزور وأم الخلاخيل.",
            dict.fromkeys(("الخوين", "الزرزور", "أم الخلاخيل"), ("captured", "government", None)),
        ),
        (
            "سيطرت قسد على 3 قرى شرق الفرات، وهي الصبحة وجديد بكارة والطكيحي.",
            dict.fromkeys(("الصبحة", "جديد بكارة", "الطكيحي"), ("captured", "sdf", None)),
        ),
        ("وسيطرت قوات النظام على بلدات: جرجناز، والغدفة، ومعصران.", dict.fromkeys(("جرجناز", "الغدفة", "معصران"), ("captured", "government", None))),
    ],
)
def test_the_passive_the_fall_and_the_list_behind_a_colon(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "تمكنت الفصائل من السيطرة على تل بزام بهجوم على مواقع قوات النظام.",
        "تدور اشتباكات بين الفصائل وقوات النظام، تمكنت خلالها الفصائل من السيطرة على تل بزام.",
        "سيطرت الفصائل على تل بزام بعد القضاء على عناصر قوات النظام.",
        "سيطرت الفصائل على تل بزام إثر هجوم على قوات النظام.",
    ],
)
def test_who_lost_it_is_the_other_side_of_the_fighting(text):
    assert read(text) == {"تل بزام": ("captured", "opposition", "government")}


def test_a_name_that_changed_hands_means_the_side_of_the_day():
    text = "سيطرت إدارة العمليات العسكرية على مدينة السلمية."
    assert read(text, dt.date(2024, 12, 5)) == {"السلمية": ("captured", "hts", None)}
    assert read(text, dt.date(2024, 12, 20)) == {"السلمية": ("captured", "transitional_government", None)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "أخلت الفصائل مواقعها في مدينة حارم، وانسحبت كذلك من بلدات سلقين وأرمناز وكللي، لتدخل قوات النظام إلى الأولى وتفرض سيطرتها عليها.",
            {"حارم": ("captured", "government", "opposition"), **dict.fromkeys(("سلقين", "أرمناز", "كللي"), ("withdrew", "opposition", None))},
        ),
        (
            "فقدت القوات الحكومية بلدتي صوران ومعان لصالح فصائل معارضة، لكنها استعادت الثانية.",
            {"صوران": ("captured", "opposition", "government"), "معان": ("captured", "government", "opposition")},
        ),
        ("نزح مدنيون إلى قرية الفطيرة، التي كانت قوات النظام سيطرت عليها.", {"الفطيرة": ("captured", "government", None)}),
        ("أعلن عن اتفاق مع فصائل المعارضة، التي لا تزال تسيطر على مدينة جاسم.", {"جاسم": ("holds", "opposition", None)}),
        ("تقلص جيب كبير للتنظيم، ولم يبق تحت سيطرته سوى بلدة السوسة.", {"السوسة": ("holds", "islamic_state", None)}),
        ("سلّمت قسد القوات الحكومية الخميس جسر قره قوزاق.", {"جسر قره قوزاق": ("captured", "government", "sdf")}),
        ("سيطر التنظيم على معبر التنف، آخر المعابر التي كانت في يد قوات النظام.", {"التنف": ("captured", "islamic_state", "government")}),
        ("تقدم تنظيم داعش في البادية، فضلاً عن استيلائه على حقل أراك.", {"أراك": ("captured", "islamic_state", None)}),
        (
            "نفذ التنظيم هجومين على مواقع قسد، الأول في قرية البحرة، والثاني على نقطة في محيط حقل التنك.",
            dict.fromkeys(("البحرة", "التنك"), ("contested", "sdf", None)),
        ),
        ("هاجم عناصر من التنظيم حقل حيان للغاز، إلا أن حامية الحقل من قوات النظام أفشلت الهجوم.", {"حيان": ("contested", "government", None)}),
        ("خسرت الفصائل مدينة داريا بعد حصار لقوات النظام.", {"داريا": ("captured", "government", "opposition")}),
        ("خرجت مدينة الطبقة عن سيطرة قسد ودخلتها القوات الحكومية.", {"الطبقة": ("captured", "government", "sdf")}),
        ("عادت مدينة تدمر إلى سيطرة قوات النظام بعد طرد داعش منها.", {"تدمر": ("captured", "government", "islamic_state")}),
        ("دخل مقاتلو داعش بلدة الراعي فجراً، لكن الفصائل استعادتها.", {"الراعي": ("captured", "opposition", "islamic_state")}),
    ],
)
def test_which_place_and_which_side_a_short_form_means(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("name", "day", "code"),
    [
        ("فصائل المعارضة المدعومة من تركيا", dt.date(2019, 10, 15), "turkish_backed"),
        ("فصائل عراقية موالية لإيران", dt.date(2019, 10, 15), "iran_backed"),
        ("فصائل المعارضة", dt.date(2019, 10, 15), "opposition"),
        ("القوى الأمنية", dt.date(2025, 3, 10), "transitional_government"),
        ("الفلول", dt.date(2025, 3, 10), "government"),
        ("المجموعات المسلحة", dt.date(2013, 3, 10), "opposition"),
        ("قوات دمشق", dt.date(2025, 3, 10), "transitional_government"),
        ("قوات دمشق", dt.date(2019, 3, 10), "government"),
    ],
)
def test_whose_side_a_name_means_on_the_day(name, day, code):
    assert read(f"بلدة جاسم تحت سيطرة {name}.", day) == {"جاسم": ("holds", code, None)}


def test_fighting_told_again_does_not_undo_a_capture():
    text = "سيطرت الفصائل أمس على بلدة صوران. وأسفر القتال في البلدة عن مقتل 12 من قوات النظام."
    assert read(text)["صوران"][:2] == ("captured", "opposition")


@pytest.mark.parametrize(
    "part",
    [
        "نقاط في بلدة", "مواقع في بلدة", "كتل أبنية في بلدة", "حاجزين لتنظيم داعش في بلدة", "مزارع بلدة", "أطراف بلدة", "محيط بلدة",
        "المدخل الشمالي لبلدة", "عدة حواجز في محيط بلدة", "الأحياء الشرقية من بلدة", "أحياء عدة في بلدة", "ثلاثة أحياء من بلدة",
    ],
)
def test_points_and_quarters_are_not_the_town(part):
    assert read(f"سيطرت الفصائل على {part} صوران.") == {"صوران": ("contested", None, None)}


def test_named_quarters_are_taken_and_their_city_is_not():
    text = "سيطرت الفصائل على حيين في مدينة جاسم، هما الصناعة والمطاحن."
    assert set(read(text)) == {"الصناعة", "المطاحن"}


@pytest.mark.parametrize("lead", ["فشلت الفصائل في السيطرة على", "أخفقت الفصائل في استعادة", "عجزت الفصائل عن استعادة السيطرة على"])
def test_a_failure_to_take_is_an_attempt(lead):
    assert read(f"{lead} بلدة مورك.") == {"مورك": ("contested", None, None)}


def test_the_joined_letter_is_told_from_the_first_of_a_verb():
    # «فرض» and «فشل» begin with a ف of their own.
    assert read("فرض مقاتلو الفصائل سيطرتهم على بلدة مورك.") == {"مورك": ("captured", "opposition", None)}
    assert read("ففرضت الفصائل سيطرتها على بلدة مورك.") == {"مورك": ("captured", "opposition", None)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أفيد بقصف على مدينة الدانا - الخاضعة لسيطرة فصائل في المعارضة المسلحة - ما أدى إلى أضرار.", {"الدانا": ("holds", "opposition", None)}),
        ("دخلت قافلة مساعدات مدينة دوما، حيث يسيطر جيش الإسلام.", {"دوما": ("holds", "opposition", None)}),
        ("اتهمت قسد تركيا بقصف قرية زور مغار الواقعة ضمن مناطق سيطرتها.", {"زور مغار": ("holds", "sdf", None)}),
        ("تسيطر فصائل المعارضة على مدينة نوى. المناطق الخاضعة لقوات النظام: بلدتا إبطع وداعل.",
         {"نوى": ("holds", "opposition", None), "إبطع": ("holds", "government", None), "داعل": ("holds", "government", None)}),
        ("وسط تقدم للوحدات الكردية وسيطرتها على قرية تل نصري.", {"تل نصري": ("captured", "sdf", None)}),
        ("استعادت القوات الحكومية، بموجب اتفاق مع قسد، السيطرة على مدينة الطبقة.", {"الطبقة": ("captured", "government", "sdf")}),
        ("أعادت وحدات الجيش والدفاع الوطني الأمن والاستقرار إلى مدينة يبرود.", {"يبرود": ("captured", "government", None)}),
        ("تمكن الثوار من دحر قوات الأسد من قرية الحاكورة.", {"الحاكورة": ("captured", "opposition", "government")}),
        ("تمكنت الفصائل من صد هجوم للتنظيم على بلدة مارع.", {"مارع": ("contested", "opposition", None)}),
        ("سيطرت قوات النظام نارياً على قرية الزيارة.", {}),
    ],
)
def test_holders_and_takers_in_the_manner_of_reports(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تواصل هيئة تحرير الشام سيطرتها على مدينة إدلب.", {"إدلب": ("holds", "hts", None)}),
        ("تحافظ قوات النظام على سيطرتها على مدينة محردة.", {"محردة": ("holds", "government", None)}),
        ("يفرض التنظيم سيطرته على بلدة السوسة.", {"السوسة": ("holds", "islamic_state", None)}),
        ("فيما تحتفظ قوات النظام بمربع أمني في مدينة القامشلي.", {}),
        ("اشتبكت قسد مع خلايا التنظيم في بلدة الشحيل.", {"الشحيل": ("contested", None, None)}),
        ("هجوم مباغت للتنظيم على قرية البحرة.", {"البحرة": ("contested", None, None)}),
        ("سقط قتلى من قوات النظام في هجوم على حافلة قرب مدينة السخنة.", {}),
        ("تصدى الأهالي لمحاولة اقتحام بلدة المزرعة.", {"المزرعة": ("contested", None, None)}),
        ("سيطر جيش الفتح الذي تقوده جبهة النصرة على مدينة إدلب.", {"إدلب": ("captured", "opposition", None)}),
    ],
)
def test_what_is_kept_and_what_is_fought_for(text, expected):
    assert read(text) == expected


def test_the_army_is_the_states_also_after_the_free_army():
    text = "قتل عنصر من الجيش الحر. وأكدت سانا أن الجيش سيطر على حي باب النيرب."
    assert read(text)["باب النيرب"][:2] == ("captured", "government")


def test_what_is_announced_on_a_day_is_of_that_day():
    text = "أعلن مصدر أمس أن الجيش أتم استعادة القرى التي هاجمتها كتائب معارضة مطلع الشهر الحالي، مؤكداً أن قرية عرامو باتت تحت سيطرته."
    (record,) = [r for r in extract(text, DAY).control if r.place.name == "عرامو"]
    assert record.date == dt.date(2018, 4, 14)


@pytest.mark.parametrize(
    "names",
    ["الدبشية، أم رويم، خربة الجاسم وتل الهوى", "الدبشية، والسلماسة، وأبو جلوس", "الدبشية والسلماسة وأبو جلوس"],
)
def test_lists_of_names_that_no_gazetteer_has(names):
    places = [name for name in ("الدبشية", "السلماسة", "أبو جلوس", "أم رويم", "خربة الجاسم", "تل الهوى") if name in names]
    assert read(f"سيطرت قوات النظام على قرى {names}.") == dict.fromkeys(places, ("captured", "government", None))
    assert read("سيطرت قسد على عدة قرى منها السلماسة وأبو جلوس.") == dict.fromkeys(("السلماسة", "أبو جلوس"), ("captured", "sdf", None))


def test_a_text_that_breaks_off_behind_a_comma_is_read():
    assert read("خرجت الميليشيات واحتل الجيش مدينة دوما بعد قتل 250 في معارك القبائل،") is not None
    assert read("أجل، خرجت والميليشيات مبنى عن من احتل الشعبية، زعيم بعد 250 في وقتل معارك شخصا القبائل،") == {}
