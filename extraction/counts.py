"""How many, as the text says it: every count with its qualifier, by the count table of the codebook.

One pass over the tokens; each form is classified once and remembered. What is counted, and whether it is people
at all, is for the reader of clauses: here ``240 كيلومتراً`` is a count too. What is surely no quantity (ordinals,
percentages, dates in digits, times) is recognised and kept apart, see `CountSpan.taken_for`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple, get_args

from . import lexicon
from .clitics import Reading
from .numerals import Number, in_digits, numerals, read_number
from .people import PersonForm, find_person
from .records import Qualifier
from .text import BREAK, NUMBER, PUNCT, WORD, Token, fold, tokenize


@dataclass(slots=True)
class CountSpan:
    """One count: the tokens ``first`` to ``last`` (inclusive) with its qualifier, and what it says.

    ``start``/``end`` are its offsets in the text, without an attached و or ف. ``number_first``/``number_last`` are the
    number words alone. ``noun`` is the token of the people noun directly after the number, or the count itself where
    the noun holds the number (طفلين); None where something else, or nothing, follows. ``form`` is how it is written:
    ``digits``, ``words``, ``mixed``, ``dual``, ``definite dual``, ``one`` (مدني واحد), ``one of`` (أحد عناصره),
    ``vague``, ``range``. ``taken_for`` is None for a count, else why it is none: ``ordinal``, ``percentage``, ``date``,
    ``time``. ``definite`` says that the article stands at the number (الأربعة). ``why`` names the rules that applied.
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


class FoundCount(NamedTuple):
    """A count in a text: ``text[start:end]`` are its words. ``low``/``high`` None: open, or not said."""

    start: int
    end: int
    value: int | float | None
    qualifier: Qualifier
    low: int | float | None
    high: int | float | None
    text: str


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    position: str
    qualifier: str
    low: int | None
    high: int | None
    cut: int  # letters of an attached و ف ب ل at its beginning, which are no part of the count


_POSITIONS = ("before", "after", "vague", "far", "change", "between", "total")
_CLITICS = ("", "و", "ف", "ب", "ل", "وب", "ول", "فب")
_ARTICLES = frozenset({"ال", "ب", "ل", "و", "بال", "لل", "وال", "ول", "وب", "ف"})
_OPENERS = frozenset('(/"[')
_FAR = 7
"""Tokens between a verb such as تجاوز and its number, at most."""
_AFTER = 4
"""Words between a number and a qualifier that follows its noun, at most."""
_CHANGE = 10
"""Tokens before "from 20 to 30" in which a verb of change makes it a rise."""
_NO_COUNT_OF_ONE = frozenset({"ان", "وقت", "جانب", "طرف", "يوم"})


@cache
def _phrases() -> dict[str, dict[str, list[_Phrase]]]:
    """The qualifiers by position and first word, longest first. Raises `lexicon.LexiconError`."""
    table: dict[str, dict[str, list[_Phrase]]] = {position: {} for position in _POSITIONS}
    columns = ("phrase", "position", "qualifier", "low", "high", "note")
    for row in lexicon.read("qualifiers.csv", columns, required=("phrase", "position")):
        position = row.one_of("position", _POSITIONS)
        qualifier = row.one_of("qualifier", get_args(Qualifier), empty=position in ("change", "total"))
        low, high = (None if bound is None else int(bound) for bound in (row.number("low"), row.number("high")))
        for phrase in row.forms("phrase"):
            words = tuple(phrase.split())
            for clitics in _CLITICS if position != "after" else ("",):
                entry = _Phrase((clitics + words[0], *words[1:]), position, qualifier, low, high, len(clitics))
                table[position].setdefault(clitics + words[0], []).append(entry)
    for by_first in table.values():
        for entries in by_first.values():
            entries.sort(key=lambda entry: -len(entry.words))
    return table


class _Kind(NamedTuple):
    """What a written form can begin; None for a form that begins no count."""

    number: bool
    before: tuple[_Phrase, ...]
    vague: tuple[_Phrase, ...]
    between: bool
    far: bool
    ordinal: int | None
    one_of: bool
    one: bool
    dual: PersonForm | None


