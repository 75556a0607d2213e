"""The dashboard as it is served on a network: the same pages behind the gate. `streamlit run` finds ``app`` here."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from dashboard import access, address
from dashboard.archive.database import archive
from dashboard.sharing.gate import Gate
from dashboard.sharing.links import Links
from dashboard.sharing.visitor import visitor_name, visitor_role
from dashboard.wording import wording


def say_refused(error: Exception) -> bool:
    """Tell a visitor whose link does not allow an act so, in a sentence; whether that was all there was to say."""
    if not isinstance(error, access.NotAllowed):
        return False
    st.error(wording(address.language())("share", "refused"))
    return True


links = Links(archive())
access.decide_by(partial(visitor_role, links), partial(visitor_name, links))
app = st.App(Path(__file__).with_name("app.py"), middleware=[Middleware(Gate, links=links)], on_script_error=say_refused)
