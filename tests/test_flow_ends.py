"""Where people who moved came from and where they went. Sentences of our own."""

from __future__ import annotations

import pytest

from tests.flow_cases import check

CASES = [
    # people named by where they lived or stayed
    ("وصل 300 من نازحي عفرين إلى بلدة تل رفعت", [dict(origin=(["عفرين"], None), destination=(["تل رفعت"], None))]),
    ("عاد 300 من نازحي معرة النعمان إلى منازلهم", [dict(kind="returned", destination=(["معرة النعمان"], None))]),
    ("خرجت دفعة جديدة من قاطني مخيم الركبان تضم 250 شخصاً إلى مناطق النظام", [dict(origin=(["الركبان"], None), destination=([], "government"))]),
    ("عادت إلى قرية الطيبة 80 عائلة كانت تقيم في مخيم الركبان", [dict(kind="returned", origin=(["الركبان"], None), destination=(["الطيبة"], None))]),
    ("تمكن 50 مدنياً كانوا عالقين في بلدة السوسة من الوصول إلى مناطق سيطرة قسد", [dict(origin=(["السوسة"], None), destination=([], "sdf"))]),
    ("خرج 600 من المدنيين المحاصرين في الغوطة الشرقية عبر معبر الوافدين", [dict(origin=(["الغوطة الشرقية"], None), destination=([], None))]),
    ("وصول ثمانية آلاف نازح من أهالي عفرين إلى مدينة الطبقة، قادمين من تل رفعت", [dict(origin=(["تل رفعت"], None), destination=(["الطبقة"], None))]),
    # what follows the people's number in another unit, or beside it
    ("تمكنت اليوم 45 عائلة تضم 210 أشخاص من الفرار من بلدة السوسة",
     [dict(value=45, kind="fled", category="family", origin=(["السوسة"], None)), dict(value=210, origin=(["السوسة"], None))]),
    ("خرج 280 مقاتلاً من بلدة مسحرة نحو محافظة إدلب، برفقة 410 من أفراد عائلاتهم",
     [dict(value=280, destination=(["إدلب"], None)), dict(value=410, origin=(["مسحرة"], None), destination=(["إدلب"], None))]),
    ("خرجت امرأتان روسيتان وأطفالهما الخمسة من مخيم الهول", [dict(value=2, origin=(["الهول"], None)), dict(value=5, origin=(["الهول"], None))]),
    # pronouns and kind words: what was named last, but not the other end of the way
    ("وصلت 63 عائلة إلى بلدة نوى من قرية جلين، كما تسلمت قوات النظام بلدة مسحرة إثر خروج 280 مقاتلاً منها",
     [dict(value=63, origin=(["جلين"], None)), dict(value=280, origin=(["مسحرة"], None))]),
    ("نزح 500 مدني من بلدة حاس إلى مدينة إدلب، ثم عاد إليها 60 منهم", [dict(value=500), dict(value=60, part_of="F1")]),
    ("احتجزت الشرطة 105 أشخاص في بلدة سروج. وفر من كوباني إلى البلدة نفسها 900 شخص، وتؤوي مخيماتها 52 ألف لاجئ",
     [dict(value=900, origin=(["كوباني"], None), destination=(["سروج"], None)), dict(value=52000, destination=(["سروج"], None))]),
    ("بدأت العودة إلى بلدة حاس، حيث دخلتها اليوم 35 عائلة عائدة من مدينة إدلب",
     [dict(kind="returned", origin=(["إدلب"], None), destination=(["حاس"], None))]),
    ("سيطرت قوات النظام على بلدة حاس وقرية الحويز، فيما نزحت 400 عائلة منهما إلى مدينة سرمدا", [dict(origin=(["حاس", "الحويز"], None), destination=(["سرمدا"], None))]),
    ("قصفت قوات النظام بلدات نصيب وأم المياذن والطيبة، حيث نزح عن البلدات الثلاث 9 آلاف شخص", [dict(origin=(["نصيب", "أم المياذن", "الطيبة"], None))]),
    ("انسحبت الفصائل من قرية معرزاف، ونزح 100 شخص عن القرية وعن قرية المجدل المجاورة", [dict(origin=(["معرزاف", "المجدل"], None))]),
    ("نزح 100 شخص عن قرية المجدل القريبة من قرية معرزاف", [dict(origin=(["المجدل"], None))]),
    ("شن الطيران غارات على مدينة الميادين، نزح على إثرها 500 شخص نحو بلدة ذيبان", [dict(origin=(["الميادين"], None), destination=(["ذيبان"], None))]),
    # a part of a town is the town's; a way is neither end; a jail is where its town is
    ("نزح 300 مدني من بلدة مسرابا نحو الأحياء الداخلية من دوما", [dict(origin=(["مسرابا"], None), destination=(["دوما"], None))]),
    ("فر من السجن المركزي بمدينة حلب مئات المعتقلين", [dict(origin=(["حلب"], None))]),
    ("نُقل 23 جريحاً من بلدة مضايا إلى مشافي دمشق", [dict(kind="transferred", origin=(["مضايا"], None), destination=(["دمشق"], None))]),
    ("نُقل 23 جريحاً إلى مشافي دمشق", []),
    ("انتقلت 90 عائلة من مخيم أطمة للعيش في بلدة كفرلوسين", [dict(origin=(["أطمة"], None), destination=(["كفرلوسين"], None))]),
    ("تواصل خروج المدنيين من جيب التنظيم الأخير شرق الفرات، حيث خرج 350 شخصاً", [dict(origin=([], "islamic_state"))]),
    # totals
    ("بلغ عدد اللاجئين العراقيين في مخيم الهول 31 ألفاً", [dict(kind="displaced", destination=(["الهول"], None), measure="cumulative", start=None)]),
    ("وفاق عدد النازحين منذ مطلع الشهر 160 ألف مدني، من ضمنهم نحو 20 ألفاً احتشدوا قرب معبر نصيب",
     [dict(value=160000, qualifier="more_than", start="2020-01-01", measure="cumulative"), dict(value=20000, destination=(["نصيب"], None), part_of="F1")]),
    # the town named by its kind alone, by a pronoun on its parts or its people, or in a relative clause
    ("أُعلنت هدنة في الزبداني، وخرج 120 مقاتلاً من المدينة", [dict(origin=(["الزبداني"], None))]),
    ("غادر 2000 مدني منبج إلى مدينة حلب، ثم غادر 500 آخرون المدينة", [dict(value=2000), dict(value=500, origin=(["منبج"], None))]),
    ("غادر 2000 مدني منبج إلى مدينة حلب، ثم قُصفت مدينة الباب وغادر 500 مدني المدينة", [dict(value=2000), dict(value=500, origin=(["الباب"], None))]),
    ("تقدمت قسد في الرقة، وخرج من أحيائها الغربية 1500 مدني", [dict(origin=(["الرقة"], None))]),
    ("قال مدير مخيم الركبان إن القصف دفع 600 من قاطنيه إلى المغادرة", [dict(origin=(["الركبان"], None))]),
    ("سيطرت الفصائل على بلدة صوران التي فر منها 4 آلاف شخص", [dict(value=4000, kind="fled", origin=(["صوران"], None))]),
    ("تدور معارك في تدمر، وقال ناشطون إن سكان المدينة نزحوا، وعددهم 20 ألفاً، إلى حمص", [dict(origin=(["تدمر"], None), destination=(["حمص"], None))]),
    ("نزحت 70 عائلة من العريمة باتجاه كل من منبج والباب", [dict(origin=(["العريمة"], None), destination=(["منبج", "الباب"], None))]),
    ("نزحت 70 عائلة من كل من منبج والباب إلى اعزاز", [dict(origin=(["منبج", "الباب"], None), destination=(["اعزاز"], None))]),
    ("وصل 13 ألف نازح إلى المخيمات الواقعة على الشريط الحدودي قرب بلدة أطمة", [dict(destination=(["أطمة"], None))]),
    ("نزح 13 ألف شخص إلى مدينة إدلب بعد قصف على بلدة أطمة", [dict(origin=([], None), destination=(["إدلب"], None))]),
    ("وصل نحو 60 شخصاً من ريف المدينة إلى كوباني", [dict(origin=([], None), destination=(["كوباني"], None))]),
    ("تسببت الحملة العسكرية على مدينة سراقب بنزوح 630 شخصاً", [dict(origin=(["سراقب"], None))]),
    # the headline names it, where the body has named none since
    ("قافلة جديدة تغادر السويداء\n\nالمرصد السوري لحقوق الإنسان:: غادرت المدينة فجر اليوم قافلة ثانية تضم 300 شخص.", [dict(value=300, origin=(["السويداء"], None))]),
    ("قافلة جديدة تغادر السويداء\n\nالمرصد السوري لحقوق الإنسان:: قُصفت مدينة إزرع، وغادر المدينة فجر اليوم 300 شخص.", [dict(value=300, origin=(["إزرع"], None))]),
    # those who return were away: where they had fled to, and from where
    ("عادت إلى بلدة معرة النعمان 40 عائلة كانت نزحت إلى مدينة إدلب", [dict(kind="returned", origin=(["إدلب"], None), destination=(["معرة النعمان"], None))]),
    ("عادت إلى بلدة كفرنبل 40 عائلة كانت نزحت عنها قبل أسبوع", [dict(kind="returned", origin=([], None), destination=(["كفرنبل"], None))]),
    ("عادت 40 عائلة نازحة في مخيم سرمدا إلى بلدة حيش", [dict(kind="returned", origin=(["سرمدا"], None), destination=(["حيش"], None))]),
    ("وصلت 60 عائلة نزحت من بلدة حيش إلى مدينة معرة مصرين", [dict(origin=(["حيش"], None), destination=(["معرة مصرين"], None))]),
    ("خروج 1217 مدنياً من أحياء حلب الشرقية", [dict(origin=(["حلب"], None))]),
    ("غادر 300 شخص بلدة حاس إلى مناطق أكثر أمناً", [dict(origin=(["حاس"], None), destination=([], None))]),
    ("هُجّرت 38 عائلة من قرية باسوطة، وأسكنت الفصائل في منازلها عائلات قادمة من الغوطة الشرقية", [dict(value=38, origin=(["باسوطة"], None))]),
    # batches of one operation, and the total that they raise
    ("بدأت عملية إخراج مقاتلي المعارضة من حي الوعر على دفعتين: الأولى ضمت 120 مقاتلاً، والثانية 492 شخصاً، ليصل إلى 612 مجموع من غادروا نحو بلدة جرابلس",
     [dict(value=120, origin=(["الوعر"], None), destination=(["جرابلس"], None), part_of="F3"), dict(value=492, origin=(["الوعر"], None), part_of="F3"),
      dict(value=612, kind="evacuated", origin=(["الوعر"], None), measure="incident")]),
    ("خرجت دفعة تضم 60 شخصاً نحو حقل العمر، وبذلك يبلغ 45900 تعداد الفارين من مناطق التنظيم منذ مطلع العام",
     [dict(value=60, origin=([], "islamic_state")), dict(value=45900, origin=([], "islamic_state"))]),
    ("وصلت دفعة تضم 60 شخصاً إلى مخيم الهول، وبذلك يبلغ 45900 تعداد الفارين من مناطق التنظيم منذ مطلع العام",
     [dict(value=60, kind="arrived", origin=([], None)), dict(value=45900, origin=([], "islamic_state"))]),
    # what is said of a part is not said of its whole
    ("نزح أكثر من 200 ألف مدني، منهم 120 ألفاً من مدينة سراقب و80 ألفاً من أريحا",
     [dict(value=200000, origin=([], None)), dict(value=120000, origin=(["سراقب"], None), part_of="F1"), dict(value=80000, origin=(["أريحا"], None), part_of="F1")]),
    ("خرج 340 شخصاً بينهم 20 مقاتلاً من الباغوز", [dict(value=340, origin=(["الباغوز"], None)), dict(value=20, origin=(["الباغوز"], None))]),
    ("عاد نحو 5 آلاف نازح إلى مدينة عفرين، بينهم 3 آلاف قدموا من مدينة حلب",
     [dict(value=5000, origin=([], None)), dict(value=3000, origin=(["حلب"], None), part_of="F1")]),
    ("نزحت 460 عائلة إلى مدينة معرة مصرين، عادت 80 عائلة منها مساء أمس", [dict(value=460), dict(value=80, kind="returned", origin=([], None), part_of="F1")]),
    ("نزحت 460 عائلة من بلدة حاس، وعادت 80 عائلة منها 12 امرأة", [dict(value=460), dict(value=80, part_of=None), dict(value=12)]),
    ("خرج 900 شخص من الغوطة الشرقية، 110 منهم تقريباً من مقاتلي الفصائل",
     [dict(value=900), dict(value=110, category="combatant", party="opposition", origin=(["الغوطة الشرقية"], None), part_of="F1")]),
    ("رحّلت السلطات اللبنانية 43 لاجئاً عبر معبر المصنع وسلمتهم إلى قوات النظام", [dict(kind="transferred", destination=([], "government"))]),
    # compulsion after another predicate
    ("قُتل طفل في المخيم، ودفعت الاشتباكات مئات العائلات منذ فجر اليوم إلى النزوح من بلدة كفر جنة", [dict(kind="displaced", category="family", origin=(["كفر جنة"], None))]),
]

