"""When people moved, and whether their number is a running total. Sentences of our own; the report is of 31 January 2020, a Friday."""

from __future__ import annotations

import pytest

from tests.flow_cases import check

CASES = [
    ("نزح 300 مدني من بلدة حاس منذ صباح اليوم", [dict(measure="incident", start="2020-01-31")]),
    ("نزح 300 مدني من بلدة حاس أمس واليوم", [dict(measure="cumulative", start="2020-01-30")]),
    ("نزح 300 مدني من بلدة حاس ليل الخميس الجمعة", [dict(measure="incident", start="2020-01-30")]),
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
