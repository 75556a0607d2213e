"""Which words of a text speak of a figure of people on the move: its own stretch, its parts, the clauses that go on about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .chunk import Chunk
from .figures import FLOW, Figure
from .flow_words import roles
from .structure import Clause, Document


class Stretches:
    """Looks up the stretches of the figures of a document. ``counted`` are the chunks of all their noun phrases."""

    def __init__(self, document: Document, figures: Sequence[Figure]):
        self.doc, self.chunks = document, document.chunks
        self.counted = frozenset(i for f in figures for i in range(f.index, f.phrase.last + 1))
        self._figures: dict[int, list[Figure]] = {}
        for f in figures:
            self._figures.setdefault(f.clause.index, []).append(f)

    def _of_clause(self, clause: Clause) -> list[Figure]:
        return self._figures.get(clause.index, [])

    def parts(self, f: Figure) -> list[Figure]:
        """The parts of a figure, and theirs, in its own clause."""
        return [g for g in self._of_clause(f.clause) if self.under(g, f)]

    def of(self, f: Figure) -> tuple[int, int]:
        """The chunks that state a whole figure's movement: to the next figure that is none of its parts."""
        earlier = [g for g in self._of_clause(f.clause) if g.index < f.index and not self.paired(g, f)]
        if earlier:
            shared = any(g.governor is f.governor for g in earlier)
            first = (self._batch(f) or self._dated(f)) if shared else max(self._start(f), earlier[-1].phrase.last + 1)
        else:
            first = self._fronted(f)
        last = f.clause.last
        joined = f  # the last of those who moved together with them
        for g in self._of_clause(f.clause):
            if g.index <= f.index:
                continue
            if self.beside(joined, g):
                joined = g
                continue
            if self.under(g, f) or self.paired(f, g) or self._of_pair(f, g):
                continue
            last = max(f.phrase.last, self._boundary(g, f) - 1)
            break
        for j in range(f.phrase.last + 1, last + 1):
            c = self.chunks[j]
            predicate = (c.kind in ("control", "outcome") and c.role in ("verb", "active", "both")) or self._other_deed(c) or (
                c.kind in ("neutral", "negation") and c.text.startswith("و"))  # «…، ولا يزال نحو 6 آلاف في X», «…، ولم يخرج أي مدني»
            if (predicate or "enables" in roles(c.text)) and self._after_comma(j) and c is not f.governor:
                return first, j - 1
        return first, last

    def _batch(self, f: Figure) -> int | None:
        """«…، تلتها دفعة ثانية من الحي نفسه ضمت N»: where the words of a further batch begin."""
        for j in range(f.index - 1, max(f.index - 9, f.clause.first), -1):
            c = self.chunks[j]
            if "batch" in roles(c.text) or (c.kind == "count" and c.count.taken_for == "ordinal") or (c.kind == "unit" and "group" in roles(c.text)):
                return j if c.kind != "count" or self.chunks[j - 1].kind != "unit" else j - 1
            if c.kind not in ("neutral", "same", "place", "place_kind", "word", "date", "relative", "movement"):
                return None
        return None

    def _other_deed(self, c: Chunk) -> bool:
        """«…، وأسكنت عائلات قادمة من X في منازلها»: a verb of no lexicon, joined by و, whose subject is feminine or a group."""
        return c.kind == "word" and c.text.startswith("و") and c.text.endswith("ت") and len(c.text) > 4 and not c.text.startswith("وال") and not roles(c.text)

    def _dated(self, f: Figure) -> int:
        """Where a term begins that shares its verb with the one before: its own day may stand first («، والثلاثاء 300 شخص»)."""
        return f.index - 1 if self.chunks[f.index - 1].kind == "date" and self.chunks[f.index - 2].kind == "comma" else f.index

    def _fronted(self, f: Figure) -> int:
        """Where a statement begins that is the first of its clause: after any other predicate before it."""
        first = self._start(f)
        while first > f.clause.first and self.chunks[first - 1].kind not in ("control", "outcome", "neutral", "that", "because", "condition", "cause", "by"):
            first -= 1
        return first

    def buses_before(self, f: Figure) -> Chunk | None:
        """The verb or noun that tells of vehicles coming, before the exit of their passengers in one sentence."""
        until = f.governor.index if f.governor is not None else f.index
        for c in reversed(self.chunks[f.sentence.first : until]):
            if ((c.kind == "movement" and c.code == "arrived") or c.text.removeprefix("و") == "دخول") and any("convoy" in roles(d.text) for d in self.chunks[c.index + 1 : c.index + 4]):
                return c
            if c.index in self.counted:
                return None
        return None

    def _after_comma(self, j: int) -> bool:
        """A predicate after a comma makes a statement of its own."""
        return self.chunks[j - 1].kind == "comma" or (self.chunks[j - 1].kind == "word" and self.chunks[j - 2].kind == "comma")

    def _start(self, f: Figure) -> int:
        governor = f.governor
        if governor is None or governor.index > f.index or f.parent is not None:
            return f.index
        told = self.doc.clause_of[governor.index]
        return governor.index if told is f.clause or (told.index == f.clause.index - 1 and told.sentence == f.clause.sentence and not self._of_clause(told)) else f.index

    def _boundary(self, g: Figure, f: Figure) -> int:
        """Where the statement of the next figure begins: its verb, if that stands between the two."""
        start = self._start(g)
        return start if f.index < start and g.governor is not f.governor else g.index

    def under(self, g: Figure, f: Figure) -> bool:
        while g.parent is not None:
            g = g.parent
            if g is f:
                return True
        return False

    def paired(self, f: Figure, g: Figure) -> bool:
        """«N عائلة تضم M شخصاً»، «M شخصاً (N عائلة)»: one group in two units."""
        if g.clause is not f.clause or g.phrase.family == f.phrase.family or g.index < f.index or f.kind != FLOW or g.kind != FLOW:
            return False
        between = self.chunks[f.phrase.last + 1 : g.index]
        if not between or any(h.index > f.index and h.index < g.index for h in self._of_clause(f.clause)):
            return False
        last = between[-1]
        if len(between) == 1 and last.kind in ("comma", "slash") and self.chunks[f.index - 1].kind == "open":
            return True  # «(153 عائلة، 650 شخصاً)»
        within = len(between) == 1 and last.text in ("ضمن", "من") and g.phrase.family  # «823 شخصاً ضمن 230 عائلة»
        return within or (len(between) < 30 and (last.kind == "open" or "contains" in roles(last.text)))

    def _of_pair(self, f: Figure, g: Figure) -> bool:
        """«92 عائلة (387 شخصاً، بينهم 218 طفلاً)»: a part of the same people counted in another unit."""
        return g.parent is not None and g.parent.index > f.index and self.paired(f, g.parent)

    def beside(self, f: Figure, g: Figure) -> bool:
        """«20 مدنياً و5 مقاتلين»: joined people who moved together."""
        between = self.chunks[f.phrase.last + 1 : g.index]
        close = any("along" in roles(c.text) for c in between[-2:])
        if 0 < len(between) < (14 if close else 8) and any("along" in roles(c.text) for c in between) and all(
                c.text == "منها" or c.kind in (("word", "comma", "date", "clause", "place", "place_kind", "party") if close else ("word", "comma", "date", "clause")) for c in between):
            return g.parent is f.parent  # «خرج 118 مقاتلاً، ومعهم 164 من أفراد أسرهم، من X»
        native = any("people_of" in roles(c.text) for c in between)
        if native and between[-1].text == "و" and g.governor is f.governor and f.parent is None is g.parent and all(
                c.kind in ("place", "place_kind", "nationality") or c.text in ("من", "و") or "people_of" in roles(c.text) for c in between):
            return True  # «320 من أبناء X و180 من أبناء Y»
        if len(between) == 1 and between[0].kind == "person" and between[0].reading.conjunction and g.chunk.count is not None and g.chunk.count.definite:
            return g.governor is f.governor and g.parent is f.parent  # «امرأتان وأطفالهما الخمسة»
        joined = all(c.text in ("و", "من") or c.kind == "nationality" or roles(c.text) & {"of_nations", "bear"} for c in between) and (bool(between) or self.doc.tokens[g.chunk.first].text.startswith("و"))
        return joined and g.governor is f.governor and g.parent is f.parent

    def counted_in_families(self, f: Figure) -> bool:
        """«180 عائلة، بينهم 400 طفل»: a marker of parts stands before persons whose whole is counted in families."""
        return any(c.kind == "part" and c.code == "subset" for c in self.chunks[max(f.index - 2, f.clause.first) : f.index])

    def own_verb(self, f: Figure) -> Chunk | None:
        """The verb by which a part moves on its own: «بينهم N نزحوا أمس»، «عاد منهم N»، «N منهم إلى X»."""
        for j in range(f.index - 1, max(f.index - 4, f.clause.first - 1), -1):
            c = self.chunks[j]
            joined = c.text.startswith("و") and self.chunks[j - 1].kind == "comma"  # «…، ونُقل ألفان منهم إلى X»: a verb, though written like its noun
            if c.kind == "movement" and (c.role != "noun" or joined) or roles(c.text) & {"settle", "carried"}:
                return c
            if c.kind in ("count", "person", "comma"):
                break
        nxt = self.chunks[f.phrase.last + 1] if f.phrase.last + 1 < len(self.chunks) else None
        if nxt is not None and nxt.index <= f.clause.last:
            after = nxt
            if (nxt.kind in ("relative", "date") or nxt.text in ("جري", "تم", "جرت")) and nxt.index + 1 <= f.clause.last:
                after = self.chunks[nxt.index + 1]
            shared_out = roles(nxt.text) & {"to"} and (f.phrase.of_previous or not f.phrase.lemma)
            shared_out = shared_out or (nxt.text == "من" and not f.phrase.lemma and self._distributed(f))
            if f.parent is not None and after is f.parent.governor:
                return None  # «54 شخصاً بينهم 16 امرأة غادروا X»: the verb of the whole
            if after.kind == "movement" or shared_out or roles(after.text) & {"carried", "settle"}:
                return after
        return None

    def _distributed(self, f: Figure) -> bool:
        """«منهم 120 ألفاً من X و80 ألفاً من Y»: each part is followed by where its people are from."""
        others = [g for g in self._of_clause(f.clause) if g.parent is f.parent and g is not f and not g.phrase.lemma]
        return any(g.phrase.last + 1 <= g.clause.last and self.chunks[g.phrase.last + 1].text == "من" for g in others)

    def leaving_verb(self, f: Figure) -> Chunk | None:
        """Where an arrival is told, the verb that tells the departure of the same people («وصل N … أُخرجوا من X»)."""
        for c in self.chunks[f.phrase.last + 1 : f.clause.last + 1]:
            if c.kind == "movement" and c.code in ("evacuated", "fled", "displaced") and c.role in ("verb", "both") and not c.reading.conjunction:
                return c
            if c.kind in ("condition", "negation", "that", "outcome", "control", "raise", "neutral") or (c.kind == "count" and c.index not in self.counted):
                break
        return None

    def phrase_end(self, f: Figure, last: int) -> int:
        """The last chunk before the next comma: what belongs to a part that has no verb of its own."""
        for j in range(f.phrase.last + 1, last + 1):
            if self.chunks[j].kind in ("comma", "part"):
                return j - 1
        return last

    def verb_end(self, own: Chunk, last: int) -> int:
        """The last chunk of what a part's own verb tells: up to a comma behind which another verb or noun is joined («72 مريضاً نُقلوا إلى X، وسبقتهم …»)."""
        for j in range(own.index + 1, last):
            after = self.chunks[j + 1]
            if self.chunks[j].kind == "comma" and after.kind == "word" and after.text.startswith("و") and len(after.text) > 3 and not roles(after.text):
                return j - 1
        return last

    def is_closed(self, g: Figure) -> bool:
        """Whether a comma parts a part from its whole («5000 شخص، منهم 200 في الأيام الأخيرة»), so that what follows it is its own."""
        for c in reversed(self.chunks[max(g.index - 5, 0) : g.index]):
            if c.kind == "part":
                return self.chunks[c.index - 1].kind == "comma"
        return True

    def part_span(self, g: Figure) -> range:
        last = self.of(g)[1]
        if self.own_verb(g) is None:
            nxt = self.chunks[g.phrase.last + 1] if g.phrase.last < last else None
            placed = (g.phrase.of_previous or not g.phrase.lemma) and nxt is not None and nxt.kind == "word" and roles(nxt.text) & {"at"}
            last = self.phrase_end(g, last) if placed else g.phrase.last  # «60 ألفاً منهم قرب X»
        return range(g.index, last + 1)

    def continuations(self, f: Figure, last: int) -> Iterator[Clause]:
        """The clauses after a figure's that go on about the same people: «ونُقلوا إلى X»، «فيما نُقل البقية إلى Y»."""
        if last < f.clause.last and not self.parts(f):
            return
        for clause in self.doc.clauses[f.clause.index + 1 : f.clause.index + 3]:
            if clause.sentence != f.clause.sentence or any(g.parent is None and g.index < clause.first + 6 for g in self._of_clause(clause)):
                return
            chunks = self.chunks[clause.first : clause.last + 1]
            opener = chunks[0]
            goes_on = opener.kind == "movement" and any(w.endswith("وا") for w in opener.text.split()) and f.clause.index + 1 == clause.index
            handed_on = opener.kind == "movement" and bool(opener.reading.conjunction) and opener.text.endswith(("هم", "هن")) and f.clause.index + 1 == clause.index
            goes_on = (goes_on or handed_on or self._returns(f, opener)) and not self.parts(f)
            # «خرجت 75 حافلة … على متنها N، ووصلت إلى X»
            goes_on = goes_on or (opener.kind == "movement" and opener.role == "verb" and opener.code == "arrived" and bool(opener.reading.conjunction)
                                  and clause.index == f.clause.index + 1 and any("convoy" in roles(c.text) for c in self.chunks[f.clause.first : f.index]))
            most = opener.kind == "movement" and any("most" in roles(c.text) for c in chunks[1:3])  # «وتوجه معظمهم إلى X»
            if goes_on or most or any("rest" in roles(c.text) for c in chunks[:6]):
                yield clause

    def _returns(self, f: Figure, opener: Chunk) -> bool:
        """«خرجت 45 عائلة من مخيم X وعادت إلى Y»: the same people are the subject of the verb of return."""
        returns = opener.kind == "movement" and opener.code == "returned" and opener.role == "verb" and opener.reading.conjunction == "و"
        return returns and f.governor is not None and f.clause.index + 1 == self.doc.clause_of[opener.index].index

    def returns_later(self, f: Figure) -> bool:
        """Whether the next clause tells the return of the same people, with no number of its own."""
        after = self.doc.clauses[f.clause.index + 1] if f.clause.index + 1 < len(self.doc.clauses) else None
        if after is None or after.sentence != f.clause.sentence or not self._returns(f, self.chunks[after.first]):
            return False
        return not any(g.index < after.first + 6 for g in self._of_clause(after))

    def follows_its_part(self, f: Figure) -> bool:
        """«N …، من أصل M»: the whole comes after its part."""
        return f.index > 0 and self.chunks[f.index - 1].text in ("اصل", "مجموع")

    def is_stock(self, f: Figure, own: Chunk | None) -> bool:
        """The figure counts those who live in a place of refuge, not those who came within some time."""
        governor = own if own is not None and own.kind == "movement" else f.governor
        if governor is None:
            return False
        holds = governor.kind == "neutral" and f.code == "displaced" and "contains" in roles(governor.text)
        still = governor.kind == "person" and governor.index > f.index and self.chunks[governor.index - 1].kind == "neutral"
        return holds or still or governor.role in ("stock", "hosted") or "lives" in roles(governor.text)
