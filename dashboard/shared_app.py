"""The dashboard as it is served on a network: the same pages behind the gate. `streamlit run` finds ``app`` here."""

from __future__ import annotations

from functools import partial

import streamlit as st
from starlette.middleware import Middleware

from dashboard import access
from dashboard.archive.database import archive
from dashboard.sharing.gate import Gate
from dashboard.sharing.links import Links
from dashboard.sharing.visitor import visitor_role

links = Links(archive())
access.decide_by(partial(visitor_role, links))
app = st.App("app.py", middleware=[Middleware(Gate, links=links)])
