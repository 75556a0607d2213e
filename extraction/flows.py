"""Flow records: who moved, of which nationalities, from where to where, when, and what is part of what."""

from __future__ import annotations

from collections.abc import Sequence

from .chunks import Chunk
from .context import Context, When, finest
from .figures import FLOW, Figure
from .flow_ends import DESTINATION, ORIGIN, EndReader, Ends, is_definite
from .flow_words import is_share, roles
from .parties import PartyReader
from .phrases import Phrase, read_phrase
from .structure import Clause, Document

_SIDED = ("combatant", "detainee")
_LEFT = frozenset(("evacuated",))
"""Kinds whose verbs (خرج، غادر) say only that people left: a part told with them is of the kind of its whole."""
_PEOPLE = ("child", "woman", "man", "civilian", "combatant", "displaced")


class FlowFacts:
    """What was found out about one figure of people who moved, before it becomes a record."""

    __slots__ = ("basis", "category", "composition", "ends", "figure", "inherits_nations", "kind", "measure", "nationalities", "pair", "parent",
                 "parties", "rules", "when")

    def __init__(self, figure: Figure):
        self.figure = figure
        self.kind = figure.code
        self.category = "person"
        self.parties: list[str] = []
        self.composition: list[str] = []
        self.nationalities: list[str] = []
        self.inherits_nations = False
        self.ends = Ends()
        self.when: When | None = None
        self.measure = "incident"
        self.basis = "documented"
        self.parent: FlowFacts | None = None
        self.pair: FlowFacts | None = None
        self.rules: list[str] = list(figure.rules)


