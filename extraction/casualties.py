"""Casualty records: whom each figure of killed, wounded, missing or captured concerns, where, when, how and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

from .chunks import Chunk
from .circumstances import Circumstances
from .context import Context, When
from .figures import CASUALTY, Figure
from .parties import PartyReader
from .phrases import Phrase, read_phrase
from .structure import Among, Document
from .unnamed_sides import enemy, perpetrators, squad, struck_before

# Those who are with a fighter are fighters.
_COMPANIONS = frozenset(("مرافق", "رفيق", "زميل", "حارس", "سائق", "شقيق"))

# What the general word may take up: «القصف» an air strike told before, «الهجوم» a bombing.
_MEANT = {
    "shelling": ("air_strike", "drone_strike"),
    "clash": ("suicide_bombing", "ied", "shooting", "drone_strike", "air_strike", "shelling"),
    "ied": ("suicide_bombing",),
}

_WAR = frozenset(("الحرب", "النزاع", "الصراع", "الازمه", "الثوره"))
_SINGLE = 4
"""Fewer people than this, told with no date after a running total, are an event of its own rather than its continuation."""
_ONE_DEED = frozenset(("هجوم", "تفجير", "انفجار", "غاره", "كمين", "هجوما", "تفجيرا", "انفجارا", "مجزره"))
_DAYS = frozenset(("يومين", "ايام", "اياما", "اسبوع", "اسبوعا", "اسبوعين", "اسابيع", "شهر", "شهرا", "شهرين", "اشهر"))


class Facts:
    """What was found out about one figure, before it becomes a record."""

    __slots__ = ("basis", "by", "category", "cause", "dated", "figure", "measure", "outcome", "parties", "places", "rules", "series", "when")

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
        self.series: Facts | None = None
        self.basis = "documented"
        self.rules: list[str] = list(figure.rules)


class CasualtyReader:
    """Finds the attributes of the casualty figures of a document."""

    def __init__(self, document: Document, context: Context, parties: PartyReader, figures: Sequence[Figure]):
        self.doc, self.context, self.parties = document, context, parties
        self.agents = parties.doers
        self.around = Circumstances(context, self.agents, figures)
        self.chunks = document.chunks
        self._hedges = Among(document.of_kind("hedge"))
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
        split: dict[Figure, list[Facts]] = {}
        for g in found:
            if g.figure.parent is not None and g.figure.part_role == "all":
                split.setdefault(g.figure.parent, []).append(g)
        for total in found:
            parts = split.get(total.figure, [])
            if parts and all(g.places and g.places is not total.places for g in parts):
                # «مدنيان، هما رجل في X وطفل في Y»: the total is of all the places of its parts.
                total.places = list({p.text: p for g in parts for p in g.places}.values())
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

    # -- attributes --------------------------------------------------------------------------------------------

    def _read(self, f: Figure) -> Facts:
        facts = Facts(f)
        parent = self._facts.get(id(f.parent)) if f.parent is not None else None
        self._who(facts, parent)
        self._period(facts, parent)
        self._places(facts, parent)
        self._cause(facts, parent)
        self._by(facts, parent)
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
        if (phrase.others or phrase.people is None) and category in (None, "person") and not parties and not f.raised:
            like = self._before(f)
            if like is not None:
                category, parties = like.category, list(like.parties)
                if like.category in ("child", "woman", "man") and phrase.people is None and like.figure.parent is not None:
                    category = "person"
                facts.rules.append("noun of the figure before")
        if parent is not None and not parties and category in ("combatant", None, "person") and parent.category == "combatant":
            category, parties = "combatant", list(parent.parties)
        if category in (None, "person") and phrase.lemma in _COMPANIONS and f.bare | phrase.possessed:
            like = self._before(f, parts=True)
            if like is not None and like.category in ("combatant", "journalist", "medic"):
                category, parties = like.category, list(like.parties)
        if phrase.outcome and not parties and category in (None, "person"):
            beside = self._beside(f)
            if beside is not None:
                category, parties = beside.category, list(beside.parties)
        if phrase.outcome and not parties and category in (None, "person", "combatant"):
            loser = self.parties.loser(f)
            if loser is not None:
                category, parties = "combatant", [loser]
        if (side := enemy(self.doc, f) or squad(self.doc, f) or perpetrators(self.doc, self.parties, f)) is not None and category in (None, "person", "combatant"):
            category, parties = "combatant", [side]
        foreign = any(n != "SY" for n in phrase.nationalities)
        if category == "combatant" and not parties and not foreign:
            party = self.parties.victims_side(f) or struck_before(self.doc, self.parties, f)
            if party is not None and (party != f.agent or not phrase.of_previous):
                parties = [party]
        if parties and category in (None,):
            category = "combatant"
        facts.category = category or "person"
        facts.parties = parties if facts.category not in ("civilian", "child", "woman", "man", "medic", "journalist", "detainee", "displaced") else []

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

    def _before(self, f: Figure, parts: bool = False) -> Facts | None:
        """The last casualty figure told before in the paragraph, rather a whole than its parts unless ``parts``."""
        told: list[Figure] = []  # of the nearest sentence that has any, the last one first
        for g in self.around.figures_before(f):
            if g.sentence.paragraph != f.sentence.paragraph or (told and g.sentence is not told[0].sentence):
                break
            if g.kind == CASUALTY and g.sentence.title == f.sentence.title:
                told.append(g)
        if not told:
            return None
        like = told[0] if parts else next((g for g in told if g.parent is None), told[-1])
        return self._facts[id(like)]

    def _period(self, facts: Facts, parent: Facts | None) -> None:
        f = facts.figure
        when = self.around.stated(f)
        if when is not None and when.chunk is not None and when.chunk.index in self.context.until:
            since = self.around.told_before(f)
            if since is not None and since.start and since.start < when.end:
                when = When(since.start, when.end, True, when.chunk)  # «تسللوا فجر الخميس وقتلوا حتى مساء اليوم …»
        facts.dated = when is not None
        if when is None and parent is not None:
            facts.when, facts.measure = parent.when, parent.measure
            return
        if when is None and self.around.still(f):
            return
        if when is None:
            series = self._series(f)
            if series is not None:
                facts.when, facts.measure, facts.series = series.when, "cumulative", series
                return
            when = self.around.told_before(f)
        if when is None and not f.raised:
            event = self._same_event(f)
            when = event.when if event is not None and event.measure == "incident" else None
        facts.when = when
        facts.dated = when is not None
        if when is not None and when.window and not self._within(f, when):
            facts.measure = "cumulative"
        elif when is None and (self._lasted(f) or self._of_war(f)):
            facts.measure = "cumulative"
        elif when is None and ((f.raised and not self._one_event(f)) or f.phrase.stock):
            facts.measure = "cumulative"

    def _within(self, f: Figure, when: When) -> bool:
        """«قُتل في أيار 2015 …»، «في هجوم العام الماضي»: one event somewhere in a month or year is no running total."""
        expr = when.chunk.date
        first = self.doc.tokens[when.chunk.first].text
        if first in ("الاسبوع", "اسبوع") and not f.raised:
            # «قُتلوا الأسبوع الماضي في قصف على …»
            return self.around.one_strike(f)
        if expr.since or expr.kind not in ("month", "year", "part_of_month", "part_of_year") or f.raised:
            return False
        if first.removeprefix("و") in ("خلال", "طوال", "منذ", "مدي"):
            return False
        own = self.chunks[f.clause.first : f.clause.last + 1]
        single = any(c.kind == "cause" and (c.reading.stem or c.text).removeprefix("ال") in _ONE_DEED for c in own)
        return single or (f.bare and f.value == 1)

    def _series(self, f: Figure) -> Facts | None:
        """The running total that a figure goes on with: in its sentence, or before a sentence that opens with «كما»."""
        like = self._before(f)
        if like is None or like.measure != "cumulative" or like.figure.sentence.title:
            return None
        if self._of_the_month(f):
            return like
        if not {like.outcome, f.code} <= {"killed", "wounded"} and like.outcome != f.code and not f.phrase.others:
            return None
        if f.value is not None and f.value < _SINGLE and not f.raised:
            return None
        if self.context.places_in(f.clause.first, f.clause.last):
            return None
        if like.figure.sentence is f.sentence:
            return like
        opener = self.chunks[f.sentence.first]
        if like.figure.sentence.index != f.sentence.index - 1:
            return None
        return like if opener.kind in ("clause", "part") or self._of_toll(f, like) else None

    def _of_toll(self, f: Figure, like: Facts) -> bool:
        """The next sentence of a paragraph that tells a toll: it names no day, place or event of its own."""
        own = self.chunks[f.sentence.first : f.sentence.last + 1]
        smaller = f.value is not None and like.figure.value is not None and f.value < like.figure.value
        return smaller and like.when is not None and not any(c.kind == "date" or (c.kind == "place" and self.context.is_event_place(c)) for c in own) and not any(
            c.kind == "cause" and c.reading.article for c in own)

    def _of_the_month(self, f: Figure) -> bool:
        """«وقضى ستة … خلال الشهر»: the month or year that the report is about."""
        own = self.chunks[f.clause.first : f.clause.last + 1]
        return any(a.text in ("خلال", "في") and b.text in ("الشهر", "العام") for a, b in zip(own, own[1:]))

    def _lasted(self, f: Figure) -> bool:
        """«اشتباكات استمرت يومين … قُتل خلالها»: counted over more than a day, whose first day is not said."""
        if not any(c.text in ("خلالها", "خلاله", "فيها") for c in self.chunks[f.clause.first : f.index]) and not f.phrase.possessed:
            like = self._before(f)
            opener = self.chunks[f.clause.first]
            joined = like is not None and like.figure.sentence is f.sentence and opener.kind == "outcome" and opener.reading.conjunction
            return bool(joined and like.measure == "cumulative" and like.when is None)
        for j in range(f.sentence.first, f.index - 1):
            if self.chunks[j].text.startswith(("استمر", "دام")) and any(c.kind == "unit" and c.text in _DAYS for c in self.chunks[j + 1 : j + 4]):
                return True
        return False

    def _of_war(self, f: Figure) -> bool:
        """«أودت الحرب بحياة نصف مليون»: the toll of a war."""
        before = self.chunks[f.clause.first : f.index]
        return any(c.kind == "word" and c.text in _WAR for c in before)

    def _one_event(self, f: Figure) -> bool:
        stretch = self.chunks[f.clause.first : f.clause.last + 1]
        return any((c.kind == "cause" and c.reading.article) or (c.kind == "date" and c.date.kind == "time_of_day") for c in stretch)

    def _same_event(self, f: Figure) -> Facts | None:
        """The figure of the sentence before, where this sentence goes on about its event: «وأصيب في التفجير …»."""
        stretch = self.chunks[f.sentence.first : f.index + 1] + self.chunks[f.phrase.last + 1 : f.clause.last + 1]
        if not any((c.kind == "cause" and c.reading.article) or c.kind == "same" for c in stretch):
            return None
        like = self._before(f)
        return like if like is not None and like.figure.sentence.index >= f.sentence.index - 2 else None

    def _places(self, facts: Facts, parent: Facts | None) -> None:
        f = facts.figure
        facts.places = self.around.places(f)
        if facts.places:
            return
        if parent is not None:
            facts.places = parent.places
            return
        if facts.measure == "cumulative" and f.raised:
            return
        facts.places = self.around.places_before(f)
        if not facts.places and facts.measure == "incident":
            like = self._before(f)
            if like is not None and like.figure.sentence.index >= f.sentence.index - 1:
                facts.places = like.places

    def _cause(self, facts: Facts, parent: Facts | None) -> None:
        f = facts.figure
        if facts.outcome in ("captured", "abducted"):
            return
        cause = self.around.cause(f)
        if cause is not None and self.around.taken_up(f) and (like := self._before(f, parts=True)) is not None and like.cause in _MEANT.get(cause, ()):
            cause = like.cause
        elif cause == "clash" and self.around.by_attack(f) and (how := self.around.cause_before(f)) in ("suicide_bombing", "ied", "drone_strike"):
            cause = how  # «فجر انتحاري سيارة …، في هجوم تبنته X»
        if cause is None and parent is not None:
            facts.cause = parent.cause
            return
        if cause is None and facts.measure == "incident":
            cause = self.around.cause_before(f)
            if cause is None and (like := self._same_event(f)) is not None:
                cause = like.cause
        if cause is None and facts.series is not None:
            cause = facts.series.cause
        facts.cause = cause

    def _by(self, facts: Facts, parent: Facts | None) -> None:
        f = facts.figure
        doers = [f.agent] if f.agent else self.around.doers(f)
        if f.phrase.stock:
            # «معتقل في سجون X»، «مختطفاً لدى X»: who holds them took them.
            held = next((c.code for c in self.chunks[f.phrase.last + 1 : f.phrase.last + 7] if c.kind == "party"), None)
            doers = [held] if held else doers
        if not doers and parent is not None:
            facts.by = parent.by
            return
        if not doers and facts.measure == "incident" and not self.around.in_clash(f):
            doers = self.around.doers_before(f)
            if not doers and (like := self._same_event(f)) is not None:
                doers = like.by
            if not doers and facts.cause not in (None, "hardship", "torture"):
                doers = self.agents.claimed(f.sentence)
        if not doers and facts.series is not None:
            doers = facts.series.by
        if f.agent and f.parent is None and f.governor is not None and f.governor.index < f.index:
            # its own words begin behind the figures that the verb governs before it: «اعتقلت X 27، وY 21»
            first = max((g.phrase.last + 1 for g in self.around.figures_in(f.governor.index, f.index - 1)), default=f.governor.index)
            doers += [a for a in self.agents.agents(first, f.index) if a not in doers]
        facts.by = [a for a in doers if a not in facts.parties]

    def _basis(self, facts: Facts, parent: Facts | None) -> None:
        f = facts.figure
        if self._hedges.within(f.clause.first, f.index - 1) or (parent is not None and parent.basis == "unconfirmed"):
            facts.basis = "unconfirmed"
