"""``rasd export``: bulletins, earlier exports, or what is chosen of the archive, written in the formats of analysts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress
from sqlalchemy import Connection

from dashboard.archive.database import ArchiveError, archive
from dashboard.archive.excerpt import Excerpt, take
from dashboard.archive.filters import FilterError, Filters, place_keys
from dashboard.exports.bulletin import Bulletin, Losses
from dashboard.exports.codebook import NotAnExport
from dashboard.exports.formats import FORMATS, READ_BACK
from dashboard.inputs import bulletins_of, day, sources, told
from dashboard.readers.document import UnreadableFile
from dashboard.readers.plain import read_bytes
from dashboard.readers.reading import Readers, report_of
from dashboard.terminal import errors, load_own_gazetteer, plain
from dashboard.whole_file import whole_file
from dashboard.wording import Wording, wording
from extraction import extract
from extraction.gazetteer import gazetteer

Format = StrEnum("Format", list(FORMATS))
Tongue = StrEnum("Tongue", ["en", "ar"])


def export_files(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The file to write; it is there whole or not at all.")],
    format: Annotated[
        Format | None, typer.Option("--format", help="csv, xlsx, json, jsonl, parquet, geojson, hxl, acled or ucdp; else by the ending of --out.")
    ] = None,
    date: Annotated[
        dt.date | None,
        typer.Option(parser=day, metavar="YYYY-MM-DD", help="The day of the reports, where the text does not state it."),
    ] = None,
    lang: Annotated[Tongue, typer.Option("--lang", help="Language of headers, sheets and sentences; codes are the same in both.")] = Tongue.en,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE...|DIR|-", help="Bulletins, as for rasd extract, or exports in .json, .jsonl or .parquet."),
    ] = None,
    from_archive: Annotated[bool, typer.Option("--archive", help="Take the records from the archive, as they stand after review.")] = False,
    first: Annotated[str | None, typer.Option("--from", metavar="YYYY-MM-DD", help="From the archive: figures of this day and later.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="YYYY-MM-DD", help="Up to this day.")] = None,
    party: Annotated[list[str] | None, typer.Option(help="Of this side, by its code (sdf); may be given several times, as all that follow.")] = None,
    place: Annotated[list[str] | None, typer.Option(help="At this place or in it: its name or its id in the gazetteer.")] = None,
    cause: Annotated[list[str] | None, typer.Option(help="By this cause, by its code (air_strike).")] = None,
    source: Annotated[list[str] | None, typer.Option(help="As this organisation says.")] = None,
    state: Annotated[list[str] | None, typer.Option(help="In this state of review: machine, accepted, corrected or added.")] = None,
    search: Annotated[str, typer.Option(metavar="WORDS", help="Only from bulletins that hold these words.")] = "",
    whole: Annotated[bool, typer.Option("--whole", help="All records of each bulletin that the filters leave, not only those that they leave.")] = False,
) -> None:
    """Write the records of bulletins to a file, and say on standard error what is not in it.

    With --archive the records that the filters leave are written, so that they add up to what the page Cumulative shows. A
    file that cannot be read is named on standard error, the others are still written, and the exit code is then 1.
    """
    code = format.value if format is not None else _by_ending(out)
    words = wording(lang.value)
    asked = {"from": first, "to": last, "party": party, "place": place, "cause": cause, "source": source, "state": state}
    chosen = {name: [value] if isinstance(value, str) else value for name, value in asked.items() if value}
    if from_archive:
        if paths or date:
            raise typer.BadParameter("--archive takes no files and no --date: its bulletins have their own.")
        load_own_gazetteer()
        _export_archive(code, out, words, chosen, search, whole)
        return
    if not paths:
        raise typer.BadParameter("name files or folders, or give --archive.")
    if chosen or search or whole:
        raise typer.BadParameter("filters, --search and --whole belong to --archive.")
    found, failed = sources(paths)
    load_own_gazetteer()
    reading = _Reading(found, date)
    _tell(code, _written(code, reading, out, words), reading.many, out, words)
    if failed or reading.failed:
        raise typer.Exit(1)


def _export_archive(code: str, out: Path, words: Wording, chosen: dict[str, list[str]], search: str, whole: bool) -> None:
    """Write an excerpt of the archive; leaves the program with a sentence where it cannot be made."""
    try:
        with archive().read() as connection:
            excerpt = Excerpt(_filters(connection, chosen), search, whole)
            losses, many = Losses(), 0

            def bulletins() -> Iterator[Bulletin]:
                nonlocal many
                for one in take(connection, excerpt, losses):
                    many += 1
                    yield Bulletin(str(one.id), one.report)

            _written(code, bulletins(), out, words, losses)
    except ArchiveError as error:
        errors.print(plain(str(error)))
        raise typer.Exit(1) from None
    _tell(code, losses, many, out, words)


def _filters(connection: Connection, chosen: dict[str, list[str]]) -> Filters:
    """The filters of the options. Raises `typer.BadParameter` for one that means nothing."""
    places = []
    for asked in chosen.get("place", ()):
        keys = place_keys(connection, asked)
        if not keys:
            raise typer.BadParameter(f"{asked!r} is no place that the gazetteer or a bulletin of the archive names.")
        if len(keys) > 1:
            known = gazetteer().by_id
            listed = ", ".join(f"{key} ({known[key].kind})" if key in known else key for key in keys)
            raise typer.BadParameter(f"{asked!r} is the name of {len(keys)} places; give the id of one or several: {listed}")
        places += keys
    try:
        return Filters.from_query({**chosen, "place": places})
    except FilterError as error:
        raise typer.BadParameter(f"--{error.name} {error.value}: {error.expected} is expected") from None


def _tell(code: str, losses: Losses, many: int, out: Path, words: Wording) -> None:
    for sentence in losses.sentences(code, words):
        errors.print(sentence)
    errors.print(f"{many} bulletins written to {out}.")


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


def _written(code: str, bulletins: Iterable[Bulletin], out: Path, words: Wording, losses: Losses | None = None) -> Losses:
    """Write to a file beside ``out``, and put it in its place when it is whole; leaves the program when that cannot be."""
    try:
        with whole_file(out) as beside, beside.open("wb") as file:
            losses = FORMATS[code].write(bulletins, file, words, losses)
    except OSError as error:
        errors.print(f"{out} cannot be written: {error.strerror}.")
        raise typer.Exit(1) from None
    return losses
