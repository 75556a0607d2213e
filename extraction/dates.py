"""Reads the dates of a bulletin: days, months, years, relative words and periods, from tokens.

`read_dates` reads what the words say, with no report date: «أمس الأحد الرابع من تشرين الثاني / نوفمبر» is one expression that
says yesterday, Sunday, the 4th, November. `resolve` (in `date_resolve`) turns an expression into days once the report's date is
known. What the text does not date stays undated.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from .date_expr import DateExpr
from .date_periods import DateReader
from .date_resolve import Resolved, resolve
from .text import Token, tokenize

__all__ = ["DateExpr", "FoundDate", "Resolved", "find_dates", "read_dates", "resolve"]


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
    return DateReader(tokens).read()
