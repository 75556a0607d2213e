"""How fast `rasd batch` reads, by engine, how its cost grows, and how much boilerplate it finds.

    uv run python -m tests.benchmarks.batch 1000 10000          # so many generated bulletins through each engine
    uv run python -m tests.benchmarks.batch 100000 local        # through one engine
    uv run python -m tests.benchmarks.batch boilerplate         # planted near-duplicates found

One core is `--engine local --processes 1`. Wall time means something on a machine that does nothing else; processor time
does always. Nothing here is a test.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from dashboard.batch.boilerplate import boilerplate
from tests.archive.generator import bulletins

ENGINES = {"one core": ("--processes", "1"), "local": (), "dask": ("--engine", "dask")}
PLANTED, AMONG = 400, 4_000
LIMIT = 3_600  # seconds that one run may take


class Measured(NamedTuple):
    """One run: wall and processor seconds, and the most memory that one of its processes took, in MB."""

    wall: float
    processor: float
    memory: float


def write_bulletins(file: Path, many: int) -> None:
    """Generated bulletins as JSON lines."""
    with file.open("w", encoding="utf-8") as out:
        for one in islice(bulletins(), many):
            out.write(json.dumps({"text": one.text, "date": one.day.isoformat(), "source": one.source}, ensure_ascii=False) + "\n")


def measure(file: Path, out: Path, engine: str) -> Measured:
    """Run the command as a user does, in a process whose children are counted with it."""
    command = [sys.executable, "-c", "from dashboard.cli import main; main()", "batch", str(file), "-o", str(out), *ENGINES[engine]]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=LIMIT)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Measured(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss / 1000)


def content(folder: Path) -> dict[str, str]:
    """Every file of an output with the digest of its bytes; held whole, they would be taken for memory of the next run."""
    return {str(file.relative_to(folder)): sha256(file.read_bytes()).hexdigest() for file in sorted(folder.rglob("*.parquet"))}


def rates(sizes: list[int], engines: list[str]) -> None:
    """Print a line for each size and engine."""
    table = Table(*("bulletins", "engine", "seconds", "bulletins/s", "beside one core", "processor ms each", "largest process", "same content"))
    for many in sizes:
        with tempfile.TemporaryDirectory() as folder:
            file, first = Path(folder) / "in.jsonl", None
            write_bulletins(file, many)
            one_core = None
            for engine in engines:
                out = Path(folder) / engine.replace(" ", "_")
                done = measure(file, out, engine)
                one_core = one_core or (done.wall if engine == "one core" else None)
                first = first or content(out)
                table.add_row(
                    f"{many:,}", engine, f"{done.wall:,.1f}", f"{many / done.wall:,.0f}", f"{one_core / done.wall:.2f} ×" if one_core else "",
                    f"{1000 * done.processor / many:.2f}", f"{done.memory:,.0f} MB", "yes" if content(out) == first else "NO",
                )  # fmt: skip
    Console(width=140).print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", table)


def recall() -> None:
    """Print which share of planted paragraphs is found, by how many of their 20 words were changed."""
    chance = random.Random(3)
    words = [f"كلمة{n}" for n in range(5_000)]
    table = Table("words changed of 20", "found in one piece", "others joined to it")
    for changed in range(6):
        standing = chance.sample(words, 20)
        planted = set(chance.sample(range(AMONG), PLANTED))
        texts = []
        for n in range(AMONG):
            passage = list(standing)
            for at in chance.sample(range(20), changed):
                passage[at] = chance.choice(words)
            texts.append(" ".join(passage if n in planted else chance.choices(words, k=20)))
        found, _ = boilerplate(texts, 0)
        largest = max((one.documents for one in found), default=0)
        table.add_row(str(changed), f"{min(largest, PLANTED) / PLANTED:.1%}", str(max(0, largest - PLANTED)))
    Console().print(table)


def main() -> None:
    """Time sizes given as numbers through the engines named, or all; or measure what boilerplate is found."""
    words = sys.argv[1:]
    if words == ["boilerplate"]:
        recall()
    else:
        rates([int(word) for word in words if word.isdigit()] or [1_000, 10_000], [word for word in words if not word.isdigit()] or list(ENGINES))


if __name__ == "__main__":
    main()
