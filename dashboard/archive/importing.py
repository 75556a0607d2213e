"""Bringing many bulletins in: folders and files of every kind that is read, by all cores, written by one.

Each batch of bulletins is one transaction. An import that is broken off is simply run again: what is in by then is a
duplicate, and nothing is half in. What cannot be used is refused, each file or row with its reason, and the rest goes on.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from dashboard.archive import saving
from dashboard.archive.database import Archive
from dashboard.own_gazetteer import use_own_gazetteer
from dashboard.readers import lines
from dashboard.readers.document import Read, UnreadableFile
from dashboard.readers.formats import READ_ENDINGS, ending
from dashboard.readers.lines import LINES
from dashboard.readers.reading import Readers, report_of
from dashboard.wording import wording
from extraction import TextTooLong, extract

ENDINGS = (*READ_ENDINGS, LINES)

TOGETHER = 16
"""Bulletins that are handed to a process at once."""

LONGEST_BATCH_SECONDS = 2.0
"""How long what was read may wait to be written."""

Outcome = Literal["accepted", "duplicate", "refused"]


class Result(NamedTuple):
    """What became of one bulletin. ``reason`` is a sentence: why it was refused, what of it was not read, or that its
    duplicate was deleted; ``refusal`` says why a file could not be read in either language.
    """

    origin: str
    outcome: Outcome
    reason: str | None = None
    bulletin_id: int | None = None
    refusal: UnreadableFile | None = None


# --- what there is to import ----------------------------------------------------------------------------------------


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files to import, in order: those named, and those below the folders named that can be read."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(file for file in path.rglob("*") if ending(file.name) in ENDINGS and file.is_file())
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def documents_in(paths: Iterable[Path]) -> Iterator[Read]:
    """Every bulletin in files and folders, or why it cannot be read."""
    with Readers() as readers:
        for file in find_files(paths):
            if ending(file.name) == LINES:
                yield from lines.read_file(file)
            else:
                yield from readers.read_file(file)


def documents_of(data: bytes, name: str, readers: Readers) -> Iterator[Read]:
    """Every bulletin in the content of a file that the user knows as ``name``, as `documents_in` gives those of a file."""
    if ending(name) == LINES:
        yield from lines.read(io.BytesIO(data), name)
    else:
        yield from readers.read(data, name)


# --- reading and writing them ---------------------------------------------------------------------------------------


def import_documents(archive: Archive, documents: Iterable[Read], processes: int | None = None) -> Iterator[Result]:
    """Import bulletins; gives what became of each, in their order, after its batch was written.

    The bulletins are read by ``processes`` processes, as many as there are cores where it is None. Inside the dashboard it must
    be 1: a new process would start the dashboard's script again.
    """
    batch: list[Made] = []
    since = time.monotonic()
    for done in _read_all(documents, processes or os.cpu_count() or 1):
        batch += done
        if time.monotonic() - since > LONGEST_BATCH_SECONDS or len(batch) >= 20 * TOGETHER:
            yield from _write(archive, batch)
            batch, since = [], time.monotonic()
    yield from _write(archive, batch)


def summary(outcomes: Counter[str]) -> str:
    """The last line of an import: how many were accepted, were there already, and were refused."""
    return ", ".join(f"{outcomes[outcome]} {outcome}" for outcome in get_args(Outcome))


class Made(NamedTuple):
    """A bulletin that was read: ready to be written, or what it is refused for."""

    result: Result
    prepared: saving.Prepared | None


def _write(archive: Archive, batch: list[Made]) -> Iterator[Result]:
    ready = [made.prepared for made in batch if made.prepared is not None]
    saved: Iterator[saving.Saved] = iter(())
    if ready:
        with archive.write() as connection:
            saved = iter(saving.save_prepared(connection, ready))
    for result, prepared in batch:
        if prepared is None:
            yield result
            continue
        one = next(saved)
        reason = result.reason if one.live else "it is in the archive, deleted or merged"
        yield result._replace(outcome="accepted" if one.new else "duplicate", reason=reason, bulletin_id=one.bulletin_id)


def _read_all(documents: Iterable[Read], processes: int) -> Iterator[list[Made]]:
    """Read the documents some at a time, in their order; a bounded number is read ahead, so that memory does not grow."""
    groups = _grouped(documents)
    if processes == 1:
        yield from map(_read_group, groups)
        return
    with _pool(processes) as pool:
        ahead: deque[Future] = deque()
        for group in groups:
            ahead.append(pool.submit(_read_group, group))
            if len(ahead) > 4 * processes:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


@contextmanager
def _pool(processes: int) -> Iterator[ProcessPoolExecutor]:
    # Not forked: the dashboard has threads, and a forked process would share their locks and the database's connections.
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), initializer=use_own_gazetteer)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _grouped(documents: Iterable[Read]) -> Iterator[list[Read]]:
    group: list[Read] = []
    for document in documents:
        group.append(document)
        if len(group) == TOGETHER:
            yield group
            group = []
    if group:
        yield group


def _read_group(group: list[Read]) -> list[Made]:
    return [_read(document) for document in group]


def _read(document: Read) -> Made:
    if isinstance(document, UnreadableFile):
        return Made(Result(document.name, "refused", str(document), refusal=document), None)
    name, remarks = document.name, document.remarks
    try:
        report = report_of(document, None, extract)
        prepared = saving.prepare(saving.Reading(document.text, report, name, document.source))
    except (TextTooLong, saving.UnstorableText) as error:
        return Made(Result(name, "refused", str(error)), None)
    return Made(Result(name, "accepted", " ".join(remark.sentence(wording("en"), name) for remark in remarks) or None), prepared)
