"""Records as sentences: each [record, Arabic, English]."""

import datetime as dt
from itertools import product
from typing import get_args

import pytest

from extraction import lexicon, records
from extraction.describe import describe, english_place_name
from extraction.labels import LexiconError, load
from extraction.records import Casualty, Control, Count, Event, Flow, FlowEnd, Period, Place, Report, ReportInfo

DAY = dt.date(2019, 1, 5)
ON_THE_DAY = Period(start=DAY, end=DAY)
CAMPAIGN = Period(start=dt.date(2018, 9, 10), end=dt.date(2019, 1, 4))
HAWAYIJ = Place(name="الحوايج", kind="village")


def count(value=None, qualifier="exact", low=None, high=None):
    return Count(value=value, qualifier=qualifier, low=low, high=high)


def casualty(count, **fields):
    return Casualty(**{"id": "C2", "start": 0, "end": 1, "outcome": "killed", "period": ON_THE_DAY, "count": count, **fields})


def flow(count, **fields):
    return Flow(**{"id": "F1", "start": 0, "end": 1, "kind": "fled", "period": ON_THE_DAY, "count": count, **fields})


def control(status, **fields):
    place = Place(name="الشعفة", kind="town")
    return Control(**{"id": "K1", "start": 0, "end": 1, "status": status, "place": place, "date": DAY, **fields})


def event(type, **fields):
    return Event(**{"id": "E1", "start": 0, "end": 1, "type": type, "period": ON_THE_DAY, "acled_sub_event_type": "x", **fields})


