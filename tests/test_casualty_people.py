"""Whom a casualty figure counts and what happened to them: each rule beside sentences of its own making."""

from __future__ import annotations

import datetime as dt

import pytest

from extraction import extract

DAY = dt.date(2020, 3, 1)


def figures(text: str) -> list[tuple[str, int | str, str]]:
    """Outcome, number (or its vague word), and the side or else the category of each record."""
    return [(c.outcome, c.count.value if c.count.value is not None else c.count.qualifier, c.party or c.category) for c in extract(text, DAY).casualties]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # those of whom the number is stand before their verb
        ("ومن مقاتلي الفصائل سقط 19 قرب ميدعا، و7 في جوبر", [("killed", 19, "opposition"), ("killed", 7, "opposition")]),
        ("ومن المدنيين قُتل 9 جراء القصف على دوما", [("killed", 9, "civilian")]),
        ("ومن قوات النظام قُتل 8 في كسب", [("killed", 8, "government")]),
        ("ومن دمشق خرج مدنيون، وقُتل 8 عناصر من قسد", [("killed", 8, "sdf")]),
        # who is no civilian
        ("قُتل 50 شخصاً بينهم 20 من غير المدنيين", [("killed", 50, "person"), ("killed", 20, "combatant")]),
        ("مقتل 30 شخصاً توزعوا كما يلي:\nالمدنيون: 18\nغير المدنيين: 12", [("killed", 30, "person"), ("killed", 18, "civilian"), ("killed", 12, "combatant")]),
        # a corps that is called by its first word
        ("هاجمت هيئة تحرير الشام الفيلق الثالث، وقُتل 9 من الهيئة و4 من الفيلق", [("killed", 9, "hts"), ("killed", 4, "turkish_backed")]),
        # those told together with a man: his children in the dual, his companions, a family whose persons are counted
        ("قُتل رجل وابنيه بانفجار لغم", [("killed", 1, "man"), ("killed", 2, "child")]),
        ("قُتلت سيدة وابنتاها بقصف مدفعي", [("killed", 1, "woman"), ("killed", 2, "child")]),
        ("أردى مجهولون بالرصاص، مساء أمس، قيادياً في هيئة تحرير الشام واثنين من مرافقيه، وأصابوا أحد المارة",
         [("killed", 1, "hts"), ("killed", 2, "hts"), ("wounded", 1, "person")]),
        ("قُتل 20 مدنياً، بينهم عائلة نازحة من سبعة أفراد", [("killed", 20, "civilian"), ("killed", 7, "civilian")]),
        ("فُقد الاتصال بعائلة مؤلفة من خمسة أشخاص، ولا يزال مصير أفرادها مجهولاً", [("missing", 5, "person")]),
        ("قُتل 30 مدنياً في دوما (12) وحرستا (8) وزملكا (10)", [("killed", 30, "civilian"), ("killed", 12, "civilian"), ("killed", 8, "civilian"), ("killed", 10, "civilian")]),
        ("قُتل صائغ وأصيب محاسب برصاص مجهولين", [("killed", 1, "civilian"), ("wounded", 1, "civilian")]),
        ("قُتل خمسة أشخاص بينهم مرشح وخياط", [("killed", 5, "person"), ("killed", 1, "civilian"), ("killed", 1, "civilian")]),
        ("قُتل ضابط متقاعد في السفيرة، والبرنامج الرياضي مستمر", [("killed", 1, "government")]),
        ("قُتل 3 من عناصر حاجز لقوات النظام في هجوم", [("killed", 3, "government")]),
        ("قُتل عنصران من دورية للأمن العسكري", [("killed", 2, "government")]),
        ("قُتل ثلاثة من حراس السجن التابعين لقسد", [("killed", 3, "sdf")]),
        ("بلغت حصيلة حالات الاعتقال التعسفي 203 حالات، بينها 7 أطفال", [("captured", 203, "person"), ("captured", 7, "child")]),
        ("تبادلت الفصائل وقوات النظام 15 أسيراً", []),
        # told by their nationality alone
        ("أسرت قسد تسعة عناصر من تنظيم داعش، بينهم روسيان وتونسي", [("captured", 9, "islamic_state"), ("captured", 2, "islamic_state"), ("captured", 1, "islamic_state")]),
        ("قُتل أربعة أشخاص بينهم لبناني، وأصيب ضابط روسي", [("killed", 4, "person"), ("killed", 1, "person"), ("wounded", 1, "russia")]),
        ("نجا قيادي من محاولة اغتيال أدت إلى مقتل سائقه وإصابة مدنيين اثنين", [("killed", 1, "civilian"), ("wounded", 2, "civilian")]),
        ("أعدم عناصر من هذه الفصائل 14 مقاتلاً من قسد", [("killed", 14, "sdf")]),
        ("احتجزت قسد الأربعة والعشرين الباقين", [("captured", 24, "person")]),
        ("قُتل خمسة أشخاص، بينهم الواحد", [("killed", 5, "person"), ("killed", 1, "person")]),
        ("انسحبت هيئة تحرير الشام بعد سيطرة قوات النظام على مدينة خان شيخون، عقب معارك مع هيئة تحرير الشام، وقُتل ثلاثة مدنيين،", [("killed", 3, "civilian")]),
        ("قُتل متزعم مجموعة محلية مع مرافقه برصاص مجهولين", [("killed", 1, "combatant"), ("killed", 1, "combatant")]),
        ("قُتلت سيدة برفقة طفليها في قصف على إدلب", [("killed", 1, "woman"), ("killed", 2, "child")]),
        ("قُتل ضابط برتبة ملازم أول وثلاثة عناصر في تفجير عبوة بسيارة عسكرية لقوات النظام", [("killed", 1, "government"), ("killed", 3, "government")]),
        ("فارق رجل الحياة متأثراً بجراحه، ليرتفع إلى 5 عدد ضحايا القصف", [("killed", 1, "man"), ("killed", 5, "person")]),
        ("لم يُعرف مصير تسعة عمال خُطفوا في ريف حماة", [("abducted", 9, "civilian")]),
        ("قضت محكمة بعقوبة الإعدام بحق ثلاثة أشخاص", []),
        ("قُتل 13 مقاتلاً درزياً ومدني درزي", [("killed", 13, "local_armed"), ("killed", 1, "civilian")]),
        # a weapon's number is nobody
        ("استهدفت قوات النظام البلدة بقذائف آر بي جي 7 فقُتل عنصران من الفصائل", [("killed", 2, "opposition")]),
        ("قُتل مدني برصاص رشاش عيار 23 في نصيب", [("killed", 1, "civilian")]),
        ("أغارت طائرات من طراز سوخوي 24 على البلدة فقُتل خمسة مدنيين", [("killed", 5, "civilian")]),
        ("استشهد راعي أغنام في البادية", [("killed", 1, "civilian")]),
        ("أردت قوات حرس الحدود التركية شاباً قرب بلدة حارم", [("killed", 1, "man")]),
        ("خطف مسلحون مطران المدينة", [("abducted", 1, "civilian")]),
        ("كبّدت الفصائل قوات النظام 20 قتيلاً", [("killed", 20, "government")]),
        ("كلفت المعارك تنظيم الدولة الإسلامية 18 قتيلاً وقسد ثمانية", [("killed", 18, "islamic_state"), ("killed", 8, "sdf")]),
        ("خسر حزب الله أربعة من عناصره", [("killed", 4, "iran_backed")]),
        ("خُطف ثلاثة أشخاص وعُثر على جثة أحدهم", [("abducted", 3, "person"), ("killed", 1, "person")]),
        ("عُثر على مقبرة تضم رفات 30 شخصاً", [("killed", 30, "person")]),
        # denied is what the negation governs, not what happened all the same
        ("أكدت أنقرة أنها لن تنسحب على الرغم من مقتل ثلاثة من جنودها", [("killed", 3, "turkey")]),
        # «at least» behind its people
        ("سقط 33 جندياً تركياً على الأقل في إدلب", [("killed", 33, "turkey")]),
        ("قُتل 30 عنصراً من قوات النظام على الأقل وأصيب 20 آخرون", [("killed", 30, "government"), ("wounded", 20, "government")]),
        # those loyal to another side
        ("قُتل 22 مقاتلاً موالياً لإيران وخمسة موالين لأنقرة", [("killed", 22, "iran_backed"), ("killed", 5, "turkish_backed")]),
        # those on one side of a fight
        ("دارت اشتباكات بين قوات النظام من جهة، وهيئة تحرير الشام والفصائل من جهة أخرى، وسط خسائر بشرية في صفوف الطرفين",
         [("losses", "unspecified", "government"), ("losses", "unspecified", "hts")]),
    ],
)  # fmt: skip
def test_who_and_what(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "أصدرت محكمة حكم الإعدام بحق أربعة رجال",
        "خسر التنظيم أربع قرى",
        "لم ترد معلومات عن سقوط خمسة قتلى",
    ],
)
def test_no_casualties(text):
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one person whom only a pronoun names
        ("استهدف مسلحون مجهولون عنصراً من قسد بالرصاص، ما أدى لمقتله", [("killed", 1, "sdf")]),
        ("أطلق مسلحون مجهولون النار على شاب فأردوه قتيلاً", [("killed", 1, "man")]),
        ("تعرضت سيارته لإطلاق نار ما أسفر عن إصابته", [("wounded", 1, "person")]),
        ("قُتل قيادي في الفصائل، وكانت غارة قد أدت إلى مقتله", [("killed", 1, "opposition")]),
        ("أودت قذيفة بحياة ستة أشخاص", [("killed", 6, "person")]),
        # a number with its noun before it, and apposition
        ("قُتل رجل وأطفاله الأربعة", [("killed", 1, "man"), ("killed", 4, "child")]),
        ("أصيب جنديان من جيشها بعدما قصفت إسرائيل الموقع", [("wounded", 2, "government")]),
        ("قُتل أحد عشر من رعاة الأغنام", [("killed", 11, "civilian")]),
        ("ارتقى مزارع شهيداً بانفجار لغم", [("killed", 1, "civilian")]),
        ("ارتفع عدد قتلى التنظيم إلى 927 وقتلى قسد إلى 546", [("killed", 927, "islamic_state"), ("killed", 546, "sdf")]),
    ],
)  # fmt: skip
def test_who_is_meant(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("قُتل خمسة من العاملين في القطاع الطبي، ثلاثة مسعفين وممرضتان", [None, 5, 5]),
        ("قُتل 3 أشخاص، وأصيب طفلان ورجل", [None, None, None]),
        ("استشهد سبعة، هم رجل وأطفاله الأربعة، ورجل آخر وزوجته", [None, 7, 7, 7, 7]),
        ("قُتل 952 مدنياً بينهم 233 طفلاً، ومن المدنيين 205 قتلتهم الطائرات الروسية", [None, 952, 952]),
        ("قُتل 231 من قوات النظام و250 من الفصائل، ليصل بذلك مجموع القتلى إلى 481", [481, 481, None]),
    ],
)  # fmt: skip
def test_parts(text, parts):
    records = extract(text, DAY).casualties
    number = {c.id: c.count.value for c in records}
    assert [number.get(c.part_of) for c in records] == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a relative clause whose antecedent acts
        ("خسرت الهيئة البلدة لصالح الجيش الحر، الذي أسر داخلها نحو 40 عنصراً من هيئة تحرير الشام", [("captured", 40, "hts")]),
        ("لم تُحدد الجهة التي قتلت 12 مدنياً", [("killed", 12, "civilian")]),
        # «terrorists» are those of the enemy that is named
        ("واصل الجيش عملياته ضد تنظيم داعش، بعد القضاء على 18 إرهابياً", [("killed", 18, "islamic_state")]),
    ],
)  # fmt: skip
def test_who_acts_and_who_suffers(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # whose patrol, convoy or post it was; with no side named for it, nobody's
        ("هاجم مسلحون مجهولون دورية لقوات سوريا الديمقراطية، ما أدى إلى سقوط ثلاثة قتلى في صفوف الدورية", [("killed", 3, "sdf")]),
        ("نصبت خلايا داعش كميناً لرتل من قوات النظام. وقُتل في الكمين سبعة عناصر", [("killed", 7, "government")]),
        ("هاجم مسلحون دورية في البصيرة، فسقط ثلاثة قتلى في صفوف الدورية", [("killed", 3, "person")]),
        # some of those that were struck, never of those who strike
        ("هاجمت الفصائل حاجزاً لقوات النظام قرب السلمية، فقتلت خمسة منهم", [("killed", 5, "government")]),
        ("صدت وحدة من الجيش هجوماً لإرهابيي داعش على حقل الشاعر، فقضت على تسعة منهم", [("killed", 9, "islamic_state")]),
        ("تصدت وحدة من الجيش لتسلل إرهابيي جبهة النصرة، وأوقعت ستة منهم قتلى", [("killed", 6, "hts")]),
        # a noun of abuse means the enemy that the paragraph named
        ("انسحب تنظيم الدولة الإسلامية من الباغوز. وقال متحدث باسم قسد إن قواته قتلت أربعين متشدداً وفقدت ثلاثة مقاتلين", [("killed", 40, "islamic_state"), ("killed", 3, "sdf")]),
        ("فُقد ثلاثة مقاتلين من قسد", [("missing", 3, "sdf")]),
    ],
)  # fmt: skip
def test_sides_that_only_the_text_around_names(text, expected):
    assert figures("تقرير\n" + text) == expected


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("قضت قوات النظام على عشرين عنصراً من تنظيم الدولة الإسلامية", ["government"]),
        ("قضى عشرون عنصراً من تنظيم الدولة الإسلامية على طريق أثريا", []),
    ],
)  # fmt: skip
def test_who_did_it(text, by):
    assert [c.by for c in extract(text, DAY).casualties] == [by]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # of unknown fate, but the text says that they were abducted
        ("ولا يزال مصير ستة من أهالي القرية، خطفهم تنظيم الدولة الإسلامية، مجهولاً", [("abducted", 6, "civilian")]),
        ("ولا يزال مصير 80 سيدة مجهولاً عقب اختطافهن على يد مسلحي العشائر", [("abducted", 80, "woman")]),
        ("لا يزال مصير ستة عمال مجهولاً، وفي حادث آخر خطف مسلحون رجلاً", [("missing", 6, "civilian"), ("abducted", 1, "man")]),
        # after a contrast the side that struck loses its own
        ("قتل تنظيم الدولة الإسلامية أربعة مدنيين، في حين قُتل 20 من عناصره", [("killed", 4, "civilian"), ("killed", 20, "islamic_state")]),
    ],
)  # fmt: skip
def test_fates_and_contrasts(text, expected):
    assert figures("تقرير\n" + text) == expected


def test_numbers_in_brackets_are_of_the_place_before_them():
    total, *parts = extract("قُتل 30 مدنياً في دوما (12) وحرستا (8) وزملكا (10)", DAY).casualties
    assert [(part.count.value, part.part_of, [place.name for place in part.places]) for part in parts] == [
        (12, total.id, ["دوما"]), (8, total.id, ["حرستا"]), (10, total.id, ["زملكا"])]


def test_two_verbs_side_by_side_share_what_follows():
    killed, wounded = extract("قال مصدر من حمص إن جندياً قُتل وأصيب آخر في هجوم على دورية عند قرية العباسي", DAY).casualties
    assert [place.name for place in killed.places] == [place.name for place in wounded.places] == ["العباسي"]
    assert killed.cause == wounded.cause == "clash"
