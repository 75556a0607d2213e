"""Figures at a glance: what happened by day, and apart from it the running totals.

Only separate figures of one day are added, and only wholes: a part is in its whole already. Figures for the same
people, side, doer, cause and place on one day may be two sources' counts of one thing: they are shown as a range, not added.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import get_args

import streamlit as st

from dashboard import address
from dashboard.panels.bars import figure_label, wholes
from dashboard.phrases import count_phrase, flow_end, period_days, period_phrase, range_phrase
from dashboard.rtl import literal
from dashboard.wording import Wording
from extraction.records import Casualty, Count, Flow, Movement, Outcome, Period, Report

SHOWN_TOTALS = 6
MOST_TERMS = 5
KINDS = (*get_args(Outcome), *get_args(Movement))  # in the order of the codebook: killed first


@dataclass(frozen=True)
class DayTotal:
    """The figures of one kind on one day: ``low``–``high`` together, and whether some of them are rivals."""

    period: Period
    table: str
    code: str
    unit: str
    figures: list[Casualty | Flow]
    low: int | None
    high: int | None
    rival: bool


def day_totals(report: Report) -> list[DayTotal]:
    """Incident figures added up by day, kind and unit; families and persons are two units, never one sum."""
    groups: dict[tuple[str, str, str, str], list[Casualty | Flow]] = defaultdict(list)
    for figure in _wholes(report, "incident"):
        table, code = _kind(figure)
        unit = "family" if figure.category == "family" else "person"
        groups[(str(figure.period.start), str(figure.period.end), f"{table}/{code}", unit)].append(figure)
    totals = []
    for (_, _, kind, unit), figures in groups.items():
        table, code = kind.split("/")
        low, high, rival = added([_rivals(group) for group in _same_people(figures)])
        totals.append(DayTotal(figures[0].period, table, code, unit, figures, low, high, rival))
    by_kind = sorted(totals, key=lambda total: KINDS.index(total.code))
    return sorted(by_kind, key=lambda total: str(total.period.end), reverse=True)


def added(bounds: list[tuple[int | None, int | None, bool]]) -> tuple[int | None, int | None, bool]:
    """The sum of bounds. An open bound leaves the sum open; with no lower bound at all there is none for the sum."""
    lows = [low for low, _, _ in bounds if low is not None]
    highs = [high for _, high, _ in bounds]
    high = None if any(bound is None for bound in highs) else sum(bound for bound in highs if bound is not None)
    return (sum(lows) if lows else None), high, any(rival for _, _, rival in bounds)


def _wholes(report: Report, measure: str) -> list[Casualty | Flow]:
    return [figure for figure in [*wholes(report.casualties), *wholes(report.flows)] if figure.measure == measure]


def _kind(figure: Casualty | Flow) -> tuple[str, str]:
    return ("outcome", figure.outcome) if isinstance(figure, Casualty) else ("movement", figure.kind)


def _same_people(figures: list[Casualty | Flow]) -> list[list[Casualty | Flow]]:
    groups: dict[tuple[object, ...], list[Casualty | Flow]] = defaultdict(list)
    for figure in figures:
        if isinstance(figure, Casualty):
            where: tuple[object, ...] = (figure.cause, tuple(figure.by), tuple(sorted(place.name for place in figure.places)))
        else:
            where = (figure.origin.model_dump_json(), figure.destination.model_dump_json())
        groups[(figure.category, figure.party, *where)].append(figure)
    return list(groups.values())


def _rivals(figures: list[Casualty | Flow]) -> tuple[int | None, int | None, bool]:
    lows = [figure.count.low for figure in figures if figure.count.low is not None]
    highs = [figure.count.high for figure in figures]
    high = None if any(bound is None for bound in highs) else max(bound for bound in highs if bound is not None)
    return (min(lows) if lows else None), high, len(figures) > 1


def show_glance(report: Report, wording: Wording) -> None:
    """Tiles of day totals and of running totals; each leads to the words of its (first) figure."""
    days, totals = day_totals(report), _wholes(report, "cumulative")
    if not days and not totals:
        st.header(wording("ui", "glance"), anchor=False)
        st.info(wording("ui", "glance_empty"))
        return
    with st.container(key="glance", gap="xsmall"):
        _show_days(days, wording)
        if totals:
            with st.container(key="glance_totals", horizontal=True, gap="xsmall", vertical_alignment="center"):
                _show_running_totals(totals, wording)


def _show_days(days: list[DayTotal], wording: Wording) -> None:
    """A line a day: its name, and behind it the figures of that day."""
    periods = list(dict.fromkeys((total.period.start, total.period.end) for total in days))
    for index, period in enumerate(periods):
        of_day = [total for total in days if (total.period.start, total.period.end) == period]
        day = period_phrase(of_day[0].period, wording) if any(period) else wording("ui", "day_unknown")
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            st.caption(f"**{day}**", help=wording("ui", "glance_incidents_help") if index == 0 else None, width="content")
            for position, total in enumerate(of_day):
                _tile(f"day_{index}_{position}", total.figures[0], _total_number(total, wording), _total_words(total, wording))


def _show_running_totals(totals: list[Casualty | Flow], wording: Wording) -> None:
    st.caption(f"**{wording('ui', 'glance_totals')}**", help=wording("ui", "glance_totals_help"), width="content")
    for position, figure in enumerate(totals[:SHOWN_TOTALS]):
        words = f"{_figure_words(figure, wording)} · {period_days(figure.period, wording)}"
        _tile(f"total_{position}", figure, count_phrase(figure.count, wording), words)
    if len(totals) > SHOWN_TOTALS:
        st.caption(wording("ui", "more_totals", n=len(totals) - SHOWN_TOTALS), width="content")


def _tile(name: str, figure: Casualty | Flow, number: str, words: str) -> None:
    st.button(
        f"**{number}** {literal(words)}",
        key=f"tile_{name}",
        on_click=_open,
        args=(figure.id, "casualties" if isinstance(figure, Casualty) else "flows"),
        width="content",
        wrap=True,
    )


def _open(record_id: str, tab: str) -> None:
    address.choose(record_id)
    address.put("tab", tab)


def _total_number(total: DayTotal, wording: Wording) -> str:
    if len(total.figures) == 1:
        return count_phrase(total.figures[0].count, wording)
    return range_phrase(total.low, total.high, wording) or count_phrase(Count(qualifier="unspecified"), wording)


def _total_words(total: DayTotal, wording: Wording) -> str:
    first = total.figures[0]
    if len(total.figures) == 1:
        what = _figure_words(first, wording)
    else:
        family = f" · {wording.label('category', 'family')}" if total.unit == "family" else ""
        what = f"{wording.label(total.table, total.code)}{family} · {_terms(total, wording)}"
    notes = [wording("ui", "rival")] if total.rival else []
    if any(figure.basis == "unconfirmed" for figure in total.figures):
        notes.append(wording.label("basis", "unconfirmed"))
    return " · ".join([what, *notes])


def _terms(total: DayTotal, wording: Wording) -> str:
    """The figures that a sum is made of, so that nobody takes it for one that the bulletin states."""
    if total.low is None and total.high is None:
        return wording("ui", "statements_n", n=len(total.figures))
    if len(total.figures) > MOST_TERMS:
        return wording("ui", "figures_n", figures=wording.counted("figures", len(total.figures)))
    return (" / " if total.rival else " + ").join(count_phrase(figure.count, wording) for figure in total.figures)


def _figure_words(figure: Casualty | Flow, wording: Wording) -> str:
    table, code = _kind(figure)
    words = f"{wording.label(table, code)} · {figure_label(figure, wording)}"
    if isinstance(figure, Flow) and figure.origin.controller:
        words = f"{words} · {flow_end(figure.origin, wording)}" if not figure.party else words
    return words