SENTENCES = [
    # Casualties: qualifiers, sides, causes, places, days.
    [
        casualty(
            count(2, "at_least", 2), category="combatant", party="sdf", cause="suicide_bombing", places=[HAWAYIJ], basis="unconfirmed"
        ),
        "مقتل ما لا يقل عن مقاتلين اثنين من قوات سوريا الديمقراطية، تفجير انتحاري، في قرية الحوايج، 5 كانون الثاني/يناير 2019، غير مؤكد",
        "At least 2 SDF fighters killed, suicide bombing, al-Hawayij, 5 January 2019, unconfirmed",
    ],
    [
        casualty(count(1063), category="combatant", party="islamic_state", cause="mixed", period=CAMPAIGN, measure="cumulative"),
        "مقتل 1,063 مقاتلاً من تنظيم الدولة الإسلامية منذ 10 أيلول/سبتمبر 2018 (حصيلة تراكمية حتى 4 كانون الثاني/يناير 2019)، أسباب عدة",
        "1,063 ISIS fighters killed since 10 September 2018 (running total to 4 January 2019), several causes",
    ],
    [
        casualty(count(None, "several", 3), outcome="wounded", category="child", cause="shelling", by=["government", "russia"]),
        "إصابة عدة أطفال (3 على الأقل)، قصف، من جانب قوات النظام والقوات الروسية، 5 كانون الثاني/يناير 2019",
        "Several children (3 or more) wounded, shelling, by government forces and Russian forces, 5 January 2019",
    ],
    [
        casualty(count(None, "dozens", 20, 99), outcome="losses", category="civilian", cause="air_strike"),
        "سقوط عشرات المدنيين (بين 20 و99) بين قتيل وجريح، غارة جوية، 5 كانون الثاني/يناير 2019",
        "Dozens of civilians (20–99) killed or wounded, air strike, 5 January 2019",
    ],
    [
        casualty(count(None, "thousands", 20_000, 99_999), outcome="missing", period=Period()),
        "فقدان عشرات الآلاف من الأشخاص (بين 20,000 و99,999)، التاريخ غير مذكور",
        "Tens of thousands of people (20,000–99,999) missing, date not stated",
    ],
    [
        casualty(count(None, "unspecified"), outcome="losses", category="combatant", party="islamic_state", cause="clash"),
        "خسائر بشرية بين مقاتلين من تنظيم الدولة الإسلامية (العدد غير مذكور)، اشتباكات، 5 كانون الثاني/يناير 2019",
        "Losses among ISIS fighters (number not stated), clashes, 5 January 2019",
    ],
    [
        casualty(count(None, "range", 20, 30), outcome="captured", category="combatant", party="turkish_backed"),
        "أسر أو اعتقال ما بين 20 و30 مقاتلاً من الفصائل المدعومة من تركيا، 5 كانون الثاني/يناير 2019",
        "Between 20 and 30 Turkish-backed fighters captured or arrested, 5 January 2019",
    ],
    [
        casualty(count(30, "up_to", None, 30), outcome="abducted", category="detainee", party="hts"),
        "اختطاف ما لا يزيد عن 30 معتقلاً من هيئة تحرير الشام، 5 كانون الثاني/يناير 2019",
        "Up to 30 detainees from HTS abducted, 5 January 2019",
    ],
    [
        casualty(count(9), period=Period(start=dt.date(2019, 1, 4), end=DAY), places=[HAWAYIJ, Place(name="العمر", kind="oil_field")]),
        "مقتل 9 أشخاص، في قرية الحوايج وحقل العمر، من 4 كانون الثاني/يناير 2019 إلى 5 كانون الثاني/يناير 2019",
        "9 people killed, al-Hawayij and al-Omar (oil field), 4 January 2019 to 5 January 2019",
    ],
    [
        casualty(count(94_000, "more_than", 94_000), period=Period(end=DAY), measure="cumulative"),
        "مقتل أكثر من 94,000 شخص (حصيلة تراكمية حتى 5 كانون الثاني/يناير 2019، بدايتها غير مذكورة)",
        "More than 94,000 people killed (running total to 5 January 2019, start not stated)",
    ],
    [
        casualty(count(4, low=4, high=4), category="child", part_of="C1"),
        "من بين هؤلاء (C1): مقتل 4 أطفال، 5 كانون الثاني/يناير 2019",
        "Of these (C1): 4 children killed, 5 January 2019",
    ],
    # Flows: the mostly, the ends, the window.
    [
        flow(
            count(500, "about", 500, 500),
            category="civilian",
            composition=["child", "woman"],
            origin=FlowEnd(controller="islamic_state"),
            destination=FlowEnd(controller="sdf"),
        ),
        "فرار نحو 500 مدني، معظمهم من الأطفال والنساء، من مناطق سيطرة تنظيم الدولة الإسلامية إلى مناطق سيطرة قوات سوريا الديمقراطية، "
        "5 كانون الثاني/يناير 2019",
        "About 500 civilians, mostly children and women, fled from ISIS-held areas to SDF-held areas, 5 January 2019",
    ],
    [
        flow(
            count(12_950),
            period=Period(start=dt.date(2018, 12, 1), end=dt.date(2018, 12, 31)),
            measure="cumulative",
            nationalities=["SY", "IQ", "ZZ"],
        ),
        "فرار 12,950 شخصاً خلال كانون الأول/ديسمبر 2018 (حصيلة تراكمية)، الجنسية: السورية والعراقية وZZ",
        "12,950 people fled in December 2018 (running total), nationality: Syrian, Iraqi and ZZ",
    ],
    [
        flow(
            count(None, "hundreds", 200, 999),
            kind="arrived",
            category="family",
            origin=FlowEnd(places=[Place(name="هجين", kind="town")], controller="islamic_state"),
            destination=FlowEnd(places=[Place(name="الهول", kind="camp")]),
        ),
        "وصول مئات العائلات (بين 200 و999) من بلدة هجين (تحت سيطرة تنظيم الدولة الإسلامية) إلى مخيم الهول، 5 كانون الثاني/يناير 2019",
        "Hundreds of families (200–999) arrived from Hajin (held by ISIS) in al-Hawl (camp), 5 January 2019",
    ],
    # Control: each status, with its holder and without.
    [
        control("captured", controller="sdf", from_="islamic_state"),
        "سيطرة قوات سوريا الديمقراطية على بلدة الشعفة على حساب تنظيم الدولة الإسلامية، 5 كانون الثاني/يناير 2019",
        "SDF captured al-Sha'fa (town) from ISIS, 5 January 2019",
    ],
    [
        control("captured", date=None),
        "سيطرة جهة غير مذكورة على بلدة الشعفة، التاريخ غير مذكور",
        "A side that is not stated captured al-Sha'fa (town), date not stated",
    ],
    [
        control("holds", controller="islamic_state", from_="sdf"),
        "بلدة الشعفة تحت سيطرة تنظيم الدولة الإسلامية، على حساب قوات سوريا الديمقراطية، 5 كانون الثاني/يناير 2019",
        "Al-Sha'fa (town) held by ISIS, taken from SDF, 5 January 2019",
    ],
    [
        control("withdrew", controller="local_armed"),
        "انسحاب المسلحين المحليين من بلدة الشعفة، 5 كانون الثاني/يناير 2019",
        "Local gunmen withdrew from al-Sha'fa (town), 5 January 2019",
    ],
    [
        control("contested", controller="sdf"),
        "بلدة الشعفة محل نزاع وتحت سيطرة قوات سوريا الديمقراطية، 5 كانون الثاني/يناير 2019",
        "Al-Sha'fa (town) contested, held by SDF, 5 January 2019",
    ],
    [
        control("contested", place=Place(name="تلة الحارة", kind="hill")),
        "تلة الحارة محل نزاع والجهة المسيطرة غير مذكورة، 5 كانون الثاني/يناير 2019",
        "Talla al-Hara (hill) contested, holder not stated, 5 January 2019",
    ],
    # Events: doers and targets; a clash has sides.
    [
        event("suicide_bombing", actors=["islamic_state"], targets=["sdf"], places=[HAWAYIJ]),
        "تفجير انتحاري من جانب تنظيم الدولة الإسلامية ضد قوات سوريا الديمقراطية، في قرية الحوايج، 5 كانون الثاني/يناير 2019",
        "Suicide bombing by ISIS against SDF, al-Hawayij, 5 January 2019",
    ],
    [
        event("armed_clash", actors=["islamic_state", "sdf"], period=Period()),
        "اشتباك مسلح بين تنظيم الدولة الإسلامية وقوات سوريا الديمقراطية، التاريخ غير مذكور",
        "Armed clash between ISIS and SDF, date not stated",
    ],
    [
        event("armed_clash", actors=["sdf"]),
        "اشتباك مسلح بمشاركة قوات سوريا الديمقراطية، 5 كانون الثاني/يناير 2019",
        "Armed clash involving SDF, 5 January 2019",
    ],
    [event("protest"), "احتجاج، 5 كانون الثاني/يناير 2019", "Protest, 5 January 2019"],
]


