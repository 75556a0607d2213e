"""Control: places that pass to another side, and whose the people of a statement are; in invented sentences."""

from __future__ import annotations

import datetime as dt

import pytest

from extraction import extract
from tests.test_control import DAY, read


@pytest.mark.parametrize(("text", "expected"), [
    # the place is the subject
    ("آلت بلدة سراقب إلى قوات النظام بعد انسحاب الفصائل منها.", {"سراقب": ("captured", "government", "opposition")}),
    (
        "آلت قريتا الجانودية وبداما، عقب طرد قوات النظام منهما، إلى الفصائل.",
        dict.fromkeys(("الجانودية", "بداما"), ("captured", "opposition", "government")),
    ),
    ("آلت مدينة تل أبيض إلى قوات سوريا الديمقراطية، بعد أن كان تنظيم داعش يديرها.", {"تل أبيض": ("captured", "sdf", "islamic_state")}),
    ("آلت الأوضاع في بلدة سراقب إلى كارثة إنسانية.", {}),
    ("تحدث آل الخطيب عن عودتهم إلى بلدة سراقب.", {}),
    ("خرجت بلدة هجين مساءً من يد تنظيم داعش، بعد معارك مع قوات سوريا الديمقراطية.", {"هجين": ("captured", "sdf", "islamic_state")}),
    ("كانت قوات النظام تتمركز في بلدة محجة، لكن البلدة خرجت من يدها لصالح الفصائل.", {"محجة": ("captured", "opposition", "government")}),
    ("خرج مدنيون من بلدة محجة.", {}),
    (
        "سيطرت الفصائل على قرية الحويز، غير أن القرية ما لبثت أن استعيدت بعد عودة قوات النظام إليها.",
        {"الحويز": ("captured", "government", "opposition")},
    ),
    ("لم تلبث قوات النظام أن استعادت قرية الحويز من الفصائل.", {"الحويز": ("captured", "government", "opposition")}),
    ("لم تستعد قوات النظام قرية الحويز من الفصائل.", {}),
    # whose the people are
    ("انسحبت مجموعات موالية للنظام من بلدة خان شيخون.", {"خان شيخون": ("withdrew", "government", None)}),
    ("انسحبت وحدات تتبع وزارة الدفاع من مدينة بصرى الشام.", {"بصرى الشام": ("withdrew", "government", None)}),
    ("انسحبت فصائل الجيش الوطني الموالية لتركيا من بلدة تادف.", {"تادف": ("withdrew", "turkish_backed", None)}),
    (
        "تسلّم مقاتلو هيئة تحرير الشام من الفيلق الثالث في الجيش الوطني قرية الباسوطة.",
        {"الباسوطة": ("captured", "hts", "turkish_backed")},
    ),
    ("تسلّم مقاتلو هيئة تحرير الشام من الفرقة 9 في الجيش الوطني قرية الباسوطة.", {"الباسوطة": ("captured", "hts", "turkish_backed")}),
    ("تسلم أهالي بلدة الباسوطة مساعدات.", {}),
    ("قال قيادي في الفصائل إن بلدة معرة حرمة لا تزال بيد مقاتليه.", {"معرة حرمة": ("holds", "opposition", None)}),
    (
        "تقدمت قوات النظام نحو مواقع قسد التي انسحبت إلى مدينة عين عيسى، معقلها في المنطقة.",
        {"عين عيسى": ("holds", "sdf", None)},
    ),
    # who lost it, who has the rest of it
    ("لم تصمد دفاعات قوات النظام طويلاً، إذ سيطرت الفصائل على قرية الجنابرة.", {"الجنابرة": ("captured", "opposition", "government")}),
    ("انهارت خطوط تنظيم داعش خلال ساعات، وسيطرت قوات سوريا الديمقراطية على بلدة الشدادي.", {"الشدادي": ("captured", "sdf", "islamic_state")}),
    ("انتزعت قوات سوريا الديمقراطية من تنظيم داعش أجزاء من حي الدرعية.", {"الدرعية": ("contested", "islamic_state", None)}),
    ("قتل 3 عناصر من الفصائل في قتال مع تنظيم داعش ببلدة تسيل.", {"تسيل": ("contested", None, None)}),
    (
        "سيطرت قوات النظام على بلدة حيان، ومعها قريتا بيانون ومعرسة الخان.",
        dict.fromkeys(("حيان", "بيانون", "معرسة الخان"), ("captured", "government", None)),
    ),
])
def test_passings(text, expected):
    assert read(text, DAY) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("سيطرت قوات النظام اليوم على حي الصالحين، غداة سيطرتها على حي الفردوس.", {"الصالحين": DAY, "الفردوس": DAY - dt.timedelta(days=1)}),
    ("وسعت الفصائل صباح اليوم سيطرتها لتشمل قريتي الصخر والجبين.", {"الصخر": DAY, "الجبين": DAY}),
    ("وسعت الفصائل سيطرتها لتشمل قريتي الصخر والجبين.", {"الصخر": None, "الجبين": None}),
])
def test_their_days(text, expected):
    assert {r.place.name: r.date for r in extract(text, DAY).control} == expected
