"""What the commands take: files, folders of them or standard input, opened one after the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import typer

from dashboard.readers import settings
from dashboard.readers.document import Document, Read, UnreadableFile
from dashboard.readers.formats import READ_ENDINGS
from dashboard.readers.reading import Readers
from dashboard.terminal import errors, plain
from dashboard.wording import wording

STDIN = "-"


def day(value: str) -> dt.date:
    """A day given as an option. Raises `typer.BadParameter`."""
    try:
        return dt.datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        raise typer.BadParameter(f"{value!r} is not a day; write year-month-day, as 2019-01-05") from None


def sources(paths: list[str]) -> tuple[list[str], bool]:
    """The files to read, folders opened, and whether a folder had nothing to read."""
    found: list[str] = []
    failed = False
    for path in paths:
        if path == STDIN or not Path(path).is_dir():
            found.append(path)
            continue
        inside = sorted(str(file) for file in Path(path).iterdir() if file.suffix.lower() in READ_ENDINGS)
        if not inside:
            errors.print(f"{path} is a folder without files that can be read.")
            failed = True
        found += inside
    return found, failed


def bulletins_of(readers: Readers, source: str) -> Iterator[Read]:
    """The bulletins of one file, or of standard input."""
    if source == STDIN:
        return readers.read(typer.get_binary_stream("stdin").read(settings.MAX_FILE_BYTES + 1), "standard input")
    return readers.read_file(Path(source))


def told(read: Read) -> Document | None:
    """The document, after its remarks were said on standard error; None after a refusal was said there."""
    if isinstance(read, UnreadableFile):
        errors.print(read.sentence(wording("en"), plain))
        return None
    for remark in read.remarks:
        errors.print(remark.sentence(wording("en"), read.name, plain))
    return read
