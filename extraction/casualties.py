"""Casualty records: whom each figure of killed, wounded, missing or captured concerns, where, when, how and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

from .chunks import Chunk
from .context import Context, When, finest
from .figures import CASUALTY, Figure
from .parties import PartyReader
from .structure import Clause, Document

_SIDES = frozenset(("من طرف", "من جهة", "من جانب"))


# Those who are with a fighter are fighters.
_COMPANIONS = frozenset(("مرافق", "رفيق", "زميل", "حارس", "سائق", "شقيق"))


class Facts:
    """What was found out about one figure, before it becomes a record."""

    __slots__ = ("basis", "by", "category", "cause", "dated", "figure", "measure", "outcome", "parties", "places", "rules", "when")

    def __init__(self, figure: Figure):
        self.figure = figure
        self.outcome = figure.code
        self.category = "person"
        self.parties: list[str] = []
        self.by: list[str] = []
        self.cause: str | None = None
        self.places: list[Chunk] = []
        self.when: When | None = None
        self.measure = "incident"
        self.dated = False
        self.basis = "documented"
        self.rules: list[str] = list(figure.rules)


class CasualtyReader:
    """Finds the attributes of the casualty figures of a document."""

    def __init__(self, document: Document, context: Context, parties: PartyReader, figures: Sequence[Figure]):
        self.doc, self.context, self.parties = document, context, parties
        self.chunks = document.chunks
        self.figures = figures
        self._facts: dict[int, Facts] = {}

    def read(self) -> list[Facts]:
        found = []
        for figure in self.figures:
            if figure.kind == CASUALTY:
                facts = self._read(figure)
                self._facts[id(figure)] = facts
                found += self._by_side(facts)
        self._fighters_only(found)
        return found

    def _fighters_only(self, found: list[Facts]) -> None:
        """A total whose exhaustive split names fighters only counts fighters, of the side named first."""
        for total in found:
            parts = [g for g in found if g.figure.parent is total.figure and g.figure.part_role == "all"]
            if len(parts) > 1 and total.figure.phrase.both_sides and parts[0].parties:
                total.parties = parts[0].parties
            if len(parts) > 1 and total.category == "person" and not total.parties and all(g.category == "combatant" for g in parts):
                total.category, total.parties = "combatant", parts[0].parties

    def _by_side(self, facts: Facts) -> list[Facts]:
        """Losses of both sides are a record each; a number of both sides together stays one, of the side named first."""
        if facts.figure.phrase.side:
            sides = self.parties.sides(facts.figure.index)
            if len(sides) == 2:
                facts.parties, facts.category = [sides[facts.figure.phrase.side == "second"]], "combatant"
            return [facts]
        if not facts.figure.phrase.both_sides:
            return [facts]
        sides = self.parties.sides(facts.figure.index)
        facts.parties, facts.category = sides[:1], "combatant"
        if facts.figure.chunk.count is not None or len(sides) < 2:
            return [facts]
        other = copy(facts)
        other.parties = sides[1:]
        return [facts, other]

    # -- stretches of the text that speak of a figure -----------------------------------------------------------

    def _own(self, f: Figure) -> tuple[int, int]:
        """From the figure's governor (or itself) to the next figure that is no part of it, or the end of the clause."""
        first = f.index
        if f.governor is not None and f.parent is None and f.governor.index < f.index and f.governor.index >= f.clause.first:
            first = f.governor.index
        last = f.clause.last
        for g in self.figures:
            if g.index <= f.index or g.index > last:
                continue
            if g.parent is f or (g.parent is not None and f.parent is None and self._root(g) is f):
                continue
            boundary = g.governor.index if g.governor is not None and f.index < g.governor.index < g.index else g.index
            last = boundary - 1
            break
        return first, last

    def _root(self, f: Figure) -> Figure:
        while f.parent is not None:
            f = f.parent
        return f

    # -- attributes --------------------------------------------------------------------------------------------

    def _read(self, f: Figure) -> Facts:
        facts = Facts(f)
        parent = self._facts.get(id(f.parent)) if f.parent is not None else None
        first, last = self._own(f)
        self._who(facts, parent)
        self._period(facts, parent, first, last)
        self._places(facts, parent, first, last)
        self._cause(facts, parent, first, last)
        self._by(facts, parent, first, last)
        self._basis(facts, parent)
        return facts

    def _who(self, facts: Facts, parent: Facts | None) -> None:
        f, phrase = facts.figure, facts.figure.phrase
        category, parties = phrase.category, list(phrase.parties)
        if f.raised or not phrase.people or phrase.generic:
            total = self._total_phrase(f)
            if total is not None:
                if category in (None, "person"):
                    category = total.category or category
                parties = parties or list(total.parties)
        if (phrase.others or phrase.people is None) and category in (None, "person") and not parties:
            like = self._before(f)
            if like is not None:
                category, parties = like.category, list(like.parties)
                if like.category in ("child", "woman", "man") and phrase.people is None and like.figure.parent is not None:
                    category = "person"
                facts.rules.append("noun of the figure before")
        if parent is not None and not parties and category in ("combatant", None, "person") and parent.category == "combatant":
            category, parties = "combatant", list(parent.parties)
        if phrase.possessed and category in (None, "person") and phrase.lemma in _COMPANIONS:
            like = self._before(f, parts=True)
            if like is not None and like.category in ("combatant", "journalist", "medic"):
                category, parties = like.category, list(like.parties)
        if phrase.outcome and not parties and category in (None, "person", "combatant"):
            loser = self.parties.loser(f)
            if loser is not None:
                category, parties = "combatant", [loser]
        if category == "combatant" and not parties:
            party = self.parties.victims_side(f)
            if party is not None:
                parties = [party]
        if parties and category in (None,):
            category = "combatant"
        facts.category = category or "person"
        facts.parties = parties if facts.category not in ("civilian", "child", "woman", "man", "medic", "journalist", "detainee", "displaced") else []

    def _total_phrase(self, f: Figure):
        """The noun phrase after «عدد / تعداد» that a raised total counts."""
        from .phrases import read_phrase

        for span in (range(f.phrase.last + 1, min(f.clause.last, f.phrase.last + 40) + 1), range(f.index - 1, f.clause.first - 1, -1)):
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
                if c.kind == "count" and j != f.index:
                    break
        return None

    def _before(self, f: Figure, parts: bool = False) -> Facts | None:
        best = None
        for g in self.figures:
            if g.index >= f.index:
                break
            if g.kind == CASUALTY and g.sentence.title == f.sentence.title and g.sentence.paragraph == f.sentence.paragraph:
                if parts or g.parent is None or best is None or best.figure.sentence is not g.sentence:
                    best = self._facts.get(id(g), best)
        return best

    def _period(self, facts: Facts, parent: Facts | None, first: int, last: int) -> None:
        f = facts.figure
        own = self._nearest(f, list(self.context.dates_in(first, last)))
        if parent is not None and own is None:
            facts.when, facts.measure = parent.when, parent.measure
            return
        when = own
        if when is None:
            when = self._nearest(f, list(self.context.dates_in(f.clause.first, first)))
        facts.dated = when is not None
        if when is None and self._shares_clause(f, last):
            when = self._nearest(f, list(self.context.dates_in(last, f.clause.last)))
        joined = self.context.joined_after(f.clause)
        if when is None and joined is not None:
            when = self._nearest(f, list(self.context.dates_in(joined.first, joined.last)))
        if when is None:
            series = self._series(f)
            if series is not None:
                facts.when, facts.measure = series.when, "cumulative"
                return
            when = self._inherited(f)
        facts.when = when
        if when is not None and when.window:
            facts.measure = "cumulative"
        elif when is None and ((f.raised and not self._one_event(f)) or f.phrase.stock):
            facts.measure = "cumulative"

    def _nearest(self, f: Figure, dates: list[When]) -> When | None:
        if not dates:
            return None
        windows = [d for d in dates if d.window]
        if f.raised and windows:
            return windows[-1]
        return min(dates, key=lambda d: (abs(d.chunk.index - f.index), d.chunk.index < f.index))

    def _inherited(self, f: Figure) -> When | None:
        for clause in self.context.clauses_before(f.clause):
            dates = [d for d in self.context.dates_in(clause.first, clause.last) if f.raised or not self._is_since(d)]
            if dates:
                return dates[-1]
        return None

    def _shares_clause(self, f: Figure, last: int) -> bool:
        """«31 قتيلاً و60 جريحاً حصيلة تفجير أمس»: what stands after the figures joined by و holds for all of them."""
        following = next((g for g in self.figures if g.index > last and g.clause is f.clause), None)
        if following is None or following.governor is None or f.governor is None:
            return False
        return following.governor is f.governor or following.governor.role == f.governor.role == "noun"

    def _series(self, f: Figure) -> Facts | None:
        """The running total that a figure goes on with: in its sentence, or before a sentence that opens with «كما»."""
        like = self._before(f)
        if like is None or like.measure != "cumulative" or like.figure.sentence.title:
            return None
        if self.context.places_in(f.clause.first, f.clause.last):
            return None
        if like.figure.sentence is f.sentence:
            return like
        opener = self.chunks[f.sentence.first]
        return like if opener.kind == "clause" and like.figure.sentence.index == f.sentence.index - 1 else None

    def _is_since(self, when: When) -> bool:
        return when.window

    def _one_event(self, f: Figure) -> bool:
        stretch = self.chunks[f.clause.first : f.clause.last + 1]
        return any((c.kind == "cause" and c.reading.article) or (c.kind == "date" and c.date.kind == "time_of_day") for c in stretch)

    def _places(self, facts: Facts, parent: Facts | None, first: int, last: int) -> None:
        f = facts.figure
        after = self.context.places_in(f.phrase.last + 1, last)
        if after:
            facts.places = after
            return
        if parent is not None:
            facts.places = parent.places
            return
        before = self.context.places_in(f.clause.first, f.index)
        if before:
            facts.places = before
            return
        rest = self.context.places_in(last, f.clause.last) if self._shares_clause(f, last) else []
        joined = self.context.joined_after(f.clause)
        if not rest and joined is not None:
            rest = self.context.places_in(joined.first, joined.last)
        if rest:
            facts.places = rest
            return
        if facts.measure == "cumulative" and f.raised:
            return
        for clause in self.context.clauses_before(f.clause):
            places = self.context.places_in(clause.first, clause.last)
            if places:
                facts.places = places
                return
        previous = self.context.sentence_before(f.sentence)
        if previous is not None and facts.measure == "incident":
            like = self._before(f)
            if like is not None:
                facts.places = like.places

    def _cause(self, facts: Facts, parent: Facts | None, first: int, last: int) -> None:
        f = facts.figure
        own = self._cause_in(first, last)
        if own is None and parent is not None:
            facts.cause = parent.cause
            return
        if own is None:
            own = self._cause_in(f.clause.first, f.index)
        joined = self.context.joined_after(f.clause)
        if own is None and self._shares_clause(f, last) and facts.measure == "incident":
            own = self._cause_in(last, f.clause.last)
        if own is None and joined is not None:
            own = self._cause_in(joined.first, joined.last)
        if own is None and facts.measure == "incident":
            for clause in self.context.clauses_before(f.clause):
                own = self._cause_in(clause.first, clause.last)
                if own is not None:
                    break
        if own is None and facts.outcome == "losses":
            own = None
        facts.cause = own if facts.outcome not in ("captured", "abducted") else None

    _STRENGTH = ("drone_strike", "suicide_bombing", "landmine", "chemical", "torture", "execution", "hardship", "ied", "mixed", "air_strike", "shooting", "shelling", "clash")

    def _cause_in(self, first: int, last: int) -> str | None:
        found = [c.code for c in self.chunks[first : last + 1] if c.kind == "cause"]
        found += [e.code for c in self.chunks[first : last + 1] if c.kind != "cause" for e in c.entries if e.kind == "cause" and c.kind != "unit"]
        if not found:
            return None
        return min(found, key=self._STRENGTH.index)

    def _by(self, facts: Facts, parent: Facts | None, first: int, last: int) -> None:
        f = facts.figure
        if f.agent:
            facts.by = [f.agent]
            return
        agents = self.parties.agents(first, last)
        if not agents and parent is not None:
            facts.by = parent.by
            return
        if not agents:
            agents = self.parties.agents(f.clause.first, f.index)
        in_clash = any(c.kind == "cause" and c.code == "clash" for c in self.chunks[first : last + 1])
        if not agents and facts.measure == "incident" and not in_clash:
            for clause in self.context.clauses_before(f.clause):
                agents = self.parties.agents(clause.first, clause.last)
                if agents:
                    break
        facts.by = [a for a in agents if a not in facts.parties]

    def _basis(self, facts: Facts, parent: Facts | None) -> None:
        f = facts.figure
        hedged = any(c.kind == "hedge" for c in self.chunks[f.clause.first : f.index])
        if hedged or (parent is not None and parent.basis == "unconfirmed"):
            facts.basis = "unconfirmed"
