"""Review beside the text: accept, correct, reject and add records, each change with who, when and why, and its undoing."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from html import escape

import streamlit as st

from dashboard.access import Role, acting, may
from dashboard.archive import review, schema
from dashboard.archive.corrections import WrongValue
from dashboard.archive.database import Archive, archive
from dashboard.archive.decisions import NotPossible
from dashboard.archive.gold_export import gold_files
from dashboard.archive.loading import Kept, load
from dashboard.archive.rows import AnyRecord
from dashboard.panels.review_table import ACT_TABLES, ACTS, CHOICES, COLUMNS, NotInRecord, cells, column_of, correction, new_record
from dashboard.rtl import literal, ltr, quoted
from dashboard.selection import records
from dashboard.wording import Wording
from extraction.describe import describe
from extraction.records import Report

NOTICE, EDITION, WHO, WHY = "review_notice", "review_edition", "review_who", "review_why"
SHOWN_ENTRIES = 60
LONGEST_QUOTE = 80
DECISIONS = (schema.ACCEPTED, schema.REJECTED)


def show_review(kept: Kept, report: Report, wording: Wording, picked: object) -> None:
    """The table, the form for a record that the machine missed, and the history; ``picked`` is the state of the bulletin's text."""
    with archive().read() as connection:
        whole = load(connection, kept.id, with_rejected=True)
        history = review.history(connection, bulletin_id=kept.id)
    for level, text in st.session_state.pop(NOTICE, ()):
        (st.error if level == "wrong" else st.success)(text)
    if may(Role.reviewer):
        st.caption(wording("review", "help"))
        who, why = st.columns(2)
        who.text_input(wording("review", "who"), key=WHO, placeholder=wording("review", "who_hint"))
        why.text_input(wording("review", "why"), key=WHY, placeholder=wording("review", "why_hint"))
    _show_table(whole, report, wording)
    if may(Role.reviewer):
        _show_add(whole, wording, picked)
    _show_history(whole, history, wording)
    st.download_button(
        wording("review", "export"), data=_gold, file_name="rasd-gold.zip", mime="application/zip", icon=":material/download:",
        on_click="ignore", help=wording("review", "export_help"),
    )  # fmt: skip


def _show_table(whole: Kept, report: Report, wording: Wording) -> None:
    everything = records(whole.report)
    if not everything:
        st.info(wording("ui", "no_records"))
        return
    rows = []
    for one in everything:
        state = whole.states[one.id]
        rows.append(
            {"id": one.id, "sentence": describe(one, wording.language, report), "state": wording.label("state", state)}
            | {"decision": state if state in DECISIONS else None} | cells(one)
        )  # fmt: skip
    shown = [column for column in COLUMNS if any(row[column] is not None for row in rows)]
    order = ["id", "decision", *shown, "state", "sentence"]
    # A new key after every change: the table starts anew from what the archive holds.
    key = f"review_table_{whole.id}_{st.session_state.get(EDITION, 0)}"
    st.data_editor(
        rows, key=key, hide_index=True, num_rows="fixed", column_order=order[::-1] if wording.rtl else order, column_config=_columns(wording),
        disabled=True if not may(Role.reviewer) else ["id", "sentence", "state"], height="content" if len(rows) < 12 else 440,
        placeholder="",
        on_change=lambda: _take_edits(key, whole, everything, wording),
    )  # fmt: skip


def _columns(wording: Wording) -> dict[str, object]:
    # The grid cuts Arabic off in a cell that is set to the left.
    side = "right" if wording.rtl else "left"
    config: dict[str, object] = {
        "id": st.column_config.TextColumn(wording("review", "id"), width=46),
        "sentence": st.column_config.TextColumn(wording("review", "sentence"), width="large", alignment=side),
        "state": st.column_config.TextColumn(wording("review", "state"), width=90, alignment=side),
        "decision": st.column_config.SelectboxColumn(
            wording("review", "decision"), options=DECISIONS, format_func=lambda code: wording("review", f"do_{code}"), width=96,
        ),  # fmt: skip
        "value": st.column_config.NumberColumn(_heading("value", wording), min_value=0, step=1, width=80),
        "start": st.column_config.DateColumn(_heading("start", wording), format="YYYY-MM-DD", width=100),
        "end": st.column_config.DateColumn(_heading("end", wording), format="YYYY-MM-DD", width=100),
        "places": st.column_config.TextColumn(_heading("places", wording), width=150, alignment=side),
    }
    for column, label in _choices(wording).items():
        # A column of choices cannot be set to the right: in Arabic it is wide enough for its longest label.
        config[column] = st.column_config.SelectboxColumn(_heading(column, wording), options=CHOICES[column], format_func=label, width=170 if wording.rtl else 120)
    return config


