"""Statements of places that a side lost, left or was driven from."""

from __future__ import annotations

from .chunk import Chunk
from .control_lexicon import Sense
from .control_losers import OUT_OF_HANDS, LoserReader
from .control_shares import SHARE_OF
from .control_sides import gender_of_verb, gender_of_word
from .control_words import ADMITS, ATTACKED_AT, BACKERS, BANDS, BECAME, FOR, FOR_PRONOUN, FORCED, FROM_PRONOUN, LEAVING, LEFT, OUT, POSTS, THESE, THEIR_OWN, TO_THE_GOOD_OF, TURNED_OUT, WAS, WITHDRAWN, WITHIN, YIELDS, among, begins, unjoined


class LossReader(LoserReader):
    """Statements of places that a side lost, left or was driven from."""

    def _lost(self, i: int, sense: Sense) -> None:
        end = self._end(i)
        if among(self.chunks[i].text, ("فقد", "فقدت", "فقدوا")) and not any(
                s is not None and s.code == "captured" and s.role == "noun" for s in self._sense[i + 1 : i + 6]) and not any(
                c.kind in ("place", "place_kind") for c in self.chunks[i + 1 : i + 6]):
            return  # people, not places
        loser = self._subject(i, sense) if sense.role == "verb" or not sense.pronoun else self._whose_loss(i, sense)
        if loser is None:
            return
        if sense.pronoun and self._of_indefinite(i):
            return  # «مواقع خسرتها»
        places, after, partial = self._object(i, end, sense)
        if sense.role == "verb" and places and after == i + 2 and self.sides.is_short(self.chunks[i + 1]):
            # «… من قريتي A وB، قبل أن تخسر الأخيرة»: a place, and no side
            loser = self._before(i, gender_of_verb(self.chunks[i].text)) or loser
        if not places and not sense.pronoun:
            places, after, partial = self._on(i, end)
        winner = None
        if partial:
            places = []
        for j in range(i + 1, end + 1):
            if self.chunks[j].text in FOR_PRONOUN:
                winner = self._before(i, "f" if self.chunks[j].text.endswith("ها") else "", other=loser)
                break
            if self.chunks[j].text in FOR:
                for k in range(j + 1, min(j + 6, end) + 1):
                    if self.chunks[k].kind == "party":
                        winner = self.chunks[k].code
                        break
                break
        if not places:
            places, after = self._bastion_in(i, end)
        if not places and not partial:
            places, after, _ = self._named_later(i + 1, self._sentence(i).last)
            if not places:
                places, after = self._enumerated(i)
        # «سيطرت X على A، التي خسرتها Y»: to the side that took it
        taker = next((s.party for s in reversed(self.found) if s.status == "captured" and s.place in places and s.party != loser), None)
        winner = winner or taker or self._adversary(i, loser) or self._other_side(i, loser)
        self._losers[self._sentence(i).index] = loser, winner
        made = self._state(places, "captured", winner, i, "the other side lost it")
        for s in made:
            s.from_ = loser
            s.anterior = self._relative(i) is not None  # «A التي خسرتها X»
            self._dated(i, self._date_end(after, end), s)
        for more, at, stop in self._gapped(i, after, self._sentence(i).last, direct=False, words=()) if made and not sense.pronoun else ():
            for s in self._state(more, "captured", winner, i, "the other side lost it too"):
                s.from_, s.date, s.background = loser, self._day_of(at, stop, made[0].date), made[0].background

    def _adversary(self, i: int, loser: str) -> str | None:
        """The only other side that acts in the sentence, which must have taken what ``loser`` lost."""
        sentence = self._sentence(i)
        others = {self.sides.code(c) for c in self.chunks[sentence.first : sentence.last + 1] if self.sides.named(c)} - {loser, None, *BACKERS}
        return others.pop() if len(others) == 1 else None

    def _out_of_hands(self, i: int) -> None:
        """«خرجت A عن سيطرة X»: X lost it."""
        loser = self._owner(i, self._sense[i])
        outside = self.chunks[i - 1].text == "خارج"  # «باتت A خارج سيطرة X»
        verb = next((j for j in range(i - 1, max(i - 14 if outside else i - 10, self._sentence(i).first) - 1, -1) if (
            among(self.chunks[j].text, BECAME) if outside else begins(self.chunks[j].text, OUT))), None)
        if loser is None or verb is None:
            return
        places, _, _ = self.places.list_after(verb + 1, i)
        if not places:
            r = self._relative(verb)
            places = self.places.antecedent(r, 0, "") if r is not None else self.places.before(verb, self._sentence(i).first)
        for s in self._state(places, "captured", self._adversary(i, loser), i, OUT_OF_HANDS):
            s.from_ = loser
            self._dated(verb, self._date_end(i + 1, self._end(i)), s)
        excepted = next((c.index for c in self.chunks[i + 1 : min(i + 6, self._sentence(i).last)] if c.kind == "except"), None)
        if excepted is not None:  # «خرجت المحافظة عن سيطرة X باستثناء A»
            for s in self._state(self.places.list_after(excepted + 1, self._sentence(i).last)[0], "holds", loser, i, "kept it"):
                s.date = self.report_date

    def _whose_loss(self, i: int, sense: Sense) -> str | None:
        """«بعد خسارته A، التنظيم يشن …»: the loss of the side named before, else of the one that the sentence goes on with."""
        following = self.chunks[i + 1] if i + 1 < len(self.chunks) else None
        if following is None or following.kind not in ("place", "place_kind"):
            return None  # «بعد خسارتها»: the place's
        gender = gender_of_word(sense.pronoun)
        sentence = self._sentence(i)
        before = self._before(i, gender) if i - sentence.first > 3 or sentence.index else None
        if before is not None:
            return before
        for c in self.chunks[i + 1 : self.doc.sentences[min(sentence.index + 1, len(self.doc.sentences) - 1)].last]:
            if self.sides.named(c) and self.sides.gender(c) in (gender, ""):
                return self.sides.code(c)
        return None

    def _bastion_in(self, i: int, end: int) -> tuple[list[Chunk], int]:
        """«خسر X آخر معاقله في A», «طردت X Y من معقله في A»."""
        for j in range(i + 1, min(i + 7, end) + 1):
            if self._sense[j] is not None and self._sense[j].code == "bastion":
                for k in range(j + 1, min(j + 4, end) + 1):
                    if self.chunks[k].text == "في":
                        found, after, _ = self.places.list_after(k + 1, end)
                        return found, after
        return [], i + 1

    def _fell(self, i: int, sense: Sense) -> None:
        """«سقطت X في أيدي Y», «سقطت X، آخر معاقل Z، في يد Y»; not people: «جنديين وقعا في أيديهم»."""
        if i and (self.chunks[i - 1].kind in ("person", "count")):
            return
        end = min(self._sentence(i).last, i + 24)
        for j in range(i + 1, end + 1):
            s = self._sense[j]
            if s is not None and s.code == "holds" and s.role == "state" and s.governs == "none" and self.chunks[j].text not in WITHIN:
                break
            if self.chunks[j].text in ("بدورها", "بدوره"):
                continue
            if self.chunks[j].kind in ("cause", "outcome", "clause", "relative", "person") or (s is not None and (s.role == "verb" or s.code in ("clash", "attack"))):
                return
        else:
            return
        party = self._owner(j, self._sense[j])
        stop = self._end(j)
        places, _, _ = self.places.list_after(i + 1, j)
        if not places and i and self.places.rank_word(i - 1) is not None:
            places = self.places.ordinal(i - 1, self._sentence(i).first)  # «الأخيرة سقطت في أيدي X»
        if not places:
            r = self._relative(i)
            places = self.places.antecedent(r, 0, "") if r is not None else self.places.before(i, self._sentence(i).first, dual=self.chunks[i].text.endswith("ا"))
        if not places:
            places = self._named_later(j + 1, stop)[0]  # «سقطت خمس قرى في يد X، وهي …»
        if party is None:
            return
        loser = self._loser(j, j + 1, stop, party) or self._bastion_of(i, j, party) or self._admits(i, party)
        for s in self._state(places, "captured", party, i, "fell into its hands"):
            s.from_ = loser
            s.anterior = self._is_anterior(i)
            self._dated(i, self._date_end(j + 1, stop), s)

    def _admits(self, i: int, winner: str) -> str | None:
        """«أقرت X بسقوط A بيد Y»."""
        for j in range(i - 1, max(i - 4, self._clause(i).first - 1), -1):
            if begins(self.chunks[j].text, ADMITS):
                found = self.sides.after(j, i)
                loser = self.sides.code(found) if found is not None else None
                return loser if loser != winner else None
        return None

    def _bastion_of(self, first: int, last: int, winner: str) -> str | None:
        """«سقطت A، آخر معاقل X، في يد Y», «قرى كانت تحت سيطرة X سقطت …»: whose it was, told within the same clause."""
        for j in range(max(first - 8, self._clause(first).first), last):
            s = self._sense[j]
            if s is not None and (s.code == "bastion" or (s.code == "holds" and s.role == "state" and any(c.text in WAS for c in self.chunks[max(j - 3, 0) : j]))):
                owner = self._owner(j, s)
                return owner if owner != winner else None
        return None

    def _leaver(self, i: int, sense: Sense) -> str | None:
        """Who left: «انسحب X», «انسحاب X», «أجبرت Y X على الانسحاب», «بدأ X الانسحاب»."""
        if sense.role == "verb" or sense.pronoun:
            if sense.role == "verb" and begins(self.chunks[i].text, ("تراجع",)) and not (
                    i + 1 < len(self.chunks) and self.chunks[i + 1].text in ("من", "عن", "الي")) and self.sides.after(i, self._sentence(i).last) is None:
                return None  # «تراجع عدد النازحين»
            if begins(self.chunks[i].text, ("سحب", "تسحب", "يسحب")) and " " not in self.chunks[i].text and not any(
                    c.text in WITHDRAWN for c in self.chunks[i + 1 : i + 8]):
                return None  # «سحبت شاحنة»
            return self._subject(i, sense)
        if i + 1 < len(self.chunks) and ((own := self.chunks[i + 1]).text in THEIR_OWN or (own.kind == "person" and own.person.possessed)):
            # «بعد انهيار دفاعات X وانسحاب عناصرها»: those of the side named last
            gender = gender_of_word("ها" if own.text.endswith("ها") else "ه" if own.text.endswith("ه") else "")
            return next((self.sides.code(c) for c in reversed(self.chunks[self._sentence(i).first : i])
                         if self.sides.named(c) and self.sides.gender(c) in (gender, "")), None)
        if i + 1 < len(self.chunks) and self.chunks[i + 1].text in THESE:
            return self.people.those(i)
        found = self.sides.after(i, self._sentence(i).last)
        if found is not None:
            return self.sides.code(found)
        first = self._clause(i).first
        for j in range(i - 1, max(i - 10, first - 1), -1):
            word = unjoined(self.chunks[j].text)
            if word.startswith(FORCED):
                if word.endswith(("ها", "هم", "ه")) and self.chunks[j].kind == "word" and (meant := self._before(j, gender_of_word(word[-2:] if word.endswith(("ها", "هم")) else "ه"))):
                    return meant  # «قبل أن تجبرها الغارات على الانسحاب»
                named = [c for c in self.chunks[j + 1 : i] if self.sides.named(c)]
                if named:
                    return self.sides.code(named[-1])
                forcer = self._before(j, gender_of_verb(word))
                others = [self.sides.code(c) for c in self.chunks[self._sentence(i).first : j] if self.sides.named(c) and self.sides.code(c) != forcer]
                return others[-1] if others else None
        return self._before(i, "") if not self._is_anterior(i) else None

    def _withdrew(self, i: int, sense: Sense) -> None:
        end = self._end(i)
        party = self._leaver(i, sense)
        if party is None:
            return
        places, after = [], i + 1
        if sense.governs == "direct":
            places, after, _ = self._object(i, end, sense)
            posts = next((j for j in range(i + 1, min(i + 8, end) + 1) if self.chunks[j].text in ATTACKED_AT or self.chunks[j].text in POSTS), None)
            if not places and posts is not None:
                places, after, _ = self.places.list_after(posts + 1, end)  # «أخلت مواقعها في A»
        else:
            for j in range(i + 1, min(i + 12, end) + 1):
                c = self.chunks[j]
                if c.text in FROM_PRONOUN:
                    places = self._meant(i, c.text)
                    after = j + 1
                    break
                if c.text in ("من", "عن"):
                    places, after, partial = self.places.list_after(j + 1, end)
                    if partial and (self.chunks[j + 1].kind == "around" or self.chunks[j + 1].text in ("المداخل", "المدخل", "مدخل", "مداخل")):
                        return  # «من محيط A»
                    if partial and self._in_part(places, j, i, "left a part of it"):
                        return
                    if not places and j + 1 <= end and self.chunks[j + 1].kind in ("count", "unit"):
                        places, after, _ = self._named_later(j + 1, end)
                    if places:
                        break
                if c.text in ("الي", "نحو", "باتجاه"):
                    break
        if not places:
            places, after = self._enumerated(i)
        taker = self._left_to(after, end, party, begins(self.chunks[i].text, YIELDS))
        if taker is not None:  # «تخلت X عن A لـY»
            for s in self._state(places, "captured", taker, i, "was left to it"):
                s.from_ = party
                self._dated(i, self._date_end(after, end), s)
            return
        whole_area = not places and sense.role == "verb"
        among_it = next((c.index for c in self.chunks[i + 1 : end] if c.text in ("فيها", "فيه") and self.chunks[c.index - 1].text == "بما"), None)
        if whole_area and among_it is not None:
            places, after, _ = self.places.list_after(among_it + 1, end)  # «انسحبت من كامل محافظة X بما فيها A»
        excepted = next((c.index for c in self.chunks[i + 1 : end] if c.kind == "except"), None) if whole_area else None
        kept, behind, _ = self.places.list_after(excepted + 1, end) if excepted is not None else ([], 0, False)
        for s in self._state(kept if behind > end or self.chunks[behind].kind != "relative" else [], "holds", party, i, "kept it"):
            s.date = self.report_date
        made = self._state(places, "withdrew", party, i, "left it")
        for m in self._more_from(after, end):
            made += self._state(m, "withdrew", party, i, "left it")
        for s in made:
            self._dated(i, self._date_end(after, end), s)
            s.anterior = self._is_anterior(i)
        for more, at, stop in self._gapped(i, after, self._sentence(i).last, direct=False, words=("ومن",)) if places else ():
            for s in self._state([p for p in more if all(p is not m.place for m in made)], "withdrew", party, i, "left it too"):
                s.date, s.background, s.anterior = self._day_of(at, stop, made[0].date), made[0].background, made[0].anterior

    def _in_part(self, places: list[Chunk], j: int, i: int, rule: str) -> bool:
        """«من أجزاء من A», «من أحياء في A»: whether only a share follows «من» at chunk ``j``; such a place is fought for."""
        if self.chunks[j + 1].text not in SHARE_OF and self.chunks[j + 1].code != "quarter":
            return False
        for s in self._state(places, "contested", None, i, rule):
            s.date = self.report_date
        return True

    def _left_to(self, after: int, end: int, giver: str, yields: bool) -> str | None:
        """«انسحبت X من A لصالح Y»; with a verb that ``yields`` also «تخلت X عن A لـY»."""
        for c in self.chunks[after : min(after + 4, end + 1)]:
            if self.sides.named(c) and ((yields and c.reading.preposition == "ل") or self.chunks[c.index - 1].text in TO_THE_GOOD_OF):
                return self.sides.code(c) if self.sides.code(c) != giver else None
        return None

    def _gone(self, i: int) -> None:
        """«غادرت X بلدة A», «خرج مقاتلو X من A»: a side as such leaves; counted people are a flow."""
        c = self.chunks[i]
        form = c.reading.stem or c.text
        if i > self.context._dateline_end and self._went_out(i):
            return
        if c.code == "evacuated" and form.startswith(TURNED_OUT) and (side := self.sides.after(i, self._sentence(i).last, 1)) is not None:
            self._expelled(i, Sense("expelled", "noun" if c.role == "noun" else "verb", "from"))  # «إخراج X من A»
            return
        if c.role == "noun" and form.startswith(LEAVING) and any(begins(d.text, FORCED) for d in self.chunks[max(i - 7, self._clause(i).first) : i]):
            # «أُجبر مقاتلو X على مغادرة A»
            at = i + 1 + (self.chunks[i + 1].text == "من") if i + 1 < len(self.chunks) else i
            leaver = self._leaver(i, Sense("withdrew", "noun", "from"))
            for s in self._state(self.places.list_after(at, self._end(i))[0], "withdrew", leaver, i, "was made to leave it") if leaver is not None else ():
                self._dated(i, self._end(i), s)
            return
        if c.role != "verb" or i <= self.context._dateline_end or not form.startswith(LEFT) or self._denied(i, Sense("withdrew", "verb", "from")):
            return
        if form.startswith(OUT) and self._out_of_hand(i):
            return
        side = self.sides.after(i, self._sentence(i).last)
        if side is None or self.sides.prepositional(side) or any(d.kind == "count" or d.text in BANDS for d in self.chunks[i + 1 : side.index]):
            return
        end = self._end(i)
        at = next((j for j in range(side.index + 1, min(side.index + 6, end) + 1) if self.chunks[j].kind not in ("date", "comma", "word", "person", "nationality")
                   or self.chunks[j].text == "من"), None)
        if at is None or (form.startswith(LEFT[0]) and self.chunks[at].text != "من"):
            return
        places, after, partial = self.places.list_after(at + (self.chunks[at].text == "من"), end)
        for s in () if partial else self._state(places, "withdrew", self.sides.code(side), i, "left it"):
            self._dated(i, self._date_end(after, end), s)
            s.anterior = self._is_anterior(i)

    def _out_of_hand(self, i: int) -> bool:
        """«خرجت A من يد X»."""
        end = self._end(i)
        places, after, partial = self.places.list_after(i + 1, end)
        if not places or partial or after + 1 > end or self.chunks[after].text != "من" or self.chunks[after + 1].text not in ("يد", "ايدي", "قبضه", "تحت"):
            return False
        side = self.sides.after(after + 1, end)
        for s in self._state(places, "captured", self._adversary(i, self.sides.code(side)), i, OUT_OF_HANDS) if side is not None else ():
            s.from_ = self.sides.code(side)
            self._dated(i, self._date_end(after, end), s)
        return side is not None

    def _more_from(self, after: int, end: int) -> list[list[Chunk]]:
        """«… ثم من حقل العمر»."""
        found = []
        j = after
        while j + 1 <= end and (self.chunks[j].text in ("ثم", "وثم", "ومن", "من", "كذلك") or self.chunks[j].kind == "clause"):
            if self.chunks[j].text in ("ومن", "من"):
                places, j, _ = self.places.list_after(j + 1, end)
                if not places:
                    break
                found.append(places)
                continue
            j += 1
        return found

    def _expelled(self, i: int, sense: Sense) -> None:
        end = self._end(i)
        sentence = self._sentence(i)
        sides = [c for c in self.chunks[i + 1 : min(i + 8, end) + 1] if self.sides.named(c)]
        if not sides or sense.role == "noun" and self.chunks[i].reading.article:
            return
        done_by = self._done_by(i, end)
        infinitive = i > 0 and self.chunks[i - 1].text in ("من", "في")  # «تمكنت X من طرد Y»
        before = self.sides.before(i, sentence.first, "" if infinitive else gender_of_verb(self.chunks[i].reading.stem or self.chunks[i].text))
        if sense.pronoun or self._is_anterior(i):
            self._formerly(i, sides[0], end)
            return
        if done_by is not None and self.sides.code(sides[0]) != done_by:
            winner, loser = done_by, self.sides.code(sides[0])
        elif len(sides) > 1 and not sides[0].reading.preposition and not sides[1].reading.conjunction and self.sides.code(sides[0]) != self.sides.code(sides[1]):
            winner, loser = self.sides.code(sides[0]), self.sides.code(sides[1])
        elif before is not None:
            winner, loser = self.sides.code(before), self.sides.code(sides[0])
        else:
            self._formerly(i, sides[0], end)
            return
        places, after = [], i + 1
        for j in range(i + 1, end + 1):
            c = self.chunks[j]
            if c.text in FROM_PRONOUN:
                places = self._meant(i, c.text)
                after = j + 1
                break
            if c.text == "من" and self.chunks[j - 1].text in ("قريبه", "القريبه", "بالقرب"):
                break  # «من مناطق قريبة من A»
            if c.text == "من" or (c.text == "في" and sense.governs == "in"):
                places, after, partial = self.places.list_after(j + 1, end)
                if partial and self._in_part(places, j, i, "drove the other side out of a part of it"):
                    return
                if not places:
                    places, after = self._bastion_in(i, end)
                if places:
                    break
        for s in self._state(places, "captured", winner, i, "drove the other side out"):
            s.from_ = loser
            self._dated(i, self._date_end(after, end), s)

    def _ended(self, i: int, sense: Sense) -> None:
        """«انتهى وجود X في A»: X had it."""
        end = self._end(i)
        side = self.sides.after(i, end)
        if side is not None:
            self._formerly(i, side, end)

    def _formerly(self, i: int, side: Chunk, end: int) -> None:
        """«انتهى وجود X في A بعد سيطرة Y عليها», «بعد طرد X من A»: X had the place; who has it now is told elsewhere."""
        at = next((j for j in range(side.index + 1, min(side.index + 5, end) + 1) if self.chunks[j].text in ("من", "في")), None)
        for s in self._state(self.places.list_after(at + 1, end)[0] if at is not None else [], "holds", self.sides.code(side), i, "was driven out of it"):
            s.former = True
