"""A real dashboard on a free port of this machine, and where to find a real browser."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

BROWSER_FLAGS = [
    "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic",
    "--no-first-run",
]  # fmt: skip
NO_BROWSER = "no browser: install Debian's chromium (apt-get install chromium), or name one in RASD_CHROMIUM"
START_SECONDS = 60


def find_browser() -> str | None:
    """Chromium: of RASD_CHROMIUM, else the one on the path."""
    return os.environ.get("RASD_CHROMIUM") or shutil.which("chromium")


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(folder: Path, samples: Path | None = None) -> dict[str, str]:
    """What a dashboard in ``folder`` is started with: data and archive of its own, never those of who runs the tests."""
    own = {"RASD_DATABASE_URL": f"sqlite:///{folder / 'archive.sqlite'}", "XDG_DATA_HOME": str(folder / "data"), "PYTHONUNBUFFERED": "1"}
    own |= {"RASD_SAMPLES": str(samples)} if samples is not None else {}
    return os.environ | own


@contextmanager
def running_dashboard(folder: Path, samples: Path | None = None, options: Sequence[str] = ()) -> Iterator[str]:
    """The address of a dashboard started in ``folder`` as a user starts it; its log is written there. ``samples``: a folder
    of samples other than those that come with the program; ``options``: more of `rasd serve`.

    Raises RuntimeError with the log when it does not answer.
    """
    port = free_port()
    command = [sys.executable, "-c", "from dashboard.cli import main; main()", "serve", "--no-browser", "--port", str(port), *options]
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            command, cwd=folder, env=environment(folder, samples), stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        if not _answers(f"http://127.0.0.1:{port}/_stcore/health", server):
            raise RuntimeError(f"the dashboard did not start:\n{log.read_text(errors='replace')}")
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _answers(url: str, server: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=1) as answer:
                if answer.status == 200:
                    return True
        except urllib.error.HTTPError:
            return True  # a shared one answers nobody without a link
        except OSError:
            time.sleep(0.2)
    return False
