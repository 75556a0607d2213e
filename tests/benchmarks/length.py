"""Whether reading time grows in step with length: the speed on texts of 6 kB to 1 MB.

    uv run python -m tests.benchmarks.length

Aimed for: a 1 MB text is read at no less than half the speed of a 6 kB one.
"""

from __future__ import annotations

from itertools import cycle

from rich.console import Console
from rich.table import Table

from extraction import extract
from tests.benchmarks.speed import seconds
from tests.benchmarks.texts import samples

LENGTHS = (6_000, 60_000, 300_000, 1_000_000)
CHARS_PER_LENGTH = 3_000_000
"""Characters read in all for each length, so that each is timed about as long."""


def text_of(length: int) -> str:
    """The samples one after the other, again and again, cut at ``length`` characters."""
    parts, size = [], 0
    for text in cycle(samples()):
        parts.append(text)
        size += len(text) + 2
        if size >= length:
            return "\n\n".join(parts)[:length]


def main() -> None:
    """Measure, and print one table."""
    table = Table("characters", "seconds", "M characters/s", "of the shortest's speed")
    shortest = None
    for length in LENGTHS:
        text = text_of(length)
        taken = seconds(lambda text=text: extract(text), max(1, CHARS_PER_LENGTH // length // 10))
        speed = length / taken / 1e6
        shortest = shortest or speed
        table.add_row(f"{length:,}", f"{taken:.3f}", f"{speed:.3f}", f"{speed / shortest:.2f}")
    Console().print(table)


if __name__ == "__main__":
    main()
