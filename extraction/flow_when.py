"""When a flow happened, and whether its number is that of one day or a running total."""

from __future__ import annotations

from .chunk import Chunk
from .context import Context, When, nearest
from .figures import Figure
from .flow_people import FlowFacts
from .flow_stretches import Stretches
from .flow_words import roles
from .structure import Clause, Document


class WhenReader:
    """Finds the date of each flow: the nearest of its own words, else one that it takes over from the clauses before."""

    def __init__(self, document: Document, context: Context, stretches: Stretches):
        self.chunks, self.tokens, self.context, self.stretches = document.chunks, document.tokens, context, stretches

    def read(
        self, facts: FlowFacts, whole: FlowFacts | None, own: Chunk | None, first: int, last: int, previous: FlowFacts | None
    ) -> None:
        f = facts.figure
        if self.stretches.is_stock(f, own):
            facts.measure = "cumulative"
            facts.rules.append("people hosted: a stock")
            return
        dates = [d for d in self.context.dates_in(first, last)
                 if not self._of_part(f, d) and not self._of_ordinal(d) and not self.context.in_relative(d.chunk.index, f.phrase.last) and not (
                     whole is None and (self._of_cause(f, d) or self._of_change(f, d)))]
        when = self._days_joined(nearest(dates, f.index, f.raised), dates)
        if whole is not None and when is None:
            facts.when, facts.measure = whole.when, whole.measure
            return
        if whole is not None and when.window and whole.when is None:
            whole.measure = "cumulative"  # a part that moved over days: so did the whole
        opening = ("منذ", "بعد", "عقب") if whole is not None and whole.measure == "cumulative" else ("منذ",)
        if when is not None and not when.window and self._since(when, opening):
            when = When(when.start, self.context.report_date, True, when.chunk)
        if when is None:
            dates = [d for d in self.context.dates_in(f.clause.first, first) if not self.context.in_relative(d.chunk.index, f.clause.first)]
            when = self._days_joined(nearest(dates, f.index, f.raised), dates)
        if when is None and previous is not None and self._takes_up(first, f.index):
            when = previous.when
        if when is None and not f.raised:
            when = self._inherited(f) or (None if self._so_far(f, last) else self.context.heading(f.sentence))
        if when is not None and when.chunk is not None and when.chunk.index in self.context.until:
            when = When(None, when.end, True, when.chunk)  # «عاد N حتى مساء أمس»
        facts.when = when
        if (when is not None and when.window) or (when is None and (f.raised or self._so_far(f, last))):
            facts.measure = "cumulative"

    def _of_ordinal(self, when: When) -> bool:
        """«هي الثامنة عشرة منذ مطلع العام»: since when batches are numbered."""
        before = self.chunks[when.chunk.index - 1]
        return when.window and before.kind == "count" and before.count.taken_for == "ordinal"

    def _so_far(self, f: Figure, last: int) -> bool:
        """«عاد N حتى الآن»: a total of all so far."""
        span = self.chunks[f.phrase.last + 1 : last + 1]
        return any(a.kind == "until" and b.text in ("الان", "اللحظه", "الساعه") for a, b in zip(span, span[1:], strict=False))

    def _days_joined(self, when: When | None, dates: list[When]) -> When | None:
        """«في الـ 29 و30 من كانون الثاني»: both days."""
        if when is None or when.window:
            return when
        near = [d for d in dates if d is not when and abs(d.chunk.index - when.chunk.index) <= 2 and not d.window and d.start is not None
                and not any(c.kind == "comma" for c in self.chunks[min(d.chunk.index, when.chunk.index) : max(d.chunk.index, when.chunk.index)])]
        if len(near) == 1 and any(t.text.startswith("ليل") for c in (when, near[0]) for t in self.tokens[c.chunk.first : c.chunk.last + 1]):
            return min((when, near[0]), key=lambda d: d.chunk.index)  # «ليل السبت الأحد» is one night
        days = sorted(d.start for d in (when, *near) if d.start is not None)
        return When(days[0], days[-1], True, when.chunk) if len(days) > 1 and days[0] != days[-1] else when

    def _takes_up(self, first: int, last: int) -> bool:
        """A pronoun before the count («فيما أُجلي منها N») goes on about the movement told before."""
        return any(roles(c.text) & {"there", "thence"} for c in self.chunks[first:last])

    def _of_part(self, f: Figure, when: When) -> bool:
        for g in self.stretches.parts(f):
            own = self.stretches.own_verb(g)
            if own is not None and own.index < when.chunk.index < g.index:
                return True  # «نزح 5 آلاف، ونُقل أمس 300 منهم»
            if g.phrase.last < when.chunk.index:
                last = self.stretches.of(g)[1]
                if own is None:
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

    def _of_change(self, f: Figure, when: When) -> bool:
        """«عاد N إلى X، بعد أن تسلمتها Y في الـ 2 من الشهر»: the day when the place changed hands, of no movement."""
        for c in reversed(self.chunks[max(f.phrase.last, when.chunk.index - 8) + 1 : when.chunk.index]):
            if c.kind in ("comma", "count", "movement"):
                return False
            if c.text in ("بعدما", "قبلما") or (c.kind == "that" and self.chunks[c.index - 1].text in ("بعد", "قبل", "عقب")):
                return self.chunks[c.index + 1].kind == "control"
        return False

    def _inherited(self, f: Figure) -> When | None:
        """A window that opens the sentence holds for all of it; a day holds for the clause after it."""
        for clause in self.context.clauses_before(f.clause):
            dates = [d for d in self.context.dates_in(clause.first, clause.last) if not self.context.in_relative(d.chunk.index, clause.first)]
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
