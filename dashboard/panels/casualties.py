"""Casualties by side and category: bars and a table, parts under their totals, incidents and running totals apart."""

from __future__ import annotations

import streamlit as st

from dashboard import address
from dashboard.panels.bars import DOT, Bar, details, figure_label, nested, show_bars
from dashboard.panels.records import sentences
from dashboard.panels.tables import show_table
from dashboard.phrases import count_phrase, period_days, place_names
from dashboard.theme import party_colour
from dashboard.wording import Wording
from extraction.records import Casualty, Report

MOST_PLACES = 2  # named in a bar's label; the table names them all


def show_casualties(report: Report, wording: Wording, selected: str | None) -> None:
    """The casualty figures of the report, or a plain sentence when it has none."""
    if not report.casualties:
        st.info(wording("ui", "no_casualties"))
        return
    for measure in ("incident", "cumulative"):
        figures = [figure for figure in report.casualties if figure.measure == measure]
        if figures:
            _show_measure(report, figures, measure, wording, selected)
    st.caption(wording("ui", "bars_help"))


def _show_measure(
    report: Report, figures: list[Casualty], measure: str, wording: Wording, selected: str | None
) -> None:
    heading = wording("ui", f"{measure}_heading")
    st.markdown(f"## {heading}")
    rows = nested(figures)
    show_bars(casualty_bars(figures, wording), wording, key=f"bars_casualties_{measure}", alt=heading, selected=selected, on_choose=address.choose)
    show_table(
        [_row(figure, depth, wording) for figure, depth in rows],
        [figure.id for figure, _ in rows],
        wording,
        key=f"table_casualties_{measure}",
        selected=selected,
        on_choose=address.choose,
        items=sentences([figure for figure, _ in rows], report, wording),
        colours=[party_colour(figure.party) for figure, _ in rows],
    )


def casualty_bars(figures: list[Casualty], wording: Wording) -> list[Bar]:
    """A bar a figure, parts under their totals."""
    by_id = {figure.id: figure for figure in figures}
    return [
        Bar(f.id, bar_label(f, by_id.get(f.part_of or ""), wording), f.count, party_colour(f.party), depth) for f, depth in nested(figures)
    ]


def bar_label(figure: Casualty, whole: Casualty | None, wording: Wording) -> str:
    """What the bar counts; what a part shares with its whole is not said again."""
    words = [figure_label(figure, wording)]
    if whole is None or whole.outcome != figure.outcome:
        words.insert(0, wording.label("outcome", figure.outcome))
    if figure.by and (whole is None or whole.by != figure.by):
        sides = wording("ui", "comma").join(wording.label("party", party) for party in figure.by)
        words.append(wording("ui", "by_party", party=sides))
    if figure.places and (whole is None or whole.places != figure.places):
        more = "…" if len(figure.places) > MOST_PLACES else ""
        words.append(place_names(figure.places[:MOST_PLACES], wording) + more)
    return DOT.join([*words, *details(figure, whole, wording)])


def _row(figure: Casualty, depth: int, wording: Wording) -> dict[str, object]:
    indent = "\u2003" * depth + ("↲ " if wording.rtl else "↳ ") if depth else ""
    what = [wording.label("outcome", figure.outcome)]
    if figure.basis == "unconfirmed":
        what.append(wording.label("basis", figure.basis))
    return {
        wording("ui", "col_who"): indent + figure_label(figure, wording),
        wording("ui", "col_outcome"): DOT.join(what),
        wording("ui", "col_count"): count_phrase(figure.count, wording),
        wording("ui", "col_places"): place_names(figure.places, wording),
        wording("ui", "col_period"): period_days(figure.period, wording),
        wording("ui", "col_cause"): wording.label("cause", figure.cause),
    }
