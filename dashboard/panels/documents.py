"""What is downloaded to be read: the page as one file, and the brief as a page, a Word file or Markdown."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from dashboard.brief.content import Brief, Source, make_brief
from dashboard.brief.markdown import as_markdown
from dashboard.brief.page import as_html
from dashboard.brief.word import as_word
from dashboard.offline.report_page import report_page
from dashboard.wording import Wording
from extraction.records import Report


class DocumentFormat(NamedTuple):
    """A document: how it is made of a bulletin's name, text and records, its ending, and its type for browsers."""

    make: Callable[[str, str, Report, Wording], bytes]
    ending: str
    mime: str


def _page(name: str, text: str, report: Report, wording: Wording) -> bytes:
    return report_page(text, report, wording, name).encode("utf-8", "replace")


def _brief(write: Callable[[Brief], str | bytes]) -> Callable[[str, str, Report, Wording], bytes]:
    def make(name: str, text: str, report: Report, wording: Wording) -> bytes:
        written = write(make_brief([Source(text, report, name)], wording))
        return written if isinstance(written, bytes) else written.encode("utf-8", "replace")

    return make


DOCUMENTS: dict[str, DocumentFormat] = {
    "page": DocumentFormat(_page, ".html", "text/html"),
    "brief_page": DocumentFormat(_brief(as_html), ".brief.html", "text/html"),
    "brief_word": DocumentFormat(
        _brief(as_word), ".brief.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
    "brief_markdown": DocumentFormat(_brief(as_markdown), ".brief.md", "text/markdown"),
}
