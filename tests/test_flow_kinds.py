"""How people moved and what belongs together: kinds, sums, days of single terms. Sentences of our own."""

from __future__ import annotations

import pytest

from tests.flow_cases import check

KINDS = [
    ("أجبرت القذائف 700 عائلة على مغادرة مدينة سرمدا نحو القرى المجاورة", [dict(kind="displaced", origin=(["سرمدا"], None))]),
    ("على صعيد النزوح غادر 3000 مدني مدينة أريحا باتجاه الشمال", [dict(kind="displaced", origin=(["أريحا"], None))]),
    ("هُجّر 5 آلاف شخص من مدينة حرستا بموجب الاتفاق", [dict(kind="evacuated", origin=(["حرستا"], None))]),
    ("وصلت الدفعة الثانية من مهجري داريا إلى قلعة المضيق، وتضم 3200 شخص بينهم 700 مقاتل",
     [dict(kind="evacuated", value=3200, destination=(["قلعة المضيق"], None)), dict(kind="evacuated", value=700, part_of="F1")]),
    ("غادر 400 لاجئ سوري بلدة عرسال إلى قراهم في القلمون", [dict(kind="returned", origin=(["عرسال"], None), nationalities=["SY"])]),
    ("خرجت 45 عائلة من مخيم الهول وعادت إلى مدينة الشدادي", [dict(kind="returned", origin=(["الهول"], None), destination=(["الشدادي"], None))]),
    ("تمكن 90 مدنياً من الخروج من بلدة السوسة على دفعتين", [dict(kind="fled", origin=(["السوسة"], None))]),
    ("فر 6 آلاف شخص إلى لبنان، من ضمنهم 1400 عبروا إلى بلدة عرسال", [dict(kind="fled"), dict(kind="fled", part_of="F1", destination=(["عرسال"], None))]),
    ("غادر 35 ألف مدني مدينة أريحا، لينضموا إلى أكثر من نصف مليون شخص نزحوا منذ بداية الشهر",
     [dict(value=35_000), dict(kind="displaced", value=500_000, measure="cumulative")]),
    ("غادرت 92 عائلة (387 شخصاً، بينهم 218 طفلاً) مخيم الهول إلى مخيم الجدعة",
     [dict(value=92, origin=(["الهول"], None), destination=(["الجدعة"], None)), dict(value=387, part_of=None, origin=(["الهول"], None)),
      dict(value=218, category="child", part_of="F2")]),
    ("غادر مخيم الهول 823 عراقياً ضمن 230 عائلة نحو مخيم الجدعة",
     [dict(value=823, destination=(["الجدعة"], None)), dict(value=230, category="family", part_of=None, origin=(["الهول"], None))]),
    ("وصلت حافلات تقل 1130 من مقاتلي المعارضة وذويهم إلى قلعة المضيق", [dict(kind="arrived", category="person", party=None)]),
]

SUMS_AND_DAYS = [
    ("وصل إلى المدينة يوم الاثنين 250 شخصاً، والثلاثاء 300 شخص", [dict(value=250, start="2020-01-27"), dict(value=300, start="2020-01-28")]),
    ("وخرج من حرستا يوم الثلاثاء 1500 شخص. ويوم الأربعاء غادرت دفعة ثانية قوامها 3000 شخص، ليرتفع عدد المغادرين إلى 4500 شخص.",
     [dict(value=1500, part_of="F3"), dict(value=3000, part_of="F3"), dict(value=4500, part_of=None, measure="cumulative")]),
    ("خرج 900 شخص من بلدة مضايا. وخرج 1000 شخص من بلدة بقين. وعاد 300 شخص إلى بلدة سرغايا.",
     [dict(value=900, part_of=None), dict(value=1000, part_of=None), dict(value=300, part_of=None)]),
]

ENDS = [
    ("وفي حي الوعر بحمص، خرجت الدفعة الرابعة إلى مدينة جرابلس، وتضم 1860 شخصاً", [dict(origin=(["الوعر"], None), destination=(["جرابلس"], None))]),
    ("تمكن أمس 80 جندياً من قوات النظام، كانوا محاصرين داخل مدينة جسر الشغور، من الفرار نحو مناطق سيطرة النظام",
     [dict(kind="fled", party="government", origin=(["جسر الشغور"], None), destination=([], "government"))]),
    ("فر آلاف المدنيين إلى قاعدة حميميم الجوية، الواقعة تحت سيطرة القوات الروسية", [dict(destination=(["حميميم"], "russia"))]),
    ("انشق 34 عنصراً عن هيئة تحرير الشام والتحقوا بصفوف فيلق الشام",
     [dict(kind="fled", party="hts", origin=([], "hts"), destination=([], "opposition"))]),
    ("خرج 118 من مسلحي المعارضة، ومعهم 164 من أفراد أسرهم، من حي الوعر إلى بلدة الدار الكبيرة",
     [dict(value=118, party="opposition", origin=(["الوعر"], None)), dict(value=164, origin=(["الوعر"], None), destination=(["الدار الكبيرة"], None))]),
    ("يضم مخيم الهول 56 ألف شخص، وأُعيد منه إلى العراق منذ مطلع العام 1920 لاجئاً عراقياً",
     [dict(kind="displaced", value=56_000, destination=(["الهول"], None)), dict(kind="returned", value=1920, origin=(["الهول"], None))]),
]


