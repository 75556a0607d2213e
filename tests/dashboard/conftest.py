"""A real dashboard on a free port of this machine, and a real browser in front of it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

REPOSITORY = Path(__file__).resolve().parents[2]
APP = REPOSITORY / "dashboard" / "app.py"
BROWSER_FLAGS = [
    "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic",
    "--no-first-run",
]  # fmt: skip
START_SECONDS = 60


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: of RASD_CHROMIUM, else the one on the path. Without one the test is skipped, or fails where it must not be."""
    path = os.environ.get("RASD_CHROMIUM") or shutil.which("chromium")
    if path is None:
        reason = "no browser: install Debian's chromium (apt-get install chromium), or name one in RASD_CHROMIUM"
        if os.environ.get("RASD_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard started for these tests."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path_factory.mktemp("dashboard") / "server.log"
    command = [
        sys.executable, "-m", "streamlit", "run", str(APP), f"--server.port={port}", "--server.address=127.0.0.1",
        "--server.headless=true",
    ]  # fmt: skip
    with log.open("wb") as output:
        server = subprocess.Popen(command, cwd=REPOSITORY, stdout=output, stderr=subprocess.STDOUT)
    try:
        _wait_until_healthy(f"http://127.0.0.1:{port}/_stcore/health", server, log)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(timeout=10)


def _wait_until_healthy(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the dashboard did not start:\n{log.read_text(errors='replace')}")


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh page; the test fails if the dashboard asked anything of another machine or threw an error in the browser."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="en-GB", base_url=address)
    page = context.new_page()
    page.set_default_timeout(20_000)
    elsewhere: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: None if _is_local(request.url, address) else elsewhere.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert elsewhere == []
    assert errors == []


def _is_local(url: str, address: str) -> bool:
    return url.startswith((address, "data:", "blob:"))
