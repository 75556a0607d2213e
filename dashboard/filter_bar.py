"""The filters of the archive's pages: one bar, kept in the address, so that a link holds them and every page follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

import streamlit as st
from sqlalchemy import Connection, func, select

from dashboard import address
from dashboard.archive import schema
from dashboard.archive.database import archive
from dashboard.archive.filters import CAUSES, NONE, PARTIES, FilterError, Filters
from dashboard.phrases import number
from dashboard.rtl import literal, ltr
from dashboard.wording import Wording
from extraction.describe import english_place_name
from extraction.gazetteer import gazetteer
from extraction.records import Place

NAMES = ("from", "to", "party", "place", "cause", "source", "state")
"""The parameters of the address that are filters."""

MOST_PLACES = 400
"""Places to choose from beside the governorates: those that most bulletins name."""


def show_filter_bar(connection: Connection, wording: Wording, beside: Callable[[Filters], None] | None = None) -> Filters:
    """Draw the bar and give the filters of the address; a wrong one is named and left out. ``beside`` draws what the page
    adds at the end of the bar.
    """
    filters = _asked(wording)
    chosen = filters.to_query()
    with st.container(key="filters", horizontal=True, gap="xsmall", vertical_alignment="center"):
        _dates(filters, wording)
        _values("party", filters.parties, lambda: PARTIES, lambda code: coded(wording, "party", code), wording)
        _values("place", filters.places, lambda: _places(connection), lambda key: _place(key, connection, wording), wording)
        _values("cause", filters.causes, lambda: CAUSES, lambda code: coded(wording, "cause", code), wording)
        _values("source", filters.sources, lambda: (*_sources(connection), NONE), lambda name: coded(wording, "", name), wording)
        _values("state", filters.states, lambda: schema.STATES, lambda code: wording.label("state", code), wording)
        if chosen:
            st.button(wording("filters", "clear"), key="filters_clear", type="tertiary", icon=":material/close:", on_click=_clear)
        _show_left(connection, filters, wording)
        if beside is not None:
            beside(filters)
    return filters


def _asked(wording: Wording) -> Filters:
    query = {name: st.query_params.get_all(name) for name in NAMES}
    while True:
        try:
            return Filters.from_query(query)
        except FilterError as error:
            st.warning(wording("filters", "wrong", name=wording("filters", error.name), value=literal(error.value)))
            query[error.name] = []
            address.put(error.name, None)


def _clear() -> None:
    for name in NAMES:
        address.put(name, None)


def _show_left(connection: Connection, filters: Filters, wording: Wording) -> None:
    stamp = archive().stamp()
    everything = _many(stamp, Filters().to_query(), connection, Filters())
    left = _many(stamp, filters.to_query(), connection, filters)
    st.html(f'<span class="rasd-left">{_left(left, everything, wording)}</span>', width="content")


def _left(left: int, everything: int, wording: Wording) -> str:
    if left == everything:
        return wording("filters", "left_all", bulletins=wording.counted("bulletins", everything))
    return wording("filters", "left", n=number(left), all=number(everything))


@st.cache_data(max_entries=64, show_spinner=False)
def _many(of: tuple[object, ...], query: Mapping[str, Sequence[str]], _connection: Connection, _filters: Filters) -> int:
    return _connection.scalar(_filters.how_many_bulletins())


# --- one filter -----------------------------------------------------------------------------------------------------


def _dates(filters: Filters, wording: Wording) -> None:
    days = [day.isoformat() if day else "…" for day in (filters.first, filters.last)]
    label = wording("filters", "dates") if filters.first is filters.last is None else ltr(" – ".join(days))
    with st.popover(label, key="filter_dates", icon=":material/calendar_month:"):
        for name, day in (("from", filters.first), ("to", filters.last)):
            key = f"filter_{name}"
            st.session_state[key] = day
            st.date_input(
                wording("filters", name), key=key, format="YYYY-MM-DD", min_value="2000-01-01", max_value="2100-12-31",
                on_change=_put_day, args=(name, key),
            )  # fmt: skip


def _put_day(name: str, key: str) -> None:
    day: dt.date | None = st.session_state[key]
    address.put(name, day.isoformat() if day else None)


def _values(
    name: str, chosen: Sequence[str], options: Callable[[], Sequence[str]], label: Callable[[str], str], wording: Wording
) -> None:
    """A filter with several values; what there is to choose from is only asked for when it is open."""
    heading = wording("filters", name)
    if chosen:
        more = f" +{len(chosen) - 1}" if len(chosen) > 1 else ""
        heading = f"{heading}: {literal(label(chosen[0]))}{ltr(more)}"
    popover = st.popover(heading, key=f"filter_{name}", on_change="rerun")
    if popover.open:
        with popover:
            key = f"choice_{name}"
            st.session_state[key] = list(chosen)
            st.multiselect(
                wording("filters", name), list(dict.fromkeys([*options(), *chosen])), key=key, format_func=label,
                placeholder=wording("filters", "any"), on_change=lambda: address.put_all(name, st.session_state[key]),
            )  # fmt: skip


def coded(wording: Wording, table: str, code: str) -> str:
    """The words of a value of a filter: of a code of ``table``, or without one of a name, which stands for itself."""
    if code == NONE:
        return wording("filters", "none")
    return wording.label(table, code) if table else code


# --- what there is to choose from -----------------------------------------------------------------------------------


def _place(key: str, connection: Connection, wording: Wording) -> str:
    # The names of other places take a while to gather.
    return place_label(key, {} if key in gazetteer().by_id else _names(connection), wording)


def place_label(key: str, names: Mapping[str, str], wording: Wording) -> str:
    """A place by its key; ``names`` are the names of places that the gazetteer does not know."""
    known = gazetteer().by_id.get(key)
    place = Place(name=known.name if known else names.get(key, key.removeprefix("~")), gazetteer_id=known.id if known else None)
    label = place.name if wording.rtl else english_place_name(place)
    if known and known.kind in ("governorate", "district", "subdistrict"):
        return f"{label} ({wording.label('place_kind', known.kind)})"
    return label


def _places(connection: Connection) -> list[str]:
    governorates = [place.id for place in gazetteer().by_id.values() if place.kind == "governorate"]
    return [*governorates, *_names(connection)]


def _names(connection: Connection) -> dict[str, str]:
    return _named_places(_archive_key(connection), connection)


def _sources(connection: Connection) -> list[str]:
    return _spoken(_archive_key(connection), connection)


def _archive_key(connection: Connection) -> tuple[str, int]:
    """What changes when bulletins come in."""
    return str(connection.engine.url), connection.scalar(select(func.max(schema.bulletin.c.id))) or 0


@st.cache_data(max_entries=8, show_spinner=False)
def _named_places(of: tuple[str, int], _connection: Connection) -> dict[str, str]:
    named, place = schema.bulletin_place.c, schema.place.c
    most = select(named.place_key, func.count().label("many")).group_by(named.place_key).order_by(func.count().desc())
    top = most.limit(MOST_PLACES).subquery()
    rows = _connection.execute(select(place.key, place.name).join(top, top.c.place_key == place.key).order_by(place.folded))
    return {row.key: row.name for row in rows}


@st.cache_data(max_entries=8, show_spinner=False)
def _spoken(of: tuple[str, int], _connection: Connection) -> list[str]:
    source = schema.bulletin.c.source
    return list(_connection.scalars(select(source).distinct().where(source.is_not(None)).order_by(source)))
