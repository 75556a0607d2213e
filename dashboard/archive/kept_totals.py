"""What the audit finds of running totals, kept: worked out after an import, and good until a record changes.

To compare all totals of a large archive takes more than a second. What came of it stands in one row, which every change of
records empties; while it is empty, whoever asks works it out.
"""

from __future__ import annotations

import datetime as dt
import secrets
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from dashboard.archive.schema import audit_of_totals
from dashboard.archive.total_contradictions import Contradiction, total_contradictions

KEPT = 2000
"""Contradictions of each kind that are kept, the largest."""


class Totals(NamedTuple):
    """The totals that fall and those that rise too much, largest first; ``not_compared`` were too many to look up their incidents."""

    falls: list[Contradiction]
    rises: list[Contradiction]
    not_compared: int


def totals(connection: Connection) -> Totals:
    """What is kept; worked out where records changed since."""
    kept = connection.scalar(select(audit_of_totals.c.value))
    if kept is None:
        return Totals(*total_contradictions(connection, KEPT))
    return Totals(*([_contradiction(one) for one in kept[kind]] for kind in ("falls", "rises")), kept["not_compared"])


def keep(connection: Connection) -> None:
    """Work it out and keep it, unless it is kept."""
    if connection.scalar(select(audit_of_totals.c.value)) is None:
        falls, rises, not_compared = total_contradictions(connection, KEPT)
        value = {"falls": [_plain(one) for one in falls], "rises": [_plain(one) for one in rises], "not_compared": not_compared}
        _set(connection, token(connection), value)


def outdate(connection: Connection) -> None:
    """Say that records changed."""
    _set(connection, secrets.token_hex(8), None)


def _set(connection: Connection, of: str, value: object) -> None:
    connection.execute(delete(audit_of_totals))
    connection.execute(insert(audit_of_totals).values(token=of, value=value))


def token(connection: Connection) -> str:
    """What differs after every change of records, and after no other: other findings, decisions and links leave it as it is."""
    return connection.scalar(select(audit_of_totals.c.token)) or ""


def _plain(one: Contradiction) -> list[object]:
    return [value.isoformat() if isinstance(value, dt.date) else value for value in one]


def _contradiction(values: list) -> Contradiction:
    return Contradiction(*(dt.date.fromisoformat(value) if isinstance(value, str) else value for value in values))
