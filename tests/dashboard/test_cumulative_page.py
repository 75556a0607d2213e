"""The open view as a file, without a browser: its figures are the page's, its words the bulletins', and it is bounded."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import lxml.html
import pytest

from dashboard.archive import database, incidents
from dashboard.archive.database import archive
from dashboard.archive.filters import Filters
from dashboard.archive.saving import Reading, save_all
from dashboard.offline.cumulative_page import cumulative_page
from dashboard.offline.words import TooMuch
from dashboard.samples import load_sample, sample_names
from dashboard.wording import wording
from extraction import extract

VIEWS = ("ledger", "audit", "incidents", "flows")
HOSTILE = "</q><script>alert(1)</script>"


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """The samples in the user's archive, and two bulletins that contradict one another and hold markup; gives the texts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(database.VARIABLE, f"sqlite:///{tmp_path_factory.mktemp('archive') / 'archive.sqlite'}")
        told = [f"قُتل 9 مدنيين {HOSTILE} في قصف على مدينة دوما. وارتفع إلى {n} عدد المدنيين الذين قُتلوا منذ 18 شباط 2018." for n in (340, 290)]
        readings = [Reading(text, extract(text, dt.date(2018, 3, 10 + day)), HOSTILE) for day, text in enumerate(told)]
        samples = [load_sample(name) for name in sample_names()]
        with archive().write() as connection:
            save_all(connection, [*readings, *(Reading(text, extract(text), "sample") for text in samples)])
        yield [*told, *samples]


def page_of(view: str, language: str = "en", most: int = 2000, filters: Filters = Filters(), **choices: str):
    with archive().read() as connection:
        return lxml.html.fromstring(cumulative_page(connection, filters, {"view": view, **choices}, wording(language), most, [HOSTILE]))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_figure_leads_to_words_of_a_bulletin(texts, view, language):
    page = page_of(view, language)
    said = [" ".join(text.split()) for text in texts]
    quotes = [quote.text_content().rstrip("…") for quote in page.iter("q")]
    assert quotes and all(any(quote in text for text in said) for quote in quotes)
    names = {element.get("id") for element in page.iter() if element.get("id")}
    links = [link.get("href") for link in page.iter("a")]
    assert links and {link.removeprefix("#") for link in links} <= names
    assert all(link.startswith("#") for link in links)
    assert "alert(1)" not in "".join(script.text_content() for script in page.iter("script"))
    assert page.get("dir") == ("rtl" if language == "ar" else "ltr")
    assert HOSTILE in page.find(".//header").text_content()


@pytest.mark.parametrize("dimension", incidents.DIMENSIONS)
def test_the_cells_add_up_to_what_the_page_shows(texts, dimension):
    filters = Filters(last=dt.date(2019, 12, 31))
    with archive().read() as connection:
        found = incidents.incidents(connection, filters, "casualty", "killed", dimension, "month", 8)
    page = page_of("incidents", by=dimension, unit="month", filters=filters)
    cells = page.findall(".//table")[1]
    shown = sum(int(re.match(r"[\d,]+", "".join(c for c in link.text if c.isprintable()))[0].replace(",", "")) for link in cells.iter("a"))
    assert shown == sum(one.low for one in found.groups.values()) > 0
    assert len(page.findall(".//q")) == sum(one.figures for one in found.groups.values())


@pytest.mark.parametrize("view", VIEWS)
def test_more_than_a_page_is_to_hold_is_refused(texts, view):
    with pytest.raises(TooMuch):
        page_of(view, most=0)


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_left_is_said(texts, view):
    page = page_of(view, filters=Filters(first=dt.date(1990, 1, 1), last=dt.date(1990, 1, 2)))
    assert not page.findall(".//q") and len(page.findall(".//main//p")) > 0


@pytest.mark.parametrize("choices", [{"view": "../x"}, {"series": "9" * 12}, {"series": "x"}, {"route": "x>y"}, {"act": "x", "by": "x", "unit": "x"}])
def test_choices_that_mean_nothing_give_the_first(texts, choices):
    assert page_of(**{"view": "ledger", **choices}).find(".//h1") is not None


