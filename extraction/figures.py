"""A figure: a count of people with what governs it, and the list of those that were read so far.

A figure's governor is the word that says what happened to the people: a verb or verbal noun before it in the clause
(«مقتل N», «أصيب N»), a verb after it («أن N قُتلوا», «N الذين قضوا»), or the counted noun itself («N قتيلاً»).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from .agents import outside_brackets
from .chunk import Chunk
from .phrase import Phrase
from .structure import Document, Sentence

CASUALTY, FLOW = "casualty", "flow"
TRIGGERS = frozenset(("outcome", "movement"))
"""Kinds of the words that say what happened to people."""

_JOINERS = frozenset(("اضافه", "بالاضافه", "فضلا", "وكذلك", "مقابل", "كذلك", "ايضا"))


class Figure:
    """A count of people with what governs it. ``value``/``low``/``high`` are as in the count."""

    __slots__ = ("added", "agent", "bare", "chunk", "code", "definite", "governor", "index", "item", "kind", "list_at", "parent", "part_role", "phrase", "raised",
                 "rules", "sentence", "stands_for", "clause")

    def __init__(self, index: int, chunk: Chunk, phrase: Phrase, sentence: Sentence, clause):
        self.index, self.chunk, self.phrase, self.sentence, self.clause = index, chunk, phrase, sentence, clause
        self.kind: str | None = None
        self.code: str = ""
        self.governor: Chunk | None = None
        self.parent: Figure | None = None
        self.part_role = ""
        self.raised = False
        self.item: Item | None = None
        self.list_at = -1  # the marker of the list that a part stands in
        self.definite = False
        self.bare = chunk.kind == "person"
        self.added = False  # set beside the figure before it, so no part of it: «يضاف إليهم N»، «في مقابل N»
        self.agent: str | None = None
        self.stands_for: Chunk | None = None  # the person whom the pronoun of «مقتله» means
        self.rules: list[str] = []

    @property
    def value(self) -> int | None:
        if self.chunk.count is not None:
            return 1 if self.chunk.count.taken_for == "ordinal" else self.chunk.count.value
        if self.chunk.kind in ("word", "part") or self.stands_for is not None:
            return 1
        if self.chunk.kind == "nationality":
            return 2 if self.chunk.text.endswith("ان") else 1  # «بينهم روسيان وتونسي»
        if self.chunk.person is None:
            return None
        return {"singular": 1, "dual": 2}.get(self.chunk.person.number)

    def __repr__(self) -> str:
        return f"Figure({self.code} {self.value} {self.phrase.category} {self.phrase.parties} parent={self.parent and self.parent.value})"


class Item:
    """One line of a breakdown (see `itemised`). ``label`` are the chunks before its colon (empty for a bare bullet), ``first`` the chunk
    after its number or bullet, ``total`` what it is an item of, ``by_doer`` that the labels name who did it."""

    __slots__ = ("by_doer", "first", "label", "total")

    def __init__(self, total: Figure, label: list[Chunk], first: int, by_doer: bool):
        self.total, self.label, self.first, self.by_doer = total, label, first, by_doer

    @property
    def party(self) -> str | None:
        """The side that the label names, rather than one in its brackets."""
        named = next((c for c in outside_brackets(self.label) if c.kind == "party"), None)
        return named.code if named is not None else next((c.code for c in self.label if c.kind == "party"), None)

    @property
    def category(self) -> str | None:
        for before, c in zip((None, *self.label), self.label):
            if c.kind == "person" and c.person.category != "person":
                if before is not None and before.text == "غير":
                    return "combatant" if c.person.category == "civilian" else None  # «غير المدنيين: 120»
                return c.person.category
        return None


class Told:
    """The figures of a document in the order of the text, and what stands around one among them."""

    def __init__(self, document: Document):
        self.chunks, self.tokens = document.chunks, document.tokens
        self.figures: list[Figure] = []

    def in_sentence(self, sentence: Sentence) -> Iterator[Figure]:
        """The figures of the sentence that is being read, the last one first."""
        return takewhile(lambda g: g.sentence is sentence, reversed(self.figures))

    def behind(self, figure: Figure) -> Iterator[Figure]:
        """The figures read after ``figure``, the last one first."""
        return takewhile(lambda g: g is not figure, reversed(self.figures))

    def last_in(self, sentence: Sentence, code: str | None = None, kind: str | None = None) -> Figure | None:
        for figure in reversed(self.figures):
            if figure.sentence.title != sentence.title:
                return None
            if (code is None or figure.code == code) and (kind is None or figure.kind == kind):
                return figure
        return None

    def with_value(self, f: Figure) -> Figure | None:
        return next((g for g in reversed(self.figures) if g.value == f.value and g.kind is not None), None) if f.value is not None else None

    def coordinated(self, i: int) -> bool:
        if (noun := self.noun_before(i)) is not None:
            i = noun.index  # «وأطفاله الأربعة»
        while i and self.chunks[i - 1].kind in ("slash", "open"):
            i -= 1  # «/256/ امرأة و/435/ طفلاً»
        token = self.tokens[self.chunks[i].first]
        if token.text.startswith("و") and self.chunks[i].kind == "person":
            return bool(self.chunks[i].reading.conjunction)
        if token.text.startswith("و"):
            return True
        if i and self.chunks[i - 1].text == "و":
            return True
        for j in range(i - 1, max(i - 4, -1), -1):
            if self.chunks[j].text in _JOINERS or self.chunks[j].text in ("الي", "عن", "في", "نحو"):
                if self.chunks[j].text in _JOINERS:
                    return True
                continue
            break
        return False

    def noun_before(self, i: int) -> Chunk | None:
        """«أطفالها الأربعة»، «أفراد طاقمها الثلاثة»: the noun of a number that follows it with the article."""
        c = self.chunks[i]
        two = c.kind == "count" and c.count.value == 2 and self.tokens[c.last].text in ("اثنين", "اثنان", "اثنتين", "اثنتان")
        if c.kind != "count" or not (c.count.definite or two):
            return None
        for j in (i - 1, i - 2):
            if j >= 0 and self.chunks[j].kind == "person" and self.chunks[j].person.number == "plural":
                return self.chunks[j]
            if j >= 0 and self.chunks[j].kind not in (("nationality",) if two else ("word", "party")):
                return None
        return None
