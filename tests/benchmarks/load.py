"""Twenty readers at once browsing an archive of 10,000 bulletins on one server, for three minutes.

    uv run python -m tests.benchmarks.load            # or other numbers: --readers 5 --browsers 5 --seconds 60 --bulletins 1000

Each reader opens one page after the other by its address, with filters, searches and days of its own choice, and reads for 5 to
25 seconds in between. Some are contexts of Chromium, where a time is that from asking for the page to its last part drawn and
the server at rest. Twenty of those take more than two processors for their drawing alone, so that the figures would be
theirs: the other readers speak Streamlit's protocol over a websocket, as its browser code does, and draw nothing; there a
time is that from opening the connection to the server's word that the page is whole.
What counts as an error: an answer of 400 or more, an error in the browser, a sentence of fault on the page, a run that fails, or 60 seconds.
It ends by itself and asks nothing of another machine.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import time
from collections import defaultdict
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import urlsplit

from playwright.async_api import Browser, Error, Page, async_playwright
from sqlalchemy import func, select
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from dashboard.archive.database import open_archive
from dashboard.archive.schema import bulletin_place
from tests.archive.generator import fill
from tests.dashboard.live import BROWSER_FLAGS, NO_BROWSER, find_browser, running_dashboard

READS = (5.0, 25.0)
"""Seconds that a reader looks at a page."""

PATIENCE_SECONDS = 60
FAULTS = "[data-testid=stException], [data-testid=stAlert] [data-testid=stAlertContentError], [role=dialog]:has-text('Connection error')"
FILTERS = ("", "&party=sdf", "&party=government&from=2016-01-01", "&cause=clash", "&from=2015-01-01&to=2017-12-31", "&place=SY07", "&source=SOHR")
WORDS = ("قصف", "مدنيا", "المرصد السوري", "ريف", "Idlib", "نزح")


class Stop(NamedTuple):
    """One page that readers open: its address, in which ``{n}`` and so on stand for a choice, and what is drawn last on it."""

    path: str
    shows: str


STOPS: dict[str, Stop] = {
    "breakdown": Stop("?report={n}&tab={tab}", "[role=tabpanel]:visible *"),
    "running totals": Stop("cumulative?view=ledger{filters}", ".st-key-ledger_series, [data-testid=stMain] [data-testid=stAlert]"),
    "audit": Stop("cumulative?view=audit{filters}", ".st-key-audit_findings, [data-testid=stMain] [data-testid=stAlert]"),
    "incidents": Stop("cumulative?view=incidents{filters}", ".st-key-incident_choices, [data-testid=stMain] [data-testid=stAlert]"),
    "flows": Stop("cumulative?view=flows{filters}", ".st-key-route_names, [data-testid=stMain] [data-testid=stAlert]"),
    "control": Stop("control?view=places&day={day}", ".st-key-as_of, [data-testid=stMain] [data-testid=stAlert]"),
    "timeline": Stop("control?view=timeline&day={day}", ".st-key-as_of, [data-testid=stMain] [data-testid=stAlert]"),
    "village": Stop("control?village={village}", ".rasd-meta"),
    "bulletins": Stop("bulletins?view=list{filters}", "[class*=st-key-kept_head_] a, [data-testid=stAlert]"),
    "search": Stop("bulletins?view=list&q={words}", "[class*=st-key-kept_head_] a, [data-testid=stAlert]"),
}


class Seen(NamedTuple):
    """What a run of the readers gave: seconds by page, and sentences on what went wrong."""

    seconds: dict[str, list[float]]
    errors: list[str]


async def _open(page: Page, address: str, stop: Stop) -> float:
    start = time.perf_counter()
    await page.goto(address, wait_until="commit")
    await page.locator(stop.shows).first.wait_for(state="attached")
    await page.locator("[data-test-script-state=notRunning]").wait_for()
    return time.perf_counter() - start


def _choose(rng: random.Random, many: int, villages: list[str]) -> tuple[str, str]:
    """A page, and its address with what the reader chose."""
    name = rng.choice(list(STOPS))
    choice = {
        "n": rng.randrange(1, many + 1), "tab": rng.choice(("casualties", "flows", "control", "records")), "filters": rng.choice(FILTERS),
        "day": f"{rng.randrange(2014, 2024)}-{rng.randrange(1, 13):02}-15", "village": rng.choice(villages), "words": rng.choice(WORDS),
    }  # fmt: skip
    return name, f"{STOPS[name].path.format(**choice)}&lang={rng.choice(('ar', 'en'))}"


async def _speak(base: str, address: str) -> tuple[float, list[str]]:
    """Open a page as Streamlit's browser code does, without drawing it: seconds until it is whole, and what is wrong with it."""
    path, _, query = address.partition("?")
    asked, wrong = BackMsg(), []
    asked.rerun_script.query_string, asked.rerun_script.page_name = query, path
    start = time.perf_counter()
    url = f"ws://{urlsplit(base).netloc}/_stcore/stream"
    async with asyncio.timeout(PATIENCE_SECONDS), connect(url, subprotocols=["streamlit"], origin=base.rstrip("/"), max_size=None) as socket:
        await socket.send(asked.SerializeToString())
        async for data in socket:
            message = ForwardMsg.FromString(data)
            element = message.delta.new_element
            if element.WhichOneof("type") == "exception" or (element.WhichOneof("type") == "alert" and element.alert.format == Alert.ERROR):
                wrong.append(str(element)[:300])
            if message.WhichOneof("type") == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    break
                if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    wrong.append(ForwardMsg.ScriptFinishedStatus.Name(message.script_finished))
                    break
    return time.perf_counter() - start, wrong


