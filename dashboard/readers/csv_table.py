"""CSV and its kin: commas, semicolons, tabs or bars between the cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from dashboard.readers import settings
from dashboard.readers.charset import decode
from dashboard.readers.document import Document, UnreadableFile, checked
from dashboard.readers.table import bulletins, header_of

_DELIMITERS = ",;\t|"


def read(data: bytes, name: str) -> list[Document]:
    """A document a row. Raises `UnreadableFile`."""
    text = checked(decode(data, name), name)
    if text[:4].lower() == "sep=" and len(text) > 5:  # Excel's own note of its delimiter
        delimiter, text = text[4], text.split("\n", 1)[-1]
    else:
        delimiter = delimiter_of(text)
    try:
        made = bulletins(_rows(text, delimiter), name, "csv")
    except csv.Error as error:
        raise UnreadableFile("damaged_document", name, format="csv") from error
    if made is None:
        raise UnreadableFile("no_text_column", name)
    return made


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(settings.MAX_TEXT_CHARS)
    # Strict: a quotation mark that is never closed would swallow the rows after it.
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
        yield row[: settings.MAX_COLUMNS]


def delimiter_of(text: str) -> str:
    """What stands between the cells: the one by which a line among the first names a column of texts."""
    for line in text.splitlines()[:20]:
        for delimiter in _DELIMITERS:
            cells = line.split(delimiter)
            if len(cells) > 1 and header_of([cell.strip().strip('"') for cell in cells]) is not None:
                return delimiter
    return ","
