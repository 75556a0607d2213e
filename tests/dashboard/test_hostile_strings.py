"""Two hundred hostile strings pasted, kept, shown on every page and written in every format: they stay letters everywhere.

Each stands as a bulletin's title, source, file name and place, as a reviewer's name and reason, in texts, in filters and in
every part of the address. A page is unharmed when nothing of them ran, nothing was asked of another machine, no element came
of them, and the page is as wide as its window with its controls in place.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from every_page import settled
from live import running_dashboard
from markdown_it import MarkdownIt
from playwright.sync_api import Browser, Page, expect

from dashboard.archive import decisions, review
from dashboard.archive.database import open_archive
from dashboard.archive.loading import load
from dashboard.archive.saving import Reading, save_all
from dashboard.panels.documents import DOCUMENTS
from dashboard.wording import wording
from extraction.records import Casualty, Control, Count, Event, Flow, FlowEnd, Period, Place, Report, ReportInfo

sys.path.append(str(Path(__file__).parents[1]))
from hostile_strings import ELSEWHERE, RAN, STRINGS, UNSTORABLE  # noqa: E402

DAY = dt.date(2020, 3, 5)
IN_ONE_TEXT = 31
PATIENCE_SECONDS = 5
IN_ADDRESS = 300
"""Characters of a string in the address: servers take no longer ones."""

SENTINEL = f"window.ran = []; window.{RAN} = (n) => window.ran.push(n); document.title = 'not touched';"
# What is wrong with a page. The marks are what Markdown, LaTeX and Streamlit's directives would have made of a string.
HARM = """([elsewhere, dashboard]) => {
  const everything = [];
  const walk = (root) => root.querySelectorAll("*").forEach((one) => { everything.push(one); if (one.shadowRoot) walk(one.shadowRoot); });
  walk(document);
  const loads = ["href", "src", "srcset", "action", "data", "poster", "formaction", "xlink:href"];
  const made = everything.filter((one) => [...one.attributes].some((attribute) =>
    attribute.name.startsWith("on") || (loads.includes(attribute.name) && /^javascript:/i.test(attribute.value.trim()))
    || (loads.includes(attribute.name) && attribute.value.startsWith("http") && attribute.value.split("?")[0].includes(elsewhere))));
  made.push(...document.querySelectorAll("iframe, object, embed, base, meta[http-equiv=refresh], plaintext, marquee"));
  const harm = window.ran.map((n) => `ran ${n}`).concat(made.map((one) => `element ${one.outerHTML.slice(0, 200)}`));
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) harm.push(`${wide} pixels wider than the window`);
  if (!dashboard) return harm;
  const main = document.querySelector("[data-testid=stMain]");
  const marks = "h3, h4, h5, h6, img, table, del, blockquote, pre, hr, .katex, [class*=stMarkdownColored], [class*=stMarkdownBadge], [role=img], a[href^=http]";
  main.querySelectorAll(`[data-testid=stMarkdownContainer] :is(${marks})`).forEach((one) => harm.push(`mark ${one.outerHTML.slice(0, 200)}`));
  document.querySelectorAll(".js-plotly-plot svg a").forEach((one) => harm.push(`link in a chart ${one.outerHTML.slice(0, 200)}`));
  if (main.scrollWidth > main.clientWidth) harm.push(`main is ${main.scrollWidth - main.clientWidth} pixels too wide`);
  const header = document.querySelector(".st-key-header").getBoundingClientRect();
  if (header.left < 0 || header.right > innerWidth) harm.push("the header is not in the window");
  const language = document.querySelector(".st-key-language").getBoundingClientRect();
  if (language.width < 50 || language.left < 0 || language.right > innerWidth) harm.push("the choice of language is not in the window");
  document.querySelectorAll("[data-testid=stException]").forEach(() => harm.push("a trace is shown"));
  document.querySelectorAll("[data-testid=stAlert]").forEach((one) => { if (/could not be (drawn|shown|read)/.test(one.innerText)) harm.push(one.innerText); });
  return harm;
}"""


def _groups(strings: Sequence[str], many: int) -> list[list[str]]:
    return [list(strings[at : at + many]) for at in range(0, len(strings), many)]


def _reading(number: int, strings: Sequence[str], shared: str = "") -> Reading:
    """A bulletin whose every free field is one of the strings, with a record of each kind for each of them."""
    text = f"{strings[0]}\n\n{shared}\n\nنشرة رقم {number}"
    report = Report(report=ReportInfo(id=f"{number:016}", title=strings[0], source=strings[0], date=DAY, date_basis="stated"))
    period = Period(start=DAY, end=DAY)
    for n, string in enumerate(strings, 1):
        text += "\n\nقُتل 3 مدنيين في قرية "
        start, end = len(text), len(text) + len(string)
        text += f"{string} جراء قصف."
        # Every second one has a position, so that it stands on the map, too.
        position = {"lat": 33 + (n * 7 % 40) / 10, "lon": 36 + (n * 11 % 60) / 10, "geo_precision": 1} if n % 2 else {}
        place = Place(name=string, start=start, end=end, **position)
        words = {"start": start, "end": end}
        count = Count(value=3, low=3, high=3, qualifier="exact", text=string, **words)
        report.casualties.append(Casualty(id=f"C{n}", count=count, outcome="killed", places=[place], period=period, why=[string], **words))
        report.flows.append(Flow(id=f"F{n}", count=count, kind="fled", origin=FlowEnd(places=[place]), destination=FlowEnd(places=[place]), period=period, **words))
        report.control.append(Control(id=f"K{n}", place=place, status="holds", controller="sdf", date=DAY, **words))
        report.events.append(Event(id=f"E{n}", type="shelling", places=[place], period=period, acled_sub_event_type="Shelling/artillery/missile attack", **words))
    report.report.chars = len(text)
    return Reading(text, report, strings[0], strings[0])


TOGETHER = _groups(STRINGS, IN_ONE_TEXT)
PASSAGES = [" ".join(f"{'كلمة فقرة جملة سطر'.split()[n % 4]}{pair}{n}" for n in range(25)) for pair in range(len(TOGETHER))]
READINGS = [_reading(1000 + n, strings, PASSAGES[n // 2]) for n, strings in enumerate(TOGETHER)]
"""The strings in few texts; of these every two share a passage."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the archive is: the strings in few texts, each in a text of its own, and each as a reviewer's name and reason."""
    folder = tmp_path_factory.mktemp("hostile")
    archive = open_archive(f"sqlite:///{folder / 'archive.sqlite'}")
    with archive.write() as connection:
        together = save_all(connection, READINGS)
        assert [one.bulletin_id for one in together] == [n + 1 for n in range(len(TOGETHER))]
        for saved, strings in zip(together, TOGETHER, strict=True):
            keys = load(connection, saved.bulletin_id).keys
            for n, string in enumerate(strings, 1):
                review.correct(connection, keys[f"C{n}"], "places", [string], string, string)
        alone = save_all(connection, [_reading(n, [string]) for n, string in enumerate(STRINGS)])
        for saved, string in zip(alone, STRINGS, strict=True):
            decisions.undo(connection, decisions.delete(connection, saved.bulletin_id, string, string), string)
    archive.close()
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with running_dashboard(folder) as address:
        yield address


