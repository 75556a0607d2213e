"""Reads the lexicons: CSV files that an analyst can open, read and extend.

A lexicon is a UTF-8 CSV file in ``extraction/lexicons`` with a header line. Lines that begin with ``#`` and empty lines
are comments. Several values in one cell are separated by ``|``. Everything is checked when it is loaded; what
is wrong is reported as `LexiconError` with file and line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from .text import fold

FOLDER = Path(__file__).parent / "lexicons"


class LexiconError(ValueError):
    """A lexicon file is wrong; the message names file and line and says what is expected."""


class Row:
    """One line of a lexicon: cells by column, with the line they stand in."""

    __slots__ = ("cells", "file", "line")

    def __init__(self, file: str, line: int, cells: dict[str, str]):
        self.file, self.line, self.cells = file, line, cells

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def error(self, message: str) -> LexiconError:
        return LexiconError(f"{self.file}, line {self.line}: {message}")

    def values(self, column: str) -> list[str]:
        """The values of a cell, split at ``|``, without the empty ones."""
        return [v for v in (part.strip() for part in self.cells[column].split("|")) if v]

    def forms(self, column: str) -> list[str]:
        """The values of a cell, folded as the text is."""
        return [fold(v) for v in self.values(column)]

    def one_of(self, column: str, allowed: Sequence[str], empty: bool = False) -> str:
        """The cell, which must be one of ``allowed`` (or empty, where that is allowed)."""
        value = self.cells[column]
        if value in allowed or (empty and not value):
            return value
        raise self.error(f"{column} is {value!r}; expected one of: {', '.join(allowed)}")

    def number(self, column: str) -> float | None:
        """The cell as a number, None where it is empty."""
        value = self.cells[column]
        try:
            return float(value) if value else None
        except ValueError:
            raise self.error(f"{column} is {value!r}; expected a number") from None


def read(name: str | Path, columns: Sequence[str], required: Sequence[str] = ()) -> Iterator[Row]:
    """The rows of a lexicon, each with exactly ``columns`` and something in every ``required`` one.

    ``name`` is a file name in ``extraction/lexicons`` or a path. Raises `LexiconError`.
    """
    path = FOLDER / name
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path.name}: cannot be read as UTF-8 text ({error})") from None
    header = None
    for line, text in enumerate(lines, start=1):
        if not text.strip() or text.startswith("#"):
            continue
        try:
            cells = [cell.strip() for cell in next(csv.reader([text], strict=True))]
        except csv.Error as error:
            raise LexiconError(f"{path.name}, line {line}: not a CSV line ({error})") from None
        if header is None:
            header = cells
            if header != list(columns):
                raise LexiconError(f"{path.name}, line {line}: the columns are {','.join(header)}; expected {','.join(columns)}")
            continue
        if len(cells) != len(header):
            raise LexiconError(f"{path.name}, line {line}: {len(cells)} cells; expected {len(header)} ({','.join(header)})")
        row = Row(path.name, line, dict(zip(header, cells, strict=True)))
        for column in required:
            if not row[column]:
                raise row.error(f"{column} is empty")
        yield row
    if header is None:
        raise LexiconError(f"{path.name}: the file has no header line; expected {','.join(columns)}")
