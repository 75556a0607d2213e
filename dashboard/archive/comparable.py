"""Which incidents a running total is about: those that make it rise, as far as bulletins report them one by one."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, and_, or_, select

from dashboard.archive import schema
from dashboard.archive.counting import STATES_OUT
from dashboard.archive.filters import Filters

CIVIL = ("civilian", "child", "woman", "man", "medic", "journalist", "detainee", "displaced", "person")
"""People that a total of civilians may count."""

ALONE = ("child", "woman", "man", "medic", "journalist", "detainee", "displaced")
"""Categories that bulletins mostly give as parts of a larger figure: their parts are what makes a total of them rise."""

BACK = "returned"
"""The movement that is not out of an area."""


class Total(NamedTuple):
    """What one running total is of; the row of ``record`` with the sides that did it."""

    row: Row
    by: tuple[str, ...]
    places: tuple[str, ...]


def total(connection: Connection, record_id: int) -> Total | None:
    """The total that a record states, None when it states none."""
    table, code, placed = schema.record.c, schema.record_code.c, schema.record_place.c
    row = connection.execute(select(schema.record).where(table.id == record_id, table.series.is_not(None))).one_or_none()
    if row is None:
        return None
    narrows = bool(row.cause or not row.party)  # as in `dashboard.archive.rows.series`
    by = connection.scalars(select(code.code).where(code.record_id == record_id, code.role == schema.BY)).all() if narrows else ()
    roles = (schema.WHERE, schema.ORIGIN)
    places = connection.scalars(select(placed.place_key).where(placed.record_id == record_id, placed.role.in_(roles))).all()
    return Total(row, tuple(by), tuple(places))


def incidents_of(one: Total) -> ColumnElement[bool]:
    """The condition on rows of ``record``: figures that may be added up and that a total of this kind counts.

    Persons and families are not the same unit. What the total leaves open (who did it, why, where), the incidents need
    not say; what it states, they must. Each organisation's totals are compared with its own incidents.
    """
    table, row = schema.record.c, one.row
    clauses = [table.kind == row.kind, table.source.is_not_distinct_from(row.source)]
    if row.kind == schema.FLOW:
        clauses += [schema.COUNTS, table.act == BACK if row.act == BACK else table.act != BACK]
        clauses.append(table.category == "family" if row.category == "family" else table.category != "family")
        if row.origin_controller:
            clauses.append(table.origin_controller == row.origin_controller)
        if row.destination_controller:
            clauses.append(or_(table.destination_controller == row.destination_controller, table.destination_controller.is_(None)))
        if row.party:
            clauses.append(table.party == row.party)
    else:
        clauses += [table.act == row.act, *_people(row)]
        if row.cause:
            clauses.append(table.cause == row.cause)
        if one.by:
            code = schema.record_code.c
            clauses.append(table.id.in_(select(code.record_id).where(code.role == schema.BY, code.code.in_(one.by))))
    if one.places:
        clauses.append(Filters(places=one.places).within_places())
    return and_(*clauses)


def _people(row: Row) -> list[ColumnElement[bool]]:
    table = schema.record.c
    if row.category in ALONE:
        figures = and_(schema.LIVE, table.measure == "incident", table.repeats.is_(None), table.state.not_in(STATES_OUT))
        return [figures, table.category == row.category, table.party.is_not_distinct_from(row.party)]
    if row.party:
        return [schema.COUNTS, table.party == row.party, table.category != "family"]
    if row.category == "civilian":
        return [schema.COUNTS, table.party.is_(None), table.category.in_(CIVIL)]
    return [schema.COUNTS, table.category != "family"]
