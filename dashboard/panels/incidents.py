"""Incidents over time: what bulletins report one by one, added up by day, week or month and split by one dimension."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import streamlit as st
from sqlalchemy import Connection

from dashboard import address
from dashboard.archive import incidents as sums
from dashboard.archive.filters import Filters
from dashboard.archive.incidents import DIMENSIONS, REST, UNITS, Incidents, Sum
from dashboard.archive.schema import CASUALTY, SEVERAL
from dashboard.filter_bar import place_label
from dashboard.panels.charts import show_chart
from dashboard.panels.period_bars import Group, period_bars, period_label, sum_phrase, unit_control
from dashboard.panels.tables import show_table
from dashboard.panels.words import show_words
from dashboard.phrases import number
from dashboard.rtl import ltr
from dashboard.theme import NO_PARTY_COLOUR, OTHER_COLOURS, party_colour
from dashboard.wording import Wording
from extraction.records import Outcome

ACTS: tuple[str, ...] = get_args(Outcome)
SHOWN = 8
"""Groups that stand on their own."""

NONE = "-"
"""Stands in a mark for figures that state nothing there."""


def show_incidents(connection: Connection, filters: Filters, wording: Wording, breakdown: st.Page) -> None:
    """The chart of the chosen outcome and dimension, its sums as a table, and the words behind a chosen bar."""
    act, dimension = _one_of("act", ACTS), _one_of("by", DIMENSIONS)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="incident_choices"):
        _control("act", ACTS, act, lambda code: wording.label("outcome", code), wording)
        _control("by", DIMENSIONS, dimension, lambda code: wording("incidents", f"by_{code}"), wording)
        place = st.container(width="content")
    unit = st.query_params.get("unit")
    found = sums.incidents(connection, filters, CASUALTY, act, dimension, unit if unit in UNITS else None, SHOWN)
    with place:
        unit_control(found.unit, wording, _choose_unit, key="incident_unit")
    if not found.groups:
        st.info(wording("incidents", "nothing", act=wording.label("outcome", act)))
        return
    groups = groups_of(found, dimension, wording)
    st.markdown(sentence_of(found, act, wording))
    if (undated := undated_of(found, wording)) is not None:
        st.caption(undated)
    if found.cells:
        chart = period_bars({(period, _code(code)): one for (period, code), one in found.cells.items()}, groups, found.unit, wording, st.query_params.get("mark"))
        show_chart(chart, key="incident_bars", alt=wording("cumulative", "view_incidents"), on_choose=lambda mark: address.put("mark", mark))
    st.caption(wording("incidents", "help"))
    _show_sums(found, groups, dimension, wording)
    _show_behind(connection, filters, found, groups, act, dimension, wording, breakdown)


def _one_of(name: str, codes: tuple[str, ...]) -> str:
    asked = st.query_params.get(name)
    return asked if asked in codes else codes[0]


def _control(name: str, codes: tuple[str, ...], chosen: str, label, wording: Wording) -> None:
    key = f"incident_{name}"
    st.session_state[key] = chosen

    def choose() -> None:
        address.put(name, st.session_state[key])
        address.put("mark", None)

    st.selectbox(wording("incidents", name), codes, key=key, format_func=label, on_change=choose, width=200, label_visibility="collapsed")


def _choose_unit(unit: str) -> None:
    address.put("unit", unit)
    address.put("mark", None)


def _code(code: str | None) -> str:
    return NONE if code is None else code


def groups_of(found: Incidents, dimension: str, wording: Wording) -> list[Group]:
    """The groups of the chart with their words and colours, the largest first."""
    groups = []
    for place, code in enumerate(found.groups):
        if code in (None, REST, SEVERAL):
            label = wording("incidents", {None: f"no_{dimension}", REST: "rest", SEVERAL: "several"}[code])
            colour = NO_PARTY_COLOUR if code is None else "#9aa3ad"
        else:
            label = place_label(code, {}, wording) if dimension == "admin1" else wording.label(dimension, code)
            colour = party_colour(code) if dimension == "party" else OTHER_COLOURS[place % len(OTHER_COLOURS)]
        groups.append(Group(_code(code), label, colour))
    return groups


def sentence_of(found: Incidents, act: str, wording: Wording) -> str:
    """What all of them add up to."""
    everything = sum(found.groups.values(), Sum())
    return wording("incidents", "sentence", n=sum_phrase(everything, wording), act=wording.label("outcome", act), figures=wording.counted("figures", everything.figures))


def undated_of(found: Incidents, wording: Wording) -> str | None:
    """What the chart does not show, since the text gives no day."""
    undated = found.undated
    return wording("incidents", "undated", n=sum_phrase(undated, wording), figures=wording.counted("figures", undated.figures)) if undated.figures else None


def sum_rows(found: Incidents, groups: list[Group], dimension: str, wording: Wording) -> list[dict[str, str]]:
    """A row a group: what it adds up to, of how many figures, and how many of them are open above."""
    return [
        {
            wording("incidents", f"by_{dimension}"): group.label,
            wording("incidents", "together"): sum_phrase(one, wording),
            wording("cumulative", "col_figures"): number(one.figures),
            wording("incidents", "open"): number(one.open) if one.open else "",
        }
        for group, one in zip(groups, found.groups.values(), strict=True)
    ]


def _show_sums(found: Incidents, groups: list[Group], dimension: str, wording: Wording) -> None:
    rows = sum_rows(found, groups, dimension, wording)
    show_table(rows, [group.code for group in groups], wording, key="table_incidents", selected=None, on_choose=lambda code: address.put("mark", f"|{code}"))


def _show_behind(
    connection: Connection, filters: Filters, found: Incidents, groups: list[Group], act: str, dimension: str, wording: Wording, breakdown: st.Page
) -> None:
    day, _, name = (st.query_params.get("mark") or "").partition("|")
    group = next((group for group in groups if group.code == name), None)
    if group is None:
        return
    period = _day(day)
    code = None if name == NONE else name
    which = sums.behind(filters, CASUALTY, act, dimension, code, found.groups, found.unit, period)
    when = [ltr(period_label(period, found.unit))] if period else []
    heading = " · ".join([wording.label("outcome", act), group.label, *when])
    show_words(connection, which, wording, breakdown, key="words_behind", heading=heading)
    st.caption(wording("cumulative", "open_words"))


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
