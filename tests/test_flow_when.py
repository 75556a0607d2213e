"""When people moved, and whether their number is a running total. Sentences of our own; the report is of 31 January 2020, a Friday."""

from __future__ import annotations

import pytest

from tests.flow_cases import check

CASES = [
    ("نزح 300 مدني من بلدة حاس منذ صباح اليوم", [dict(measure="incident", start="2020-01-31")]),
    ("نزح 300 مدني من بلدة حاس أمس واليوم", [dict(measure="cumulative", start="2020-01-30")]),
    ("نزح 300 مدني من بلدة حاس ليل الخميس الجمعة", [dict(measure="incident", start="2020-01-30")]),
    # the day when the place changed hands before
    ("عاد 3 آلاف شخص إلى بلدة بصرى الشام، بعد أن تسلمتها قوات النظام في الـ 2 من الشهر الجاري", [dict(kind="returned", start="2020-01-31")]),
    # until then: all so far
    ("نزح 300 مدني من بلدة حاس حتى مساء أمس", [dict(measure="cumulative", start=None)]),
    ("عاد 600 شخص إلى بلدة حاس حتى الآن", [dict(measure="cumulative", start=None)]),
    ("عاد اليوم 600 شخص إلى بلدة حاس", [dict(measure="incident", start="2020-01-31")]),
    # the total without its noun, or with its verb behind it
    ("ارتفع العدد إلى 25 ألف نازح", [dict(value=25000, kind="displaced", measure="cumulative")]),
    ("ارتفع العدد إلى 25 ألف قذيفة", []),
    ("عدد النازحين وصل حتى اليوم إلى 7 آلاف شخص", [dict(kind="displaced", measure="cumulative")]),
    ("عدد العائلات التي وصلت إلى مخيم الهول بلغ 40 عائلة", [dict(kind="arrived", destination=(["الهول"], None))]),
    # the day that heads the list
    ("الأربعاء 29 كانون الثاني:\n– نزحت 40 عائلة من بلدة حاس.\n– عادت 5 عائلات إلى بلدة حزانو.",
     [dict(value=40, start="2020-01-29", measure="incident"), dict(value=5, start="2020-01-29", measure="incident")]),
]

OTHERS = [
    # what people were made to leave
    ("اضطر 30 ألف مدني إلى ترك بيوتهم في مدينة الباب", [dict(kind="displaced", origin=(["الباب"], None))]),
    ("وكانت بلدة الشعفة شهدت خروج 700 شخص", [dict(origin=(["الشعفة"], None))]),
    ("دخول عشرات الحافلات إلى الباغوز وخروج نحو 1500 شخص على متنها", [dict(origin=(["الباغوز"], None), destination=([], None))]),
    ("خروج 300 شخص من المربع الأخير المتبقي لتنظيم الدولة الإسلامية باتجاه نقاط قسد", [dict(origin=([], "islamic_state"), destination=([], "sdf"))]),
    ("خروج 300 شخص من المنطقة المتبقية لتنظيم الدولة الإسلامية", [dict(origin=([], "islamic_state"))]),
    ("عادت الدفعة التاسعة من نازحي مخيم الهول، وتضم 90 عائلة، إلى بلدتي هجين والشعفة", [dict(origin=(["الهول"], None), destination=(["هجين", "الشعفة"], None))]),
    ("فرّ 60 مدنياً من مزارع الباغوز ومخيمها", [dict(origin=(["الباغوز"], None))]),
    ("نزح 93 ألف شخص من السويداء، توزعوا على درعا وبصرى الشام", [dict(origin=(["السويداء"], None), destination=(["درعا", "بصرى الشام"], None))]),
    ("عادت 90 عائلة من مخيمات الشمال إلى بلدة حاس", [dict(origin=([], None), destination=(["حاس"], None))]),
]


@pytest.mark.parametrize(("text", "expected"), CASES + OTHERS)
def test_when_people_moved(text, expected):
    check(text, expected)


