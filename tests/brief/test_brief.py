"""Briefs: what they say, in which order, and that no words of a bulletin become markup in any format."""

from __future__ import annotations

import datetime as dt
import io
import re
from html.parser import HTMLParser

import docx
import pytest

from dashboard.brief.content import LONGEST_QUOTE, Source, make_brief, quote
from dashboard.brief.markdown import as_markdown
from dashboard.brief.page import as_html
from dashboard.brief.word import as_word
from dashboard.panels.documents import DOCUMENTS
from dashboard.wording import wording
from extraction import extract

FIRST = (
    "المرصد السوري لحقوق الإنسان\n\nقُتل 12 مدنياً بينهم 4 أطفال في قصف لقوات النظام على مدينة دوما، ليرتفع إلى 340 عدد المدنيين الذين قُتلوا "
    "منذ 18 شباط 2018. وسيطرت قوات النظام على بلدة مسرابا، ونزح نحو 2000 شخص إلى مدينة دوما."
)
SECOND = "قُتل 3 مقاتلين من قوات سوريا الديمقراطية بانفجار لغم في مدينة الرقة."


@pytest.fixture
def sources() -> list[Source]:
    """Two bulletins of two days."""
    return [
        Source(FIRST, extract(FIRST, dt.date(2018, 3, 10)), "first.txt", "http://127.0.0.1:8501/?report=1"),
        Source(SECOND, extract(SECOND, dt.date(2018, 3, 12))),
    ]


def sentences(brief) -> list[tuple[str, list[str]]]:
    return [(section.heading, [line.sentence for line in section.lines]) for section in brief.sections]


def test_incidents_and_running_totals_stand_apart_and_parts_under_their_whole(sources):
    brief = make_brief(sources, wording("en"))
    found = dict(sentences(brief))
    assert brief.title == "Brief of 10 March 2018 to 12 March 2018"
    assert [sentence[:2] for sentence in found["Casualties: single incidents"]] == ["12", "Of", "3 "]
    assert [line.depth for line in brief.sections[0].lines] == [0, 1, 0]
    assert [line.reference for line in brief.sections[0].lines] == [1, 1, 2]
    assert [sentence[:3] for sentence in found["Casualties: running totals"]] == ["340"]
    assert list(found) == ["Casualties: single incidents", "Casualties: running totals", "People on the move", "Places that changed hands"]


def test_each_sentence_has_the_words_that_it_was_read_from(sources):
    brief = make_brief(sources, wording("ar"))
    for section in brief.sections:
        for line in section.lines:
            words = " ".join(sources[line.reference - 1].text.split())
            assert line.quote.rstrip("…") in words and line.quote


def test_what_only_repeats_another_bulletin_is_left_out(sources):
    first = sources[0].report.casualties[0].id
    again = [sources[0], sources[0]._replace(repeats=frozenset([first]))]
    lines = make_brief(again, wording("en")).sections[0].lines
    assert [(line.reference, line.sentence[:2]) for line in lines].count((2, "12")) == 0


def test_nothing_in_gives_a_brief_without_sections():
    assert make_brief([], wording("en")).sections == []


def test_a_long_quote_ends_at_a_word():
    assert quote("كلمة " * 100).endswith("كلمة…") and len(quote("كلمة " * 100)) <= LONGEST_QUOTE + 1


HOSTILE = ["<script>alert(1)</script>", "![x](https://elsewhere.invalid/a.png)", "\u202egnp.exe", "=cmd|' /C calc'!A0", "a\x00b\x0bc", "\ud800", "- item\n# head", "</q></li>"]  # fmt: skip


class _Tags(HTMLParser):
    def __init__(self, page: str):
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name in ("href", "src")]


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_hostile_words_stay_words(hostile, language):
    text = f"{hostile}\n\nقُتل 3 مدنيين {hostile} في بلدة {hostile} دوما بقصف."
    brief = make_brief([Source(text, extract(text, dt.date(2018, 3, 10)), hostile)], wording(language))
    page = _Tags(as_html(brief))
    assert not page.tags & {"script", "img", "iframe", "link"}
    assert all(re.fullmatch(r"#r\d+", link) for link in page.links)
    markdown = as_markdown(brief)
    assert "<script" not in markdown.replace("\\<", "") and "![" not in markdown.replace("!\\[", "")
    assert docx.Document(io.BytesIO(as_word(brief))).paragraphs[0].text == brief.title


def test_word_holds_every_sentence_from_right_to_left_in_arabic(sources):
    brief = make_brief(sources, wording("ar"))
    document = docx.Document(io.BytesIO(as_word(brief)))
    written = [paragraph.text for paragraph in document.paragraphs]
    assert [f"{line.sentence} [{line.reference}]" for section in brief.sections for line in section.lines] == [
        text for text in written if re.search(r"\.\s\[\d+\]$", text)
    ]
    assert all(paragraph._p.pPr.find(docx.oxml.ns.qn("w:bidi")) is not None for paragraph in document.paragraphs)


@pytest.mark.parametrize("code", list(DOCUMENTS))
def test_every_document_is_made_of_any_text(code):
    for text in (FIRST, "\ud800 قُتل 3 مدنيين", "Nothing here."):
        made = DOCUMENTS[code].make("pasted", text, extract(text), wording("ar"))
        assert len(made) > 100
