"""The texts that are timed: the samples, and one bulletin of the length of a real one."""

from __future__ import annotations

from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SAMPLES = REPOSITORY / "sample_reports"
SEED = REPOSITORY.parent / "shared" / "seed" / "bulletin.txt"
LENGTH = 5_000
"""Characters of a long bulletin of the Observatory's."""


def samples() -> list[str]:
    """The shipped samples, in order of name."""
    return [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]


def bulletin() -> tuple[str, str]:
    """A bulletin of about `LENGTH` characters and its name: the real one where it is at hand, else samples in a row."""
    if SEED.exists():
        return SEED.read_text(encoding="utf-8"), "the seed bulletin"
    long = (SAMPLES / "2019-01-05_hajin_pocket_retelling.txt").read_text(encoding="utf-8")
    for text in samples():
        if len(long) >= LENGTH:
            break
        long += "\n" + text
    return long[:LENGTH], "samples in a row"
