"""Reading back: a kept bulletin as the report it was saved as, with the analyst's corrections."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, Row, select

from dashboard.archive import schema
from dashboard.archive.counting import STATES_OUT
from dashboard.archive.rows import AnyRecord
from extraction.records import Casualty, Control, Count, Event, Flow, FlowEnd, Period, Place, Report, ReportInfo, Span


class NoSuchBulletin(KeyError):
    """There is no bulletin of this number."""


class Kept(NamedTuple):
    """A bulletin of the archive. ``keys`` gives the archive's number for each record of ``report``, by its id there;
    ``states`` its review state, ``repeats`` the archive's number of the record that it repeats.
    """

    id: int
    text: str
    report: Report
    keys: dict[str, int]
    states: dict[str, str]
    repeats: dict[str, int]
    origin: str | None
    added_at: dt.datetime
    extractor: str
    live: bool
    merged_into: int | None


def load(connection: Connection, bulletin_id: int, with_rejected: bool = False) -> Kept:
    """The bulletin with what its records are now: corrected and added ones, without the rejected and withdrawn unless
    ``with_rejected``. Mentions are not kept and the list of them is empty. Raises `NoSuchBulletin`.
    """
    row = connection.execute(select(schema.bulletin).where(schema.bulletin.c.id == bulletin_id)).one_or_none()
    if row is None:
        raise NoSuchBulletin(bulletin_id)
    table = schema.record
    wanted = table.c.bulletin_id == bulletin_id
    if not with_rejected:
        wanted &= table.c.state.not_in(STATES_OUT)
    stored = connection.execute(select(table).where(wanted).order_by(table.c.span_start, table.c.id)).all()
    report = report_from(row, records_from(connection, stored))
    return Kept(
        bulletin_id, row.text, report, {one.number: one.id for one in stored}, {one.number: one.state for one in stored},
        {one.number: one.repeats for one in stored if one.repeats}, row.origin, row.added_at, row.extractor, row.live, row.merged_into,
    )  # fmt: skip


def report_from(row: Row, records: Iterable[AnyRecord]) -> Report:
    """The report of a row of the table ``bulletin`` with these of its records, kind by kind in the order of their ids."""
    report = Report(
        report=ReportInfo(
            id=row.text_hash[:16], title=row.title, date=row.date, date_basis=row.date_basis, source=row.source, chars=len(row.text)
        )
    )
    lists = {Casualty: report.casualties, Flow: report.flows, Control: report.control, Event: report.events}
    for one in records:
        lists[type(one)].append(one)
    for listed in lists.values():
        listed.sort(key=lambda one: int(one.id[1:]))
    return report


def records_from(connection: Connection, stored: Sequence[Row]) -> list[AnyRecord]:
    """The records of rows of the table ``record``, in their order; parts are linked where their whole is in ``stored``."""
    keys = [row.id for row in stored]
    places: dict[tuple[int, str], list[Place]] = defaultdict(list)
    codes: dict[tuple[int, str], list[str]] = defaultdict(list)
    for row in _beside(connection, schema.record_place, keys):
        places[row.record_id, row.role].append(Place(
            name=row.name, kind=row.kind, admin1=row.admin1, gazetteer_id=row.gazetteer_id, lat=row.lat, lon=row.lon,
            geo_precision=row.geo_precision, start=row.span_start, end=row.span_end,
        ))  # fmt: skip
    for row in _beside(connection, schema.record_code, keys):
        codes[row.record_id, row.role].append(row.code)
    numbers = {row.id: row.number for row in stored}
    return [_MAKERS[row.kind](row, places, codes, numbers) for row in stored]


def _beside(connection: Connection, table, keys: Sequence[int]) -> Iterable[Row]:
    """The rows of a side table for these records, in order; so many at a time as a statement takes."""
    for first in range(0, len(keys), 5000):
        some = table.c.record_id.in_(keys[first : first + 5000])
        yield from connection.execute(select(table).where(some).order_by(table.c.record_id, table.c.role, table.c.position))


def _common(row: Row) -> dict[str, object]:
    return {
        "id": row.number, "start": row.span_start, "end": row.span_end, "why": row.why or [],
        "also_at": [Span(start=start, end=end) for start, end in row.also_at or ()],
    }


def _figure(row: Row, numbers: Mapping[int, str]) -> dict[str, object]:
    return _common(row) | {
        "count": Count(
            value=row.value, qualifier=row.qualifier, low=row.low, high=row.high, text=row.count_text or "", start=row.count_start,
            end=row.count_end,
        ),
        "category": row.category, "party": row.party, "period": Period(start=row.period_start, end=row.period_end),
        "measure": row.measure, "part_of": numbers.get(row.part_of), "basis": row.basis,
    }  # fmt: skip


def _casualty(row: Row, places, codes, numbers) -> Casualty:
    return Casualty(
        **_figure(row, numbers), outcome=row.act, cause=row.cause, by=codes.get((row.id, schema.BY), []),
        places=places.get((row.id, schema.WHERE), []),
    )  # fmt: skip


def _flow(row: Row, places, codes, numbers) -> Flow:
    return Flow(
        **_figure(row, numbers), kind=row.act, composition=codes.get((row.id, schema.COMPOSITION), []),
        nationalities=codes.get((row.id, schema.NATIONALITY), []),
        origin=FlowEnd(places=places.get((row.id, schema.ORIGIN), []), controller=row.origin_controller),
        destination=FlowEnd(places=places.get((row.id, schema.DESTINATION), []), controller=row.destination_controller),
    )  # fmt: skip


def _control(row: Row, places, codes, numbers) -> Control:
    return Control(**_common(row), place=places[row.id, schema.PLACE][0], status=row.act, controller=row.party, from_=row.from_party, date=row.day)


def _event(row: Row, places, codes, numbers) -> Event:
    return Event(
        **_common(row), type=row.act, actors=codes.get((row.id, schema.ACTOR), []), targets=codes.get((row.id, schema.TARGET), []),
        places=places.get((row.id, schema.WHERE), []), period=Period(start=row.period_start, end=row.period_end),
        acled_sub_event_type=row.acled_sub_event_type,
    )  # fmt: skip


_MAKERS: dict[str, Callable[..., AnyRecord]] = {
    schema.CASUALTY: _casualty, schema.FLOW: _flow, schema.CONTROL: _control, schema.EVENT: _event,
}  # fmt: skip
