"""When, where, how and by whom: what a figure's clause says, and what it takes over from the clauses around it.

The order of looking is the order in which Arabic lets a statement go on: the figure's own words up to the next figure; what
stands before it in the clause; what stands after the figures joined to it; the next clause where a joined verb only
goes on; then the clauses before, back to the beginning of the sentence, and the sentence before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from .agents import AgentReader
from .chunks import Chunk
from .context import Context, When
from .figures import Figure
from .structure import Among, Sentence

# Of several causes in one stretch the most particular one is meant: a suicide bomber drives a car bomb.
_PARTICULAR = ("drone_strike", "suicide_bombing", "landmine", "chemical", "torture", "execution", "hardship", "mixed", "ied", "air_strike",
               "shooting", "shelling", "clash")


# Words for an event told before; an ambush or a raid is one of its own.
_GENERAL = frozenset(("عدوان", "انفجار", "غاره", "قصف", "هجوم", "هجمات", "تفجير", "تفجيرات", "غارات", "معارك"))
_HELD_BY = frozenset(("لدي", "سجون", "معتقلات", "افرع", "سجن"))
_STRIKE = frozenset(("قصف", "غاره", "ضربه", "هجوم", "تفجير", "انفجار", "كمين", "استهداف", "مداهمه"))
# Causes that one sentence may join: «الغارات والقصف المدفعي».
_ALIKE = frozenset(("air_strike", "shelling", "clash", "ied", "drone_strike", "shooting"))
_LED = frozenset(("وتسبب", "وتسببت", "وادي", "وادت", "واسفر", "واسفرت", "واوقع", "واوقعت", "وخلف", "وخلفت", "فيما تسببت", "فيما تسبب"))
_BLEW = frozenset(("فجر", "فجرت", "وفجر", "وفجرت"))
_AIRCRAFT = ("طايرات", "طائرات", "طيران", "سلاح الجو", "مروحي", "مقاتلات")


class Circumstances:
    """Reads dates, places, causes and doers for figures of one document."""

    def __init__(self, context: Context, agents: AgentReader, figures: Sequence[Figure]):
        self.context, self.agents, self.figures = context, agents, figures
        self.doc, self.chunks = context.doc, context.chunks
        # Figures stand in text order: what lies before or behind one is found without going through all of them.
        self._at = [f.index for f in figures]
        self._own: dict[Figure, tuple[int, int]] = {}
        self._causes = Among(c for c in self.chunks if (c.kind == "word" and c.text in _BLEW) or (c.entries and c.kind not in ("unit", "word") and self._names_cause(c)))
        self._near: dict[Figure, list[tuple[int, int]]] = {}
        self._parts: dict[Figure, list[Figure]] = {}
        for f in figures:
            if f.parent is not None:
                self._parts.setdefault(_root(f), []).append(f)

    def figures_in(self, first: int, last: int) -> Sequence[Figure]:
        """The figures whose counts are the chunks ``first`` to ``last``."""
        return self.figures[bisect_left(self._at, first) : bisect_right(self._at, last)]

    def figures_before(self, f: Figure) -> Iterator[Figure]:
        """The figures before ``f``, the nearest first."""
        return (self.figures[i] for i in range(bisect_left(self._at, f.index) - 1, -1, -1))

    # -- stretches of the text that speak of a figure -----------------------------------------------------------

    def own(self, f: Figure) -> tuple[int, int]:
        """From the figure's governor (or itself) to the next figure that is no part of it, or the end of the clause."""
        found = self._own.get(f)
        if found is None:
            found = self._own[f] = self._find_own(f)
        return found

    def _find_own(self, f: Figure) -> tuple[int, int]:
        first = f.index
        if f.governor is not None and f.parent is None and f.clause.first <= f.governor.index < f.index:
            first = f.governor.index
        elif f.parent is not None and f.phrase.of_previous:
            # «أعدم التنظيم خمسة عشر منهم»: a part with a verb of its own before it.
            first = next((j for j in range(f.index - 1, max(f.clause.first, f.index - 4) - 1, -1) if self.chunks[j].kind == "outcome"), first)
        if f.item is not None:
            first = f.sentence.first  # its label says where
        last = f.clause.last
        for g in self.figures_in(f.index + 1, last):
            if g.parent is f or (f.parent is None and _root(g) is f):
                continue
            last = self._fronted(f, g, g.governor.index if g.governor is not None and f.index < g.governor.index < g.index else g.index) - 1
            break
        return first, max(last, f.phrase.last)

    def _fronted(self, f: Figure, g: Figure, at: int) -> int:
        """Where the next figure's statement begins: with its place before its verb, «…، وفي بلدة X قُتل ثمانية»."""
        led = next((j for j in range(at - 1, max(f.phrase.last, at - 8), -1) if self.chunks[j].text in _LED), None)
        if led is not None:
            return led  # «…، وتسببت القوات الروسية بمقتل 40»
        j = at - 1
        while j > f.phrase.last and self.chunks[j].kind in ("place", "place_kind", "date", "word", "comma"):
            if self.chunks[j].text in ("وفي", "ففي"):
                return j
            if self.chunks[j].kind == "comma" or (self.chunks[j].kind == "date" and self.chunks[j - 1].kind == "comma"):
                return j if self.chunks[j].kind == "date" else at
            j -= 1
        return at

    def _told_last(self, f: Figure) -> int:
        """The first chunk of the clause after what is told of another event's figure: its place and cause are its own."""
        told = f.clause.first
        for g in self.figures_in(f.clause.first, f.index - 1):
            joined = g.governor is f.governor or (g.governor is not None and f.governor is not None and g.governor.role == f.governor.role == "noun")
            if not joined and g.parent is None:
                told = max(told, min(self.own(g)[1] + 1, f.index))
        return told

    def _following(self, f: Figure, last: int) -> tuple[int, int] | None:
        """What stands after the figures joined to this one: «31 قتيلاً و60 جريحاً حصيلة تفجير أمس»."""
        end = last
        for g in self.figures_in(last + 1, f.clause.last):
            if not self._shares(f, g):
                break
            end = self.own(g)[1]
        return (last + 1, end) if end > last else None

    def _shares(self, f: Figure, g: Figure) -> bool:
        """Whether two figures are of one statement: of one verb, of two verbal nouns, or «… وأن N أصيبوا»."""
        if f.governor is None or g.governor is None:
            return False
        roles = {self._role(g.governor), self._role(f.governor)}
        told_on = any(c.kind == "that" and c.reading.conjunction for c in self.chunks[f.phrase.last : g.index])
        return g.governor is f.governor or roles == {"noun"} or (roles <= {"verb", "both"} and told_on)

    def _role(self, governor: Chunk) -> str:
        """«أدى إلى قتل أربعة وإصابة ستة»: after a preposition the word is the verbal noun."""
        before = self.chunks[governor.index - 1].text if governor.index else ""
        return "noun" if governor.role == "both" and (before in ("الي", "عن") or governor.reading.preposition) else governor.role

    def near(self, f: Figure) -> list[tuple[int, int]]:
        """The stretches of the figure's own statement, nearest first."""
        found = self._near.get(f)
        if found is None:
            found = self._near[f] = list(self._find_near(f))
        return found

    def _find_near(self, f: Figure) -> Iterator[tuple[int, int]]:
        first, last = self.own(f)
        yield first, last
        if f.parent is not None:
            return
        told = self._told_last(f)
        yield max(f.clause.first, told), first - 1
        if (following := self._following(f, last)) is not None:
            yield following
        if (joined := self.context.joined_after(f.clause)) is not None:
            goes_on = next(iter(self.figures_in(joined.first, joined.last)), None)
            yield joined.first, self.own(goes_on)[1] if goes_on is not None else joined.last
        if told > f.clause.first:
            yield f.clause.first, told - 1

    def before(self, f: Figure, kinds: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        """The clauses before the figure's in its sentence, nearest first; then the sentence before, where this one says
        nothing of these kinds itself and so goes on about the same event."""
        for clause in self.context.clauses_before(f.clause):
            yield clause.first, clause.last
        sentence = f.sentence
        while not self._speaks_of(sentence.first, sentence.last, kinds):
            previous = self.context.sentence_before(sentence)
            if previous is None or (previous.paragraph != f.sentence.paragraph and not self._goes_on(sentence)):
                return
            yield previous.first, previous.last
            sentence = previous

    def _takes_up(self, c: Chunk) -> bool:
        """«القصف», «قصف مماثل»: an event told before."""
        like = self.chunks[c.index + 1].text.startswith("مماثل") if c.index + 1 < len(self.chunks) else False
        return like or (c.reading.article and c.reading.stem in _GENERAL)

    def _goes_on(self, sentence: Sentence) -> bool:
        """A sentence of a new paragraph that takes up what was told: «وأوقعت المعارك منذ الأربعاء …»."""
        return any(c.kind == "cause" and c.reading.article and len(c.text.split()) == 1 for c in self.chunks[sentence.first : sentence.last + 1])

    def _speaks_of(self, first: int, last: int, kinds: tuple[str, ...]) -> bool:
        return any(
            c.kind in kinds and not (c.kind == "cause" and self._takes_up(c)) and (c.kind != "place" or self.context.is_event_place(c)) and (c.kind != "place_kind" or bool(self.context.meant(c)))
            for c in self.chunks[first : last + 1]
        )

    # -- when --------------------------------------------------------------------------------------------------

    def stated(self, f: Figure) -> When | None:
        """The date that the figure's own statement gives."""
        of_statement = None
        for first, last in islice(self.near(f), 1 if self.still(f) else None):
            dates = [d for d in self.context.dates_in(first, last) if f.raised or not self.context.in_relative(d.chunk.index, max(f.index, first - 1))]
            found = _nearest(f, dates)
            if found is not None and self._announces(found.chunk, f):
                of_statement = of_statement or found
            elif found is not None:
                return found
        return of_statement

    def still(self, f: Figure) -> bool:
        """«ولا يزال مصير 12 عنصراً مجهولاً»: what is so on the day of the report, whenever it began."""
        governor = f.governor
        return governor is not None and governor.role == "fate" and governor.index > 0 and self.chunks[governor.index - 1].kind == "neutral"

    def _announces(self, date: Chunk, f: Figure) -> bool:
        """«أعلن X اليوم أن …» is the day of the statement; it dates what the statement gives no other date for."""
        return date.index < f.index and any(c.kind == "that" for c in self.chunks[date.index : f.index])

    def told_before(self, f: Figure) -> When | None:
        """The date of the clauses before: the day of what goes on being told; a window only for a raised total."""
        for first, last in self.before(f, ("date", "place", "cause")):
            dates = [d for d in self.context.dates_in(first, last) if f.raised or not (d.window or self.context.in_relative(d.chunk.index, first - 1))]
            if dates:
                return dates[-1]
        return None

    # -- where, how, by whom -----------------------------------------------------------------------------------

    def places(self, f: Figure) -> list[Chunk]:
        """The places that the figure's own statement names."""
        first, last = self.own(f)
        after = f.phrase.last + 1
        apart = self._told_of_parts(f) | self._home(after, last)
        if found := (self.context.places_in(after, self._statement_end(f, last), apart) or self.context.places_in(first, f.index)
                     or self.context.places_in(after, self._until_still(after, last), apart)):
            return found
        for n, (first, last) in enumerate(self.near(f)):
            if n and (found := self.context.places_in(first, self._until_state(first, last) if last > f.index else last)):
                return _last_group(self.chunks, found) if last < f.index else found
        return []

    def _statement_end(self, f: Figure, last: int) -> int:
        """The end of what is told of the figure: who then withdrew from where, or fled where, is another statement."""
        return self._until_state(f.phrase.last + 1, last)

    def _until_state(self, first: int, last: int) -> int:
        for i in range(first, last + 1):
            if self.chunks[i].kind in ("control", "movement", "neutral"):
                return i - 1
        return last

    def _home(self, after: int, last: int) -> set[int]:
        """«مقاتل من بلدة X … في حي Y»: where people come from, where the text also says where it happened."""
        if after > last or self.chunks[after].text != "من":
            return set()
        home = next((c for c in self.chunks[after + 1 : min(after + 4, last) + 1] if c.kind == "place"), None)
        if home is None or any(c.kind not in ("place_kind", "word") for c in self.chunks[after + 1 : home.index]):
            return set()
        elsewhere = any(c.kind == "place" and self.context.is_event_place(c) and self.chunks[c.index - 1].text in ("في", "علي") or
                        (c.kind == "place_kind" and (c.reading.preposition == "ب" or self.chunks[c.index - 1].text in ("في", "علي"))) for c in self.chunks[home.index + 1 : self._until_state(home.index + 1, last) + 1])
        return {home.index} if elsewhere else set()

    def _until_still(self, first: int, last: int) -> int:
        """The end of a statement before what goes on elsewhere: «…، ولا تزال قرية X تحت سيطرة Y»."""
        return next((i - 1 for i in range(first, last + 1) if self.chunks[i].kind == "neutral" and self.chunks[i - 1].kind == "comma"), last)

    def places_before(self, f: Figure) -> list[Chunk]:
        for first, last in self.before(f, ("place", "place_kind")):
            if found := self.context.places_in(first, last):
                return _last_group(self.chunks, found)
        return []

    def cause(self, f: Figure) -> str | None:
        """The cause that the figure's own statement names; what a part says of itself is not the whole's."""
        apart = self._told_of_parts(f)
        attack = None
        for first, last in self.near(f):
            found = self._cause_in(first, last, apart)
            if found == "clash" and last < f.index and self._only_attack(first, last):
                attack = found  # «وفي هجوم آخر، مقتل ثلاثة وإصابة أربعة بانفجار عبوة»: how comes later
            elif found is not None:
                return found
        return attack

    def cause_before(self, f: Figure) -> str | None:
        apart = False
        for first, last in self.before(f, ("cause",)):
            # Past «بينما» or «كما» another event is told: how its own people died says nothing of these.
            apart = apart or self.chunks[f.clause.first].kind == "clause"
            others = {i for g in (self.figures_in(first, last) if apart else ()) for i in range(g.index, self.own(g)[1] + 1)}
            if (found := self._cause_in(first, last, others)) is not None:
                return found
            apart = apart or self.chunks[max(first, 0)].kind == "clause"
        return None

    def taken_up(self, f: Figure) -> bool:
        """The cause that the figure names is one told before: «في القصف ذاته», «أصيب في التفجير»."""
        first, last = self.own(f)
        causes = [c for c in self.chunks[max(first, f.clause.first) : last + 1] if c.kind == "cause"]
        return bool(causes) and all(c.reading.article and c.reading.stem in _GENERAL for c in causes)

    def one_strike(self, f: Figure) -> bool:
        """The figure's own words name one attack, in the singular."""
        first, last = self.own(f)
        return any(c.kind == "cause" and not c.reading.article and (c.reading.stem or c.text).split()[0] in _STRIKE for c in self.chunks[max(first, f.clause.first) : last + 1])

    def by_attack(self, f: Figure) -> bool:
        """The figure's own words only name an attack, not how it was made."""
        first, last = self.own(f)
        return self._only_attack(max(first, f.clause.first), last)

    def _only_attack(self, first: int, last: int) -> bool:
        causes = [c for c in self.chunks[max(first, 0) : last + 1] if c.kind == "cause"]
        return bool(causes) and all((c.reading.stem or c.text).removeprefix("ال").startswith(("هجوم", "هجمات")) for c in causes)

    def _told_of_parts(self, f: Figure) -> set[int]:
        told: set[int] = set()
        for g in self._parts.get(_root(f), ()):
            if g is f or g.index < f.index:
                continue
            after = self.chunks[g.phrase.last + 1 : g.phrase.last + 3]
            verb = next((c for c in after if c.kind == "outcome" and c.role in ("verb", "both")), None)
            if (after and after[0].kind == "comma") or verb is _root(f).governor:
                verb = None  # «بينهم ثلاثة أطفال، قضوا في …» goes on about the whole
            end = self.own(g)[1] if verb is not None else g.phrase.last
            told.update(range(g.index, end + 1))
        return told

    def _cause_in(self, first: int, last: int, apart: set[int] = frozenset()) -> str | None:
        found: list[Chunk] = []
        for c in self._causes.within(first, last):
            if c.index in apart:
                continue
            if c.kind != "word":
                found.append(c)
            elif any(b.text in ("نفسه", "نفسها") for b in self.chunks[c.index + 1 : c.index + 7]):
                return "suicide_bombing"
        if not found:
            return None
        codes = [self._code_here(c) for c in found]
        for (a, first_code), (b, second_code) in zip(zip(found, codes), list(zip(found, codes))[1:]):
            if first_code != second_code and b.reading.conjunction and b.index - a.index <= 3 and {first_code, second_code} <= _ALIKE:
                return "mixed"
        return min(codes, key=_PARTICULAR.index)

    def _code_here(self, c: Chunk) -> str:
        """The cause with its adjectives: «القصف التركي الجوي والمدفعي» is both."""
        code = self._code(c)
        if code == "shelling" and (c.reading.stem or c.text).startswith("قصف"):
            words = {b.text.removeprefix("و").removeprefix("ال") for b in self.chunks[c.index + 1 : c.index + 5] if b.kind in ("word", "nationality")}
            if "جوي" in words:
                return "mixed" if words & {"مدفعي", "صاروخي", "بري"} else "air_strike"
        return code

    def _names_cause(self, c: Chunk) -> bool:
        return self._code(c) is not None

    def _code(self, c: Chunk) -> str | None:
        if c.kind == "cause":
            return c.code
        if c.kind == "party":
            return "air_strike" if (c.reading.stem or c.text).removeprefix("ال").startswith(_AIRCRAFT) else None
        for entry in c.entries:
            if entry.kind == "cause":
                return entry.code
        return None

    def doers(self, f: Figure) -> list[str]:
        """The doers that the figure's own statement names; those of its terms («50 على يد X، و40 على يد Y») are not the total's."""
        terms = [self.own(g) for g in self._parts.get(f, ()) if g.index > f.index]
        apart = {i for first, last in terms if any(c.kind == "by" or c.text in _HELD_BY for c in self.chunks[first : last + 1]) for i in range(first, last + 1)}
        for first, last in self.near(f):
            if found := self.agents.agents(max(first, 0), last, apart):
                return found
        return []

    def doers_before(self, f: Figure) -> list[str]:
        for first, last in self.before(f, ("cause",)):
            if found := self.agents.agents(first, last):
                return found
        return []

    def in_clash(self, f: Figure) -> bool:
        """The figure's own words name fighting between sides, which has no doer."""
        first, last = self.own(f)
        return any(c.kind == "cause" and c.code == "clash" and not self.agents.is_attack(c) for c in self.chunks[first : last + 1])


def _last_group(chunks: Sequence[Chunk], places: list[Chunk]) -> list[Chunk]:
    """Of the places told before a figure, the last one and those joined to it."""
    group = [places[-1]]
    for place in reversed(places[:-1]):
        between = chunks[place.index + 1 : group[0].index]
        if len(between) > 4 or any(c.kind not in ("place_kind", "word", "place", "dash") for c in between):
            break
        group.insert(0, place)
    return group


def _root(f: Figure) -> Figure:
    while f.parent is not None:
        f = f.parent
    return f


def _nearest(f: Figure, dates: list[When]) -> When | None:
    if not dates:
        return None
    windows = [d for d in dates if d.window]
    if f.raised and windows:
        return windows[-1]
    return min(dates, key=lambda d: (abs(d.chunk.index - f.index), d.chunk.index < f.index))
