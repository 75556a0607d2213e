"""Which of several places of one name a bulletin means: the one in the governorate that is named nearest to it.

«بلدة المنصورة بريف الرقة» is the one in Raqqa, not those of Aleppo, Hama or Quneitra. What tells the governorate are the places around
whose name only one governorate has.
"""

from __future__ import annotations

from functools import lru_cache

from .chunks import Chunk
from .gazetteer import GazetteerPlace, gazetteer
from .structure import Document

_REACH = 120
"""How many chunks away a governorate still tells where a place lies; the dateline does so for the whole text."""


@lru_cache(maxsize=4)
def _anchors(document: Document) -> list[tuple[int, str]]:
    """The chunks whose name lies in one governorate only, with it."""
    found = []
    for chunk in document.chunks:
        if chunk.kind == "place" and (admin1 := _only_governorate(chunk.place.name)) is not None:
            found.append((chunk.index, admin1))
    return found


def _only_governorate(name: str) -> str | None:
    words = name.split()
    for length in range(len(words), 0, -1):
        places = gazetteer().by_name.get(" ".join(words[:length]))
        if places:
            # A governorate and its capital share their name; «ريف حلب الشرقي» lies in that of Aleppo.
            big = {p.admin1 for p in places if p.kind in ("governorate", "city")}
            admin1 = big or {p.admin1 for p in places}
            return next(iter(admin1)) if len(admin1) == 1 else None
    return None


def find_place(document: Document, chunk: Chunk) -> GazetteerPlace | None:
    """The gazetteer's place that a place chunk means, None where nothing tells namesakes apart."""
    anchors = _anchors(document)
    near = sorted(anchors, key=lambda a: abs(a[0] - chunk.index))
    order = list(dict.fromkeys(admin1 for i, admin1 in near if i != chunk.index and abs(i - chunk.index) <= _REACH))
    if anchors and anchors[0][1] not in order and anchors[0][0] != chunk.index:
        order.append(anchors[0][1])
    return gazetteer().find(chunk.place.name, chunk.place.kind, order)
