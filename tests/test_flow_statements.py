"""In which statements people on the move are counted: totals, their number, brackets, batches, verbs of motion. Sentences of our own."""

from __future__ import annotations

import pytest

from extraction.engine import extract
from tests.flow_cases import DAY, check, flows


@pytest.mark.parametrize(("text", "expected"), [
    ("بلغ عدد العائلات النازحة 41 ألفاً و250 عائلة، أي ما يعادل 235 ألف نسمة",
     [dict(kind="displaced", value=41250, category="family", measure="cumulative"), dict(value=235_000, category="person", part_of=None)]),
    ("يُقدر عدد العائلات المهجرة من بلدة طفس بـ 3000 عائلة", [dict(kind="displaced", category="family", origin=(["طفس"], None), measure="cumulative")]),
    ("قال سكان إن مئات الأسر فرّت من بلدة معدان", [dict(kind="fled", qualifier="hundreds", category="family", origin=(["معدان"], None))]),
    ("تؤوي بلدة أطمة نحو 80 أسرة نازحة", [dict(kind="displaced", value=80, category="family", measure="cumulative")]),
    ("تستضيف مدينة عرسال، التي لا يتجاوز عدد سكانها 35 ألف نسمة، أكثر من 60 ألف لاجئ", [dict(kind="displaced", value=60000, measure="cumulative")]),
    ("ليرتفع إلى 240 عدد المقاتلين المعارضين الذين استسلموا منذ الأحد", [dict(kind="surrendered", value=240, category="combatant", party="opposition")]),
    ("حمل القصف نحو 70 عائلة على النزوح من بلدة محمبل", [dict(kind="displaced", value=70, category="family", origin=(["محمبل"], None))]),
    ("عاد مئات اللاجئين إلى القصير. وقال أحدهم إن الطريق كان طويلاً", [dict(kind="returned", qualifier="hundreds")]),
    ("فرّت سبع نساء من مخيم الهول، قبل أن تقبض الأسايش على أربع منهن", [dict(kind="fled", value=7)]),
    # shared out among places: behind a colon, in brackets
    ("توزع النازحون من عفرين: 12 ألفاً في نبل و8 آلاف في الزهراء",
     [dict(kind="displaced", value=12000, origin=(["عفرين"], None), destination=(["نبل"], None), measure="cumulative", start=None),
      dict(kind="displaced", value=8000, origin=(["عفرين"], None), destination=(["الزهراء"], None))]),
    ("نزح 23 ألف شخص من عفرين، توزعوا على نبل (12 ألفاً) والزهراء (8 آلاف) وتل رفعت (3 آلاف)",
     [dict(value=23000, part_of=None), *(dict(value=n, part_of="F1", origin=(["عفرين"], None), destination=([place], None))
                                         for n, place in ((12000, "نبل"), (8000, "الزهراء"), (3000, "تل رفعت")))]),
    ("توزعت الغارات: 12 في نبل و8 في الزهراء", []),
    # a number of things, and one in the name of a medium
    ("قالت الأسايش إن الضربات، وعددها 21، اقتربت من مخيم يؤوي نحو 16 ألف نازح", [dict(value=16000)]),
    ("نقلت شبكة «السويداء 24» أن القصف توقف", []),
    ("وصل 700 شخص بينهم عراقيون وروس إلى مخيم الهول", [dict(value=700, nationalities=["IQ", "RU"])]),
    # batches
    ("غادرت مخيم الهول دفعتان: ضمت الأولى 49 عائلة عادت إلى مدينة الرقة، والثانية 53 عائلة عادت إلى مدينة الطبقة",
     [dict(kind="returned", value=49, origin=(["الهول"], None), destination=(["الرقة"], None)),
      dict(kind="returned", value=53, origin=(["الهول"], None), destination=(["الطبقة"], None))]),
    ("خرجت الدفعة الأولى من دوما باتجاه جرابلس، وتضم 1200 شخص، والثانية 900 شخص",
     [dict(kind="evacuated", value=1200), dict(kind="evacuated", value=900, origin=(["دوما"], None), destination=(["جرابلس"], None))]),
    ("خرجت من أم باطنة قافلتان: ضمت الأولى 2670 شخصاً، فيما حملت الثانية التي وصلت إلى معبر مورك 2130 آخرين",
     [dict(value=2670, origin=(["أم باطنة"], None)), dict(value=2130, origin=(["أم باطنة"], None), destination=(["مورك"], None))]),
    ("أُجليت دفعة أولى من 1022 شخصاً من حي برزة، تلتها الجمعة دفعة ثانية من الحي نفسه ضمت 664 شخصاً",
     [dict(value=1022, origin=(["برزة"], None)), dict(value=664, origin=(["برزة"], None))]),
    ("وصلت قافلة مهجري القلمون إلى قلعة المضيق، والقافلة تضم 1100 شخص", [dict(value=1100, origin=(["القلمون"], None), destination=(["قلعة المضيق"], None))]),
    ("تستمر عملية تهجير مقاتلي حي الوعر وعوائلهم، حيث خرجت اليوم الدفعة الثامنة وتضم 1800 شخص باتجاه جرابلس",
     [dict(kind="evacuated", value=1800, origin=(["الوعر"], None), destination=(["جرابلس"], None))]),
    ("نُقل 150 عنصراً من التنظيم عراقيي الجنسية من سجون قسد إلى العراق", [dict(kind="transferred", value=150, origin=([], "sdf"), nationalities=["IQ"])]),
    ("فرّ ألفا جندي من البوكمال إلى الأراضي العراقية", [dict(kind="fled", value=2000, destination=([], "iraq"))]),
    ("بلغ عدد الذين تم تهجيرهم من مدينة دوما 6377 شخصاً", [dict(kind="displaced", origin=(["دوما"], None), measure="cumulative", start=None)]),
    ("غادر مخيم الركبان 328 شخصاً، ليرتفع عدد المغادرين منذ مطلع الشهر إلى 17 ألفاً", [dict(kind="fled"), dict(kind="fled", value=17000, measure="cumulative")]),
    ("وصل 1500 شخص إلى مخيم العريشة، ليصبح عدد قاطنيه 13 ألف نازح", [dict(value=1500), dict(value=13000, destination=(["العريشة"], None))]),
])
def test_totals(text, expected):
    check(text, expected)


