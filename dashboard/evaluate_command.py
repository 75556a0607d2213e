"""``rasd evaluate``: how right the records are, on any folder of texts with gold records."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dashboard.gold import UnusableGold, judge_folder
from dashboard.terminal import as_json, errors, load_own_gazetteer, plain, table, write_utf8
from extraction.evaluation import Difference, Evaluation, evaluate


class Format(StrEnum):
    """How ``rasd evaluate`` writes its results."""

    table = "table"
    json = "json"


def evaluate_folder(
    gold_dir: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Folder of texts with gold: NAME.txt and NAME.json.")],
    format: Annotated[Format, typer.Option("--format", help="table for reading, json for programs.")] = Format.table,
    differences: Annotated[bool, typer.Option("--differences", help="List every difference too.")] = False,
) -> None:
    """Read texts and compare the records with gold: precision, recall and F1 a kind, accuracy an attribute.

    FOUND is the figure or place itself, RIGHT found with its people and measure, or its holder and status. Each report's
    date is given as gold has it. A file that cannot be used is named on standard error, and the exit code is then 1.
    """
    write_utf8()
    load_own_gazetteer()
    try:
        judged, problems = judge_folder(gold_dir)
    except UnusableGold as error:
        errors.print(str(error))
        raise typer.Exit(1) from None
    for problem in problems:
        errors.print(problem)
    if judged:
        _write(evaluate(judged), format, differences)
    if problems:
        raise typer.Exit(1)


def _write(evaluation: Evaluation, format: Format, differences: bool) -> None:
    if format is Format.json:
        typer.echo(as_json(evaluation.model_dump(mode="json", exclude=None if differences else {"differences"}), indent=2))
        return
    console = Console()
    columns = ("Records", "Level", "Gold", "Read", "Hits", "Precision", "Recall", "F1")
    console.print(table("1 text" if evaluation.files == 1 else f"{evaluation.files} texts", columns, _rates(evaluation), right=columns[2:]))
    columns = ("Records", "Attribute", "Right", "Of", "Accuracy")
    console.print(table("Attributes of the records found", columns, _attributes(evaluation), right=columns[2:]))
    console.print(f"Mean F1 of right records: {evaluation.mean_right_f1:.3f}", highlight=False)
    console.print(f"Differences: {len(evaluation.differences)}", highlight=False)
    if differences:
        columns = ("Text", "Record", "Figure or place", "What", "Read", "Gold", "At")
        console.print(table("Differences", columns, map(_difference, evaluation.differences)))


def _rates(evaluation: Evaluation) -> Iterator[list[str]]:
    for kind, result in evaluation.kinds.items():
        for level, rates in (("found", result.found), ("right", result.right)):
            counts = [str(rates.gold), str(rates.predicted), str(rates.hits)]
            yield [kind, level, *counts, *(f"{rate:.3f}" for rate in (rates.precision, rates.recall, rates.f1))]


def _attributes(evaluation: Evaluation) -> Iterator[list[str]]:
    for kind, result in evaluation.kinds.items():
        for name, share in result.attributes.items():
            accuracy = "not stated" if share.accuracy is None else f"{share.accuracy:.3f}"
            yield [kind, name, str(share.right), str(share.stated), accuracy]


def _difference(one: Difference) -> list[str]:
    record = f"{one.record or '–'} / {one.gold_record or '–'}"
    at = "" if one.start is None else f"{one.start}–{one.end}"
    figure = f"{one.act} {one.figure}" if one.act else one.figure
    return [plain(one.file), record, plain(figure), one.field, plain(one.got or "–"), plain(one.expected or "–"), at]
