"""What must hold for every text: offsets that slice to what is shown, spellings that change no record, no exception.

The base texts are the sample bulletins; hypothesis chooses which of their words are written another way.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from extraction import TextTooLong, extract, find_counts, find_dates
from extraction.describe import describe
from extraction.records import Place, Report
from extraction.text import MAX_CHARS, fold

ROOT = Path(__file__).parents[1]
SAMPLES = [path.read_text("utf-8") for path in sorted((ROOT / "sample_reports").glob("*.txt"))]
WORDS = sorted({word for text in SAMPLES for word in text.split()})

bounded = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

bases = st.sampled_from(SAMPLES)
# Every code point there is, lone surrogates, controls and unassigned ones too.
anything = st.text(st.characters(exclude_categories=()), max_size=60)
signs = st.sampled_from([
    "\n", "\r\n", "\u2028", "\u0000", "\u200f", "\u202e", "\u2067", "\u2069", "\u0640", "\u064b", "\ud800", "\udfff", "\ufeff", "\u00a0",
    "<div class=", "<b>", "</p>", "&nbsp;", "&#", "<!--", "<script>", "،", "؛", "::", ".", "(", ")", "[", "«", "»", "/", "-", "–", "%",
    "٣", "12", "1,234", "٫", "0", "99999999999999999999", "²", "٪", "و", "ال", "بـ",
])  # fmt: skip
jumbled = st.lists(st.one_of(st.sampled_from(WORDS), signs, anything), max_size=60).flatmap(
    lambda parts: st.sampled_from([" ".join(parts), "".join(parts), "\n".join(parts)])
)


# --- offsets -------------------------------------------------------------------------------------------------------------


def _places(report: Report) -> Iterator[Place]:
    for record in (*report.casualties, *report.events):
        yield from record.places
    for flow in report.flows:
        yield from (*flow.origin.places, *flow.destination.places)
    for control in report.control:
        yield control.place


def _check_offsets(text: str, report: Report) -> None:
    records = [*report.casualties, *report.flows, *report.control, *report.events]
    for record in records:
        for span in (record, *record.also_at):
            assert 0 <= span.start < span.end <= len(text)
    for figure in (*report.casualties, *report.flows):
        if figure.count.start is not None:
            assert figure.count.text == text[figure.count.start : figure.count.end] != ""
    for place in _places(report):
        assert place.name == text[place.start : place.end] != ""
    for mention in report.mentions:
        assert mention.text == text[mention.start : mention.end] != ""
    ids = [record.id for record in records]
    assert len(ids) == len(set(ids))
    assert {used for mention in report.mentions for used in mention.records} <= set(ids)
    assert {figure.part_of for figure in (*report.casualties, *report.flows)} - {None} <= set(ids)
    for count in find_counts(text):
        assert count.text == text[count.start : count.end] != ""


def _check_contract(report: Report) -> None:
    """The reader makes its records unchecked: they are what checking would make of them, field by field and in order."""
    made = json.dumps(report.model_dump(mode="json"))
    assert json.dumps(Report.model_validate(json.loads(made)).model_dump(mode="json")) == made


@pytest.mark.parametrize("text", SAMPLES)
def test_the_offsets_of_the_samples_slice_to_what_is_shown(text):
    report = extract(text)
    _check_offsets(text, report)
    _check_contract(report)


@bounded
@given(jumbled)
@example("1.1قتل")
def test_any_text_gives_a_report_whose_offsets_slice_to_what_is_shown(text):
    report = extract(text)
    _check_offsets(text, report)
    find_dates(text, None)
    _check_contract(report)
    for record in (*report.casualties, *report.flows, *report.control, *report.events):
        assert describe(record, "en", report) and describe(record, "ar", report)


@bounded
@given(anything)
def test_any_characters_give_a_report(text):
    report = extract(text)
    _check_offsets(text, report)
    _check_contract(report)


def test_a_text_over_the_limit_is_refused():
    with pytest.raises(TextTooLong, match=f"{MAX_CHARS:,}"):
        extract("س " * (MAX_CHARS // 2) + "س")


# --- other spellings -----------------------------------------------------------------------------------------------------


def _without_offsets(value: object) -> object:
    """The records as they are read, offsets left out and the words of the text folded."""
    if isinstance(value, list):
        return [_without_offsets(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: " ".join(fold(one).split()) if key in ("text", "name", "title") and one is not None else _without_offsets(one)
        for key, one in value.items()
        if key not in ("start", "end", "chars") or isinstance(one, str)  # a period's days are kept
    }


def _records(text: str) -> dict:
    read = extract(text).model_dump(mode="json")
    read["report"].pop("id")
    return _without_offsets(read)


@st.composite
def respelt(draw, written: re.Pattern[str], spellings):
    """A sample with some of the places where ``written`` matches spelt another way, and the sample."""
    text = draw(bases)
    places = list(written.finditer(text))
    chosen = draw(st.sets(st.sampled_from(range(len(places))), min_size=1, max_size=40))
    parts, done = [], 0
    for index in sorted(chosen):
        match = places[index]
        parts += [text[done : match.start()], draw(spellings(match[0]))]
        done = match.end()
    return text, "".join([*parts, text[done:]])


def _in_script(number: str) -> st.SearchStrategy[str]:
    scripts = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")
    values = [next(script.index(digit) for script in scripts if digit in script) for digit in number]
    return st.sampled_from(["".join(script[value] for value in values) for script in scripts])


LETTERS = "\u0621-\u063a\u0641-\u064a"
# Words with و ف ب ك ل before them, and numbers, are left out where marks are put in: of such a word a record then shows the
# attached letter too, and a mark right after digits hides the number.
PLAIN = "(?<!\\S)"
SPELLINGS = {
    "tatweel": (
        re.compile(f"{PLAIN}[{LETTERS}]{{2,}}"),
        lambda word: st.integers(1, len(word) - 1).map(lambda at: f"{word[:at]}ـ{word[at:]}"),
    ),
    "diacritics": (
        re.compile(f"{PLAIN}[{LETTERS}]{{2,}}"),
        lambda word: st.tuples(st.integers(1, len(word)), st.sampled_from("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")).map(
            lambda where: word[: where[0]] + where[1] + word[where[0] :]
        ),
    ),
    "digits": (re.compile(r"\d+"), _in_script),
    "alef": (re.compile("[أإآا]"), lambda _: st.sampled_from("أإآا")),
    "no-break space": (re.compile(" "), lambda _: st.sampled_from("\u00a0\u202f\t")),
    "two spaces": (re.compile(" "), lambda _: st.just("  ")),
    "bidi marks": (
        re.compile(f"{PLAIN}[{LETTERS}]+ {PLAIN}"),
        lambda part: st.sampled_from([" \u200f", "\u200f ", "\u202b ", " \u2069"]).map(lambda mark: part[:-1] + mark),
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", SPELLINGS)
def test_another_spelling_changes_no_record(change):
    @bounded
    @given(respelt(*SPELLINGS[change]))
    def check(texts):
        text, spelt = texts
        assert _records(spelt) == _records(text)

    check()


# --- what stands after ---------------------------------------------------------------------------------------------------

UNRELATED = [
    "وتشهد المنطقة طقساً بارداً في هذه الأيام.",
    "ويبلغ عرض الجسر 12 متراً وطوله 240 متراً.",
    "وأصيب 41 مزارعاً بانهيار سقف في بلدة القدموس.",
    "وعادت 730 عائلة من لبنان إلى بلدة عسال الورد.",
]


@pytest.mark.parametrize("sentence", UNRELATED)
@pytest.mark.parametrize("text", SAMPLES)
def test_a_paragraph_after_the_text_changes_no_record_before_it(text, sentence):
    before, after = extract(text), extract(f"{text.rstrip()}\n\n{sentence}\n")
    for kind in ("casualties", "flows", "control", "events", "mentions"):
        earlier = [one for one in getattr(after, kind) if one.start < len(text.rstrip())]
        assert earlier == getattr(before, kind)
    assert after.report.date == before.report.date


# --- the same every time -------------------------------------------------------------------------------------------------


# Words that a rule looks for the neighbours of, where there are none.
@bounded
@given(jumbled)
@example("الأشخاص")
@example("الضاحية قتله استعيد")
@example("من حي منذ 129 تستضيف مخيمات")
@example("عادت إلى الفصائل من سكانها السورية، في عليها طفلان")
@example("القوات ومن شهدتها 18 أيام التنظيم سيطرة")
def test_the_same_text_gives_the_same_report(text):
    assert extract(text) == extract(text)


def test_every_process_gives_the_same_reports():
    script = (
        "import hashlib, json, pathlib; from extraction import extract\n"
        "texts = [p.read_text('utf-8') for p in sorted(pathlib.Path('sample_reports').glob('*.txt'))]\n"
        "read = json.dumps([extract(text).model_dump(mode='json') for text in texts])\n"
        "print(hashlib.sha256(read.encode()).hexdigest())\n"
    )
    # Sets of strings are iterated in another order under another hash seed.
    seen = {
        subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(seen) == 1
