"""Backup and restore: the whole archive as one file, from either database into either."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing, nullcontext

import pytest
from private_postgres import new_database
from sqlalchemy import select

from dashboard.archive import backup, review, schema
from dashboard.archive.backup import BackupError
from dashboard.archive.database import open_archive
from dashboard.archive.filters import Filters
from dashboard.archive.saving import save, save_all
from dashboard.archive.search import find


@pytest.fixture(params=["sqlite", "postgresql"])
def other(request, tmp_path):
    """Another archive, to restore into."""
    sqlite = nullcontext(f"sqlite:///{tmp_path / 'other.sqlite'}")
    with sqlite if request.param == "sqlite" else new_database(request.getfixturevalue("server")) as url:
        opened = open_archive(url)
        yield opened
        opened.close()


def contents(archive) -> dict[str, list]:
    with archive.read() as connection:
        return {table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))] for table in schema.metadata.sorted_tables}


def fill(archive, samples) -> None:
    with archive.write() as connection:
        save_all(connection, list(samples.values()))
        record_id = connection.scalar(select(schema.record.c.id).where(schema.record.c.kind == "casualty"))
        review.correct(connection, record_id, "cause", "shelling", "Rima", "as the body says")


def test_restored_it_is_what_it_was(archive, other, samples, tmp_path):
    fill(archive, samples)
    before = contents(archive)
    assert backup.back_up(archive, tmp_path / "backup") == 18
    assert [path.name for path in tmp_path.glob("backup*")] == ["backup"]
    assert backup.restore(other, tmp_path / "backup") == 18
    assert contents(other) == before
    with other.read() as connection:
        assert find(connection, "Hajin", Filters()).total > 0
    with other.write() as connection:  # numbers go on where they were
        review.accept(connection, before["record"][0][0], "Rima")
        assert save(connection, samples["2019-01-05_hajin_pocket"]._replace(text="نص جديد")).bulletin_id > before["bulletin"][-1][0]


def test_links_to_a_shared_dashboard_are_in_no_backup_and_end_when_one_is_restored(archive, samples, tmp_path):
    link = {"id": "x", "role": "owner", "made_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC), "expires_at": dt.datetime(2027, 1, 1, tzinfo=dt.UTC)}
    fill(archive, samples)
    with archive.write() as connection:
        connection.execute(schema.share_link.insert().values(link))
    backup.back_up(archive, tmp_path / "backup")
    with closing(sqlite3.connect(tmp_path / "backup")) as connection:
        assert connection.execute("SELECT count(*) FROM share_link").fetchone() == (0,)
    assert len(contents(archive)["share_link"]) == 1
    backup.restore(archive, tmp_path / "backup", replace=True)
    assert contents(archive)["share_link"] == []


def test_an_archive_with_bulletins_is_replaced_only_on_demand(archive, samples, tmp_path):
    backup.back_up(archive, tmp_path / "empty")
    fill(archive, samples)
    with pytest.raises(BackupError, match="18 bulletins"):
        backup.restore(archive, tmp_path / "empty")
    assert len(contents(archive)["bulletin"]) == 18
    backup.restore(archive, tmp_path / "empty", replace=True)
    assert len(contents(archive)["bulletin"]) == 0


def test_a_backup_never_overwrites_a_file(archive, tmp_path):
    file = tmp_path / "backup"
    file.write_text("a diary")
    with pytest.raises(BackupError, match="is there already"):
        backup.back_up(archive, file)
    assert file.read_text() == "a diary"


def damaged(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("UPDATE record SET bulletin_id = bulletin_id + 1000")
        connection.commit()


def newer(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda path: path.unlink(), "does not exist"), (lambda path: path.write_text("a diary, and no archive at all " * 50), "no backup of Rasd"),
        (lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]), "damaged"), (damaged, "damaged"), (newer, "newer version of Rasd"),
    ],
)  # fmt: skip
def test_what_is_no_whole_backup_changes_nothing(archive, samples, tmp_path, spoil, reason):
    file = tmp_path / "backup"
    fill(archive, samples)
    backup.back_up(archive, file)
    spoil(file)
    before = contents(archive)
    with pytest.raises(BackupError, match=reason):
        backup.restore(archive, file, replace=True)
    assert contents(archive) == before
