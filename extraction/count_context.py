"""What the readers of counts share: the span of a count, and what stands around a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .clitics import Reading
from .memo import Memo
from .numerals import Number, numerals
from .people import find_person
from .qualifiers import Phrase, phrases
from .records import Qualifier
from .text import BREAK, NUMBER, PUNCT, WORD, Token

ARTICLES = frozenset({"ال", "ب", "ل", "و", "بال", "لل", "وال", "ول", "وب", "ف"})
"""Proclitics that stand apart from the digits they belong to: الـ 24, بـ 25."""

_OPENERS = frozenset('(/"[')
_AFTER = 4
"""Words between a number and a qualifier that follows its noun, at most."""


@dataclass(slots=True)
class CountSpan:
    """One count: the tokens ``first`` to ``last`` (inclusive) with its qualifier, and what it says.

    ``start``/``end`` are its offsets in the text, without an attached و or ف. ``number_first``/``number_last`` are the
    number words alone. ``noun`` is the token of the people noun directly after the number, or the count itself where
    the noun holds the number (طفلين); None where something else, or nothing, follows. ``form`` is how it is written:
    ``digits``, ``words``, ``mixed``, ``dual``, ``definite dual``, ``one`` (مدني واحد), ``one of`` (أحد عناصره),
    ``vague``, ``range``. ``taken_for`` is None for a count, else why it is none: ``ordinal``, ``percentage``, ``date``,
    ``time``, ``unknown``. ``definite`` says that the article stands at the number (الأربعة). ``why`` names the rules
    that applied.
    """

    first: int
    last: int
    start: int
    end: int
    number_first: int
    number_last: int
    value: int | float | None
    qualifier: Qualifier
    low: int | float | None
    high: int | float | None
    form: str
    noun: int | None = None
    definite: bool = False
    taken_for: str | None = None
    why: tuple[str, ...] = ()


def bounds(qualifier: str, value: int | float) -> tuple[int | float | None, int | float | None]:
    """The least and the greatest number that a qualified number stands for; None: open."""
    if qualifier in ("at_least", "more_than"):
        return value, None
    if qualifier == "up_to":
        return None, value
    return value, value


def cut(reading: Reading) -> int:
    """How many letters of conjunction and preposition stand before the word; none before للـ, which swallows the alef."""
    if reading.article and reading.preposition == "ل":
        return len(reading.conjunction)
    return len(reading.conjunction) + len(reading.preposition)


def _starts_anew(form: str) -> bool:
    """Whether a word cannot stand between a number and a qualifier behind it: it is joined by و, or begins another number."""
    person = find_person(form)
    joined = form[0] == "و" and (person is None or bool(person[0].conjunction))
    return joined or bool(numerals(form)) or form in phrases()["before"]


_STARTS_ANEW = Memo(_starts_anew)


class CountContext:
    """The tokens of a text, with what the rules ask of the surroundings of a number."""

    def __init__(self, tokens: Sequence[Token]):
        self.tokens = tokens
        self.forms = [token.text for token in tokens]
        self.phrases = phrases()

    def _noun_after(self, last: int) -> int | None:
        """The people noun directly after a number, past a closing bracket or slash."""
        at = last + 1
        while at < len(self.tokens) and self.tokens[at].kind == PUNCT and self.tokens[at].text in ')/"]':
            at += 1
        if at < len(self.tokens) and self.tokens[at].kind == WORD:
            person = find_person(self.tokens[at].text)
            if person and not person[0].conjunction and not person[0].preposition and person[1].number != "dual":
                return at
        return None

    def _after(self, last: int) -> tuple[Phrase, int] | None:
        """A qualifier after the number, its noun and an attribute: 39 مدنياً على الأقل; with its last token."""
        by_first = self.phrases["after"]
        for at in range(last + 1, min(last + 2 + _AFTER, len(self.tokens))):
            token = self.tokens[at]
            if token.kind != WORD:
                return None
            for phrase in by_first.get(token.text, ()):
                if self._matches(at, phrase.words) and not self._bounds_next(at, phrase):
                    return phrase, at + len(phrase.words) - 1
            if _STARTS_ANEW[token.text]:
                return None
        return None

    def _bounds_next(self, at: int, phrase: Phrase) -> bool:
        """Whether the qualifier belongs to what follows it: وجرح على الأقل 8، وأكثر من 8."""
        following = at + len(phrase.words)
        if following < len(self.tokens) and self.tokens[following].kind == NUMBER:
            return True
        before = self.phrases["before"].get(self.tokens[at].text, ())
        return any(len(longer.words) > len(phrase.words) and self._matches(at, longer.words) for longer in before)

    def _percent(self, last: int) -> int | None:
        """The last token of a per cent sign, of its words or of a fraction (ثلاثة أرباع), after a number."""
        following = [token.text for token in self.tokens[last + 1 : last + 3]]
        if following and following[0] in ("%", "بالمئه", "بالمائه", "بالميه"):
            return last + 1
        if following and following[0] in ("ارباع", "اثلاث", "اخماس"):
            return last + 1
        return last + 2 if following[:1] == ["في"] and following[1:] in (["المئه"], ["المائه"]) else None

    def _apply_after(self, span: CountSpan, phrase: Phrase, last: int) -> None:
        span.qualifier, span.last, span.end = phrase.qualifier, last, self.tokens[last].end
        span.low, span.high = bounds(phrase.qualifier, span.value)
        span.why = (*span.why, " ".join(phrase.words))

    def _number_start(self, number: Number) -> int:
        """Where a number begins, without its proclitics; وأحد عشر is folded like واحد عشر."""
        token = self.tokens[number.first]
        if token.kind != WORD:
            return token.start
        eleven = token.text == "واحد" and number.last > number.first and self.tokens[number.first + 1].text.startswith("عشر")
        return token.start + (1 if eleven else cut(numerals(token.text)[0].reading))

    def _span(self, first: int, last: int, number: Number, qualifier: str, form: str = "", noun: int | None = None,
              taken_for: str | None = None, why: tuple[str, ...] = ()) -> CountSpan:
        low, high = bounds(qualifier, number.value)
        start = self._number_start(number) if first == number.first else self.tokens[first].start
        return CountSpan(
            first, last, start, self.tokens[last].end, number.first, number.last, number.value, qualifier, low, high,
            form or number.written, noun, number.definite, taken_for, why,
        )

    def _matches(self, index: int, words: tuple[str, ...]) -> bool:
        return len(words) == 1 or tuple(self.forms[index : index + len(words)]) == words

    def _skip_to_number(self, at: int) -> int | None:
        """The token at which a number after a qualifier begins, past an article, a preposition or a bracket of its own."""
        tokens = self.tokens
        for _ in range(3):
            if at >= len(tokens):
                return None
            token = tokens[at]
            if token.kind == NUMBER or (token.kind == WORD and token.text not in ARTICLES):
                return at
            if token.kind == BREAK or (token.kind == PUNCT and token.text not in _OPENERS):
                return None
            at += 1
        return None
