"""Excel workbooks (.xlsx): every sheet that has a column of texts, row by row."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

from openpyxl import load_workbook

from dashboard.readers import settings
from dashboard.readers.document import Document, Remark, UnreadableFile, library_at_work
from dashboard.readers.package import checked_office_package
from dashboard.readers.table import bulletins


def read(data: bytes, name: str) -> list[Document]:
    """A document a row of every sheet with a column of texts. Raises `UnreadableFile`."""
    checked_office_package(data, name, "xlsx")
    made: list[Document] = []
    skipped: list[str] = []
    with library_at_work(name, "xlsx"):
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = book.worksheets
        for sheet in sheets:
            sheet.reset_dimensions()  # what a sheet says of its size need not be true
            found = bulletins(_rows(sheet), name if len(sheets) == 1 else f"{name}/{sheet.title}", "xlsx")
            if found is None:
                skipped.append(sheet.title)
            else:
                made += found
            if len(made) > settings.MAX_ROWS:
                raise UnreadableFile("too_many_rows", name, limit=settings.MAX_ROWS)
    if not made:
        raise UnreadableFile("no_text_column", name)
    if skipped:
        made[0] = replace(made[0], remarks=(*made[0].remarks, Remark("sheets_skipped", {"sheets": ", ".join(skipped)[:200]})))
    return made


def _rows(sheet) -> Iterator[tuple[object, ...]]:
    yield from sheet.iter_rows(values_only=True, max_col=settings.MAX_COLUMNS)
