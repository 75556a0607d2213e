"""Who held which place on a day: what the bulletins' statements of control up to that day come to, with what contradicts it.

How statements become a holder, place by place:

- A statement names a holder when it says that a side holds or took a place, or that it is fought for in a side's hands.
  After «withdrew» nobody is known to hold the place until a statement names somebody.
- What a source said last stands in place of what it said before. What another source said before stands beside it, for
  `CLAIM_DAYS` days, unless a capture or a withdrawal was told since: that ends all earlier claims. Claims that stand and
  name different sides are in conflict, and then no holder is given.
- On the day of a capture or withdrawal, the one who lost the place is not counted as a rival holder.
- A place is contested when the last day that it is mentioned speaks of fighting for it, and of no capture.

Statements without a day say nothing about a day and are left out here; a village's own page lists them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Date, Text, and_, cast, column, func, literal_column, or_, select, true
from sqlalchemy.dialects.postgresql import JSONB

from dashboard.archive import schema
from dashboard.archive.counting import STATES_OUT
from dashboard.archive.filters import Filters, within

CLAIM_DAYS = 14
"""How long a source's claim stands beside those of other sources that speak later."""

HOLDS, CAPTURED, WITHDREW, CONTESTED = "holds", "captured", "withdrew", "contested"
CHANGES = (CAPTURED, WITHDREW)

_r, _p = schema.record.c, schema.place.c
# Written out, for the partial index of statements of control to serve: a bound value would not tell the database.
IS_CONTROL = and_(schema.LIVE, _r.kind == literal_column(f"'{schema.CONTROL}'"))
_A_TIME = 5000  # places in one statement


class Claim(NamedTuple):
    """What is said of a place on a day, alike, by one source: ``times`` over, the last time by the record ``record_id``."""

    place_key: str
    day: dt.date
    act: str
    party: str | None
    from_party: str | None
    source: str | None
    times: int
    record_id: int

    @property
    def names_holder(self) -> bool:
        """Whether it says who holds the place, or that who held it left."""
        return self.party is not None


class Standing(NamedTuple):
    """What the claims on one place come to. ``holders``: one is the holder, several are in conflict, none means not known,
    after ``left_by`` withdrew where that is told. ``told`` is the last day that a holder was named, ``mentioned`` the last
    day that the place was; ``claims`` are those that stand, the latest first.
    """

    holders: tuple[str, ...] = ()
    left_by: str | None = None
    contested: bool = False
    told: dt.date | None = None
    mentioned: dt.date | None = None
    claims: tuple[Claim, ...] = ()

    @property
    def holder(self) -> str | None:
        """The side that holds the place; None where none is known, or where claims are in conflict."""
        return self.holders[0] if len(self.holders) == 1 else None

    @property
    def conflict(self) -> bool:
        """Whether the claims that stand name different holders."""
        return len(self.holders) > 1


class Holding(NamedTuple):
    """A place as it stood on a day. ``since`` is the first day in the holder's hands, ``captured`` whether a capture is told
    for it: else the place may have been held before. ``from_party`` lost it, ``stated`` tells whether a bulletin says so or
    only named that side as the holder before.
    """

    place_key: str
    name: str
    latin: str
    kind: str | None
    admin1: str | None
    gazetteer_id: str | None
    lat: float | None
    lon: float | None
    geo_precision: int | None
    standing: Standing
    since: dt.date | None = None
    captured: bool = False
    from_party: str | None = None
    stated: bool = False


def standing(claims: Iterable[Claim]) -> Standing:
    """What claims on one place, in any order, come to on the last of their days or later."""
    ordered = sorted(claims, key=lambda claim: (claim.day, claim.record_id), reverse=True)
    if not ordered:
        return Standing()
    mentioned = ordered[0].day
    acts = {claim.act for claim in ordered if claim.day == mentioned}
    told, left_by = None, None
    parties: dict[str, None] = {}
    kept: list[Claim] = []
    heard: set[str | None] = set()
    for day, group in groupby((claim for claim in ordered if claim.names_holder), key=lambda claim: claim.day):
        told = told or day
        if (told - day).days > CLAIM_DAYS:
            break
        today = list(group)
        left = {claim.party for claim in today if claim.act == WITHDREW} | {claim.from_party for claim in today if claim.act == CAPTURED}
        for claim in today:
            if claim.source in heard or (claim.act not in CHANGES and claim.party in left):
                continue
            kept.append(claim)
            if claim.act != WITHDREW:
                parties[claim.party] = None
        heard.update(claim.source for claim in today)
        if any(claim.act in CHANGES for claim in today):
            if not parties:
                left_by = next((claim.party for claim in today if claim.act == WITHDREW), None)
            break
    kept += [claim for claim in ordered if not claim.names_holder and (told is None or claim.day >= told)]
    kept.sort(key=lambda claim: (claim.day, claim.record_id), reverse=True)
    return Standing(tuple(sorted(parties)), left_by, CONTESTED in acts and CAPTURED not in acts, told, mentioned, tuple(kept))


