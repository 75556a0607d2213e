"""A shared dashboard: nobody gets in without a link, on no endpoint, and a link for reading changes nothing."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from live import environment, running_dashboard
from playwright.sync_api import expect
from sqlalchemy import func, select, update
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from dashboard.archive.database import open_archive
from dashboard.archive.schema import bulletin, decision, share_link

BULLETIN = "المرصد السوري لحقوق الإنسان\n\nقُتل 7 مدنيين بقصف لقوات النظام على بلدة حمورية في الغوطة الشرقية."

ROUTES = """
import json
from dashboard.shared_app import app
routes = app._build_starlette_app().routes
print(json.dumps([[route.path or "/", sorted(getattr(route, "methods", None) or [])] for route in routes]))
"""


class Shared:
    """A shared dashboard: its address, its owner's key, and a way to make and close links as its owner does."""

    def __init__(self, folder: Path, address: str):
        self.folder, self.address = folder, address
        self.owner = re.search(r"\?key=(\S+)", (folder / "server.log").read_text(encoding="utf-8"))[1]

    def rasd(self, *arguments: str) -> str:
        """The output of a command at the owner's terminal."""
        command = [sys.executable, "-c", "from dashboard.cli import main; main()", *arguments]
        return subprocess.run(command, env=environment(self.folder), capture_output=True, text=True, check=True).stdout

    def key(self, *arguments: str) -> str:
        """The key of a new link."""
        return self.rasd("share", "create", *arguments).strip().partition("key=")[2]

    def status(self, path: str, method: str = "GET", key: str | None = None, cookie: str | None = None) -> int:
        """What the server answers to a request; redirects are not followed."""
        query = f"{'&' if '?' in path else '?'}key={key}" if key is not None else ""
        request = urllib.request.Request(f"{self.address.rstrip('/')}{path}{query}", method=method)
        if cookie is not None:
            request.add_header("Cookie", f"rasd_key={cookie}")
        try:
            with urllib.request.build_opener(_Stay).open(request, timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code

    def websocket(self, cookie: str | None, origin: str | None = None) -> int:
        """101 where the websocket opens, else what the server answers to the handshake."""
        headers = {"Cookie": f"rasd_key={cookie}"} if cookie is not None else {}
        try:
            with connect(
                f"ws://{urlsplit(self.address).netloc}/_stcore/stream", additional_headers=headers, origin=origin,
                subprotocols=["streamlit"], open_timeout=10,
            ):  # fmt: skip
                return 101
        except InvalidStatus as refused:
            return refused.response.status_code


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    """A dashboard shared as its owner starts it."""
    folder = tmp_path_factory.mktemp("shared")
    with running_dashboard(folder, options=["--share"]) as address:
        own = Shared(folder, address)
        assert own.status("/_stcore/health", cookie=own.owner) == 200  # the owner is in before wrong keys are tried
        yield own


@pytest.fixture(scope="module")
def closed(shared: Shared) -> dict[str, str]:
    """Keys that open nothing: forged, revoked, expired."""
    forged = shared.owner[:-4] + ("AAAA" if not shared.owner.endswith("AAAA") else "BBBB")
    revoked = shared.key()
    listed = shared.rasd("share", "list")
    shared.rasd("share", "revoke", re.findall(r"^\s*([0-9a-f]{8})\s+reader", listed, re.MULTILINE)[0])
    expired = shared.key("--hours", "0.0001")
    time.sleep(0.5)  # more than the 0.36 seconds that it lasts
    return {"forged": forged, "revoked": revoked, "expired": expired}


def _routes(shared: Shared) -> list[tuple[str, str]]:
    listed = subprocess.run(
        [sys.executable, "-c", ROUTES], env=environment(shared.folder), capture_output=True, text=True, check=True
    ).stdout.splitlines()[-1]
    return [(re.sub(r"\{[^}]*\}", "x", path), method) for path, methods in json.loads(listed) for method in methods or ["GET"]]


def test_wrong_links_are_limited_and_do_not_lock_out_those_who_are_in(tmp_path):
    """Else one visitor could shut the dashboard for everybody behind the same address."""
    with running_dashboard(tmp_path, options=["--share"]) as address:
        shared = Shared(tmp_path, address)
        new = shared.key()
        assert shared.status("/_stcore/health", cookie=shared.owner) == 200
        assert [shared.status("/", key=f"wrong{n}") for n in range(12)] == [403] * 10 + [429] * 2
        assert shared.status("/_stcore/health", cookie=shared.owner) == 200
        assert shared.status("/", key=new) == 429, "a key not seen before waits, be it right or wrong: none can be guessed faster"
    assert "a link that opens nothing was tried from 127.0.0.1" in (shared.folder / "server.log").read_text(encoding="utf-8")


def test_a_page_left_open_after_its_link_was_closed_locks_nobody_out(shared, closed):
    """It asks again and again with the key it has."""
    for kind in ("revoked", "expired", "forged"):
        assert {shared.status("/_stcore/health", cookie=closed[kind]) for _ in range(12)} == {403}, kind
    assert shared.status("/", key=shared.key()) == 303


def test_the_owner_gets_in_on_every_endpoint(shared):
    assert shared.status("/", key=shared.owner) == 303
    assert shared.status("/_stcore/health", cookie=shared.owner) == 200
    assert shared.websocket(shared.owner) == 101


def test_another_site_cannot_speak_for_a_visitor(shared):
    assert shared.websocket(shared.owner, origin="https://elsewhere.invalid") == 403
    assert shared.websocket(shared.owner, origin=shared.address.rstrip("/")) == 101


def test_the_key_leaves_the_address_and_scripts_cannot_read_it(shared, browser):
    context = browser.new_context(base_url=shared.address, locale="en-GB")
    page = context.new_page()
    page.goto(f"?lang=ar&tab=flows&key={shared.key()}")
    expect(page.locator(".bulletin")).to_be_visible()
    assert "key=" not in page.url and "tab=flows" in page.url
    assert page.evaluate("document.cookie").find("rasd_key") == -1
    expect(page.get_by_text("رابط للقراءة فقط")).to_be_visible()
    expect(page.get_by_role("button", name="مشاركة")).to_have_count(0)
    context.close()


def test_the_owner_makes_a_link_to_what_is_seen_and_revokes_it(shared, browser):
    owner = browser.new_context(base_url=shared.address, locale="en-GB")
    page = owner.new_page()
    page.goto(f"?lang=en&sample=2025-03-08_coast&tab=flows&key={shared.owner}")
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Make a link").click()
    link = page.get_by_test_id("stCode").filter(has_text="key=").inner_text().strip()
    visitor = browser.new_context(base_url=shared.address, locale="en-GB")
    seen = visitor.new_page()
    seen.goto(f"?{urlsplit(link).query}")
    expect(seen.get_by_role("tab", selected=True)).to_contain_text("Flows of people")
    expect(seen.get_by_text("Read-only link")).to_be_visible()
    assert "sample=2025-03-08_coast" in seen.url
    revoke = page.get_by_role("button", name="Revoke")
    others = revoke.count() - 1
    revoke.first.click()  # the newest stands first
    expect(revoke).to_have_count(others)
    # Who is in by it is out: what the page asks next is not answered.
    seen.wait_for_timeout(2500)
    seen.get_by_role("tab").nth(2).click()
    assert seen.request.get(shared.address).status == 403
    owner.close()
    visitor.close()


def test_a_pasted_bulletin_is_kept_shared_and_read_by_a_visitor_who_is_refused_a_write(shared, browser):
    owner = browser.new_context(base_url=shared.address, locale="en-GB")
    page = owner.new_page()
    page.goto(f"?lang=en&key={shared.owner}")
    page.get_by_label("Paste an Arabic bulletin").fill(BULLETIN)
    page.get_by_role("button", name="Analyse").click()
    expect(page.locator(".bulletin")).to_contain_text("حمورية")
    page.get_by_role("button", name="Save to the archive").click()
    page.wait_for_url(re.compile(r"report=\d+"))
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Make a link").click()
    query = urlsplit(page.get_by_test_id("stCode").filter(has_text="key=").inner_text().strip()).query
    visitor = browser.new_context(base_url=shared.address, locale="en-GB")
    seen = visitor.new_page()
    seen.goto(f"?{query}")
    expect(seen.locator(".bulletin")).to_have_js_property("textContent", BULLETIN)
    expect(seen.get_by_text("Read-only link")).to_be_visible()
    seen.goto("?lang=en&sample=2025-03-08_coast")
    expect(seen.locator(".bulletin")).to_be_visible()
    expect(seen.get_by_role("button", name="Save to the archive")).to_have_count(0)
    owner.close()
    visitor.close()


def test_a_write_is_refused_where_data_is_written_whatever_the_page_still_shows(shared, browser):
    """The page was drawn for a reviewer; when its button is clicked, the link is one for reading."""
    archive = open_archive(f"sqlite:///{shared.folder / 'archive.sqlite'}")
    context = browser.new_context(base_url=shared.address, locale="en-GB")
    page = context.new_page()
    page.goto(f"?lang=en&sample=2025-03-08_coast&key={shared.key('--role', 'reviewer')}")
    expect(page.get_by_role("button", name="Save to the archive")).to_be_visible()
    with archive.write() as connection:
        connection.execute(update(share_link).where(share_link.c.role == "reviewer").values(role="reader"))
        kept = connection.execute(select(func.count()).select_from(bulletin)).scalar()
    page.wait_for_timeout(2500)
    page.get_by_role("button", name="Save to the archive").click()
    expect(page.get_by_role("alert").filter(has_text="This link is for reading")).to_be_visible()
    with archive.read() as connection:
        assert connection.execute(select(func.count()).select_from(bulletin)).scalar() == kept
    archive.close()
    context.close()


def test_what_a_reviewer_decides_is_kept_under_the_link_where_no_name_is_given(shared, browser):
    archive = open_archive(f"sqlite:///{shared.folder / 'archive.sqlite'}")
    context = browser.new_context(base_url=shared.address, locale="en-GB")
    page = context.new_page()
    page.goto(f"?lang=en&sample=2025-03-08_coast&key={shared.key('--role', 'reviewer')}")
    page.get_by_role("button", name="Save to the archive").click()
    page.wait_for_url(re.compile(r"report=\d+"))
    page.goto("bulletins?lang=en")
    page.get_by_role("button", name="Delete").first.click()
    expect(page.get_by_role("button", name="Undo").first).to_be_visible()
    with archive.read() as connection:
        links = [f"reviewer {link_id}" for link_id in connection.scalars(select(share_link.c.id).where(share_link.c.role == "reviewer"))]
        assert connection.scalar(select(decision.c.who).order_by(decision.c.id.desc()).limit(1)) in links
    archive.close()
    context.close()


@pytest.mark.parametrize("kind", ["none", "forged", "revoked", "expired"])
def test_no_endpoint_answers_without_an_open_link(shared, closed, kind):
    routes = _routes(shared)
    assert {"/", "/_stcore/health", "/_stcore/stream", "/media/x", "/_stcore/upload_file/x/x"} <= {path for path, _ in routes}
    assert {shared.status(path, method, cookie=closed.get(kind)) for path, method in routes} == {403}, kind
    assert {shared.status(path, key=closed.get(kind)) for path in ("/", "/cumulative", "/media/x")} == {403}
    assert shared.websocket(closed.get(kind)) == 403
