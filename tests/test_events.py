"""Acts of violence and military moves: who did it to whom, where and when. The sentences are this project's own."""

import datetime as dt
from typing import get_args

import pytest

from extraction import event_words, lexicon
from extraction.engine import extract
from extraction.lexicon import LexiconError
from extraction.records import EventType

DAY = dt.date(2019, 12, 21)
HEAD = "محافظة إدلب – المرصد السوري لحقوق الإنسان:: "


def events(sentence):
    return extract(HEAD + sentence, DAY).events


def told(sentence):
    return [(e.type, e.actors, e.targets, [p.name for p in e.places]) for e in events(sentence)]


ACTS = [
    ("قصفت قوات النظام بالمدفعية بلدة كفرنبل", [("shelling", ["government"], [], ["كفرنبل"])]),
    ("تعرضت بلدة كفرنبل لقصف صاروخي من قبل قوات النظام", [("shelling", ["government"], [], ["كفرنبل"])]),
    ("قصفت طائرات حربية روسية بلدة كفرنبل", [("air_strike", ["russia"], [], ["كفرنبل"])]),
    ("نفذت طائرات التحالف الدولي غارات على مواقع تنظيم “الدولة الإسلامية” في بلدة السوسة", [("air_strike", ["coalition"], ["islamic_state"], ["السوسة"])]),
    ("استهدفت طائرة مسيرة تركية سيارة في مدينة كوباني", [("drone_strike", ["turkey"], [], ["كوباني"])]),
    ("شن تنظيم “الدولة الإسلامية” هجوماً على مواقع قوات سوريا الديمقراطية في بلدة هجين", [("attack", ["islamic_state"], ["sdf"], ["هجين"])]),
    ("دارت اشتباكات بين قوات النظام من جهة، وهيئة تحرير الشام من جهة أخرى، في محيط قرية أم التينة",
     [("armed_clash", ["government", "hts"], [], ["أم التينة"])]),
    ("انفجرت عبوة ناسفة بسيارة لقوات سوريا الديمقراطية في بلدة الشحيل", [("ied", [], ["sdf"], ["الشحيل"])]),
    ("فجر انتحاري نفسه في مدينة منبج", [("suicide_bombing", [], [], ["منبج"])]),
    ("انفجر لغم بسيارة قرب بلدة راجو", [("landmine", [], [], ["راجو"])]),
    ("اعتقلت قوات سوريا الديمقراطية سبعة شبان في بلدة الشحيل", [("arrest", ["sdf"], [], ["الشحيل"])]),
    ("اختطف مسلحون مجهولون طبيباً في مدينة عفرين", [("abduction", ["unknown_gunmen"], [], ["عفرين"])]),
    ("اغتال مسلحون مجهولون رجلاً بإطلاق النار عليه في بلدة المزيريب", [("assassination", ["unknown_gunmen"], [], ["المزيريب"])]),
    ("سيطرت هيئة تحرير الشام على بلدات التمانعة ومورك", [("advance", ["hts"], [], ["التمانعة", "مورك"])]),
    ("انسحبت الفصائل المعارضة من بلدة مورك", [("withdrawal", ["opposition"], [], ["مورك"])]),
    ("دخل رتل للقوات التركية مؤلف من 20 آلية إلى بلدة سرمين", [("convoy", ["turkey"], [], ["سرمين"])]),
    ("خرجت مظاهرة في مدينة إدلب", [("protest", [], [], ["إدلب"])]),
]


@pytest.mark.parametrize(("sentence", "expected"), ACTS, ids=lambda value: value[0][0] if isinstance(value, list) else "")
def test_an_act_has_its_doer_target_and_place(sentence, expected):
    assert told(sentence) == expected


def test_fighting_with_one_side_is_that_of_the_side_told_of():
    found = events("قُتل 4 من عناصر تنظيم “الدولة الإسلامية” في اشتباكات مع قوات سوريا الديمقراطية على أطراف قرية البوخاطر")
    assert [(e.type, e.actors) for e in found] == [("armed_clash", ["islamic_state", "sdf"])]


