"""Downloads of the archive's views in a real browser: a brief, a table and the open view, each opened again and compared."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from live import running_dashboard
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from dashboard.archive import review, schema
from dashboard.archive.database import open_archive
from dashboard.archive.saving import Reading, save_all
from dashboard.samples import load_sample, series_names
from dashboard.wording import wording
from extraction import extract

CORRECTED = 77
DATES = "from=2018-12-29&to=2018-12-31"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard over the eight daily bulletins, one of whose figures of 30 December was corrected and one rejected."""
    folder = tmp_path_factory.mktemp("dashboard")
    archive = open_archive(f"sqlite:///{folder / 'archive.sqlite'}")  # the one that `running_dashboard` names
    with archive.write() as connection:
        save_all(connection, [Reading(load_sample(name), extract(load_sample(name)), name) for name in series_names()])
        table = schema.record.c
        of_day = select(table.id, table.value).where(table.counts, table.act == "killed", schema.record.c.day == "2018-12-30")
        found = {row.value: row.id for row in connection.execute(of_day)}
        review.correct(connection, found[9], "count.value", CORRECTED, "tester")  # of ISIS
        review.reject(connection, found[4], "tester")  # of SDF
    archive.close()
    with running_dashboard(folder) as address:
        yield address


def download(page: Page, path: str, code: str, language: str) -> tuple[str, bytes]:
    """Opens the panel with the keyboard, makes the file of a format and takes it; gives its name and content."""
    words = wording(language)
    page.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
    button = page.locator(".st-key-view_download button").first
    expect(button).to_be_visible()
    page.wait_for_timeout(2500)  # what is open closes when the page is drawn anew
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name=words("export", "format")).click()
    page.get_by_role("option", name=words("export_format", code), exact=True).click()
    page.get_by_role("button", name=words("view_download", "make")).click()
    get = page.get_by_role("button", name=words("export", "get", format=words("export_format", code)), exact=True)
    expect(get).to_be_visible()
    with page.expect_download() as taken:
        get.click()
    return taken.value.suggested_filename, taken.value.path().read_bytes()


def test_a_table_holds_the_corrected_records_within_the_filters(page):
    name, data = download(page, f"cumulative?view=incidents&{DATES}", "csv", "en")
    assert name == "rasd-2018-12-29-2018-12-31.csv"
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert {row["Last day"] for row in rows if row["Measure"]} == {"2018-12-29", "2018-12-30", "2018-12-31"}
    killed = [row for row in rows if (row["What happened"], row["Measure"], row["Part of"]) == ("killed", "incident", "")]
    of_side = {side: sum(int(row["Lowest"]) for row in killed if row["Side"] == side) for side in ("islamic_state", "sdf")}
    in_place = 1  # a part of the rejected figure, which counts in its place
    assert of_side == {"islamic_state": 11 + CORRECTED + 14, "sdf": 2 + in_place + 6}
    panel = page.locator(".st-key-view_download_panel")
    expect(panel).to_contain_text("Records rejected in review are left out: 1.")
    expect(panel).to_contain_text("Records as corrected or added in review")
    expect(page.get_by_text(f"{11 + CORRECTED + 14 + 2 + in_place + 6 + 4} killed")).to_be_visible()  # the page shows the same


def test_a_brief_of_a_period_in_arabic(page):
    name, data = download(page, f"cumulative?{DATES}", "brief_word", "ar")
    words = wording("ar")
    assert name == "rasd-2018-12-29-2018-12-31.brief.docx"
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]
    assert texts[0].startswith("موجز من 29") and "31" in texts[0]
    assert words("loss", "rejected", n=1) in texts
    assert any(str(CORRECTED) in text and re.search(r"\[\d+\]$", text) for text in texts)
    assert sum("1,028" in text for text in texts) == 1 and not any("1,014" in text for text in texts)
    expect(page.get_by_test_id("stPopoverBody")).to_have_css("direction", "rtl")


@pytest.mark.parametrize("view", ["ledger", "audit", "incidents", "flows"])
def test_the_open_view_stands_alone(page: Page, browser: Browser, tmp_path: Path, view: str):
    language = "ar" if view in ("ledger", "flows") else "en"
    name, data = download(page, f"cumulative?view={view}", "view", language)
    assert name == f"rasd-{view}-archive.html"
    file = tmp_path / name
    file.write_bytes(data)
    context = browser.new_context(offline=True, viewport={"width": 1200, "height": 900})
    alone = context.new_page()
    asked: list[str] = []
    errors: list[str] = []
    alone.on("request", lambda request: None if request.url.startswith(("file:", "data:", "blob:")) else asked.append(request.url))
    alone.on("pageerror", lambda error: errors.append(str(error)))
    alone.goto(file.as_uri())
    expect(alone.locator("h1")).to_contain_text(wording(language)("cumulative", f"view_{view}"))
    links = alone.locator("main a[href^='#']")
    assert links.count() > 0
    assert alone.evaluate("[...document.querySelectorAll('a[href^=\"#\"]')].every((a) => document.getElementById(decodeURIComponent(a.hash.slice(1))))")
    if view == "incidents":
        cell = alone.get_by_role("row", name="2018-12-30").get_by_role("link", name=str(CORRECTED), exact=True)
        cell.click()
        target = alone.locator(":target")
        expect(target).to_contain_text(str(CORRECTED))
        expect(target.locator("+ ul q")).to_contain_text("تسعة")
    if view != "audit":
        point = alone.locator(".js-plotly-plot .points path").nth(1)
        expect(point).to_be_visible()
        box = point.bounding_box()
        alone.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(alone.locator(":target")).to_have_count(1)
    if language == "ar" and view == "ledger":
        # The numbers of the axis stand whole beside it.
        axis = alone.locator(".ytick text").first.bounding_box()
        chart = alone.locator(".chart").first.bounding_box()
        assert axis["x"] + axis["width"] <= chart["x"] + chart["width"]
    assert asked == [] and errors == []
    alone.set_viewport_size({"width": 390, "height": 800})
    expect(alone.locator("html")).to_have_js_property("scrollWidth", 390)
    context.close()


def test_bulletins_that_a_search_finds_are_taken_whole(page):
    _, data = download(page, "bulletins?q=1014", "csv", "en")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert {row["Bulletin date"] for row in rows} == {"2018-12-30"}
    assert any(row["Number"] == "1014" for row in rows)
    assert {row["Kind of record"] for row in rows} >= {"casualty", "control"}
