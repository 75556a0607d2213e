"""One place in all bulletins: every bulletin that names it, with its records there, whatever they are about."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, union

from dashboard.archive.counting import STATES_OUT
from dashboard.archive.filters import Filters
from dashboard.archive.loading import records_from
from dashboard.archive.rows import AnyRecord
from dashboard.archive.schema import LIVE, bulletin, bulletin_place, place, record, record_place
from dashboard.surroundings import around
from extraction.records import Place

AROUND = 90
"""Characters of the text that are shown on each side of a name."""


class Naming(NamedTuple):
    """A bulletin that names a place: the words around the first time, and what its records say of the place."""

    bulletin_id: int
    title: str | None
    date: dt.date | None
    source: str | None
    times: int
    before: str
    name: str
    after: str
    records: list[AnyRecord]


def village(connection: Connection, key: str) -> Place | None:
    """The place of this key; None where no bulletin names one."""
    table = place.c
    columns = (table.name, table.kind, table.admin1, table.gazetteer_id, table.lat, table.lon, table.geo_precision)
    row = connection.execute(select(*columns).where(table.key == key)).one_or_none()
    return Place(**row._mapping) if row else None


def how_many(connection: Connection, key: str, filters: Filters) -> int:
    """How many bulletins name the place or have a record there."""
    return connection.scalar(select(func.count()).select_from(bulletin).where(_named(key, filters)))


def namings(connection: Connection, key: str, filters: Filters, first: int, many: int) -> list[Naming]:
    """The bulletins that name the place, the latest first: ``many`` of them from number ``first`` (0, 1, …) on.

    Of the filters days, sources and, for the records, review states hold.
    """
    table = bulletin.c
    query = select(table.id, table.title, table.date, table.source, table.text).where(_named(key, filters))
    rows = connection.execute(query.order_by(table.date.desc().nulls_last(), table.id.desc()).offset(first).limit(many)).all()
    ids = [row.id for row in rows]
    named = {
        row.bulletin_id: row
        for row in connection.execute(select(bulletin_place).where(bulletin_place.c.place_key == key, bulletin_place.c.bulletin_id.in_(ids)))
    }
    there: dict[int, list[AnyRecord]] = {row.id: [] for row in rows}
    states = record.c.state.in_(filters.states) if filters.states else record.c.state.not_in(STATES_OUT)
    placed = select(record_place.c.record_id).where(record_place.c.place_key == key)
    stored = connection.execute(
        select(record).where(record.c.bulletin_id.in_(ids), record.c.id.in_(placed), states).order_by(record.c.bulletin_id, record.c.span_start)
    ).all()
    for row, one in zip(stored, records_from(connection, stored), strict=True):
        there[row.bulletin_id].append(one)
    return [_naming(row, named.get(row.id), there[row.id]) for row in rows]


def _naming(row, named, records: list[AnyRecord]) -> Naming:
    start, end = (named.span_start, named.span_end) if named else (records[0].start, records[0].end)
    first, last = around(row.text, start, end, AROUND, AROUND)
    before, after = row.text[first:start], row.text[end:last]
    return Naming(row.id, row.title, row.date, row.source, named.times if named else 0, before, row.text[start:end], after, records)


def _named(key: str, filters: Filters) -> ColumnElement[bool]:
    # Where an analyst put a record at a place that the bulletin's words do not name, the bulletin belongs here too.
    at_place = select(record.c.bulletin_id).join(record_place, record_place.c.record_id == record.c.id).where(record_place.c.place_key == key, LIVE)
    named = select(bulletin_place.c.bulletin_id).where(bulletin_place.c.place_key == key)
    clauses = [bulletin.c.live.is_(True), bulletin.c.id.in_(union(named, at_place))]
    if filters.first:
        clauses.append(bulletin.c.date >= filters.first)
    if filters.last:
        clauses.append(bulletin.c.date <= filters.last)
    if filters.sources:
        listed = bulletin.c.source.in_(filters.sources)
        clauses.append(or_(listed, bulletin.c.source.is_(None)) if "none" in filters.sources else listed)
    return and_(*clauses)
