"""Statements of places that pass to another side, handed over or as the subject of the sentence: «آلت A إلى X», «خرجت A من يد X», «استُعيدت A»."""

from __future__ import annotations

from .chunk import Chunk
from .control_lexicon import Sense
from .control_losers import OUT_OF_HANDS
from .control_losses import LossReader
from .control_sides import gender_of_verb, gender_of_word
from .control_words import DIED_OR_GOODS, HELD_IN, OUT, RETAKEN, begins


class PassingReader(LossReader):
    """Statements of places that pass to another side."""

    def _passed_over(self, i: int, sense: Sense) -> None:
        """«آلت A وB، بعد انسحاب Y منهما، إلى X»: X has it from then on."""
        sentence = self._sentence(i)
        places, after, partial = self.places.list_after(i + 1, sentence.last)
        if not places and after == i + 1:
            r = self._relative(i)
            places = self.places.antecedent(r, 0, "") if r is not None else self.places.before(i, sentence.first)
        taker = self._heir(after, sentence.last)
        if taker is None or not places or partial:
            return
        party, end = self.sides.code(taker), self._end(taker.index)
        loser = self._loser(i, taker.index + 1, end, party) or self._beaten(after, taker.index, party)
        for s in self._state(places, "captured", party, i, "passed to it"):
            s.from_ = loser
            self._dated(i, self._date_end(taker.index, end), s)

    def _heir(self, after: int, last: int) -> Chunk | None:
        """The side behind «إلى», right after the places or after a parenthesis between commas."""
        j = after
        if j < last and self.chunks[j].kind == "comma":
            closing = next((c.index for c in self.chunks[j + 1 : min(j + 16, last)] if c.kind == "comma"), None)
            if closing is None:
                return None
            j = closing + 1
        while j <= last and self.chunks[j].kind == "date":
            j += 1
        return self.sides.after(j, last, 2) if j < last and self.chunks[j].text == "الي" else None

    def _went_out(self, i: int) -> bool:
        """«خرجت A مساءً من يد X», «خرجت من يدها»: X lost it. Whether the movement at ``i`` says so."""
        if not begins(self.chunks[i].text, OUT) or self.chunks[i].role != "verb":
            return False
        last = min(self._sentence(i).last, i + 7)
        hand = next((j for j in range(i + 2, last + 1) if self.chunks[j].text in HELD_IN and self.chunks[j - 1].text in ("من", "عن")), None)
        if hand is None:
            return False
        pronoun = self.chunks[hand].text.removeprefix("ايدي").removeprefix("يد")
        side = self.sides.after(hand, self._sentence(i).last, 2) if not pronoun else None
        loser = self.sides.code(side) if side is not None else self._before(i, gender_of_word(pronoun), pronoun=True) if pronoun else None
        places = self.places.list_after(i + 1, hand)[0] or self.places.before(i, self._sentence(i).first)
        if loser is None or self._denied(i, Sense("lost", "verb", "direct")):
            return False
        for s in self._state(places, "captured", self._adversary(i, loser), i, OUT_OF_HANDS):
            s.from_ = loser
            self._dated(i, self._date_end(hand + 1, self._end(i)), s)
        return True

    def _retaken(self, i: int) -> bool:
        """«A لم تلبث أن استُعيدت»: the passive with its place before it; who has it back is told, or is whoever had lost it."""
        if self.chunks[i].text.removeprefix("و") not in RETAKEN or (i + 1 < len(self.chunks) and self.chunks[i + 1].kind in ("place", "place_kind")):
            return False
        r, clause = self._relative(i), self._clause(i)
        places = self.places.antecedent(r, 0, "") if r is not None else self.places.before(i, clause.first, plural=self.chunks[i].text.endswith("ا"))
        names = {p.place.name for p in places}
        lost = next((s for s in reversed(self.found) if s.status == "captured" and s.place.place.name in names), None)
        end = self._end(i)
        party = self._done_by(i, end) or self._came_back(i, self._sentence(i).last) or (lost.from_ or lost.foe if lost is not None else None)
        for s in self._state(places, "captured", party, i, "was retaken") if party is not None else ():
            s.from_ = lost.party if lost is not None and lost.party != party else self._loser(i, i + 1, end, party)
            self._dated(i, self._date_end(i + 1, end), s)
        return True

    def _came_back(self, i: int, last: int) -> str | None:
        """«… لعودة X إليها», «وعادت X إليها»."""
        for c in self.chunks[i + 1 : last + 1]:
            if c.kind == "clause":
                return None
            if c.kind == "movement" and c.code == "returned" and (side := self.sides.after(c.index, last, 2)) is not None and (
                    side.index < last and self.chunks[side.index + 1].text in ("اليها", "اليه", "اليهما")):
                return self.sides.code(side)
        return None

    def _freed(self, i: int, sense: Sense) -> None:
        """«تحررت A من X على يد Y»: X lost it, to Y if that is said or is the only other side."""
        end = self._end(i)
        r = self._relative(i)
        places, after, _ = self.places.list_after(i + 1, end)
        if not places:
            places = self.places.antecedent(r, 0, "") if r is not None else self.places.before(i, self._sentence(i).first)
        loser = self._taken_from(i, end, "")
        if loser is None:
            return
        for s in self._state(places, "captured", self._done_by(i, end) or self._adversary(i, loser), i, "was freed of it"):
            s.from_ = loser
            self._dated(i, self._date_end(after, end), s)

    def _handed(self, i: int, sense: Sense) -> None:
        """«سلّمت X سد A إلى Y»: Y takes it from X."""
        end = self._end(i)
        if sense.pronoun:
            self._handed_on(i, sense, end)
            return
        giver = self._subject(i, sense) if sense.role == "verb" else None
        if giver is None and (found := self.sides.after(i, end)) is not None and not self.sides.prepositional(found):
            giver = self.sides.code(found)
        places, after, _ = self._object(i, end, sense)
        if giver is None and places:
            giver = self._done_by(i, end) or self._before(i, "") if sense.role == "noun" else self._done_by(i, end)
        if (giver is None and not (places and self.chunks[i + 1].kind in ("place", "place_kind"))):
            return
        receiver = self.sides.after(i, end) if sense.role == "verb" else None
        before = self.sides.before(i, self._clause(i).first) if receiver is not None and not receiver.reading.preposition else None
        second = self.sides.after(receiver.index, end) if receiver is not None else None
        if second is not None and not second.reading.preposition and not second.reading.conjunction:
            before, receiver = receiver, second
        if before is not None and self.sides.rank(before) >= 2 and places and places[0].index > receiver.index:
            # «X سلّمت Y جسر A», «سلّمت X Y جسر A»: the one named first gives.
            taker, giver = self.sides.code(receiver), self.sides.code(before)
            self._hand(places, giver, taker, i, self._date_end(after, end))
            return
        if receiver is not None and receiver.reading.preposition != "ل":
            receiver = self._handed_to(i, receiver.index, places)
        if receiver is not None and receiver.reading.preposition == "ل" and places and receiver.index < places[0].index and self.sides.code(receiver) != giver:
            self._hand(places, giver, self.sides.code(receiver), i, self._date_end(after, end))
            return
        for j in range(after, min(after + 6, end) + 1):
            c = self.chunks[j]
            taker = self.sides.code(c) if self.sides.named(c) else None
            if taker not in (giver, None) and (c.reading.preposition == "ل" or self.chunks[j - 1].text == "الي"):
                self._hand(places, giver, taker, i, self._date_end(j, end))
                return

    def _handed_on(self, i: int, sense: Sense, end: int) -> None:
        """«انسحبت X من بلدتي A وB وسلّمتهما لـY», «A، التي سلّمتها X إلى Y»: the places behind the pronoun of the verb or verbal noun at ``i``."""
        taken = next((c for c in self.chunks[i + 1 : min(i + 7, end + 1)] if self.sides.named(c) and (c.reading.preposition == "ل" or any(
            d.text in ("الي",) for d in self.chunks[max(i + 1, c.index - 2) : c.index]))), None)
        near = self._relative(i) is not None or any(c.kind == "place" for c in self.chunks[max(i - 4, 0) : i])
        goods = any(c.text in DIED_OR_GOODS or c.text.startswith(("سلاح", "اسلح")) for c in self.chunks[max(i - 10, self._sentence(i).first) : i])
        if taken is None or not near or goods or sense.role != "verb" or sense.pronoun == "هم":
            return  # «سلمت X أسلحتها في A وسلمتها لـY», «… وسلمتهم»: goods and people
        named = self.sides.after(i, taken.index - 1)
        giver = self.sides.code(named) if named is not None else self._before(i, gender_of_verb(self.chunks[i].reading.stem or self.chunks[i].text))
        if giver not in (None, self.sides.code(taken)):
            self._hand(self._meant(i, sense.pronoun), giver, self.sides.code(taken), i, self._date_end(taken.index, end))

    def _hand(self, places: list[Chunk], giver: str | None, taker: str, i: int, date_end: int) -> None:
        for s in self._state(places, "captured", taker, i, "was handed it"):
            s.from_ = giver
            self._dated(i, date_end, s)

    def _handed_to(self, i: int, first: int, places: list[Chunk]) -> Chunk | None:
        """«سلّمت X لـY بلدات A وB»: the receiver between the giver and the places."""
        stop = places[0].index if places else first
        return next((c for c in self.chunks[max(first, i) + 1 : stop] if self.sides.named(c) and c.reading.preposition == "ل"), None)
