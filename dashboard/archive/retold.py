"""Figures that a later bulletin tells again in words of its own: «المرصد كان نشر أمس أن 14 … قُتلوا …».

`dashboard.archive.near_duplicates` finds passages that are repeated word for word; a retelling is known by what it says.
Two figures are one when another bulletin tells the same number of the same people, the same act on the same day at the
same place, and one of the two looks back on that day, or the number is too large to be the same by chance.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, and_, or_, select

from dashboard.archive.near_duplicates import join_story
from dashboard.archive.schema import FLOW, bulletin, record


BEYOND_CHANCE = 20
"""People: two figures of so many that agree in everything are one."""


def find(connection: Connection, bulletin_ids: Collection[int]) -> set[int]:
    """Join the figures of these bulletins with those of others that tell the same. Gives the bulletins that have such
    figures, for a recount.
    """
    if not bulletin_ids:
        return set()
    new, old, its, others = record.alias("new"), record.alias("old"), bulletin.alias("its"), bulletin.alias("others")
    # Without a place, or a side whose area people left, a number alone tells nothing.
    somewhere = or_(record.c.place_key.is_not(None), and_(record.c.kind == FLOW, record.c.origin_controller.is_not(None)))
    figures = (record.c.bulletin_id.in_(bulletin_ids), record.c.counts.is_(True), record.c.value.is_not(None), record.c.day.is_not(None), somewhere)
    # In two steps: in one, a database may begin with the figures of all other bulletins.
    ids = connection.scalars(select(record.c.id).where(*figures)).all()
    if not ids:
        return set()
    same = [new.c[name] == old.c[name] for name in ("day", "kind", "act", "value")]
    same += [
        new.c[name].is_not_distinct_from(old.c[name])
        for name in ("party", "category", "qualifier", "low", "high", "place_key", "origin_controller")
    ]
    one_cause = or_(new.c.cause.is_(None), old.c.cause.is_(None), new.c.cause == old.c.cause)
    looks_back = and_(its.c.date != others.c.date, or_(new.c.day < its.c.date, old.c.day < others.c.date))
    surely = or_(looks_back, new.c.value >= BEYOND_CHANCE)
    query = (
        select(new.c.id, old.c.id, new.c.bulletin_id)
        .join(old, and_(*same, old.c.counts.is_(True), old.c.bulletin_id != new.c.bulletin_id, one_cause))
        .join(its, its.c.id == new.c.bulletin_id)
        .join(others, others.c.id == old.c.bulletin_id)
        .where(new.c.id.in_(ids), surely)
        .order_by(new.c.id, old.c.id)
    )
    touched: set[int] = set()
    for one, other, bulletin_id in connection.execute(query).all():
        join_story(connection, other, one)
        touched.add(bulletin_id)
    return touched
