"""Word numerals of a peer's own tests, read in place where they lie beside the checkout: they are not ours to copy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extraction import find_counts

PEER = Path(__file__).resolve().parents[2] / "shared" / "peers" / "numerals_maha.json"
REQUIRED = 0.98


def _value(text: str) -> int | float | None:
    """The number that the whole phrase is read as; None where it is read as none, or as several."""
    counts = find_counts(text)
    return counts[0].value if len(counts) == 1 else None


def test_word_numerals_of_a_peer_are_read():
    if not PEER.exists():
        pytest.skip("no ../shared/peers/numerals_maha.json beside the checkout: these numerals are not part of the project")
    words = [case for case in json.loads(PEER.read_text("utf-8")) if not any(char.isdigit() for char in case["text"])]
    wrong = [(case["text"], case["value"], got) for case in words if (got := _value(case["text"])) != case["value"]]
    assert len(words) > 100
    assert len(wrong) <= (1 - REQUIRED) * len(words), wrong
