"""``rasd gazetteer``: places of the user's own, and near misses of a name."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dashboard import own_gazetteer
from dashboard.gazetteer_formats import Refused, UnknownTable, read_table
from dashboard.gazetteer_import import check
from dashboard.readers.document import UnreadableFile
from dashboard.readers.plain import read_text
from dashboard.terminal import errors, load_own_gazetteer, plain, table, write_utf8
from extraction.gazetteer import FOLDER, Gazetteer, gazetteer
from extraction.lexicon import LexiconError

EXAMPLES = 3
"""Rows named for each reason of refusal; all of them go to the file of ``--refused``."""

gazetteer_app = typer.Typer(help="Your own places, and near misses of a name.", no_args_is_help=True)


@gazetteer_app.command("import")
def import_places(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="GeoNames' SY.txt, OCHA's p-codes as CSV, or a CSV of your own.")],
    refused: Annotated[
        Path | None, typer.Option("--refused", metavar="CSV", help="Write every refused row with its reason to this file.")
    ] = None,
) -> None:
    """Check a table of places row by row and put what is new into your own gazetteer.

    It is read from then on by every command and by the dashboard. Importing a file of the same name again replaces what
    it gave. Rows of places that are known add nothing, unless they tell a position that was not known.
    """
    write_utf8()
    if file.suffix.lower() in (".xlsx", ".xls", ".ods", ".zip"):
        raise _failure(f"{file} cannot be read as it is: unpack it, or save its sheet of p-codes as CSV (UTF-8).")
    own = own_gazetteer.file_for(file)
    others = [other for other in own_gazetteer.own_files() if other != own]
    try:
        known = Gazetteer(sorted(FOLDER.glob("*.csv")))
        known.add(others, replace=True)
        rows = list(read_table(read_text(file)))
        found = check(rows, known, own_gazetteer.ids_in(others))
    except (UnreadableFile, LexiconError) as error:
        raise _failure(str(error)) from None
    except UnknownTable as error:
        raise _failure(f"{file} is no table of places that can be imported. {error}") from None
    if found.rows:
        own_gazetteer.write(own, found.rows)
    _report(found.refused)
    if refused is not None:
        _write_refused(refused, found.refused)
    console = Console(soft_wrap=True)
    new = len(found.rows) - found.completed
    console.print(f"{len(rows)} rows: {new} places taken, {found.completed} known places given a position, {len(found.refused)} refused.", highlight=False)
    if not found.rows:
        raise _failure("Nothing was imported; your gazetteer is as it was.")
    console.print(f"Kept in {own}\nA dashboard that is open now will know them when it is started again.", highlight=False, markup=False)


def _failure(sentence: str) -> typer.Exit:
    errors.print(sentence)
    return typer.Exit(1)


def _report(refused: Sequence[Refused]) -> None:
    reasons: dict[str, list[Refused]] = defaultdict(list)
    for row in refused:
        reasons[row.reason].append(row)
    if reasons:
        ordered = sorted(reasons.items(), key=lambda one: -len(one[1]))
        lines = ((reason, str(len(rows)), "; ".join(map(_example, rows[:EXAMPLES]))) for reason, rows in ordered)
        Console().print(table("Refused", ("Why", "Rows", "Such as"), lines, right=("Rows",)))


def _example(row: Refused) -> str:
    detail = f" ({plain(row.detail)})" if row.detail else ""
    return f"line {row.line}: {plain(row.name)}{detail}"


def _write_refused(file: Path, refused: Sequence[Refused]) -> None:
    try:
        with file.open("w", encoding="utf-8", newline="") as output:
            writer = csv.writer(output)
            writer.writerow(Refused._fields)
            writer.writerows(refused)
    except OSError as error:
        raise _failure(f"{file} could not be written: {error.strerror or error}.") from None


@gazetteer_app.command("suggest")
def suggest_places(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of a place, as a bulletin writes it.")],
    limit: Annotated[int, typer.Option(min=1, max=50, help="At most so many places.")] = 5,
) -> None:
    """Show the known places whose names come near to NAME. They are for you to choose from: the program never does."""
    write_utf8()
    load_own_gazetteer()
    suggestions = gazetteer().suggest(name, limit)
    if not suggestions:
        raise _failure(f"No known place has a name like {plain(name)}.")
    places = gazetteer()
    rows = []
    for place, likeness in suggestions:
        above = places.by_id.get(place.parent)
        position = "unknown" if place.lat is None else f"{place.lat}, {place.lon}"
        rows.append((str(likeness), place.name, place.name_en, place.kind, above.name if above else "", position, place.id))
    columns = ("Like", "Name", "In English", "Kind", "In", "Position", "Id")
    Console().print(table(f"Places with names like {plain(name)}", columns, rows, right=("Like",)))
