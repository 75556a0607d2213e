"""Reads every date phrase of a token list in one pass: days, and the periods made of them (since, until, between, during)."""

from __future__ import annotations

from dataclasses import replace

from .date_days import ARTICLES, ENTRIES
from .date_events import date_events
from .date_expr import DateExpr
from .date_lengths import LengthReader
from .memo import Memo

_ENDS_CLAUSE = {".", "،", ",", "؛", ";", ":", "::", "؟", "?", "!", "\n", ""}
_ENDS_SENTENCE = {".", "؟", "?", "!", "\n"}
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
    "share": ("share",),
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
_DIGITS = ()
_PLAN = dict.fromkeys(ARTICLES, _AT_NUMBER)
for _form, _kinds in ENTRIES.items():
    if _plan := tuple(name for name, starts in _READERS.items() if any(kind in _kinds for kind in starts)):
        _PLAN[_form] = _plan
# What can follow a number that begins a date or a length; most numbers count people and end here.
_AFTER_NUMBER = {"/", "-", "\\", ".", "و", "وال", "منه"} | {
    form for form, kinds in ENTRIES.items() if kinds.keys() & {"month", "month_noun", "the_month", "from", "reference", "to", "until", "unit"}
}


# Small words that begin a date only before another word of dates, an article or digits, with the words that make phrases of them.
_LEADS = {
    form: frozenset(entry.rest[0] for entries in ENTRIES[form].values() for entry in entries if entry.rest)
    for form, plan in _PLAN.items()
    if set(plan) <= {"read_vague", "during", "in_year", "from_to", "until", "between"} and all(e.rest for e in ENTRIES[form].get("vague", ()))
}


def _plan_at(form: str) -> tuple[str, ...] | None:
    return _PLAN.get(form) or (_DIGITS if form[:1].isdecimal() else None)


_BEGINS = Memo(_plan_at)


