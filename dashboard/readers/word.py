"""Word documents (.docx): paragraphs and tables in their order, insertions taken and deletions left."""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
from docx.oxml.ns import qn

from dashboard.readers.document import Document, checked, library_at_work
from dashboard.readers.package import checked_office_package
from dashboard.readers.table import CELL

_PARAGRAPH, _TABLE, _ROW, _CELL, _TEXT = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:t")
_BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
# What Word keeps beside the text: text moved away, and the same text box a second time for older programs.
_LEFT_OUT = frozenset((qn("w:moveFrom"), qn("w:del"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", qn("w:pPr"), qn("w:rPr")))


def read(data: bytes, name: str) -> list[Document]:
    """The document as text: a line a paragraph, a line a table row. Raises `dashboard.readers.document.UnreadableFile`."""
    checked_office_package(data, name, "docx")
    with library_at_work(name, "docx"):
        body = docx.Document(io.BytesIO(data)).element.body
        lines = [line.rstrip() for line in _blocks(body)]
    return [Document(name, checked("\n".join(lines), name), "docx")]


def _blocks(container) -> Iterator[str]:
    """Lines of the paragraphs and tables of a body, a cell or a content control; python-docx's own walk skips the last."""
    for child in container:
        if child.tag == _PARAGRAPH:
            yield "".join(_words(child))
        elif child.tag == _TABLE:
            for row in child.iter(_ROW):
                if next(row.iterancestors(_TABLE)) is child:  # a table in a cell is a part of that cell
                    yield CELL.join(" ".join(filter(None, _blocks(cell))) for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row)
        elif child.tag not in _LEFT_OUT and isinstance(child.tag, str):
            yield from _blocks(child)


def _words(element) -> Iterator[str]:
    for child in element:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag == _PARAGRAPH:  # in a text box
            yield "\n"
            yield from _words(child)
            yield "\n"
        elif child.tag not in _LEFT_OUT:
            yield from _words(child)
