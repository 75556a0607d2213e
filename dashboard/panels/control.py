"""Control: who holds each named place, as a table, on a map, and the places whose position is not known."""

from __future__ import annotations

import streamlit as st

from dashboard import address
from dashboard.panels.charts import show_chart
from dashboard.panels.control_map import MAP_CONFIG, control_map
from dashboard.panels.tables import show_table
from dashboard.phrases import place_name, since
from dashboard.theme import party_colour
from dashboard.wording import Wording
from extraction.records import Control, Report


def show_control(report: Report, wording: Wording, selected: str | None) -> None:
    """The control records of the report, or a plain sentence when it has none."""
    if not report.control:
        st.info(wording("ui", "no_control"))
        return
    show_table(
        [_row(record, wording) for record in report.control],
        [record.id for record in report.control],
        wording,
        key="table_control",
        selected=selected,
        on_choose=address.choose,
        colours=[party_colour(record.controller) for record in report.control],
    )
    placed = [record for record in report.control if record.place.lat is not None and record.place.lon is not None]
    unplaced = [record for record in report.control if record not in placed]
    if placed:
        show_chart(control_map(placed, wording, selected), key="map_control", alt=wording("ui", "tab_control"), config=MAP_CONFIG)
        st.caption(wording("ui", "map_help"))
    if unplaced:
        _show_unplaced(unplaced, wording)


def _show_unplaced(unplaced: list[Control], wording: Wording) -> None:
    st.caption(f"**{wording('ui', 'unplaced')}** · {len(unplaced)}")
    with st.container(horizontal=True, gap="small"):
        for record in unplaced:
            holder = wording.label("party", record.controller) or wording("ui", "nobody")
            st.button(
                f"{place_name(record.place, wording)} · {holder}",
                key=f"unplaced_{record.id}",
                on_click=address.choose,
                args=(record.id,),
                type="tertiary",
            )


def _row(record: Control, wording: Wording) -> dict[str, object]:
    return {
        wording("ui", "col_places"): place_name(record.place, wording),
        wording("ui", "col_holder"): wording.label("party", record.controller) or wording("ui", "nobody"),
        wording("ui", "col_status"): wording.label("status", record.status),
        wording("ui", "col_lost_by"): wording.label("party", record.from_),
        wording("ui", "col_since"): since(record, wording),
    }
