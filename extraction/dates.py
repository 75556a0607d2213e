"""Reads the dates of a bulletin: days, months, years, relative words and periods, from tokens.

`read_dates` reads what the words say, with no report date: «أمس الأحد الرابع من تشرين الثاني / نوفمبر» is one expression that
says yesterday, Sunday, the 4th, November. `resolve` (in `date_resolve`) turns an expression into days once the report's date is
known. What the text does not date stays undated.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from . import date_lexicon
from .date_resolve import Resolved, resolve
from .text import BREAK, Token, tokenize

__all__ = ["DateExpr", "FoundDate", "Resolved", "find_dates", "read_dates", "resolve"]


@dataclass(slots=True)
class DateExpr:
    """What one date phrase says, in tokens ``first`` to ``last`` (both included).

    ``kind``:
        ``day`` one day, explicit or relative · ``day_set`` two days named together (أمس واليوم) · ``window`` a period with
        a start or an end · ``month`` · ``year`` · ``part_of_month`` (مطلع / منتصف / أواخر) · ``part_of_year`` ·
        ``time_of_day`` (فجراً, with no day) · ``hijri`` (recognised, not converted) · ``vague`` (قبل قليل) ·
        ``since_event`` (منذ انطلاق المعركة: a start that no date is given for).

    Components are None where not said: ``weekday`` (ISO, Monday is 1), ``day``, ``month``, ``year``; ``offset`` days from the
    report's day (أمس is -1), or, with ``anaphoric``, from the day of ``antecedent`` (في اليوم التالي is 1); ``week_ref``
    (which weekday), ``month_ref`` and ``year_ref`` are ``previous``, ``latest``, ``current``, ``next``, ``same`` (that
    of ``antecedent``) or, for الشهر alone, ``told`` (the month that ``antecedent`` speaks of, else the current one); ``stretch`` is the ``start``, ``middle`` or ``end`` of a month or year; ``part`` the part of day.

    A window has ``begin`` and ``finish`` (expressions), or a length: ``length`` times ``unit``, with ``week_ref`` saying which.
    ``since`` is True for منذ, ``until`` for حتى; ``open_end`` says that the end is an event (حتى انتهاء المعركة). ``opener`` is the
    token of منذ, which may stand some words before the date (منذ اندلاع الثورة في آذار 2011).
    """

    first: int
    last: int
    kind: str
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    offset: int | None = None
    part: str | None = None
    week_ref: str | None = None
    month_ref: str | None = None
    year_ref: str | None = None
    stretch: str | None = None
    length: int | None = None
    unit: str | None = None
    definite: bool = False
    since: bool = False
    until: bool = False
    open_end: bool = False
    opener: int | None = None
    begin: DateExpr | None = None
    finish: DateExpr | None = None
    anaphoric: bool = False
    antecedent: DateExpr | None = None


class FoundDate(NamedTuple):
    """A date phrase of a text: offsets, words, and its first and last day (None where not stated)."""

    start: int
    end: int
    text: str
    first_day: dt.date | None
    last_day: dt.date | None


def find_dates(text: str, report_date: dt.date | None = None) -> list[FoundDate]:
    """The date phrases of ``text`` in its order, with offsets into it as given and their first and last day.

    Relative phrases are dated from ``report_date``; without one they are found but undated. The past is meant unless
    the text says otherwise. Raises `TextTooLong`.

    >>> import datetime as dt
    >>> for d in find_dates("قصف أمس الأحد بعد هدوء منذ الـ 10 من أيلول / سبتمبر الفائت", dt.date(2018, 11, 5)):
    ...     print(d.text, d.first_day, d.last_day)
    أمس الأحد 2018-11-04 2018-11-04
    منذ الـ 10 من أيلول / سبتمبر الفائت 2018-09-10 2018-11-05
    >>> find_dates("وصلوا فجر اليوم")[0].first_day is None
    True
    """
    tokens = tokenize(text)
    found = []
    for expr in read_dates(tokens):
        if expr.kind != "since_event":
            start, end = tokens[expr.first].start, tokens[expr.last].end
            found.append(FoundDate(start, end, text[start:end], *resolve(expr, report_date)))
    return found


def read_dates(tokens: Sequence[Token]) -> list[DateExpr]:
    """The date expressions in ``tokens``, in text order, none overlapping another."""
    return _Reader(tokens).read()


_ENTRIES = date_lexicon.load()
_ARTICLES = {"ال", "وال", "بال", "لل", "فال"}
_ENDS_CLAUSE = {".", "،", ",", "؛", ";", ":", "::", "؟", "?", "!", "\n", ""}
_ENDS_SENTENCE = {".", "؟", "?", "!", "\n"}
_PADDING = 8
_EVENT_REACH = 14
"""Most words between منذ and the date of its event."""


# Which readers to try at a word of each class, in this order.
_READERS = {
    "read_vague": ("vague",),
    "since": ("since",),
    "until": ("until",),
    "from_to": ("from",),
    "between": ("between",),
    "during": ("during",),
    "before": ("before",),
    "in_year": ("in",),
    "days_together": ("part", "relative", "day_noun", "days_of", "this_day", "that", "ordinal", "weekday"),
    "stretch": ("stretch",),
    "month_span": ("month", "month_noun", "the_month"),
    "year": ("the_year", "year_noun"),
    "span": ("the_two", "the_many", "week_noun"),
    "period": ("period_noun", "date_noun", "that"),
    "last_units": ("stretch",),
    "adverb": ("adverb",),
    "season": ("season",),
}
_AT_NUMBER = ("days_together", "span")
_PLAN = dict.fromkeys(_ARTICLES, _AT_NUMBER)
for _form, _kinds in _ENTRIES.items():
    if _plan := tuple(name for name, starts in _READERS.items() if any(kind in _kinds for kind in starts)):
        _PLAN[_form] = _plan
# What can follow a number that begins a date or a length; most numbers count people and end here.
_AFTER_NUMBER = {"/", "-", "\\", ".", "و", "وال"} | {
    form for form, kinds in _ENTRIES.items() if kinds.keys() & {"month", "month_noun", "the_month", "from", "reference", "to", "until", "unit"}
}


class _Reader:
    """Reads one token list. Positions count the tokens without single line breaks, which fall in mid-sentence."""

    __slots__ = ("forms", "found", "index", "tokens")

    def __init__(self, tokens: Sequence[Token]):
        self.tokens = tokens
        self.index = [i for i, t in enumerate(tokens) if t.kind != BREAK or t.end - t.start > 1]
        self.forms = [tokens[i].text for i in self.index] + [""] * _PADDING
        self.found: list[DateExpr] = []

    def read(self) -> list[DateExpr]:
        forms, index = self.forms, self.index
        at, size = 0, len(index)
        while at < size:
            form = forms[at]
            plan = _PLAN.get(form)
            if plan is None and form[0].isdecimal() and forms[at + 1] in _AFTER_NUMBER:
                plan = _AT_NUMBER
            if plan and (expressions := self.at(at, plan)):
                for expr in expressions:
                    self.keep(expr)
                at = expressions[-1].last
            at += 1
        for expr in self.found:
            expr.first, expr.last = index[expr.first], index[expr.last]
            if expr.opener is not None:
                expr.opener = index[expr.opener]
        return self.found

    # Look-up

    def entry(self, at: int, kind: str) -> date_lexicon.Entry | None:
        kinds = _ENTRIES.get(self.forms[at])
        if kinds is None:
            return None
        for entry in kinds.get(kind, ()):
            if not entry.rest or tuple(self.forms[at + 1 : at + 1 + len(entry.rest)]) == entry.rest:
                return entry
        return None

    def skip(self, at: int, *kinds: str) -> int:
        for kind in kinds:
            if entry := self.entry(at, kind):
                at += 1 + len(entry.rest)
        return at

    def reference(self, at: int) -> str | None:
        entry = self.entry(at, "reference")
        return entry.value if entry else None

    def number(self, at: int) -> int | None:
        form = self.forms[at]
        return int(form) if len(form) <= 4 and form.isdecimal() else None

    def is_year(self, at: int) -> bool:
        """Four digits from 1900 to 2100 that count nothing: «في شباط 2011», not «في شباط 2011 مدنياً»."""
        form = self.forms[at]
        if len(form) != 4 or not form.isdecimal() or not 1900 <= int(form) <= 2100:
            return False
        # A line break between them parts the number from the noun.
        if self.index[at + 1 : at + 2] != [self.index[at] + 1]:
            return True
        return self.entry(at + 1, "counted") is None and self.entry(at + 1, "unit") is None

    # Expressions

    def at(self, at: int, plan: tuple[str, ...]) -> list[DateExpr] | None:
        """The expressions that begin at ``at``, or None."""
        if plan is _AT_NUMBER and (days := self.days_listed(at)):
            return days
        for name in plan:
            if expr := getattr(self, name)(at):
                return [expr]
        return None

    def read_vague(self, at: int) -> DateExpr | None:
        entry = self.entry(at, "vague")
        return DateExpr(at, at + len(entry.rest), "vague") if entry else None

    def moment(self, at: int) -> DateExpr | None:
        """Anything that a preposition can stand before: a day, a month, a year, a part or a length of them."""
        return self.days_together(at) or self.stretch(at) or self.month_span(at) or self.year(at) or self.span(at) or self.period(at)

    def since(self, at: int) -> DateExpr | None:
        entry = self.entry(at, "since")
        if not entry:
            return None
        start = at + 1 + len(entry.rest)
        begin = self.moment(start)
        if begin is None:
            begin = self.duration(start) or self.season(start)
        if begin is None:
            return DateExpr(at, start - 1, "since_event", since=True, opener=at)
        if begin.kind in ("vague", "hijri"):
            return replace(begin, first=at, since=True, opener=at)
        if begin.kind == "window" and not begin.begin:
            return self.to_end(replace(begin, first=at, since=True, opener=at))
        return self.to_end(DateExpr(at, begin.last, "window", since=True, opener=at, begin=begin))

    def to_end(self, window: DateExpr) -> DateExpr:
        """``window`` with the end that follows it, if one does: وحتى أمس, إلى 4 آذار, حتى انتهاء المعركة."""
        at = window.last + 1
        for kind in ("until", "to"):
            if entry := self.entry(at, kind):
                start = at + 1 + len(entry.rest)
                if now := self.entry(start, "now"):
                    window.last = start + len(now.rest)
                elif finish := self.moment(start):
                    window.finish, window.last = finish, finish.last
                elif kind == "until":
                    window.open_end = True
                break
        return window

    def until(self, at: int) -> DateExpr | None:
        entry = self.entry(at, "until")
        finish = self.days_together(at + 1 + len(entry.rest)) or self.month_span(at + 1 + len(entry.rest)) if entry else None
        return DateExpr(at, finish.last, "window", until=True, finish=finish) if finish else None

    def from_to(self, at: int) -> DateExpr | None:
        """«من 27 تشرين الثاني إلى 4 كانون الأول», «من 6 حتى 10 آذار», «من مطلع العام حتى …»."""
        if not self.entry(at, "from"):
            return None
        start = at + 1
        if self.forms[start] not in _PLAN and not self.forms[start][:1].isdecimal():
            return None
        if pair := self.day_pair(start, ("to", "until")):
            return DateExpr(at, pair[1].last, "window", begin=pair[0], finish=pair[1])
        begin = self.days_together(start) or self.stretch(start) or self.month_span(start)
        if begin is None or not (self.entry(begin.last + 1, "until") or self.entry(begin.last + 1, "to")):
            return None
        window = self.to_end(DateExpr(at, begin.last, "window", since=True, opener=at, begin=begin))
        return window if window.finish or window.open_end or window.last > begin.last else None

    def between(self, at: int) -> DateExpr | None:
        if not self.entry(at, "between"):
            return None
        if pair := self.day_pair(at + 1, ()):
            return DateExpr(at, pair[1].last, "window", begin=pair[0], finish=pair[1])
        begin = self.point(at + 1) or self.month_span(at + 1)
        if begin is None:
            return None
        start = begin.last + 1 + (self.forms[begin.last + 1] == "و")
        finish = self.point(start) or self.month_span(start)
        if finish is None or not (self.joined(start) or start > begin.last + 1):
            return None
        return DateExpr(at, finish.last, "window", begin=begin, finish=finish)

    def joined(self, at: int) -> bool:
        """Whether the word has و attached."""
        form = self.forms[at]
        return form == "وال" or any(e.joined for found in _ENTRIES.get(form, {}).values() for e in found)

    def during(self, at: int) -> DateExpr | None:
        entry = self.entry(at, "during")
        if not entry:
            return None
        start = at + 1 + len(entry.rest)
        expr = self.moment(start) or self.duration(start)
        if expr is None:
            return None
        expr.first = at
        return expr

    def before(self, at: int) -> DateExpr | None:
        """«قبل يومين» is a day; «قبل ثلاثة أشهر» is not dated to one. «قبل يومين من الهجوم» counts from the event."""
        if not self.entry(at, "before"):
            return None
        length = self.duration(at + 1)
        if length is None or length.definite:
            return None
        after = length.last + 1
        if self.entry(after, "from") and not self.entry(after + 1, "now") and not self.entry(after + 1, "relative"):
            return None
        if length.kind == "vague" or length.unit not in ("day", "week"):
            return DateExpr(at, length.last, "vague")
        days = length.length * (7 if length.unit == "week" else 1)
        return DateExpr(at, length.last, "day", offset=-days)

    def in_year(self, at: int) -> DateExpr | None:
        """«في 2003،»: a bare year, only where nothing follows that it could count."""
        if self.entry(at, "in") and self.is_year(at + 1) and (self.forms[at + 2] in _ENDS_CLAUSE or self.forms[at + 2] == ")"):
            return DateExpr(at + 1, at + 1, "year", year=int(self.forms[at + 1]))
        if self.entry(at, "in") and (expr := self.duration(at + 1)) and (expr.definite or self.entry(at + 1, "inexact")):
            return replace(expr, first=at)
        return None

    # Days

    def days_together(self, at: int) -> DateExpr | None:
        """A day, or two named as one time: «أمس واليوم», «يومي الجمعة والسبت», «18 – 24 شباط»."""
        if pair := self.day_pair(at, ("to",)):
            return DateExpr(at, pair[1].last, "window", begin=pair[0], finish=pair[1])
        listed = self.entry(at, "days_of")
        begin = self.point(at + 1 if listed else at)
        if begin is None:
            return None
        begin.first = at
        following = begin.last + 1
        if begin.day is None and not begin.anaphoric and self.joined(following):
            finish = self.point(following)
            if finish and finish.day is None and not finish.anaphoric and (listed or finish.weekday or finish.offset is not None):
                return DateExpr(at, finish.last, "day_set", begin=begin, finish=finish)
        return begin

    def day_pair(self, at: int, words: tuple[str, ...]) -> tuple[DateExpr, DateExpr] | None:
        """Two days of one month: «6 و10 آذار» after بين, «18 – 24 شباط 2024», «6 حتى 10 آذار» after من."""
        start = at + 1 if self.forms[at] in _ARTICLES else at
        first = self.number(start)
        if first is None or not 1 <= first <= 31 or (at and self.entry(at - 1, "numbering")):
            return None
        link = start + 1
        if self.forms[link] == "-" or any(self.entry(link, word) for word in words):
            link += 1
        elif not words and self.forms[link] in ("و", "وال"):
            link += self.forms[link] == "و"
        else:
            return None
        second = self.calendar_day(link)
        if second is None or second.day is None or second.kind != "day":
            return None
        return replace(second, first=at, last=start, day=first), second

    def days_listed(self, at: int) -> list[DateExpr] | None:
        """«13 و20 أكتوبر»: two days, each its own date."""
        start = at + 1 if self.forms[at] in _ARTICLES else at
        if self.forms[start + 1] not in ("و", "وال"):
            return None
        pair = self.day_pair(at, ())
        return list(pair) if pair else None

    def point(self, at: int) -> DateExpr | None:
        """One day: [part of day] [يوم] then a relative word, a weekday, a date, or all of them."""
        start, part = at, None
        if entry := self.entry(start, "part"):
            part, start = entry.value, start + 1 + len(entry.rest)
        named = self.entry(start, "day_noun") is not None
        if same := self.same_day(start):
            expr = same
        else:
            start += named
            expr = self.relative(start) or self.on_weekday(start, part) or self.numeric(start, named) or self.calendar_day(start)
        if expr is None:
            return None
        expr.first, expr.part = at, part
        return expr

    def same_day(self, at: int) -> DateExpr | None:
        """«اليوم ذاته», «اليوم التالي», «ذلك اليوم»: a day counted from the last one told."""
        shift = None
        if self.entry(at, "that") and self.entry(at + 1, "this_day"):
            shift = 0
        elif self.entry(at, "this_day"):
            if (reference := self.reference(at + 1)) in ("same", "previous"):
                # «اليوم الفائت» does not occur for yesterday; السابق is the day before the one told.
                shift = 0 if reference == "same" else -1
            elif follows := self.entry(at + 1, "follows"):
                shift = follows.value
        return None if shift is None else DateExpr(at, at + 1, "day", offset=shift, anaphoric=True)

    def relative(self, at: int) -> DateExpr | None:
        entry = self.entry(at, "relative")
        if not entry:
            return None
        last = at + len(entry.rest)
        # «في اليوم الثالث من العملية» counts the days of something else.
        if entry.value == 0 and self.entry(last + 1, "ordinal") and not self.calendar_day(last + 1):
            return None
        expr = DateExpr(at, last, "day", offset=entry.value)
        if weekday := self.on_weekday(last + 1, None):
            if weekday.begin is None and not self.joined(last + 1):
                weekday.first, weekday.offset = at, entry.value
                return weekday
        return self.with_date(expr, last + 1)

    def on_weekday(self, at: int, part: str | None) -> DateExpr | None:
        entry = self.entry(at, "weekday")
        if not entry or (at and self.entry(at - 1, "names")):
            return None
        expr = DateExpr(at, at, "day", weekday=entry.value)
        start = at + 1
        # «ليل السبت – الأحد»: the night between the two; after midnight it is the second.
        if self.forms[start] in ("-", "/") and (second := self.entry(start + 1, "weekday")):
            if part == "after_midnight":
                expr.weekday, expr.last = second.value, start + 1
                return self.with_date(expr, start + 2)
            finish = self.with_date(DateExpr(start + 1, start + 1, "day", weekday=second.value), start + 2)
            return DateExpr(at, finish.last, "day_set", begin=expr, finish=finish)
        if reference := self.reference(start):
            expr.week_ref, expr.last = reference, start
            start += 1
        return self.with_date(expr, start)

    def with_date(self, expr: DateExpr, at: int) -> DateExpr:
        """``expr`` with the date that follows it, after a comma at most: «الأحد الرابع من تشرين الثاني»."""
        for start in (at, at + 1) if self.forms[at] in ("،", ",", "(") else (at,):
            date = self.numeric(start, True) or self.calendar_day(start)
            if date and not (date.month is None and date.month_ref is None):
                if self.forms[at] == "(" and self.forms[date.last + 1] == ")":
                    date.last += 1
                return replace(date, first=expr.first, weekday=expr.weekday, offset=expr.offset, week_ref=expr.week_ref)
        return expr

    def calendar_day(self, at: int) -> DateExpr | None:
        """A day of a month: «الـ 4 من كانون الثاني / يناير الجاري», «17 آب 2017», «الخامس من الشهر ذاته», «19 الجاري»."""
        start = at + 1 if self.forms[at] in _ARTICLES else at
        day, after = self.number(start), start + 1
        worded = day is None
        if worded:
            day, after = self.ordinal(start)
        if day is None or not 1 <= day <= 31 or (not worded and len(self.forms[start]) > 2):
            return None
        linked = self.skip(after, "from")
        if worded and linked == after and not self.entry(after, "month"):
            return None
        if self.entry(linked, "the_month"):
            reference = self.reference(linked + 1)
            return DateExpr(
                at, linked + (reference is not None), "day", day=day, month_ref=reference or "told",
                anaphoric=reference in (None, "same"),
            )
        if not worded and self.reference(after) == "current":
            return DateExpr(at, after, "day", day=day, month_ref="current")
        month = self.month_name(self.skip(linked, "month_noun"), companion=True)
        if month is None:
            return None
        month.first, month.day = at, day
        if month.kind == "month":
            month.kind = "day"
        return month

    def ordinal(self, at: int) -> tuple[int | None, int]:
        """A day in words and the position after it: الخامس, التاسع عشر, الحادي والعشرين."""
        entry = self.entry(at, "ordinal")
        if not entry:
            return None, at
        if entry.value < 10:
            if self.forms[at + 1] == "عشر":
                return entry.value + 10, at + 2
            tens = self.entry(at + 1, "ordinal")
            if tens and tens.joined and tens.value in (20, 30):
                return entry.value + tens.value, at + 2
        return entry.value, at + 1

    def numeric(self, at: int, named: bool) -> DateExpr | None:
        """Day first: 28/11/2012, 3-2-2017, 12.11.2019; or year first: 2019-11-12. After a day's name also 28/11."""
        forms = self.forms
        if not forms[at][:1].isdecimal():
            return None
        if forms[at + 1] == "." and forms[at].count(".") == 1 and self.is_year(at + 2):
            day, month = forms[at].split(".")
            parts, last = (day, month, forms[at + 2]), at + 2
        elif forms[at + 1] in ("/", "-", "\\") and forms[at + 3] == forms[at + 1] and forms[at + 4]:
            parts, last = (forms[at], forms[at + 2], forms[at + 4]), at + 4
        elif named and forms[at + 1] == "/" and forms[at + 2].isdecimal():
            parts, last = (forms[at], forms[at + 2], ""), at + 2
        else:
            return None
        if len(parts[0]) == 4:
            parts = parts[::-1]
        day, month, year = parts
        if not (day.isdecimal() and month.isdecimal() and len(day) <= 2 and len(month) <= 2):
            return None
        if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
            return None
        if year and not (year.isdecimal() and len(year) == 4 and 1900 <= int(year) <= 2100):
            return None
        return DateExpr(at, last, "day", day=int(day), month=int(month), year=int(year) if year else None)

    # Months and years

    def month_span(self, at: int) -> DateExpr | None:
        """«آذار 2011», «شهر تشرين الثاني الفائت», «الشهر الماضي», «هذا الشهر»."""
        start = self.skip(at, "month_noun")
        if expr := self.month_name(start, companion=start > at):
            expr.first = at
            return expr
        if entry := self.entry(at, "the_month"):
            after = at + 1 + len(entry.rest)
            reference = self.reference(after) or ("current" if entry.rest else None)
            if reference:
                last = after if self.reference(after) else after - 1
                return DateExpr(at, last, "month", month_ref=reference, anaphoric=reference == "same")
        return None

    def month_name(self, at: int, companion: bool) -> DateExpr | None:
        """A month, its second name in brackets or after a stroke, which one it is, and its year."""
        entry = self.entry(at, "month")
        if not entry:
            return None
        name = entry.value
        expr = DateExpr(at, at + len(entry.rest), "hijri" if name.hijri else "month", month=name.number)
        after = expr.last + 1
        opened = self.forms[after] in ("/", "(", "-")
        second = self.entry(after + opened, "month")
        if second and second.value.number == name.number and not second.value.hijri and not second.joined:
            expr.last = after + opened + len(second.rest)
            if self.forms[after] == "(" and self.forms[expr.last + 1] == ")":
                expr.last += 1
        before = expr.last
        self.tail(expr)
        return expr if name.alone or companion or expr.last > before or second else None

    def tail(self, expr: DateExpr) -> None:
        """What follows a month: الجاري, الفائت, 2018, «من العام 2018», «من العام الفائت»."""
        for _ in range(3):
            after = expr.last + 1
            if expr.month_ref is None and expr.year is None and (reference := self.reference(after)):
                expr.month_ref, expr.last = reference, after
            elif expr.year is None and self.is_year(after):
                expr.year, expr.last = int(self.forms[after]), after
            elif expr.kind == "hijri" and (self.number(after) or 0) in range(1300, 1500):
                expr.last = after + (self.entry(after + 1, "hijri_sign") is not None)
                return
            elif expr.year is None and expr.year_ref is None and (year := self.year(self.skip(after, "from"))) and not year.stretch:
                expr.year, expr.year_ref, expr.anaphoric, expr.last = year.year, year.year_ref, year.anaphoric, year.last
            else:
                return

    def year(self, at: int) -> DateExpr | None:
        entry = self.entry(at, "the_year") or self.entry(at, "year_noun")
        if not entry:
            return None
        after = at + 1 + len(entry.rest)
        if self.is_year(after):
            return DateExpr(at, after, "year", year=int(self.forms[after]))
        if entry.kind == "the_year" and (reference := self.reference(after)):
            return DateExpr(at, after, "year", year_ref=reference, anaphoric=reference == "same")
        if entry.rest:
            return DateExpr(at, after - 1, "year", year_ref="current")
        return None

    def stretch(self, at: int) -> DateExpr | None:
        """«مطلع الشهر الجاري», «منتصف آذار / مارس 2011», «أواخر تموز», «مطلع العام», «مطلع 2014»."""
        entry = self.entry(at, "stretch")
        if not entry:
            return None
        start = at + 1 + len(entry.rest)
        month = self.month_span(start)
        if month is None and self.entry(start, "the_month"):
            month = DateExpr(start, start, "month", month_ref="current")
        if month:
            month.first, month.stretch = at, entry.value
            if month.kind == "month":
                month.kind = "part_of_month"
            return month
        year = self.year(start)
        if year is None and self.entry(start, "the_year"):
            year = DateExpr(start, start, "year", year_ref="current")
        if year is None and self.is_year(start):
            year = DateExpr(start, start, "year", year=int(self.forms[start]))
        if year:
            year.first, year.stretch, year.kind = at, entry.value, "part_of_year"
        return year

    # Lengths of time

    def duration(self, at: int) -> DateExpr | None:
        """A length as a window up to the report: «أسبوع», «48 ساعة», «ثلاثة أيام», «نحو عشرين يوماً».

        Less than a day, or only a bound (أكثر من عام), dates nothing and is ``vague``.
        """
        start = self.skip(at, "about", "inexact")
        inexact = self.entry(at, "inexact") is not None
        if expr := self.span(start):
            expr.first = at
            return expr
        if entry := self.entry(start, "two"):
            amount, unit, last = 2, entry.value, start
        else:
            amount, after = self.amount(start)
            entry = self.entry(after, "unit")
            if entry is None:
                entry = self.entry(after, "many")
            if entry is None or (amount is None and self.entry(start, "many")):
                return None
            # «منذ يوم الزلزال» is the day of something, «خلال يوم واحد» one day.
            if amount is None and self.entry(after, "day_noun") and not self.entry(after + 1, "cardinal"):
                return None
            amount, unit, last = amount or 1, entry.value, after
        return self.window(at, last, amount, unit, definite=False, inexact=inexact)

    def window(self, at: int, last: int, amount: int, unit: str, definite: bool, inexact: bool = False) -> DateExpr | None:
        reference = self.reference(last + 1)
        if reference:
            last += 1
        elif definite and unit in ("month", "year"):
            # «ابن الأعوام الأربعة» is an age.
            return None
        exact_day = unit == "hour" and amount % 24 == 0
        # «خلال أقل من 24 ساعة» still bounds the day; «أكثر من عام» bounds nothing.
        if (unit == "hour" and not exact_day) or (inexact and not exact_day):
            return DateExpr(at, last, "vague")
        return DateExpr(
            at, last, "window", length=amount, unit=unit, week_ref=reference, definite=definite,
            anaphoric=definite and reference in (None, "same"),
        )

    def amount(self, at: int) -> tuple[int | None, int]:
        """A number in digits or words with or without the article, and the position after it."""
        start = at + 1 if self.forms[at] in _ARTICLES else at
        if (number := self.number(start)) is not None:
            return (number or None), start + 1
        entry = self.entry(at, "cardinal")
        if not entry:
            return None, at
        value, after = entry.value, at + 1
        if value < 10 and self.forms[after] in ("عشر", "عشره"):
            return value + 10, after + 1
        tens = self.entry(after, "cardinal")
        if value < 10 and tens and tens.joined and tens.value >= 20:
            return value + tens.value, after + 1
        return (None, at) if value == 1 else (value, after)

    def span(self, at: int) -> DateExpr | None:
        """A definite length: «الأيام الثلاثة الماضية», «اليومين», «الساعات الـ24 الماضية», «الـ 24 ساعة الفائتة», «الأسبوع الماضي»."""
        if entry := self.entry(at, "the_two"):
            return self.window(at, at, 2, entry.value, definite=True)
        if entry := self.entry(at, "the_many"):
            amount, after = self.amount(at + 1)
            return self.window(at, after - 1, amount, entry.value, definite=True) if amount else None
        if entry := self.entry(at, "week_noun"):
            after = at + 1 + len(entry.rest)
            reference = self.reference(after) or ("current" if entry.rest else None)
            last = after if self.reference(after) else after - 1
            return DateExpr(at, last, "window", length=1, unit="week", week_ref=reference, definite=True) if reference else None
        amount, after = self.amount(at)
        if amount and (unit := self.entry(after, "unit")):
            article = self.forms[at] in _ARTICLES or self.forms[at].startswith("ال")
            if article or self.reference(after + 1) in ("previous", "latest"):
                expr = self.window(at, after, amount, unit.value, definite=True)
                # «الـ 24 ساعة» is a set phrase for the day up to the report, with or without الماضية.
                if expr and expr.unit == "hour":
                    expr.anaphoric = False
                return expr
        return None

    def last_units(self, at: int) -> DateExpr | None:
        """«آخر 24 ساعة»."""
        entry = self.entry(at, "stretch")
        if entry and entry.value == "end":
            amount, after = self.amount(at + 1)
            if amount and (unit := self.entry(after, "unit")):
                return self.window(at, after, amount, unit.value, definite=False)
        return None

    def period(self, at: int) -> DateExpr | None:
        """«الفترة ذاتها», «المدة نفسها», «التاريخ ذاته», «تلك الفترة»: the period or day told last."""
        start = at + 1 if self.entry(at, "that") else at
        for noun, kind in (("period_noun", "window"), ("date_noun", "day")):
            if self.entry(start, noun) and (start > at or self.reference(start + 1) == "same"):
                last = start if start > at else start + 1
                offset = 0 if kind == "day" else None
                return DateExpr(at, last, kind, anaphoric=True, offset=offset)
        return None

    def adverb(self, at: int) -> DateExpr | None:
        entry = self.entry(at, "adverb")
        return DateExpr(at, at + len(entry.rest), "time_of_day", part=entry.value) if entry else None

    def season(self, at: int) -> DateExpr | None:
        """A season, which is no dated period; without the article it needs a year (صيف 2014)."""
        entry = self.entry(at, "season")
        if not entry:
            return None
        last = at + (self.reference(at + 1) is not None or self.is_year(at + 1))
        certain = last > at or (at and self.entry(at - 1, "since"))
        return DateExpr(at, last, "vague") if certain else None

    # Links between expressions

    def keep(self, expr: DateExpr) -> None:
        """Adds ``expr``, with what it refers back to and with the منذ of an event that it dates."""
        opened = self.found[-1] if self.found else None
        if opened and opened.kind == "since_event" and expr.kind in ("day", "month", "part_of_month", "year") and self.dates(opened, expr):
            self.found.pop()
            expr = self.to_end(DateExpr(expr.first, expr.last, "window", since=True, opener=opened.first, begin=expr))
        # «حتى مساء اليوم … منذ الـ 10 من أيلول»: one sentence, one period.
        if expr.kind == "window" and expr.begin and expr.since and not expr.finish and not expr.open_end and self.found:
            before = self.found[-1]
            if before.until and not any(form in _ENDS_SENTENCE for form in self.forms[before.last + 1 : expr.first]):
                expr.finish = before.finish
        for part in (expr, expr.begin, expr.finish):
            if part and part.anaphoric and not part.antecedent:
                part.antecedent = self.antecedent(part)
        self.found.append(expr)

    def dates(self, opened: DateExpr, expr: DateExpr) -> bool:
        """Whether ``expr`` dates the event of منذ: near it, in the same clause, with no other figure between."""
        if expr.first - opened.last > _EVENT_REACH:
            return False
        between = self.forms[opened.last + 1 : expr.first]
        return not any(form in _ENDS_CLAUSE or form[0].isdecimal() for form in between)

    def antecedent(self, expr: DateExpr) -> DateExpr | None:
        """The expression that ذاته, نفسه or التالي points to: the last before it of the sort asked for."""
        for earlier in reversed(self.found):
            if expr.kind == "window":
                if earlier.kind in ("window", "month") and (expr.length is None or earlier.finish or earlier.length):
                    return earlier
                continue
            for part in (earlier, earlier.finish, earlier.begin):
                if part is None or part.kind in ("vague", "time_of_day", "since_event", "window", "hijri"):
                    continue
                if expr.month_ref == "told":
                    if part.month is None and part.month_ref is not None:
                        return part
                    continue
                wants_month = expr.month_ref == "same" or expr.year_ref == "same"
                if part.month is not None or part.month_ref is not None if wants_month else part.kind == "day":
                    return part
        return None
