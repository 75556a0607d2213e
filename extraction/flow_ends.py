"""Where people who moved came from and where they went: named places, and the side that holds the area.

Arabic says it with prepositions («من … إلى / نحو / باتجاه …»), with verbs of leaving and entering that take the place as
their object («غادروا X»), and with a relative clause or participle for who holds it («الخاضعة لسيطرة P»).
"""

from __future__ import annotations

from .agents import PRISONS
from .chunk import Chunk
from .context import Context
from .flow_words import roles
from .parties import PartyReader
from .place_levels import level
from .structure import Document
from .text import folded_beginnings, folded_words

ORIGIN, DESTINATION = "origin", "destination"
_OTHER = {ORIGIN: DESTINATION, DESTINATION: ORIGIN}
_LEAVING = folded_beginnings("غادر مغادرة يغادر تغادر أخلى أخلت ترك")
_ENTERING = folded_beginnings("دخل وصل استقبل يدخل")
_AWAY_FROM_HOME = folded_words("نازحة نازح نازحين النازحين النازحة مهجرة مهجرين المهجرين المهجرة لاجئة لاجئين اللاجئين")
_POCKET = "الجيب"
_LANDS = {"IQ": "iraq"}
"""States that hold their land («الأراضي العراقية»), though not all who are named after them are theirs."""


