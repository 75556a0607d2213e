"""Which places people can leave or reach, and which of them a pronoun or a kind word with its article means («منها», «المدينة», «البلدات الثلاث»)."""

from __future__ import annotations

from collections.abc import Iterator

from .chunk import Chunk
from .context import Context, level
from .flow_words import roles
from .gazetteer import gazetteer
from .structure import Document
from .text import fold

_PRONOUN_NAMES = frozenset(fold(noun + pronoun) for noun in "ريف مخيم محيط أطراف مزارع قرا أحياء بلدات ضواحي بساتين".split() for pronoun in ("ها", "ه", "هم", "هما"))
"""«الباغوز ومخيمها»: a noun with a pronoun is no name."""
_KIND_NAMES = frozenset(fold(w) for w in ("المدينة", "البلدة", "القرية", "المنطقة", "المحافظة", "البلاد"))
"""«ريف المدينة»: nor is a kind with its article."""
_NUMBERED = frozenset(fold(w) for w in "الثلاث الثلاثة الأربع الأربعة الخمس الخمسة الست الستة السبع السبعة الثماني الثمانية المذكورة".split())
_MEMORY = 1500
"""Chunks before a definite kind word (المدينة) in which the place that it means is looked for."""
_ANAPHOR_KINDS = ("city", "town", "village", "camp", "quarter")


def _named_after_town(c: Chunk) -> bool:
    """A prison is where its town is; one that is named after no town tells no place."""
    return not (c.place.word == "prison" or c.place.name.startswith("السجن ")) or any(p.kind in ("city", "town") for p in gazetteer().by_name.get(c.place.name, ()))


