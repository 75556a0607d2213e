"""Who held which places day by day, and what changed between two days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from dashboard.archive.filters import Filters
from dashboard.archive.holders import (
    CAPTURED, WITHDREW, Claim, Holding, Standing, claims_between, holdings, place_condition, standing, statements, stood_on,
)  # fmt: skip
from dashboard.archive.schema import place, record


class Row(NamedTuple):
    """A place over some days: how it stood on each of them, and on which a statement speaks of it."""

    place: Holding
    days: list[Standing]
    told: dict[dt.date, list[Claim]]


class Change(NamedTuple):
    """What became of a place between two days. ``what`` is ``taken`` (another side holds it), ``first`` (nobody was known to
    hold it before), ``left`` (nobody is known to since), ``disputed`` or ``settled`` (claims began or ceased to conflict),
    ``returned`` (another side held it in between), ``fighting`` or ``calm`` (it began or ceased to be contested).
    """

    what: str
    before: Standing
    after: Holding


def busiest(connection: Connection, first: dt.date, last: dt.date, filters: Filters, most: int) -> tuple[list[str], int]:
    """The places that statements about these days speak of most often, at most so many; and how many places there are."""
    told = statements(filters), record.c.day.between(first, last)
    query = select(record.c.place_key, func.count().label("times")).where(*told).group_by(record.c.place_key)
    if filters.places:
        query = query.where(record.c.place_key.in_(select(place.c.key).where(place_condition(filters))))
    rows = connection.execute(query).all()
    rows.sort(key=lambda row: (-row.times, row.place_key))
    return [row.place_key for row in rows[:most]], len(rows)


def by_day(connection: Connection, keys: Sequence[str], first: dt.date, last: dt.date, filters: Filters) -> list[Row]:
    """How each of these places stood on every day from ``first`` to ``last``; the places in the order given."""
    before = stood_on(connection, first - dt.timedelta(days=1), filters, keys)
    now = {one.place_key: one for one in holdings(connection, stood_on(connection, last, filters, keys), filters)}
    claims = claims_between(connection, keys, first, last, filters)
    days = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    return [_row(now[key], before.get(key, Standing()), claims[key], days) for key in keys if key in now]


def _row(one: Holding, before: Standing, claims: list[Claim], days: list[dt.date]) -> Row:
    told: dict[dt.date, list[Claim]] = {}
    for claim in claims:
        told.setdefault(claim.day, []).append(claim)
    stood: list[Standing] = []
    now = before
    for day in days:
        if day in told:
            # What no longer stands cannot come back: the claims that stand and the new ones are enough.
            now = standing([*now.claims, *told[day]])
        stood.append(now)
    return Row(one, stood, {day: told[day] for day in days if day in told})


def changes(connection: Connection, first: dt.date, last: dt.date, filters: Filters) -> list[Change]:
    """What changed from the state of ``first`` to that of ``last``: places in other hands first, and the latest first."""
    before, after = stood_on(connection, first, filters), stood_on(connection, last, filters)
    returned = _held_by_several(connection, first, last, filters)
    what: dict[str, str] = {}
    for key, now in after.items():
        was = before.get(key, Standing())
        became = _what(was, now, key in returned)
        sides = {*now.holders, now.left_by, *was.holders}
        if became and (not filters.parties or sides & set(filters.parties)):
            what[key] = became
    changed = holdings(connection, {key: after[key] for key in what}, filters)
    found = [Change(_told_capture(what[one.place_key], one, first), before.get(one.place_key, Standing()), one) for one in changed]
    order = ("taken", "disputed", "returned", "settled", "left", "first", "fighting", "calm")
    found.sort(key=lambda one: one.after.since or one.after.standing.mentioned or dt.date.min, reverse=True)
    return sorted(found, key=lambda one: order.index(one.what))


def _what(before: Standing, after: Standing, several: bool) -> str | None:
    if before.holders != after.holders:
        if not after.holders:
            return "left"
        if not before.holders:
            return "taken" if several else "first"
        return "disputed" if after.conflict else "settled" if before.conflict else "taken"
    if several and after.holder:
        return "returned"
    if before.contested != after.contested:
        return "fighting" if after.contested else "calm"
    return None


def _told_capture(what: str, after: Holding, first: dt.date) -> str:
    """A place first told of by its capture changed hands, if the capture falls into these days."""
    return "taken" if what == "first" and after.captured and after.since > first else what


def _held_by_several(connection: Connection, first: dt.date, last: dt.date, filters: Filters) -> set[str]:
    """The places that two sides or more are said to have held or taken after ``first`` and up to ``last``."""
    table = record.c
    query = (
        select(table.place_key)
        .where(statements(filters), table.day > first, table.day <= last, table.party.is_not(None), table.act != WITHDREW)
        .group_by(table.place_key)
        .having(func.count(table.party.distinct()) > 1)
    )
    return set(connection.scalars(query))


class Spell(NamedTuple):
    """Days in which a place was in the same hands, as far as it is told."""

    first: dt.date
    last: dt.date
    stood: Standing
    captured: bool


def spells(connection: Connection, key: str, filters: Filters) -> list[Spell]:
    """The whole story of one place, the latest first: who held it from which told day to which."""
    claims = claims_between(connection, [key], dt.date.min, dt.date.max, filters)[key]
    found: list[Spell] = []
    now = Standing()
    for day, told in groupby(claims, key=lambda claim: claim.day):
        now = standing([*now.claims, *told])
        captured = any(claim.act == CAPTURED and claim.party == now.holder for claim in now.claims if claim.day == day)
        if found and found[-1].stood.holders == now.holders and found[-1].stood.left_by == now.left_by:
            found[-1] = found[-1]._replace(last=day, stood=now)
        else:
            found.append(Spell(day, day, now, captured))
    return found[::-1]
