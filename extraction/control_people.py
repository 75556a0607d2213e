"""Whose the people are who are named without a side: «المقاتلون», «المهاجمون», «هؤلاء», «هذه الجماعات»."""

from __future__ import annotations

from collections.abc import Iterator

from .chunk import Chunk
from .control_sides import SideFinder
from .control_statement import Statement
from .control_words import FIGHTERS, THEIR_OWN
from .structure import Document


class PeopleFinder:
    """Finds the side that people of a document belong to; ``found`` are the statements made so far."""

    def __init__(self, document: Document, sides: SideFinder, found: list[Statement]):
        self.doc, self.chunks, self.sides, self.found = document, document.chunks, sides, found

    def people_before(self, i: int) -> str | None:
        """«هجوم لمقاتلي X على حواجز Y، وتمكنوا من …»: who a plural verb of people speaks of where only one side is told with its people."""
        if not self.chunks[i].text.endswith("وا") or not self.chunks[i].text.startswith("و"):
            return None
        sentence = self.doc.sentence_of[i]
        near = [d for d in self.chunks[sentence.first : i] if self.sides.named(d)]
        if any(self.sides.rank(d) > 1 for d in near):
            return None
        people = {self.sides.code(d) for d in near if d.index and ((e := self.chunks[d.index - 1]).kind == "person" and e.person.category == "combatant"
                                                                  or d.text.lstrip("ول").startswith(("مقاتل", "مسلح")))}
        return people.pop() if len(people) == 1 else None

    def whose_own(self, i: int) -> str | None:
        """«قال قائد في X إن مقاتليه انسحبوا»: the side named last before the own people of it that do what the verb at ``i`` says."""
        before = self.chunks[i - 1] if i else None
        if before is None or not (before.text in THEIR_OWN or (before.kind == "person" and before.person.possessed)):
            return None
        return next((self.sides.code(d) for d in reversed(self.chunks[self.doc.sentence_of[i].first : i]) if self.sides.named(d)), None)

    def those(self, i: int) -> str | None:
        """«في أيدي هؤلاء», «انسحاب هؤلاء»: the side with its people that is named last before chunk ``i``, in this sentence or the one before."""
        return next((self.sides.code(d) for d in self._back_from(i) if self.sides.named(d)), None)

    def of_this_sort(self, noun: Chunk) -> str | None:
        """«هذه الجماعات»: the last side that was called so."""
        named = (d.code for d in reversed(self.chunks[: noun.index]) if d.kind == "party" and noun.text.removeprefix("ال") in d.text)
        return next(named, None)

    def took_before(self, c: Chunk) -> str | None:
        """«سيطر المهاجمون على B»: who took a place that was told of before, where the people are called after what they did."""
        if c.person.lemma != "مهاجم":
            return None
        return next((s.party for s in reversed(self.found) if s.status == "captured" and s.party and s.chunk.index < c.index), None)

    def same_people(self, c: Chunk) -> str | None:
        """«المسلحين» after «مسلحين من العشائر»: the side of those named before; None where a side follows."""
        if c.index + 1 < len(self.chunks) and (self.sides.named(self.chunks[c.index + 1]) or self.chunks[c.index + 1].text == "من"):
            return None
        for i in range(c.index - 1, -1, -1):
            d = self.chunks[i]
            if d.kind == "party" and any(e.kind == "person" and e.person.lemma == c.person.lemma for e in self.chunks[max(d.index - 2, 0) : d.index]):
                return d.code
        return None

    def irregulars(self, i: int) -> str | None:
        """«قال مسؤول في المعارضة إن المقاتلين انسحبوا»: the last side of fighters that this sentence or the one before names."""
        named = (d.code for d in self._back_from(i) if d.kind == "party" and d.code in FIGHTERS)
        return next(named, None)

    def _back_from(self, i: int) -> Iterator[Chunk]:
        """What stands before chunk ``i`` in its sentence and the one before, which is not the headline; the nearest first."""
        sentence = self.doc.sentence_of[i]
        before = self.doc.sentences[sentence.index - 1] if sentence.index else sentence
        return reversed(self.chunks[(sentence if before.title else before).first : i])