class PlaceFinder:
    """Looks for the places of a document that its statements of movement mean."""

    def __init__(self, document: Document, context: Context):
        self.doc, self.chunks, self.context = document, document.chunks, context

    def is_place(self, c: Chunk) -> bool:
        """A place that people can leave or reach: no country, river, street or prison, not the dateline, no mere distance from it."""
        if c.place is not None and (c.place.kind == "river" or fold(c.place.name.split()[0]) in _PRONOUN_NAMES or fold(c.place.name) in _KIND_NAMES):
            return False
        if c.kind != "place" or self.context.level(c) >= 5 or not _named_after_town(c) or "country" in roles(c.text) or self._in_dateline(c):
            return False
        for before in reversed(self.chunks[max(c.index - 5, 0) : c.index]):
            if before.kind == "unit" and before.code == "distance":
                return False
            if before.kind not in ("word", "count", "number", "place_kind"):
                break
        return True

    def _in_dateline(self, c: Chunk) -> bool:
        """What stands before the report's first words dates it, but for its headline, which names what the report is about."""
        return self.context.in_dateline(c) and not self.doc.sentence_of[c.index].title

    def places_before(self, index: int) -> Iterator[Chunk]:
        """The places named before a chunk, the nearest first, as far back as a reader remembers them."""
        for j in range(index - 1, max(index - _MEMORY, -1), -1):
            if self.is_place(self.chunks[j]):
                yield self.chunks[j]

    def continues(self, c: Chunk, listed: Chunk) -> bool:
        """One list of places: joined by و, or named after one kind word («مدينتي X وY»)."""
        if c.place.group == listed.place.group and c.place.group >= 0:
            return True
        j = c.index - 1
        while j > listed.index and self.chunks[j].kind == "place_kind":
            j -= 1
        first = self.chunks[j + 1]
        joined = bool(first.reading.conjunction) or self.doc.tokens[first.first].text.startswith("و") or self.chunks[j].text == "و"
        return joined and j - listed.index <= 3

    def meant(self, kind: Chunk, other_end: list[Chunk] | None = None) -> list[Chunk]:
        """The places that a kind word with the article and no name means: «المدينة» is the last city named, but not the other end of the way."""
        if kind.code not in (*_ANAPHOR_KINDS, "base"):
            return []
        if kind.role == "many":
            return self._group(kind)
        wanted = 2 if kind.role == "two" else 1
        found: list[Chunk] = []
        if wanted == 1 and kind.code == "city" and not other_end and (topic := self._city_of_text(kind)) is not None:
            return [topic]
        for c in self.places_before(kind.index):
            if other_end and any(c.place.name == p.place.name for p in other_end):
                continue
            if wanted == 1 and self._reached(c) and self.chunks[kind.index - 1].kind == "that":
                continue  # «مدير مخيم X إن N غادروا المخيم إلى مخيم Y، وإن المخيم يضم M»
            if self._is(c, kind.code):
                if all(c.place.name != p.place.name for p in found):
                    found.append(c)
                if len(found) == wanted:
                    break
        if wanted == 1 and not found and kind.code in ("city", "town", "village"):
            found = self._seat(kind, other_end or [])
        return found[::-1] if len(found) == wanted else []

    def _seat(self, kind: Chunk, other_end: list[Chunk]) -> list[Chunk]:
        """«هدنة في X … من المدينة»: where no place of the kind was named, the last one named with no kind word, be it a city or the seat of a district."""
        paragraph = self.doc.sentence_of[kind.index].paragraph
        for c in self.places_before(kind.index):
            if self.doc.sentence_of[c.index].paragraph != paragraph:
                break
            bare = c.place.kind is None and c.place.word is None and level(c) < 3
            if bare and all(c.place.name != p.place.name for p in other_end):
                return [c]
        return []

    def same_end(self, kind: Chunk, told: list[Chunk], other: list[Chunk]) -> list[Chunk]:
        """«غادر N بلدة X إلى بلدة Y، ثم غادر M آخرون البلدة»: the place ``told`` at the same end of the way before, where it is of the kind and
        no place but that of the ``other`` end was named since."""
        if len(told) != 1 or not other or kind.role != "one" or not self._is(told[0], kind.code):
            return []
        last = next((c for c in self.places_before(kind.index) if self._is(c, kind.code)), None)
        return told if last is not None and any(last.place.name == p.place.name for p in other) else []

    def _group(self, kind: Chunk) -> list[Chunk]:
        """«القرى المذكورة», «الأحياء الثلاثة»: the last list of places of the kind."""
        following = self.chunks[kind.index + 1] if kind.index + 1 < len(self.chunks) else None
        if following is None or not (following.kind == "same" or (following.kind == "count" and following.count.definite) or following.text in _NUMBERED):
            return []
        group: list[Chunk] = []
        for c in self.places_before(kind.index):
            if self._is(c, kind.code) and (not group or c.place.group == group[-1].place.group):
                group.append(c)
            elif group:
                break
        return group[::-1] if len(group) > 1 else []

    def _city_of_text(self, kind: Chunk) -> Chunk | None:
        """Where the paragraph of «المدينة» names no city before it, the one that the text names most often."""
        paragraph = self.doc.sentence_of[kind.index].paragraph
        cities: dict[str, list[Chunk]] = {}
        for c in self.places_before(kind.index):
            if self._is(c, kind.code):
                if self.doc.sentence_of[c.index].paragraph == paragraph:
                    return None
                cities.setdefault(c.place.name, []).append(c)
        return max(cities.values(), key=lambda named: (len(named), -named[-1].index))[0] if cities else None

    def named_since(self, pronoun: Chunk, since: int, told: list[Chunk], other_end: list[Chunk]) -> list[Chunk]:
        """The place that a pronoun means where one was named in its sentence behind chunk ``since``, and is none of those ``told`` before.

        «تسلمت X بلدة Y إثر خروج N منها».
        """
        if since < 0:
            return []
        first = max(since, self.doc.sentence_of[pronoun.index].first - 1)
        return next(([c] for c in self.places_before(pronoun.index) if c.index > first and level(c) < 3 and c not in other_end and c not in told), [])

    def last_named(self, pronoun: Chunk, other_end: list[Chunk]) -> list[Chunk]:
        """What «منها» or «إليها» means where no movement was told before: the last place named in its sentence, or in the one before."""
        sentence = self.doc.sentence_of[pronoun.index]
        earlier = self.context.sentence_before(sentence)
        first = earlier.first if earlier is not None and earlier.paragraph == sentence.paragraph else sentence.first
        last = next((c for c in self.places_before(pronoun.index) if c.index >= first and level(c) < 3 and c not in other_end), None)
        if last is None or not pronoun.text.endswith("هما"):
            return [last] if last is not None else []
        before = next(self.places_before(last.index), None)  # «سيطرت X على A وB، ونزح N منهما»
        return [before, last] if before is not None and self.continues(last, before) else [last]

    def _reached(self, c: Chunk) -> bool:
        """Whether people are told to go «إلى» the place."""
        j = c.index - 1
        while j > 0 and self.chunks[j].kind == "place_kind":
            j -= 1
        return "to" in roles(self.chunks[j].text)

    def _is(self, c: Chunk, code: str) -> bool:
        if code == "base":
            return c.place.word == "base" or c.place.kind == "airport"
        if c.place.kind is not None or c.place.word is not None:
            return c.place.kind == code
        return any(p.kind == code or (code == "town" and p.kind in ("subdistrict", "village")) for p in gazetteer().by_name.get(c.place.name, ()))
