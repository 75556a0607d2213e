"""The audit: where bulletins contradict themselves or one another, as far as their numbers show it for certain.

- *falls*: a running total is lower than it was before;
- *rises*: it rises by more than the incidents reported in between add up to;
- *parts*, *headlines* and *events*, which are kept beside the bulletins: `dashboard.archive.findings`.

What bounds leave open is no finding: “about” leaves room (`dashboard.archive.ledger.ROUNDING`), “at least” explains any rise. One
wrong number is one finding, though it fits neither the one before nor the one after it (`dashboard.archive.total_contradictions`).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, Row, select

from dashboard.archive import schema
from dashboard.archive.counting import STATES_OUT
from dashboard.archive.filters import Filters
from dashboard.archive.findings import EVENTS, HEADLINES, PARTS
from dashboard.archive.kept_totals import KEPT, Totals, totals
from extraction.records import Count

FALLS, RISES = "falls", "rises"
KINDS = (FALLS, RISES, PARTS, HEADLINES, EVENTS)


class Finding(NamedTuple):
    """One contradiction: by how many people, and the records that state it, the later one or the whole last."""

    kind: str
    amount: int
    records: tuple[int, ...]
    day: dt.date | None
    before: dt.date | None = None
    """Of a total: the day of the statement that it is compared with."""
    explained: int = 0
    """Of a rise: what the incidents in between add up to at most."""
    headline: Count | None = None
    """What the headline says, where it is not what the body's record says."""


class Audit(NamedTuple):
    """The findings, largest first in each kind; ``not_compared`` totals were too many to look up their incidents."""

    findings: Sequence[Finding]
    not_compared: int


def audit(connection: Connection, of_totals: Totals | None = None) -> Audit:
    """The contradictions of the whole archive: filters choose among them (`chosen`), they do not change what a total is
    compared with. Those of running totals are ``of_totals`` where the caller knows them.
    """
    falls, rises, not_compared = of_totals or totals(connection)
    told = [(FALLS, one) for one in falls] + [(RISES, one) for one in rises]
    found = [Finding(kind, one.amount, (one.before, one.after), one.day, one.since, one.explained) for kind, one in told]
    found += [one for kind in (PARTS, HEADLINES, EVENTS) for one in _kept(connection, kind)]
    return Audit(found, not_compared)


def chosen(connection: Connection, findings: Iterable[Finding], filters: Filters) -> list[Finding]:
    """The findings whose last record the filters leave."""
    found = list(findings)
    if filters == Filters():
        return found
    ids = [one.records[-1] for one in found]
    left: set[int] = set()
    for first in range(0, len(ids), 20_000):
        which = schema.record.c.id.in_(ids[first : first + 20_000])
        left.update(connection.scalars(select(schema.record.c.id).where(which, filters.records(each=True))))
    return [one for one in found if one.records[-1] in left]


# --- what is kept ---------------------------------------------------------------------------------------------------


def _kept(connection: Connection, kind: str) -> list[Finding]:
    """The largest findings of a kind that is worked out when bulletins change."""
    table, said, about = schema.record.c, schema.finding.c, schema.finding_record.c
    rows = connection.execute(
        select(schema.finding, table.day)
        .join(schema.record, table.id == said.record_id)
        .where(said.kind == kind, schema.LIVE, table.state.not_in(STATES_OUT))
        .order_by(said.amount.desc(), said.id)
        .limit(KEPT)
    ).all()
    records: defaultdict[int, list[int]] = defaultdict(list)
    for finding_id, record_id in connection.execute(
        select(about.finding_id, about.record_id).where(about.finding_id.in_([row.id for row in rows])).order_by(about.finding_id, about.position)
    ):
        records[finding_id].append(record_id)
    return [
        Finding(
            kind, row.amount, tuple(records[row.id]), row.day,
            headline=Count(value=row.value, low=row.low, high=row.high, qualifier=row.qualifier) if row.qualifier else None,
        )
        for row in rows
    ]  # fmt: skip


def words_of(one: Finding, connection: Connection) -> list[Row]:
    """The rows of the records that a finding is about, in its order."""
    rows = {row.id: row for row in connection.execute(select(schema.record).where(schema.record.c.id.in_(one.records)))}
    return [rows[record_id] for record_id in one.records if record_id in rows]
