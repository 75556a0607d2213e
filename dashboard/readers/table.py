"""Tables with a column of texts: each row is a bulletin, with its date, source and title where the table has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dashboard.readers import settings
from dashboard.readers.days import stated_day
from dashboard.readers.document import Document, Read, Remark, UnreadableFile, checked

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
        elif number > settings.MAX_ROWS:
            raise UnreadableFile("too_many_rows", name, limit=settings.MAX_ROWS)
        elif cells := _cells(row, columns):
            made.append(_bulletin(cells, f"{name}#{number}", format))
    if columns is None:
        return None
    if not made:
        raise UnreadableFile("no_texts", name)
    return made


def stream(rows: Iterable[Sequence[object]], name: str, format: str) -> Iterator[Read]:
    """The bulletins of a table of any length whose first row is its header, one row held at a time.

    Raises `UnreadableFile` where no column of texts is named.
    """
    columns = None
    for number, row in enumerate(rows, start=1):
        if columns is None:
            columns = header_of(row)
            if columns is None:
                break
        elif cells := _cells(row, columns):
            try:
                yield _bulletin(cells, f"{name}#{number}", format)
            except UnreadableFile as refusal:
                yield refusal
    if columns is None:
        raise UnreadableFile("no_text_column", name)


def _cells(row: Sequence[object], columns: dict[str, int]) -> dict[str, object] | None:
    """The cells that have something in them, by what they are; None where the row has no text."""
    cells = {column: row[index] for column, index in columns.items() if index < len(row) and row[index] not in (None, "")}
    return cells if str(cells.get("text", "")).strip() else None


def _bulletin(cells: dict[str, object], name: str, format: str) -> Document:
    text = str(cells["text"])
    title = str(cells.get("title", "")).strip()
    if title and not text.lstrip().startswith(title):
        text = f"{title}\n{text}"
    date = stated_day(cells["date"]) if "date" in cells else None
    remarks = (Remark("date_not_read", {"value": str(cells["date"])[:40]}),) if "date" in cells and date is None else ()
    source = str(cells["source"]).strip() if "source" in cells else None
    return Document(name, checked(text, name), format, date=date, source=source or None, remarks=remarks)
