"""What the pages of the archive share: opening it, what to do when it is empty, and the bar of filters above each page."""

from __future__ import annotations

import logging
from collections.abc import Callable

import streamlit as st
from sqlalchemy import Connection, select

from dashboard.access import Role, may
from dashboard.archive import schema
from dashboard.archive.database import Archive, ArchiveError, archive
from dashboard.archive.filters import Filters
from dashboard.archive.saving import Reading, save_all
from dashboard.cached import read_bulletin
from dashboard.faults import log_fault
from dashboard.filter_bar import show_filter_bar
from dashboard.rtl import literal
from dashboard.samples import load_sample, series_names
from dashboard.wording import Wording

log = logging.getLogger(__name__)


def show_archive_page(
    wording: Wording, breakdown: st.Page, draw: Callable[[Connection, Filters], None], beside: Callable[[Filters], None] | None = None
) -> None:
    """Draw a page of the archive: the filters with what stands ``beside`` them, and below them what ``draw`` shows of the
    bulletins that they leave.

    An archive that cannot be opened, one that is empty and a part that cannot be drawn each give a plain sentence.
    """
    try:
        opened = archive()
        with opened.read() as connection:
            if not connection.scalar(select(schema.bulletin.c.id).where(schema.bulletin.c.live.is_(True)).limit(1)):
                show_empty_archive(opened, wording, breakdown)
                return
            filters = show_filter_bar(connection, wording, beside)
            draw(connection, filters)
    except ArchiveError as error:
        st.error(literal(str(error)))


def guarded(wording: Wording, show: Callable[..., None], *arguments: object) -> None:
    """Draw one panel; a fault in it costs that panel alone, and the reader gets a sentence, never a trace."""
    try:
        show(*arguments)
    except Exception as error:
        log_fault(log, f"panel {show.__name__} not drawn", error)
        st.error(wording("error", "panel"))


def show_empty_archive(opened: Archive, wording: Wording, breakdown: st.Page) -> None:
    """What the archive is for and how bulletins come into it."""
    with st.container(key="empty_archive", border=True):
        st.header(wording("archive", "empty"), anchor=False)
        st.markdown(wording("archive", "empty_help"))
        with st.container(horizontal=True, vertical_alignment="center"):
            names = series_names()
            if names and may(Role.reviewer):
                st.button(
                    wording("archive", "load_samples", n=len(names)), key="load_samples", type="primary",
                    icon=":material/library_add:", on_click=_load_samples, args=(opened, names),
                )  # fmt: skip
            st.page_link(breakdown, label=wording("archive", "read_one"), query_params={"lang": wording.language})
        st.caption(wording("archive", "samples_are_not_news"))


def _load_samples(opened: Archive, names: list[str]) -> None:
    texts = {name: load_sample(name) for name in names}
    with opened.write() as connection:
        save_all(connection, [Reading(text, read_bulletin(text, None), f"sample_reports/{name}.txt") for name, text in texts.items()])