def as_of(connection: Connection, day: dt.date, filters: Filters, keys: Sequence[str] | None = None) -> list[Holding]:
    """Every place that a statement of control up to ``day`` speaks of, or those of ``keys``, as it stood on that day.

    Of the filters, places, sources and review states choose the statements; sides choose among the places those that such
    a side holds, claims or lost. Their days are the caller's to heed, and a control statement has no cause.
    """
    found = holdings(connection, stood_on(connection, day, filters, keys), filters)
    return of_sides(found, filters.parties)


def of_sides(found: Sequence[Holding], parties: Sequence[str]) -> list[Holding]:
    """The places that such a side holds, claims or lost; all where none is chosen."""
    return [one for one in found if not parties or _concerns(one, parties)]


def stood_on(connection: Connection, day: dt.date, filters: Filters, keys: Sequence[str] | None = None) -> dict[str, Standing]:
    """How each place stood on ``day``, by its key; whatever the sides that the filters choose."""
    last = _last_days(day, filters, keys).cte("last").prefix_with("MATERIALIZED")  # places first, then the statements of each
    of_place = _grouped(filters).where(
        _r.place_key == last.c.key, _r.day <= day, _r.day >= _back(connection, func.coalesce(last.c.told, last.c.mentioned))
    )
    found: dict[str, list[Claim]] = defaultdict(list)
    for row in connection.execute(of_place.select_from(last.join(schema.record, _r.place_key == last.c.key))):
        found[row.place_key].append(Claim(*row))
    return {key: standing(claims) for key, claims in found.items()}


def holdings(connection: Connection, stood: dict[str, Standing], filters: Filters) -> list[Holding]:
    """These places with their names, and since when and from whom their holders have them."""
    began = beginnings(connection, {key: one for key, one in stood.items() if one.holder}, filters)
    nothing = Beginning(None, False, None, False)
    return [Holding(*row, stood[row.key], *began.get(row.key, nothing)) for row in _places(connection, list(stood))]


def days_told(connection: Connection) -> tuple[dt.date, dt.date] | None:
    """The first and the last day that a statement of control is about, whatever the filters; None where there is none."""
    told = select(_r.day).where(IS_CONTROL, _r.state.not_in(STATES_OUT), _r.day.is_not(None)).limit(1)
    first, last = (connection.scalar(told.order_by(order)) for order in (_r.day, _r.day.desc()))
    return (first, last) if first else None


class Told(NamedTuple):
    """Where a record stands: its bulletin, and its id there."""

    bulletin_id: int
    number: str


def told_in(connection: Connection, record_ids: Sequence[int]) -> dict[int, Told]:
    """Where each of these records is told."""
    found: dict[int, Told] = {}
    for some in _in_parts(record_ids):
        for row in connection.execute(select(_r.id, _r.bulletin_id, _r.number).where(_r.id.in_(some))):
            found[row.id] = Told(row.bulletin_id, row.number)
    return found


def statements(filters: Filters) -> ColumnElement[bool]:
    """The condition on rows of ``record``: statements of control as the filters choose them, but for sides and days."""
    states = _r.state.in_(filters.states) if filters.states else _r.state.not_in(STATES_OUT)
    clauses = [IS_CONTROL, states]
    if filters.sources:
        named = [source for source in filters.sources if source != "none"]
        clauses.append(or_(_r.source.in_(named), _r.source.is_(None)) if "none" in filters.sources else _r.source.in_(named))
    return and_(*clauses)


def claims_between(
    connection: Connection, keys: Sequence[str], first: dt.date, last: dt.date, filters: Filters
) -> dict[str, list[Claim]]:
    """The claims on these places about the days from ``first`` to ``last``, by place, in order of day."""
    found: dict[str, list[Claim]] = {key: [] for key in keys}
    for some in _in_parts(keys):
        query = _grouped(filters).where(_r.place_key.in_(some), _r.day.between(first, last))
        for row in connection.execute(query):
            found[row.place_key].append(Claim(*row))
    for claims in found.values():
        claims.sort(key=lambda claim: (claim.day, claim.record_id))
    return found


def _grouped(filters: Filters):
    alike = (_r.place_key, _r.day, _r.act, _r.party, _r.from_party, _r.source)
    return select(*alike, func.count(), func.max(_r.id)).where(statements(filters)).group_by(*alike)


def _last_days(day: dt.date, filters: Filters, keys: Sequence[str] | None):
    """For each place the last day up to ``day`` that it is mentioned, and that a holder is named: two look-ups in an index."""
    upto = and_(statements(filters), _r.place_key == _p.key, _r.day <= day)
    mentioned = select(func.max(_r.day)).where(upto).correlate(schema.place).scalar_subquery()
    told = select(func.max(_r.day)).where(upto, _r.party.is_not(None)).correlate(schema.place).scalar_subquery()
    places = select(_p.key, mentioned.label("mentioned"), told.label("told")).where(place_condition(filters))
    return places.where(_p.key.in_(keys)) if keys is not None else places


