"""Archives to test with: real SQLite files, and databases on a real PostgreSQL server."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
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


@pytest.fixture
def archive(url: str) -> Iterator[Archive]:
    """An empty archive, in each of the two databases."""
    opened = open_archive(url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def samples() -> dict[str, Reading]:
    """The sample bulletins, read."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))}
    return {name: Reading(text, extract(text), f"{name}.txt") for name, text in texts.items()}


@pytest.fixture(scope="session")
def read() -> Callable[..., Reading]:
    """Reads a text as it is given to the archive."""
    return lambda text, origin="pasted": Reading(text, extract(text), origin)
