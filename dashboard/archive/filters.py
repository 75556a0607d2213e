"""The filters that hold on all pages of the archive: checked once when they are read from the address, then conditions of SQL.

A filter narrows by what a record says: the days, the side of the people counted (for control the holder or who lost the
place, for events any side of it), the place, the cause, the organisation that speaks, the review state. Within one
filter the values are alternatives; the filters hold together. ``none`` stands for records that state nothing there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import get_args

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, union_all

from dashboard.archive import schema
from dashboard.archive.counting import STATES_OUT
from dashboard.archive.rows import latin_form
from extraction.gazetteer import gazetteer
from extraction.records import Cause, Party
from extraction.text import fold

NONE = "none"
PARTIES = (*get_args(Party), NONE)
CAUSES = (*get_args(Cause), NONE)
LONGEST_VALUE = 200


class FilterError(ValueError):
    """A filter in the address is wrong: ``name`` is the parameter, ``value`` what it was given."""

    def __init__(self, name: str, value: str, expected: str):
        self.name, self.value, self.expected = name, value, expected
        super().__init__(f"{name}={value}: {expected} is expected")


@dataclass(frozen=True)
class Filters:
    """What is looked at; everything that was not rejected where nothing is chosen.

    ``places`` are place keys (`dashboard.archive.rows.place_key`); a governorate or district stands for all that lies in it.
    ``states`` are review states; none chosen means all but the rejected and the withdrawn.
    """

    first: dt.date | None = None
    last: dt.date | None = None
    parties: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    states: tuple[str, ...] = ()

    @classmethod
    def from_query(cls, query: Mapping[str, Sequence[str]]) -> Filters:
        """The filters of an address, each parameter with all its values. Raises `FilterError`."""
        found = cls(
            first=_day("from", query.get("from", ())),
            last=_day("to", query.get("to", ())),
            parties=_codes("party", query.get("party", ()), PARTIES),
            places=_names("place", query.get("place", ())),
            causes=_codes("cause", query.get("cause", ()), CAUSES),
            sources=_names("source", query.get("source", ())),
            states=_codes("state", query.get("state", ()), schema.STATES),
        )
        if found.first and found.last and found.first > found.last:
            raise FilterError("to", found.last.isoformat(), f"a day from {found.first} on")
        return found

    def to_query(self) -> dict[str, list[str]]:
        """The parameters of the address that these filters are read from again; only those that are chosen."""
        query = {
            "from": [self.first.isoformat()] if self.first else [], "to": [self.last.isoformat()] if self.last else [],
            "party": list(self.parties), "place": list(self.places), "cause": list(self.causes), "source": list(self.sources),
            "state": list(self.states),
        }  # fmt: skip
        return {name: values for name, values in query.items() if values}

    def but(self, **changed: object) -> Filters:
        """These filters with some changed."""
        return replace(self, **changed)

    # ``each``: for conditions that leave few records, so that the places of each are looked up, and not the records of a place.

    def records(self, each: bool = False) -> ColumnElement[bool]:
        """The condition on rows of ``record``, of bulletins that are neither deleted nor merged."""
        states = schema.record.c.state.in_(self.states) if self.states else schema.record.c.state.not_in(STATES_OUT)
        return and_(schema.LIVE, states, *_concerns(self.parties), *self._of_records(_each_placed if each else _placed))

    def figures(self, each: bool = False, kind: str | None = None) -> ColumnElement[bool]:
        """The condition on rows of ``record`` that may be added to one another (`schema.COUNTS`); all of one ``kind``, where it
        is given, which may be faster.
        """
        states = [schema.record.c.state.in_(self.states)] if self.states else []  # those that count are never rejected
        kinds = [schema.record.c.kind == kind] if kind else []
        placed = _each_placed if each else _casualties_placed if kind == schema.CASUALTY else _placed
        return and_(schema.COUNTS, *states, *_in(schema.record.c.party, self.parties), *kinds, *self._of_records(placed))

    def totals(self, each: bool = False) -> ColumnElement[bool]:
        """The condition on rows of ``record`` that are running totals, which are never added."""
        table = schema.record.c
        states = table.state.in_(self.states) if self.states else table.state.not_in(STATES_OUT)
        return and_(schema.TOTALS, states, *_in(table.party, self.parties), *self._of_records(_each_placed if each else _placed))

    def within_places(self) -> ColumnElement[bool] | None:
        """The condition of the places alone, None where none is chosen."""
        return next(iter(_placed(self.places)), None)

    def bulletins(self) -> ColumnElement[bool]:
        """The condition on rows of ``bulletin``: its own day and source, and records or named places as chosen."""
        table = schema.bulletin.c
        clauses = [table.live.is_(True), *self.of_bulletins()]
        if self.places:
            governorates, others = _split(self.places)
            named = schema.bulletin_place.c
            inside = [table.id.in_(_with_code(schema.ADMIN1, governorates))] if governorates else []
            inside += [table.id.in_(select(named.bulletin_id).where(named.place_key.in_(within(others))))] if others else []
            clauses.append(or_(*inside))
        clauses += [table.id.in_(_with_code(role, codes)) for role, codes in self._codes()]
        return and_(*clauses)

    def how_many_bulletins(self) -> Select[tuple[int]]:
        """The statement that counts the bulletins of `bulletins`."""
        codes = self._codes()
        if len(codes) == 1 and len(codes[0][1]) == 1 and not (self.first or self.last or self.sources or self.places):
            # All that have one code but for the few that are not live: no look-up for each of a hundred thousand.
            dead = select(schema.bulletin.c.id).where(schema.bulletin.c.live.is_(False))
            having = _with_code(*codes[0])
            return having.with_only_columns(func.count()).where(schema.bulletin_code.c.bulletin_id.not_in(dead))
        return select(func.count()).select_from(schema.bulletin).where(self.bulletins())

    def _codes(self) -> list[tuple[str, Sequence[str]]]:
        """The codes of which a bulletin must have one, by their role; where several are chosen, they are those of one record."""
        of_records = {schema.PARTY: self.parties, schema.CAUSE: self.causes, schema.STATE: self.states}
        chosen = [(role, codes) for role, codes in of_records.items() if codes]
        if len(chosen) > 1:
            states = self.states or [state for state in schema.STATES if state not in STATES_OUT]
            return [(schema.ONE_RECORD, [one_record(*codes) for codes in product(self.parties or (*PARTIES, ""), self.causes or CAUSES, states)])]
        return chosen

    def of_bulletins(self) -> Iterable[ColumnElement[bool]]:
        """The conditions on rows of ``bulletin`` that hold for merged and deleted ones too: its day and source."""
        table = schema.bulletin.c
        yield from _between(table.date, self.first, self.last)
        yield from _in(table.source, self.sources)

    def _of_records(self, placed: Callable[[Sequence[str]], Iterable[ColumnElement[bool]]]) -> Iterable[ColumnElement[bool]]:
        table = schema.record.c
        yield from _between(table.day, self.first, self.last)
        yield from _in(table.cause, self.causes)
        yield from _in(table.source, self.sources)
        yield from placed(self.places)


def one_record(party: str, cause: str, state: str) -> str:
    """The code of a record's side, cause and review state together; of an act without sides the side is empty."""
    return f"{party}|{cause}|{state}"


