"""Whom a figure of casualties counts: their category, and the side that they belonged to."""

from __future__ import annotations

from .casualty_facts import Facts, SoFar
from .figures import Figure
from .parties import PartyReader, is_feminine
from .phrase import Phrase
from .phrases import read_phrase
from .structure import Document
from .unnamed_sides import enemy, in_their_ranks, men_struck, perpetrators, squad, struck_before

# Those who are with a fighter are fighters.
_COMPANIONS = frozenset(("مرافق", "رفيق", "زميل", "حارس", "سائق", "شقيق", "مساعد"))


class Whom:
    """Reads category and side for the figures of one document."""

    def __init__(self, document: Document, parties: PartyReader, told: SoFar):
        self.doc, self.chunks, self.parties, self.told, self.around = document, document.chunks, parties, told, told.around

    def read(self, facts: Facts, parent: Facts | None) -> None:
        f, phrase = facts.figure, facts.figure.phrase
        category, parties = phrase.category, list(phrase.parties)
        if f.raised or not phrase.people or phrase.generic:
            total = self._total_phrase(f)
            if total is not None:
                if category in (None, "person"):
                    category = total.category or category
                parties = parties or list(total.parties)
        if phrase.people is None and (whole := self._fronted(f)) is not None:
            category, parties = whole.category, list(whole.parties)
        if phrase.people is None and category is None and (shared := self._shared(f)) is not None:
            category, parties = shared.category, list(shared.parties)
        if phrase.people is None and category is None and not f.agent and (side := men_struck(self.doc, self.parties, f)) is not None:
            category, parties = "combatant", [side]
        if (phrase.others or phrase.people is None) and category in (None, "person") and not parties and not f.raised:
            like = self.told.before(f)
            if like is not None and not (phrase.lemma == "شخص" and like.category != "combatant"):  # «وأصيب 11 شخصاً آخر»: of any kind
                category, parties = like.category, list(like.parties)
                if like.category in ("child", "woman", "man") and phrase.people is None and (like.figure.parent is not None or like.figure.value == 1 or self._of_a_list(like)):
                    category = "person"
                facts.rules.append("noun of the figure before")
        if parent is not None and not parties and category in ("combatant", None, "person") and parent.category == "combatant":
            category, parties = "combatant", list(parent.parties)
        if parent is not None and phrase.of_previous and not parties and category in (None, "person") and parent.category in ("civilian", "displaced", "detainee"):
            category = parent.category  # «20 منهم»
        if category in (None, "person") and phrase.lemma in _COMPANIONS and f.bare | phrase.possessed:
            like = self.told.before(f, parts=True)
            if like is not None and like.category in ("combatant", "journalist", "medic"):
                category, parties = like.category, list(like.parties)
        master = self._master(f)
        if master is not None:
            category, parties = master.category, list(master.parties)
        if phrase.outcome and not parties and category in (None, "person"):
            beside = self._beside(f)
            if beside is not None:
                category, parties = beside.category, list(beside.parties)
        if phrase.outcome and not parties and category in (None, "person", "combatant"):
            loser = self.parties.loser(f)
            if loser is not None:
                category, parties = "combatant", [loser]
        if phrase.lemma == "فرد" and phrase.possessed and category in (None, "person") and (side := self._of_its_members(f)) is not None:
            category, parties = "combatant", [side]
        if (side := self._named_first(f)) is not None and not parties and category in (None, "person", "combatant"):
            category, parties = "combatant", [side]
        if (side := enemy(self.doc, f) or squad(self.doc, f) or perpetrators(self.doc, self.parties, f) or in_their_ranks(self.doc, self.parties, f)) is not None and category in (None, "person", "combatant"):
            category, parties = "combatant", [side]
        if phrase.outcome == "killed" and category in (None, "person") and not parties and f.governor is not None and f.governor.text.removeprefix("و") in ("نعي", "نعت"):
            mourner = self.chunks[f.governor.index - 1] if f.governor.index > f.clause.first else None
            if mourner is not None and mourner.kind == "party" and not mourner.reading.preposition:
                category, parties = "combatant", [mourner.code]  # «الوحدات نعت 13 شهيداً»
        foreign = any(n != "SY" for n in phrase.nationalities)
        if category == "combatant" and not parties and not foreign and master is None:
            party = self.parties.victims_side(f) or struck_before(self.doc, self.parties, f)
            if party is None and f.bare is False and f.parent is None and (like := next(iter(self.around.figures_before(f)), None)) is not None and (
                    like.governor is f.governor and like.phrase.last >= f.index - 5 and (told := self.told.of(like)) is not None and told.category == "combatant"):
                party = next(iter(told.parties), None)  # «ضابط من X وثلاثة عناصر»
            if party is not None and (party != f.agent or not phrase.of_previous):
                parties = [party]
        if parties and category in (None,):
            category = "combatant"
        facts.category = category or "person"
        facts.parties = parties if facts.category not in ("civilian", "child", "woman", "man", "medic", "journalist", "detainee", "displaced") else []

    def _master(self, f: Figure) -> Facts | None:
        """«القبض على متزعم خلية وثلاثة من مساعديه»: the one person joined before, whose companions are counted."""
        like = next(iter(self.around.figures_before(f)), None) if f.phrase.lemma in _COMPANIONS and f.phrase.possessed and not f.phrase.parties else None
        if like is None or like.sentence is not f.sentence or like.value != 1 or like.governor is not f.governor or f.index - like.phrase.last > 4:
            return None
        told = self.told.of(like)
        return told if told is not None and told.category == "combatant" else None

    def _of_a_list(self, like: Facts) -> bool:
        """«استشهاد مواطنة وطفلها، وأصيب 4 آخرون»: beside people of several kinds the others may be anyone."""
        beside = next(iter(self.around.figures_before(like.figure)), None)
        return beside is not None and beside.governor is like.figure.governor and beside.phrase.category != like.figure.phrase.category

    def _shared(self, f: Figure) -> Phrase | None:
        """«قُتل ستة وأصيب تسعة من عناصر X»: of two numbers alone, one right after the other, those behind the second are meant by both."""
        verb = self.chunks[f.index + 1] if f.phrase.last == f.index and f.index < f.sentence.last else None
        if verb is None or verb.kind != "outcome" or not verb.reading.conjunction or f.chunk.kind != "count":
            return None
        other = next(iter(self.around.figures_in(verb.index + 1, verb.index + 1)), None)
        alone = other is not None and other.chunk.kind == "count" and other.chunk.count.noun is None and not other.phrase.others and not other.phrase.of_previous
        return other.phrase if alone and other.index < f.sentence.last and self.chunks[other.index + 1].text == "من" and other.phrase.category else None

    def _fronted(self, f: Figure) -> Phrase | None:
        """«ومن مقاتلي الفصائل سقط 19»، «ومن المدنيين قُتل 9»: those of whom the number is stand before the verb."""
        first = f.clause.first + (self.chunks[f.clause.first].kind == "clause")
        if f.governor is None or self.chunks[first].text not in ("من", "ومن") or self.chunks[first + 1].kind not in ("person", "party"):
            return None
        people = read_phrase(self.doc.tokens, self.chunks, first + 1)
        if people.last + 1 != f.governor.index or f.index > f.governor.index + 1:
            return None
        if self.chunks[first + 1].kind == "party":
            people.category, people.parties = "combatant", [self.chunks[first + 1].code]
        return people

    def _of_its_members(self, f: Figure) -> str | None:
        """«قالت وزارة الداخلية إن 14 من أفرادها قُتلوا»: members of the side told before, where no family is."""
        for c in reversed(self.chunks[f.sentence.first : f.index]):
            if c.kind == "person" and c.person.kind == "family":
                return None
            if c.kind == "party" and not c.reading.preposition:
                return c.code if is_feminine(c) == (f.phrase.pronoun == "ها") else None
        return None

    def _named_first(self, f: Figure) -> str | None:
        """«قُتل من التنظيم 80 عنصراً»: the side between the verb and its number, with من."""
        side, of = (self.chunks[f.index - 1], self.chunks[f.index - 2]) if f.index - 2 >= f.clause.first else (None, None)
        if side is None or side.kind != "party" or of.text != "من" or f.governor is None or f.governor.index != of.index - 1:
            return None
        return side.code

    def _total_phrase(self, f: Figure):
        """The noun phrase after «عدد / تعداد» that a raised total counts, or that stands right before its «إلى»."""
        if self.chunks[f.index - 1].text == "الي":
            for j in range(f.index - 2, max(f.clause.first, f.index - 8) - 1, -1):
                c = self.chunks[j]
                if c.kind == "person" and c.person.kind.startswith("outcome:"):
                    return read_phrase(self.doc.tokens, self.chunks, j)  # «… إلى 927 وقتلى X إلى 546»
                if c.kind not in ("party", "word", "nationality", "same", "place", "place_kind"):
                    break
        for span in (range(f.phrase.last + 1, min(f.clause.last, f.phrase.last + 40) + 1), range(f.index - 1, f.clause.first - 1, -1)):
            listing = False
            for j in span:
                c = self.chunks[j]
                if c.kind == "total" and j + 1 < len(self.chunks):
                    nxt = self.chunks[j + 1]
                    if nxt.kind == "person":
                        return read_phrase(self.doc.tokens, self.chunks, j + 1)
                    if nxt.kind == "party":
                        phrase = read_phrase(self.doc.tokens, self.chunks, j + 1)
                        phrase.category, phrase.parties = "combatant", [nxt.code, *phrase.parties]
                        return phrase
                    if (people := self._people_of_total(f, j + 1)) is not None:
                        return people
                listing = listing or c.kind == "part"
                if c.kind == "count" and j != f.index and not listing:
                    break
        return None

    def _people_of_total(self, f: Figure, first: int) -> Phrase | None:
        """«تعداد من قضوا من قسد»، «عدد الذين قُتلوا من عناصر X»: the side stands after the verb, with من."""
        for j in range(first, min(first + 6, f.clause.last)):
            c, nxt = self.chunks[j], self.chunks[j + 1]
            if c.kind in ("comma", "count", "cause", "part"):
                return None
            if c.text == "من" and nxt.kind == "party":
                phrase = read_phrase(self.doc.tokens, self.chunks, j + 1)
                phrase.category, phrase.parties = "combatant", [nxt.code]
                return phrase
            if c.text == "من" and nxt.kind == "person" and j > first:
                return read_phrase(self.doc.tokens, self.chunks, j + 1)
        return None

    def _beside(self, f: Figure) -> Phrase | None:
        """«4 قتلى و6 جرحى في صفوف X»: the side behind the second figure is of both."""
        following = next(iter(self.around.figures_in(f.index + 1, f.clause.last)), None)
        if following is None or following.index > f.phrase.last + 3 or following.clause is not f.clause or following.parent is not None:
            return None
        same = following.phrase.outcome is not None and following.phrase.parties
        return following.phrase if same else None
