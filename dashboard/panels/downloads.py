"""Downloads of a bulletin: a format, what it cannot hold, and the file; JSON by the codebook comes first."""

from __future__ import annotations

import io

import streamlit as st

from dashboard.exports.bulletin import Bulletin
from dashboard.exports.codebook import as_bytes
from dashboard.exports.formats import FORMATS
from dashboard.panels.documents import DOCUMENTS
from dashboard.wording import Wording
from extraction.records import Report


def show_downloads(name: str, text: str, report: Report, wording: Wording) -> None:
    """The panel, behind a button; ``name`` is what the bulletin is called in the tables."""
    popover = st.popover(wording("export", "download"), icon=":material/download:", width="content", key="downloads", on_change="rerun")
    if popover.open:
        with popover:
            _show_formats(name, text, report, wording)


def _show_formats(name: str, text: str, report: Report, wording: Wording) -> None:
    code = st.selectbox(
        wording("export", "format"), [*FORMATS, *DOCUMENTS], format_func=lambda code: wording("export_format", code),
        key=f"export_format_{wording.language}",
    )  # fmt: skip
    chosen = FORMATS.get(code) or DOCUMENTS[code]
    with st.spinner(wording("export", "writing", format=wording("export_format", code))):
        data, lost = _written(code, name, text, report, wording)
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


def _written(code: str, name: str, text: str, report: Report, wording: Wording) -> tuple[bytes, list[str]]:
    """The file, and what it cannot hold. JSON is the one report as the library gives it, not a list of one."""
    if code == "json":
        return as_bytes(report.model_dump(mode="json"), indent=1), []
    if code in DOCUMENTS:
        return DOCUMENTS[code].make(name, text, report, wording), []
    out = io.BytesIO()
    losses = FORMATS[code].write([Bulletin(name, report)], out, wording)
    return out.getvalue(), losses.sentences(code, wording)
