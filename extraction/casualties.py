"""Casualty records: whom each figure of killed, wounded, missing or captured concerns, where, when, how and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

from .casualty_facts import Facts, SoFar
from .casualty_period import Period
from .casualty_who import Whom
from .chunk import Chunk
from .circumstances import Circumstances
from .context import Context
from .figure_parts import NATIVES
from .figures import CASUALTY, Figure
from .parties import PartyReader
from .structure import Among, Document

# What the general word may take up: «القصف» an air strike told before, «الهجوم» a bombing.
_MEANT = {
    "shelling": ("air_strike", "drone_strike"),
    "clash": ("suicide_bombing", "ied", "shooting", "drone_strike", "air_strike", "shelling"),
    "ied": ("suicide_bombing",),
}


class CasualtyReader:
    """Finds the attributes of the casualty figures of a document."""

    def __init__(self, document: Document, context: Context, parties: PartyReader, figures: Sequence[Figure]):
        self.doc, self.context, self.parties = document, context, parties
        self.agents = parties.doers
        self.around = Circumstances(context, self.agents, figures)
        self.chunks = document.chunks
        self._hedges = Among(document.of_kind("hedge"))
        self.figures = figures
        self.told = SoFar(self.around)
        self.whom = Whom(document, parties, self.told)
        self.period = Period(document, context, self.told)

    def read(self) -> list[Facts]:
        found = []
        for figure in self.figures:
            if figure.kind == CASUALTY:
                facts = self._read(figure)
                self.told.add(facts)
                found += self._by_side(facts)
        self._fighters_only(found)
        return found

    def _fighters_only(self, found: list[Facts]) -> None:
        """A total whose exhaustive split names fighters only counts fighters, of the side named first."""
        of: dict[Figure, list[Facts]] = {}
        for g in found:
            if g.figure.parent is not None:
                of.setdefault(g.figure.parent, []).append(g)
        _of_exhaustive_parts(found)
        for total in found:
            named = of.get(total.figure)
            if named is None:
                continue
            parts = [g for g in named if g.figure.part_role == "all"]
            if parts and all(g.places and g.places is not total.places for g in parts):
                # «مدنيان، هما رجل في X وطفل في Y»: the total is of all the places of its parts.
                total.places = list({p.text: p for g in parts for p in g.places}.values())
            if total.category == "civilian" and total.figure.phrase.lemma in NATIVES and {"civilian", "combatant"} <= {g.category for g in named}:
                total.category = "person"  # «657 من أهالي X، بينهم 451 مقاتلاً و206 مدنيين»
            if len(parts) > 1 and total.figure.phrase.both_sides and parts[0].parties:
                total.parties = parts[0].parties
            if len(parts) > 1 and total.category in ("person", "combatant") and (not total.parties or total.figure.phrase.soldier) and all(
                    g.category == "combatant" for g in named) and all(g.parties for g in parts):
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

    # -- attributes --------------------------------------------------------------------------------------------

    def _read(self, f: Figure) -> Facts:
        facts = Facts(f)
        parent = self.told.of(f.parent)
        self.whom.read(facts, parent)
        self.period.read(facts, parent)
        self._places(facts, parent)
        self._cause(facts, parent)
        self._by(facts, parent)
        self._basis(facts, parent)
        if parent is None and (like := self.told.continued(f)) is not None:
            facts.places = facts.places or like.places
            if not (facts.parties and like.parties and facts.parties != like.parties):  # the other side's losses had another cause
                facts.cause = facts.cause or like.cause
                facts.by = facts.by or [a for a in like.by if a not in facts.parties]
            facts.when = facts.when or like.when
        return facts

    def _places(self, facts: Facts, parent: Facts | None) -> None:
        f = facts.figure
        facts.places = self.around.places(f)
        facts.own_places = bool(facts.places)
        if facts.places:
            return
        if parent is not None:
            facts.places = parent.places
            return
        if f.item is not None and f.item.by_doer and (total := self.told.of(f.item.total)) is not None:
            facts.places = total.places
            return
        if (facts.measure == "cumulative" and f.raised) or self._by_another(f):
            return
        facts.places = self.around.places_of_event(f) or self._told_there(f) or self.around.places_before(f)
        if not facts.places and facts.measure == "incident":
            like = self.told.before(f)
            if like is not None and like.figure.sentence.index >= f.sentence.index - 1:
                facts.places = like.places

    def _told_there(self, f: Figure) -> list[Chunk]:
        """The places of the figure before in the sentence, where the text names no other since."""
        like = next((g for g in self.around.figures_before(f) if g.kind == CASUALTY and g.parent is None), None)
        if like is None or like.sentence is not f.sentence or self.context.places_in(like.phrase.last + 1, f.index):
            return []
        return self.told.of(like).places

    def _cause(self, facts: Facts, parent: Facts | None) -> None:
        f = facts.figure
        if facts.outcome in ("captured", "abducted"):
            return
        cause = self.around.cause(f)
        facts.own_cause = cause is not None
        if cause is not None and self.around.taken_up(f) and (like := self.told.before(f, parts=True)) is not None and like.cause in _MEANT.get(cause, ()):
            cause = like.cause
        elif cause == "shelling" and self.around.taken_up(f) and (how := self.around.cause_told(f)) in _MEANT[cause]:
            cause = how  # «شنت الطائرات غارات على X. وتسبب القصف بمقتل …»
        elif cause == "clash" and self.around.by_attack(f) and (how := self.around.cause_before(f)) in ("suicide_bombing", "ied", "drone_strike"):
            cause = how  # «فجر انتحاري سيارة …، في هجوم تبنته X»
        if parent is not None and (cause is None or parent.cause == "execution" and cause in ("shooting", "clash")):
            facts.cause = parent.cause  # «إعدام ثلاثة، بينهم مقاتلة، رمياً بالرصاص»
            return
        joined = self.told.joined(f) if cause is None else None
        if joined is not None:
            cause = joined.cause
        if cause is None and facts.measure == "incident" and not self._by_another(f):
            cause = self.around.cause_before(f)
            beside = self.told.before(f, parts=True) if cause == "shelling" else None
            if beside is not None and beside.figure.sentence is f.sentence and beside.cause in _MEANT[cause]:
                cause = beside.cause
            if cause is None and (like := self.told.same_event(f)) is not None:
                cause = like.cause
        if cause is None and facts.series is not None and not self._by_another(f):
            cause = facts.series.cause
        facts.cause = cause

    def _by(self, facts: Facts, parent: Facts | None) -> None:
        f = facts.figure
        own, laid = self._found(f), self._laid(f)
        doers = self.agents.agents(laid or f.index, self.around.own(f)[1]) if own or laid is not None else self.agents.together(f.agent, f.sentence.first, f.index) if f.agent else self.around.doers(f)
        if f.phrase.stock:
            # «معتقل في سجون X»، «مختطفاً لدى X»: who holds them took them.
            held = next((c.code for c in self.chunks[f.phrase.last + 1 : f.phrase.last + 7] if c.kind == "party"), None)
            doers = [held] if held else doers
        if not doers and (own or self._by_others(f)):
            return
        if not doers and parent is not None:
            facts.by = parent.by
            return
        if not doers and facts.measure == "incident" and not self.around.in_clash(f):
            doers = self.around.doers_before(f)
            if not doers and (like := self.told.joined(f)) is not None and like.figure.governor is not None and like.figure.governor.role == f.governor.role:
                doers = like.by
            if not doers and (like := self.told.same_event(f)) is not None:
                doers = like.by
            if not doers and facts.cause not in (None, "hardship", "torture"):
                doers = self.agents.claimed(f.sentence)
        if not doers and facts.series is not None:
            doers = facts.series.by
        if f.agent and f.parent is None and f.governor is not None and f.governor.index < f.index:
            # its own words begin behind the figures that the verb governs before it: «اعتقلت X 27، وY 21»
            first = max((g.phrase.last + 1 for g in self.around.figures_in(f.governor.index, f.index - 1)), default=f.governor.index)
            doers += [a for a in self.agents.agents(first, f.index) if a not in doers]
            doers += [a for a in self.agents.helpers(f.sentence.first, f.governor.index) if a not in doers]
        if f.agent and f.parent is None and f.governor is not None and f.governor.index > f.index:
            last = self.around.own(f)[1]  # «12 مدنياً اعتقلتهم X، بدعم من Y»
            helped = next((i for i in range(f.governor.index, last + 1) if self.agents.role(i) == "support"), last + 1)
            doers += [a for a in self.agents.agents(helped, last) if a not in doers]
        facts.by = [a for a in doers if a not in facts.parties]

    def _by_others(self, f: Figure) -> bool:
        """«قُتل خمسة على يد جهات أخرى»: its own words lay it to somebody, who is no side."""
        first, last = self.around.own(f)
        return any(c.kind == "by" for c in self.chunks[first : last + 1])

    def _laid(self, f: Figure) -> int | None:
        """«57 مدنياً على يد X، و12 على يد Y»: the chunk where the figure itself is laid to somebody, where others beside it are laid to others."""
        at = f.phrase.last + 1
        if at < f.clause.last and self.chunks[at].kind == "outcome" and self.chunks[at].role in ("verb", "both"):
            at += 1  # «39 مدنياً قضوا على يد جهات أخرى»
        return at if at <= f.clause.last and self.chunks[at].kind == "by" else None

    def _by_another(self, f: Figure) -> bool:
        """«قصفت X دوما فقُتل خمسة. وقُتل 12 على يد Y»: where and how another side killed those before says nothing of these."""
        at, like = self._laid(f), self.told.before(f)
        return at is not None and like is not None and bool(like.by) and not set(like.by) & set(self.agents.agents(at, self.around.own(f)[1]))

    def _found(self, f: Figure) -> bool:
        """«وعثرت على جثة لاجئة»: who finds the dead did not kill them, nor did whoever was told of before."""
        before = self.chunks[f.index - 1] if f.index > f.clause.first else None
        words = [before.text if before is not None else "", f.chunk.text, f.governor.text if f.governor is not None else ""]
        return f.parent is None and any(w.startswith(("جثه", "جثث", "جثمان", "جثامين", "جثتي")) or "عثر" in w or "العثور" in w for w in words)

    def _basis(self, facts: Facts, parent: Facts | None) -> None:
        f = facts.figure
        if self._hedges.within(f.clause.first, f.index - 1) or (parent is not None and parent.basis == "unconfirmed"):
            facts.basis = "unconfirmed"


def _of_exhaustive_parts(found: list[Facts]) -> None:
    """«7 مدنيين، 4 منهم بغارات على X، و3 بقذائف على Y»: a total is of all the places, causes and doers of the parts that make it up."""
    parts: dict[Figure, list[Facts]] = {}
    for g in found:
        if g.figure.parent is not None and g.figure.value is not None and g.figure.code == g.figure.parent.code:
            parts.setdefault(g.figure.parent, []).append(g)
    for total in found:
        listed = parts.get(total.figure, [])
        run = _adding_up(listed, total.figure.value)
        if not run or not all(g.own_cause or g.own_places for g in run):
            continue
        others = [g for g in found if g is not total and g not in run and g.figure.parent is total.figure]
        if all(g.own_places for g in run):
            before, total.places = total.places, list({p.text: p for g in run for p in g.places}.values())
            for g in others:
                if g.places is before or not g.own_places:
                    g.places = total.places
        if all(g.own_cause for g in run):
            total.cause = run[0].cause if len({g.cause for g in run}) == 1 else "mixed"
            for g in others:
                if not g.own_cause:
                    g.cause = total.cause


def _adding_up(parts: list[Facts], value: int | None) -> list[Facts]:
    """The parts, one right after the other, that add up to the total."""
    if value is None:
        return []
    for first in range(len(parts)):
        listed = 0
        for last in range(first, len(parts)):
            listed += parts[last].figure.value
            if listed == value and last > first:
                return parts[first : last + 1]
            if listed >= value:
                break
    return []
