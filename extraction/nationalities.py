"""Nationalities: every form of their adjectives, the names of countries, and the lists in which a text names them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from . import lexicon
from .text import fold

if TYPE_CHECKING:
    from .chunks import Chunk

_COLUMNS = ("forms", "countries", "iso", "party")
_ENDINGS = ("", "ة", "ا", "ات", "ون", "ين", "ان", "تان", "تين")
"""What the adjective in ي takes: سوري، سورية، سورياً، سوريات، سوريون، سوريين، سوريان، سوريتان، سوريتين."""
_AHEAD = 4
"""Words between «جنسيات» and the first of its list: «جنسيات مختلفة، من بينها الروسية»."""
_JOINERS = ("و", "من", "او")


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
def _countries() -> dict[tuple[str, ...], str]:
    return {tuple(name.split()): row["iso"] for row in lexicon.read("nationalities.csv", _COLUMNS, required=("forms", "iso"))
            for name in row.forms("countries")}


def country_at(chunks: Sequence[Chunk], i: int) -> tuple[str, int] | None:
    """The ISO code of the country whose name begins at chunk ``i``, and the last chunk of the name: «جنوب أفريقيا»."""
    names = _countries()
    if chunks[i].kind == "movement":  # «استعادت فرنسا»
        code = names.get(tuple(chunks[i].text.split()[1:]))
        return (code, i) if code is not None else None
    words: list[str] = []
    found = None
    for j in range(i, min(i + 3, len(chunks))):
        if chunks[j].kind not in ("word", "party", "place", "around"):
            break
        words += fold(chunks[j].text).split()
        for key in (tuple(words), (words[0].removeprefix("و"), *words[1:])):
            if key in names:
                found = names[key], j
    return found


@cache
def _adjectives() -> dict[str, str]:
    return {fold(form): iso for form, iso, _ in forms()}


def adjective(word: str) -> str | None:
    """The ISO code of a folded adjective inside a longer name: «السلطات العراقية»."""
    return _adjectives().get(word) or _adjectives().get(word.removeprefix("ال"))


def is_state(chunk: Chunk) -> bool:
    """«من سوريا», «من ألمانيا»: the state, not the adjective in the accusative that is written alike (سورياً، ألمانياً)."""
    return (chunk.text,) in _countries()


def recoveries() -> Iterator[str]:
    """«استعادت فرنسا»: a state that is no party to the fighting takes back people, not places."""
    for row in lexicon.read("nationalities.csv", _COLUMNS, required=("forms", "iso")):
        if not row["party"]:
            for name in row.values("countries"):
                yield from (f"{verb} {name}" for verb in ("استعاد", "استعادت", "يستعيد", "تستعيد", "استعادة"))


def nation(chunk: Chunk) -> str | None:
    """The ISO code that a chunk names, where it is an adjective or noun of nationality; a side may be called by one («الروس»)."""
    if chunk.kind == "nationality":
        return chunk.code
    if chunk.kind == "party" and not chunk.reading.preposition:
        return next((e.code for e in chunk.entries if e.kind == "nationality"), None)
    return None


def listed(chunks: Sequence[Chunk], first: int, last: int, countries: bool = False) -> list[str]:
    """The codes of the list that begins at chunk ``first`` or a few words behind it: «(جنسيات) مختلفة منها السورية والعراقية وغيرها».

    With ``countries`` the list may name the states instead: «(أجانب من) فرنسا وبلجيكا». «(جنسيات) غير سورية» names none.
    """
    found: list[str] = []
    j = first
    while j <= last:
        c = chunks[j]
        code, end = nation(c), j
        if code is None and countries and (state := country_at(chunks, j)) is not None:
            code, end = state
        if code is not None:
            if code not in found:
                found.append(code)
        elif c.text == "غير" or c.kind in ("negation", "except"):
            break
        elif not found:
            number = c.kind == "count" and (c.count.qualifier == "several" or (j < last and chunks[j + 1].kind in ("word", "unit")))  # «جنسيات 12 دولة، بينها …»
            if j - first >= _AHEAD or not (number or c.kind in ("word", "unit", "part", "comma", "colon", "open", "dash")):
                break
        elif c.kind not in ("comma", "slash", "dash") and c.text not in _JOINERS:
            break
        j = end + 1
    return found
