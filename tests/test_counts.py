"""Counts and people nouns, read from sentences of our own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction import people
from extraction.counts import find_counts, read_counts, read_numbers
from extraction.lexicon import LexiconError
from extraction.people import find_person, person_at
from extraction.text import fold, tokenize


def brief(text: str) -> list[tuple]:
    """The counts as (words, value, qualifier), a range as (words, low, high)."""
    return [
        (c.text, c.low, c.high) if c.qualifier == "range" else (c.text, c.value, c.qualifier) for c in find_counts(text)
    ]


VALUES = [
    ("قضى 17 مدنياً", 17),
    ("قضى ١٧ مدنياً", 17),
    ("قضى ۱۷ مدنياً", 17),
    ("قُتل31 عنصراً", 31),
    ("أجلي -474من المحاصرين", 474),
    ("وثق مقتل /120/ مدنياً", 120),
    ("نقل (25) جريحاً", 25),
    ("و571 آخرين", 571),
    ("لـ40 عائلة", 40),
    ("نزوح 36,200 شخص", 36200),
    ("نزوح ٣٦٬٢٠٠ شخص", 36200),
    ("نزوح 36.200 شخص", 36200),
    ("نزوح 36،200 شخص", 36200),
    ("نزوح 10 000 شخص", 10000),
    ("نزوح 2.5 مليون شخص", 2500000),
    ("نزوح 1,3 مليون شخص", 1300000),
    ("نزوح 1.250 مليون شخص", 1250000),
    ("نزوح مليون ونصف المليون شخص", 1500000),
    ("نزوح نصف مليون شخص", 500000),
    ("أعاد 12 ألفاً و950 لاجئاً", 12950),
    ("بلغ 437 ألفا و 226 قتيلاً", 437226),
    ("بلغ 306 آلاف و887 قتيلاً", 306887),
    ("قتل ألفين و875 شخصاً", 2875),
    ("قضى مئتان وواحد وسبعون طفلاً", 271),
    ("توثيق مئتين وواحد وسبعين طفلاً", 271),
    ("مقتل أربعمئة شخص", 400),
    ("مقتل أربع مئة شخص", 400),
    ("مقتل أربعة مئة شخص", 400),
    ("مقتل ثلاثمائة وثمانين شخصاً", 380),
    ("نزوح ثلاثة وسبعين ألفاً", 73000),
    ("نزوح ألفي مدني", 2000),
    ("نزوح مائتا ألف مدني", 200000),
    ("نزوح مئة وثلاثة آلاف شخص", 103000),
    ("مقتل أحد عشر طفلاً", 11),
    ("مقتل مئة وأحد عشر طفلاً", 111),
    ("مقتل إحدى عشرة امرأة", 11),
    ("مقتل اثنتي عشرة امرأة", 12),
    ("قضى اثنا عشر طفلاً", 12),
    ("مقتل ثماني عشرة مواطنة", 18),
    ("إصابة خمسة وعشرين شخصاً", 25),
    ("إصابة مئة و50 شخصاً", 150),
    ("إصابة تمنية وتلاتين شخصاً", 38),
    ("إصابة احدعش شخصاً", 11),
    ("إصابة خَمْسَةٍ وعشــرين شخصاً", 25),
    ("إصابة واحد وعشرين شخصاً", 21),
    ("إصابة إحدى وعشرين امرأة", 21),
    ("إصابة مئة وإحدى وعشرين امرأة", 121),
    ("ألفا مدني", 2000),
    ("ألفاً و500 مدني", 1500),
    ("بلغ 15 ألفا مدني", 15000),
    ("وأصيب آخران", 2),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_value(text, value):
    assert [c.value for c in find_counts(text)] == [value]


SPANS = [
    ("مقتل ما لا يقل عن 12 عنصراً", [("ما لا يقل عن 12", 12, "at_least")]),
    ("مقتل 39 مدنياً على الأقل في القصف", [("39 مدنياً على الأقل", 39, "at_least")]),
    ("مقتل ستة مدنيين على الأقل", [("ستة مدنيين على الأقل", 6, "at_least")]),
    ("قضى اثنان من الحراس على الأقل", [("اثنان من الحراس على الأقل", 2, "at_least")]),
    ("إصابة طفلين على الأقل", [("طفلين على الأقل", 2, "at_least")]),
    ("فرار نحو ألفي شخص", [("نحو ألفي", 2000, "about")]),
    ("فرار قرابة الـ 200 شخص", [("قرابة الـ 200", 200, "about")]),
    ("عودة 1,800 عائلة تقريباً", [("1,800 عائلة تقريباً", 1800, "about")]),
    ("قدرت العدد بنحو أربعين", [("نحو أربعين", 40, "about")]),
    ("وأكثر من خمسين جريحاً", [("أكثر من خمسين", 50, "more_than")]),
    ("مقتل 10 جنود وأكثر من 30 مدنياً", [("10", 10, "exact"), ("أكثر من 30", 30, "more_than")]),
    ("جرح مئة ونيف", [("مئة ونيف", 100, "more_than")]),
    ("تجاوز عدد النازحين من الريف 94 ألفاً", [("تجاوز عدد النازحين من الريف 94 ألفاً", 94000, "more_than")]),
    ("تجاوز القتلى التسعين", [("تجاوز القتلى التسعين", 90, "more_than")]),
    ("7 شهداء من عائلة واحدة", [("7", 7, "exact")]),
    ("مقتل ما لا يزيد عن عشرة", [("ما لا يزيد عن عشرة", 10, "up_to")]),
    ("أقل من 40 عائلة", [("أقل من 40", 40, "up_to")]),
    ("ما يصل إلى 280 ألف نازح", [("ما يصل إلى 280 ألف", 280000, "up_to")]),
    ("إصابة 25 – 30 شخصاً", [("25 – 30", 25, 30)]),
    ("إصابة 25ـ30 شخصاً", [("25ـ30", 25, 30)]),  # a tatweel typed for a dash
    ("إصابة بين 20 و30 شخصاً", [("بين 20 و30", 20, 30)]),
    ("نزوح ما بين ستة آلاف وسبعة آلاف", [("ما بين ستة آلاف وسبعة آلاف", 6000, 7000)]),
    ("نزوح بين 20 و30 ألف شخص", [("بين 20 و30 ألف", 20000, 30000)]),
    ("نزوح بين 20 عائلة و30 عائلة", [("بين 20 عائلة و30", 20, 30)]),
    ("إصابة 10 إلى 12 شخصاً", [("10 إلى 12", 10, 12)]),
    ("إصابة من 20 إلى 30 شخصاً", [("من 20 إلى 30", 20, 30)]),
    ("إصابة بين خمسة وعشرة أشخاص", [("بين خمسة وعشرة", 5, 10)]),
    ("وصول عدة عائلات", [("عدة", None, "several")]),
    ("إصابة عدد من المدنيين", [("عدد من", None, "several")]),
    ("وأصيب آخرون بجروح", [("آخرون", None, "several")]),
    ("نزوح عشرات العائلات", [("عشرات", None, "dozens")]),
    ("نزوح عشرات الآلاف", [("عشرات الآلاف", None, "thousands")]),
    ("استسلام العشرات", [("العشرات", None, "dozens")]),
    ("مقتل امرأتين", [("امرأتين", 2, "exact")]),
    ("مقتل طفلين اثنين", [("طفلين اثنين", 2, "exact")]),
    ("مصرع مقاتلين اثنين", [("مقاتلين اثنين", 2, "exact")]),
    ("تسليم الجثث لعنصرين اثنين", [("عنصرين اثنين", 2, "exact")]),
    ("قضت امرأة وطفلتاها", [("طفلتاها", 2, "exact")]),
    ("مقتل راعيا أغنام", [("راعيا أغنام", 2, "exact")]),
    ("ما لا يقل عن طفلين", [("ما لا يقل عن طفلين", 2, "at_least")]),
    ("بينهم مدني واحد", [("مدني واحد", 1, "exact")]),
    ("وأحدهم بحالة حرجة", [("أحدهم", 1, "exact")]),
    ("مقتل أحد جنودها", [("أحد جنودها", 1, "exact")]),
    ("أصيب جندي تركي واحد", [("جندي تركي واحد", 1, "exact")]),
    ("قتل مع حارسه وأحد مساعديه", [("أحد مساعديه", 1, "exact")]),
    ("مقتل قائدين عسكريين اثنين", [("قائدين عسكريين اثنين", 2, "exact")]),
    ("قضت امرأتان مسنتان", [("امرأتان", 2, "exact")]),
    ("حوالي الثلاثة آلاف عائلة", [("حوالي الثلاثة آلاف", 3000, "about")]),
    ("مقتل أبنائه الأربعة", [("الأربعة", 4, "exact")]),
    ("وأودت بثمانية أشخاص", [("ثمانية", 8, "exact")]),
    ("وثلاث مواطنات", [("ثلاث", 3, "exact")]),
]


@pytest.mark.parametrize(("text", "expected"), SPANS)
def test_words_and_qualifier(text, expected):
    assert brief(text) == expected


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("5 أطفال و9 نساء", [5, 9]),
        ("خمسة وطفل", [5]),
        ("خمسة رجال وثلاثة أطفال", [5, 3]),
        ("قتل خمسة وثلاثة جرحوا", [5, 3]),
        ("20 و30", [20, 30]),
        ("عشرين وثلاثين", [20, 30]),
        ("ثلاثة آلاف وأربعة آلاف", [3000, 4000]),
        ("مئة ومئتين", [100, 200]),
        ("ارتفعت الحصيلة من 20 إلى 30 قتيلاً", [20, 30]),
        ("قتل 5 وجرح 8 على الأقل", [5, 8]),
        ("قتل 3 وأصيب 12 آخرون", [3, 12]),
        ("بين 3 قتلى و5 جرحى", [3, 5]),
        ("ثمانية بين قتيل وجريح", [8]),
        ("ليصل إلى 489 عدد الضحايا", [489]),
    ],
)
def test_figures_side_by_side_are_not_added(text, values):
    assert [c.value for c in find_counts(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "اليوم الرابع",
        "الذكرى الثالثة عشرة",
        "الخامس والعشرين من آب",
        "مساء الاثنين",
        "يوم الأحد",
        "القرن العشرين",
        "ارتفع بنسبة 20%",
        "ارتفع بنسبة 20 بالمئة",
        "ارتفع 20.5 في المئة",
        "بتاريخ 12/3/2018",
        "بتاريخ 12-03-2018",
        "بين عامي 2011-2018",
        "الساعة 12:30",
        "للاستفسار 963941234567",
        "في آن واحد",
        "ولست متأكداً",
        "حركة طالبان",
        "ولديها معلومات",
        "نحو المدينة وحتى الحدود",
        "أما الأمين العام",
        "أحد الشوارع",
        "معظمهم وبعضهم",
        "الأيام الثمانية الماضية",
        "هجومان انتحاريان",
        "خطاب عنصري",
        "عدد من نزحوا",
        "عدد من سيخرجون",
        "ثلاثة أرباع الأهالي",
        "مدينتي سرمدا والدانا",
        "حي الأربعين",
    ],
)
def test_no_counts(text):
    assert find_counts(text) == []


@pytest.mark.parametrize(
    ("text", "taken_for"),
    [("الفوج الرابع", "ordinal"), ("غارة رقم 12", "ordinal"), ("27%", "percentage"), ("12/3/2018", "date"), ("12:30", "time")],
)
def test_what_is_no_count_says_what_it_is(text, taken_for):
    assert {span.taken_for for span in read_numbers(tokenize(text))} == {taken_for}


def test_counted_noun_is_pointed_at():
    tokens = tokenize("مقتل 5 أطفال وطفلين و3 سيارات")
    assert [(span.value, span.noun) for span in read_counts(tokens)] == [(5, 2), (2, 3), (3, None)]


def test_offsets_are_those_of_the_given_text():
    text = "قُتِلَ «خَمْسَةٌ وثلاثون» مدنيّاً على الأقلّ"
    (count,) = find_counts(text)
    assert text[count.start : count.end] == count.text == "خَمْسَةٌ وثلاثون» مدنيّاً على الأقلّ"


@given(st.text(alphabet="0123456789٠١٢و ،.,-/%–()بينمئةألفخمسعشراحدثوني\n", max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_ordered_spans_of_itself(text):
    end = 0
    for count in find_counts(text):
        assert end <= count.start < count.end <= len(text)
        assert count.text == text[count.start : count.end]
        end = count.end


# --- every integer, written out

_MASCULINE = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
_FEMININE = ["", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"]
_TENS = ["", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
_HUNDREDS = ["", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]


def _oblique(word: str) -> str:
    return word[:-2] + "ين" if word.endswith(("ون", "ان")) else word


def _below_thousand(number: int, feminine: bool) -> list[str]:
    """The parts of a number under 1000, to be joined by و."""
    hundreds, rest = divmod(number, 100)
    parts = [_HUNDREDS[hundreds]] if hundreds else []
    units = _FEMININE if feminine else _MASCULINE
    if 0 < rest <= 10:
        parts.append(units[rest])
    elif rest == 11:
        parts.append("إحدى عشرة" if feminine else "أحد عشر")
    elif rest == 12:
        parts.append("اثنتا عشرة" if feminine else "اثنا عشر")
    elif rest < 20 and rest:
        parts.append(f"{units[rest - 10]} {'عشرة' if feminine else 'عشر'}")
    elif rest:
        tens, unit = divmod(rest, 10)
        parts += [units[unit]] if unit else []
        parts.append(_TENS[tens])
    return parts


def in_words(number: int, feminine: bool = False, oblique: bool = False) -> str:
    """An integer from 1 to 999,999 in Arabic words, agreeing with a noun of the given gender."""
    thousands, rest = divmod(number, 1000)
    parts = []
    if thousands == 1:
        parts.append("ألف")
    elif thousands == 2:
        parts.append("ألفان")
    elif thousands:
        words = _below_thousand(thousands, feminine=False)
        scale = "آلاف" if 3 <= thousands % 100 <= 10 else "ألف"
        parts += [*words[:-1], f"{words[-1]} {scale}"]
    parts += _below_thousand(rest, feminine)
    joined = " و".join(parts)
    return " ".join(_oblique(word) for word in joined.split()) if oblique else joined


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (21, "واحد وعشرون"),
        (111, "مئة وأحد عشر"),
        (2000, "ألفان"),
        (103000, "مئة وثلاثة آلاف"),
        (12950, "اثنا عشر ألف وتسعمئة وخمسون"),
    ],
)
def test_the_generator_writes_arabic(number, words):
    assert in_words(number) == words


@given(st.integers(1, 999_999), st.booleans(), st.booleans())
@settings(max_examples=600, deadline=None)
def test_every_integer_in_words_is_read_back(number, feminine, oblique):
    words = in_words(number, feminine, oblique)
    (count,) = find_counts(words)
    assert (count.value, count.text) == (number, words)


@given(st.integers(1, 99_999_999))
@settings(deadline=None)
def test_every_integer_in_digits_is_read_back(number):
    assert [c.value for c in find_counts(f"{number} {number:,}")] == [number, number]


# --- people nouns


@pytest.mark.parametrize(
    ("word", "lemma", "category", "number", "possessed"),
    [
        ("مدنياً", "مدني", "civilian", "singular", False),
        ("المدنيين", "مدني", "civilian", "plural", False),
        ("طفلين", "طفل", "child", "dual", False),
        ("عنصرين", "عنصر", "combatant", "dual", False),
        ("جنديين", "جندي", "combatant", "dual", False),
        ("طفليها", "طفل", "child", "dual", True),
        ("وزوجتاه", "زوجة", "woman", "dual", True),
        ("طفلتها", "طفلة", "child", "singular", True),
        ("أطفاله", "طفل", "child", "plural", True),
        ("أبناؤه", "ابن", "child", "plural", True),
        ("شقيقه", "شقيق", "person", "singular", True),
        ("والديه", "والد", "person", "dual", True),
        ("والده", "والد", "man", "singular", True),
        ("مقاتلي", "مقاتل", "combatant", "plural", False),
        ("للنازحين", "نازح", "displaced", "plural", False),
        ("نساء", "امرأة", "woman", "plural", False),
        ("رعاة", "راع", "civilian", "plural", False),
        ("عوائل", "عائلة", "family", "plural", False),
    ],
)
def test_person_forms(word, lemma, category, number, possessed):
    _, person = find_person(fold(word))
    assert (person.lemma, person.category, person.number, person.possessed) == (lemma, category, number, possessed)


@pytest.mark.parametrize("word", ["الجهادية", "العسكرية", "المعارضة", "المسلحة", "الإرهابية", "قصف", "مسلحة", "سيارة", "والقصف"])
def test_words_that_are_no_person(word):
    found = find_person(fold(word))
    assert found is None or found[1].counted_only


@pytest.mark.parametrize("word", ["طالب", "وطالب", "طالبان", "أسر", "أم", "ولديها", "حامل", "رائد", "انتحاري", "بني"])
def test_words_that_are_people_only_beside_a_number(word):
    assert find_person(fold(word))[1].counted_only


def test_the_nouns_of_outcomes_say_them():
    assert find_person(fold("قتلى"))[1].kind == "outcome:killed"
    assert find_person(fold("والجرحى"))[1].kind == "outcome:wounded"
    assert find_person(fold("شهداء"))[1].category == "civilian"


@pytest.mark.parametrize(
    ("text", "category", "last"), [("رجال أمن", "combatant", 1), ("رجال دين", "civilian", 1), ("رجال عزل", "man", 0)]
)
def test_the_word_after_a_noun_can_change_its_meaning(text, category, last):
    _, person, at = person_at(tokenize(text), 0)
    assert (person.category, at) == (category, last)


def test_a_wrong_line_of_the_lexicon_is_named(tmp_path, monkeypatch):
    path = tmp_path / "people.csv"
    path.write_text(",".join(people.COLUMNS) + "\nرجل,رجال,,males,,,person,,\n", "utf-8")
    monkeypatch.setattr(people.lexicon, "FOLDER", tmp_path)
    people._lexicon.cache_clear()
    try:
        with pytest.raises(LexiconError, match=r"people\.csv, line 2: category is 'males'"):
            people._lexicon()
    finally:
        people._lexicon.cache_clear()
