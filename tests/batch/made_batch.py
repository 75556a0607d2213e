"""Inputs of batches, what is expected of them, and a task that one bulletin kills."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.batch.chunks import Item, Reading
from dashboard.batch.store import Store
from dashboard.batch.tables import SCHEMAS, Rows

VILLAGES = ("الشعفة", "السوسة", "هجين", "الكشمة", "البوخاطر")
KILLS = "سم زعاف"
"""Words that end the process of a `Poisoned` task, as a fault in a library would."""


def texts(many: int) -> list[str]:
    """So many different bulletins of our own."""
    return [
        f"قُتل {n + 2} من عناصر تنظيم الدولة الإسلامية في بلدة {VILLAGES[n % len(VILLAGES)]}، فيما فر {n + 20} مدنياً من هجين.\nسيطرت قوات سوريا الديمقراطية على قرية الباغوز."
        for n in range(many)
    ]


def rows(many: int) -> list[dict[str, str]]:
    """The same as rows of a table: a date and a source for each."""
    return [{"text": text, "date": f"2019-01-{n % 28 + 1:02d}", "source": "SOHR"} for n, text in enumerate(texts(many))]


def write_lines(path: Path, many: int) -> Path:
    """A file of JSON lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(many)), encoding="utf-8")
    return path


def content(folder: Path) -> dict[str, bytes]:
    """Every file of an output with its bytes."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def table(folder: Path, name: str) -> list[dict[str, object]]:
    """The rows of one table of an output, all chunks together."""
    store = Store(str(folder))
    assert name in SCHEMAS
    return [dict(row) for chunk_id in store.marks() for row in store.read(chunk_id, name)]


@dataclass(frozen=True, slots=True)
class Poisoned(Reading):
    """A task whose process ends at once when it meets a bulletin with the words `KILLS`."""

    def read(self, chunk_id: str, number: int, item: Item) -> Rows:
        _take(item)
        return Reading.read(self, chunk_id, number, item)


@dataclass(frozen=True, slots=True)
class Overfull(Reading):
    """A task whose process ends whenever it has read so many bulletins, whichever they are, as one that runs out of memory."""

    most: int = 3

    def read(self, chunk_id: str, number: int, item: Item) -> Rows:
        _read_here.append(number)
        if len(_read_here) > self.most:
            os._exit(11)
        return Reading.read(self, chunk_id, number, item)


_read_here: list[int] = []


def _take(item: Item) -> None:
    if KILLS in item.text:
        os._exit(11)


def children(pid: int) -> Iterator[int]:
    """The processes that a process has started (Linux)."""
    for task in Path(f"/proc/{pid}/task").iterdir():
        yield from map(int, (task / "children").read_text().split())