@pytest.mark.parametrize(("text", "expected"), [
    ("نزح السكان من بلدة تل شهاب، وبلغ عددهم نحو 4 آلاف نسمة", [dict(kind="displaced", value=4000, origin=(["تل شهاب"], None), measure="incident")]),
    ("فرّ مئات المدنيين من بلدة هجين، وقُدّر عددهم بنحو 600 شخص",
     [dict(qualifier="hundreds"), dict(kind="fled", value=600, origin=(["هجين"], None), measure="incident", part_of=None)]),
    ("غادرت دفعة من العراقيين مخيم الهول بعدد أفراد بلغ 935 شخصاً (236 أسرة)",
     [dict(value=935, nationalities=["IQ"], measure="incident", origin=(["الهول"], None)), dict(value=236, category="family", part_of=None)]),
    ("خرجت من مخيم الهول دفعة جديدة تضم 96 عائلة بتعداد 380 شخصاً", [dict(value=96, measure="incident", kind="evacuated"), dict(value=380, origin=(["الهول"], None))]),
    ("وضمت الدفعة التي توجهت من مخيم الهول إلى مدينة منبج 659 شخصاً ضمن 173 أسرة",
     [dict(value=659, kind="evacuated", origin=(["الهول"], None), destination=(["منبج"], None)), dict(value=173, category="family")]),
    ("وتضم القافلة التي انطلقت من مدينة دوما باتجاه مدينة الباب 46 حافلة على متنها 2200 شخص",
     [dict(value=2200, kind="evacuated", origin=(["دوما"], None), destination=(["الباب"], None))]),
    ("قال مدير مخيم روج إن 214 شخصاً يشكلون 53 عائلة غادروا المخيم", [dict(value=214), dict(value=53, category="family", part_of=None)]),
])
def test_groups_and_their_number(text, expected):
    check(text, expected)


