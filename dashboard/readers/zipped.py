"""Zip archives: each member is opened by what it is, in memory; nothing is ever written to disk."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from dashboard.readers.document import Read, UnreadableFile
from dashboard.readers.package import open_package, unpack

if TYPE_CHECKING:
    from dashboard.readers.dispatch import Opener

_UTF8_NAME = 0x800


def read(data: bytes, name: str, open_member: Opener) -> Iterator[Read]:
    """The bulletins of every member, or why it has none; one that cannot be read does not keep the others.

    Raises `UnreadableFile` when the archive as a whole cannot be opened, or holds no files.
    """
    with open_package(data, name, "zip") as package:
        members = sorted((member for member in package.infolist() if not _is_bookkeeping(member)), key=lambda member: member.filename)
        if not members:
            raise UnreadableFile("empty_zip", name)
        for member in members:
            member_name = f"{name}/{_shown(member)}"
            try:
                content = unpack(package, member, member_name, "zip")
            except UnreadableFile as refusal:
                yield refusal
                continue
            yield from open_member(content, member_name)


def _is_bookkeeping(member: zipfile.ZipInfo) -> bool:
    """Folders, and what macOS and Windows put beside the files."""
    path = PurePosixPath(member.filename)
    return member.is_dir() or "__MACOSX" in path.parts or path.name in (".DS_Store", "Thumbs.db", "desktop.ini")


def _shown(member: zipfile.ZipInfo) -> str:
    """The member's name: many programs write Arabic ones in UTF-8 or Windows-1256 without saying so."""
    if member.flag_bits & _UTF8_NAME:
        return member.filename
    for encoding in ("utf-8", "cp1256"):
        try:
            return member.filename.encode("cp437").decode(encoding)
        except UnicodeError:
            continue
    return member.filename
