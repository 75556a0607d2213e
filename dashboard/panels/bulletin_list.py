"""The bulletins that a search finds: each with its headline, the words found, how many records it has, and its deletion."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from html import escape

import streamlit as st
from sqlalchemy import Connection, func, select

from dashboard import address
from dashboard.access import Role, acting, may
from dashboard.archive import decisions, schema
from dashboard.archive.counting import STATES_OUT
from dashboard.archive.database import archive
from dashboard.archive.filters import Filters
from dashboard.archive.search import find, spans
from dashboard.open_bulletin import link_to
from dashboard.panels.holders import show_pager
from dashboard.phrases import number
from dashboard.rtl import literal, ltr, quoted
from dashboard.surroundings import around
from dashboard.wording import Wording

A_PAGE = 20
AROUND = 110
LONGEST_SEARCH = 200
NOTICE = "bulletins_notice"


def show_bulletins(connection: Connection, filters: Filters, wording: Wording, breakdown: st.Page) -> None:
    """The search box and what it finds within the filters."""
    words = searched()
    st.session_state["search_words"] = words
    st.text_input(
        wording("bulletins", "search"), key="search_words", placeholder=wording("bulletins", "search_hint"), icon=":material/search:",
        max_chars=LONGEST_SEARCH, on_change=lambda: address.put("q", st.session_state["search_words"].strip() or None),
    )  # fmt: skip
    page = st.session_state.get("bulletins_page", 1)
    found = find(connection, words, filters, A_PAGE, (page - 1) * A_PAGE)
    if not found.bulletins and page > 1:  # fewer are found than before
        st.session_state["bulletins_page"] = page = 1
        found = find(connection, words, filters, A_PAGE)
    if not found.total:
        st.info(wording("bulletins", "none", words=literal(quoted(words))) if words else wording("bulletins", "none_left"))
        return
    st.caption(wording("bulletins", "found", bulletins=wording.counted("bulletins", found.total)))
    ids = [row.id for row in found.bulletins]
    texts = dict(connection.execute(select(schema.bulletin.c.id, schema.bulletin.c.text).where(schema.bulletin.c.id.in_(ids))).all())
    counts = _records(connection, ids)
    for row in found.bulletins:
        _show_one(row, texts[row.id], counts[row.id], words, wording, breakdown)
    show_pager("bulletins_page", found.total, A_PAGE, wording)


def searched() -> str:
    """The words that the address asks for."""
    return st.query_params.get("q", "")[:LONGEST_SEARCH]


def _records(connection: Connection, ids: list[int]) -> dict[int, Counter[str]]:
    table = schema.record.c
    rows = connection.execute(
        select(table.bulletin_id, table.kind, func.count()).where(table.bulletin_id.in_(ids), table.state.not_in(STATES_OUT))
        .group_by(table.bulletin_id, table.kind)
    )  # fmt: skip
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for bulletin_id, kind, many in rows:
        counts[bulletin_id][kind] = many
    return counts


def _show_one(row, text: str, counts: Counter[str], words: str, wording: Wording, breakdown: st.Page) -> None:
    with st.container(key=f"kept_{row.id}", border=True, gap="xsmall"):
        with st.container(key=f"kept_head_{row.id}", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            day = ltr(row.date.isoformat()) if row.date else wording("ui", "day_unknown")
            link_to(breakdown, " · ".join(filter(None, (day, row.source, row.title or wording("holders", "no_title")))), wording, row.id)
            if may(Role.reviewer):
                st.button(
                    wording("bulletins", "delete"), key=f"delete_{row.id}", type="tertiary", icon=":material/delete:", on_click=_delete,
                    args=(row.id, row.title or "", wording),
                )  # fmt: skip
        st.html(f'<div dir="rtl" lang="ar" class="rasd-words rasd-snippet">{_snippet(text, row.title, words)}</div>')
        told = [f"{wording('bulletins', f'of_{kind}', n=number(counts[kind]))}" for kind in schema.KINDS if counts[kind]]
        st.caption(" · ".join([wording("bulletins", "number", n=row.id), *told, *([literal(quoted(row.origin))] if row.origin else [])]))


def _snippet(text: str, title: str | None, words: str) -> str:
    """The first words that the search found with what stands around them; without a search the beginning."""
    marked = spans(text, words) if words else []
    if marked:
        start, end = around(text, *marked[0], AROUND, AROUND)
    else:  # the headline stands above
        title_end = text.index(title) + len(title) if title and title in text else 0
        start, end = around(text, title_end, title_end, 0, 2 * AROUND)
    shown, at = [], start
    for first, last in marked:
        if first >= end:
            break
        shown.append(f"{escape(text[at:first])}<mark>{escape(text[first:last])}</mark>")
        at = last
    shown.append(escape(text[at:end]))
    return f"{'…' if marked and start else ''}{''.join(shown).strip()}{'…' if end < len(text) else ''}"


def _delete(bulletin_id: int, title: str, wording: Wording) -> None:
    decided(lambda connection, who: decisions.delete(connection, bulletin_id, who), wording("bulletins", "deleted", n=bulletin_id, title=literal(quoted(title))))


def _who() -> str:
    return acting(st.session_state.get("review_who"))


def undo(entry: int, wording: Wording) -> None:
    """Take a decision on bulletins back, and say so on the page."""
    try:
        with archive().write() as connection:
            decisions.undo(connection, entry, _who())
        st.session_state[NOTICE] = ("done", wording("bulletins", "undone"), None)
    except decisions.NotPossible as error:
        st.session_state[NOTICE] = ("wrong", literal(str(error)), None)


def decide(what: str, one: int, other: int, wording: Wording) -> None:
    """Merge bulletin ``other`` into ``one``, or keep both, and say so on the page."""
    act = decisions.merge if what == "merge" else decisions.keep_both
    decided(lambda connection, who: act(connection, one, other, who), wording("bulletins", f"did_{what}", one=one, other=other))


def decided(act: Callable[[Connection, str], int], done: str) -> None:
    """Make a decision that gives its number, for its undoing, and say so on the page: in the words ``done``, or why not."""
    try:
        with archive().write() as connection:
            entry = act(connection, _who())
        st.session_state[NOTICE] = ("done", done, entry)
    except decisions.NotPossible as error:
        st.session_state[NOTICE] = ("wrong", literal(str(error)), None)


def show_notice(wording: Wording) -> None:
    """What the last act did, with its undoing."""
    notice = st.session_state.get(NOTICE)
    if notice is None:
        return
    level, text, entry = notice
    with st.container(key="notice", horizontal=True, vertical_alignment="center"):
        (st.success if level == "done" else st.error)(text, width="stretch")
        if entry is not None:
            st.button(wording("review", "undo"), key="undo_last", on_click=undo, args=(entry, wording))
    if entry is None:
        del st.session_state[NOTICE]
