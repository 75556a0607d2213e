"""Opening what is packed: a .zip, .docx or .xlsx is measured before anything of it is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from dashboard.readers import settings
from dashboard.readers.document import UnreadableFile

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, OverflowError, LookupError)


def open_package(data: bytes, name: str, format: str) -> zipfile.ZipFile:
    """The package with its list of members, none of which is unpacked yet.

    Raises `UnreadableFile` when it is cut off or damaged, holds too many members, or would unpack into too much: the
    sizes that it states are binding, since no more than they say is ever read.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED as error:
        raise UnreadableFile("truncated", name, format=format) from error
    members = package.infolist()
    if len(members) > settings.MAX_MEMBERS:
        raise UnreadableFile("too_many_members", name, limit=settings.MAX_MEMBERS)
    for member in members:
        if member.file_size > settings.RATIO_COUNTS_FROM and member.file_size > settings.MAX_RATIO * max(member.compress_size, 1):
            raise UnreadableFile("bomb", name, megabytes=settings.MAX_UNPACKED_BYTES // 1_000_000)
    if sum(member.file_size for member in members) > settings.MAX_UNPACKED_BYTES:
        raise UnreadableFile("bomb", name, megabytes=settings.MAX_UNPACKED_BYTES // 1_000_000)
    return package


def unpack(package: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, format: str) -> bytes:
    """One member. Raises `UnreadableFile` when it has a password or is damaged."""
    if member.flag_bits & 0x1:
        raise UnreadableFile("password", name)
    try:
        return package.read(member)
    except RuntimeError as error:  # zipfile's word for a password that is not flagged
        raise UnreadableFile("password", name) from error
    except _DAMAGED as error:
        raise UnreadableFile("damaged_document", name, format=format) from error


def checked_office_package(data: bytes, name: str, format: str) -> None:
    """Unpack every part of a .docx or .xlsx once, to know that it is whole and that no part defines entities of its own.

    Office never writes a document type definition; whoever does wants a few bytes to grow into gigabytes.
    """
    with open_package(data, name, format) as package:
        for member in package.infolist():
            part = unpack(package, member, name, format)
            if not member.filename.lower().endswith((".xml", ".rels")):
                continue
            try:
                next(iter(iterparse(io.BytesIO(part), events=("start",), forbid_dtd=True)), None)
            except DefusedXmlException as error:
                raise UnreadableFile("entities", name) from error
            except (SyntaxError, ValueError, LookupError) as error:
                raise UnreadableFile("damaged_document", name, format=format) from error
