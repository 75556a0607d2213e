"""Where the bulletin comes from: pasted, uploaded, or one of the samples."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard import address, files
from dashboard.rtl import literal
from dashboard.samples import first_sample, headline, load_sample, sample_names
from dashboard.wording import Wording

OWN, NOTICE, OPEN = "own_bulletin", "source_notice", "source_open"


@dataclass(frozen=True)
class Bulletin:
    """The text to read, with words that say where it is from."""

    text: str
    label: str


def show_source(wording: Wording) -> None:
    """The paste box, the upload and the samples; open at first, folded away once a bulletin was chosen."""
    with st.expander(wording("ui", "new_bulletin"), key=OPEN, on_change="rerun", icon=":material/edit_note:"):
        paste, other = st.columns([3, 2], gap="medium")
        with paste, st.form("paste", border=False):
            st.text_area(
                wording("ui", "paste_label"), key="pasted", height=120, placeholder=wording("ui", "paste_hint"),
            )  # fmt: skip
            st.form_submit_button(wording("ui", "analyse"), type="primary", on_click=_take_pasted)
        with other:
            _show_samples(wording)
            st.file_uploader(
                wording("ui", "upload_label"), type=["txt"], key="upload", on_change=_take_upload, max_upload_size=5,
            )  # fmt: skip
    notice = st.session_state.pop(NOTICE, None)
    if notice is not None:
        st.error(notice(wording))


def _show_samples(wording: Wording) -> None:
    names = sample_names()
    if not names:
        st.caption(wording("ui", "no_samples"))
        return
    st.session_state["sample"] = address.sample() if address.sample() in names else None
    st.selectbox(
        wording("ui", "sample_label"),
        names,
        key="sample",
        index=None,
        format_func=_sample_label,
        on_change=_take_sample,
        placeholder=wording("ui", "sample_label"),
    )


def _sample_label(name: str) -> str:
    return f"{name[:10]} · {headline(name)}" if name[:4].isdigit() else headline(name)


def current_bulletin(wording: Wording) -> Bulletin | None:
    """The bulletin to show: the sample that the address names, else the reader's own, else the first sample."""
    asked = address.sample()
    own = st.session_state.get(OWN)
    # Open for who comes to read a bulletin, folded for who follows a link to one.
    st.session_state.setdefault(OPEN, asked is None)
    if asked is None and own is not None:
        text, (label, values) = own
        return Bulletin(text, wording("ui", label, **values))
    name = asked
    if asked not in sample_names():
        if asked is not None:
            st.warning(wording("error", "unknown_sample", name=literal(asked)))
        name = first_sample()
        if name is None:
            return None
        # The address names what is shown, so that it can be passed on; a record chosen in another text is not in this.
        _forget_choices()
        address.put("sample", name)
    return Bulletin(load_sample(name), wording("ui", "shown_sample"))


def shows_own_text() -> bool:
    """Whether the page shows a pasted or uploaded text, which no address holds."""
    return OWN in st.session_state and address.sample() is None


def _forget_choices() -> None:
    for name in ("record", "date", "sample"):
        address.put(name, None)


def _take_pasted() -> None:
    text = st.session_state["pasted"]
    if not text.strip():
        st.session_state[NOTICE] = lambda words: words("error", "empty")
        return
    _take(text, ("shown_pasted", {}))


def _take_upload() -> None:
    upload = st.session_state["upload"]
    if upload is None:
        return
    try:
        text = files.decode(upload.getvalue(), literal(upload.name))
    except files.UnreadableFile as error:
        st.session_state[NOTICE] = error.sentence
        return
    _take(text, ("shown_upload", {"name": upload.name}))


def _take(text: str, label: tuple[str, dict[str, str]]) -> None:
    _forget_choices()
    st.session_state[OWN] = (text, label)
    st.session_state[OPEN] = False


def _take_sample() -> None:
    name = st.session_state["sample"]
    if name is not None:
        _forget_choices()
        address.put("sample", name)
        st.session_state[OPEN] = False
