"""The cumulative page as a reader meets it: a real server over a real archive of samples, and a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from live import running_dashboard
from playwright.sync_api import Page, expect

from dashboard.archive.database import open_archive
from dashboard.archive.saving import Reading, save_all
from dashboard.samples import load_sample, series_names
from extraction import extract

DAY = "2018-12-30"
VIEWS = {"ledger": ".st-key-ledger_series", "audit": ".st-key-audit_findings", "incidents": ".st-key-incident_choices", "flows": ".st-key-route_names"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard over the eight daily bulletins, the total of 30 December lowered from 1014 to 1001."""
    folder = tmp_path_factory.mktemp("dashboard")
    archive = open_archive(f"sqlite:///{folder / 'archive.sqlite'}")  # the one that `running_dashboard` names
    texts = {name: load_sample(name) for name in series_names()}
    planted = {name: text.replace("1014", "1001") if name.startswith(DAY) else text for name, text in texts.items()}
    with archive.write() as connection:
        save_all(connection, [Reading(text, extract(text), name) for name, text in planted.items()])
    archive.close()
    with running_dashboard(folder) as address:
        yield address


def _open(page: Page, view: str, query: str = "lang=en") -> None:
    page.goto(f"cumulative?{query}&view={view}")
    expect(page.locator(VIEWS[view])).to_be_visible()


def test_a_planted_number_leads_from_the_audit_to_its_words_and_to_the_ledger(page):
    _open(page, "audit")
    findings = page.locator(".st-key-audit_findings .record")
    expect(findings).to_have_count(1)
    expect(findings).to_contain_text("lower than 1,005, stated as of 29 December 2018")
    words = page.locator(".st-key-words_finding .record")
    expect(words).to_have_count(2)
    expect(words.last.locator(".words")).to_contain_text("1001")
    page.get_by_role("button", name="Show in the running totals").click()
    page.wait_for_url(re.compile(f"view=ledger.*mark={DAY}"))
    expect(page.locator(".st-key-words_stated .record .words")).to_contain_text("1001")
    expect(page.locator(".st-key-words_incidents .record")).to_have_count(1)


def test_a_sentence_opens_its_bulletin_with_the_record_selected(page):
    _open(page, "audit", "lang=ar&party=islamic_state")
    page.locator(".st-key-words_finding .record").last.click()
    expect(page.locator(".bulletin [data-mark=exact]").filter(has_text="1001")).to_be_visible()
    assert re.search(r"report=\d+", page.url) and "lang=ar" in page.url and "party=islamic_state" in page.url


def test_choosing_a_checkpoint_shows_what_was_stated_and_the_incidents_in_between(page):
    _open(page, "ledger")
    point = page.locator(".st-key-ledger_chart .scatterlayer .points path.point").nth(1)
    expect(point).to_be_visible()
    box = point.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile("mark=2018-12-29"))
    expect(page.locator(".st-key-words_stated .record")).to_contain_text("1,005 ISIS fighters killed")
    expect(page.locator(".st-key-words_incidents .record")).to_have_count(2)


def test_choosing_a_bar_shows_the_words_that_it_adds_up(page):
    _open(page, "incidents")
    bar = page.locator(".st-key-incident_bars .barlayer .trace").first.locator(".point path").nth(1)  # islamic_state, 29 December
    expect(bar).to_be_visible()
    box = bar.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    words = page.locator(".st-key-words_behind .record")
    expect(words).to_have_count(2)
    expect(words.first).to_contain_text("8 ISIS fighters killed")


def test_filters_are_in_the_address_hold_on_the_next_page_and_can_be_cleared(page):
    _open(page, "ledger")
    page.locator(".st-key-filter_party button").click()
    page.get_by_role("combobox", name="Sides").click()
    page.get_by_role("option", name="SDF", exact=True).click()
    page.wait_for_url(re.compile("party=sdf"))
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-ledger_series .record")).to_have_count(1)
    page.get_by_role("link", name="Control", exact=True).click()
    page.wait_for_url(re.compile(r"/control\?.*party=sdf"))
    expect(page.get_by_role("heading", name=re.compile("Who held what"))).to_be_visible()
    page.get_by_role("link", name="Cumulative", exact=True).click()
    page.wait_for_url(re.compile(r"/cumulative\?.*party=sdf"))
    expect(page.locator(".st-key-ledger_series .record")).to_have_count(1)
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator(".st-key-ledger_series .record")).to_have_count(5)
    assert "party=" not in page.url


def test_a_wrong_filter_in_a_link_is_named_and_left_out(page):
    _open(page, "ledger", "lang=en&cause=![](https://example.invalid/a.png)&from=2019-13-01")
    expect(page.get_by_role("alert")).to_have_count(2)
    assert page.get_by_role("alert").locator("img").count() == 0


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("width", [1440, 390])
def test_no_view_is_wider_than_its_screen(page, language, width):
    page.set_viewport_size({"width": width, "height": 900})
    for view in VIEWS:
        _open(page, view, f"lang={language}")
        expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width, view
        assert page.get_by_role("alert").filter(has_text=re.compile("could not be drawn|تعذر رسم")).count() == 0, view
