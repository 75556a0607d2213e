"""What a sentence leaves unsaid: the side that acts or suffers not named again, days counted from one told, whom a number alone counts."""

from __future__ import annotations

import datetime as dt

import pytest

from extraction import extract
from extraction.records import Casualty

DAY = dt.date(2020, 3, 1)  # a Sunday


def read(text: str) -> list[Casualty]:
    return extract(text, DAY).casualties


def told(text: str) -> list[str]:
    """Each figure as «killed 4 sdf», with «by …» where somebody did it."""
    return [" ".join([c.outcome, str(c.count.value if c.count.value is not None else c.count.qualifier), c.party or c.category, *(["by", *c.by] if c.by else [])])
            for c in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a verb that opens a sentence has the subject of the one before
        ("دخلت دورية من قسد بلدة الشحيل. واعتقلت ستة أشخاص ثم أفرجت عن اثنين منهم", ["captured 6 person by sdf"]),
        ("شنت قوات النظام حملة على بلدة سيطر عليها الجيش الحر. وقتلت ستة أشخاص", ["killed 6 person by government"]),
        ("وصلت قافلة مساعدات إلى دوما. وقتلت قذيفة ثلاثة أشخاص", ["killed 3 person"]),
        ("سيطرت قوات النظام على بلدة الحراك، واعتقلت فيها 174 شخصاً", ["captured 174 person by government"]),
        ("قتلت قوة إسرائيلية شاباً في بيت جن، واعتقلت سبعة أشخاص", ["killed 1 man by israel", "captured 7 person by israel"]),
        ("علم المرصد أن تنظيم داعش لا يزال يحتجز 600 من عناصر قوات النظام", ["captured 600 government by islamic_state"]),
        ("أغارت أربع طائرات روسية على بداما، ما أدى إلى مقتل عامل", ["killed 1 civilian by russia"]),
        ("قُتل طالب وجُرحت والدته برصاص أُطلق من حاجز لقوات النظام", ["killed 1 civilian by government", "wounded 1 woman by government"]),
        ("قُتل ثلاثة مدنيين في هجوم على حاجز لقوات النظام", ["killed 3 civilian"]),
        # the state's aircraft, two nations' strikes, a verb whose pronoun goes on with a side, those who help
        ("قُتل 12 مدنياً، منهم طفلان، في غارات شنتها الطائرات السورية والروسية على جاسم",
         ["killed 12 civilian by government russia", "killed 2 child by government russia"]),
        ("قُتل ثلاثة مسعفين حين أغارت طائرة حكومية على سيارة إسعاف", ["killed 3 medic by government"]),
        ("قُتل خمسة مدنيين بقصف تركي وروسي", ["killed 5 civilian by turkey russia"]),
        ("انسحب التنظيم من قرية المناجير، لكنه خطف تسعة مزارعين", ["abducted 9 civilian by islamic_state"]),
        ("حملة للأسايش بدعم من التحالف الدولي في ذيبان أسفرت عن اعتقال ستة أشخاص", ["captured 6 person by sdf coalition"]),
        ("داهمت قسد، بمساندة مروحيات للتحالف، بلدة ذيبان، واعتقلت تسعة مدنيين", ["captured 9 civilian by sdf coalition"]),
        ("قال الجيش الإسرائيلي إنه قصف موقعاً للجيش السوري، وأقر مصدر عسكري بإصابة جنديين في القصف", ["wounded 2 government by israel"]),
        ("اعتقلت أجهزة الأمن ستة شبان في دوما", ["captured 6 man by government"]),
        # one deed behind two verbs; a plural verb behind one of them goes on about all; a number alone behind one child is of any people
        ("قُتلت امرأة وأصيب زوجها وطفلاهما بقذيفة أطلقتها القوات الحكومية على تلبيسة",
         ["killed 1 woman by government", "wounded 1 man by government", "wounded 2 child by government"]),
        ("استشهد 12 مدنياً بينهم مسعف قضوا ببراميل ألقتها مروحيات النظام", ["killed 12 civilian by government", "killed 1 medic by government"]),
        ("قُتل طفل وأصيب خمسة بقصف لقوات النظام على البلدة", ["killed 1 child by government", "wounded 5 person by government"]),
        # those who died under torture, where they were held
        ("بلغ عدد من ماتوا تحت التعذيب 16 شخصاً، قضى 14 منهم لدى قوات النظام، بينهم سيدة، واثنان لدى هيئة تحرير الشام",
         ["killed 16 person", "killed 14 person by government", "killed 1 woman by government", "killed 2 person by hts"]),
        ("قُتل 226 ألف مدني منذ آذار 2011، 90% منهم على يد قوات النظام", ["killed 226000 civilian"]),
        # those called by their part in the fight, and those in whose ranks the dead are
        ("تصدت القوات الحكومية لهجوم شنه مسلحو داعش على الكوم، ما أوقع 13 قتيلاً من القوات الحكومية وسبعة قتلى من المهاجمين",
         ["killed 13 government by islamic_state", "killed 7 islamic_state"]),
        ("قتلت قسد 14 من المهاجمين خلال صد هجوم للتنظيم على حقل التنك", ["killed 14 islamic_state by sdf"]),
        ("أحبطت قسد محاولة تسلل لفصائل موالية لأنقرة، وأوقعت بين المتسللين قتلى وجرحى", ["losses unspecified turkish_backed"]),
        ("تصدت وحدات من الجيش لهجوم تنظيم داعش على التيفور، وأوقعت في صفوفهم عشرات القتلى والجرحى", ["losses dozens islamic_state"]),
        ("كلفت معركة كوباني التنظيم، منذ بدء هجومه في 16 أيلول، 1196 قتيلاً", ["killed 1196 islamic_state"]),
        # a group that belongs to a side, right behind the verb
        ("اختطفت مجموعة مسلحة تابعة للجيش الوطني أربعة مواطنين في عفرين", ["abducted 4 civilian by turkish_backed"]),
        ("اعتقل عناصر حاجز للفرقة الرابعة عند مدخل الزبداني شابين كانا في طريقهما إلى دمشق", ["captured 2 man by government"]),
        ("قتلت في هجوم على حاجز لقوات النظام 5 عناصر", ["killed 5 government"]),
        # counted fighters who did it, and whom they did it to
        ("اغتال مسلحان يستقلان دراجة نارية عنصراً سابقاً في هيئة تحرير الشام قرب نصيب", ["killed 1 hts"]),
        ("خطف أربعة مسلحين يستقلون سيارة طبيباً في مدينة نوى", ["abducted 1 medic"]),
        ("قتل عنصران من قسد مدنياً في الرقة", ["killed 1 civilian by sdf"]),
        ("قُتل مسلحان اثنان وأصيب مدني", ["killed 2 combatant", "wounded 1 civilian"]),
        ("قُتل ثلاثة مسلحين من داعش واعتقل رابع", ["killed 3 islamic_state", "captured 1 islamic_state"]),
        ("اغتال مجهولون، مساء أمس، مختار قرية محجة", ["killed 1 civilian by unknown_gunmen"]),
        ("قتلت قوات حرس الحدود التركية (الجندرما) شاباً قرب دركوش", ["killed 1 man by turkey"]),
        ("قضى تحت التعذيب في سجون النظام شاب", ["killed 1 man by government"]),
        # a side that announces the killing of others did it; one that tells of a death need not have
        ("أعلن تنظيم داعش عبر معرفاته قتل وجرح 8 من عناصر قسد بكمين", ["losses 8 sdf by islamic_state"]),
        ("أعلنت قسد مقتل ستة من عناصر داعش في غارات", ["killed 6 islamic_state"]),
        ("وقع سبعة من عناصر قوات النظام أسرى في أيدي الفصائل", ["captured 7 government by opposition"]),
    ],
)  # fmt: skip
def test_who_did_it(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # sides named by the part that they played
        ("شنت الفصائل هجوماً على حاجز لقوات النظام قرب نوى، وخسر المهاجمون خمسة من أفرادهم", ["killed 5 opposition"]),
        ("هاجم داعش مواقع قسد في ريف الحسكة. وخسر المهاجمون 12 من مقاتليهم، فيما قُتل 4 من المدافعين", ["killed 12 islamic_state", "killed 4 sdf by islamic_state"]),
        ("خسر المزارعون خمسة من أفراد عائلاتهم", []),
        ("تصدت قسد لمحاولة تسلل لفصائل موالية لتركيا على محور تل تمر. وقتلت خمسة من المتسللين", ["killed 5 turkish_backed by sdf"]),
        ("دارت اشتباكات بين الفصائل وقوات النظام. وخسرت الفصائل 14 مقاتلاً، في حين فقد الطرف الآخر 22 عنصراً بينهم ضابطان",
         ["killed 14 opposition", "killed 22 government", "killed 2 government"]),
        ("خسرت الفصائل 14 مقاتلاً، في حين فقد الطرف الآخر 22 عنصراً", ["killed 14 opposition", "killed 22 combatant"]),
        # a number alone, of men that were just said to be struck
        ("نصبت خلايا داعش كميناً لحافلة تقل عناصر من قوات النظام. وقُتل 13 وأصيب 7", ["killed 13 government by islamic_state", "wounded 7 government by islamic_state"]),
        ("هاجم مسلحون مجهولون حاجزاً لقوات النظام، ما أدى إلى مقتل ثلاثة", ["killed 3 government by unknown_gunmen"]),
        ("استهدف داعش سوقاً في بلدة ذيبان. وقُتل ثلاثة", ["killed 3 person by islamic_state"]),
        ("استهدف داعش دورية لقسد قرب منازل مدنيين في ذيبان. وقُتل ثلاثة", ["killed 3 person by islamic_state"]),
        ("قصفت قوات النظام مدينة دوما التي تسيطر عليها الفصائل، ما أسفر عن مقتل اثنين", ["killed 2 person by government"]),
        # two numbers alone with those whom both count behind the second
        ("قُتل ستة وأصيب تسعة من عناصر حزب الله بغارات إسرائيلية", ["killed 6 iran_backed by israel", "wounded 9 iran_backed by israel"]),
        ("قُتل 14 شخصاً، 9 منهم من جنسيات غير سورية من الميليشيات الموالية لإيران", ["killed 14 person", "killed 9 iran_backed"]),
        # the name in brackets is the more exact one
        ("قضى 3 من عناصر الأمن الداخلي (الأسايش) وجرح 5 آخرون", ["killed 3 sdf", "wounded 5 sdf"]),
        ("قُتل 3 مدنيين وعسكري", ["killed 3 civilian", "killed 1 government"]),
        ("فقد مواطن حياته متأثراً بإصابته برصاص عنصر من قسد", ["killed 1 civilian by sdf"]),
        ("قُتلت عائلة من سبعة أفراد نازحة من خان شيخون", ["killed 7 person"]),
        # bodies and whose they are
        ("عُثر على جثتي شابين قرب نوى", ["killed 2 man"]),
        ("عثر الأهالي على جثتين لشابين قرب نوى", ["killed 2 man"]),
        ("العثور على جثتي رجل وامرأة قرب نوى", ["killed 1 man", "killed 1 woman"]),
        ("غرق أربعة أطفال في نهر الفرات", ["killed 4 child"]),
        ("غرق مركب يقل 60 لاجئاً، وغرقت 40 خيمة", []),
        # the victims of a toll are dead where the toll before says so
        ("ارتفع عدد ضحايا المجزرة في نوى إلى 22 مدنياً بينهم 5 أطفال", ["losses 22 civilian", "losses 5 child"]),
        ("قُتل سبعة مدنيين في قصف على نوى. وارتفع عدد ضحايا القصف إلى تسعة", ["killed 7 civilian", "killed 9 person"]),
    ],
)  # fmt: skip
def test_whom_it_befell(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("قُتل أربعة جنود يوم الثلاثاء. وقبل ذلك بيوم واحد، قُتل ضابط", ["2020-02-25", "2020-02-24"]),
        ("قُتل أربعة في 20 شباط. وقبل ذلك بثلاثة أيام قُتل ضابط", ["2020-02-20", "2020-02-17"]),
        ("وقبل ذلك بيومين قُتل مدني", ["2020-02-28"]),
        ("وكان قبل ذلك بساعات قُتل مدني", ["2020-03-01"]),
    ],
)
def test_days_counted_back_from_one_told(text, days):
    assert [c.period.start.isoformat() for c in read(text)] == days


