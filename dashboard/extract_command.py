"""``rasd extract``: files read into records in the terminal."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from rich.console import Console, Group
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from dashboard.exports.bulletin import Bulletin
from dashboard.exports.codebook import named_json
from dashboard.inputs import STDIN, bulletins_of, day, sources, told
from dashboard.readers.document import Read
from dashboard.readers.reading import Readers, report_of
from dashboard.terminal import as_json, errors, load_own_gazetteer, plain, table, write_utf8
from extraction import extract
from extraction.describe import describe
from extraction.records import Casualty, Control, Event, Flow, Report

WORDS_SHOWN = 60
"""Characters of a record's own words that the table shows; the rest is left out at an ellipsis."""


class Format(StrEnum):
    """How ``rasd extract`` writes what it read."""

    table = "table"
    json = "json"
    jsonl = "jsonl"


def extract_files(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="FILE...|DIR|-", help="Files (text, Markdown, web page, Word, PDF, e-mail, Excel or CSV with a column of texts, zip), folders of them, or - for standard input."),
    ],
    date: Annotated[
        dt.date | None,
        typer.Option(parser=day, metavar="YYYY-MM-DD", help="The day of the reports, where the text does not state it."),
    ] = None,
    format: Annotated[
        Format,
        typer.Option(
            "--format",
            help="table for reading; json: one object for one file, an array for several or a folder; jsonl: one object a line. "
            "In an array and in jsonl each object names its file.",
        ),
    ] = Format.table,
) -> None:
    """Read bulletins and write their records to standard output.

    A file that cannot be read is named on standard error, the others are still done, and the exit code is then 1.
    """
    found, failed = sources(paths)
    write_utf8()
    load_own_gazetteer()
    readings: list[Reading] = []
    with _progress(len(found), format) as progress, Readers() as readers:
        for source in progress.track(found, description="Reading"):
            for read in bulletins_of(readers, source):
                reading = _reading(read, date)
                if reading is None:
                    failed = True
                elif format is Format.jsonl:
                    typer.echo(as_json(reading.named_json()))  # at once: there may be thousands
                else:
                    readings.append(reading)
    single = len(paths) == 1 and len(readings) < 2 and (paths[0] == STDIN or not Path(paths[0]).is_dir())
    if format is Format.table:
        console = Console()
        for reading in readings:
            console.print(_tables(reading))
    elif format is Format.json and not single:
        typer.echo(as_json([reading.named_json() for reading in readings], indent=2))
    elif format is Format.json and readings:
        typer.echo(as_json(readings[0].report.model_dump(mode="json"), indent=2))
    if failed:
        raise typer.Exit(1)


class Reading(NamedTuple):
    """One bulletin that was read: the name of its file as the user gave it, its text and its records."""

    name: str
    text: str
    report: Report

    def named_json(self) -> dict[str, object]:
        """The report's JSON with the file's name in front, to tell several apart."""
        return named_json(Bulletin(self.name, self.report))


def _progress(count: int, format: Format) -> Progress:
    """A bar on standard error for many files; none where it would stand between lines of output."""
    in_the_way = format is Format.jsonl and sys.stdout.isatty()
    return Progress(console=errors, transient=True, disable=count < 2 or in_the_way or not errors.is_terminal)


def _reading(read: Read, date: dt.date | None) -> Reading | None:
    """The records of one bulletin, or None where it cannot be read."""
    document = told(read)
    return None if document is None else Reading(document.name, document.text, report_of(document, date, extract))


def _tables(reading: Reading) -> Group:
    """What was read from one bulletin, for a reader at the terminal."""
    report, info = reading.report, reading.report.report
    date = "unknown" if info.date is None else f"{info.date} ({info.date_basis})"
    parts: list[Text | Table] = [
        Text(plain(reading.name), style="bold"),
        Text(f"Report's date: {date}. Source: {info.source or 'not stated'}."),
    ]
    kinds = {
        "Casualties": report.casualties,
        "Flows of people": report.flows,
        "Control": report.control,
        "Events": report.events,
    }
    for title, records in kinds.items():
        if records:
            parts.append(table(title, ("", "What the bulletin says", "Its words", "At"), _rows(records, reading)))
    unused = [mention for mention in report.mentions if mention.kind == "count" and not mention.records]
    if unused:
        rows = ((plain(mention.text), mention.taken_for or "unknown", str(mention.start)) for mention in unused)
        parts.append(table("Numbers not used", ("Number", "Taken for", "At"), rows))
    if not any(kinds.values()):
        parts.append(Text("No records were found."))
    return Group(*parts, Text())


def _rows(records: Iterable[Casualty | Flow | Control | Event], reading: Reading) -> Iterator[tuple[str, ...]]:
    for record in records:
        start, end = record.start, record.end
        if isinstance(record, Casualty | Flow) and record.count.start is not None and record.count.end is not None:
            start, end = record.count.start, record.count.end  # the words of the number itself
        words = plain(reading.text[start:end])
        if len(words) > WORDS_SHOWN:
            words = words[: WORDS_SHOWN - 1] + "…"
        yield record.id, describe(record, "en", reading.report), words, str(start)
