"""The windows of running totals along the days: each from its start to its latest statement, one below the other, never added."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import plotly.graph_objects as go

from dashboard.rtl import along, isolate
from dashboard.theme import FONT, text_colour
from dashboard.wording import Wording

GRID = "rgba(128,128,128,0.22)"
ROW = 74
"""Pixels of a window: two lines of words, and its bar below them."""


class WindowBar(NamedTuple):
    """One window: the record of its latest statement, its days, what it states, and its colour."""

    record_id: int
    start: dt.date
    end: dt.date
    label: str
    colour: str


def windows_chart(bars: list[WindowBar], wording: Wording, selected: str | None) -> go.Figure:
    """The windows; each bar carries its record's number."""
    ink = text_colour()
    first, last = min(bar.start for bar in bars), max(bar.end for bar in bars)
    room = max(dt.timedelta(days=2), (last - first) / 30)
    figure = go.Figure()
    rows = list(range(len(bars)))
    figure.add_bar(
        orientation="h", y=[row + 0.3 for row in rows], base=[bar.start.isoformat() for bar in bars], width=0.28,
        x=[((bar.end - bar.start).days + 1) * 86_400_000 for bar in bars], customdata=[[str(bar.record_id)] for bar in bars],
        hoverinfo="text", hovertext=[isolate(bar.label, wording) for bar in bars],
        marker={"color": [bar.colour for bar in bars], "line": {"color": ink, "width": [3 if str(bar.record_id) == selected else 0.6 for bar in bars]}},
        selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}},
    )  # fmt: skip
    side = "right" if wording.rtl else "left"
    for row, bar in zip(rows, bars, strict=True):
        figure.add_annotation(
            x=1 if wording.rtl else 0, xref="paper", y=row - 0.14, xanchor=side, align=side, yanchor="middle", showarrow=False,
            text="<br>".join(isolate(line, wording) for line in bar.label.split("<br>")), font={"color": ink, "size": 13},
        )  # fmt: skip
    figure.update_layout(
        height=ROW * len(bars) + 34, dragmode=False, showlegend=False, font={"family": FONT, "color": ink, "size": 13}, bargap=0,
        paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)", margin={"l": 4, "r": 4, "t": 2, "b": 24},
        xaxis={"type": "date", "tickformat": "%Y-%m-%d", "fixedrange": True, "gridcolor": GRID, "nticks": 4, "tickangle": 0,
               "range": along([(first - room).isoformat(), (last + room).isoformat()], wording)},
        yaxis={"visible": False, "fixedrange": True, "range": [len(bars) - 0.5, -0.5]},
        hoverlabel={"font": {"family": FONT}},
    )  # fmt: skip
    return figure
