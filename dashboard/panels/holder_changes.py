"""What changed between two days: places in other hands, in the order of how much that matters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.archive.holder_days import Change
from dashboard.panels.holders import A_PAGE, from_phrase, holder_colour, holder_phrase, place_of, show_pager, since_phrase, since_words
from dashboard.panels.lists import Item
from dashboard.panels.tables import show_table
from dashboard.phrases import number, place_name
from dashboard.rtl import ltr
from dashboard.wording import Wording


def show_changes(found: Sequence[Change], first: dt.date, last: dt.date, wording: Wording, on_choose: Callable[[str], None]) -> None:
    """The changes as a table; a plain sentence where there is none."""
    days = ltr(f"{first} – {last}")
    if not found:
        st.info(wording("holders", "no_changes", days=days))
        return
    kinds = dict.fromkeys(one.what for one in found)
    counted = [f"{wording('change', kind)} {number(sum(one.what == kind for one in found))}" for kind in kinds]
    st.caption(f"{days} · {' · '.join(counted)}")
    start = show_pager("changes_page", len(found), A_PAGE, wording)
    shown = found[start : start + A_PAGE]
    show_table(
        [_row(one, wording) for one in shown],
        [one.after.place_key for one in shown],
        wording,
        key="table_changes",
        selected=None,
        on_choose=on_choose,
        items=[Item(one.after.place_key, _sentence(one, wording), "", holder_colour(one.after.standing)) for one in shown],
        colours=[holder_colour(one.after.standing) for one in shown],
    )


def _row(one: Change, wording: Wording) -> dict[str, object]:
    return {
        wording("ui", "col_places"): place_name(place_of(one.after), wording),
        wording("holders", "change"): wording("change", one.what),
        wording("holders", "held_before"): holder_phrase(one.before, wording) if one.before.mentioned else "–",
        wording("holders", "held_after"): holder_phrase(one.after.standing, wording),
        wording("ui", "col_since"): since_phrase(one.after, wording),
        wording("ui", "col_lost_by"): from_phrase(one.after, wording),
    }


def _sentence(one: Change, wording: Wording) -> str:
    name = place_name(place_of(one.after), wording)
    before = holder_phrase(one.before, wording) if one.before.mentioned else "–"
    arrow = wording("ui", "from_to", origin=before, destination=holder_phrase(one.after.standing, wording))
    return f"{name} · {wording('change', one.what)} · {arrow} · {since_words(one.after, wording)}"
