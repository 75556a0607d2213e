"""Makes the public records out of what the readers found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from .casualty_facts import Facts
from .chunk import Chunk
from .context import period
from .figures import Figure
from .flow_ends import DESTINATION, ORIGIN
from .flow_people import FlowFacts
from .gazetteer import gazetteer
from .namesakes import find_place
from .records import Casualty, Count, Flow, FlowEnd, Place, Qualifier, Span
from .structure import Document


def count_of(document: Document, figure: Figure) -> Count:
    span, chunk = figure.chunk.count, figure.chunk
    if chunk.kind == "outcome" and figure.stands_for is None:
        return _count(None, "unspecified", None, None, "", None, None)
    if span is not None:
        start, end = span.start, span.end
        if span.taken_for != "ordinal":
            return _count(span.value, span.qualifier, span.low, span.high, document.text[start:end], start, end)
    else:
        start, end = document.start(chunk), document.end(chunk)
    words = document.text[start:end]
    if (value := 1 if span is not None else figure.value) is not None:
        return _count(value, "exact", value, value, words, start, end)
    if figure.phrase.outcome is not None:
        return _count(None, "unspecified", None, None, words, start, end)
    return _count(None, "several", 3, None, words, start, end)


def _count(value: int | None, qualifier: Qualifier, low: int | None, high: int | None, text: str, start: int | None, end: int | None) -> Count:
    return Count.made(value=value, qualifier=qualifier, low=low, high=high, text=text, start=start, end=end)


def span_of(document: Document, figure: Figure) -> Span:
    chunks = document.chunks
    return Span.made(start=document.start(chunks[figure.index]), end=document.end(chunks[figure.phrase.last]))


def place_of(document: Document, chunk: Chunk) -> Place:
    """The place that a chunk names, as a record of its own each time; several records may name one place."""
    fields = document.places_read.get(chunk.index)
    if fields is None:
        fields = document.places_read[chunk.index] = _place(document, chunk)
    return Place.made(**fields)


def _place(document: Document, chunk: Chunk) -> dict[str, object]:
    start, end = document.start(chunk), document.end(chunk)
    found = find_place(document, chunk)
    name, kind = document.text[start:end], chunk.place.kind
    if found is None:
        return dict(name=name, kind=kind, admin1=None, gazetteer_id=None, lat=None, lon=None, geo_precision=None, start=start, end=end)
    lat, lon, precision = gazetteer().position(found) or (None, None, None)
    known = found.kind if kind in (None, "area") else kind
    return dict(name=name, kind=known, admin1=found.admin1 or None, gazetteer_id=found.id, lat=lat, lon=lon,
                geo_precision=precision, start=start, end=end)


def _casualty(document: Document, facts: Facts, id: str, part_of: str | None, again: Sequence[Facts], day: dt.date | None) -> Casualty:
    figure = facts.figure
    first = min(figure.index, figure.governor.index if figure.governor is not None and figure.governor.index >= figure.clause.first else figure.index)
    last = max(figure.phrase.last, figure.governor.index if figure.governor is not None and figure.governor.index <= figure.clause.last else 0)
    chunks = document.chunks
    return Casualty.made(
        id=id, start=document.start(chunks[first]), end=document.end(chunks[last]),
        also_at=[span_of(document, told.figure) for told in again], why=list(facts.rules),
        count=count_of(document, figure), category=facts.category, party=facts.parties[0] if facts.parties else None,
        period=period(facts.when, day, facts.measure == "cumulative"), measure=facts.measure, part_of=part_of, basis=facts.basis,
        outcome=facts.outcome, by=list(facts.by), cause=facts.cause, places=[place_of(document, c) for c in facts.places],
    )


def casualties_of(document: Document, facts: Sequence[Facts], again: dict[int, list[Facts]], day: dt.date | None) -> list[Casualty]:
    """The casualty records, with ids in text order, parts linked to their wholes and restatements listed."""
    ids = {fact.figure: f"C{n}" for n, fact in enumerate(facts, start=1)}
    return [_casualty(document, fact, f"C{n}", ids.get(fact.figure.parent), again.get(id(fact.figure), ()), day)
            for n, fact in enumerate(facts, start=1)]


def flows_of(document: Document, facts: Sequence[FlowFacts], again: dict[int, list[FlowFacts]], day: dt.date | None) -> list[Flow]:
    """The flow records, as `casualties_of` makes those of casualties."""
    ids = {id(fact): f"F{n}" for n, fact in enumerate(facts, start=1)}
    return [_flow(document, fact, f"F{n}", ids.get(id(fact.parent)), again.get(id(fact.figure), ()), day)
            for n, fact in enumerate(facts, start=1)]


def _flow(document: Document, facts: FlowFacts, id: str, part_of: str | None, again: Sequence[FlowFacts], day: dt.date | None) -> Flow:
    figure, chunks = facts.figure, document.chunks
    governor = figure.governor.index if figure.governor is not None and figure.clause.first <= figure.governor.index <= figure.clause.last else figure.index
    origin, destination = (
        FlowEnd.made(places=[place_of(document, c) for c in facts.ends.places[end]], controller=facts.ends.controllers[end]) for end in (ORIGIN, DESTINATION))
    return Flow.made(
        id=id, start=document.start(chunks[min(figure.index, governor)]), end=document.end(chunks[max(figure.phrase.last, governor)]),
        also_at=[span_of(document, told.figure) for told in again], why=list(facts.rules), count=count_of(document, figure), category=facts.category,
        party=facts.parties[0] if facts.parties else None, period=period(facts.when, day, facts.measure == "cumulative"),
        measure=facts.measure, part_of=part_of, basis=facts.basis, kind=facts.kind, composition=list(facts.composition),
        nationalities=list(facts.nationalities), origin=origin, destination=destination,
    )
