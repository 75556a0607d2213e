"""Where people who moved came from and where they went: named places, and the side that holds the area.

Arabic says it with prepositions («من … إلى / نحو / باتجاه …»), with verbs of leaving and entering that take the place as
their object («غادروا X»), and with a relative clause or participle for who holds it («الخاضعة لسيطرة P»).
"""

from __future__ import annotations

from collections.abc import Iterator

from .chunks import Chunk
from .context import Context, level
from .flow_words import roles
from .gazetteer import gazetteer
from .parties import PartyReader
from .structure import Document
from .text import fold

ORIGIN, DESTINATION = "origin", "destination"
_LEAVING = tuple(fold(w) for w in ("غادر", "مغادرة", "يغادر", "تغادر", "أخلى", "أخلت", "ترك"))
_ENTERING = tuple(fold(w) for w in ("دخل", "وصل", "استقبل", "يدخل"))
_PRONOUN_NAMES = frozenset(fold(noun + pronoun) for noun in "ريف مخيم محيط أطراف مزارع قرا أحياء بلدات ضواحي بساتين".split() for pronoun in ("ها", "ه", "هم", "هما"))
"""«الباغوز ومخيمها»: a noun with a pronoun is no name."""
_KIND_NAMES = frozenset(fold(w) for w in ("المدينة", "البلدة", "القرية", "المنطقة", "المحافظة", "البلاد"))
"""«ريف المدينة»: nor is a kind with its article."""
_NUMBERED = frozenset(fold(w) for w in "الثلاث الثلاثة الأربع الأربعة الخمس الخمسة الست الستة السبع السبعة الثماني الثمانية المذكورة".split())
_AWAY_FROM_HOME = frozenset(fold(w) for w in "نازحة نازح نازحين النازحين النازحة مهجرة مهجرين المهجرين المهجرة لاجئة لاجئين اللاجئين".split())
_POCKET = "الجيب"
_MEMORY = 1500
"""Chunks before a definite kind word (المدينة) in which the place that it means is looked for."""
_ANAPHOR_KINDS = ("city", "town", "village", "camp", "quarter")


def is_definite(kind: Chunk) -> bool:
    """Whether a kind word has the article (المدينة، للمدينة، بالمخيم), so that with no name after it it means one named before."""
    return kind.reading.article or "ال" in kind.text[:4]


def _named_after_town(c: Chunk) -> bool:
    """A prison is where its town is; one that is named after no town tells no place."""
    return not (c.place.word == "prison" or c.place.name.startswith("السجن ")) or any(p.kind in ("city", "town") for p in gazetteer().by_name.get(c.place.name, ()))


class Ends:
    """The two ends of a movement; ``None`` for a controller that the text does not state."""

    __slots__ = ("controllers", "places")

    def __init__(self):
        self.places: dict[str, list[Chunk]] = {ORIGIN: [], DESTINATION: []}
        self.controllers: dict[str, str | None] = {ORIGIN: None, DESTINATION: None}

    def empty(self, end: str) -> bool:
        return not self.places[end] and self.controllers[end] is None

    def take(self, other: Ends, end: str) -> None:
        """The other's statement of an end, where there is none of its own."""
        if self.empty(end):
            self.places[end], self.controllers[end] = other.places[end], other.controllers[end]