def is_definite(kind: Chunk) -> bool:
    """Whether a kind word has the article (المدينة، للمدينة، بالمخيم), so that with no name after it it means one named before."""
    return kind.reading.article or "ال" in kind.text[:4]


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

    def __init__(self, document: Document, parties: PartyReader, counted: frozenset[int], places: Context):
        self.chunks, self.parties, self.counted, self.places = document.chunks, parties, counted, places

    def read(self, first: int, last: int, skip: frozenset[int], before: Ends | None, default: str | None = None,
             scene: str = ORIGIN, home: str = ORIGIN, since: int = -1) -> Ends:
        """The ends in the chunks ``first`` to ``last`` but for the noun phrases of counts and for those to ``skip``.

        ``before`` are the ends of the movement told before, which pronouns mean unless a place was named after it, behind chunk ``since``; ``default`` is the end that a place
        after «في» is, where no direction stands before it; ``scene`` the one of «شهدت مدينة X نزوح N», ``home`` of «من أهالي X».
        """
        ends = Ends()
        direction: str | None = None
        pending: str | None = None  # of a verb whose object, the place, may come after its subject: «غادر N مدينة X»
        inside = held = comma = again = before_home = homed = False
        i = first
        while i <= last:
            c = self.chunks[i]
            i += 1
            what = roles(c.text)
            if c.index in skip or c.index in self.counted:
                if "people_of" in what and i < len(self.chunks) and self.chunks[i].index not in self.counted and c.index not in skip:
                    direction, pending, inside, held, homed = self._home(c, home), None, False, False, True  # «N من نازحي X»
                continue
            if comma and direction is not None and "thence" in what and self._details(c, ends.places[direction]):
                ends.places[direction], comma = [], False  # «من قرى ريف X، منها A وB»
                continue
            if comma and not (c.kind == "control" and c.code == "holds") and c.kind not in ("place", "place_kind", "relative", "date", "comma", "around", "same") and not what & {"held", "its", "from", "to", "located"}:
                if direction is not None and not ends.empty(direction):
                    direction = None
                comma = False
            if comma and c.reading.conjunction and c.kind == "control" and c.code == "holds" and c.text.removeprefix("و").startswith(("تخضع", "يخضع")):
                direction, comma = None, False  # «قادمة من X، وتخضع البلدة لسيطرة P»: told of another place
                continue
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
                    direction, pending, homed = self._home(c, home), None, True  # «من نازحي X»
                elif (c.role == "stock" and "were" in roles(self.chunks[c.index - 1].text)) or (c.role == "hosted" and default != DESTINATION):
                    direction = pending = ORIGIN  # «عادت عائلات كانت تقيم في X», «خرجت دفعة من قاطني مخيم X»
                inside = held = False
                if "thence" in what and ends.empty(ORIGIN):  # «اضطرت N عائلة إلى مغادرتها»
                    self._add(ends, ORIGIN, self.places.last_named(c, ends.places[DESTINATION]))
                    direction = pending = None
                elif "there" in what and ends.empty(DESTINATION):  # «حيث دخلتها N عائلة»
                    self._add(ends, DESTINATION, self.places.last_named(c, ends.places[ORIGIN]))
                    direction = pending = None
            elif c.kind == "comma":
                comma, inside = True, False
                if direction is not None and "homes" in roles(self.chunks[c.index - 1].text):
                    direction = None  # «من منازلهم، …»
            elif c.kind in ("cause", "outcome", "because", "by", "condition", "raise", "except", "republish"):
                direction, held = None, False
            elif "to" in what and "belongs" in roles(self.chunks[c.index - 1].text):
                continue  # «يشتبه بانتمائهم إلى X»
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
                    direction, homed = self._home(self.chunks[i], home), True
            elif "own_town" in what and direction == DESTINATION and homed and ends.empty(DESTINATION):
                ends.places[ORIGIN], ends.places[DESTINATION] = [], ends.places[ORIGIN]  # «وصلت 27 عائلة من أهالي X إلى مدينتهم»
                direction = None
            elif "settle" in what:
                direction, inside, comma = DESTINATION, False, False  # «للعيش في X»
            elif "scene" in what:
                direction = scene
            elif "there" in what:
                told = [] if ends.places[DESTINATION] else self._named_since(c, since, before, ends.places[ORIGIN]) or (before.places[DESTINATION] if before else [])
                self._add(ends, DESTINATION, told or (self.places.last_named(c, ends.places[ORIGIN]) if ends.empty(DESTINATION) else []))
                direction = None
            elif "thence" in what:
                if ends.empty(ORIGIN):
                    told = self._named_since(c, since, before, ends.places[DESTINATION]) or (before.places[ORIGIN] or before.places[DESTINATION] if before else [])
                    self._add(ends, ORIGIN, told or self.places.last_named(c, ends.places[DESTINATION]))
                direction = None
            elif "its_parts" in what:
                if direction is not None and ends.empty(direction):  # «تقدمت X في مدينة Y، وخرج من أحيائها N»
                    self._add(ends, direction, self.places.last_named(c, ends.places[_OTHER[direction]]))
            elif "side_area" in what or (c.text in PRISONS and direction == ORIGIN):
                held = held or direction is not None  # «من مناطق X», «من سجون X»
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
            elif "people_of" in what and direction == DESTINATION and c.kind in ("word", "person") and i < len(self.chunks) and self.chunks[i].kind in ("place", "place_kind"):
                direction, pending, homed = self._home(c, home), None, True  # «وصلت قافلة مهجري X إلى Y»
            elif c.kind == "nationality":
                side = next((e.role for e in c.entries if e.kind == "nationality" and e.role), None) or _LANDS.get(c.code)
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
                        self._add(ends, direction, self._same_end(c, direction, before) or self.places.meant(c, ends.places[_OTHER[direction]]))
                    held = held or roles(c.text) >= {"held"}
            elif c.kind == "place":
                if direction is None and default and c.reading.preposition == "ب":
                    direction = default
                if direction is not None and not inside and self.places.is_place(c):
                    listed = ends.places[direction]
                    if not listed or again or self.places.continues(c, listed[-1]):
                        self._add(ends, direction, [c])
                        again = False
                    elif comma:
                        direction = None
                comma = False
            elif c.text == "هناك" and direction is not None and ends.empty(direction):
                told = before.places[DESTINATION] or before.places[ORIGIN] if before else []
                self._add(ends, direction, told[-1:] or self.places.last_named(c, []))  # «وخرج من هناك N»
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
            elif c.kind in ("clause", "colon"):
                direction, held = None, False
        return ends

    def _details(self, of_them: Chunk, listed: list[Chunk]) -> bool:
        """Whether «منها» leads to names of villages in the area just named."""
        after = self.chunks[of_them.index + 1 : of_them.index + 3]
        named = next((c for c in after if c.kind == "place"), None)
        return named is not None and len(listed) == 1 and level(listed[0]) >= 2 > level(named) and (after[0] is named or after[0].kind == "place_kind")

    def _named_since(self, pronoun: Chunk, since: int, before: Ends | None, other_end: list[Chunk]) -> list[Chunk]:
        told = [p for end in before.places.values() for p in end] if before is not None else []
        return self.places.named_since(pronoun, since, told, other_end) if before is not None else []

    def _same_end(self, kind: Chunk, end: str, before: Ends | None) -> list[Chunk]:
        return self.places.same_end(kind, before.places[end], before.places[_OTHER[end]]) if before is not None else []

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
        if c.role in ("stock", "hosted") or "settle" in roles(form):
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
