"""What is selected: a record or a highlight, and the words that it stands for.

A selection is one id, so that it fits into a link: a record's own (``C3``) or ``M12``, the twelfth highlight of the
text. The same text always gives the same ids.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extraction.records import Casualty, Control, Event, Flow, Mention, Place, Record, Report, Span

AnyRecord = Casualty | Flow | Control | Event


@dataclass(frozen=True)
class Selection:
    """A selected record or highlight with its words: the exact ones, its whole clause, and where it is said again."""

    id: str | None = None
    record: AnyRecord | None = None
    mention: Mention | None = None
    exact: list[Span] = field(default_factory=list)
    around: list[Span] = field(default_factory=list)
    again: list[Span] = field(default_factory=list)


NOTHING = Selection()


def records(report: Report) -> list[AnyRecord]:
    """All records of the report, in the order of the contract."""
    return [*report.casualties, *report.flows, *report.control, *report.events]


def record_by_id(report: Report, record_id: str | None) -> AnyRecord | None:
    """The record with this id, or None."""
    return next((record for record in records(report) if record.id == record_id), None)


def mention_id(index: int) -> str:
    """The id of the mention at ``index`` in ``report.mentions``."""
    return f"M{index + 1}"


def select(report: Report, chosen: str | None) -> Selection:
    """The selection that an id names; `NOTHING` for no id or one that this report does not have."""
    if chosen is None:
        return NOTHING
    if record := record_by_id(report, chosen):
        around = [Span(start=record.start, end=record.end)]
        exact = exact_spans(record) or around
        return Selection(chosen, record, None, exact, around, record.also_at)
    if match := re.fullmatch(r"M([1-9][0-9]{0,6})", chosen):
        index = int(match[1]) - 1
        if index < len(report.mentions):
            mention = report.mentions[index]
            return Selection(chosen, None, mention, [Span(start=mention.start, end=mention.end)])
    return NOTHING


def follow(report: Report, picked: str, current: str | None) -> str:
    """The id to select after a click on the highlight ``picked``: the record it was used for.

    Words that several records use give the next of them at every further click; words that none uses give themselves.
    """
    mention = select(report, picked).mention
    if mention is None or not mention.records:
        return picked
    if current in mention.records:
        return mention.records[(mention.records.index(current) + 1) % len(mention.records)]
    return mention.records[0]


def exact_spans(record: Record) -> list[Span]:
    """The words that say how many and where, within the clause of the record."""
    spans: list[Span] = []
    if isinstance(record, Casualty | Flow) and record.count.start is not None and record.count.end is not None:
        spans.append(Span(start=record.count.start, end=record.count.end))
    spans += [Span(start=p.start, end=p.end) for p in places_of(record) if p.start is not None and p.end is not None]
    return spans


def places_of(record: Record) -> list[Place]:
    """All the places that a record names."""
    match record:
        case Control():
            return [record.place]
        case Flow():
            return [*record.origin.places, *record.destination.places]
        case Casualty() | Event():
            return record.places
    return []


def linked(report: Report, selection: Selection) -> list[str]:
    """Ids of the records that belong with the selected one: its whole, its parts, and others from the same words."""
    if selection.mention is not None:
        return list(selection.mention.records)
    if selection.record is None:
        return []
    chosen = selection.record.id
    whole = getattr(selection.record, "part_of", None)
    parts = [figure.id for figure in [*report.casualties, *report.flows] if figure.part_of == chosen]
    counts = [mention for mention in report.mentions if mention.kind == "count" and chosen in mention.records]
    same = [other for mention in counts for other in mention.records]
    ordered = dict.fromkeys([*([whole] if whole else []), *parts, *same])
    return [other for other in ordered if other != chosen and record_by_id(report, other)]