def place_condition(filters: Filters) -> ColumnElement[bool]:
    """The condition on rows of ``place`` that the filters choose."""
    if not filters.places:
        return true()
    return or_(_p.key.in_(within(filters.places)), _p.admin1.in_(filters.places))


def _back(connection: Connection, day) -> ColumnElement[dt.date]:
    """`CLAIM_DAYS` before the day of a column: the two databases count days in different ways."""
    if connection.dialect.name == "sqlite":
        return func.date(day, f"-{CLAIM_DAYS} days", type_=Text)
    return day - literal_column(str(CLAIM_DAYS))


def _places(connection: Connection, keys: Sequence[str]) -> Iterator:
    columns = (_p.key, _p.name, _p.latin, _p.kind, _p.admin1, _p.gazetteer_id, _p.lat, _p.lon, _p.geo_precision)
    for some in _in_parts(keys):
        yield from connection.execute(select(*columns).where(_p.key.in_(some)).order_by(_p.key))


class Beginning(NamedTuple):
    """Since when a side holds a place: see `Holding`."""

    since: dt.date | None
    captured: bool
    from_party: str | None
    stated: bool


def beginnings(connection: Connection, stood: dict[str, Standing], filters: Filters) -> dict[str, Beginning]:
    """Since when, and from whom, each of these places is in the hands of its holder: look-ups back to the last claim of another."""
    asked = _asked(connection, [(key, one.holder, one.told) for key, one in stood.items()]).cte("asked")
    others = or_(and_(_r.party != asked.c.holder, _r.act != WITHDREW), and_(_r.party == asked.c.holder, _r.act == WITHDREW))
    upto = and_(statements(filters), _r.place_key == asked.c.key, _r.day <= asked.c.told, others)
    last_other = select(_r.day).where(upto).order_by(_r.day.desc(), _r.id.desc()).limit(1).correlate(asked).scalar_subquery()
    other = select(asked, last_other.label("other_day")).cte("other").prefix_with("MATERIALIZED")  # or each use of it would search anew
    # From that day on, and not "or it is empty", so that the index is entered at the day.
    since = func.coalesce(other.c.other_day, dt.date.min)
    own = and_(
        statements(filters), _r.place_key == other.c.key, _r.day >= since, _r.day <= other.c.told, _r.party == other.c.holder,
        _r.act != WITHDREW, or_(_r.day > since, _r.act == CAPTURED),
    )  # fmt: skip
    first_own = select(_r.day).where(own).order_by(_r.day, _r.id).limit(1).correlate(other).scalar_subquery()
    begun = select(other, first_own.label("since")).cte("begun").prefix_with("MATERIALIZED")
    taken = and_(
        statements(filters), _r.place_key == begun.c.key, _r.day == begun.c.since, _r.party == begun.c.holder, _r.act == CAPTURED
    )  # fmt: skip
    # A capture that names the loser goes before one that does not.
    loser = select(func.coalesce(func.max(_r.from_party), "")).where(taken).having(func.count() > 0).correlate(begun).scalar_subquery()
    before = and_(statements(filters), _r.place_key == begun.c.key, _r.day == begun.c.other_day, _r.party != begun.c.holder, _r.act != WITHDREW)
    query = select(
        begun.c.key, begun.c.since, loser.label("loser"),
        select(_r.party).where(before).order_by(_r.id.desc()).limit(1).correlate(begun).scalar_subquery().label("before"),
    )  # fmt: skip
    found: dict[str, Beginning] = {}
    for row in connection.execute(query):
        stated = bool(row.loser)
        found[row.key] = Beginning(row.since, row.loser is not None, row.loser if stated else row.before, stated)
    return found


def _asked(connection: Connection, rows: Sequence[tuple[str, str, dt.date]]):
    """The rows as a table of the statement, sent as one JSON value: thousands of bound values take longer than the search."""
    data = [(key, holder, told.isoformat()) for key, holder, told in rows]
    if connection.dialect.name == "sqlite":
        each = func.json_each(json.dumps(data)).table_valued("value")
        key, holder, told = (func.json_extract(each.c.value, f"$[{n}]", type_=Text) for n in range(3))
    else:
        each = func.jsonb_array_elements(cast(data, JSONB)).table_valued(column("value", JSONB))
        key, holder, told = (each.c.value.op("->>", return_type=Text)(n) for n in range(3))
        told = cast(told, Date)
    return select(key.label("key"), holder.label("holder"), told.label("told"))


def _concerns(one: Holding, parties: Sequence[str]) -> bool:
    sides = {*one.standing.holders, one.standing.left_by, one.from_party if one.stated else None}
    return bool(sides & set(parties)) or ("none" in parties and not one.standing.holders)


def _in_parts(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for first in range(0, len(keys), _A_TIME):
        yield keys[first : first + _A_TIME]
