"""The user's own places: kept in the user's data folder, read beside the shipped gazetteer by every command."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from platformdirs import user_data_path

from dashboard.whole_file import whole_file
from extraction import gazetteer, lexicon


def folder() -> Path:
    """The folder of the user's own gazetteer files; it need not exist."""
    return user_data_path("rasd", appauthor=False) / "gazetteer"


def own_files() -> list[Path]:
    """The user's own gazetteer files, in order of name."""
    return sorted(folder().glob("*.csv"))


def use_own_gazetteer() -> None:
    """Let everything that is read from now on know the user's own places. Raises `extraction.lexicon.LexiconError`."""
    gazetteer.use(own_files())


def ids_in(files: Iterable[Path]) -> set[str]:
    """The ids of the places in gazetteer files. Raises `extraction.lexicon.LexiconError`."""
    return {row["id"] for file in files for row in lexicon.read(file, gazetteer.COLUMNS)}


def file_for(source: Path) -> Path:
    """The gazetteer file that holds the places imported from ``source``; an import of the same name replaces it."""
    stem = re.sub(r"[^\w-]+", "-", source.stem).strip("-") or "places"
    return folder() / f"{stem}.csv"


def write(file: Path, rows: Sequence[dict[str, str]]) -> None:
    """Write the rows as a gazetteer file, whole or not at all: an import that is broken off leaves the old file."""
    lines = io.StringIO(newline="")
    writer = csv.DictWriter(lines, gazetteer.COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    file.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(file) as unfinished:
        unfinished.write_text(lines.getvalue(), encoding="utf-8")