class Watched:
    """A page that keeps what happened on it."""

    def __init__(self, page: Page, address: str):
        self.page, self.address, self.happened = page, address, []
        page.add_init_script(SENTINEL)
        page.on("dialog", lambda dialog: (self.happened.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: self.happened.append(f"error {error}"))
        page.on("request", lambda request: self._asked(request.url))

    def _asked(self, url: str) -> None:
        if not url.startswith(("data:", "blob:", "about:")) and urlsplit(url).hostname != "127.0.0.1":
            self.happened.append(f"request {url}")

    def open(self, path: str) -> None:
        """Open a page of the dashboard and see that it is unharmed."""
        self.page.goto(path)
        self.page.locator(".st-key-language").wait_for()
        self.unharmed(path)

    def unharmed(self, what: object, dashboard: bool = True) -> None:
        """See that the page as it is now is unharmed."""
        if dashboard:
            settled(self.page)
        until = time.monotonic() + PATIENCE_SECONDS
        while found := self.page.evaluate(HARM, [ELSEWHERE, dashboard]) + self.happened:  # a page that is being drawn is out of place for a moment
            assert time.monotonic() < until, f"{what}: {found}"
            self.page.wait_for_timeout(200)


@pytest.fixture(scope="module")
def watched(browser: Browser, address: str) -> Iterator[Watched]:
    """One page for all tests here."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="en-GB", base_url=address)
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield Watched(page, address)
    context.close()


def test_there_are_two_hundred_of_them():
    assert len(set(STRINGS)) == len(STRINGS) >= 200


def test_they_are_pasted_and_shown_as_they_are_and_kept(watched):
    page = watched.page
    watched.open("?lang=en")
    text = "\n".join(STRINGS)
    page.get_by_label("Paste an Arabic bulletin").fill(text)
    page.get_by_role("button", name="Analyse").click()
    expect(page.get_by_text("Pasted text", exact=True)).to_be_visible()
    given = re.sub("\r\n?", "\n", text)  # as every box of text in a browser does
    expect(page.locator(".bulletin")).to_have_js_property("textContent", given)
    watched.unharmed("pasted")
    page.get_by_role("button", name="Save to the archive").click()
    page.wait_for_url(re.compile(r"report=\d+"))
    expect(page.locator(".bulletin")).to_have_js_property("textContent", given)
    watched.unharmed("kept")


@pytest.mark.parametrize("text", UNSTORABLE)
def test_what_cannot_be_kept_is_refused_with_a_sentence(watched, text):
    page = watched.page
    watched.open("?lang=ar")
    page.get_by_role("textbox").first.fill(f"قُتل 3 مدنيين في إدلب {text}")
    page.get_by_role("button", name=wording("ar")("ui", "analyse")).click()
    expect(page.locator(".bulletin")).to_contain_text("إدلب")
    watched.unharmed(text)
    page.get_by_role("button", name=wording("ar")("kept", "save")).click()
    settled(page)
    watched.unharmed(text)


@pytest.mark.parametrize("tab", ["casualties", "flows", "control", "unused", "records", "review"])
def test_breakdown(watched, tab):
    for number, strings in enumerate(TOGETHER, 1):
        language = "ar" if number % 2 else "en"
        watched.open(f"?lang={language}&report={number}&tab={tab}&record={ {'flows': 'F', 'control': 'K', 'records': 'E'}.get(tab, 'C') }{number % len(strings) + 1}")
        expect(watched.page.locator(".bulletin")).to_contain_text(strings[-1].split("\n")[-1].split("\r")[-1].strip()[:50] or "قرية")


def test_lists_of_bulletins_and_their_search(watched):
    page = watched.page
    watched.open("bulletins?lang=en&view=list")
    pages = -(-(len(STRINGS) + len(TOGETHER)) // 20)
    for number in range(2, pages + 1):
        before = page.locator("[class*=st-key-kept_head_] a").first.get_attribute("href")
        page.get_by_role("spinbutton").fill(str(number))
        page.get_by_role("spinbutton").press("Enter")
        expect(page.locator("[class*=st-key-kept_head_] a").first).not_to_have_attribute("href", before)
        watched.unharmed(f"page {number}")
    for view in ("pairs", "import", "decisions"):
        watched.open(f"bulletins?lang={'ar' if view == 'pairs' else 'en'}&view={view}")
    for string in STRINGS[::16]:
        watched.open(f"bulletins?lang=ar&view=list&q={quote(string[:IN_ADDRESS])}")


@pytest.mark.parametrize("path", ["cumulative?view=ledger", "cumulative?view=audit", "cumulative?view=incidents", "cumulative?view=flows", "control?view=places", "control?view=timeline", "control?view=changes&since=2020-01-01"])
def test_pages_of_the_archive(watched, path):
    for language in ("en", "ar"):
        watched.open(f"{path}&lang={language}")


def test_villages_and_filters(watched):
    for at, string in enumerate(STRINGS[::16]):
        watched.open(f"control?lang={'ar' if at % 2 else 'en'}&village={quote('~' + string[:190])}&source={quote(string[:IN_ADDRESS])}&place={quote('~' + string[:IN_ADDRESS])}")
    page = watched.page
    for name in ("source", "place"):
        page.locator(f".st-key-filter_{name} button").first.click()
        page.get_by_test_id("stPopoverBody").get_by_role("combobox").click()
        expect(page.get_by_role("option").first).to_be_visible()
        watched.unharmed(name)
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")


PARTS = {
    "": ("tab", "record", "date", "sample", "lang", "report"),
    "cumulative": ("from", "to", "party", "place", "cause", "source", "state", "view", "mark", "series", "finding", "route", "unit", "lang"),
    "control": ("day", "since", "village", "view", "from", "party", "source", "lang"),
    "bulletins": ("q", "view", "place", "state", "lang"),
    "accuracy": ("lang", "sample"),
}


def test_every_part_of_the_address(watched):
    left = list(STRINGS)
    while left:
        for path, names in PARTS.items():
            if path == "accuracy" and len(left) < len(STRINGS) - 40:
                continue
            taken, left = left[: len(names)], left[len(names) :]
            query = "&".join(f"{name}={quote(string[:IN_ADDRESS].encode())}" for name, string in zip(names, taken, strict=False))
            watched.open(f"{path}?{query}")


@pytest.mark.parametrize("code", DOCUMENTS)
def test_documents_are_inert(watched, code):
    for number, reading in enumerate(READINGS):
        made = DOCUMENTS[code].make(reading.origin, reading.text, reading.report, wording("ar" if number % 2 else "en"))
        if DOCUMENTS[code].mime == "text/html":
            watched.page.set_content(made.decode())
            watched.page.wait_for_timeout(100)
            watched.unharmed(f"{code} {number}", dashboard=False)
        elif DOCUMENTS[code].mime == "text/markdown":
            found = {token.type for block in MarkdownIt("gfm-like", {"linkify": False}).parse(made.decode()) for token in [block, *(block.children or ())]}
            assert found.isdisjoint({"image", "link_open", "html_inline", "html_block", "code_inline", "fence", "table_open", "s_open"}), number
        else:
            assert made.startswith(b"PK")
