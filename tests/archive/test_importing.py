"""Bringing bulletins in: folders, files and tables, by the command as a user runs it."""

from __future__ import annotations

import csv
import json
import os
from collections import Counter
from pathlib import Path

import pytest
from generator import bulletins
from sqlalchemy import func, select
from typer.testing import CliRunner

from dashboard.archive import importing, schema
from dashboard.archive.database import open_archive
from dashboard.archive.loading import load
from dashboard.cli import app
from dashboard.processes import KILLED
from dashboard.readers.document import Document
from extraction import extract

TEXT = "قُتل {} من عناصر التنظيم في هجين."


@pytest.fixture
def run(sqlite_url, monkeypatch):
    monkeypatch.setenv("RASD_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("COLUMNS", "400")

    def run(*words: object):
        return CliRunner().invoke(app, ["import", "--processes", "1", *map(str, words)])

    return run


def lines_of(result) -> list[str]:
    return result.stdout.splitlines()


def results_of(archive, folder: Path, processes: int = 1) -> list[importing.Result]:
    return list(importing.import_documents(archive, importing.documents_in([folder]), processes))


def test_a_folder_with_texts_and_tables(run, sqlite_url, tmp_path):
    folder = tmp_path / "in"
    (folder / "below").mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT.format(3), encoding="utf-8")
    (folder / "below" / "b.TXT").write_text(TEXT.format(4), encoding="cp1256")
    (folder / "again.txt").write_text(TEXT.format(3), encoding="utf-8")
    (folder / "notes.doc").write_text("no bulletin")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    table = [{"text": TEXT.format(5), "date": "2018-12-30", "source": "SNHR", "url": "x"}, {"text": TEXT.format(6), "date": "", "source": ""}]
    with (folder / "table.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["url", "text", "date", "source"])
        writer.writeheader()
        writer.writerows(table)
    (folder / "lines.jsonl").write_text("\n".join([
        json.dumps({"text": TEXT.format(8), "date": "2018-12-31"}), "", "{broken", "[1]", json.dumps({"text": TEXT.format(9), "date": "soon"}),
    ]), encoding="utf-8")  # fmt: skip
    result = run(folder)
    lines = [line.replace(f"{folder}/", "") for line in lines_of(result)]
    assert lines[-1] == "6 accepted, 1 duplicate, 3 refused"
    assert result.exit_code == 1
    assert {" ".join(line.split()[1:2]).rstrip(":") for line in lines if line.startswith("refused")} == {"picture.txt", "lines.jsonl#3", "lines.jsonl#4"}
    assert [line for line in lines if line.startswith("accepted lines.jsonl#5: ")][0].count("soon") == 1  # taken, and said that its day was not read
    assert [line for line in lines if line.startswith("duplicate")] == ["duplicate again.txt"]
    archive = open_archive(sqlite_url)
    with archive.read() as connection:
        rows = {row.origin.removeprefix(f"{folder}/"): row for row in connection.execute(select(schema.bulletin))}
    assert (rows["table.csv#2"].source, str(rows["table.csv#2"].date), rows["table.csv#2"].date_basis) == ("SNHR", "2018-12-30", "given")
    assert rows["table.csv#3"].date is None and rows["lines.jsonl#5"].date is None
    archive.close()


def test_run_again_everything_is_there(run, tmp_path):
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(TEXT.format(n + 3), encoding="utf-8")
    assert lines_of(run(tmp_path))[-1] == "3 accepted, 0 duplicate, 0 refused"
    again = run(tmp_path)
    assert lines_of(again)[-1] == "0 accepted, 3 duplicate, 0 refused" and again.exit_code == 0


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("no.txt", None, "does not exist"), ("no.jsonl", None, "does not exist"), ("empty.txt", b"", "empty"), ("wrong.pdf", b"no pdf at all", "PDF"),
        ("nul.jsonl", b'{"text": "a\\u0000b"}', "NUL"), ("half.jsonl", b'{"text": "a\\ud800b"}', "half a character"), ("bytes.jsonl", b'{"text": "\xe3"}', "UTF-8"),
        ("deep.jsonl", b"[" * 100_000, "not JSON"), ("blank.jsonl", b'{"text": " "}', "has no text"), ("number.jsonl", b'{"text": 7}', "has no text"),
        ("large.jsonl", '{"text": "قتل 9,999,999,999,999,999,999,999 مدني"}'.encode(), "too large"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_with_its_reason(run, tmp_path, name, content, reason):
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    lines = lines_of(run(file))
    assert lines[-1] == "0 accepted, 0 duplicate, 1 refused"
    assert reason in lines[0]


def test_a_text_from_which_nothing_is_read_is_taken_in_and_said_to_be_one(run, tmp_path):
    (tmp_path / "shopping.txt").write_text("Milk, 2 loaves of bread", encoding="utf-8")
    (tmp_path / "bulletin.txt").write_text(TEXT.format(3), encoding="utf-8")
    taken, left = lines_of(run(tmp_path))[:2]
    assert taken == f"accepted {tmp_path}/bulletin.txt"
    assert left.endswith("/shopping.txt: no record was read from it. Is it an Arabic bulletin?") and left.startswith("accepted ")


def test_many_processes_give_what_one_gives(sqlite_url, tmp_path):
    made = [one.text for one, _ in zip(bulletins(seed=7), range(120), strict=False)]
    (tmp_path / "lines.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in made), encoding="utf-8")
    archive = open_archive(sqlite_url)
    results = results_of(archive, tmp_path, processes=2)
    assert Counter(result.outcome for result in results) == {"accepted": 120}
    assert [result.origin for result in results] == [f"{tmp_path / 'lines.jsonl'}#{n}" for n in range(1, 121)]
    with archive.read() as connection:
        for result, text in zip(results, made, strict=True):
            assert load(connection, result.bulletin_id).report == extract(text).model_copy(update={"mentions": []})
        assert connection.scalar(select(func.count()).select_from(schema.bulletin)) == 120


class Poison(str):
    """A text that ends whichever process it is sent to."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (11,)


def test_a_bulletin_that_kills_its_process_is_refused_and_the_others_are_taken(sqlite_url):
    texts = [one.text for one, _ in zip(bulletins(seed=8), range(20), strict=False)]
    documents = [Document(str(n), Poison(text) if n == 7 else text, "text") for n, text in enumerate(texts)]
    archive = open_archive(sqlite_url)
    results = list(importing.import_documents(archive, documents, processes=2))
    assert [result.origin for result in results] == [document.name for document in documents]
    assert {result.origin for result in results if result.outcome == "refused"} == {"7"}
    assert results[7].reason == KILLED
    archive.close()


def test_a_deleted_bulletin_is_a_duplicate_that_says_so(archive, tmp_path):
    from dashboard.archive.decisions import delete

    (tmp_path / "a.txt").write_text(TEXT.format(3), encoding="utf-8")
    (first,) = results_of(archive, tmp_path)
    with archive.write() as connection:
        delete(connection, first.bulletin_id, "Rima")
    (again,) = results_of(archive, tmp_path)
    assert (again.outcome, again.bulletin_id) == ("duplicate", first.bulletin_id) and "deleted" in again.reason
