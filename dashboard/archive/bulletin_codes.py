"""Which bulletins concern a side or a cause, name a governorate, have records in a review state, and which of these are one record's: kept for filters to look up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, and_, delete, exists, func, insert, literal, select, union

from dashboard.archive.counting import STATES_OUT
from dashboard.archive.filters import NONE, one_record
from dashboard.archive.inserting import insert_many
from dashboard.archive.schema import (
    ACTOR, ADMIN1, CAUSE, EVENT, ONE_RECORD, PARTY, STATE, TARGET, bulletin_code, bulletin_place, place, record, record_code,
)  # fmt: skip

_AT_ONCE = 500


def refresh(connection: Connection, bulletin_ids: Collection[int]) -> None:
    """Set the codes of these bulletins, after records or named places of theirs changed."""
    ordered = sorted(bulletin_ids)
    for first in range(0, len(ordered), _AT_ONCE):
        some = ordered[first : first + _AT_ONCE]
        connection.execute(delete(bulletin_code).where(bulletin_code.c.bulletin_id.in_(some)))
        insert_many(connection, bulletin_code, [{"role": role, "code": code, "bulletin_id": one} for role, code, one in sorted(_codes(connection, some))])


def fill(connection: Connection, *only: str) -> None:
    """Set the codes of all bulletins of an archive that has none yet: what `refresh` sets, by the database alone; all, or those of some roles."""
    stands, of = record.c.state.not_in(STATES_OUT), record.c.bulletin_id
    of_people = and_(stands, record.c.kind != EVENT)
    of_side = and_(record.c.kind == EVENT, record_code.c.role.in_((ACTOR, TARGET)))
    sides = select(record_code.c.code, of).join(record, record.c.id == record_code.c.record_id).where(of_side)
    cause_and_state = "|" + func.coalesce(record.c.cause, NONE) + "|" + record.c.state
    with_side = exists().where(record_code.c.record_id == record.c.id, record_code.c.role.in_((ACTOR, TARGET)))
    found = {
        STATE: [select(record.c.state, of)],
        CAUSE: [select(func.coalesce(record.c.cause, NONE), of).where(stands)],
        PARTY: [
            select(func.coalesce(record.c.party, NONE), of).where(of_people), select(record.c.from_party, of).where(of_people, record.c.from_party.is_not(None)),
            sides.where(stands),
        ],
        ONE_RECORD: [
            select(func.coalesce(record.c.party, NONE) + cause_and_state, of).where(record.c.kind != EVENT),
            select(record.c.from_party + cause_and_state, of).where(record.c.kind != EVENT, record.c.from_party.is_not(None)),
            sides.with_only_columns(record_code.c.code + cause_and_state, of),
            select(cause_and_state, of).where(record.c.kind == EVENT, ~with_side),
        ],
        ADMIN1: [
            select(place.c.admin1, bulletin_place.c.bulletin_id).join(place, place.c.key == bulletin_place.c.place_key).where(place.c.admin1.is_not(None))
        ],
    }  # fmt: skip
    for role, queries in ((role, queries) for role, queries in found.items() if not only or role in only):
        each = (union(*queries) if len(queries) > 1 else queries[0].distinct()).subquery("each").c
        connection.execute(insert(bulletin_code).from_select(["role", "code", "bulletin_id"], select(literal(role), *each)))


def _codes(connection: Connection, bulletin_ids: Sequence[int]) -> set[tuple[str, str, int]]:
    """Sides, causes, states and governorates, in the sense of `dashboard.archive.filters`."""
    found: set[tuple[str, str, int]] = set()
    columns = (record.c.id, record.c.bulletin_id, record.c.state, record.c.kind, record.c.party, record.c.from_party, record.c.cause)
    events: dict[int, tuple[int, str, str]] = {}
    for record_id, bulletin_id, state, kind, party, from_party, cause in connection.execute(select(*columns).where(record.c.bulletin_id.in_(bulletin_ids))):
        found.add((STATE, state, bulletin_id))
        if state not in STATES_OUT:
            found.add((CAUSE, cause or NONE, bulletin_id))
        if kind == EVENT:  # its sides stand beside it
            events[record_id] = bulletin_id, cause or NONE, state
        else:
            found |= _concerned({party or NONE, from_party or party or NONE}, bulletin_id, cause or NONE, state)
    # Asked for by the events' own numbers: in one statement, a database may begin with the sides of all events.
    sides = select(record_code.c.record_id, record_code.c.code).where(record_code.c.record_id.in_(list(events)), record_code.c.role.in_((ACTOR, TARGET)))
    of_event: defaultdict[int, set[str]] = defaultdict(set)
    for record_id, code in connection.execute(sides) if events else ():
        of_event[record_id].add(code)
    for record_id, event in events.items():
        found |= _concerned(of_event[record_id], *event)
    named = select(place.c.admin1, bulletin_place.c.bulletin_id).join(place, place.c.key == bulletin_place.c.place_key).distinct()
    inside = named.where(bulletin_place.c.bulletin_id.in_(bulletin_ids), place.c.admin1.is_not(None))
    found.update((ADMIN1, code, bulletin_id) for code, bulletin_id in connection.execute(inside))
    return found


def _concerned(sides: Collection[str], bulletin_id: int, cause: str, state: str) -> set[tuple[str, str, int]]:
    """The codes of a record's sides, alone where it stands, and with its cause and state."""
    found = {(ONE_RECORD, one_record(side, cause, state), bulletin_id) for side in sides or ("",)}
    return found if state in STATES_OUT else found | {(PARTY, side, bulletin_id) for side in sides}
