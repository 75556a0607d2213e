"""Passages that come again in many bulletins of a batch, word for word or nearly: an agency's sign-off, a standing paragraph.

Paragraphs are compared by MinHash (Broder 1997) of their runs of three folded words, looked up by locality-sensitive
hashing (datasketch). A paragraph joins the one that it is most like, and a few of each kind are held; a sample
of the bulletins, spread over all, bounds it, and finds what stands in a given share of them as surely as all would.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from datasketch import MinHash, MinHashLSH

from dashboard.batch import tables
from dashboard.batch.store import Store
from extraction.text import NUMBER, WORD, tokenize

ALIKE = 0.4
"""Share of runs of words in common: two wordings of 20 words may each have another word changed."""

INDEXED = 8
"""Wordings of a passage that others are compared with: what has drifted from the first is found by a later one."""

PERMUTATIONS = 128
RUN = 3
SHORTEST = 6
"""Words of a paragraph that is looked at: shorter ones are names and dates."""

_SEED = 7
_PARAGRAPH = re.compile(r"[^\n\r]+")


class Boilerplate(NamedTuple):
    """A passage, as it stands where it was met first, in how many of the bulletins, and in how many wordings."""

    text: str
    documents: int
    wordings: int


class Finder:
    """Takes bulletins one by one, and knows which paragraphs came again."""

    def __init__(self) -> None:
        self.documents = 0
        self._index = MinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS)
        self._indexed: list[tuple[int, MinHash]] = []
        """Wordings that others are compared with, each with its kind."""
        self._known: dict[int, int] = {}
        """The kind of each wording that was met, by its hash."""
        self._first: list[str] = []
        self._in_documents: list[int] = []
        self._wordings: list[int] = []

    def add(self, text: str) -> None:
        """Take the paragraphs of one bulletin; what it says twice it says once."""
        self.documents += 1
        for kind in {self._kind(paragraph, words) for paragraph, words in _paragraphs(text)}:
            self._in_documents[kind] += 1

    def found(self, least: int) -> list[Boilerplate]:
        """What stands in at least so many of the bulletins, the most frequent first."""
        kinds = sorted((kind for kind, many in enumerate(self._in_documents) if many >= least), key=lambda kind: -self._in_documents[kind])
        return [Boilerplate(self._first[kind], self._in_documents[kind], self._wordings[kind]) for kind in kinds]

    def _kind(self, paragraph: str, words: list[str]) -> int:
        key = hash(tuple(words))
        kind = self._known.get(key)
        if kind is None:
            kind = self._known[key] = self._alike(paragraph, words)
        return kind

    def _alike(self, paragraph: str, words: list[str]) -> int:
        """The kind of a wording that was not met before."""
        runs = [" ".join(words[n : n + RUN]).encode() for n in range(len(words) - RUN + 1)]
        # CRC: any hash of 32 bits that is the same in every process will do, and this one is in C.
        marks = MinHash(PERMUTATIONS, seed=_SEED, hashfunc=zlib.crc32)
        marks.update_batch(runs)
        likeness, nearest = max(((marks.jaccard(self._indexed[n][1]), -n) for n in self._index.query(marks)), default=(0.0, 0))
        if likeness >= ALIKE:
            kind = self._indexed[-nearest][0]
        else:
            kind = len(self._first)
            self._first.append(paragraph)
            self._in_documents.append(0)
            self._wordings.append(0)
        self._wordings[kind] += 1
        if self._wordings[kind] <= INDEXED:
            self._index.insert(len(self._indexed), marks)
            self._indexed.append((kind, marks))
        return kind


def _paragraphs(text: str) -> Iterator[tuple[str, list[str]]]:
    for match in _PARAGRAPH.finditer(text):
        words = [token.text for token in tokenize(match[0]) if token.kind in (WORD, NUMBER)]
        if len(words) >= SHORTEST:
            yield match[0].strip(), words


def sample(store: Store, most: int) -> Iterator[str]:
    """The texts of a batch, or of so many of its bulletins, spread evenly."""
    marks = store.marks()
    step = max(1, -(-sum(counts[tables.REPORTS] for counts in marks.values()) // most))
    n = 0
    for chunk_id in marks:
        for row in store.read(chunk_id, tables.REPORTS, ["text"]):
            if n % step == 0:
                yield str(row["text"])
            n += 1


def boilerplate(texts: Iterable[str], least: float) -> tuple[list[Boilerplate], int]:
    """What stands in at least the share ``least`` of the texts, and how many texts there were."""
    finder = Finder()
    for text in texts:
        finder.add(text)
    return finder.found(max(2, round(least * finder.documents))), finder.documents
