"""Bars of accuracy: one a compared field, under its kind of records."""

from __future__ import annotations

from typing import NamedTuple

import plotly.graph_objects as go

from dashboard.rtl import isolate
from dashboard.theme import FONT, text_colour
from dashboard.wording import Wording

WHOLE, PART = "#255ea0", "#6faebd"
"""The colours of bars of whole records and of attributes."""
ROW = 40  # pixels a bar with the words above it
HEADING = 34


class Measured(NamedTuple):
    """One thing that was measured: ``share`` is F1 for whole records, else ``hits`` in ``of``."""

    records: str
    label: str
    share: float
    hits: int
    of: int
    precision: float | None = None
    recall: float | None = None


def accuracy_bars(rows: list[Measured], wording: Wording) -> go.Figure:
    """The rows as bars from 0 to 100 %, those of one kind of records together under its name."""
    ink = text_colour()
    near, side = ("right", -1) if wording.rtl else ("left", 1)
    figure = go.Figure()

    def write(text: str, x: float, y: float, size: int, shift: int = 2) -> None:
        figure.add_annotation(
            x=x, y=y, xshift=side * shift, text=isolate(text, wording), showarrow=False, xanchor=near, yanchor="middle",
            font={"color": ink, "size": size},
        )  # fmt: skip

    at, middles, kind = 0, [], ""
    for row in rows:
        if row.records != kind:
            kind = row.records
            write(f"<b>{kind}</b>", 0, at + HEADING / 2, 14)
            at += HEADING
        write(row.label, 0, at + 9, 12)
        middles.append(at + 26)
        write(f"<b>{row.share * 100:.1f}%</b>", row.share, at + 26, 12, shift=6)
        at += ROW
    figure.add_bar(
        orientation="h", x=[row.share for row in rows], y=middles, width=12, hoverinfo="skip",
        marker={"color": [WHOLE if row.precision is not None else PART for row in rows], "line": {"color": ink, "width": 0.6}},
    )  # fmt: skip
    figure.update_layout(
        height=at + 8, showlegend=False, dragmode=False, font={"family": FONT}, margin={"l": 2, "r": 2, "t": 4, "b": 4},
        paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)",
        xaxis={"visible": False, "fixedrange": True, "range": [1.2, 0] if wording.rtl else [0, 1.2]},
        yaxis={"visible": False, "fixedrange": True, "range": [at, 0]},
    )  # fmt: skip
    return figure
