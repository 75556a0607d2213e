"""The chart of one running total: its checkpoints as a step line, and below them each stated rise beside the incidents in between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.archive.ledger import Checkpoint, Step
from dashboard.phrases import count_phrase, number, range_phrase
from dashboard.rtl import along, isolate, ltr
from dashboard.theme import FONT, text_colour
from dashboard.wording import Wording
from extraction.records import Count

GRID = "rgba(128,128,128,0.22)"
GAP = "rgba(220,68,55,0.30)"
DAY_MS = 86_400_000


def ledger_chart(points: Sequence[Checkpoint], steps: Sequence[Step], colour: str, wording: Wording, selected: str | None) -> go.Figure:
    """The total over time above, rise and incidents below; every checkpoint and bar carries its day in ``customdata``."""
    ink = text_colour()
    figure = make_subplots(rows=2, shared_xaxes=True, row_heights=[0.58, 0.42], vertical_spacing=0.07)
    _draw_total(figure, points, colour, ink, wording, selected)
    _draw_steps(figure, steps, colour, ink, wording, selected)
    figure.update_traces(selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}}, selector={"type": "bar"})
    side = "right" if wording.rtl else "left"
    figure.update_layout(
        height=410, barmode="overlay", dragmode=False, font={"family": FONT, "color": ink, "size": 13}, paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)", margin={"l": 8, "r": 8, "t": 8, "b": 28},
        hoverlabel={"align": side, "font": {"family": FONT}},
    )  # fmt: skip
    figure.update_xaxes(
        type="date", tickformat="%Y-%m-%d", fixedrange=True, gridcolor=GRID, nticks=4, range=along(_reach(points), wording), showline=False, tickangle=0
    )
    figure.update_yaxes(fixedrange=True, gridcolor=GRID, zerolinecolor=GRID, tickformat=",", side=side, automargin=True, nticks=5)
    figure.update_yaxes(rangemode="tozero", row=2, col=1)
    return figure


def _reach(points: Sequence[Checkpoint]) -> list[str]:
    first, last = points[0].day, points[-1].day
    room = max(dt.timedelta(days=1), (last - first) / 25)
    return [(dt.datetime.combine(first, dt.time()) - room).isoformat(), (dt.datetime.combine(last, dt.time()) + room).isoformat()]


def _draw_total(figure: go.Figure, points: Sequence[Checkpoint], colour: str, ink: str, wording: Wording, selected: str | None) -> None:
    days = [point.day.isoformat() for point in points]
    values = [point.at for point in points]
    figure.add_scatter(
        row=1, col=1, x=days, y=values, mode="lines", line={"shape": "hv", "color": colour, "width": 2}, hoverinfo="skip", showlegend=False
    )
    below = [point.at - point.low if point.low is not None else 0 for point in points]
    above = [point.high - point.at if point.high is not None else 0 for point in points]
    figure.add_scatter(
        row=1, col=1, name=isolate(wording("cumulative", "stated"), wording), x=days, y=values, mode="markers",
        customdata=[[day] for day in days], hoverinfo="text", hovertext=[isolate(f"{ltr(day)} · {point_phrase(point, wording)}", wording) for day, point in zip(days, points, strict=True)],
        error_y={"type": "data", "symmetric": False, "array": above, "arrayminus": below, "color": ink, "thickness": 1.6, "width": 4},
        marker={
            "color": colour, "line": {"color": ink, "width": [2.5 if day == selected else 0.8 for day in days]},
            "size": [14 if day == selected else 9 for day in days],
            # Open above: “more than 9,850”.
            "symbol": ["triangle-up" if point.high is None else "circle" for point in points],
        },
        selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}},
    )  # fmt: skip


def _draw_steps(figure: go.Figure, steps: Sequence[Step], colour: str, ink: str, wording: Wording, selected: str | None) -> None:
    if not steps:
        return
    days = [step.after.day.isoformat() for step in steps]
    # A bar stands over the days that it is about: after the one checkpoint, up to the other.
    middles = [_middle(step) for step in steps]
    widths = [(step.after.day - step.before.day).days * DAY_MS * 0.86 for step in steps]
    hover = [isolate(f"{ltr(f'{step.before.day} – {step.after.day}')}<br>{step_phrase(step, wording)}", wording) for step in steps]
    common = {"row": 2, "col": 1, "x": middles, "width": widths, "customdata": [[day] for day in days], "hoverinfo": "text", "hovertext": hover}
    figure.add_bar(
        name=isolate(wording("cumulative", "incidents"), wording), y=[step.low for step in steps],
        marker={"color": colour, "opacity": 0.85, "line": {"width": 0}},
        error_y={
            "type": "data", "symmetric": False, "array": [step.high - step.low if step.high is not None else 0 for step in steps],
            "arrayminus": [0] * len(steps), "color": ink, "thickness": 1.4, "width": 4,
        },
        **common,
    )  # fmt: skip
    opened = [index for index, step in enumerate(steps) if step.high is None]
    figure.add_scatter(
        row=2, col=1, x=[middles[index] for index in opened], y=[steps[index].low for index in opened], mode="markers", hoverinfo="skip",
        marker={"symbol": "triangle-up", "size": 10, "color": ink}, showlegend=False,
    )  # fmt: skip
    gaps = [_gap(step) for step in steps]
    if any(height for _, height in gaps):
        figure.add_bar(
            name=isolate(wording("cumulative", "gap"), wording), base=[base for base, _ in gaps], y=[height for _, height in gaps],
            marker={"color": GAP, "line": {"width": 0}, "pattern": {"shape": "/", "fgcolor": "rgb(200,50,40)", "size": 6, "solidity": 0.35}},
            **common,
        )  # fmt: skip
    line_x, line_y = [], []
    for middle, width, step in zip(middles, widths, steps, strict=True):
        half = dt.timedelta(milliseconds=width / 2)
        line_x += [(dt.datetime.fromisoformat(middle) - half).isoformat(), (dt.datetime.fromisoformat(middle) + half).isoformat(), None]
        line_y += [step.rise, step.rise, None]
    figure.add_scatter(
        row=2, col=1, x=line_x, y=line_y, mode="lines", line={"color": ink, "width": 3}, hoverinfo="skip",
        name=isolate(wording("cumulative", "rise"), wording),
    )  # fmt: skip
    for step, day in zip(steps, days, strict=True):
        if day == selected:
            figure.add_shape(
                type="rect", row=2, col=1, x0=step.before.day.isoformat(), x1=day, y0=0, y1=1, yref="y2 domain", layer="below", line_width=0,
                fillcolor="rgba(59,130,246,0.16)",
            )  # fmt: skip


def _middle(step: Step) -> str:
    return (dt.datetime.combine(step.before.day, dt.time()) + (step.after.day - step.before.day) / 2).isoformat()


def _gap(step: Step) -> tuple[float, float]:
    """Base and height of the gap: from the incidents to the stated rise, or from the rise up to the incidents."""
    if step.fall:
        return 0, step.rise
    if step.unexplained:
        return step.high, step.rise - step.high
    if step.surplus:
        return step.rise, step.low - step.rise
    return 0, 0


def point_phrase(point: Checkpoint, wording: Wording) -> str:
    """What a checkpoint states; differing statements of one day as their range."""
    first = point.statements[0]
    if all((one.value, one.low, one.high, one.qualifier) == (first.value, first.low, first.high, first.qualifier) for one in point.statements):
        return count_phrase(Count(value=first.value, qualifier=first.qualifier, low=first.low, high=first.high), wording)
    return range_phrase(point.low, point.high, wording)


def incidents_phrase(step: Step, wording: Wording) -> str:
    """What the incidents of a step add up to, with their bounds."""
    return range_phrase(step.low, step.high, wording) if step.figures else number(0)


def step_phrase(step: Step, wording: Wording) -> str:
    """Rise, incidents and what follows, in a line each."""
    return "<br>".join((
        f"{wording('cumulative', 'rise')}: {ltr(f'{step.rise:+,}')}",
        f"{wording('cumulative', 'incidents')}: {incidents_phrase(step, wording)}",
        difference_phrase(step, wording),
    ))  # fmt: skip


def difference_phrase(step: Step, wording: Wording) -> str:
    """How the stated rise and the incidents stand to one another."""
    for kind, amount in (("falls", step.fall), ("more_stated", step.unexplained), ("more_reported", step.surplus)):
        if amount:
            return wording("cumulative", kind, n=number(round(amount)))
    return wording("cumulative", "agrees" if step.high == step.low == step.rise else "maybe")
