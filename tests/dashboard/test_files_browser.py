"""Files in and out in a real browser: PDFs that it prints, uploads of every kind, and the download panel."""

from __future__ import annotations

import io
import json
import re
import sys
from html import escape
from itertools import cycle
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from dashboard.exports.formats import FORMATS
from dashboard.readers.dispatch import documents
from dashboard.wording import wording

sys.path.append(str(Path(__file__).parents[1] / "files_in"))
import made_files as made  # noqa: E402

SAMPLES = Path(__file__).parents[2] / "sample_reports"
NAMES = sorted(file.stem for file in SAMPLES.glob("*.txt"))
LAYOUTS = ("", "column-count: 2", "font-size: 22px; text-align: justify", "text-align: center; width: 60%")
MIXED = "قُتل (12) عنصراً من «قسد» يوم 2019-01-05 وبين 25-30 آخرين، وأُصيب ٣٥٠ من SDF في كم² واحد 100% شَدَّة.\nالمصدر: SOHR 2/1/2019"


@pytest.fixture(scope="module")
def printed(browser):
    """Prints a text as a PDF, a paragraph a line of it."""
    page = browser.new_page()

    def print_pdf(text: str, style: str = "") -> bytes:
        paragraphs = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())
        page.set_content(f"<html lang=ar dir=rtl><body style=\"font: 14px 'Noto Sans Arabic', sans-serif; {style}\">{paragraphs}</body></html>")
        return page.pdf()

    yield print_pdf
    page.close()


# Each sample in one of the layouts: a print takes seconds.
@pytest.mark.parametrize(("name", "style"), list(zip(NAMES, cycle(LAYOUTS), strict=False)))
def test_words_of_a_printed_bulletin_are_in_their_order(printed, name, style):
    text = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    (document,) = documents(printed(text, style), "a.pdf")
    assert document.text.split() == text.split()


def test_numbers_marks_and_brackets_of_a_printed_bulletin(printed):
    (document,) = documents(printed(MIXED), "a.pdf")
    assert document.text == MIXED


def upload(page, name: str, data: bytes, language: str = "en") -> None:
    page.goto(f"/?lang={language}")
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": data})


def test_a_printed_pdf_is_uploaded_and_read(page, printed):
    text = (SAMPLES / f"{NAMES[-1]}.txt").read_text(encoding="utf-8")
    upload(page, "نشرة.pdf", printed(text))
    expect(page.get_by_text("File نشرة.pdf")).to_be_visible()
    expect(page.locator(".bulletin")).to_contain_text(text.split("\n")[0])
    assert page.locator(".bulletin").text_content().split() == text.split()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_of_a_zip_the_good_is_shown_and_the_bad_is_named(page, language):
    members = {"1.docx": made.word(), "2.docx": made.word()[:-400], "3.eml": made.message("قُتل 5 مدنيين في قصف على هجين.", subject="x"), "![](h).png": b"\x89PNG\r\n\x1a\n"}
    upload(page, "batch.zip", made.zipped(members), language)
    alerts = page.get_by_role("alert")
    expect(alerts).to_have_count(2)
    expect(alerts.nth(0)).to_contain_text("batch.zip/![](h).png")
    expect(alerts.nth(1)).to_contain_text("batch.zip/2.docx")
    expect(page.locator(".bulletin")).to_contain_text(made.BULLETIN)
    page.wait_for_timeout(3000)  # a list that is open closes when the page is drawn anew
    page.get_by_role("combobox", name=wording(language)("ui", "choose_document", n=2)).click()
    page.get_by_role("option", name="3.eml").click()
    expect(page.locator(".bulletin")).to_contain_text("هجين")
    expect(page).to_have_url(re.compile("date=2019-01-06"))
    expect(alerts).to_have_count(2)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_format_is_offered_with_what_it_cannot_hold(page, language):
    words = wording(language)
    page.goto(f"/?lang={language}&sample={NAMES[-1]}")
    page.get_by_role("button", name=words("export", "download"), exact=True).click()
    for code, format in FORMATS.items():
        label = words("export_format", code)
        if code != next(iter(FORMATS)):
            page.get_by_role("combobox", name=words("export", "format")).click()
            page.get_by_role("option", name=label, exact=True).click()
        button = page.get_by_role("button", name=words("export", "get", format=label), exact=True)
        expect(button).to_be_visible()
        lossless = code in ("json", "jsonl", "parquet")
        expect(page.get_by_text(words("export", "nothing_lost" if lossless else "losses"))).to_be_visible()
        with page.expect_download() as download:
            button.click()
        assert download.value.suggested_filename.endswith(format.ending)
        data = download.value.path().read_bytes()
        if code == "json":
            assert {"report", "casualties", "flows", "control", "events", "mentions"} == json.loads(data).keys()
        if code == "xlsx":
            assert openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].sheet_view.rightToLeft is (True if language == "ar" else None)
        if code == "csv":
            assert data.decode("utf-8-sig").startswith(words("export_column", "bulletin"))
    expect(page.get_by_test_id("stPopoverBody")).to_have_css("direction", "rtl" if language == "ar" else "ltr")
