"""Where the time goes: each module's share of reading the samples, and its calls.

    uv run python -m tests.benchmarks.stages

Profiling makes calls dearer than they are: the shares tell where to look, the seconds of `tests.benchmarks.speed` what was gained.
"""

from __future__ import annotations

import cProfile
import pstats
from collections import Counter, defaultdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

import extraction
from extraction import extract
from tests.benchmarks.texts import samples

RUNS = 10
PACKAGE = Path(extraction.__file__).parent


def module_of(file: str) -> str | None:
    """The module of the package that a file is, None for all others."""
    path = Path(file)
    return path.stem if path.parent == PACKAGE else None


def profile(texts: list[str]) -> tuple[dict[str, float], Counter[str]]:
    """Seconds and calls by module in one reading; what a module calls outside the package is its own time."""
    profiler = cProfile.Profile()
    profiler.enable()
    for text in texts:
        extract(text)
    profiler.disable()
    seconds: dict[str, float] = defaultdict(float)
    calls: Counter[str] = Counter()
    for (file, _, _), (_, count, own, _, callers) in pstats.Stats(profiler).stats.items():
        if (module := module_of(file)) is not None:
            seconds[module] += own
            calls[module] += count
            continue
        for (caller, _, _), (_, count, own_here, _) in callers.items():
            if (module := module_of(caller)) is not None:
                seconds[module] += own_here
                calls[module] += count
    return seconds, calls


def main() -> None:
    """Profile a few readings, and print the quickest of each module."""
    texts = samples()
    profile(texts)  # the forms are known from here on
    runs = [profile(texts) for _ in range(RUNS)]
    calls = runs[0][1]
    quickest = {module: min(seconds[module] for seconds, _ in runs) for module in calls}
    total = sum(quickest.values())
    table = Table("module", "share", "calls")
    for module, seconds in sorted(quickest.items(), key=lambda item: -item[1]):
        table.add_row(module, f"{seconds / total:.1%}", f"{calls[module]:,}")
    table.add_row("all", "", f"{calls.total():,}")
    Console().print(table)


if __name__ == "__main__":
    main()
