"""Uploads that take long show how far they are and can be cancelled; what is too large is said in the page's language."""

from __future__ import annotations

import json
import re
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from every_page import settled
from live import running_dashboard
from playwright.sync_api import expect

from dashboard.archive.database import open_archive
from dashboard.long_work import in_thread, work_beside
from dashboard.readers import settings
from dashboard.samples import load_sample
from dashboard.wording import wording

sys.path.append(str(Path(__file__).parents[1] / "files_in"))
import made_files as made  # noqa: E402

MANY = 3000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("long_work")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with running_dashboard(folder) as address:
        yield address


def _file(name: str, data: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", ["", "bulletins"])
def test_a_file_that_is_too_large_is_refused_in_the_language_of_the_page(page, path, language, tmp_path):
    large = tmp_path / "large.txt"
    large.write_bytes(b"x" * 27_000_000)
    page.goto(f"{path}?lang={language}")
    page.locator("input[type=file]").set_input_files(large)
    reason = page.locator("[data-testid=stFileChip] [role=alert]")
    expect(reason).to_have_text(wording(language)("work", "too_large", megabytes=settings.MAX_FILE_BYTES // 1_000_000))
    expect(reason).to_be_in_viewport()
    assert reason.bounding_box()["width"] > 100


def test_a_kind_of_file_that_is_not_read_gets_a_sentence_in_the_language_of_the_page(page):
    page.goto("?lang=ar")
    page.locator("input[type=file]").set_input_files(_file("صورة.png", b"\x89PNG\r\n\x1a\n"))
    expect(page.get_by_role("alert")).to_contain_text("صورة")


def test_opening_a_large_zip_is_cancelled_and_nothing_of_it_is_taken(page):
    page.goto("?lang=en&sample=2018-12-28_hajin_pocket")
    settled(page)
    before = load_sample("2018-12-28_hajin_pocket")
    expect(page.locator(".bulletin")).to_have_js_property("textContent", before)
    page.get_by_text("Read a bulletin: paste it").click()
    page.locator("input[type=file]").set_input_files(_file("many.zip", made.zipped({f"{n}.docx": made.word() for n in range(400)})))
    page.locator(".st-key-cancel_upload button").click()
    expect(page.get_by_text("Opening the file was cancelled")).to_be_visible()
    expect(page.locator(".st-key-work_upload")).to_have_count(0)
    expect(page.locator(".bulletin")).to_have_js_property("textContent", before)


def test_an_import_is_cancelled_keeps_what_it_has_and_goes_on_later(page, folder):
    page.goto("bulletins?lang=en")
    lines = "".join(json.dumps({"text": f"قُتل {n + 3} مدنيين في بلدة سرمين يوم 5 آذار 2020. {n}"}, ensure_ascii=False) + "\n" for n in range(MANY))
    page.locator("input[type=file]").set_input_files(_file("many.jsonl", lines.encode()))
    page.get_by_role("button", name=re.compile(r"^Import \d")).click()
    expect(page.locator(".st-key-work_import")).to_contain_text(re.compile(r"many.*: [1-9][\d,]* bulletins so far"))
    page.wait_for_timeout(2500)  # the first of them are written
    page.locator(".st-key-cancel_import button").click()
    expect(page.get_by_text("The import was cancelled")).to_be_visible()
    told = page.get_by_text(re.compile(r"[\d,]+ accepted")).inner_text()
    kept = int(re.search(r"([\d,]+) accepted", told)[1].replace(",", ""))
    archive = open_archive(f"sqlite:///{folder / 'archive.sqlite'}")
    with archive.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM bulletin").scalar() == kept
    archive.close()
    assert 0 < kept < MANY


def test_writing_a_large_file_is_cancelled_and_begun_again_only_when_asked(page):
    page.goto("?lang=en")
    page.locator("input[type=file]").set_input_files(_file("long.txt", "\n".join(f"قُتل {n + 3} مدنيين في بلدة سرمين." for n in range(1200)).encode()))
    expect(page.get_by_text("long.txt").first).to_be_visible()
    settled(page)
    page.locator(".st-key-downloads button").first.click()
    expect(page.get_by_role("button", name="Download JSON (codebook)")).to_be_visible()
    page.get_by_role("combobox", name="Format").click()
    page.get_by_role("option", name="Brief (Word)").click()
    page.locator(".st-key-cancel_export button").click()
    expect(page.get_by_text("Writing the file was cancelled")).to_be_visible()
    expect(page.locator(".st-key-work_export")).to_have_count(0)
    page.locator(".st-key-download_again button").click()
    expect(page.locator(".st-key-work_export")).to_be_visible()
    expect(page.get_by_role("button", name="Download Brief (Word)")).to_be_visible(timeout=120_000)


def test_what_is_cancelled_is_ended():
    at_work: list[threading.Thread] = []

    def work() -> None:
        while True:
            at_work[:] = [threading.current_thread()]

    with pytest.raises(KeyboardInterrupt), in_thread(work) as future:
        while not at_work:
            time.sleep(0.01)
        raise KeyboardInterrupt  # no error, as what ends a run of Streamlit is none
    at_work[0].join(timeout=20)
    assert not at_work[0].is_alive()
    assert future.cancelled()


def test_what_the_work_gives_or_raises_is_given_or_raised():
    place = st.empty()
    assert work_beside(lambda: 7, "quick", place, "…", wording("en")) == 7
    with pytest.raises(ZeroDivisionError):
        work_beside(lambda: 1 / 0, "quick", place, "…", wording("en"))