def test_the_toll_of_a_week_is_of_the_seven_days_up_to_it():
    (toll,) = read("حصيلة الأسبوع: 45 قتيلاً")
    assert (toll.period.start, toll.period.end, toll.measure) == (dt.date(2020, 2, 24), DAY, "cumulative")


def test_the_same_area_is_not_the_same_event():
    assert [c.by for c in read("قُتل أربعة جنود في كمين لداعش في بادية السخنة. وقُتل ضابط بانفجار لغم في المنطقة ذاتها")] == [["islamic_state"], []]


@pytest.mark.parametrize(("text", "place"), [("قُتل 30 مدنياً في غارة على سوق معرة النعمان", "معرة النعمان"), ("توفيت سيدة جراء قصف على بلدتها حاس", "حاس")])
def test_places_of_a_market_and_of_ones_own_town(text, place):
    assert [p.name for c in read(text) for p in c.places] == [place]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what an attack aims at did not make it
        ("قُتل خمسة في هجوم استهدف قوات النظام قرب نوى", ["killed 5 person"]),
        ("قُتل خمسة في تفجير يستهدف قوات الأمن وتبناه تنظيم داعش", ["killed 5 person by islamic_state"]),
        ("قُتل مدنيان حين استهدفت قوات النظام سيارة", ["killed 2 civilian by government"]),
        ("فجر انتحاري نفسه خلال اجتماع لزعماء العشائر ليقتل خمسة من الأعضاء", ["killed 5 person"]),
        ("قال المحافظ إن 21 مدنياً قتلوا في ضربة جوية نفذتها القوات الغربية", ["killed 21 civilian"]),
        # whom a text does not say to be hurt
        ("خفف القانون القيود عن ضحايا الاغتصاب", []),
        ("وردت معلومات عن ضحايا", ["losses unspecified person"]),
        ("يحاكم 33 متهماً في قضية خطف إمام سابق، بينهم 26 عنصراً من الأمن", ["abducted 1 civilian"]),
        ("حاول شاب خطف مسدس من رجل أمن", []),
        # one number of two nouns, and one more beside a number
        ("قُتل 25 جندياً ومدنياً في القصف", ["killed 25 person"]),
        ("قُتل 25 جندياً ومدني في القصف", ["killed 25 government", "killed 1 civilian"]),
        ("قُتلت فيها امرأة وأربعة أطفال وأصيب 11 شخصاً آخر", ["killed 1 woman", "killed 4 child", "wounded 11 person"]),
        ("قُتل سبعة من الشرطة", ["killed 7 combatant"]),
    ],
)  # fmt: skip
def test_aims_and_bystanders(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "أعلنت قسد أن عنصرين من قواتها قُتلا وأصيب ثلاثة بانفجار لغم في الرقة",
        "لقي سبعة أشخاص على الأقل مصرعهم وأصيب ستة آخرون بانفجار لغم في الرقة",
    ],
)
def test_the_dead_and_the_wounded_share_what_follows(text):
    assert [(c.cause, [p.name for p in c.places]) for c in read(text)] == [("landmine", ["الرقة"])] * 2


