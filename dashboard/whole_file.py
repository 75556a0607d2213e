"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A file beside ``path`` to write into, which takes its place at the end of the block; after a fault the old file stays.

    Several may write at once: each has a file of its own, and the last one's stays.
    """
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")
    try:
        yield beside
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def unfinished(folder: Path) -> Iterator[Path]:
    """The files of `whole_file` in ``folder`` that did not take their place: of writers who were killed, or who are at it."""
    return folder.glob(".*.part")