FIGHTERS = [
    ("وصلت قافلة تقل 1146 شخصاً هُجّروا من دوما بموجب اتفاق. وأفاد المراسل بأن القافلة هي الثانية، إذ أقلّت الأولى، الأحد، 448 مقاتلاً من المعارضة إلى محافظة إدلب",
     [dict(value=1146, kind="evacuated"), dict(value=448, kind="evacuated", category="combatant", destination=(["إدلب"], None))]),
    ("فرّ 650 شخصاً إلى الحدود، من ضمنهم ضابطان فرا من الجيش", [dict(value=650), dict(value=2, party="government", origin=([], "government"), part_of="F1")]),
    ("نزح 2000 شخص، بينهم 785 من عوائل التنظيم فروا إلى جهة مجهولة", [dict(value=2000, kind="displaced"), dict(value=785, kind="fled", category="person", part_of="F1")]),
    ("نزح 120 من العوائل العراقية", [dict(value=120, category="family")]),
    ("بات عدد من خرجوا من داريا 4000 مدني", [dict(value=4000, category="civilian", measure="cumulative", origin=(["داريا"], None))]),
    ("خرجت 3 دفعات من دوما: الأولى ضمت 500 شخص والثانية 700 والثالثة 800", [dict(value=500), dict(value=700), dict(value=800)]),
    ("دخول نحو 2500 نازح إلى مخيم العريشة قادمين من دير الزور", [dict(kind="arrived", origin=(["دير الزور"], None), destination=(["العريشة"], None))]),
    ("دخول نحو 2500 عنصر من قوات النظام إلى بلدة حاس", []),
    ("سلّم 15 عنصراً من تنظيم داعش أنفسهم لقسد على محور السوسة", [dict(kind="surrendered", origin=(["السوسة"], None), destination=([], "sdf"))]),
    ("نُقل 280 مقاتلاً عراقياً وأجنبياً من سجن الحسكة", [dict(value=280, nationalities=["IQ"])]),
    ("وصل 90 من مقاتلي هيئة تحرير الشام مع عوائلهم إلى مدينة الباب قادمين من جنديرس", [dict(category="combatant", origin=(["جنديرس"], None), destination=(["الباب"], None))]),
    ("وصول 120 عنصراً من داعش إلى مدينة جرابلس قادمين من منبج", [dict(category="combatant", party="islamic_state")]),
    ("وصلت تعزيزات من 120 عنصراً من داعش إلى جرابلس قادمين من منبج", []),
    ("وصول 120 عنصراً من قوات النظام إلى مدينة السخنة قادمين من تدمر", []),
    ("خرجت من درعا البلد دفعة من 14 مقاتلاً محلياً", [dict(category="combatant", party="local_armed")]),
    ("سيطرت الفصائل على بلدة أم ولد، ثم سلّم 25 مقاتلاً أنفسهم لقوات النظام", [dict(kind="surrendered", party="opposition", destination=([], "government"))]),
    ("عاد إلى سراقب عشرات من أبنائها", [dict(category="person", destination=(["سراقب"], None))]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_where_people_came_from_and_went(text, expected):
    check(text, expected)


@pytest.mark.parametrize(("text", "expected"), FIGHTERS)
def test_which_fighters_and_natives_move(text, expected):
    check(text, expected)