class DateReader(LengthReader):
    """Reads one token list.

    >>> from .text import tokenize
    >>> [expr.kind for expr in DateReader(tokenize("منذ الأحد وحتى أمس، ثم فجراً")).read()]
    ['window', 'time_of_day']
    """

    __slots__ = ()

    def read(self) -> list[DateExpr]:
        """The expressions in text order; their positions are those of the tokens."""
        forms, entries, index = self.forms, self.entries, self.index
        after = 0
        # Most forms begin nothing, and the padding behind the last one neither.
        for at, plan in [(at, plan) for at, plan in enumerate(map(_BEGINS.__getitem__, forms)) if plan is not None]:
            if at < after:
                continue
            if plan is _DIGITS:
                if forms[at + 1] not in _AFTER_NUMBER:
                    continue
                plan = _AT_NUMBER
            elif (phrases := _LEADS.get(forms[at])) is not None and entries[at + 1] is None:
                following = forms[at + 1]
                if following not in phrases and following not in ARTICLES and not following[:1].isdecimal():
                    continue
            if expressions := self.at(at, plan):
                for expr in expressions:
                    self.keep(expr)
                after = expressions[-1].last + 1
        date_events(self)
        # A window's end may be shared by two windows: each expression is led back to its tokens once.
        parts = {id(part): part for expr in self.found for part in (expr, expr.begin, expr.finish) if part}
        for part in parts.values():
            part.first, part.last = index[part.first], index[part.last]
            if part.opener is not None:
                part.opener = index[part.opener]
        return self.found

    # Expressions

    def at(self, at: int, plan: tuple[str, ...]) -> list[DateExpr] | None:
        """The expressions that begin at ``at``, or None."""
        if (plan is _AT_NUMBER or self.entry(at, "ordinal")) and (days := self.days_listed(at)):
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
        return (self.days_together(at) or self.stretch(at) or self.share(at) or self.month_span(at) or self.year(at)
                or self.span(at) or self.period(at))

    def since(self, at: int) -> DateExpr | None:
        entry = self.entry(at, "since")
        if not entry:
            return None
        start = at + 1 + len(entry.rest)
        begin = self.moment(start)
        if begin is None and self.is_year(start):
            begin = DateExpr(start, start, "year", year=int(self.forms[start]))  # «منذ 2011»
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
        begin = self.point(at + 1) or self.stretch(at + 1) or self.month_span(at + 1)
        if begin is None:
            return None
        start = begin.last + 1 + (self.forms[begin.last + 1] == "و")
        finish = self.point(start) or self.stretch(start) or self.month_span(start)  # «بين 8 آذار ونهاية نيسان»
        if finish is None or not (self.joined(start) or start > begin.last + 1):
            return None
        return DateExpr(at, finish.last, "window", begin=begin, finish=finish)

    def during(self, at: int) -> DateExpr | None:
        entry = self.entry(at, "during")
        if not entry:
            return None
        start = at + 1 + len(entry.rest)
        expr = self.moment(start) or self.duration(start)
        if expr is None and self.entry(start, "the_month"):
            expr = DateExpr(at, start, "month", month_ref="told", anaphoric=True)  # «خلال الشهر»: the month that the report is about
        if expr is None:
            return None
        expr.first = at
        return expr

    def before(self, at: int) -> DateExpr | None:
        """«قبل يومين» is a day; «قبل ثلاثة أشهر» is not dated to one. «قبل يومين من الهجوم» counts from the event."""
        if not self.entry(at, "before"):
            return None
        if self.forms[at + 1] == "ذلك":
            return self.before_that(at)
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

    def before_that(self, at: int) -> DateExpr | None:
        """«قبل ذلك بيومين», «قبل ذلك بيوم واحد», «قبل ذلك بثلاثة أيام»: a day counted back from the last one told."""
        word, last, amount = self.forms[at + 2], at + 2, 1
        kinds = ENTRIES.get(word[1:], {}) if word.startswith("ب") else {}
        if "two" in kinds:
            amount, unit = 2, kinds["two"][0]
        elif "cardinal" in kinds:
            amount, last = kinds["cardinal"][0].value, at + 3
            unit = self.entry(last, "unit") or self.entry(last, "many")
        else:
            unit = next((entry for entry in kinds.get("unit", ()) if not entry.rest), None)
            last += self.forms[last + 1] in ("واحد", "واحده")
        if unit is None or unit.value not in ("day", "week"):
            return None
        return DateExpr(at, last, "day", offset=-amount * (7 if unit.value == "week" else 1), anaphoric=True)

    def in_year(self, at: int) -> DateExpr | None:
        """«في 2003،»: a bare year, only where nothing follows that it could count."""
        if self.entry(at, "in") and self.is_year(at + 1) and (self.forms[at + 2] in _ENDS_CLAUSE or self.forms[at + 2] == ")"):
            return DateExpr(at + 1, at + 1, "year", year=int(self.forms[at + 1]))
        if self.entry(at, "in") and (expr := self.duration(at + 1)):
            counted = expr.kind == "window" and expr.unit in ("hour", "day") and (expr.length > 1)  # «في 24 ساعة», «في ثلاثة أيام»
            return replace(expr, first=at) if expr.definite or self.entry(at + 1, "inexact") or counted else None
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
                within = part is expr.finish and part.month_ref == "same" and expr.begin and not expr.begin.anaphoric  # «بين 5 آب و12 منه»
                part.antecedent = expr.begin if within else self.antecedent(part)
        self.found.append(expr)

    def dates(self, opened: DateExpr, expr: DateExpr) -> bool:
        """Whether ``expr`` dates the event of منذ: near it, in the same clause, with no other figure between."""
        if expr.first - opened.last > _EVENT_REACH:
            return False
        between = self.forms[opened.last + 1 : expr.first]
        return not any(form in _ENDS_CLAUSE or form[0].isdecimal() for form in between)

    def antecedent(self, expr: DateExpr) -> DateExpr | None:
        """The expression that ذاته, نفسه or التالي points to: the last before it of the sort asked for."""
        if expr.kind == "month" and expr.month_ref == "told":
            return next((earlier for earlier in self.found if earlier.kind == "month"), None)
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
