"""Where a flow went: the ends that its words state, those who took or gave people, and what a part has from its whole."""

from __future__ import annotations

from itertools import islice, takewhile

from .chunk import Chunk
from .context import Context
from .figures import Figure
from .flow_ends import DESTINATION, ORIGIN, EndReader, Ends, is_definite
from .flow_people import FlowFacts, PeopleReader
from .flow_stretches import Stretches
from .flow_words import roles
from .parties import PartyReader
from .place_levels import finest, level
from .structure import Document

_LEFT = ("fled", "displaced", "evacuated")
_THEREUPON = ("اثرها", "اثره", "اثرهما", "جراءها", "بسببها", "نتيجتها")


class WhereReader:
    """Reads the ends of the movements of a document."""

    def __init__(self, document: Document, context: Context, parties: PartyReader, stretches: Stretches, people: PeopleReader):
        self.chunks = document.chunks
        self.stretches, self.people = stretches, people
        self.places = context
        self.ends = EndReader(document, parties, stretches.counted, self.places)

    def read(self, facts: FlowFacts, whole: FlowFacts | None, own: Chunk | None, first: int, last: int, previous: FlowFacts | None) -> None:
        f = facts.figure
        default = None
        if self.stretches.is_stock(f, own) or (own is not None and "settle" in roles(own.text)):
            default = DESTINATION
        elif f.raised and f.governor is not None and f.governor.kind in ("person", "nationality"):
            default = DESTINATION  # «بلغ عدد اللاجئين في مخيم X N»
        elif facts.kind == "surrendered":
            default = ORIGIN
        elif whole is not None and self.stretches.is_stock(whole.figure, None):
            default = DESTINATION
        elif whole is not None and own is None and (f.phrase.of_previous or not f.phrase.lemma):
            default = DESTINATION  # «126 ألفاً منهم داخل محافظة X»
        skip = frozenset(i for g in self.stretches.parts(f) for i in self.stretches.part_span(g)) if whole is None else frozenset()
        if whole is not None and self.chunks[min(f.phrase.last + 1, last)].kind == "part":
            skip = frozenset((f.phrase.last + 1,))  # «عادت 80 عائلة منها»: of the families, not from the place
        before = previous.ends if previous is not None and previous.figure.sentence.paragraph == f.sentence.paragraph else None
        scene = DESTINATION if facts.kind in ("returned", "arrived") else ORIGIN
        since = previous.figure.phrase.last if previous is not None else -1
        ends = self.ends.read(first, last, skip, before, default, scene, DESTINATION if facts.kind == "returned" else ORIGIN, since)
        for clause in self.stretches.continuations(f, last):
            end = next((c.index - 1 for c in self.chunks[clause.first + 1 : clause.last + 1] if c.kind in ("comma", "count")), clause.last)
            ends.take(self.ends.read(clause.first, end, skip, before, default), DESTINATION)
            if facts.kind == "surrendered":
                self._captor(ends, f, clause.first, end)
        if self.stretches.is_stock(f, own) and (ends.empty(DESTINATION) or self._around_camp(ends, f)):
            self._host(ends, f, own, before)
        if facts.kind == "surrendered":
            self._captor(ends, f, first, last)
        if facts.kind == "transferred" and ends.controllers[DESTINATION] is None:
            self._receiver(ends, f)
        self._people_of(ends, f)
        if facts.kind in (*_LEFT, "arrived", "transferred") and whole is None:
            self._were_in(ends, f)
        if facts.kind in _LEFT and whole is None:
            self._scene(ends, f)
            self._buses(ends, f)
            self._struck(ends, f)
            self._movement_before(ends, f)
        if previous is not None and whole is None:
            self._item(ends, f, previous)
        self._joined_side(ends, f)
        if self.people.deserted(f) and facts.category in ("combatant", "person") and ends.controllers[ORIGIN] is None:
            ends.controllers[ORIGIN] = facts.parties[0] if facts.parties else "government"
        self._crossed_over(ends, facts)
        facts.ends = ends
        if whole is not None and (place := self._before_bracket(f)) is not None:
            ends.places[DESTINATION] = [place]
        if whole is not None and not (facts.kind == "returned" != whole.kind) and not self.stretches.is_stock(f, own):
            for end in (ORIGIN, DESTINATION):
                ends.take(whole.ends, end)

    def _before_bracket(self, f: Figure) -> Chunk | None:
        """«توزعوا على A (12 ألفاً) وB (8 آلاف)»: the place that a part in brackets stands behind."""
        if f.index < 2 or self.chunks[f.index - 1].kind != "open" or not self.places.is_place(self.chunks[f.index - 2]):
            return None
        lead = self.chunks[f.clause.first : f.index - 2]
        shared = any("توزع" in c.text for c in lead) or any("to" in roles(c.text) for c in lead[-12:])
        return self.chunks[f.index - 2] if shared else None

    def _crossed_over(self, ends: Ends, facts: FlowFacts) -> None:
        """«فر 37 عنصراً من قوات النظام إلى مناطق سيطرة قسد»: fighters who flee to another side leave theirs."""
        to = ends.controllers[DESTINATION]
        if facts.kind == "fled" and facts.category == "combatant" and facts.parties and ends.empty(ORIGIN) and to is not None and to not in facts.parties:
            ends.controllers[ORIGIN] = facts.parties[0]

    def _item(self, ends: Ends, f: Figure, previous: FlowFacts) -> None:
        """«استقبلت مدينة A 300 عائلة، وبلدة B 120 عائلة»: a place with its number alone is at the end where the verb had its own."""
        if f.governor is None or f.governor is not previous.figure.governor or f.governor.index > previous.figure.index:
            return
        own = list(takewhile(lambda c: c.kind in ("place", "place_kind"), reversed(self.chunks[previous.figure.phrase.last + 1 : f.index])))
        places = finest([c for c in own[::-1] if self.places.is_place(c)])
        if not places or self.chunks[own[-1].index - 1].kind != "comma" or own[-1].reading.preposition:
            return
        before = [c for c in self.chunks[f.governor.index + 1 : previous.figure.index] if c.kind == "place"]
        for end in ends.places:
            if ends.empty(end) and any(c in previous.ends.places[end] for c in before):
                ends.places[end] = places

    def _were_in(self, ends: Ends, f: Figure) -> None:
        """«تمكن N جندياً، كانوا محاصرين داخل X، من الفرار»: they left the place where they were."""
        if not ends.empty(ORIGIN):
            return
        for c in self.chunks[f.phrase.last + 1 : min(f.phrase.last + 5, f.clause.last + 1)]:
            if "were" in roles(c.text):
                span = takewhile(lambda d: d.kind not in ("comma", "count") and not roles(d.text) & {"from", "to", "away"}, self.chunks[c.index + 1 : f.clause.last + 1])
                ends.places[ORIGIN] = finest([p for p in span if self.places.is_place(p)])
                return

    def _buses(self, ends: Ends, f: Figure) -> None:
        """«دخول حافلات إلى X وخروج N على متنها»: they left the place where the buses came for them."""
        if not ends.empty(ORIGIN) or f.governor is None or f.governor.index > f.index:
            return
        entered = self.stretches.buses_before(f)
        if entered is None:
            return
        span = takewhile(lambda c: c.kind not in ("comma", "movement"), self.chunks[entered.index + 1 : f.governor.index])
        ends.places[ORIGIN] = finest([c for c in span if self.places.is_place(c)])
        ends.places[DESTINATION] = [c for c in ends.places[DESTINATION] if c not in ends.places[ORIGIN]]

    def _scene(self, ends: Ends, f: Figure) -> None:
        """«وفي حي X، خرجت دفعة تضم N»: the place that opens the sentence is where they left."""
        if not ends.empty(ORIGIN):
            return
        first = f.sentence.first
        before = self.chunks[f.governor.index - 2] if f.governor is not None and f.governor.index > first + 1 else None
        if before is not None and "scene" in roles(self.chunks[f.governor.index - 1].text) and self.places.is_place(before):
            ends.places[ORIGIN] = [before]  # «بلدة X شهدت خروج N»
            return
        opener = self.chunks[first].text.removeprefix("و")
        if opener not in ("في", "من") or not ends.empty(ORIGIN) or f.clause.first > first + 6:
            return
        span = list(takewhile(lambda c: c.kind in ("place", "place_kind") or c.index == first, self.chunks[first : f.index]))
        after = self.chunks[span[-1].index + 1]
        places = finest([c for c in span if self.places.is_place(c)])
        if places and level(places[0]) < 2 and (after.kind in ("comma", "date") or (after.kind == "movement" and after.role != "noun")):
            ends.places[ORIGIN] = [c for c in places if c not in ends.places[DESTINATION]]

    def _joined_side(self, ends: Ends, f: Figure) -> None:
        """«انشق N عن X والتحقوا بصفوف Y», «وانضموا إلى Y»: they went over to Y."""
        for c in self.chunks[f.phrase.last + 1 : min(f.phrase.last + 14, f.sentence.last + 1)]:
            if "joins" in roles(c.text):
                side = next((d for d in self.chunks[c.index + 1 : c.index + 4] if d.kind == "party"), None)
                if side is not None and ends.controllers[DESTINATION] is None:
                    ends.controllers[DESTINATION] = side.code
                return
            if c.kind in ("count", "stop", "clause"):
                return

    def _around_camp(self, ends: Ends, f: Figure) -> bool:
        """«بات مخيم A بريف B يؤوي N»: whether the place found only says where a camp before the verb lies; it is taken away then."""
        if f.governor is None or f.governor.index > f.index or f.governor.role not in ("stock", "hosted"):
            return False
        before = self.chunks[f.clause.first : f.governor.index]
        camp = next((c for c in before if c.place is not None and c.place.kind == "camp"), None)
        if camp is None or not all(camp.index < c.index < f.governor.index for c in ends.places[DESTINATION]):
            return False
        ends.places[DESTINATION] = []
        return True

    def _host(self, ends: Ends, f: Figure, own: Chunk | None, before: Ends | None) -> None:
        """«مخيم X الذي يؤوي N»: the camp is named before its verb, or between verb and count."""
        governor = own or f.governor
        if governor is not None and governor.index > 1 and self.chunks[governor.index - 1].kind == "relative" and self.places.is_place(self.chunks[governor.index - 2]):
            ends.places[DESTINATION] = [self.chunks[governor.index - 2]]  # «حي X الذي يؤوي N»
            return
        after = self.chunks[governor.index + 1] if governor is not None and governor.index + 1 < len(self.chunks) else None
        if after is not None and after.kind == "place_kind" and after.code == "camp":
            named = self.chunks[after.index + 1] if after.index + 1 < len(self.chunks) else None
            ends.places[DESTINATION] += [named] if named is not None and named.kind == "place" else self.places.meant(after)
            return
        if after is not None and after.text.startswith("مخيم") and after.text.endswith(("ها", "ه")):
            told = before.places[DESTINATION] if before is not None else []
            ends.places[DESTINATION] += told[-1:] or list(islice(self.places.places_before(after.index), 1))  # «وتؤوي مخيماتها N»
            return
        if governor is not None and ("المخيم" in governor.text or (governor.role == "hosted" and governor.text.endswith("يه"))):  # «عدد قاطنيه»
            camp = next((c for c in self.places.places_before(f.index) if c.place.kind == "camp"), None)
            ends.places[DESTINATION] += [camp] if camp is not None else []
            return
        for j in range(f.index - 1, f.clause.first - 1, -1):
            c = self.chunks[j]
            if c.kind == "place" and c.place.kind == "camp":
                ends.places[DESTINATION].append(c)
                return
            if c.kind == "place_kind" and c.code == "camp" and is_definite(c):
                ends.places[DESTINATION] += self.places.meant(c)
                return
            if governor is not None and j < governor.index - 8:
                return

    def _captor(self, ends: Ends, f: Figure, first: int, last: int) -> None:
        """«سلموا أنفسهم لقسد»."""
        for c in self.chunks[first : last + 1]:
            if c.kind == "party" and c.reading.preposition == "ل" and ends.controllers[DESTINATION] is None and c.code != ends.controllers[ORIGIN]:
                ends.controllers[DESTINATION] = c.code
            elif c.kind == "word" and c.text in ("لها", "له", "لهم", "لقواته", "لقواتها", "لمقاتليه", "لمقاتليها", "لقواتنا") and ends.controllers[DESTINATION] is None:
                told_by = c.index if c.text in ("لها", "له", "لهم") else f.index  # «قال المتحدث باسم X إن N سلموا أنفسهم لقواته»
                before = [d.code for d in self.chunks[f.sentence.first : told_by] if d.kind == "party" and d.code not in f.phrase.parties]
                ends.controllers[DESTINATION] = before[-1] if before else None

    def _receiver(self, ends: Ends, f: Figure) -> None:
        """«سلّمت قسد بغداد N مقاتلاً كانوا محتجزين لديها»: the first side gives, the second takes."""
        if f.governor is None or f.governor.index > f.index:
            return
        if "takes" in roles(f.governor.reading.stem or f.governor.text):
            self._taker(ends, f)
            return
        sides = [c for c in self.chunks[f.clause.first : f.index] if c.kind == "party" and not c.reading.conjunction]
        after = [c for c in sides if c.index > f.governor.index]
        behind = [c for c in self._before_comma(f) if c.kind == "party" and c.reading.preposition == "ل"]  # «سلّم X N شخصاً لقوات Y»
        to = behind[:1] or [c for c in after if c.reading.preposition == "ل"] or (after[-1:] if len(sides) > 1 else [])
        if to and f.governor.reading.stem.startswith(("سلم", "تسليم")):
            ends.controllers[DESTINATION] = to[-1].code
            givers = [c for c in sides if c is not to[-1]]
            held = any("held_by" in roles(c.text) for c in self.chunks[f.phrase.last + 1 : f.clause.last + 1])
            if givers and held and ends.empty(ORIGIN):
                ends.controllers[ORIGIN] = givers[-1].code

    def _taker(self, ends: Ends, f: Figure) -> None:
        """«تسلّمت X N طفلاً من Y»: the subject takes, the side right after «من» gives."""
        sides = [c for c in self.chunks[f.clause.first : f.index] if c.kind == "party" and not c.reading.conjunction]
        givers = [c for c in (*sides, *self._before_comma(f)) if c.kind == "party" and self.chunks[c.index - 1].text == "من"]
        takers = [c for c in sides if c not in givers]
        if takers:
            ends.controllers[DESTINATION] = takers[-1].code
        giver = next(iter(givers), None)
        if giver is not None and ends.empty(ORIGIN):
            ends.controllers[ORIGIN] = giver.code

    def _before_comma(self, f: Figure) -> list[Chunk]:
        """What follows the number up to the next comma: the noun phrase may have taken the other side for that of the people."""
        return list(takewhile(lambda c: c.kind != "comma", self.chunks[f.index + 1 : f.clause.last + 1]))

    def _people_of(self, ends: Ends, f: Figure) -> None:
        """«آلاف من سكان X فروا»، «N من أهلها نزحوا»: they left where they lived."""
        end = DESTINATION if f.code == "returned" else ORIGIN
        if not ends.empty(end) or (end == ORIGIN and any("own_town" in roles(c.text) for c in self.chunks[f.phrase.last + 1 : f.phrase.last + 4])):
            return
        numbered = f.index > 0 and self.chunks[f.index - 1].kind == "total"  # «فنزح أهلها وعددهم N»
        first = f.clause.first if numbered and f.governor is not None and f.clause.first <= f.governor.index < f.index else f.index
        span = self.chunks[first : min(f.phrase.last + 5, len(self.chunks))]
        for c in span:
            form = c.text
            if "people_of" in roles(form):
                if form.endswith(("ها", "ه")):
                    named = [p for p in self.chunks[f.sentence.first : c.index] if self.places.is_place(p)]
                    ends.places[end] = finest(named)[-1:] or list(islice(self.places.places_before(c.index), 1))
                else:
                    ends.places[end] = self._their_home(c.index + 1, f.clause.last)
                return

    def _their_home(self, first: int, last: int) -> list[Chunk]:
        """The places after «سكان»: one, a list of them («حارم وسلقين»), or the one that «المدينة» means."""
        found: list[Chunk] = []
        for c in self.chunks[first : last + 1]:
            if c.kind == "place" and (not found or self.places.continues(c, found[-1])):
                found.append(c)
            elif c.kind == "place_kind" and not found and is_definite(c) and not any(d.kind == "place" for d in self.chunks[c.index + 1 : c.index + 2]):
                return self.places.meant(c)
            elif c.kind not in ("place_kind", "word") or roles(c.text) & {"to", "from", "at", "contains"} or (c.kind == "word" and (found or c.index > first + 2) and c.text != "و"):
                break
        return found

    def _struck(self, ends: Ends, f: Figure) -> None:
        """«أدى القصف على بلدة X إلى نزوح N», «تتعرض X لقصف، ما دفع N إلى النزوح»: they left the place that was struck."""
        governor = f.governor
        if not ends.empty(ORIGIN) or governor is None or governor.code not in ("displaced", "fled", "evacuated"):
            return
        before = self.chunks[f.sentence.first : min(governor.index, f.index)]
        strike = next((n for n, c in enumerate(before) if c.kind == "cause" or "campaign" in roles(c.text) or (c.kind == "control" and c.code in ("clash", "attack"))), None)
        thereupon = any(c.text in _THEREUPON for c in self.chunks[min(governor.index, f.index) : max(governor.index, f.index)])
        if strike is None or self.people.deserted(f) or not thereupon and not any(roles(c.text) & {"forces", "enables", "leads_to"} or c.kind == "because" for c in before):
            return
        if any(c.index in self.stretches.counted for c in before[strike:]):
            return  # others moved in between
        ends.places[ORIGIN] = finest([c for c in before if self.places.is_place(c) and not self._fired_from(c)])

    def _movement_before(self, ends: Ends, f: Figure) -> None:
        """«يواصل المدنيون الفرار من X، إذ خرج N منهم», «تستمر عمليات الإجلاء من X، وخرجت N عائلة»: the movement whose people are counted here."""
        governor = f.governor
        if not ends.empty(ORIGIN) or governor is None or governor.index > f.index:
            return
        told = [c for c in self.chunks[f.sentence.first : governor.index] if c.kind == "movement" and c.code in _LEFT]
        if len(told) != 1 or any(c.index in self.stretches.counted for c in self.chunks[f.sentence.first : governor.index]):
            return
        after = told[0].index + 1
        last = next((c.index - 1 for c in self.chunks[after : governor.index] if c.kind in ("comma", "clause")), governor.index - 1)
        ends.take(self.ends.read(told[0].index, last, frozenset(), None), ORIGIN)
        if ends.empty(ORIGIN) and told[0].role == "noun":  # «تهجير مقاتلي حي X، حيث خرجت دفعة تضم N»
            span = takewhile(lambda c: not roles(c.text) & {"from", "to", "at"} and c.kind not in ("cause", "outcome", "control"), self.chunks[after : last + 1])
            ends.places[ORIGIN] = [p for p in finest([c for c in span if self.places.is_place(c)]) if p not in ends.places[DESTINATION]]

    def _fired_from(self, c: Chunk) -> bool:
        """«من مواقعها في X», «انطلاقاً من X»: where the fire came from."""
        for before in reversed(self.chunks[max(c.index - 4, 0) : c.index]):
            if "from" in roles(before.text):
                return True
            if before.kind not in ("place_kind", "word") or (before.text in ("علي", "الي")):
                return False
        return False
