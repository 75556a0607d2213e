"""Flows of people, read from sentences of our own."""

from __future__ import annotations

import pytest

from extraction import flow_words
from extraction.engine import extract
from extraction.lexicon import LexiconError
from extraction.text import fold
from tests.flow_cases import DAY, check, end, flows

# Each sentence with what is expected of its flows, in the text's order; only the fields named are compared.
FOUND = [
    ("فر نحو 500 مدني من بلدة هجين الخاضعة لسيطرة تنظيم الدولة الإسلامية إلى مناطق سيطرة قوات سوريا الديمقراطية",
     [dict(kind="fled", value=500, qualifier="about", category="civilian", origin=(["هجين"], "islamic_state"), destination=([], "sdf"))]),
    ("تمكن المئات من المدنيين من الفرار من مدينة الرقة نحو مخيم عين عيسى الذي تسيطر عليه قسد",
     [dict(kind="fled", value=None, qualifier="hundreds", category="civilian", origin=(["الرقة"], None), destination=(["عين عيسى"], "sdf"))]),
    ("أجبر القصف 300 عائلة على النزوح من قرية تلمنس إلى بلدة سرمدا",
     [dict(kind="displaced", value=300, category="family", origin=(["تلمنس"], None), destination=(["سرمدا"], None))]),
    ("شهدت بلدة سراقب نزوح أكثر من 12 ألف شخص منذ مطلع الشهر الجاري",
     [dict(kind="displaced", value=12000, qualifier="more_than", origin=(["سراقب"], None), measure="cumulative", start="2020-01-01")]),
    ("غادر بلدتي الفوعة وكفريا صباح اليوم 640 شخصاً على متن 12 حافلة إلى مدينة حلب",
     [dict(kind="evacuated", value=640, category="person", origin=(["الفوعة", "كفريا"], None), destination=(["حلب"], None), measure="incident")]),
    ("غادرت 14 حافلة تقل 650 شخصاً بينهم 300 مقاتل من فيلق الرحمن مدينة دوما باتجاه مدينة إدلب",
     [dict(kind="evacuated", value=650, destination=(["إدلب"], None)),
      dict(kind="evacuated", value=300, category="combatant", party="opposition", part_of="F1", destination=(["إدلب"], None))]),
    ("وصلت إلى مخيم الهول 86 عائلة عراقية تضم 412 شخصاً بينهم 200 طفل",
     [dict(kind="arrived", value=86, category="family", nationalities=["IQ"], destination=(["الهول"], None), part_of=None),
      dict(kind="arrived", value=412, category="person", nationalities=["IQ"], destination=(["الهول"], None), part_of=None),
      dict(kind="arrived", value=200, category="child", nationalities=["IQ"], part_of="F2")]),
    ("نزح 5200 شخص (1100 عائلة) من مدينة سراقب", [dict(value=5200, part_of=None), dict(value=1100, category="family", part_of=None, origin=(["سراقب"], None))]),
    ("وصلت 30 عائلة إلى مدينة إدلب قادمة من بلدة كفرنبل", [dict(kind="arrived", origin=(["كفرنبل"], None), destination=(["إدلب"], None))]),
    ("وصل إلى مدينة الباب 53 شخصاً أُخرجوا من مدينة درعا بموجب اتفاق", [dict(kind="evacuated", value=53, origin=(["درعا"], None), destination=(["الباب"], None))]),
    ("استقبل مخيم الركبان 120 عائلة نازحة من مدينة تدمر", [dict(kind="arrived", origin=(["تدمر"], None), destination=(["الركبان"], None))]),
    ("عاد 1350 لاجئاً من لبنان إلى منازلهم في ريف دمشق خلال الأسبوع الماضي",
     [dict(kind="returned", category="displaced", origin=([], None), destination=(["ريف دمشق"], None), measure="cumulative")]),
    ("رحّلت السلطات التركية 120 لاجئاً سورياً عبر معبر باب الهوى إلى محافظة إدلب",
     [dict(kind="transferred", category="displaced", nationalities=["SY"], destination=(["إدلب"], None))]),
    ("أجلت فرق الإسعاف 25 مريضاً من مدينة دوما إلى مشافي العاصمة دمشق", [dict(kind="evacuated", value=25, origin=(["دوما"], None), destination=(["دمشق"], None))]),
    ("سلم 12 مقاتلاً من تنظيم الدولة الإسلامية أنفسهم إلى قوات سوريا الديمقراطية",
     [dict(kind="surrendered", category="combatant", party="islamic_state", destination=([], "sdf"))]),
    ("استسلم 40 عنصراً من تنظيم داعش لقسد في بلدة الباغوز", [dict(kind="surrendered", party="islamic_state", origin=(["الباغوز"], None), destination=([], "sdf"))]),
    ("انشق 15 عنصراً عن قوات النظام", [dict(kind="fled", category="combatant", party="government", origin=([], "government"))]),
    ("فر إلى تركيا 1500 سوري بينهم 45 عسكرياً منشقاً",
     [dict(kind="fled", nationalities=["SY"], destination=([], None)), dict(value=45, category="combatant", party="government", part_of="F1")]),
    ("هرب 3 معتقلين من سجن غويران", [dict(kind="fled", value=3, category="detainee")]),
    ("ارتفع إلى 3500 عدد الذين خرجوا من بلدة هجين منذ يوم الخميس", [dict(kind="fled", value=3500, measure="cumulative", start="2020-01-30", origin=(["هجين"], None))]),
    ("ليصل إلى 148 ألفاً عدد النازحين منذ منتصف الشهر الجاري", [dict(kind="displaced", value=148000, category="displaced", measure="cumulative", start="2020-01-15")]),
    ("وبذلك يرتفع إلى 18430 تعداد الفارين من مناطق سيطرة التنظيم منذ مطلع العام 2019",
     [dict(kind="fled", value=18430, category="person", origin=([], "islamic_state"), start="2019-01-01")]),
    ("قدرت الأمم المتحدة بنحو 200 ألف عدد من نزحوا عن المنطقة، عاد منهم 120 ألفاً",
     [dict(kind="displaced", value=200000), dict(kind="returned", value=120000, part_of="F1")]),
    ("يؤوي مخيم روج أكثر من 2500 شخص غالبيتهم من الأطفال والنساء",
     [dict(kind="displaced", category="person", composition=["child", "woman"], destination=(["روج"], None), measure="cumulative", start=None)]),
    ("يقطن مخيم الركبان نحو 40 ألف نازح، 60 بالمئة منهم أطفال", [dict(kind="displaced", value=40000, category="displaced", composition=["child"], measure="cumulative")]),
    ("خرج 340 شخصاً، ممن يحملون جنسيات سورية وعراقية وروسية، من بلدة السوسة", [dict(nationalities=["SY", "IQ", "RU"], origin=(["السوسة"], None))]),
    ("نزحت اليوم مئات العائلات من مدينة أريحا، فيما وصلت 60 عائلة إلى المدينة أمس",
     [dict(kind="displaced", qualifier="hundreds", origin=(["أريحا"], None)), dict(kind="arrived", value=60, destination=(["أريحا"], None), start="2020-01-30")]),
    ("معلومات عن فرار عشرات المدنيين من مدينة منبج", [dict(kind="fled", qualifier="dozens", basis="unconfirmed")]),
    ("قال ناطق إن 1200 مدني و300 مقاتل غادروا مدينة دوما", [dict(value=1200, origin=(["دوما"], None)), dict(value=300, category="combatant", party=None, origin=(["دوما"], None))]),
    ("خرج عشرات الشبان من مدينة طفس هرباً من الملاحقة", [dict(kind="fled", qualifier="dozens", category="man", origin=(["طفس"], None))]),
    ("فرت 20 عائلة من مدينة الطبقة التي تتقاسم السيطرة عليها قسد وقوات النظام", [dict(origin=(["الطبقة"], None))]),
    ("نزح 700 مدني من مدينة سراقب بعد سيطرة قوات النظام عليها", [dict(origin=(["سراقب"], None))]),
    ("خرج بموجب اتفاق 2800 من مقاتلي الفصائل وعائلاتهم من مدينة داريا إلى محافظة إدلب", [dict(kind="evacuated", category="person", party=None, origin=(["داريا"], None))]),
    ("نقلت الحافلات 700 مدني من مدينة دوما إلى مدينة الباب", [dict(kind="evacuated", value=700)]),
    ("نقلت قوات التحالف 180 عنصراً من تنظيم الدولة الإسلامية إلى حقل العمر النفطي",
     [dict(kind="transferred", party="islamic_state", destination=(["العمر"], None))]),
    ("خرجت دفعة جديدة تضم 90 مقاتلاً من جيش الإسلام من مدينة دوما", [dict(kind="evacuated", party="opposition", origin=(["دوما"], None))]),
    ("وصلت الدفعة الأولى، وضمت 900 شخص بينهم 82 طفلاً، إلى مدينة جرابلس",
     [dict(value=900, destination=(["جرابلس"], None)), dict(value=82, category="child", part_of="F1")]),
    ("قالت الأمم المتحدة إن عدد اللاجئين السوريين في دول الجوار تجاوز مليوني شخص",
     [dict(kind="displaced", value=2000000, category="displaced", nationalities=["SY"], measure="cumulative", start=None)]),
    ("غادر صباح اليوم 180 مدنياً مدينة دوما باتجاه مدينة إدلب", [dict(value=180, origin=(["دوما"], None), destination=(["إدلب"], None))]),
    ("يعيش في مخيم الركبان 40 ألف نازح", [dict(kind="displaced", category="displaced", destination=(["الركبان"], None), measure="cumulative", start=None)]),
    ("نقلت قسد 18 من عناصر تنظيم الدولة الإسلامية من سجن الحسكة إلى سجن الشدادي",
     [dict(kind="transferred", party="islamic_state", origin=(["الحسكة"], None), destination=(["الشدادي"], None))]),
    ("أكثر من 120 ألف لاجئ سوري مسجلون في مخيم الزعتري", [dict(kind="displaced", category="displaced", nationalities=["SY"], measure="cumulative", start=None)]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_flow(text, expected):
    check(text, expected)


@pytest.mark.parametrize("text", [
    "من المقرر أن يغادر 200 مقاتل مدينة الزبداني غداً",
    "ومن المتوقع وصول نحو 3000 شخص إلى مدينة إدلب",
    "حذرت المنظمة من أن عدد النازحين قد يبلغ 400 ألف",
    "ينص الاتفاق على خروج نحو 4 آلاف شخص من مدينة دوما",
    "تستعد 25 عائلة للعودة إلى مدينة القصير",
    "في حال سقوط المدينة سينزح 100 ألف مدني",
    "نفى المرصد نزوح 300 عائلة من بلدة تسيل",
    "لا يزال نحو 5000 مدني محاصرين داخل مدينة داريا",
    "يبلغ عدد سكان المدينة نحو 60 ألف نسمة",
    "بقي نحو 200 مقاتل في بلدة السوسة",
    "وصل رتل للقوات الأمريكية مؤلف من 40 آلية و100 جندي إلى قاعدة خراب الجير",
    "وصلت 7 عربات همر إلى مدينة منبج",
    "نقلت قوات النظام 200 من عناصرها إلى ريف إدلب",
    "دخل 12 مسلحاً إلى منزل في بلدة الغارية",
    "خرج العشرات من أهالي بلدة المسيفرة في مظاهرة",
    "أفرجت قسد عن 30 معتقلاً وأعادتهم إلى منازلهم",
    "قُتل 5 نازحين بقصف على مخيم قرب مدينة سرمدا",
    "نزح المدنيون من القرية",
    "يعيش نحو 250 ألف شخص تحت الحصار في شرق مدينة حلب",
    "ولم يتمكن 50 مدنياً من الخروج من المدينة",
    "منعت قوات النظام 200 عائلة من العودة إلى بلدة القصير",
    "أحبطت قوات قسد محاولة فرار 20 عائلة من مخيم الهول",
    "دخلت قافلة مساعدات تكفي 5000 شخص إلى مدينة دوما",
    "وصل عدد القتلى إلى 50 شخصاً",
    "نقل المرصد عن 3 شهود",
    "سلمت قوات النظام جثامين 4 أشخاص لذويهم",
    "خرجت مظاهرة شارك فيها 300 شخص",
    "اعتقلت قوات النظام 15 شاباً من العائدين من لبنان",
])
def test_no_flow(text):
    assert flows(text) == []


def test_killed_among_movers_are_casualties():
    report = extract("فر 100 شخص من قرية كفرعين، قُتل منهم 5 على الطريق", DAY)
    assert [f.count.value for f in report.flows] == [100]
    assert [(c.outcome, c.count.value, c.part_of) for c in report.casualties] == [("killed", 5, None)]


def test_wounded_who_are_evacuated_are_a_flow():
    report = extract("إخلاء 27 جريحاً من بلدة مضايا إلى مدينة إدلب", DAY)
    assert [(f.kind, f.count.value, end(f.origin)) for f in report.flows] == [("evacuated", 27, (["مضايا"], None))]
    assert report.casualties == []


def test_captured_movers_are_one_flow():
    report = extract("فر 60 عنصراً من تنظيم الدولة الإسلامية من سجن الصناعة، وألقت قسد القبض على بعضهم", DAY)
    assert [f.count.value for f in report.flows] == [60]
    assert report.casualties == []


def test_headline_and_earlier_publication_give_no_second_record():
    text = ("نزوح 340 عائلة من ريف إدلب\n\nمحافظة إدلب – المرصد السوري لحقوق الإنسان:: نزحت اليوم 340 عائلة من بلدة حاس إلى مدينة سرمدا.\n\n"
            "المرصد السوري كان نشر قبل ساعات أن 340 عائلة نزحت من بلدة حاس.")
    found = flows(text)
    assert [f.count.value for f in found] == [340]
    assert [text[s.start : s.end].split()[0] for s in found[0].also_at] == ["340", "340"]


def test_spans_are_the_words_of_the_text():
    text = "ووصلت اليوم 27 عائلة إلى مدينة جرابلس"
    flow = flows(text)[0]
    assert text[flow.count.start : flow.count.end] == "27"
    assert [text[p.start : p.end] for p in flow.destination.places] == ["جرابلس"]


def test_a_wrong_role_in_the_lexicon_is_reported(tmp_path, monkeypatch):
    (tmp_path / "flow_words.csv").write_text("forms,role\nإلى,towards\n", "utf-8")
    monkeypatch.setattr(flow_words.lexicon, "FOLDER", tmp_path)
    flow_words._words.cache_clear()
    flow_words.roles.cache_clear()
    try:
        with pytest.raises(LexiconError, match="flow_words.csv, line 2: role is 'towards'"):
            flow_words.roles(fold("إلى"))
    finally:
        flow_words._words.cache_clear()
        flow_words.roles.cache_clear()


# What agencies, newspapers and the United Nations write.
AGENCIES = [
    ("وقال مدير مخيم الهول إن المخيم لا يزال يضم 26700 شخص أغلبهم من النساء والأطفال، منهم نحو ستة آلاف أجنبي.",
     [dict(kind="displaced", value=26700, measure="cumulative", start=None, destination=(["الهول"], None), composition=["woman", "child"]),
      dict(value=6000, qualifier="about", part_of="F1")]),
    ("لا يزال أكثر من 40 ألفاً من أبناء الغوطة يقيمون في مراكز إيواء بريف دمشق.",
     [dict(kind="displaced", value=40000, qualifier="more_than", measure="cumulative", start=None)]),
    ("أكثر من سبعة ملايين لا يزالون نازحين داخل البلاد.", [dict(kind="displaced", value=7_000_000, measure="cumulative", start=None)]),
    ("عاد 779 ألف سوري إلى بلدهم، من بينهم 298 ألفاً من تركيا.",
     [dict(kind="returned", value=779_000), dict(value=298_000, category="person", party=None, part_of="F1")]),
    ("وصلت إلى بلدة الراعي 60 أسرة فارّة من مدينة الباب.", [dict(kind="fled", value=60, category="family", origin=(["الباب"], None))]),
    ("وصلت قافلة تضم 72 أسرة، وهي الدفعة الخامسة ضمن برنامج العودة الطوعية الذي أطلق في تموز الماضي.",
     [dict(kind="returned", value=72, category="family", measure="incident", start="2020-01-31")]),
    ("خرجت 75 حافلة من بلدتي الفوعة وكفريا على متنها نحو 5000 شخص، ووصلت إلى منطقة الراشدين الخاضعة لسيطرة الفصائل.",
     [dict(kind="evacuated", value=5000, origin=(["الفوعة", "كفريا"], None), destination=(["الراشدين"], "opposition"))]),
    ("إن 6 دفعات متتالية تضم نحو 8500 شخص بين مدني ومقاتل خرجت من حي الوعر منذ الـ 18 من الشهر الجاري، اتجهت 4 منها إلى جرابلس.",
     [dict(kind="evacuated", value=8500, measure="cumulative", start="2020-01-18", origin=(["الوعر"], None))]),
    ("وغادر في المقابل 26 جريحاً و308 مسلحين في حافلات إلى مدينة البوكمال.", [dict(kind="evacuated", value=26), dict(kind="evacuated", value=308, category="combatant")]),
    ("خرجت 90 عائلة من مخيم الهول بكفالات عشائرية.", [dict(kind="evacuated", value=90)]),
    ("نزح عن مدينة سراقب أكثر من 250 ألف مدني، منهم نحو 200 ألف خلال الأيام الخمسة الأخيرة.",
     [dict(value=250_000, measure="cumulative", start=None), dict(value=200_000, measure="cumulative", part_of="F1")]),
    ("ومنذ مطلع كانون الأول 2019 سجلت الشبكة مقتل 312 مدنياً. كما شُرد ما لا يقل عن 586 ألف مدني.",
     [dict(kind="displaced", value=586_000, qualifier="at_least", measure="cumulative", start="2019-12-01")]),
    ("نزحت 40 عائلة من قرى ريف تل تمر الشمالي نحو مدينة الحسكة.", [dict(kind="displaced", origin=(["تل تمر"], None), destination=(["الحسكة"], None))]),
]


@pytest.mark.parametrize(("text", "expected"), AGENCIES)
def test_flows_as_agencies_write_them(text, expected):
    check(text, expected)


@pytest.mark.parametrize("text", [
    "تأجل خروج 108 مقاتلين من مدينة الزبداني إلى يوم غد.",
    "ورفضت 50 عائلة من بلدة مضايا المغادرة.",
    "وصلت قوات النظام أمس إلى مشارف اللواء 137.",
])
def test_what_was_put_off_refused_or_is_a_name_is_no_flow(text):
    assert flows(text) == []


@pytest.mark.parametrize(("text", "expected"), [
    ("تتعرض مدينة الرستن لقصف مكثف، ما دفع 3000 من الأهالي إلى النزوح", [dict(kind="displaced", origin=(["الرستن"], None))]),
    ("قصفت قوات النظام من مواقعها في بلدة السقيلبية قرية الحويجة، ما أدى إلى نزوح 90 عائلة", [dict(kind="displaced", origin=(["الحويجة"], None))]),
    ("قتل 4 مدنيين في قصف على قرية البارة، واضطرت 200 عائلة إلى مغادرتها", [dict(value=200, kind="displaced", origin=(["البارة"], None))]),
    ("سيطرت قوات النظام على قرية معصران فنزح أهلها وعددهم 800 شخص إلى مخيمات أطمة",
     [dict(value=800, origin=(["معصران"], None), destination=(["أطمة"], None))]),
    ("تستمر عمليات الإجلاء من مدينة السويداء، وخرجت 90 عائلة نحو بلدة بصرى الحرير",
     [dict(value=90, origin=(["السويداء"], None), destination=(["بصرى الحرير"], None))]),
    ("نزح 300 شخص من بلدة التمانعة، ونزح 200 إلى بلدة حاس", [dict(origin=(["التمانعة"], None)), dict(origin=([], None))]),
    ("أجبر القصف على مخيم أطمة 70 عائلة على النزوح، وانشق 34 عنصراً عن هيئة تحرير الشام", [dict(origin=(["أطمة"], None)), dict(origin=([], "hts"))]),
    ("استسلم مقاتلون عددهم 33 في الجيب الأخير للتنظيم", [dict(kind="surrendered", origin=([], "islamic_state"), destination=([], None))]),
    ("خرج 700 مدني من آخر ما تبقى للتنظيم في بلدة الباغوز", [dict(origin=(["الباغوز"], "islamic_state"))]),
])
def test_origins_that_the_sentence_tells_elsewhere(text, expected):
    check(text, expected)