def test_a_day_before_a_colon_is_that_of_what_follows():
    assert [c.period.start.isoformat() for c in read("21 شباط: مقتل 50 شخصاً أثناء هجوم على حافلة 27 شباط: مقتل 16 آخرين")] == ["2020-02-21", "2020-02-27"]


def test_a_feast_is_no_place():
    assert [p.name for c in read("قُتل سبعة خلال إحياء ذكرى عاشوراء في حمص") for p in c.places] == ["حمص"]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        # the shelling that is told of was said before to be from the air
        ("شنت طائرات حربية غارات على خان شيخون. وتسبب القصف بمقتل سبعة مدنيين، في حين قُتل أربعة آخرون في كفرنبل", ["air_strike", "air_strike"]),
        ("قصفت المدفعية خان شيخون. وتسبب القصف بمقتل سبعة مدنيين", ["shelling"]),
        ("استهدف طيران مسير سيارة قرب المالكية، فقُتل سائقها", ["drone_strike"]),
    ],
)
def test_what_the_general_word_means(text, cause):
    assert [c.cause for c in read(text)] == cause


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a group right at the head of the sentence, men who are only a pronoun, the companions of one man
        ("داهمت دورية للشرطة العسكرية منزلاً في معبطلي واعتقلت رجلين", ["captured 2 man by government"]),
        ("أحبطت وحدات من الجيش تسلل إرهابيين من جبهة النصرة، وأوقعت ستة منهم بين قتيل ومصاب", ["losses 6 hts by government"]),
        ("ألقت قسد القبض على متزعم خلية وثلاثة من مساعديه", ["captured 1 combatant by sdf", "captured 3 combatant by sdf"]),
        ("سُجلت 14 إصابة في صفوف المدنيين", ["wounded 14 civilian"]),
        ("سجلت الوزارة 14 إصابة جديدة بفيروس كورونا", []),
    ],
)
def test_groups_and_companions(text, expected):
    assert told(text) == expected


