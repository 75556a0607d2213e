"""When, where and by whom: what a figure's clause says, and what it takes over from the clauses around it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from .chunk import Chunk
from .context import When, nearest
from .figure_causes import Causes
from .figures import Figure

_APART = frozenset(("اما", "علي صعيد متصل", "علي صعيد اخر", "في سياق متصل", "في سياق اخر", "الي ذلك", "من جانب اخر", "من جهه ثانيه", "من ناحيه اخري"))
_HELD_BY = frozenset(("لدي", "سجون", "معتقلات", "افرع", "سجن", "احتجاز", "الاحتجاز"))
_ANNOUNCE = frozenset(("اعلن", "اعلنت", "افاد", "افادت", "اكد", "اكدت", "ذكر", "ذكرت", "نعي", "نعت", "اقر", "اقرت", "اعترف", "اعترفت"))
_HOSPITALS = ("مشف", "مستشف", "مشاف", "نقطه طبيه")
_PUBLISHED = ("بيان", "تقرير", "اصدر", "صدر", "نشر", "بث")
_BOUND = frozenset(("الي", "نحو", "باتجاه", "صوب"))
_NATIVES = frozenset(("اهالي", "ابناء", "سكان", "اهل"))


class Circumstances(Causes):
    """Reads dates, places, causes and doers for the figures of one document."""


    def stated(self, f: Figure) -> When | None:
        """The date that the figure's own statement gives."""
        of_statement = None
        apart = self.told_of_parts(f)
        for first, last in islice(self.near(f), 1 if self.still(f) else None):
            dates = [d for d in self.context.dates_in(first, last) if d.chunk.index not in apart and not self._heads_next(d.chunk, f) and (
                f.raised or not self.context.in_relative(d.chunk.index, max(f.index, first - 1))) and not (d.chunk.index < f.index and self.context.in_parenthesis(d.chunk.index))]
            found = nearest(dates, f.index, f.raised)
            if found is not None and self._announces(found.chunk, f):
                of_statement = of_statement or found
            elif found is not None:
                return found
        return of_statement

    def _heads_next(self, date: Chunk, f: Figure) -> bool:
        """«21 شباط: مقتل 50 … 27 شباط: مقتل 16»: a day before a colon is that of what follows."""
        return date.index > f.index and date.index + 1 < len(self.chunks) and self.chunks[date.index + 1].kind == "colon"

    def still(self, f: Figure) -> bool:
        """«ولا يزال مصير 12 عنصراً مجهولاً»: what is so on the day of the report, whenever it began."""
        governor = f.governor
        if governor is not None and governor.role == "state" and governor.code == "missing" and "قسريا" not in governor.text and any(
                c.kind == "neutral" and c.text.endswith(("زال", "تزال")) for c in self.chunks[max(f.clause.first, f.index - 3) : f.index]):
            return True
        return governor is not None and governor.role == "fate" and governor.index > 0 and self.chunks[governor.index - 1].kind == "neutral"

    def _announces(self, date: Chunk, f: Figure) -> bool:
        """«أعلن X اليوم أن …», «أعلن X أمس مقتل …»: the day of the statement; it dates what the statement gives no other date for."""
        if date.index > f.index:
            return False
        verbal = f.governor is not None and f.governor.role == "noun" and f.governor.index > date.index
        said = verbal and any(c.text.removeprefix("و") in _ANNOUNCE for c in self.chunks[max(f.clause.first, date.index - 7) : date.index])
        return said or any(c.kind == "that" for c in self.chunks[date.index : f.index])

    def _of_statement(self, date: Chunk) -> bool:
        """«في بيان أصدرته اليوم»: the day of a statement, of nothing that it tells."""
        return any(c.text.startswith(_PUBLISHED) for c in self.chunks[max(date.index - 2, 0) : date.index])

    def told_before(self, f: Figure) -> When | None:
        """The date of the clauses before: the day of what goes on being told; a window only for a raised total."""
        opener = self.chunks[f.clause.first]
        if opener.text in _APART or any(c.kind == "neutral" and c.text.endswith(("زال", "تزال")) for c in self.chunks[f.clause.first : f.index]):
            return None  # «أما في محافظة X …», «بينما لا تزال …»: of another day, or of today
        for first, last in self.before(f, ("date", "place", "cause")):
            dates = [d for d in self.context.dates_in(first, last) if f.raised or not (d.window or self._of_statement(d.chunk) or self.context.in_relative(d.chunk.index, first - 1))]
            if dates:
                return dates[-1]
            if self.chunks[max(first, 0)].text in _APART:
                return None
        return None

    # -- where, how, by whom -----------------------------------------------------------------------------------

    def places(self, f: Figure) -> list[Chunk]:
        """The places that the figure's own statement names."""
        if f.part_role == "ranked":
            return [c for c in self.chunks[f.clause.first : f.index] if c.kind == "place"][-1:]
        if f.parent is not None and f.index > 1 and self.chunks[f.index - 1].kind == "open" and self.chunks[f.index - 2].kind == "place":
            return [self.chunks[f.index - 2]]  # «في A (12) وB (8)»
        first, last = self.own(f)
        if f.item is not None and f.item.by_doer:
            first = max(first, min(f.item.first + len(f.item.label), f.index))  # «السلطات في دمشق: قتلت …»: who did it, not where
        after = f.phrase.last + 1
        apart = self.told_of_parts(f) | self._home(after, last)
        end = self._statement_end(f, last)
        until = self._until_still(after, last)
        goals = self._goals(after, max(end, until))
        if found := (self.context.places_in(after, end, apart | goals) or self.context.places_in(first, f.index)
                     or self.context.places_in(after, until, apart | goals)):
            return found
        if found := self.context.pronoun_places(first, last):
            return found
        wide: list[Chunk] = []  # «وفي محافظة X، قُتل … قرب بلدة Y»: the head of a paragraph gives way to the finer place behind
        for n, (first, last) in enumerate(self.near(f)):
            if wide and last < f.index:
                break  # before it other figures are told of
            if n and (found := self.context.places_in(first, self._until_state(first, last) if last > f.index else last)):
                found = _last_group(self.chunks, found) if last < f.index else found
                level = min(self.context.level(c) for c in found)
                if not wide and (level < 1 or last > f.index):
                    return found
                told_of = min(self.context.level(c) for c in wide) if wide else 9
                # a city gives way only to a place that is told in one breath: «وفي مدينة X قُتل رجل وجُرحت زوجته في حي Y»
                if level < told_of and (told_of > 1 or self.chunks[first - 1].kind != "comma"):
                    wide = found
        return wide or self.context.places_in(after, end, apart)

    def _goals(self, first: int, last: int) -> set[int]:
        """«قُتل خمسة … كانوا في طريقهم إلى X»: where people were bound for is not where it happened."""
        goals = set()
        for c in self.chunks[first : last + 1]:
            if c.kind == "place":
                i = c.index - 1
                while i > first and self.chunks[i].kind == "place_kind":
                    i -= 1
                hospital = any(b.text.removeprefix("ال").startswith(_HOSPITALS) for b in self.chunks[max(c.index - 4, first) : c.index])
                if self.chunks[i].text in _BOUND or hospital and any(b.text == "الي" for b in self.chunks[max(c.index - 6, first) : c.index]):
                    goals.add(c.index)  # «نُقلوا إلى مشفى في مدينة X»
        return goals

    def _statement_end(self, f: Figure, last: int) -> int:
        """The end of what is told of the figure: who then withdrew from where, or fled where, is another statement."""
        return self._until_state(f.phrase.last + 1, last)

    def _until_state(self, first: int, last: int) -> int:
        for i in range(first, last + 1):
            c = self.chunks[i]
            if c.kind == "control" and c.role != "verb" and self.chunks[i - 1].text.removeprefix("ال") in ("مناطق", "منطقه"):
                continue  # «قذائف مصدرها مناطق سيطرة X على حي …»
            if c.kind in ("control", "movement", "neutral") and not (c.code == "fell" and any(b.kind == "cause" for b in self.chunks[i + 1 : i + 7])):
                return i - 1  # «حين وقعت دوريتهم في كمين» is no such statement
        return last

    def _home(self, after: int, last: int) -> set[int]:
        """«مقاتل من بلدة X … في حي Y»: where people come from, where the text also says where it happened."""
        people = after > 0 and (self.chunks[after - 1].text in _NATIVES or (self.chunks[after - 1].reading.stem or "") in _NATIVES)
        if after > last or (self.chunks[after].text != "من" and not people):
            return set()
        home = next((c for c in self.chunks[after : min(after + 4, last) + 1] if c.kind == "place"), None)
        if home is None or any(c.kind not in ("place_kind", "word") or c.text == "في" for c in self.chunks[after : home.index]):
            return set()
        governor = next((j for j in range(after - 1, max(after - 12, -1), -1) if self.chunks[j].kind == "outcome"), after)
        elsewhere = any(c.kind == "place" and self.context.is_event_place(c) for c in self.chunks[governor : after - 1]) or any(c.kind == "place" and self.context.is_event_place(c) and self.context.level(c) < 2 and self.chunks[c.index - 1].text in ("في", "علي") or
                        (c.kind == "place_kind" and c.code not in ("region", "governorate") and (c.reading.preposition == "ب" or self.chunks[c.index - 1].text in ("في", "علي"))) for c in self.chunks[home.index + 1 : self._until_figure(home.index + 1, self._until_state(home.index + 1, last)) + 1])
        return {home.index} if elsewhere else set()

    def _until_figure(self, first: int, last: int) -> int:
        return next((i - 1 for i in range(first, last + 1) if self.chunks[i].kind in ("count", "part")), last)

    def _until_still(self, first: int, last: int) -> int:
        """The end of a statement before what goes on elsewhere: «…، ولا تزال قرية X تحت سيطرة Y»."""
        return next((i - 1 for i in range(first, last + 1) if self.chunks[i].kind == "neutral" and self.chunks[i - 1].kind == "comma"), last)

    def event_told(self, f: Figure) -> tuple[int, int] | None:
        """The stretch that tells of the event that the figure's own words take up: «قضى جراء الهجوم …», «أصيب 30 في الكمائن ذاتها»."""
        first, last = self.own(f)
        for c in self.chunks[max(first, f.clause.first) : last + 1]:
            after = self.chunks[c.index + 1] if c.index < last else None
            if c.kind != "cause" or not (c.reading.article or (after is not None and after.kind == "same")) or len(c.text.split()) > 1:
                continue
            told = next((b for b in reversed(self.chunks[self._paragraph_start(f) : min(c.index, first)]) if b.kind == "cause" and _noun(b) == _noun(c)), None)
            if told is not None:
                return told.index, self._event_end(told)
        return None

    def _paragraph_start(self, f: Figure) -> int:
        sentence = f.sentence
        while (before := self.context.sentence_before(sentence)) is not None and before.paragraph == f.sentence.paragraph:
            sentence = before
        return sentence.first

    def _event_end(self, cause: Chunk) -> int:
        """The end of what is told of an event: before the next clause, deed or outcome."""
        for c in self.chunks[cause.index + 1 : self.doc.clause_of[cause.index].last + 1]:
            if c.kind in ("outcome", "movement", "control", "raise", "neutral") and c.index > cause.index + 1:
                return c.index - 1
        return self.doc.clause_of[cause.index].last

    def when_of_event(self, f: Figure) -> When | None:
        """The day of the event that the figure's own words take up: «شن X أمس هجوماً …. وأسفر الهجوم عن …»."""
        told = self.event_told(f)
        if told is None:
            return None
        dates = [d for d in self.context.dates_in(self.doc.clause_of[told[0]].first, told[1]) if not d.window]
        return dates[-1] if dates else None

    def places_of_event(self, f: Figure) -> list[Chunk]:
        told = self.event_told(f)
        return self.context.places_in(*told) if told is not None else []

    def places_before(self, f: Figure) -> list[Chunk]:
        for first, last in self.before(f, ("place", "place_kind")):
            if found := self.context.places_in(first, last):
                return _last_group(self.chunks, found)
        return []

    def doers(self, f: Figure) -> list[str]:
        """The doers that the figure's own statement names; those of its terms («50 على يد X، و40 على يد Y») are not the total's."""
        terms = [self.own(g) for g in self._parts.get(f, ()) if g.index > f.index]
        if f.governor is not None and f.governor.index > f.index:  # «130 شخصاً، بينهم 30 طفلاً، لا يزالون قيد الاعتقال لدى X»
            terms = [(first, min(last, f.governor.index - 1) if f.governor.index > first else last) for first, last in terms]
        apart = {i for first, last in terms if any(c.kind == "by" or c.text in _HELD_BY for c in self.chunks[first : last + 1]) for i in range(first, last + 1)}
        apart |= self.told_of_parts(f) | self._of_shares(f)
        for first, last in self.near(f):
            if found := self.agents.agents(max(first, 0), last, apart):
                return found
        return []

    def _of_shares(self, f: Figure) -> set[int]:
        """«قُتل 500، 90% منهم على يد X»: who did it to a share of them did not do it to all."""
        first, last = self.own(f)
        share = next((c.index for c in self.chunks[f.phrase.last + 1 : last + 1] if c.kind == "count" and c.count.taken_for == "percentage"), None)
        return set(range(share, last + 1)) if share is not None else set()

    def doers_before(self, f: Figure) -> list[str]:
        if (told := self.event_told(f)) is not None and (
                (found := self.agents.agents(*told)) or (found := self.agents.agents(self.doc.clause_of[told[0]].first, told[1]))):
            return found  # «قالت X إنها قصفت …، وأصيب جنديان في القصف»
        apart = False
        for first, last in self.before(f, ("cause",)):
            # Past «بينما» or «كما» another event is told: who killed its people says nothing of these.
            apart = apart or self.chunks[f.clause.first].kind == "clause"
            others = {i for g in (self.figures_in(first, last) if apart else ()) for i in range(g.index, self.own(g)[1] + 1)}
            if found := self.agents.agents(first, last, others):
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


def _noun(cause: Chunk) -> str:
    """The word for an event without article and case."""
    return (cause.reading.stem or cause.text).removeprefix("ال").removesuffix("ا")
