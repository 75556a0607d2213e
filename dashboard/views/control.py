"""The control page: who held which place on which day, by all bulletins of the archive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st
from sqlalchemy import Connection

from dashboard import address
from dashboard.archive.database import archive
from dashboard.archive.filters import Filters
from dashboard.archive.holder_days import busiest, by_day, changes, spells
from dashboard.archive.holders import Holding, as_of, days_told, of_sides, told_in
from dashboard.archive.villages import how_many, namings, village
from dashboard.archive_page import guarded, show_archive_page
from dashboard.open_bulletin import follow
from dashboard.panels.holder_changes import show_changes
from dashboard.panels.holder_timeline import show_timeline
from dashboard.panels.holders import show_conflicts, show_holders_map, show_holders_table, show_pager, show_summary
from dashboard.panels.village import show_namings, show_spells, show_village_head
from dashboard.phrases import day_phrase, number
from dashboard.rtl import literal
from dashboard.wording import Wording

VIEWS = ("places", "timeline", "changes")
SPANS = (14, 30, 90)
"""Days of the timeline to choose from; of the village's own, the longest."""

MOST_ROWS = 30
A_PAGE_OF_BULLETINS = 10


def show_page(wording: Wording, breakdown: st.Page) -> None:
    """Draw the page; words lead to their bulletin on the page ``breakdown``."""
    follow(breakdown, wording)
    show_archive_page(wording, breakdown, lambda connection, filters: _draw(connection, filters, wording, breakdown))


def _draw(connection: Connection, filters: Filters, wording: Wording, breakdown: st.Page) -> None:
    told = days_told(connection)
    if told is None:
        st.info(wording("holders", "nothing"))
        return
    first, last = max(told[0], filters.first or told[0]), min(told[1], filters.last or told[1])
    if first > last:
        st.info(wording("holders", "no_days"))
        return
    day = _show_day(first, last, wording)
    key = address.village()
    if key is not None:
        guarded(wording, _show_village, connection, key, day, filters, wording, breakdown)
        return
    labels = {name: wording("holders", f"view_{name}") for name in VIEWS}
    tab_key = f"control_views_{wording.language}"
    st.session_state[tab_key] = labels[address.view(VIEWS)]

    def open_view() -> None:
        address.put("view", next(name for name, label in labels.items() if label == st.session_state[tab_key]))

    panels = {"places": _show_places, "timeline": _show_days, "changes": _show_changes}
    for name, tab in zip(VIEWS, st.tabs(list(labels.values()), key=tab_key, on_change=open_view), strict=True):
        if tab.open:
            with tab:
                guarded(wording, panels[name], connection, first, day, filters, wording, breakdown)


def _open(key: str) -> None:
    address.put("village", key)


def _show_day(first: dt.date, last: dt.date, wording: Wording) -> dt.date:
    """The day that the page is about: a slider over all days that are told of, and the day before and after."""
    day = min(max(address.day("day") or last, first), last)

    def put(key: str) -> None:
        chosen = st.session_state[key]
        address.put("day", chosen.isoformat() if chosen else None)

    def step(days: int) -> None:
        address.put("day", min(max(day + dt.timedelta(days=days), first), last).isoformat())

    with st.container(key="as_of", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"## {wording('holders', 'as_of', day=day_phrase(day, wording))}", width="content")
        with st.container(key="as_of_steps", horizontal=True, width="content", gap="xsmall", vertical_alignment="center"):
            st.button("‹", key="day_before", help=wording("holders", "day_before"), on_click=step, args=(-1,), disabled=day <= first)
            st.session_state["as_of_date"] = day
            st.date_input(
                wording("holders", "day"), key="as_of_date", min_value=first, max_value=last, format="YYYY-MM-DD", width=140,
                label_visibility="collapsed", on_change=put, args=("as_of_date",),
            )  # fmt: skip
            st.button("›", key="day_after", help=wording("holders", "day_after"), on_click=step, args=(1,), disabled=day >= last)
        if first < last:
            _show_slider(first, day, last, wording)
    return day


def _show_slider(first: dt.date, day: dt.date, last: dt.date, wording: Wording) -> None:
    """All days that are told of, from the first to the last as the language reads. The slider knows left to right only: in
    Arabic it counts the days back from the last, which then stands at the left.
    """
    if not wording.rtl:
        key, ends, at, form = "as_of_slider", (first, last), day, "YYYY-MM-DD"
    else:
        key, ends, at, form = "as_of_back", (0, (last - first).days), (last - day).days, None
    st.session_state[key] = at

    def put() -> None:
        chosen = st.session_state[key]
        address.put("day", (chosen if isinstance(chosen, dt.date) else last - dt.timedelta(days=chosen)).isoformat())

    st.slider(wording("holders", "day"), *ends, key=key, format=form, label_visibility="collapsed", on_change=put, width="stretch")


