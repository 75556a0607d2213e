"""Archives to test with: real SQLite files, and databases on a real PostgreSQL server."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from private_postgres import NO_POSTGRES, find_programs, new_database, running_postgres

from dashboard.archive.database import Archive, open_archive
from dashboard.archive.saving import Reading
from extraction import extract

SAMPLES = Path(__file__).resolve().parents[2] / "sample_reports"


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server. Without one the test is skipped, or fails where it must not be."""
    programs = find_programs()
    if programs is None:
        if os.environ.get("RASD_REQUIRE_POSTGRES") == "1":
            pytest.fail(NO_POSTGRES)
        pytest.skip(NO_POSTGRES)
    with running_postgres(programs) as address:
        yield address


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of an archive that is not there yet, in SQLite."""
    return f"sqlite:///{tmp_path / 'archive.sqlite'}"


@pytest.fixture
def postgres_url(server: str) -> Iterator[str]:
    """The address of an empty database on the server."""
    with new_database(server) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an archive that is not there yet, in each of the two databases."""
    return request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty archive in SQLite. Tests get copies: to make one takes longer than most tests do."""
    file = tmp_path_factory.mktemp("empty") / "archive.sqlite"
    open_archive(f"sqlite:///{file}").close()
    return file


@pytest.fixture(scope="session")
def empty_database(server: str) -> Iterator[str]:
    """The name of an empty archive on the server, of which tests get copies."""
    with new_database(server) as url:
        open_archive(url).close()
        yield url.removeprefix(server)


@pytest.fixture(params=["sqlite", "postgresql"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    """An empty archive, in each of the two databases."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            url = f"sqlite:///{shutil.copy(request.getfixturevalue('empty_file'), tmp_path / 'archive.sqlite')}"
        else:
            url = stack.enter_context(new_database(request.getfixturevalue("server"), request.getfixturevalue("empty_database")))
        opened = open_archive(url)
        stack.callback(opened.close)
        yield opened


@pytest.fixture(scope="session")
def samples() -> dict[str, Reading]:
    """The sample bulletins, read."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))}
    return {name: Reading(text, extract(text), f"{name}.txt") for name, text in texts.items()}


@pytest.fixture(scope="session")
def read() -> Callable[..., Reading]:
    """Reads a text as it is given to the archive."""
    return lambda text, origin="pasted": Reading(text, extract(text), origin)
