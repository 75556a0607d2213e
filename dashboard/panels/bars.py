"""Bars of counts: one row a figure, parts under their totals, ranges as error bars, open bounds as arrows.

Bars and not columns, with each label above its bar: Arabic names fit at any width, and rows read in the order of
the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import TypeVar

import plotly.graph_objects as go

from dashboard.phrases import count_phrase, period_days
from dashboard.rtl import chart_words, isolate
from dashboard.theme import FONT, text_colour
from dashboard.wording import Wording
from extraction.records import Casualty, Count, Figure, Flow

F = TypeVar("F", bound=Figure)

# Heights in lines of text; one line is UNIT pixels.
UNIT = 20
BAR, GAP, HEADING = 0.85, 0.18, 1.5
REACH = 0.06  # the length of an open bound's arrow, as a share of the longest bar
LONGEST_LINE = 50  # letters that fit on a telephone
NARROWEST, LETTER = 330, 7.5  # pixels: of the figure on a telephone, of a letter of a count
DOT = " · "
ACCENT_TINT = "rgba(59,130,246,0.16)"


@dataclass(frozen=True)
class Bar:
    """One row of the figure; ``depth`` is 0 for a total, 1 for its part; ``heading`` stands above the row."""

    record_id: str
    label: str
    count: Count
    colour: str
    depth: int
    heading: str = ""


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
    rows = _lay_out(bars)
    ends = [bar_end(bar.count) for bar in bars]
    furthest = max([*ends, *(float(bar.count.high or 0) for bar in bars), 1.0])
    room, reach, ink = _room(bars, furthest, wording), furthest * REACH, text_colour()
    middles = [row.bottom - BAR / 2 - GAP for row in rows]
    figure = go.Figure()
    figure.add_bar(
        name="values", orientation="h", y=middles, x=ends, width=BAR, hoverinfo="skip",
        marker={"color": [bar.colour for bar in bars], "line": {"color": ink, "width": 0.6}},
    )  # fmt: skip
    _draw_ranges(figure, bars, ends, middles, reach, ink)
    opened = [index for index, bar in enumerate(bars) if _open_above(bar.count)]
    figure.add_scatter(
        name="open", mode="markers", hoverinfo="skip", y=[middles[index] for index in opened],
        x=[ends[index] + reach for index in opened],
        marker={"symbol": "triangle-left" if wording.rtl else "triangle-right", "size": 10, "color": ink},
    )  # fmt: skip
    figure.add_bar(  # on top, and see-through: the whole row answers to a click, be its bar ever so short
        name="rows", orientation="h", x=[room] * len(bars), y=[(row.top + row.bottom) / 2 for row in rows],
        width=[row.bottom - row.top for row in rows], customdata=[[bar.record_id] for bar in bars], hoverinfo="text",
        hovertext=[isolate(f"{chart_words(bar.label)} · {count_phrase(bar.count, wording)}", wording) for bar in bars],
        marker={"color": "rgba(0,0,0,0)"},
    )  # fmt: skip
    for bar, row, end, middle in zip(bars, rows, ends, middles, strict=True):
        if bar.record_id == selected:
            figure.add_shape(
                type="rect", x0=0, x1=1, xref="paper", y0=row.top, y1=row.bottom, layer="below", line_width=0, fillcolor=ACCENT_TINT
            )
        _write(figure, bar, row, wording, ink)
        past = max(end, float(bar.count.high or 0)) + (reach * 1.4 if _open_above(bar.count) else 0)
        _write_count(figure, bar, past, middle, wording, ink)
    depth = rows[-1].bottom
    figure.update_traces(selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}})
    figure.update_layout(
        barmode="overlay", height=round(depth * UNIT) + 8, showlegend=False, dragmode=False, bargap=0, font={"family": FONT},
        margin={"l": 2, "r": 2, "t": 4, "b": 4}, paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)",
        xaxis={"visible": False, "fixedrange": True, "range": [room, 0] if wording.rtl else [0, room]},
        yaxis={"visible": False, "fixedrange": True, "range": [depth, 0]},
        hoverlabel={"align": "right" if wording.rtl else "left", "font": {"family": FONT}},
    )  # fmt: skip
    return figure


@dataclass(frozen=True)
class _Row:
    """Where a bar stands, in lines from the top of the figure: its heading above ``top``, its words from there on."""

    top: float
    bottom: float
    lines: list[str]


def _lay_out(bars: list[Bar]) -> list[_Row]:
    rows, at = [], 0.0
    for bar in bars:
        lines = _lines(bar.label, LONGEST_LINE - 3 * bar.depth)
        top = at + (HEADING if bar.heading else 0)
        at = top + len(lines) + BAR + 2.5 * GAP
        rows.append(_Row(top, at, lines))
    return rows


def _lines(label: str, longest: int) -> list[str]:
    """The label in lines, broken between its parts, and inside a part only where that is longer than a line."""
    lines = [""]
    for part in label.split(DOT):
        joined = f"{lines[-1]}{DOT}{part}" if lines[-1] else part
        if len(joined) <= longest:
            lines[-1] = joined
        else:
            lines += wrap(part, longest, break_long_words=False, break_on_hyphens=False)
    return [line for line in lines if line] or [""]


def _room(bars: list[Bar], furthest: float, wording: Wording) -> float:
    """How far the axis reaches, so that each count has room after its bar even on the narrowest screen."""
    room = furthest
    for bar in bars:
        past = max(bar_end(bar.count), float(bar.count.high or 0)) + (furthest * REACH * 1.4 if _open_above(bar.count) else 0)
        words = min(len(count_phrase(bar.count, wording)) * LETTER / NARROWEST, 0.5)
        room = max(room, past / (1 - words - 0.03))
    return room


def _open_above(count: Count) -> bool:
    return count.high is None and (count.value is not None or count.low is not None)


def _draw_ranges(
    figure: go.Figure, bars: list[Bar], ends: list[float], middles: list[float], reach: float, ink: str
) -> None:
    """Error bars from low to high, as long as an arrow where high is open; none where the count is one number."""
    ranges = []
    for bar, end, middle in zip(bars, ends, middles, strict=True):
        above = reach if _open_above(bar.count) else float(bar.count.high or end) - end
        below = 0.0 if bar.count.low is None and bar.count.high is None else end - float(bar.count.low or 0)
        if above > 0 or below > 0:
            ranges.append((end, middle, max(above, 0.0), max(below, 0.0)))
    x, y, above_all, below_all = zip(*ranges, strict=True) if ranges else ((), (), (), ())
    figure.add_scatter(
        name="ranges", mode="markers", hoverinfo="skip", x=x, y=y, marker={"size": 0.1, "color": ink},
        error_x={
            "type": "data", "symmetric": False, "array": above_all, "arrayminus": below_all, "color": ink, "thickness": 1.6, "width": 4,
        },
    )  # fmt: skip


def _write(figure: go.Figure, bar: Bar, row: _Row, wording: Wording, ink: str) -> None:
    """The heading of the row, and its words above the bar, indented by depth."""
    near, side = ("right", -1) if wording.rtl else ("left", 1)
    arrow = ("↲ " if wording.rtl else "↳ ") if bar.depth else ""
    texts = [(row.top + (place + 0.62), arrow * (place == 0) + chart_words(line), 16 * bar.depth) for place, line in enumerate(row.lines)]
    if bar.heading:
        texts.append((row.top - HEADING / 2 + 0.2, f"<b>{chart_words(bar.heading)}</b>", 0))
    for y, text, indent in texts:
        figure.add_annotation(
            x=0, y=y, xshift=side * (indent + 2), xanchor=near, yanchor="middle", showarrow=False,
            text=isolate(text, wording), font={"color": ink, "size": 13},
        )  # fmt: skip


def _write_count(figure: go.Figure, bar: Bar, x: float, y: float, wording: Wording, ink: str) -> None:
    """The count as the text qualifies it, after the bar's end."""
    near, side = ("right", -1) if wording.rtl else ("left", 1)
    figure.add_annotation(
        x=x, y=y, xshift=side * 6, xanchor=near, yanchor="middle", showarrow=False,
        text=isolate(f"<b>{count_phrase(bar.count, wording)}</b>", wording), font={"color": ink, "size": 13},
    )  # fmt: skip


def details(figure: Figure, whole: Figure | None, wording: Wording) -> list[str]:
    """What tells a figure from its neighbours: its window, unless it is its whole's or a single day; its basis."""
    words = []
    if figure.measure == "cumulative" and (whole is None or whole.period != figure.period):
        words.append(period_days(figure.period, wording))
    if figure.basis == "unconfirmed":
        words.append(wording.label("basis", "unconfirmed"))
    return words


def figure_label(record: Casualty | Flow, wording: Wording) -> str:
    """Who, in a few words: the side and the category, or the category alone."""
    category = wording.label("category", record.category)
    return f"{wording.label('party', record.party)}{DOT}{category}" if record.party else category
