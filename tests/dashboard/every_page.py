"""Every page and tab of the dashboard by its address, and an archive that has something to show on each.

What must hold everywhere (labels and contrast, no request to another machine, nothing that a hostile text breaks) is tested
by going through this list.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page

from dashboard.archive import decisions, review
from dashboard.archive.database import open_archive
from dashboard.archive.loading import load
from dashboard.archive.saving import Reading, save_all
from dashboard.samples import load_sample, series_names
from extraction import extract

SAMPLE = "2019-01-05_hajin_pocket"
DAY = "2018-12-30"
# A day after the series, by another source: the SDF is said to hold what the series leaves to the Islamic State.
CLAIM = "الشبكة السورية لحقوق الإنسان – 6 كانون الثاني/يناير 2019: تسيطر قوات سوريا الديمقراطية على بلدة السوسة."


class View(NamedTuple):
    """A page as its address asks for it; ``shows`` is drawn last of what stands on it."""

    path: str
    shows: str


_GRID_OR_LIST = "[data-testid=stDataFrame], .records"
VIEWS: dict[str, View] = {
    "breakdown casualties": View(f"?sample={SAMPLE}&tab=casualties&record=C1", "[role=tabpanel] .bar"),
    "breakdown flows": View(f"?sample={SAMPLE}&tab=flows", "[role=tabpanel] .bar"),
    "breakdown control": View(f"?sample={SAMPLE}&tab=control", f"[role=tabpanel] :is({_GRID_OR_LIST})"),
    "breakdown unused": View(f"?sample={SAMPLE}&tab=unused", f"[role=tabpanel] :is({_GRID_OR_LIST})"),
    "breakdown records": View(f"?sample={SAMPLE}&tab=records", "[role=tabpanel] .record"),
    "breakdown review": View("?report=1&tab=review&record=C1", "[role=tabpanel] [data-testid=stDownloadButton]"),
    "cumulative ledger": View("cumulative?view=ledger", ".st-key-ledger_series .record"),
    "cumulative audit": View("cumulative?view=audit", ".st-key-words_finding .record"),
    "cumulative incidents": View("cumulative?view=incidents", ".st-key-incident_choices"),
    "cumulative flows": View("cumulative?view=flows", ".st-key-route_names"),
    "control places": View("control?view=places", ".rasd-summary"),
    "control timeline": View("control?view=timeline", "[role=tabpanel] .js-plotly-plot"),
    "control changes": View("control?view=changes&since=2018-12-01", "[role=tabpanel] .record"),
    "control village": View("control?village=sy09-hajin", "table.rasd-spells"),
    "bulletins list": View("bulletins?view=list", "[class*=st-key-kept_head_] a"),
    "bulletins found": View("bulletins?view=list&q=الشعفه", ".rasd-snippet mark"),
    "bulletins pairs": View("bulletins?view=pairs", ".rasd-passage mark"),
    "bulletins import": View("bulletins?view=import", "[role=tabpanel] input[type=file]"),
    "bulletins decisions": View("bulletins?view=decisions", ".rasd-entry"),
    "accuracy": View("accuracy", "[data-testid=stDataFrame]"),
}

POPOVERS = {"share": "breakdown records", "downloads": "breakdown records", "filter_dates": "cumulative incidents", "filter_party": "cumulative incidents", "view_download": "bulletins list"}
"""What opens over a page, by its key, and the view to open it on."""


def fill(folder: Path) -> None:
    """Make the archive of a dashboard started in ``folder``: the eight daily bulletins with a number that contradicts the others,
    a claim that contradicts them, one text under another headline, a corrected and a deleted one.
    """
    archive = open_archive(f"sqlite:///{folder / 'archive.sqlite'}")  # the one that `live.running_dashboard` names
    texts = {name: load_sample(name) for name in series_names()}
    planted = {name: text.replace("1014", "1001") if name.startswith(DAY) else text for name, text in texts.items()}
    title, rest = next(iter(texts.values())).split("\n", 1)
    with archive.write() as connection:
        kept = save_all(connection, [Reading(text, extract(text), name) for name, text in planted.items()])
        again = f"خبر قديم تحت عنوان جديد {len(title)}\n{rest}"
        others = save_all(connection, [Reading(again, extract(again), "again.txt"), Reading(CLAIM, extract(CLAIM), "claim.txt", "SNHR")])
        gone = save_all(connection, [Reading("قُتل 3 مدنيين في بلدة سرمين.", extract("قُتل 3 مدنيين في بلدة سرمين."), "gone.txt")])
        assert [one.new for one in (*kept, *others, *gone)] == [True] * 11
        keys = load(connection, kept[0].bulletin_id).keys
        review.correct(connection, keys["C1"], "count.value", 5, "Rima", "counted by name")
        decisions.delete(connection, gone[0].bulletin_id, "Rima")
    archive.close()


def show(page: Page, name: str, language: str = "en") -> None:
    """Open a view of `VIEWS` and wait until it is drawn."""
    view = VIEWS[name]
    page.goto(f"{view.path}{'&' if '?' in view.path else '?'}lang={language}")
    page.locator(view.shows).first.wait_for(state="attached")
    settled(page)


def settled(page: Page) -> None:
    """Wait until the server has nothing more to draw."""
    page.locator("[data-test-script-state=notRunning]").wait_for()


def open_popover(page: Page, key: str) -> None:
    """Open what stands behind the button of that key, and wait until it is drawn."""
    page.locator(f".st-key-{key} [data-testid=stPopover] button, .st-key-{key} button").first.click()
    page.get_by_test_id("stPopoverBody").wait_for()
    settled(page)
