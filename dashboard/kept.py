"""A bulletin of the archive on the breakdown page: opened by its number, and kept there in the first place."""

from __future__ import annotations

import logging

import streamlit as st

from dashboard import address
from dashboard.access import Role, may
from dashboard.archive import near_duplicates
from dashboard.archive.database import ArchiveError, archive
from dashboard.archive.loading import Kept, NoSuchBulletin, load
from dashboard.archive.saving import Reading, save
from dashboard.archive.texts import UnstorableText
from dashboard.cached import read_bulletin
from dashboard.open_bulletin import link_to
from dashboard.rtl import literal
from dashboard.wording import Wording
from extraction.records import Report

log = logging.getLogger(__name__)
NOTICE = "kept_notice"
SHOWN_PAIRS = 5


def asked_for(wording: Wording) -> Kept | None:
    """The bulletin that ``report=17`` in the address names; None without one, with a sentence where there is none such."""
    asked = address.number("report")
    if asked is None:
        return None
    try:
        with archive().read() as connection:
            return load(connection, asked)
    except NoSuchBulletin:
        st.warning(wording("kept", "no_such", n=asked))
    except ArchiveError as error:
        st.error(literal(str(error)))
    return None


def report_of(kept: Kept) -> Report:
    """The report as it stands after review, with the highlights of its text; each leads to the records that are left or added."""
    info = kept.report.report
    read = read_bulletin(kept.text, info.date if info.date_basis == "given" else None)
    added = [one for one in [*kept.report.casualties, *kept.report.flows, *kept.report.control, *kept.report.events] if kept.states[one.id] == "added"]
    mentions = []
    for mention in read.mentions:
        used = [name for name in mention.records if name in kept.keys]
        used += [one.id for one in added if one.start <= mention.start and mention.end <= one.end and one.id not in used]
        mentions.append(mention if used == mention.records else mention.model_copy(update={"records": used}))
    return kept.report.model_copy(update={"mentions": mentions})


def show_keep(text: str, report: Report, origin: str, wording: Wording) -> None:
    """The button that keeps a bulletin; after the click the page shows the kept one."""
    if not may(Role.reviewer):
        return
    st.button(
        wording("kept", "save"), key="keep", icon=":material/library_add:", help=wording("kept", "save_help"), on_click=_keep,
        args=(text, report, origin),
    )  # fmt: skip


def show_not_kept() -> None:
    """Why the bulletin could not be kept, where it was just tried."""
    notice = st.session_state.get(NOTICE)
    if notice is not None and notice[0] == "failed":
        st.error(literal(st.session_state.pop(NOTICE)[1]))


def _keep(text: str, report: Report, origin: str) -> None:
    try:
        with archive().write() as connection:
            saved = save(connection, Reading(text, report, origin))
    except (ArchiveError, UnstorableText) as error:
        st.session_state[NOTICE] = ("failed", str(error))
        return
    st.session_state[NOTICE] = ("saved" if saved.new else "there" if saved.live else "deleted", None)
    for name in ("sample", "date"):
        address.put(name, None)
    address.put("report", str(saved.bulletin_id))


def show_kept(kept: Kept, wording: Wording, breakdown: st.Page) -> None:
    """What is to be known of a kept bulletin: since when, from where, whether it counts, and which others are like it."""
    notice = st.session_state.pop(NOTICE, None)
    if notice is not None:
        {"saved": st.success, "there": st.info, "deleted": st.warning}.get(notice[0], st.error)(
            literal(notice[1]) if notice[1] else wording("kept", notice[0], n=kept.id)
        )
    elif not kept.live:
        merged = kept.merged_into is not None
        st.warning(wording("kept", "is_merged", n=kept.merged_into) if merged else wording("kept", "is_deleted"))
    with archive().read() as connection:
        pairs = near_duplicates.pairs(connection, undecided=False, of_bulletin=kept.id)
    for pair in pairs[:SHOWN_PAIRS]:
        other = pair.other_id if pair.bulletin_id == kept.id else pair.bulletin_id
        label = wording("kept", "near", n=other, share=round(pair.share * 100), words=wording.counted("words", pair.shared_words))
        link_to(breakdown, label, wording, other)
