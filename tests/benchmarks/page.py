"""From the click on “Analyse” to the drawn breakdown, in a real browser.

    uv run python -m tests.benchmarks.page
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from tests.benchmarks.texts import bulletin
from tests.dashboard.live import BROWSER_FLAGS, NO_BROWSER, find_browser, running_dashboard

RUNS = 7

# Drawn: the bulletin's box holds the pasted text, the server has finished its run, and a frame with it was shown.
UNTIL_DRAWN = """
([box, button, text]) => new Promise((done) => {
  let start;
  button.addEventListener("click", () => { start = performance.now(); }, { once: true, capture: true });
  const look = () => {
    const idle = document.querySelector("[data-testid=stApp]").dataset.testScriptState === "notRunning";
    if (start !== undefined && idle && box.textContent === text) {
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    } else {
      requestAnimationFrame(look);
    }
  };
  look();
  button.click();
})
"""


def click_to_drawn(page: Page, text: str) -> float:
    """Seconds from the click to the drawn breakdown of ``text``, on a page that shows another bulletin."""
    page.goto("?lang=en")
    page.locator(".bar").first.wait_for()
    page.locator("[data-test-script-state=notRunning]").wait_for()
    page.get_by_label("Paste an Arabic bulletin").fill(text)
    box, button = page.locator(".bulletin"), page.get_by_role("button", name="Analyse")
    elapsed = page.evaluate(UNTIL_DRAWN, [box.element_handle(), button.element_handle(), text])
    page.locator(".bar .fill").first.wait_for()
    return elapsed / 1000


def main() -> None:
    """Measure and print the median and the slowest of the runs."""
    executable = find_browser()
    if executable is None:
        sys.exit(NO_BROWSER)
    text, name = bulletin()
    with TemporaryDirectory() as folder, running_dashboard(Path(folder)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=BROWSER_FLAGS)
        page = browser.new_page(base_url=address, viewport={"width": 1440, "height": 1000})
        # Each text ends in another number of line ends: none is in the server's cache.
        times = [click_to_drawn(page, text + "\n" * run) for run in range(RUNS + 1)]
        browser.close()
    first, others = times[0], times[1:]
    print(f"{name}, {len(text):,} characters: click to drawn breakdown, {RUNS} runs")
    print(f"median {median(others):.2f} s, slowest {max(others):.2f} s; the very first {first:.2f} s")


if __name__ == "__main__":
    main()