def test_verbal_nouns_under_one_verb_are_of_one_month():
    assert [c.period.start.isoformat() for c in read("وثقنا في كانون الثاني مقتل 38 شخصاً، وإصابة 24 آخرين، واعتقال 31 شخصاً")] == ["2020-01-01"] * 3


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("قُتل أربعة جنود ليل السبت – الأحد قرب نوى", ("2020-02-29", "2020-03-01", "incident")),
        ("قُتل أربعة جنود بُعيد منتصف ليل السبت – الأحد قرب نوى", ("2020-03-01", "2020-03-01", "incident")),
        ("قُتل أربعة جنود يومي السبت والأحد قرب نوى", ("2020-02-29", "2020-03-01", "cumulative")),
    ],
)
def test_one_night_between_two_days(text, days):
    (c,) = read(text)
    assert (c.period.start.isoformat(), c.period.end.isoformat(), c.measure) == days


def test_initials_end_no_sentence_and_a_side_that_holds_an_area_is_no_goal():
    assert [c.cause for c in read("قضى الشاب أ.م بعد ساعات من إصابته بطلق ناري")] == ["shooting"]
    assert [[p.name for p in c.places] for c in read("سقط مدني وأصيب أربعة بقذائف مصدرها مناطق سيطرة الفصائل على حي الحمدانية")] == [["الحمدانية"]] * 2


@pytest.mark.parametrize(
    ("text", "casualties", "flows"),
    [
        ("تؤوي المراكز 400 نازح، اعتقلت قوات النظام منهم 71 شخصاً.", [("captured", 71)], [("displaced", 400)]),
        ("وصل إلى عدرا 400 نازح، اعتقل منهم 71 شخصاً، بينهم 3 نساء.", [("captured", 71), ("captured", 3)], [("arrived", 400)]),
        ("تؤوي مراكز في عدرا قرابة 400 نازح، اعتقلت قوات النظام داخلها في آذار 71 شخصاً.", [("captured", 71)], []),
    ],
)
def test_what_a_side_does_to_some_of_those_told_of_is_done_to_them_alone(text, casualties, flows):
    report = extract(text, dt.date(2018, 4, 15))
    assert [(one.outcome, one.count.value) for one in report.casualties] == casualties
    if flows:
        assert [(one.kind, one.count.value) for one in report.flows] == flows
