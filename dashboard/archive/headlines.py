"""Headlines that contradict their body: «مقتل 5 مدنيين» above a text that tells of four.

Where headline and body differ, the body counts (codebook), and no record keeps the headline's number. So it is looked for
when a bulletin is saved, where a number of people in its headline is used by no record.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extraction import extract
from extraction.records import Casualty, Count, Figure, Flow, Report

GENERAL = ("person", "civilian", "combatant")


class Contradiction(NamedTuple):
    """A headline's count, the id of the body's record that it differs from, and by how many people at least."""

    record: str
    count: Count
    amount: int

    def row(self, record_id: int) -> dict[str, object]:
        """What is kept of it, for the number that its record has in the archive."""
        return {"record_id": record_id, "amount": self.amount, **self.count.model_dump(include={"value", "low", "high", "qualifier"})}


def contradictions(report: Report) -> list[Contradiction]:
    """The figures of the headline that the body cannot mean: more than its figures of that kind make together, or fewer
    than the smallest of them.
    """
    title = report.report.title
    if not title:
        return []
    body = [figure for figure in (*report.casualties, *report.flows) if figure.part_of is None]
    first = min((figure.start for figure in body), default=0)
    unused = [one for one in report.mentions if one.kind == "count" and not one.records and one.taken_for in ("people", "unknown") and one.start < first]
    if not any(one.text in title for one in unused):
        return []
    read = extract(title, report_date=report.report.date)
    found = []
    for figure in (*read.casualties, *read.flows):
        numbered = figure.count.value is not None or figure.count.qualifier == "range"  # “thousands” may well be ten thousand
        if figure.part_of is None and numbered and any(one.text in figure.count.text for one in unused):
            found += _contradiction(figure, [one for one in body if _comparable(figure, one)])
    return found


def _contradiction(figure: Figure, body: Sequence[Figure]) -> list[Contradiction]:
    lows, highs = [one.count.low for one in body], [one.count.high for one in body]
    largest = max(body, key=lambda one: one.count.low or 0, default=None)
    if largest is None:
        return []
    count = figure.count
    if count.low is not None and None not in highs and count.low > sum(highs):
        return [Contradiction(largest.id, count, count.low - sum(highs))]
    if count.high is not None and None not in lows and count.high < min(lows):
        return [Contradiction(largest.id, count, min(lows) - count.high)]
    return []


def _comparable(one: Figure, other: Figure) -> bool:
    if type(one) is not type(other) or _act(one) != _act(other):
        return False
    fighters = "combatant" in (one.category, other.category)
    if one.party != other.party and (fighters or (one.party and other.party)):
        return False
    return one.category == other.category or (one.category in GENERAL and other.category in GENERAL)


def _act(one: Figure) -> str:
    return one.outcome if isinstance(one, Casualty) else one.kind if isinstance(one, Flow) else ""
