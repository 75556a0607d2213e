"""Importing bulletins in the browser: several files at once, and what became of each."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import get_args

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import address
from dashboard.access import Role, may
from dashboard.archive.database import archive
from dashboard.archive.importing import Outcome, Result, documents_of, import_documents
from dashboard.long_work import long_work, was_broken_off
from dashboard.phrases import number
from dashboard.readers import settings
from dashboard.readers.document import Read
from dashboard.readers.reading import TICK, Readers
from dashboard.rtl import literal, quoted
from dashboard.wording import Wording

RESULTS, TIMES, CANCELLED = "import_results", "import_times", "import_cancelled"
SHOWN = 200


def show_import(wording: Wording) -> None:
    """The box for files, and below it what became of each bulletin of the last import."""
    if not may(Role.reviewer):
        st.info(wording("bulletins", "import_refused"))
        return
    st.markdown(wording("bulletins", "import_help"))
    # A new key after every import: the box is empty again.
    uploads = st.file_uploader(
        wording("bulletins", "import_files", megabytes=settings.MAX_FILE_BYTES // 1_000_000),
        accept_multiple_files=True, max_upload_size=settings.MAX_FILE_BYTES // 1_000_000, key=f"import_files_{st.session_state.get(TIMES, 0)}",
    )  # fmt: skip
    place = st.empty()
    if uploads and st.button(wording("bulletins", "import_start", files=wording.counted("files", len(uploads))), key="import_start", type="primary"):
        address.put("view", "import")  # an archive that was empty has other views from now on
        _import(uploads, place, wording)
        st.session_state[TIMES] = st.session_state.get(TIMES, 0) + 1
        st.rerun()
    if was_broken_off("import"):
        st.session_state[CANCELLED] = True
    if st.session_state.get(CANCELLED):
        st.info(wording("work", "import_cancelled"))
    if RESULTS in st.session_state:
        _show_results(st.session_state[RESULTS], wording)


def _import(uploads: Sequence, place: DeltaGenerator, wording: Wording) -> None:
    """Read and keep the files, with a bar that follows them; what is kept when it is cancelled stays, and is told."""
    results: list[Result] = []
    st.session_state[RESULTS] = results
    st.session_state.pop(CANCELLED, None)
    with long_work("import", place, wording("bulletins", "importing", name="", bulletins=wording.counted("bulletins", 0)), wording) as progress:

        def documents() -> Iterator[Read]:
            told, many = time.monotonic(), 0
            with Readers(progress) as readers:
                for done, upload in enumerate(uploads):
                    name = literal(quoted(upload.name))
                    progress(done / len(uploads), wording("bulletins", "importing", name=name, bulletins=wording.counted("bulletins", many)))
                    for read in documents_of(upload.getvalue(), upload.name, readers):
                        yield read
                        many += 1
                        if time.monotonic() - told > TICK:
                            told = time.monotonic()
                            progress(text=wording("bulletins", "importing", name=name, bulletins=wording.counted("bulletins", many)))

        for result in import_documents(archive(), documents(), processes=1):
            results.append(result)


def _show_results(results: list[Result], wording: Wording) -> None:
    counted = Counter(result.outcome for result in results)
    st.markdown("**" + " · ".join(wording("bulletins", f"n_{outcome}", n=number(counted[outcome])) for outcome in get_args(Outcome)) + "**")
    # What was refused stands first: it is what there is something to do about.
    ordered = sorted(results, key=lambda result: get_args(Outcome)[::-1].index(result.outcome))
    rows = [
        {
            wording("bulletins", "outcome"): wording("bulletins", result.outcome), wording("bulletins", "file"): quoted(result.origin),
            wording("bulletins", "reason"): result.refusal.sentence(wording) if result.refusal else result.reason or "",
            wording("bulletins", "as_number"): result.bulletin_id,
        }
        for result in ordered[:SHOWN]
    ]  # fmt: skip
    if not rows:
        return
    columns = list(rows[0])
    st.dataframe(rows, hide_index=True, column_order=columns[::-1] if wording.rtl else columns, key="import_table")
    if len(results) > SHOWN:
        st.caption(wording("holders", "more", n=number(len(results) - SHOWN)))
