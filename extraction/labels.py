"""The words for codes in the sentences of `describe`: ``lexicons/labels_en.csv`` and ``labels_ar.csv``.

A label is found by kind, code and form: ``label("party", "sdf", "en", form="held")`` is "SDF-held areas". When a
file is loaded, every code of the contract must have each of its forms, and a template no other braces than its
own; what is wrong is reported as `LexiconError` with file and line.
"""

from __future__ import annotations

import re
from functools import cache
from string import Formatter
from typing import Literal, get_args

from . import records
from .lexicon import LexiconError, Row, read

Language = Literal["ar", "en"]

_COLUMNS = ("kind", "code", "form", "words")

# The codes of each closed kind. Nationalities are an open list: any ISO 3166-1 alpha-2 code may have a name.
_CODES: dict[str, tuple[str, ...]] = {
    "party": get_args(records.Party),
    "category": get_args(records.Category),
    "qualifier": (*get_args(records.Qualifier), "tens_of_thousands", "hundreds_of_thousands"),
    "outcome": get_args(records.Outcome),
    "cause": get_args(records.Cause),
    "movement": get_args(records.Movement),
    "status": get_args(records.ControlStatus),
    "event": get_args(records.EventType),
    "place_kind": get_args(records.PlaceKind),
    "month": tuple(str(month) for month in range(1, 13)),
}

# English puts the party before "fighters" as an adjective; Arabic has a form of the noun for each class of numbers.
_FORMS: dict[Language, dict[str, tuple[str, ...]]] = {
    "en": {"party": ("name", "of", "held"), "category": ("singular", "plural")},
    "ar": {"party": ("name", "held"), "category": ("one", "two", "plural", "accusative", "singular")},
}
_SHARED_FORMS: dict[str, tuple[str, ...]] = {
    "outcome": ("counted", "uncounted"),
    "movement": ("counted", "to"),
    "status": ("by", "unknown"),
    "event": ("name", "target"),
}

_TEMPLATES: dict[tuple[str, str], set[str]] = {
    ("outcome", "counted"): {"people"},
    ("outcome", "uncounted"): {"people"},
    ("movement", "counted"): {"people"},
    ("movement", "to"): {"ends"},
    ("status", "by"): {"place", "party"},
    ("status", "unknown"): {"place"},
    ("event", "target"): {"parties"},
}
_QUALIFIERS: dict[str, set[str]] = {code: {"number"} for code in ("exact", "about", "at_least", "more_than", "up_to")}
_QUALIFIERS["range"] = {"low", "number"}
_PHRASES: dict[str, set[str]] = {
    "from_party": {"party"}, "taken_from": {"party"}, "member_of": {"party"},
    "by": {"parties"}, "between": {"parties"}, "involving": {"parties"},
    "at": {"places"}, "from": {"ends"}, "held_place": {"places", "party"},
    "mostly": {"people"}, "all_of": {"plural"}, "nationalities": {"names"},
    "part": {"id"}, "part_of_people": {"people", "id"},
    "bounds": {"low", "high"}, "lower_bound": {"low"}, "upper_bound": {"high"}, "no_number": set(),
    "unconfirmed": set(),
    "day": {"day", "month", "year"}, "window": {"start", "end"}, "since": {"start"}, "until": {"end"}, "no_date": set(),
    "running_window": {"start", "end"}, "running_month": {"month", "year"}, "running_day": {"end"},
    "running_since": {"start"}, "running_until": {"end"}, "running_no_date": set(),
}  # fmt: skip


PLURALS: dict[Language, tuple[str, ...]] = {"en": ("one", "other"), "ar": ("one", "two", "few", "many", "other")}
"""The plural classes of CLDR for the whole numbers from 1; a noun has a form for each."""


def plural_form(number: int, language: Language) -> str:
    """The plural class of a whole number; none at all is told as many hundreds are.

    >>> [plural_form(number, "ar") for number in (1, 2, 3, 11, 100, 103)]
    ['one', 'two', 'few', 'many', 'other', 'few']
    """
    if number == 1:
        return "one"
    if language == "en":
        return "other"
    if number == 2:
        return "two"
    last_two = number % 100
    return "few" if 3 <= last_two <= 10 else "many" if last_two >= 11 else "other"


def label(kind: str, code: str, language: Language, form: str = "name") -> str:
    """The words for ``code`` in ``language``; KeyError for a closed kind's unknown code.

    A nationality that has no name is shown as its ISO code, since any country may be named.
    """
    found = load(language).get((kind, code, form))
    if found is None and kind == "nationality":
        return code
    if found is None:
        raise KeyError((kind, code, form))
    return found


@cache
def load(language: Language) -> dict[tuple[str, str, str], str]:
    """Every label of ``language`` by kind, code and form. Raises `LexiconError` when the file is not in order."""
    file = f"labels_{language}.csv"
    labels: dict[tuple[str, str, str], str] = {}
    for row in read(file, _COLUMNS, required=_COLUMNS):
        key = _key(row, language)
        if key in labels:
            raise row.error(f"{' '.join(key)} stands in the file twice")
        _check_template(row, key)
        labels[key] = row["words"]
    for kind, codes in {**_CODES, "phrase": tuple(_PHRASES)}.items():
        for code in codes:
            for form in _forms(kind, language):
                if (kind, code, form) not in labels:
                    raise LexiconError(f"{file}: there is no line for kind {kind}, code {code}, form {form}")
    return labels


def _forms(kind: str, language: Language) -> tuple[str, ...]:
    return _FORMS[language].get(kind) or _SHARED_FORMS.get(kind, ("name",))


def _key(row: Row, language: Language) -> tuple[str, str, str]:
    kind = row.one_of("kind", (*_CODES, "phrase", "nationality"))
    form = row.one_of("form", _forms(kind, language))
    if kind == "nationality":
        if not re.fullmatch("[A-Z]{2}", row["code"]):
            raise row.error(f"code is {row['code']!r}; expected two capital letters (ISO 3166-1)")
        return kind, row["code"], form
    return kind, row.one_of("code", tuple(_PHRASES) if kind == "phrase" else _CODES[kind]), form


def _check_template(row: Row, key: tuple[str, str, str]) -> None:
    kind, code, form = key
    if kind == "phrase":
        expected = _PHRASES[code]
    elif kind == "qualifier":
        expected = _QUALIFIERS.get(code, {"plural"})
    else:
        expected = _TEMPLATES.get((kind, form), set())
    try:
        found = {name for _, name, _, _ in Formatter().parse(row["words"]) if name is not None}
    except ValueError as error:
        raise row.error(f"words are {row['words']!r}; {error}") from None
    if found != expected:
        braces = " ".join(f"{{{name}}}" for name in sorted(expected)) or "no braces"
        raise row.error(f"words are {row['words']!r}; expected {braces} in them")
