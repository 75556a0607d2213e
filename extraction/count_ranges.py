"""Two numbers that bound one count: بين 20 و30, 25 – 30, من 20 إلى 30."""

from __future__ import annotations

from .count_context import ARTICLES, CountContext, CountSpan
from .numerals import Number, read_number
from .people import find_person
from .text import BREAK, NUMBER, PUNCT, WORD

_CHANGE = 10
"""Tokens before "from 20 to 30" in which a verb of change makes it a rise."""


class RangeReader(CountContext):
    """Reads ranges, and tells them from dates in digits and from figures that rose or fell."""

    def _between(self, index: int) -> CountSpan | None:
        """بين 20 و30, ما بين ستة آلاف وسبعة آلاف; also with the noun said twice."""
        phrase = next((p for p in self.phrases["between"][self.tokens[index].text] if self._matches(index, p.words)), None)
        if phrase is None:
            return None
        at = self._skip_to_number(index + len(phrase.words))
        if at is None:
            return None
        for join in (True, False):
            low = read_number(self.tokens, at, join)
            if low is None:
                return None
            high = self._number_after_and(low.last + 1)
            if high is None and (noun := self._noun_after(low.last)) is not None:
                high = self._number_after_and(noun + 1)
                again = None if high is None else self._noun_after(high.last)
                if again is None or self._lemma(again) != self._lemma(noun):
                    high = None
            if high is not None:
                span = self._range_span(index, low, high, (" ".join(phrase.words),))
                if span is not None:
                    span.start = self.tokens[index].start + phrase.cut
                    return span
        return None

    def _number_after_and(self, at: int) -> Number | None:
        """A number joined by و at token ``at``: و30, و 30, وسبعة."""
        if at >= len(self.tokens) or self.tokens[at].kind != WORD or self.tokens[at].text[0] != "و":
            return None
        if self.tokens[at].text in ("و", "وال"):
            return read_number(self.tokens, at + 1) if at + 1 < len(self.tokens) else None
        return read_number(self.tokens, at)

    def _range(self, low: Number) -> CountSpan | None:
        """25 – 30, 10 إلى 12, من 20 إلى 30, 3 أو 4; dates in digits are told apart here."""
        tokens, at = self.tokens, low.last + 1
        if at + 1 >= len(tokens):
            return None
        sign = tokens[at]
        if sign.kind == PUNCT and sign.text == "-":
            high = read_number(tokens, at + 1) if tokens[at + 1].kind in (NUMBER, WORD) else None
            if high is None or (tokens[at + 1].kind == WORD and low.written == "digits"):
                return None
            after = high.last + 1
            more = tokens[after : after + 2]
            chained = len(more) == 2 and more[0].text == "-" and more[0].start == tokens[high.last].end and more[1].kind == NUMBER
            if chained or self._year(low) and self._year(high):
                last = after + 1 if chained else high.last
                return self._span(low.first, last, low, "exact", taken_for="date", why=("digits in a chain",))
            return self._range_span(low.first, low, high, ("-",))
        if sign.kind == WORD and sign.text in ("الي", "او"):
            to = at + 1
            while to < len(tokens) and tokens[to].kind == WORD and tokens[to].text in ARTICLES:
                to += 1
            high = read_number(tokens, to) if to < len(tokens) and tokens[to].kind in (NUMBER, WORD) else None
            if high is None or (sign.text == "الي" and self._changes(low.first)):
                return None
            first = low.first
            if sign.text == "الي" and first and tokens[first - 1].text in ("من", "ومن"):
                first -= 1
            return self._range_span(first, low, high, (sign.text,))
        return None

    def _year(self, number: Number) -> bool:
        return number.written == "digits" and 1900 <= number.value <= 2100

    def _changes(self, index: int) -> bool:
        """Whether a rise or a fall is told before: ارتفع من 20 إلى 30 is now 30."""
        for at in range(index - 1, max(-1, index - _CHANGE), -1):
            token = self.tokens[at]
            if token.kind == BREAK or token.text in (".", "؛", "،"):
                return False
            if token.kind == WORD and token.text in self.phrases["change"]:
                return True
        return False

    def _range_span(self, first: int, low: Number, high: Number, why: tuple[str, ...]) -> CountSpan | None:
        """A range, if it rises; a scale said once holds for both ends (بين 20 و30 ألف)."""
        least = low.value
        if low.scale == 1 and high.scale > 1 and low.value < high.factor:
            least = low.value * high.scale
        if not least < high.value or self._percent(high.last) is not None:
            return None
        start = self._number_start(low) if first == low.first else self.tokens[first].start
        return CountSpan(
            first, high.last, start, self.tokens[high.last].end, low.first, high.last, None, "range", least, high.value,
            "range", self._noun_after(high.last), False, None, why,
        )

    def _lemma(self, index: int) -> str:
        return find_person(self.tokens[index].text)[1].lemma
