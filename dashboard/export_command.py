"""``rasd export``: bulletins, or earlier exports, written in the formats of analysts."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from dashboard.exports.bulletin import Bulletin, Losses
from dashboard.exports.codebook import NotAnExport
from dashboard.exports.formats import FORMATS, READ_BACK
from dashboard.inputs import bulletins_of, day, sources, told
from dashboard.readers.document import UnreadableFile
from dashboard.readers.plain import read_bytes
from dashboard.readers.reading import Readers, report_of
from dashboard.terminal import errors, load_own_gazetteer
from dashboard.wording import Wording, wording
from extraction import extract

Format = StrEnum("Format", list(FORMATS))
Tongue = StrEnum("Tongue", ["en", "ar"])


def export_files(
    paths: Annotated[
        list[str], typer.Argument(metavar="FILE...|DIR|-", help="Bulletins, as for rasd extract, or exports in .json, .jsonl or .parquet.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The file to write; it is there whole or not at all.")],
    format: Annotated[
        Format | None, typer.Option("--format", help="csv, xlsx, json, jsonl, parquet, geojson, hxl, acled or ucdp; else by the ending of --out.")
    ] = None,
    date: Annotated[
        dt.date | None,
        typer.Option(parser=day, metavar="YYYY-MM-DD", help="The day of the reports, where the text does not state it."),
    ] = None,
    lang: Annotated[Tongue, typer.Option("--lang", help="Language of headers, sheets and sentences; codes are the same in both.")] = Tongue.en,
) -> None:
    """Write the records of bulletins to a file, and say on standard error what the format cannot hold.

    A file that cannot be read is named there, the others are still written, and the exit code is then 1.
    """
    code = format.value if format is not None else _by_ending(out)
    found, failed = sources(paths)
    load_own_gazetteer()
    words = wording(lang.value)
    reading = _Reading(found, date)
    losses = _written(code, reading, out, words)
    for sentence in losses.sentences(code, words):
        errors.print(sentence)
    errors.print(f"{reading.many} bulletins written to {out}.")
    if failed or reading.failed:
        raise typer.Exit(1)


def _by_ending(out: Path) -> str:
    """The format that the name of the file to write says; leaves the program when it says none."""
    for code, format in reversed(FORMATS.items()):  # .acled.csv before .csv
        if out.name.lower().endswith(format.ending):
            return code
    errors.print(f"{out} does not say which format it is to be; give --format, one of: {', '.join(FORMATS)}.")
    raise typer.Exit(1)


class _Reading:
    """The bulletins of the sources, read as they are asked for."""

    def __init__(self, found: list[str], date: dt.date | None) -> None:
        self._found, self._date = found, date
        self.failed, self.many = False, 0

    def __iter__(self) -> Iterator[Bulletin]:
        progress = Progress(console=errors, transient=True, disable=len(self._found) < 2 or not errors.is_terminal)
        with progress, Readers() as readers:
            for source in progress.track(self._found, description="Reading"):
                for bulletin in self._bulletins(readers, source):
                    self.many += 1
                    yield bulletin

    def _bulletins(self, readers: Readers, source: str) -> Iterator[Bulletin]:
        read_back = READ_BACK.get(Path(source).suffix.lower())
        if read_back is not None:
            try:
                yield from read_back(read_bytes(Path(source)))
            except UnreadableFile as refusal:
                self._refuse(str(refusal))
            except NotAnExport as refusal:
                self._refuse(f"{source} cannot be read back: {refusal}.")
            return
        for read in bulletins_of(readers, source):
            document = told(read)
            if document is None:
                self.failed = True
            else:
                yield Bulletin(document.name, report_of(document, self._date, extract))

    def _refuse(self, sentence: str) -> None:
        errors.print(sentence)
        self.failed = True


def _written(code: str, bulletins: _Reading, out: Path, words: Wording) -> Losses:
    """Write to a file beside ``out``, and put it in its place when it is whole; leaves the program when that cannot be."""
    beside = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            losses = FORMATS[code].write(bulletins, file, words)
        os.replace(beside, out)
    except OSError as error:
        errors.print(f"{out} cannot be written: {error.strerror}.")
        raise typer.Exit(1) from None
    finally:
        beside.unlink(missing_ok=True)
    return losses
