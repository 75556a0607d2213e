"""Downloads of a bulletin: a format, what it cannot hold, and the file; JSON by the codebook comes first."""

from __future__ import annotations

import io
from typing import NamedTuple

import streamlit as st

from dashboard.exports.bulletin import Bulletin
from dashboard.exports.codebook import as_bytes
from dashboard.exports.formats import FORMATS
from dashboard.long_work import work_beside
from dashboard.panels.documents import DOCUMENTS
from dashboard.wording import Wording
from extraction.records import Report


MADE, UNFINISHED = "download_made", "download_unfinished"


class Asked(NamedTuple):
    """What a file is made of."""

    code: str
    language: str
    name: str
    text: str
    report: Report


class Made(NamedTuple):
    """A file, what it was made of, and what it cannot hold. It is offered as long as that is what is shown."""

    of: Asked
    data: bytes
    lost: list[str]


def show_downloads(name: str, text: str, report: Report, wording: Wording) -> None:
    """The panel, behind a button; ``name`` is what the bulletin is called in the tables."""
    popover = st.popover(wording("export", "download"), icon=":material/download:", width="stretch", key="downloads", on_change="rerun")
    if popover.open:
        with popover:
            _show_formats(name, text, report, wording)
    else:
        st.session_state.pop(MADE, None)  # a file may be large: it is kept while it is offered


def _show_formats(name: str, text: str, report: Report, wording: Wording) -> None:
    code = st.selectbox(
        wording("export", "format"), [*FORMATS, *DOCUMENTS], format_func=lambda code: wording("export_format", code),
        key=f"export_format_{wording.language}",
    )  # fmt: skip
    chosen = FORMATS.get(code) or DOCUMENTS[code]
    made = _made(Asked(code, wording.language, name, text, report), wording)
    if made is None:
        return
    data, lost = made.data, made.lost
    info = report.report
    st.download_button(
        wording("export", "get", format=wording("export_format", code)),
        data=data,
        file_name=f"rasd-{info.date or 'undated'}-{info.id[:8]}{chosen.ending}",
        mime=chosen.mime,
        icon=":material/download:",
        type="primary",
        on_click="ignore",
        width="stretch",
    )
    if lost:
        st.caption(f"**{wording('export', 'losses')}**")
        st.caption("\n".join(f"- {sentence}" for sentence in lost))
    elif code in FORMATS:
        st.caption(wording("export", "nothing_lost"))
    else:
        st.caption(wording("export", f"about_{'page' if code == 'page' else 'brief'}"))


def _made(asked: Asked, wording: Wording) -> Made | None:
    """The file, written at once; None where that was cancelled, until it is asked for again."""
    place = st.empty()
    made: Made | None = st.session_state.get(MADE)
    if made is not None and made.of == asked:
        return made
    this = (asked.code, asked.report.report.id)
    if st.session_state.get(UNFINISHED) == this:  # a run ended while it was written
        st.info(wording("work", "export_cancelled"))
        if not st.button(wording("view_download", "make"), key="download_again", icon=":material/build:", width="stretch"):
            return None
    st.session_state[UNFINISHED] = this
    text = wording("export", "writing", format=wording("export_format", asked.code))
    try:
        data, lost = work_beside(lambda: _written(asked, wording), "export", place, text, wording)
    except Exception:
        del st.session_state[UNFINISHED]
        raise
    del st.session_state[UNFINISHED]
    st.session_state[MADE] = Made(asked, data, lost)
    return st.session_state[MADE]


def _written(asked: Asked, wording: Wording) -> tuple[bytes, list[str]]:
    """The file, and what it cannot hold. JSON is the one report as the library gives it, not a list of one."""
    code, report = asked.code, asked.report
    if code == "json":
        return as_bytes(report.model_dump(mode="json"), indent=1), []
    if code in DOCUMENTS:
        return DOCUMENTS[code].make(asked.name, asked.text, report, wording), []
    out = io.BytesIO()
    losses = FORMATS[code].write([Bulletin(asked.name, report)], out, wording)
    return out.getvalue(), losses.sentences(code, wording)
