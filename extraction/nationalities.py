"""Nationalities: every form of their adjectives, and the lists in which a text names them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from . import lexicon
from .text import fold

if TYPE_CHECKING:
    from .chunks import Chunk

_ENDINGS = ("", "ة", "ا", "ات", "ون", "ين", "ان", "تان", "تين")
"""What the adjective in ي takes: سوري، سورية، سورياً، سوريات، سوريون، سوريين، سوريان، سوريتان، سوريتين."""
_AHEAD = 4
"""Words between «جنسيات» and the first of its list: «جنسيات مختلفة، من بينها الروسية»."""


def forms() -> Iterator[tuple[str, str, str]]:
    """Each form with its ISO code and the side of soldiers so called. Raises `lexicon.LexiconError`."""
    for row in lexicon.read("nationalities.csv", ("forms", "iso", "party"), required=("forms", "iso")):
        for word in row.values("forms"):
            regular = word.endswith("ي") and " " not in word
            for form in (word + ending for ending in (_ENDINGS if regular else ("",))):
                yield form, row["iso"], row["party"]
                if fold(form).startswith("ال"):
                    yield f"ال{form}", row["iso"], row["party"]  # «الألماني»: its own ال is no article


def nation(chunk: Chunk) -> str | None:
    """The ISO code that a chunk names, where it is an adjective or noun of nationality; a side may be called by one («الروس»)."""
    if chunk.kind == "nationality":
        return chunk.code
    if chunk.kind == "party" and not chunk.reading.preposition:
        return next((e.code for e in chunk.entries if e.kind == "nationality"), None)
    return None


def listed(chunks: Sequence[Chunk], first: int, last: int) -> list[str]:
    """The codes of the list that begins at chunk ``first`` or a few words behind it: «(جنسيات) مختلفة منها السورية والعراقية وغيرها»."""
    found: list[str] = []
    for j in range(first, last + 1):
        c = chunks[j]
        code = nation(c)
        if code is not None:
            if code not in found:
                found.append(code)
        elif not found:
            if j - first >= _AHEAD or not (c.kind in ("word", "part", "comma", "colon", "open") or (c.kind == "count" and c.count.qualifier == "several")):
                break
        elif c.kind not in ("comma", "slash", "dash") and c.text not in ("و", "من", "او"):
            break
    return found
