"""From text to report: the stages in their order."""

from __future__ import annotations

import datetime as dt
import hashlib

from .casualties import CasualtyReader, Facts
from .context import Context, period
from .counts import CountSpan
from .figures import Figure, FigureReader
from .gazetteer import gazetteer
from .parties import PartyReader
from .records import Casualty, Count, Place, Report, ReportInfo
from .report_date import find_report_date
from .structure import Document


def extract(text: str, report_date: dt.date | None = None) -> Report:
    """Read a bulletin into records.

    ``report_date`` is the day of the bulletin where the caller knows it; else it is taken from the text where that
    states or implies it, and left unknown otherwise. Raises `TextTooLong`.
    """
    document = Document(text)
    exprs = [c.date for c in document.chunks if c.kind == "date"]
    day, basis = find_report_date(document.tokens, exprs, report_date)
    context = Context(document, day)
    parties = PartyReader(document, day)
    figures = FigureReader(document).read()
    facts = CasualtyReader(document, context, parties, figures).read()
    casualties = [_casualty(document, fact, n, day) for n, fact in enumerate(facts, start=1)]
    ids = {id(fact.figure): record.id for fact, record in zip(facts, casualties, strict=True)}
    for fact, record in zip(facts, casualties, strict=True):
        record.part_of = ids.get(id(fact.figure.parent)) if fact.figure.parent is not None else None
    info = ReportInfo(id=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16], date=day, date_basis=basis, chars=len(text))
    return Report(report=info, casualties=casualties)


def count_of(document: Document, figure: Figure) -> Count:
    span = figure.chunk.count
    if span is None:
        number = figure.chunk.person.number
        start, end = document.start(figure.chunk), document.end(figure.chunk)
        words = document.text[start:end]
        if number == "singular":
            return Count(value=1, qualifier="exact", low=1, high=1, text=words, start=start, end=end)
        if figure.phrase.outcome is not None:
            return Count(qualifier="unspecified", text=words, start=start, end=end)
        return Count(qualifier="several", low=3, text=words, start=start, end=end)
    start, end = span.start, span.end
    return Count(value=span.value, qualifier=span.qualifier, low=span.low, high=span.high, text=document.text[start:end], start=start, end=end)


def place_of(document: Document, chunk) -> Place:
    start, end = document.start(chunk), document.end(chunk)
    found = gazetteer().find(chunk.place.name, chunk.place.kind)
    place = Place(name=document.text[start:end], kind=chunk.place.kind, start=start, end=end)
    if found is not None:
        place.gazetteer_id, place.admin1 = found.id, found.admin1 or None
        place.kind = place.kind or found.kind
        if (at := gazetteer().position(found)) is not None:
            place.lat, place.lon, place.geo_precision = at.lat, at.lon, at.precision
    return place


def _casualty(document: Document, facts: Facts, n: int, day: dt.date | None) -> Casualty:
    figure = facts.figure
    first = min(figure.index, figure.governor.index if figure.governor is not None and figure.governor.index >= figure.clause.first else figure.index)
    last = max(figure.phrase.last, figure.governor.index if figure.governor is not None and figure.governor.index <= figure.clause.last else 0)
    chunks = document.chunks
    return Casualty(
        id=f"C{n}", start=document.start(chunks[first]), end=document.end(chunks[last]), why=facts.rules, outcome=facts.outcome,
        count=count_of(document, figure), category=facts.category, party=facts.parties[0] if facts.parties else None, by=facts.by,
        cause=facts.cause, places=[place_of(document, c) for c in facts.places],
        period=period(facts.when, day, facts.measure == "cumulative"), measure=facts.measure, basis=facts.basis,
    )
