"""Tolls as monitors write them: who killed how many of a total, what completes it, months and classes of people told on."""

from __future__ import annotations

import datetime as dt

import pytest

from extraction import extract
from extraction.records import Casualty

DAY = dt.date(2020, 3, 5)


def read(text: str) -> list[Casualty]:
    return extract(text, DAY).casualties


@pytest.mark.parametrize(
    ("text", "by"),
    [
        # those named together with the doer, and who comes after them with a number alone
        ("وثقت الشبكة مقتل 900 مدني: قتل التحالف وقسد 500 منهم، بينهم 20 طفلاً، وتنظيم داعش 200، وقوات النظام وحليفتها روسيا 200",
         [[], ["coalition", "sdf"], ["coalition", "sdf"], ["islamic_state"], ["government", "russia"]]),
        ("وثقت الشبكة مقتل 50 مدنياً، وحملت قوات النظام وحليفتها روسيا المسؤولية عن مقتل 30 منهم، وهيئة تحرير الشام المسؤولية عن مقتل 20",
         [[], ["government", "russia"], ["hts"]]),
        ("وثقت الشبكة مقتل 80 مدنياً على أيدي قوات النظام التي قتلت 60 منهم والقوات الروسية التي قتلت الـ 20 الباقين", [["government", "russia"], ["government"], ["russia"]]),
        ("قُتل 90 مدنياً بالألغام، وكانت ألغام زرعها تنظيم داعش وراء مقتل 40 منهم", [[], ["islamic_state"]]),
        # who holds a place that is shelled did not shell it
        ("قالت الوكالة إن قذائف أطلقتها الفصائل على حي يخضع لسيطرة قوات النظام قتلت 12 مدنياً", [["opposition"]]),
        ("أصيب ستة مدنيين حين أطلق جنود إسرائيليون النار على محتجين", [["israel"]]),
        ("قُتل خمسة مدنيين بعربة مفخخة ركنها تنظيم داعش قرب سوق", [["islamic_state"]]),
        ("هاجمت قسد قرية، ثم شن تنظيم داعش هجوماً، واختطف عناصره أمس تسعة مدنيين", [["islamic_state"]]),
    ],
)  # fmt: skip
def test_who_killed_how_many(text, by):
    assert [c.by for c in read(text)] == by


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        # a split goes to the total that it names
        ("ارتفعت الحصيلة إلى 30 قتيلاً و50 مصاباً. وتوزع القتلى بين 20 في حلب و10 في حماة", [("killed", 30, None), ("wounded", 50, None), ("killed", 20, "C1"), ("killed", 10, "C1")]),
        ("قُتل 50 مدنياً في شباط. ومن مجموع القتلى 30 مدنياً سقطوا في درعا و20 في إدلب", [("killed", 50, None), ("killed", 30, "C1"), ("killed", 20, "C1")]),
        # of those of one class
        ("قُتل 90 شخصاً، هم 60 من قوات النظام و30 مدنياً، كما أن 12 من هؤلاء المدنيين أعدمهم تنظيم داعش", [("killed", 90, None), ("killed", 60, "C1"), ("killed", 30, "C1"), ("killed", 12, "C3")]),
        ("قُتل 90 شخصاً، هم 60 من قوات النظام و30 مدنياً. ومن المدنيين 12 قضوا بغارات", [("killed", 90, None), ("killed", 60, "C1"), ("killed", 30, "C1"), ("killed", 12, "C3")]),
        # the terms of a rough total may add up to a little more
        ("تجاوزت الحصيلة 340 قتيلاً، هم 100 مدني و140 من قوات النظام و110 من الفصائل", [("killed", 340, None), ("killed", 100, "C1"), ("killed", 140, "C1"), ("killed", 110, "C1")]),
        # people said to have been taken, and still missing
        ("وتقول الشبكة إن أكثر من 112 ألف شخص اعتقلتهم قوات النظام ما زالوا مفقودين", [("missing", 112000, None)]),
        # told again by what was published before
        ("قُتل 60 من عناصر داعش منذ الاثنين، بينهم 27 قضوا بضربات التحالف، وكان المرصد نشر ليل أمس أن عدد قتلى داعش من ضربات التحالف بلغ 27", [("killed", 60, None), ("killed", 27, "C1")]),
    ],
)  # fmt: skip
def test_parts_and_totals(text, figures):
    assert [(c.outcome, c.count.value, c.part_of) for c in read(text)] == figures


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("قُتل 60 شخصاً في تدمر، هم 40 من قوات النظام، من بينهم قياديان، و20 مدنياً", ["person", "government", "government", "civilian"]),
        ("قُتل 60 من أهالي المحافظة، بينهم 40 مقاتلاً و20 مدنياً", ["person", "combatant", "civilian"]),
        ("قالت وزارة الدفاع التركية إن 14 من أفرادها قُتلوا", ["turkey"]),
        ("قُتلت عائلة في الهجوم، وأصيب خمسة من أفرادها", ["person"]),
        ("قُتل عنصران من فوج الهندسة في قوات النظام بلغم", ["government"]),
        ("انتزع مقاتلو المعارضة البلدة من قوات النظام في معارك كلفتهم 14 قتيلاً", ["opposition"]),
        ("تجاوز عدد القتلى في تركيا 20 ألفاً", ["person"]),
    ],
)  # fmt: skip
def test_whom_they_count(text, whom):
    assert [c.party or c.category for c in read(text)] == whom


