"""Reads lengths of time as periods: «ثلاثة أيام», «الأيام الثلاثة الماضية», «الـ 24 ساعة», «حصيلة الأسبوع», «الفترة ذاتها»."""

from __future__ import annotations

from dataclasses import replace

from .date_days import ARTICLES, DayReader
from .date_expr import DateExpr

_TOLLS = ("حصيله", "حصاد")


class LengthReader(DayReader):
    """Reads lengths of time beside days, months and years."""

    __slots__ = ()

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
        start = at + 1 if self.forms[at] in ARTICLES else at
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
            if amount and entry.value == "month" and (months := self.months_of_year(at, after, amount)):
                return months
            return self.window(at, after - 1, amount, entry.value, definite=True) if amount else None
        if entry := self.entry(at, "week_noun"):
            after = at + 1 + len(entry.rest)
            reference = self.reference(after) or ("current" if entry.rest else None)
            if reference is None and at and self.forms[at - 1].endswith(_TOLLS):
                return self.window(at, at, 7, "day", definite=True)  # «حصيلة الأسبوع: …»: the seven days up to it
            last = after if self.reference(after) else after - 1
            return DateExpr(at, last, "window", length=1, unit="week", week_ref=reference, definite=True) if reference else None
        amount, after = self.amount(at)
        if amount and (unit := self.entry(after, "unit")):
            article = self.forms[at] in ARTICLES or self.forms[at].startswith("ال")
            if article or self.reference(after + 1) in ("previous", "latest"):
                expr = self.window(at, after, amount, unit.value, definite=True)
                # «الـ 24 ساعة» is a set phrase for the day up to the report, with or without الماضية.
                if expr and expr.unit == "hour":
                    expr.anaphoric = False
                return expr
        return None

    def months_of_year(self, at: int, after: int, amount: int) -> DateExpr | None:
        """«الأشهر التسعة الأولى من العام», «الأشهر الثلاثة الأخيرة من عام 2019»: the months that its year begins or ends with."""
        first = self.forms[after] == "الاولي"
        if not (first or self.reference(after) == "latest") or not 1 < amount < 12:
            return None
        start = self.skip(after + 1, "from")
        year = self.whole_year(start) if start > after + 1 else None
        if year is None:
            return None
        begin, finish = (replace(year, kind="month", month=month) for month in ((1, amount) if first else (13 - amount, 12)))
        return DateExpr(at, year.last, "window", begin=begin, finish=finish)

    def whole_year(self, at: int) -> DateExpr | None:
        """«عام 2019», «العام الماضي», or «العام» alone, which is the current one."""
        return self.year(at) or (DateExpr(at, at, "year", year_ref="current") if self.entry(at, "the_year") else None)

    def share(self, at: int) -> DateExpr | None:
        """«النصف الأول من كانون الثاني», «النصف الثاني من العام 2019», «الأسبوع الأول من آذار», «النصف الأول من العام»."""
        noun, which = self.entry(at, "share"), self.entry(at + 1, "ordinal")
        start = self.skip(at + 2, "from") if noun and which else at
        whole = self.month_span(start) or self.whole_year(start) if start > at + 2 else None
        if whole is None or whole.kind not in ("month", "year") or whole.anaphoric or which.value > (2 if noun.value == "half" else 4):
            return None
        if whole.kind == "year":
            months = (1, 6) if which.value == 1 else (7, 12)
            begin, finish = (replace(whole, kind="month", month=month) for month in months)
            return DateExpr(at, whole.last, "window", begin=begin, finish=finish) if noun.value == "half" else None
        length = 15 if noun.value == "half" else 7
        begin, last = replace(whole, kind="day", day=1 + length * (which.value - 1)), length * which.value
        return DateExpr(at, whole.last, "window", begin=begin, finish=replace(whole, kind="day", day=last) if last < 30 else replace(whole))

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