def _concerns(parties: Sequence[str]) -> Iterable[ColumnElement[bool]]:
    """Records of any kind that concern a side: of its people, of a place that it holds or lost, of an act that it did or met."""
    if parties:
        yield or_(*ways_to_concern(parties))


def ways_to_concern(parties: Sequence[str]) -> Iterable[ColumnElement[bool]]:
    """The conditions on rows of ``record`` by which one concerns a side: any of them does."""
    table, code = schema.record.c, schema.record_code.c
    stated = [party for party in parties if party != NONE]
    if parties:
        # An event's sides stand beside it, so that its empty ``party`` says nothing.
        yield and_(table.kind.in_((schema.CASUALTY, schema.FLOW, schema.CONTROL)), *_in(table.party, parties))
    if stated:
        yield and_(table.kind == schema.CONTROL, table.from_party.in_(stated))
        of_event = select(code.record_id).where(code.role.in_((schema.ACTOR, schema.TARGET)), code.code.in_(stated))
        yield and_(table.kind == schema.EVENT, table.id.in_(of_event))


def _placed(places: Sequence[str]) -> Iterable[ColumnElement[bool]]:
    """Records with a place among these, by the records of the places."""
    if places:
        placed = schema.record_place.c
        yield schema.record.c.id.in_(union_all(*(select(placed.record_id).where(way) for way in _inside(places))))


