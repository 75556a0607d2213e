"""Passages that two texts share: runs of the same words, however they are spelled and pointed, and where they stand.

Texts are compared by the words of their folded spelling. A text's fingerprints are the smallest hashes of its runs of
words in every window (winnowing, as Schleimer, Wilkerson and Aiken describe it): two texts that share a passage of
`SHORTEST_PASSAGE` words or more always share a fingerprint, so that looking up the few fingerprints of a text among
those of all others misses none.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from extraction.text import NUMBER, WORD, tokenize

RUN = 12
"""Words that are hashed together."""

WINDOW = 8
"""Runs of which the smallest hash is a fingerprint."""

SHORTEST_PASSAGE = RUN + WINDOW - 1

_BASE = 1_000_003
_MODULUS = (1 << 61) - 1  # fits a signed integer of 64 bits


class Passage(NamedTuple):
    """A shared passage: the offsets of its words in both texts, and its length in words."""

    start: int
    end: int
    other_start: int
    other_end: int
    words: int


class Run(NamedTuple):
    """A shared passage by numbers of words: its first word in both texts, and its length."""

    first: int
    other_first: int
    words: int


class Words:
    """A text as its folded words."""

    def __init__(self, text: str):
        tokens = [token for token in tokenize(text) if token.kind in (WORD, NUMBER)]
        self.words = [token.text for token in tokens]
        self.starts = [token.start for token in tokens]
        self.ends = [token.end for token in tokens]

    def at(self, offset: int) -> int:
        """The number of the word at or before an offset of the text; -1 before the first."""
        return bisect_right(self.starts, offset) - 1

    @cached_property
    def runs(self) -> list[int]:
        """The hash of every run of `RUN` words, in order of its first word."""
        values = [zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in self.words]
        highest = pow(_BASE, RUN - 1, _MODULUS)
        hashes: list[int] = []
        rolling = 0
        for n, value in enumerate(values):
            if n >= RUN:
                rolling = (rolling - values[n - RUN] * highest) % _MODULUS
            rolling = (rolling * _BASE + value) % _MODULUS
            if n >= RUN - 1:
                hashes.append(rolling)
        return hashes

    @cached_property
    def run_set(self) -> frozenset[int]:
        """The hashes of all runs."""
        return frozenset(self.runs)

    def fingerprints(self) -> set[int]:
        """The hashes by which texts that share a passage find each other; none for a text shorter than one."""
        runs = self.runs
        return {min(runs[first : first + WINDOW]) for first in range(len(runs) - WINDOW + 1)}


@lru_cache(maxsize=1024)
def words_of(text: str) -> Words:
    """The words of a text: bulletins are mostly compared with those of the days before, again and again."""
    return Words(text)


def shared_runs(one: Words, other: Words) -> list[Run]:
    """The passages of `SHORTEST_PASSAGE` words or more that both texts have, in the order of the first text; each word
    of it is in one passage at most.
    """
    common = one.run_set & other.run_set
    found: list[Run] = []
    if not common:
        return found
    where: dict[int, list[int]] = {}
    for n, value in enumerate(other.runs):
        if value in common:
            where.setdefault(value, []).append(n)
    beyond = 0  # the first word that no passage has yet
    for n in [n for n, value in enumerate(one.runs) if value in common]:
        if n >= beyond:
            longest = max((_extended(one, other, n, m) for m in where[one.runs[n]]), key=lambda run: run.words)
            if longest.words >= SHORTEST_PASSAGE:
                found.append(longest)
                beyond = n + longest.words
    return found


def _extended(one: Words, other: Words, first: int, other_first: int) -> Run:
    """The run from these two words on as far as the texts agree. What stands before was tried from its own first word."""
    length = 0
    for word, other_word in zip(one.words[first:], other.words[other_first:], strict=False):
        if word != other_word:
            break
        length += 1
    return Run(first, other_first, length)


def passages(one: Words, other: Words, runs: Sequence[Run]) -> list[Passage]:
    """The same runs by their offsets in the two texts."""
    return [
        Passage(
            one.starts[run.first], one.ends[run.first + run.words - 1], other.starts[run.other_first],
            other.ends[run.other_first + run.words - 1], run.words,
        )
        for run in runs
    ]  # fmt: skip