@pytest.mark.parametrize(
    "sentence",
    [
        "لم تشهد بلدة كفرنبل قصفاً من قوات النظام",
        "عاد الهدوء إلى بلدة كفرنبل دون قصف أو اشتباكات",
        "في حال سيطرت قوات النظام على بلدة كفرنبل",
        "من المتوقع أن تشن قوات النظام هجوماً على بلدة كفرنبل",
        "غادر السكان بلدة كفرنبل بموجب اتفاق",
        "دوى انفجار قرب بلدة كفرنبل",
        "قضى 1063 من قوات النظام في القصف والاشتباكات منذ الـ 10 من أيلول / سبتمبر الفائت",
    ],
)
def test_what_was_denied_planned_or_only_referred_to_is_no_act(sentence):
    assert told(sentence) == []


def test_the_same_act_told_twice_in_a_sentence_is_one():
    found = events("شنت طائرات حربية روسية غارات على مدينة سراقب، وأسفرت الغارات على مدينة سراقب عن دمار، كما أصيب مدني في الغارات ذاتها")
    assert [e.type for e in found] == ["air_strike"]
    assert len(found[0].also_at) == 2


def test_acts_at_two_places_are_two():
    assert [e.places[0].name for e in events("قصفت قوات النظام بلدة كفرنبل، كما قصفت الفصائل المعارضة بلدة مورك")] == ["كفرنبل", "مورك"]


def test_a_verb_without_a_subject_has_that_of_the_verb_before():
    found = events("انسحبت قوات النظام من بلدة مورك، ثم سيطرت على قرية أم جلال")
    assert [(e.type, e.actors) for e in found] == [("withdrawal", ["government"]), ("advance", ["government"])]


def test_a_headline_adds_nothing_to_its_body():
    text = f"غارات على كفرنبل\n\n{HEAD}شنت طائرات حربية روسية غارات على بلدة كفرنبل"
    found = extract(text, DAY).events
    assert [e.type for e in found] == ["air_strike"]
    assert found[0].start > len("غارات على كفرنبل")


def test_casualties_tell_their_act_by_the_cause():
    found = events("قُتل عنصران من قوات النظام برصاص مسلحين مجهولين في مدينة إزرع")
    assert [(e.type, e.actors, e.targets) for e in found] == [("attack", ["unknown_gunmen"], ["government"])]


def test_an_act_is_of_its_own_day_or_the_reports():
    first, second = events("قصفت قوات النظام أمس بلدة كفرنبل، كما قصفت الفصائل المعارضة اليوم بلدة مورك")
    assert (first.period.start, second.period.end) == (DAY - dt.timedelta(days=1), DAY)


def test_an_advance_is_the_governments_or_anothers():
    names = [e.acled_sub_event_type for e in events("سيطرت قوات النظام على بلدة كفرنبل، كما سيطرت هيئة تحرير الشام على بلدة مورك")]
    assert names == ["Government regains territory", "Non-state actor overtakes territory"]


def test_every_type_has_an_acled_name():
    words = event_words.event_words()
    assert all(words.acled(kind, ()) for kind in get_args(EventType))


def test_spans_are_words_of_the_text_and_ids_count_up():
    text = HEAD + "قصفت قوات النظام بلدة كفرنبل، وسيطرت على قرية أم جلال"
    found = extract(text, DAY).events
    assert [e.id for e in found] == ["E1", "E2"]
    assert text[found[0].start : found[0].end] == "قصفت قوات النظام بلدة كفرنبل"
    assert all(e.why for e in found)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("siege,Other,,no,,حصار,,", "line 2: type is 'siege'"),
        ("attack,Attack,,perhaps,,هجوم,,", "line 2: weapon is 'perhaps'"),
        ("attack,,,no,,هجوم,,", "line 2: acled must be set"),
        ("attack,Attack,,no,,هجوم,,", "events.csv: no line for armed_clash"),
    ],
)
def test_a_wrong_line_of_the_lexicon_is_named(tmp_path, monkeypatch, line, message):
    (tmp_path / "events.csv").write_text(",".join(event_words.COLUMNS) + "\n" + line + "\n", "utf-8")
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    with pytest.raises(LexiconError, match=message):
        event_words.EventWords()
