"""Bars of sums by day, week or month, stacked by group, with the range that the figures leave open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import plotly.graph_objects as go
import streamlit as st

from dashboard.archive.incidents import Sum
from dashboard.phrases import number, range_phrase
from dashboard.rtl import along, chart_words, isolate, ltr
from dashboard.theme import FONT, text_colour
from dashboard.wording import Wording

GRID = "rgba(128,128,128,0.22)"
DAYS = {"day": 1, "week": 7, "month": 30}
FEWEST = 9
"""Bars that there is room for at least."""


class Group(NamedTuple):
    """One group of the stack: its code in the marks, its words and its colour."""

    code: str
    label: str
    colour: str


def period_bars(
    cells: Mapping[tuple[dt.date, str], Sum], groups: list[Group], unit: str, wording: Wording, selected: str | None, height: int = 340,
    periods: Sequence[dt.date] = (),
) -> go.Figure:
    """The lowest sums stacked, and over each stack the range of the whole; each bar carries ``2018-12-01|code``.

    ``periods`` are those that the axis spans at least, so that two charts go together.
    """
    ink = text_colour()
    periods = sorted({*periods, *(period for period, _ in cells)})
    figure = go.Figure()
    stretch = DAYS[unit]
    for group in groups:
        mine = [period for period in periods if (period, group.code) in cells]
        marks = [f"{period}|{group.code}" for period in mine]
        figure.add_bar(
            name=isolate(chart_words(group.label), wording), x=[_middle(period, stretch) for period in mine], y=[cells[period, group.code].low for period in mine],
            width=stretch * 86_400_000 * 0.82, customdata=[[mark] for mark in marks], hoverinfo="text",
            hovertext=[isolate(f"{ltr(period_label(period, unit))}<br>{chart_words(group.label)}: {sum_phrase(cells[period, group.code], wording)}", wording) for period in mine],
            marker={"color": group.colour, "line": {"color": ink, "width": [3 if mark == selected else 0 for mark in marks]}},
            selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}},
        )  # fmt: skip
    _draw_ranges(figure, cells, periods, stretch, ink)
    side = "right" if wording.rtl else "left"
    figure.update_layout(
        height=height, barmode="stack", dragmode=False, font={"family": FONT, "color": ink, "size": 13}, paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)", margin={"l": 8, "r": 8, "t": 8, "b": 28}, hoverlabel={"align": side, "font": {"family": FONT}},
        showlegend=len(groups) > 1,
        xaxis={"type": "date", "tickformat": "%Y-%m" if unit == "month" else "%Y-%m-%d", "fixedrange": True, "nticks": 4, "tickangle": 0,
               "range": along(_reach(periods, stretch), wording)},
        yaxis={"fixedrange": True, "gridcolor": GRID, "zerolinecolor": GRID, "tickformat": ",", "side": side, "automargin": True, "rangemode": "tozero", "nticks": 6},
    )  # fmt: skip
    return figure


def _draw_ranges(figure: go.Figure, cells: Mapping[tuple[dt.date, str], Sum], periods: list[dt.date], stretch: int, ink: str) -> None:
    """Over each stack a thin line up to the highest sum; an arrow where a figure is open above."""
    whole: dict[dt.date, Sum] = dict.fromkeys(periods, Sum())
    for (period, _), one in cells.items():
        whole[period] += one
    ranged = [period for period in periods if whole[period].top is not None and whole[period].high > whole[period].low]
    opened = [period for period in periods if whole[period].top is None]
    figure.add_scatter(
        x=[_middle(period, stretch) for period in ranged], y=[whole[period].low for period in ranged], mode="markers", hoverinfo="skip", showlegend=False,
        marker={"size": 0.1, "color": ink},
        error_y={"type": "data", "symmetric": False, "array": [whole[period].high - whole[period].low for period in ranged], "arrayminus": [0] * len(ranged), "color": ink, "thickness": 1.6, "width": 4},
    )  # fmt: skip
    figure.add_scatter(
        x=[_middle(period, stretch) for period in opened], y=[whole[period].low for period in opened], mode="markers", hoverinfo="skip", showlegend=False,
        marker={"symbol": "triangle-up", "size": 8, "color": ink},
    )  # fmt: skip


def _reach(periods: list[dt.date], stretch: int) -> list[dt.datetime] | None:
    """From the first to the last bar, with room for a few where there are only one or two: a bar is no wall."""
    if not periods:
        return None
    missing = max(0.0, FEWEST - ((periods[-1] - periods[0]).days / stretch + 1)) / 2
    room = dt.timedelta(days=stretch * (0.7 + missing))
    return [_middle_at(periods[0], stretch) - room, _middle_at(periods[-1], stretch) + room]


def _middle(period: dt.date, stretch: int) -> str:
    return _middle_at(period, stretch).isoformat()


def _middle_at(period: dt.date, stretch: int) -> dt.datetime:
    """Where its bar stands: a day's over its date, as the axis writes it; a week's and a month's in their middle."""
    return dt.datetime.combine(period, dt.time()) + dt.timedelta(days=stretch / 2 if stretch > 1 else 0)


def period_label(period: dt.date, unit: str) -> str:
    """A day, the days of a week, or a month, in figures."""
    if unit == "month":
        return period.strftime("%Y-%m")
    return period.isoformat() if unit == "day" else f"{period} – {period + dt.timedelta(days=6)}"


def sum_phrase(one: Sum, wording: Wording) -> str:
    """A sum with its bounds: “12”, “12–30”, “12 or more”."""
    return range_phrase(one.low, one.top, wording) if one.figures else number(0)


def unit_control(unit: str, wording: Wording, on_choose: Callable[[str], None], *, key: str) -> None:
    """Day, week or month."""
    st.session_state[key] = unit
    st.segmented_control(
        wording("incidents", "unit"), list(DAYS), key=key, required=True, label_visibility="collapsed",
        format_func=lambda one: wording("cumulative", one), on_change=lambda: on_choose(st.session_state[key]),
    )  # fmt: skip
