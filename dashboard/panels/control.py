"""Control: who holds each named place, as a table, on a map, and the places whose position is not known."""

from __future__ import annotations

import streamlit as st

from dashboard import address
from dashboard.panels.charts import show_chart
from dashboard.panels.control_map import MAP_CONFIG, control_map
from dashboard.panels.records import sentences
from dashboard.panels.tables import show_table
from dashboard.phrases import place_name, since
from dashboard.rtl import literal, quoted
from dashboard.theme import party_colour
from dashboard.wording import Wording
from extraction.gazetteer import GazetteerPlace, gazetteer
from extraction.records import Control, Report
from extraction.transliterate import transliterate

SUGGESTED = 3  # near misses named for a place without position


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
        items=sentences(report.control, report, wording),
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
                f"{literal(place_name(record.place, wording))} · {holder}",
                key=f"unplaced_{record.id}",
                on_click=address.choose,
                args=(record.id,),
                type="tertiary",
            )
    for name in dict.fromkeys(record.place.name for record in unplaced if record.place.gazetteer_id is None):
        if near := gazetteer().suggest(name, SUGGESTED):
            st.caption(wording("ui", "did_you_mean", name=quoted(literal(name)), places=_places([one.place for one in near], wording)))


def _places(places: list[GazetteerPlace], wording: Wording) -> str:
    """Places of the gazetteer, each with its kind and what it lies in: names alone do not tell namesakes apart."""
    shown = []
    for place in places:
        above = gazetteer().by_id.get(place.parent)
        names = [one.name if wording.rtl else one.name_en or transliterate(one.name) for one in (place, above) if one]
        kind = wording.label("place_kind", place.kind)
        first, *rest = (quoted(literal(name)) for name in names)
        shown.append(f"{first} ({wording('ui', 'comma').join([kind, *rest])})")
    return wording("ui", "comma").join(shown)


def _row(record: Control, wording: Wording) -> dict[str, object]:
    return {
        wording("ui", "col_places"): place_name(record.place, wording),
        wording("ui", "col_holder"): wording.label("party", record.controller) or wording("ui", "nobody"),
        wording("ui", "col_status"): wording.label("status", record.status),
        wording("ui", "col_lost_by"): wording.label("party", record.from_),
        wording("ui", "col_since"): since(record, wording),
    }
