"""What the tests of flows share: the report's day, and a sentence's flows beside what is expected of them."""

from __future__ import annotations

import datetime as dt

from extraction.engine import extract

DAY = dt.date(2020, 1, 31)


def flows(text: str) -> list:
    return extract(text, DAY).flows


def end(flow_end) -> tuple:
    return [p.name for p in flow_end.places], flow_end.controller


def check(text: str, expected: list[dict]) -> None:
    """The flows of ``text`` in its order, each with the fields named in ``expected``; the others are not compared."""
    found = flows(text)
    assert len(found) == len(expected), [f.count.text for f in found]
    for flow, fields in zip(found, expected, strict=True):
        actual = {"value": flow.count.value, "qualifier": flow.count.qualifier, "origin": end(flow.origin), "destination": end(flow.destination),
                  "start": flow.period.start.isoformat() if flow.period.start else None}
        assert {k: actual.get(k, getattr(flow, k, None)) for k in fields} == fields