def _show_places(connection: Connection, first: dt.date, day: dt.date, filters: Filters, wording: Wording, breakdown: st.Page) -> None:
    of_any_side = filters.but(first=None, last=None, parties=(), causes=())  # what chooses the statements
    found = of_sides(_places_on(archive().stamp(), day, of_any_side.to_query(), connection, of_any_side), filters.parties)
    if not found:
        st.info(wording("holders", "no_places"))
        return
    show_summary(found, wording)
    map_side, table_side = st.columns([5, 9], gap="medium")
    with map_side:
        guarded(wording, show_holders_map, found, day, wording, _open)
    with table_side:
        guarded(wording, show_holders_table, found, wording, _open)
        st.caption(wording("holders", "table_help"))
    guarded(wording, show_conflicts, found, partial(told_in, connection), wording, breakdown, _open)


@st.cache_resource(max_entries=8, show_spinner=False)
def _places_on(of: tuple[object, ...], day: dt.date, query: Mapping[str, Sequence[str]], _connection: Connection, _filters: Filters) -> list[Holding]:
    """Every place of the map and the table; shared by the sides that are then chosen among it, and never changed."""
    return as_of(_connection, day, _filters)


def _show_days(connection: Connection, first: dt.date, day: dt.date, filters: Filters, wording: Wording, breakdown: st.Page) -> None:
    span = st.segmented_control(
        wording("holders", "span"), SPANS, default=SPANS[1], key="timeline_span", required=True,
        format_func=lambda days: wording.counted("days", days),
    )  # fmt: skip
    start = max(day - dt.timedelta(days=span - 1), first)
    keys, places = busiest(connection, start, day, filters, MOST_ROWS)
    rows = by_day(connection, keys, start, day, filters)
    # Those that changed hands stand first, the earliest change at the top: the rows read as the course of the campaign.
    rows.sort(key=lambda row: _first_change(row.days, start))
    show_timeline(rows, start, day, wording, _open)
    if places > len(keys):
        st.caption(wording("holders", "busiest", n=number(len(keys)), all=number(places)))


def _first_change(stood, start: dt.date) -> int:
    held = [one.holders for one in stood]
    return next((n for n in range(1, len(held)) if held[n] != held[n - 1] and held[n - 1]), len(held))


def _show_changes(connection: Connection, first: dt.date, day: dt.date, filters: Filters, wording: Wording, breakdown: st.Page) -> None:
    since = min(max(address.day("since") or day - dt.timedelta(days=SPANS[0]), first), day)
    st.session_state["changes_since"] = since

    def put() -> None:
        address.put("since", st.session_state["changes_since"].isoformat() if st.session_state["changes_since"] else None)

    st.date_input(
        wording("holders", "changes_since", day=day_phrase(day, wording)), key="changes_since", min_value=first, max_value=day, format="YYYY-MM-DD",
        on_change=put, width=420,
    )  # fmt: skip
    show_changes(changes(connection, since, day, filters), since, day, wording, _open)


def _show_village(connection: Connection, key: str, day: dt.date, filters: Filters, wording: Wording, breakdown: st.Page) -> None:
    st.button(wording("holders", "back"), key="back", icon=":material/arrow_back:" if not wording.rtl else ":material/arrow_forward:", on_click=_open, args=(None,))
    place = village(connection, key)
    if place is None:
        st.warning(wording("holders", "no_village", name=literal(key)))
        return
    anywhere = filters.but(places=(), parties=())
    now = next(iter(as_of(connection, day, anywhere, [key])), None)
    show_village_head(place, now, day, wording)
    start = day - dt.timedelta(days=SPANS[-1] - 1)
    rows = by_day(connection, [key], start, day, anywhere)
    if rows:
        show_timeline(rows, start, day, wording, _open)
    if now is not None:
        guarded(wording, show_conflicts, [now], partial(told_in, connection), wording, breakdown, _open)
    held, told = st.columns([2, 3], gap="medium")
    with held:
        st.markdown(f"## {wording('holders', 'spells')}")
        guarded(wording, show_spells, spells(connection, key, anywhere), wording)
    with told:
        many = how_many(connection, key, anywhere)
        st.markdown(f"## {wording('holders', 'namings', n=number(many))}")
        at = show_pager(f"namings_{key}", many, A_PAGE_OF_BULLETINS, wording)
        guarded(wording, show_namings, namings(connection, key, anywhere, at, A_PAGE_OF_BULLETINS), wording, breakdown)
