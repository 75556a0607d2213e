"""Markdown: the text without its marks, headings and table rows on lines of their own, front matter as date and source."""

from __future__ import annotations

import re

from lxml import html
from markdown_it import MarkdownIt
from markdown_it.token import Token

from dashboard.readers.charset import decode
from dashboard.readers.days import stated_day
from dashboard.readers.document import Document, checked, library_at_work
from dashboard.readers.table import CELL

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"^(title|date|source)[ \t]*:[ \t]*(.+?)[ \t]*$", re.IGNORECASE | re.MULTILINE)


def read(data: bytes, name: str) -> list[Document]:
    """The document. Raises `dashboard.readers.document.UnreadableFile`."""
    text = checked(decode(data, name), name)
    front = _FRONT_MATTER.match(text)
    entries: dict[str, str] = {}
    if front is not None:
        entries = {key.lower(): value.strip("\"'") for key, value in _ENTRY.findall(front[1])}
        text = text[front.end() :]
    with library_at_work(name, "markdown"):
        lines = _lines(MarkdownIt("commonmark").enable("table").parse(text))
    title = entries.get("title")
    if title and (not lines or lines[0] != title):
        lines.insert(0, title)
    return [
        Document(
            name, checked("\n".join(lines), name), "markdown", date=stated_day(entries.get("date", "")), source=entries.get("source")
        )
    ]


def _lines(tokens: list[Token]) -> list[str]:
    lines: list[str] = []
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            lines.append(CELL.join(row))
            row = None
        elif token.type == "inline":
            words = _words(token.children or [])
            if row is None:
                lines.append(words)
            else:
                row.append(words)
        elif token.type in ("fence", "code_block"):
            lines += token.content.splitlines()
        elif token.type == "html_block":
            lines.append(_without_tags(token.content))
    return [line for line in lines if line.strip()]


def _words(tokens: list[Token]) -> str:
    parts = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n" if token.type == "hardbreak" else " ")
        elif token.children:  # a picture's caption
            parts.append(_words(token.children))
    return "".join(parts)


def _without_tags(markup: str) -> str:
    if not re.sub(r"<!--.*?-->|\s", "", markup, flags=re.DOTALL):
        return ""
    root = html.fragment_fromstring(markup, create_parent="div")
    for element in root.xpath("//script|//style"):
        element.drop_tree()
    return root.text_content().strip()
