"""JSON and JSON lines: the records by the codebook, whole, and read back as they were."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from pydantic import ValidationError

from dashboard.exports.bulletin import Bulletin, Losses
from dashboard.wording import Wording
from extraction.records import Report

FILE = "file"
"""The key under which a report says which bulletin it is of."""


class NotAnExport(ValueError):
    """A file that is no export of records; the message is one sentence."""


def named_json(bulletin: Bulletin) -> dict[str, object]:
    """The report's JSON with the bulletin's name in front, to tell several apart."""
    return {FILE: bulletin.name, **bulletin.report.model_dump(mode="json")}


def write_json(bulletins: Iterable[Bulletin], out: BinaryIO, words: Wording, losses: Losses | None = None) -> Losses:
    """One array of reports. Nothing is lost."""
    out.write(b"[")
    for number, bulletin in enumerate(bulletins):
        out.write((b",\n" if number else b"\n") + as_bytes(named_json(bulletin)))
    out.write(b"\n]\n")
    return Losses() if losses is None else losses


def write_lines(bulletins: Iterable[Bulletin], out: BinaryIO, words: Wording, losses: Losses | None = None) -> Losses:
    """A report a line. Nothing is lost."""
    for bulletin in bulletins:
        out.write(as_bytes(named_json(bulletin)) + b"\n")
    return Losses() if losses is None else losses


def as_bytes(value: object, indent: int | None = None) -> bytes:
    """JSON in UTF-8, Arabic as Arabic; a text with half a character in it is written in JSON's escapes, which carry it."""
    try:
        return json.dumps(value, ensure_ascii=False, indent=indent).encode()
    except UnicodeEncodeError:
        return json.dumps(value, indent=indent).encode()


def read(data: bytes) -> Iterator[Bulletin]:
    """The bulletins of an export in JSON or JSON lines, or of one report. Raises `NotAnExport`, also while they are taken."""
    try:
        whole = json.loads(data)
        entries = whole if isinstance(whole, list) else [whole]
    except ValueError:
        try:
            entries = [json.loads(line) for line in data.splitlines() if line.strip()]
        except ValueError as error:
            raise NotAnExport(f"it is not JSON: {error}") from None
    for number, entry in enumerate(entries, start=1):
        yield bulletin_of(entry, number)


def bulletin_of(entry: object, number: int) -> Bulletin:
    """The bulletin of one JSON object. Raises `NotAnExport`."""
    if not isinstance(entry, dict) or "report" not in entry:
        raise NotAnExport(f"entry {number} is no report by the codebook")
    fields = dict(entry)
    name = fields.pop(FILE, None)
    try:
        report = Report.model_validate(fields)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise NotAnExport(f"entry {number} does not follow the codebook at {where}") from None
    return Bulletin(str(name) if name is not None else report.report.id, report)
