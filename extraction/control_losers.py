"""From whom a place was taken: «من X», «بعد انسحاب X منها», «على حساب X»."""

from __future__ import annotations

from .control_adversaries import AdversaryReader
from .control_sides import gender_of_word
from .control_words import ADMINISTERS, AFTER, AGREEMENTS, ALLIED, BACKED, BACKERS, BACKING, COLLAPSES, DEFEAT, FOR, FORMATIONS, FROM_PRONOUN, HANDS, HOLD_OUT, IN_PRONOUN, ON_PRONOUN, REMAINING, STATIONED, SUPERLATIVE, WAS, among, begins


OUT_OF_HANDS = "went out of its hands"


class LoserReader(AdversaryReader):
    """From whom a place was taken."""

    def _note_loser(self, i: int, end: int, party: str) -> None:
        """«انتزعت 12 قرية من X»: the places are named later; the loser is kept for them."""
        loser = self._loser(i, i + 1, end, party)
        if loser is not None:
            self._losers[self._sentence(i).index] = loser, party

    def _loser(self, i: int, after: int, end: int, winner: str) -> str | None:
        """Who lost what ``winner`` took, by the words around its list, which ends before chunk ``after``; None where nothing says."""
        sentence = self._sentence(i)
        return (
            self._taken_from(i, min(end, after + 14), winner)
            or self._wrested(after, end, winner)
            or self._from_them(i, after, winner)
            or self._beaten(after, sentence.last, winner)
            or self._held_before(after, sentence.last, winner)
            or self._held_before(i + 1, after - 1, winner)
            or self._beaten_first(i, winner)
            or self._killed_by_takers(after, min(sentence.last, after + 10), winner)
            or self._pocket(i, after, winner)
            or self._at_cost(sentence.first, i, winner)
            or self._agreed_with(i, after, winner)
            or self._noted(i, winner)
            or self._gave_way(i, winner)
            or self._made_way(i, after, winner)
        )

    def _taken_from(self, i: int, end: int, winner: str) -> str | None:
        """«من X», «من قبضة X», «منتزعة إياها من X», «على حساب X»."""
        end = min(end, len(self.chunks) - 1)
        for j in range(i + 1, end + 1):
            c = self.chunks[j]
            if c.text.startswith("منتزع") or (c.text == "من" and self.chunks[j - 1].kind != "person" and not self._backs(j)):
                k = j + 1
                while k <= end and (self.chunks[k].kind in ("person", "count") or self.chunks[k].text in HANDS or self.chunks[k].text in FORMATIONS):
                    k += 1
                if k <= end and self.sides.named(self.chunks[k]) and (code := self.sides.code(self.chunks[k])) != winner:
                    return code
            if c.text == "حساب" and j + 1 <= end and (found := self.sides.after(j, end)) is not None:
                return self.sides.code(found)
        return None

    def _wrested(self, first: int, last: int, winner: str) -> str | None:
        """«… منتزعة إياها من X»: after all the lists of the clause."""
        at = next((c.index for c in self.chunks[first : last + 1] if c.text.startswith("منتزع")), None)
        return self._taken_from(at - 1, min(at + 6, last), winner) if at is not None else None

    def _backs(self, j: int) -> bool:
        """«مدعومة من X», «مدعمة بضباط من X»: whom «من» at chunk ``j`` names helped."""
        if self.chunks[j - 1].text.endswith(BACKED):
            return True
        if any(c.text.removeprefix("و").removeprefix("ب") in BACKING for c in self.chunks[max(j - 3, 0) : j]):
            return True
        return (self.chunks[j - 1].kind == "person" or self.chunks[j - 1].text in ("جوي", "ناري", "مدفعي")) and any(c.text.endswith(BACKED) for c in self.chunks[max(j - 3, 0) : j - 1])

    def _from_them(self, i: int, after: int, winner: str) -> str | None:
        """«استعادت منه قرية A», «انتزعتا منها حقل A»: the pronoun before the place means a side."""
        behind = after < len(self.chunks) and self.chunks[after].text in FROM_PRONOUN and self._sense[i].governs == "direct"
        for j in (after,) if behind else range(i + 1, min(i + 5, after)):
            c = self.chunks[j]
            if c.kind in ("place", "place_kind", "comma"):
                return None
            if c.text in FROM_PRONOUN:
                loser = self._before(i, gender_of_word({"منه": "ه", "منها": "ها"}.get(c.text, "")), pronoun=True, other=winner)
                return loser if loser != winner else None
        return None

    def _beaten(self, after: int, stop: int, winner: str) -> str | None:
        """«بعد انسحاب X», «عقب اشتباكات مع X», «إثر خسارتها لصالح X», «بعد القضاء على X»: how the taking came about."""
        inside = False  # a relative clause, of which «بعد» then tells
        for j in range(after, stop + 1):
            c = self.chunks[j]
            inside = c.kind == "relative" or (inside and c.kind != "comma")
            if inside:
                continue
            if j > after and (s := self._sense[j]) is not None and s.code == "captured" and s.role == "verb":
                return None  # the next taking has a story of its own
            if c.kind == "clause" or (c.kind in ("raise", "republish") and j > after):
                return self._left_meanwhile(j, stop, winner) if c.kind == "clause" else None
            joined = c.reading.conjunction and j <= after + 8 and ((s := self._sense[j]) is not None and (s.code == "expelled" or s.code == "withdrew" and s.role == "noun") or (
                c.kind == "movement" and c.role == "noun" and c.code in ("fled", "evacuated")))
            if joined and (loser := self._side_within(j + 1, min(j + 5, stop), winner)) is not None:
                return loser  # «سيطرة X عليها وخروج مقاتلي Y منها»
            amid = c.text == "وسط" and j < stop and (s := self._sense[j + 1]) is not None and s.code == "withdrew"
            if c.text not in AFTER and c.kind != "because" and not amid:
                continue
            for k in range(j, min(j + 5, stop) + 1):
                s = self._sense[k]
                if s is not None and s.code == "lost" and (taker := self._lost_to(k, stop)) not in (None, winner):
                    return taker
                if s is not None and s.code in ("attack", "entered", "advance") and any(d.text in IN_PRONOUN for d in self.chunks[k + 1 : k + 3]):
                    # «بعد أن تسلل إليه X», «بعد أن كانت X قد تقدمت إليها»
                    found = next((d for d in self.chunks[j + 1 : k] if self.sides.named(d)), None) or self.sides.after(k, stop) or self.sides.after(k + 1, stop)
                    if found is not None and self.sides.code(found) != winner:
                        return self.sides.code(found)
                if s is not None and s.code == "captured" and s.role == "noun" and any(d.text in ON_PRONOUN for d in self.chunks[k + 1 : k + 5]) and (
                        had := self._side_within(k + 1, min(k + 4, stop), winner)) is not None:
                    return had  # «بعد سيطرة X عليها»
                told = (s is not None and s.code in ("withdrew", "expelled", "clash", "attack", "fell")) or self.chunks[k].text.startswith(DEFEAT) or (
                    self.chunks[k].kind == "movement" and self.chunks[k].code in ("fled", "evacuated", "surrendered")) or (
                    self.chunks[k].kind == "outcome" and self.chunks[k].role in ("noun", "both") and self.chunks[k].code in ("killed", "captured"))
                if told:
                    if s is not None and s.pronoun and s.code == "withdrew":
                        return None
                    if k < stop and s is not None and s.code == "withdrew" and (own := self.chunks[k + 1]).kind == "person" and own.person.possessed and (
                            theirs := self._before(k, gender_of_word("ها" if own.text.endswith("ها") else "ه"), other=winner)) is not None:
                        return theirs  # «التي تهم التنظيم، بعد انسحاب عناصره منها»
                    if (beaten := self._side_within(k + 1, stop, winner)) is not None:
                        return beaten
                    break
        return None

    def _beaten_first(self, i: int, winner: str) -> str | None:
        """«بعد طرد X منها، باتت A تحت سيطرة Y»: how the taking came about, told first."""
        first = self._sentence(i).first
        at = next((j for j in range(first, min(first + 3, i)) if self.chunks[j].text in AFTER or self.chunks[j].kind == "because"), None)
        return self._beaten(at, i - 1, winner) if at is not None else None

    def _left_meanwhile(self, clause: int, stop: int, winner: str) -> str | None:
        """«…، فيما انسحبت X باتجاه الشمال»: of the place that the clause before told to be taken, as it names none of its own."""
        j = clause + 1
        told = j <= stop and ((s := self._sense[j]) is not None and s.code == "withdrew" or self.chunks[j].kind == "movement" and self.chunks[j].code == "fled")
        if not told or any(c.text in ("من", "عن") and d.kind in ("place", "place_kind") for c, d in zip(self.chunks[j : stop], self.chunks[j + 1 : stop + 1], strict=False)):
            return None
        found = self.sides.after(j, stop)
        return self.sides.code(found) if found is not None and self.sides.code(found) != winner else None

    def _killed_by_takers(self, after: int, stop: int, winner: str) -> str | None:
        """«سيطرت X على A وقتلت عشرات من عناصر Y»: whom those who took the place killed or captured in it."""
        c = self.chunks[after] if after <= stop else None
        if c is None or c.kind != "outcome" or c.role not in ("verb", "both", "active") or not c.reading.conjunction:
            return None
        loser = self._side_within(after + 1, stop, winner)
        return loser if loser not in BACKERS else None

    def _side_within(self, first: int, stop: int, winner: str) -> str | None:
        for m in range(first, min(first + 9, stop) + 1):
            d = self.chunks[m]
            if d.text in ALLIED:
                return None  # «بعد هجوم شنته بالاشتراك مع Y»
            if self.sides.named(d) and (code := self.sides.code(d)) not in (winner, None):
                return code
            if d.kind in ("clause", "stop") or (d.kind == "comma" and (m > first + 3 or m + 1 == len(self.chunks) or self.chunks[m + 1].text in WAS)):
                return None
        return None

    def _held_before(self, first: int, stop: int, winner: str) -> str | None:
        """«معبر A، آخر المعابر التي كانت في يد X»."""
        for j in range(first, stop + 1):
            s = self._sense[j]
            if s is not None and s.code in ("entered", "advance", "attack", "lost") and s.role == "verb" and self.chunks[j - 1].kind == "relative" and self.chunks[j - 2].kind in ("place", "comma"):
                found = self.sides.after(j, stop)  # «التي تقدمت إليها X أمس»
                return self.sides.code(found) if found is not None and self.sides.code(found) != winner else None
            if s is not None and s.code in ("entered", "advance") and s.role == "verb" and any(c.text in WAS for c in self.chunks[max(j - 5, first) : j]) and any(
                    c.kind == "relative" for c in self.chunks[max(j - 6, first) : j]) and (went_in := self.sides.before(j, max(j - 5, first))) is not None:
                return self.sides.code(went_in) if self.sides.code(went_in) != winner else None  # «التي كانت X قد دخلتها»
            if self.chunks[j].text in SUPERLATIVE and j + 2 <= stop and self.chunks[j - 1].kind in ("comma", "open") and self.sides.named(self.chunks[j + 2]):
                owner = self.sides.code(self.chunks[j + 2])
                return owner if owner != winner else None  # «معسكر A، أكبر قواعد X»
            if s is not None and s.code == "left" and self.chunks[j - 1].text == "ما" and (side := self.sides.after(j, min(j + 2, stop))) is not None:
                return self.sides.code(side) if self.sides.code(side) != winner else None  # «آخر ما تبقى لـX»
            if self.chunks[j].text in ("الاخير", "الاخيره") and j < stop and self.sides.named(d := self.chunks[j + 1]) and d.reading.preposition == "ل":
                return self.sides.code(d) if self.sides.code(d) != winner else None  # «معبر A، المنفذ الأخير لـX»
            if self.chunks[j].text in REMAINING and (side := self.sides.after(j, min(j + 2, stop))) is not None and side.reading.preposition == "ل":
                return self.sides.code(side) if self.sides.code(side) != winner else None  # «كبرى البلدات المتبقية لـX»
            if s is not None and s.code == "holds" and s.role == "state" and any(c.text in WAS for c in self.chunks[max(j - 4, first) : j]):
                owner = self._owner(j, s)
                return owner if owner != winner else None
            if s is not None and s.code == "holds" and s.role == "verb" and any(c.text in WAS for c in self.chunks[max(j - 5, first) : j]):
                owner = self._subject(j, s)
                return owner if owner != winner else None
            if begins(self.chunks[j].text, STATIONED) and j < stop and self.chunks[j + 1].text in IN_PRONOUN and any(c.text in WAS for c in self.chunks[max(j - 5, first) : j]) and (
                    had := self.sides.before(j, max(j - 5, first))) is not None:
                return self.sides.code(had) if self.sides.code(had) != winner else None  # «التي كانت X تتمركز فيها»
            if begins(self.chunks[j].text, ADMINISTERS) and any(c.text in WAS for c in self.chunks[max(j - 6, first) : j]) and (
                    had := self.sides.before(j, max(j - 6, first))) is not None:
                return self.sides.code(had) if self.sides.code(had) != winner else None  # «بعد أن كانت X تديرها»
            if self.chunks[j].kind == "clause" or (s is not None and s.role == "verb" and self.chunks[j - 1].kind == "comma"):
                return None  # «عقب سيطرة X على A، انسحبت Y إلى B، التي دخلتها Z»: told of another place
        return None

    def _pocket(self, i: int, after: int, winner: str) -> str | None:
        """«في الجيب الأخير لتنظيم X»."""
        sentence = self._sentence(i)
        for j in range(max(sentence.first, i - 20), min(after + 14, sentence.last)):
            if self.chunks[j].text in ("جيب", "الجيب") and (d := self.sides.after(j, min(j + 3, sentence.last))) is not None:
                if (code := self.sides.code(d)) != winner:
                    return code
        return None

    def _gave_way(self, i: int, winner: str) -> str | None:
        """«لم تصمد دفاعات X أمام …», «انهارت خطوط X»: whose defences gave way, told before the taking."""
        for j in range(self._topic(i)[0], i):
            c = self.chunks[j]
            held_out = begins(c.text, HOLD_OUT) and any(d.kind == "negation" for d in self.chunks[max(j - 4, 0) : j])
            if held_out or begins(c.text, COLLAPSES):
                found = self.sides.after(j, i, 2)
                if found is not None and self.sides.code(found) != winner:
                    return self.sides.code(found)
        return None

    def _agreed_with(self, i: int, after: int, winner: str) -> str | None:
        """«استعادت X، بموجب اتفاق مع Y، السيطرة على A»: what one side takes by agreement the other gives."""
        sentence = self._sentence(i)
        for j in range(max(sentence.first, i - 8), min(after + 8, sentence.last)):
            if self.chunks[j].text.lstrip("ولب").removeprefix("ال") in AGREEMENTS:
                for k in range(j + 1, min(j + 4, sentence.last)):
                    if self.chunks[k].text == "مع" and (found := self.sides.after(k, sentence.last)) is not None:
                        return self.sides.code(found) if self.sides.code(found) not in (winner, *BACKERS) else None
        return None

    def _made_way(self, i: int, after: int, winner: str) -> str | None:
        """«عقب سيطرة X على A، انسحبت Y إلى B»: who left once the place was taken, told in the main clause behind it."""
        sentence = self._sentence(i)
        if i - sentence.first > 4 or not among(self.chunks[sentence.first].text, AFTER):
            return None
        left = next((j for j in range(after, sentence.last) if (s := self._sense[j]) is not None and s.role == "verb"), None)
        found = self.sides.after(left, sentence.last) if left is not None and self._sense[left].code == "withdrew" else None
        return self.sides.code(found) if found is not None and self.sides.code(found) != winner else None

    def _at_cost(self, first: int, i: int, winner: str) -> str | None:
        """«في تقدم جديد على حساب X، سيطرت …»."""
        for j in range(first, i):
            if self.chunks[j].text == "حساب" and (found := self.sides.after(j, i)) is not None and self.sides.code(found) != winner:
                return self.sides.code(found)
        return None

    def _noted(self, i: int, winner: str) -> str | None:
        """Who lost the places that this sentence, or the one before it, counts before naming them."""
        sentence = self._sentence(i)
        out = next((s.from_ for s in reversed(self.found) if s.rule == OUT_OF_HANDS and sentence.first <= s.chunk.index < i), None)
        if out not in (None, winner):
            return out
        for index in (sentence.index, sentence.index - 1):
            loser, taker = self._losers.get(index, (winner, None))
            if loser != winner and taker in (None, winner) and self.doc.sentences[index].paragraph >= sentence.paragraph - 1:
                return loser
        return None

    def _lost_to(self, i: int, last: int) -> str | None:
        """«خسارتها لصالح X»: who had it from then on."""
        for j in range(i + 1, min(i + 5, last)):
            if self.chunks[j].text in FOR:
                found = self.sides.after(j, last)
                return self.sides.code(found) if found is not None else None
        return None
