"""Bars of counts: one row a figure, parts under their totals, ranges as error bars, open bounds as arrows.

Bars and not columns, with each label above its bar: Arabic names fit at any width, and rows read in the order of
the text. They are HTML: the page has them before Plotly could be there, from right to left in Arabic, and every row is
reached by keys.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TypeVar

import streamlit as st

from dashboard.phrases import count_phrase, period_days
from dashboard.wording import Wording
from extraction.records import Casualty, Count, Figure, Flow

F = TypeVar("F", bound=Figure)

COMPONENT = Path(__file__).parent.parent / "component"
STYLE = (COMPONENT / "bars.css").read_text(encoding="utf-8")
REACH = 0.06  # the length of an open bound's arrow, as a share of the longest bar
DOT = " · "

_bars = st.components.v2.component(
    "rasd_bars", html='<div class="place" role="group"></div>', css=STYLE, js=(COMPONENT / "bars.js").read_text(encoding="utf-8")
)


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


def bars_html(bars: list[Bar], wording: Wording, selected: str | None = None, *, link: bool = False) -> str:
    """The bars as HTML, with every word of the bulletin escaped: a button a row, or with ``link`` a link to ``#C1``."""
    ends = [bar_end(bar.count) for bar in bars]
    opened = any(_open_above(bar.count) for bar in bars)
    whole = max([*ends, *(float(bar.count.high or 0) for bar in bars), 1.0]) * (1 + REACH if opened else 1)
    # Beside the longest bar there is room for the longest count.
    room = max(len(count_phrase(bar.count, wording)) for bar in bars) + 2
    rows = "".join(_row_html(bar, end, whole, wording, selected, link) for bar, end in zip(bars, ends, strict=True))
    return f'<div class="bars" dir="{"rtl" if wording.rtl else "ltr"}" style="--room:{room}ch">{rows}</div>'


def _row_html(bar: Bar, end: float, whole: float, wording: Wording, selected: str | None, link: bool) -> str:
    name = escape(bar.record_id)
    tag, where = ("a", f'href="#{name}"') if link else ("button", f'type="button" data-id="{name}" aria-pressed="{str(bar.record_id == selected).lower()}"')
    heading = f'<div class="heading">{escape(bar.heading)}</div>' if bar.heading else ""
    arrow = ("↲ " if wording.rtl else "↳ ") if bar.depth else ""
    low, high = drawn_range(bar.count)
    reach = whole * REACH / (1 + REACH)
    signs = f'<span class="fill" style="width:{_share(end, whole)};background:{bar.colour}"></span>' if end else ""
    if _open_above(bar.count):
        signs += f'<span class="open" style="inset-inline-start:{_share(low, whole)};width:{_share(end - low + reach, whole)}"></span>'
    elif high > low:
        signs += f'<span class="range" style="inset-inline-start:{_share(low, whole)};width:{_share(high - low, whole)}"></span>'
    past = end + reach if _open_above(bar.count) else max(end, high)
    return (
        f'{heading}<{tag} class="bar" {where}><span class="words" style="--depth:{bar.depth}">{arrow}{escape(bar.label)}</span>'
        f'<span class="scale">{signs}<b style="inset-inline-start:{_share(past, whole)}">{escape(count_phrase(bar.count, wording))}</b></span></{tag}>'
    )


def _share(value: float, whole: float) -> str:
    return f"{value / whole * 100:.2f}%"


def _open_above(count: Count) -> bool:
    return count.high is None and (count.value is not None or count.low is not None)


def drawn_range(count: Count) -> tuple[float, float]:
    """From where to where the thin line goes; from the bar's end to it, which is no line, where the count is one number or none.

    Where high is open, an arrow goes on from the second.
    """
    end = bar_end(count)
    if count.low is None and count.high is None:
        return end, end
    return float(count.low or 0), float(end if count.high is None else count.high)


def show_bars(bars: list[Bar], wording: Wording, *, key: str, alt: str, selected: str | None, on_choose: Callable[[str], None]) -> None:
    """Draw the bars; a click on a row calls ``on_choose`` with its record's id. ``alt`` says what they are."""

    def follow() -> None:
        picked = st.session_state[key].picked
        if picked:
            on_choose(picked)

    _bars(key=key, data={"html": bars_html(bars, wording, selected), "label": alt}, on_picked_change=follow)


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
