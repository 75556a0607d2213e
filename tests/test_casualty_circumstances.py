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
        # one after the other, both did it; what only stands beside is not joined
        ("قُتل خمسة مدنيين بغارات أعقبها قصف مدفعي على سراقب", ["mixed"]),
        ("قُتل ستة عناصر من قسد بتفجير انتحاري تلاه اشتباك في الشدادي", ["mixed"]),
        ("قُتل ثلاثة في غارات على سرمين، فيما تعرضت بنش لقصف مدفعي", ["air_strike"]),
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
        # an ambush laid for them; «استهداف» with its subject, and with what it was aimed at
        ("قُتل 19 مدنياً في كمين نصبته لهم قوات النظام عند أطراف البلدة", [["government"]]),
        ("قُتل 9 مدنيين إثر استهداف قوات النظام مدينة دوما بصواريخ", [["government"]]),
        ("قُتل 9 مدنيين باستهداف الفصائل لحي الخالدية", [["opposition"]]),
        ("قُتل 9 مدنيين إثر استهداف مواقع قوات النظام في دوما", [[]]),
        ("قُتل 9 مدنيين إثر استهداف قوات النظام في دوما", [[]]),
        # another deed, joined to the first, has its own doer
        ("أعدم تنظيم الدولة الإسلامية 3 مدنيين في البصيرة، وأطلق مسلحون مجهولون النار على معلم في ذيبان فقتلوه", [["islamic_state"], ["unknown_gunmen"]]),
        ("كبّدت الفصائل قوات النظام 20 قتيلاً", [["opposition"]]),
        ("تسلل عناصر تنظيم الدولة الإسلامية إلى القرية وقتلوا ثمانية مدنيين", [["islamic_state"]]),
        ("قال ضابط في الجيش الحر: قتلنا 20 جندياً وأسرنا خمسة", [["opposition"], ["opposition"]]),
        ("قتلت قوة إسرائيلية بالرصاص شاباً في بلدة بيت جن", [["israel"]]),
        ("قُتل خمسة من قوات النظام في كمين نصبته مجموعة من مقاتلي الجيش الحر", [["opposition"]]),
        ("اتهمت المعارضة قوات النظام بقتل 12 مدنياً", [["government"]]),
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
        ("ارتفع عدد ضحايا هجوم الكلية الحربية في حمص إلى 89 قتيلاً", "incident"),
        ("ارتفع عدد القتلى في حمص إلى 89 قتيلاً", "cumulative"),
    ],
)  # fmt: skip
def test_an_event_or_a_running_total(text, measure):
    assert [c.measure for c in read(text)] == [measure]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # another act that is told after a comma is another statement
        ("قُتل ثلاثة من المهاجمين، وبعد ساعات شنت طائرات روسية غارات على جبل البشري", [("islamic_state", None, [])]),
        ("عُثر في بلدة ذيبان على جثث ثلاثة رجال، ودارت اشتباكات في بلدة الشحيل", [(None, None, ["ذيبان"])]),
        # «in which» takes up the nearest cause
        ("استعادت الوحدات بإسناد من طائرات التحالف الدولي قرية، بعد اشتباكات قُتل فيها خمسة من قسد", [("sdf", "clash", [])]),
        # from where it was fired is not where it struck
        ("أطلق مقاتلون من حي جوبر قذائف على مدينة جرمانا فقُتل سبعة أشخاص", [(None, "shelling", ["جرمانا"])]),
        # parts side by side share what follows
        ("قُتل خمسة، هم رجلان وطفل في كفرسجنة، وطفلتان في حاس",
         [(None, None, ["كفرسجنة", "حاس"]), (None, None, ["كفرسجنة"]), (None, None, ["كفرسجنة"]), (None, None, ["حاس"])]),
    ],
)  # fmt: skip
def test_what_belongs_to_a_figure(text, expected):
    found = [(c.party, c.cause, [p.name for p in c.places]) for c in read(text)]
    assert [f[1:] for f in found] == [e[1:] for e in expected]


def test_a_joined_verb_goes_on_with_the_subject_before():
    text = "استغل عناصر تنظيم الدولة الإسلامية الضباب، ونفذوا هجوماً على مواقع قسد أسفر عن مقتل ستة من مقاتليها"
    assert [(c.by, c.party) for c in read(text)] == [(["islamic_state"], "sdf")]


