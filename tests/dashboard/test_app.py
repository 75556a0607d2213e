"""The page without a browser: what is shown for which address, and sentences in place of traces."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.rtl import literal
from dashboard.samples import sample_names
from dashboard.views import breakdown

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"


def _run(**query: str) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def test_the_first_screen_shows_a_sample_and_says_so():
    app = _run(lang="en")
    assert not app.exception
    assert app.query_params["sample"] == "2019-01-05_hajin_pocket_retelling"
    assert any("Nothing is selected yet" in caption.value for caption in app.caption)
    assert [button.label for button in app.button if button.key and button.key.startswith("tile_")]


@pytest.mark.parametrize(("name", "language"), list(zip(sample_names(), itertools.cycle(["ar", "en"]), strict=False)))
def test_every_panel_of_every_sample_is_drawn(name, language):
    for tab in ("casualties", "flows", "control", "unused", "records"):
        app = _run(lang=language, sample=name, tab=tab)
        assert not app.exception
        assert not app.error


def test_analysing_nothing_gives_a_sentence():
    app = _run(lang="en")
    app.text_area(key="pasted").set_value("   ")
    next(button for button in app.button if button.label == "Analyse").click().run()
    assert [error.value for error in app.error] == ["There is no text to read. Paste a bulletin, upload a file, or open a sample."]


def test_a_pasted_text_takes_the_place_of_the_sample_and_drops_its_choices():
    app = _run(lang="en", sample="2019-01-05_hajin_pocket_retelling", record="C1", date="2019-01-07")
    app.text_area(key="pasted").set_value("قُتل 3 مدنيين في مدينة إدلب")
    next(button for button in app.button if button.label == "Analyse").click().run()
    assert not app.exception
    assert not {"sample", "record", "date"} & app.query_params.keys()


@pytest.mark.parametrize("text", ["x", "<script>alert(1)</script>", "\u202e\u0000\u200f😀", "12 12 12", "ـ" * 500])
def test_any_text_gives_a_page(text):
    app = _run(lang="ar")
    app.text_area(key="pasted").set_value(text)
    next(button for button in app.button if button.label == "حلّل").click().run()
    assert not app.exception
    assert not app.error


def test_links_that_are_wrong_are_put_right():
    app = _run(lang="fr", sample="../secrets", tab="nothing", record="<b>", date="yesterday")
    assert not app.exception
    assert any(literal("../secrets") in warning.value for warning in app.warning)
    assert app.query_params["sample"] in sample_names()


def test_a_date_that_is_no_day_is_named():
    app = _run(lang="en", sample=sample_names()[0], date="2019-02-30")
    assert any(literal("2019-02-30") in warning.value for warning in app.warning)


def test_a_date_chosen_by_the_reader_is_read_again_and_can_be_taken_back():
    app = _run(lang="en", sample="2019-01-05_hajin_pocket_retelling")
    assert app.date_input(key="report_date").value == dt.date(2019, 1, 5)
    app.date_input(key="report_date").set_value(dt.date(2019, 1, 9)).run()
    assert app.query_params["date"] == "2019-01-09"
    assert "given by you" in app.date_input(key="report_date").label
    app.date_input(key="report_date").set_value(None).run()
    assert app.date_input(key="report_date").value == dt.date(2019, 1, 5)


def test_a_fault_in_one_panel_costs_only_that_panel(monkeypatch):
    def fail(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(breakdown, "show_glance", fail)
    app = _run(lang="en")
    assert not app.exception
    (error,) = app.error
    assert error.value.startswith("This part of the page could not be drawn")
    assert app.tabs


def test_a_text_that_cannot_be_read_gives_a_sentence(monkeypatch):
    def fail(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(breakdown, "read_bulletin", fail)
    app = _run(lang="en")
    (error,) = app.error
    assert "secret detail" not in error.value
    assert error.value.startswith("This text could not be read")
