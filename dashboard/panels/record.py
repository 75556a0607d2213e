"""The selected record: its sentence, its exact words, its fields, the rules that made it, and its linked records."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard import address
from dashboard.panels.records import main_party, record_kind, show_sentences
from dashboard.phrases import count_phrase, flow_end, governorate, period_phrase, place_name, position_phrase, range_phrase, since
from dashboard.rtl import bulletin_html
from dashboard.selection import AnyRecord, Selection, linked, places_of, record_by_id
from dashboard.theme import party_colour
from dashboard.wording import LANGUAGES, Wording
from extraction.describe import describe
from extraction.records import Casualty, Control, Event, Flow, Mention, Report, Span

LONGEST_QUOTE = 400
SHORT_FIELD = 24  # characters that fit beside another field


def show_record(text: str, report: Report, selection: Selection, wording: Wording) -> None:
    """The details of the selection; with nothing selected, how to select something."""
    with st.container(border=True, key="record_card"):
        if selection.record is None and selection.mention is None:
            st.caption(f"**{wording('ui', 'record_none')}** {wording('ui', 'how_to')}")
            return
        heading = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center")
        heading.markdown(f"**{_heading(selection, wording)}**", width="content")
        heading.button("✕", key="clear_selection", help=wording("ui", "clear"), type="tertiary", on_click=address.choose, args=(None,))
        if selection.record is not None:
            st.html(_record_html(text, report, selection.record, selection, wording))
        elif selection.mention is not None:
            st.html(_mention_html(selection.mention, wording))
        _show_linked(report, selection, wording)


def _heading(selection: Selection, wording: Wording) -> str:
    kind = "mention" if selection.record is None else record_kind(selection.record)
    return f"{wording('record_kind', kind)} {selection.id if selection.record else ''}"


def _show_linked(report: Report, selection: Selection, wording: Wording) -> None:
    found = [record_by_id(report, record_id) for record_id in linked(report, selection)]
    others = [record for record in found if record is not None]
    if others:
        st.caption(wording("ui", "linked"))
        show_sentences(others, report, wording, selection.id, key="linked")


def _record_html(text: str, report: Report, record: AnyRecord, selection: Selection, wording: Wording) -> str:
    own, other = wording.language, next(language for language in LANGUAGES if language != wording.language)
    swatch = f'<span class="rasd-swatch" style="background:{party_colour(main_party(record))}"></span>'
    first = f'<div class="rasd-sentence" dir="auto">{swatch}{escape(describe(record, own, report))}</div>'
    second = (
        f'<div class="rasd-translation" dir="{"rtl" if other == "ar" else "ltr"}" lang="{other}">'
        f"{escape(describe(record, other, report))}</div>"
    )
    fields = [(wording("ui", "words"), _quotes(text, selection.around))]
    if selection.again:
        fields.append((wording("ui", "also_words"), _quotes(text, selection.again)))
    fields += [(label, escape(value)) for label, value in _fields(record, wording) if value]
    if record.why:
        fields.append((wording("ui", "rules"), "".join(f'<bdi class="rasd-rule">{escape(rule)}</bdi>' for rule in record.why)))
    return first + second + _grid(fields)


def _mention_html(mention: Mention, wording: Wording) -> str:
    table = {"party": "party", "outcome": "outcome", "movement": "movement", "control": "status"}.get(mention.kind)
    value = "" if mention.value is None else str(mention.value)
    label = wording.label(table, value) if table else ""
    fields = [
        (wording("ui", "words"), bulletin_html(mention.text)),
        (wording("ui", "col_kind"), escape(wording.label("mention", mention.kind))),
        (wording("ui", "value"), escape(label)),
        (wording("ui", "code"), escape(value)),
        (wording("ui", "col_taken_for"), escape(wording.label("taken_for", mention.taken_for))),
        (wording("ui", "rule"), "".join(f'<bdi class="rasd-rule">{escape(rule)}</bdi>' for rule in mention.why)),
    ]
    note = "" if mention.records else f'<div class="rasd-translation">{escape(wording("ui", "no_record_uses"))}</div>'
    return note + _grid([(name, shown) for name, shown in fields if shown])


def _grid(fields: list[tuple[str, str]]) -> str:
    """Short fields stand two in a row; a place, a quotation or a list of rules takes a row of its own."""

    def wide(shown: str) -> str:
        return ' class="wide"' if len(shown) > SHORT_FIELD else ""

    rows = "".join(
        f'<dt{wide(shown)}>{escape(name)}</dt><dd{wide(shown)}>{shown}</dd>' for name, shown in fields
    )
    return f'<dl class="rasd-fields">{rows}</dl>'


def _quotes(text: str, spans: list[Span]) -> str:
    words = (text[span.start : span.end] for span in spans)
    return "<br>".join(bulletin_html(quote if len(quote) <= LONGEST_QUOTE else f"{quote[:LONGEST_QUOTE]}…") for quote in words)


def _fields(record: AnyRecord, wording: Wording) -> list[tuple[str, str]]:
    def ui(key: str) -> str:
        return wording("ui", key)

    def sides(parties: list[str]) -> str:
        return wording("ui", "comma").join(wording.label("party", party) for party in parties)

    fields: list[tuple[str, str]] = []
    if isinstance(record, Casualty | Flow):
        fields += [
            (ui("col_count"), count_phrase(record.count, wording)),
            (ui("col_range"), range_phrase(record.count.low, record.count.high, wording)),
            (ui("col_category"), wording.label("category", record.category)),
            (ui("col_party"), wording.label("party", record.party)),
        ]
    match record:
        case Casualty():
            fields += [
                (ui("col_outcome"), wording.label("outcome", record.outcome)),
                (ui("col_cause"), wording.label("cause", record.cause)),
                (ui("col_by"), sides(record.by)),
            ]
        case Flow():
            fields += [
                (ui("col_outcome"), wording.label("movement", record.kind)),
                (ui("col_from"), flow_end(record.origin, wording)),
                (ui("col_to"), flow_end(record.destination, wording)),
                (ui("col_mostly"), wording("ui", "comma").join(wording.label("category", one) for one in record.composition)),
                (ui("col_nationalities"), wording("ui", "comma").join(record.nationalities)),
            ]
        case Control():
            fields += [
                (ui("col_status"), wording.label("status", record.status)),
                (ui("col_holder"), wording.label("party", record.controller) or ui("nobody")),
                (ui("col_lost_by"), wording.label("party", record.from_)),
                (ui("col_since"), since(record, wording)),
            ]
        case Event():
            fields += [
                (ui("col_kind"), wording.label("event", record.type)),
                (ui("col_actors"), sides(record.actors)),
                (ui("col_targets"), sides(record.targets)),
                (ui("col_acled"), record.acled_sub_event_type),
                (ui("col_period"), period_phrase(record.period, wording)),
            ]
    for place in places_of(record):
        kind = wording.label("place_kind", place.kind)
        names = place.name if wording.rtl else f"{place_name(place, wording)}, {place.name}"
        details = " · ".join(part for part in (kind, governorate(place, wording), position_phrase(place, wording)) if part)
        fields.append((ui("col_places"), f"{names} ({details})"))
    if isinstance(record, Casualty | Flow):
        fields += [
            (ui("col_period"), period_phrase(record.period, wording)),
            (ui("col_measure"), wording.label("measure", record.measure)),
            (ui("col_basis"), wording.label("basis", record.basis)),
            (ui("col_part_of"), record.part_of or ""),
        ]
    return fields
