"""Statements of places that a side holds, and of places that sides share."""

from __future__ import annotations

from .chunk import Chunk
from .control_captures import CaptureReader
from .control_lexicon import Sense
from .control_sides import gender_of_word
from .control_words import AFTER, ALIKE, BECAME, BEST, COUNTS_AS, GOES_IN, IN, IN_PRONOUN, LYING, MOST_OF_IT, SHARE, STAYS, SUPERLATIVE, TAKES_FOR, TURNS, WAS, among, begins


_TO_IT = frozenset(("لها", "له", "لهم"))


class HoldingReader(CaptureReader):
    """Statements of places that a side holds, and of places that sides share."""

    def _holds(self, i: int, sense: Sense) -> None:
        if sense.role == "verb":
            self._holds_verb(i, sense)
            return
        sentence, clause = self._sentence(i), self._clause(i)
        last = sentence.last
        if any(c.kind == "except" for c in self.chunks[i + 1 : min(i + 8, last + 1)]) and any(
            self._sense[j] is not None and self._sense[j].code == "left" for j in range(max(clause.first, i - 8), i)
        ):
            return
        c = self.chunks[i]
        attribute = c.reading.article or (i and among(self.chunks[i - 1].text, LYING))
        if sense.governs == "none" and not attribute and any(self._sense[j] is not None and self._sense[j].code == "fell" for j in range(max(clause.first, i - 8), i)):
            return
        party = self._owner(i, sense)
        if party is None:
            return
        r = self._relative(i)
        came_under = begins(c.text, ("خضع",))  # «خضعت A لسيطرة X», a change; «A التي خضعت لسيطرة X»: before what is told of A
        former = self._former(i, r) or (came_under and r is not None)
        if attribute:
            at = i if c.reading.article else i - 1
            dual = self.chunks[at].text.endswith(("تين", "تان")) or c.text.endswith("تين")
            places = self.places.antecedent(at, sentence.first, "هما" if dual else "")
            if not places:
                # «المناطق الخاضعة لـX: مدينتا A وB», «المدن الخاضعة لـX، ولا سيما A»
                places = self._enumerated(i)[0] or self._named_later(i + 1, min(i + 8, clause.last))[0]
            if c.text.endswith(("عين", "عان", "عتين", "عتان")):
                places = self.places.antecedent(at, sentence.first, "اللتين")
        elif r is not None:
            places = self.places.antecedent(r, 0, self.chunks[r].text)
        else:
            places = []
            if came_under or c.text.endswith(("تخضع", "يخضع", "تخضعان", "يخضعان")):
                places, _, _ = self.places.list_after(i + 1, last)
            if not places and not former:
                places = self._behind_owner(i, sense)
            if not places and not former:
                places = self.places.before(i, clause.first) or self.places.before(i, sentence.first)
            elif former:
                places = self.places.before(i, sentence.first, plural=False)
        in_turn = self.chunks[clause.first].text in ("بدورها", "بدوره")  # «باتت بدورها تحت سيطرة X»
        became = (came_under and not former) or self._became(i, max(clause.first - 4, sentence.first) if in_turn else clause.first)
        more = self._likewise(i, last) if places and not (attribute or r is not None or former) else []
        if not attribute and r is None and not former and not became and self.chunks[i - 1].kind == "comma":
            # «باتت مدينة A، آخر مدينة كانت بيد Y، تحت سيطرة X»: what comes after the verb is its subject
            at = next((j for j in range(i - 1, max(clause.first, i - 30) - 1, -1) if among(self.chunks[j].text, BECAME)), None)
            subject, after, _ = self.places.list_after(at + 1, i) if at is not None else ([], i, False)
            if subject and self.chunks[after].kind == "comma":
                places, became = subject, True
        # «تحت سيطرة X بنسبة 90 بالمئة», «أجزاء من A تحت سيطرة X», «A، التي لا يزال أغلبها بيد X»
        partial = not former and (any(d.text in SHARE for d in self.chunks[i : min(i + 5, last)]) or self.chunks[i - 1].text in MOST_OF_IT or (
            bool(places) and not attribute and r is None and places[0].index < i and self.places.shared_before(places[0].index)))
        became = became and not partial
        for s in self._state(places if partial else [*places, *more], "contested" if partial else "captured" if became else "holds", None if partial else party, i, "holds it"):
            s.former = former
            if became:
                s.from_ = self._loser(i, self._after_owner(i), self._end(i), party)
                self._dated(i, self._end(i), s)
                if s.background and not s.stated and s.date is None:
                    s.date, s.background = self.report_date, False  # «باتت»: now, whatever the apposition tells of before
            else:
                s.date = self.report_date

    def _behind_owner(self, i: int, sense: Sense) -> list[Chunk]:
        """«بقيت تحت سيطرة X بلدتا A وB», «تخضع لسيطرة X بلدة A», «تكون في قبضة X ثلاث قرى، هي …»: the subject behind its predicate."""
        before, last = self.chunks[i - 1] if i else None, self._end(i)
        verb = sense.governs == "to" and begins(self.chunks[i].text, ("تخضع", "يخضع"))
        if not verb and (before is None or not (before.kind == "neutral" or among(before.text, BECAME) or among(before.text, STAYS))):
            return []
        at = i + 1 if sense.pronoun else self._after_owner(i)
        if at > last or self.chunks[at].reading.preposition or self.chunks[at].reading.conjunction:
            return []
        named = next((c.index for c in self.chunks[at + 1 : min(at + 8, last)] if c.kind == "comma"), last)
        if named < last and self.chunks[named + 1].text in ("وهي", "هي", "وهما", "هما") and any(c.role in ("two", "many") for c in self.chunks[at:named]):
            at = named + 2
            while at < min(named + 5, last) and self.chunks[at].kind in ("word", "nationality") and self.chunks[at].text.removeprefix("و").startswith("ال"):
                at += 1  # names that nothing knows
        found, _, partial = self.places.list_after(at, last)
        return found if not partial else []

    def _likewise(self, i: int, last: int) -> list[Chunk]:
        """«… خاضعة لـX، ومثلها معبر B»; not «وكذلك بلدة B تحت سيطرة Y», which is told on its own."""
        at = self._after_owner(i)
        at += at < last and self.chunks[at].kind == "comma"
        if at + 3 <= last and self.chunks[at].text == "كما" and self.chunks[at + 1].text in ("هي", "هو") and self.chunks[at + 2].text in ("حال", "الحال"):
            return self.places.list_after(at + 3 + (self.chunks[at + 3].text == "في"), last)[0]  # «…، كما هي حال مدينتي B وC»
        more, after, _ = self.places.list_after(at + 1, last) if at < last and self.chunks[at].text in ALIKE else ([], at, False)
        return more if after > last or self._sense[after] is None else []

    def _became(self, i: int, first: int) -> bool:
        """«باتت A وB وC تحت سيطرة X»: with nothing but the places between."""
        for j in range(i - 1, max(first, i - 24) - 1, -1):
            if among(self.chunks[j].text, BECAME):
                return True
            if self.chunks[j].text in SUPERLATIVE and j + 1 == i - 1:
                return False  # «باتت A آخر مدينة تحت سيطرة X»: all that it still has
            if i - j > 4 and (self.chunks[j].kind not in ("place", "place_kind", "comma", "word", "unit", "date", "part") or self._sense[j] is not None):
                return False
        return False

    def _after_owner(self, i: int) -> int:
        """The chunk after the side that is named behind «تحت سيطرة» at ``i``."""
        return next((j + 1 for j in range(i + 1, min(i + 5, len(self.chunks))) if self.sides.named(self.chunks[j])), i + 1)

    def _former(self, i: int, r: int | None) -> bool:
        """«كانت بيد X», «آخر بلدة كانت تحت سيطرة X»: whose it was."""
        for j in range(i - 1, max(r if r is not None else i - 6, i - 7, 0) - 1, -1):
            if self.chunks[j].text in WAS:
                return True
            if self.chunks[j].kind in ("comma", "place", "clause"):
                return False
        return False

    def _holds_verb(self, i: int, sense: Sense) -> None:
        end = self._end(i)
        sentence = self._sentence(i)
        party = self._subject(i, sense)
        if party is None:
            return
        partial = False
        after = i + 1
        if sense.governs == "on":
            if self._by_fire(i):
                return
            places, after, partial = self._on(i, end)
            if not places and i and self.chunks[i - 1].text.lstrip("و") == "حيث":
                places = self.places.antecedent(i - 1, sentence.first, "")  # «مدينة A، حيث يسيطر X»
        elif any(c.text.startswith(("بوجود", "بتواجد", "بنقاط", "بمواقع", "بجيوب", "بجيب", "بمربع", "بالمربع", "بقاعده")) for c in self.chunks[i + 1 : i + 6]):
            return  # «تحتفظ X بمربع أمني في A»: less than the place
        else:
            places = []
            if sense.governs == "in" and i and self.chunks[i - 1].text == "حيث":
                places = self.places.antecedent(i - 1, sentence.first, "")  # «في بلدة A حيث يتحصن X»
            for j in range(i + 1, min(i + 7, end) + 1) if not places else ():
                c = self.chunks[j]
                if c.text in IN_PRONOUN or c.text in ("بها", "به"):
                    places = self._meant(i, c.text)
                    break
                if sense.governs == "with" and (c.kind in ("place", "place_kind") or c.text[1:] in ("نحو", "حوالي", "معظم", "نصف", "ثلث", "ثلثي")) and (
                        self.doc.tokens[c.first].text.startswith("ب")):
                    named = c.kind in ("place", "place_kind")
                    places, after, partial = self.places.list_after(j if named else j + 1, end)
                    partial = partial or (not named and c.text[1:] not in ("نحو", "حوالي"))
                    break
                if c.text in IN and sense.governs == "in":
                    places, after, partial = self.places.list_after(j + 1, end)
                    break
        # The newspaper's and the headline's present tells of a change: «تسيطر على X بعد انسحاب Y».
        change = any(c.text in AFTER for c in self.chunks[after : min(after + 8, end + 1)]) and (
            self._loser(i, after, end, party) or self._other_side(i, party)) is not None
        became = any(among(c.text, BECAME) for c in self.chunks[max(sentence.first, i - 2) : i])
        change = sense.governs == "on" and (change or sentence.title or became or self._announced(i) or self._ends_state(i) or self._in_the_end(i))
        former = any(self.chunks[j].text in WAS for j in range(max(i - 5, sentence.first), i))
        for s in self._state(places, "contested" if partial else "captured" if change else "holds", party, i, "holds it"):
            s.former = former and not change
            if partial:
                s.party = None
            if change:
                s.from_ = self._loser(i, after, end, party)
                s.follows = self._ends_state(i)
                self._dated(i, self._date_end(after, end), s)
            else:
                s.date = self.report_date
        for more, _, _ in self._gapped(i, after, sentence.last, direct=False) if places and sense.governs == "on" else ():
            for s in self._state(more, "captured" if change else "holds", party, i, "holds it too"):
                s.from_ = self._loser(i, after, end, party) if change else None
                s.date = self.report_date
        self._earlier(after, end, party, i)

    def _in_the_end(self, i: int) -> bool:
        """«… انسحب منها X، لتسيطر عليها Y»: what the events before came to."""
        return self.chunks[i].reading.preposition == "ل" and self.chunks[i - 1].kind != "word"

    def _announced(self, i: int) -> bool:
        """«قسد تسيطر على X»: the present of a line of news, its subject first, or joined to a move («تتقدم … وتسيطر على X»)."""
        sentence = self._sentence(i)
        if self._relative(i) is not None or any(c.kind in ("neutral", "negation") or c.text in WAS for c in self.chunks[sentence.first : i]):
            return False
        if self.chunks[i].reading.conjunction:
            return any(among(c.text, GOES_IN) for c in self.chunks[sentence.first : i])
        before = self.chunks[sentence.first : i]
        colon = next((n for n, c in enumerate(before) if c.kind == "colon"), -1)
        before = before[colon + 1 :]
        return bool(before) and before[-1].kind == "party" and all(
            c.kind in ("party", "sign", "dash", "person", "nationality") or c.text in ("مواليه", "الموالية", "لها", "له", "فصائل", "الموالون") for c in before)

    def _bastion(self, i: int, sense: Sense) -> None:
        sentence = self._sentence(i)
        if self.chunks[i].reading.article and self.chunks[i].text.endswith("العاصمه"):
            return  # «العاصمة دمشق»: nobody's stronghold
        r = topic = None
        for j in range(i - 1, max(i - 7, sentence.first) - 1, -1):
            c = self.chunks[j]
            if c.text.startswith("ف") and (among(c.text, BECAME) or among(c.text, STAYS)) and self.chunks[j - 1].kind == "comma":
                topic = next((k for k in range(j - 2, max(j - 12, sentence.first) - 1, -1) if among(self.chunks[k].text, ("اما",))), None)
            if c.kind == "relative":
                r = j
                break
            if c.kind in ("place", "place_kind"):
                r = j + 1
                break
            leads = (c.text == "من" and self.chunks[j + 1].text in BEST) or (c.text == "الي" and any(begins(d.text, TURNS) for d in self.chunks[max(j - 7, sentence.first) : j]))
            if (c.kind not in ("comma", "word", "party", "same", "date") and c.text not in COUNTS_AS and topic is None) or (c.text in ("من", "في", "الي") and not leads):
                return  # but «يعد من أبرز معاقلها», «تحولت A إلى معقل لـX»
        if r is None:
            return
        places = self.places.antecedent(r, sentence.first, "") if topic is None else self.places.list_after(topic + 1, i)[0]  # «أما A، كبرى مدن X، فباتت معقل Y»
        party = None
        if self.chunks[i].text.startswith(("مركز", "مقر", "غرف")):
            found = self.sides.before(i, r)
            party = self.sides.code(found) if found is not None else None
        elif (own := next((c for c in self.chunks[i + 1 : min(i + 3, sentence.last + 1)] if c.text in _TO_IT), None)) is not None:
            verb = next((j for j in range(i - 1, max(i - 10, sentence.first) - 1, -1) if begins(self.chunks[j].text, TAKES_FOR)), None)
            found = self.sides.after(verb, i) if verb is not None else None
            party = self.sides.code(found) if found is not None else self._before(i, gender_of_word(own.text[1:]), pronoun=True)  # «معقلاً رئيسياً له»
        elif sense.pronoun:
            told = next((c.index for c in reversed(self.chunks[self._clause(i).first : r]) if c.kind == "relative"), None)
            side = self._side_before(told) if told is not None and r - told <= 8 else None
            if side is not None and self.sides.gender(side) in (gender_of_word(sense.pronoun), ""):
                party = self.sides.code(side)  # «X التي تقدمت من حي A، معقلها»
            else:
                party = self._before(i, gender_of_word(sense.pronoun))
        else:
            for j in range(i + 1, min(i + 6, sentence.last + 1)):
                if self.sides.named(self.chunks[j]):
                    party = self.sides.code(self.chunks[j])
                    break
                if self.chunks[j].kind not in ("word", "place", "place_kind", "nationality") or self.chunks[j].text in ("في", "من"):
                    break
        if party is None:
            return
        former = any(self.chunks[j].text in WAS for j in range(max(i - 4, sentence.first), i))
        for s in self._state(places, "holds", party, i, "its stronghold"):
            s.former = former
            s.date = self.report_date

    def _left(self, i: int, sense: Sense) -> None:
        """«لم يتبق بيد X سوى A وB»."""
        party = None
        last = self._sentence(i).last
        if self.chunks[i - 1].text == "ما":
            return  # «آخر ما تبقى لـX»: said of what was named
        remains = self.sides.after(i, min(i + 2, last)) if i + 1 <= last and self.chunks[i + 1].reading.preposition == "ل" else None
        if remains is not None and not any(c.kind in ("negation", "except") for c in self.chunks[max(i - 2, 0) : min(i + 14, last + 1)]):
            at = next((c.index for c in self.chunks[i + 2 : last + 1] if c.kind == "place_kind" and self.places.coded(self.chunks[min(c.index + 1, last)])), None)
            for s in self._state(self.places.list_after(at, last)[0] if at is not None and at < i + 8 else [], "holds", self.sides.code(remains), i, "all that is left to it"):
                s.date = self.report_date  # «ليتبقى لـX مدينة A وبلدة B»
            return
        for j in range(i + 1, min(i + 14, last) + 1):
            c = self.chunks[j]
            if c.text == "خارج":
                return  # «لم يبق خارج سيطرتها سوى A»: whose A is, is told elsewhere
            if c.kind == "except":
                places, _, _ = self.places.list_after(j + 1, last)
                if party is not None:
                    for s in self._state(places, "holds", party, i, "all that is left to it"):
                        s.date = self.report_date
                return
            if party is None and self.sides.named(c):
                party = self.sides.code(c)
            elif party is None and c.text in _TO_IT:
                party = self._before(j, gender_of_word(c.text[1:]), pronoun=True)  # «لم يبق لها سوى …»
            elif party is None and (s := self._sense[j]) is not None and s.pronoun:
                party = self._before(j, gender_of_word(s.pronoun), pronoun=True)  # «لم يبق تحت سيطرته سوى …»

    def _only(self, i: int, sense: Sense) -> None:
        """«لم تعد X تسيطر سوى على A»: denied of all but A."""
        if sense.code != "holds" or sense.role != "verb":
            return
        last = self._sentence(i).last
        excepted = next((c.index for c in self.chunks[i + 1 : min(i + 8, last)] if c.kind == "except"), None)
        party = self._subject(i, sense) if excepted is not None else None
        at = excepted + 1 + (self.chunks[excepted + 1].text == "علي") if excepted is not None else i
        for s in self._state(self.places.list_after(at, last)[0], "holds", party, i, "all that is left to it") if party is not None else ():
            s.date = self.report_date

    def _shared(self, i: int, sense: Sense) -> None:
        r = self._relative(i)
        if r is not None:
            places = self.places.antecedent(r, 0, self.chunks[r].text)
        else:
            end = self._end(i)
            attribute = self.chunks[i].reading.article or self.chunks[i].text.startswith("ال")  # «المدينة المقسمة»
            places = [] if attribute else self._on(i, end)[0] or self._object(i, end, sense)[0]
            places = places or self.places.before(i, self._sentence(i).first, plural=False)
        for s in self._state(places, "contested", None, i, "divided between sides"):
            s.date = self.report_date
            s.divided = True
