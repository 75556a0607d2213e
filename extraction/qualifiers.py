"""The words beside a number that bound it, and the words that stand for one: ``lexicons/qualifiers.csv``."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, get_args

from . import lexicon
from .records import Qualifier

POSITIONS = ("before", "after", "vague", "far", "change", "between", "total")
CLITICS = ("", "و", "ف", "ب", "ل", "وب", "ول", "فب")
"""What may be written to the first word of a phrase."""


class Phrase(NamedTuple):
    """One wording of a phrase: its folded words, the first with its clitics."""

    words: tuple[str, ...]
    position: str
    qualifier: str
    low: int | None
    high: int | None
    cut: int  # letters of an attached و ف ب ل at its beginning, which are no part of the count


@cache
def phrases() -> dict[str, dict[str, list[Phrase]]]:
    """The qualifiers by position and first word, longest first. Raises `lexicon.LexiconError`."""
    table: dict[str, dict[str, list[Phrase]]] = {position: {} for position in POSITIONS}
    columns = ("phrase", "position", "qualifier", "low", "high", "note")
    for row in lexicon.read("qualifiers.csv", columns, required=("phrase", "position")):
        position = row.one_of("position", POSITIONS)
        qualifier = row.one_of("qualifier", get_args(Qualifier), empty=position in ("change", "total"))
        low, high = (None if bound is None else int(bound) for bound in (row.number("low"), row.number("high")))
        for phrase in row.forms("phrase"):
            words = tuple(phrase.split())
            for clitics in CLITICS if position != "after" else ("",):
                entry = Phrase((clitics + words[0], *words[1:]), position, qualifier, low, high, len(clitics))
                table[position].setdefault(clitics + words[0], []).append(entry)
    for by_first in table.values():
        for entries in by_first.values():
            entries.sort(key=lambda entry: -len(entry.words))
    return table
