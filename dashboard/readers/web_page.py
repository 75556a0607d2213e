"""Web pages: the main article with its headline, without menus, related links and share counters around it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import trafilatura
from lxml import html

from dashboard.readers.charset import decode
from dashboard.readers.days import stated_day
from dashboard.readers.document import Document, Remark, UnreadableFile, checked, library_at_work

_DECLARED = re.compile(rb"""<meta[^>]{1,200}?charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_PUBLISHED = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='date' or @name='pubdate' or @name='publish-date' or @name='DC.date.issued']/@content",
    "//article//time[1]/@datetime",
)
_MOST_JSON = 200_000


def read(data: bytes, name: str) -> list[Document]:
    """The page's article as one document. Raises `UnreadableFile`."""
    declared = _DECLARED.search(data[:4096])
    markup = checked(decode(data, name, declared[1].decode("ascii") if declared else None), name)
    if "<!ENTITY" in markup[:10_000]:
        raise UnreadableFile("entities", name)
    markup = _XML_DECLARATION.sub("", markup).replace("\x00", "")
    remarks: tuple[Remark, ...] = ()
    with library_at_work(name, "html"):
        page = html.document_fromstring(markup)
        published = _published(page)
        found = trafilatura.bare_extraction(markup, include_comments=False, include_tables=True, deduplicate=False, favor_recall=True)
        text = (found.text or "") if found is not None else ""
        title = _title(page, found.title if found is not None else None)
        if not text.strip():
            text = trafilatura.html2txt(markup)
            remarks = (Remark("whole_page"),)
    if title and not text.lstrip().startswith(title):
        text = f"{title}\n{text}"
    if not text.strip():
        raise UnreadableFile("no_text_in_page", name)
    return [Document(name, checked(text, name), "html", published=published, remarks=remarks)]


def _title(page: html.HtmlElement, found: str | None) -> str | None:
    """The only headline of the first order, else what the library found: a page's <title> adds the site's name."""
    headlines = [" ".join(element.text_content().split()) for element in page.xpath("//h1")]
    return headlines[0] if len(headlines) == 1 and headlines[0] else found


def _published(page: html.HtmlElement):
    """The day of publication where the page states it for machines; never one guessed from its words or its address."""
    for path in _PUBLISHED:
        for value in page.xpath(path):
            if day := stated_day(str(value)):
                return day
    for script in page.xpath("//script[@type='application/ld+json']/text()"):
        for value in _dates_in(str(script)):
            if day := stated_day(value):
                return day
    return None


def _dates_in(script: str) -> Iterator[str]:
    try:
        found = json.loads(script) if len(script) <= _MOST_JSON else None
    except (ValueError, RecursionError):
        return
    entries = found if isinstance(found, list) else found.get("@graph", [found]) if isinstance(found, dict) else []
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict) and isinstance(entry.get("datePublished"), str):
            yield entry["datePublished"]
