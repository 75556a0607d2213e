"""Counts, days and places as short phrases of the interface: the one place where a qualifier becomes words."""

from __future__ import annotations

import datetime as dt

from dashboard.rtl import ltr
from dashboard.wording import Wording
from extraction.describe import english_place_name
from extraction.gazetteer import gazetteer
from extraction.records import Control, Count, FlowEnd, Period, Place
from extraction.transliterate import transliterate

VAGUE = ("several", "dozens", "hundreds", "thousands")


def number(value: int | float) -> str:
    """A number with thousands separators, in Western digits as the bulletins write them."""
    return f"{value:,}"


def count_phrase(count: Count, wording: Wording) -> str:
    """The count as the text qualifies it: “at least 2”, “dozens (20–99)”, “number not stated”."""
    span = range_phrase(count.low, count.high, wording)
    if count.qualifier in VAGUE:
        return wording("qualifier", count.qualifier, span=span, open=span)
    bound = count.value if count.value is not None else (count.low if count.low is not None else count.high)
    return wording("qualifier", count.qualifier, n="" if bound is None else number(bound), span=span)


def range_phrase(low: int | None, high: int | None, wording: Wording) -> str:
    """Low and high as words: “20–99”, “3 or more”, “30 or fewer”, and an empty string for no bound at all."""
    if low is None and high is None:
        return ""
    if high is None:
        return wording("qualifier", "or_more", n=number(low))
    if low is None:
        return wording("qualifier", "or_fewer", n=number(high))
    return number(low) if low == high else ltr(f"{number(low)}–{number(high)}")


def day_phrase(day: dt.date, wording: Wording) -> str:
    """A day with its month in words: 5 January 2019."""
    return f"{day.day} {wording.label('month', str(day.month))} {day.year}"


def period_phrase(period: Period, wording: Wording) -> str:
    """The day or the window of a figure; what is open or unknown is said."""
    start, end = period.start, period.end
    if start and end:
        if start == end:
            return wording("ui", "period_day", day=day_phrase(start, wording))
        return wording("ui", "period_span", start=day_phrase(start, wording), end=day_phrase(end, wording))
    if end:
        return wording("ui", "period_until", end=day_phrase(end, wording))
    if start:
        return wording("ui", "period_since", start=day_phrase(start, wording))
    return wording("ui", "period_unknown")


def period_days(period: Period, wording: Wording) -> str:
    """The period in figures, for tables and bars, never broken over two lines: 2018-12-19 – 2019-01-05."""
    start, end = period.start, period.end
    if start and end:
        return ltr(start.isoformat() if start == end else f"{start}\u00a0–\u2060\u00a0{end}")
    if end:
        return wording("ui", "period_until", end=ltr(end.isoformat()))
    if start:
        return wording("ui", "period_since", start=ltr(start.isoformat()))
    return wording("ui", "period_unknown")


def place_name(place: Place, wording: Wording) -> str:
    """The name as the bulletin writes it; in English the gazetteer's name, or the Arabic one in Latin letters."""
    return place.name if wording.rtl else english_place_name(place)


def governorate(place: Place, wording: Wording) -> str:
    """The governorate that a place is in, in the language of the interface; an empty string where it is not known."""
    known = gazetteer().by_id.get(place.admin1 or "")
    if known is None:
        return ""
    return known.name if wording.rtl else known.name_en or transliterate(known.name)


def place_names(places: list[Place], wording: Wording) -> str:
    """The names of several places."""
    return (wording("ui", "comma")).join(place_name(place, wording) for place in places)


def flow_end(end: FlowEnd, wording: Wording) -> str:
    """Where a flow starts or ends: its places, with the side that holds the area, or “not stated”."""
    areas = wording.areas_of(end.controller) if end.controller else ""
    places = place_names(end.places, wording)
    if places and areas:
        return f"{places} ({areas})"
    return places or areas or wording("ui", "elsewhere")


def since(control: Control, wording: Wording) -> str:
    """The day from which a place is held as told, or “not stated”."""
    return ltr(control.date.isoformat()) if control.date else wording("ui", "period_unknown")


def position_phrase(place: Place, wording: Wording) -> str:
    """How exact the position of a place is (ACLED's scale of geo_precision)."""
    names = {1: "position_exact", 2: "position_district", 3: "position_governorate"}
    return wording("ui", names.get(place.geo_precision, "position_none"))