def _each_placed(places: Sequence[str]) -> Iterable[ColumnElement[bool]]:
    """The same, by the places of each record."""
    if places:
        placed = schema.record_place.c
        yield select(placed.record_id).where(placed.record_id == schema.record.c.id, or_(*_inside(places))).exists()


def _casualties_placed(places: Sequence[str]) -> Iterable[ColumnElement[bool]]:
    """The same for sums of casualties: their index tells the governorate, and only where there are several places are looked up."""
    table = schema.record.c
    governorates, others = _split(places)
    if places and not others:
        yield or_(table.admin1.in_(governorates), and_(table.admin1 == schema.SEVERAL, *_each_placed(places)))
    else:
        yield from _placed(places)


def _inside(places: Sequence[str]) -> list[ColumnElement[bool]]:
    """The ways in which a record's place lies in these. Every place knows its governorate; of anything smaller the places in
    it are listed. Each has an index of its own.
    """
    placed = schema.record_place.c
    governorates, others = _split(places)
    inside = [placed.admin1.in_(governorates)] if governorates else []
    return inside + ([placed.place_key.in_(within(others))] if others else [])


def _with_code(role: str, codes: Sequence[str]):
    """The bulletins with such a code (`schema.bulletin_code`)."""
    code = schema.bulletin_code.c
    return select(code.bulletin_id).where(code.role == role, code.code.in_(codes))


def _split(places: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The governorates among the places, which their places name, and the others."""
    by_id = gazetteer().by_id
    governorates = tuple(key for key in places if key in by_id and by_id[key].kind == "governorate")
    return governorates, tuple(key for key in places if key not in governorates)


def _between(column, first: dt.date | None, last: dt.date | None) -> Iterable[ColumnElement[bool]]:
    if first:
        yield column >= first
    if last:
        yield column <= last


def _in(column, values: Sequence[str]) -> Iterable[ColumnElement[bool]]:
    if values:
        stated = column.in_([value for value in values if value != NONE])
        yield or_(stated, column.is_(None)) if NONE in values else stated


@lru_cache(maxsize=256)
def within(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The places of these keys and those that lie in them, as far as the gazetteer knows."""
    asked, found = set(keys), set(keys)
    by_id = gazetteer().by_id
    for place in by_id.values():
        at, above = place, {place.admin1}
        while at is not None and at.id not in above - {place.admin1}:
            above.add(at.id)
            at = by_id.get(at.parent)
        if above & asked:
            found.add(place.id)
    return tuple(sorted(found))


def place_keys(connection: Connection, asked: str) -> list[str]:
    """The places of a name in either script, or the one of a key; none where neither is known. Of one name there may be several."""
    if asked in gazetteer().by_id:
        return [asked]
    table = schema.place.c
    in_archive = or_(table.key == asked, table.folded == fold(asked), table.latin == latin_form(asked))
    found = set(connection.scalars(select(table.key).where(in_archive)))
    for place in gazetteer().by_id.values():
        if fold(place.name) == fold(asked) or latin_form(place.name_en or "") == latin_form(asked):
            found.add(place.id)
    return sorted(found)


# --- reading them ---------------------------------------------------------------------------------------------------


def _day(name: str, values: Sequence[str]) -> dt.date | None:
    if not values:
        return None
    try:
        return dt.datetime.strptime(values[-1], "%Y-%m-%d").date()
    except ValueError:
        raise FilterError(name, values[-1], "a day as 2019-01-05") from None


def _codes(name: str, values: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    return _each(values, lambda value: value in known, name, f"one of {', '.join(known)}")


def _names(name: str, values: Sequence[str]) -> tuple[str, ...]:
    return _each(values, lambda value: 0 < len(value) <= LONGEST_VALUE, name, f"a name of up to {LONGEST_VALUE} characters")


def _each(values: Sequence[str], fits: Callable[[str], bool], name: str, expected: str) -> tuple[str, ...]:
    for value in values:
        if not fits(value):
            raise FilterError(name, value, expected)
    return tuple(dict.fromkeys(values))
