"""The breakdown page: a bulletin in, its text with highlights and its figures out, each leading to the other."""

from __future__ import annotations

import logging
from collections.abc import Callable
from html import escape

import streamlit as st

from dashboard import address, source
from dashboard.archive.loading import Kept
from dashboard.archive.schema import MACHINE
from dashboard.cached import read_bulletin
from dashboard.faults import log_fault
from dashboard.highlight import show_bulletin
from dashboard.kept import asked_for, report_of, show_keep, show_kept, show_not_kept
from dashboard.open_bulletin import follow as follow_link
from dashboard.panels.casualties import show_casualties
from dashboard.panels.control import show_control
from dashboard.panels.downloads import show_downloads
from dashboard.panels.flows import show_flows
from dashboard.panels.glance import show_glance
from dashboard.panels.record import show_record
from dashboard.panels.records import show_records
from dashboard.panels.review import show_review
from dashboard.panels.unused import show_unused, unused_numbers
from dashboard.rtl import bulletin_html, literal
from dashboard.selection import Selection, follow, records, select
from dashboard.source import Bulletin
from dashboard.wording import Wording
from extraction import TextTooLong
from extraction.lexicon import LexiconError
from extraction.records import Report

log = logging.getLogger(__name__)
BULLETIN_KEY = "bulletin"
LONG = 100_000
"""Characters of a text that takes so long to read that the page says so."""


def show_page(wording: Wording, own_page: st.Page) -> None:
    """Draw the whole page; ``own_page`` is the page itself, for links to other kept bulletins."""
    follow_link(own_page, wording)
    source.open_upload(wording)
    kept = asked_for(wording)
    if kept is not None:
        st.session_state.setdefault(source.OPEN, False)
    bulletin = source.current_bulletin(wording) if kept is None else _kept_bulletin(kept, wording)
    source.show_source(wording)
    if bulletin is None:
        return
    report = _read(bulletin, wording) if kept is None else report_of(kept)
    if report is None:
        return
    selection = select(report, address.chosen())
    if kept is not None:
        _guarded(wording, show_kept, kept, wording, own_page)
    _show_about(bulletin, report, kept, wording)
    _guarded(wording, show_glance, report, wording)
    text_side, figures_side = st.columns([5, 6], gap="medium")
    with text_side, st.container(key="bulletin_side"):
        marking = kept is not None and address.tab() == "review"
        _guarded(wording, _show_text, bulletin.text, report, selection, wording, marking)
        _guarded(wording, show_record, bulletin.text, report, selection, wording)
    with figures_side:
        _show_tabs(bulletin.text, report, kept, selection, wording)


def _kept_bulletin(kept: Kept, wording: Wording) -> Bulletin:
    return Bulletin(kept.text, wording("kept", "label", n=kept.id, day=kept.added_at.date()), f"bulletin-{kept.id}")


def _read(bulletin: Bulletin, wording: Wording) -> Report | None:
    """The report of the bulletin; a plain sentence on the page, and None, when it cannot be read."""
    try:
        given = address.report_date()
    except ValueError as error:
        st.warning(wording("error", "date_invalid", value=literal(str(error))))
        given = None
    try:
        if len(bulletin.text) < LONG:
            return read_bulletin(bulletin.text, given)
        with st.spinner(wording("ui", "reading_long", characters=wording.counted("characters", len(bulletin.text)))):
            return read_bulletin(bulletin.text, given)
    except TextTooLong:
        st.error(wording("error", "too_long"))
    except LexiconError as error:
        st.error(wording("error", "lexicon", error=literal(str(error))))
    except Exception as error:
        log_fault(log, "bulletin not read", error)
        st.error(wording("error", "not_read"))
    return None


def _guarded(wording: Wording, show: Callable[..., None], *arguments: object) -> None:
    """Draw one panel; a fault in it costs that panel alone, and the reader gets a sentence, never a trace."""
    try:
        show(*arguments)
    except Exception as error:
        log_fault(log, f"panel {show.__name__} not drawn", error)
        st.error(wording("error", "panel"))


def _show_about(bulletin: Bulletin, report: Report, kept: Kept | None, wording: Wording) -> None:
    """What is shown: title, origin, source and length; its date with how it was found; the downloads; for one not kept, keeping it."""
    info = report.report
    details = [f'<span class="origin">{escape(bulletin.label)}</span>']
    if info.source:
        details.append(f"<span>{escape(wording('ui', 'source', source=info.source))}</span>")
    details.append(f"<span>{escape(wording.counted('characters', info.chars))}</span>")
    title = f'<div class="title">{bulletin_html(info.title)}</div>' if info.title else ""
    _guarded(wording, show_not_kept)
    with st.container(key="about", horizontal=True, vertical_alignment="bottom", gap="small"):
        st.html(f'<div class="rasd-meta">{title}{"".join(details)}</div>', width="stretch")
        st.session_state["report_date"] = info.date
        st.date_input(
            f"{wording('ui', 'report_date')} · {wording.label('date_basis', info.date_basis)}",
            key="report_date",
            min_value="0001-01-01",
            max_value="9999-12-31",
            format="YYYY-MM-DD",
            help=wording("ui", "report_date_help"),
            on_change=_correct_date,
            disabled=kept is not None,
            width=264,
        )
        if kept is None:
            _guarded(wording, show_keep, bulletin.text, report, bulletin.name, wording)
        _guarded(wording, show_downloads, bulletin.name, bulletin.text, report, wording)


def _correct_date() -> None:
    chosen = st.session_state["report_date"]
    address.put("date", chosen.isoformat() if chosen else None)


def _show_text(text: str, report: Report, selection: Selection, wording: Wording, marking: bool) -> None:
    def follow_highlight() -> None:
        picked = st.session_state[BULLETIN_KEY].picked
        if picked:
            address.choose(follow(report, picked, address.chosen()))

    st.header(wording("ui", "text_heading"), anchor=False)
    show_bulletin(text, report, selection, wording, key=BULLETIN_KEY, on_pick=follow_highlight, selectable=marking)


def _show_tabs(text: str, report: Report, kept: Kept | None, selection: Selection, wording: Wording) -> None:
    """The panels, of which only the open one is drawn: the one asked for, else the first that has something to show. A kept
    bulletin can be reviewed.
    """
    many = {
        "casualties": len(report.casualties),
        "flows": len(report.flows),
        "control": len(report.control),
        "unused": len(unused_numbers(report)),
        "records": len(records(report)),
    }
    if kept is not None:
        many["review"] = sum(state != MACHINE for state in kept.states.values())
    labels = {code: f"{wording('ui', f'tab_{code}')} · {many[code]}" for code in address.TABS if code in many}
    key = f"tabs_{wording.language}_{kept is not None}"
    first = next((code for code in labels if many[code]), address.TABS[0])
    st.session_state[key] = labels.get(address.tab() or first, labels[first])

    def open_tab() -> None:
        address.put("tab", next(code for code, label in labels.items() if label == st.session_state[key]))

    panels: dict[str, Callable[[], None]] = {
        "casualties": lambda: show_casualties(report, wording, selection.id),
        "flows": lambda: show_flows(report, wording, selection.id),
        "control": lambda: show_control(report, wording, selection.id),
        "unused": lambda: show_unused(text, report, wording, selection.id),
        "records": lambda: show_records(report, wording, selection.id),
        "review": lambda: show_review(kept, report, wording, st.session_state.get(BULLETIN_KEY)),
    }
    tabs = st.tabs(list(labels.values()), key=key, on_change=open_tab)
    for code, tab in zip(labels, tabs, strict=True):
        if tab.open:
            with tab:
                _guarded(wording, panels[code])
