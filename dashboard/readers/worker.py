"""The process that opens files: libraries that parse hostile files run apart, with a limit on memory.

It reads requests from standard input, a line of JSON (``name``, ``size``) and then the bytes, and answers each with a line
a document or refusal and one line that ends the answer. It imports neither Streamlit nor the extractor.
"""

from __future__ import annotations

import json
import logging
import sys
from dataclasses import asdict
from typing import BinaryIO

from dashboard.readers import settings
from dashboard.readers.dispatch import documents
from dashboard.readers.document import Document, UnreadableFile


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (settings.MEMORY_BYTES, settings.MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more."""
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["size"])
        try:
            for read in documents(data, request["name"]):
                _answer(answers, _as_json(read))
        except MemoryError:
            _answer(answers, _as_json(UnreadableFile("too_much_memory", request["name"])))
        _answer(answers, {"end": True})  # `reading.LAST`


def _as_json(read: Document | UnreadableFile) -> dict[str, object]:
    if isinstance(read, UnreadableFile):
        return {"refusal": {"reason": read.reason, "name": read.name, "values": read.values}}
    return {"document": asdict(read)}


def _answer(answers: BinaryIO, value: dict[str, object]) -> None:
    # ASCII, since a text may hold half a character, which no encoding but JSON's escapes carries.
    answers.write(json.dumps(value, default=str).encode("ascii") + b"\n")
    answers.flush()


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)  # the libraries' warnings quote the file
    sys.setrecursionlimit(2000)
    _limit_memory()
    serve(sys.stdin.buffer, sys.stdout.buffer)
