"""Nationalities: every form of their adjectives, and the names of countries, from `lexicons/nationalities.csv`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from . import lexicon
from .text import fold

_COLUMNS = ("forms", "countries", "iso", "party")
_ENDINGS = ("", "ة", "ا", "ات", "ون", "ين", "ان", "تان", "تين", "و", "ي")
"""What the adjective in ي takes: سوري، سورية، سورياً، سوريات، سوريون، سوريين، سوريان، سوريتان، سوريتين، and «سوريو / سوريي الجنسية»."""


def forms() -> Iterator[tuple[str, str, str]]:
    """Each form with its ISO code and the side of soldiers so called. Raises `lexicon.LexiconError`."""
    for row in lexicon.read("nationalities.csv", _COLUMNS, required=("forms", "iso")):
        for word in row.values("forms"):
            regular = word.endswith("ي") and " " not in word
            for form in (word + ending for ending in (_ENDINGS if regular else ("",))):
                yield form, row["iso"], row["party"]
                if fold(form).startswith("ال"):
                    yield f"ال{form}", row["iso"], row["party"]  # «الألماني»: its own ال is no article


@cache
def countries() -> dict[tuple[str, ...], str]:
    """The ISO code of each country by the folded words of its names."""
    return {tuple(name.split()): row["iso"] for row in lexicon.read("nationalities.csv", _COLUMNS, required=("forms", "iso"))
            for name in row.forms("countries")}


@cache
def _adjectives() -> dict[str, str]:
    return {fold(form): iso for form, iso, _ in forms()}


def adjective(word: str) -> str | None:
    """The ISO code of a folded adjective inside a longer name: «السلطات العراقية»."""
    return _adjectives().get(word) or _adjectives().get(word.removeprefix("ال"))


def recoveries() -> Iterator[str]:
    """«استعادت فرنسا»: a state that is no party to the fighting takes back people, not places."""
    for row in lexicon.read("nationalities.csv", _COLUMNS, required=("forms", "iso")):
        if not row["party"]:
            for name in row.values("countries"):
                yield from (f"{verb} {name}" for verb in ("استعاد", "استعادت", "يستعيد", "تستعيد", "استعادة"))
