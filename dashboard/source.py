"""Where the bulletin comes from: pasted, uploaded, or one of the samples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore

import streamlit as st

from dashboard import address
from dashboard.cached import read_bulletin
from dashboard.long_work import Progress, long_work, wait_for, was_broken_off
from dashboard.phrases import number
from dashboard.readers import settings
from dashboard.readers.document import Document, UnreadableFile
from dashboard.readers.reading import Readers, report_of
from dashboard.rtl import literal, quoted
from dashboard.samples import first_sample, headline, load_sample, sample_names
from dashboard.wording import Wording

OWN, NOTICES, OPEN, UPLOADED, WAITING = "own_bulletin", "source_notices", "source_open", "uploaded", "upload_waiting"
PASTED = "pasted"
MOST_NOTICES = 6
"""Sentences on one upload that are shown; the rest is counted."""
MOST_CHOICES = 1000
"""Bulletins of one file that can be opened here; larger collections are for ``rasd import``."""

_openings = BoundedSemaphore(settings.AT_ONCE)

Notice = Callable[[Wording], str]


@dataclass(frozen=True)
class Bulletin:
    """The text to read, with words that say where it is from, and the name under which its records are exported."""

    text: str
    label: str
    name: str


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
                wording("ui", "upload_label", megabytes=settings.MAX_FILE_BYTES // 1_000_000),
                key="upload", on_change=_note_upload,
                max_upload_size=settings.MAX_FILE_BYTES // 1_000_000,
            )  # fmt: skip
    _show_choice(wording)
    for show, notice in st.session_state.get(NOTICES, ()):
        show(notice(wording))


def _show_choice(wording: Wording) -> None:
    """Which bulletin of a file with several is shown."""
    documents = st.session_state.get(UPLOADED, ())
    if len(documents) < 2 or address.sample() is not None:
        return
    st.selectbox(
        wording("ui", "choose_document", n=number(len(documents))),
        range(len(documents)),
        key="document",
        format_func=lambda index: _document_label(documents[index]),
        on_change=_take_document,
    )


def _document_label(document: Document) -> str:
    first = next((line.strip() for line in document.text.splitlines() if line.strip()), "")
    return f"{quoted(document.name.rsplit('/', 1)[-1])} · {quoted(first[:90])}"


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
        return Bulletin(text, wording("ui", label, **values), values.get("name", PASTED))
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
    return Bulletin(load_sample(name), wording("ui", "shown_sample"), name)


def shows_own_text() -> bool:
    """Whether the page shows a pasted or uploaded text, which no address holds."""
    return OWN in st.session_state and address.sample() is None and address.number("report") is None


def _forget_choices() -> None:
    for name in ("record", "date", "sample", "report"):
        address.put(name, None)


def _take_pasted() -> None:
    text = st.session_state["pasted"]
    if not text.strip():
        st.session_state[NOTICES] = [(st.error, lambda words: words("error", "empty"))]
        return
    _take(text, ("shown_pasted", {}))


def _note_upload() -> None:
    st.session_state[WAITING] = st.session_state["upload"] is not None


def open_upload(wording: Wording) -> None:
    """Open the file that was uploaded just now, if one was, before anything else is drawn; it can be cancelled."""
    place = st.empty()
    if was_broken_off("upload"):
        st.session_state[NOTICES] = [(st.info, lambda words: words("work", "upload_cancelled"))]
    if not st.session_state.pop(WAITING, False):
        return
    upload = st.session_state["upload"]
    documents: list[Document] = []
    refusals: list[UnreadableFile] = []
    name = literal(quoted(upload.name))
    with long_work("upload", place, wording("ui", "opening", name=name), wording) as progress, _opening(progress), Readers(progress) as readers:
        for read in readers.read(upload.getvalue(), upload.name):
            if isinstance(read, UnreadableFile):
                refusals.append(read)
            elif len(documents) < MOST_CHOICES:
                documents.append(read)
            else:
                break
            progress(len(documents) / MOST_CHOICES, wording("ui", "opening_many", name=name, bulletins=wording.counted("bulletins", len(documents))))
    st.session_state[NOTICES] = _notices(documents, refusals)
    if documents:
        st.session_state[UPLOADED] = documents
        st.session_state["document"] = 0
        _take_document()


@contextmanager
def _opening(progress: Progress) -> Iterator[None]:
    """One of the openings that go on at the same time, waited for."""
    wait_for(lambda seconds: _openings.acquire(timeout=seconds), progress)
    try:
        yield
    finally:
        _openings.release()


def _notices(documents: list[Document], refusals: list[UnreadableFile]) -> list[tuple[Callable[[str], object], Notice]]:
    """What is to be said of an upload: why a file in it could not be read, and what of it was passed over."""

    def refused(refusal: UnreadableFile) -> Notice:
        return lambda words: refusal.sentence(words, literal)

    def remarked(document: Document, index: int) -> Notice:
        return lambda words: document.remarks[index].sentence(words, document.name, literal)

    found = [(st.error, refused(refusal)) for refusal in refusals]
    found += [(st.warning, remarked(document, i)) for document in documents for i in range(len(document.remarks))]
    rest = len(found) - MOST_NOTICES
    if rest > 0:
        found[MOST_NOTICES:] = [(st.warning, lambda words: words("ui", "more_notices", n=rest))]
    if len(documents) == MOST_CHOICES:
        found.append((st.warning, lambda words: words("ui", "first_documents", n=number(MOST_CHOICES))))
    return found


def _take_document() -> None:
    """Show the chosen bulletin of the uploaded file, on the date that the file gives for it."""
    kept = {key: st.session_state[key] for key in (UPLOADED, NOTICES)}
    document: Document = kept[UPLOADED][st.session_state["document"]]
    _take(document.text, ("shown_upload", {"name": document.name}))
    st.session_state.update(kept)
    report = report_of(document, None, read_bulletin).report
    if report.date_basis == "given":
        address.put("date", report.date.isoformat())


def _take(text: str, label: tuple[str, dict[str, str]]) -> None:
    _forget_choices()
    for key in (UPLOADED, NOTICES):
        st.session_state.pop(key, None)
    st.session_state[OWN] = (text, label)
    st.session_state[OPEN] = False


def _take_sample() -> None:
    name = st.session_state["sample"]
    if name is not None:
        _forget_choices()
        st.session_state.pop(NOTICES, None)
        address.put("sample", name)
        st.session_state[OPEN] = False
