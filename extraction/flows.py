"""Flow records: who moved, of which nationalities, from where to where, when, and what is part of what."""

from __future__ import annotations

from collections.abc import Sequence

from .chunks import Chunk
from .context import Context, When
from .figures import FLOW, Figure
from .flow_people import FlowFacts, PeopleReader
from .flow_stretches import Stretches
from .flow_where import WhereReader
from .flow_words import roles
from .nationalities import nation
from .parties import PartyReader
from .structure import Clause, Document


class FlowReader:
    """Finds the attributes of the flow figures of a document."""

    def __init__(self, document: Document, context: Context, parties: PartyReader, figures: Sequence[Figure]):
        self.context, self.chunks, self.figures = context, document.chunks, figures
        self.told: list[FlowFacts] = []
        self.stretches = Stretches(document, [f for f in figures if not (f.kind == FLOW and (self._is_name(f) or self._of_vehicles(f)))])
        self.people = PeopleReader(document, parties, self.stretches.counted, self.told)
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
        """«تأجل خروج N», «رفضت N عائلة المغادرة»: a verb that says they did not go, with no comma between."""
        for c in reversed(self.chunks[f.clause.first : max(first, f.clause.first)]):
            if "put_off" in roles(c.text):
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
        if f.code == "arrived":
            return self.stretches.leaving_verb(f) is None
        if f.code == "transferred":
            side = self._agent(f)
            return f.phrase.possessed or (side is not None and side in f.phrase.parties)
        return False

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
        if previous is not None and self.stretches.paired(previous.figure, f):
            facts.pair = previous
        elif whole is None and previous is not None and previous.category == "family" and previous.figure.clause is f.clause and not f.phrase.family and (
                self.stretches.counted_in_families(f)):
            facts.pair = previous
        elif whole is not None and f.parent.phrase.family != f.phrase.family:
            whole = self._in_unit(whole, f)
        if facts.pair is not None:
            return self._share(facts, facts.pair)
        same_unit = whole is not None and whole.figure.phrase.family == f.phrase.family
        facts.parent = whole if same_unit else None
        own = self.stretches.own_verb(f) if whole is not None or self.stretches.follows_its_part(f) else None
        self._kind(facts, whole, own)
        self.people.who(facts, whole, previous)
        first, last = self.stretches.of(f)
        if whole is not None or self.stretches.follows_its_part(f):
            first = max(first, own.index) if own is not None and own.index < f.index else f.index
            if own is None:
                last = self.stretches.phrase_end(f, last)
        self.people.nations(facts, whole, first, last)
        self.people.composition(facts, last)
        self._period(facts, whole, own, first, last, previous)
        self.where.read(facts, whole, own, first, last, previous)
        if previous is not None and self.stretches.beside(previous.figure, f):
            for end in facts.ends.places:  # «غادر 200 مقاتل و600 من أفراد عائلاتهم بلدة X»
                facts.ends.take(previous.ends, end)
        hedged = any(c.kind == "hedge" for c in self.chunks[f.clause.first : f.index])
        facts.basis = "unconfirmed" if hedged or (whole is not None and whole.basis == "unconfirmed") else "documented"
        return facts

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
        facts.nationalities, facts.inherits_nations = list(pair.nationalities), pair.inherits_nations
        facts.category = "family" if f.phrase.family else (f.phrase.category or "person")
        facts.composition = list(pair.composition)
        self.people.composition(facts, self.stretches.of(f)[1])
        facts.rules.append("the same people counted in another unit")
        return facts

    def _kind(self, facts: FlowFacts, whole: FlowFacts | None, own: Chunk | None) -> None:
        f = facts.figure
        governor = f.governor
        if whole is not None:
            moved = own is not None and own.kind == "movement" and own.role != "stock" and not self._only_left(own)
            facts.kind = own.code if moved else whole.kind
            if own is not None and own.kind == "movement" and own.role == "stock":
                facts.kind = "displaced"
            return
        near = self.chunks[f.phrase.last + 1 : f.clause.last + 1]
        if own is not None and own.kind == "movement":
            facts.kind = own.code
        if facts.kind == "arrived" and any(
            c.kind == "movement" and c.code == "returned" and self.chunks[c.index + 1].text.removeprefix("ال").startswith("طوعي") for c in near[:-1]):
            facts.kind = "returned"  # «برنامج العودة الطوعية»
        fleeing = next((c for c in near if c.kind == "comma" or roles(c.text) & {"fleeing", "flight"}), None)
        if facts.kind == "arrived" and fleeing is not None and fleeing.kind != "comma" and (fleeing in near[:2] or "flight" in roles(fleeing.text)):
            facts.kind = "fled"
            facts.rules.append("they came in flight")
        if facts.kind == "arrived" and (leaving := self.stretches.leaving_verb(f)) is not None:
            facts.kind = leaving.code
            facts.rules.append("its departure is told too")
        if facts.kind == "arrived" and governor is not None and self._is_batch_of_driven_out(governor, f):
            facts.kind = "evacuated"
            facts.rules.append("a convoy of those who were made to leave")
        if facts.kind == "displaced" and governor is not None and "هجر" in governor.text.replace("هجير", "هجر") and self._agreed(f):
            facts.kind = "evacuated"
            facts.rules.append("made to leave under an agreement")
        if facts.kind == "transferred":
            if any("themselves" in roles(c.text) for c in near):
                facts.kind = "surrendered"
            elif governor is not None and self._in_convoy(governor, f):
                facts.kind = "evacuated"
        elif facts.kind == "evacuated":
            if self._homeward(f):
                facts.kind = "returned"
            elif self._forced(f):
                facts.kind = "displaced"
                facts.rules.append("driven out")
            elif any(c.kind == "word" and "flight" in roles(c.text) for c in near) or (self._only_left(own or governor) and not self._agreed(f)):
                facts.kind = "displaced" if self._of_displacement(f) else "fled"

    def _forced(self, f: Figure) -> bool:
        """«أجبر القصف N عائلة على مغادرة X»."""
        return any("forces" in roles(c.text) for c in self.chunks[f.clause.first : f.index])

    def _of_displacement(self, f: Figure) -> bool:
        """«على صعيد النزوح غادر N مدني X»: what the clause is about says why they left."""
        return any(c.kind == "movement" and (c.reading.stem or c.text) == "نزوح" for c in self.chunks[f.clause.first : f.index])

    def _only_left(self, verb: Chunk | None) -> bool:
        return verb is not None and "leaves" in roles(verb.reading.stem or verb.text)

    def _agreed(self, f: Figure) -> bool:
        """An exit under an agreement, or in its convoys; of fighters it may be told a sentence earlier."""
        first, last = f.sentence.first, f.sentence.last
        if f.phrase.category == "combatant":
            before = self.context.sentence_before(f.sentence)
            first = before.first if before is not None and before.paragraph == f.sentence.paragraph else first
        if any("agreement" in roles(c.text) and c is not f.governor for c in self.chunks[first : last + 1]) or self._agreed_before(f):
            return True
        slipped_away = f.governor is not None and f.governor.index > f.index and f.governor.role == "noun"  # «تمكن N من الخروج»
        return not f.raised and not slipped_away and any("convoy" in roles(c.text) for c in self.chunks[first : last + 1])

    def _agreed_before(self, f: Figure) -> bool:
        """An agreement that the sentence before tells of, in the same paragraph: «بدأ تنفيذ الاتفاق. وخرج N شخصاً …»."""
        before = self.context.sentence_before(f.sentence)
        if f.raised or before is None or before.paragraph != f.sentence.paragraph:
            return False
        return any("agreement" in roles(c.text) for c in self.chunks[before.first : before.last + 1])

    def _is_batch_of_driven_out(self, governor: Chunk, f: Figure) -> bool:
        """«وصلت الدفعة الثانية من مهجري X، وتضم N شخصاً»."""
        words = [roles(c.text) for c in self.chunks[governor.index + 1 : f.phrase.last + 1]]
        return any("convoy" in w for w in words) and any("driven_out" in w for w in words)

    def _in_convoy(self, governor: Chunk, f: Figure) -> bool:
        """«نقلت الحافلات N»، «نقل N بموجب اتفاق»."""
        clause = self.chunks[governor.index + 1 : f.clause.last + 1]
        return "convoy" in roles(clause[0].text) or any("agreement" in roles(c.text) for c in clause) if clause else False

    def _homeward(self, f: Figure) -> bool:
        group = self.chunks[f.governor.index + 1 : f.index] if f.governor is not None and f.governor.index < f.index else []
        after = self.chunks[f.phrase.last + 1 : f.clause.last + 1]
        if any(c.kind == "movement" and c.code == "returned" and c.role == "who" for c in (*group, *after[:2])) or self.stretches.returns_later(f):
            return True
        for n, c in enumerate(after):
            if c.kind in ("count", "clause", "part"):
                break
            if "to" in roles(c.text) and n + 1 < len(after):
                # «غادر N لاجئ X إلى قراهم»، «نحو الأراضي السورية»
                home = after[n + 1 : n + 3]
                return "own_home" in roles(home[0].text) or (
                    f.phrase.category == "displaced" and len(home) > 1 and "side_area" in roles(home[0].text) and nation(home[1]) == "SY")
        return False

    # -- when ----------------------------------------------------------------------------------------------------

    def _period(
        self, facts: FlowFacts, whole: FlowFacts | None, own: Chunk | None, first: int, last: int, previous: FlowFacts | None
    ) -> None:
        f = facts.figure
        if self.stretches.is_stock(f, own):
            facts.measure = "cumulative"
            facts.rules.append("people hosted: a stock")
            return
        dates = [d for d in self.context.dates_in(first, last)
                 if not self._of_part(f, d) and not self.context.in_relative(d.chunk.index, f.phrase.last) and not (whole is None and self._of_cause(f, d))]
        when = self._days_joined(self._nearest(f, dates), dates)
        if whole is not None and when is None:
            facts.when, facts.measure = whole.when, whole.measure
            return
        if whole is not None and when.window and whole.when is None:
            whole.measure = "cumulative"  # a part that moved over days: so did the whole
        opening = ("منذ", "بعد", "عقب") if whole is not None and whole.measure == "cumulative" else ("منذ",)
        if when is not None and not when.window and self._since(when, opening):
            when = When(when.start, self.context.report_date, True, when.chunk)
        if when is None:
            dates = list(self.context.dates_in(f.clause.first, first))
            when = self._days_joined(self._nearest(f, dates), dates)
        if when is None and previous is not None and self._takes_up(first, f.index):
            when = previous.when
        if when is None and not f.raised:
            when = self._inherited(f)
        facts.when = when
        if (when is not None and when.window) or (when is None and f.raised):
            facts.measure = "cumulative"

    def _days_joined(self, when: When | None, dates: list[When]) -> When | None:
        """«في الـ 29 و30 من كانون الثاني»: both days."""
        if when is None or when.window:
            return when
        near = [d for d in dates if d is not when and abs(d.chunk.index - when.chunk.index) <= 2 and not d.window and d.start is not None]
        days = sorted(d.start for d in (when, *near) if d.start is not None)
        return When(days[0], days[-1], True, when.chunk) if len(days) > 1 and days[0] != days[-1] else when

    def _takes_up(self, first: int, last: int) -> bool:
        """A pronoun before the count («فيما أُجلي منها N») goes on about the movement told before."""
        return any(roles(c.text) & {"there", "thence"} for c in self.chunks[first:last])

    def _of_part(self, f: Figure, when: When) -> bool:
        for g in self.stretches.parts(f):
            if g.phrase.last < when.chunk.index:
                last = self.stretches.of(g)[1]
                if self.stretches.own_verb(g) is None:
                    last = self.stretches.phrase_end(g, last) if self.stretches.is_closed(g) else g.phrase.last
                if when.chunk.index <= last:
                    return True
        return False

    def _of_cause(self, f: Figure, when: When) -> bool:
        """«عادت N عائلة بعد تهجيرها منذ سبع سنوات»: the window is that of what came before, not of the return."""
        if not when.window:
            return False
        for c in reversed(self.chunks[max(f.phrase.last, when.chunk.index - 8) + 1 : when.chunk.index]):
            if c.text in ("بعد", "عقب", "قبل", "قبيل"):
                return True
            if c.kind in ("comma", "count"):
                break
        return False

    def _nearest(self, f: Figure, dates: list[When]) -> When | None:
        if not dates:
            return None
        windows = [d for d in dates if d.window]
        if f.raised and windows:
            return windows[-1]
        return min(dates, key=lambda d: (abs(d.chunk.index - f.index), d.chunk.index < f.index))

    def _inherited(self, f: Figure) -> When | None:
        """A window that opens the sentence holds for all of it; a day holds for the clause after it."""
        for clause in self.context.clauses_before(f.clause):
            dates = list(self.context.dates_in(clause.first, clause.last))
            fronted = clause.first == f.sentence.first and dates and dates[0].chunk.index - clause.first <= 2
            if fronted and dates[0].window:
                return dates[0]
            if dates and self._joined(f, clause) and self._of_main_verb(clause, dates[-1]):
                return dates[-1]
            days = [d for d in dates if not d.window and d.start == d.end]
            if days and clause.index == f.clause.index - 1:
                return days[-1]
        return self._window_before(f)

    def _window_before(self, f: Figure) -> When | None:
        """«منذ مطلع العام سجلت X …. كما شُرد N»: the window that opens the sentence before holds for what it adds."""
        before = self.context.sentence_before(f.sentence)
        if self.chunks[f.sentence.first].text not in ("كما", "كذلك", "وكذلك") or f.clause.first != f.sentence.first:
            return None
        if before is None or before.paragraph != f.sentence.paragraph:
            return None
        dates = list(self.context.dates_in(before.first, before.first + 3))
        return dates[0] if dates and dates[0].window else None

    def _of_main_verb(self, clause: Clause, when: When) -> bool:
        """No second verb stands before the date: in «تسلّم X جنوداً خطفهم Y في آب» August is that of the abduction."""
        verbs = [c for c in self.chunks[clause.first : when.chunk.index] if c.kind in ("outcome", "movement", "control") and c.role != "noun"]
        return len(verbs) < 2

    def _joined(self, f: Figure, clause: Clause) -> bool:
        """The verb is joined by a mere و to the clause before: both are told of the same time."""
        opener = self.chunks[f.clause.first]
        return clause.index == f.clause.index - 1 and opener is f.governor and bool(opener.reading.conjunction)

    def _since(self, when: When, words: tuple[str, ...]) -> bool:
        """«منذ سقوط النظام في 8 كانون الأول»: since that day."""
        for c in reversed(self.chunks[max(when.chunk.index - 8, 0) : when.chunk.index]):
            if c.text in words:
                return True
            if c.kind in ("comma", "count", "movement"):
                break
        return False
