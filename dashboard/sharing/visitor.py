"""Who looks at a shared dashboard: the role of the link that the visitor came by, and what stands for a name."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.access import ANALYST, Role
from dashboard.sharing.gate import COOKIE
from dashboard.sharing.links import Link, Links


def visitor_role(links: Links) -> Role:
    """The role of the session that runs now; that of a reader where no session runs, or its link is open no more."""
    link = _link(links)
    return link.role if link is not None else Role.reader


def visitor_name(links: Links) -> str:
    """What stands for the visitor's name: the role and the id of the link, which the owner's list of links shows too."""
    link = _link(links)
    return f"{link.role.name} {link.id}" if link is not None else ANALYST


def _link(links: Links) -> Link | None:
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    return links.opened_by(st.context.cookies.get(COOKIE) or "")
