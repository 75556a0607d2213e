"""Turns what a date phrase says into days, given the report's date.

Rules of the language: the past is meant unless المقبل or غداً says otherwise. A weekday is the last such day up to the report,
with الماضي or الفائت the last one before it. A day and month without a year is the last such day up to the report. Where a
weekday contradicts a full date the date counts; where it contradicts أمس or اليوم (an older bulletin quoted), the weekday does.
Rules of the codebook: mid-month is the 15th, the beginning of a month its first 10 days (and so its end the days from the 21st),
"last week" the 7 days before the report; seasons and "earlier" have no date.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from typing import NamedTuple

from .date_expr import DateExpr

_DAY = dt.timedelta(days=1)


class Resolved(NamedTuple):
    """First and last day of a date phrase, each None where the text does not state it."""

    start: dt.date | None
    end: dt.date | None


_UNDATED = Resolved(None, None)


def resolve(expr: DateExpr, report_date: dt.date | None, text_year_hint: int | None = None) -> Resolved:
    """The first and last day that ``expr`` means in a report of ``report_date``.

    Without a report date only what is fully stated is dated; ``text_year_hint`` is then the year of a day and month that
    names none. A window with منذ and no end lasts to the report's date (None if unknown).
    """
    try:
        return _resolve(expr, report_date, text_year_hint)
    except (ValueError, OverflowError):
        # A day that its month does not have (31 April) or that lies outside the calendar dates nothing.
        return _UNDATED


def _resolve(expr: DateExpr, report: dt.date | None, hint: int | None) -> Resolved:
    match expr.kind:
        case "day":
            return _day(expr, report, hint)
        case "day_set":
            first, last = resolve(expr.begin, report, hint).start, resolve(expr.finish, report, hint).end
            return Resolved(min(first, last), max(first, last)) if first and last else _UNDATED
        case "window":
            return _window(expr, report, hint)
        case "month" | "part_of_month":
            return _month(expr, report, hint)
        case "year":
            year = _year(expr, report)
            return _upto(report, dt.date(year, 1, 1), dt.date(year, 12, 31)) if year else _UNDATED
        case _:
            return _UNDATED


def _upto(report: dt.date | None, start: dt.date, end: dt.date) -> Resolved:
    """A period in which the report falls is told up to the report."""
    return Resolved(start, report if report and start <= report < end else end)


def _day(expr: DateExpr, report: dt.date | None, hint: int | None) -> Resolved:
    if expr.day is not None:
        day = _calendar_day(expr, report, hint)
    elif expr.anaphoric:
        # What was told before with no day was so on the report's.
        day = resolve(expr.antecedent, report, hint).start if expr.antecedent else report if expr.offset <= 0 else None
        day = day and day + expr.offset * _DAY
    elif report is None:
        day = None
    elif expr.weekday is None:
        day = report + expr.offset * _DAY
    elif expr.week_ref == "next":
        day = report + ((expr.weekday - report.isoweekday() - 1) % 7 + 1) * _DAY
    else:
        latest = report
        if expr.offset is not None:
            latest += expr.offset * _DAY
        elif expr.week_ref in ("previous", "latest"):
            latest -= _DAY
        day = latest - (latest.isoweekday() - expr.weekday) % 7 * _DAY
    if day is None:
        return _UNDATED
    # After midnight of last night: the evening is yesterday's, the hours are today's.
    if expr.part == "after_midnight" and expr.offset == -1:
        return Resolved(day, day + _DAY)
    return Resolved(day, day)


def _calendar_day(expr: DateExpr, report: dt.date | None, hint: int | None) -> dt.date | None:
    if expr.month is None:
        month = _month_of(expr, report, hint)
        if month and report and expr.month_ref == "told" and expr.antecedent is None and month.replace(day=expr.day) > report:
            month = (month - _DAY).replace(day=1)  # «في الـ 23 من الشهر», told on the first of the next
        return month and month.replace(day=expr.day)
    year = _year(expr, report) if expr.year or expr.year_ref else None
    if year:
        return dt.date(year, expr.month, expr.day)
    if report is None:
        return dt.date(hint, expr.month, expr.day) if hint else None
    limit = report - _DAY if expr.month_ref == "previous" else report
    if expr.month_ref == "next":
        return next((d for y in range(report.year, report.year + 9) if (d := _date(y, expr.month, expr.day)) and d > report), None)
    if expr.month_ref == "current" and expr.month == report.month:
        return dt.date(report.year, expr.month, expr.day)
    return next((d for y in range(limit.year, limit.year - 9, -1) if (d := _date(y, expr.month, expr.day)) and d <= limit), None)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _year(expr: DateExpr, report: dt.date | None) -> int | None:
    if expr.year:
        return expr.year
    if expr.year_ref == "same":
        day = resolve(expr.antecedent, report).start if expr.antecedent else None
        return day.year if day else None
    if report is None:
        return None
    return report.year + {"previous": -1, "latest": -1, "next": 1}.get(expr.year_ref, 0)


def _month_of(expr: DateExpr, report: dt.date | None, hint: int | None) -> dt.date | None:
    """The first day of the month that ``expr`` names or points to."""
    if expr.month is None:
        if expr.month_ref == "same" or (expr.month_ref == "told" and expr.antecedent):
            day = resolve(expr.antecedent, report, hint).start if expr.antecedent else None
            return day and day.replace(day=1)
        if report is None:
            return None
        first = report.replace(day=1)
        if expr.month_ref in ("previous", "latest") or (expr.month_ref == "told" and expr.day and expr.day > report.day):  # «في 20 من الشهر», told on the 1st
            return (first - _DAY).replace(day=1)
        return (first + 31 * _DAY).replace(day=1) if expr.month_ref == "next" else first
    year = _year(expr, report) if expr.year or expr.year_ref else None
    if year:
        return dt.date(year, expr.month, 1)
    if report is None:
        return dt.date(hint, expr.month, 1) if hint else None
    if expr.month_ref == "next":
        return dt.date(report.year + (expr.month <= report.month), expr.month, 1)
    # «في تموز الماضي», written in July, is last year's.
    before = expr.month < report.month or (expr.month == report.month and expr.month_ref != "previous")
    return dt.date(report.year - (not before), expr.month, 1)


def _month(expr: DateExpr, report: dt.date | None, hint: int | None) -> Resolved:
    first = _month_of(expr, report, hint)
    if first is None:
        return _UNDATED
    last = first.replace(day=monthrange(first.year, first.month)[1])
    match expr.stretch:
        case "start":
            return _upto(report, first, first.replace(day=10))
        case "middle":
            return Resolved(first.replace(day=15), first.replace(day=15))
        case "end":
            return _upto(report, first.replace(day=21), last)
    return _upto(report, first, last)


def _window(expr: DateExpr, report: dt.date | None, hint: int | None) -> Resolved:
    if expr.anaphoric:
        return _told_before(expr, report, hint)
    if expr.unit:
        start, end = _length(expr, report)
    else:
        end = resolve(expr.finish, report, hint).end if expr.finish else None
        # «من 27 كانون الأول حتى 4 كانون الثاني 2019»: the start is the last such day before the end.
        start = _begin(expr.begin, end or report, report, hint) if expr.begin else None
        if expr.finish is None and not expr.open_end:
            end = report
    if expr.finish is not None and expr.unit:
        end = resolve(expr.finish, report, hint).end
    elif expr.open_end:
        end = None
    if start and end and start > end:
        return _UNDATED
    return Resolved(start, end)


def _begin(begin: DateExpr, latest: dt.date | None, report: dt.date | None, hint: int | None) -> dt.date | None:
    if begin.kind == "part_of_year":
        year = _year(begin, report)
        return dt.date(year, 1, 1) if year and begin.stretch == "start" else None
    dated = begin.month is not None and begin.year_ref is None and begin.kind in ("day", "month", "part_of_month")
    return resolve(begin, latest if dated else report, hint).start


def _length(expr: DateExpr, report: dt.date | None) -> Resolved:
    """A number of days, weeks, months or years up to the report; "last week", month by month, ends the day before."""
    if report is None or expr.week_ref in ("next", "current"):
        return _UNDATED
    amount = expr.length
    if expr.unit in ("month", "year"):
        # «منذ عامين» names no day to start from; «خلال الأشهر الثلاثة الماضية» does.
        if expr.since and expr.week_ref is None:
            return Resolved(None, report)
        months = report.year * 12 + report.month - 1 - amount * (12 if expr.unit == "year" else 1)
        year, month = divmod(months, 12)
        return Resolved(dt.date(year, month + 1, min(report.day, monthrange(year, month + 1)[1])), report)
    days = {"hour": amount // 24, "day": amount, "week": 7 * amount}[expr.unit]
    last_week = expr.unit == "week" and amount == 1 and expr.week_ref == "previous" and not expr.since
    return Resolved(report - days * _DAY, report - _DAY if last_week else report)


def _told_before(expr: DateExpr, report: dt.date | None, hint: int | None) -> Resolved:
    """«الفترة ذاتها» is the period told last; «الأيام الثلاثة», with no الماضية, one of that length, else up to the report."""
    told = resolve(expr.antecedent, report, hint) if expr.antecedent else _UNDATED
    if expr.length is None:
        return told
    days = expr.length * {"day": 1, "week": 7}.get(expr.unit, 0)
    if not days:
        return _UNDATED
    if told.start and told.end and (told.end - told.start).days + 1 == days:
        return told
    return Resolved(report - (days - 1) * _DAY, report) if report else _UNDATED
