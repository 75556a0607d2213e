"""Runs of a batch: what is written, going on after a kill, changed inputs, and taking it into the archive."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pyarrow.parquet as pq
import pytest
from made_batch import content, rows, table, texts, write_lines
from sqlalchemy import select
from typer.testing import CliRunner

from dashboard.archive import schema
from dashboard.archive.database import open_archive
from dashboard.batch import tables
from dashboard.batch.chunks import MOST_CHARS, chunks
from dashboard.batch.inputs import entries, sources
from dashboard.cli import app
from extraction import TextTooLong, extract

MANY = 24


@pytest.fixture
def lines(tmp_path):
    return write_lines(tmp_path / "in.jsonl", MANY)


def rasd(*words: object):
    return CliRunner().invoke(app, [*map(str, words)], env={"COLUMNS": "400"})


def batch(*words: object):
    return rasd("batch", "--processes", "1", "--chunk", "5", *words)


def test_every_bulletin_is_there_as_extract_reads_it(lines, tmp_path):
    out = tmp_path / "out"
    result = batch(lines, "-o", out)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"{MANY} bulletins, ")
    assert "0 remarks, 0 errors in 5 chunks" in result.stdout
    records = {}
    for name in (*tables.OF_RECORDS.values(), tables.MENTIONS):
        for row in table(out, name):
            records.setdefault(row["document"], {}).setdefault(name, []).append(row["record"])
    found = {row["text"]: (tables.report_of(row, records[row["document"]]), row) for row in table(out, tables.REPORTS)}
    assert list(found) and set(found) == set(texts(MANY))
    for given in rows(MANY):
        report, row = found[given["text"]]
        assert report == extract(given["text"], row["bulletin_date"])
        assert (row["bulletin_date"].isoformat(), row["stated_source"]) == (given["date"], given["source"])
    killed = [row for row in table(out, "casualties") if row["act"] == "killed"]
    assert sorted(row["value"] for row in killed) == list(range(2, MANY + 2))
    assert {row["party"] for row in killed} == {"islamic_state"}


def test_the_columns_are_the_same_whatever_is_in_them(tmp_path):
    (tmp_path / "a.txt").write_text("طقس اليوم غائم جزئياً.", encoding="utf-8")
    batch(tmp_path / "a.txt", "-o", tmp_path / "out")
    for name, wanted in tables.SCHEMAS.items():
        (file,) = (tmp_path / "out" / name).iterdir()
        assert pq.read_schema(file).equals(wanted, check_metadata=True)


def test_run_again_it_reads_nothing(lines, tmp_path):
    out = tmp_path / "out"
    batch(lines, "-o", out)
    before = {file: file.stat().st_mtime_ns for file in out.rglob("*")}
    result = batch(lines, "-o", out)
    assert "5 of them were there already" in result.stdout
    assert {file: file.stat().st_mtime_ns for file in out.rglob("*")} == before


def test_what_a_killed_writer_left_half_written_is_taken_away(lines, tmp_path):
    out = tmp_path / "out"
    batch(lines, "-o", out)
    before = content(out)
    chunk = next((out / "chunks").glob("*.json")).stem
    left, of_another = out / "casualties" / f".{chunk}.parquet.0123.part", out / "casualties" / ".another.parquet.0123.part"
    left.touch()
    of_another.touch()
    batch(lines, "-o", out)
    assert not left.exists() and of_another.exists(), "another run may be writing that one"
    of_another.unlink()
    assert content(out) == before


def test_killed_three_times_it_ends_with_the_same_bytes(lines, tmp_path):
    whole, out = tmp_path / "whole", tmp_path / "out"
    batch(lines, "-o", whole)
    command = [sys.executable, "-c", "from dashboard.cli import main; main()", "batch", "--processes", "1", "--chunk", "5", lines, "-o", out]
    for kill in range(3):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
        deadline = time.monotonic() + 120
        while process.poll() is None and len(list((out / "chunks").glob("*.json"))) <= kill and time.monotonic() < deadline:
            time.sleep(0.002)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert len(list((out / "chunks").glob("*.json"))) > kill
    result = batch(lines, "-o", out)
    assert result.exit_code == 0, result.output
    left_over = [file for file in out.rglob("*.part")]
    for file in left_over:  # of a file that was half written when the process was killed
        file.unlink()
    assert content(out) == content(whole)


def test_what_the_inputs_no_longer_have_is_taken_out(lines, tmp_path):
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    batch(lines, "-o", out)
    write_lines(lines, 12)
    assert "removed" in batch(lines, "-o", out).stdout
    batch(lines, "-o", fresh)
    assert content(out) == content(fresh)


def test_other_inputs_other_chunks_and_folders_of_others_are_refused(lines, tmp_path):
    out = tmp_path / "out"
    batch(lines, "-o", out)
    other = write_lines(tmp_path / "other.jsonl", 3)
    before = content(out)
    for words, says in (((other, "-o", out), "choose another folder"), ((lines, "-o", tmp_path), "is not empty")):
        result = batch(*words)
        assert result.exit_code == 1
        assert says in result.stderr
    assert "was made with --chunk 5" in rasd("batch", lines, "-o", out).stderr
    description = out / "rasd_batch.json"
    description.write_text(json.dumps(json.loads(description.read_text()) | {"extractor": "0.0.1+old"}))
    assert "another version" in batch(lines, "-o", out).stderr
    assert {name: data for name, data in content(out).items() if name != "rasd_batch.json"} == {n: d for n, d in before.items() if n != "rasd_batch.json"}


def test_what_cannot_be_read_is_in_the_table_of_errors(tmp_path):
    file = tmp_path / "in.jsonl"
    too_long = "قُتل مدني. " * 500_000
    lines = [json.dumps({"text": text}) for text in (texts(2)[0], "half \ud800 a character", too_long, texts(2)[1])]
    file.write_text("\n".join([*lines, "{broken"]), encoding="utf-8")
    result = batch(file, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert result.stdout.startswith("2 bulletins, ")
    errors = {row["bulletin"].rpartition("#")[2]: row["reason"] for row in table(tmp_path / "out", "errors")}
    assert set(errors) == {"2", "3", "5"}
    assert "half a character" in errors["2"]
    with pytest.raises(TextTooLong) as raised:
        extract(too_long)
    assert errors["3"] == str(raised.value)


def test_long_bulletins_make_short_chunks(tmp_path):
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(json.dumps({"text": f"{n} " + "قُتل مدني. " * (MOST_CHARS // 20)}) for n in range(6)), encoding="utf-8")
    made = list(chunks(entries(sources([str(file)]))))
    assert [len(chunk.items) for chunk in made] == [2, 2, 2]
    assert len({chunk.id for chunk in made}) == 3


def test_the_archive_takes_it_in_as_if_it_had_read_it_itself(lines, tmp_path, monkeypatch):
    (tmp_path / "broken.jsonl").write_text("{broken", encoding="utf-8")
    out, kept = tmp_path / "out", {}
    batch(lines, tmp_path / "broken.jsonl", "-o", out)
    for name, path in (("batch", out), ("itself", lines)):
        monkeypatch.setenv("RASD_DATABASE_URL", f"sqlite:///{tmp_path / name}.sqlite")
        result = rasd("import", "--processes", "1", path)
        assert result.stdout.splitlines()[-1] == f"{MANY} accepted, 0 duplicate, {1 if name == 'batch' else 0} refused"
        with open_archive(os.environ["RASD_DATABASE_URL"]).read() as connection:
            bulletin, record = schema.bulletin.c, schema.record
            kept[name] = (
                sorted(connection.execute(select(bulletin.text, bulletin.date, bulletin.source, bulletin.extractor, bulletin.origin)).all()),
                sorted(map(repr, connection.execute(select(*(column for column in record.c if column.name not in ("id", "bulletin_id", "part_of")))))),
            )
    assert kept["batch"] == kept["itself"]
    again = rasd("import", "--processes", "1", out)
    assert again.stdout.splitlines()[-1] == f"0 accepted, {MANY} duplicate, 1 refused"


def test_remarks_on_a_document_are_kept_and_told_as_the_import_tells_them(tmp_path, monkeypatch):
    given = [{"text": text, "date": date} for text, date in zip(texts(3), ("2019-01-05", "soon", ""), strict=True)]
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in given), encoding="utf-8")
    result = batch(file, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "1 remarks, 0 errors in 1 chunks" in result.stdout
    (remark,) = table(tmp_path / "out", "remarks")
    (of,) = [row for row in table(tmp_path / "out", "reports") if row["document"] == remark["document"]]
    assert (of["text"], remark["bulletin"]) == (texts(3)[1], f"{file}#2")
    assert "the date “soon” is not one day" in remark["remark"]
    told = {}
    for path in (tmp_path / "out", file):
        monkeypatch.setenv("RASD_DATABASE_URL", f"sqlite:///{tmp_path / path.stem}.sqlite")
        told[path] = sorted(rasd("import", "--processes", "1", path).stdout.splitlines())
    assert told[tmp_path / "out"] == told[file]
    assert f"accepted {file}#2: {remark['remark']}" in told[file]
