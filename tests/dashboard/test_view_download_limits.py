"""The download panel by itself: what it says of a selection that is too large, and that nothing is made before it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from dashboard.archive import database, review, schema
from dashboard.archive.database import archive
from dashboard.archive.saving import Reading, save_all
from dashboard.exports.settings import MOST_RECORDS
from dashboard.panels.view_download import MADE
from dashboard.samples import load_sample, series_names
from dashboard.wording import LANGUAGES, wording
from extraction import extract


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's archive, with two bulletins."""
    monkeypatch.setenv(database.VARIABLE, f"sqlite:///{tmp_path / 'archive.sqlite'}")
    with archive().write() as connection:
        save_all(connection, [Reading(load_sample(name), extract(load_sample(name)), name) for name in series_names()[:2]])


def _panel() -> None:
    import streamlit as st

    from dashboard.archive.excerpt import Excerpt
    from dashboard.panels.view_download import _show_open
    from dashboard.wording import wording

    _show_open(Excerpt(), wording(st.query_params["lang"]), True)


def _open(code: str, language: str = "en") -> AppTest:
    app = AppTest.from_function(_panel, default_timeout=60)
    app.query_params["lang"] = language
    app.run().selectbox[0].select(code).run()
    assert not app.exception
    return app


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("code", "kind"), [("brief_page", "brief"), ("csv", "export"), ("view", "view")])
def test_what_is_too_large_is_said_with_the_limit(kept, monkeypatch, language, code, kind):
    monkeypatch.setitem(MOST_RECORDS, kind, 3)
    app = _open(code, language)
    if kind == "view":  # how much is behind its figures is known when it is made
        app.button(key="view_download_make").click().run()
    assert [one.value for one in app.warning] == [wording(language)("view_download", f"too_large_{kind}", n="3")]
    assert len(app.get("download_button")) == 0 and not app.exception


@pytest.mark.parametrize("code", ["brief_markdown", "jsonl", "view"])
def test_a_file_is_made_when_asked_for_and_offered_while_it_is_what_the_archive_holds(kept, code):
    app = _open(code)
    assert MADE not in app.session_state and len(app.get("download_button")) == 0
    app.button(key="view_download_make").click().run()
    assert not app.exception and len(app.get("download_button")) == 1
    made = app.session_state[MADE].data
    app.run()
    assert len(app.get("download_button")) == 1
    with archive().write() as connection:
        stated = select(schema.record.c.id).where(schema.TOTALS, schema.record.c.value == 1005)  # the latest total of ISIS fighters
        review.reject(connection, connection.scalar(stated), "tester")
    app.run()
    assert len(app.get("download_button")) == 0
    app.button(key="view_download_make").click().run()
    assert len(app.get("download_button")) == 1
    assert app.session_state[MADE].data != made
