"""Places that a word points back to: a kind word alone («البلدة», «القريتين»), or the pronoun of a preposition («فيها», «داخله», «فيهما»)."""

from __future__ import annotations

from bisect import bisect_left

from .chunk import Chunk
from .gazetteer import gazetteer
from .structure import Document

_DIRECTIONS = frozenset("شمالي جنوبي شرقي غربي شماليه جنوبيه شرقيه غربيه".split())
_PLACE_PRONOUNS = {"فيها": "feminine", "داخلها": "feminine", "فيه": "masculine", "داخله": "masculine", "فيهما": "two", "عليها": "feminine", "عليه": "masculine"}
_PRONOUN_REACH = 40


class PlaceReferences:
    """What `Context` knows of such words; it has the ``chunks``, the places among them and which of those can be where something happened."""

    doc: Document
    chunks: list[Chunk]
    _meant: dict[int, list[Chunk]]
    _place_at: list[int]
    _event_places: set[int]

    def _joined(self, a: Chunk, b: Chunk) -> bool:
        """«مدينة X وبلدة Y», «جبل X ومحيط Y»: the second follows the first with و and nothing but words of kind between."""
        if a is b or not 0 < b.index - a.index <= 3:
            return False
        between = self.chunks[a.index + 1 : b.index]
        head = between[0] if between else b
        return all(c.kind in ("place_kind", "around") for c in between) and self.doc.tokens[head.first].text.startswith("و")

    def meant(self, kind: Chunk) -> list[Chunk]:
        """The places that a kind word alone points back to: «البلدة», «المخيم ذاته», «القريتين»."""
        if kind.index not in self._meant:
            self._meant[kind.index] = self._antecedents(kind)
        return self._meant[kind.index]

    def _antecedents(self, kind: Chunk) -> list[Chunk]:
        following = self.chunks[kind.index + 1] if kind.index + 1 < len(self.chunks) else None
        word = (kind.reading.stem or kind.text) if not kind.reading.article else "ال"
        if not word.startswith("ال") or (following is not None and following.kind == "place" and following.first == kind.last + 1):
            return []
        if kind.role == "many" or (following is not None and following.text.removeprefix("ال") in _DIRECTIONS):
            return []  # «الحي الجنوبي من المدينة»: a part that no name was given to
        wanted = 2 if kind.role == "two" else 1
        groups: dict[int, list[Chunk]] = {}
        for n in range(bisect_left(self._place_at, kind.index) - 1, -1, -1):
            c = self.chunks[self._place_at[n]]
            if not self._is_kind(c, kind.code) or self._measured_from(c):
                continue
            group = groups.setdefault(c.place.group, [])
            group.insert(0, c)
            if len(group) == wanted:
                return group
        return []

    def _measured_from(self, place: Chunk) -> bool:
        """«الموصل (370 كلم شمال بغداد)»: a place that only says how far another is from it."""
        return any(c.kind == "unit" and c.code == "distance" for c in self.chunks[max(place.index - 3, 0) : place.index])

    def _is_kind(self, place: Chunk, code: str) -> bool:
        span = place.place
        if code == "base":
            return span.word == "base"
        if code == "dam":
            return span.name.startswith("سد ")
        if span.kind is not None:
            return span.kind == code
        known = gazetteer().by_name.get(span.name)
        return bool(known) and known[0].kind == code

    def pronoun_places(self, first: int, last: int) -> list[Chunk]:
        """The places that «فيها», «داخله», «فيهما» in a stretch of chunks take up: the nearest of that gender and number with no event
        told in between, whose pronoun it might be."""
        for i in range(first, last + 1):
            pronoun = _PLACE_PRONOUNS.get(self.chunks[i].text)
            if pronoun is None:
                continue
            groups: dict[int, list[Chunk]] = {}
            nearest: list[Chunk] = []
            for j in range(i - 1, max(i - _PRONOUN_REACH, -1), -1):
                c = self.chunks[j]
                if c.kind == "cause" and self.chunks[i].text in ("فيها", "فيه", "عليها", "عليه"):
                    break
                if c.kind == "place_kind" and not nearest and pronoun != "two" and (meant := self.meant(c)) and self._gender(meant[0]) == pronoun:
                    nearest = meant
                if c.kind != "place" or c.index not in self._event_places:
                    continue
                group = groups.setdefault(c.place.group, [])
                group.insert(0, c)
                if pronoun == "two":
                    if len(group) == 2:
                        return group
                    nearest = [c, *nearest][:2] if not nearest else nearest if len(nearest) == 2 else [c, *nearest]
                elif self._gender(c) == pronoun and not nearest:
                    nearest = [c]
                elif len(nearest) == 1 and self._joined(c, nearest[0]):
                    nearest = [c, *nearest]  # «مدينة X وبلدة Y، قُتل فيها»
            else:
                return nearest
        return []

    def _gender(self, place: Chunk) -> str:
        kind = place.place.kind or (gazetteer().by_name[place.place.name][0].kind if place.place.name in gazetteer().by_name else None)
        return "feminine" if kind in ("village", "town", "city", "governorate", "subdistrict", "area", "desert", None) else "masculine"
