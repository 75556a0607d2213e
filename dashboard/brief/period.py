"""The brief of a period: of what bulletins say again day after day the latest stands, and a figure told twice stands once.

A running total that is stated daily, or a village that is daily said to be held, is one line of a brief: as it was stated last.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Hashable, Sequence

from sqlalchemy import Row

from dashboard.archive.excerpt import Taken
from dashboard.archive.schema import CONTROL
from dashboard.brief.content import Source

STANDING = ("holds", "contested")
"""Statements of control that are made again while nothing changes."""


def sources_of(taken: Sequence[Taken], base: str | None, losses: Counter[str]) -> list[Source]:
    """The bulletins as sources of a brief, those left out of which nothing stands in it. ``base`` is the address under which
    others open a kept bulletin, where there is one. ``losses`` counts the earlier statements that are left out.
    """
    last: dict[Hashable, tuple[dt.date, int]] = {}
    for order, one in enumerate(taken):
        for row in one.rows.values():
            key = _said(row, one)
            if key is not None and row.day is not None:
                last[key] = max(last.get(key, (row.day, order)), (row.day, order))
    made = []
    for order, one in enumerate(taken):
        earlier = {name for name, row in one.rows.items() if _is_earlier(row, one, order, last)}
        losses["earlier"] += len(earlier)
        report = one.report
        names = {record.id for record in (*report.casualties, *report.flows, *report.control)}
        if names - earlier:
            link = f"{base.rstrip('/')}/?report={one.id}" if base else None
            made.append(Source(one.text, report, one.origin, link, frozenset(earlier), one.id))
    return made


def _said(row: Row, one: Taken) -> Hashable | None:
    """What a record says that others may say again; None for what is said once."""
    if row.kind == CONTROL:
        return (row.act, row.place_key, row.party) if row.act in STANDING else None
    # Two totals of which the text does not say since when need not be about one time.
    if row.measure != "cumulative" or row.series is None or row.period_start is None or _same_as_whole(row, one) is not None:
        return None
    return row.series, row.source


def _is_earlier(row: Row, one: Taken, order: int, last: dict[Hashable, tuple[dt.date, int]]) -> bool:
    whole = _same_as_whole(row, one)
    key = _said(whole or row, one)
    day = (whole or row).day
    if key is None or day is None or key not in last:
        return False
    latest, bulletin = last[key]
    # Of one day's statements all stand, for they may differ; but of control, which has no number, one is enough.
    return day < latest or (row.kind == CONTROL and order < bulletin)


def _same_as_whole(row: Row, one: Taken) -> Row | None:
    """The whole of a part of which nothing tells how it is narrower: it stands or goes with its whole."""
    if row.part_of is None:
        return None
    return next((whole for whole in one.rows.values() if whole.id == row.part_of and whole.series == row.series), None)