@pytest.mark.parametrize(("text", "expected"), [
    ("عاد 168 شخصاً من لبنان (50 امرأة و84 طفلاً)", [dict(value=168), dict(category="woman", part_of="F1"), dict(category="child", part_of="F1")]),
    ("عاد /853/ شخصاً، بينهم /256/ امرأة و/435/ طفلاً",
     [dict(value=853), dict(value=256, category="woman", part_of="F1"), dict(value=435, category="child", part_of="F1")]),
    ("عاد 256 شخصاً بينهم (77 امرأة و128 طفلاً)", [dict(value=256), dict(value=77, part_of="F1"), dict(value=128, part_of="F1")]),
    ("عادت 44 عائلة (190 فرداً) إلى بلدة معرزيتا", [dict(category="family"), dict(value=190, part_of=None)]),
    ("توجه 38 ألف مقاتل ومدني إلى مدينة إدلب", [dict(value=38000, category="person", party=None)]),
    ("وصل 12 ألف امرأة وطفل إلى مخيم الهول", [dict(value=12000, category="person")]),
    ("فر 85 امرأة وطفلاً من مخيم الهول", [dict(value=85, category="person")]),
    ("خرجت 85 حافلة على متنها 4000 شخص من مقاتلين ومدنيين من مدينة دوما", [dict(value=4000, category="person", composition=[])]),
    ("نزح أكثر من 5 آلاف من بدو السويداء", [dict(value=5000, category="person", party=None)]),
])
def test_who_is_counted_together(text, expected):
    check(text, expected)


def test_those_in_brackets_are_among_the_dead():
    killed = extract("قُتل خمسة أشخاص (رجل وزوجته وثلاثة أطفال) في بلدة معرزيتا، وأصيب 12 مدنياً (4 أطفال وامرأتان)", DAY).casualties
    assert [(c.outcome, c.count.value, c.category, c.part_of) for c in killed] == [
        ("killed", 5, "person", None), ("killed", 1, "man", "C1"), ("killed", 1, "woman", "C1"), ("killed", 3, "child", "C1"),
        ("wounded", 12, "civilian", None), ("wounded", 4, "child", "C5"), ("wounded", 2, "woman", "C5")]


@pytest.mark.parametrize(("text", "expected"), [
    ("عبر 9 آلاف سوري الحدود إلى تركيا", [dict(kind="arrived", nationalities=["SY"])]),
    ("استقبل معبر الدبوسية أكثر من 9 آلاف وافد", [dict(kind="arrived", value=9000)]),
    ("أعادت أوزبكستان 94 من رعاياها من مخيمي الهول وروج", [dict(kind="returned", nationalities=["UZ"], origin=(["الهول", "روج"], None))]),
    ("وعاد إلى مدينة القصير بحافلات حكومية نحو 1000 من أهلها", [dict(kind="returned", destination=(["القصير"], None))]),
    ("غادر ستة آلاف سوري، بينهم 517 لاجئاً، الأردن إلى بلدهم", [dict(kind="returned"), dict(kind="returned", value=517, part_of="F1")]),
    ("استسلم 15 مقاتلاً لقوات النظام في بلدة بيت جن", [dict(party=None, destination=([], "government"), origin=(["بيت جن"], None))]),
])
def test_verbs_of_motion(text, expected):
    check(text, expected)