@pytest.mark.parametrize(["record", "arabic", "english"], SENTENCES, ids=[english for _, _, english in SENTENCES])
def test_sentence(record, arabic, english):
    assert describe(record, "ar") == arabic
    assert describe(record, "en") == english


@pytest.mark.parametrize(
    ["number", "people", "women"],
    [
        [1, "شخص واحد", "امرأة واحدة"],
        [2, "شخصين اثنين", "امرأتين اثنتين"],
        [3, "3 أشخاص", "3 نساء"],
        [10, "10 أشخاص", "10 نساء"],
        [11, "11 شخصاً", "11 امرأة"],
        [99, "99 شخصاً", "99 امرأة"],
        [100, "100 شخص", "100 امرأة"],
        [102, "102 شخص", "102 امرأة"],
        [103, "103 أشخاص", "103 نساء"],
        [111, "111 شخصاً", "111 امرأة"],
        [2000, "2,000 شخص", "2,000 امرأة"],
    ],
)
def test_arabic_nouns_agree_with_their_number(number, people, women):
    assert describe(casualty(count(number)), "ar").startswith(f"مقتل {people}،")
    assert describe(casualty(count(number), category="woman"), "ar").startswith(f"مقتل {women}،")


def test_a_part_names_its_whole_when_the_report_is_given():
    whole = casualty(count(35, "at_least", 35), id="C1", category="civilian")
    part = casualty(count(1), id="C2", category="medic", part_of="C1")
    report = Report(report=ReportInfo(id="x"), casualties=[whole, part])
    assert describe(part, "en", report) == "Of at least 35 civilians (C1): 1 medical worker killed, 5 January 2019"
    assert describe(part, "ar", report) == (
        "من أصل ما لا يقل عن 35 مدنياً (C1): مقتل عامل واحد في القطاع الطبي، 5 كانون الثاني/يناير 2019"
    )


