"""The pages of an empty archive: what to do, and the samples to look round with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from live import running_dashboard
from playwright.sync_api import expect


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard whose archive is empty."""
    with running_dashboard(tmp_path_factory.mktemp("empty")) as address:
        yield address


def test_the_eight_samples_are_loaded_into_an_empty_archive_and_audited(page):
    page.goto("cumulative?lang=en")
    expect(page.locator(".st-key-empty_archive")).to_contain_text("rasd import FOLDER")
    page.get_by_role("button", name="Load the 8 sample bulletins").click()
    expect(page.locator(".st-key-ledger_series")).to_contain_text("1,073 ISIS fighters killed since 10 September 2018")
    expect(page.get_by_text("8 bulletins", exact=True)).to_be_visible()
    page.get_by_role("tab", name="Audit").click()
    expect(page.get_by_text("No contradiction was found")).to_be_visible()
