"""Which reader opens a file: by its content, and through containers to the bulletins in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from dashboard.readers import settings
from dashboard.readers.document import Document, Read, UnreadableFile
from dashboard.readers.formats import CLAIMS, ending, format_of

# The module of each format; it is imported when its first file comes, since some bring large libraries.
_READERS = {
    "text": "plain", "markdown": "markdown", "html": "web_page", "docx": "word", "pdf": "pdf", "csv": "csv_table", "xlsx": "spreadsheet",
}  # fmt: skip
_CONTAINERS = {"zip": "zipped", "email": "message"}

Opener = Callable[[bytes, str], Iterator[Read]]
"""Opens a member of a container."""


def documents(data: bytes, name: str, depth: int = 0) -> Iterator[Read]:
    """Every bulletin in the file, in order, each a whole document or a refusal; nothing is raised.

    ``depth`` counts the containers around the file.
    """
    try:
        yield from _documents(data, name, depth)
    except UnreadableFile as refusal:
        yield refusal


def _documents(data: bytes, name: str, depth: int) -> Iterator[Read]:
    if not data:
        raise UnreadableFile("empty", name)
    if len(data) > settings.MAX_FILE_BYTES:
        raise UnreadableFile("too_large", name, megabytes=settings.MAX_FILE_BYTES // 1_000_000)
    format = format_of(data, name)
    claimed = CLAIMS.get(ending(name))
    if format == "encrypted":
        raise UnreadableFile("password", name)
    if claimed is not None and claimed != format:
        _refuse_claim(data, name, claimed, format)
    if format in _CONTAINERS:
        if depth > settings.MAX_DEPTH:
            raise UnreadableFile("too_deep", name, depth=settings.MAX_DEPTH)

        def open_member(member: bytes, member_name: str) -> Iterator[Read]:
            return documents(member, member_name, depth + 1)

        yield from _module(_CONTAINERS[format]).read(data, name, open_member)
    elif format in _READERS:
        yield from _read(format, data, name)
    elif format == "xml" and b"<!ENTITY" in data.replace(b"\x00", b""):
        raise UnreadableFile("entities", name)
    else:
        raise UnreadableFile("other_format", name, format=format)


def _read(format: str, data: bytes, name: str) -> list[Document]:
    return _module(_READERS[format]).read(data, name)


def _module(name: str):
    return import_module(f"dashboard.readers.{name}")


def _refuse_claim(data: bytes, name: str, claimed: str, format: str) -> None:
    """A name that promises one format over the content of another: most often a page of error that was saved in its place."""
    packed = {"docx", "xlsx"}
    if claimed in packed and format == "zip" and data.startswith(b"PK\x03\x04"):
        raise UnreadableFile("truncated", name, format=claimed)  # its list of parts is lost, or its main part
    if format in ("text", "markdown", "csv"):
        from dashboard.readers.charset import decode

        try:
            decode(data, name)
        except UnreadableFile:
            raise UnreadableFile("damaged_document", name, format=claimed) from None
    raise UnreadableFile("mislabelled", name, claimed=claimed, format=format)
