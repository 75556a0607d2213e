"""The figures: what is added and what never is, how uncertainty is drawn, and where places stand on the map."""

from __future__ import annotations

import datetime as dt
import itertools
import math
import re
import tomllib
from pathlib import Path

import pytest
from made_reports import casualty, control, count, flow, report

from dashboard.archive.incidents import Sum
from dashboard.panels.bars import Bar, bar_end, bars_html, drawn_range, nested
from dashboard.panels.control_map import control_map
from dashboard.panels.glance import day_totals
from dashboard.panels.period_bars import Group, period_bars
from dashboard.panels.unused import unused_numbers
from dashboard.panels.windows_chart import WindowBar, windows_chart
from dashboard.phrases import count_phrase, range_phrase
from dashboard.theme import NO_PARTY_COLOUR, PARTY_COLOURS
from dashboard.wording import wording
from extraction.records import Mention, Period, Place

ENGLISH, ARABIC = wording("en"), wording("ar")


def _totals(**parts):
    return {(total.code, total.unit): (total.low, total.high) for total in day_totals(report(**parts))}


def test_a_part_is_not_added_to_its_whole_nor_a_running_total_to_a_day():
    figures = [
        casualty("C1", count(35)),
        casualty("C2", count(4), category="child", part_of="C1"),
        casualty("C3", count(1063), party="islamic_state", measure="cumulative"),
    ]
    assert _totals(casualties=figures) == {("killed", "person"): (35, 35)}


def test_separate_figures_of_a_day_are_added_and_an_open_bound_leaves_the_sum_open():
    figures = [casualty("C1", count(3), cause="shelling"), casualty("C2", count(2, "at_least", low=2), cause="clash")]
    assert _totals(casualties=figures) == {("killed", "person"): (5, None)}


def test_two_counts_of_the_same_people_are_a_range_and_no_sum():
    idlib = [Place(name="إدلب")]
    figures = [casualty("C1", count(7), cause="shelling", places=idlib), casualty("C2", count(9), cause="shelling", places=idlib)]
    (total,) = day_totals(report(casualties=figures))
    assert (total.low, total.high, total.rival) == (7, 9, True)


def test_days_and_outcomes_and_families_stay_apart():
    before = Period(start=dt.date(2020, 3, 4), end=dt.date(2020, 3, 4))
    totals = day_totals(
        report(
            casualties=[casualty("C1", count(1)), casualty("C2", count(2), period=before), casualty("C3", count(3), outcome="wounded")],
            flows=[flow("F1", count(500)), flow("F2", count(130), category="family")],
        )
    )
    assert [(total.code, total.unit, total.low) for total in totals] == [
        ("killed", "person", 1), ("wounded", "person", 3), ("fled", "person", 500), ("fled", "family", 130), ("killed", "person", 2),
    ]  # fmt: skip


def test_parts_stand_under_their_wholes_and_a_circle_loses_nobody():
    figures = [flow("F3", count(500), part_of="F2"), flow("F1", count(12950)), flow("F2", count(9850), part_of="F1")]
    assert [(one.id, depth) for one, depth in nested(figures)] == [("F1", 0), ("F2", 1), ("F3", 2)]
    circle = [flow("F1", count(1), part_of="F2"), flow("F2", count(2), part_of="F1")]
    assert sorted(one.id for one, _ in nested(circle)) == ["F1", "F2"]


@pytest.mark.parametrize(
    ("counted", "english", "arabic"),
    [
        (count(12950), "12,950", "12,950"),
        (count(500, "about", 500, 500), "about 500", "نحو 500"),
        (count(2, "at_least", 2), "at least 2", "2 على الأقل"),
        (count(30, "up_to", None, 30), "up to 30", "حتى 30"),
        (count(None, "range", 20, 30), "\u206620–30\u2069", "\u206620–30\u2069"),
        (count(None, "several", 3), "several (3 or more)", "عدة (3 فأكثر)"),
        (count(None, "dozens", 20, 99), "dozens (\u206620–99\u2069)", "عشرات (\u206620–99\u2069)"),
        (count(None, "unspecified"), "number not stated", "العدد غير مذكور"),
    ],
)
def test_a_qualifier_is_never_dropped(counted, english, arabic):
    assert (count_phrase(counted, ENGLISH), count_phrase(counted, ARABIC)) == (english, arabic)


def test_no_bound_at_all_has_no_range():
    assert range_phrase(None, None, ENGLISH) == ""


def _bars(*counts):
    return [Bar(f"C{n}", "killed", one, "#486581", 0) for n, one in enumerate(counts, 1)]


@pytest.mark.parametrize(
    ("counted", "line"),
    [
        (count(10), (10, 10)),
        (count(None, "range", 20, 30), (20, 30)),
        (count(8, "up_to", None, 8), (0, 8)),
        (count(2, "at_least", 2), (2, 2)),  # an arrow goes on from there
        (count(None, "unspecified"), (0, 0)),
    ],
)
def test_the_thin_line_reaches_from_low_to_high(counted, line):
    assert drawn_range(counted) == line


def _drawn(bars, words, **options):
    """The rows of the bars: the record of each, its label, the signs with where they stand in percent, and its count."""
    rows = re.findall(r'<(?:button|a) class="bar".*?</(?:button|a)>', bars_html(bars, words, **options))
    for row in rows:
        signs = {
            name: tuple(float(number) for number in re.findall(r"(?:start|width):([\d.]+)%", style))
            for name, style in re.findall(r'<span class="(fill|range|open)" style="(.*?)"', row)
        }
        (label,) = re.findall(r'class="words".*?>(.*?)</span>', row)
        ((past, counted),) = re.findall(r'<b style="inset-inline-start:([\d.]+)%">(.*?)</b>', row)
        yield re.search(r'(?:data-id="|href="#)(.*?)"', row)[1], label, signs, float(past), counted


