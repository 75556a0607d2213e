"""The report's own date: given by the user, stated in the text, inferred from it, or unknown.

How Arabic reports date themselves, strongest first:

1. «اليوم» or «أمس» beside a full date («اليوم الاثنين الـ 28 من آب 2017», «أمس الأحد الرابع من تشرين الثاني 2018»).
2. A dateline: a full date that ends one of the first lines, or stands before ``::``, with no preposition of a period.
3. «أمس الجمعة» with no date, where the latest full date of the text is a Friday.
4. A weekday with its full date in the first sentence of the body («صباح الاثنين 28 تشرين الثاني 2016»): an agency dates its lead.

A full date without any of these is the date of an event, and no report date is drawn from it. Between two that disagree the
first in the text counts, since later paragraphs quote older bulletins.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import islice

from .dates import DateExpr, resolve
from .records import DateBasis
from .text import BREAK, Token

_HEAD_LINES = 5
"""Lines, from the top, among which a dateline stands."""

_HEADLINE_WORDS = 30
"""A longer line is a paragraph of the body, not a headline."""

_LINE_ENDS = {"\n", "::", ":", "|", ")", "]"}
_DAY = dt.timedelta(days=1)


def find_report_date(
    tokens: Sequence[Token], exprs: Sequence[DateExpr], given: dt.date | None = None
) -> tuple[dt.date | None, DateBasis]:
    """The report's date and how it is known: ``given``, ``stated``, ``inferred`` or ``unknown`` (then None).

    ``exprs`` are the expressions of `read_dates` over ``tokens``.
    """
    if given is not None:
        return given, "given"
    days = [day for expr in exprs for day in (expr, expr.begin, expr.finish) if day and day.kind == "day"]
    dated = [(day, date) for day in days if (date := _full_date(day, days))]
    found = _dateline(tokens, exprs) or _spoken(dated) or _by_weekday(days, dated) or _lead(tokens, exprs)
    return found or (None, "unknown")


def _full_date(day: DateExpr, days: Sequence[DateExpr]) -> dt.date | None:
    """The date that ``day`` states by itself, or with a year of the text where the weekday proves it."""
    if day.day is None or day.month is None:
        return None
    if day.year:
        return resolve(day, None).start
    if day.weekday is None or day.year_ref:
        return None
    for year in dict.fromkeys(y for other in days if other.year for y in (other.year, other.year + 1)):
        date = resolve(day, None, text_year_hint=year).start
        if date and date.isoweekday() == day.weekday:
            return date
    return None


def _spoken(dated: Sequence[tuple[DateExpr, dt.date]]) -> tuple[dt.date, DateBasis] | None:
    for day, date in dated:
        if day.offset is not None and not day.anaphoric:
            return date - day.offset * _DAY, "stated" if day.offset == 0 else "inferred"
    return None


def _dateline(tokens: Sequence[Token], exprs: Sequence[DateExpr]) -> tuple[dt.date, DateBasis] | None:
    line_ends = (i for i, token in enumerate(tokens) if token.kind == BREAK)
    head = next(islice(line_ends, _HEAD_LINES - 1, None), len(tokens))
    for expr in exprs:
        if expr.first > head:
            return None
        after = tokens[expr.last + 1].text if expr.last + 1 < len(tokens) else "\n"
        if after not in _LINE_ENDS or expr.since or expr.until:
            continue
        if expr.kind == "day" and expr.day and expr.year and expr.offset is None and expr.week_ref is None:
            date = resolve(expr, None).start
            if date:
                return date, "stated"
        # «(18 – 24 شباط 2024)»: a summary of a week is of its last day.
        if expr.kind == "window" and expr.begin and expr.finish and expr.finish.year:
            date = resolve(expr.finish, None).start
            if date:
                return date, "inferred"
    return None


def _lead(tokens: Sequence[Token], exprs: Sequence[DateExpr]) -> tuple[dt.date, DateBasis] | None:
    """A weekday with its full date in the first sentence after the headline."""
    for expr in exprs:
        if expr.kind == "day" and expr.weekday and expr.day and expr.year and expr.offset is None and expr.week_ref is None:
            date = resolve(expr, None).start
            if date and _first_sentence(tokens, expr.first):
                return date, "stated"
    return None


def _first_sentence(tokens: Sequence[Token], at: int) -> bool:
    """Whether ``at`` is in the headline, the dateline or the first sentence of the first paragraph after them."""
    length = 0
    for token in tokens[:at]:
        if token.text in (".", "؟", "!"):
            return False
        if token.kind != BREAK:
            length += 1
        elif length > _HEADLINE_WORDS:
            return False
        else:
            length = 0
    return True


def _by_weekday(
    days: Sequence[DateExpr], dated: Sequence[tuple[DateExpr, dt.date]]
) -> tuple[dt.date, DateBasis] | None:
    for day in days:
        if day.offset in (0, -1, -2) and day.weekday and day.day is None and not day.anaphoric:
            # The same weekday dated a week off is another day: only the latest date of the text can be that day.
            latest = max((date for other, date in dated), default=None)
            if latest and latest.isoweekday() == day.weekday:
                return latest - day.offset * _DAY, "inferred"
    return None
