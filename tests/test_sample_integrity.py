"""The sample bulletins and their expected records: complete, well formed, and true to their own arithmetic.

Nothing here runs the extractor: these tests look after the expected records themselves, so that a sample that the
extractor "fails" can be trusted.
"""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from pydantic import ValidationError

from extraction.records import Casualty, Control, Flow, Report

SAMPLES = Path(__file__).resolve().parents[1] / "sample_reports"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.txt"))
KINDS = {"casualties": Casualty, "flows": Flow, "control": Control}

# Where a record stands and which rules made it is the extractor's business, not the coder's.
NOT_IN_GOLD = {"start", "end", "also_at", "why"}

each_sample = pytest.mark.parametrize("name", NAMES)


def text_of(name: str) -> str:
    return (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")


def gold_of(name: str) -> dict:
    return json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


def as_report(gold: dict) -> Report:
    """The gold records as the library's own models: spans filled with zero, place names made places."""

    def named(places: list[str]) -> list[dict]:
        return [{"name": place} for place in places]

    span = {"start": 0, "end": 0}
    return Report.model_validate(
        {
            **gold,
            "report": {**gold["report"], "id": "sample"},
            "casualties": [{**c, **span, "places": named(c["places"])} for c in gold["casualties"]],
            "flows": [
                {**f, **span}
                | {end: {**f[end], "places": named(f[end]["places"])} for end in ("origin", "destination")}
                for f in gold["flows"]
            ],
            "control": [{**k, **span} for k in gold["control"]],
        }
    )


def figures(gold: dict) -> list[dict]:
    return gold["casualties"] + gold["flows"]


def folded(text: str) -> str:
    """Alef and ya forms made one, diacritics and tatweel dropped: how spellings of a place are compared."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return bare.translate(str.maketrans("ىة", "يه", "\u0640"))


# --- each sample by itself ---------------------------------------------------------------------------------------


def test_there_are_samples_and_each_has_its_records():
    assert len(NAMES) >= 15
    assert NAMES == sorted(path.stem for path in SAMPLES.glob("*.json"))


@each_sample
def test_text_is_a_title_a_blank_line_and_a_body(name):
    title, blank, body = text_of(name).split("\n", 2)
    assert title.strip() and not blank
    assert 700 <= len(body) <= 2500


@each_sample
def test_records_validate_and_no_field_is_missing(name):
    gold = gold_of(name)
    as_report(gold)
    assert list(gold) == ["report", *KINDS]
    assert set(gold["report"]) == {"date", "date_basis", "source"}
    for kind, model in KINDS.items():
        fields = {field.alias or key for key, field in model.model_fields.items()} - NOT_IN_GOLD
        for record in gold[kind]:
            assert set(record) == fields, record["id"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_misspelt_field_is_refused(kind):
    gold = gold_of("2019-01-05_hajin_pocket_retelling")
    gold[kind][0]["catagory"] = "civilian"
    with pytest.raises(ValidationError, match="catagory"):
        as_report(gold)


@each_sample
def test_ids_are_numbered_in_order(name):
    gold = gold_of(name)
    for kind, letter in zip(KINDS, "CFK", strict=True):
        assert [r["id"] for r in gold[kind]] == [f"{letter}{n}" for n in range(1, len(gold[kind]) + 1)]


@each_sample
def test_the_words_of_every_count_are_in_the_text(name):
    gold, text = gold_of(name), text_of(name)
    for figure in figures(gold):
        count = figure["count"]
        assert count["text"] in text, figure["id"]
        assert bool(count["text"]) == (count["qualifier"] != "unspecified"), figure["id"]


@each_sample
def test_value_and_bounds_follow_the_qualifier(name):
    bounds = {
        "exact": lambda n: (n, n),
        "about": lambda n: (n, n),
        "at_least": lambda n: (n, None),
        "more_than": lambda n: (n, None),
        "up_to": lambda n: (None, n),
    }
    vague = {"dozens": (20, 99), "hundreds": (200, 999), "unspecified": (None, None)}
    for figure in figures(gold_of(name)):
        value, qualifier, low, high, _ = (figure["count"][k] for k in ("value", "qualifier", "low", "high", "text"))
        if qualifier in bounds:
            assert (low, high) == bounds[qualifier](value), figure["id"]
        else:
            assert value is None, figure["id"]
            if qualifier == "range":
                assert low < high, figure["id"]
            elif qualifier == "several":
                assert (low, high) in {(3, None), (3, 9)}, figure["id"]
            else:
                assert (low, high) == vague[qualifier], figure["id"]


@each_sample
def test_a_count_in_digits_has_that_value(name):
    for figure in figures(gold_of(name)):
        text, value = figure["count"]["text"], figure["count"]["value"]
        digits = "".join(str(unicodedata.digit(c)) for c in text if c.isdigit())
        if digits and value is not None:
            thousands = 1000 if any(word in text for word in ("ألف", "آلاف")) else 1
            assert int(digits) * thousands == value, figure["id"]


@each_sample
def test_a_part_belongs_to_a_figure_that_can_hold_it(name):
    gold = gold_of(name)
    for records, what in ((gold["casualties"], "outcome"), (gold["flows"], "kind")):
        by_id = {record["id"]: record for record in records}
        for part in records:
            if part["part_of"] is None:
                continue
            whole = by_id[part["part_of"]]
            assert whole is not part
            if what == "outcome":
                assert whole[what] in {part[what], "losses"}, part["id"]
            if whole["count"]["high"] is not None:
                assert part["count"]["low"] <= whole["count"]["high"], part["id"]


@each_sample
def test_every_place_is_named_in_the_text(name):
    gold, text = gold_of(name), folded(text_of(name))
    places = [place for casualty in gold["casualties"] for place in casualty["places"]]
    places += [place for flow in gold["flows"] for end in ("origin", "destination") for place in flow[end]["places"]]
    places += [record["place"]["name"] for record in gold["control"]]
    assert [place for place in places if folded(place) not in text] == []


@each_sample
def test_one_control_record_for_each_place(name):
    counted = Counter(record["place"]["name"] for record in gold_of(name)["control"])
    assert [place for place, times in counted.items() if times > 1] == []


@each_sample
def test_no_date_lies_after_the_report(name):
    gold = gold_of(name)
    for record in figures(gold):
        start, end = record["period"]["start"], record["period"]["end"]
        assert (start or end) <= end <= gold["report"]["date"], record["id"]
    assert all(record["date"] is None or record["date"] <= gold["report"]["date"] for record in gold["control"])


@pytest.mark.parametrize(
    ("name", "whole", "parts"),
    [
        ("2019-12-21_idlib_hama_offensive", "C12", {"C13": 41, "C16": 64, "C17": 68}),
        ("2021-09-01_monthly_communique", "C1", {"C4": 38, "C7": 3, "C8": 2, "C9": 4, "C11": 7, "C13": 37}),
        ("2021-09-01_monthly_communique", "C1", {"C15": 33, "C16": 26, "C17": 17, "C18": 15}),
        ("2021-09-01_monthly_communique", "C21", {"C24": 82, "C25": 51, "C26": 41}),
        ("2021-12-09_daraa_assassinations", "C7", {"C8": 171, "C11": 149, "C12": 67, "C13": 25}),
        ("2024-12-01_northern_offensive", "C7", {"C8": 72, "C9": 227, "C11": 147}),
        ("2025-03-08_coast", "C8", {"C9": 142, "C10": 50, "C11": 45}),
        ("2025-07-16_suwayda_clashes", "C10", {"C11": 146, "C14": 88, "C15": 68}),
    ],
)
def test_exhaustive_splits_add_up(name, whole, parts):
    by_id = {record["id"]: record for record in gold_of(name)["casualties"]}
    assert {part: by_id[part]["count"]["value"] for part in parts} == parts
    assert {by_id[part]["part_of"] for part in parts} == {whole}
    assert sum(parts.values()) == by_id[whole]["count"]["value"]


# --- the run of eight daily bulletins ----------------------------------------------------------------------------

RUN = [name for name in NAMES if name.endswith("_hajin_pocket")]
RETELLING = "2019-01-05_hajin_pocket_retelling"


class Day(NamedTuple):
    """What a day added, and the totals that its bulletin gives (none on the 3rd, a day without a bulletin)."""

    day: str
    isis_killed: int
    sdf_killed: int
    people_left: int
    isis_total: int | None  # fighters of the Islamic State killed since 10 September 2018
    sdf_total: int | None  # SDF fighters killed since the same day
    left_total: int | None  # people who left the pocket since 1 December 2018


BEFORE = Day("2018-12-27", 0, 0, 0, isis_total=987, sdf_total=545, left_total=12_000)
DAYS = [
    Day("2018-12-28", 7, 3, 220, 994, 548, 12_220),
    Day("2018-12-29", 8 + 3, 2, 310, 1005, 550, 12_530),
    Day("2018-12-30", 9, 4, 150, 1014, 554, 12_680),
    Day("2018-12-31", 14, 6, 270, 1028, 560, 12_950),
    Day("2019-01-01", 6, 1, 400, 1034, 561, 13_350),
    Day("2019-01-02", 12, 5, 180, 1046, 566, 13_530),
    Day("2019-01-03", 8, 2, 130, None, None, None),
    Day("2019-01-04", 9, 3, 230, 1063, 571, 13_890),
    Day("2019-01-05", 10, 2, 500, 1073, 573, 14_390),
]


def killed_on(day: str, party: str, gold: dict) -> int:
    """Fighters of one side killed on one day: the incidents' figures, parts left out."""
    return sum(
        c["count"]["value"]
        for c in gold["casualties"]
        if c["outcome"] == "killed" and c["party"] == party and c["measure"] == "incident"
        and c["part_of"] is None and c["period"] == {"start": day, "end": day}
    )


def left_on(day: str, gold: dict) -> int:
    """People who left on one day. Families are the same people counted otherwise."""
    return sum(
        f["count"]["value"]
        for f in gold["flows"]
        if f["measure"] == "incident" and f["category"] != "family" and f["part_of"] is None
        and f["period"] == {"start": day, "end": day}
    )


def total(records: list[dict], since: str, party: str | None = None) -> int:
    """The one running total of this side since this day."""
    values = [
        r["count"]["value"]
        for r in records
        if r["measure"] == "cumulative" and r["part_of"] is None and r["party"] == party
        and r["period"]["start"] == since
    ]
    assert len(values) == 1
    return values[0]


def bulletin_that_tells(day: str) -> dict:
    """The bulletin of that day, or the next one: the 3rd is told on the 4th."""
    return gold_of(next(name for name in RUN if name[:10] >= day))


def test_the_run_has_eight_bulletins_named_by_their_dates():
    assert len(RUN) == 8
    assert [name[:10] for name in RUN] == [gold_of(name)["report"]["date"] for name in RUN]
    assert [name[:10] for name in RUN] == [day.day for day in DAYS if day.isis_total is not None]


@pytest.mark.parametrize("day", DAYS, ids=lambda day: day.day)
def test_the_bulletins_give_each_days_figures(day):
    gold = bulletin_that_tells(day.day)
    assert killed_on(day.day, "islamic_state", gold) == day.isis_killed
    assert killed_on(day.day, "sdf", gold) == day.sdf_killed
    assert left_on(day.day, gold) == day.people_left


@pytest.mark.parametrize("day", [day for day in DAYS if day.isis_total], ids=lambda day: day.day)
def test_the_bulletins_give_each_days_totals(day):
    gold = gold_of(f"{day.day}_hajin_pocket")
    assert total(gold["casualties"], "2018-09-10", "islamic_state") == day.isis_total
    assert total(gold["casualties"], "2018-09-10", "sdf") == day.sdf_total
    assert total(gold["flows"], "2018-12-01") == day.left_total


def test_each_total_is_the_one_before_and_what_was_added_since():
    isis, sdf, left = BEFORE.isis_total, BEFORE.sdf_total, BEFORE.left_total
    for day in DAYS:
        isis, sdf, left = isis + day.isis_killed, sdf + day.sdf_killed, left + day.people_left
        if day.isis_total is not None:
            assert (isis, sdf, left) == (day.isis_total, day.sdf_total, day.left_total), day.day
    assert isis == 987 + 7 + 11 + 9 + 14 + 6 + 12 + 8 + 9 + 10 == 1073
    assert sdf == 545 + 3 + 2 + 4 + 6 + 1 + 5 + 2 + 3 + 2 == 573
    assert left == 12_000 + 220 + 310 + 150 + 270 + 400 + 180 + 130 + 230 + 500 == 14_390


def test_the_retelling_gives_the_totals_of_the_run():
    retelling = gold_of(RETELLING)
    the_4th, new_years_eve = gold_of("2019-01-04_hajin_pocket"), gold_of("2018-12-31_hajin_pocket")
    for party in ("islamic_state", "sdf"):
        yesterday = total(the_4th["casualties"], "2018-09-10", party)
        assert total(retelling["casualties"], "2018-09-10", party) == yesterday
    assert total(retelling["flows"], "2018-12-01") == total(new_years_eve["flows"], "2018-12-01") == 12_950


def test_villages_change_hands_once_and_stay():
    """Between two bulletins a place has one holder, until a bulletin says that it was captured from that holder."""
    holder: dict[str, str] = {}
    captured: dict[str, dt.date] = {}
    for name in RUN:
        for record in gold_of(name)["control"]:
            place, controller = record["place"]["name"], record["controller"]
            if record["status"] == "captured":
                assert holder.get(place, record["from"]) == record["from"], (name, place)
                captured[place] = dt.date.fromisoformat(record["date"])
            elif controller is not None:
                assert holder.get(place, controller) == controller, (name, place)
            if controller is not None:
                holder[place] = controller
    assert captured == {
        "هجين": dt.date(2018, 12, 14),
        "البوخاطر": dt.date(2018, 12, 30),
        "أبو الحسن": dt.date(2019, 1, 1),
        "الباغوز تحتاني": dt.date(2019, 1, 2),
        "الشعفة": dt.date(2019, 1, 5),
    }
