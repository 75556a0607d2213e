"""The words behind a figure of the archive: its records as sentences, each leading to its bulletin with the record selected."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from sqlalchemy import ColumnElement, Connection, Row, func, select

from dashboard.archive.loading import records_from
from dashboard.archive.schema import bulletin, record
from dashboard.open_bulletin import ask_for, follow
from dashboard.panels.lists import Item, show_list
from dashboard.panels.records import main_party
from dashboard.phrases import number
from dashboard.theme import party_colour
from dashboard.rtl import literal
from dashboard.wording import Wording
from extraction.describe import describe

MOST = 40
LONGEST_WORDS = 220
"""Letters of the bulletin's own words below a sentence."""


def show_words(connection: Connection, which: ColumnElement[bool], wording: Wording, breakdown: st.Page, *, key: str, heading: str) -> int:
    """The records of a condition on rows of ``record``, the earliest first; gives how many there are. Choosing one opens
    its bulletin on the page ``breakdown``.
    """
    many = connection.scalar(select(func.count()).select_from(record).where(which))
    rows = connection.execute(select(record).where(which).order_by(record.c.day.is_(None), record.c.day, record.c.id).limit(MOST)).all()
    st.markdown(f"## {literal(heading)} · {number(many)}")
    if not many:
        return 0
    if many > len(rows):
        st.caption(wording("cumulative", "words_some", shown=number(len(rows)), n=number(many)))
    show_list(word_items(connection, rows, wording), wording, key=key, selected=None, on_choose=_open)
    follow(breakdown, wording)
    return many


def _open(chosen: str) -> None:
    bulletin_id, name = chosen.split("/")
    ask_for(int(bulletin_id), name)


def word_items(connection: Connection, rows: Sequence[Row], wording: Wording) -> list[Item]:
    """The records of these rows as sentences with their own words; the id of each is ``bulletin/record``."""
    length = record.c.span_end - record.c.span_start
    spans = select(record.c.id, bulletin.c.date, func.substr(bulletin.c.text, record.c.span_start + 1, length).label("words")).join(
        bulletin, bulletin.c.id == record.c.bulletin_id
    )
    said = {row.id: row for row in connection.execute(spans.where(record.c.id.in_([row.id for row in rows])))}
    items = []
    for row, one in zip(rows, records_from(connection, rows), strict=True):
        words = " ".join(said[row.id].words.split())
        day = said[row.id].date.isoformat() if said[row.id].date else wording("cumulative", "no_date")
        items.append(Item(
            f"{row.bulletin_id}/{row.number}", describe(one, wording.language), day, party_colour(main_party(one)),
            words if len(words) <= LONGEST_WORDS else f"{words[:LONGEST_WORDS].rsplit(' ', 1)[0]}…",
        ))  # fmt: skip
    return items
