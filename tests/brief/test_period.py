"""The brief of a period, from a real archive: what is said again day after day stands once, as it was said last."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections import Counter
from pathlib import Path

import docx
import pytest

from dashboard.archive.database import open_archive
from dashboard.archive.excerpt import Excerpt, take
from dashboard.archive.filters import Filters
from dashboard.archive.saving import Reading, save, save_all
from dashboard.brief.content import make_brief
from dashboard.brief.markdown import as_markdown
from dashboard.brief.page import as_html
from dashboard.brief.period import sources_of
from dashboard.brief.word import as_word
from dashboard.samples import load_sample, series_names
from dashboard.wording import wording
from extraction import extract


@pytest.fixture
def archive(tmp_path: Path):
    opened = open_archive(f"sqlite:///{tmp_path / 'archive.sqlite'}")
    yield opened
    opened.close()


@pytest.fixture
def eight(archive):
    """The eight daily bulletins of one campaign."""
    with archive.write() as connection:
        save_all(connection, [Reading(text, extract(text), name) for name, text in ((name, load_sample(name)) for name in series_names())])
    return archive


def brief_of(archive, filters=Filters(), language="en", base=None):
    losses: Counter[str] = Counter()
    with archive.read() as connection:
        taken = list(take(connection, Excerpt(filters), losses))
        return make_brief(sources_of(taken, base, losses), wording(language), facts=["facts & <b>more</b>"]), losses, taken


def lines(brief, heading):
    return next(section.lines for section in brief.sections if section.heading == heading)


def test_every_incident_stands_once_and_of_a_running_total_the_latest(eight):
    brief, losses, taken = brief_of(eight)
    incidents = [figure for one in taken for figure in one.report.casualties if figure.measure == "incident"]
    assert len(lines(brief, "Casualties: single incidents")) == len(incidents)
    totals = [line.sentence for line in lines(brief, "Casualties: running totals")]
    of_fighters = [sentence for sentence in totals if re.match(r"[\d,]+ ISIS fighters killed", sentence)]
    assert of_fighters == [sentence for sentence in of_fighters if sentence.startswith("1,073")] and len(of_fighters) == 1
    assert losses["earlier"] > 0
    held = [line.sentence for line in lines(brief, "Places said to be held")]
    assert len(held) == len(set(held))


def test_within_dates_it_is_the_latest_of_those_dates(eight):
    brief, _, _ = brief_of(eight, Filters(last=dt.date(2018, 12, 30)))
    totals = [line.sentence for line in lines(brief, "Casualties: running totals")]
    assert sum(sentence.startswith("1,014 ISIS fighters") for sentence in totals) == 1
    assert not any(sentence.startswith("1,073") for sentence in totals)


def test_totals_that_differ_on_their_last_day_all_stand(archive):
    texts = [f"وارتفع إلى {n} عدد المدنيين الذين قُتلوا منذ 18 شباط 2018 حتى 10 آذار 2018.{more}" for n, more in ((340, ""), (350, " ولم يعلق أحد."))]
    with archive.write() as connection:
        for text in texts:
            save(connection, Reading(text, extract(text, dt.date(2018, 3, 10)), "made"))
    brief, losses, _ = brief_of(archive)
    assert [line.sentence[:3] for line in lines(brief, "Casualties: running totals")] == ["340", "350"]
    assert losses["earlier"] == 0


@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_line_leads_to_its_bulletin_and_words(eight, language):
    brief, _, taken = brief_of(eight, language=language, base="https://news.example/rasd/")
    texts = {str(one.id): " ".join(one.text.split()) for one in taken}
    for section in brief.sections:
        for line in section.lines:
            number = re.search(r"\d+$", brief.links[line.reference - 1])[0]
            assert line.quote.rstrip("…") in texts[number]
            assert wording(language)("bulletins", "number", n=number) in brief.references[line.reference - 1]
    assert brief.links[0] == f"https://news.example/rasd/?report={taken[0].id}"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_facts_stand_in_all_formats_as_words(eight, language):
    brief, _, _ = brief_of(eight, language=language)
    many = sum(len(section.lines) for section in brief.sections)
    assert "facts &amp; &lt;b&gt;more&lt;/b&gt;" in as_html(brief)
    assert r"- facts \& \<b\>more\</b\>" in as_markdown(brief)
    paragraphs = [paragraph.text for paragraph in docx.Document(io.BytesIO(as_word(brief))).paragraphs]
    assert "facts & <b>more</b>" in paragraphs
    assert sum(bool(re.search(r"\.\s\[\d+\]$", text)) for text in paragraphs) == many == as_html(brief).count("<q ")