def test_until_a_time_of_day_is_that_day_or_since_the_day_before_it():
    assert [(c.measure, c.period.start) for c in read("قُتل 23 من الفصائل حتى فجر اليوم")] == [("incident", DAY)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # told by the hour of what stands before it
        ("أطلقت الفصائل قذائف على جرمانا أمس فقُتل سبعة أشخاص. وقُتل ثلاثة مدنيين بغارات بعد ساعات", [1, 1]),
        # another place, told apart
        ("قُتل خمسة عناصر أمس في بلدة حاس، أما في ريف حماة فقُتل ثلاثة عناصر", [1, 0]),
    ],
)  # fmt: skip
def test_when(text, days):
    assert [(DAY - c.period.start).days for c in read(text)] == days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # who answers for it did it; one who speaks for a side answers for nothing
        ("كانت قوات النظام مسؤولة عن مقتل خمسين مدنياً في درعا", [(50, ["government"])]),
        ("تتحمل القوات الروسية مسؤولية مقتل 12 مدنياً", [(12, ["russia"])]),
        ("يقف تنظيم الدولة الإسلامية وراء مقتل أربعة مدنيين", [(4, ["islamic_state"])]),
        ("قال مسؤول في قوات سوريا الديمقراطية إن أربعة مدنيين قُتلوا في الشدادي", [(4, [])]),
        # the side beside its own number, after a verb of another
        ("اعتقلت هيئة تحرير الشام 27 شخصاً، والجيش الوطني 21 شخصاً", [(27, ["hts"]), (21, ["turkish_backed"])]),
    ],
)  # fmt: skip
def test_who_answers_for_it(text, expected):
    assert [(c.count.value, c.by) for c in read(text)] == expected


SHARED = "تقرير\nوثقنا خلال شهر شباط مقتل 90 مدنياً في درعا. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("من هؤلاء قتلت القوات الروسية 30، وقتلت قوات النظام 20 مدنياً.", [(30, "russia", "C1"), (20, "government", "C1")]),
        ("قتلت قوات النظام 50 منهم والقوات الروسية 20.", [(50, "government", "C1"), (20, "russia", "C1")]),
        ("قتل تنظيم داعش تسعة منهم، قضى خمسة منهم بألغام وأعدم أربعة.", [(9, "islamic_state", "C1"), (5, "islamic_state", "C2"), (4, "islamic_state", "C2")]),
        ("من هؤلاء قتلت القوات الروسية 30. أما قوات النظام فقتلت 20 مدنياً.", [(30, "russia", "C1"), (20, "government", "C1")]),
        # more than is left of the total is no share of it
        ("من هؤلاء قتلت القوات الروسية 30، وقتلت قوات النظام 80 مدنياً.", [(30, "russia", "C1"), (80, "government", None)]),
    ],
)  # fmt: skip
def test_a_total_shared_out_by_doer(text, expected):
    total, *shares = read(SHARED + text)
    assert [(c.count.value, c.by[0], c.part_of) for c in shares] == expected
    assert all(c.period == total.period and c.measure == "cumulative" for c in shares if c.part_of)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # places in the order of their share of the total: each place stands before its number
        (
            "وتصدرت محافظة حلب بقية المحافظات بـ 41 قتيلاً، تلتها إدلب بـ 23 ثم درعا بـ 14.",
            [(41, ["حلب"], [], "C1"), (23, ["إدلب"], [], "C1"), (14, ["درعا"], [], "C1")],
        ),
        # cases are people where the paragraph counts cases of what happened to them
        ("وقُتل ثلاثة في دوما، ودُمرت 12 حالة.", [(3, ["دوما"], [], None)]),
    ],
)  # fmt: skip
def test_a_total_shared_out_by_place(text, expected):
    _, *shares = read(SHARED + text)
    assert [(c.count.value, [p.name for p in c.places], c.by, c.part_of) for c in shares] == expected


def test_cases_of_what_the_paragraph_counts():
    text = "تقرير\nسجلنا في شباط 412 حالة اعتقال. وكانت قوات النظام مسؤولة عن 276 حالة، بينها 11 طفلاً. أما قسد فقد احتجزت 88 شخصاً."
    assert [(c.count.value, c.by, c.part_of) for c in read(text)] == [
        (412, [], None), (276, ["government"], "C1"), (11, ["government"], "C2"), (88, ["sdf"], "C1")]  # fmt: skip