HOMES = [
    ("نزح 900 من سكان حارم وسلقين إلى العراء", [dict(origin=(["حارم", "سلقين"], None))]),
    ("أدى القصف على بلدة كفرنبل إلى نزوح 300 عائلة", [dict(kind="displaced", origin=(["كفرنبل"], None))]),
    ("قُصفت مدينة أريحا. ونزح 300 من سكان المدينة", [dict(origin=(["أريحا"], None))]),
    ("سيطر التنظيم على قرية الحوايج. وفر من هناك 80 مدنياً", [dict(kind="fled", origin=(["الحوايج"], None))]),
    ("سيطرت قسد على قرى الكسرة وزغير ومحيميدة. ونزحت 60 عائلة من القرى المذكورة", [dict(origin=(["الكسرة", "زغير", "محيميدة"], None))]),
    ("نزح 7000 شخص عن البصيرة وأبريهة والزر", [dict(origin=(["البصيرة", "أبريهة", "الزر"], None))]),
    ("غادر 200 مقاتل و600 من أفراد عائلاتهم بلدة المحجة",
     [dict(value=200, origin=(["المحجة"], None)), dict(value=600, category="person", origin=(["المحجة"], None))]),
    ("وصلت 180 عائلة إلى مخيم الهول، بينهم 400 طفل", [dict(value=180), dict(value=400, category="child", part_of=None, destination=(["الهول"], None))]),
    ("خرج 1500 شخص من حي الوعر. ومن بين من خرجوا 200 مقاتل.", [dict(value=1500), dict(value=200, part_of="F1", origin=(["الوعر"], None))]),
    ("قُتل 3 من مقاتلي حركة أحرار الشام في حي الوعر. وخرج بموجب اتفاق 480 مقاتلاً من الحي", [dict(kind="evacuated", category="combatant", party="opposition")]),
]

PRONOUNS_AND_NUMBERS = [
    ("من أصل 500 عائلة نزحت من بلدة كفرزيتا، عادت 120 عائلة إليها", [dict(value=500), dict(kind="returned", value=120, destination=(["كفرزيتا"], None))]),
    ("بلغ عدد الذين أجلتهم الحافلات من مدينة داريا 3500 شخص", [dict(kind="evacuated", value=3500, origin=(["داريا"], None), measure="cumulative")]),
    ("نجح 14 مدنياً في الهرب من مدينة الطبقة", [dict(kind="fled", origin=(["الطبقة"], None))]),
    ("خرج مقاتلو تنظيم داعش وعددهم 300 من بلدة هجين", [dict(value=300, category="combatant", party="islamic_state", origin=(["هجين"], None))]),
    ("عودة الدفعة الأولى من أهالي القصير وعددهم نحو 1000 شخص", [dict(kind="returned", value=1000, origin=([], None), destination=(["القصير"], None))]),
    ("أفرجت الفصائل عن 40 أسيراً مقابل خروج 7 آلاف شخص من بلدتي الفوعة وكفريا", [dict(kind="evacuated", value=7000, origin=(["الفوعة", "كفريا"], None))]),
    ("ليتجاوز 39 ألفاً عدد السوريين الذين لجأوا إلى لبنان منذ بداية العام", [dict(kind="fled", category="person", nationalities=["SY"], measure="cumulative")]),
    ("انشق العقيد مروان الخطيب عن قوات النظام", [dict(kind="fled", value=1, category="combatant", party="government", origin=([], "government"))]),
    ("في مدينة دوما يؤوي 62 مركزاً جماعياً 8700 نازح", [dict(kind="displaced", value=8700, category="displaced", measure="cumulative")]),
    ("نزح 191 ألف شخص، 126 ألفاً منهم داخل مدينة السويداء", [dict(value=191_000), dict(value=126_000, part_of="F1", destination=(["السويداء"], None))]),
    ("قُتل 5 في مدينة تدمر.\n\nدفعت المعارك في مدينة الرقة وريف الرقة، وحول مدينة الرقة، السكان إلى الفرار.\n\nوفر 900 شخص من المدينة",
     [dict(kind="fled", value=900, origin=(["الرقة"], None))]),
]


@pytest.mark.parametrize(("text", "expected"), KINDS + SUMS_AND_DAYS + ENDS + HOMES + PRONOUNS_AND_NUMBERS)
def test_how_people_moved(text, expected):
    check(text, expected)


@pytest.mark.parametrize("text", ["ويُنتظر وصول 40 عائلة إلى مدينة سراقب", "ليصل إلى 1378 عدد القتلى", "تصل حصيلة قتلى النظام إلى 1378",
                                  "تعود الدراجة إلى جندي", "إعادة إعمار 20 منزلاً للمدنيين", "بكت ممرضات لدى عودتهن إلى البيت", "يحتاج 210 آلاف شخص إلى المياه",
                                  "في الحي مبنى من أربع طبقات يؤوي نازحين"])
def test_no_movement(text):
    check(text, [])


@pytest.mark.parametrize(("text", "expected"), [
    ("غادرت 92 عائلة عراقية مخيم الهول إلى مخيم الجدعة، وهي الدفعة الرابعة التي تنقلها السلطات العراقية", [dict(kind="transferred")]),
    ("غادرت 90 عائلة عراقية مخيم الهول، ونقلتها السلطات إلى مخيم الجدعة", [dict(kind="transferred", destination=(["الجدعة"], None))]),
    ("غادرت 90 عائلة مخيم الهول، ونقلتها حافلات إلى بلدة الشحيل", [dict(kind="evacuated")]),
])
def test_who_moved_them(text, expected):
    check(text, expected)
