"""What a figure takes over: the day that heads its paragraph, the places and doers of an event told before, the sides of an attack."""

from __future__ import annotations

import datetime as dt

import pytest

from extraction import extract
from extraction.records import Casualty

DAY = dt.date(2020, 3, 1)  # a Sunday


def read(text: str) -> list[Casualty]:
    return extract(text, DAY).casualties


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # a day on a line of its own heads the lines of its list
        ("حصاد\n\nالجمعة 28 شباط:\n– قُتل مدنيان في دوما.\n– أصيب طفل في نوى.\n\nالسبت 29 شباط:\n– قُتل رجل في طفس.", ["2020-02-28", "2020-02-28", "2020-02-29"]),
        # and the paragraph that begins with it
        ("حصاد\n\n■ الجمعة: قصف على دوما. وليلاً قُتل مدنيان في الحي.\n■ السبت: أصيب طفل.", ["2020-02-28", "2020-02-29"]),
        # but not what stands below in a paragraph of another kind
        ("حصاد\n\nالجمعة 28 شباط:\n– قُتل مدنيان في دوما.\n\nوأصيب طفل في نوى.", ["2020-02-28", "2020-03-01"]),
        # the day of an attack told before, and of the figure before in the sentence
        ("شن مسلحون أمس هجوماً على نوى. وأسفر الهجوم عن مقتل ستة، بينما أقر متحدث بسقوط ثلاثة", ["2020-02-29", "2020-02-29"]),
        ("سيطر داعش على تدمر في 20 شباط، حيث أعدم منذ ذلك الحين 90 شخصاً", ["2020-02-20"]),
        ("وصلت تعزيزات أمس، ولا يزال ستة من قسد في عداد المفقودين", ["2020-03-01"]),
        ("قُتل شاب تحت التعذيب بعد اعتقاله منذ عام 2013", ["2020-03-01"]),
        # the toll of one event that later deaths raise
        ("قُتل 18 مدنياً في تفجير أمس، وبذلك يرتفع إلى 22 عدد القتلى بعد وفاة 4 من الجرحى", ["2020-02-29", "2020-02-29", "2020-02-29"]),
        # a relative clause that its pronoun has ended leaves the date to the sentence
        ("أطلق مسلحون من الحي الذي يسيطرون عليه قذائف على جرمانا صباح أمس، فقُتل سبعة وأصيب 25", ["2020-02-29", "2020-02-29"]),
    ],
)  # fmt: skip
def test_days_at_the_head(text, days):
    assert [c.period.start.isoformat() for c in read(text)] == days


