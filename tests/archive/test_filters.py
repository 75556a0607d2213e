"""The filters of the archive's pages: from the address and back, and what they select."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import func, select

from dashboard.archive import decisions, review, schema
from dashboard.archive.filters import CAUSES, PARTIES, FilterError, Filters
from dashboard.archive.saving import save_all

QUERY = {
    "from": ["2018-12-01"], "to": ["2019-01-31"], "party": ["sdf", "none"], "place": ["SY09"], "cause": ["clash"], "source": ["SOHR"],
    "state": ["machine", "corrected"],
}  # fmt: skip


@pytest.fixture
def connection(archive, samples):
    with archive.write() as connection:
        save_all(connection, list(samples.values()))
    with archive.read() as connection:
        yield connection


def selected(connection, condition) -> set[tuple]:
    table = schema.record.c
    return set(connection.execute(select(table.kind, table.party, table.cause, table.source, table.day).where(condition)).all())


def test_filters_are_read_from_the_address_they_are_written_to():
    filters = Filters.from_query(QUERY)
    assert filters.first == dt.date(2018, 12, 1) and filters.parties == ("sdf", "none")
    assert filters.to_query() == QUERY
    assert Filters.from_query({}).to_query() == {} and Filters.from_query({}) == Filters()


@pytest.mark.parametrize(
    ("name", "value"),
    [("from", "yesterday"), ("to", "2019-02-30"), ("party", "romans"), ("cause", "magic"), ("state", "fine"), ("place", ""), ("source", "x" * 201)],
)  # fmt: skip
def test_a_wrong_filter_is_named(name, value):
    with pytest.raises(FilterError, match=f"^{name}="):
        Filters.from_query({name: [value]})


def test_days_in_the_wrong_order_are_refused():
    with pytest.raises(FilterError, match="^to=2019-01-01: a day from 2019-01-02 on"):
        Filters.from_query({"from": ["2019-01-02"], "to": ["2019-01-01"]})


def test_no_filter_selects_everything(connection):
    everything = connection.scalar(select(func.count()).select_from(schema.record))
    assert connection.scalar(select(func.count()).select_from(schema.record).where(Filters().records())) == everything > 100
    assert connection.scalar(select(func.count()).select_from(schema.bulletin).where(Filters().bulletins())) == 18


def test_days_parties_causes_and_sources_narrow(connection):
    first, last = dt.date(2019, 1, 1), dt.date(2019, 1, 5)
    days = selected(connection, Filters(first=first, last=last).records())
    assert days and all(first <= day <= last for *_, day in days)
    figures = selected(connection, Filters(parties=("sdf",)).figures())
    assert figures and {party for _, party, *_ in figures} == {"sdf"}
    assert {party for _, party, *_ in selected(connection, Filters(parties=("none",)).figures())} == {None}
    causes = selected(connection, Filters(causes=("clash", "none"), sources=("SOHR",)).records())
    assert {(cause, source) for _, _, cause, source, _ in causes} == {("clash", "SOHR"), (None, "SOHR")}


def test_a_side_is_found_in_every_kind_of_record(connection):
    kinds = {kind for kind, *_ in selected(connection, Filters(parties=("islamic_state",)).records())}
    assert kinds == set(schema.KINDS)


def test_a_governorate_stands_for_what_lies_in_it(connection):
    named = select(schema.record_place.c.place_key).join(schema.record)
    around = set(connection.scalars(named.where(Filters(places=("SY09",)).records())))
    assert {"sy09-hajin", "sy09-al-shaafah"} <= around
    town = Filters(places=("sy09-hajin",))
    of_town = connection.scalar(select(func.count()).select_from(schema.record).where(town.records()))
    assert 0 < of_town < connection.scalar(select(func.count()).select_from(schema.record).where(Filters(places=("SY09",)).records()))
    naming = {text for text in connection.scalars(select(schema.bulletin.c.text)) if "هجين" in text}
    assert naming and set(connection.scalars(select(schema.bulletin.c.text).where(town.bulletins()))) == naming


def test_filters_hold_together(connection):
    def keys(filters: Filters) -> set[int]:
        return set(connection.scalars(select(schema.record.c.id).where(filters.records())))

    filters = Filters.from_query(QUERY)
    one_by_one = [keys(Filters.from_query({name: values})) for name, values in QUERY.items()]
    assert keys(filters) == set.intersection(*one_by_one) != set()
    assert keys(filters.but(causes=("torture",))) == set()


def test_bulletins_are_those_of_the_records_that_a_side_or_cause_selects_also_after_a_review(archive, samples):
    with archive.write() as connection:
        save_all(connection, list(samples.values()))
        table = schema.record.c
        rejected = connection.scalars(select(table.id).where(table.kind == "casualty").order_by(table.id).limit(12)).all()
        for record_id in rejected:
            review.reject(connection, record_id, "Rima")
        corrected = connection.scalar(select(table.id).where(table.kind == "casualty", table.state == "machine", table.cause.is_(None)).limit(1))
        review.correct(connection, corrected, "cause", "torture", "Rima")
    with archive.read() as connection:
        chosen = [Filters(parties=(code,)) for code in PARTIES] + [Filters(causes=(code,)) for code in CAUSES]
        chosen += [Filters(states=(code,)) for code in schema.STATES]
        sides = [("sdf",), ("islamic_state", "none"), ("none",)]
        chosen += [Filters(parties=these, causes=causes) for these in sides for causes in [("none", "clash"), *((code,) for code in CAUSES)]]
        chosen += [Filters(parties=these, states=(code,)) for these in sides for code in schema.STATES]
        chosen += [Filters(causes=causes, states=(code,)) for causes in [("none",), ("clash", "torture")] for code in schema.STATES]
        chosen += [Filters(parties=these, causes=("clash", "none"), states=states) for these in sides for states in [("machine",), ("rejected", "corrected")]]
        found = {one: set(connection.scalars(select(schema.bulletin.c.id).where(one.bulletins()))) for one in chosen}
        assert found == {one: set(connection.scalars(select(table.bulletin_id).where(one.records()))) for one in chosen}
        chosen += [Filters(first=dt.date(2019, 1, 1)), Filters(sources=("SOHR",), parties=("sdf",)), Filters(places=("SY09",), causes=("clash",))]
        deleted = sorted(found[Filters(parties=("sdf",))])[0]
        of = connection.scalar(select(table.bulletin_id).where(table.id == corrected))
        assert of in found[Filters(causes=("torture",))] and len(found[Filters(parties=("islamic_state",))]) > 8
    with archive.write() as connection:
        decisions.delete(connection, deleted, "Rima")
        counted = {one: connection.scalar(one.how_many_bulletins()) for one in chosen}
        assert counted == {one: len(connection.scalars(select(schema.bulletin.c.id).where(one.bulletins())).all()) for one in chosen}
        assert counted[Filters(parties=("sdf",))] == len(found[Filters(parties=("sdf",))]) - 1


def test_figures_of_a_governorate_are_those_with_a_place_in_it(connection):
    """Sums ask for the governorate of a record first: that must select what its places do."""
    table, at = schema.record.c, schema.record_place.c
    governorates = connection.scalars(select(at.admin1).distinct().where(at.admin1.is_not(None))).all()
    several = 0
    for code in governorates:
        placed = table.id.in_(select(at.record_id).where(at.admin1 == code))
        found = set(connection.scalars(select(table.id).where(Filters(places=(code,)).figures())))
        assert found == set(connection.scalars(select(table.id).where(schema.COUNTS, placed)))
        several += connection.scalar(select(func.count()).select_from(schema.record).where(table.id.in_(found), table.admin1 != code))
    assert len(governorates) > 5 and several > 0
