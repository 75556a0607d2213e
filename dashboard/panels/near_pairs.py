"""Near-duplicates: pairs of bulletins with the passages that they share, and the decisions on bulletins with their undoing."""

from __future__ import annotations

from html import escape

import streamlit as st
from sqlalchemy import Connection, select

from dashboard.access import Role, may
from dashboard.archive import schema
from dashboard.archive.decisions import decisions
from dashboard.archive.near_duplicates import Pair, pairs, shared_passages
from dashboard.open_bulletin import link_to
from dashboard.panels.bulletin_list import decide, undo
from dashboard.panels.holders import show_pager
from dashboard.rtl import ltr, quoted
from dashboard.wording import Wording

A_PAGE = 5
SHOWN_DECISIONS = 100


def show_pairs(connection: Connection, wording: Wording, breakdown: st.Page) -> None:
    """The pairs that nobody decided on yet, the likest first."""
    found = pairs(connection)
    if not found:
        st.success(wording("bulletins", "no_pairs"))
        return
    st.caption(wording("bulletins", "pairs_help"))
    first = show_pager("pairs_page", len(found), A_PAGE, wording)
    for pair in found[first : first + A_PAGE]:
        _show_pair(connection, pair, wording, breakdown)


def _show_pair(connection: Connection, pair: Pair, wording: Wording, breakdown: st.Page) -> None:
    table = schema.bulletin.c
    rows = {row.id: row for row in connection.execute(select(table.id, table.title, table.date, table.source, table.text).where(table.id.in_(pair[:2])))}
    one, other = rows[pair.bulletin_id], rows[pair.other_id]
    passages = shared_passages(one.text, other.text)
    with st.container(key=f"pair_{one.id}_{other.id}", border=True):
        share = wording("bulletins", "share", words=wording.counted("words", pair.shared_words), share=round(pair.share * 100))
        st.markdown(f"**{share}**")
        sides = ((one, [(p.start, p.end) for p in passages]), (other, [(p.other_start, p.other_end) for p in passages]))
        for column, (row, marked) in zip(st.columns(2, gap="medium"), sides, strict=True):
            with column:
                day = ltr(row.date.isoformat()) if row.date else wording("ui", "day_unknown")
                label = " · ".join(filter(None, (f"{row.id}", day, row.source, row.title)))
                link_to(breakdown, label, wording, row.id)
                st.html(f'<div dir="rtl" lang="ar" class="rasd-words rasd-passage" role="region" tabindex="0" aria-label="{escape(label)}">{_marked(row.text, marked)}</div>')
        if may(Role.reviewer):
            with st.container(key=f"decide_{one.id}_{other.id}", horizontal=True):
                for kept, merged in ((one.id, other.id), (other.id, one.id)):
                    st.button(
                        wording("bulletins", "merge", one=kept, other=merged), key=f"merge_{kept}_{merged}", icon=":material/merge:",
                        on_click=decide, args=("merge", kept, merged, wording),
                    )  # fmt: skip
                st.button(
                    wording("bulletins", "keep"), key=f"keep_{one.id}_{other.id}", icon=":material/done_all:", on_click=decide,
                    args=("keep", one.id, other.id, wording),
                )  # fmt: skip


def _marked(text: str, marked: list[tuple[int, int]]) -> str:
    shown, at = [], 0
    for start, end in sorted(marked):
        shown.append(f"{escape(text[at:start])}<mark>{escape(text[start:end])}</mark>")
        at = end
    return "".join([*shown, escape(text[at:])])


def show_decisions(connection: Connection, wording: Wording) -> None:
    """What was decided on bulletins, the latest first: by whom and when; each can be undone."""
    found = decisions(connection, limit=SHOWN_DECISIONS)
    if not found:
        st.caption(wording("bulletins", "no_decisions"))
        return
    ids = {one.bulletin_id for one in found} | {one.other_id for one in found if one.other_id}
    titles = dict(connection.execute(select(schema.bulletin.c.id, schema.bulletin.c.title).where(schema.bulletin.c.id.in_(ids))).all())
    for one in found:
        with st.container(key=f"decision_{one.id}", horizontal=True, vertical_alignment="center", gap="small"):
            what = wording("bulletins", f"log_{one.action.split()[0]}", one=one.bulletin_id, other=one.other_id or "")
            about = " · ".join(filter(None, (what, quoted(titles.get(one.bulletin_id) or ""), one.who, ltr(one.at.strftime("%Y-%m-%d %H:%M")))))
            undone = one.undone_at is not None
            if undone:
                about += f" · {wording('review', 'undone', who=one.undone_by or '')}"
            st.html(f'<div class="rasd-entry{" rasd-undone" if undone else ""}">{escape(about)}</div>', width="stretch")
            if not undone and may(Role.reviewer):
                st.button(wording("review", "undo"), key=f"undo_decision_{one.id}", type="tertiary", on_click=undo, args=(one.id, wording))
