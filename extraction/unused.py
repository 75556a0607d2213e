"""What a number that no record uses was taken for: an age, a distance, a sum of money, a counter line."""

from __future__ import annotations

from collections.abc import Sequence

from .chunk import Chunk
from .counts import CountSpan
from .page_lines import ASIDE
from .structure import Document
from .text import folded_words

NOTHING = "nothing"
"""Mark of a span that is dropped unless a record uses it."""

_AGE_WORDS = folded_words("العمر عمره عمرها عمرهم أعمارهم سن سنه سنها البالغ البالغة يبلغ تبلغ")
_YEARS = folded_words("عام عاما أعوام سنة سنوات ربيعا خريفا")
_UNDER = folded_words("دون تحت فوق")
_NUMBERED = folded_words("الموقع موقع اللواء لواء الفوج فوج الفرقة فرقة الكتيبة كتيبة الفيلق فيلق القرار قرار المادة الطريق طريق الكيلو")
_MONEY_SIGNS = frozenset("$€£")
_SQUARE = frozenset(("مربع", "مربعا", "مربعه", "مربعين"))


class UnusedNumbers:
    """Judges the numbers of a document. ``not_used`` are the counts that count no victims or movers, each with the reason."""

    def __init__(self, document: Document, not_used: Sequence[tuple[Chunk, str]]):
        self.chunks, self.tokens = document.chunks, document.tokens
        self._not_used = {chunk.first: reason for chunk, reason in not_used}

    def taken_for(self, span: CountSpan, chunk: Chunk) -> str:
        """One of the codes of `records.Mention`, or `NOTHING` for a vague word beside a thing (عدة محاور)."""
        if chunk.kind == ASIDE:
            return "page"
        if self._of_his_life(span.last):
            return "age"
        if span.taken_for is not None:
            return span.taken_for
        if self._alone_in_line(chunk):
            return "counter line"
        if self._numbers_a_line(chunk):
            return "ordinal"
        after = self._after(chunk)
        reason = self._not_used.get(chunk.first)
        if self._is_age(chunk, after):
            return "age"
        if reason in (None, "unknown", "people", "distance"):
            reason = self._by_neighbours(span, chunk, after) or reason or "unknown"
        if span.form == "vague" and span.qualifier == "several" and reason not in ("people", "unknown"):
            return NOTHING  # «عدة محاور»: no number at all
        return reason

    def _after(self, chunk: Chunk) -> Chunk | None:
        i = chunk.index + 1
        return self.chunks[i] if i < len(self.chunks) else None

    def _before(self, chunk: Chunk, steps: int = 1) -> Chunk | None:
        i = chunk.index - steps
        return self.chunks[i] if i >= 0 else None

    def _alone_in_line(self, chunk: Chunk) -> bool:
        before, after = self._before(chunk), self._after(chunk)
        return before is not None and before.kind == "break" and (after is None or after.kind == "break")

    def _numbers_a_line(self, chunk: Chunk) -> bool:
        """«1- …», «2) …»: the number of an item in a list."""
        before, after = self._before(chunk), self._after(chunk)
        starts = before is None or before.kind == "break" or (before.kind == "open" and (self._before(chunk, 2) or before).kind == "break")
        return starts and after is not None and after.kind in ("dash", "close", "stop", "sign")

    def _of_his_life(self, last: int) -> bool:
        """«في الثامنة عشرة من عمره»."""
        following = [token.text for token in self.tokens[last + 1 : last + 3]]
        return len(following) == 2 and following[0] == "من" and following[1] in _AGE_WORDS

    def _is_age(self, chunk: Chunk, after: Chunk | None) -> bool:
        """«البالغ من العمر 54 عاماً», «(45 عاماً)», «دون سن الـ18»: years of a life."""
        before = self._before(chunk)
        years = after is not None and self.tokens[after.first].text in _YEARS
        if years and before is not None and before.kind == "open":
            return True
        for steps in range(1, 5):
            c = self._before(chunk, steps)
            if c is None or c.kind in ("comma", "stop", "break", "outcome", "movement"):
                return False
            if self.tokens[c.first].text in _AGE_WORDS or c.code == "age":
                return years or c.text not in ("يبلغ", "تبلغ", "البالغ", "البالغه")
            if c.text in _UNDER and steps <= 2 and (years or self.tokens[chunk.first - 1].text == "ال"):
                return True
        return False

    def _by_neighbours(self, span: CountSpan, chunk: Chunk, after: Chunk | None) -> str | None:
        """What stands beside the number: a unit or people after it, the name of a numbered thing or a sign before it."""
        before = self._before(chunk)
        if span.noun is not None or (after is not None and after.kind == "person"):
            return "people"
        if any(c is not None and c.text in _MONEY_SIGNS for c in (before, after)):
            return "money"
        counted = after
        if after is not None and after.kind == "total":  # «يرتفع إلى 13 عدد القرى»
            counted = self._after(after)
        if counted is not None and counted.kind == "place_kind":
            return "buildings"
        unit = None if counted is None else next((e.code for e in counted.entries if e.kind == "unit"), None)
        if unit is not None:
            square = self._after(counted)
            return "area" if unit == "distance" and square is not None and square.text in _SQUARE else unit
        if counted is not None and counted.text.endswith("²"):
            return "area"
        if self._of_inhabitants(chunk):
            return "stock"
        if before is not None and before.text == "مواليد":
            return "date"
        if before is not None and before.text in _NUMBERED:
            return "other"
        if before is not None and before.text in ("عيار", "العيار"):
            return "weapons"
        return None

    def _of_inhabitants(self, chunk: Chunk) -> bool:
        """«عدد سكانها 40 ألفاً»: how many live there."""
        near = [c for steps in range(1, 7) if (c := self._before(chunk, steps)) is not None]
        lived = [n for n, c in enumerate(near) if c.kind == "person" and c.person.lemma == "ساكن"]
        return bool(lived) and any(c.kind == "total" for c in near[lived[0] :]) and not any(c.kind in ("comma", "stop", "break") for c in near[: lived[0]])
