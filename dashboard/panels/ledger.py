"""The ledger: the running totals that bulletins state, and one of them over time beside the incidents reported in between."""

from __future__ import annotations

import streamlit as st
from sqlalchemy import Connection, select

from dashboard import address
from dashboard.archive import comparable, ledger, schema
from dashboard.archive.filters import Filters
from dashboard.archive.loading import records_from
from dashboard.panels.charts import show_chart
from dashboard.panels.ledger_chart import difference_phrase, incidents_phrase, ledger_chart, point_phrase
from dashboard.panels.lists import Item, show_list
from dashboard.panels.tables import show_table
from dashboard.panels.words import show_words
from dashboard.phrases import day_phrase, number, range_phrase
from dashboard.rtl import RIGHT_TO_LEFT_MARK, ltr
from dashboard.theme import party_colour
from dashboard.wording import Wording
from extraction.describe import describe

LISTED = 40
"""Totals in the list."""

DRAWN = 120
"""Checkpoints in the chart; of more, the last of each week, month or year."""


def show_ledger(connection: Connection, filters: Filters, wording: Wording, breakdown: st.Page) -> None:
    """The list of totals, and the chosen one (else the one stated most often)."""
    found, many, single = ledger.series(connection, filters, LISTED)
    chosen = _chosen(connection)
    if not found and chosen is None:
        st.info(wording("cumulative", "no_series"))
        return
    chosen = chosen or comparable.total(connection, found[0].record_id)
    names, chart = st.columns([4, 9], gap="medium")
    with names, st.container(key="ledger_series"):
        key = "series" if many <= len(found) else "series_some"
        st.markdown(f"## {wording('cumulative', key, n=number(many), shown=number(len(found)))}")
        _show_names(connection, found, chosen, wording)
        if single:
            st.caption(wording("cumulative", "series_single", n=number(single)))
    with chart:
        points = ledger.checkpoints(connection, chosen, filters)
        if not points:
            st.info(wording("cumulative", "no_series"))
            return
        shown, unit = ledger.thinned(points, DRAWN)
        steps = ledger.steps(connection, chosen, shown)
        _show_total(chosen, shown, steps, wording)
        if unit:
            st.caption(wording("cumulative", "thinned", unit=wording("cumulative", unit), n=number(len(points))))
    _show_table(shown, steps, wording)
    _show_chosen_day(connection, chosen, shown, steps, wording, breakdown)


def _chosen(connection: Connection) -> comparable.Total | None:
    asked = address.number("series")
    return comparable.total(connection, asked) if asked is not None else None


def _show_names(connection: Connection, found: list[ledger.Series], chosen: comparable.Total, wording: Wording) -> None:
    table = schema.record
    rows = {row.id: row for row in connection.execute(select(table).where(table.c.id.in_([one.record_id for one in found])))}
    kept = [rows[one.record_id] for one in found]
    records = records_from(connection, kept)
    selected = next((str(one.record_id) for one in found if (one.key, one.source) == (chosen.row.series, chosen.row.source)), None)
    mark = RIGHT_TO_LEFT_MARK if wording.rtl else ""  # the list lays its second line out by its first letter
    items = [
        Item(str(one.record_id), describe(record.model_copy(update={"part_of": None}), wording.language), f"{one.statements}×", colour_of(row), f"{mark}{one.source or ''}")
        for one, row, record in zip(found, kept, records, strict=True)
    ]
    show_list(items, wording, key="ledger_names", selected=selected, on_choose=_choose_series)


def colour_of(row) -> str:
    """The colour of a total: of the side whose people it counts, or whose area they left."""
    return party_colour(row.party or row.origin_controller)


def _choose_series(record_id: str) -> None:
    address.put("series", record_id)
    address.put("mark", None)


def choose_mark(mark: str) -> None:
    """Select a mark of the chart, whose words are then shown."""
    address.put("mark", mark)


def sentence_of(points: list[ledger.Checkpoint], steps: list[ledger.Step], wording: Wording) -> str:
    """From the first statement to the last: the stated rise, and what the incidents in between add up to."""
    first, last = points[0], points[-1]
    high = None if any(step.high is None for step in steps) else sum(step.high for step in steps)
    return wording(
        "cumulative", "from_to", first=point_phrase(first, wording), first_day=day_phrase(first.day, wording),
        last=point_phrase(last, wording), last_day=day_phrase(last.day, wording), rise=ltr(f"{last.at - first.at:+,}"),
        incidents=range_phrase(sum(step.low for step in steps), high, wording), figures=wording.counted("figures", sum(step.figures for step in steps)),
    )  # fmt: skip


def _show_total(chosen: comparable.Total, points: list[ledger.Checkpoint], steps: list[ledger.Step], wording: Wording) -> None:
    if steps:
        st.markdown(sentence_of(points, steps, wording))
    figure = ledger_chart(points, steps, colour_of(chosen.row), wording, st.query_params.get("mark"))
    show_chart(figure, key="ledger_chart", alt=wording("cumulative", "view_ledger"), on_choose=choose_mark)
    st.caption(wording("cumulative", "ledger_help"))


def total_rows(points: list[ledger.Checkpoint], steps: list[ledger.Step], wording: Wording) -> list[dict[str, str]]:
    """A row a day on which the total is stated, the latest first."""
    of_day = {step.after.day: step for step in steps}
    rows = []
    for point in reversed(points):
        step = of_day.get(point.day)
        rows.append({
            wording("cumulative", "col_day"): ltr(point.day.isoformat()),
            wording("cumulative", "stated"): point_phrase(point, wording),
            wording("cumulative", "rise"): ltr(f"{step.rise:+,}") if step else "",
            wording("cumulative", "incidents"): incidents_phrase(step, wording) if step else "",
            wording("cumulative", "col_figures"): number(step.figures) if step else "",
            wording("cumulative", "col_difference"): difference_phrase(step, wording) if step else "",
        })  # fmt: skip
    return rows


def _show_table(points: list[ledger.Checkpoint], steps: list[ledger.Step], wording: Wording) -> None:
    rows = total_rows(points, steps, wording)
    show_table(rows, [point.day.isoformat() for point in reversed(points)], wording, key="table_ledger", selected=st.query_params.get("mark"), on_choose=choose_mark)


def _show_chosen_day(
    connection: Connection, chosen: comparable.Total, points: list[ledger.Checkpoint], steps: list[ledger.Step], wording: Wording, breakdown: st.Page
) -> None:
    mark = st.query_params.get("mark")
    point = next((one for one in points if one.day.isoformat() == mark), None)
    if point is None:
        return
    said = schema.record.c.id.in_([one.record_id for one in point.statements])
    show_words(connection, said, wording, breakdown, key="words_stated", heading=wording("cumulative", "statements_on", day=day_phrase(point.day, wording)))
    step = next((one for one in steps if one.after is point), None)
    if step is not None:
        heading = wording("cumulative", "incidents_between", first=day_phrase(step.before.day, wording), last=day_phrase(step.after.day, wording))
        which = ledger.between(chosen, step.before.day, step.after.day)
        if not show_words(connection, which, wording, breakdown, key="words_incidents", heading=heading):
            st.caption(wording("cumulative", "words_none"))
    st.caption(wording("cumulative", "open_words"))
