"""The bulletins to open with: those that come with the program in ``sample_reports/``, or those of the folder that the
environment variable ``RASD_SAMPLES`` names (NAME.txt with its expected records, NAME.json)."""

from __future__ import annotations

import os
import re
from pathlib import Path

FOLDER = Path(os.environ.get("RASD_SAMPLES") or Path(__file__).resolve().parent.parent / "sample_reports")
# The one that shows most of what the page does: parts, running totals, villages, uncertain figures.
OPENING = "2019-01-05_hajin_pocket_retelling"
SERIES = re.compile(r"\d{4}-\d\d-\d\d_hajin_pocket")


def sample_names() -> list[str]:
    """The names of the samples (file names without ``.txt``), in order of name."""
    return sorted(path.stem for path in FOLDER.glob("*.txt"))


def first_sample() -> str | None:
    """The sample to open with; None when there are no samples."""
    names = sample_names()
    return OPENING if OPENING in names else names[0] if names else None


def series_names() -> list[str]:
    """The names of the samples that are daily bulletins of one campaign; all samples where there are none of it."""
    return [name for name in sample_names() if SERIES.fullmatch(name)] or sample_names()


def load_sample(name: str) -> str:
    """The text of a sample. Raises KeyError for a name that is not in `sample_names`."""
    if name not in sample_names():
        raise KeyError(name)
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def headline(name: str, limit: int = 70) -> str:
    """The first line of a sample, shortened to about ``limit`` characters at a word."""
    line = next((line.strip() for line in load_sample(name).splitlines() if line.strip()), name)
    return line if len(line) <= limit else f"{line[:limit].rsplit(' ', 1)[0]}…"
