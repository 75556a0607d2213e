"""The page's address: what a link holds, checked once when it is read.

``?lang=en&sample=…&date=2019-01-05&tab=flows&record=C3``; the archive's pages add their filters (`dashboard.filter_bar`),
a kept bulletin is ``report=17``. A pasted or uploaded text is never put into the address.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from dashboard.wording import LANGUAGES, Language

TABS = ("casualties", "flows", "control", "unused", "records", "review")
LONGEST_ID = 16
LONGEST_KEY = 200


def language() -> Language:
    """The language of the link, else the browser's where it is Arabic, else English."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES:
        return asked
    return "ar" if (st.context.locale or "").lower().startswith("ar") else "en"


def tab() -> str | None:
    """The tab asked for; None for a name that is none."""
    asked = st.query_params.get("tab")
    return asked if asked in TABS else None


def sample() -> str | None:
    """The name of the sample asked for; whether there is one of that name is for `dashboard.samples` to say."""
    return st.query_params.get("sample")


def chosen() -> str | None:
    """The id of the selected record or highlight, as far as it can be one."""
    asked = st.query_params.get("record")
    return asked if asked and len(asked) <= LONGEST_ID else None


def report_date() -> dt.date | None:
    """The report's date given in the link. Raises ValueError with the value when it is not a day."""
    asked = st.query_params.get("date")
    if not asked:
        return None
    try:
        return dt.date.fromisoformat(asked)
    except ValueError as error:
        raise ValueError(asked) from error


def number(name: str) -> int | None:
    """A part of the address that is the number of something kept; None for one that can be none."""
    asked = st.query_params.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 16 else None


def day(name: str) -> dt.date | None:
    """A part of the address that is a day; None for one that is none."""
    try:
        return dt.date.fromisoformat(st.query_params.get(name, ""))
    except ValueError:
        return None


def village() -> str | None:
    """The key of the place whose own page is asked for, as far as it can be one."""
    asked = st.query_params.get("village")
    return asked if asked and len(asked) <= LONGEST_KEY else None


def view(names: Sequence[str]) -> str:
    """Which of a page's views is open; the first for a name that is none."""
    asked = st.query_params.get("view")
    return asked if asked in names else names[0]


def put(name: str, value: str | None) -> None:
    """Set one part of the address, or take it out."""
    if value is None:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = value


def put_all(name: str, values: Sequence[str]) -> None:
    """Set one part of the address to several values, or take it out where there are none."""
    if values:
        st.query_params[name] = list(values)
    else:
        st.query_params.pop(name, None)


def everything() -> dict[str, list[str]]:
    """All parts of the address, each with all its values: what a link to another page of the dashboard carries along."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def choose(record_id: str | None) -> None:
    """Select a record or a highlight, or nothing."""
    put("record", record_id)
