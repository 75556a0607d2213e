"""The folder that a batch writes into, here or wherever fsspec reaches: a file a chunk and table, and a mark for each chunk.

A chunk's tables are written before its mark, and a mark makes them count: what a killed run left without one is written
again. `DESCRIPTION` says by which rules and of which inputs the tables were made, so that two readings never mix.
"""

from __future__ import annotations

import io
import json
import posixpath
from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from fsspec.core import url_to_fs

from dashboard.batch import tables
from dashboard.whole_file import unfinished, whole_file

DESCRIPTION = "rasd_batch.json"
MARKS = "chunks"


class NotAnOutput(ValueError):
    """A folder that a batch cannot write into or be read from; the message is one sentence."""


class Store:
    """The output at ``url``; it need not exist yet."""

    def __init__(self, url: str):
        self.url = url
        try:
            self._files, self._root = url_to_fs(url)
        except (ValueError, ImportError, OSError) as error:
            raise NotAnOutput(f"{url} cannot be opened: {error}") from None

    def open(self, extractor: str, inputs: Sequence[str], chunk: int) -> None:
        """Begin a run, or go on with one of the same rules and inputs. Raises `NotAnOutput` where the folder holds anything else."""
        wanted = {"format": tables.FORMAT, "extractor": extractor, "inputs": list(inputs), "chunk": chunk}
        if (described := self.description()) is None:
            if self._files.exists(self._root) and self._files.ls(self._root):
                raise NotAnOutput(f"{self.url} is not empty; choose a new folder for the output.")
            self._put(DESCRIPTION, json.dumps(wanted, ensure_ascii=False, indent=1).encode())
        elif described.get("inputs") != wanted["inputs"]:
            raise NotAnOutput(f"{self.url} holds what was read from {', '.join(described.get('inputs', []))}; choose another folder for these inputs.")
        elif described.get("chunk") != chunk:
            raise NotAnOutput(f"{self.url} was made with --chunk {described.get('chunk')}; say the same, or choose a new folder.")
        elif described != wanted:
            raise NotAnOutput(
                f"{self.url} was made by another version or with other places ({described.get('extractor')}, now {extractor}); choose a new folder."
            )

    def description(self) -> dict[str, object] | None:
        """By what and of what the tables were made; None where the folder is no output of a batch."""
        try:
            return json.loads(self._files.cat_file(self._path(DESCRIPTION)))
        except (OSError, ValueError):
            return None

    def marks(self) -> dict[str, dict[str, int]]:
        """What each finished chunk holds, by its id."""
        folder = self._path(MARKS)
        if not self._files.exists(folder):
            return {}
        files = sorted(self._files.find(folder))
        return {posixpath.basename(file).removesuffix(".json"): json.loads(self._files.cat_file(file)) for file in files if file.endswith(".json")}

    def write(self, chunk_id: str, rows: Mapping[str, list[tables.Row]], counts: Mapping[str, int]) -> None:
        """Write a chunk's tables, and then its mark."""
        for table, schema in tables.SCHEMAS.items():
            buffer = io.BytesIO()
            pq.write_table(pa.Table.from_pylist(rows.get(table, []), schema), buffer, compression="zstd")
            self._put(self._part(table, chunk_id), buffer.getvalue())
        self._put(f"{MARKS}/{chunk_id}.json", json.dumps(counts).encode())

    def read(self, chunk_id: str, table: str, columns: list[str] | None = None) -> Iterator[tables.Row]:
        """The rows of one table of a finished chunk."""
        with self._files.open(self._path(self._part(table, chunk_id)), "rb") as file:
            for batch in pq.ParquetFile(file).iter_batches(columns=columns):
                yield from batch.to_pylist()

    def remove(self, chunk_id: str) -> None:
        """Take out a chunk that the inputs do not have any more: its mark first, so that it never counts half."""
        for name in (f"{MARKS}/{chunk_id}.json", *(self._part(table, chunk_id) for table in tables.SCHEMAS)):
            if self._files.exists(path := self._path(name)):
                self._files.rm_file(path)

    def clear(self, chunk_ids: Container[str]) -> None:
        """Take away what writers of these chunks who were killed left half-written; the chunks are finished."""
        if "file" in self._files.protocol:
            for folder in (*tables.SCHEMAS, MARKS):
                for file in unfinished(Path(self._path(folder))):
                    if file.name.split(".")[1] in chunk_ids:
                        file.unlink(missing_ok=True)

    def _part(self, table: str, chunk_id: str) -> str:
        return f"{table}/{chunk_id}.parquet"

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    def _put(self, name: str, data: bytes) -> None:
        """Write a file that is there whole or not at all; object stores do so by themselves."""
        path = self._path(name)
        if "file" not in self._files.protocol:
            self._files.pipe_file(path, data)
            return
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        with whole_file(Path(path)) as file:
            file.write_bytes(data)
