"""The audit: each contradiction between the numbers of the archive's bulletins, with the words that state them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from sqlalchemy import Connection, select

from dashboard import address
from dashboard.access import Role, may
from dashboard.archive import audit, decisions, kept_totals, schema
from dashboard.archive.audit import Audit, Finding
from dashboard.archive.database import archive
from dashboard.archive.filters import Filters
from dashboard.archive.kept_totals import Totals
from dashboard.archive.loading import records_from
from dashboard.panels.bulletin_list import decided, show_notice
from dashboard.panels.lists import Item, show_list
from dashboard.panels.records import main_party
from dashboard.panels.words import show_words
from dashboard.phrases import count_phrase, day_phrase, number
from dashboard.rtl import ltr
from dashboard.theme import party_colour
from dashboard.wording import Wording
from extraction.describe import describe

LISTED = 60
"""Findings in the list, the largest."""


def show_audit(connection: Connection, filters: Filters, wording: Wording, breakdown: st.Page) -> None:
    """The findings of the open kind, and the words behind the chosen one."""
    everything = kept_audit(archive().stamp(), connection)
    found = audit.chosen(connection, everything.findings, filters)
    show_notice(wording)
    st.caption(wording("audit", "help"))
    if not found:
        st.success(wording("audit", "nothing"))
        return
    of_kind = {kind: [one for one in found if one.kind == kind] for kind in audit.KINDS}
    kind = _show_kinds({kind: these for kind, these in of_kind.items() if these}, wording)
    shown = of_kind[kind][:LISTED]
    if len(of_kind[kind]) > len(shown):
        st.caption(wording("cumulative", "words_some", shown=number(len(shown)), n=_many(of_kind[kind])))
    if everything.not_compared and kind == audit.RISES:
        st.caption(wording("audit", "not_compared", n=number(everything.not_compared)))
    chosen = _chosen(shown)
    findings, words = st.columns([6, 7], gap="medium")
    with findings:
        show_list(finding_items(connection, shown, wording), wording, key="audit_findings", selected=_name(chosen), on_choose=lambda name: address.put("mark", name))
    with words:
        _show_finding(connection, chosen, wording, breakdown)


@st.cache_resource(max_entries=2, show_spinner=False)
def kept_audit(of: tuple[object, ...], _connection: Connection) -> Audit:
    """The audit of one state of the archive; filters choose among its findings."""
    return audit.audit(_connection, _totals((str(_connection.engine.url), kept_totals.token(_connection)), _connection))


@st.cache_resource(max_entries=2, show_spinner=False)
def _totals(of: tuple[str, str], _connection: Connection) -> Totals:
    """What is found of running totals, which most that is written does not change."""
    return kept_totals.totals(_connection)


def _many(found: Sequence[Finding]) -> str:
    return f"{number(len(found))}{'+' if len(found) >= audit.KEPT else ''}"


def _show_kinds(of_kind: dict[str, list[Finding]], wording: Wording) -> str:
    asked = st.query_params.get("finding")
    kind = asked if asked in of_kind else next(iter(of_kind))
    st.session_state["audit_kind"] = kind

    def choose() -> None:
        address.put("finding", st.session_state["audit_kind"])
        address.put("mark", None)

    st.segmented_control(
        wording("audit", "kind"), list(of_kind), key="audit_kind", required=True, label_visibility="collapsed", on_change=choose,
        format_func=lambda one: f"{wording('audit', one)} · {_many(of_kind[one])}",
    )  # fmt: skip
    return kind


def _name(one: Finding) -> str:
    return "-".join(str(record_id) for record_id in one.records)


def _chosen(shown: Sequence[Finding]) -> Finding:
    mark = st.query_params.get("mark")
    return next((one for one in shown if _name(one) == mark), shown[0])


def finding_items(connection: Connection, shown: Sequence[Finding], wording: Wording) -> list[Item]:
    """The findings as sentences, each with by how much and why."""
    ids = {record_id for one in shown for record_id in one.records}
    rows = connection.execute(select(schema.record).where(schema.record.c.id.in_(ids)).order_by(schema.record.c.id)).all()
    records = {row.id: record.model_copy(update={"part_of": None}) for row, record in zip(rows, records_from(connection, rows), strict=True)}
    items = []
    for one in shown:
        last, first = records[one.records[-1]], records[one.records[0]]
        if one.kind == audit.PARTS:
            parts = [count_phrase(records[record_id].count, wording) + " " + wording.label("category", records[record_id].category) for record_id in one.records[:-1]]
            why = wording("audit", "part_of_it", parts=wording("ui", "comma").join(parts))
        elif one.kind == audit.EVENTS:
            numbers = wording("ui", "comma").join(count_phrase(records[record_id].count, wording) for record_id in one.records)
            why = wording("audit", "told_as", numbers=numbers, n=number(one.amount))
        elif one.headline is not None:
            why = wording("audit", "headline_says", n=count_phrase(one.headline, wording))
        else:
            why = wording("audit", f"{one.kind}_than", before=count_phrase(first.count, wording), day=day_phrase(one.before, wording), explained=number(one.explained))
        items.append(Item(_name(one), describe(last, wording.language), ltr(f"{'−' if one.kind == audit.FALLS else '+'}{number(one.amount)}"), party_colour(main_party(last)), why))
    return items


def _show_finding(connection: Connection, one: Finding, wording: Wording, breakdown: st.Page) -> None:
    show_words(connection, schema.record.c.id.in_(one.records), wording, breakdown, key="words_finding", heading=wording("audit", "words"))
    if one.before is not None:
        st.button(
            wording("audit", "in_ledger"), key="audit_in_ledger", icon=":material/show_chart:", on_click=_open_ledger,
            args=(one.records[-1], one.day.isoformat()),
        )  # fmt: skip
    if one.kind == audit.EVENTS and may(Role.reviewer):
        st.button(
            wording("audit", "not_one"), key="audit_not_one", icon=":material/call_split:", help=wording("audit", "not_one_help"), on_click=_keep_apart,
            args=(one, wording),
        )  # fmt: skip
    st.caption(wording("cumulative", "open_words"))


def _keep_apart(one: Finding, wording: Wording) -> None:
    decided(lambda connection, who: decisions.keep_apart(connection, one.records, who), wording("audit", "kept_apart", n=number(len(one.records))))
    address.put("mark", None)


def _open_ledger(record_id: int, day: str) -> None:
    for name, value in {"view": "ledger", "series": str(record_id), "mark": day}.items():
        address.put(name, value)
