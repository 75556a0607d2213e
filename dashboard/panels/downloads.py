"""Downloads of a bulletin's records: a format, what it cannot hold, and the file; JSON by the codebook comes first."""

from __future__ import annotations

import io

import streamlit as st

from dashboard.exports.bulletin import Bulletin, Losses
from dashboard.exports.codebook import as_bytes
from dashboard.exports.formats import FORMATS
from dashboard.wording import Wording
from extraction.records import Report


def show_downloads(name: str, report: Report, wording: Wording) -> None:
    """The panel, behind a button; ``name`` is what the bulletin is called in the tables."""
    popover = st.popover(wording("export", "download"), icon=":material/download:", width="stretch", key="downloads", on_change="rerun")
    if popover.open:
        with popover:
            _show_formats(name, report, wording)


def _show_formats(name: str, report: Report, wording: Wording) -> None:
    info = report.report
    code = st.selectbox(
        wording("export", "format"), list(FORMATS), format_func=lambda code: wording("export_format", code), key=f"export_format_{wording.language}"
    )
    data, losses = written(code, name, report, wording)
    st.download_button(
        wording("export", "get", format=wording("export_format", code)),
        data=data,
        file_name=f"rasd-{info.date or 'undated'}-{info.id[:8]}{FORMATS[code].ending}",
        mime=FORMATS[code].mime,
        icon=":material/download:",
        type="primary",
        on_click="ignore",
        width="stretch",
    )
    lost = losses.sentences(code, wording)
    if lost:
        st.caption(f"**{wording('export', 'losses')}**")
        st.caption("\n".join(f"- {sentence}" for sentence in lost))
    else:
        st.caption(wording("export", "nothing_lost"))


def written(code: str, name: str, report: Report, wording: Wording) -> tuple[bytes, Losses]:
    """The file, and what it cannot hold. JSON is the one report as the library gives it, not a list of one."""
    if code == "json":
        return as_bytes(report.model_dump(mode="json"), indent=1), Losses()
    out = io.BytesIO()
    losses = FORMATS[code].write([Bulletin(name, report)], out, wording)
    return out.getvalue(), losses
