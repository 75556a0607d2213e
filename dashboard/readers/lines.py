"""JSON lines: an object a line with ``text`` and, where known, ``date`` and ``source``, however long the file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from dashboard.readers.days import stated_day
from dashboard.readers.document import Document, Read, Remark, UnreadableFile

LINES = ".jsonl"

LONGEST_LINE = 40_000_000
"""Bytes of one line: the extractor's 5 million characters, escaped or not."""


def read_file(path: Path) -> Iterator[Read]:
    """Every bulletin of the file at ``path``, each a document or the refusal of one; nothing is raised."""
    name = str(path)
    try:
        with path.open("rb") as file:
            yield from read(file, name)
    except FileNotFoundError:
        yield UnreadableFile("missing", name)
    except OSError as error:
        yield UnreadableFile("refused", name, error=str(error.strerror or error))


def read(file: BinaryIO, name: str) -> Iterator[Read]:
    """Every bulletin of an open file, of which one line is held at a time. Raises `OSError` where it cannot be read on."""
    n = 0
    while line := file.readline(LONGEST_LINE):
        n += 1
        if line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _document(line, f"{name}#{n}")


def _document(line: bytes, name: str) -> Read:
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return UnreadableFile("damaged", name, encoding="UTF-8", offset=error.start)
    except (json.JSONDecodeError, RecursionError) as error:
        return UnreadableFile("line_not_json", name, error=getattr(error, "msg", "too deep"))
    text = fields.get("text") if isinstance(fields, dict) else None
    if not isinstance(text, str) or not text.strip():
        return UnreadableFile("line_without_text", name)
    date, source = fields.get("date"), fields.get("source")
    day = stated_day(date) if date not in (None, "") else None
    remarks = (Remark("date_not_read", {"value": str(date)[:40]}),) if date not in (None, "") and day is None else ()
    return Document(name, text, "jsonl", date=day, source=source.strip() or None if isinstance(source, str) else None, remarks=remarks)