@pytest.mark.parametrize(("text", "expected"), [
    ("وصلت 100 عائلة قادمة من مخيم الهول شرقي سوريا", [dict(origin=(["الهول"], None))]),
    ("لجأت 60 أسرة إلى الأحراش والبساتين المحيطة بقرية الشاتورية", [dict(destination=(["الشاتورية"], None))]),
    ("خرج 500 شخص من بلدة الباغوز، بينهم 20 يشتبه بانتمائهم إلى داعش", [dict(destination=([], None)), dict(destination=([], None))]),
    ("عاد 16 ألف عراقي، بينهم 10 آلاف عادوا إلى منازلهم، ولا يزال نحو 6 آلاف في مخيم الجدعة", [dict(), dict(destination=([], None))]),
    ("استقبلت مدينة إدلب اليوم 300 عائلة نازحة، وبلدة سرمدا 120 عائلة", [dict(destination=(["إدلب"], None)), dict(destination=(["سرمدا"], None))]),
    ("نزح 900 مدني من قرى ريف حلب الغربي، منها دارة عزة وعينجارة", [dict(origin=(["دارة عزة", "عينجارة"], None))]),
    ("نزح 3000 مدني من قرى الريف الشرقي لمعرة النعمان", [dict(origin=(["معرة النعمان"], None))]),
    ("تسلمت فرنسا 40 طفلاً كانوا في مخيم روج", [dict(kind="transferred", origin=(["روج"], None))]),
])
def test_where(text, expected):
    check(text, expected)


def test_each_day_has_its_own_families():
    check("خرجت عائلتان بتاريخ 12 كانون الثاني، وبتاريخ 19 كانون الثاني خرجت ثلاث عائلات",
          [dict(value=2, start="2020-01-12", measure="incident"), dict(value=3, start="2020-01-19", measure="incident")])


@pytest.mark.parametrize("text", [
    "خرج 300 مقاتل من مدينة دوما، وسوّى أكثر من 500 أوضاعهم",
    "خرج 300 مقاتل من مدينة دوما، فيما جرت تسوية أوضاع 500 شخص",
])
def test_who_comes_to_terms_does_not_leave(text):
    assert [f.count.value for f in flows(text)] == [300]


@pytest.mark.parametrize(("text", "expected"), [
    ("أما النازحون عن مدينة الحسكة فبلغ عددهم منذ الأحد 1200 مدني، توجهوا إلى مدينة القامشلي",
     [dict(kind="displaced", value=1200, origin=(["الحسكة"], None), destination=(["القامشلي"], None), measure="cumulative")]),
    ("ارتفع إلى 51 ألفاً عدد المدنيين الذين نزحوا منذ مطلع الشهر إلى مدينة اعزاز، يضاف إليهم 15 ألف نازح وصلوا إلى مدينة عفرين",
     [dict(kind="displaced"), dict(kind="arrived", value=15000, destination=(["عفرين"], None))]),
    ("نزح 176 ألف شخص، بينهم 30 ألفاً لجأوا إلى محافظة درعا", [dict(kind="displaced"), dict(kind="displaced", part_of="F1", destination=(["درعا"], None))]),
    ("نزح 5 آلاف شخص من مدينة سراقب، ونُقل أمس 2000 منهم إلى مخيم أطمة",
     [dict(value=5000, start="2020-01-31"), dict(kind="transferred", part_of="F1", start="2020-01-30", destination=(["أطمة"], None))]),
    ("يحتمي بقاعدة حميميم نحو تسعة آلاف مدني", [dict(kind="displaced", measure="cumulative", destination=(["حميميم"], None))]),
    ("هرب خمسة سجناء ينتمون إلى تنظيم الدولة الإسلامية من سجن في مدينة القامشلي", [dict(kind="fled", category="detainee", party="islamic_state")]),
    ("عادت أمس 18 عائلة إلى مدينة خان شيخون، ولم يسجل خروج أي مدني نحو مناطق سيطرة النظام", [dict(value=18, destination=(["خان شيخون"], None))]),
    ("انسحبت قسد من المدينة بموجب الاتفاق الذي توصلت إليه واشنطن وأنقرة الخميس، فيما خرج نحو 500 مدني باتجاه بلدة تل تمر", [dict(start="2020-01-31")]),
])
def test_statements_joined_to_others(text, expected):
    check(text, expected)


