"""The timeline of control: a row a village, a column a day, in the colour of who held it.

Where nothing is known the row is empty, and a colour fades with the age of the last mention. Marks stand on the days that
a bulletin speaks of the village, shaped by what it says; each opens the village.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import plotly.graph_objects as go
import streamlit as st

from dashboard.archive.holder_days import Row
from dashboard.archive.holders import CAPTURED, CONTESTED, WITHDREW, Claim, Standing
from dashboard.panels.charts import show_chart
from dashboard.panels.holders import fade, holder_colour, holder_phrase, place_of, state_phrase
from dashboard.phrases import place_name
from dashboard.rtl import along, chart_words, isolate, ltr
from dashboard.theme import FONT, STATUS_SYMBOLS, faded, text_colour
from dashboard.wording import Wording

ROW = 26  # pixels
STEPS = 12
"""Shades that a colour fades in: each is a colour of the heat map's own scale."""

NAME_ROOM = 128  # pixels for the names of villages
LONGEST_NAME = 18
_STRONGEST = (CAPTURED, WITHDREW, CONTESTED, "holds")


def show_timeline(rows: Sequence[Row], first: dt.date, last: dt.date, wording: Wording, on_choose: Callable[[str], None]) -> None:
    """The figure with its key; a plain sentence where no statement falls into these days."""
    if not rows:
        st.info(wording("holders", "no_days"))
        return
    figure = timeline(rows, first, last, wording)
    show_chart(figure, key="timeline_holders", alt=wording("holders", "timeline"), on_choose=on_choose)
    st.caption(wording("holders", "timeline_help"))


def timeline(rows: Sequence[Row], first: dt.date, last: dt.date, wording: Wording) -> go.Figure:
    """The figure: cells as one heat map, and above it the days that a statement speaks of, with the place's key."""
    days = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    ink = text_colour()
    shades: dict[str, int] = {}
    cells: list[list[int | None]] = []
    for row in rows:
        cells.append([_shade(stood, day, shades) for day, stood in zip(days, row.days, strict=True)])
    figure = go.Figure()
    if shades:
        colours = list(shades)
        top = max(len(colours) - 1, 1)
        edges = [[edge, colour] for n, colour in enumerate(colours) for edge in (max((n - 0.5) / top, 0), min((n + 0.5) / top, 1))]
        edges[0][0], edges[-1][0] = 0, 1
        names = [[_hover(row, day, stood, wording) for day, stood in zip(days, row.days, strict=True)] for row in rows]
        figure.add_heatmap(
            x=days, y=list(range(len(rows))), z=cells, zmin=0, zmax=top, colorscale=edges, showscale=False, xgap=1, ygap=4,
            hoverinfo="text", text=names,
        )  # fmt: skip
    sides = {stood.holder: wording.label("party", stood.holder) for row in rows for stood in row.days if stood.holder}
    for party, label in sides.items():
        figure.add_scatter(
            x=[None], y=[None], mode="markers", name=isolate(label, wording),
            marker={"symbol": "square", "size": 11, "color": holder_colour(Standing((party,)))},
        )  # fmt: skip
    marks = [(row.place.place_key, place, day, _mark(claims)) for place, row in enumerate(rows) for day, claims in row.told.items()]
    for act in _STRONGEST:
        these = [mark for mark in marks if mark[3] == act]
        if not these:
            continue
        figure.add_scatter(
            x=[day for _, _, day, _ in these], y=[place for _, place, _, _ in these], mode="markers",
            name=isolate(wording.label("status", act), wording), customdata=[[key] for key, *_ in these], hoverinfo="text",
            hovertext=[_hover(rows[place], day, rows[place].days[(day - first).days], wording) for _, place, day, _ in these],
            marker={
                "symbol": STATUS_SYMBOLS[act], "size": 5 if act == "holds" else 11, "color": ink, "line": {"width": 1.5, "color": ink},
            },
            selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}},
        )  # fmt: skip
    half = dt.timedelta(hours=12)
    ends = [dt.datetime.combine(first, dt.time()) - half, dt.datetime.combine(last, dt.time()) + half]
    names = [isolate(chart_words(_short(place_name(place_of(row.place), wording))), wording) for row in rows]
    figure.update_layout(
        height=len(rows) * ROW + 50, font={"family": FONT, "color": ink}, dragmode=False, hovermode="closest",
        paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(128,128,128,0.07)",
        margin={"l": 4 if wording.rtl else NAME_ROOM, "r": NAME_ROOM if wording.rtl else 8, "t": 26, "b": 4},
        xaxis={
            "type": "date", "range": along(ends, wording), "side": "top", "fixedrange": True,
            "tickformat": "%Y-%m-%d",
            "showgrid": False, "tickfont": {"color": ink}, "nticks": 5,
        },
        yaxis={
            "tickvals": list(range(len(rows))), "ticktext": names, "range": [len(rows) - 0.5, -0.5], "fixedrange": True,
            "side": "right" if wording.rtl else "left", "showgrid": False, "zeroline": False, "tickfont": {"color": ink},
        },
        hoverlabel={"align": "right" if wording.rtl else "left", "font": {"family": FONT}},
    )  # fmt: skip
    return figure


def _shade(stood: Standing, day: dt.date, shades: dict[str, int]) -> int | None:
    """The number of the cell's colour; None where nobody is known to hold the place."""
    if not stood.holders:
        return None
    age = (day - stood.mentioned).days if stood.mentioned else 0
    colour = faded(holder_colour(stood), round(fade(age) * STEPS) / STEPS)
    return shades.setdefault(colour, len(shades))


def _mark(claims: Sequence[Claim]) -> str:
    """What the day's claims say, the change before what only goes on."""
    acts = {claim.act for claim in claims}
    return next(act for act in _STRONGEST if act in acts)


def _hover(row: Row, day: dt.date, stood: Standing, wording: Wording) -> str:
    lines = [f"{place_name(place_of(row.place), wording)} · {ltr(day.isoformat())}"]
    lines.append(" · ".join(part for part in (holder_phrase(stood, wording), state_phrase(stood, wording)) if part))
    if stood.mentioned and stood.mentioned != day:
        lines.append(wording("holders", "last_mentioned", day=ltr(stood.mentioned.isoformat())))
    return "<br>".join(isolate(chart_words(line), wording) for line in lines)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