class FlowReader:
    """Finds the attributes of the flow figures of a document."""

    def __init__(self, document: Document, context: Context, parties: PartyReader, figures: Sequence[Figure]):
        self.doc, self.context, self.parties = document, context, parties
        self.chunks = document.chunks
        self.figures = figures
        self.ends = EndReader(document, context, parties)
        self._facts: dict[int, FlowFacts] = {}
        self._skip = frozenset(i for f in figures for i in range(f.index, f.phrase.last + 1))

    def read(self) -> list[FlowFacts]:
        found: list[FlowFacts] = []
        for figure in self.figures:
            if figure.kind == FLOW and self._happened(figure):
                facts = self._read(figure, found[-1] if found else None)
                self._facts[id(figure)] = facts
                if found and self._out_of(figure) and facts.parent is None and found[-1].figure.clause is figure.clause:
                    part = found[-1]
                    while part.parent is not None:
                        part = part.parent
                    part.parent = facts
                found.append(facts)
        return found

    def _out_of(self, f: Figure) -> bool:
        """«N …، من أصل M»: the whole comes after its part."""
        return f.index > 0 and self.chunks[f.index - 1].text in ("اصل", "مجموع")

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
        around = self.chunks[f.clause.first : f.clause.last + 1]
        if any("protest" in roles(c.text) for c in around):
            return False
        if f.phrase.outcome == "captured" and f.code == "transferred" and any(form in f.governor.text for form in ("سلم", "تسليم")):
            return False  # prisoners handed over are freed, not moved
        return not self._troops(f)

    def _troops(self, f: Figure) -> bool:
        """Fighters who arrive, or whom their own side moves, are no flow of people."""
        if f.phrase.category != "combatant" or f.parent is not None:
            return False
        if f.code == "arrived":
            return self._leaving_verb(f) is None
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

    # -- which words speak of a figure ---------------------------------------------------------------------------

    def _start(self, f: Figure) -> int:
        governor = f.governor
        if governor is not None and governor.index < f.index and governor.index >= f.clause.first and f.parent is None:
            return governor.index
        return f.index

    def _stretch(self, f: Figure) -> tuple[int, int]:
        """The chunks that state a whole figure's movement: to the next figure that is none of its parts."""
        earlier = [g for g in self.figures if g.clause is f.clause and g.index < f.index and not self._paired(g, f)]
        if earlier:
            shared = any(g.governor is f.governor for g in earlier)
            first = f.index if shared else max(self._start(f), earlier[-1].phrase.last + 1)
        else:
            first = self._fronted(f)
        last = f.clause.last
        for g in self.figures:
            if g.index <= f.index or g.index > last:
                continue
            if self._under(g, f) or self._paired(f, g) or self._beside(f, g):
                continue
            last = max(f.phrase.last, self._boundary(g, f) - 1)
            break
        for j in range(f.phrase.last + 1, last + 1):
            c = self.chunks[j]
            predicate = c.kind in ("control", "outcome") and c.role in ("verb", "active", "both")
            if (predicate or "enables" in roles(c.text)) and self._after_comma(j) and c is not f.governor:
                return first, j - 1
        return first, last

    def _fronted(self, f: Figure) -> int:
        """Where a statement begins that is the first of its clause: after any other predicate before it."""
        first = self._start(f)
        while first > f.clause.first and self.chunks[first - 1].kind not in ("control", "outcome", "neutral", "that", "because", "condition", "cause", "by"):
            first -= 1
        return first

    def _after_comma(self, j: int) -> bool:
        """A predicate after a comma makes a statement of its own."""
        return self.chunks[j - 1].kind == "comma" or (self.chunks[j - 1].kind == "word" and self.chunks[j - 2].kind == "comma")

    def _boundary(self, g: Figure, f: Figure) -> int:
        """Where the statement of the next figure begins: its verb, if that stands between the two."""
        start = self._start(g)
        return start if f.index < start else g.index

    def _under(self, g: Figure, f: Figure) -> bool:
        while g.parent is not None:
            g = g.parent
            if g is f:
                return True
        return False

    def _paired(self, f: Figure, g: Figure) -> bool:
        """«N عائلة تضم M شخصاً»، «M شخصاً (N عائلة)»: one group in two units."""
        if g.clause is not f.clause or g.phrase.family == f.phrase.family or g.index < f.index or f.kind != FLOW or g.kind != FLOW:
            return False
        between = self.chunks[f.phrase.last + 1 : g.index]
        if not between or any(h.index > f.index and h.index < g.index for h in self.figures):
            return False
        last = between[-1]
        return len(between) < 30 and (last.kind == "open" or "contains" in roles(last.text))

    def _beside(self, f: Figure, g: Figure) -> bool:
        """«20 مدنياً و5 مقاتلين»: joined people who moved together."""
        between = self.chunks[f.phrase.last + 1 : g.index]
        joined = all(c.text == "و" for c in between) and (bool(between) or self.doc.tokens[g.chunk.first].text.startswith("و"))
        return joined and g.governor is f.governor and g.parent is f.parent

    def _own_verb(self, f: Figure) -> Chunk | None:
        """The verb by which a part moves on its own: «بينهم N نزحوا أمس»، «عاد منهم N»، «N منهم إلى X»."""
        for j in range(f.index - 1, max(f.index - 4, f.clause.first - 1), -1):
            c = self.chunks[j]
            if c.kind == "movement" and c.role != "noun" or "settle" in roles(c.text):
                return c
            if c.kind in ("count", "person", "comma"):
                break
        nxt = self.chunks[f.phrase.last + 1] if f.phrase.last + 1 < len(self.chunks) else None
        if nxt is not None and nxt.index <= f.clause.last:
            after = nxt
            if (nxt.kind in ("relative", "date") or nxt.text in ("جري", "تم", "جرت")) and nxt.index + 1 <= f.clause.last:
                after = self.chunks[nxt.index + 1]
            shared_out = roles(nxt.text) & {"to"} and (f.phrase.of_previous or not f.phrase.lemma)
            if after.kind == "movement" or shared_out or "carried" in roles(after.text):
                return after
        return None

    def _leaving_verb(self, f: Figure) -> Chunk | None:
        """Where an arrival is told, the verb that tells the departure of the same people («وصل N … أُخرجوا من X»)."""
        for c in self.chunks[f.phrase.last + 1 : f.clause.last + 1]:
            if c.kind == "movement" and c.code in ("evacuated", "fled", "displaced") and c.role in ("verb", "both") and not c.reading.conjunction:
                return c
            if c.kind in ("condition", "negation", "that", "outcome", "control", "raise", "neutral") or (c.kind == "count" and c.index not in self._skip):
                break
        return None

    # -- attributes ----------------------------------------------------------------------------------------------

    def _read(self, f: Figure, previous: FlowFacts | None) -> FlowFacts:
        facts = FlowFacts(f)
        whole = self._facts.get(id(f.parent)) if f.parent is not None else None
        if previous is not None and self._paired(previous.figure, f):
            facts.pair = previous
        elif whole is not None and f.parent.phrase.family != f.phrase.family:
            whole = self._in_unit(whole, f)
        if facts.pair is not None:
            return self._share(facts, facts.pair)
        same_unit = whole is not None and whole.figure.phrase.family == f.phrase.family
        facts.parent = whole if same_unit else None
        own = self._own_verb(f) if whole is not None or self._out_of(f) else None
        self._kind(facts, whole, own)
        self._who(facts, whole, previous)
        first, last = self._stretch(f)
        if whole is not None or self._out_of(f):
            first = max(first, own.index) if own is not None and own.index < f.index else f.index
            if own is None:
                last = self._phrase_end(f, last)
        self._nations(facts, whole, first, last)
        self._composition(facts, last)
        self._period(facts, whole, own, first, last, previous)
        self._where(facts, whole, own, first, last, previous)
        hedged = any(c.kind == "hedge" for c in self.chunks[f.clause.first : f.index])
        facts.basis = "unconfirmed" if hedged or (whole is not None and whole.basis == "unconfirmed") else "documented"
        return facts

    def _in_unit(self, whole: FlowFacts, f: Figure) -> FlowFacts:
        """The figure of the same group in the unit of the part: of «N عائلة، أي M شخصاً، منها K عائلة» K is part of N."""
        for other in reversed(list(self._facts.values())):
            if other.figure.phrase.family == f.phrase.family and (other.pair is whole or whole.pair is other) and (f.value or 0) <= (other.figure.value or 0):
                return other
        return whole

    def _share(self, facts: FlowFacts, pair: FlowFacts) -> FlowFacts:
        f = facts.figure
        facts.kind, facts.ends, facts.when, facts.measure, facts.basis = pair.kind, pair.ends, pair.when, pair.measure, pair.basis
        facts.nationalities, facts.inherits_nations = list(pair.nationalities), pair.inherits_nations
        facts.category = "family" if f.phrase.family else (f.phrase.category or "person")
        facts.composition = list(pair.composition)
        self._composition(facts, self._stretch(f)[1])
        facts.rules.append("the same people counted in another unit")
        return facts

    def _kind(self, facts: FlowFacts, whole: FlowFacts | None, own: Chunk | None) -> None:
        f = facts.figure
        governor = f.governor
        if whole is not None:
            moved = own is not None and own.kind == "movement" and own.role != "stock" and own.code not in _LEFT
            facts.kind = own.code if moved else whole.kind
            if own is not None and own.kind == "movement" and own.role == "stock":
                facts.kind = "displaced"
            return
        near = self.chunks[f.phrase.last + 1 : f.clause.last + 1]
        if own is not None and own.kind == "movement":
            facts.kind = own.code
        if facts.kind == "arrived" and (leaving := self._leaving_verb(f)) is not None:
            facts.kind = leaving.code
            facts.rules.append("its departure is told too")
        if facts.kind == "transferred":
            if any("themselves" in roles(c.text) for c in near):
                facts.kind = "surrendered"
            elif governor is not None and any("agreed" in roles(c.text) for c in self.chunks[governor.index + 1 : f.clause.last + 1]):
                facts.kind = "evacuated"
        elif facts.kind == "evacuated":
            if any(c.kind == "word" and "flight" in roles(c.text) for c in near):
                facts.kind = "fled"
            elif self._homeward(f):
                facts.kind = "returned"

    def _homeward(self, f: Figure) -> bool:
        nxt = self.chunks[f.phrase.last + 1 : f.phrase.last + 3]
        return any(c.kind == "movement" and c.code == "returned" and c.role == "who" for c in nxt)

    def _who(self, facts: FlowFacts, whole: FlowFacts | None, previous: FlowFacts | None) -> None:
        f, phrase = facts.figure, facts.figure.phrase
        category, parties = phrase.category, list(phrase.parties)
        total = self._total(f) if (f.raised or not phrase.people or phrase.generic) and whole is None else None
        if total is not None and category in (None, "person"):
            category = total.category or category
            parties = parties or list(total.parties)
            phrase.family = phrase.family or total.family
            facts.nationalities += [n for n in total.nationalities if n not in facts.nationalities]
        if whole is not None and whole.figure.phrase.family == f.phrase.family:
            if category is None or (category == "person" and phrase.people and phrase.of_previous):
                category, parties = whole.category, list(whole.parties)
            if category == "combatant" and not parties:
                parties = list(whole.parties)
        elif category is None and previous is not None and (phrase.others or phrase.people is None) and f.clause is previous.figure.clause:
            category, parties = previous.category, list(previous.parties)
        nxt = self.chunks[phrase.last + 1] if phrase.last + 1 < len(self.chunks) else None
        if category == "combatant" and nxt is not None and "families" in roles(nxt.text):
            category, parties = "person", []
            facts.rules.append("fighters with their families")
        if category in (None, "combatant") and self._deserted(f) or (category == "combatant" and whole is not None and self._deserted(whole.figure)):
            named = [c.code for c in self.chunks[f.index : phrase.last + 1] if c.kind == "party" and "deserter" not in roles(c.text)]
            category, parties = "combatant", named[:1] or ["government"]
            facts.rules.append("deserters leave their side, the government's forces where none is named")
        if category == "combatant" and not parties and not phrase.nationalities:
            parties = self._side(f)
        facts.category = "family" if phrase.family else (category or ("combatant" if parties else "person"))
        facts.parties = parties if facts.category in _SIDED else []

    def _side(self, f: Figure) -> list[str]:
        """Whose fighters they are where their noun phrase does not say it: of the side that a pronoun means, or of those told before."""
        nxt = self.chunks[f.phrase.last + 1] if f.phrase.last + 1 < len(self.chunks) else None
        side = None
        if nxt is not None and "latter" in roles(nxt.text):
            side = self.parties.last_before(f.index)
        elif f.phrase.possessed:
            side = self.parties.victims_side(f)
        else:
            for told in reversed(list(self._facts.values())):
                if told.figure.sentence is not f.sentence:
                    break
                if told.category == "combatant" and told.parties:
                    return list(told.parties)
        return [side] if side is not None else []

    def _deserted(self, f: Figure) -> bool:
        words = [t.text for c in self.chunks[f.index : f.phrase.last + 2] for t in self.doc.tokens[c.first : c.last + 1]]
        governor = f.governor
        return any("deserter" in roles(w) for w in words) or (governor is not None and "deserter" in roles(governor.reading.stem or governor.text))

    def _total(self, f: Figure) -> Phrase | None:
        """The noun phrase after «عدد / تعداد» whose number the figure is."""
        after = range(f.phrase.last + 1, min(f.clause.last, f.phrase.last + 30) + 1)
        for span in (after, range(f.index - 1, f.clause.first - 1, -1)):
            for j in span:
                c = self.chunks[j]
                if c.kind == "total" and j + 1 < len(self.chunks):
                    nxt = self.chunks[j + 1]
                    if nxt.kind == "nationality":
                        people = Phrase()
                        people.nationalities = [nxt.code]
                        return people
                    return read_phrase(self.doc.tokens, self.chunks, j + 1) if nxt.kind == "person" else None
                if c.kind == "count" and j != f.index:
                    break
        return None

    def _nations(self, facts: FlowFacts, whole: FlowFacts | None, first: int, last: int) -> None:
        f = facts.figure
        found = facts.nationalities + [n for n in f.phrase.nationalities if n not in facts.nationalities]
        facts.inherits_nations = bool(found)
        for j in range(f.phrase.last + 1, last + 1):
            c = self.chunks[j]
            if c.kind == "count" and c.index in self._skip and not found:
                break
            if c.kind == "word" and "of_nations" in roles(c.text):
                for d in self.chunks[j + 1 : last + 1]:
                    if d.kind == "nationality" or (d.kind == "party" and any(e.kind == "nationality" for e in d.entries)):
                        code = next(e.code for e in d.entries if e.kind == "nationality")
                        found += [code] if code not in found else []
                    elif d.kind not in ("comma", "word") or (d.kind == "word" and d.text not in ("و", "من")):
                        break
        if not found and f.governor is not None and f.governor.index < f.index and whole is None:
            group = self.chunks[f.governor.index + 1 : f.index]
            if any("group" in roles(c.text) for c in group):
                for n, c in enumerate(group[:-1]):
                    if c.kind == "person" and group[n + 1].kind == "nationality":
                        found.append(group[n + 1].code)
        if not found and whole is not None and whole.inherits_nations:
            found, facts.inherits_nations = list(whole.nationalities), True
        facts.nationalities = found

    def _composition(self, facts: FlowFacts, last: int) -> None:
        f = facts.figure
        for j in range(f.phrase.last + 1, last + 1):
            c = self.chunks[j]
            most = "most" in roles(c.text) or (c.kind == "part" and is_share(self.chunks, j))
            if not most:
                if c.kind in ("movement", "outcome") or (c.kind == "count" and c.count.taken_for is None and c.index in self._skip):
                    break
                continue
            for d in self.chunks[j + 1 : last + 1]:
                if d.kind == "person":
                    if d.person.category in _PEOPLE and d.person.category not in facts.composition:
                        facts.composition.append(d.person.category)
                elif d.text not in ("من", "و", "هم"):
                    break
            return

    # -- when ----------------------------------------------------------------------------------------------------

    def _period(
        self, facts: FlowFacts, whole: FlowFacts | None, own: Chunk | None, first: int, last: int, previous: FlowFacts | None
    ) -> None:
        f = facts.figure
        if self._hosted(f, own):
            facts.measure = "cumulative"
            facts.rules.append("people hosted: a stock")
            return
        dates = [d for d in self.context.dates_in(first, last) if not self._of_part(f, d)]
        when = self._nearest(f, dates)
        if whole is not None and when is None:
            facts.when, facts.measure = whole.when, whole.measure
            return
        if when is not None and not when.window and self._since(when, ("منذ", "بعد", "عقب") if whole is not None and whole.measure == "cumulative" else ("منذ",)):
            when = When(when.start, self.context.report_date, True, when.chunk)
        if when is None:
            when = self._nearest(f, list(self.context.dates_in(f.clause.first, first)))
        if when is None and previous is not None and self._takes_up(first, f.index):
            when = previous.when
        if when is None and not f.raised:
            when = self._inherited(f)
        facts.when = when
        if (when is not None and when.window) or (when is None and f.raised):
            facts.measure = "cumulative"

    def _takes_up(self, first: int, last: int) -> bool:
        """A pronoun before the count («فيما أُجلي منها N») goes on about the movement told before."""
        return any(roles(c.text) & {"there", "thence"} for c in self.chunks[first:last])

    def _hosted(self, f: Figure, own: Chunk | None) -> bool:
        """The figure counts those who live in a place of refuge, not those who came within some time."""
        governor = own if own is not None and own.kind == "movement" else f.governor
        return governor is not None and governor.kind == "movement" and governor.role in ("stock", "hosted")

    def _of_part(self, f: Figure, when: When) -> bool:
        for g in self.figures:
            if g.index > f.index and g.clause is f.clause and self._under(g, f) and g.phrase.last < when.chunk.index:
                last = self._stretch(g)[1]
                if when.chunk.index <= (last if self._own_verb(g) is not None else self._phrase_end(g, last)):
                    return True
        return False

    def _phrase_end(self, f: Figure, last: int) -> int:
        """The last chunk before the next comma: what belongs to a part that has no verb of its own."""
        for j in range(f.phrase.last + 1, last + 1):
            if self.chunks[j].kind in ("comma", "part"):
                return j - 1
        return last

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
            if dates and self._joined(f, clause):
                return dates[-1]
            days = [d for d in dates if not d.window and d.start == d.end]
            if days:
                return days[-1]
        return None

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

    # -- where ---------------------------------------------------------------------------------------------------

    def _where(self, facts: FlowFacts, whole: FlowFacts | None, own: Chunk | None, first: int, last: int, previous: FlowFacts | None) -> None:
        f = facts.figure
        default = None
        if self._hosted(f, own) or (own is not None and "settle" in roles(own.text)):
            default = DESTINATION
        elif facts.kind == "surrendered":
            default = ORIGIN
        skip = self._skip
        if whole is None:
            skip = skip | frozenset(i for g in self.figures if g.clause is f.clause and self._under(g, f) for i in self._part_span(g))
        before = previous.ends if previous is not None and previous.figure.sentence.paragraph == f.sentence.paragraph else None
        scene = DESTINATION if facts.kind in ("returned", "arrived") else ORIGIN
        ends = self.ends.read(first, last, skip, before, default, scene)
        for clause in self._continuations(f, last):
            end = next((c.index - 1 for c in self.chunks[clause.first + 1 : clause.last + 1] if c.kind in ("comma", "count")), clause.last)
            ends.take(self.ends.read(clause.first, end, skip, before, default), DESTINATION)
            if facts.kind == "surrendered":
                self._captor(ends, f, clause.first, end)
        if self._hosted(f, own) and ends.empty(DESTINATION):
            self._host(ends, f, own)
        if facts.kind == "surrendered":
            self._captor(ends, f, first, last)
        if facts.kind == "transferred" and ends.controllers[DESTINATION] is None:
            self._receiver(ends, f)
        self._people_of(ends, f)
        if self._deserted(f) and facts.category in ("combatant", "person") and ends.controllers[ORIGIN] is None:
            ends.controllers[ORIGIN] = facts.parties[0] if facts.parties else "government"
        facts.ends = ends
        if whole is not None and not (facts.kind == "returned" != whole.kind) and not self._hosted(f, own):
            for end in (ORIGIN, DESTINATION):
                ends.take(whole.ends, end)

    def _part_span(self, g: Figure) -> range:
        last = self._stretch(g)[1]
        if self._own_verb(g) is None:
            last = g.phrase.last
        return range(g.index, last + 1)

    def _continuations(self, f: Figure, last: int):
        """The clauses after a figure's that go on about the same people: «ونُقلوا إلى X»، «فيما نُقل البقية إلى Y»."""
        if last < f.clause.last and not any(self._under(g, f) for g in self.figures):
            return
        for clause in self.doc.clauses[f.clause.index + 1 : f.clause.index + 3]:
            if clause.sentence != f.clause.sentence or any(g.clause is clause and g.parent is None and g.index < clause.first + 6 for g in self.figures):
                return
            chunks = self.chunks[clause.first : clause.last + 1]
            opener = chunks[0]
            goes_on = opener.kind == "movement" and any(w.endswith("وا") for w in opener.text.split()) and f.clause.index + 1 == clause.index
            if goes_on and any(self._under(g, f) and g.clause is f.clause for g in self.figures):
                goes_on = False
            if goes_on or any("rest" in roles(c.text) for c in chunks[:6]):
                yield clause

    def _host(self, ends: Ends, f: Figure, own: Chunk | None) -> None:
        """«مخيم X الذي يؤوي N»: the camp is named before its verb, or between verb and count."""
        governor = own or f.governor
        if governor is not None and "المخيم" in governor.text:
            camps = [c for c in self.chunks[: f.index] if c.kind == "place" and c.place.kind == "camp"]
            ends.places[DESTINATION] += camps[-1:]
            return
        for j in range(f.index - 1, f.clause.first - 1, -1):
            c = self.chunks[j]
            if c.kind == "place" and c.place.kind == "camp":
                ends.places[DESTINATION].append(c)
                return
            if c.kind == "place_kind" and c.code == "camp" and is_definite(c):
                ends.places[DESTINATION] += self.ends.meant(c)
                return
            if governor is not None and j < governor.index - 8:
                return

    def _captor(self, ends: Ends, f: Figure, first: int, last: int) -> None:
        """«سلموا أنفسهم لقسد»."""
        for c in self.chunks[first : last + 1]:
            if c.kind == "party" and c.reading.preposition == "ل" and ends.controllers[DESTINATION] is None:
                ends.controllers[DESTINATION] = c.code
            elif c.kind == "word" and c.text in ("لها", "له", "لهم") and ends.controllers[DESTINATION] is None:
                before = [d.code for d in self.chunks[f.sentence.first : c.index] if d.kind == "party" and d.code not in f.phrase.parties]
                ends.controllers[DESTINATION] = before[-1] if before else None

    def _receiver(self, ends: Ends, f: Figure) -> None:
        """«سلّمت قسد بغداد N مقاتلاً كانوا محتجزين لديها»: the first side gives, the second takes."""
        if f.governor is None or f.governor.index > f.index:
            return
        sides = [c for c in self.chunks[f.clause.first : f.index] if c.kind == "party" and not c.reading.conjunction]
        after = [c for c in sides if c.index > f.governor.index]
        to = [c for c in after if c.reading.preposition == "ل"] or (after[-1:] if len(sides) > 1 else [])
        if to and f.governor.reading.stem.startswith(("سلم", "تسليم")):
            ends.controllers[DESTINATION] = to[-1].code
            givers = [c for c in sides if c is not to[-1]]
            held = any("held_by" in roles(c.text) for c in self.chunks[f.phrase.last + 1 : f.clause.last + 1])
            if givers and held and ends.empty(ORIGIN):
                ends.controllers[ORIGIN] = givers[-1].code

    _PEOPLE_OF = ("اهلها", "اهله", "سكانها", "سكانه", "اهاليها", "ابنائها", "ابناءها", "قاطنيها", "اهالي", "سكان", "ابناء", "اهل", "قاطني")

    def _people_of(self, ends: Ends, f: Figure) -> None:
        """«آلاف من سكان X فروا»، «N من أهلها نزحوا»: they left where they lived."""
        if not ends.empty(ORIGIN):
            return
        span = self.chunks[f.index : min(f.phrase.last + 5, len(self.chunks))]
        for c in span:
            form = c.text
            if form in self._PEOPLE_OF:
                if form.endswith(("ها", "ه")):
                    before = [p for p in self.chunks[f.sentence.first : f.index] if self.ends.is_place(p)] or [
                        p for p in self.chunks[: f.index] if self.ends.is_place(p)]
                    ends.places[ORIGIN] = finest(before)[-1:]
                else:
                    ends.places[ORIGIN] = [p for p in span if p.kind == "place" and p.index > c.index][:1]
                return
