"""The cumulative page: running totals, their audit, incidents and flows of all bulletins of the archive."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from sqlalchemy import Connection

from dashboard import address
from dashboard.archive.excerpt import Excerpt
from dashboard.archive.filters import Filters
from dashboard.archive_page import guarded, show_archive_page
from dashboard.panels.audit import show_audit
from dashboard.panels.incidents import show_incidents
from dashboard.panels.ledger import show_ledger
from dashboard.panels.routes import show_routes
from dashboard.panels.view_download import show_view_download
from dashboard.wording import Wording

VIEWS: dict[str, Callable[[Connection, Filters, Wording, st.Page], None]] = {
    "ledger": show_ledger, "audit": show_audit, "incidents": show_incidents, "flows": show_routes,
}  # fmt: skip


def show_page(wording: Wording, breakdown: st.Page) -> None:
    """Draw the page; words lead to their bulletin on the page ``breakdown``."""
    show_archive_page(
        wording, breakdown, lambda connection, filters: _show_views(connection, filters, wording, breakdown),
        beside=lambda filters: guarded(wording, show_view_download, Excerpt(filters), wording, True),
    )  # fmt: skip


def _show_views(connection: Connection, filters: Filters, wording: Wording, breakdown: st.Page) -> None:
    """The views, of which only the open one is drawn."""
    labels = {view: wording("cumulative", f"view_{view}") for view in VIEWS}
    key = f"views_{wording.language}"
    asked = st.query_params.get("view")
    st.session_state[key] = labels[asked if asked in VIEWS else next(iter(VIEWS))]

    def open_view() -> None:
        address.put("view", next(view for view, label in labels.items() if label == st.session_state[key]))
        address.put("mark", None)

    for view, tab in zip(labels, st.tabs(list(labels.values()), key=key, on_change=open_view), strict=True):
        if tab.open:
            with tab:
                guarded(wording, VIEWS[view], connection, filters, wording, breakdown)
