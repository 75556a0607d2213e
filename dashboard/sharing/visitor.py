"""Who looks at a shared dashboard: the role of the link that the visitor came by."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.access import Role
from dashboard.sharing.gate import COOKIE
from dashboard.sharing.links import Links


def visitor_role(links: Links) -> Role:
    """The role of the session that runs now; that of a reader where no session runs, or its link is open no more."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return Role.reader
    link = links.opened_by(st.context.cookies.get(COOKIE) or "")
    return link.role if link is not None else Role.reader
