"""Records as plain sentences, in the language of the interface: all of them, or the few linked to a selected one."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import address
from dashboard.selection import AnyRecord, records
from dashboard.theme import party_colour
from dashboard.wording import Wording
from extraction.describe import describe
from extraction.records import Casualty, Control, Flow, Report

COMPONENT = Path(__file__).parent.parent / "component"

_record_list = st.components.v2.component(
    "rasd_records",
    html='<div class="records"></div>',
    css=(COMPONENT / "records.css").read_text(encoding="utf-8"),
    js=(COMPONENT / "records.js").read_text(encoding="utf-8"),
)


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
    show_sentences(everything, report, wording, selected, key="records")


def show_sentences(chosen: list[AnyRecord], report: Report, wording: Wording, selected: str | None, *, key: str) -> None:
    """The records ``chosen`` as sentences with their ids and the colours of their sides; a click selects one."""

    def follow() -> None:
        picked = st.session_state[key].picked
        if picked:
            address.choose(picked)

    _record_list(
        key=key,
        data={
            "direction": "rtl" if wording.rtl else "ltr",
            "selected": selected,
            "items": [
                {
                    "id": record.id,
                    "sentence": describe(record, wording.language, report),
                    "colour": party_colour(main_party(record)),
                }
                for record in chosen
            ],
        },
        on_picked_change=follow,
    )