def test_what_is_set_against_a_total_is_no_part_of_it():
    text = "تقرير\nوبذلك يرتفع إلى 61 عدد قتلى قوات النظام منذ مطلع العام، يضاف إليهم 34 مدنياً، في مقابل 27 من عناصر تنظيم الدولة الإسلامية."
    assert [(c.count.value, c.part_of) for c in read(text)] == [(61, None), (34, None), (27, None)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # whose home a place is, where the text says where it happened
        ("قُتل خمسة أشخاص بانفجار شاحنة مفخخة عند حافلات تقل أهالي بلدتي الفوعة وكفريا في حي الراشدين بمدينة حلب.", ["الراشدين"]),
        ("قُتل خمسة أشخاص بغارة على تجمع لنازحي مدينة تدمر في بلدة القريتين.", ["القريتين"]),
        # and where it does not, it is where they live
        ("قُتل خمسة أشخاص بقصف استهدف أهالي بلدة الفوعة.", ["الفوعة"]),
        ("وفي محافظة الحسكة قُتل خمسة أشخاص باشتباكات في ريف المحافظة.", ["الحسكة"]),
    ],
)  # fmt: skip
def test_the_home_of_people_and_where_it_happened(text, places):
    assert [p.name for p in read(text)[0].places] == places


@pytest.mark.parametrize(
    ("text", "start", "measure"),
    [
        # the date of a relative clause is that of what it tells, before the figure and behind it
        ("اعتقلت قوات النظام في مدينة مورك، التي سيطرت عليها في 23 كانون الأول الماضي، خمسة أشخاص", DAY, "incident"),
        ("قُتل خمسة مدنيين في بلدة حيش، التي سيطرت عليها قوات النظام في 5 شباط", DAY, "incident"),
        ("وفي مدينة حلب، التي يتقاسم الطرفان أحياءها منذ نحو شهرين، قضى أحد عشر شخصاً في غارة", DAY, "incident"),
        ("قضى رجل متأثراً بإصابته برصاص مسلحين اعترضوا طريقه مساء الثلاثاء", DAY, "incident"),
        ("أسر مسلحون أربعة من عناصر قسد في البلدة، وأفرجوا عن أحدهم في 27 شباط", DAY, "incident"),
        ("قُتل خمسة مدنيين في بلدة حيش في 5 شباط", dt.date(2020, 2, 5), "incident"),
        # held or missing by now, with no date: more than one event takes
        ("تحتجز قسد 12 ألف عنصر من تنظيم داعش", None, "cumulative"),
        ("لا يزال مصير نحو 1200 شخص خطفهم تنظيم داعش مجهولاً", None, "cumulative"),
        ("لا يزال مصير 12 شخصاً خطفهم تنظيم داعش مجهولاً", DAY, "incident"),
        ("اعتقلت قوات النظام 1300 شخص أمس", dt.date(2020, 2, 29), "incident"),
        # the year behind «الشهر ذاته» belongs to the period
        ("ارتفع إلى 417 عدد الذين قُتلوا منذ الأحد الـ 23 من شباط الجاري وحتى اليوم السبت الـ 29 من الشهر ذاته من العام 2020", dt.date(2020, 2, 23), "cumulative"),
        ("قُتل 90 شخصاً خلال الأشهر الثلاثة الأولى من العام الفائت", dt.date(2019, 1, 1), "cumulative"),
    ],
)  # fmt: skip
def test_when(text, start, measure):
    assert [(c.period.start, c.measure) for c in read(text)] == [(start, measure)]


def test_a_medium_named_after_a_place_is_no_place():
    assert places("نقلت شبكة «درعا 24» أن مسلحين مجهولين خطفوا 12 مدنياً") == [[]]


def test_a_total_of_nearly_the_same_days_is_told_once():
    text = "الحصيلة الكاملة: مقتل 225 مدنياً في دوما خلال 14 يوماً.\n\nوثقنا مقتل 225 مدنياً في دوما منذ 16 شباط."
    assert [c.count.value for c in read(text)] == [225]


def test_the_name_of_a_man_is_no_place():
    assert places("مقتل قيادي بارز في تنظيم داعش يدعى أبو عمر") == [[]]
