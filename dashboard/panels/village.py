"""A village's own page: who held it when, and every bulletin that names it, with the words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from dashboard.archive.holder_days import Spell
from dashboard.archive.holders import Holding
from dashboard.archive.villages import Naming
from dashboard.open_bulletin import ask_for, link_to
from dashboard.panels.holders import from_phrase, holder_colour, holder_phrase, since_words, state_phrase
from dashboard.panels.lists import Item, show_list
from dashboard.panels.records import main_party
from dashboard.phrases import day_phrase, governorate, number, place_name, position_phrase
from dashboard.rtl import ltr
from dashboard.theme import party_colour
from dashboard.wording import Wording
from extraction.describe import describe
from extraction.records import Place

MOST_SPELLS = 30


def show_village_head(place: Place, one: Holding | None, day: dt.date, wording: Wording) -> None:
    """The place's name in both scripts, what it is, and who holds it on the day."""
    name = place_name(place, wording)
    other = place.name if not wording.rtl else ""
    about = [wording.label("place_kind", place.kind), governorate(place, wording), position_phrase(place, wording)]
    details = " · ".join(part for part in about if part)
    if one is None:
        state = escape(wording("holders", "not_told", day=day_phrase(day, wording)))
    else:
        lost = wording("holders", "from", party=from_phrase(one, wording)) if one.from_party else ""
        parts = [holder_phrase(one.standing, wording), state_phrase(one.standing, wording), since_words(one, wording), lost]
        parts.append(wording("holders", "last_mentioned", day=ltr(str(one.standing.mentioned))))
        swatch = f'<span class="rasd-swatch" style="background:{holder_colour(one.standing)}"></span>'
        state = swatch + escape(" · ".join(part for part in parts if part))
    st.html(
        f'<div class="rasd-meta"><div class="title">{escape(name)} <span lang="ar" class="rasd-words">{escape(other)}</span></div>'
        f'<span>{escape(details)}</span></div><div class="rasd-sentence">{escape(day_phrase(day, wording))}: {state}</div>'
    )


def show_spells(spells: Sequence[Spell], wording: Wording) -> None:
    """Who held the place from when to when, as far as it is told, the latest first."""
    if not spells:
        st.caption(wording("holders", "no_spells"))
        return
    rows = []
    for spell in spells[:MOST_SPELLS]:
        days = spell.first.isoformat() if spell.first == spell.last else f"{spell.first} – {spell.last}"
        words = [holder_phrase(spell.stood, wording), wording.label("status", "captured") if spell.captured else ""]
        rows.append(
            f'<tr><td><span class="rasd-swatch" style="background:{holder_colour(spell.stood)}"></span>'
            f'{escape(" · ".join(word for word in words if word))}</td><td>{escape(ltr(days))}</td></tr>'
        )
    st.html(f'<table class="rasd-spells">{"".join(rows)}</table>')
    if len(spells) > MOST_SPELLS:
        st.caption(wording("holders", "more", n=number(len(spells) - MOST_SPELLS)))


def show_namings(found: Sequence[Naming], wording: Wording, breakdown: st.Page) -> None:
    """Each bulletin that names the place: its day and headline as a link, the words, and its records there."""
    for one in found:
        with st.container(key=f"naming_{one.bulletin_id}", border=True):
            day = ltr(one.date.isoformat()) if one.date else wording("ui", "day_unknown")
            label = " · ".join(part for part in (day, one.source or "", one.title or wording("holders", "no_title")) if part)
            link_to(breakdown, label, wording, one.bulletin_id)
            st.html(
                f'<div dir="rtl" lang="ar" class="rasd-words rasd-snippet">…{escape(one.before)}<mark>{escape(one.name)}</mark>{escape(one.after)}…</div>'
            )
            if one.records:
                items = [Item(record.id, describe(record, wording.language), record.id, party_colour(main_party(record))) for record in one.records]
                show_list(items, wording, key=f"of_{one.bulletin_id}", selected=None, on_choose=partial(ask_for, one.bulletin_id))