class EndReader:
    """Walks over the chunks of a statement and notes each place under the direction that governs it."""

    def __init__(self, document: Document, context: Context, parties: PartyReader, counted: frozenset[int]):
        self.doc, self.context, self.parties = document, context, parties
        self.chunks, self.counted = document.chunks, counted

    def read(self, first: int, last: int, skip: frozenset[int], before: Ends | None, default: str | None = None,
             scene: str = ORIGIN, home: str = ORIGIN, since: int = -1) -> Ends:
        """The ends in the chunks ``first`` to ``last`` but for the noun phrases of counts and for those to ``skip``.

        ``before`` are the ends of the movement told before, which pronouns mean unless a place was named after it, behind chunk ``since``; ``default`` is the end that a place
        after «في» is, where no direction stands before it; ``scene`` the one of «شهدت مدينة X نزوح N», ``home`` of «من أهالي X».
        """
        ends = Ends()
        direction: str | None = None
        pending: str | None = None  # of a verb whose object, the place, may come after its subject: «غادر N مدينة X»
        inside = held = comma = again = before_home = False
        i = first
        while i <= last:
            c = self.chunks[i]
            i += 1
            what = roles(c.text)
            if c.index in skip or c.index in self.counted:
                if "people_of" in what and i < len(self.chunks) and self.chunks[i].index not in self.counted and c.index not in skip:
                    direction, pending, inside, held = self._home(c, home), None, False, False  # «N من نازحي X»
                continue
            if comma and not (c.kind == "control" and c.code == "holds") and c.kind not in ("place", "place_kind", "relative", "date", "comma", "around", "same") and not what & {"held", "its", "from", "to", "located"}:
                if direction is not None and not ends.empty(direction):
                    direction = None
                comma = False
            if what & {"held", "its", "located"} or c.kind == "relative" or (c.kind == "control" and c.code == "holds"):
                comma = False
            if pending is not None and direction is None and c.kind in ("place", "place_kind") and ends.empty(pending) and self._is_object(c):
                direction = pending
            if c.kind == "movement":
                direction = pending = self._of_verb(c)
                before_home = home == DESTINATION and c.code in ("displaced", "fled") and c.role == "verb" and any("were" in roles(b.text) for b in self.chunks[c.index - 2 : c.index])
                if before_home:
                    direction = pending = None  # «عادت عائلات كانت نزحت إلى X»
                elif "people_of" in what:
                    direction = pending = self._home(c, home)  # «من نازحي X»
                elif (c.role == "stock" and "were" in roles(self.chunks[c.index - 1].text)) or (c.role == "hosted" and default != DESTINATION):
                    direction = pending = ORIGIN  # «عادت عائلات كانت تقيم في X», «خرجت دفعة من قاطني مخيم X»
                inside = held = False
                if "thence" in what and ends.empty(ORIGIN):  # «اضطرت N عائلة إلى مغادرتها»
                    self._add(ends, ORIGIN, self._last_named(c, ends.places[DESTINATION]))
                    direction = pending = None
                elif "there" in what and ends.empty(DESTINATION):  # «حيث دخلتها N عائلة»
                    self._add(ends, DESTINATION, self._last_named(c, ends.places[ORIGIN]))
                    direction = pending = None
            elif c.kind == "comma":
                comma, inside = True, False
                if direction is not None and "homes" in roles(self.chunks[c.index - 1].text):
                    direction = None  # «من منازلهم، …»
            elif c.kind in ("cause", "outcome", "because", "by", "condition", "raise", "except", "republish"):
                direction, held = None, False
            elif "from" in what or "to" in what:
                if c.text == "من" and (self._within(c, direction, ends) or (direction is not None and self.chunks[c.index - 1].text == "كل")):
                    continue  # «نحو الأحياء الداخلية من X», «نحو كل من X وY»
                again = c.text.startswith("و") and direction == (ORIGIN if "from" in what else DESTINATION)  # «عن X وعن Y»
                direction, inside, held, comma = (ORIGIN if "from" in what else DESTINATION), False, False, False
                if before_home:
                    direction = ORIGIN if direction == DESTINATION else None
                    before_home = False
                if direction == ORIGIN and "قادم" in self.chunks[c.index - 1].text and ends.places[ORIGIN] and not ends.controllers[ORIGIN]:
                    ends.places[ORIGIN] = []  # «وصل N من أهالي X قادمين من Y»
                if direction == ORIGIN and i < len(self.chunks) and "people_of" in roles(self.chunks[i].text):
                    direction = self._home(self.chunks[i], home)
            elif "settle" in what:
                direction, inside, comma = DESTINATION, False, False  # «للعيش في X»
            elif "scene" in what:
                direction = scene
            elif "there" in what:
                told = [] if ends.places[DESTINATION] else self._named_since(c, since, before, ends.places[ORIGIN]) or (before.places[DESTINATION] if before else [])
                self._add(ends, DESTINATION, told or (self._last_named(c, ends.places[ORIGIN]) if ends.empty(DESTINATION) else []))
                direction = None
            elif "thence" in what:
                if ends.empty(ORIGIN):
                    told = self._named_since(c, since, before, ends.places[DESTINATION]) or (before.places[ORIGIN] or before.places[DESTINATION] if before else [])
                    self._add(ends, ORIGIN, told or self._last_named(c, ends.places[DESTINATION]))
                direction = None
            elif "its_parts" in what:
                if direction is not None and ends.empty(direction):  # «تقدمت X في مدينة Y، وخرج من أحيائها N»
                    self._add(ends, direction, self._last_named(c, ends.places[DESTINATION if direction == ORIGIN else ORIGIN]))
            elif "side_area" in what:
                held = held or direction is not None
            elif "its" in what and (held or "سيطر" in c.text) and direction is not None:
                self._hold(ends, direction, self.parties.last_before(c.index))
                held = False
            elif "shared" in what:
                held, direction = False, None
            elif "held" in what or (c.kind == "control" and c.code == "holds"):
                held = True
                if direction is not None and c.text == _POCKET and (side := self._pocket(c)) is not None:
                    self._hold(ends, direction, side)
            elif c.kind == "control" and c.code != "bastion":
                direction, held = None, False
            elif c.kind == "nationality":
                side = next((e.role for e in c.entries if e.kind == "nationality" and e.role), None)
                if held and direction is not None and side:
                    self._hold(ends, direction, side)
            elif c.kind == "party":
                direct = direction == DESTINATION and roles(self.chunks[c.index - 1].text) & {"to"}
                if direction is not None and (held or direct) and not (direct and "country" in what):
                    self._hold(ends, direction, c.code)
                    direction = None if direct and not held else direction
            elif c.kind == "place_kind":
                if direction is None and default and (c.reading.preposition == "ب" or c.code == "street"):
                    direction = default  # «سلموا أنفسهم على محور X»
                named = i < len(self.chunks) and self.chunks[i].kind == "place"
                if direction is not None:
                    before_it = self.chunks[c.index - 1]
                    opens = c.reading.conjunction or before_it.kind == "place_kind" or roles(before_it.text) & {"from", "to"}
                    bound = bool(ends.places[direction]) and not opens
                    inside = inside or (bound and not comma)
                    if bound and comma and not named:
                        direction = None
                    elif not named and not inside and is_definite(c):
                        self._add(ends, direction, self._same_end(c, direction, before) or self.meant(c, ends.places[DESTINATION if direction == ORIGIN else ORIGIN]))
                    held = held or roles(c.text) >= {"held"}
            elif c.kind == "place":
                if direction is None and default and c.reading.preposition == "ب":
                    direction = default
                if direction is not None and not inside and self.is_place(c):
                    listed = ends.places[direction]
                    if not listed or again or self.continues(c, listed[-1]):
                        self._add(ends, direction, [c])
                        again = False
                    elif comma:
                        direction = None
                comma = False
            elif c.text == "هناك" and direction is not None and ends.empty(direction):
                told = before.places[DESTINATION] or before.places[ORIGIN] if before else []
                self._add(ends, direction, told[-1:] or self._last_named(c, []))  # «وخرج من هناك N»
                direction = None
            elif "at" in what:
                if home == DESTINATION and self.chunks[c.index - 1].text in _AWAY_FROM_HOME and ends.empty(ORIGIN):
                    direction = ORIGIN  # «عادت 40 عائلة نازحة في X إلى …»
                elif direction is None:
                    direction = default
                elif ends.places[direction]:
                    inside = True
            elif "away" in what and c.kind == "word" and not (c.text == "علي" and "located" in roles(self.chunks[c.index - 1].text)):
                direction, held = None, False
            elif c.kind == "clause":
                direction, held = None, False
        return ends

    def _pocket(self, again: Chunk) -> str | None:
        """«من الجيب»: whose pocket it is was said where it was first named («جيب تنظيم X»)."""
        if any(c.kind == "party" for c in self.chunks[again.index + 1 : again.index + 4]):
            return None
        for c in reversed(self.chunks[: again.index]):
            if c.text.endswith("جيب"):
                side = next((d for d in self.chunks[c.index + 1 : c.index + 5] if d.kind == "party"), None)
                if side is not None:
                    return side.code
        return None

    def _home(self, people: Chunk, home: str) -> str:
        """The end that «أهالي X» names; those who live in a camp left it."""
        after = self.chunks[people.index + 1] if people.index + 1 < len(self.chunks) else people
        return ORIGIN if (after.kind == "place_kind" and after.code == "camp") or (after.place is not None and after.place.kind == "camp") else home

    def _within(self, c: Chunk, direction: str | None, ends: Ends) -> bool:
        """Whether «من» joins a part of a town to the town, right behind a kind word with an adjective at most: «الأحياء الداخلية من X»."""
        if direction is None or not ends.empty(direction) or c.index + 1 >= len(self.chunks) or self.chunks[c.index + 1].kind not in ("place", "place_kind"):
            return False
        before = self.chunks[c.index - 1]
        if before.kind == "word" and before.text.startswith("ال"):
            before = self.chunks[c.index - 2]
        return before.kind == "place_kind" and before.role == "many" and before.code in ("quarter", "area", "village")

    def _of_verb(self, c: Chunk) -> str | None:
        form = c.reading.stem or c.text
        if form.startswith(_LEAVING):
            return ORIGIN
        if c.role in ("stock", "hosted"):
            return DESTINATION
        return DESTINATION if form.startswith(_ENTERING) and c.role == "verb" else None

    def _is_object(self, c: Chunk) -> bool:
        """No preposition stands before the place: it follows the people or a date."""
        before = self.chunks[c.index - 1]
        return not c.reading.preposition and (before.index in self.counted or before.kind in ("date", "party", "person", "close"))

    def _hold(self, ends: Ends, direction: str, side: str | None) -> None:
        if ends.controllers[direction] is None:
            ends.controllers[direction] = side

    def _add(self, ends: Ends, direction: str, places: list[Chunk]) -> None:
        listed = ends.places[direction]
        listed += [p for p in places if all(p.place.name != q.place.name for q in listed)]

    def is_place(self, c: Chunk) -> bool:
        """A place that people can leave or reach: no country, river, street or prison, not the dateline, no mere distance from it."""
        if c.place is not None and (c.place.kind == "river" or fold(c.place.name.split()[0]) in _PRONOUN_NAMES or fold(c.place.name) in _KIND_NAMES):
            return False
        if c.kind != "place" or self.context.level(c) >= 5 or not _named_after_town(c) or "country" in roles(c.text) or self.context.in_dateline(c):
            return False
        for before in reversed(self.chunks[max(c.index - 5, 0) : c.index]):
            if before.kind == "unit" and before.code == "distance":
                return False
            if before.kind not in ("word", "count", "number", "place_kind"):
                break
        return True

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

    def _same_end(self, kind: Chunk, end: str, before: Ends | None) -> list[Chunk]:
        """«غادر N بلدة X إلى بلدة Y، ثم غادر M آخرون البلدة»: the place at the same end of the way told before, where it is of the kind and no other was named since."""
        told = before.places[end] if before is not None else []
        other = before.places[DESTINATION if end == ORIGIN else ORIGIN] if before is not None else []
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

    def _named_since(self, pronoun: Chunk, since: int, before: Ends | None, other_end: list[Chunk]) -> list[Chunk]:
        """The place that a pronoun means where one was named after the movement told before, in the same sentence: «تسلمت X بلدة Y إثر خروج N منها»."""
        if before is None or since < 0:
            return []
        told = [p for end in before.places.values() for p in end]
        first = max(since, self.doc.sentence_of[pronoun.index].first - 1)
        return next(([c] for c in self.places_before(pronoun.index) if c.index > first and level(c) < 3 and c not in other_end and c not in told), [])

    def _last_named(self, pronoun: Chunk, other_end: list[Chunk]) -> list[Chunk]:
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
