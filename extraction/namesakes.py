"""Which of several places of one name a bulletin means: the one in the governorate that is named nearest to it.

«بلدة المنصورة بريف الرقة» is the one in Raqqa, not those of Aleppo, Hama or Quneitra. What tells the governorate are the places around
whose name only one governorate has.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import itemgetter
from weakref import WeakKeyDictionary

from .chunk import Chunk
from .gazetteer import GazetteerPlace, gazetteer
from .structure import Document

_REACH = 120
"""How many chunks away a governorate still tells where a place lies; the dateline does so for the whole text."""


# The chunks of a document whose name lies in one governorate only, with it; found once, forgotten with the document.
_ANCHORS: WeakKeyDictionary[Document, list[tuple[int, str]]] = WeakKeyDictionary()


def _anchors(document: Document) -> list[tuple[int, str]]:
    found = _ANCHORS.get(document)
    if found is None:
        named = ((c.index, _only_governorate(c.place.name)) for c in document.of_kind("place"))
        found = _ANCHORS[document] = [(index, admin1) for index, admin1 in named if admin1 is not None]
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
    return gazetteer().find(chunk.place.name, chunk.place.kind, _governorates(document, chunk.index))


def _governorates(document: Document, at: int) -> Iterator[str]:
    """The governorates named around chunk ``at``, the nearest first; then that of the dateline."""
    anchors = _anchors(document)
    first, last = bisect_left(anchors, at - _REACH, key=_index), bisect_right(anchors, at + _REACH, key=_index)
    near = sorted(anchors[first:last], key=lambda anchor: abs(anchor[0] - at))
    yield from (admin1 for i, admin1 in near if i != at)
    if anchors and anchors[0][0] != at:
        yield anchors[0][1]


_index = itemgetter(0)
