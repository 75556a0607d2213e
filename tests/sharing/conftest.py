"""A shared dashboard as an owner starts it, and the role of who acts put back after each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import access
from dashboard.access import Role
from dashboard.archive.database import open_archive
from dashboard.sharing.links import Links


@pytest.fixture
def links(tmp_path: Path) -> Iterator[Links]:
    """The links of an empty archive."""
    opened = open_archive(f"sqlite:///{tmp_path / 'archive.sqlite'}")
    yield Links(opened, secret="0123456789abcdef" * 4)
    opened.close()


@pytest.fixture
def acting() -> Iterator[dict[str, Role]]:
    """Who acts: set ``acting["as"]``."""
    who = {"as": Role.owner}
    access.decide_by(lambda: who["as"])
    yield who
    access.decide_by(lambda: Role.owner)
