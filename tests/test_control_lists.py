"""Control: places in enumerated lists, places that a sentence is about, sides that leave; in invented sentences."""

from __future__ import annotations

import pytest

from tests.test_control import read


def each(places: str, *record) -> dict[str, tuple]:
    return dict.fromkeys(places.split("، "), record)


@pytest.mark.parametrize(("text", "expected"), [
    ("القرى التي سيطرت عليها قوات النظام:\n- كفرنبودة\n- الهبيط\n- مدايا", each("كفرنبودة، الهبيط، مدايا", "captured", "government", None)),
    ("سيطرت قوات سوريا الديمقراطية على ثلاث قرى: تل البنات – أم الكيف – الحسينية.", each("تل البنات، أم الكيف، الحسينية", "captured", "sdf", None)),
    ("انسحبت الفصائل من كل من: اللطامنة، كفرزيتا، مورك.", each("اللطامنة، كفرزيتا، مورك", "withdrew", "opposition", None)),
    ("حررت قسد خلال الأيام الماضية ما يلي: قرية الجزرات، قرية الصعوة.", each("الجزرات، الصعوة", "captured", "sdf", None)),
    ("المناطق التي خسرها التنظيم: بلدة غرانيج، وبلدة الكشكية.", each("غرانيج، الكشكية", "captured", None, "islamic_state")),
    ("المناطق الخاضعة لسيطرة الفصائل:\n1- مدينة الرستن\n2- قرية الغجر\nوقصفت الطائرات بلدة الدار الكبيرة.",
     each("الرستن، الغجر", "holds", "opposition", None)),
    ("القرى التي قصفتها قوات النظام: الهبيط، مدايا، كفرنبودة.", {}),
    ("أما آفس فسقطت بيد قوات النظام.", {"آفس": ("captured", "government", None)}),
    ("مارع الخاضعة لسيطرة الجيش الوطني تعرضت للقصف.", {"مارع": ("holds", "turkish_backed", None)}),
])
def test_places_listed_or_named_first(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("غادر مقاتلو جيش الإسلام بلدة المحمدية بعد معارك مع قوات النظام.", {"المحمدية": ("withdrew", "opposition", None)}),
    ("خرجت قوات النظام من مطار منغ العسكري.", {"منغ": ("withdrew", "government", None)}),
    ("خرج 200 مقاتل من الفصائل من بلدة قدسيا.", {}),  # people counted, a flow
    ("غادرت دورية من قوات النظام بلدة قدسيا.", {}),
    ("خرجت مظاهرة ضد الفصائل في مدينة الباب.", {}),
    ("أجبرت المعارك عناصر داعش على التراجع عن قرية جعار، لتسيطر عليها القوات الحكومية.",
     {"جعار": ("captured", "government", "islamic_state")}),
    ("تسعى قوات النظام لتسيطر على قرية جعار.", {}),
    ("صارت مدينة الحسكة مقسمة بين قوات النظام ووحدات حماية الشعب.", {"الحسكة": ("contested", None, None)}),
    ("بات معبر باب الهوى خاضعاً لهيئة تحرير الشام.", {"باب الهوى": ("captured", "hts", None)}),
])
def test_sides_that_leave_or_share(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("دوما هي آخر مدينة تسيطر عليها المعارضة في الغوطة.", {"دوما": ("holds", "opposition", None)}),
    ("سيطرت الفصائل على ثالث حي تسيطر عليه خلال أسبوع.", {}),
    ("أعلنت قسد طرد التنظيم، الذي انسحبت آخر مجموعاته من حي السرب.", {"السرب": ("withdrew", "islamic_state", None)}),
    ("اندلعت اشتباكات بين مسلحين محليين وقوات النظام في الحي الجنوبي من مدينة طفس.", {"طفس": ("contested", None, None)}),
    ("سيطرت الفصائل على الحي الجنوبي من مدينة طفس.", {"طفس": ("contested", None, None)}),
    ("بسطت هيئة تحرير الشام نفوذها على بلدة دارة عزة.", {"دارة عزة": ("captured", "hts", None)}),
    ("قصفت الهيئة بلدة جورين في سهل الغاب، الخاضعة لسيطرة قوات النظام.", {"جورين": ("holds", "government", None)}),
    ("مسلحون من العشائر يهاجمون مواقع قسد في بلدتي ذيبان وأبو حمام.", each("ذيبان، أبو حمام", "contested", "sdf", None)),
    ("اشتباكات متقطعة بين العشائر وفصائل محلية عند أطراف بلدة عرى، وأخرى على تخوم قرية المجدل.",
     each("عرى، المجدل", "contested", None, None)),
    ("يحتفظ جيش خالد بن الوليد المبايع لتنظيم الدولة الإسلامية بسيطرته على بلدتي سحم الجولان وتسيل.",
     each("سحم الجولان، تسيل", "holds", "islamic_state", None)),
    ("أتمت قسد سيطرتها على بلدة هجين، كبرى البلدات المتبقية للتنظيم شرق الفرات.", {"هجين": ("captured", "sdf", "islamic_state")}),
])
def test_places_described_by_their_clause(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("رفضت الفصائل الانسحاب من بلدة صيدا.", {}),
    ("دعا المجلس المحلي الفصائل إلى الانسحاب من بلدة صيدا.", {}),
    ("هددت قوات النظام بالسيطرة على بلدة صيدا إذا لم تنسحب الفصائل.", {}),
    ("رفضت الفصائل الهدنة، وانسحبت من بلدة صيدا.", {"صيدا": ("withdrew", "opposition", None)}),
    ("تبادلت قوات النظام وفصائل المعارضة السيطرة على قرية الحميرة أكثر من مرة.", {"الحميرة": ("contested", None, None)}),
    ("قالت قوات النظام إن المسلحين يسيطرون على قرية تل أيوب.", {}),
    ("تمددت قوات سوريا الديمقراطية في بلدة السوسة.", {"السوسة": ("contested", None, None)}),
])
def test_what_is_wished_or_taken_by_turns(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("شنت قوات النظام هجوماً على مواقع الفصائل في ريف حماة. وسيطرت على قرية الجنابرة.", {"الجنابرة": ("captured", "government", "opposition")}),
    ("سيطرت وحدات حماية الشعب على بلدة سلوك، فيما انسحب تنظيم الدولة الإسلامية باتجاه الرقة.",
     {"سلوك": ("captured", "sdf", "islamic_state")}),
    ("سيطرت قسد على بلدة سلوك، فيما انسحبت قوات النظام من قرية الجنابرة.",
     {"سلوك": ("captured", "sdf", None), "الجنابرة": ("withdrew", "government", None)}),
    ("استعادت قوات النظام قرية المصاصنة التي تقدمت إليها الفصائل أمس.", {"المصاصنة": ("captured", "government", "opposition")}),
    ("سيطرت الفصائل على قرية المصاصنة وقتلت عشرات الجنود من قوات النظام.", {"المصاصنة": ("captured", "opposition", "government")}),
    ("انتقلت بلدة داعل إلى سيطرة قوات النظام التي دخلتها برفقة الشرطة العسكرية الروسية.", {"داعل": ("captured", "government", None)}),
])
def test_whose_place_it_was(text, expected):
    assert read(text) == expected
