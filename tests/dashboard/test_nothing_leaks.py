"""The log holds nothing of what was read."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from every_page import fill, settled
from live import running_dashboard
from playwright.sync_api import expect
from sqlalchemy.exc import DBAPIError

from dashboard.archive.database import open_archive
from dashboard.archive.schema import bulletin
from dashboard.faults import log_fault

SECRET = "سركلمة"  # in no lexicon and no sample
BULLETIN = f"قُتل 6 مدنيين في بلدة {SECRET} اليوم 5 آذار 2020، وأصيب 17 شخصاً."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("leaks")
    fill(folder)
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with running_dashboard(folder) as address:
        yield address


def test_the_log_of_a_dashboard_holds_no_word_of_a_bulletin(page, folder):
    page.goto("?lang=en")
    page.get_by_label("Paste an Arabic bulletin").fill(BULLETIN)
    page.get_by_role("button", name="Analyse").click()
    expect(page.locator(".bulletin")).to_contain_text(SECRET)
    page.get_by_role("button", name="Save to the archive").click()
    page.wait_for_url(re.compile(r"report=\d+"))
    page.goto(f"?lang=en&sample={SECRET}&date={SECRET}&record={SECRET}")
    expect(page.get_by_role("alert").first).to_be_visible()
    page.goto(f"bulletins?lang=en&q={SECRET}&source={SECRET}&from={SECRET}")
    expect(page.get_by_role("alert").first).to_be_visible()
    page.locator("body").press("Escape")
    page.goto("?lang=en")
    page.locator("input[type=file]").set_input_files({"name": f"{SECRET}.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 " + BULLETIN.encode()})
    expect(page.get_by_role("alert")).to_contain_text(SECRET)
    settled(page)
    log = (folder / "server.log").read_text(encoding="utf-8", errors="replace")
    assert "Uvicorn server started" in log
    assert SECRET not in log


def test_a_fault_is_logged_by_its_kind_and_its_place_alone(caplog):
    caplog.set_level(logging.INFO)
    try:
        int(BULLETIN)
    except ValueError as error:
        log_fault(logging.getLogger("rasd.test"), "panel not drawn", error)
    (line,) = caplog.messages
    assert "panel not drawn: ValueError at test_nothing_leaks.py:" in line
    assert SECRET not in caplog.text


def test_an_error_of_the_database_does_not_quote_what_was_to_be_kept(tmp_path):
    archive = open_archive(f"sqlite:///{tmp_path / 'archive.sqlite'}")
    with pytest.raises(DBAPIError) as failed, archive.write() as connection:
        connection.execute(bulletin.insert(), {"text": BULLETIN, "text_hash": None})
    archive.close()
    assert SECRET not in str(failed.value)
