"""`rasd import`, `rasd backup`, `rasd restore` and `rasd corrections`: the archive from the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import wraps
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from dashboard.archive import backup, gold_export, importing, kept_totals
from dashboard.archive.database import ArchiveError, archive
from dashboard.terminal import errors, load_own_gazetteer, plain, write_utf8


def _says_why(run: Callable[..., None]) -> Callable[..., None]:
    """Let a command say in a sentence that the archive cannot be used."""

    @wraps(run)
    def told(*args: object, **kwargs: object) -> None:
        try:
            run(*args, **kwargs)
        except ArchiveError as error:
            errors.print(str(error))
            raise typer.Exit(1) from None

    return told


@_says_why
def import_bulletins(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...", help="Files of the kinds that rasd extract reads, .jsonl with text, date and source, folders of them, and outputs of rasd batch."
        ),
    ],
    processes: Annotated[int | None, typer.Option(min=1, help="Processes that read; as many as there are cores if not given.")] = None,
) -> None:
    """Import bulletins into the archive.

    Each file or row is accepted, a duplicate of what is there, or refused with the reason; broken off, it goes on where it
    was when run again. The last line counts them. The exit code is 1 where something was refused.
    """
    write_utf8()
    load_own_gazetteer()
    opened = archive()
    outcomes: Counter[str] = Counter()
    columns = (TextColumn("Importing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as progress:
        batches = [path for path in paths if importing.is_batch(path)]
        others = [path for path in paths if path not in batches]
        # How many bulletins a file holds is known when it was read: the bar then counts them in a first pass.
        total = sum(1 for _ in importing.documents_in(others)) + sum(map(importing.batch_size, batches)) if errors.is_terminal else None
        bar = progress.add_task("", total=total)
        results = [importing.import_batch(opened, path, processes) for path in batches]
        for result in chain(importing.import_documents(opened, importing.documents_in(others), processes), *results):
            outcomes[result.outcome] += 1
            progress.advance(bar)
            reason = f": {plain(result.reason)}" if result.reason else ""
            typer.echo(f"{result.outcome} {plain(result.origin)}{reason}")
    typer.echo(importing.summary(outcomes))
    if outcomes["accepted"]:
        with opened.write() as connection:
            kept_totals.keep(connection)
    if outcomes["refused"]:
        raise typer.Exit(1)


@_says_why
def back_up(file: Annotated[Path, typer.Argument(help="The file to write; it must not be there yet.")]) -> None:
    """Write the whole archive into one file, while it may be in use."""
    _told(lambda: backup.back_up(archive(), file))


@_says_why
def restore(
    file: Annotated[Path, typer.Argument(help="A file that rasd backup wrote.")],
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of an archive that holds bulletins.")] = False,
) -> None:
    """Make the archive what it was when a backup was written; close the dashboard first."""
    _told(lambda: backup.restore(archive(), file, replace))


@_says_why
def export_corrections(folder: Annotated[Path, typer.Argument(help="The folder to write NAME.txt and NAME.json into.")]) -> None:
    """Write the reviewed bulletins as gold records, for rasd evaluate."""

    def write() -> int:
        with archive().read() as connection:
            return gold_export.write_gold(connection, folder)

    _told(write)


def _told(run: Callable[[], int]) -> None:
    try:
        done = run()
    except (backup.BackupError, OSError) as error:
        errors.print(plain(str(error)))
        raise typer.Exit(1) from None
    typer.echo("1 bulletin" if done == 1 else f"{done} bulletins")
