"""Reads one day, month or year from tokens: «مساء أمس الأحد الرابع من تشرين الثاني / نوفمبر من العام 2018»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from . import date_lexicon
from .date_expr import DateExpr
from .text import BREAK, Token

ENTRIES = date_lexicon.load()
ARTICLES = {"ال", "وال", "بال", "لل", "فال"}
_PADDING = 8
"""Empty forms after the last one, more than any phrase looks ahead."""


# A short month name that is also another word (آب) is the month after these.
_BEFORE_MONTH = frozenset(("خلال", "منذ", "في", "مطلع", "منتصف", "اواخر", "اوائل", "نهايه", "حتي", "طوال", "وفي", "ومنذ", "وخلال"))


_WHICH = frozenset(("الذي", "التي"))
_SHARES = frozenset(("النصف", "الثلث", "الربع", "الشطر", "الاسبوع", "العقد"))
# Behind these a day of the month told before is named by its number alone: «في 13 منه».
_ON = frozenset(("في", "وفي", "منذ", "حتي", "وحتي", "يوم", "فجر", "صباح", "ظهر", "عصر", "مساء", "ليل", "و", "بين", "الي", "من", "بتاريخ"))


class DayReader:
    """Reads days, months and years of one token list.

    Every reader takes a position and gives the expression that begins there, or None. Positions count the tokens
    without single line breaks, which fall in mid-sentence; ``index`` leads back to the tokens.
    """

    __slots__ = ("entries", "forms", "found", "index", "tokens")

    def __init__(self, tokens: Sequence[Token]):
        self.tokens = tokens
        self.index = [i for i, t in enumerate(tokens) if t.kind != BREAK or t.end - t.start > 1]
        self.forms = [tokens[i].text for i in self.index] + [""] * _PADDING
        self.entries = list(map(ENTRIES.get, self.forms))
        self.found: list[DateExpr] = []

    # Look-up

    def entry(self, at: int, kind: str) -> date_lexicon.Entry | None:
        kinds = self.entries[at]
        if kinds is None or kind not in kinds:
            return None
        for entry in kinds[kind]:
            rest = entry.rest
            if not rest or tuple(self.forms[at + 1 : at + 1 + len(rest)]) == rest:
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

    def joined(self, at: int) -> bool:
        """Whether the word has و attached."""
        form = self.forms[at]
        return form == "وال" or any(e.joined for found in ENTRIES.get(form, {}).values() for e in found)

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
        start = at + 1 if self.forms[at] in ARTICLES else at
        first, link = self.number(start), start + 1
        if first is None and at and self.forms[at - 1] in _ON:
            first, link = self.ordinal(start)  # «في السابع والثامن من آذار»
        if first is None or not 1 <= first <= 31 or (at and self.entry(at - 1, "numbering")):
            return None
        start = link - 1
        if self.forms[link] == "-" or any(self.entry(link, word) for word in words):
            link += 1
        elif not words and (self.forms[link] in ("و", "وال") or (self.entry(link, "ordinal") and self.joined(link))):
            link += self.forms[link] == "و"
        else:
            return None
        second = self.calendar_day(link)
        if second is None or second.day is None or second.kind != "day":
            return None
        return replace(second, first=at, last=start, day=first), second

    def days_listed(self, at: int) -> list[DateExpr] | None:
        """«13 و20 أكتوبر»: two days, each its own date."""
        start = at + 1 if self.forms[at] in ARTICLES else at
        if self.forms[start + 1] not in ("و", "وال") and not self.entry(start, "ordinal"):
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
        night = self.forms[at + 1] == "الليله" and self.entry(at, "that") is not None
        night = night or (self.forms[at] == "الليله" and self.reference(at + 1) == "same")
        if night or (self.entry(at, "that") and self.entry(at + 1, "this_day")):
            shift = 0  # «تلك الليلة», «الليلة ذاتها», «ذلك اليوم»
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
        if entry.value == 0 and self.forms[last + 1] in _WHICH:
            return None  # «وهو اليوم الذي أُعلن فيه …»: some day
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
        follows = self.entry(start, "weekday") if part in ("night", "after_midnight") else None  # «ليل السبت الأحد»
        if follows is not None and not follows.joined and (follows.value - entry.value) % 7 == 1:
            start -= 1
        if (start == at or self.forms[start] in ("-", "/")) and (second := self.entry(start + 1, "weekday")):
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
        """``expr`` with the date that follows it, after a comma or في at most: «الأحد الرابع من تشرين الثاني», «الجمعة في 3 آذار»."""
        for start in (at, at + 1) if self.forms[at] in ("،", ",", "(", "في") else (at,):
            date = self.numeric(start, True) or self.calendar_day(start)
            if date and not (date.month is None and date.month_ref is None):
                if self.forms[at] == "(" and self.forms[date.last + 1] == ")":
                    date.last += 1
                date.first, date.weekday, date.offset, date.week_ref = expr.first, expr.weekday, expr.offset, expr.week_ref
                return date
        return expr

    def calendar_day(self, at: int) -> DateExpr | None:
        """A day of a month: «الـ 4 من كانون الثاني / يناير الجاري», «17 آب 2017», «الخامس من الشهر ذاته», «19 الجاري»."""
        start = at + 1 if self.forms[at] in ARTICLES else at
        day, after = self.number(start), start + 1
        worded = day is None
        if worded:
            day, after = self.ordinal(start)
            if at and self.forms[at - 1].removeprefix("ب") in _SHARES:
                return None  # «النصف الأول من آب» is no day
        if day is None or not 1 <= day <= 31 or (not worded and len(self.forms[start]) > 2):
            return None
        if self.forms[after] == "منه" and (at < start or (at and self.forms[at - 1] in _ON)):
            return DateExpr(at, after, "day", day=day, month_ref="same", anaphoric=True)  # «وعلى X في الـ 17 منه», «في التاسع عشر منه»
        linked = self.skip(after, "from")
        if worded and linked == after and not self.entry(after, "month"):
            return None
        if self.entry(linked, "the_month"):
            reference = self.reference(linked + 1)
            last = linked + (reference is not None)
            year = self.year(self.skip(last + 1, "from")) if reference else None  # «الـ 17 من الشهر ذاته من العام 2025»
            last = year.last if year is not None and year.year is not None and year.kind == "year" else last
            return DateExpr(at, last, "day", day=day, month_ref=reference or "told", anaphoric=reference in (None, "same"))
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
        if expr := self.month_name(start, companion=start > at or (at > 0 and self.forms[at - 1] in _BEFORE_MONTH)):
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
