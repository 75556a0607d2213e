"""The cached reading of a bulletin, alone: the same text and date are read once."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from extraction import extract
from extraction.records import Report


@st.cache_resource(max_entries=64, show_spinner=False)
def read_bulletin(text: str, report_date: dt.date | None) -> Report:
    """The report of ``text``; shared and never changed, so it need not be copied for each session."""
    return extract(text, report_date=report_date)
