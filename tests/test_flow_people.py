"""Who moved: nationalities, mixed groups, deserters, those who give themselves up. Sentences of our own."""

from __future__ import annotations

import datetime as dt

import pytest

from extraction import extract
from extraction.nationality_forms import forms
from tests.flow_cases import check

NATIONALITIES = [
    ("خرج 500 شخص بينهم فرنسيون وبلجيكيون من بلدة الباغوز", [dict(value=500, nationalities=["FR", "BE"], origin=(["الباغوز"], None))]),
    ("غادر 400 شخص معظمهم من العراقيين مخيم الهول", [dict(value=400, nationalities=["IQ"], composition=[])]),
    ("سلّمت الإدارة الذاتية 12 طفلاً روسياً من مخيم روج", [dict(kind="transferred", category="child", nationalities=["RU"], origin=(["روج"], None))]),
    ("غادر 20 لاجئاً تركيا نحو إدلب", [dict(category="displaced", nationalities=[])]),
    ("فرت ثلاث فرنسيات من مخيم عين عيسى", [dict(value=3, category="woman", nationalities=["FR"])]),
    ("خرج 200 شخص من جنسيات مختلفة، بينها الروسية والألمانية والفيليبينية", [dict(nationalities=["RU", "DE", "PH"])]),
    ("خرج 200 شخص، بينهم 20 مقاتلاً، يحملون الجنسيتين السورية والعراقية",
     [dict(value=200, nationalities=["SY", "IQ"]), dict(value=20, nationalities=[], part_of="F1")]),
    ("خرج 200 شخص، بينهم 20 مقاتلاً من الجنسية التونسية", [dict(value=200, nationalities=[]), dict(value=20, nationalities=["TN"], part_of="F1")]),
    ("ارتفع تعداد السوريين والعراقيين والأجانب الذين خرجوا من البلدة إلى 4850", [dict(value=4850, nationalities=["SY", "IQ"], measure="cumulative")]),
    ("وصلت دفعة من اللاجئين العراقيين تضم 300 شخص إلى مخيم الهول", [dict(nationalities=["IQ"], destination=(["الهول"], None))]),
    ("سلّم 4 مقاتلين من الجنسية الفرنسية و3 من الجنسية الألمانية أنفسهم لقوات سوريا الديمقراطية",
     [dict(kind="surrendered", value=4, nationalities=["FR"], destination=([], "sdf")),
      dict(kind="surrendered", value=3, nationalities=["DE"], destination=([], "sdf"))]),
    ("وصول 90 شخصاً من السوريين والعراقيين والشيشان", [dict(nationalities=["SY", "IQ", "RU"])]),
    ("خرج 40 شخصاً، هم فرنسيون وروس وأتراك", [dict(value=40, nationalities=["FR", "RU", "TR"], party=None)]),
    ("نُقلت 25 عائلة (سورية وعراقية) إلى مخيم الهول", [dict(nationalities=["SY", "IQ"])]),
    ("خرجت 5 نساء يحملن الجنسية التونسية و7 أطفال من مخيم روج", [dict(value=5, nationalities=["TN"]), dict(value=7, nationalities=[], origin=(["روج"], None))]),
    ("غادر 60 شخصاً مخيم روج، جميعهم من العراقيين", [dict(value=60, nationalities=["IQ"])]),
    ("تسلّمت روسيا من الإدارة الذاتية 20 طفلاً روسياً", [dict(nationalities=["RU"], origin=([], "sdf"), destination=([], "russia"))]),
    ("غادر مخيم الهول 320 سورياً من أبناء الرقة و180 عراقياً",
     [dict(value=320, nationalities=["SY"], origin=(["الهول"], None)), dict(value=180, nationalities=["IQ"], origin=(["الهول"], None))]),
    ("وصلت إلى مخيم الهول دفعة من النازحين العراقيين قوامها 700 شخص، بينهم 400 طفل",
     [dict(value=700, nationalities=["IQ"]), dict(value=400, nationalities=["IQ"], part_of="F1")]),
    ("ليرتفع عدد السوريين في تركيا إلى 80 ألفاً", [dict(value=80000, kind="displaced", nationalities=["SY"])]),
    ("قالت المفوضية إن 1.5 مليون سوري باتوا لاجئين", [dict(kind="displaced", nationalities=["SY"])]),
    ("توقعت المنظمة أن يصل عدد اللاجئين السوريين إلى 700 ألف", []),
    ("عبر 11 شخصاً من الجنسية الروسية إلى مناطق قسد", [dict(kind="arrived", nationalities=["RU"], destination=([], "sdf"))]),
]

