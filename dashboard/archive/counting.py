"""Which figures may be added to other figures, and adding them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import BigInteger, ColumnElement, cast, func

from dashboard.archive.schema import REJECTED, WITHDRAWN

STATES_OUT = (REJECTED, WITHDRAWN)


def may_count(row: Mapping[str, object]) -> bool:
    """Whether a new record's row is a figure that may be added: an incident that is no part of another figure."""
    return row["measure"] == "incident" and row["part_of"] is None


def total(column: ColumnElement[int]) -> ColumnElement[int]:
    """The sum of whole numbers as a whole number, on PostgreSQL too; None where there are none."""
    return cast(func.sum(column), BigInteger)
