"""Bringing many bulletins in: folders and files of every kind that is read, by all cores, written by one.

Each batch of bulletins is one transaction. An import that is broken off is simply run again: what is in by then is a
duplicate, and nothing is half in. What cannot be used is refused, each file or row with its reason, and the rest goes on.
"""

from __future__ import annotations

import gc
import io
import os
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar, get_args

from dashboard.archive import saving
from dashboard.archive.database import Archive
from dashboard.archive.rows import records_of
from dashboard.archive.texts import UnstorableText
from dashboard.batch import tables
from dashboard.batch.store import Store
from dashboard.own_gazetteer import use_own_gazetteer
from dashboard.processes import YOUNG_OBJECTS, Apart, Killed, in_processes
from dashboard.readers import lines
from dashboard.readers.document import Read, Remark, UnreadableFile
from dashboard.readers.formats import READ_ENDINGS, ending
from dashboard.readers.lines import LINES
from dashboard.readers.reading import Readers, report_of
from dashboard.wording import wording
from extraction import TextTooLong, extract
from extraction.records import Report

ENDINGS = (*READ_ENDINGS, LINES)

TOGETHER = 16
"""Bulletins that are handed to a process at once."""

LONGEST_BATCH_SECONDS = 2.0
"""How long what was read may wait to be written."""

Job = TypeVar("Job")

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

    The bulletins are read by ``processes`` processes, as many as there are cores where it is None; by this one where it is 1.
    """
    return _import(archive, _read_group, _grouped(documents), processes, _read_carefully)


def import_batch(archive: Archive, folder: Path, processes: int | None = None) -> Iterator[Result]:
    """Import what `rasd batch` read into ``folder``, as it was read then; like `import_documents` else."""
    store = Store(str(folder))
    version = str((store.description() or {}).get("extractor"))
    read = partial(_made_of_chunk, store, version)
    # Nothing is extracted, so that nothing is suspected: what was at hand when processes died is read in this one.
    return _import(archive, read, store.marks().items(), processes, read)


def is_batch(path: Path) -> bool:
    """Whether a folder is the output of `rasd batch`."""
    return path.is_dir() and Store(str(path)).description() is not None


def batch_size(folder: Path) -> int:
    """How many bulletins, and files that could not be read, the output of a batch holds."""
    return sum(counts[tables.REPORTS] + counts[tables.ERRORS] for counts in Store(str(folder)).marks().values())


def _import(
    archive: Archive, read: Callable[[Job], list[Made]], jobs: Iterable[Job], processes: int | None, carefully: Callable[[Job], list[Made]]
) -> Iterator[Result]:
    batch: list[Made] = []
    since = time.monotonic()
    many = processes or os.cpu_count() or 1
    with _seldom_collecting():
        for done in map(read, jobs) if many == 1 else in_processes(read, jobs, many, carefully, use_own_gazetteer):
            batch += done
            if time.monotonic() - since > LONGEST_BATCH_SECONDS or len(batch) >= 20 * TOGETHER:
                yield from _write(archive, batch)
                batch, since = [], time.monotonic()
        yield from _write(archive, batch)


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Let Python look for cycles of dead objects less often: what waits to be written is a hundred thousand objects that live,
    and to go through them and the lexicons again and again takes a tenth of an import.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


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


def _read_carefully(group: list[Read]) -> list[Made]:
    """Read a group that killed its processes: each bulletin in a process apart, and what ends that twice is refused."""
    made: list[Made] = []
    with Apart(use_own_gazetteer) as apart:
        for document in group:
            try:
                made.append(apart(_read, document))
            except Killed as error:
                made.append(Made(Result(document.name, "refused", str(error)), None))
    return made


def _read(document: Read) -> Made:
    if isinstance(document, UnreadableFile):
        return Made(Result(document.name, "refused", str(document), refusal=document), None)
    name, remarks = document.name, document.remarks
    try:
        report = report_of(document, None, extract)
        prepared = saving.prepare(saving.Reading(document.text, report, name, document.source))
    except (TextTooLong, UnstorableText) as error:
        return Made(Result(name, "refused", str(error)), None)
    told = [remark.sentence(wording("en"), name) for remark in remarks]
    return Made(Result(name, "accepted", _remarks(told, report, name)), prepared)


def _remarks(told: Sequence[str], report: Report, name: str) -> str | None:
    """What is to be said of a bulletin that is taken in all the same: what of its file was not read, or that nothing was."""
    nothing = [] if records_of(report) else [Remark("nothing_read").sentence(wording("en"), name)]
    return " ".join([*told, *nothing]) or None


def _made_of_chunk(store: Store, version: str, mark: tuple[str, dict[str, int]]) -> list[Made]:
    """The bulletins of one chunk of a batch, given by its mark, and what could not be read then."""
    chunk_id, counts = mark
    records: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for table in (*tables.OF_RECORDS.values(), tables.MENTIONS):
        for row in store.read(chunk_id, table, ["document", "record"]):
            records[row["document"]][table].append(row["record"])
    remarks: defaultdict[str, list[str]] = defaultdict(list)
    if counts.get(tables.REMARKS):  # earlier outputs have none
        for row in store.read(chunk_id, tables.REMARKS):
            remarks[row["document"]].append(row["remark"])
    made = [Made(Result(row["bulletin"], "refused", row["reason"]), None) for row in store.read(chunk_id, tables.ERRORS)]
    for row in store.read(chunk_id, tables.REPORTS):
        name = str(row["bulletin"])
        report = tables.report_of(row, records[row["document"]])
        reading = saving.Reading(str(row["text"]), report, name, row["stated_source"], version)
        try:
            made.append(Made(Result(name, "accepted", _remarks(remarks[row["document"]], report, name)), saving.prepare(reading)))
        except UnstorableText as error:
            made.append(Made(Result(name, "refused", str(error)), None))
    return made
