"""How many, as the text says it: every count with its qualifier, by the count table of the codebook.

One pass over the tokens; each form is classified once and remembered. What is counted, and whether it is people
at all, is for the reader of clauses: here ``240 كيلومتراً`` is a count too. What is surely no quantity (ordinals,
percentages, dates in digits, times) is recognised and kept apart, see `CountSpan.taken_for`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple
from unicodedata import combining

from .count_context import CountSpan, bounds, cut
from .count_forms import DIGITS, KINDS, Kind
from .count_ranges import RangeReader
from .numerals import Number, in_digits, numerals, read_number
from .people import find_person, person_at
from .qualifiers import CLITICS, Phrase
from .records import Qualifier
from .text import BREAK, NUMBER, PUNCT, WORD, Token, folded_words, tokenize

__all__ = ["CountSpan", "FoundCount", "find_counts", "read_counts", "read_numbers"]


class FoundCount(NamedTuple):
    """A count in a text: ``text[start:end]`` are its words. ``low``/``high`` None: open, or not said."""

    start: int
    end: int
    value: int | float | None
    qualifier: Qualifier
    low: int | float | None
    high: int | float | None
    text: str


_FAR = 7
"""Tokens between a verb such as تجاوز and its number, at most."""
_REST = folded_words("الباقون الباقين الباقيات الآخرون الآخرين المتبقين المتبقون")
_NO_COUNT_OF_ONE = frozenset({"ان", "وقت", "جانب", "طرف", "يوم"})
"""Nouns whose واحد is an idiom: في آن واحد."""


def read_counts(tokens: Sequence[Token]) -> list[CountSpan]:
    """The counts of a text, in its order, none overlapping another."""
    return [span for span in read_numbers(tokens) if span.taken_for is None]


def read_numbers(tokens: Sequence[Token]) -> list[CountSpan]:
    """The counts and what looks like one but is none (`CountSpan.taken_for`), in the order of the text."""
    reader = _CountReader(tokens)
    spans: list[CountSpan] = []
    after = 0
    # Most forms begin nothing: what each can begin is looked up before any token is looked at.
    for index, kind in [(index, kind) for index, kind in enumerate(map(KINDS.__getitem__, reader.forms)) if kind is not None]:
        if index < after:
            continue
        if kind is DIGITS:
            span = reader.at_number(index)
        elif kind.leads is not None and (index + 1 == len(tokens) or tokens[index + 1].text not in kind.leads):
            continue
        else:
            span = reader.at_word(index, kind, spans[-1] if spans else None)
        if span is not None:
            spans.append(span)
            after = span.last + 1
    return spans


def find_counts(text: str) -> list[FoundCount]:
    """Every count in a text, with its qualifier and bounds, in the order of the text.

    Offsets are code points of ``text`` as given. Raises `text.TextTooLong`.

    >>> [(c.value, c.qualifier) for c in find_counts("مقتل ما لا يقل عن 12 عنصراً وإصابة طفلتين")]
    [(12, 'at_least'), (2, 'exact')]
    >>> find_counts("نزوح ما بين ستة آلاف وسبعة آلاف شخص")[0][3:6]
    ('range', 6000, 7000)
    """
    found = []
    for span in read_counts(tokenize(text)):
        end = span.end
        while end < len(text) and combining(text[end]):
            end += 1  # a token ends at its last letter; the tanwin on it belongs to the word
        words = text[span.start : end]
        found.append(FoundCount(span.start, end, span.value, span.qualifier, span.low, span.high, words))
    return found


class _CountReader(RangeReader):
    """Reads what begins at one token: a number with its qualifier, or a word that holds or stands for one."""

    # --- what begins at a token

    def at_word(self, index: int, kind: Kind, previous: CountSpan | None) -> CountSpan | None:
        if kind.between and (span := self._between(index)) is not None:
            return span
        for phrase in kind.before:
            if (span := self._qualified(index, phrase)) is not None:
                return span
        if kind.far and (span := self._far(index)) is not None:
            return span
        for phrase in kind.vague:
            if (span := self._vague(index, phrase, previous)) is not None:
                return span
        if kind.one_of and (span := self._one_of(index)) is not None:
            return span
        if kind.ordinal is not None:
            return self._ordinal(index, kind.ordinal)
        if kind.number and (number := read_number(self.tokens, index)) is not None:
            if kind.one and number.first == number.last:
                return self._one(index)
            if (span := self._two_after_noun(number)) is not None:
                return span
            if not number.definite or self._counts_definitely(number):
                return self._counted(number)
            return None
        if kind.dual and not self._describes(index, previous):
            return self._dual(index, index, "exact")
        return None

    def at_number(self, index: int) -> CountSpan | None:
        number = read_number(self.tokens, index)
        if number is None:
            return None
        if index and self.tokens[index - 1].text in ("رقم", "الرقم"):
            return self._span(index, number.last, number, "exact", taken_for="ordinal", why=("رقم",))
        if in_digits(self.tokens, index):
            colon = any(0 <= i < len(self.tokens) and self.tokens[i].text == ":" for i in (index - 1, index + 1))
            taken_for = "time" if colon else "date"
            return self._span(index, index, number, "exact", taken_for=taken_for, why=("digits in a chain",))
        return self._counted(number)

    def _describes(self, index: int, previous: CountSpan | None) -> bool:
        """Whether a dual is the attribute of the dual before it: قائدان عسكريان, امرأتان مريضتان."""
        if previous is None or previous.last != index - 1 or "dual" not in previous.form:
            return False
        found = find_person(self.tokens[index].text)
        return found is not None and not found[0].conjunction

    # --- numbers

    def _counted(self, number: Number) -> CountSpan:
        """A number with no qualifier before it: a range, a percentage, or a count."""
        span = self._range(number)
        if span is not None:
            return span
        return self._with_noun(number.first, number, "exact", ())

    def _qualified(self, index: int, phrase: Phrase) -> CountSpan | None:
        """A qualifier and the number, or the dual noun, that it bounds."""
        if not self._matches(index, phrase.words):
            return None
        at = self._skip_to_number(index + len(phrase.words))
        if at is None:
            return None
        token = self.tokens[at]
        why = (" ".join(phrase.words),)
        number = read_number(self.tokens, at)
        if number is not None and not (number.value == 1 and number.first == number.last and token.kind == WORD):
            if token.kind == NUMBER and (in_digits(self.tokens, at) or ("حتي" in phrase.words[0] and self._year(number))):
                return None
            low = self._range(number)
            if low is not None and low.qualifier == "range":
                low.first, low.start = index, self.tokens[index].start + phrase.cut
                low.why = (*why, *low.why)
                return low
            span = self._with_noun(index, number, phrase.qualifier, why)
            span.start = self.tokens[index].start + phrase.cut
            return span
        person = find_person(token.text) if token.kind == WORD else None
        if person and person[1].number == "dual" and not person[0].article and not person[0].conjunction:
            span = self._dual(index, at, phrase.qualifier, why)
            if span is not None:
                span.start = self.tokens[index].start + phrase.cut
            return span
        return None

    def _far(self, index: int) -> CountSpan | None:
        """تجاوز عدد القتلى … 94 ألفاً: the verb bounds a number that stands after what it counts."""
        total = False
        for at in range(index + 1, min(index + _FAR, len(self.tokens))):
            token = self.tokens[at]
            if token.kind in (PUNCT, BREAK):
                return None
            if token.kind == WORD and not total:
                person = find_person(token.text)
                if token.text not in self.phrases["total"] and (person is None or person[1].number != "plural"):
                    return None
                total = True
                continue
            number = read_number(self.tokens, at)
            if number is not None:
                span = self._with_noun(index, number, "more_than", (f"{self.tokens[index].text} …",))
                span.start += self.phrases["far"][self.tokens[index].text][0].cut
                return span
        return None

    def _with_noun(self, first: int, number: Number, qualifier: str, why: tuple[str, ...]) -> CountSpan:
        """The count of a number, with the noun after it and a qualifier after that noun."""
        noun = self._noun_after(number.last)
        if (percent := self._percent(number.last)) is not None:
            return self._span(first, percent, number, qualifier, taken_for="percentage", why=(*why, "per cent"))
        last = number.last
        if qualifier == "exact" and (found := self._after(number.last)) is not None:
            phrase, last = found
            qualifier, why = phrase.qualifier, (*why, " ".join(phrase.words))
        return self._span(first, last, number, qualifier, noun=noun, why=why)

    def _counts_definitely(self, number: Number) -> bool:
        """Whether a number with the article counts: beside a people noun (أطفالها الأربعة), never 1 or 2, a weekday."""
        if number.first == number.last and number.value <= 2:
            return False
        if number.last + 1 < len(self.tokens) and self.tokens[number.last + 1].text in _REST:
            return True  # «السبعة الباقون»
        if number.first != number.last or self._noun_after(number.last) is not None:
            return True
        for before in (number.first - 1, number.first - 2):
            if before < 0 or self.tokens[before].kind != WORD:
                return False
            person = find_person(self.tokens[before].text)
            if person is not None and person[1].number == "plural":
                return True  # with a word between: أفراد طاقمها الثلاثة
        return False

    def _one(self, index: int) -> CountSpan | None:
        """واحد after its noun (مدني واحد), or before من (واحد منهم)."""
        tokens = self.tokens
        word = numerals(tokens[index].text)[0]
        if word.reading.article:
            return None
        following = tokens[index + 1].text if index + 1 < len(tokens) else ""
        number = read_number(tokens, index)
        if tokens[index].text == "واحد" and (span := self._one_of(index)) is not None:
            return span  # وأحد مساعديه is folded like واحد
        if following in ("من", "منهم", "منهن", "منهما"):
            return self._span(index, index, number, "exact", form="one")
        before = index - 1
        if word.reading.conjunction or before < 0 or tokens[before].kind != WORD or tokens[before].text in _NO_COUNT_OF_ONE:
            if before < 0 and len(tokens) == 1:
                return self._span(index, index, number, "exact", form="one")
            return None
        for noun in (before, before - 1):  # with an attribute between: جندي ألماني واحد
            person = find_person(tokens[noun].text) if noun >= 0 and tokens[noun].kind == WORD else None
            if person and person[1].number == "singular" and (noun == before or not person[1].counted_only):
                if person[1].kind == "family" and noun and tokens[noun - 1].text == "من":
                    return None  # خمسة من عائلة واحدة tells who the five are
                span = self._span(noun, index, number, "exact", form="one", noun=noun)
                span.start = tokens[noun].start + cut(person[0])
                if (found := self._after(index)) is not None:
                    self._apply_after(span, *found)
                return span
        return self._span(index, index, number, "exact", form="one")

    def _two_after_noun(self, number: Number) -> CountSpan | None:
        """مقاتلين اثنين: the number tells that a form that is plural or dual is the dual."""
        before = number.first - 1
        if number.value != 2 or number.first != number.last or before < 0 or self.tokens[before].kind != WORD:
            return None
        person = find_person(self.tokens[before].text)
        if person is None or person[0].article or person[1].number != "plural":
            return None
        if not self.tokens[before].text.endswith(("ين", "ان")):
            return None
        if cut(numerals(self.tokens[number.first].text)[0].reading):
            return None
        span = self._span(before, number.last, number, "exact", form="dual", noun=before)
        span.start = self.tokens[before].start + cut(person[0])
        if (found := self._after(number.last)) is not None:
            self._apply_after(span, *found)
        return span

    # --- words that hold or stand for a number

    def _dual(self, first: int, index: int, qualifier: str, why: tuple[str, ...] = ()) -> CountSpan | None:
        """A people noun in the dual, with اثنين after it: طفلين اثنين."""
        found = person_at(self.tokens, index)
        if found is None or found[1].number != "dual" or found[1].counted_only:
            return None
        reading, person, last = found
        following = self.tokens[last + 1] if last + 1 < len(self.tokens) else None
        if following is not None and following.kind == WORD:
            words = numerals(following.text)
            if words and words[0].value == 2 and words[0].role == "unit" and words[0].reading.stem == following.text:
                last += 1
        elif person.construct and last == index:
            return None
        start = self.tokens[first].start + (cut(reading) if first == index else 0)
        low, high = bounds(qualifier, 2)
        form = "definite dual" if reading.article else "dual"
        span = CountSpan(
            first, last, start, self.tokens[last].end, index, last, 2, qualifier, low, high,
            form, index, reading.article, None, why,
        )
        if qualifier == "exact" and (found := self._after(last)) is not None:
            self._apply_after(span, *found)
        return span

    def _vague(self, index: int, phrase: Phrase, previous: CountSpan | None) -> CountSpan | None:
        if not self._matches(index, phrase.words):
            return None
        last = index + len(phrase.words) - 1
        if phrase.words[-1] in _others() and not self._others_alone(index, previous):
            return None
        if phrase.words[-1] == "من" and self._verb(last + 1):
            return None  # عدد من نزحوا: the number of those who fled
        noun = self._noun_after(last)
        start = self.tokens[index].start + phrase.cut
        value = phrase.low if phrase.qualifier == "exact" else None
        return CountSpan(
            index, last, start, self.tokens[last].end, index, last, value, phrase.qualifier, phrase.low, phrase.high,
            "vague", noun, False, None, (" ".join(phrase.words),),
        )

    def _verb(self, index: int) -> bool:
        """Whether a token is a verb in the plural, by its ending."""
        text = self.tokens[index].text if index < len(self.tokens) else ""
        return text.endswith("وا") or (text.endswith("ون") and text.startswith(("ي", "سي")) and find_person(text) is None)

    def _others_alone(self, index: int, previous: CountSpan | None) -> bool:
        """آخرون is a count of its own only where no number and no people noun stands right before it."""
        if previous is not None and index - previous.last <= 2:
            return False
        before = self.tokens[index - 1] if index else None
        return before is None or before.kind != WORD or find_person(before.text) is None

    def _one_of(self, index: int) -> CountSpan | None:
        """أحدهم, or أحد before a people noun: أحد عناصره."""
        text = self.tokens[index].text
        pronoun = text.endswith(("هم", "هن", "هما"))
        noun = None if pronoun else self._noun_after(index)
        if not pronoun and (noun is None or find_person(self.tokens[noun].text)[1].number != "plural"):
            return None
        last = index if noun is None else noun
        start = self.tokens[index].start + (1 if text == "واحد" else cut(numerals(text)[0].reading))
        return CountSpan(
            index, last, start, self.tokens[last].end, index, index, 1, "exact", 1, 1, "one of", noun, False, None, ("one of",)
        )

    def _ordinal(self, index: int, value: int) -> CountSpan:
        """الرابع, الثالثة عشرة, الخامس والعشرين: which one, not how many."""
        last = index
        if index + 1 < len(self.tokens) and self.tokens[index + 1].kind == WORD:
            for word in numerals(self.tokens[index + 1].text):
                if word.role == "ten" and not word.reading.conjunction:
                    value, last = value % 10 + 10, index + 1
                elif word.role == "tens" and word.reading.conjunction and word.reading.article:
                    value, last = value + int(word.value), index + 1
        span = CountSpan(
            index, last, self.tokens[index].start, self.tokens[last].end, index, last, value, "exact", value, value,
            "words", None, False, "ordinal", ("ordinal",),
        )
        return span


@cache
def _others() -> frozenset[str]:
    return frozenset(clitics + word for clitics in CLITICS for word in ("اخرون", "اخرين", "اخريات", "اخران", "اخريان", "اخريين"))
