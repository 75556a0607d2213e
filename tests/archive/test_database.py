"""Opening the archive: made at first use, brought up to date, refused when newer; addresses that do not serve."""

from __future__ import annotations

import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, func, select, text

from dashboard.archive import database, schema
from dashboard.archive.database import READ_CACHE_KB, WRITE_CACHE_KB, ArchiveError, _bring_up_to_date, _engine, _url, default_file, open_archive
from dashboard.archive.filters import Filters
from dashboard.archive.search import find


def test_the_migrations_make_the_tables_of_the_schema(archive):
    def ours(_object, name, kind, _reflected, _compare):
        return not (kind == "table" and name.startswith("bulletin_words"))

    with archive.read() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": False})
        found = [change for changes in compare_metadata(context, schema.metadata) for change in (changes if isinstance(changes, list) else [changes])]
    # Comments on columns are for readers of the schema.
    assert [change for change in found if change[0] != "modify_comment"] == []


def test_the_migrations_are_one_line_numbered_in_their_names():
    config = Config()
    config.set_main_option("script_location", str(database._MIGRATIONS))
    steps = list(ScriptDirectory.from_config(config).walk_revisions())[::-1]
    assert [step.revision for step in steps] == database.versions()
    assert [step.down_revision for step in steps] == [None, *database.versions()[:-1]]


def test_the_file_is_made_at_first_use_in_the_users_data_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv(database.VARIABLE, raising=False)
    if sys.platform == "linux":
        assert default_file() == tmp_path / "rasd" / "archive.sqlite"
    opened = open_archive()
    with opened.read() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    assert opened.file == default_file() and opened.file.exists()
    opened.close()


def test_one_archive_is_open_in_a_process(sqlite_url, monkeypatch):
    monkeypatch.setenv(database.VARIABLE, sqlite_url)
    assert database.archive() is database.archive()


def test_an_archive_of_version_1_comes_forward_without_loss(url, samples):
    engine = _engine(_url(url))
    _bring_up_to_date(engine, "0001")
    first = samples["2019-01-05_hajin_pocket"]
    info = first.report.report
    row = {"id": 1, "text_hash": "x", "text": first.text, "title": info.title, "date": info.date, "date_basis": "given", "source": "SOHR",
           "added_at": func.now(), "extractor": "0", "live": True}  # fmt: skip
    with engine.begin() as connection:
        connection.execute(schema.bulletin.insert().values(row))
    engine.dispose()
    opened = open_archive(url)
    with opened.read() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() != "0001"
        assert connection.execute(select(schema.bulletin.c.text)).scalar() == first.text
        assert find(connection, "الشعفة", Filters()).total == find(connection, "Shaafah", Filters()).total == 1
    opened.close()


def test_connections_that_read_keep_few_pages_each(tmp_path):
    opened = open_archive(f"sqlite:///{tmp_path / 'archive.sqlite'}")
    kept = text("PRAGMA cache_size")
    for _ in range(2):  # the same connection, after it was a writer's
        with opened.read() as connection:
            assert connection.execute(kept).scalar() == -READ_CACHE_KB
        with opened.write() as connection:
            assert connection.execute(kept).scalar() == -WRITE_CACHE_KB
    opened.close()


def test_a_newer_archive_is_refused_and_left_alone(url):
    open_archive(url).close()
    engine = create_engine(_url(url))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(ArchiveError, match=r"newer version of Rasd \(its tables are version 9999, this program knows up to \d+\)"):
        open_archive(url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"
    engine.dispose()


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("archive.sqlite", "not a database address"), ("mysql://x/y", "SQLite or in PostgreSQL"), ("sqlite://", "names no file"), ("sqlite:///:memory:", "names no file"),
        ("oracle+nothing://x", "SQLite or in PostgreSQL"), ("postgresql://rasd:secret@127.0.0.1:1/none", "cannot be opened"),
    ],
)  # fmt: skip
def test_an_address_that_does_not_serve_is_said_in_a_sentence(url, reason):
    with pytest.raises(ArchiveError, match=reason) as error:
        open_archive(url)
    assert "secret" not in str(error.value)


def test_a_file_that_is_no_archive_is_said_in_a_sentence(tmp_path):
    file = tmp_path / "diary.sqlite"
    file.write_text("a diary, and no archive at all " * 50)
    with pytest.raises(ArchiveError, match=f"{file} cannot be opened: file is not a database"):
        open_archive(f"sqlite:///{file}")
