"""Bars of counts: one row a figure, parts under their totals, ranges as error bars, open bounds as arrows.

Bars and not columns, with each label above its bar: Arabic names fit at any width, and rows read in the order of
the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import plotly.graph_objects as go

from dashboard.phrases import count_phrase
from dashboard.rtl import isolate
from dashboard.theme import text_colour
from dashboard.wording import Wording
from extraction.records import Casualty, Count, Figure, Flow

F = TypeVar("F", bound=Figure)

ROW_HEIGHT = 50
BAR_WIDTH = 0.34
ACCENT_TINT = "rgba(59,130,246,0.16)"


@dataclass(frozen=True)
class Bar:
    """One row of the figure; ``depth`` is 0 for a total, 1 for its part, 2 for a part of that."""

    record_id: str
    label: str
    count: Count
    colour: str
    depth: int


def nested(figures: list[F]) -> list[tuple[F, int]]:
    """Figures with their depth, every part straight under its whole; wholes in the order given.

    A part whose whole is not among the figures, and figures that name each other in a circle, stand as wholes.
    """
    ids = {figure.id for figure in figures}
    ordered: list[tuple[F, int]] = []
    seen: set[str] = set()

    def add(figure: F, depth: int) -> None:
        if figure.id in seen:
            return
        seen.add(figure.id)
        ordered.append((figure, depth))
        for part in figures:
            if part.part_of == figure.id:
                add(part, depth + 1)

    for figure in figures:
        if figure.part_of is None or figure.part_of not in ids:
            add(figure, 0)
    for figure in figures:
        add(figure, 0)
    return ordered


def wholes(figures: list[F]) -> list[F]:
    """The figures that are no part of another: the only ones that may be added up."""
    return [figure for figure, depth in nested(figures) if depth == 0]


def bar_end(count: Count) -> float:
    """Where the bar ends: the stated number, else the lower bound, else the upper one, else nothing."""
    return next((float(n) for n in (count.value, count.low, count.high) if n is not None), 0.0)


def figure_bars(bars: list[Bar], wording: Wording, selected: str | None) -> go.Figure:
    """The bars as a Plotly figure; every row carries its record's id in ``customdata`` and can be clicked anywhere."""
    rows = list(range(len(bars)))
    ends = [bar_end(bar.count) for bar in bars]
    furthest = max([*ends, *(float(bar.count.high or 0) for bar in bars), 1.0])
    room = furthest * 1.42
    ink = text_colour()
    figure = go.Figure()
    figure.add_bar(
        name="values", orientation="h", y=[row + 0.2 for row in rows], x=ends, width=BAR_WIDTH, hoverinfo="skip",
        marker={"color": [bar.colour for bar in bars], "line": {"color": ink, "width": 0.6}},
        error_x=_error_bars(bars, ends, furthest, ink),
    )  # fmt: skip
    open_rows = [row for row in rows if _open_above(bars[row].count)]
    figure.add_scatter(
        name="open", mode="markers", hoverinfo="skip", y=[row + 0.2 for row in open_rows],
        x=[ends[row] + _reach(furthest) for row in open_rows],
        marker={"symbol": "triangle-left" if wording.rtl else "triangle-right", "size": 11, "color": ink},
    )  # fmt: skip
    figure.add_bar(  # on top, and see-through: the whole row answers to a click, be its bar ever so short
        name="rows", orientation="h", y=rows, x=[room] * len(rows), width=0.96,
        customdata=[[bar.record_id] for bar in bars],
        hovertext=[isolate(f"{bar.label} · {count_phrase(bar.count, wording)}", wording) for bar in bars],
        hoverinfo="text",
        marker={"color": [ACCENT_TINT if bar.record_id == selected else "rgba(0,0,0,0)" for bar in bars]},
    )  # fmt: skip
    for row, bar in enumerate(bars):
        _write(figure, row, bar, max(ends[row], float(bar.count.high or 0)), room, furthest, wording, ink)
    figure.update_traces(selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}})
    figure.update_layout(
        barmode="overlay", height=ROW_HEIGHT * len(bars) + 12, showlegend=False, dragmode=False, bargap=0,
        margin={"l": 2, "r": 2, "t": 4, "b": 4}, paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)",
        xaxis={"visible": False, "fixedrange": True, "range": [room, 0] if wording.rtl else [0, room]},
        yaxis={"visible": False, "fixedrange": True, "range": [len(bars) - 0.5, -0.5]},
        hoverlabel={"align": "right" if wording.rtl else "left"},
    )  # fmt: skip
    return figure


def _open_above(count: Count) -> bool:
    return count.high is None and (count.value is not None or count.low is not None)


def _reach(furthest: float) -> float:
    return furthest * 0.06


def _error_bars(bars: list[Bar], ends: list[float], furthest: float, ink: str) -> dict[str, object]:
    upper, lower = [], []
    for bar, end in zip(bars, ends, strict=True):
        upper.append(_reach(furthest) if _open_above(bar.count) else max(float(bar.count.high or end) - end, 0.0))
        lower.append(max(end - float(bar.count.low if bar.count.low is not None else 0), 0.0))
    return {
        "type": "data", "symmetric": False, "array": upper,
        "arrayminus": [0.0 if not end else low for low, end in zip(lower, ends, strict=True)],
        "color": ink, "thickness": 1.6, "width": 5,
    }  # fmt: skip


def _write(figure: go.Figure, row: int, bar: Bar, end: float, room: float, furthest: float, wording: Wording, ink: str) -> None:
    """The label above the bar, indented by depth, and the count as the text qualifies it, after the bar's end."""
    near = "right" if wording.rtl else "left"
    side = -1 if wording.rtl else 1
    indent = 18 * bar.depth
    arrow = "↲ " if wording.rtl else "↳ "
    past_arrow = _reach(furthest) * 1.5 if _open_above(bar.count) else 0
    figure.add_annotation(
        x=0, y=row - 0.24, xshift=side * indent, xanchor=near, yanchor="middle", showarrow=False,
        text=isolate((arrow if bar.depth else "") + bar.label, wording), font={"color": ink, "size": 13},
    )  # fmt: skip
    figure.add_annotation(
        x=end + past_arrow, y=row + 0.2, xshift=side * 6, xanchor=near, yanchor="middle", showarrow=False,
        text=isolate(f"<b>{count_phrase(bar.count, wording)}</b>", wording), font={"color": ink, "size": 13},
    )  # fmt: skip


def figure_label(record: Casualty | Flow, wording: Wording) -> str:
    """Who, in a few words: the side and the category, or the category alone."""
    category = wording.label("category", record.category)
    return f"{wording.label('party', record.party)} · {category}" if record.party else category
