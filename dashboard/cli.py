"""The command ``rasd``: open the dashboard, or read files into records in the terminal."""

from __future__ import annotations

import datetime as dt
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple
from urllib.parse import urlsplit

import typer
from rich.console import Console, Group
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from dashboard.access import Role
from dashboard.archive_commands import back_up, export_corrections, import_bulletins, restore
from dashboard.batch_command import batch, find_boilerplate
from dashboard.evaluate_command import evaluate_folder
from dashboard.export_command import export_files
from dashboard.exports.bulletin import Bulletin
from dashboard.exports.codebook import named_json
from dashboard.gazetteer_command import gazetteer_app
from dashboard.inputs import STDIN, bulletins_of, day, sources, told
from dashboard.readers import settings as file_limits
from dashboard.readers.document import Read
from dashboard.readers.reading import Readers, report_of
from dashboard.share_command import open_links, share_app
from dashboard.sharing.addresses import VARIABLE, link_to, network_address
from dashboard.terminal import as_json, errors, load_own_gazetteer, plain, table, write_utf8
from extraction import extract
from extraction.describe import describe
from extraction.lexicon import LexiconError
from extraction.records import Casualty, Control, Event, Flow, Report

HOST = "127.0.0.1"
DEFAULT_PORT = 8501
PORTS_TRIED = 20
OWNER_HOURS = 7 * 24
"""How long the link lasts that a shared dashboard opens for its owner; each start makes a new one."""
OPEN_SECONDS = 3.0
"""When the owner's browser is opened: the server answers by then."""
WORDS_SHOWN = 60
"""Characters of a record's own words that the table shows; the rest is left out at an ellipsis."""

app = typer.Typer(
    help="Read Arabic conflict bulletins into counted, dated, located records.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
app.command("evaluate")(evaluate_folder)
app.command("export")(export_files)
app.command("batch")(batch)
app.command("boilerplate")(find_boilerplate)
app.add_typer(gazetteer_app, name="gazetteer")
app.add_typer(share_app, name="share")
app.command("import")(import_bulletins)
app.command("backup")(back_up)
app.command("restore")(restore)
app.command("corrections")(export_corrections)

Port = Annotated[
    int | None,
    typer.Option(min=1, max=65535, help=f"Port to listen on; {DEFAULT_PORT} or the next free one if not given."),
]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Do not open a browser window.")]


class Format(StrEnum):
    """How ``rasd extract`` writes what it read."""

    table = "table"
    json = "json"
    jsonl = "jsonl"


def main() -> None:
    """Run the command line; a fault in a lexicon is one sentence with file and line, not a trace."""
    try:
        app()
    except LexiconError as error:
        errors.print(f"A lexicon is wrong: {error}")
        sys.exit(1)


@app.callback(invoke_without_command=True)
def rasd(context: typer.Context, port: Port = None, no_browser: NoBrowser = False) -> None:
    """Read Arabic conflict bulletins into counted, dated, located records. Without a command: open the dashboard."""
    if context.invoked_subcommand is None:
        serve(port, no_browser)
    elif port is not None or no_browser:
        raise typer.BadParameter("--port and --no-browser belong after serve: rasd serve --port 9000")


@app.command()
def serve(
    port: Port = None,
    no_browser: NoBrowser = False,
    share: Annotated[bool, typer.Option("--share", help="Listen on the network, too; nobody gets in without a link.")] = False,
    certfile: Annotated[Path | None, typer.Option(metavar="PEM", exists=True, dir_okay=False, help="Certificate, for https.")] = None,
    keyfile: Annotated[Path | None, typer.Option(metavar="PEM", exists=True, dir_okay=False, help="The certificate's key.")] = None,
    url: Annotated[str | None, typer.Option(metavar="ADDRESS", help="The address that visitors use, behind a proxy.")] = None,
) -> None:
    """Open the dashboard in the browser. It answers to this computer only, unless it is shared."""
    from streamlit.web import cli as streamlit  # half a second to import, and not needed to read files

    if (certfile is None) != (keyfile is None):
        raise typer.BadParameter("--certfile and --keyfile belong together.")
    if not share and (certfile or url):
        raise typer.BadParameter("--certfile, --keyfile and --url belong to a shared dashboard: add --share.")
    chosen = _free_port(port)
    if port is None and chosen != DEFAULT_PORT:
        errors.print(f"Port {DEFAULT_PORT} is taken; using {chosen} instead.")
    # As flags, which stand above the user's environment and Streamlit settings: these must hold. Looks and limits are
    # in .streamlit/config.toml beside the app.
    settings = {
        "server.address": "0.0.0.0" if share else HOST,  # noqa: S104
        "server.port": chosen,
        "server.headless": str(no_browser or share).lower(),
        "server.showEmailPrompt": "false",
        "server.enableCORS": "true",
        "server.enableXsrfProtection": "true",
        "server.maxUploadSize": file_limits.MAX_FILE_BYTES // 1_000_000,
        "client.showErrorDetails": "none",
        "browser.gatherUsageStats": "false",
    }
    if certfile is not None and keyfile is not None:
        settings |= {"server.sslCertFile": str(certfile.resolve()), "server.sslKeyFile": str(keyfile.resolve())}
    if share:
        # Named, so that Streamlit does not ask another machine for this one's address.
        settings["browser.serverAddress"] = network_address() or HOST
        path = urlsplit(url or "").path.strip("/")
        settings["server.baseUrlPath"] = path
        _share(f"{'https' if certfile else 'http'}://{{}}:{chosen}/{path}".rstrip("/"), url, no_browser)
    script = Path(__file__).with_name("shared_app.py" if share else "app.py")
    streamlit.main(["run", str(script), *(f"--{name}={value}" for name, value in settings.items())], prog_name="rasd")


def _share(address: str, url: str | None, no_browser: bool) -> None:
    """Make the owner's own link, print it, and open it in the browser once the server answers. ``address`` lacks its host."""
    os.environ[VARIABLE] = url or address.format(network_address() or HOST)
    _, key = open_links().make(Role.owner, OWNER_HOURS)
    own = link_to(f"{address.format(HOST)}/", {}, key)
    typer.echo(f"Your own link, for this computer; keep it to yourself:\n  {own}")
    typer.echo("To let others in, make them links: in the dashboard (Share), or with: rasd share create")
    if own.startswith("http:") and url is None:
        errors.print("Without a certificate the network can read along; see --certfile and --keyfile.")
    if not no_browser:
        threading.Timer(OPEN_SECONDS, webbrowser.open, [own]).start()


def _free_port(asked: int | None) -> int:
    """The port asked for, or the first free one from the default on; exits with a plain sentence when taken."""
    candidates = [asked] if asked is not None else range(DEFAULT_PORT, DEFAULT_PORT + PORTS_TRIED)
    for port in candidates:
        with socket.socket() as probe:
            if os.name == "posix":  # as the server does: a port closed a moment ago is free (on Windows: a taken one too)
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
        return port
    which = f"Port {asked} is" if asked is not None else f"Ports {candidates[0]} to {candidates[-1]} are"
    errors.print(f"{which} taken or not allowed; choose another: rasd serve --port NUMBER")
    raise typer.Exit(1)


@app.command("extract")
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
