"""Flows of people: origin to destination, with windows nested (a month ⊃ since the 19th ⊃ the fighters among them)."""

from __future__ import annotations

import streamlit as st

from dashboard import address
from dashboard.panels.bars import DOT, Bar, details, figure_label, nested, show_bars
from dashboard.panels.records import sentences
from dashboard.panels.tables import show_table
from dashboard.phrases import count_phrase, flow_end, period_days
from dashboard.theme import party_colour
from dashboard.wording import Wording
from extraction.records import Flow, Report


def show_flows(report: Report, wording: Wording, selected: str | None) -> None:
    """The flows of the report, or a plain sentence when it has none."""
    if not report.flows:
        st.info(wording("ui", "no_flows"))
        return
    for measure in ("incident", "cumulative"):
        flows = [flow for flow in report.flows if flow.measure == measure]
        if flows:
            _show_measure(report, flows, measure, wording, selected)
    st.caption(wording("ui", "bars_help"))


def _show_measure(report: Report, flows: list[Flow], measure: str, wording: Wording, selected: str | None) -> None:
    heading = wording("ui", f"{measure}_heading")
    st.markdown(f"## {heading}")
    rows = nested(flows)
    show_bars(flow_bars(flows, wording), wording, key=f"bars_flows_{measure}", alt=heading, selected=selected, on_choose=address.choose)
    show_table(
        [_row(flow, depth, wording) for flow, depth in rows],
        [flow.id for flow, _ in rows],
        wording,
        key=f"table_flows_{measure}",
        selected=selected,
        on_choose=address.choose,
        items=sentences([flow for flow, _ in rows], report, wording),
        colours=[party_colour(flow.origin.controller) for flow, _ in rows],
    )


def flow_bars(flows: list[Flow], wording: Wording) -> list[Bar]:
    """A bar a flow under its route, parts under their totals."""
    by_id = {flow.id: flow for flow in flows}
    return [
        Bar(
            f.id, bar_label(f, by_id.get(f.part_of or ""), wording), f.count, party_colour(f.origin.controller), depth,
            "" if depth else route(f, wording),
        )
        for f, depth in nested(flows)
    ]


def route(flow: Flow, wording: Wording) -> str:
    """Origin → destination; an end that the text does not state is said to be so, unless neither is stated."""
    ends = [end for end in (flow.origin, flow.destination) if end.places or end.controller]
    if not ends:
        return ""
    origin, destination = flow_end(flow.origin, wording), flow_end(flow.destination, wording)
    return wording("ui", "from_to", origin=origin, destination=destination)


def bar_label(flow: Flow, whole: Flow | None, wording: Wording) -> str:
    """Who moved, how, and in which window; what a part shares with its whole is not said again."""
    words = [figure_label(flow, wording)]
    if whole is None or whole.kind != flow.kind:
        words.insert(0, wording.label("movement", flow.kind))
    return DOT.join([*words, *details(flow, whole, wording)])


def _row(flow: Flow, depth: int, wording: Wording) -> dict[str, object]:
    indent = "\u2003" * depth + ("↲ " if wording.rtl else "↳ ") if depth else ""
    kind = [wording.label("movement", flow.kind)]
    if flow.basis == "unconfirmed":
        kind.append(wording.label("basis", flow.basis))
    return {
        wording("ui", "col_who"): indent + figure_label(flow, wording),
        wording("ui", "col_outcome"): DOT.join(kind),
        wording("ui", "col_count"): count_phrase(flow.count, wording),
        wording("ui", "col_period"): period_days(flow.period, wording),
        wording("ui", "col_from"): flow_end(flow.origin, wording),
        wording("ui", "col_to"): flow_end(flow.destination, wording),
    }
