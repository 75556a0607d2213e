"""Tables with a column of texts: each row is a bulletin, with its date, source and title where the table has them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.readers import settings
from dashboard.readers.days import stated_day
from dashboard.readers.document import Document, Remark, UnreadableFile, checked

CELL = " | "
"""Between the cells of a table that is part of a text."""

COLUMNS: dict[str, frozenset[str]] = {
    "text": frozenset((
        "text", "full text", "fulltext", "body", "content", "bulletin", "article", "message", "post", "report", "report text",
        "النص", "نص", "النص الكامل", "نص النشرة", "نص الخبر", "نص التقرير", "الخبر", "النشرة", "التقرير", "المحتوى", "المتن", "البيان",
    )),
    "date": frozenset((
        "date", "report date", "day", "published", "publication date", "التاريخ", "تاريخ", "تاريخ النشر", "تاريخ التقرير", "اليوم",
    )),
    "source": frozenset(("source", "organisation", "organization", "publisher", "المصدر", "مصدر", "الجهة")),
    "title": frozenset(("title", "headline", "العنوان", "عنوان")),
}  # fmt: skip
"""The names under which each column is known, in small letters."""

_HEADER_WITHIN = 20
"""Rows among which the header is looked for: titles and blank rows may stand above it."""


def header_of(row: Sequence[object]) -> dict[str, int] | None:
    """Which column is what, where the row is a header: it names a column of texts."""
    found: dict[str, int] = {}
    for index, cell in enumerate(row):
        name = " ".join(str(cell or "").replace("_", " ").split()).casefold().strip("\ufeff\u200e\u200f")
        for column, names in COLUMNS.items():
            if name in names:
                found.setdefault(column, index)
    return found if "text" in found else None


def bulletins(rows: Iterable[Sequence[object]], name: str, format: str) -> list[Document] | None:
    """The bulletins of a table, or None where no column of texts is named. Rows are numbered from 1, as a sheet shows them.

    Raises `UnreadableFile` over the limit of rows, and where the column of texts has none.
    """
    columns = None
    made: list[Document] = []
    for number, row in enumerate(rows, start=1):
        if columns is None:
            columns = header_of(row)
            if columns is None and number >= _HEADER_WITHIN:
                return None
            continue
        if number > settings.MAX_ROWS:
            raise UnreadableFile("too_many_rows", name, limit=settings.MAX_ROWS)
        cells = {column: row[index] for column, index in columns.items() if index < len(row) and row[index] not in (None, "")}
        text = str(cells.get("text", ""))
        if text.strip():
            made.append(_bulletin(cells, text, f"{name}#{number}", format))
    if columns is None:
        return None
    if not made:
        raise UnreadableFile("no_texts", name)
    return made


def _bulletin(cells: dict[str, object], text: str, name: str, format: str) -> Document:
    title = str(cells.get("title", "")).strip()
    if title and not text.lstrip().startswith(title):
        text = f"{title}\n{text}"
    date = stated_day(cells["date"]) if "date" in cells else None
    remarks = (Remark("date_not_read", {"value": str(cells["date"])[:40]}),) if "date" in cells and date is None else ()
    source = str(cells["source"]).strip() if "source" in cells else None
    return Document(name, checked(text, name), format, date=date, source=source or None, remarks=remarks)
