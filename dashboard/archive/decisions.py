"""What an analyst decides on bulletins: delete, merge a near-duplicate, keep both, or say that two tell of two events. Each can be undone.

Nothing is removed: a deleted or merged bulletin is out of sight, and its figures out of all sums, until that is undone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, and_, insert, select, update

from dashboard.archive import findings
from dashboard.archive.loading import NoSuchBulletin
from dashboard.archive.recounting import recount
from dashboard.archive.saving import now
from dashboard.archive.schema import apart, bulletin, decision, near_duplicate, record

DELETE, MERGE, KEEP, APART = "delete", "merge", "keep both", "apart"


class NotPossible(ValueError):
    """What was asked does not fit the state of the archive; ``reason`` is a code, the message a sentence."""

    def __init__(self, reason: str, sentence: str):
        self.reason = reason
        super().__init__(sentence)


class Decision(NamedTuple):
    """One decision: by whom, when (UTC) and why, and when it was undone."""

    id: int
    action: str
    bulletin_id: int
    other_id: int | None
    who: str
    at: dt.datetime
    reason: str | None
    undone_at: dt.datetime | None
    undone_by: str | None


def delete(connection: Connection, bulletin_id: int, who: str, reason: str | None = None) -> int:
    """Delete a bulletin; gives the decision's number, for `undo`. Raises `NoSuchBulletin`, `NotPossible`."""
    _need_live(connection, bulletin_id)
    connection.execute(update(bulletin).where(bulletin.c.id == bulletin_id).values(deleted_at=now(), live=False))
    recount(connection, [bulletin_id])
    return _decide(connection, DELETE, bulletin_id, None, who, reason)


def merge(connection: Connection, kept_id: int, merged_id: int, who: str, reason: str | None = None) -> int:
    """Let ``kept_id`` stand for ``merged_id`` too; gives the decision's number. Raises `NoSuchBulletin`, `NotPossible`."""
    if kept_id == merged_id:
        raise NotPossible("itself", "A bulletin cannot be merged into itself.")
    _need_live(connection, kept_id)
    _need_live(connection, merged_id)
    connection.execute(update(bulletin).where(bulletin.c.id == merged_id).values(merged_into=kept_id, live=False))
    _mark_pair(connection, kept_id, merged_id, "merged")
    recount(connection, [merged_id])
    return _decide(connection, MERGE, kept_id, merged_id, who, reason)


def keep_both(connection: Connection, one_id: int, other_id: int, who: str, reason: str | None = None) -> int:
    """Say that two bulletins are to stand side by side; a figure that both tell still counts once. Gives the decision's number.

    Raises `NotPossible` where the two are no near-duplicates.
    """
    if not _mark_pair(connection, one_id, other_id, "kept"):
        raise NotPossible("no pair", f"Bulletins {one_id} and {other_id} were not found to be alike.")
    return _decide(connection, KEEP, one_id, other_id, who, reason)


def keep_apart(connection: Connection, record_ids: Sequence[int], who: str, reason: str | None = None) -> int:
    """Say that these figures, which may be of one event, are of several: the audit then says nothing of them, nor of some of
    them alone. No sum changes. Gives the decision's number. Raises `NotPossible` where they are not of several bulletins.
    """
    found = select(record.c.id, record.c.bulletin_id).where(record.c.id.in_(record_ids)).order_by(record.c.id)
    of_record = dict(connection.execute(found).all())
    bulletins = list(dict.fromkeys(of_record.values()))
    if len(of_record) < len(set(record_ids)) or len(bulletins) < 2:
        raise NotPossible("not of several", "These are not figures of several bulletins.")
    decision_id = _decide(connection, APART, bulletins[0], bulletins[1], who, reason)
    connection.execute(apart.insert(), [{"decision_id": decision_id, "record_id": record_id} for record_id in of_record])
    findings.refresh(connection, bulletins)
    return decision_id


def undo(connection: Connection, decision_id: int, who: str) -> None:
    """Take a decision back. Raises `NotPossible` where there is none, or it was undone before."""
    found = connection.execute(select(decision).where(decision.c.id == decision_id)).one_or_none()
    if found is None:
        raise NotPossible("no decision", f"There is no decision {decision_id}.")
    if found.undone_at is not None:
        raise NotPossible("undone", "This was undone before.")
    if found.action == DELETE:
        _bring_back(connection, found.bulletin_id, deleted_at=None)
    elif found.action == MERGE:
        _bring_back(connection, found.other_id, merged_into=None)
    if found.action in (MERGE, KEEP):
        _mark_pair(connection, found.bulletin_id, found.other_id, None)
    connection.execute(update(decision).where(decision.c.id == decision_id).values(undone_at=now(), undone_by=who))
    if found.action == APART:
        told = select(record.c.bulletin_id).join(apart, apart.c.record_id == record.c.id).where(apart.c.decision_id == decision_id)
        findings.refresh(connection, set(connection.scalars(told)))


def decisions(connection: Connection, bulletin_id: int | None = None, limit: int = 100) -> list[Decision]:
    """The latest decisions, newest first: all, or those that concern one bulletin."""
    table = decision.c
    query = select(*(table[name] for name in Decision._fields)).order_by(table.id.desc()).limit(limit)
    if bulletin_id is not None:
        query = query.where((table.bulletin_id == bulletin_id) | (table.other_id == bulletin_id))
    return [Decision(*row) for row in connection.execute(query)]


def _need_live(connection: Connection, bulletin_id: int) -> None:
    live = connection.scalar(select(bulletin.c.live).where(bulletin.c.id == bulletin_id))
    if live is None:
        raise NoSuchBulletin(bulletin_id)
    if not live:
        raise NotPossible("not live", f"Bulletin {bulletin_id} was deleted or merged before.")


def _bring_back(connection: Connection, bulletin_id: int, **changed: None) -> None:
    connection.execute(update(bulletin).where(bulletin.c.id == bulletin_id).values(**changed))
    live = and_(bulletin.c.deleted_at.is_(None), bulletin.c.merged_into.is_(None))
    connection.execute(update(bulletin).where(bulletin.c.id == bulletin_id).values(live=live))
    recount(connection, [bulletin_id])


def _mark_pair(connection: Connection, one_id: int, other_id: int, what: str | None) -> bool:
    table = near_duplicate.c
    pair = and_(table.bulletin_id == min(one_id, other_id), table.other_id == max(one_id, other_id))
    return connection.execute(update(near_duplicate).where(pair).values(decision=what)).rowcount > 0


def _decide(connection: Connection, action: str, bulletin_id: int, other_id: int | None, who: str, reason: str | None) -> int:
    values = {"action": action, "bulletin_id": bulletin_id, "other_id": other_id, "who": who, "at": now(), "reason": reason}
    return connection.execute(insert(decision).values(values).returning(decision.c.id)).scalar_one()
