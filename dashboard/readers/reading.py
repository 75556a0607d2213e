"""Reading files for the commands and the page: each document or refusal, whatever a hostile file does to its reader."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from dashboard.readers import settings
from dashboard.readers.dispatch import documents
from dashboard.readers.document import Document, Read, Remark, UnreadableFile
from dashboard.readers.formats import CLAIMS, PLAIN_TEXT, ending, format_of
from dashboard.readers.plain import read_bytes, within_limit
from extraction.records import Report


class Readers:
    """The readers, in a process of their own that is started when a file needs it and ended with the ``with`` block.

    Plain text is read here; all else there, where it may take no more than `settings.SECONDS` for a document and
    `settings.MEMORY_BYTES`. Not for use by several threads at once.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

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
        except GeneratorExit:
            self._stop()  # the rest of the answer is not wanted
            raise

    def _ask(self, data: bytes, name: str) -> Iterator[Read]:
        process = self._started()
        timed_out = threading.Event()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(json.dumps({"name": name, "size": len(data)}).encode("ascii") + b"\n" + data)
            process.stdin.flush()
        while True:
            timer = threading.Timer(settings.SECONDS, _end, (process, timed_out))
            timer.start()
            try:
                line = process.stdout.readline()
            finally:
                timer.cancel()
            if not line.endswith(b"\n"):
                self._stop()
                if timed_out.is_set():
                    yield UnreadableFile("too_slow", name, seconds=settings.SECONDS)
                else:
                    yield UnreadableFile("crashed", name)
                return
            answer = json.loads(line)
            if "end" in answer:
                return
            yield _from_json(answer)

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


def _end(process: subprocess.Popen[bytes], timed_out: threading.Event) -> None:
    timed_out.set()
    process.kill()


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