_HEADINGS = {
    "act": ("ui", "col_outcome"), "value": ("ui", "col_count"), "qualifier": ("review", "qualifier"), "party": ("ui", "col_party"),
    "from": ("ui", "col_lost_by"), "category": ("ui", "col_category"), "cause": ("ui", "col_cause"), "start": ("review", "start"),
    "end": ("review", "end"), "places": ("ui", "col_places"),
}  # fmt: skip


def _heading(column: str, wording: Wording) -> str:
    return wording(*_HEADINGS[column])


def _choices(wording: Wording) -> dict[str, Callable[[str], str]]:
    """The columns whose cells are codes, with what gives the words for one."""
    return {
        "act": lambda code: _act(code, wording), "qualifier": lambda code: wording.label("compared", code),
        "party": lambda code: wording.label("party", code), "from": lambda code: wording.label("party", code),
        "category": lambda code: wording.label("category", code), "cause": lambda code: wording.label("cause", code),
    }  # fmt: skip


def _act(code: str, wording: Wording) -> str:
    kind = next(kind for kind, codes in ACTS.items() if code in codes)
    return wording.label(ACT_TABLES[kind], code)


def _take_edits(key: str, whole: Kept, everything: list[AnyRecord], wording: Wording) -> None:
    notices = []
    for position, changed in st.session_state[key]["edited_rows"].items():
        one = everything[int(position)]
        for column, value in changed.items():
            try:
                with archive().write() as connection:
                    _change(connection, whole.keys[one.id], one, column, value)
                notices.append(("done", wording("review", "changed", id=one.id)))
            except NotInRecord:
                notices.append(("wrong", wording("review", "no_field", id=one.id)))
            except WrongValue as error:
                notices.append(("wrong", wording("review", "wrong", id=one.id, reason=literal(quoted(str(error))))))
    _note(notices)


def _change(connection, record_id: int, one: AnyRecord, column: str, value: object) -> None:
    who, why = _who(), st.session_state.get(WHY) or None
    if column != "decision":
        field, made = correction(one, column, value)
        review.correct(connection, record_id, field, made, who, why)
        return
    # Another decision, or none, first takes back the one that stood.
    for entry in review.history(connection, record_id=record_id):
        if entry.action in (review.ACCEPT, review.REJECT) and entry.undone_at is None:
            review.undo(connection, entry.id, who)
    if value == schema.ACCEPTED:
        review.accept(connection, record_id, who, why)
    elif value == schema.REJECTED:
        review.reject(connection, record_id, who, why)


def _who() -> str:
    return acting(st.session_state.get(WHO))


def _note(notices: list[tuple[str, str]]) -> None:
    st.session_state[NOTICE] = notices
    st.session_state[EDITION] = st.session_state.get(EDITION, 0) + 1


def _show_add(whole: Kept, wording: Wording, picked: object) -> None:
    chosen = getattr(picked, "words", None)
    with st.expander(wording("review", "add"), expanded=bool(chosen), icon=":material/add:"):
        if not chosen:
            st.caption(wording("review", "add_help"))
            return
        start, end = max(int(chosen["start"]), 0), min(int(chosen["end"]), len(whole.text))
        words = whole.text[start:end]
        st.html(f'<div dir="rtl" lang="ar" class="rasd-words rasd-snippet"><mark>{escape(words[:LONGEST_QUOTE])}</mark></div>')
        kind = st.segmented_control(
            wording("ui", "col_kind"), schema.KINDS, default=schema.CASUALTY, key="add_kind", required=True,
            format_func=lambda code: wording("record_kind", code),
        )  # fmt: skip
        with st.form("add_record", border=False):
            one, two, three = st.columns(3)
            act = one.selectbox(wording("ui", "col_outcome"), ACTS[kind], format_func=lambda code: wording.label(ACT_TABLES[kind], code))
            counted = kind in (schema.CASUALTY, schema.FLOW)
            value = two.number_input(wording("ui", "col_count"), min_value=0, value=None, step=1, disabled=not counted)
            party = three.selectbox(
                wording("ui", "col_party"), CHOICES["party"], index=None, format_func=lambda code: wording.label("party", code), placeholder="–"
            )
            one, two = st.columns(2)
            day = one.date_input(wording("ui", "col_period"), value=whole.report.report.date, format="YYYY-MM-DD", min_value="1900-01-01")
            place = two.text_input(wording("ui", "col_places"))
            if st.form_submit_button(wording("review", "add_button"), type="primary"):
                _add(whole, kind, new_record(kind, start, end, act, value, party, day, place), wording)