OTHERS = [
    ("ارتفع عدد قاطني مخيم الهول إلى 58 ألف نازح ولاجئ", [dict(value=58000, kind="displaced")]),
    ("خرج 2670 شخصاً من بلدة كفرعين، أما رافضو التسوية، وعددهم 180، فقد آثروا البقاء", [dict(value=2670, kind="evacuated")]),
    ("خرج 170 شخصاً من النساء والأطفال من قرية السوسة", [dict(category="person", composition=["woman", "child"])]),
    ("استسلام 17 عنصراً من تنظيم الدولة الإسلامية لقوات سوريا الديمقراطية",
     [dict(kind="surrendered", category="combatant", party="islamic_state", destination=([], "sdf"))]),
    ("سلّم الجيش اللبناني 30 سورياً لقوات النظام", [dict(kind="transferred", nationalities=["SY"], destination=([], "government"))]),
    ("تسلّمت روسيا 12 طفلاً من الإدارة الذاتية", [dict(kind="transferred", category="child", origin=([], "sdf"), destination=([], "russia"))]),
    ("انتقلت 70 عائلة من مخيم الركبان إلى مناطق سيطرة قوات النظام", [dict(kind="fled", origin=(["الركبان"], None), destination=([], "government"))]),
    ("اضطرت 90 عائلة للنزوح من قرية الفطيرة إلى مدينة أريحا", [dict(kind="displaced", origin=(["الفطيرة"], None), destination=(["أريحا"], None))]),
    ("تدفق 5000 شخص إلى بلدة سلوك هرباً من المعارك", [dict(kind="fled", destination=(["سلوك"], None))]),
    ("يرتفع عدد الخارجين من جيب تنظيم الدولة الإسلامية إلى 48500 شخص، بينهم 4900 مقاتل، من ضمنهم من جرى اعتقالهم",
     [dict(kind="fled", value=48500, origin=([], "islamic_state"), measure="cumulative"), dict(kind="fled", value=4900, part_of="F1")]),
    ("خرج 400 مدني من مناطق سيطرة تنظيم داعش عند الضفاف الشرقية لنهر الفرات", [dict(origin=([], "islamic_state"))]),
    ("خرج 5000 شخص بينهم 1400 مقاتل من مدينة حرستا منذ يوم الأربعاء",
     [dict(value=5000, start="2020-01-29"), dict(value=1400, start="2020-01-29", part_of="F1")]),
    ("عادت 60 عائلة إلى قرية البويضة بعد تهجيرها منذ سبع سنوات", [dict(kind="returned", start="2020-01-31", measure="incident")]),
    ("نزح 60 ألف شخص عن مدينة الحسكة، وتوجه معظمهم إلى مدينة القامشلي", [dict(origin=(["الحسكة"], None), destination=(["القامشلي"], None))]),
]


@pytest.mark.parametrize(("text", "expected"), NATIONALITIES + OTHERS)
def test_who_moved(text, expected):
    check(text, expected)


def test_an_adjective_of_nationality_has_all_its_forms():
    table = {form: iso for form, iso, _ in forms()}
    assert {table[w] for w in ("سوري", "سورية", "سوريا", "سوريات", "سوريون", "سوريين", "سوريان", "سوريتان", "سوريتين")} == {"SY"}
    assert table["مغاربة"] == "MA" and "مغاربةون" not in table


@pytest.mark.parametrize(("text", "nations"), [
    ("عبر الحدود إلى تركيا 186 ألفاً من الأكراد السوريين.", ["SY"]),
    ("فرّ آلاف المسيحيين العراقيين إلى الأردن.", ["IQ"]),
    ("فرّ آلاف السكان إلى الأراضي التركية.", []),
    ("نزح 300 شخص من القرى السورية إلى تركيا.", []),
])
def test_a_people_with_its_nationality(text, nations):
    assert [flow.nationalities for flow in extract(text, dt.date(2014, 10, 7)).flows] == [nations]


def test_a_nationality_joined_to_another_noun_of_people_is_read():
    assert extract("خرج 300 من العراقيين والأجانب من الباغوز.", dt.date(2019, 3, 7)).flows[0].count.value == 300


def test_another_of_those_named_with_no_statement_of_their_own_is_nothing():
    assert extract("زعيمة معبر، الإدارة المحاصرة الرهائن آخر منهم بحي الأولى", dt.date(2019, 3, 7)).flows == []


def test_a_side_in_a_relative_clause_owns_no_fighters():
    check("انسحبت قوات سوريا الديمقراطية من رأس العين، بموجب الاتفاق الذي توصلت إليه أنقرة وواشنطن الخميس، مشيرة إلى أن نحو 500 من مقاتليها خرجوا من المدينة",
          [dict(value=500, party="sdf", start="2020-01-31", origin=(["رأس العين"], None))])
