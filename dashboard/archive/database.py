"""Opening the archive: an SQLite file of the user's own, or the database that ``RASD_DATABASE_URL`` names.

The file is created, and an older archive brought up to date, when it is first opened; an archive that a newer version of
the program made is refused, since it may hold what this one would lose.

Who writes says so from the start (`Archive.write`): on SQLite the transaction then takes the one write lock at once
(``BEGIN IMMEDIATE``) and waits for it, where a lock taken half-way could fail without being waited for. Readers never wait:
SQLite's write-ahead log shows them the state before the write. On PostgreSQL writers take a lock of their own, so that there, too,
one writes after the other: a writer looks for what repeats among all that was saved before, and two at once would not see
each other. Reading bulletins into records, which takes the time, is done before; a write takes milliseconds.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from dashboard.access import Role, require

VARIABLE = "RASD_DATABASE_URL"
LOCK_WAIT_SECONDS = 60
"""How long a writer waits for another one on SQLite."""

READ_CACHE_KB, WRITE_CACHE_KB = 8_192, 32_768
"""Of the file's pages an SQLite connection keeps so many for itself. Several are open in a dashboard, each with its own, and to
read a page again from the system's cache takes no measurable time; a writer changes many pages before they go to the file.
"""

_WRITE_LOCK = 0x52415344  # "RASD": PostgreSQL's advisory locks are told apart by number


class ArchiveError(RuntimeError):
    """The archive cannot be used; the message is one sentence for the user."""


class Archive:
    """An open archive. `read` and `write` give a connection in a transaction of its own."""

    def __init__(self, engine: Engine):
        self.engine = engine

    @property
    def file(self) -> Path | None:
        """The SQLite file; None for a server."""
        return Path(self.engine.url.database) if self.engine.dialect.name == "sqlite" else None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the archive and changes nothing."""
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True} if self.file is None else {}
        with self.engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection whose changes are all kept when the block ends, or none when it raises. One writes at a time.

        Raises `dashboard.access.NotAllowed` for a visitor who may only read.
        """
        require(Role.reviewer)
        with _writing(self.engine) as connection:
            yield connection

    def stamp(self) -> tuple[object, ...]:
        """What differs whenever something was written: what was worked out from one state holds while it is the same."""
        if self.file is None:
            with self.read() as connection:
                return str(self.engine.url), str(connection.execute(text("SELECT pg_current_wal_lsn()")).scalar())
        files = [self.file, self.file.with_name(f"{self.file.name}-wal")]
        return str(self.file), *((file.stat().st_mtime_ns, file.stat().st_size) for file in files if file.exists())

    def close(self) -> None:
        """Let go of the database's connections."""
        self.engine.dispose()


def default_file() -> Path:
    """The archive's file where ``RASD_DATABASE_URL`` names none."""
    return user_data_path("rasd", appauthor=False) / "archive.sqlite"


_opening = threading.Lock()


def archive() -> Archive:
    """The archive of this user, opened once in a process. Raises `ArchiveError`."""
    with _opening:  # two sessions of the dashboard may come at once
        return _opened(os.environ.get(VARIABLE) or None)


@cache
def _opened(url: str | None) -> Archive:
    return open_archive(url)


def open_archive(url: str | None = None) -> Archive:
    """Open the archive at ``url``, create or update it where needed. Raises `ArchiveError`."""
    made = _url(url)
    if made.get_backend_name() == "sqlite":
        Path(made.database).parent.mkdir(parents=True, exist_ok=True)
    try:
        engine = _engine(made)
        _bring_up_to_date(engine)
    except NoSuchModuleError:
        raise ArchiveError(f"{VARIABLE} names a kind of database that Rasd does not know: {made.drivername}.") from None
    except ModuleNotFoundError as error:
        raise ArchiveError(
            f"To use {made.get_backend_name()}, {error.name} must be installed: uv sync --extra postgres."
        ) from None
    except (DBAPIError, OSError) as error:
        reason = str(getattr(error, "orig", error)).strip().splitlines()[0]
        raise ArchiveError(f"The archive {_shown(made)} cannot be opened: {reason}.") from error
    return Archive(engine)


def _url(given: str | None) -> URL:
    if given is None:
        return URL.create("sqlite", database=str(default_file()))
    try:
        url = make_url(given)
    except ArgumentError:
        raise ArchiveError(
            f"{VARIABLE} is not a database address; write sqlite:////folder/file.sqlite or postgresql://user@server/database."
        ) from None
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise ArchiveError(f"{VARIABLE} names {url.get_backend_name()}; the archive is kept in SQLite or in PostgreSQL.")
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise ArchiveError(f"{VARIABLE} names no file: write sqlite:////folder/file.sqlite, with four slashes for a full path.")
    return url


def _shown(url: URL) -> str:
    """The address without its password."""
    return url.database if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    engine = create_engine(url, connect_args={"timeout": LOCK_WAIT_SECONDS}, hide_parameters=True)  # an error would quote texts
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection, _record) -> None:
    connection.isolation_level = None  # the driver would begin transactions by itself, and too late
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode = WAL")
    # The log is written back every 32 MB, since doing so waits for the disk.
    for setting in ("synchronous = NORMAL", "foreign_keys = ON", "temp_store = MEMORY", "wal_autocheckpoint = 8000"):
        connection.execute(f"PRAGMA {setting}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("rasd_writes", False)
    connection.exec_driver_sql(f"PRAGMA cache_size = -{WRITE_CACHE_KB if writes else READ_CACHE_KB}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _writing(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(rasd_writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITE_LOCK})
        yield connection


# --- versions of the schema -----------------------------------------------------------------------------------------


_MIGRATIONS = Path(__file__).with_name("migrations")


def versions() -> list[str]:
    """The versions of the tables that this program knows, in order: the numbers in the names of the migrations."""
    return sorted(file.name[1:5] for file in (_MIGRATIONS / "versions").glob("r[0-9][0-9][0-9][0-9]_*.py"))


def _bring_up_to_date(engine: Engine, version: str = "head") -> None:
    """Bring the tables to ``version``, one process after the other. Raises `ArchiveError` for a newer archive."""
    if _version(engine) == versions()[-1]:
        return
    # A second to load, and not needed but here.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with _writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)


def _version(engine: Engine) -> str | None:
    """The version of the archive's tables, None before there are any. Raises `ArchiveError` where it is not known here."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    known = versions()
    if version is not None and version not in known:
        raise ArchiveError(
            f"The archive {_shown(engine.url)} was made by a newer version of Rasd (its tables are version {version}, this "
            f"program knows up to {known[-1]}). Update Rasd; nothing was changed."
        )
    return version