def test_bars_stand_in_proportion_with_their_ranges_and_arrows():
    counts = [count(100), count(None, "range", 20, 30), count(20, "at_least", 20)]
    (_, _, first, _, _), (_, _, second, past, words), (_, _, third, past_open, _) = _drawn(_bars(*counts), ENGLISH)
    assert first.keys() == {"fill"}
    (longest,) = first["fill"]
    assert longest < 100  # an open bound has room for its arrow
    assert second["fill"] == pytest.approx((longest * 0.2,), abs=0.01)
    assert second["range"] == pytest.approx((longest * 0.2, longest * 0.1), abs=0.01)
    assert (past, words) == (pytest.approx(longest * 0.3, abs=0.01), "\u206620–30\u2069")
    assert third["open"][0] == pytest.approx(longest * 0.2, abs=0.01)
    assert past_open == pytest.approx(sum(third["open"]), abs=0.02)


def test_every_row_can_be_chosen_even_one_with_no_number():
    bars = _bars(count(None, "unspecified"), count(10))
    assert [one for one, *_ in _drawn(bars, ARABIC, selected="C1")] == ["C1", "C2"]
    assert [one for one, *_ in _drawn(bars, ARABIC, link=True)] == ["C1", "C2"]
    assert bars_html(bars, ARABIC, "C1").count('aria-pressed="true"') == 1
    assert bar_end(count(None, "unspecified")) == 0


def test_bars_follow_the_direction_of_the_page_and_words_are_no_markup():
    for words, direction in ((ARABIC, "rtl"), (ENGLISH, "ltr")):
        drawn = bars_html([Bar("C1", "<img src=x> & co", count(3), "#486581", 1, "<b>route</b>")], words)
        assert f'class="bars" dir="{direction}"' in drawn
        assert "&lt;img src=x&gt; &amp; co" in drawn
        assert "&lt;b&gt;route&lt;/b&gt;" in drawn


def test_time_runs_as_the_language_reads():
    days = [dt.date(2019, 1, 1), dt.date(2019, 1, 20)]
    for words in (ENGLISH, ARABIC):
        bars = period_bars({(day, "sdf"): Sum(figures=1, low=3, high=3) for day in days}, [Group("sdf", "SDF", "#bb9f18")], "day", words, None)
        windows = windows_chart([WindowBar(1, *days, "label", "#bb9f18")], words, None)
        for figure in (bars, windows):
            first, last = (str(end)[:10] for end in figure.layout.xaxis.range)
            assert (first > last) == words.rtl, words.language


def test_the_map_tells_holders_by_colour_and_statuses_by_shape_and_hides_no_place():
    placed = [
        control("K1", "هجين", 34.69, 40.83, status="captured"),
        control("K2", "السوسة", 34.52, 40.98, controller="islamic_state"),
        control("K3", "الشعفة", 34.52, 40.98, controller="islamic_state", status="contested"),
    ]
    figure = control_map(placed, ENGLISH, None)
    points = {
        one[0]: (trace.x[n], trace.y[n], trace.marker.color, trace.marker.symbol[n])
        for trace in figure.data if trace.customdata is not None for n, one in enumerate(trace.customdata)
    }  # fmt: skip
    assert points.keys() == {"K1", "K2", "K3"}
    assert points["K1"][2] == PARTY_COLOURS["sdf"] != points["K2"][2]
    assert len({symbol for *_, symbol in points.values()}) == 3
    assert points["K2"][:2] != points["K3"][:2]  # on one spot, yet both can be seen


def test_unused_numbers_are_the_counts_without_a_record_in_the_order_of_the_text():
    def number(start, records):
        return Mention(kind="count", start=start, end=start + 1, text="7", value=7, records=records, taken_for="vehicles")

    made = report(mentions=[number(9, []), number(5, ["C1"]), number(2, [])])
    assert [(name, one.start) for name, one in unused_numbers(made)] == [("M3", 2), ("M1", 9)]


# Machado, Oliveira and Fernandes (2009), severity 1.0.
SIGHT = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
}


def _linear(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels]


def _lab(colour, sight):
    r, g, b = (min(1, max(0, sum(k * c for k, c in zip(row, _linear(colour), strict=True)))) for row in SIGHT[sight])
    xyz = ((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505, 0.2126 * r + 0.7152 * g + 0.0722 * b, (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089)
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("sight", SIGHT)
def test_party_colours_stay_apart_for_every_eye(sight):
    colours = [*PARTY_COLOURS.values(), NO_PARTY_COLOUR]
    nearest = min(math.dist(_lab(one, sight), _lab(other, sight)) for one, other in itertools.combinations(colours, 2))
    assert nearest >= 11.5


@pytest.mark.parametrize("kind", ["light", "dark"])
def test_party_colours_stand_out_from_the_page(kind):
    config = Path(__file__).resolve().parents[2] / "dashboard" / ".streamlit" / "config.toml"
    background = tomllib.loads(config.read_text(encoding="utf-8"))["theme"][kind]["backgroundColor"]

    def luminance(colour):
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), _linear(colour), strict=True))

    for colour in [*PARTY_COLOURS.values(), NO_PARTY_COLOUR]:
        low, high = sorted((luminance(colour), luminance(background)))
        assert (high + 0.05) / (low + 0.05) >= 2.3
