"""Work that takes long: a bar that shows how far it is, and a button that ends it.

Whatever a visitor does on the page, the button or anything else, ends the run of the page's script at its next call of
Streamlit. So a work shows how far it is some times a second; what it has finished by then stays, and the next run says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.wording import Wording


class Progress(Protocol):
    """Says how far the work is: a share from 0 to 1, and words. Without arguments: that it is still going on."""

    def __call__(self, share: float | None = None, text: str | None = None) -> None: ...


@contextmanager
def long_work(name: str, place: DeltaGenerator, text: str, wording: Wording) -> Iterator[Progress]:
    """A work that can be cancelled; `was_broken_off` tells afterwards whether it was.

    Its bar stands in ``place``, an ``st.empty()`` that the page has in every run: what comes and goes would move all that
    follows it, and Streamlit then leaves some of it standing twice.
    """
    st.session_state[_key(name)] = True
    with place.container(key=f"work_{name}", border=True):
        bar = st.progress(0.0, text)
        st.button(wording("work", "cancel"), key=f"cancel_{name}", icon=":material/close:")
    told = [0.0, text]

    def progress(share: float | None = None, text: str | None = None) -> None:
        told[:] = [told[0] if share is None else min(share, 1.0), told[1] if text is None else text]
        bar.progress(told[0], told[1])

    yield progress
    place.empty()
    del st.session_state[_key(name)]


def was_broken_off(name: str) -> bool:
    """Whether the last work of this name was ended before it was done; asked once, it is forgotten."""
    return st.session_state.pop(_key(name), False)


def _key(name: str) -> str:
    return f"working_{name}"


def wait_for(take: Callable[[float], bool], progress: Progress, seconds: float = 0.3) -> None:
    """Wait until ``take(seconds)`` gives true, and stay one that can be cancelled meanwhile."""
    while not take(seconds):
        progress()
