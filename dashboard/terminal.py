"""What the commands share at the terminal: messages, tables, JSON, and the user's own gazetteer."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dashboard.own_gazetteer import folder, use_own_gazetteer
from extraction.lexicon import LexiconError

errors = Console(stderr=True, markup=False, highlight=False, soft_wrap=True)
"""Where what went wrong is said: standard error, each message on one line."""


def load_own_gazetteer() -> None:
    """Read the user's own places too; leaves the program with a plain sentence where their file is wrong."""
    try:
        use_own_gazetteer()
    except LexiconError as error:
        errors.print(f"Your own gazetteer cannot be used: {error}. Mend or remove that file in {folder()}")
        raise typer.Exit(1) from None


def write_utf8() -> None:
    """Write UTF-8 into pipes and files, which is what programs that read it expect, whatever the locale."""
    if not sys.stdout.isatty() and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")


def as_json(value: object, indent: int | None = None) -> str:
    """The value as JSON, Arabic as Arabic."""
    return json.dumps(value, ensure_ascii=False, indent=indent)


def plain(text: str) -> str:
    """The text on one line, without control codes: a file must not be able to drive the terminal."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[str] = ("At",)) -> Table:
    """A table with its columns to the left, those of numbers named in ``right`` to the right."""
    made = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    for column in columns:
        made.add_column(column, justify="right" if column in right else "left", overflow="fold")
    for row in rows:
        # As text, not markup: brackets in a bulletin are brackets.
        made.add_row(*(Text(cell) for cell in row))
    return made
