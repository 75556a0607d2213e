"""Sharing: the address of this view, and links that let others see it."""

from __future__ import annotations

import datetime as dt
import io

import segno
import streamlit as st

from dashboard import access, address
from dashboard.access import Role
from dashboard.archive.database import ArchiveError, archive
from dashboard.rtl import literal, ltr
from dashboard.sharing.addresses import link_to, shared_at
from dashboard.sharing.links import Link, Links
from dashboard.wording import Wording

HOURS = (12, 24, 72, 168, 720)
DEFAULT_HOURS = 72
MADE = "share_made"  # the link just made: its key is shown once
QR_PIXELS = 5  # a module of the code


def show_share(wording: Wording, page: st.Page, own_text: bool) -> None:
    """The button that opens the dialog of sharing; for a visitor, what the visitor's link allows.

    ``own_text``: the view shows a text that is in no archive and so in no link.
    """
    if not access.may(Role.owner):
        st.badge(wording("share", f"you_are_{access.role().name}"), icon=":material/visibility:", color="gray")
        return
    with st.popover(wording("share", "open"), icon=":material/share:", width="content", key="share"):
        if own_text:
            st.info(wording("share", "save_first"))
        here = st.context.url or ""
        st.markdown(f"**{wording('share', 'this_computer')}**")
        st.code(link_to(here, address.everything()), language=None, wrap_lines=True)
        st.markdown(f"**{wording('share', 'network')}**")
        base = shared_at()
        if base is None:
            st.caption(wording("share", "not_shared"))
            st.code("uv run rasd serve --share", language=None)
            return
        try:
            _show_links(Links(archive()), f"{base.rstrip('/')}/{page.url_path}", wording)
        except ArchiveError as error:
            st.error(literal(str(error)))


def _show_links(links: Links, base: str, wording: Wording) -> None:
    with st.form("share_form", border=False):
        role, hours = st.columns(2)
        role.selectbox(
            wording("share", "role"), [Role.reader.name, Role.reviewer.name], key="share_role", format_func=lambda one: wording("share", one),
        )  # fmt: skip
        hours.selectbox(
            wording("share", "lasts"), HOURS, index=HOURS.index(DEFAULT_HOURS), key="share_hours", format_func=lambda n: _lasting(n, wording),
        )  # fmt: skip
        st.form_submit_button(wording("share", "make"), type="primary", icon=":material/add_link:", on_click=_make, args=(links,))
    made: Link | None = st.session_state.get(MADE)
    if made is not None and made.open_at(dt.datetime.now(dt.UTC)):
        link = link_to(base, address.everything(), links.key(made))
        st.success(wording("share", "made", role=wording("share", made.role.name), until=_until(made)))
        st.code(link, language=None, wrap_lines=True)
        picture = io.BytesIO()
        segno.make(link, error="m").save(picture, kind="png", scale=QR_PIXELS, border=3)
        st.image(picture.getvalue(), caption=wording("share", "qr"), width=220)
    now = dt.datetime.now(dt.UTC)
    still_open = [link for link in links.all() if link.open_at(now) and link.role is not Role.owner]
    if still_open:
        st.markdown(f"**{wording('share', 'open_links')}**")
    for link in still_open:
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.caption(f"{link.id} · {wording('share', link.role.name)} · {wording('share', 'until', time=_until(link))}", width="content")
            st.button(wording("share", "revoke"), key=f"revoke_{link.id}", type="tertiary", on_click=links.revoke, args=(link.id,))


def _make(links: Links) -> None:
    made, _ = links.make(Role[st.session_state["share_role"]], st.session_state["share_hours"])
    st.session_state[MADE] = made


def _lasting(hours: int, wording: Wording) -> str:
    if hours < 48:
        return wording.counted("hours", hours)
    return wording.counted("days", hours // 24)


def _until(link: Link) -> str:
    return ltr(f"{link.expires_at.astimezone():%Y-%m-%d %H:%M}")
