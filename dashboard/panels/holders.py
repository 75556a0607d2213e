"""Who holds what on a day: every place as a table and on a map, and claims that conflict side by side."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from html import escape

import streamlit as st

from dashboard.archive.holders import CAPTURED, CONTESTED, WITHDREW, Claim, Holding, Standing, Told
from dashboard.open_bulletin import link_to
from dashboard.panels.charts import show_chart
from dashboard.panels.control_map import MAP_CONFIG, Point, place_map
from dashboard.panels.lists import Item
from dashboard.panels.tables import show_table
from dashboard.panels.tile_map import show_tiles
from dashboard.phrases import governorate, number, place_name
from dashboard.rtl import isolate, literal, ltr, quoted
from dashboard.theme import NO_PARTY_COLOUR, STATUS_SYMBOLS, party_colour
from dashboard.wording import Wording
from extraction.records import Place

DISPUTED_SYMBOL = "cross-open"
RECENT_DAYS = 7
"""So long a capture has a shape of its own on the map."""

A_PAGE = 100
"""Rows of the table at a time."""

HALF_LIFE_DAYS, FAINTEST = 21, 0.25
SHOWN_CONFLICTS = 20


def fade(days: int) -> float:
    """How much of its colour a place keeps, so many days after it was last mentioned."""
    return FAINTEST + (1 - FAINTEST) * 0.5 ** (max(days, 0) / HALF_LIFE_DAYS)


def place_of(one: Holding) -> Place:
    """The place of a holding as the records have places."""
    return Place.made(
        name=one.name, kind=one.kind, admin1=one.admin1, gazetteer_id=one.gazetteer_id, lat=one.lat, lon=one.lon, geo_precision=one.geo_precision,
        start=None, end=None,
    )


def holder_phrase(stood: Standing, wording: Wording) -> str:
    """The holder in words; claims that conflict side by side; who left, or that nobody is known."""
    if stood.holders:
        return wording("holders", "or").join(wording.label("party", party) for party in stood.holders)
    if stood.left_by:
        return wording("holders", "left_by", party=wording.label("party", stood.left_by))
    return wording("holders", "unknown")


def holder_colour(stood: Standing) -> str:
    """The holder's colour; a neutral one where none is known or claims conflict."""
    return party_colour(stood.holder) if stood.holder else NO_PARTY_COLOUR


def state_phrase(stood: Standing, wording: Wording) -> str:
    """What is to be known of a place beside its holder: fought for, claims in conflict."""
    words = [wording.label("status", CONTESTED)] if stood.contested else []
    words += [wording("holders", "conflict")] if stood.conflict else []
    return wording("ui", "comma").join(words)


def since_phrase(one: Holding, wording: Wording) -> str:
    """The day of the capture, or the first day that the holder is named, which may be later than it came."""
    if one.since is None:
        return "–"
    return ltr(one.since.isoformat()) if one.captured else wording("holders", "by_day", day=ltr(one.since.isoformat()))


def since_words(one: Holding, wording: Wording) -> str:
    """The same as a part of a sentence; an empty string where no holder is known."""
    if one.since is None:
        return ""
    return wording("holders", "since" if one.captured else "at_least_since", day=ltr(one.since.isoformat()))


def from_phrase(one: Holding, wording: Wording) -> str:
    """Who lost the place: as a bulletin says, or in brackets who was named as its holder before."""
    if one.from_party is None:
        return ""
    label = wording.label("party", one.from_party)
    return label if one.stated else wording("holders", "before", party=label)


def show_summary(holdings: list[Holding], wording: Wording) -> None:
    """How many places each side holds, and how many are fought for or claimed by several."""
    held = Counter(one.standing.holder for one in holdings if one.standing.holder)
    chips = [(party_colour(party), wording.label("party", party), many) for party, many in held.most_common()]
    unknown = sum(not one.standing.holders for one in holdings)
    chips += [(NO_PARTY_COLOUR, wording("holders", "unknown"), unknown)] if unknown else []
    html = [
        f'<span class="rasd-held"><span class="rasd-swatch" style="background:{colour}"></span>{escape(label)} <b>{number(many)}</b></span>'
        for colour, label, many in chips
    ]
    for words, many in (
        (wording.label("status", CONTESTED), sum(one.standing.contested for one in holdings)),
        (wording("holders", "conflict"), sum(one.standing.conflict for one in holdings)),
    ):
        if many:
            html.append(f'<span class="rasd-held rasd-warned">{escape(words)} <b>{number(many)}</b></span>')
    st.html(f'<div class="rasd-summary">{"".join(html)}</div>')