def test_a_place_of_the_gazetteer_has_its_english_name():
    place = Place(name="تل أبيض", kind="district", gazetteer_id="SY1102")
    assert describe(casualty(count(1), places=[place]), "en") == "1 person killed, Tell Abyad (district), 5 January 2019"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_combination_of_codes_makes_a_sentence(language):
    counts = [count(5, "exact"), *(count(None, qualifier) for qualifier in get_args(records.Qualifier))]
    for number, outcome, category in product(counts, get_args(records.Outcome), get_args(records.Category)):
        for party in (None, *get_args(records.Party)):
            record = casualty(number, outcome=outcome, category=category, party=party)
            assert_is_sentence(describe(record, language))
    for kind, measure in product(get_args(records.Movement), get_args(records.Measure)):
        for period in (Period(), ON_THE_DAY, CAMPAIGN, Period(start=DAY), Period(end=DAY)):
            assert_is_sentence(describe(flow(count(5), kind=kind, measure=measure, period=period), language))
    for type in get_args(records.EventType):
        assert_is_sentence(describe(event(type, actors=["sdf"], targets=["hts"]), language))


def assert_is_sentence(sentence):
    assert sentence and sentence == " ".join(sentence.split())
    assert not set("{}_") & set(sentence) and "None" not in sentence and ", ," not in sentence


def test_both_languages_name_the_same_nationalities():
    named = [{code for kind, code, _ in load(language) if kind == "nationality"} for language in ("ar", "en")]
    assert named[0] == named[1]


@pytest.mark.parametrize(
    ["old", "new", "message"],
    [
        ["party,sdf,name,SDF", "party,sfd,name,SDF", r"labels_en\.csv, line \d+: code is 'sfd'; expected one of: islamic_state"],
        ["party,sdf,name,SDF\n", "", r"labels_en\.csv: there is no line for kind party, code sdf, form name"],
        ["party,sdf,name,SDF", "party,sdf,of,SDF", r"line \d+: party sdf of stands in the file twice"],
        ["{people} fled", "people fled", r"line \d+: words are 'people fled'; expected \{people\} in them"],
        ["{people} fled", "{people fled", r"line \d+: words are '\{people fled'; "],
        ["nationality,SY,", "nationality,SYR,", r"line \d+: code is 'SYR'; expected two capital letters"],
    ],
)
def test_a_wrong_label_file_is_an_error_with_its_line(old, new, message, tmp_path, monkeypatch):
    text = (lexicon.FOLDER / "labels_en.csv").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "labels_en.csv").write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    with pytest.raises(LexiconError, match=message):
        load.__wrapped__("en")


@pytest.mark.parametrize(
    ["name", "gazetteer_id", "english"],
    [["الكشمة", "sy09-al-kishmah", "al-Kishmah"], ["الكشمة", None, "al-Kashma"], ["حلب", "SY02", "Aleppo"]],
)
def test_the_article_of_a_name_is_small_wherever_the_name_is_from(name, gazetteer_id, english):
    assert english_place_name(Place(name=name, gazetteer_id=gazetteer_id)) == english
