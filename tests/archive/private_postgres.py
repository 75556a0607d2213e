"""A PostgreSQL server of the tests' own: made in a temporary folder, on a free port of this computer, gone afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine, text

NO_POSTGRES = "no PostgreSQL server is installed: apt-get install postgresql (or set RASD_POSTGRES_BIN to the folder of initdb and pg_ctl)"
PROGRAMS = "/usr/lib/postgresql"


def find_programs() -> Path | None:
    """The folder of ``initdb`` and ``pg_ctl``, of the newest version installed."""
    named = os.environ.get("RASD_POSTGRES_BIN")
    folders = [Path(named)] if named else sorted(Path(PROGRAMS).glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@contextmanager
def running_postgres(programs: Path) -> Iterator[str]:
    """The address of a server that runs while the block does, without the database's name: ``postgresql://…/``."""
    folder = Path(tempfile.mkdtemp(prefix="rasd-postgres-"))
    # The server refuses to run as root: there it runs as the user that Debian's package makes for it.
    as_user: list[str] = []
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    data, port = folder / "data", _free_port()
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=60"

    def run(*words: str | Path) -> None:
        command: Sequence[str] = [*as_user, str(programs / str(words[0])), *map(str, words[1:])]
        subprocess.run(command, check=True, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    try:
        run("initdb", "-D", data, "-U", "rasd", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        run("pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", settings, "start")
        try:
            yield f"postgresql+psycopg://rasd@127.0.0.1:{port}/"
        finally:
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


_numbers = count(1)


@contextmanager
def new_database(server: str, template: str = "template1") -> Iterator[str]:
    """The address of a new database on the server, empty or a copy of ``template``, dropped when the block ends."""
    name = f"archive_{next(_numbers)}"
    engine = create_engine(server + "postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        yield server + name
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
