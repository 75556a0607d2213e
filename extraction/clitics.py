"""Arabic proclitics: the conjunctions, prepositions and the article that are written joined to a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a written form: ``conjunction`` (و، ف), ``preposition`` (ب، ل، ك), ``article`` and the rest."""

    stem: str
    conjunction: str = ""
    preposition: str = ""
    article: bool = False


# Longest first within each kind, so that والمدنيين is tried as و+ال+مدنيين after the bare form and و alone.
_PREFIXES = [
    ("", "", "", False),
    ("ال", "", "", True),
    ("و", "و", "", False), ("ف", "ف", "", False),
    ("وال", "و", "", True), ("فال", "ف", "", True),
    ("ب", "", "ب", False), ("ل", "", "ل", False), ("ك", "", "ك", False),
    ("بال", "", "ب", True), ("لل", "", "ل", True), ("كال", "", "ك", True),
    ("وب", "و", "ب", False), ("ول", "و", "ل", False), ("فل", "ف", "ل", False), ("فب", "ف", "ب", False), ("وك", "و", "ك", False),
    ("وبال", "و", "ب", True), ("ولل", "و", "ل", True), ("فلل", "ف", "ل", True), ("فبال", "ف", "ب", True), ("وكال", "و", "ك", True),
]
_BY_FIRST = {}
for _prefix in _PREFIXES[1:]:
    _BY_FIRST.setdefault(_prefix[0][0], []).append(_prefix)


def readings(form: str) -> Iterator[Reading]:
    """Every way to take proclitics off a folded form, the untouched form first.

    >>> [r.stem for r in readings("وبالقصف")]
    ['وبالقصف', 'بالقصف', 'القصف', 'قصف']
    """
    yield Reading(form)
    for prefix, conjunction, preposition, article in _BY_FIRST.get(form[:1], ()):
        if form.startswith(prefix) and len(form) - len(prefix) >= 2:
            yield Reading(form[len(prefix):], conjunction, preposition, article)
