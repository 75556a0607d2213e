"""The bulletins page, in a real browser: import, search, delete, near-duplicates, each with its undoing."""

from __future__ import annotations

import json
import re

import pytest
from live import running_dashboard
from playwright.sync_api import Page, expect

from dashboard.samples import load_sample, sample_names

SERIES = [name for name in sample_names() if name.endswith("hajin_pocket")]
TEXT = load_sample(SERIES[0])
NEW_HEADLINE = "خبر قديم تحت عنوان جديد\n" + TEXT.split("\n", 1)[1]
ROWS = [{"text": load_sample(name)} for name in SERIES[1:]] + [{"text": TEXT}, {"nothing": 1}]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with running_dashboard(tmp_path_factory.mktemp("bulletins")) as address:
        yield address


def _file(name: str, text: str, kind: str = "text/plain") -> dict[str, object]:
    return {"name": name, "mimeType": kind, "buffer": text.encode()}


def _open(page: Page, query: str = "lang=en") -> None:
    page.goto(f"bulletins?{query}")
    expect(page.get_by_role("tab").first).to_be_visible()


def _import(page: Page, *files: dict[str, object]) -> None:
    page.locator("input[type=file]").set_input_files(list(files))
    page.get_by_role("button", name=re.compile(r"^Import \d")).click()


def test_an_empty_archive_offers_the_import_and_says_what_became_of_each_file(page):
    page.goto("bulletins?lang=en")
    expect(page.get_by_text("The archive is empty")).to_be_visible()
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS)
    _import(page, _file("one.txt", TEXT), _file("series.jsonl", lines), _file("empty.txt", ""))
    expect(page.get_by_text("8 accepted · 1 duplicate · 2 refused")).to_be_visible()
    _open(page)
    expect(page.get_by_text("8 bulletins, the latest first")).to_be_visible()


@pytest.mark.parametrize("words", ["الشعفه", "Shaafah"])
def test_a_bulletin_is_found_however_a_name_is_spelled_and_opened(page, words):
    _open(page)
    page.get_by_label("Search", exact=True).fill(words)
    page.get_by_label("Search", exact=True).press("Enter")
    page.wait_for_url(re.compile("q="))
    expect(page.locator(".rasd-snippet mark").first).to_have_text("الشعفة")
    page.locator("[class*=st-key-kept_head_] a").first.click()
    page.wait_for_url(re.compile(r"report=\d+"))
    expect(page.locator(".bulletin")).to_contain_text("الشعفة")


def test_a_search_without_a_find_says_so(page):
    _open(page, "lang=en&q=Reykjavik")
    expect(page.get_by_text("No bulletin within the filters holds")).to_be_visible()


def test_a_bulletin_is_deleted_and_brought_back(page):
    _open(page)
    many = page.get_by_text(re.compile(r"\d+ bulletins, the latest first"))
    before = many.inner_text()
    page.get_by_role("button", name="Delete").first.click()
    expect(page.get_by_text(re.compile(r"Bulletin \d+ was deleted"))).to_be_visible()
    expect(many).not_to_have_text(before)
    page.locator(".st-key-undo_last button").click()
    expect(page.get_by_text("Taken back.")).to_be_visible()
    expect(many).to_have_text(before)


def test_near_duplicates_show_what_they_share_and_are_merged_and_parted(page):
    _open(page, "lang=en&view=import")
    _import(page, _file("again.txt", NEW_HEADLINE))
    expect(page.get_by_text("1 accepted")).to_be_visible()
    _open(page, "lang=en&view=pairs")
    passages = page.locator(".rasd-passage")
    expect(passages).to_have_count(2)
    shared = [" ".join("".join(one.locator("mark").all_inner_texts()).split()) for one in passages.all()]
    assert shared[0] == shared[1] and len(shared[0]) > 300
    page.get_by_role("button", name=re.compile(r"^Keep \d+, merge")).first.click()
    expect(page.get_by_text(re.compile(r"was merged into"))).to_be_visible()
    expect(passages).to_have_count(0)
    page.locator(".st-key-undo_last button").click()
    expect(passages).to_have_count(2)
    page.get_by_role("button", name="Keep both").click()
    expect(page.get_by_text("No two bulletins of the archive wait")).to_be_visible()
    _open(page, "lang=en&view=decisions")
    expect(page.locator(".rasd-entry").first).to_contain_text("both kept")
    page.get_by_role("button", name="Undo").last.click()
    _open(page, "lang=en&view=pairs")
    expect(passages.first).to_be_visible()


def test_in_arabic_on_a_telephone(page):
    page.set_viewport_size({"width": 390, "height": 900})
    _open(page, "lang=ar&q=Hajin")
    expect(page.locator(".rasd-snippet mark").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
