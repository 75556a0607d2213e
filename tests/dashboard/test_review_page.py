"""Keeping a bulletin and reviewing it, in a real browser, on an archive of the tests' own."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from every_page import settled
from live import running_dashboard
from playwright.sync_api import Page, expect

from dashboard.archive import review
from dashboard.archive.database import open_archive
from dashboard.archive.loading import load

BULLETIN = """مقتل 4 مدنيين بقصف مدفعي على مدينة إدلب

المرصد السوري لحقوق الإنسان – 5 آذار/مارس 2020:: قُتل 4 مدنيين جراء قصف مدفعي لقوات النظام على مدينة إدلب اليوم، \
وأصيب 17 شخصاً بجراح. وسيطرت قوات النظام على بلدة النيرب بعد انسحاب الفصائل منها."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("review")


@pytest.fixture(scope="module")
def address(folder):
    with running_dashboard(folder) as address:
        yield address


@pytest.fixture
def kept(folder):
    """The archive of the running dashboard."""
    opened = open_archive(f"sqlite:///{folder / 'archive.sqlite'}")
    yield opened
    opened.close()


def _save(page: Page, text: str) -> int:
    page.goto("?lang=en")
    settled(page)
    page.get_by_label("Paste an Arabic bulletin").fill(text)
    page.get_by_role("button", name="Analyse").click()
    expect(page.get_by_text("Pasted text", exact=True)).to_be_visible()
    page.get_by_role("button", name="Save to the archive").click()
    page.wait_for_url(re.compile(r"report=\d+"))
    return int(re.search(r"report=(\d+)", page.url)[1])


def _report(kept, bulletin_id: int):
    with kept.read() as connection:
        return load(connection, bulletin_id)


def test_a_bulletin_is_kept_once_and_opened_by_its_link(page, kept):
    text = BULLETIN.replace("17", "18")
    number = _save(page, text)
    expect(page.get_by_text(f"Saved as bulletin {number}")).to_be_visible()
    assert _report(kept, number).text == text
    assert _save(page, text) == number
    expect(page.get_by_text("in the archive already")).to_be_visible()
    page.goto(f"?lang=en&report={number}&record=C1")
    expect(page.locator(".bulletin")).to_have_js_property("textContent", text)
    expect(page.locator(".st-key-record_card")).to_contain_text("C1")
    expect(page.locator(".bulletin [data-mark=exact]").first).to_be_visible()
    assert page.get_by_role("button", name="Save to the archive").count() == 0


def test_a_link_to_a_bulletin_that_is_not_there_says_so(page):
    page.goto("?lang=en&report=999999")
    expect(page.get_by_role("alert")).to_contain_text("no bulletin 999999")
    assert page.get_by_text("Traceback").count() == 0


def test_a_record_is_added_by_marking_words_and_the_change_is_undone(page, kept):
    number = _save(page, BULLETIN.replace("17", "19"))
    page.goto(f"?lang=en&report={number}&tab=review")
    expect(page.locator("[data-testid=stDataFrame]")).to_be_visible()
    page.get_by_label("Your name").fill("Rima")
    page.get_by_label("Your name").press("Enter")
    settled(page)
    before = len(_report(kept, number).report.casualties)
    page.locator(".bulletin mark", has_text=re.compile("^19")).first.evaluate(
        """element => {
            const range = document.createRange();
            range.selectNodeContents(element);
            const root = element.getRootNode();
            const marked = (root.getSelection ?? document.getSelection).call(root.getSelection ? root : document);
            marked.removeAllRanges();
            marked.addRange(range);
            element.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
        }"""
    )
    form = page.get_by_role("button", name="Add the record")
    expect(form).to_be_visible()
    settled(page)
    form.click()
    expect(page.get_by_text("The record was added.")).to_be_visible()
    added = _report(kept, number).report.casualties
    assert len(added) == before + 1
    text = _report(kept, number).text
    assert text[added[-1].start : added[-1].end].startswith("19")
    entry = page.locator(".rasd-entry").first
    expect(entry).to_contain_text("Rima")
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator(".rasd-entry.rasd-undone")).to_have_count(1)
    assert len(_report(kept, number).report.casualties) == before


def test_a_correction_shows_both_values_and_is_exported(page, kept):
    number = _save(page, BULLETIN.replace("17", "16"))
    key = _report(kept, number).keys["C1"]
    with kept.write() as connection:
        review.correct(connection, key, "count.value", 5, "Rima", "counted by name")
    page.goto(f"?lang=en&report={number}&tab=review")
    entry = page.locator(".rasd-entry").first
    for words in ("C1", "Count: 4 → 5", "Rima", "counted by name"):
        expect(entry).to_contain_text(words)
    with page.expect_download() as download:
        page.get_by_role("button", name="Corrections as gold files").click()
    packed = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert f"2020-03-05_{number:06d}.json" in packed.namelist()


def test_a_cell_is_corrected_in_the_table(page, kept):
    number = _save(page, BULLETIN.replace("17", "15"))
    page.goto(f"?lang=en&report={number}&tab=review")
    table = page.locator("[data-testid=stDataFrame]")
    expect(table).to_be_visible()
    column = 46 + 96 + 120 + 40  # in the column of counts, past id, decision and what
    table.dblclick(position={"x": column, "y": 52})
    editor = page.locator("#portal input")
    expect(editor).to_be_visible()
    editor.fill("7")
    editor.press("Enter")
    expect(page.locator(".rasd-entry")).to_contain_text("Count: ")
    assert _report(kept, number).report.casualties[0].count.value == 7
    assert _report(kept, number).states["C1"] == "corrected"
