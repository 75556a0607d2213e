"""The words of dates, from ``months.csv``, ``weekdays.csv`` and ``date_words.csv``, ready for look-up.

A word is looked up by its folded form with its attached conjunction or preposition (والسبت, بتموز, لليوم): the forms are
spelled out once, when this module is loaded, so that reading a text costs one dictionary access per token.
"""

from __future__ import annotations

from typing import NamedTuple

from . import lexicon

CALENDARS = ("levantine", "gregorian", "maghrebi", "hijri")
CLASSES = (
    "since", "until", "to", "during", "between", "before", "in", "from", "now", "about", "inexact", "reference", "follows",
    "relative", "part", "adverb", "day_noun", "days_of", "this_day", "that", "date_noun", "month_noun", "the_month",
    "week_noun", "year_noun", "the_year", "period_noun", "hijri_sign", "unit", "two", "many", "the_two", "the_many",
    "share", "stretch", "season", "vague", "names", "numbering", "counted", "ordinal", "cardinal",
    "outset", "its_outset", "event",
)
_NUMERIC = ("relative", "follows", "ordinal", "cardinal")
_VALUES = {
    "reference": ("previous", "latest", "current", "next", "same"),
    "part": ("dawn", "morning", "noon", "afternoon", "evening", "night", "after_midnight"),
    "adverb": ("dawn", "morning", "noon", "afternoon", "evening", "night"),
    "stretch": ("start", "middle", "end"),
    "share": ("half", "week"),
    **dict.fromkeys(("unit", "two", "many", "the_two", "the_many"), ("hour", "day", "week", "month", "year")),
}

# Nouns of time also take ب and ل (بتاريخ، لليوم); the small words only و and ف.
_TAKES_PREPOSITION = {
    "relative", "part", "day_noun", "days_of", "this_day", "month_noun", "the_month", "week_noun", "year_noun", "the_year",
    "ordinal", "month", "weekday", "share", "stretch",
}


class Entry(NamedTuple):
    """What a form can be: its class and value, the words that must follow it, and whether و or ف is attached."""

    rest: tuple[str, ...]
    kind: str
    value: object
    joined: bool


class Month(NamedTuple):
    """The value of a month's entry. ``alone`` is False where the name is also an everyday word."""

    number: int
    hijri: bool
    alone: bool


def load() -> dict[str, dict[str, tuple[Entry, ...]]]:
    """The entries by the form that they begin with and by class, those of more words first. Raises `LexiconError`."""
    entries: dict[str, list[Entry]] = {}
    for row in lexicon.read("months.csv", ("month", "calendar", "alone", "forms"), required=("month", "forms")):
        number = _whole(row, "month", 1, 12)
        hijri = row.one_of("calendar", CALENDARS) == "hijri"
        alone = row.one_of("alone", ("yes", "no")) == "yes"
        _add(entries, row.forms("forms"), "month", Month(number, hijri, alone), prepositions=alone)
    for row in lexicon.read("weekdays.csv", ("weekday", "forms"), required=("weekday", "forms")):
        _add(entries, row.forms("forms"), "weekday", _whole(row, "weekday", 1, 7), prepositions=True)
    for row in lexicon.read("date_words.csv", ("class", "value", "forms"), required=("class", "forms")):
        kind = row.one_of("class", CLASSES)
        if kind in _NUMERIC:
            value = _whole(row, "value", -3, 99)
        else:
            value = row.one_of("value", _VALUES.get(kind, ("",)))
        forms = row.forms("forms")
        if kind == "cardinal":
            forms += ["ال" + form for form in forms]
        if kind == "counted":
            forms += [form + "ا" for form in forms]
        _add(entries, forms, kind, value, prepositions=kind in _TAKES_PREPOSITION)
    table: dict[str, dict[str, tuple[Entry, ...]]] = {}
    for form, found in entries.items():
        longest_first = sorted(found, key=lambda entry: -len(entry.rest))
        table[form] = {kind: tuple(e for e in longest_first if e.kind == kind) for kind in {e.kind for e in found}}
    return table


def _whole(row: lexicon.Row, column: str, low: int, high: int) -> int:
    number = row.number(column)
    if number is None or number != int(number) or not low <= number <= high:
        raise row.error(f"{column} is {row[column]!r}; expected a whole number from {low} to {high}")
    return int(number)


def _add(entries: dict[str, list[Entry]], forms: list[str], kind: str, value: object, prepositions: bool) -> None:
    for form in forms:
        first, *rest = form.split()
        for prefix in ("", "و", "ف", "ب", "ل", "وب", "ول") if prepositions else ("", "و", "ف"):
            # ل swallows the alef of the article: ل + اليوم is لليوم.
            word = first[1:] if prefix.endswith("ل") and first.startswith("ال") else first
            entries.setdefault(prefix + word, []).append(Entry(tuple(rest), kind, value, prefix[:1] in ("و", "ف")))
