"""Flows of people by route: incidents added up over time, and the windows of running totals one below the other."""

from __future__ import annotations

import datetime as dt

import streamlit as st
from sqlalchemy import Connection, select

from dashboard import address
from dashboard.archive import routes, schema
from dashboard.archive.filters import Filters
from dashboard.archive.incidents import UNITS, Sum, finest
from dashboard.archive.loading import records_from
from dashboard.archive.routes import RouteSum, Window
from dashboard.filter_bar import place_label
from dashboard.panels.bars import figure_label
from dashboard.panels.charts import show_chart
from dashboard.panels.lists import Item, show_list
from dashboard.panels.period_bars import Group, period_bars, period_label, sum_phrase, unit_control
from dashboard.panels.windows_chart import WindowBar, windows_chart
from dashboard.panels.words import show_words
from dashboard.phrases import count_phrase, number
from dashboard.rtl import literal, ltr
from dashboard.theme import party_colour
from dashboard.wording import Wording
from extraction.records import Flow

LISTED = 40
"""Routes in the list."""


def show_routes(connection: Connection, filters: Filters, wording: Wording, breakdown: st.Page) -> None:
    """The list of routes, and the chosen one: incidents by time, windows, and the words behind a chosen mark."""
    found, many = routes.routes(connection, filters, LISTED)
    if not found:
        st.info(wording("routes", "nothing"))
        return
    asked = st.query_params.get("route")
    chosen = next((one for one in found if one.route == asked), found[0])
    names, charts = st.columns([4, 9], gap="medium")
    with names, st.container(key="route_names"):
        st.markdown(f"## {wording('routes', 'heading', n=number(many))}")
        if many > len(found):
            st.caption(wording("cumulative", "words_some", shown=number(len(found)), n=number(many)))
        items = [Item(one.route, sums_phrase(one, wording), "", route_colour(one.route), route_label(one.route, wording)) for one in found]
        show_list(items, wording, key="routes", selected=chosen.route, on_choose=_choose_route)
    with charts:
        st.markdown(f"## {literal(route_label(chosen.route, wording))}")
        unit = _show_days(connection, filters, chosen, wording)
        _show_windows(connection, filters, chosen.route, wording)
        st.caption(wording("routes", "help"))
    _show_behind(connection, filters, chosen.route, unit, wording, breakdown)


def _choose_route(route: str) -> None:
    address.put("route", route)
    address.put("mark", None)


def route_colour(route: str) -> str:
    """The colour of the side whose area they left."""
    return party_colour(route.partition("@")[0] or None)


def route_label(route: str, wording: Wording) -> str:
    """From where to where, in words."""
    ends = [_end(end, wording) for end in route.split(">")]
    return wording("ui", "from_to", origin=ends[0], destination=ends[1])


def _end(end: str, wording: Wording) -> str:
    controller, _, keys = end.partition("@")
    places = wording("ui", "comma").join(place_label(key, {}, wording) for key in keys.split("+") if key)
    areas = wording.areas_of(controller) if controller else ""
    if places and areas:
        return f"{places} ({areas})"
    return places or areas or wording("ui", "elsewhere")


def sums_phrase(one: RouteSum, wording: Wording) -> str:
    """Persons and families apart, and how many windows there are."""
    parts = [people_phrase(of_unit, unit, wording) for unit, of_unit in (("persons", one.persons), ("families", one.families)) if of_unit.figures]
    if one.windows:
        parts.append(wording("routes", "windows_n", n=number(one.windows)))
    return " · ".join(parts)


def people_phrase(one: Sum, unit: str, wording: Wording) -> str:
    """Persons or families: “2 people”, or with their bounds."""
    return wording.counted(unit, one.low) if one.low == one.top else wording("routes", unit, n=sum_phrase(one, wording))


def _show_days(connection: Connection, filters: Filters, chosen: RouteSum, wording: Wording) -> str:
    """Bars of persons, and of families below them where families were counted; gives the unit of time."""
    days = routes.days(connection, filters, chosen.route)
    months = sorted({period for (_, unit), of_unit in days.items() if unit == "month" for period in of_unit})
    asked = st.query_params.get("unit")
    unit = finest(asked if asked in UNITS else None, months)
    if days:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(wording("routes", "incidents"), width="stretch")
            unit_control(unit, wording, _choose_unit, key="route_unit")
    periods = sorted({period for (_, of_time), of_unit in days.items() if of_time == unit for period in of_unit})
    for people in routes.UNITS:
        of_unit = days.get((people, unit))
        if of_unit:
            st.caption(people_phrase(sum(of_unit.values(), Sum()), people, wording))
            chart = period_bars(
                {(period, people): one for period, one in of_unit.items()}, [Group(people, wording("routes", f"{people}_name"), route_colour(chosen.route))],
                unit, wording, st.query_params.get("mark"), height=230, periods=periods,
            )  # fmt: skip
            show_chart(chart, key=f"route_{people}", alt=route_label(chosen.route, wording), on_choose=lambda mark: address.put("mark", mark))
    return unit


def _choose_unit(unit: str) -> None:
    address.put("unit", unit)
    address.put("mark", None)


def window_bars(connection: Connection, found: list[Window], wording: Wording) -> list[WindowBar]:
    """The windows as bars, each with what its latest statement says."""
    table = schema.record
    rows = {row.id: row for row in connection.execute(select(table).where(table.c.id.in_([one.record_id for one in found])))}
    kept = [rows[one.record_id] for one in found]
    bars = []
    for one, row, record in zip(found, kept, records_from(connection, kept), strict=True):
        bars.append(WindowBar(one.record_id, one.start or one.end, one.end, _window_label(one, record, wording), party_colour(row.party or row.origin_controller)))
    return bars


def _show_windows(connection: Connection, filters: Filters, route: str, wording: Wording) -> None:
    found = routes.windows(connection, filters, route)[:LISTED]
    if not found:
        return
    st.markdown(wording("routes", "windows"))
    bars = window_bars(connection, found, wording)
    chart = windows_chart(bars, wording, st.query_params.get("mark"))
    show_chart(chart, key="route_windows", alt=wording("routes", "windows"), on_choose=lambda mark: address.put("mark", mark))


def _window_label(one: Window, record: Flow, wording: Wording) -> str:
    start = ltr(one.start.isoformat()) if one.start else wording("ui", "period_unknown")
    words = f"<b>{count_phrase(record.count, wording)}</b> {figure_label(record, wording)}"
    return f"{words}<br>{ltr(f'{start} – {one.end}')} · {wording('routes', 'stated_n', days=wording.counted('days', one.days))}"


def _show_behind(connection: Connection, filters: Filters, route: str, unit: str, wording: Wording, breakdown: st.Page) -> None:
    mark = st.query_params.get("mark") or ""
    day, _, people = mark.partition("|")
    if people in routes.UNITS:
        try:
            period = dt.date.fromisoformat(day)
        except ValueError:
            return
        which = routes.behind(filters, route, unit, period, people == "families")
        heading = f"{wording('routes', f'{people}_name')} · {ltr(period_label(period, unit))}"
    elif mark.isascii() and mark.isdigit():
        row = connection.execute(select(schema.record.c.series, schema.record.c.source).where(schema.record.c.id == int(mark))).one_or_none()
        if row is None or row.series is None:
            return
        table = schema.record.c
        which = filters.totals() & (table.series == row.series) & table.source.is_not_distinct_from(row.source)
        heading = wording("routes", "statements")
    else:
        return
    show_words(connection, which, wording, breakdown, key="words_route", heading=heading)
    st.caption(wording("cumulative", "open_words"))
