"""All records as plain sentences, one a record, in the language of the interface."""

from __future__ import annotations

import streamlit as st

from dashboard import address
from dashboard.panels.tables import show_table
from dashboard.selection import AnyRecord, records
from dashboard.theme import party_colour
from dashboard.wording import Wording
from extraction.describe import describe
from extraction.records import Casualty, Control, Flow, Report


def record_kind(record: AnyRecord) -> str:
    """The key of a record's kind in the ``[record_kind]`` strings."""
    match record:
        case Casualty():
            return "casualty"
        case Flow():
            return "flow"
        case Control():
            return "control"
    return "event"


def main_party(record: AnyRecord) -> str | None:
    """The side whose colour a record bears: whose people they are, whom they fled, who holds, who acted."""
    match record:
        case Casualty():
            return record.party
        case Flow():
            return record.origin.controller
        case Control():
            return record.controller
    return record.actors[0] if record.actors else None


def show_records(report: Report, wording: Wording, selected: str | None) -> None:
    """Every record of the report as a sentence, or a plain sentence when there is none."""
    everything = records(report)
    if not everything:
        st.info(wording("ui", "no_records"))
        return
    st.caption(wording("ui", "records_help"))
    show_table(
        [
            {
                wording("ui", "col_id"): record.id,
                wording("ui", "col_kind"): wording.label("record_kind", record_kind(record)),
                wording("ui", "col_sentence"): describe(record, wording.language, report),
            }
            for record in everything
        ],
        [record.id for record in everything],
        wording,
        key="table_records",
        selected=selected,
        on_choose=address.choose,
        colours=[party_colour(main_party(record)) for record in everything],
        widths={wording("ui", "col_sentence"): "large", wording("ui", "col_id"): "small", wording("ui", "col_kind"): "small"},
        tall=True,
    )
