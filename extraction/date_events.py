"""Dates of events told before: «منذ بدء الهجوم» is since the day that an earlier sentence gives the attack."""

from __future__ import annotations

from dataclasses import replace

from .date_days import ENTRIES, DayReader
from .date_expr import DateExpr

_EVENTS = frozenset(form for form, kinds in ENTRIES.items() if "event" in kinds)
_ATTACHED = ("", "ال", "وال", "بال", "لل", "و", "ب", "ل")
_ENDS_SENTENCE = {".", "؟", "?", "!", "\n", ""}
_NEAR = 20
"""Most words between an event and the day that dates it."""
_BEFORE = 5
"""Words before «منذ» among which the event of «منذ اندلاعها» stands."""


def date_events(reader: DayReader) -> None:
    """Make a window of each «منذ» that names an event only, where the text gives the event a day before."""
    for n, expr in enumerate(reader.found):
        if expr.kind != "since_event":
            continue
        at, noun = _noun(reader, expr)
        if noun is None:
            continue
        earlier = [e.begin if e.kind == "window" and e.since else e for e in reversed(reader.found[:n])]
        # «دمشق – الثلاثاء 15 نيسان» is the day of the report, not that of what its headline tells.
        days = [d for d in earlier if d is not None and d.kind == "day" and d.offset != 0 and reader.forms[d.first - 1] != "-" and _is_beside(reader.forms, d, noun)]
        if days:
            begin = min((d for d in days if d.day is not None), key=lambda d: _distance(reader.forms, d, noun), default=days[0])
            reader.found[n] = DateExpr(expr.first, at, "window", since=True, opener=expr.opener, begin=begin)
    for at in [at for at, form in enumerate(reader.forms) if form == "يوم"]:
        _day_of_event(reader, at)


def _day_of_event(reader: DayReader, at: int) -> None:
    """«فروا يوم الزلزال»: the day that the text gives the event before."""
    noun = _event(reader.forms[at + 1]) if reader.forms[at + 1].startswith("ال") else None
    if noun is None or any(e.first <= at <= e.last for e in reader.found):
        return
    n = next((n for n, e in enumerate(reader.found) if e.first > at), len(reader.found))
    days = [d for d in reversed(reader.found[:n]) if d.kind == "day" and d.offset is None and _is_beside(reader.forms, d, noun)]
    if days:
        reader.found.insert(n, replace(days[0], first=at, last=at + 1))


def _noun(reader: DayReader, expr: DateExpr) -> tuple[int, str | None]:
    """The last word of «منذ بدء الهجوم», and the event that it names."""
    forms = reader.forms
    at = expr.last + 1
    while at < expr.last + 3 and reader.entry(at, "outset"):
        at += 1
    if reader.entry(at, "its_outset"):  # «أودت المواجهات منذ اندلاعها بحياة N»
        return at, next((event for form in forms[max(expr.first - _BEFORE, 0) : expr.first] if (event := _event(form)) is not None), None)
    return at, _event(forms[at]) if forms[at].startswith("ال") else None


def _is_beside(forms: list[str], day: DateExpr, noun: str) -> bool:
    """Whether the event stands in the sentence of the day, close to it."""
    return _distance(forms, day, noun) < _NEAR


def _distance(forms: list[str], day: DateExpr, noun: str) -> int:
    """Words between a day and the event in its sentence, `_NEAR` where it stands farther or not there."""
    nearest = _NEAR
    for step, start in ((-1, day.first - 1), (1, day.last + 1)):
        for at in range(start, start + step * nearest, step):
            if at < 0 or forms[at] in _ENDS_SENTENCE:
                break
            if _event(forms[at]) == noun:
                nearest = abs(at - start)
                break
    return nearest


def _event(form: str) -> str | None:
    """The bare noun of an event: «والهجوم», «بالهجوم», «هجوماً» are all هجوم."""
    for prefix in _ATTACHED:
        if form.startswith(prefix):
            stem = form.removeprefix(prefix)
            for noun in (stem, stem.removesuffix("ا")):
                if noun in _EVENTS:
                    return noun
    return None
