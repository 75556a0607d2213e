"""Records as plain sentences, in the language of the interface: all of them, or the few linked to a selected one."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import address
from dashboard.panels.lists import Item, show_list
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
    show_sentences(everything, report, wording, selected, key="records")


def show_sentences(chosen: list[AnyRecord], report: Report, wording: Wording, selected: str | None, *, key: str) -> None:
    """The records ``chosen`` as sentences; a click selects one."""
    show_list(sentences(chosen, report, wording), wording, key=key, selected=selected, on_choose=address.choose)


def sentences(chosen: Sequence[AnyRecord], report: Report, wording: Wording) -> list[Item]:
    """The records ``chosen`` as sentences with their ids and the colours of their sides."""
    return [
        Item(record.id, describe(record, wording.language, report), record.id, party_colour(main_party(record))) for record in chosen
    ]
