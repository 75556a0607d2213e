"""Which places people can be at, and which of them a word points back to: a kind word alone («البلدة», «القريتين», «البلدات الثلاث») or a
pronoun («منها», «فيها», «داخله», «فيهما»)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator

from .chunk import Chunk
from .flow_words import roles
from .gazetteer import gazetteer
from .place_levels import level
from .structure import Document, Sentence
from .text import fold, folded_words

_PRONOUN_NAMES = frozenset(fold(noun + pronoun) for noun in "ريف مخيم محيط أطراف مزارع قرا أحياء بلدات ضواحي بساتين".split() for pronoun in ("ها", "ه", "هم", "هما"))
"""«الباغوز ومخيمها»: a noun with a pronoun is no name."""
_KIND_NAMES = frozenset(fold(w) for w in ("المدينة", "البلدة", "القرية", "المنطقة", "المحافظة", "البلاد"))
"""«ريف المدينة»: nor is a kind with its article."""
_NUMBERED = folded_words("الثلاث الثلاثة الأربع الأربعة الخمس الخمسة الست الستة السبع السبعة الثماني الثمانية المذكورة")
_MEMORY = 1500
"""Chunks before a definite kind word (المدينة) in which the place that it means is looked for."""
_DIRECTIONS = frozenset("شمالي جنوبي شرقي غربي شماليه جنوبيه شرقيه غربيه".split())
_PLACE_PRONOUNS = {"فيها": "feminine", "داخلها": "feminine", "فيه": "masculine", "داخله": "masculine", "فيهما": "two", "عليها": "feminine", "عليه": "masculine"}
_PRONOUN_REACH = 40


def _named_after_town(c: Chunk) -> bool:
    """A prison is where its town is; one that is named after no town tells no place."""
    return not (c.place.word == "prison" or c.place.name.startswith("السجن ")) or any(p.kind in ("city", "town") for p in gazetteer().by_name.get(c.place.name, ()))


class PlaceReferences:
    """What `Context` knows of such words; it has the ``chunks``, and which of the places among them can be where something happened."""

    doc: Document
    chunks: list[Chunk]
    _meant: dict[int, list[Chunk]]
    _event_places: set[int]
    _places: list[Chunk] | None = None  # those that people can be at, once somebody has asked for them
    _at: list[int]
    level: Callable[[Chunk], int]
    in_dateline: Callable[[Chunk], bool]
    sentence_before: Callable[[Sentence], Sentence | None]

    def is_place(self, c: Chunk) -> bool:
        """A place that people can leave or reach: no country, river, street or prison, not the dateline, no mere distance from it."""
        if c.place is not None and (c.place.kind == "river" or fold(c.place.name.split()[0]) in _PRONOUN_NAMES or fold(c.place.name) in _KIND_NAMES):
            return False
        if c.kind != "place" or self.level(c) >= 5 or not _named_after_town(c) or "country" in roles(c.text) or self._dates_it(c):
            return False
        for before in reversed(self.chunks[max(c.index - 5, 0) : c.index]):
            if before.kind == "unit" and before.code == "distance":
                return False
            if before.kind not in ("word", "count", "number", "place_kind"):
                break
        return True

    def _dates_it(self, c: Chunk) -> bool:
        """What stands before the report's first words dates it, but for its headline, which names what the report is about."""
        return self.in_dateline(c) and not self.doc.sentence_of[c.index].title

    def places_before(self, index: int) -> Iterator[Chunk]:
        """The places named before a chunk, the nearest first, as far back as a reader remembers them."""
        if self._places is None:
            self._places = [c for c in self.doc.of_kind("place") if self.is_place(c)]
            self._at = [c.index for c in self._places]
        for n in range(bisect_left(self._at, index) - 1, -1, -1):
            if index - self._at[n] > _MEMORY:
                return
            yield self._places[n]

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
        """The places that a kind word alone points back to: «البلدة», «المخيم ذاته», «القريتين», «الأحياء الثلاثة»; of people who move not the ``other_end``."""
        if other_end:
            return self._antecedents(kind, other_end)
        if kind.index not in self._meant:
            self._meant[kind.index] = self._antecedents(kind, [])
        return self._meant[kind.index]

    def _antecedents(self, kind: Chunk, other_end: list[Chunk]) -> list[Chunk]:
        if kind.role == "many":
            return self._group(kind)
        if not self._points_back(kind):
            return []
        if kind.role == "two":
            return self._pair(kind, other_end)
        if kind.code == "city" and not other_end and (topic := self._city_of_text(kind)) is not None:
            return [topic]
        told_by = self.chunks[kind.index - 1].kind == "that"
        for c in self.places_before(kind.index):
            if told_by and self._reached(c):
                continue  # «مدير مخيم X إن N غادروا المخيم إلى مخيم Y، وإن المخيم يضم M»
            if self._is(c, kind.code) and all(c.place.name != p.place.name for p in other_end):
                return [c]
        return self._seat(kind, other_end) if kind.code in ("city", "town", "village") else []

    def _points_back(self, kind: Chunk) -> bool:
        """Whether a kind word has the article and neither a name nor a side behind it."""
        following = self.chunks[kind.index + 1] if kind.index + 1 < len(self.chunks) else None
        word = (kind.reading.stem or kind.text) if not kind.reading.article else "ال"
        if not word.startswith("ال") or (following is not None and following.kind == "place" and following.first == kind.last + 1):
            return False
        return following is None or following.text.removeprefix("ال") not in _DIRECTIONS  # «الحي الجنوبي من المدينة»: a part that no name was given to

    def _pair(self, kind: Chunk, other_end: list[Chunk]) -> list[Chunk]:
        """«القريتين»: the last two of the kind that were named together."""
        groups: dict[int, list[Chunk]] = {}
        for c in self.places_before(kind.index):
            if self._is(c, kind.code) and all(c.place.name != p.place.name for p in other_end):
                group = groups.setdefault(c.place.group, [])
                group.insert(0, c)
                if len(group) == 2:
                    return group
        return []

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
        earlier = self.sentence_before(sentence)
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
        if code == "dam":
            return c.place.name.startswith("سد ")
        if c.place.kind is not None or c.place.word is not None:
            return c.place.kind == code
        return any(p.kind == code or (code == "town" and p.kind in ("subdistrict", "village")) for p in gazetteer().by_name.get(c.place.name, ()))

    def _joined(self, a: Chunk, b: Chunk) -> bool:
        """«مدينة X وبلدة Y», «جبل X ومحيط Y»: the second follows the first with و and nothing but words of kind between."""
        if a is b or not 0 < b.index - a.index <= 3:
            return False
        between = self.chunks[a.index + 1 : b.index]
        head = between[0] if between else b
        return all(c.kind in ("place_kind", "around") for c in between) and self.doc.tokens[head.first].text.startswith("و")

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
