"""Plain text, as it is."""

from __future__ import annotations

from pathlib import Path

from dashboard.readers import settings
from dashboard.readers.charset import decode
from dashboard.readers.document import Document, UnreadableFile, checked
from dashboard.readers.formats import format_of


def read(data: bytes, name: str) -> list[Document]:
    """The text of a file as one document. Raises `UnreadableFile`."""
    return [Document(name, checked(decode(data, name), name), "text")]


def read_bytes(path: Path) -> bytes:
    """What is in the file at ``path``; no more than the limit is ever taken into memory.

    Raises `UnreadableFile` when it is missing, is no file, may not be read, or is too large.
    """
    if not path.exists():
        raise UnreadableFile("missing", str(path))
    if path.is_dir():
        raise UnreadableFile("folder", str(path))
    try:
        with path.open("rb") as file:
            return within_limit(file.read(settings.MAX_FILE_BYTES + 1), str(path))
    except OSError as error:
        raise UnreadableFile("refused", str(path), error=error.strerror or str(error)) from error


def within_limit(data: bytes, name: str) -> bytes:
    """The bytes, if they are not more than a file may have. Raises `UnreadableFile`."""
    if len(data) > settings.MAX_FILE_BYTES:
        raise UnreadableFile("too_large", name, megabytes=settings.MAX_FILE_BYTES // 1_000_000)
    return data


def read_text(path: Path) -> str:
    """The text of the plain file at ``path``, for lexicons and records. Raises `UnreadableFile`."""
    data, name = read_bytes(path), str(path)
    format = format_of(data, name)
    if format not in ("text", "csv"):
        raise UnreadableFile("other_format", name, format=format)
    return checked(decode(data, name), name)
