"""Damages files of every format by chance for some minutes, and counts what the readers make of them.

Run: ``uv run python -m tests.benchmarks.fuzz_readers [--minutes 5] [--seed 1]``. It ends with an error when a reader
broke off, took too long or took too much memory; the file is then written to the folder of ``--keep``.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

from dashboard.readers.document import Document
from dashboard.readers.reading import Readers
from dashboard.wording import wording
from tests.files_in.made_files import seeds
from tests.files_in.mutations import mutated

BROKEN = ("crashed", "too_slow", "too_much_memory")


def main() -> int:
    """Run, print the figures, and tell by the exit code whether every file was read or refused."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("test-artifacts"))
    options = parser.parse_args()
    files, chance = seeds(), Random(options.seed)
    runs, read, refused, slowest = Counter(), Counter(), {name: Counter() for name in files}, Counter()
    broken = 0
    end = time.monotonic() + options.minutes * 60
    with Readers() as readers:
        while time.monotonic() < end:
            for name, good in files.items():
                data = mutated(good, chance)
                started = time.monotonic()
                for one in readers.read(data, name):
                    if isinstance(one, Document):
                        read[name] += 1
                        continue
                    assert one.sentence(wording("en")) and one.sentence(wording("ar"))
                    refused[name][one.reason] += 1
                    if one.reason in BROKEN:
                        broken += 1
                        options.keep.mkdir(exist_ok=True)
                        (options.keep / f"{one.reason}-{broken}-{name}").write_bytes(data)
                runs[name] += 1
                slowest[name] = max(slowest[name], round((time.monotonic() - started) * 1000))
    for name in files:
        why = ", ".join(f"{reason} {many}" for reason, many in refused[name].most_common())
        print(f"{name:8} {runs[name]:6} files, {read[name]:6} documents, slowest {slowest[name]:5} ms; refused: {why}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"{sum(runs.values())} files in {options.minutes:g} minutes; broke off, too slow or too large: {broken}; peak memory of the process apart: {peak} MB")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
