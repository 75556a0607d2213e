"""Flow records: who moved, of which nationalities, from where to where, when, and what is part of what."""

from __future__ import annotations

from collections.abc import Sequence

from .chunk import Chunk
from .context import Context
from .figures import FLOW, Figure
from .flow_ends import ORIGIN
from .flow_kinds import KindReader
from .flow_nations import NationReader
from .flow_people import FlowFacts, PeopleReader
from .flow_stretches import Stretches
from .flow_when import WhenReader
from .flow_where import WhereReader
from .flow_words import roles
from .parties import PartyReader
from .structure import Document

_STATES = {"government", "transitional_government", "turkey", "russia", "iran_backed", "coalition", "israel", "iraq"}


class FlowReader:
    """Finds the attributes of the flow figures of a document."""

    def __init__(self, document: Document, context: Context, parties: PartyReader, figures: Sequence[Figure]):
        self.chunks, self.tokens, self.figures = document.chunks, document.tokens, figures
        self.told: list[FlowFacts] = []
        self.stretches = Stretches(document, [f for f in figures if not (f.kind == FLOW and (self._is_name(f) or self._of_vehicles(f)))])
        self.people = PeopleReader(document, parties, self.stretches.counted, self.told)
        self.nations = NationReader(document, self.stretches.counted)
        self.kinds = KindReader(document, context, self.stretches)
        self.when = WhenReader(document, context, self.stretches)
        self.where = WhereReader(document, context, parties, self.stretches, self.people)
        self._facts: dict[int, FlowFacts] = {}

    def read(self) -> list[FlowFacts]:
        """The facts of all flows, in text order; a headline's and restatements are among them."""
        for figure in self.figures:
            if figure.kind == FLOW and self._happened(figure):
                previous = self.told[-1] if self.told else None
                facts = self._read(figure, previous)
                self._facts[id(figure)] = facts
                if previous is not None and self.stretches.follows_its_part(figure) and facts.parent is None and previous.figure.clause is figure.clause:
                    while previous.parent is not None:
                        previous = previous.parent
                    previous.parent = facts
                self.told.append(facts)
        return self.told

    # -- what is no movement of people ---------------------------------------------------------------------------

    def _happened(self, f: Figure) -> bool:
        """Whether the movement is told as done: no plan, condition or denial, no protest, no troops on the move."""
        if f.parent is not None and f.parent.kind == FLOW and id(f.parent) not in self._facts:
            return False
        if f.governor is None:
            return True
        first = min(f.governor.index, f.index)
        for j in range(first - 1, max(f.clause.first - 3, first - 10, -1), -1):
            c = self.chunks[j]
            if c.kind in ("condition", "negation") or (c.kind == "unit" and c.text.startswith("محاول")):
                return False
            if c.kind not in ("word", "that", "date", "place", "place_kind", "party", "total", "person", "source", "clause") or roles(c.text) & {"contains"}:
                break
        if self._is_name(f) or self._of_vehicles(f) or self._put_off(f, first) or self._is_wish(f.governor):
            return False
        around = self.chunks[f.clause.first : f.clause.last + 1]
        if any("protest" in roles(c.text) for c in around):
            return False
        before = self.chunks[f.index - 1] if f.index else None
        if before is not None and before.kind == "except" and f.governor.index > f.index:
            return False  # «لم يبق في المدينة سوى بضع عائلات، بعدما فر …»: those who stay
        if before is not None and before.kind == "person" and before.person.kind.startswith("outcome:") and not before.reading.article:
            return False  # «جثامين 4 أشخاص»
        if f.code == "transferred" and before is not None and before.text == "عن":
            return False  # «نقل المرصد عن 3 شهود»
        if f.phrase.outcome == "captured" and f.code == "transferred" and any(form in f.governor.text for form in ("سلم", "تسليم")):
            return False  # prisoners handed over are freed, not moved
        return not self._troops(f)

    def _is_name(self, f: Figure) -> bool:
        """«اللواء 137» is a unit's name; «N شخص بين مدني ومقاتل» describes those counted."""
        before = self.chunks[f.index - 1] if f.index else None
        if before is None:
            return False
        if f.bare:
            if before.kind == "nationality" and "foreign" in roles((f.chunk.reading.stem or f.chunk.text)):
                return True  # «280 مقاتلاً عراقياً وأجنبياً»
            pair = before.kind == "person" or (before.text == "و" and self.chunks[f.index - 2].kind == "person")
            return pair and any(c.text == "بين" for c in self.chunks[max(f.index - 4, 0) : f.index])
        return "numbered" in roles(before.text) and f.phrase.people is None

    def _of_vehicles(self, f: Figure) -> bool:
        """«6 دفعات …، اتجهت 4 منها»: people are «منهم», only families are «منها» too."""
        taken_up = f.phrase.of_previous and self.chunks[f.phrase.last].text == "منها"
        return taken_up and not f.phrase.family and not any(g.figure.phrase.family for g in self.told[-2:])

    def _is_wish(self, verb: Chunk) -> bool:
        """«على أن يغادر N»: a subjunctive, unless what it tells came about («قبل أن يغادر N»)."""
        j = verb.index
        if verb.role != "verb" or not (verb.reading.stem or verb.text).startswith(("ي", "ت")) or j < 2 or self.chunks[j - 1].kind != "that":
            return False
        return self.chunks[j - 1].text.removeprefix("و") == "ان" and self.chunks[j - 2].text not in ("قبل", "بعد", "الي", "قبيل")

    def _put_off(self, f: Figure, first: int) -> bool:
        """«تأجل خروج N», «رفضت N عائلة المغادرة», «تخشى فرار N»: a verb that says they did not go, or may, with no comma between."""
        yet = {"put_off", "feared"} if f.governor.role == "noun" and f.governor.index < f.index else {"put_off"}
        for c in reversed(self.chunks[f.clause.first : max(first, f.clause.first)]):
            if yet & roles(c.text):
                return True
            if c.kind in ("comma", "count", "movement"):
                return False
        return False

    def _troops(self, f: Figure) -> bool:
        """Fighters who arrive, or whom their own side moves, are no flow of people."""
        if f.phrase.category != "combatant" or f.parent is not None:
            return False
        nxt = self.chunks[f.phrase.last + 1] if f.phrase.last + 1 < len(self.chunks) else None
        if nxt is not None and "families" in roles(nxt.text):
            return False  # «وصل 1130 من المقاتلين وذويهم»
        if self._of_exit_told(f):
            return False
        if f.code == "arrived":
            return self.stretches.leaving_verb(f) is None and not self._withdrawn(f)
        if f.code == "transferred":
            side = self._agent(f)
            return f.phrase.possessed or (side is not None and side in f.phrase.parties)
        return False

    def _of_exit_told(self, f: Figure) -> bool:
        """Another batch of an exit under an agreement that was told by the same verb, a sentence before."""
        previous = self.told[-1] if self.told else None
        return previous is not None and previous.kind == "evacuated" and previous.figure.sentence is not f.sentence and previous.figure.governor is f.governor

    def _withdrawn(self, f: Figure) -> bool:
        """«وصل 90 من مقاتلي X مع عوائلهم», «وصول 120 عنصراً من X قادمين من Y»: fighters who left, not those who are sent."""
        after = self.chunks[f.phrase.last + 1 : f.clause.last + 1]
        if any("families" in roles(c.text) for c in after[:4]):
            return True
        return not set(f.phrase.parties) & _STATES and any(c.text in ("قادمين", "قادمون") for c in after) and not any(
            "تعزيز" in c.text for c in self.chunks[f.clause.first : f.clause.last + 1])

    def _agent(self, f: Figure) -> str | None:
        """The side that moved them: the subject before or after the verb."""
        if f.governor is None or f.governor.index > f.index:
            return None
        for c in (*self.chunks[f.governor.index + 1 : f.index], *reversed(self.chunks[f.clause.first : f.governor.index])):
            if c.kind == "party" and not c.reading.preposition:
                return c.code
        return None

    # -- attributes ----------------------------------------------------------------------------------------------

    def _read(self, f: Figure, previous: FlowFacts | None) -> FlowFacts:
        facts = FlowFacts(f)
        whole = self._facts.get(id(f.parent)) if f.parent is not None else None
        if previous is not None and (self.stretches.paired(previous.figure, f) or self._counts_again(f, previous.figure)):
            facts.pair = previous
        elif whole is None and previous is not None and previous.category == "family" and previous.figure.clause is f.clause and not f.phrase.family and (
                self.stretches.counted_in_families(f)):
            facts.pair = previous
        elif whole is not None and f.parent.phrase.family != f.phrase.family:
            whole = self._in_unit(whole, f)
        if facts.pair is not None:
            return self._share(facts, facts.pair)
        whole = whole or self._taken_up(f)
        same_unit = whole is not None and whole.figure.phrase.family == f.phrase.family
        facts.parent = whole if same_unit else None
        apart = whole is not None or self.stretches.follows_its_part(f) or (f.added and f.raised)  # «يضاف إليهم 15 ألف نازح وصلوا إلى X»
        own = self.stretches.own_verb(f) if apart else self._of_batch(f)
        self.kinds.read(facts, whole, own if apart or (own is not None and own.code == "returned") else None)
        if facts.kind == "arrived" and self._of_exit_told(f):
            facts.kind = "evacuated"
        self.people.who(facts, whole, previous)
        first, last = self.stretches.of(f)
        if whole is not None or self.stretches.follows_its_part(f):
            first = own.index if own is not None and own.index < f.index else f.index
            if own is None:
                last = self.stretches.phrase_end(f, last)
            elif own.index > f.index:
                last = self.stretches.verb_end(own, last)
        self.nations.read(facts, whole, last, previous)
        self.people.composition(facts, last)
        self.when.read(facts, whole, own, first, last, previous)
        self.where.read(facts, whole, own, first, last, previous)
        if previous is not None and self.stretches.beside(previous.figure, f):
            self.nations.share(previous, facts)
            for end in facts.ends.places:  # «غادر 200 مقاتل و600 من أفراد عائلاتهم بلدة X»
                facts.ends.take(previous.ends, end)
        if previous is not None and whole is None and not f.phrase.lemma and f.governor is previous.figure.governor and previous.figure.clause is f.clause:
            facts.ends.take(previous.ends, ORIGIN)  # «نزح 137 ألف شخص من X إلى Y، و30 ألفاً إلى Z»
        if previous is not None and whole is None and self._next_batch(f, previous.figure):
            first_batch = previous
            while first_batch.parent is not None and first_batch.parent.figure.sentence is f.sentence:
                first_batch = first_batch.parent
            facts.kind = first_batch.kind if facts.kind == "arrived" else facts.kind  # «فيما حملت الثانية التي وصلت إلى X M آخرين»
            for end in facts.ends.places:
                facts.ends.take(first_batch.ends, end)
        hedged = any(c.kind == "hedge" for c in self.chunks[f.clause.first : f.index])
        facts.basis = "unconfirmed" if hedged or (whole is not None and whole.basis == "unconfirmed") else "documented"
        return facts

    def _taken_up(self, f: Figure) -> FlowFacts | None:
        """«عادت 80 عائلة منها»: a part of the families told before in the sentence, where the pronoun leads to no parts of their own."""
        of = f.phrase.last + 1
        if of >= f.clause.last or self.chunks[of].kind != "part" or self.chunks[of].text != "منها" or not f.phrase.family:
            return None
        if self.chunks[of + 1].kind not in ("date", "place_kind", "movement", "comma", "word") or self.chunks[of + 1].text in ("من", "نحو"):
            return None
        for told in reversed(self.told):
            if told.figure.sentence is not f.sentence:
                break
            if told.figure.phrase.family == f.phrase.family and (told.figure.value or 0) > (f.value or 0) and told.parent is None:
                return told
        return None

    def _counts_again(self, f: Figure, before: Figure) -> bool:
        """«فرّ مئات المدنيين، وقُدّر عددهم بنحو 600»: a number of the same people, no total of several days."""
        return "their number" in f.rules and f.governor is before.governor and not before.raised and f.sentence is before.sentence

    def _next_batch(self, f: Figure, before: Figure) -> bool:
        """«الأولى ضمت N، والثانية M»: the batches of one operation."""
        apart = f.index - before.phrase.last - 1
        while before.parent is not None and before.parent.sentence is f.sentence:
            before = before.parent
        return before.sentence is f.sentence and self._is_batch(f, min(apart, 8)) and self._is_batch(before, max(before.index - before.clause.first, 4))

    def _is_batch(self, f: Figure, reach: int = 4) -> bool:
        """Whether a word like «الثانية» leads to a number, in the ``reach`` chunks before it."""
        lead = self.chunks[max(f.index - reach, f.sentence.first) : f.index]
        return any("batch" in roles(t.text) for c in lead for t in self.tokens[c.first : c.last + 1])

    def _of_batch(self, f: Figure) -> Chunk | None:
        """«ضمت الأولى 49 عائلة عادت إلى X»: what is told of the people of one batch, right behind their number."""
        after = self.chunks[f.phrase.last + 1] if f.phrase.last < f.clause.last else None
        told = after is not None and after.kind == "movement" and after.role == "verb" and not after.reading.conjunction
        return after if told and self._is_batch(f) and f.governor is not None and f.governor is not after else None

    def _in_unit(self, whole: FlowFacts, f: Figure) -> FlowFacts:
        """The figure of the same group in the unit of the part: of «N عائلة، أي M شخصاً، منها K عائلة» K is part of N."""
        for other in reversed(self.told):
            if other.figure.sentence is not whole.figure.sentence:
                break
            if other.figure.phrase.family == f.phrase.family and (other.pair is whole or whole.pair is other) and (f.value or 0) <= (other.figure.value or 0):
                return other
        return whole

    def _share(self, facts: FlowFacts, pair: FlowFacts) -> FlowFacts:
        f = facts.figure
        facts.kind, facts.ends, facts.when, facts.measure, facts.basis = pair.kind, pair.ends, pair.when, pair.measure, pair.basis
        self.nations.read(facts, None, self.stretches.of(f)[1], None)
        if facts.nationalities and not pair.nationalities:  # «40 عائلة تضم 170 شخصاً من اللاجئين العراقيين»
            pair.nationalities, pair.inherits_nations = list(facts.nationalities), facts.inherits_nations
        facts.nationalities, facts.inherits_nations = list(pair.nationalities), pair.inherits_nations
        facts.category = "family" if f.phrase.family else (f.phrase.category or "person")
        facts.composition = list(pair.composition)
        self.people.composition(facts, self.stretches.of(f)[1])
        facts.rules.append("the same people counted in another unit")
        return facts