@pytest.mark.parametrize(("text", "expected"), [
    ("وصلت 27 عائلة من مهجري تل أبيض إلى مدينتهم", [dict(kind="returned", origin=([], None), destination=(["تل أبيض"], None))]),
    ("واحتمى مئات الأشخاص في قاعدة حميميم", [dict(kind="fled", destination=(["حميميم"], None))]),
    ("أجلت السلطات 420 عائلة من أبنية متصدعة في حي الميدان", [dict(kind="evacuated", origin=(["الميدان"], None))]),
    ("نقلت القوات الأميركية أول دفعة من سجناء التنظيم، وعددهم 150، من سجن في الحسكة إلى العراق", [dict(kind="transferred", value=150, category="detainee")]),
    ("وصلت حافلات تقل 1550 شخصاً إلى مدينة الباب، ليبلغ مجموع من خرجوا من المنطقة 8400 شخص", [dict(value=1550), dict(value=8400, measure="cumulative")]),
    ("أما في محافظة الحسكة فقد فر نحو 35 ألف سوري من المحافظة إلى محافظة دهوك", [dict(origin=(["الحسكة"], None), destination=(["دهوك"], None))]),
    ("سيطرت قوات النظام على قريتي مورك وصوران، ثم نزح 300 مدني من القريتين إلى مدينة إدلب", [dict(origin=(["مورك", "صوران"], None))]),
])
def test_places_that_words_point_back_to(text, expected):
    check(text, expected)


@pytest.mark.parametrize(("text", "expected"), [
    ("تخشى منظمات إنسانية أن يؤدي القصف إلى فرار مئات الآلاف نحو الحدود", []),
    ("حذرت الأمم المتحدة من نزوح 200 ألف شخص من مدينة إدلب", []),
    ("حذرت الأمم المتحدة من أوضاع 30 ألف شخص نزحوا من مدينة إدلب", [dict(kind="displaced", value=30000)]),
    ("توصل الطرفان إلى اتفاق يقضي في مرحلته الأولى بخروج 1500 شخص من مدينة دوما", []),
    ("لم يبق في البلدة سوى بضع عائلات، بعدما فر منها 900 مدني", [dict(kind="fled", value=900)]),
    ("قال مجلس محلي إن القصف والجوع دفعا 2500 شخص إلى النزوح من بلدة طفس", [dict(kind="displaced", value=2500, origin=(["طفس"], None))]),
    ("خرج 400 شخص من حي القدم باتفاق مع قوات النظام", [dict(kind="evacuated", value=400)]),
    ("فر 12 جندياً من قوات النظام إلى مناطق سيطرة قسد", [dict(kind="fled", party="government", origin=([], "government"), destination=([], "sdf"))]),
    ("عادت 30 عائلة إلى بلدة تل تمر قادمة من مدينة القامشلي، وتخضع البلدة لسيطرة قسد", [dict(kind="returned", origin=(["القامشلي"], None))]),
    ("فر 60 عنصراً من قوات النظام إلى بلدة جورين، التي تتخذها قوات النظام مركز قيادة لها", [dict(kind="fled", destination=(["جورين"], "government"))]),
])
def test_what_came_about_and_where(text, expected):
    check(text, expected)


@pytest.mark.parametrize(("text", "expected"), [
    ("قدرت المفوضية عدد العائلات التي فرت من مدينة يبرود إلى بلدة عرسال بنحو 2700", [dict(kind="fled", value=2700, category="family", origin=(["يبرود"], None), destination=(["عرسال"], None))]),
    ("قدر مسؤول محلي عدد المدنيين الذين نزحوا من بلدة صوران بـ 3000", [dict(kind="displaced", value=3000, category="civilian", origin=(["صوران"], None))]),
    ("سقطت قذيفة على حي الوعر الذي يؤوي عشرات آلاف النازحين", [dict(kind="displaced", destination=(["الوعر"], None), measure="cumulative")]),
    ("بات مخيم السد بريف الحسكة يؤوي 21 ألف نازح", [dict(kind="displaced", value=21000, destination=(["السد"], None), measure="cumulative")]),
])
def test_estimates_and_hosts(text, expected):
    check(text, expected)
