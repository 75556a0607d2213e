"""Reading files for the commands and the page: each document or refusal, whatever a hostile file does to its reader."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Full, Queue
from types import TracebackType
from typing import Self

from dashboard.readers import settings
from dashboard.readers.dispatch import documents
from dashboard.readers.document import Document, Read, Remark, UnreadableFile
from dashboard.readers.formats import CLAIMS, PLAIN_TEXT, ending, format_of
from dashboard.readers.plain import read_bytes, within_limit
from extraction.records import Report


TICK = 0.3
"""Seconds between two calls of ``waiting``."""

AHEAD = 2
"""Documents that are taken from the process before they are asked for."""

LAST = b'{"end": true}\n'


class Readers:
    """The readers, in a process of their own that is started when a file needs it and ended with the ``with`` block.

    Plain text is read here; all else there, where it may take no more than `settings.SECONDS` for a document and
    `settings.MEMORY_BYTES`. Not for use by several threads at once.

    ``waiting`` is called some times a second while a file is being opened; what it raises ends the reading.
    """

    def __init__(self, waiting: Callable[[], None] = lambda: None) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._waiting = waiting

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop()

    def read_file(self, path: Path) -> Iterator[Read]:
        """Every bulletin of the file at ``path``, each a document or the refusal of one; nothing is raised."""
        try:
            data = read_bytes(path)
        except UnreadableFile as refusal:
            yield refusal
            return
        yield from self.read(data, str(path))

    def read(self, data: bytes, name: str) -> Iterator[Read]:
        """Every bulletin in ``data``, of a file that the user knows as ``name``."""
        try:
            within_limit(data, name)
        except UnreadableFile as refusal:
            yield refusal
            return
        if not data or (format_of(data, name) == PLAIN_TEXT and ending(name) not in CLAIMS):
            yield from documents(data, name)
            return
        try:
            yield from self._ask(data, name)
        except BaseException:
            self._stop()  # the rest of the answer is not wanted
            raise

    def _ask(self, data: bytes, name: str) -> Iterator[Read]:
        process = self._started()
        request = json.dumps({"name": name, "size": len(data)}).encode("ascii") + b"\n" + data
        answers: Queue[bytes] = Queue(AHEAD)
        threading.Thread(target=_exchange, args=(process, request, answers), daemon=True).start()
        while True:
            line = self._next(answers)
            if line is None or not line.endswith(b"\n"):
                self._stop()
                yield UnreadableFile("too_slow", name, seconds=settings.SECONDS) if line is None else UnreadableFile("crashed", name)
                return
            answer = json.loads(line)
            if "end" in answer:
                return
            yield _from_json(answer)

    def _next(self, answers: Queue[bytes]) -> bytes | None:
        """The next line of the answer; None when it has not come in time."""
        until = time.monotonic() + settings.SECONDS
        while time.monotonic() < until:
            with contextlib.suppress(Empty):
                return answers.get(timeout=TICK)
            self._waiting()
        return None

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            # -P: what lies in the folder of the user's files is not imported.
            command = [sys.executable, "-P", "-m", "dashboard.readers.worker"]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with contextlib.suppress(OSError):  # what was not sent any more
                process.stdin.close()
            process.stdout.close()
            process.wait()


def _exchange(process: subprocess.Popen[bytes], request: bytes, answers: Queue[bytes]) -> None:
    """Send the request and pass the lines of its answer on, in a thread of its own, until the last one or the process ends."""
    with contextlib.suppress(OSError, ValueError):  # the process was ended, and its pipes closed
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(request)
            process.stdin.flush()
        while True:
            line = process.stdout.readline()
            while not _put(answers, line):
                if process.poll() is not None:
                    return
            if not line.endswith(b"\n") or line == LAST:
                return


def _put(answers: Queue[bytes], line: bytes) -> bool:
    try:
        answers.put(line, timeout=1)
    except Full:
        return False
    return True


def _from_json(answer: dict) -> Read:
    if "refusal" in answer:
        refusal = answer["refusal"]
        return UnreadableFile(refusal["reason"], refusal["name"], **refusal["values"])
    fields = answer["document"]
    for day in ("date", "published"):
        fields[day] = dt.date.fromisoformat(fields[day]) if fields[day] else None
    fields["remarks"] = tuple(Remark(**remark) for remark in fields["remarks"])
    return Document(**fields)


def report_of(document: Document, given: dt.date | None, read: Callable[[str, dt.date | None], Report]) -> Report:
    """The document's report, by ``read`` (`extraction.extract`, or a cached one).

    Its date is the user's, else the one that the file states for it, else what the text says; the day on which it was
    sent or published stands in only where the text has none.
    """
    report = read(document.text, given or document.date)
    if report.report.date is None and document.published is not None:
        return read(document.text, document.published)
    return report