def test_what_is_undated_in_a_monthly_report_is_of_its_month():
    text = "قُتل 400 مدني في سوريا خلال شباط 2020\n\nاعتُقل خلال الشهر ما لا يقل عن 643 شخصاً. وقضى 19 شخصاً تحت التعذيب.\n\nوقُتل ثلاثة جنود أمس في نوى."
    assert [(c.count.value, c.period.start.isoformat(), c.measure) for c in read(text)] == [
        (643, "2020-02-01", "cumulative"), (19, "2020-02-01", "cumulative"), (3, "2020-03-04", "incident")]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("رصد المرصد قصفاً مدفعياً لقوات النظام على سرمين، أدى إلى مقتل رجل", "shelling"),
        ("أطلقت قوات النظام صواريخ محملة بغازات سامة على زملكا، ما أدى إلى مقتل 40 شخصاً", "chemical"),
        ("قُتل ثلاثة من المهاجمين في تبادل لإطلاق النار", "clash"),
        ("قتل مسلحون من داعش رمياً بالرصاص أربعة مدنيين", "shooting"),
        ("أعدم داعش رمياً بالرصاص أربعة مدنيين", "execution"),
        ("قُتل تسعة في اشتباكات تستخدم فيها المدفعية", "clash"),
    ],
)
def test_causes(text, cause):
    assert [c.cause for c in read(text)] == [cause]


def test_an_adjective_of_a_town_is_no_name():
    assert [p.name for c in read("تركت المعركة مدينة مدمرة، وقُتل 40 شخصاً في مدينة الرقة") for p in c.places] == ["الرقة"]


def test_an_event_has_the_day_that_stands_nearest_to_it():
    text = "انتزعت تركيا، التي أطلقت عملية عسكرية في التاسع من شباط 2020، من قسد في 13 منه مدينة تل أبيض. وقُتل منذ انطلاق العملية 114 مدنياً"
    assert [c.period.start.isoformat() for c in read(text)] == ["2020-02-09"]


def test_parts_that_each_tell_their_cause_say_nothing_of_the_whole():
    text = "وثّق المكتب استشهاد 23 مدنياً في شباط بينهم 7 تحت التعذيب و10 باغتيالات"
    assert [c.cause for c in read(text)][:2] == [None, "torture"]
    assert [c.cause for c in read("قُتل 23 مدنياً بينهم 7 أطفال بانفجار لغم")] == ["landmine", "landmine"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("لقي ثمانية مدنيين حتفهم غرقاً بعد انقلاب قارب كان يقل أكثر من 120 شخصاً", [("killed", 8)]),
        ("أخلت فرق الإنقاذ جثامين 12 ضحية من تحت الركام", [("killed", 12)]),
        ("احتجز عناصر هيئة تحرير الشام ناشطاً إعلامياً على حاجز", [("captured", 1)]),
        ("احتجزت الهيئة مسعفين اثنين وأصيب راعيا أغنام", [("captured", 2), ("wounded", 2)]),
        # what its source had said before is no second figure
        ("قُتل ستة مدنيين أمس بانفجار سيارة في سلقين. وكان المرصد أشار صباح أمس إلى استشهاد 6 مدنيين في سلقين", [("killed", 6)]),
    ],
)
def test_who_is_counted_and_who_is_not(text, figures):
    assert [(c.outcome, c.count.value) for c in read(text)] == figures


