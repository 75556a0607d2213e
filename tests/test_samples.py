"""The samples reproduce their expected records: read as a reader pastes them, with no date given."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extraction import extract
from extraction.evaluation import Judged, evaluate, read_gold

SAMPLES = Path(__file__).resolve().parents[1] / "sample_reports"


@pytest.mark.parametrize("name", sorted(path.stem for path in SAMPLES.glob("*.txt")))
def test_a_sample_gives_its_expected_records(name):
    text = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    gold = read_gold(json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8")))
    read = extract(text)
    assert (read.report.date, read.report.date_basis) == (gold.report.date, gold.report.date_basis)
    assert evaluate([Judged(name, text, gold, read)]).differences == []
