"""Importing bulletins in the browser: several files at once, and what became of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import get_args

import streamlit as st

from dashboard import address
from dashboard.access import Role, may
from dashboard.archive.database import archive
from dashboard.archive.importing import ENDINGS, Outcome, Result, documents_of, import_documents
from dashboard.phrases import number
from dashboard.readers import settings
from dashboard.readers.document import Read
from dashboard.readers.reading import Readers
from dashboard.rtl import literal, quoted
from dashboard.wording import Wording

RESULTS, TIMES = "import_results", "import_times"
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
        type=[ending.removeprefix(".") for ending in ENDINGS], accept_multiple_files=True,
        max_upload_size=settings.MAX_FILE_BYTES // 1_000_000, key=f"import_files_{st.session_state.get(TIMES, 0)}",
    )  # fmt: skip
    if uploads and st.button(wording("bulletins", "import_start", n=number(len(uploads))), key="import_start", type="primary"):
        st.session_state[RESULTS] = _import(uploads, wording)
        st.session_state[TIMES] = st.session_state.get(TIMES, 0) + 1
        address.put("view", "import")  # an archive that was empty has other views from now on
        st.rerun()
    if RESULTS in st.session_state:
        _show_results(st.session_state[RESULTS], wording)


def _import(uploads: Sequence, wording: Wording) -> list[Result]:
    """Read and keep the files, with a bar that follows the files."""
    bar = st.progress(0.0)

    def documents() -> Iterator[Read]:
        with Readers() as readers:
            for done, upload in enumerate(uploads):
                bar.progress(done / len(uploads), wording("bulletins", "importing", name=literal(quoted(upload.name))))
                yield from documents_of(upload.getvalue(), upload.name, readers)

    return list(import_documents(archive(), documents(), processes=1))


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