def test_what_a_part_tells_of_an_execution_is_no_other_cause():
    assert [c.cause for c in read("أعدمت قوات النظام تسعة مدنيين بينهم امرأتان بعد اقتحامها قرية الشيخ هلال")] == ["execution", "execution"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        # numbers that count no victim
        ("قتل 12 ألف شخص تحت التعذيب منذ 2011 وفق الشبكة", [("killed", 12000, "2011-01-01")]),
        ("قُتل رجل أمام أطفاله الأربعة برصاص قناص", [("killed", 1, "2020-03-05")]),
        ("قُتل رجل مع أطفاله الأربعة في القصف", [("killed", 1, "2020-03-05"), ("killed", 4, "2020-03-05")]),
        ("قُتل ثلاثة من حاملي رتبة ملازم", [("killed", 3, "2020-03-05")]),
        ("ارتفع عدد المصابين بفيروس كورونا إلى 120", []),
        ("تعهد تنظيم داعش بقتل عشرة جنود إذا لم تتوقف الغارات", []),
    ],
)
def test_numbers_that_count_no_victim(text, figures):
    assert [(c.outcome, c.count.value, c.period.start.isoformat()) for c in read(text)] == figures


SPLIT = "تقرير\nقُتل 900 مدني في سوريا خلال شباط 2020. "


@pytest.mark.parametrize(
    ("text", "by"),
    [
        # each number of a list is laid to whom stands behind it, and to nobody else
        ("ووثق التقرير مقتل 57 مدنياً على يد هيئة تحرير الشام، و12 على يد التحالف الدولي، و8 على أيدي قسد.", [["hts"], ["coalition"], ["sdf"]]),
        ("وقُتل 57 مدنياً من قبل قوات النظام، وخمسة على أيدي مسلحين مجهولين، و39 مدنياً قضوا على يد جهات أخرى.", [["government"], ["unknown_gunmen"], []]),
    ],
)  # fmt: skip
def test_a_list_laid_to_one_side_after_another(text, by):
    assert [c.by for c in read(SPLIT + text)[1:]] == by


@pytest.mark.parametrize(
    "text",
    [
        "وتصدرت محافظة حلب بقية المحافظات بـ 410 مدنيين، تلتها إدلب بـ 230 مدنياً ثم درعا بـ 140.",
        "وبحسب المحافظات جاءت حلب في المقدمة بـ 410 مدنيين، ثم إدلب بـ 230، فدرعا بـ 140.",
        "وسجلت محافظة حلب أعلى حصيلة بـ 410 قتلى، تلتها إدلب بـ 230 قتيلاً ثم درعا بـ 140.",
        "وحلت محافظة حلب في الصدارة بـ 410 مدنيين، وإدلب بـ 230 وبعدها درعا بـ 140.",
    ],
)
def test_places_in_the_order_of_their_share(text):
    for paragraph in ("", "\n\n"):  # in the paragraph of the total, and in one of its own
        total, *shares = read(SPLIT + paragraph + text)
        assert [(c.count.value, [p.name for p in c.places], c.part_of, c.category) for c in shares] == [
            (410, ["حلب"], "C1", "civilian"), (230, ["إدلب"], "C1", "civilian"), (140, ["درعا"], "C1", "civilian")]  # fmt: skip
        assert all(c.period == total.period and c.measure == "cumulative" for c in shares)


def test_cases_in_the_lines_of_a_breakdown_and_in_a_ranking():
    text = ("تقرير\nسجلنا في شباط 212 حالة اعتقال تعسفي، توزعت على الجهات كالتالي:\n– قوات النظام: 130 حالة، بينها 11 طفلاً.\n– قوات سوريا الديمقراطية: 60 حالة."
            "\n– هيئة تحرير الشام: 22 حالة.\n\nوتصدرت محافظة حلب بقية المحافظات بـ 68 حالة، تلتها درعا بـ 41 حالة.\n\nودُمرت 12 حالة.")  # fmt: skip
    assert [(c.count.value, c.by, c.part_of, [p.name for p in c.places]) for c in read(text)] == [
        (212, [], None, []), (130, ["government"], "C1", []), (11, ["government"], "C2", []), (60, ["sdf"], "C1", []), (22, ["hts"], "C1", []),
        (68, [], "C1", ["حلب"]), (41, [], "C1", ["درعا"])]  # fmt: skip


