"""What a file is, by what is in it; its name decides only between kinds of plain text."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

PLAIN_TEXT = "text"

_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),  # a zip without members
    (b"\xd0\xcf\x11\xe0", "office"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"\x1f\x8b", "compressed"),
    (b"7z\xbc\xaf\x27\x1c", "compressed"),
    (b"Rar!\x1a\x07", "compressed"),
    (b"\xfd7zXZ\x00", "compressed"),
    (b"MZ\x90\x00", "program"),
    (b"\x7fELF", "program"),
)

_PARTS = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("ppt/presentation.xml", "slides"),
)

#: What the ending of a name promises, where only one content can keep the promise.
CLAIMS = {".pdf": "pdf", ".docx": "docx", ".xlsx": "xlsx", ".zip": "zip"}

_BY_NAME = {
    ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html", ".csv": "csv", ".tsv": "csv", ".eml": "email",
}  # fmt: skip

READ_ENDINGS = (".txt", *_BY_NAME, *CLAIMS)
"""Endings of the files that are read, as the upload offers them and folders are searched for them."""

_PROLOGUE = re.compile(rb"(?:\s+|<!--.*?-->|<\?xml[^>]*\?>)+", re.DOTALL)
_HTML = re.compile(rb"<!doctype\s+html|<(?:html|head|body)[\s>]", re.IGNORECASE)
_XML = re.compile(rb"<\?xml\s|<!DOCTYPE\s|<!ENTITY\s")
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]*\S?")
_MAIL_HEADERS = frozenset((
    b"from", b"to", b"cc", b"subject", b"date", b"received", b"message-id", b"mime-version", b"content-type", b"return-path", b"delivered-to",
    b"reply-to", b"sender", b"content-transfer-encoding",
))  # fmt: skip
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HEAD = 8192


def ending(name: str) -> str:
    """The ending of a file's name, in small letters: “.docx”, or an empty string."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def format_of(data: bytes, name: str) -> str:
    """The code of the format: one that is read (``text markdown html csv email pdf docx xlsx zip``), or one that is not."""
    for signature, code in _SIGNATURES:
        if data.startswith(signature):
            return _packed(data) if code == "zip" else _old_office(data) if code == "office" else code
    if b"%PDF-" in data[:1024]:  # some programs put a line of their own before it
        return "pdf"
    head = data[:_HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if _is_mail(head):
        return "email"
    start = _PROLOGUE.match(head)
    if _HTML.match(head, start.end() if start else 0):
        return "html"
    if _XML.match(head.lstrip()):
        return "xml"
    return _BY_NAME.get(ending(name), PLAIN_TEXT)


def _packed(data: bytes) -> str:
    """Which package a zip is, by its members; a cut-off one is a zip still, and is refused as such when it is opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            mimetype = package.read("mimetype")[:80] if "mimetype" in names and package.getinfo("mimetype").file_size < 200 else b""
    except Exception:
        names, mimetype = set(), b""
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        return "opendocument"
    if mimetype.startswith(b"application/epub"):
        return "book"
    return next((code for part, code in _PARTS if part in names), "zip")


def _old_office(data: bytes) -> str:
    """A Word or Excel file with a password is kept inside the old format."""
    return "encrypted" if _ENCRYPTED in data else "office"


def _is_mail(head: bytes) -> bool:
    """Whether the head is the header of a message: fields from the first line on, two of them a message's own."""
    known = set()
    for line in head.splitlines():
        if line[:1] in (b" ", b"\t") and known:
            continue
        field = _HEADER.match(line)
        if field is None:
            break
        known.add(field[1].lower())
    return len(known & _MAIL_HEADERS) >= 2
