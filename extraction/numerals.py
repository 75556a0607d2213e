"""Arabic numbers, in digits, in words and mixed: the grammar that turns tokens into one value.

The order of the words decides what "و" joins. Units stand before tens (واحد وسبعين, 71), all else descends
(ألف ومئتين وخمسة عشر); a scale multiplies what stands before it (ثلاثة وسبعين ألف); nothing else is added up,
so that two figures side by side (خمسة وثلاثة, 20 و30) stay two.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple, get_args

from . import lexicon
from .clitics import Reading, readings
from .people import find_person
from .text import NUMBER, PUNCT, WORD, Token

Role = Literal[
    "unit", "ten", "teen", "tens", "hundred", "plural_hundred", "hundreds", "scale", "plural_scale", "scales",
    "fraction", "first_of_teen", "ordinal", "one_of",
]
Written = Literal["digits", "words", "mixed"]

MAX_PLAIN_DIGITS = 8
"""A run of more digits without a separator is a telephone number or an identifier, no quantity."""

_STARTS = {"unit", "ten", "teen", "tens", "hundred", "hundreds", "scale", "scales", "first_of_teen", "fraction"}


class Numeral(NamedTuple):
    """A number word: its role in the grammar, its value, and the proclitics written to it."""

    role: str
    value: float
    reading: Reading


class Number(NamedTuple):
    """A number in the text: the tokens ``first`` to ``last``, its value, how it is written.

    ``factor`` and ``scale`` split a number that ends in its scale (30 ألف: 30 and 1000); ``scale`` is 1 otherwise.
    ``definite``: the article is attached to its first word.
    """

    first: int
    last: int
    value: int | float
    written: Written
    factor: float
    scale: int
    definite: bool


@cache
def _words() -> dict[str, dict[str, float]]:
    """The value of every folded form, by role. Raises `lexicon.LexiconError`."""
    words: dict[str, dict[str, float]] = {}
    for row in lexicon.read("numerals.csv", ("forms", "value", "role", "note"), required=("forms", "value", "role")):
        role = row.one_of("role", get_args(Role))
        value = row.number("value")
        for form in row.forms("forms"):
            words.setdefault(form, {})[role] = value if role == "fraction" else int(value)
    return words


@lru_cache(maxsize=65536)
def numerals(form: str) -> tuple[Numeral, ...]:
    """The number words that a folded form can be, with proclitics taken off; empty if it is none.

    >>> numerals("وسبعين")[0].value
    70
    """
    words = _words()
    for reading in readings(form):
        # A short stem after a preposition is another word: لست (I am not), بست.
        if reading.preposition and len(reading.stem) < 4 and reading.stem != "الف":
            continue
        if (roles := words.get(reading.stem)) is not None:
            return tuple(Numeral(role, value, reading) for role, value in roles.items())
    return ()


def _numeral(form: str) -> Numeral | None:
    """The number word that counts (not an ordinal, not "one of"), or None."""
    for numeral in numerals(form):
        if numeral.role not in ("ordinal", "one_of"):
            return numeral
    return None


@lru_cache(maxsize=8192)
def digits_value(text: str) -> int | float | None:
    """The value of a run of folded digits with separators, None where it is no quantity.

    Groups of three after a separator are thousands, except after a leading zero; other separators are decimal.

    >>> digits_value("36,200"), digits_value("1,3"), digits_value("963941234567")
    (36200, 1.3, None)
    """
    plain = text.replace("٬", ",").replace("،", ",").replace("٫", ";").replace(".", ",")
    whole, _, decimals = plain.partition(";")
    groups = whole.split(",")
    if len(groups) > 1 and (groups[0] == "0" or len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:])):
        decimals = groups.pop()
    if len(groups) == 1 and len(groups[0]) > MAX_PLAIN_DIGITS:
        return None
    if len(groups[0]) > 1 and groups[0][0] == "0" and not decimals:
        return None if len(groups[0]) > 4 else int("".join(groups))
    value = float("".join(groups) + "." + (decimals or "0"))
    return int(value) if value.is_integer() else value


def read_number(tokens: Sequence[Token], first: int, join: bool = True) -> Number | None:
    """The number that begins at token ``first``, as long as it goes; None if none begins there.

    With ``join`` false it ends before the first و: after بين (between) that word parts two numbers.
    """
    return _Reader(tokens, first).read(join)


class _Reader:
    """Reads one number: ``total`` is what is closed by a scale, ``group`` what is being read, below a thousand."""

    def __init__(self, tokens: Sequence[Token], first: int):
        self.tokens = tokens
        self.first = self.last = first
        self.total: float = 0
        self.group: float | None = None
        self.group_role = ""
        self.limit: float = float("inf")
        self.factor: float = 0
        self.scale = 1
        self.seen: set[str] = set()

    def read(self, join: bool) -> Number | None:
        token = self.tokens[self.first]
        definite = False
        if token.kind == NUMBER:
            value = self._digits(self.first)
            if value is None:
                return None
            self.group, self.group_role = value, "digits"
            self.seen.add("digits")
        else:
            numeral = _numeral(token.text) if token.kind == WORD else None
            if numeral is None or numeral.role not in _STARTS:
                return None
            definite = numeral.reading.article
            if not self._start(numeral):
                return None
            self.seen.add("words")
        while self._extend(join):
            pass
        value = self.total + (self.group or 0)
        if self.group is not None:
            self.factor, self.scale = value, 1
        if isinstance(value, float) and (nearest := round(value)) and abs(value - nearest) < 1e-6:
            value = nearest
        written = "mixed" if len(self.seen) == 2 else "digits" if "digits" in self.seen else "words"
        return Number(self.first, self.last, value, written, self.factor, self.scale, definite)

    def _digits(self, index: int) -> int | float | None:
        """Digits at a token, with the groups of a number whose thousands are parted by spaces (10 000)."""
        token = self.tokens[index]
        value = digits_value(token.text)
        self.last = index
        if not isinstance(value, int) or not value or (value >= 1000 and (value % 1000 or token.text.isdigit())):
            return self._decimal(token, value)
        end = token.end
        for following in self.tokens[index + 1 : index + 3]:
            if following.kind != NUMBER or following.text != "000" or following.start != end + 1:
                break
            value, end, self.last = value * 1000, following.end, self.last + 1
        return value

    def _decimal(self, token: Token, value: int | float | None) -> int | float | None:
        """2.500 is two thousand five hundred, but 2.500 million is two and a half."""
        if value is not None and token.text.count(".") == 1 and "," not in token.text and token.text.count("٬") == 0:
            following = self._word_after(self.last)
            if following is not None and following.role in ("scale", "plural_scale") and following.value >= 10**6:
                return float(token.text)
        return value

    def _word_after(self, index: int) -> Numeral | None:
        if index + 1 < len(self.tokens) and self.tokens[index + 1].kind == WORD:
            return _numeral(self.tokens[index + 1].text)
        return None

    def _start(self, numeral: Numeral) -> bool:
        """Takes the first word; false where it cannot begin a number."""
        role, value = numeral.role, numeral.value
        following = self._word_after(self.last)
        if following is not None and following.reading.conjunction:
            following = None
        if role == "first_of_teen":
            if not self._starts_compound(self.first):
                return False
            self.group, self.group_role = value, "unit"
        elif role == "fraction":
            if following is None or following.role not in ("hundred", "scale"):
                return False
            self._close(value, following.value, self.last + 1)
        elif role in ("scale", "scales"):
            twice = 2 if role == "scale" and self._is_construct_dual() else 1
            self._close(twice * value / _base(value), _base(value), self.last)
        else:
            self.group, self.group_role = value, role
        return True

    def _is_construct_dual(self) -> bool:
        """ألفا مدني is two thousand: the tanwin of ألفاً does not stand before the noun that is counted."""
        after = self.first + 1
        if not self.tokens[self.first].text.endswith("ا") or after >= len(self.tokens):
            return False
        person = find_person(self.tokens[after].text) if self.tokens[after].kind == WORD else None
        return person is not None and person[0].stem == self.tokens[after].text

    def _starts_compound(self, index: int) -> bool:
        """أحد and اثنا count only before عشر, أحد also before tens: إحدى وعشرون."""
        following = self._word_after(index)
        return self._before_ten(index) or (
            following is not None and following.role == "tens" and following.reading.conjunction == "و"
        )

    def _close(self, factor: float, scale: float, last: int) -> None:
        """Closes a group by its scale: nothing as large as the scale may follow."""
        self.total += factor * scale
        self.factor, self.scale = factor, int(scale)
        self.limit, self.group, self.group_role, self.last = scale, None, "", last

    def _extend(self, join: bool) -> bool:
        """Takes the next word of the number, if there is one."""
        index = self.last + 1
        if index >= len(self.tokens):
            return False
        token = self.tokens[index]
        if token.kind != WORD:
            return False
        if token.text == "و":
            return join and index + 1 < len(self.tokens) and self._add(index + 1)
        if token.text == "فاصله":
            return self._add_decimals(index)
        numeral = _numeral(token.text)
        if numeral is None or numeral.reading.preposition or (numeral.reading.article and not self._definite_tens(numeral)):
            return False
        if numeral.reading.conjunction:
            return join and numeral.reading.conjunction == "و" and self._add(index)
        if numeral.role == "unit" and numeral.value == 1 and self._before_ten(index):
            return join and self._add(index)  # وأحد عشر is folded like واحد عشر
        return self._multiply(numeral, index)

    def _definite_tens(self, numeral: Numeral) -> bool:
        """«الأربعة والعشرين»: both words of a definite number have the article."""
        first = _numeral(self.tokens[self.first].text)
        return (numeral.role == "tens" and numeral.reading.conjunction == "و" and self.group_role == "unit" and self.last == self.first
                and first is not None and first.reading.article)

    def _before_ten(self, index: int) -> bool:
        following = self._word_after(index)
        return following is not None and following.role == "ten" and not following.reading.conjunction

    def _multiply(self, numeral: Numeral, index: int) -> bool:
        """Takes a word that follows without و: عشر after a unit, a hundred or a scale after a number."""
        role, value, group = numeral.role, numeral.value, self.group
        if role == "ten" and self.group_role == "unit":
            self.group, self.group_role = group + 10, "teen"
        elif role in ("hundred", "plural_hundred") and group is not None and 3 <= group < 100:
            self.group, self.group_role = group * 100, "hundreds"
        elif role in ("scale", "plural_scale") and group is not None and group:
            if group * value >= self.limit:
                return False
            self._close(group, value, index)
            self.seen.add("words")
            return True
        elif role in ("scale", "plural_scale") and group is None and value > self.scale and self.total < value:
            self.total, self.limit = self.total * value, value
            self.factor, self.scale = self.factor * self.scale, int(value)
        else:
            return False
        self.last = index
        self.seen.add("words")
        return True

    def _add(self, index: int) -> bool:
        """Takes what follows a و, if it is smaller than what it is added to; else leaves it to the next number."""
        token = self.tokens[index]
        if token.kind == NUMBER:
            return self._add_digits(index)
        numeral = _numeral(token.text) if token.kind == WORD else None
        if numeral is None or (numeral.reading.article and not self._definite_tens(numeral)) or numeral.reading.preposition:
            return False
        role, value = numeral.role, numeral.value
        if role == "fraction":
            return self._add_fraction(value, index)
        if self.group is None:
            return self._add_group(index)
        if self.group_role == "digits":
            return False
        small = role in ("unit", "ten", "teen", "tens") or (role == "first_of_teen" and self._starts_compound(index))
        if self.group % 100 == 0 and small:
            self.group, self.group_role = self.group + value, "unit" if role == "first_of_teen" else role
        elif self.group_role == "unit" and role == "tens":
            self.group, self.group_role = self.group + value, role
        else:
            return False
        self.last = index
        self.seen.add("words")
        return True

    def _add_group(self, index: int) -> bool:
        """After a scale: reads the number that follows and adds it where it is below that scale."""
        rest = _Reader(self.tokens, index)
        number = rest.read(join=True)
        if number is None or number.value >= self.limit or number.value != int(number.value):
            number = self._shorter(index)
        if number is None:
            return False
        self._append(number, rest.seen)
        return True

    def _shorter(self, index: int) -> Number | None:
        number = _Reader(self.tokens, index).read(join=False)
        if number is None or number.value >= self.limit or number.value != int(number.value):
            return None
        return number

    def _append(self, number: Number, seen: set[str]) -> None:
        self.total += number.value
        self.factor, self.scale, self.limit = self.total, 1, 0
        self.last = number.last
        self.seen |= seen

    def _add_digits(self, index: int) -> bool:
        """Digits join words only: 12 ألفاً و950, مئة و50, never 20 و30."""
        if self.group is None:
            return self.limit > 0 and self._add_group(index)
        value = digits_value(self.tokens[index].text)
        if self.group_role == "digits" or self.group % 100 or not isinstance(value, int) or not 0 < value < 100:
            return False
        following = self._word_after(index)
        if following is not None and following.role in ("scale", "plural_scale"):
            return False
        self.group, self.group_role, self.last = self.group + value, "digits", index
        self.seen.add("digits")
        return True

    def _add_fraction(self, fraction: float, index: int) -> bool:
        """ستة ملايين ونصف، ونصف المليون; a fraction of anything but a scale is another figure."""
        following = self._word_after(index)
        named = following is not None and following.role in ("hundred", "scale") and not following.reading.conjunction
        if self.group is not None or not self.limit or self.limit == float("inf"):
            return False
        unit = following.value if named else self.limit
        self.total += fraction * unit
        self.factor, self.scale, self.limit = self.total, 1, 0
        self.last = index + 1 if named else index
        return True

    def _add_decimals(self, index: int) -> bool:
        """أربعة فاصلة خمسة, before a scale only."""
        if self.group is None or index + 1 >= len(self.tokens):
            return False
        decimals = _Reader(self.tokens, index + 1)
        token = self.tokens[index + 1]
        numeral = _numeral(token.text) if token.kind == WORD else None
        if numeral is None or not decimals._start(numeral) or decimals.group is None:
            return False
        while decimals.group is not None and decimals.group_role in ("unit",) and decimals._extend(join=True):
            pass
        if decimals.group is None:  # the scale was taken with the decimals: take it back
            decimals = _Reader(self.tokens, index + 1)
            decimals._start(numeral)
        digits = str(int(decimals.group))
        self.group += int(digits) / 10 ** len(digits)
        self.group_role, self.last = "digits", decimals.last
        return True


def _base(value: float) -> int:
    for scale in (10**9, 10**6, 1000):
        if value >= scale:
            return scale
    return 1


def in_digits(tokens: Sequence[Token], index: int) -> bool:
    """Whether digits at ``index`` are one part of a longer figure: a date, a time, a share, a version (3/4, 12:30)."""
    for step in (-1, 1):
        beside, beyond = index + step, index + 2 * step
        if 0 <= beyond < len(tokens) and 0 <= beside < len(tokens):
            sign, other = tokens[beside], tokens[beyond]
            if sign.kind == PUNCT and sign.text in "/:." and other.kind == NUMBER:
                left, right = (tokens[index], sign), (sign, other)
                if step < 0:
                    left, right = (other, sign), (sign, tokens[index])
                if left[0].end == left[1].start and right[0].end == right[1].start:
                    return True
    return False
