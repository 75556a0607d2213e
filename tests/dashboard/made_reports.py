"""Small records for the tests of the panels, with only what a test is about spelt out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from extraction.records import Casualty, Control, Count, Flow, Mention, Period, Place, Report, ReportInfo

DAY = dt.date(2020, 3, 5)


def count(value: int | None = None, qualifier: str = "exact", low: int | None = None, high: int | None = None) -> Count:
    """A count; an exact one has its value as both bounds."""
    if qualifier == "exact":
        low = high = value
    return Count(value=value, qualifier=qualifier, low=low, high=high)


def casualty(record_id: str, counted: Count, **fields: Any) -> Casualty:
    """A killed-on-`DAY` figure unless told otherwise."""
    given = {"outcome": "killed", "period": Period(start=DAY, end=DAY), "start": 0, "end": 1} | fields
    return Casualty(id=record_id, count=counted, **given)


def flow(record_id: str, counted: Count, **fields: Any) -> Flow:
    """People who fled on `DAY` unless told otherwise."""
    given = {"kind": "fled", "period": Period(start=DAY, end=DAY), "start": 0, "end": 1} | fields
    return Flow(id=record_id, count=counted, **given)


def control(record_id: str, name: str, lat: float | None = None, lon: float | None = None, **fields: Any) -> Control:
    """A place held by the SDF unless told otherwise."""
    given = {"status": "holds", "controller": "sdf", "start": 0, "end": 1} | fields
    return Control(id=record_id, place=Place(name=name, lat=lat, lon=lon, geo_precision=1 if lat is not None else None), **given)


def mention(kind: str, start: int, end: int, text: str, **fields: Any) -> Mention:
    """A highlight of ``text[start:end]``."""
    return Mention(kind=kind, start=start, end=end, text=text[start:end], **fields)


def report(**parts: Any) -> Report:
    """A report of the given records."""
    return Report(report=ReportInfo(id="0123456789abcdef", date=DAY, date_basis="stated"), **parts)