def test_the_side_of_a_label_not_those_in_its_brackets():
    text = "تقرير\nقُتل 70 مدنياً في شباط، يتوزعون بحسب الجهة على النحو التالي:\nأولاً: القوات الحكومية (الجيش والميليشيات الإيرانية): قتلت 40 مدنياً، بينهم 5 أطفال.\nثانياً: قسد: 30 مدنياً."
    assert [c.by for c in read(text)] == [[], ["government"], ["government"], ["sdf"]]


@pytest.mark.parametrize(
    ("text", "by", "part_of"),
    [
        # some of those whom a side killed go to its own figure
        ("ومن ضحايا القوات الروسية 41 مدنياً قضوا يوم 22 شباط بغارة على مدرسة في عربين.", "russia", "C3"),
        ("ومن بين ضحايا قوات النظام من المدنيين سبعة أعدمهم عناصرها يوم 9 شباط في بلدة حيان.", "government", "C2"),
        ("ومن المدنيين الذين قتلتهم قوات النظام 34 مدنياً قضوا يوم 1 شباط ببرميل متفجر على بلدة حيان.", "government", "C2"),
    ],
)  # fmt: skip
def test_victims_of_a_side(text, by, part_of):
    last = read(SPLIT + "قتلت قوات النظام 500 مدني، فيما قتلت القوات الروسية 156 مدنياً. " + text)[-1]
    assert (last.by, last.part_of, last.measure) == ([by], part_of, "incident")


def test_a_class_broken_down_further():
    text = "تقرير\nقُتل 90 شخصاً، هم 60 من قوات النظام و30 مدنياً. ومن بين المدنيين "
    assert [(c.outcome, c.count.value, c.part_of) for c in read(text + "12 معتقلاً قضوا تحت التعذيب.")][-1] == ("killed", 12, "C3")
    assert [(c.outcome, c.count.value, c.part_of) for c in read(text + "12 شخصاً أصيبوا بجروح.")][-1] != ("killed", 12, "C3")


def test_a_month_laid_to_a_side_takes_no_place_from_another():
    text = "وتسببت القوات التركية بقصفها مدينة عفرين بمقتل 95 مدنياً. وسجل التقرير مقتل 57 مدنياً على يد هيئة تحرير الشام، و12 على يد التحالف الدولي."
    assert [([p.name for p in c.places], c.cause, c.by) for c in read(SPLIT + text)[1:]] == [(["عفرين"], "shelling", ["turkey"]), ([], None, ["hts"]), ([], None, ["coalition"])]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        # those who still are what the text says of them, with their parts before the verb
        ("إن 130 شخصاً، بينهم 30 طفلاً و20 سيدة، لا يزالون قيد الاعتقال لدى قوات النظام.", [("captured", 130, ["government"]), ("captured", 30, ["government"]), ("captured", 20, ["government"])]),
        ("لكن أكثر من 112 ألف شخص ما زالوا في عداد المختفين قسرياً على يد النظام.", [("missing", 112000, ["government"])]),
        # a verb with a pronoun tells of those before it; the next number has its own
        ("ومن بينهم 12 مدنياً اعتقلتهم قسد في بلدة الشحيل، وخمسة مدنيين من عائلة واحدة، بينهم سيدتان، اعتقلتهم قوات النظام في بلدة كناكر.",
         [("captured", 12, ["sdf"]), ("captured", 5, ["government"]), ("captured", 2, ["government"])]),
        ("ومن بينهم 12 مدنياً اعتقلتهم قسد، مدعومة بمروحيات التحالف الدولي، في بلدة الشحيل.", [("captured", 12, ["sdf", "coalition"])]),
        ("إن 12 مدنياً خطفتهم فصائل الجيش الوطني، بدعم من تركيا، في عفرين.", [("abducted", 12, ["turkish_backed", "turkey"])]),
        # where the dead were held
        ("قضى تسعة معتقلين تحت التعذيب، سبعة منهم في سجون قوات النظام واثنان في مراكز احتجاز تابعة لقسد.", [("killed", 9, []), ("killed", 7, ["government"]), ("killed", 2, ["sdf"])]),
        # who acts in the sentence fired what has no other subject
        ("أما فصائل المعارضة فقد تسببت قذيفة أطلقتها على سوق مدينة جرمانا بمقتل أربعة مدنيين.", [("killed", 4, ["opposition"])]),
        ("استهدفت قوات النظام مواقع الفصائل بصواريخ أطلقتها من مطار حماة، ما أدى إلى مقتل أربعة مدنيين.", [("killed", 4, ["government"])]),
        # allies
        ("قُتل 60 مدنياً بالقصف المدفعي لقوات النظام وحليفتها روسيا.", [("killed", 60, ["government", "russia"])]),
        # numbers of attacks are nobody's parts
        ("قُتل 60 مدنياً. وشهد الشهر 52 مجزرة و122 حادثة اعتداء على مراكز حيوية، منها 19 على منشآت طبية.", [("killed", 60, [])]),
    ],
)  # fmt: skip
def test_what_monitors_say_of_a_number(text, figures):
    assert [(c.outcome, c.count.value, c.by) for c in read(text)] == figures


