"""Statements of places that a side tries to take: fighting for them, whatever comes of it."""

from __future__ import annotations

from .control_fighting import FightingReader
from .control_lexicon import Sense
from .control_sides import gender_of_verb, gender_of_word
from .control_words import AIM, BEGUN, FAILED, FROM_PRONOUN, IN_VAIN, SUCCEEDS, TO_TAKE, TRYING, among, begins, unjoined


class AttemptReader(FightingReader):
    """Statements of places that a side tries to take."""

    def _is_aim(self, i: int, sense: Sense) -> bool:
        """Whether taking the place is only meant: «معارك للسيطرة على A», «معركة تحرير A»."""
        if sense.code == "expelled":
            return self.chunks[i - 1].text in ("في", "من") and self._failing(i, driving=True) is not None
        if sense.code != "captured" or sense.role != "noun":
            return False
        reading = self.chunks[i].reading
        if self._failing(i) is not None:
            return True
        if i > 0 and self.chunks[i - 1].text == "الي" and any(among(c.text, TRYING) for c in self.chunks[max(i - 10, self._clause(i).first) : i]):
            return True
        if reading.preposition == "ل" and (reading.article or sense.governs == "direct"):
            return True
        if i > 0 and self.chunks[i - 1].text in TO_TAKE and self.chunks[i - 1].text.startswith("ل"):
            return True  # «هجوماً لاستعادة السيطرة على A», «لفرض سيطرتها»
        if i > 1 and begins(self.chunks[i - 2].text, ("جرت", "تمت", "انتهت", "اكتملت", "نجحت")):
            return False  # «وجرت عملية السيطرة على القرية»
        return i > 0 and self.chunks[i - 1].text in AIM and reading.preposition != "ب"  # «انتهت العملية بسيطرة X»

    def _failing(self, i: int, driving: bool = False) -> int | None:
        """The word of failure that governs the taking at ``i``: «فشلت X في السيطرة على A»; with ``driving`` also «لم تفلح X في طرد Y», which tells that Y is there."""
        first = self._clause(i).first
        if (over := self._aside(i)) is not None:
            i = over  # «أخفقت X، وللمرة الثالثة، في السيطرة على A»
        for j in range(i - 1, max(first, i - 6) - 1, -1):
            if among(self.chunks[j].text, FAILED):
                return j
            if driving and among(self.chunks[j].text, SUCCEEDS) and j and self.chunks[j - 1].kind == "negation" and j >= i - 4:
                return j  # «لم تفلح X في طرد Y»
            if among(self.chunks[j].text, TRYING) and any(c.text in IN_VAIN for c in self.chunks[max(j - 3, 0) : self._sentence(i).last + 1]):
                return j  # «حاولت X استعادة A دون جدوى», «باءت محاولة X … بالفشل»
            if self.chunks[j].kind in ("comma", "place", "clause"):
                return None
        return None

    def _aside(self, i: int) -> int | None:
        """Where a parenthesis between commas begins that ends right before the preposition of the noun at ``i``."""
        if i < 3 or self.chunks[i - 1].text not in ("في", "من") or self.chunks[i - 2].kind != "comma":
            return None
        return next((j for j in range(i - 3, max(i - 9, self._clause(i).first), -1) if self.chunks[j].kind == "comma"), None)

    def _dislodged(self, i: int) -> None:
        """«أخفقت X في طردها من A», «فشلت X في طرد Y من A»: fought for, and still of the one that was not driven out."""
        fight = self._failing(i, driving=True)
        if fight is None:
            return
        end, found = self._end(i), self.sides.after(fight, i)
        attacker = self.sides.code(found) if found is not None else self._before(fight, gender_of_verb(unjoined(self.chunks[fight].text)))
        at = next((j for j in range(i + 1, min(i + 6, end) + 1) if self.chunks[j].text in ("من", "عن") or self.chunks[j].text in FROM_PRONOUN), None)
        if at is None:
            return
        places = self.places.list_after(at + 1, end)[0] if self.chunks[at].text in ("من", "عن") else self._pronoun(i, self.chunks[at].text)
        named = self.sides.after(i, at) if at > i + 1 else None
        pronoun = next((p for p in ("ها", "ه") if self.chunks[i].text.endswith(p)), "")
        holder = self.sides.code(named) if named is not None else self._before(i, gender_of_word(pronoun), other=attacker)
        self._fought(places, holder if holder != attacker else None, i, "could not be driven out", end=end)

    def _aim(self, i: int, sense: Sense) -> None:
        """Fighting to take a place is fighting for it; a plan is nothing."""
        if sense.code == "expelled":
            self._dislodged(i)
            return
        first = self._clause(i).first
        fight = self._failing(i)
        for j in () if fight is not None else range(i - 1, max(first, i - 14) - 1, -1):
            s = self._sense[j]
            if s is not None and s.code in ("clash", "attack") and self.chunks[j].reading.preposition != "ل":
                fight = j
                break
        if fight is None:
            begun = any(begins(c.text, BEGUN) for c in self.chunks[max(first, i - 6) : i])
            if not (begun and self.chunks[i - 1].text in AIM):
                return
        elif any(s.chunk.index == fight for s in self.found):
            return  # its place is said otherwise
        end = self._end(i)
        places = self._object(i, end, sense)[0] if sense.governs == "direct" else self._on(i, end)[0]
        self._fought(places, self._taken_from(i, end, ""), i, "fighting to take it", end=end)

    def _attempt(self, i: int) -> int | None:
        """The word of trying that governs the move at ``i``: «حاولت X التقدم», «محاولة X التقدم», «فشل X في التقدم»."""
        for j in range(i - 1, max(self._clause(i).first, i - 12) - 1, -1):
            c = self.chunks[j]
            if among(c.text, TRYING) or (c.text[:1] in "لب" and c.text[1:] in TRYING) or (among(c.text, FAILED) and self.chunks[i - 1].text in ("في", "من")):
                return j
            if c.kind in ("comma", "place", "clause", "negation"):
                return None
        return None

    def _repelled_by(self, tried: int, attacker: str | None) -> str | None:
        """«تصدى عناصر X لمحاولتها التقدم»: who beat off the attempt at ``tried``."""
        for j in range(tried - 1, max(self._clause(tried).first, tried - 8) - 1, -1):
            s = self._sense[j]
            if s is not None and s.code == "repelled" and s.role == "verb":
                party = self._subject(j, s)
                return party if party != attacker else None
        return None

    def _advance(self, i: int, sense: Sense) -> None:
        tried = self._attempt(i)
        if tried is None:
            super()._advance(i, sense)
            return
        end = self._end(i)
        places, _, attacked = self._target(i, end)
        found = self.sides.after(tried, i + 3)
        pronoun = next((p for p in ("ها", "ه") if self.chunks[tried].text.endswith("محاولت" + p)), "")
        attacker = self.sides.code(found) if found is not None else self._before(tried, gender_of_word(pronoun), pronoun=bool(pronoun))
        self._fought(places, attacked or self._repelled_by(tried, attacker) or self._repeller(i, attacker), i, "tried to advance on it", end=end)
