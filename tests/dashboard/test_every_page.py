"""Every page, gone through once: axe finds nothing serious for those who use a keyboard, a screen reader or a dim screen, and
nothing is asked of another machine. A bulletin is read by keys alone.

The script of axe comes with a Python package; nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from every_page import POPOVERS, VIEWS, fill, open_popover, settled, show
from live import running_dashboard
from playwright.sync_api import Browser, Page, expect

GRAVE = ("serious", "critical")
STREAMLITS_OWN: dict[str, str] = {}
"""Rules that Streamlit's own parts break and nothing here can mend: the rule, and the selector that it may break it at."""

# Axe takes letters that join, as Arabic ones do, for the pictures of an icon font, and does not look at their contrast.
UNJOIN = """() => {
  const unjoin = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.shadowRoot) unjoin(node.shadowRoot);
      if (node.nodeType === Node.TEXT_NODE) node.data = node.data.replace(/\\p{Script=Arabic}/gu, "x");
    }
  };
  unjoin(document.body);
}"""
RUN = "options => axe.run(document, { resultTypes: ['violations'], ...options })"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard whose archive has something to show on every page."""
    folder = tmp_path_factory.mktemp("every_page")
    fill(folder)
    with running_dashboard(folder) as address:
        yield address


class Examined(NamedTuple):
    """A page with axe in it, and the machines that it asked anything of; by websocket, too."""

    page: Page
    hosts: set[str]


@pytest.fixture(scope="module")
def examined(browser: Browser, address: str) -> Iterator[Examined]:
    """The same page for all views."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="en-GB", base_url=address)
    context.add_init_script(AXE_SCRIPT)
    page, hosts = context.new_page(), set()

    def note(url: str) -> None:
        if not url.startswith(("data:", "blob:", "about:")):
            hosts.add(urlsplit(url).hostname or url)

    page.on("request", lambda request: note(request.url))
    page.on("websocket", lambda socket: note(socket.url))
    yield Examined(page, hosts)
    context.close()


def _violations(page: Page, **options: object) -> list[str]:
    """What breaks a rule gravely, each with the rule, the element and what is wrong with it."""
    found = []
    for rule in page.evaluate(RUN, options)["violations"]:
        for node in rule["nodes"] if rule["impact"] in GRAVE else ():
            if rule["id"] not in STREAMLITS_OWN or STREAMLITS_OWN[rule["id"]] not in str(node["target"]):
                found.append(f"{rule['id']}: {node['html'][:200]}: {node['failureSummary'][:300]}")
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", [*VIEWS, *POPOVERS])
def test_every_page_is_for_all_and_asks_no_other_machine(examined, name, language):
    page, hosts = examined
    page.emulate_media(color_scheme="light")
    show(page, POPOVERS.get(name, name), language)
    if name in POPOVERS:
        open_popover(page, name)
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert _violations(page, rules={"color-contrast": {"enabled": False}}) == []
    for scheme in ("light", "dark") if language == "en" else ():  # colours are the same in both languages
        page.emulate_media(color_scheme=scheme)
        expect(page.locator(".stApp")).to_have_css("color-scheme", scheme)
        settled(page)
        page.evaluate(UNJOIN)
        assert _violations(page, runOnly=["color-contrast"]) == [], scheme
    page.wait_for_load_state("networkidle")
    assert hosts == {"127.0.0.1"}


def test_a_request_to_another_machine_would_be_seen(examined):
    page, hosts = examined
    show(page, "accuracy")
    page.evaluate("fetch('http://elsewhere.invalid/').catch(() => null)")
    assert "elsewhere.invalid" in hosts
    hosts.discard("elsewhere.invalid")


def test_axe_finds_what_is_wrong(examined):
    """Else no finding would mean that it does not look: faint letters of either script, a button without a name."""
    page = examined.page
    show(page, "accuracy", "ar")
    page.evaluate(
        """() => document.querySelector('[data-testid=stMainBlockContainer]').insertAdjacentHTML('afterbegin',
        '<p style="color:#bbb;background:#fff">نص باهت طويل لا يكاد يُقرأ</p><button></button>')"""
    )
    page.evaluate(UNJOIN)
    assert {found.partition(":")[0] for found in _violations(page)} == {"color-contrast", "button-name"}


def test_a_bulletin_is_read_by_keys_alone(page):
    page.goto("?lang=en")
    expect(page.locator(".bulletin")).to_be_visible()
    settled(page)
    _tab_to(page, "document.activeElement.getAttribute('aria-label')?.startsWith('Paste')")
    page.keyboard.type("قُتل 6 مدنيين في مدينة إدلب اليوم 5 آذار 2020، وأصيب 17 شخصاً.")
    _tab_to(page, "document.activeElement.innerText?.includes('Analyse')")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Pasted text", exact=True)).to_be_visible()
    settled(page)
    # From the box of the text, which can be scrolled by keys, to the highlighted figure.
    _tab_to(page, f"{_FOCUSED}?.matches?.('mark.kind-count')")
    assert page.evaluate(f"getComputedStyle({_FOCUSED}).outlineStyle") == "solid", "where the focus is can be seen"
    expect(page.locator(".tip")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"record=C1"))
    expect(page.locator(".st-key-record_card .rasd-sentence")).to_contain_text("6 civilians killed")
    settled(page)
    assert page.evaluate(f"{_FOCUSED}?.dataset.id").startswith("M"), "the focus stays where it was"


_FOCUSED = "(document.activeElement.shadowRoot?.activeElement ?? document.activeElement)"


def _tab_to(page: Page, reached: str, most: int = 60) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(reached):
            return
    pytest.fail(f"not reached in {most} steps: {reached}")
