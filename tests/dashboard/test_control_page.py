"""The control page, in a real browser: the sample series in an archive of the tests' own, and a bulletin that contradicts it."""

from __future__ import annotations

import re

import pytest
from live import running_dashboard
from playwright.sync_api import Page, expect

from dashboard.archive.database import open_archive
from dashboard.archive.saving import Reading, save_all
from dashboard.samples import load_sample, sample_names
from extraction import extract

# A day after the series, by another source: the SDF is said to hold what the series leaves to the Islamic State.
OTHER = "الشبكة السورية لحقوق الإنسان – 6 كانون الثاني/يناير 2019: تسيطر قوات سوريا الديمقراطية على بلدة السوسة."


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("control")
    opened = open_archive(f"sqlite:///{folder / 'archive.sqlite'}")
    texts = [load_sample(name) for name in sample_names() if name.endswith("hajin_pocket")]
    with opened.write() as connection:
        save_all(connection, [Reading(text, extract(text)) for text in texts])
        save_all(connection, [Reading(OTHER, extract(OTHER), source="SNHR")])
    opened.close()
    with running_dashboard(folder) as address:
        yield address


def _open(page: Page, query: str) -> None:
    page.goto(f"control?{query}")
    expect(page.locator(".st-key-as_of")).to_be_visible()


def _summary(page: Page, words: str) -> None:
    expect(page.locator(".rasd-summary")).to_contain_text(re.compile(words))


def test_the_day_is_chosen_and_kept_in_the_address(page):
    _open(page, "lang=en&day=2018-12-31")
    expect(page.get_by_text("Who held what on 31 December 2018")).to_be_visible()
    _summary(page, r"ISIS 5.*SDF 2.*contested 1")
    page.get_by_role("button", name="›").click()
    page.wait_for_url(re.compile("day=2019-01-01"))
    _summary(page, r"ISIS 4.*SDF 3.*contested 2")


def test_the_map_is_drawn_without_the_network_and_leads_to_the_village(page):
    """The fixture sees to it that nothing is asked of another machine."""
    _open(page, "lang=en&day=2019-01-05")
    expect(page.locator(".js-plotly-plot .scatterlayer path.point").first).to_be_visible()
    spot = page.evaluate(
        """() => {
            const plot = document.querySelector('.js-plotly-plot'), axes = plot._fullLayout;
            for (const trace of plot.data.filter((one) => one.customdata)) {
                const n = trace.customdata.findIndex((one) => one[0] === 'sy09-hajin');
                if (n < 0) continue;
                const frame = plot.getBoundingClientRect();
                return [frame.left + axes.xaxis._offset + axes.xaxis.d2p(trace.x[n]), frame.top + axes.yaxis._offset + axes.yaxis.d2p(trace.y[n])];
            }
        }"""
    )
    page.mouse.move(*spot)
    page.mouse.click(*spot)
    page.wait_for_url(re.compile("village=sy09-hajin"))
    expect(page.locator(".rasd-sentence").first).to_contain_text(re.compile("SDF · since .2018-12-14. · from ISIS"))


def test_a_village_leads_to_the_words(page):
    _open(page, "lang=en&village=sy09-al-shaafah&day=2019-01-05")
    expect(page.locator(".rasd-spells")).to_contain_text("2018-12-28 – 2019-01-04")
    expect(page.locator(".rasd-snippet mark").first).to_have_text("الشعفة")
    page.locator(".record", has_text="SDF captured al-Shaafah").first.click()
    page.wait_for_url(re.compile(r"report=8&record=K1"))
    expect(page.locator(".st-key-record_card")).to_contain_text("K1")
    expect(page.locator(".bulletin [data-mark=exact]").first).to_be_visible()


def test_claims_that_differ_stand_side_by_side_and_no_holder_is_given(page):
    _open(page, "lang=en&day=2019-01-06")
    _summary(page, "claims differ 1")
    conflict = page.locator("[class*=st-key-conflict_]")
    expect(conflict).to_have_count(1)
    for words in ("al-Susah", "SDF", "ISIS", "2019-01-06. · SNHR: holds", "2019-01-05. · SOHR: holds"):
        expect(conflict).to_contain_text(re.compile(words))
    conflict.get_by_role("link").first.click()
    page.wait_for_url(re.compile(r"report=\d+"))
    expect(page.locator(".st-key-record_card")).to_be_visible()


def test_the_timeline_shows_what_was_worked_out_by_hand(page):
    _open(page, "lang=en&day=2019-01-05&view=timeline")
    expect(page.locator(".js-plotly-plot .heatmaplayer")).to_be_attached()
    rows = page.evaluate(
        """() => {
            const plot = document.querySelector('.js-plotly-plot');
            const heat = plot.data.find((one) => one.type === 'heatmap'), names = plot.layout.yaxis.ticktext;
            return names.map((name, n) => [name, heat.z[n].filter((cell) => cell !== null).length, heat.text[n].at(-1)]);
        }"""
    )
    told = {re.sub("[\u2066-\u2069]", "", name): (days, re.sub("[\u2066-\u2069]", "", last)) for name, days, last in rows}
    assert told["al-Bukhatir"][0] == told["al-Susah"][0] == 9  # known since 28 December
    assert told["al-Baghuz Fawqani"][0] == 1
    assert "SDF" in told["al-Shaafah"][1] and "ISIS" in told["al-Kishmah"][1]


def test_changes_between_two_days(page):
    _open(page, "lang=en&view=changes&since=2018-12-29&day=2019-01-05")
    expect(page.get_by_text(re.compile("changed hands 4.*first told 5"))).to_be_visible()
    _open(page, "lang=en&view=changes&since=2019-01-05&day=2019-01-05")
    expect(page.get_by_text("Nothing that is told changed")).to_be_visible()


@pytest.mark.parametrize("query", ["day=never", "village=nowhere", "day=1900-01-01", "view=x&since=2999-01-01"])
def test_a_wrong_link_is_answered_in_a_sentence_or_left_out(page, query):
    _open(page, f"lang=en&{query}")
    assert page.get_by_text("Traceback").count() == 0
    assert page.get_by_text("could not be drawn").count() == 0


def test_in_arabic_on_a_telephone(page):
    page.set_viewport_size({"width": 390, "height": 900})
    _open(page, "lang=ar&day=2019-01-05")
    row = page.locator(".st-key-narrow_table_holders .record").first
    expect(row).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    row.click()
    page.wait_for_url(re.compile("village="))
