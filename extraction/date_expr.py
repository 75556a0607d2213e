"""What a date phrase says, before it is turned into days."""

from __future__ import annotations

from dataclasses import dataclass


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