def test_a_day_of_the_month_is_past():
    (killed,) = extract("قُتل ثلاثة مدنيين بقصف في 20 من الشهر على جرمانا.", dt.date(2018, 4, 1)).casualties
    assert killed.period.start == dt.date(2018, 3, 20)
    (killed,) = extract("قُتل ثلاثة مدنيين بقصف في 20 من الشهر على جرمانا.", dt.date(2018, 4, 25)).casualties
    assert killed.period.start == dt.date(2018, 4, 20)


def test_a_data_base_is_no_place():
    (held,) = read("وبحسب قاعدة بيانات الشبكة قُتل ثلاثة مدنيين.")
    assert held.places == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("قُتل وأصيب نحو 70 شخصاً، بينهم 22 قتيلاً", [("losses", 70, None), ("killed", 22, "C1")]),
        ("استشهد وجرح 12 مدنياً في القصف", [("losses", 12, None)]),
        ("قُتل مدني وأصيب 12 في القصف", [("killed", 1, None), ("wounded", 12, None)]),
        ("خسر الجيش السوري 3 دبابات و11 جندياً", [("killed", 11, None)]),
        ("قُتل 4 من كل 10 مقاتلين في الكتيبة", []),
    ],
)
def test_the_dead_and_wounded_in_one_number(text, figures):
    assert [(c.outcome, c.count.value, c.part_of) for c in read(text)] == figures


def test_a_day_in_a_title_that_counts_is_the_day_of_what_the_body_gives_no_day_for():
    text = "97 قتيلاً في سورية يوم أمس الأربعاء\n\nالمرصد السوري لحقوق الإنسان - الخميس 3/1/2013\n\nقتل 97 شخصاً أمس.\n\nمحافظة حمص: قتل ثلاثة مدنيين في قصف على تلبيسة.\n"
    body = extract(text).casualties[-1]
    assert (body.count.value, body.period.start) == (3, dt.date(2013, 1, 2))
    plain = extract(text.replace("97 قتيلاً في سورية يوم أمس الأربعاء", "قتلى في سورية")).casualties[-1]
    assert plain.period.start == dt.date(2013, 1, 3)


def test_a_headline_below_the_name_of_who_speaks_is_told_again_by_the_body():
    text = ("الشبكة السورية لحقوق الإنسان\nبيان صحفي – الأحد 15 نيسان 2018\n\nمقتل ما لا يقل عن 1,473 مدنياً في الغوطة الشرقية وتشريد أهلها\n\n"
            "سجلت الشبكة بين 18 شباط و12 نيسان 2018 مقتل ما لا يقل عن 1,473 مدنياً، بينهم 301 طفل، في الغوطة الشرقية.")
    assert [(one.count.value, one.measure) for one in extract(text).casualties] == [(1473, "cumulative"), (301, "cumulative")]