LONGER = [
    # an area that was named before; a vehicle of another convoy makes no agreed exit
    ("خروج دفعة من جيب تنظيم الدولة الإسلامية، حيث خرج 280 شخصاً من بلدة الباغوز، ليرتفع إلى 21600 تعداد من خرجوا من الجيب منذ مطلع العام، كما وصلت شاحنات إلى مخيم الهول",
     [dict(value=280, kind="fled", origin=(["الباغوز"], None)), dict(value=21600, origin=([], "islamic_state"))]),
    ("بلغ تعداد الواصلين إلى مخيم عين عيسى 19 ألفاً، قدم منهم 4700 من مدينة الرقة",
     [dict(value=19000, origin=([], None)), dict(value=4700, origin=(["الرقة"], None), part_of="F1")]),
    # the verb behind the parts is the whole's
    ("قالت إن 54 شخصاً بينهم 16 امرأة و28 طفلاً غادروا مخيم الركبان",
     [dict(value=54, origin=(["الركبان"], None)), dict(value=16, origin=(["الركبان"], None), part_of="F1"), dict(value=28, part_of="F1")]),
    # the number alone goes on with the way of those before it
    ("نزح 137 ألف شخص من عفرين إلى تل رفعت، و30 ألفاً إلى نبل", [dict(origin=(["عفرين"], None)), dict(value=30000, origin=(["عفرين"], None), destination=(["نبل"], None))]),
    ("أجبر القتال في محافظة درعا 325 ألف شخص على الفرار من منازلهم، 60 ألفاً منهم قرب معبر نصيب",
     [dict(value=325000, origin=(["درعا"], None), destination=([], None)), dict(value=60000, destination=(["نصيب"], None), part_of="F1")]),
    ("وأوضح المتحدث باسم قسد أن 3000 شخص سلموا أنفسهم لقواته في الباغوز", [dict(kind="surrendered", origin=(["الباغوز"], None), destination=([], "sdf"))]),
    # whom a verb of success counts, whatever noun of movement stands before; where the displaced still live
    ("وفي سياق النزوح من مناطق القتال، تمكن 1400 مدني من الفرار من مدينة الرقة", [dict(kind="fled", origin=(["الرقة"], None))]),
    ("قال المكتب إن 174 ألف نازح من السويداء ما زالوا يقيمون في مدينة درعا", [dict(kind="displaced", origin=(["السويداء"], None), destination=(["درعا"], None), start=None)]),
    ("ويتوزع 25 ألف نازح على مراكز الإيواء في بلدة عدرا", [dict(kind="displaced", category="displaced", destination=(["عدرا"], None), measure="cumulative")]),
    ("ويتوزع 25 ألف مقاتل على جبهات بلدة عدرا", []),
    ("يقطن مخيم الهول 39880 شخصاً، موزعين على ستة قطاعات", [dict(value=39880, destination=(["الهول"], None))]),
    # since when batches are numbered dates none of them
    ("نقلت السلطات العراقية أمس دفعة من رعاياها من مخيم الهول، هي الثامنة عشرة منذ مطلع العام، وتضم 181 عائلة",
     [dict(value=181, category="family", nationalities=["IQ"], origin=(["الهول"], None), start="2020-01-30", measure="incident")]),
    ("خرجت القافلة الثانية أمس وضمت 2920 شخصاً، من بينهم 72 مريضاً أدخلوا إلى مدينة إدلب، وسبقتها القافلة الأولى يوم الأربعاء وكان على متنها 1908 أشخاص",
     [dict(value=2920, start="2020-01-30"), dict(value=72, start="2020-01-30", destination=(["إدلب"], None), part_of="F1"), dict(value=1908, kind="evacuated", start="2020-01-29")]),
    # one verb behind its first subject: each number has what stands behind it
    ("قالت المنظمة إن 900 عائلة عادت إلى مدينة داريا في 2018، مقابل 300 عائلة في 2017",
     [dict(value=900, destination=(["داريا"], None), start="2018-01-01"), dict(value=300, start="2017-01-01")]),
    ("قال المرصد إن 300 مدني فروا من هجين إلى البحرة و200 إلى غرانيج",
     [dict(origin=(["هجين"], None), destination=(["البحرة"], None)), dict(value=200, origin=(["هجين"], None), destination=(["غرانيج"], None))]),
    # the batch told before has its size told in the next sentence; another batch is none of these people
    ("غادرت 40 عائلة مخيم الهول. وقال مسؤول إن القافلة تقل 160 شخصاً", [dict(value=40), dict(value=160, kind="evacuated")]),
    ("غادرت 40 عائلة مخيم الهول. ومن المقرر أن تنطلق غداً قافلة ثالثة تقل 1500 شخص", [dict(value=40)]),
]


@pytest.mark.parametrize(("text", "expected"), LONGER)
def test_several_statements_in_one_sentence(text, expected):
    check(text, expected)
