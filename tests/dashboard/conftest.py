"""The dashboard as a reader meets it: a real server, and a real browser in front of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest
from live import BROWSER_FLAGS, NO_BROWSER, find_browser, running_dashboard
from playwright.sync_api import Browser, Page, expect, sync_playwright

PATIENCE = 90_000  # milliseconds: a busy machine is slow, not wrong
expect.set_options(timeout=PATIENCE)


@pytest.fixture(autouse=True)
def main_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put back what `AppTest` puts a page in place of: the main program, which every process that a later test starts begins with."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. Without one the test is skipped, or fails where it must not be."""
    path = find_browser()
    if path is None:
        if os.environ.get("RASD_REQUIRE_BROWSER") == "1":
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard started for these tests."""
    with running_dashboard(tmp_path_factory.mktemp("dashboard")) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh page; the test fails if the dashboard asked anything of another machine or threw an error in the browser."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="en-GB", base_url=address)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    elsewhere: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: None if _is_local(request.url, address) else elsewhere.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert elsewhere == []
    assert errors == []


def _is_local(url: str, address: str) -> bool:
    return url.startswith((address, "data:", "blob:"))
