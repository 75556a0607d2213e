"""Control: constructions of agencies and monitors: lists with dashes, asides, what came before, parts of a place; in invented sentences."""

from __future__ import annotations

import datetime as dt

import pytest

from extraction import extract
from tests.test_control import DAY, read


def each(places: str, *record) -> dict[str, tuple]:
    return dict.fromkeys(places.split("، "), record)


@pytest.mark.parametrize(("text", "expected"), [
    ("لا يزال التنظيم يسيطر على مسكنة – الباب – دير حافر.", each("مسكنة، الباب، دير حافر", "holds", "islamic_state", None)),
    ("قصفت الطائرات بلدات “تسيل – جلين – سحم الجولان” التي لا تزال تحت سيطرة الفصائل.", each("تسيل، جلين، سحم الجولان", "holds", "opposition", None)),
    ("سيطرت قسد على قرى، الحصان، والجيعة، وسفيرة.", each("الحصان، الجيعة، سفيرة", "captured", "sdf", None)),
    ("سيطرت الفصائل على بلدة تقاد وكفربسين والراشدين.", each("تقاد، كفربسين، الراشدين", "captured", "opposition", None)),
    ("سيطرت الفصائل على بلدة مسرابا الملاصقة لمدينة دوما وبلدة مديرا.", each("مسرابا، مديرا", "captured", "opposition", None)),
    ("سيطرت قسد على حي المشلب في أقصى شرق الرقة وحي الصناعة.", each("المشلب، الصناعة", "captured", "sdf", None)),
    ("سيطرت قسد على كامل القرى المحيطة بها، ومن ضمنها الشعفة والسوسة.", each("الشعفة، السوسة", "captured", "sdf", None)),
    ("سيطرت قسد على حقل نفط التنك.", each("التنك", "captured", "sdf", None)),
    ("سيطر تنظيم داعش على حي صناعي في المدينة.", {}),
    ("اندلعت اشتباكات بين قوات النظام والفصائل في مدينة عين العرب، وسيطرت قسد على كوباني.", {"كوباني": ("captured", "sdf", None)}),
    ("هاجمت الفصائل قريتي الجنابرة والبانة.", each("الجنابرة، البانة", "contested", None, None)),
])
def test_lists_and_names(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("استعادت قوات النظام قرية جورين، وذلك بعد أسبوعين على سقوطها بيد الفصائل.", {"جورين": ("captured", "government", "opposition")}),
    ("سيطرت قوات النظام على قرية جورين. وجاء ذلك بعد ساعات من إعلان الفصائل الدخول إلى القرية والسيطرة عليها.",
     {"جورين": ("captured", "government", "opposition")}),
    ("سيطرت قوات النظام على قرية جورين بعد أن تمكنت الفصائل من السيطرة عليها أمس.", {"جورين": ("captured", "government", "opposition")}),
    ("استعادت قوات النظام قرية جورين من الفصائل، إلا أنها عادت وخسرتها.", {"جورين": ("captured", "opposition", "government")}),
    ("نجح الأكراد في طرد تنظيم الدولة الإسلامية (داعش) من مدينة تل تمر.", {"تل تمر": ("captured", "sdf", "islamic_state")}),
    ("تمكنت القوات العراقية من طرد التنظيم من معبر القائم والسيطرة عليه.", {"القائم": ("captured", "iraq", "islamic_state")}),
    ("وكان تحالف تقوده هيئة تحرير الشام قد انتزع من جيش النظام مدينة حماة.", {"حماة": ("captured", "hts", "government")}),
    ("سلّمت الفصائل لقوات النظام، بموجب الاتفاق ذاته، بلدتي صيدا والطيبة.", each("صيدا، الطيبة", "captured", "government", "opposition")),
    ("انتزعت قسد من التنظيم قرية المجبل، وخسرت في المقابل قرية الفلاحة لصالحه.",
     {"المجبل": ("captured", "sdf", "islamic_state"), "الفلاحة": ("captured", "islamic_state", "sdf")}),
    ("أما في ريف حلب، فقد أفاد ناشطون بسيطرة الفصائل على بلدة دوديان.", {"دوديان": ("captured", "opposition", None)}),
    ("استعادت قوات النظام حي العزيزية في مدينة الحسكة، والذي كان تنظيم داعش سيطر عليه.", {"العزيزية": ("captured", "government", "islamic_state")}),
    ("وصلت المساعدات إلى حي الأشرفية في حلب، الذي تسيطر عليه قسد.", {"الأشرفية": ("holds", "sdf", None)}),
    ("يتخذ التنظيم من مدينة الشدادي عاصمة له.", {"الشدادي": ("holds", "islamic_state", None)}),
])
def test_who_took_it_from_whom(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("باتت القوات التركية تسيطر نارياً على مدينة رأس العين.", {}),
    ("بدأت قوات النظام هجوماً على محور كوكب، في محاولة لاستعادة مواقع خسرتها.", {"كوكب": ("contested", None, None)}),
    ("سيطرت هيئة تحرير الشام على نقاط في محيط بلدة خان طومان، بعد هجوم على نقاط كانت قوات النظام قد سيطرت عليها.", {"خان طومان": ("contested", None, None)}),
    ("انسحب تنظيم داعش من أجزاء مهمة من مدينة تدمر.", {"تدمر": ("contested", None, None)}),
    ("نفت مصادر محلية ما تردد عن انسحاب قوات النظام من مدينة أريحا.", {}),
    ("أخفقت قوات النظام في التقدم على تلة كبانة، حيث تصدت لها هيئة تحرير الشام التي تسيطر عليها.", {"كبانة": ("contested", "hts", None)}),
    ("سيطرت قسد على 100 قرية منذ بدء هجومها على منبج.", {"منبج": ("contested", None, None)}),
])
def test_less_than_a_taking(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(("text", "day", "expected"), [
    ("انتزعت قسد مدينة الرقة بالكامل، أمس الثلاثاء، من تنظيم داعش.", dt.date(2017, 10, 18), {"الرقة": dt.date(2017, 10, 17)}),
    ("سيطرت قوات النظام في 26 حزيران على بلدة بصر الحرير، وبعد أربعة أيام على مدينة الحراك.", dt.date(2018, 7, 6),
     {"بصر الحرير": dt.date(2018, 6, 26), "الحراك": dt.date(2018, 6, 30)}),
    ("استعادت قوات الأمن مدينة بانياس يوم الجمعة ومدينة القرداحة في اليوم التالي.", dt.date(2025, 3, 12),
     {"بانياس": dt.date(2025, 3, 7), "القرداحة": dt.date(2025, 3, 8)}),
    ("انتزعت القوات التركية، التي أطلقت العملية في التاسع من الشهر الحالي، من قسد في 13 منه مدينة تل أبيض.", dt.date(2019, 10, 25),
     {"تل أبيض": dt.date(2019, 10, 13)}),
    ("سيطرت الفصائل المسلحة التي تقودها هيئة تحرير الشام على مدينة سراقب.", DAY, {"سراقب": DAY}),
])
def test_days(text, day, expected):
    assert {r.place.name: r.date for r in extract(text, day).control} == expected
