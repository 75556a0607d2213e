"""The words of the interface in Arabic and in English.

The words of the screen are data: ``dashboard/strings/ar.toml`` and ``en.toml``, one table a subject, read and checked
once; a missing key stops the program with the file and the key, so that no screen shows a bare code. Parties,
causes, kinds of place and of event, and months are called as `extraction.describe` calls them.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from extraction import labels, records
from extraction.labels import PLURALS, plural_form

Language = Literal["ar", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
LANGUAGE_NAMES: dict[Language, str] = {"ar": "العربية", "en": "English"}
STRINGS = Path(__file__).parent / "strings"

# The form of a code's words in `extraction.labels` that stands alone on the screen.
DESCRIBED = {"party": "name", "cause": "name", "event": "name", "place_kind": "name", "month": "name"}
# The other codes of the contract have their words in the string files, which are checked against them.
CODED_TABLES = {
    "outcome": records.Outcome,
    "category": records.Category,
    "movement": records.Movement,
    "status": records.ControlStatus,
    "measure": records.Measure,
    "basis": records.Basis,
    "date_basis": records.DateBasis,
    "mention": records.MentionKind,
}


class Wording:
    """The words of one language: ``wording("ui", "analyse")``, ``wording("qualifier", "about", n="500")``."""

    def __init__(self, language: Language, tables: dict[str, dict[str, Any]]) -> None:
        self.language = language
        self.tables = tables

    @property
    def rtl(self) -> bool:
        """Whether the language is written right to left."""
        return self.language == "ar"

    def __call__(self, table: str, key: str, **values: object) -> str:
        return self.tables[table][key].format(**values)

    def counted(self, noun: str, many: int) -> str:
        """A number with its noun in the form that the number asks for: “1 bulletin”, “2,260 people”."""
        return self.tables["counted"][noun][plural_form(many, self.language)].format(n=f"{many:,}")

    def label(self, table: str, code: str | None) -> str:
        """The words for a code; an empty string for no code, and the code itself where no words are known.

        Only open sets (``taken_for``, the values of highlights) can hold a code without words: the others are checked.
        """
        if code is None:
            return ""
        if table in DESCRIBED:
            return self._described(table, code, DESCRIBED[table])
        return self.tables[table].get(code, code)

    def areas_of(self, party: str) -> str:
        """The areas that a party holds: “SDF-held areas”."""
        return self._described("party", party, "held")

    def _described(self, kind: str, code: str, form: str) -> str:
        words = labels.label(kind, code, self.language, form)
        return words[:1].upper() + words[1:] if kind == "party" else words


@cache
def wording(language: Language) -> Wording:
    """The words of ``language``. Raises ValueError, naming file and key, when the string files are not complete."""
    tables = {name: _read(name) for name in LANGUAGES}
    _check(tables)
    return Wording(language, tables[language])


def _read(language: Language) -> dict[str, dict[str, Any]]:
    path = STRINGS / f"{language}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path}: {error}") from error


def _check(tables: dict[Language, dict[str, dict[str, Any]]]) -> None:
    keys = {name: {(table, key) for table, words in found.items() for key in words} for name, found in tables.items()}
    wanted = {(table, code) for table, codes in CODED_TABLES.items() for code in get_args(codes)}
    everything = wanted.union(*keys.values())
    for language, found in keys.items():
        missing = sorted(everything - found)
        if missing:
            names = ", ".join(f"[{table}] {key}" for table, key in missing)
            raise ValueError(f"{STRINGS / f'{language}.toml'}: no words for {names}")
        for noun, forms in tables[language]["counted"].items():
            if set(forms) != set(PLURALS[language]):
                raise ValueError(f"{STRINGS / f'{language}.toml'}: [counted] {noun} needs the forms {', '.join(PLURALS[language])}")