def show_holders_table(holdings: list[Holding], wording: Wording, on_choose: Callable[[str], None]) -> None:
    """Every place, the latest mentioned first, so many on a page; choosing one opens it."""
    ordered = sorted(holdings, key=lambda one: (one.standing.mentioned or dt.date.min, one.since or dt.date.min), reverse=True)
    first = show_pager("holders_page", len(ordered), A_PAGE, wording)
    shown = ordered[first : first + A_PAGE]
    names = [place_name(place_of(one), wording) for one in shown]
    rows = [_row(one, name, wording) for one, name in zip(shown, names, strict=True)]
    # A column that says the same throughout only takes room from the others.
    same = wording.label("place_kind", "governorate").capitalize()
    if len({row[same] for row in rows}) == 1:
        rows = [{heading: cell for heading, cell in row.items() if heading != same} for row in rows]
    show_table(
        rows,
        [one.place_key for one in shown],
        wording,
        key="table_holders",
        selected=None,
        on_choose=on_choose,
        items=[Item(one.place_key, _sentence(one, name, wording), "", holder_colour(one.standing)) for one, name in zip(shown, names, strict=True)],
        colours=[holder_colour(one.standing) for one in shown],
    )


def show_pager(key: str, many: int, a_page: int, wording: Wording) -> int:
    """The number of the first row of the page that is open; with one page nothing is drawn."""
    pages = max(1, -(-many // a_page))
    if pages == 1:
        return 0
    page = min(max(st.session_state.get(key, 1), 1), pages)
    st.session_state[key] = page
    with st.container(key=f"pager_{key}", horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(wording("holders", "pages", pages=number(pages), many=number(many)), width="content")
        st.number_input(wording("holders", "page"), 1, pages, key=key, label_visibility="collapsed", width=130)
    return (page - 1) * a_page


def _row(one: Holding, name: str, wording: Wording) -> dict[str, object]:
    return {
        wording("ui", "col_places"): name,
        wording("ui", "col_holder"): " · ".join(filter(None, (holder_phrase(one.standing, wording), state_phrase(one.standing, wording)))),
        wording("ui", "col_since"): since_phrase(one, wording),
        wording("holders", "mentioned"): one.standing.mentioned.isoformat() if one.standing.mentioned else "",
        wording("ui", "col_lost_by"): from_phrase(one, wording),
        wording.label("place_kind", "governorate").capitalize(): governorate(place_of(one), wording),
    }


def _sentence(one: Holding, name: str, wording: Wording) -> str:
    parts = [f"{name}: {holder_phrase(one.standing, wording)}", state_phrase(one.standing, wording)]
    parts.append(since_words(one, wording))
    parts.append(wording("holders", "last_mentioned", day=ltr(str(one.standing.mentioned))))
    return " · ".join(part for part in parts if part)


def show_holders_map(holdings: list[Holding], day: dt.date, wording: Wording, on_choose: Callable[[str], None]) -> None:
    """The places with a position on a map that asks nothing of the network, unless the reader switches tiles on."""
    points = [_point(one, day, wording) for one in holdings if one.lat is not None and one.lon is not None]
    unplaced = len(holdings) - len(points)
    if not points:
        st.info(wording("holders", "no_positions"))
        return
    tiles = st.toggle(wording("holders", "tiles"), key="tiles", help=wording("holders", "tiles_help"))
    if tiles:
        show_tiles(points, wording, key="tiles_holders", on_choose=on_choose)
    else:
        shown = {point.symbol for point in points}
        shapes = {symbol: words for symbol, words in _shapes(wording).items() if symbol in shown}
        figure = place_map(points, shapes, wording, None, height=520)
        show_chart(figure, key="map_holders", alt=wording("ui", "page_control"), config=MAP_CONFIG, on_choose=on_choose)
    st.caption(wording("holders", "tiles_on" if tiles else "map_help"))
    if unplaced:
        st.caption(wording("holders", "unplaced", n=number(unplaced)))


def _shapes(wording: Wording) -> dict[str, str]:
    return {
        STATUS_SYMBOLS["holds"]: wording.label("status", "holds"),
        STATUS_SYMBOLS[CAPTURED]: wording("holders", "taken_lately", n=RECENT_DAYS),
        STATUS_SYMBOLS[CONTESTED]: wording.label("status", CONTESTED),
        STATUS_SYMBOLS[WITHDREW]: wording("holders", "unknown"),
        DISPUTED_SYMBOL: wording("holders", "conflict"),
    }


def _point(one: Holding, day: dt.date, wording: Wording) -> Point:
    stood, name = one.standing, place_name(place_of(one), wording)
    symbol = STATUS_SYMBOLS["holds"]
    if stood.conflict:
        symbol = DISPUTED_SYMBOL
    elif stood.contested:
        symbol = STATUS_SYMBOLS[CONTESTED]
    elif not stood.holders:
        symbol = STATUS_SYMBOLS[WITHDREW]
    elif one.captured and (day - one.since).days < RECENT_DAYS:
        symbol = STATUS_SYMBOLS[CAPTURED]
    side = wording.label("party", stood.holder) if stood.holder else wording("holders", "conflict" if stood.conflict else "unknown")
    lines = [name, " · ".join(part for part in (holder_phrase(stood, wording), state_phrase(stood, wording)) if part)]
    lines.append(since_words(one, wording))
    lines.append(wording("holders", "last_mentioned", day=ltr(str(stood.mentioned))))
    return Point(
        one.place_key, one.lon, one.lat, name, side, holder_colour(stood), symbol, tuple(line for line in lines if line), fade((day - stood.mentioned).days)
    )


def show_conflicts(
    holdings: list[Holding], told_in: Callable[[list[int]], Mapping[int, Told]], wording: Wording, breakdown: st.Page,
    on_choose: Callable[[str], None],
) -> None:
    """Places whose claims conflict, the claims side by side, each with its bulletin; nothing where there is none."""
    disputed = [one for one in holdings if one.standing.conflict]
    if not disputed:
        return
    disputed.sort(key=lambda one: one.standing.mentioned or dt.date.min, reverse=True)
    st.markdown(f"## {wording('holders', 'conflicts')} · {number(len(disputed))}")
    st.caption(wording("holders", "conflicts_help"))
    told = told_in([claim.record_id for one in disputed[:SHOWN_CONFLICTS] for claim in one.standing.claims])
    for one in disputed[:SHOWN_CONFLICTS]:
        with st.container(key=f"conflict_{one.place_key}", border=True):
            name = place_name(place_of(one), wording)
            st.button(f"**{quoted(literal(name))}**", key=f"open_{one.place_key}", type="tertiary", on_click=on_choose, args=(one.place_key,))
            columns = st.columns(len(one.standing.holders), gap="small")
            for party, column in zip(one.standing.holders, columns, strict=True):
                with column:
                    _show_side(party, [claim for claim in one.standing.claims if claim.party == party], told, wording, breakdown)
    if len(disputed) > SHOWN_CONFLICTS:
        st.caption(wording("holders", "more", n=number(len(disputed) - SHOWN_CONFLICTS)))


def _show_side(party: str, claims: list[Claim], told: Mapping[int, Told], wording: Wording, breakdown: st.Page) -> None:
    st.html(f'<span class="rasd-swatch" style="background:{party_colour(party)}"></span><b>{escape(wording.label("party", party))}</b>')
    for claim in claims:
        show_claim(claim, told.get(claim.record_id), wording, breakdown)


def show_claim(claim: Claim, told: Told | None, wording: Wording, breakdown: st.Page) -> None:
    """One claim as a link to the words that make it."""
    source = claim.source or wording("holders", "no_source")
    label = isolate(f"{ltr(claim.day.isoformat())} · {source}: {wording.label('status', claim.act)}", wording)
    if told is None:
        st.caption(literal(label))
        return
    link_to(breakdown, label, wording, told.bulletin_id, told.number)
