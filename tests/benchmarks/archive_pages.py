"""How long the server takes for each view of the cumulative page, cold and after a change of a filter, and with how much memory.

    uv run python -m tests.benchmarks.archive_pages sqlite:////tmp/large.sqlite

The archive is one made before (``tests/archive/generator.py`` makes one of any size). A view is drawn by Streamlit's own test
runner, which runs the whole page without a browser; the first time in a fresh process, then with other filters.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time

from streamlit.testing.v1 import AppTest

from dashboard.views import cumulative  # noqa: F401
from extraction.gazetteer import gazetteer

VIEWS = ("ledger", "audit", "incidents", "flows")
CHANGES = ({"party": "sdf"}, {"from": "2015-01-01", "to": "2016-12-31"}, {"place": "SY07"}, {"cause": "clash"}, {"source": "SOHR"})


def _page() -> None:
    import streamlit as st

    from dashboard.views import cumulative
    from dashboard.wording import wording

    cumulative.show_page(wording("en"), st.Page(lambda: None, title="Breakdown", url_path="breakdown", default=True))


def measure(view: str) -> None:
    """Print the times of one view, in this process; in brackets those of the processor, which other work does not lengthen."""
    gazetteer()  # the server has read it, and imported the page, before anyone asks
    app = AppTest.from_function(_page, default_timeout=120)
    app.query_params["view"] = view

    def run(**filters: str) -> tuple[float, float]:
        for name in ("from", "to", "party", "place", "cause", "source"):
            app.query_params.pop(name, None)
        for name, value in filters.items():
            app.query_params[name] = value
        started = time.perf_counter(), time.process_time()
        app.run()
        taken = time.perf_counter() - started[0], time.process_time() - started[1]
        assert not app.exception and not app.error, (app.exception, app.error)
        return taken

    cold = run()
    again = [run(**change) for change in CHANGES]
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{view:10} cold {cold[0]:.2f} ({cold[1]:.2f}) s   filters {' '.join(f'{wall:.2f} ({own:.2f})' for wall, own in again)} s   {megabytes:.0f} MB", flush=True)


def main() -> None:
    """Measure each view in a process of its own."""
    if len(sys.argv) == 3:
        measure(sys.argv[2])
        return
    for view in VIEWS:
        own = os.environ | {"RASD_DATABASE_URL": sys.argv[1]}
        subprocess.run([sys.executable, "-m", "tests.benchmarks.archive_pages", sys.argv[1], view], env=own, check=True)


if __name__ == "__main__":
    main()
