"""Processes that read bulletins beside this one."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor


def process_pool(processes: int, prepare: Callable[[], object] | None = None) -> ProcessPoolExecutor:
    """So many processes, in each of which ``prepare`` is run once. They end with this one, however it ends."""
    # Not forked: the dashboard, pyarrow and the database have threads, whose locks a forked process would share.
    return ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(prepare,))


def _begin(prepare: Callable[[], object] | None) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if prepare is not None:
        prepare()


def _end_with_parent() -> None:
    """A parent that is killed tells its children nothing: left alone, they would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
