"""How long the server takes for each page of the archive, cold and after a change of a filter, and with how much memory.

    uv run python -m tests.benchmarks.archive_pages 10k.sqlite 30k.sqlite 100k.sqlite

The archives are made before (`tests.benchmarks.archive fill`). A page is drawn whole by Streamlit's own test runner, without a
browser: the first time in a fresh process, then under other filters. Times are those of the processor, with PostgreSQL, which
works in processes of its own, those of the clock; the least of three processes each: what else the machine does only lengthens
them. The table is printed, and how the times grow is drawn into ``growth.svg`` in this folder.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import func, select
from streamlit.testing.v1 import AppTest

from dashboard.archive.database import open_archive
from dashboard.archive.schema import bulletin
from dashboard.views import bulletins, control, cumulative  # noqa: F401
from dashboard.warm_start import warm_up
from tests.benchmarks.archive import database_url

PAGES = {
    "running totals": ("cumulative", {"view": "ledger"}), "audit": ("cumulative", {"view": "audit"}),
    "incidents": ("cumulative", {"view": "incidents"}), "flows": ("cumulative", {"view": "flows"}),
    "who holds what": ("control", {"view": "places"}), "timeline": ("control", {"view": "timeline"}), "changes": ("control", {"view": "changes"}),
    "list of bulletins": ("bulletins", {"view": "list"}), "search for a word": ("bulletins", {"view": "list", "q": "الرقة"}),
}  # fmt: skip
CHANGES = (
    {"party": "sdf"}, {"from": "2015-01-01", "to": "2016-12-31"}, {"place": "SY07"}, {"cause": "clash"}, {"source": "SOHR"},
    {"party": "sdf", "cause": "clash"}, {"state": "machine"},
)  # fmt: skip
FILTERS = ("from", "to", "party", "place", "cause", "source", "state")
PROCESSES = 3
COLD, CHANGE = 1.5, 0.3
"""Seconds that a page may take at most."""


class Measured(NamedTuple):
    """Seconds of one page: cold, and after each change of a filter; and the process's largest memory in MB."""

    cold: float
    changes: list[float]
    memory: float


def _page(name: str) -> None:
    import streamlit as st

    from dashboard.views import bulletins, control, cumulative
    from dashboard.wording import wording

    page = {"bulletins": bulletins, "control": control, "cumulative": cumulative}[name]
    page.show_page(wording("en"), st.Page(lambda: None, title="Breakdown", url_path="breakdown", default=True))


def measure(name: str) -> Measured:
    """Measure one page in this process."""
    warm_up()  # as the server does, which has imported the page, too, before anyone asks for another
    clock = time.process_time if os.environ["RASD_DATABASE_URL"].startswith("sqlite") else time.perf_counter
    page, query = PAGES[name]
    app = AppTest.from_function(_page, default_timeout=300, args=(page,))

    def run(**filters: str) -> float:
        for key in FILTERS:
            app.query_params.pop(key, None)
        for key, value in {**query, **filters}.items():
            app.query_params[key] = value
        started = clock()
        app.run()
        taken = clock() - started
        assert not app.exception and not app.error, (app.exception, app.error)
        return taken

    return Measured(run(), [run(**change) for change in CHANGES], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measure_all(url: str) -> dict[str, Measured]:
    """Measure every page, each in processes of its own."""
    return {name: _least([_measured(url, name) for _ in range(PROCESSES)]) for name in PAGES}


def _measured(url: str, name: str) -> Measured:
    own = os.environ | {"RASD_DATABASE_URL": url}
    done = subprocess.run([sys.executable, "-m", "tests.benchmarks.archive_pages", "--page", name], env=own, check=True, capture_output=True, text=True)
    return Measured(*json.loads(done.stdout.splitlines()[-1]))


def _least(measured: list[Measured]) -> Measured:
    changes = [min(times) for times in zip(*(one.changes for one in measured), strict=True)]
    return Measured(min(one.cold for one in measured), changes, max(one.memory for one in measured))


def _size(url: str) -> int:
    with open_archive(url).read() as connection:
        return connection.scalar(select(func.count()).select_from(bulletin))


# --- the drawing ----------------------------------------------------------------------------------------------------

_COLOURS = ("#1b6ca8", "#c8553d", "#2a9d62", "#8d6cab", "#d39a2d", "#3d8b8b", "#a04668", "#6b7a8f", "#4a5d23")
_WIDTH, _HEIGHT, _LEFT, _TOP, _ACROSS, _DOWN = 760, 300, 46, 40, 240, 210


def drawing(by_size: dict[int, dict[str, Measured]]) -> str:
    """Two charts as SVG: seconds over the number of bulletins, cold and the slowest change of a filter, a line a page."""
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="11" fill="#333">',
             f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>']  # fmt: skip
    parts += _chart(_LEFT, "cold, s", COLD, {size: {name: one.cold for name, one in found.items()} for size, found in by_size.items()})
    parts += _chart(2 * _LEFT + _ACROSS, "slowest change of a filter, s", CHANGE, {size: {name: max(one.changes) for name, one in found.items()} for size, found in by_size.items()})
    for n, name in enumerate(PAGES):
        y = _TOP + 10 + 18 * n
        parts.append(f'<rect x="{_WIDTH - 136}" y="{y - 8}" width="10" height="10" fill="{_COLOURS[n]}"/><text x="{_WIDTH - 120}" y="{y + 1}">{name}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _chart(left: int, title: str, limit: float, seconds: dict[int, dict[str, float]]) -> list[str]:
    largest, top = max(seconds), max(limit, *(one for found in seconds.values() for one in found.values())) * 1.1

    def at(size: int, value: float) -> str:
        return f"{left + _ACROSS * size / largest:.1f},{_TOP + _DOWN * (1 - value / top):.1f}"

    across = at(0, limit).split(",")[1]
    parts = [f'<text x="{left}" y="{_TOP - 14}" font-weight="bold">{title}</text>',
             f'<path d="M{left},{_TOP} V{_TOP + _DOWN} H{left + _ACROSS}" fill="none" stroke="#888"/>',
             f'<path d="M{left},{across} H{left + _ACROSS}" stroke="#888" stroke-dasharray="4 3"/><text x="{left - 6}" y="{across}" text-anchor="end">{limit}</text>']  # fmt: skip
    parts += [f'<text x="{at(size, 0).split(",")[0]}" y="{_TOP + _DOWN + 16}" text-anchor="middle">{size:,}</text>' for size in seconds]
    for n, name in enumerate(PAGES):
        points = " ".join(at(size, found[name]) for size, found in sorted(seconds.items()))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{_COLOURS[n]}" stroke-width="2"/>')
    return parts


def main() -> None:
    """Measure the archives named, or with ``--page`` one page of the archive in the environment."""
    if sys.argv[1:2] == ["--page"]:
        print(json.dumps(measure(sys.argv[2])))
        return
    by_size: dict[int, dict[str, Measured]] = {}
    for file in sys.argv[1:]:
        url = database_url(file)
        size = _size(url)
        by_size[size] = measure_all(url)
        print(f"\n{size:,} bulletins; seconds\n\n| Page | Cold | Changes of a filter | Memory, MB |\n| --- | --- | --- | --- |")
        for name, one in by_size[size].items():
            print(f"| {name} | {one.cold:.2f} | {' '.join(f'{seconds:.2f}' for seconds in one.changes)} | {one.memory:.0f} |", flush=True)
    Path(__file__).with_name("growth.svg").write_text(drawing(by_size), encoding="utf-8")


if __name__ == "__main__":
    main()
