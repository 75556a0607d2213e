"""Days as people write them into a cell: only what can mean one day is read."""

from __future__ import annotations

import datetime as dt
import re

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?\Z")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\Z")


def stated_day(value: object) -> dt.date | None:
    """The day that a cell states: a date, 2019-01-05, ٢٠١٩/١/٥, 31/12/2018; None for 3/4/2019, which can mean two days."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = str(value).translate(_DIGITS).strip().strip("\u200e\u200f")
    if found := _YEAR_FIRST.match(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _YEAR_LAST.match(text):
        day, month, year = (int(part) for part in found.groups())
        if day <= 12 and month != day:  # the 3rd of April or the 4th of March
            if month <= 12:
                return None
            day, month = month, day
    else:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
