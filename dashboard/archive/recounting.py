"""After records changed: which of them count now, which one of several tellings of a figure does, and what the audit finds."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, case, exists, func, or_, select, update

from dashboard.archive import bulletin_codes, findings, kept_totals
from dashboard.archive.counting import STATES_OUT
from dashboard.archive.schema import bulletin, record


def recount(connection: Connection, bulletin_ids: Collection[int]) -> None:
    """Set ``live``, ``source``, ``repeats`` and ``counts`` anew for the records of these bulletins, and for every record
    elsewhere that tells a figure of theirs: when one telling falls away, the next one counts in its place. What is kept
    beside their records follows.
    """
    if not bulletin_ids:
        return
    of_bulletin = select(bulletin.c.live, bulletin.c.source).where(bulletin.c.id == record.c.bulletin_id)
    connection.execute(
        update(record)
        .where(record.c.bulletin_id.in_(bulletin_ids))
        .values(
            live=of_bulletin.with_only_columns(bulletin.c.live).scalar_subquery(),
            source=of_bulletin.with_only_columns(bulletin.c.source).scalar_subquery(),
        )
    )
    stories = connection.scalars(
        select(record.c.story).distinct().where(record.c.bulletin_id.in_(bulletin_ids), record.c.story.is_not(None))
    ).all()
    _choose_tellings(connection, stories)
    changed = record.c.bulletin_id.in_(bulletin_ids)
    if stories:
        changed = or_(changed, record.c.story.in_(stories))
    _set_counts(connection, changed)
    derive(connection, connection.scalars(select(record.c.bulletin_id).distinct().where(changed)).all())


def derive(connection: Connection, bulletin_ids: Collection[int]) -> None:
    """Work out anew what is kept of these bulletins beside their records."""
    bulletin_codes.refresh(connection, bulletin_ids)
    findings.refresh(connection, bulletin_ids)
    kept_totals.outdate(connection)


def _choose_tellings(connection: Connection, stories: Collection[int]) -> None:
    """In each story the earliest live telling stands for the others, which repeat it."""
    if not stories:
        return
    rows = connection.execute(
        select(record.c.id, record.c.story, record.c.live, record.c.state)
        .join(bulletin, bulletin.c.id == record.c.bulletin_id)
        .where(record.c.story.in_(stories))
        .order_by(bulletin.c.date.is_(None), bulletin.c.date, bulletin.c.id, record.c.id)
    ).all()
    first: dict[int, int] = {}
    for row in rows:
        if row.live and row.state not in STATES_OUT:
            first.setdefault(row.story, row.id)
    for row in rows:
        told = first.get(row.story)
        connection.execute(update(record).where(record.c.id == row.id).values(repeats=told if told != row.id else None))


def _set_counts(connection: Connection, which) -> None:
    whole, telling = record.alias(), record.alias()
    # A part whose whole was taken back stands for itself, unless another bulletin tells the whole.
    told_elsewhere = exists().where(telling.c.story == whole.c.story, telling.c.live.is_(True), telling.c.state.not_in(STATES_OUT))
    is_part = exists().where(whole.c.id == record.c.part_of, whole.c.state.not_in(STATES_OUT) | told_elsewhere)
    counts = (
        record.c.live & (func.coalesce(record.c.measure, "") == "incident") & record.c.state.not_in(STATES_OUT)
        & record.c.repeats.is_(None) & ~is_part
    )  # fmt: skip
    connection.execute(update(record).where(which).values(counts=case((counts, True), else_=False)))
