"""Casualties by side and category: bars and a table, parts under their totals, incidents and running totals apart."""

from __future__ import annotations

import streamlit as st

from dashboard import address
from dashboard.panels.bars import Bar, figure_bars, figure_label, nested
from dashboard.panels.charts import show_chart
from dashboard.panels.tables import show_table
from dashboard.phrases import count_phrase, period_phrase, place_names, range_phrase
from dashboard.theme import party_colour
from dashboard.wording import Wording
from extraction.records import Casualty, Report


def show_casualties(report: Report, wording: Wording, selected: str | None) -> None:
    """The casualty figures of the report, or a plain sentence when it has none."""
    if not report.casualties:
        st.info(wording("ui", "no_casualties"))
        return
    for measure in ("incident", "cumulative"):
        figures = [figure for figure in report.casualties if figure.measure == measure]
        if figures:
            _show_measure(figures, measure, wording, selected)
    st.caption(wording("ui", "bars_help"))


def _show_measure(figures: list[Casualty], measure: str, wording: Wording, selected: str | None) -> None:
    heading = wording("ui", f"{measure}_heading")
    st.markdown(f"##### {heading}")
    rows = nested(figures)
    bars = [Bar(f.id, bar_label(f, wording), f.count, party_colour(f.party), depth) for f, depth in rows]
    show_chart(figure_bars(bars, wording, selected), key=f"bars_casualties_{measure}", alt=heading)
    show_table(
        [_row(figure, depth, wording) for figure, depth in rows],
        [figure.id for figure, _ in rows],
        wording,
        key=f"table_casualties_{measure}",
        selected=selected,
        on_choose=address.choose,
        colours=[party_colour(figure.party) for figure, _ in rows],
    )


def bar_label(figure: Casualty, wording: Wording) -> str:
    """What the bar counts: outcome, side, category and, of running totals, the window."""
    words = [wording.label("outcome", figure.outcome), figure_label(figure, wording)]
    if figure.measure == "cumulative":
        words.append(period_phrase(figure.period, wording))
    if figure.basis == "unconfirmed":
        words.append(wording.label("basis", "unconfirmed"))
    return " · ".join(words)


def _row(figure: Casualty, depth: int, wording: Wording) -> dict[str, object]:
    indent = "\u2003" * depth + ("↲ " if wording.rtl else "↳ ") if depth else ""
    return {
        wording("ui", "col_who"): indent + figure_label(figure, wording),
        wording("ui", "col_outcome"): wording.label("outcome", figure.outcome),
        wording("ui", "col_count"): count_phrase(figure.count, wording),
        wording("ui", "col_range"): range_phrase(figure.count.low, figure.count.high, wording),
        wording("ui", "col_cause"): wording.label("cause", figure.cause),
        wording("ui", "col_by"): "، ".join(wording.label("party", party) for party in figure.by),
        wording("ui", "col_places"): place_names(figure.places),
        wording("ui", "col_period"): period_phrase(figure.period, wording),
        wording("ui", "col_basis"): wording.label("basis", figure.basis),
    }