@lru_cache(maxsize=65536)
def _kind(form: str) -> _Kind | None:
    table = _phrases()
    words = numerals(form)
    roles = {word.role for word in words}
    ordinal = next((int(word.value) for word in words if word.role == "ordinal"), None)
    person = find_person(form)
    dual = person[1] if person and person[1].number == "dual" and not person[1].counted_only else None
    kind = _Kind(
        number=bool(roles - {"ordinal", "one_of", "plural_scale", "plural_hundred"}),
        before=tuple(table["before"].get(form, ())),
        vague=tuple(table["vague"].get(form, ())),
        between=form in table["between"],
        far=form in table["far"],
        ordinal=ordinal,
        one_of="one_of" in roles and not words[0].reading.article,
        one=any(word.role == "unit" and word.value == 1 for word in words),
        dual=dual,
    )
    return kind if any(kind) else None


def read_counts(tokens: Sequence[Token]) -> list[CountSpan]:
    """The counts of a text, in its order, none overlapping another."""
    return [span for span in read_numbers(tokens) if span.taken_for is None]


def read_numbers(tokens: Sequence[Token]) -> list[CountSpan]:
    """The counts and what looks like one but is none (`CountSpan.taken_for`), in the order of the text."""
    reader = _CountReader(tokens)
    spans: list[CountSpan] = []
    index, size = 0, len(tokens)
    while index < size:
        token = tokens[index]
        span = None
        if token.kind == WORD:
            kind = _kind(token.text)
            if kind is not None:
                span = reader.at_word(index, kind, spans[-1] if spans else None)
        elif token.kind == NUMBER:
            span = reader.at_number(index)
        if span is None:
            index += 1
        else:
            spans.append(span)
            index = span.last + 1
    return spans


def find_counts(text: str) -> list[FoundCount]:
    """Every count in a text, with its qualifier and bounds, in the order of the text.

    Offsets are code points of ``text`` as given. Raises `text.TextTooLong`.

    >>> [(c.value, c.qualifier) for c in find_counts("مقتل ما لا يقل عن 12 عنصراً وإصابة طفلتين")]
    [(12, 'at_least'), (2, 'exact')]
    >>> find_counts("نزوح ما بين ستة آلاف وسبعة آلاف شخص")[0][3:6]
    ('range', 6000, 7000)
    """
    return [
        FoundCount(span.start, span.end, span.value, span.qualifier, span.low, span.high, text[span.start : span.end])
        for span in read_counts(tokenize(text))
    ]


def _bounds(qualifier: str, value: int | float) -> tuple[int | float | None, int | float | None]:
    if qualifier in ("at_least", "more_than"):
        return value, None
    if qualifier == "up_to":
        return None, value
    return value, value


def _cut(reading: Reading) -> int:
    """How many letters of conjunction and preposition stand before the word; none before للـ, which swallows the alef."""
    if reading.article and reading.preposition == "ل":
        return len(reading.conjunction)
    return len(reading.conjunction) + len(reading.preposition)


