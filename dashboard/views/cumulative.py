"""The cumulative page: running totals, their audit, incidents and flows of all bulletins of the archive."""

from __future__ import annotations

import streamlit as st
from sqlalchemy import Connection

from dashboard.archive.filters import Filters
from dashboard.archive_page import show_archive_page
from dashboard.wording import Wording


def show_page(wording: Wording, breakdown: st.Page) -> None:
    """Draw the page; words lead to their bulletin on the page ``breakdown``."""

    def draw(connection: Connection, filters: Filters) -> None:
        st.subheader(wording("ui", "page_cumulative"), anchor=False)

    show_archive_page(wording, breakdown, draw)