def test_a_day_heads_no_breakdown():
    text = "حصاد\n\nالجمعة:\n– قُتل تسعة مسلحين في دوما.\n\nالسبت:\n– قُتل ثلاثة جنود في نوى."
    assert [c.part_of for c in read(text)] == [None, None]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # an event taken up by its noun: where it was, not what was told since
        ("شن التنظيم هجوماً على مواقع قسد في بلدتي هجين والشعفة، ولا تزال معارك تدور في السوسة، وقضى جراء الهجوم 9 من قسد", [["هجين", "الشعفة"]]),
        # places joined with و, whatever their size
        ("شنت الطائرات غارات على مدينة معرة النعمان وبلدة كفرسجنة، قُتل فيها مدنيان", [["معرة النعمان", "كفرسجنة"]]),
        ("قُتل مدنيان في حي السكري بمدينة حلب", [["السكري"]]),
        # taken earlier, bound for, at home in: not where it happened
        ("سيطرت قسد على حي الرومانية، بعد حيي المشلب والسباهية، وقُتل خلال ذلك 9 من التنظيم", [["الرومانية"]]),
        ("اعتقلت قوات النظام عند حاجز في بلدة خربة غزالة خمسة من أبناء نوى", [["خربة غزالة"]]),
        ("قُتل عند حاجز في نوى رجلان كانا في طريقهما إلى دمشق", [["نوى"]]),
        # the head of a paragraph gives way to the finer place behind the figures
        ("وفي محافظة الحسكة، قُتل مقاتل وأحد مرافقيه في ضربة قرب بلدة عامودا", [["عامودا"], ["عامودا"]]),
        # an ambush that a patrol fell into is no village that fell
        ("قُتل ثلاثة جنود حين وقعت دوريتهم في كمين قرب بلدة جاسم", [["جاسم"]]),
        # a part of the town that has no name
        ("نجا رجل في حي درعا البلد. واندلعت اشتباكات في الحي الجنوبي من مدينة طفس، قُتل فيها أربعة", [["طفس"]]),
        # a total is of all the places of the parts that make it up
        ("استشهد 7 مدنيين، 4 منهم بغارات على بلدة سرجة، و3 بقذائف على مدينة سراقب", [["سرجة", "سراقب"], ["سرجة"], ["سراقب"]]),
        # what only tells where a named place lies; the dam told before; a pronoun for two towns
        ("سيطروا على قاعدة الفوج 46 قرب بلدة الأتارب، وقُتل هناك سبعة جنود", [["الفوج 46"]]),
        ("سيطرت قسد على سد الفرات. وقُتل أربعة من عناصرها في محيط السد", [["سد الفرات"]]),
        ("سيطرت قوات النظام على بلدة الحراك وعلى بلدة إبطع، واعتقلت فيهما 90 شخصاً", [["الحراك", "إبطع"]]),
        ("قُتل مدنيان في بلدة سرمين وأصيب خمسة نُقلوا إلى مشفى في مدينة إدلب", [["سرمين"], ["سرمين"]]),
        # no names
        ("قُتل أكثر من مئتي شخص في مدينة السويداء وقرى ريفها", [["السويداء"]]),
        ("توفي رجل في سجن تابع لفصيل في بلدة راجو", [["راجو"]]),
        # what a side then did elsewhere
        ("قُتل ثمانية من المهاجمين في خان طومان، وفي ريف إدلب سيطرت قوات النظام على قرى عدة", [["خان طومان"]]),
    ],
)  # fmt: skip
def test_where(text, places):
    assert [[p.name for p in c.places] for c in read(text)] == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # those who are called attackers and defenders
        ("شن تنظيم داعش هجوماً على المطار لكن الجيش السوري تصدى له.\nوقال المرصد إن 12 من المهاجمين سقطوا", [(12, "islamic_state", [])]),
        ("صدت قسد هجوماً شنه تنظيم داعش على هجين، وقُتل فيه أربعة من المدافعين وسبعة من المهاجمين", [(4, "sdf", ["islamic_state"]), (7, "islamic_state", [])]),
        ("هاجم مسلحون من العشائر موقعاً لقسد. وأسر المهاجمون ثلاثة من عناصر قسد", [(3, "sdf", ["local_armed"])]),
        # whose column was struck
        ("استهدفت مسيّرة إسرائيلية أمس رتلاً للجيش قرب الكسوة، ما أدى إلى مقتل أربعة جنود", [(4, "government", ["israel"])]),
        # a unit of a side goes on as the subject; whom it fights does not
        ("صدت وحدة من الجيش هجوماً لتنظيم داعش على جبورين، وأوقعت ستة منهم قتلى", [(6, "islamic_state", ["government"])]),
        ("واصل الجيش عملياته ضد فلول تنظيم داعش وأحكم سيطرته على القصر بعد القضاء على تسعة إرهابيين وإصابة آخرين",
         [(9, "islamic_state", ["government"]), (None, "islamic_state", ["government"])]),
        # who holds the place that was shelled did not shell it
        ("قذائف أطلقتها قسد على بلدة البوليل الواقعة تحت سيطرة النظام تقتل ثلاثة مدنيين", [(3, None, ["sdf"])]),
        # whose men: the side just counted, not the state that backs it
        ("شنت فصائل الجيش الوطني المدعومة من تركيا هجوماً، وقُتل 9 من الفصائل وجُرح عدد من عناصرها", [(9, "turkish_backed", []), (None, "turkish_backed", [])]),
        ("قُتل 7 من داعش وثلاثة من قوات النظام، وأسرت الأخيرة أربعة آخرين منهم", [(7, "islamic_state", []), (3, "government", []), (4, "islamic_state", ["government"])]),
        # the side before its number; the men of a group loyal to a state; armed men of the place
        ("قُتل من التنظيم 30 عنصراً", [(30, "islamic_state", [])]),
        ("سقط عنصران من مجموعات موالية لطهران", [(2, "iran_backed", [])]),
        ("قُتل 13 مسلحاً محلياً دافعوا عن القرية", [(13, "local_armed", [])]),
        ("قضى 17 من أفراد القوات الحكومية", [(17, "government", [])]),
        # the men of a side act; two sides act together; a patrol of a state; whose share of cases
        ("ذكر بيان للمعارضة أن مقاتليها احتجزوا هناك أربعة جنود", [(4, "government", ["opposition"])]),
        ("اعتقلت دورية إسرائيلية فجر اليوم أربعة شبان من قرية جملة بريف درعا", [(4, None, ["israel"])]),
        ("قصفت طائرات روسية وسورية بلدة طفس مما أسفر عن مقتل 9 مدنيين", [(9, None, ["russia", "government"])]),
        ("أصيب خمسة مدنيين جراء إطلاق مسلحين مجهولين الرصاص على حافلة", [(5, None, ["unknown_gunmen"])]),
        ("تقدمت قوات النظام، في حين استشهد ستة جراء غارات نفذتها طائرات حربية روسية", [(6, None, ["russia"])]),
        # what goes on being told of the whole is no share of a part
        ("قُتل 39 مدنياً، بينهم 5 أطفال، قضى 20 منهم برصاص مجهولين", [(39, None, []), (5, None, []), (20, None, ["unknown_gunmen"])]),
        ("أما المرصد فقال إن سبعة قتلوا، أربعة منهم من الحرس الثوري الإيراني", [(7, None, []), (4, "iran_backed", [])]),
        # who finds the dead did not kill them, unless it is said; the men of a checkpoint; an army of a country without a code
        ("اعتقلت الأسايش 48 شخصاً، وعثرت على جثة لاجئة عراقية", [(48, None, ["sdf"]), (1, None, [])]),
        ("عُثر على جثث ثلاث نساء أعدمهن تنظيم داعش", [(3, None, ["islamic_state"])]),
        ("قُتل شاب برصاص عناصر حاجز المخابرات الجوية شرق درعا", [(1, None, ["government"])]),
        ("وقتل الجيش اللبناني مطلوبين سوريين اثنين في عرسال", [(2, None, [])]),
        # a second split of the total stands beside the first; «كما» tells of another event
        ("استشهد 7 مدنيين، بينهم طفلان، 4 منهم بغارات روسية على سرجة، و3 بقذائف أطلقتها قوات النظام على سراقب، كما قُتل 21 من قوات النظام",
         [(7, None, ["russia", "government"]), (2, None, ["russia", "government"]), (4, None, ["russia"]), (3, None, ["government"]), (21, "government", [])]),
        # laid to somebody who is no side; a state that announces the loss of its own; a force that belongs to a side
        ("قتلت قسد 3 مدنيين، وقُتل 5 على يد جهات أخرى", [(3, None, ["sdf"]), (5, None, [])]),
        ("أعلن الجيش التركي مقتل جنديين في إدلب", [(2, "turkey", [])]),
        ("أعلن الجيش التركي مقتل جنديين سوريين في إدلب", [(2, "government", [])]),
        ("قُتل 9 من عناصر الأمن الداخلي التابع لقسد وأُسر اثنان بهجوم لداعش", [(9, "sdf", ["islamic_state"]), (2, "sdf", ["islamic_state"])]),
        # the second of two breakdowns is no part of the first
        ("بلغت الحصيلة 58 قتيلاً من قوات النظام، بينهم 9 ضباط، و31 من هيئة تحرير الشام", [(58, "government", []), (9, "government", []), (31, "hts", [])]),
        # «ردت في بيان» is speech
        ("وردّت قسد في بيان بأن ثلاثة من مقاتليها قضوا", [(3, "sdf", [])]),
        # each part's own verb tells of it alone
        ("قُتل 60 شخصاً، هم 20 عنصراً من قوات النظام قضوا بغارات إسرائيلية، و40 مدنياً", [(60, None, []), (20, "government", ["israel"]), (40, None, [])]),
    ],
)  # fmt: skip
def test_sides(text, expected):
    assert [(c.count.value, c.party, c.by) for c in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "causes"),
    [
        # parts that make up a total give it their causes
        ("قُتل 9 من عناصر التنظيم، منهم خمسة بغارات التحالف وأربعة في اشتباكات", ["mixed", "air_strike", "clash"]),
        # what a part did to itself says nothing of the whole
        ("قُتل في اشتباكات المدينة 23 من عناصر التنظيم بينهم 6 فجروا أنفسهم بأحزمة ناسفة", ["clash", "suicide_bombing"]),
        # a march, weapons in use, an execution by shooting
        ("أصيب خمسة متظاهرين برصاص الأمن خلال مسيرة سلمية", ["shooting"]),
        ("تدور اشتباكات تُستخدم فيها المدفعية، وأسفرت عن مقتل سبعة", ["clash"]),
        ("أعدموا ثلاثة أسرى رمياً بالرصاص", ["execution"]),
    ],
)  # fmt: skip
def test_how(text, causes):
    assert [c.cause for c in read(text)] == causes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # who speaks next goes on about the event, if his sentence names no day, place or cause of its own
        ("أسفر قصف روسي أمس على بلدة البارة عن مقتل 12.\nوأضاف المرصد أن 40 آخرين أصيبوا.", [("2020-02-29", ["البارة"], "shelling", ["russia"])] * 2),
        ("أسفر قصف روسي أمس على بلدة البارة عن مقتل 12.\nوأضاف المرصد أن ثلاثة قُتلوا بلغم في نوى.",
         [("2020-02-29", ["البارة"], "shelling", ["russia"]), ("2020-03-01", ["نوى"], "landmine", [])]),
        # the losses of the other side had another cause
        ("قتلت غارات التحالف أمس 15 من مقاتلي داعش قرب السوسة.\nوأضاف المتحدث أن مقاتلين اثنين من قسد أصيبا.",
         [("2020-02-29", ["السوسة"], "air_strike", ["coalition"]), ("2020-02-29", ["السوسة"], None, [])]),
    ],
)  # fmt: skip
def test_who_speaks_next(text, expected):
    assert [(c.period.start.isoformat(), [p.name for p in c.places], c.cause, c.by) for c in read(text)] == expected


def test_losses_of_both_sides_named_with_kila():
    text = "اشتباكات بين قوات النظام والفصائل قرب خان شيخون، وأنباء عن خسائر بشرية في صفوف كلا الطرفين"
    assert [(c.outcome, c.party) for c in read(text)] == [("losses", "government"), ("losses", "opposition")]
