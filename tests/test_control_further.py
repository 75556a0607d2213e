"""Places that a verb of control goes on to, each with its own day, and who it is that took, holds or left them; invented sentences."""

from __future__ import annotations

import datetime as dt

import pytest

from extraction import extract

DAY = dt.date(2019, 8, 27)  # a Tuesday


def read(text: str) -> dict[str, tuple]:
    """Status, controller, loser and day of the month by place."""
    return {r.place.name: (r.status, r.controller, r.from_, r.date.day if r.date else None) for r in extract(text, DAY).control}


@pytest.mark.parametrize(("text", "expected"), [
    ("سيطرت قوات النظام على بلدة الهبيط في 11 آب ومدينة خان شيخون في 21 منه.", {"الهبيط": ("captured", "government", None, 11), "خان شيخون": ("captured", "government", None, 21)}),
    ("سيطر الجيش الوطني على بلدة الراعي يوم السبت، ومدينة جرابلس في اليوم التالي.", {"الراعي": ("captured", "turkish_backed", None, 24), "جرابلس": ("captured", "turkish_backed", None, 25)}),
    ("سيطر الجيش السوري على مدينة مورك يوم الجمعة بعد انسحاب الفصائل منها، ثم على قريتي الصياد والزكاة يوم الأحد.",
     {"مورك": ("captured", "government", "opposition", 23), **dict.fromkeys(("الصياد", "الزكاة"), ("captured", "government", "opposition", 25))}),
    ("سيطرت قوات النظام على بلدة الهبيط في 11 آب، ولا تزال مدينة كفرنبل بيد الفصائل.", {"الهبيط": ("captured", "government", None, 11), "كفرنبل": ("holds", "opposition", None, 27)}),
    ("خسرت فصائل المعارضة لصالح قوات النظام بلدة الهبيط في 11 آب، ومدينة خان شيخون يوم الأربعاء.",
     {"الهبيط": ("captured", "government", "opposition", 11), "خان شيخون": ("captured", "government", "opposition", 21)}),
    ("انسحبت الفصائل من بلدة الهبيط يوم الأحد ومن مدينة مورك يوم الاثنين.", {"الهبيط": ("withdrew", "opposition", None, 25), "مورك": ("withdrew", "opposition", None, 26)}),
    ("انسحب تنظيم داعش من بلدة هجين يوم الأحد، وبلدة السوسة يوم الاثنين.", {"هجين": ("withdrew", "islamic_state", None, 25), "السوسة": ("withdrew", "islamic_state", None, 26)}),
    ("سيطرت قوات النظام على تلة الملح المطلة على مدينة مورك يوم الأحد.", {"الملح": ("captured", "government", None, 25)}),
    ("خسرت الفصائل بلدة الهبيط المطلة على مدينة خان شيخون يوم الأحد.", {"الهبيط": ("captured", None, "opposition", 25)}),
])
def test_a_verb_goes_on_to_places_with_days_of_their_own(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("سيطر التنظيم على حقل العمر، عقب انتزاعه بلدة ذيبان من قسد في 20 آب.", {"ذيبان": ("captured", "islamic_state", "sdf", 20)}),
    ("تقدمت قسد نحو هجين بعد استعادتها بلدة الباغوز من تنظيم داعش يوم الأحد.", {"الباغوز": ("captured", "sdf", "islamic_state", 25)}),
    ("أعلنت قسد استعادتها من تنظيم داعش بلدتي هجين والسوسة.", dict.fromkeys(("هجين", "السوسة"), ("captured", "sdf", "islamic_state", 27))),
    ("خسرت الفصائل مدينة مورك لصالح قوات النظام، لكنها استعادت منها صباح الأحد بلدتي الصياد والزكاة.",
     {"مورك": ("captured", "government", "opposition", 27), **dict.fromkeys(("الصياد", "الزكاة"), ("captured", "opposition", "government", 25))}),
])
def test_the_pronoun_of_a_taking_is_who_took_what_follows(text, expected):
    found = read(text)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("قتل خمسة من مقاتلي المعارضة، فيما بقيت بلدتا كفرزيتا واللطامنة في أيدي هؤلاء.", dict.fromkeys(("كفرزيتا", "اللطامنة"), ("holds", "opposition", None, 27))),
    ("دارت اشتباكات مع فصائل الجيش الوطني، وسيطرت قسد على بلدة صرين عقب انسحاب هؤلاء منها.", {"صرين": ("captured", "sdf", "turkish_backed", 27)}),
    ("انسحب مقاتلو قسد إلى مدينة تل رفعت التي لا تزال تحت سيطرتهم.", {"تل رفعت": ("holds", "sdf", None, 27)}),
    ("قتل طفلان برصاص قناصة قسد في حيي الشيخ مقصود والأشرفية بمدينة حلب اللذين تسيطر عليهما.", dict.fromkeys(("الشيخ مقصود", "الأشرفية"), ("holds", "sdf", None, 27))),
    ("عادت عائلات إلى مدينة الطبقة وبلدة المنصورة الواقعتين تحت سيطرة قسد.", dict.fromkeys(("الطبقة", "المنصورة"), ("holds", "sdf", None, 27))),
    ("قصفت طائرات مدينة السويداء الخاضعة بدورها لسيطرة الفصائل الدرزية.", {"السويداء": ("holds", "local_armed", None, 27)}),
    ("جرح طفل في حي الوعر، المحاصر والخاضع لسيطرة الفصائل.", {"الوعر": ("holds", "opposition", None, 27)}),
    ("عادت 20 عائلة إلى بلدة تل تمر قادمة من مدينة القامشلي، وتخضع البلدة منذ أشهر لسيطرة قسد.", {"تل تمر": ("holds", "sdf", None, 27)}),
    ("باتت دوما آخر مدينة تحت سيطرة الفصائل في الغوطة.", {"دوما": ("holds", "opposition", None, 27)}),
    ("أخلت قوات النظام مطار كويرس العسكري ومدينة السفيرة، فسقطا في أيدي الفصائل.", dict.fromkeys(("كويرس", "السفيرة"), ("captured", "opposition", "government", 27))),
    ("قال ساكن في مدينة تدمر إن التنظيم ذبح جنديين وقعا في يد التنظيم.", {}),
    ("هاجم تنظيم داعش فجر أمس مواقع لقوات النظام على أطراف بلدة السخنة.", {"السخنة": ("contested", "government", None, 26)}),
])
def test_who_holds_a_place_in_other_words(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(("text", "day", "expected"), [
    ("انسحب الجيش السوري من مدينة الصنمين يوم السبت.", dt.date(2024, 12, 8), {"الصنمين": ("withdrew", "government")}),
    ("انسحبت القوات الحكومية من مدينة السويداء.", dt.date(2024, 12, 8), {"السويداء": ("withdrew", "government")}),
    ("انسحب الجيش السوري من مدينة السويداء.", dt.date(2024, 12, 9), {"السويداء": ("withdrew", "transitional_government")}),
    ("هاجم مسلحون من العشائر بلدة عريقة، وتصدت لهم الفصائل الدرزية.", dt.date(2025, 7, 21), {"عريقة": ("contested", "local_armed")}),
])
def test_sides_of_their_time_and_place(text, day, expected):
    assert {r.place.name: (r.status, r.controller) for r in extract(text, day).control} == expected
