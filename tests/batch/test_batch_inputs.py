"""What a batch reads: every kind of table, packed or not, folders, addresses, and what cannot be read."""

from __future__ import annotations

import csv
import gzip
import io
import json

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from made_batch import rows, texts, write_lines

from dashboard.batch.inputs import NoInput, entries, sources
from dashboard.readers.document import Document, UnreadableFile

MANY = 7


def documents(*inputs: object) -> list[Document | UnreadableFile]:
    return [entry.read for entry in entries(sources([str(one) for one in inputs]))]


def as_csv() -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, ["date", "source", "text"], delimiter=";")
    writer.writeheader()
    writer.writerows(rows(MANY))
    return out.getvalue().encode("utf-8-sig")


def as_lines() -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows(MANY)).encode()


TABLES = {
    "a.jsonl": as_lines, "a.jsonl.gz": lambda: gzip.compress(as_lines()), "a.JSONL.zst": lambda: zstandard.compress(as_lines()),
    "a.csv": as_csv, "a.csv.gz": lambda: gzip.compress(as_csv()),
}  # fmt: skip


def check(read: list[Document | UnreadableFile]) -> None:
    assert [(one.text, one.date.isoformat(), one.source) for one in read] == [(row["text"], row["date"], row["source"]) for row in rows(MANY)]


@pytest.mark.parametrize("name", TABLES)
def test_tables(tmp_path, name):
    (tmp_path / name).write_bytes(TABLES[name]())
    read = documents(tmp_path / name)
    check(read)
    assert len({one.name for one in read}) == MANY
    assert all(one.name.startswith(f"{tmp_path / name}#") for one in read)


def test_parquet_with_other_columns_besides(tmp_path):
    table = pa.Table.from_pylist([{"النص": row["text"], "n": n, "date": row["date"], "source": row["source"]} for n, row in enumerate(rows(MANY))])
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=3)
    check(documents(tmp_path / "a.parquet"))


def test_a_folder_with_all_kinds_of_files(tmp_path):
    write_lines(tmp_path / "b.jsonl", 2)
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_text(texts(3)[2], encoding="cp1256")
    (tmp_path / "notes.log").write_text("nothing")
    assert [one.text for one in documents(tmp_path)] == texts(3)
    assert [one.text for one in documents(tmp_path / "deep", tmp_path)] == [texts(3)[2], *texts(2)]  # each file once


def test_an_address(tmp_path):
    with fsspec.open("memory://bulletins/a.jsonl.gz", "wb") as file:
        file.write(gzip.compress(as_lines()))
    check(documents("memory://bulletins"))


def test_progress_ends_at_the_size_of_the_input(tmp_path):
    for n, name in enumerate(TABLES):
        (tmp_path / f"{n}{name}").write_bytes(TABLES[name]())
    files = sources([str(tmp_path)])
    seen = [entry.bytes_read for entry in entries(files)]
    assert seen == sorted(seen)
    assert seen[-1] == sum(file.size for file in files) == sum(file.stat().st_size for file in tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "data", "whole", "says"),
    [
        ("a.jsonl.gz", gzip.compress(as_lines())[:-30], None, "could not be read"),
        ("a.jsonl.gz", b"plain text", 0, "could not be read"),
        ("a.jsonl.zst", b"plain text", 0, "could not be read"),
        ("a.jsonl", as_lines() + b"{broken\n", MANY, "not JSON"),
        ("a.csv", b"a,b\n1,2\n", 0, "no column of texts"),
        ("a.csv", "text\n".encode() + "نص".encode("cp1256"), 0, "not valid UTF-8"),
        ("a.csv", b'text\n"never closed\n', 0, "damaged"),
        ("a.parquet", b"PAR1 no more", 0, "could not be read"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_and_the_rest_is_read(tmp_path, name, data, whole, says):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text(texts(1)[0], encoding="utf-8")
    read = documents(tmp_path)
    refused = [one for one in read if isinstance(one, UnreadableFile)]
    assert len(refused) == 1
    assert says in str(refused[0])
    assert name in str(refused[0])
    assert read[-1].text == texts(1)[0]
    if whole is not None:
        assert len(read) == whole + 2


def test_a_table_without_a_column_of_texts_in_parquet(tmp_path):
    pq.write_table(pa.table({"n": [1]}), tmp_path / "a.parquet")
    assert "no column of texts" in str(documents(tmp_path)[0])


@pytest.mark.parametrize("given", ["nowhere.jsonl", "", "nosuchscheme://x/a.jsonl"])
def test_no_input_is_a_sentence(tmp_path, given):
    with pytest.raises(NoInput, match="cannot be opened|no files"):
        sources([str(tmp_path / given) if "://" not in given else given])
