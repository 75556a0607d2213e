"""Backup and restore: the whole archive as one SQLite file, whichever database it is kept in.

A backup shows one state of the archive, though others write meanwhile. Restoring checks the file first, and then replaces
everything in one transaction: broken off, the archive is what it was. Links to a shared dashboard are in no backup, and
restoring ends them: one that was revoked since must not come back.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Table, func, insert, select, text

from dashboard.archive import search
from dashboard.archive.database import Archive, ArchiveError, open_archive
from dashboard.archive.schema import bulletin, metadata, share_link

_AT_ONCE = 5000


class BackupError(RuntimeError):
    """A backup cannot be written or used; the message is one sentence for the user."""


def back_up(archive: Archive, file: Path) -> int:
    """Write the archive into ``file``; gives how many bulletins it holds. Raises `BackupError`, OSError."""
    if file.exists():
        raise BackupError(f"{file} is there already; choose another name, or remove it first.")
    unfinished = file.with_name(f"{file.name}.part")
    unfinished.unlink(missing_ok=True)
    try:
        if archive.file is not None:
            _copy_file(archive.file, unfinished)
        else:
            _copy_to_file(archive, unfinished)
        with closing(sqlite3.connect(unfinished)) as connection:
            _end_links(connection)
            connection.execute("PRAGMA journal_mode = DELETE")  # one file, with no log beside it
        os.replace(unfinished, file)
    finally:
        unfinished.unlink(missing_ok=True)
    return _bulletins_in(file)


def restore(archive: Archive, file: Path, replace: bool = False) -> int:
    """Make the archive what ``file`` holds; gives how many bulletins that is. Raises `BackupError`, OSError.

    An archive that holds bulletins is only replaced where ``replace`` says so.
    """
    _check(file)
    with archive.read() as connection:
        there = connection.scalar(select(func.count()).select_from(bulletin))
    if there and not replace:
        raise BackupError(f"The archive holds {there} bulletins, which would be lost; back them up, and say --replace to go on.")
    with tempfile.TemporaryDirectory(prefix="rasd-restore-") as folder:
        copy = Path(folder) / "archive.sqlite"
        shutil.copyfile(file, copy)
        try:
            source = open_archive(f"sqlite:///{copy}")  # brings an older backup up to date
        except ArchiveError as error:
            raise BackupError(str(error).replace(str(copy), str(file))) from None
        try:
            with closing(sqlite3.connect(copy)) as connection:
                _end_links(connection)
            if archive.file is not None:
                _copy_file(copy, archive.file)
            else:
                with source.read() as old, archive.write() as new:
                    _empty(new)
                    _copy_rows(old, new)
        finally:
            source.close()
    return _bulletins_in(file)


def _check(file: Path) -> None:
    """See that a file is a whole archive. Raises `BackupError`."""
    if not file.is_file():
        raise BackupError(f"{file} does not exist.")
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
            if not {"alembic_version", "bulletin", "record"} <= tables:
                raise BackupError(f"{file} is no backup of Rasd.")
            (state,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise BackupError(f"{file} is no backup of Rasd, or it is damaged: {error}.") from None
    if state != "ok" or broken:
        raise BackupError(f"{file} is damaged: {broken or state}.")


def _bulletins_in(file: Path) -> int:
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute("SELECT count(*) FROM bulletin").fetchone()[0]


def _end_links(connection: sqlite3.Connection) -> None:
    with connection:
        connection.execute("DELETE FROM share_link")


def _copy_file(source: Path, target: Path) -> None:
    """Copy an SQLite database page by page, in one transaction of the target."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target, timeout=60)) as new:
        old.backup(new)


def _copy_to_file(archive: Archive, file: Path) -> None:
    target = open_archive(f"sqlite:///{file}")
    try:
        with archive.read() as old, target.write() as new:
            _copy_rows(old, new)
    finally:
        target.close()


def _empty(connection: Connection) -> None:
    names = ", ".join(table.name for table in metadata.sorted_tables)
    connection.execute(text(f"TRUNCATE {names}, bulletin_words"))


def _copy_rows(old: Connection, new: Connection) -> None:
    for table in metadata.sorted_tables:
        if table is share_link:
            continue
        rows = old.execution_options(yield_per=_AT_ONCE).execute(select(table).order_by(*_order(table)))
        for some in rows.mappings().partitions():
            new.execute(insert(table), [dict(row) for row in some])
        if "id" in table.c and new.dialect.name == "postgresql":
            # The numbers go on after the last that was given.
            new.execute(text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) FROM {table.name} HAVING max(id) IS NOT NULL"))
    search.fill(new)


def _order(table: Table):
    return [table.c.id] if "id" in table.c else list(table.primary_key.columns)