class _CountReader:
    def __init__(self, tokens: Sequence[Token]):
        self.tokens = tokens
        self.phrases = _phrases()

    # --- what begins at a token

    def at_word(self, index: int, kind: _Kind, previous: CountSpan | None) -> CountSpan | None:
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
            return self._span(number.first, number.last, number, "exact", taken_for="ordinal", why=("article",))
        if kind.dual is not None:
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
            return self._span(index, index, number, "exact", taken_for="time" if colon else "date", why=("digits in a chain",))
        return self._counted(number)

    # --- numbers

    def _counted(self, number: Number) -> CountSpan:
        """A number with no qualifier before it: a range, a percentage, or a count."""
        span = self._range(number)
        if span is not None:
            return span
        return self._with_noun(number.first, number, "exact", ())

    def _qualified(self, index: int, phrase: _Phrase) -> CountSpan | None:
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
            if token.kind == NUMBER and in_digits(self.tokens, at):
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
                if at > index + 1 or token.text not in self.phrases["total"]:
                    return None
                total = True
                continue
            number = read_number(self.tokens, at)
            if number is not None and not number.definite:
                span = self._with_noun(index, number, "more_than", (f"{self.tokens[index].text} …",))
                span.start += self.phrases["far"][self.tokens[index].text][0].cut
                return span
        return None

    def _with_noun(self, first: int, number: Number, qualifier: str, why: tuple[str, ...]) -> CountSpan:
        """The count of a number, with the noun after it and a qualifier after that noun."""
        noun = self._noun_after(number.last)
        if self._percent(number.last):
            return self._span(first, number.last, number, qualifier, taken_for="percentage", why=(*why, "per cent"))
        last = number.last
        if qualifier == "exact" and (found := self._after(number.last)) is not None:
            phrase, last = found
            qualifier, why = phrase.qualifier, (*why, " ".join(phrase.words))
        return self._span(first, last, number, qualifier, noun=noun, why=why)

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

    def _after(self, last: int) -> tuple[_Phrase, int] | None:
        """A qualifier after the number, its noun and an attribute: 39 مدنياً على الأقل; with its last token."""
        by_first = self.phrases["after"]
        for at in range(last + 1, min(last + 2 + _AFTER, len(self.tokens))):
            token = self.tokens[at]
            if token.kind != WORD:
                return None
            for phrase in by_first.get(token.text, ()):
                if self._matches(at, phrase.words) and not self._bounds_next(at, phrase):
                    return phrase, at + len(phrase.words) - 1
            kind = _kind(token.text)
            person = find_person(token.text)
            joined = token.text[0] == "و" and (person is None or bool(person[0].conjunction))
            if joined or (kind is not None and (kind.number or kind.before)):
                return None
        return None

    def _bounds_next(self, at: int, phrase: _Phrase) -> bool:
        """Whether the qualifier belongs to what follows it: وجرح على الأقل 8، وأكثر من 8."""
        following = at + len(phrase.words)
        if following < len(self.tokens) and self.tokens[following].kind == NUMBER:
            return True
        before = self.phrases["before"].get(self.tokens[at].text, ())
        return any(len(longer.words) > len(phrase.words) and self._matches(at, longer.words) for longer in before)

    def _percent(self, last: int) -> bool:
        at = last + 1
        if at >= len(self.tokens):
            return False
        text = self.tokens[at].text
        if text == "%" or text in ("بالمئه", "بالمائه", "بالميه"):
            return True
        return text == "في" and at + 1 < len(self.tokens) and self.tokens[at + 1].text in ("المئه", "المائه")

    def _counts_definitely(self, number: Number) -> bool:
        """Whether a number with the article counts: beside a people noun (أطفالها الأربعة), never 1 or 2, a weekday."""
        if number.first == number.last and number.value <= 2:
            return False
        if self._noun_after(number.last) is not None:
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
        if following in ("من", "منهم", "منهن", "منهما"):
            return self._span(index, index, number, "exact", form="one")
        before = index - 1
        if word.reading.conjunction or before < 0 or tokens[before].kind != WORD or tokens[before].text in _NO_COUNT_OF_ONE:
            if before < 0 and len(tokens) == 1:
                return self._span(index, index, number, "exact", form="one")
            return None
        person = find_person(tokens[before].text)
        if person and person[1].number == "singular":
            span = self._span(before, index, number, "exact", form="one", noun=before)
            span.start = tokens[before].start + _cut(person[0])
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
        if person is None or person[0].article or person[1].number != "plural" or not self.tokens[before].text.endswith(("ين", "ان")):
            return None
        if _cut(numerals(self.tokens[number.first].text)[0].reading):
            return None
        span = self._span(before, number.last, number, "exact", form="dual", noun=before)
        span.start = self.tokens[before].start + _cut(person[0])
        if (found := self._after(number.last)) is not None:
            self._apply_after(span, *found)
        return span

    # --- ranges

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
            chained = after + 1 < len(tokens) and tokens[after].text == "-" and tokens[after].glued and tokens[after + 1].kind == NUMBER
            if chained or self._year(low) and self._year(high):
                last = after + 1 if chained else high.last
                return self._span(low.first, last, low, "exact", taken_for="date", why=("digits in a chain",))
            return self._range_span(low.first, low, high, ("-",))
        if sign.kind == WORD and sign.text in ("الي", "او"):
            to = at + 1
            while to < len(tokens) and tokens[to].kind == WORD and tokens[to].text in _ARTICLES:
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
        if not least < high.value or self._percent(high.last):
            return None
        start = self._number_start(low) if first == low.first else self.tokens[first].start
        return CountSpan(
            first, high.last, start, self.tokens[high.last].end, low.first, high.last, None, "range", least, high.value,
            "range", self._noun_after(high.last), False, None, why,
        )

    # --- words that hold or stand for a number

    def _dual(self, first: int, index: int, qualifier: str, why: tuple[str, ...] = ()) -> CountSpan | None:
        """A people noun in the dual, with اثنين after it: طفلين اثنين."""
        reading, person = find_person(self.tokens[index].text)
        if person.construct and not (index + 1 < len(self.tokens) and self.tokens[index + 1].kind == WORD):
            return None
        last = index
        if index + 1 < len(self.tokens) and self.tokens[index + 1].kind == WORD:
            words = numerals(self.tokens[index + 1].text)
            if words and words[0].value == 2 and words[0].role == "unit" and words[0].reading.stem == self.tokens[index + 1].text:
                last = index + 1
        start = self.tokens[first].start + (_cut(reading) if first == index else 0)
        low, high = _bounds(qualifier, 2)
        form = "definite dual" if reading.article else "dual"
        span = CountSpan(first, last, start, self.tokens[last].end, index, last, 2, qualifier, low, high, form, index, reading.article, None, why)
        if qualifier == "exact" and (found := self._after(last)) is not None:
            self._apply_after(span, *found)
        return span

    def _apply_after(self, span: CountSpan, phrase: _Phrase, last: int) -> None:
        span.qualifier, span.last, span.end = phrase.qualifier, last, self.tokens[last].end
        span.low, span.high = _bounds(phrase.qualifier, span.value)
        span.why = (*span.why, " ".join(phrase.words))

    def _vague(self, index: int, phrase: _Phrase, previous: CountSpan | None) -> CountSpan | None:
        if not self._matches(index, phrase.words):
            return None
        last = index + len(phrase.words) - 1
        if phrase.words[-1] in _others() and not self._others_alone(index, previous):
            return None
        noun = self._noun_after(last)
        start = self.tokens[index].start + phrase.cut
        return CountSpan(
            index, last, start, self.tokens[last].end, index, last, None, phrase.qualifier, phrase.low, phrase.high,
            "vague", noun, False, None, (" ".join(phrase.words),),
        )

    def _others_alone(self, index: int, previous: CountSpan | None) -> bool:
        """آخرون is a count of its own only where no number and no people noun stands right before it."""
        if previous is not None and index - previous.last <= 2:
            return False
        before = self.tokens[index - 1] if index else None
        return before is None or before.kind != WORD or find_person(before.text) is None

    def _one_of(self, index: int) -> CountSpan | None:
        """أحدهم, or أحد before a people noun: أحد عناصره."""
        word = next(word for word in numerals(self.tokens[index].text) if word.role == "one_of")
        last = index
        noun = None
        if word.reading.stem in ("احد", "احدي"):
            noun = self._noun_after(index)
            if noun is None or find_person(self.tokens[noun].text)[1].number != "plural":
                return None
            last = noun
        start = self.tokens[index].start + _cut(word.reading)
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

    # --- helpers

    def _number_start(self, number: Number) -> int:
        """Where a number begins, without its proclitics; وأحد عشر is folded like واحد عشر."""
        token = self.tokens[number.first]
        if token.kind != WORD:
            return token.start
        eleven = token.text == "واحد" and number.last > number.first and self.tokens[number.first + 1].text.startswith("عشر")
        return token.start + (1 if eleven else _cut(numerals(token.text)[0].reading))

    def _span(self, first: int, last: int, number: Number, qualifier: str, form: str = "", noun: int | None = None,
              taken_for: str | None = None, why: tuple[str, ...] = ()) -> CountSpan:
        low, high = _bounds(qualifier, number.value)
        start = self._number_start(number) if first == number.first else self.tokens[first].start
        return CountSpan(
            first, last, start, self.tokens[last].end, number.first, number.last, number.value, qualifier, low, high,
            form or number.written, noun, number.definite, taken_for, why,
        )

    def _matches(self, index: int, words: tuple[str, ...]) -> bool:
        if len(words) == 1:
            return True
        tokens = self.tokens
        return index + len(words) <= len(tokens) and all(tokens[index + k].text == word for k, word in enumerate(words))

    def _skip_to_number(self, at: int) -> int | None:
        """The token at which a number after a qualifier begins, past an article, a preposition or a bracket of its own."""
        tokens = self.tokens
        for _ in range(3):
            if at >= len(tokens):
                return None
            token = tokens[at]
            if token.kind == NUMBER or (token.kind == WORD and token.text not in _ARTICLES):
                return at
            if token.kind == BREAK or (token.kind == PUNCT and token.text not in _OPENERS):
                return None
            at += 1
        return None

    def _lemma(self, index: int) -> str:
        return find_person(self.tokens[index].text)[1].lemma


@cache
def _others() -> frozenset[str]:
    return frozenset(clitics + word for clitics in _CLITICS for word in ("اخرون", "اخرين", "اخريات"))
