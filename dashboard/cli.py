"""The command ``rasd``: which commands there are, and where each is."""

from __future__ import annotations

import sys

import typer

from dashboard.lazy_commands import Later, lazy_group
from dashboard.serve_command import NoBrowser, Port, serve
from dashboard.terminal import errors
from extraction.lexicon import LexiconError

COMMANDS = {
    "extract": Later("dashboard.extract_command:extract_files", "Read bulletins and write their records to standard output."),
    "evaluate": Later(
        "dashboard.evaluate_command:evaluate_folder",
        "Read texts and compare the records with gold: precision, recall and F1 a kind, accuracy an attribute.",
    ),
    "export": Later(
        "dashboard.export_command:export_files", "Write the records of bulletins to a file, and say on standard error what is not in it."
    ),
    "import": Later("dashboard.archive_commands:import_bulletins", "Import bulletins into the archive."),
    "backup": Later("dashboard.archive_commands:back_up", "Write the whole archive into one file, while it may be in use."),
    "restore": Later(
        "dashboard.archive_commands:restore", "Make the archive what it was when a backup was written; close the dashboard first."
    ),
    "corrections": Later("dashboard.archive_commands:export_corrections", "Write the reviewed bulletins as gold records, for rasd evaluate."),
    "batch": Later(
        "dashboard.batch_command:batch",
        "Read any number of bulletins into Parquet tables: reports, casualties, flows, control, events, mentions, remarks, errors.",
    ),
    "boilerplate": Later(
        "dashboard.batch_command:find_boilerplate", "Show the paragraphs that come again in many bulletins, word for word or nearly."
    ),
    "gazetteer": Later("dashboard.gazetteer_command:gazetteer_app", "Your own places, and near misses of a name."),
    "share": Later("dashboard.share_command:share_app", "Links to a dashboard that is shared with: rasd serve --share."),
}
"""The commands beside `serve`, each with the first paragraph of its help."""

app = typer.Typer(
    cls=lazy_group(COMMANDS),
    help="Read Arabic conflict bulletins into counted, dated, located records.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
app.command()(serve)


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
