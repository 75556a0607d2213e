"""The audit as an analyst works on it: what may be one event is said to be none, and that is taken back."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.archive.database import VARIABLE, archive
from dashboard.archive.saving import Reading, save_all
from extraction import extract

TELLINGS = ["محافظة إدلب – المرصد السوري لحقوق الإنسان:: قُتل %s جراء قصف مدفعي على مدينة أريحا اليوم الأحد 5 كانون الثاني 2020." % number for number in ("5 مدنيين", "7 مدنيين")]


def _page(language: str) -> None:
    import streamlit as st

    from dashboard.views import cumulative
    from dashboard.wording import wording

    cumulative.show_page(wording(language), st.Page(lambda: None, title="Breakdown", url_path="breakdown", default=True))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_figures_are_said_not_to_be_one_event_and_that_is_undone(tmp_path, monkeypatch, language):
    monkeypatch.setenv(VARIABLE, f"sqlite:///{tmp_path / 'archive.sqlite'}")
    with archive().write() as connection:
        save_all(connection, [Reading(text, extract(text), f"{n}.txt") for n, text in enumerate(TELLINGS)])
    app = AppTest.from_function(_page, default_timeout=60, args=(language,))
    app.query_params["view"] = "audit"
    app.run()
    assert not app.exception and not app.error and not app.success
    app.button(key="audit_not_one").click().run()
    assert not app.exception and not app.error
    said, nothing = (one.value for one in app.success)
    assert "2" in said and said != nothing and "audit_not_one" not in {button.key for button in app.button}
    app.button(key="undo_last").click().run()
    assert "audit_not_one" in {button.key for button in app.button}
    archive().close()
