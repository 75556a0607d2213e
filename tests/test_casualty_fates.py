"""What happened to people in the words of agencies: taken, lost, found dead, left over; and numbers that count nobody."""

from __future__ import annotations

import datetime as dt

import pytest

from extraction import extract
from extraction.records import Casualty

DAY = dt.date(2020, 3, 1)


def read(text: str) -> list[Casualty]:
    return extract(text, DAY).casualties


def told(text: str) -> list[tuple[str, int | str, str]]:
    return [(c.outcome, c.count.value if c.count.value is not None else c.count.qualifier, c.party or c.category) for c in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # into whose hands they fell; places fall too
        ("وقع أربعة من الجنود في قبضة الفصائل", [("captured", 4, "government")]),
        ("وقعت قريتان في قبضة الفصائل", []),
        ("وقع تسعة من عناصر قوات النظام في الأسر", [("captured", 9, "government")]),
        ("أدى الكمين إلى مقتل ستة من قوات النظام ووقوع أربعة آخرين في الأسر لدى الفصائل", [("killed", 6, "government"), ("captured", 4, "government")]),
        # a pair, or several, whom only a pronoun names behind the deed
        ("أطلق مسلحون مجهولون النار على عنصرين من قوات النظام في بلدة المسيفرة، ما أدى إلى مقتلهما على الفور", [("killed", 2, "government")]),
        ("أطلق مجهولون الرصاص على سيدتين في حي الصناعة، ما تسبب بإصابتهما", [("wounded", 2, "woman")]),
        ("استهدف مسلحون ثلاثة عناصر من قسد بقنبلة، ما أدى إلى إصابتهم", [("wounded", 3, "sdf")]),
        ("عُثر على جثتي رجلين بعد اختطافهما من قبل مجهولين", [("killed", 2, "man")]),
        # families are no captives, and those who told it no victims
        ("عبرت عشرات الأسر إلى الضفة الأخرى", []),
        ("قُتل سبعة مدنيين، حسبما قال مسعفون وساكنان", [("killed", 7, "civilian")]),
        # some of those who moved
        ("فرّ 120 مقاتلاً من البلدة، وقال ناشط إن 14 منهم قُتلوا في كمين", [("killed", 14, "combatant")]),
        # who is set free is not taken, wherever the side stands
        ("أطلقت الفصائل سراح مئات السجناء", []),
        ("أطلقت قسد سراح 30 معتقلاً، وأُفرج عن خمسة مختطفين", []),
        ("12 معتقلاً أُفرج عنهم أمس", []),
        ("قبضت قوات الأمن، فجر اليوم، على ثلاثة مطلوبين", [("captured", 3, "person")]),
        # the verb of taking may have a relative clause between it and those it takes
        ("اعتقلت قسد خلال حملة شارك فيها طيران التحالف سبعة أشخاص", [("captured", 7, "person")]),
        ("اختطف مسلحون لم تُحدد هويتهم ثلاثة شبان على طريق نوى", [("abducted", 3, "man")]),
        # who tells of it
        ("نزح 60 شخصاً، وقال أحدهم إن القصف قتل طفلين", [("killed", 2, "child")]),
        ("لا تشمل الحصيلة 9 عناصر قضوا أمس، ولا ثلاثين جريحاً أصيبوا بالقصف", [("killed", 9, "combatant"), ("wounded", 30, "person")]),
        # a side that loses fighters, against fighters out of reach
        ("فقدت قسد في المعارك سبعة مقاتلين", [("killed", 7, "sdf")]),
        ("خسر الجيش السوري في اليوم نفسه، بحسب المرصد، سبعة جنود", [("killed", 7, "government")]),
        ("فُقد مقاتلان من قسد قرب الباغوز", [("missing", 2, "sdf")]),
        # those of whom the text says later what was done to them
        ("لا يزال مجهولاً مصير 9 أشخاص، هم 6 نساء و3 أطفال، خطفهم تنظيم داعش", [("abducted", 9, "person"), ("abducted", 6, "woman"), ("abducted", 3, "child")]),
        ("حذرت المنظمة من أن مصير 9 آلاف مدني ما زال مهدداً", []),
        ("اعتقلت قوات النظام 40 شخصاً، وتوفي ثلاثة من المعتقلين تحت التعذيب", [("captured", 40, "person"), ("killed", 3, "detainee")]),
        ("خُطف ثلاثة شبان قرب نوى، وعُثر صباح اليوم على جثمان أحدهم", [("abducted", 3, "man"), ("killed", 1, "man")]),
        ("اعتقلت قسد أربعة شبان، وأفرجوا عن أحدهم في اليوم التالي", [("captured", 4, "man")]),
        # one more, with his noun before the ordinal
        ("قُتل حارسان ولا يزال حارس ثالث مفقوداً", [("killed", 2, "combatant"), ("missing", 1, "combatant")]),
        ("لاقوا حتفهم تحت الأنقاض 12 مدنياً", [("killed", 12, "civilian")]),
        ("ومعلومات عن وقوع تسعة مقاتلين من الفصائل في الأسر لدى قوات النظام", [("captured", 9, "opposition")]),
        ("فقدت قوات النظام الاتصال بثلاثة من عناصرها قرب الحراك", [("missing", 3, "government")]),
        ("قالت الوزارة إن مقاتلين اثنين من قسد قُتلا وأصابوا نحو عشرين جندياً", [("killed", 2, "sdf"), ("wounded", 20, "government")]),
        ("خُطف رجل قرب نوى، ونفق العشرات من رؤوس الماشية", [("abducted", 1, "man")]),
        ("انتشال جثامين 7 أشخاص من تحت الأنقاض وإنقاذ 3 آخرين أحياء", [("killed", 7, "person")]),
        ("رصد المرصد مقتل وجرح 17 عنصراً من حزب الله", [("losses", 17, "iran_backed")]),
        ("نفذت قسد حملة اعتقالات طالت 15 مواطناً في الطبقة", [("captured", 15, "civilian")]),
        ("خسر فصيل أحرار الشام ستة مقاتلين", [("killed", 6, "opposition")]),
        ("تحدثت مصادر محلية عن 12 قتيلاً، فيما قال المرصد إنهم 9", [("killed", 12, "person"), ("killed", 9, "person")]),
        ("استشهد 5 أشخاص من عائلة واحدة، رجل وزوجته وثلاثة من أبنائهما", [("killed", 5, "person"), ("killed", 1, "man"), ("killed", 1, "woman"), ("killed", 3, "child")]),
        ("لا يزال 98 ألف شخص مختفين قسرياً منذ آذار 2011، قرابة 84 ألفاً منهم لدى النظام", [("missing", 98000, "person"), ("missing", 84000, "person")]),
        ("قضى 4 مقاتلين من داعش وأسر آخر في كمين لقسد", [("killed", 4, "islamic_state"), ("captured", 1, "islamic_state")]),
        # what is left of a number
        ("قضى 9 من عناصر داعش بغارات، والأربعة الباقون بقذائف", [("killed", 9, "islamic_state"), ("killed", 4, "islamic_state")]),
        ("قُتل أربعة مدنيين في الأيام الخمسة الأخيرة", [("killed", 4, "civilian")]),
        # a deed that left wounded did not kill them
        ("6 مدنيين قُتلوا في هجوم خلّف أيضاً نحو عشرين جريحاً", [("killed", 6, "civilian"), ("wounded", 20, "person")]),
        # the ending of إصابة is no pronoun
        ("هاجموا حاجزاً لهيئة تحرير الشام، وأدى الهجوم إلى مقتل عنصر منها وإصابة أربعة مدنيين", [("killed", 1, "hts"), ("wounded", 4, "civilian")]),
        # a toll and its number apart
        ("وثق المركز مقتل 80 مدنياً، في حين أورد المرصد حصيلة أدنى هي 71 مدنياً", [("killed", 80, "civilian"), ("killed", 71, "civilian")]),
        ("قدّر المرصد بـ 90 مدنياً، منهم 20 طفلاً، حصيلة القصف على دوما", [("killed", 90, "civilian"), ("killed", 20, "child")]),
    ],
)  # fmt: skip
def test_fates(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("قُتل 90 طفلاً (بمعدل 3 أطفال يومياً)", [90]),
        ("قُتل شخصان في منطقة «كيلو 7» وسط المدينة", [2]),
        ("أصيب 20 مدنياً، وقال طبيب إن بعض الجرحى في حال حرجة", [20]),
        ("بلغت الحصيلة 30 قتيلاً، هم 12 مدنياً (بمن فيهم شهداء البوليل) و18 من قسد", [30, 12, 18]),
        ("خسر التنظيم 40 قتيلاً وعشرات الآليات", [40]),
        ("قُتل 70 مدنياً، إضافة إلى مجازر تُسجل كل مرة يسقط فيها خمسة أشخاص", [70]),
        ("أصدرت الشبكة تقريرها الشهري عن الضحايا", []),
        # they do count beside people
        ("قُتل في درعا 7 مدنيين", [7]),
        ("أصيب بعض المدنيين", [None]),
    ],
)
def test_numbers_that_count_nobody(text, numbers):
    assert [c.count.value for c in read(text)] == numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # nouns that else are other words, where only a person can stand
        ("قُتل طالب جامعي في حمص", [("killed", 1, "civilian")]),
        ("طالب المجلس بهدنة في حمص", []),
        ("أودى القصف بحياة مزارع", [("killed", 1, "civilian")]),
        ("قُتل 3 مدنيين في مزارع المليحة", [("killed", 3, "civilian")]),
        ("أدت الضربة إلى مقتل القيادي أبو حسن الأردني ومرافقه", [("killed", 1, "combatant"), ("killed", 1, "combatant")]),
        ("مقتل عضو في مجلس مدينة حماة وزوجته", [("killed", 1, "person"), ("killed", 1, "woman")]),
        ("استشهاد مواطنة وطفلها، وأصيب 4 آخرون", [("killed", 1, "woman"), ("killed", 1, "child"), ("wounded", 4, "person")]),
        ("جُرح ثلاثة بينهم الأم", [("wounded", 3, "person"), ("wounded", 1, "woman")]),
        ("اعتقلت قسد 8 أشخاص بينهم مختار القرية", [("captured", 8, "person"), ("captured", 1, "civilian")]),
        ("راح ضحيتها 3 مدنيين، هم أب وأم وطفل، وأصيب الجد", [("killed", 3, "civilian"), ("killed", 1, "man"), ("killed", 1, "woman"), ("killed", 1, "child")]),
        ("خطف مسلحون تابعون لهيئة تحرير الشام الصحفي بلال في أطمة", [("abducted", 1, "journalist")]),
        ("خُطف مسلحون من داعش", [("abducted", "several", "islamic_state")]),
        ("خطف مسلحون من العشائر تاجر خضار", [("abducted", 1, "civilian")]),
    ],
)
def test_nouns_of_one_person(text, expected):
    assert told(text) == expected
