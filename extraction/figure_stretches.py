"""Which words of a text speak of a figure of casualties: its own stretch, its parts, and the clauses that go on about it.

The order of looking is the order in which Arabic lets a statement go on: the figure's own words up to the next figure; what
stands before it in the clause; what stands after the figures joined to it; the next clause where a joined verb only
goes on; then the clauses before, back to the beginning of the sentence, and the sentence before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from .agents import AgentReader
from .chunk import Chunk
from .context import Context
from .figures import Figure
from .structure import Sentence

# Words for an event told before; an ambush or a raid is one of its own.
GENERAL = frozenset(("عدوان", "انفجار", "غاره", "قصف", "هجوم", "هجمات", "تفجير", "تفجيرات", "غارات", "معارك"))
_ADDING = frozenset("مشيرا مضيفا لافتا موضحا مبينا منوها ومحذرا محذرا".split())
_DID_IT = frozenset(("فجروا", "فجرا", "فجر"))
_BESIDES = frozenset(("يضاف", "تضاف", "يضافون", "ويضاف"))
_ACTS = frozenset(("دارت", "اندلعت", "وقعت", "نشبت", "تجددت", "شهدت", "سقطت", "انفجرت", "تعرضت", "تعرض"))
_LED = frozenset(("وتسبب", "وتسببت", "وادي", "وادت", "واسفر", "واسفرت", "واوقع", "واوقعت", "وخلف", "وخلفت", "فيما تسببت", "فيما تسبب"))


class Stretches:
    """Finds the stretches that speak of the figures of one document."""

    def __init__(self, context: Context, agents: AgentReader, figures: Sequence[Figure]):
        self.context, self.agents, self.figures = context, agents, figures
        self.doc, self.chunks = context.doc, context.chunks
        # Figures stand in text order: what lies before or behind one is found without going through all of them.
        self._at = [f.index for f in figures]
        self._own: dict[Figure, tuple[int, int]] = {}
        self._told: dict[Figure, set[int]] = {}
        self._near: dict[Figure, list[tuple[int, int]]] = {}
        self._parts: dict[Figure, list[Figure]] = {}
        for f in figures:
            if f.parent is not None:
                self._parts.setdefault(root(f), []).append(f)

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
        elif f.parent is not None and (f.phrase.of_previous or self.chunks[f.index - 1].kind == "outcome"):
            # «أعدم التنظيم خمسة عشر منهم», «وأعدم 14»: a part with a verb of its own before it.
            first = next((j for j in range(f.index - 1, max(f.clause.first, f.index - 4) - 1, -1) if self.chunks[j].kind == "outcome"), first)
        if f.item is not None:
            first = f.sentence.first  # its label says where
        last = f.clause.last
        for g in self.figures_in(f.index + 1, last):
            if g.parent is f or (f.parent is None and root(g) is f) or self._side_by_side(f, g):
                continue
            # what the two have in common, and a verb right behind the first («17 عنصراً قضوا بغارات، و…»), is the first one's own
            own = g.governor is not None and f.index < g.governor.index < g.index and g.governor is not f.governor and not self._right_behind(f, g.governor)
            last = self._fronted(f, g, g.governor.index if own else g.index) - 1
            break
        return first, max(self._statement(f.phrase.last + 1, last), f.phrase.last)

    def _right_behind(self, f: Figure, verb: Chunk) -> bool:
        """«17 عنصراً قضوا بغارات», «ثمانية مواطنين، قُتلوا جميعاً»: a verb without و that goes on about the figure."""
        at = f.phrase.last + 1
        return verb.index == at or (verb.index == at + 1 and self.chunks[at].kind == "comma" and not verb.reading.conjunction)

    def _side_by_side(self, f: Figure, g: Figure) -> bool:
        """«هم رجل وزوجته في X»: parts that stand side by side share what follows."""
        between = self.figures_in(f.index + 1, g.index)
        ends = [h.phrase.last for h in (f, *between)]
        return f.parent is not None and g.parent is f.parent and all(h.index == end + 1 for h, end in zip(between, ends)) and not any(
            self.chunks[i].kind == "comma" for i in range(f.phrase.last, g.index))

    def _statement(self, first: int, last: int) -> int:
        """The end of a statement before another act is told: «…، وبعد ساعات شنت X غارات», «…، ودارت اشتباكات»."""
        for j in range(first, last):
            if self.chunks[j].kind == "comma" and self.chunks[j + 1].text in _ADDING:
                return j  # «…، مشيراً إلى تدمير 14 سيارة»
            if self.chunks[j].kind != "comma" or not self.doc.tokens[self.chunks[j + 1].first].text.startswith("و"):
                continue
            for k in range(j + 1, min(j + 6, last) + 1):
                c = self.chunks[k]
                if c.code == "release":
                    return j  # «…، وأفرجوا عن أحدهم في اليوم التالي»
                if c.kind not in ("word", "date", "place", "place_kind", "unit", "cause"):
                    break
                if self.agents.role(k) == "verb" or c.text.removeprefix("و") in _ACTS:
                    return j
                if k + 1 <= last and self.chunks[k + 1].kind == "control" and self.chunks[k + 1].role == "verb" and k > j + 1:
                    return j  # «…، وفي ريف X سيطرت Y على Z»
        return last

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

    def _deed(self, f: Figure, first: int) -> int:
        """«… 3 في X، وأطلق مسلحون النار على رجل فأردوه»: what befell a victim who is a pronoun begins with the joined verb before
        them; ``first`` where there is none behind it."""
        if f.stands_for is None or not first < f.stands_for.index < f.index:
            return first
        return next((j for j in range(f.stands_for.index - 1, first, -1) if self.chunks[j].reading.conjunction and (
            self.chunks[j].kind in ("cause", "outcome") or self.agents.role(j) == "verb")), first)

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
        if g.added and f.raised and any(c.text in _BESIDES for c in self.chunks[g.index - 3 : g.index]) and not any(
                c.text in ("جميعا", "جميعهم", "كلهم") for c in self.chunks[g.index : f.clause.last + 3]):
            return False  # «ليرتفع إلى 61 عدد قتلاها، يضاف إليهم 34 …»
        if f.governor is None or g.governor is None:
            # «أوقع 45 قتيلاً وحوالي مئة جريح، في …»: two counted nouns that say themselves what happened
            return f.governor is g.governor and f.phrase.outcome is not None and g.phrase.outcome is not None and g.parent is None
        roles = {self._role(g.governor), self._role(f.governor)}
        told_on = any(c.kind == "that" and c.reading.conjunction for c in self.chunks[f.phrase.last : g.index])
        if roles <= {"verb", "both"} and g.governor.index == f.governor.index + 1 and g.governor.reading.conjunction:
            return True  # «أن جندياً قُتل وأصيب آخر في هجوم …»
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
        told = max(self._told_last(f), self._deed(f, f.clause.first))
        yield max(f.clause.first, told), first - 1
        if (following := self._following(f, last)) is not None:
            yield following
        if (joined := self.context.joined_after(f.clause)) is not None:
            goes_on = next(iter(self.figures_in(joined.first, joined.last)), None)
            for g in self.figures_in(goes_on.index + 1, joined.last) if goes_on is not None else ():
                if g.governor is not goes_on.governor or g.index != goes_on.phrase.last + 1:
                    break
                goes_on = g  # «قُتلت امرأة وأصيب زوجها وطفلاهما بقذيفة …»
            yield joined.first, self.own(goes_on)[1] if goes_on is not None else joined.last
        if told > f.clause.first:
            yield f.clause.first, told - 1

    def before(self, f: Figure, kinds: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        """The clauses before the figure's in its sentence, nearest first; then the sentence before, where this one says
        nothing of these kinds itself and so goes on about the same event."""
        for clause in self.context.clauses_before(f.clause):
            if (deed := self._deed(f, clause.first)) > clause.first:
                yield deed, clause.last
                yield clause.first, deed - 1
            else:
                yield clause.first, clause.last
        sentence = f.sentence
        apart = self.told_of_parts(f)
        while not self._speaks_of(sentence.first, sentence.last, kinds, apart):
            previous = self.context.sentence_before(sentence)
            if previous is None or (previous.paragraph != f.sentence.paragraph and not self._goes_on(sentence)):
                return
            yield previous.first, previous.last
            sentence = previous
        previous = self.context.sentence_before(sentence)
        if "date" in kinds and previous is not None and previous.paragraph == sentence.paragraph and self._later(f):
            yield previous.first, previous.last

    def _later(self, f: Figure) -> bool:
        """«وردّت القوات بعد ساعات …»: told by the hour of what stands before it."""
        own = self.chunks[f.sentence.first : f.clause.last + 1]
        return any(a.text.removeprefix("و") == "بعد" and b.kind == "unit" and b.text.startswith(("ساع", "دقائق")) for a, b in zip(own, own[1:])) or any(
            c.text in ("لاحقا", "بعدها", "يومها", "حينها") for c in own)

    def _takes_up(self, c: Chunk) -> bool:
        """«القصف», «قصف مماثل»: an event told before."""
        after = self.chunks[c.index + 1].text if c.index + 1 < len(self.chunks) else ""
        # «قصف مماثل», «معارك الموقعين»
        return after.startswith("مماثل") or (after.startswith("ال") and after.endswith("ين") and c.code == "clash") or (c.reading.article and c.reading.stem in GENERAL)

    def _goes_on(self, sentence: Sentence) -> bool:
        """A sentence of a new paragraph that takes up what was told: «وأوقعت المعارك منذ الأربعاء …»."""
        return any(c.kind == "cause" and c.reading.article and len(c.text.split()) == 1 for c in self.chunks[sentence.first : sentence.last + 1])

    def _speaks_of(self, first: int, last: int, kinds: tuple[str, ...], apart: set[int]) -> bool:
        return any(
            c.kind in kinds and c.index not in apart and not (c.kind == "cause" and self._takes_up(c)) and (c.kind != "place" or self.context.is_event_place(c)) and (c.kind != "place_kind" or bool(self.context.meant(c)))
            for c in self.chunks[first : last + 1]
        )

    # -- when --------------------------------------------------------------------------------------------------

    def told_of_parts(self, f: Figure) -> set[int]:
        """The chunks that tell of the figure's parts and of those beside them."""
        found = self._told.get(f)
        if found is None:
            found = self._told[f] = self._find_told_of_parts(f)
        return found

    def _find_told_of_parts(self, f: Figure) -> set[int]:
        told: set[int] = set()
        beside = [h for h in self.figures_in(f.index + 1, f.clause.last) if h.parent is None and h.governor is f.governor] if f.governor is not None and f.parent is None else []
        for g in (*self._parts.get(root(f), ()), *(part for h in beside for part in self._parts.get(h, ()))):
            if g is f or g.index < f.index:
                continue
            after = self.chunks[g.phrase.last + 1 : g.phrase.last + 3]
            verb = next((c for c in after if c.kind == "outcome" and c.role in ("verb", "both")), None)
            of_all = verb is not None and g.value == 1 and verb.text.endswith("وا")  # «بينهم مسعف قضوا ببراميل»
            if (after and after[0].kind == "comma") or of_all or verb is root(f).governor:
                verb = None  # «بينهم ثلاثة أطفال، قضوا في …» goes on about the whole
            end = self.own(g)[1] if verb is not None else g.phrase.last
            if len(after) == 2 and after[0].text == "في" and after[1].kind in ("place", "place_kind") and g.phrase.people is None:
                end = next((c.index for c in self.chunks[g.phrase.last + 1 : g.phrase.last + 5] if c.kind == "place"), end)  # «منهم 34 في X»
            if verb is None and after and after[0].kind == "cause" and self._next_has_cause(g):
                end = after[0].index  # «بينهم 7 تحت التعذيب و10 بألغام»
            if after and after[0].text in _DID_IT:
                end = self._told_of_themselves(g)  # «بينهم ثلاثة فجروا أنفسهم بأحزمة ناسفة»
            start = self.own(g)[0] if g.phrase.of_previous else g.index
            if any(c.kind == "comma" for c in self.chunks[start : g.index]):
                start = g.index  # the verb is that of the whole
            if g.agent:  # «…، قتلت X منهم 6»
                start = next((j for j in range(g.index - 1, max(f.phrase.last, g.index - 6), -1) if self.chunks[j].kind == "outcome"), start)
                comma = next((j for j in range(start - 1, max(f.phrase.last, start - 9), -1) if self.chunks[j].kind in ("comma", "count")), start)
                if self.chunks[comma].kind == "comma" and any(self.chunks[j].text == "المسؤوليه" for j in range(comma, start)):
                    start = comma  # «…، وحمّلت X المسؤولية عن مقتل 388 منهم»
            if g.phrase.of_previous and start < g.index:
                end = max(end, self.own(g)[1])  # «…، قضى 20 منهم برصاص …»
            told.update(range(min(g.index, start), end + 1))
        return told

    def _next_has_cause(self, g: Figure) -> bool:
        """The part beside, before or behind, has a cause right after it as well: each tells of its own."""
        def at_cause(h: Figure) -> bool:
            return any(c.kind == "cause" or (c.kind in ("word", "outcome") and c.text.startswith("ب")) for c in self.chunks[h.index + 1 : h.phrase.last + 2])
        return any(h is not g and h.parent is g.parent and abs(h.index - g.index) <= 5 and at_cause(h) for h in self._parts.get(root(g), ()))

    def _told_of_themselves(self, g: Figure) -> int:
        """The end of what people did to themselves: before the next clause, figure or comma."""
        for i in range(g.phrase.last + 1, self.doc.clause_of[g.index].last + 1):
            if self.chunks[i].kind in ("comma", "clause", "count", "outcome"):
                return i - 1
        return self.doc.clause_of[g.index].last


def root(f: Figure) -> Figure:
    while f.parent is not None:
        f = f.parent
    return f
