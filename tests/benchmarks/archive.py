"""How fast bulletins are imported, beside the extractor alone; and large archives to time the pages with.

    uv run python -m tests.benchmarks.archive                            # 10,000 bulletins by one command
    uv run python -m tests.benchmarks.archive fill FILE.sqlite 100000    # or the address of a PostgreSQL database; then: tests.benchmarks.archive_pages FILE.sqlite

Nothing here is a test: a figure depends on the machine, a ratio of two figures of one run hardly does.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from dashboard.archive.database import open_archive
from extraction import extract
from tests.archive.generator import bulletins, fill

BULLETINS = 10_000


def import_rate(many: int) -> None:
    """Print how many bulletins a second are read by the extractor alone, and imported by `rasd import`."""
    texts = [one.text for one in islice(bulletins(), many)]
    extract(texts[0])  # loads the lexicons
    start = time.perf_counter()
    for text in texts:
        extract(text)
    alone = many / (time.perf_counter() - start)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bulletins.jsonl"
        file.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
        own = os.environ | {"RASD_DATABASE_URL": f"sqlite:///{folder}/archive.sqlite"}
        for processes in (1, os.cpu_count() or 1):
            Path(folder, "archive.sqlite").unlink(missing_ok=True)
            command = [sys.executable, "-c", "from dashboard.cli import main; main()", "import", "--processes", str(processes), str(file)]
            start = time.perf_counter()
            done = subprocess.run(command, env=own, check=True, capture_output=True, text=True)
            rate = many / (time.perf_counter() - start)
            size = Path(folder, "archive.sqlite").stat().st_size / many
            print(f"extractor alone {alone:.0f}/s; imported by {processes} reading {rate:.0f}/s, {rate / alone:.0%} of it; {size / 1000:.1f} kB a bulletin")
            print(done.stdout.splitlines()[-1])


def database_url(named: str) -> str:
    """The address of an archive that is named by its address, or by the file of a SQLite one."""
    return named if "://" in named else f"sqlite:///{Path(named).resolve()}"


def main() -> None:
    """Time an import, or fill an archive."""
    if sys.argv[1:2] == ["fill"]:
        archive = open_archive(database_url(sys.argv[2]))
        start = time.perf_counter()
        fill(archive, int(sys.argv[3]))
        print(f"{sys.argv[3]} bulletins in {time.perf_counter() - start:.0f} s")
    else:
        import_rate(int(sys.argv[1]) if sys.argv[1:] else BULLETINS)


if __name__ == "__main__":
    main()
