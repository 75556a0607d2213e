"""Which bulletins concern a side or a cause, name a governorate, have records in a review state: kept beside the records, for filters to look up."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, and_, delete, func, insert, literal, select, union

from dashboard.archive.counting import STATES_OUT
from dashboard.archive.filters import NONE
from dashboard.archive.inserting import insert_many
from dashboard.archive.schema import (
    ACTOR, ADMIN1, CAUSE, EVENT, PARTY, STATE, TARGET, bulletin_code, bulletin_place, place, record, record_code,
)  # fmt: skip

_AT_ONCE = 500


def refresh(connection: Connection, bulletin_ids: Collection[int]) -> None:
    """Set the codes of these bulletins, after records or named places of theirs changed."""
    ordered = sorted(bulletin_ids)
    for first in range(0, len(ordered), _AT_ONCE):
        some = ordered[first : first + _AT_ONCE]
        connection.execute(delete(bulletin_code).where(bulletin_code.c.bulletin_id.in_(some)))
        insert_many(connection, bulletin_code, [{"role": role, "code": code, "bulletin_id": one} for role, code, one in sorted(_codes(connection, some))])


def fill(connection: Connection) -> None:
    """Set the codes of all bulletins of an archive that has none yet: what `refresh` sets, by the database alone."""
    stands, of = record.c.state.not_in(STATES_OUT), record.c.bulletin_id
    of_people = and_(stands, record.c.kind != EVENT)
    sides = select(record_code.c.code, of).join(record, record.c.id == record_code.c.record_id)
    found = {
        STATE: [select(record.c.state, of)],
        CAUSE: [select(func.coalesce(record.c.cause, NONE), of).where(stands)],
        PARTY: [
            select(func.coalesce(record.c.party, NONE), of).where(of_people), select(record.c.from_party, of).where(of_people, record.c.from_party.is_not(None)),
            sides.where(stands, record.c.kind == EVENT, record_code.c.role.in_((ACTOR, TARGET))),
        ],
        ADMIN1: [
            select(place.c.admin1, bulletin_place.c.bulletin_id).join(place, place.c.key == bulletin_place.c.place_key).where(place.c.admin1.is_not(None))
        ],
    }  # fmt: skip
    for role, queries in found.items():
        each = (union(*queries) if len(queries) > 1 else queries[0].distinct()).subquery("each").c
        connection.execute(insert(bulletin_code).from_select(["role", "code", "bulletin_id"], select(literal(role), *each)))


def _codes(connection: Connection, bulletin_ids: Sequence[int]) -> set[tuple[str, str, int]]:
    """Sides, causes, states and governorates, in the sense of `dashboard.archive.filters`."""
    found: set[tuple[str, str, int]] = set()
    columns = (record.c.id, record.c.bulletin_id, record.c.state, record.c.kind, record.c.party, record.c.from_party, record.c.cause)
    event_in: dict[int, int] = {}
    for record_id, bulletin_id, state, kind, party, from_party, cause in connection.execute(select(*columns).where(record.c.bulletin_id.in_(bulletin_ids))):
        found.add((STATE, state, bulletin_id))
        if state in STATES_OUT:
            continue
        found.add((CAUSE, cause or NONE, bulletin_id))
        if kind == EVENT:  # its sides stand beside it
            event_in[record_id] = bulletin_id
            continue
        found.add((PARTY, party or NONE, bulletin_id))
        if from_party:
            found.add((PARTY, from_party, bulletin_id))
    # Asked for by the events' own numbers: in one statement, a database may begin with the sides of all events.
    sides = select(record_code.c.record_id, record_code.c.code).where(record_code.c.record_id.in_(list(event_in)), record_code.c.role.in_((ACTOR, TARGET)))
    if event_in:
        found.update((PARTY, code, event_in[record_id]) for record_id, code in connection.execute(sides))
    named = select(place.c.admin1, bulletin_place.c.bulletin_id).join(place, place.c.key == bulletin_place.c.place_key).distinct()
    inside = named.where(bulletin_place.c.bulletin_id.in_(bulletin_ids), place.c.admin1.is_not(None))
    found.update((ADMIN1, code, bulletin_id) for code, bulletin_id in connection.execute(inside))
    return found
