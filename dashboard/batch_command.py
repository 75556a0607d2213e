"""``rasd batch`` and ``rasd boilerplate``: an archive of any size read into Parquet tables, and what comes again in it."""

from __future__ import annotations

import os
import time
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from dashboard.batch.chunks import MOST_DOCUMENTS, WrongWorker
from dashboard.batch.engines import Dask, EngineError, Local
from dashboard.batch.inputs import NoInput, sources
from dashboard.batch.run import Summary, run
from dashboard.batch.store import NotAnOutput, Store
from dashboard.terminal import errors, load_own_gazetteer, plain, table, write_utf8

Engine = StrEnum("Engine", ["local", "dask"])
SAMPLE = 20_000
"""Bulletins in which boilerplate is looked for: of what stands in one of a hundred about 200."""


def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT...", help="Tables (.jsonl, .csv, also .gz or .zst; .parquet), other files, folders of them; paths or addresses."),
    ],
    out: Annotated[str, typer.Option("--out", "-o", metavar="DIR", help="The folder of the output, or its address. Run again, it goes on where it was.")],
    engine: Annotated[Engine, typer.Option("--engine", help="local: the cores of this computer; dask: the workers of a Dask scheduler.")] = Engine.local,
    scheduler: Annotated[str | None, typer.Option("--scheduler", metavar="ADDRESS", help="A running Dask scheduler, as tcp://10.0.0.5:8786.")] = None,
    chunk: Annotated[int, typer.Option(min=1, max=10_000, help="Bulletins that are read together: a file of each table for so many.")] = MOST_DOCUMENTS,
    processes: Annotated[int | None, typer.Option(min=1, help="Processes on this computer; as many as there are cores if not given.")] = None,
) -> None:
    """Read any number of bulletins into Parquet tables: reports, casualties, flows, control, events, mentions, remarks, errors.

    Broken off, it goes on where it was when run again. The exit code is 1 where something could not be read; what and why
    is in the table errors. What was passed over in a file that was read is in remarks.
    """
    if scheduler is not None and engine is not Engine.dask:
        raise typer.BadParameter("--scheduler belongs to --engine dask.")
    load_own_gazetteer()
    many = processes or os.cpu_count() or 1
    start = time.monotonic()
    try:
        files = sources(inputs)
        with _Bar(sum(file.size for file in files), start) as bar:
            summary = run(files, inputs, out, Local(many) if engine is Engine.local else Dask(scheduler, many), chunk, bar.show)
    except (NoInput, NotAnOutput, EngineError, WrongWorker) as error:
        errors.print(str(error))
        raise typer.Exit(1) from None
    except OSError as error:
        errors.print(f"{out} cannot be written: {error.strerror or error}. What was read before is kept; run the same command to go on.")
        raise typer.Exit(1) from None
    typer.echo(_sentence(summary, time.monotonic() - start))
    if summary.errors:
        raise typer.Exit(1)


def _sentence(summary: Summary, seconds: float) -> str:
    parts = [
        f"{summary.documents:,} bulletins, {summary.records:,} records, {summary.remarks:,} remarks, {summary.errors:,} errors "
        f"in {summary.chunks:,} chunks"
    ]
    if summary.already:
        parts.append(f"{summary.already:,} of them were there already")
    if summary.removed:
        parts.append(f"{summary.removed:,} that the inputs no longer have were removed")
    return f"{'; '.join(parts)}. {seconds:,.0f} seconds."


def find_boilerplate(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="The output of rasd batch, or its address.")],
    least: Annotated[float, typer.Option(min=0, max=100, help="In how many of a hundred bulletins a passage stands at least.")] = 1,
    most: Annotated[int, typer.Option("--sample", min=1, help="How many bulletins are looked at, spread over all.")] = SAMPLE,
) -> None:
    """Show the paragraphs that come again in many bulletins, word for word or nearly."""
    from dashboard.batch.boilerplate import boilerplate, sample  # brings scipy, which takes a second and no other command needs

    write_utf8()
    try:
        store = Store(folder)
        if store.description() is None:
            raise NotAnOutput(f"{folder} is no output of rasd batch.")
        found, looked_at = boilerplate(sample(store, most), least / 100)
    except NotAnOutput as error:
        errors.print(str(error))
        raise typer.Exit(1) from None
    rows = ((f"{one.documents / looked_at:.1%}", f"{one.wordings:,}", plain(one.text)) for one in found)
    Console().print(table(f"{len(found):,} passages in {looked_at:,} bulletins", ("In", "Wordings", "Passage"), rows, ("In", "Wordings")))


class _Bar:
    """How much of the input is done with, how fast, and the time that is left; drawn where there is a terminal."""

    def __init__(self, size: int, start: float):
        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal)
        self._task = self._progress.add_task("Reading", total=size)
        self._start = start

    def __enter__(self) -> _Bar:
        self._progress.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._progress.__exit__(*error)

    def show(self, bytes_read: int, summary: Summary) -> None:
        """Draw what there is."""
        rate = summary.documents / max(time.monotonic() - self._start, 0.001)
        done = max(bytes_read, int(self._progress.tasks[0].completed))  # with Dask, chunks are done in any order
        self._progress.update(self._task, completed=done, description=f"{summary.documents:,} bulletins, {rate:,.0f}/s")
