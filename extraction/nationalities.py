"""Nationalities and countries as a text names them, alone and in lists."""

from __future__ import annotations

from collections.abc import Sequence

from .chunk import Chunk
from .nationality_forms import countries
from .text import fold

_AHEAD = 4
"""Words between «جنسيات» and the first of its list: «جنسيات مختلفة، من بينها الروسية»."""
_JOINERS = ("و", "من", "او")


def country_at(chunks: Sequence[Chunk], i: int) -> tuple[str, int] | None:
    """The ISO code of the country whose name begins at chunk ``i``, and the last chunk of the name: «جنوب أفريقيا»."""
    names = countries()
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


def is_state(chunk: Chunk) -> bool:
    """«من سوريا», «من ألمانيا»: the state, not the adjective in the accusative that is written alike (سورياً، ألمانياً)."""
    return (chunk.text,) in countries()


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