async def _ask(base: str, number: int, until: float, many: int, villages: list[str], seen: Seen) -> None:
    """One reader without a browser, until the time is up."""
    rng = random.Random(number)
    await asyncio.sleep(rng.uniform(0, 15))
    while time.monotonic() < until:
        name, address = _choose(rng, many, villages)
        try:
            seconds, wrong = await _speak(base, address)
            seen.seconds[name].append(seconds)
            seen.errors.extend(f"{address}: {one}" for one in wrong)
        except (TimeoutError, OSError, WebSocketException) as error:
            seen.errors.append(f"{address}: {type(error).__name__} {error}")
        await asyncio.sleep(rng.uniform(*READS))


async def _read(browser: Browser, base: str, number: int, until: float, many: int, villages: list[str], seen: Seen) -> None:
    """One reader with a browser, until the time is up."""
    rng = random.Random(number)
    context = await browser.new_context(base_url=base, viewport={"width": 1440, "height": 1000}, locale="en-GB")
    page = await context.new_page()
    page.set_default_timeout(PATIENCE_SECONDS * 1000)
    page.on("pageerror", lambda error: seen.errors.append(f"in the browser: {error}"))
    # On a page below the first Streamlit looks for its server at two addresses, of which one is not there.
    page.on("response", lambda answer: answer.status >= 400 and "/_stcore/h" not in answer.url and seen.errors.append(f"{answer.status} {answer.url}"))
    page.on("request", lambda request: urlsplit(request.url).hostname in ("127.0.0.1", None, "") or seen.errors.append(f"asked {request.url}"))
    await asyncio.sleep(rng.uniform(0, 15))  # they do not all come at once
    while time.monotonic() < until:
        name, address = _choose(rng, many, villages)
        try:
            seen.seconds[name].append(await _open(page, address, STOPS[name]))
            if faults := await page.locator(FAULTS).all_inner_texts():
                seen.errors.append(f"{address}: {faults}")
        except Error as error:
            seen.errors.append(f"{address}: {error.message.splitlines()[0]}")
        await asyncio.sleep(rng.uniform(*READS))
    await context.close()


async def _readers(base: str, readers: int, browsers: int, seconds: float, many: int, villages: list[str], executable: str, server: int) -> tuple[Seen, Seen]:
    """What those with a browser saw, and those without."""
    drawn, asked = Seen(defaultdict(list), []), Seen(defaultdict(list), [])
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=BROWSER_FLAGS)
        until = time.monotonic() + seconds
        await asyncio.gather(
            _watch(server, seconds),
            *(_read(browser, base, n, until, many, villages, drawn) for n in range(browsers)),
            *(_ask(base, n, until, many, villages, asked) for n in range(browsers, readers)),
        )
        await browser.close()
    return drawn, asked


async def _watch(server: int, seconds: float) -> None:
    """Print once a minute what the server holds in memory."""
    for minute in range(1, int(seconds // 60) + 1):
        await asyncio.sleep(60)
        print(f"after {minute:2} minutes: {_megabytes(server):.0f} MB", flush=True)


def _server() -> int:
    """The process of the server that was started here (Linux)."""
    return int(Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()[0])


def _megabytes(process: int) -> float:
    """What a process holds in memory (Linux)."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _processor_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _report(seen: Seen) -> None:
    if not any(seen.seconds.values()) and not seen.errors:
        return
    everything = sorted(second for seconds in seen.seconds.values() for second in seconds)
    for name, seconds in [*sorted(seen.seconds.items()), ("all", everything)]:
        if not seconds:
            continue
        high = sorted(seconds)[-(-95 * len(seconds) // 100) - 1]
        print(f"{name:15} {len(seconds):4} pages   median {median(seconds):6.2f} s   95th percentile {high:6.2f} s   slowest {max(seconds):6.2f} s")
    print(f"{len(seen.errors)} errors")
    for error in seen.errors[:20]:
        print(f"  {error[:300]}")


def main() -> None:
    """Fill an archive, let the readers read, and print what they saw."""
    parser = argparse.ArgumentParser()
    for name, default in (("readers", 20), ("browsers", 2), ("seconds", 180), ("bulletins", 10_000)):
        parser.add_argument(f"--{name}", type=int, default=default)
    asked = parser.parse_args()
    executable = find_browser()
    if executable is None:
        sys.exit(NO_BROWSER)
    with TemporaryDirectory() as name:
        folder = Path(name)
        archive = open_archive(f"sqlite:///{folder / 'archive.sqlite'}")
        fill(archive, asked.bulletins)
        named = bulletin_place.c.place_key
        with archive.read() as connection:
            villages = list(connection.scalars(select(named).group_by(named).order_by(func.count().desc()).limit(200)))
        archive.close()
        with running_dashboard(folder) as base:
            server = _server()
            before = _megabytes(server)
            print(f"{asked.readers} readers, {asked.browsers} of them with a browser, {asked.seconds} s, {asked.bulletins:,} bulletins; load of the machine before {os.getloadavg()[0]:.1f}", flush=True)
            drawn, spoken = asyncio.run(_readers(base, asked.readers, asked.browsers, asked.seconds, asked.bulletins, villages, executable, server))
            print(f"load after {os.getloadavg()[0]:.1f}; the server: {before:.0f} MB at first, {_megabytes(server):.0f} MB at the end, {_processor_seconds(server):.0f} s of processor time")
        print("With a browser:")
        _report(drawn)
        print("Over the websocket alone:")
        _report(spoken)
        sys.exit(bool(drawn.errors or spoken.errors))


if __name__ == "__main__":
    main()
