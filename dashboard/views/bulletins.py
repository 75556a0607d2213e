"""The bulletins page: the bulletins of the archive, to search, open and delete; near-duplicates, import, and what was decided."""

from __future__ import annotations

import streamlit as st
from sqlalchemy import Connection, select

from dashboard import address
from dashboard.archive import schema
from dashboard.archive.database import ArchiveError, archive
from dashboard.archive.excerpt import Excerpt
from dashboard.archive.filters import Filters
from dashboard.archive_page import guarded, show_archive_page
from dashboard.open_bulletin import follow
from dashboard.panels.bulletin_list import searched, show_bulletins, show_notice
from dashboard.panels.import_panel import show_import
from dashboard.panels.near_pairs import show_decisions, show_pairs
from dashboard.panels.view_download import show_view_download
from dashboard.rtl import literal
from dashboard.wording import Wording

VIEWS = ("list", "pairs", "import", "decisions")


def show_page(wording: Wording, breakdown: st.Page) -> None:
    """Draw the page; words lead to their bulletin on the page ``breakdown``."""
    follow(breakdown, wording)
    show_notice(wording)
    show_archive_page(
        wording, breakdown, lambda connection, filters: _draw(connection, filters, wording, breakdown),
        beside=lambda filters: guarded(wording, show_view_download, Excerpt(filters, searched(), whole=True), wording, False),
    )  # fmt: skip
    if _is_empty():
        guarded(wording, show_import, wording)
        try:
            with archive().read() as connection:
                guarded(wording, show_decisions, connection, wording)  # all bulletins may have been deleted
        except ArchiveError as error:
            st.error(literal(str(error)))


def _is_empty() -> bool:
    try:
        with archive().read() as connection:
            return connection.scalar(select(schema.bulletin.c.id).where(schema.bulletin.c.live.is_(True)).limit(1)) is None
    except ArchiveError:  # the page has said so
        return False


def _draw(connection: Connection, filters: Filters, wording: Wording, breakdown: st.Page) -> None:
    labels = {name: wording("bulletins", f"view_{name}") for name in VIEWS}
    key = f"bulletin_views_{wording.language}"
    st.session_state[key] = labels[address.view(VIEWS)]

    def open_view() -> None:
        address.put("view", next(name for name, label in labels.items() if label == st.session_state[key]))

    for name, tab in zip(VIEWS, st.tabs(list(labels.values()), key=key, on_change=open_view), strict=True):
        if not tab.open:
            continue
        with tab:
            if name == "list":
                guarded(wording, show_bulletins, connection, filters, wording, breakdown)
            elif name == "pairs":
                guarded(wording, show_pairs, connection, wording, breakdown)
            elif name == "import":
                guarded(wording, show_import, wording)
            else:
                guarded(wording, show_decisions, connection, wording)
