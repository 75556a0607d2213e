"""Events: each act of violence or military move, who did it to whom, where and when.

A word of an act (قصف، اعتقلت، انسحاب) makes an event where something is said of the act: a doer, a target or a place. What is
negated, planned or feared is none; the same act told again joins the event that told it first.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from .building import place_of
from .casualty_facts import Facts
from .chunk import Chunk
from .context import Context, period
from .event_acts import BY_CAUSE, Act, keep, related
from .event_sides import SideReader, Trigger
from .event_words import event_words
from .parties import PartyReader
from .place_levels import level
from .records import Event, Span
from .structure import Among, Clause, Document, Sentence
from .text import fold, folded_words

_NO_ACT = frozenset(("party", "place", "date", "count", "number", "source", "comma", "stop", "break"))
_NEGATED_WITHIN = 4
_BARE = frozenset(("انفجار", "انفجارا", "انفجارات", "انفجارين", "انفجر", "انفجرت", "انفجرتا"))
_AIRCRAFT = folded_words("طائرات الطائرات الطيران طيران طائرة سلاح مقاتلات مروحيات المروحيات")
_OPEN_PLACE = folded_words("في من ضمن داخل شمال جنوب شرق غرب شرقي غربي شمالي جنوبي قرب")
# «بموجب اتفاق», «منذ أن سيطرت», «قرار الانسحاب», «الاستسلام أو القتال»: the act is only referred to.
_REFERS = folded_words("بموجب وفق بحسب حسب إطار تنفيذ خرق منذ قرار القرار أو حالة حالات احتمال إمكانية")
_REFERS_AFAR = folded_words("قرار القرار منذ")
_MOVES = folded_words("توجه توجهت تحرك تحركت مرور عبور عبر عبرت دخول استقدام استقدمت انطلق انطلقت وصول")
_OTHER_SIDE = frozenset(fold(w) for w in ("من جهة أخرى", "من جانب آخر", "من جهة ثانية", "من ناحية أخرى", "من طرف آخر"))

# Which weapon decides, where several are named.
_WEAPONS = ("drone_strike", "suicide_bombing", "landmine", "ied", "air_strike", "shelling", "shooting")
_BY_WEAPON = {"shooting": "attack"}


class EventReader:
    """Reads the events of a document. ``casualties`` are its casualty figures, which name acts by their causes."""

    def __init__(self, document: Document, context: Context, parties: PartyReader, casualties: Sequence[Facts]):
        self.doc, self.context = document, context
        self.chunks, self.tokens = document.chunks, document.tokens
        self.casualties = casualties
        self._sides = SideReader(self.chunks, parties)
        begins = event_words().begins
        self._words = Among(c for c in self.chunks if c.kind not in _NO_ACT and begins(self.tokens[c.first].text))
        self._place_at = [c.index for c in document.of_kind("place")]
        # A running total names the kinds of fighting of weeks («قُتلوا في القصف والمعارك منذ»), not one act.
        self._totals = {f.figure.clause.index for f in casualties if f.measure == "cumulative"}

    def read(self) -> list[Act]:
        """The acts in text order. A headline counts only where the body tells no act."""
        acts: list[Act] = []
        titles: list[Act] = []
        for sentence in self.doc.sentences:
            kept = titles if sentence.title else acts
            for clause, end in self._stretches(sentence):
                triggers = self._triggers(clause, end)
                for n, trigger in enumerate(triggers):
                    first = triggers[n - 1].last + 1 if n else clause.first
                    last = triggers[n + 1].index - 1 if n + 1 < len(triggers) else end
                    self._read(trigger, clause, first, self._statement_end(trigger.last, last), sentence, kept)
        by_sentence: dict[int, list[Act]] = {}
        for act in acts:
            by_sentence.setdefault(act.sentence.index, []).append(act)
        for facts in self.casualties:
            if not facts.figure.sentence.title:
                self._of_casualty(facts, by_sentence.setdefault(facts.figure.sentence.index, []))
        acts = [act for found in by_sentence.values() for act in found]
        return sorted(acts or titles, key=lambda act: act.first)

    def _stretches(self, sentence: Sentence) -> Iterator[tuple[Clause, int]]:
        """The clauses with their last chunk; «بين A من جهة، وB من جهة أخرى» is one, though من جهة أخرى can open a clause."""
        clauses, n = sentence.clauses, 0
        while n < len(clauses):
            clause, end = clauses[n], clauses[n].last
            while n + 1 < len(clauses) and self.chunks[clauses[n + 1].first].text in _OTHER_SIDE and self._one_side(clause.first, end):
                n += 1
                end = clauses[n].last
            yield clause, end
            n += 1

    def _one_side(self, first: int, last: int) -> bool:
        return any(c.kind == "side" for c in self.chunks[first : last + 1])

    def _statement_end(self, first: int, last: int) -> int:
        """Where the next statement begins: «، وتسيطر», a comma and و before an imperfect verb, or what is excepted."""
        for i in range(first + 1, last + 1):
            c = self.chunks[i]
            if c.kind == "except":
                return i - 1
            text = self.tokens[c.first].text
            if self.chunks[i - 1].kind == "comma" and text[0] == "و" and (
                (c.kind in ("word", "control") and text[1:2] in ("ت", "ي")) or c.kind in ("negation", "neutral")
            ):
                return i - 1
        return last

    def records(self, day: dt.date | None) -> list[Event]:
        """The events as records; ``day`` is the report's, the date of what is told undated."""
        def span(first: int, last: int) -> tuple[int, int]:
            return self.doc.start(self.chunks[first]), self.doc.end(self.chunks[last])

        events = []
        for n, act in enumerate(self.read(), start=1):
            start, end = span(act.first, act.last)
            events.append(Event.made(
                id=f"E{n}", start=start, end=end, also_at=[Span.made(start=a, end=b) for a, b in (span(*told) for told in act.again)], why=list(act.rules),
                type=act.type, actors=list(act.actors), targets=list(act.targets), places=[place_of(self.doc, c) for c in act.places],
                period=period(act.when, day, cumulative=False), acled_sub_event_type=event_words().acled(act.type, act.actors),
            ))
        return events

    # -- words of acts -----------------------------------------------------------------------------------------

    def _triggers(self, clause: Clause, end: int) -> list[Trigger]:
        words = event_words()
        found: list[Trigger] = []
        covered = -1
        for chunk in self._words.within(clause.first, end):
            if chunk.first <= covered or (at := words.match(self.tokens, chunk.first)) is None:
                continue
            sense, match = at
            covered = match.last
            i = last = chunk.index
            while last < end and self.chunks[last + 1].first <= covered:
                last += 1
            trigger = Trigger(sense, i, last, match.reading.article or self.tokens[chunk.first].text.startswith("ال"))
            if self._happened(trigger, clause) and not (found and self._same_act(found[-1], trigger)):
                found.append(trigger)
        return found

    def _happened(self, trigger: Trigger, clause: Clause) -> bool:
        """Whether the act is told as done: not negated, planned, feared or only referred to; a convoy must move."""
        breath = True
        for j in range(trigger.index - 1, clause.first - 1, -1):
            c, steps = self.chunks[j], trigger.index - j
            if c.kind == "condition":
                return False
            breath = breath and c.kind != "comma"
            if breath and c.kind == "negation" and steps <= _NEGATED_WITHIN:
                return False
            if breath and (steps == 1 and c.text in _REFERS or steps <= _NEGATED_WITHIN and c.text in _REFERS_AFAR):
                return False
        return trigger.sense.type != "convoy" or self._moves(trigger, clause)

    def _moves(self, trigger: Trigger, clause: Clause) -> bool:
        around = self.chunks[max(trigger.index - 3, clause.first) : trigger.index] + self.chunks[trigger.last + 1 : trigger.last + 7]
        return any(c.kind in ("movement", "neutral") or c.text in _MOVES for c in [self.chunks[trigger.index], *around])

    def _same_act(self, before: Trigger, trigger: Trigger) -> bool:
        """«تفجير استهدف سيارة», «اغتال … بإطلاق النار»: the second word tells the aim or the means of the first."""
        between = self.chunks[before.last + 1 : trigger.index]
        if before.sense.victim and trigger.sense.type == "attack" and not trigger.sense.verb:
            return self.tokens[self.chunks[trigger.index].first].text.startswith("ب")
        if trigger.sense.verb and trigger.sense.weapon == "may" and not before.sense.verb:
            return not any(c.kind in ("comma", "party", "clause") for c in between)
        return False

    # -- one act -----------------------------------------------------------------------------------------------

    def _read(self, trigger: Trigger, clause: Clause, first: int, last: int, sentence: Sentence, kept: list[Act]) -> None:
        sense = trigger.sense
        if not sense.verb and clause.index in self._totals:
            return
        kind, rule = sense.type, "verb of the act" if sense.verb else "noun of the act"
        if sense.weapon != "no":
            weapon = self._weapon(trigger, first, last)
            if weapon is not None:
                kind, rule = _BY_WEAPON.get(weapon, weapon), f"{rule} and its weapon"
            elif sense.weapon == "must":
                return
        act = Act(kind, trigger.index, trigger.last, sentence, rule)
        act.definite = trigger.definite
        if trigger.last + 1 < len(self.chunks) and self.chunks[trigger.last + 1].kind == "same":
            # «الغارة ذاتها» is the one told before.
            same = next((earlier for earlier in reversed(kept) if earlier.type == kind), None)
            if same is not None:
                same.again.append((act.first, act.last))
                return
        told = kept[-1] if kept and kept[-1].sentence is sentence else None
        if kind == "armed_clash":
            self._sides.both(act, trigger, last, kept)
        else:
            self._sides.doer(act, trigger, first, last, told)
            self._sides.targets(act, trigger, last)
        self._where(act, trigger, clause, first, last, told)
        self._when(act, trigger, clause, first, last)
        if not act.actors and not sense.verb and told is not None and told.type == kind and told.first >= clause.first:
            act.actors = list(told.actors)  # «تقدمين، أولهما السيطرة على A وثانيهما السيطرة على B»
        if act.actors or act.targets or act.placed or (act.places and sense.victim and self._victim(trigger, last)):
            keep(kept, act)

    def _weapon(self, trigger: Trigger, first: int, last: int) -> str | None:
        # A bare «انفجار» says nothing of what exploded.
        found = {c.code for c in self.chunks[trigger.index : last + 1] if c.kind == "cause" and (c.reading.stem or c.text) not in _BARE}
        found |= {c.code for c in self.chunks[first : trigger.index] if c.kind == "cause" and c.code in ("drone_strike", "air_strike")}
        if any(c.kind == "party" and c.text.split()[0] in _AIRCRAFT for c in self.chunks[first : last + 1]):
            found.add("air_strike")
        return next((weapon for weapon in _WEAPONS if weapon in found), None)

    def _victim(self, trigger: Trigger, last: int) -> bool:
        return any(c.kind in ("count", "person") for c in self.chunks[trigger.last + 1 : min(last, trigger.last + 3) + 1])

    # -- where and when ----------------------------------------------------------------------------------------

    def _where(self, act: Act, trigger: Trigger, clause: Clause, first: int, last: int, told: Act | None) -> None:
        """The places that the act's own words name, after it or before it in the same breath; else those last told of."""
        if act.definite and not act.actors:
            last = next((i - 1 for i in range(trigger.last + 1, last + 1) if self.chunks[i].kind == "comma"), last)
        more = next((c.index - 1 for c in self.chunks[trigger.last + 1 : last + 1] if _tells_more(c)), last)
        breath = next((i + 1 for i in range(trigger.index - 1, first - 1, -1) if self.chunks[i].kind in ("comma", "clause")), first)
        for a, b in ((trigger.index, more), (trigger.index, last), (breath, trigger.index)):
            act.places = self._places(a, b)
            if act.places:
                act.placed = True
                act.last = max(act.last, max((c.index for c in act.places if c.index <= last), default=act.last))
                return
        if act.type in ("convoy", "agreement", "protest"):
            return
        act.places = list(told.places) if told is not None else self._places(clause.first, trigger.index)
        for earlier in self.context.clauses_before(clause):
            if act.places:
                return
            act.places = self._places(earlier.first, earlier.last)

    def _places(self, first: int, last: int) -> list[Chunk]:
        """The places of a stretch: the finest, and the cities listed beside them («على مدينة A وبلدتي B وC»), not those around them."""
        if bisect_left(self._place_at, first) == bisect_right(self._place_at, last):
            return []
        finest = self.context.places_in(first, last)
        if not finest or level(finest[0]):
            return finest
        listed = set(finest)
        for i in range(first, last + 1):
            c = self.chunks[i]
            if c.kind == "place" and c not in listed and level(c) == 1 and self.context.places_in(i, i):
                before = i - 1
                while before > first and self.chunks[before].kind == "place_kind":
                    before -= 1
                inside = self.chunks[before].text in _OPEN_PLACE or self.chunks[before + 1].reading.preposition == "ب"
                if not (inside and any(f.index < i for f in finest)):
                    listed.add(c)
        return sorted(listed, key=lambda c: c.index)

    def _when(self, act: Act, trigger: Trigger, clause: Clause, first: int, last: int) -> None:
        dates = list(self.context.dates_in(first, last)) or list(self.context.dates_in(clause.first, clause.last))
        for earlier in self.context.clauses_before(clause):
            if dates:
                break
            dates = [when for when in self.context.dates_in(earlier.first, earlier.last) if not when.window]
        if dates:
            act.when = min(dates, key=lambda when: abs(when.chunk.index - trigger.index))

    # -- acts behind casualties --------------------------------------------------------------------------------

    def _of_casualty(self, facts: Facts, acts: list[Act]) -> None:
        """A casualty of one incident tells its act by the cause, where no word of the act stands in the sentence."""
        figure = facts.figure
        kind = BY_CAUSE.get(facts.cause or "")
        if kind is None or facts.measure != "incident" or figure.parent is not None or facts.outcome not in ("killed", "wounded", "losses"):
            return
        places = {c.place.name for c in facts.places}
        for act in acts:
            if act.type == kind or related(act.type, kind):
                if not act.places or not places or not places.isdisjoint(c.place.name for c in act.places):
                    return
        first = figure.governor.index if figure.governor is not None and figure.clause.first <= figure.governor.index < figure.index else figure.index
        act = Act(kind, first, figure.phrase.last, figure.sentence, "cause of the casualties")
        act.actors = list(facts.by)
        act.targets = [party for party in facts.parties if party not in facts.by]
        act.places, act.placed = list(facts.places), True
        act.when = facts.when
        if act.actors or act.targets or act.places:
            keep(acts, act)


def _tells_more(c: Chunk) -> bool:
    """A second statement begins: a verb of what happened to people, with something before it that it does not govern."""
    return c.kind in ("outcome", "movement") and c.role in ("verb", "both", "active")