def _add(whole: Kept, kind: str, fields: dict[str, object], wording: Wording) -> None:
    try:
        with archive().write() as connection:
            review.add(connection, whole.id, kind, fields, _who(), st.session_state.get(WHY) or None)
        _note([("done", wording("review", "added"))])
    except WrongValue as error:
        _note([("wrong", wording("review", "wrong", id="", reason=literal(quoted(str(error)))))])
    st.rerun()


def _show_history(whole: Kept, history: list[review.Entry], wording: Wording) -> None:
    st.markdown(f"## {wording('review', 'history')} · {len(history)}")
    if not history:
        st.caption(wording("review", "no_history"))
        return
    names = {key: name for name, key in whole.keys.items()}
    for entry in history[:SHOWN_ENTRIES]:
        with st.container(key=f"entry_{entry.id}", horizontal=True, vertical_alignment="center", gap="small"):
            undone = entry.undone_at is not None
            st.html(f'<div class="rasd-entry{" rasd-undone" if undone else ""}">{_entry(entry, names.get(entry.record_id, "?"), wording)}</div>', width="stretch")
            if may(Role.reviewer):
                label = wording("review", "redo" if undone else "undo")
                st.button(label, key=f"undo_{entry.id}", type="tertiary", on_click=_undo, args=(archive(), entry, wording))


def _entry(entry: review.Entry, name: str, wording: Wording) -> str:
    parts = [f"<b><bdi>{escape(name)}</bdi></b> {escape(wording('review', entry.action))}"]
    if entry.field:
        column = column_of(entry.field)
        words = _choices(wording).get(column or "", str)
        before, after = (escape(_value(value, words, wording)) for value in (entry.machine_value, entry.analyst_value))
        name = _heading(column, wording) if column else entry.field
        parts.append(f'<bdi>{escape(name)}</bdi>: ' + wording("ui", "from_to", origin=f"<s><bdi>{before}</bdi></s>", destination=f"<b><bdi>{after}</bdi></b>"))
    parts.append(f"{escape(entry.who)}{wording('ui', 'comma')}{escape(ltr(entry.at.strftime('%Y-%m-%d %H:%M')))}")
    if entry.reason:
        parts.append(f"<i><bdi>{escape(entry.reason)}</bdi></i>")
    if entry.undone_at is not None:
        parts.append(escape(wording("review", "undone", who=entry.undone_by or "")))
    return " · ".join(parts)


def _value(value: object, words: Callable[[str], str], wording: Wording) -> str:
    """A value of a record's JSON in few words: of a place its name, of a code what ``words`` gives."""
    if isinstance(value, list):
        return wording("ui", "comma").join(_value(one, words, wording) for one in value) or "–"
    if isinstance(value, dict):
        return str(value.get("name", value))
    return "–" if value is None else words(value) if isinstance(value, str) else str(value)


def _undo(opened: Archive, entry: review.Entry, wording: Wording) -> None:
    try:
        with opened.write() as connection:
            if entry.undone_at is None:
                review.undo(connection, entry.id, _who())
            else:
                review.redo(connection, entry.id)
        _note([])
    except NotPossible as error:
        _note([("wrong", wording("review", "not_possible", reason=literal(quoted(str(error)))))])


def _gold() -> bytes:
    """All reviewed bulletins of the archive as gold, in one zip file."""
    packed = io.BytesIO()
    with archive().read() as connection, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in gold_files(connection):
            file.writestr(zipfile.ZipInfo(name, dt.datetime.now().timetuple()[:6]), content)
    return packed.getvalue()
