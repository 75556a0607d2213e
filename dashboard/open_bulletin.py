"""From a page of the archive to a kept bulletin: its address on the breakdown page, as a link or after a click."""

from __future__ import annotations

import streamlit as st

from dashboard import address
from dashboard.filter_bar import NAMES
from dashboard.rtl import literal
from dashboard.wording import Wording

ASKED = "asked_bulletin"
TAB_OF = {"C": "casualties", "F": "flows", "K": "control"}


def query_of(wording: Wording, bulletin_id: int, record: str | None = None) -> dict[str, str | list[str]]:
    """The parameters of the address that open a kept bulletin, with one of its records selected; the filters go along."""
    filters = {name: values for name, values in address.everything().items() if name in NAMES}
    query: dict[str, str | list[str]] = {**filters, "lang": wording.language, "report": str(bulletin_id)}
    if record:
        query |= {"record": record, "tab": TAB_OF.get(record[0], "records")}
    return query


def link_to(breakdown: st.Page, label: str, wording: Wording, bulletin_id: int, record: str | None = None) -> None:
    """A link; the label may hold words of the bulletin."""
    st.page_link(breakdown, label=literal(label), query_params=query_of(wording, bulletin_id, record), icon=":material/article:")


def ask_for(bulletin_id: int, record: str | None = None) -> None:
    """After a click in a list or a figure: open this bulletin when the page is drawn next (`follow`)."""
    st.session_state[ASKED] = (bulletin_id, record)


def follow(breakdown: st.Page, wording: Wording) -> None:
    """Go to the bulletin that was asked for, if one was; nothing after it is drawn then."""
    asked = st.session_state.pop(ASKED, None)
    if asked is not None:
        st.switch_page(breakdown, query_params=query_of(wording, *asked))
