"""Work that takes long: a bar that shows how far it is, and a button that ends it.

Whatever a visitor does on the page, the button or anything else, ends the run of the page's script at its next call of
Streamlit. So a work shows how far it is some times a second; what it has finished by then stays, and the next run says so.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from typing import Protocol, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.wording import Wording


Result = TypeVar("Result")

MOMENT = 0.5
"""Seconds after which a work that has no steps of its own shows that it goes on."""


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


class _Ended(BaseException):
    """Raised in a thread whose work is not wanted any more."""


def work_beside(work: Callable[[], Result], name: str, place: DeltaGenerator, text: str, wording: Wording) -> Result:
    """What ``work`` gives or raises: one call that knows no steps, calls nothing of Streamlit and can be broken off anywhere. Where
    it takes more than a moment it is a long work of this name at ``place``, whose bar only says that it goes on.
    """
    with in_thread(work) as future:
        if not wait([future], MOMENT).done:
            with long_work(name, place, text, wording) as progress:
                wait_for(lambda seconds: bool(wait([future], seconds).done), progress)
        return future.result()


@contextmanager
def in_thread(work: Callable[[], Result]) -> Iterator[Future[Result]]:
    """What ``work`` will give, from a thread that is ended with the block: at its next step of Python, where it is still at work."""
    future: Future[Result] = Future()
    thread = threading.Thread(target=_do, args=(work, future), daemon=True)
    thread.start()
    try:
        yield future
    finally:
        if not future.done():
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(_Ended))


def _do(work: Callable[[], Result], future: Future[Result]) -> None:
    try:
        future.set_result(work())
    except _Ended:
        future.cancel()
    except BaseException as error:
        future.set_exception(error)
