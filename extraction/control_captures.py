"""Statements of places that a side took."""

from __future__ import annotations

from .chunk import Chunk
from .control_lexicon import Sense
from .control_passings import PassingReader
from .control_short_forms import ADDITIONS
from .control_sides import gender_of_word
from .control_words import AFTER, AGAIN, BECAME, DIED_OR_GOODS, EXCHANGED, IMPOSES, JOINS, KEEPS, LAYS, NO_AREA, OUT, PASSES, PARTS_TOO, PEACEFUL, POSSESSOR, RESTORES, WAS, among, begins


class CaptureReader(PassingReader):
    """Statements of places that a side took."""

    def _captured(self, i: int, sense: Sense) -> None:
        before = self.chunks[i - 1] if i else None
        if sense.role == "verb" and self._retaken(i):
            return
        if self.chunks[i].text.startswith(("يد", "ايد")) and not any(begins(c.text, LAYS) for c in self.chunks[max(i - 6, 0) : i]):
            return  # «وضع X يده على A» only
        if sense.governs == "on" and self._by_fire(i):
            return
        if sense.role == "verb" and not sense.pronoun and (before is None or before.kind != "word" or before.text != "قد") and self._hands_over(i):
            self._handed(i, sense)
            return
        if sense.role == "noun" and sense.governs == "on":
            if before is not None and before.text in POSSESSOR:
                self._possessor(i)
                return
            if before is not None and before.text == "خارج" and any(among(c.text, BECAME) for c in self.chunks[max(i - 14, self._clause(i).first) : i]):
                self._out_of_hands(i)
                return
            if before is not None and before.text == "مناطق" and self._annexed(i):
                return
            if before is not None and ((before.text in NO_AREA and not self.chunks[i].reading.preposition and not self._widens(i)) or (self._sense[i - 1] is not None and self._sense[i - 1].code in ("shared", "holds"))):
                return
            if any(self._sense[j] is not None and self._sense[j].code in ("lost", "shared") for j in range(max(i - 4, 0), i)):
                return
            if before is not None and before.text in ("عن", "من") and any(begins(c.text, OUT) for c in self.chunks[max(i - 9, 0) : i]):
                self._out_of_hands(i)
                return
            if before is not None and before.text == "الي" and (moved := self._passes(i)) is not None:
                self._passed(i, moved)
                return
        if sense.governs == "to" and sense.role == "noun" and not any(
                begins(c.text, RESTORES) for c in self.chunks[max(i - 8, 0) : i]):
            return
        end = self._end(i)
        sentence = self._sentence(i)
        if sense.role == "noun" and sense.governs == "on" and any(begins(c.text, EXCHANGED) for c in self.chunks[max(i - 9, self._clause(i).first) : i]):
            for s in self._state(self._on(i, end)[0], "contested", None, i, "taken by turns"):
                s.date = self.report_date
            return
        spread = False
        if sense.governs == "to":
            places, after, partial = self._on(i, end, frozenset(("الي",)))
        elif sense.governs == "on":
            places, after, partial = self._on(i, end)
            if not places and sense.role == "noun":
                places, after, partial = self._spread(i, end)
                spread = bool(places)
        else:
            places, after, partial = self._object(i, end, sense)
        if self._received(i, places, sense):
            return
        party = self._subject(i, sense)
        if sense.role == "noun":
            party = self._passed_to(i, end) or self._done_by(i, end) or party
        elif places and sense.governs == "direct" and not sense.pronoun and self.chunks[i + 1].kind in ("place", "place_kind"):
            # «انتُزعت A من X على يد Y»: the passive
            party = self._done_by(i, end) or party
            if party is None and (loser := self._taken_from(after - 1, end, "")) is not None:
                party = self._adversary(i, loser)
                for s in self._state(places, "captured", party, i, "was taken"):
                    s.from_ = loser
                    self._dated(i, self._date_end(after, end), s)
                return
        if party is None and sense.role == "noun" and sense.governs == "direct" and places and not partial and (loser := self._taken_from(after - 1, end, "")) is not None:
            for s in self._state(places, "captured", self._adversary(i, loser), i, "was taken"):
                s.from_ = loser  # «تم تحرير A من X»
                self._dated(i, self._date_end(after, end), s)
            return
        if party is None:
            return
        if not places and not partial:
            places, after = self._enumerated(i)
        if not places:
            self._note_loser(i, end, party)
            places, after = self._told_next(i)
        if not places:
            return
        if self._keeps(i, sense):
            for s in self._state(places, "contested" if partial else "holds", None if partial else party, i, "keeps it"):
                s.date = self.report_date
            return
        status = "contested" if partial else "captured"
        made = self._state(places, status, (self._taken_from(i, after, party) if sense.governs == "direct" else None) if partial else party, i, "took it")
        loser = self._loser(i, after, end, party)
        gapped = self._gapped(i, after, sentence.last, sense.governs == "direct")
        for s in made:
            s.from_ = loser or self._inside.get(s.place.place.name)
            s.from_ = s.from_ if s.from_ != party else None
            self._dated(i, self._date_end(after, end), s)
            if spread and s.date == self.report_date and not any(c.kind == "date" for c in self.chunks[max(i - 4, 0) : after]):
                # What a side's reach extends to now was in part taken before.
                s.date, s.background = None, True
            s.anterior = self._is_anterior(i) or self._is_pluperfect(i)
            s.follows = self._ends_state(i)
        self._respectively(i, end, made)
        part = after + (after < end and self.chunks[after].kind == "comma" and self.chunks[after + 1].text in PARTS_TOO)
        if made and part < end and status == "captured" and (self.chunks[part].kind == "around" or self.chunks[part].text in PARTS_TOO):
            for s in self._state(self._first_group(self.places.list_after(part + 1 + (self.chunks[part + 1].text == "من"), end)[0]), "contested", None, i, "took a part of it too"):
                s.date = made[0].date  # «سيطرتها على A ونقاط في محيط B»
        if made and after + 1 <= sentence.last and self.chunks[after].kind == "comma" and self.chunks[after + 1].text in ADDITIONS:
            at = after + 2 + (after + 2 <= sentence.last and self.chunks[after + 2].text in ("الي", "عن", "علي"))
            for s in self._state(self.places.list_after(at, sentence.last)[0], status, made[0].party, i, "took it too"):
                s.from_, s.date, s.background = loser, made[0].date, made[0].background  # «سيطرتها عليها، إضافة إلى بلدة B»
        for more, at, stop in gapped:
            for s in self._state(more, "captured", party, i, "took it too"):
                s.from_ = loser
                s.date, s.background = self._day_of(at, stop, made[0].date), made[0].background
        self._earlier(after, end, party, i)

    def _first_group(self, places: list[Chunk]) -> list[Chunk]:
        """The first places of a list up to a further kind word: «محيط قمحانة ومدينة خطاب»."""
        cut = next((n for n, p in enumerate(places) if n and self.chunks[p.index - 1].kind == "place_kind"), len(places))
        return places[:cut]

    def _possessor(self, i: int) -> None:
        """«X، صاحب السيطرة على A منذ عام»: X has it, or had it where another took it."""
        side = self._side_before(i - 1)
        places = self._on(i, self._end(i))[0]
        for s in self._state(places, "holds", self.sides.code(side), i, "holds it") if side is not None else ():
            s.date = self.report_date

    def _is_pluperfect(self, i: int) -> bool:
        """«A التي كانت X قد سيطرت عليها»: before what the sentence tells of A."""
        r = self._relative(i)
        return r is not None and any(c.text in WAS for c in self.chunks[r:i])

    def _keeps(self, i: int, sense: Sense) -> bool:
        """«تواصل X سيطرتها على A», «حافظت على سيطرتها», «يفرض X سيطرته على A»: it has the place and goes on to have it; «وتفرض سيطرتها عليها» joins a change."""
        if sense.role != "noun" or sense.governs != "on" or self._sentence(i).title or any(c.text == "قبل" for c in self.chunks[max(i - 4, 0) : i]):
            return False
        if self.chunks[i - 1].text in ("محكم", "محكمه"):
            return True  # «وهو محكم السيطرة عليها»
        first = self._clause(i).first
        near, wider = self.chunks[max(i - 5, first) : i], self.chunks[max(i - 10, first) : i]
        return any(begins(c.text, KEEPS) for c in (wider if self.chunks[i].reading.preposition else near) if c.kind != "party") or any(c.text in IMPOSES for c in near)

    def _hands_over(self, i: int) -> bool:
        """«X تسلّم قرية A لـY»: the present, written like «تسلّم» (received), with the receiver after the place."""
        if not among(self.chunks[i].text, ("تسلم", "يسلم")) or i == 0 or not self.sides.named(self.chunks[i - 1]):
            return False
        for j in range(i + 1, min(i + 9, self._end(i) + 1)):
            c = self.chunks[j]
            if c.kind == "party":
                return c.reading.preposition == "ل" or self.chunks[j - 1].text == "الي"
        return False

    def _told_next(self, i: int) -> tuple[list[Chunk], int]:
        """«انتزعت X خمس قرى. … القرى المحررة هي: A وB»: the next sentence names what was taken."""
        sentence = self._sentence(i)
        following = self.doc.sentences[sentence.index + 1] if sentence.index + 1 < len(self.doc.sentences) else sentence
        if sentence.title or not any(c.kind in ("count", "unit") or c.role in ("two", "many") for c in self.chunks[i + 1 : i + 5]):
            return [], i + 1
        for c in self.chunks[following.first : following.last]:
            if c.kind == "place_kind" and c.role == "many" and c.text.startswith(("ال", "بال")):
                for j in range(c.index + 1, min(c.index + 6, following.last)):
                    if self.chunks[j].text in ("هي", "وهي"):
                        found, after, _ = self.places.list_after(j + 1 + (self.chunks[j + 1].kind == "colon"), following.last)
                        return found, after
        return [], i + 1

    def _received(self, i: int, places: list[Chunk], sense: Sense) -> bool:
        """«تسلم ذوو شاب من بلدة X جثمانه», «تسلمت X أسلحة في بلدة Y»: what is received is no place."""
        if sense.pronoun or not begins(self.chunks[i].text, ("تسلم", "استلم", "يتسلم", "تتسلم")):
            return False
        last = places[-1].index if places else i
        return any((c.kind == "person" and not self.sides.named(self.chunks[c.index + 1])) or c.text in DIED_OR_GOODS or c.text in ("ذوو", "ذووه", "اهالي", "اهل")
                   for c in self.chunks[i + 1 : last]) or any(c.text in DIED_OR_GOODS for c in self.chunks[last + 1 : last + 3])

    def _spread(self, i: int, end: int) -> tuple[list[Chunk], int, bool]:
        """«لتتسع سيطرة X إلى كل من A وB», «لتشمل»."""
        if not self._widens(i):
            return [], i + 1, False
        for j in range(i + 1, self._sentence(i).last + 1):
            c = self.chunks[j]
            if c.text in ("الي", "علي", "لتشمل", "لتضم", "لتطال", "وتشمل", "تشمل", "في"):
                found, after, partial = self.places.list_after(j + 1, self._sentence(i).last)
                if found:
                    return found, after, partial
            if c.kind == "clause":
                break
        return [], i + 1, False

    def _annexed(self, i: int) -> bool:
        """«انضمت A إلى مناطق سيطرة X», «ضمت X A إلى مناطق سيطرتها»: what joins the area of a side is its."""
        verb = next((j for j in range(i - 1, max(i - 20, self._sentence(i).first) - 1, -1) if begins(self.chunks[j].text, JOINS)), None)
        to = next((j for j in range(i - 1, max(i - 4, 0), -1) if self.chunks[j].text == "الي"), None)
        if verb is None or to is None or verb > to or self._denied(verb, Sense("captured", "verb", "direct")):
            return False
        party, end = self._owner(i - 1, self._sense[i]) if not self._sense[i].pronoun else self._before(i, gender_of_word(self._sense[i].pronoun)), self._end(i)
        places = next((found for j in range(verb + 1, min(verb + 5, to)) if (found := self.places.list_after(j, to)[0])), [])
        for s in self._state(places, "captured", party, i, "joined its area") if party is not None else ():
            s.from_ = self._loser(i, i + 1, end, party)
            self._dated(verb, self._date_end(i + 1, end), s)
        return bool(places)

    def _passes(self, i: int) -> int | None:
        """The verb of «آلت A إلى سيطرة X», «عادت A إلى سيطرة X»."""
        for j in range(i - 1, max(i - 12, self._sentence(i).first) - 1, -1):
            if among(self.chunks[j].text, PASSES):
                return j
            if self.chunks[j].kind in ("clause", "relative"):
                return None
        return None

    def _passed(self, i: int, verb: int) -> None:
        party, end = self._owner(i, self._sense[i]), self._end(i)
        places, _, _ = self.places.list_after(verb + 1, i)
        if not places:
            places = self.places.before(verb, self._sentence(i).first)
        if party is None:
            return
        loser = self._loser(i, i + 1, end, party)
        for s in self._state(places, "captured", party, i, "passed to it"):
            s.from_ = loser
            self._dated(verb, self._date_end(i + 1, end), s)

    def _widens(self, i: int) -> bool:
        """Whether the control at chunk ``i`` is told to spread: «وسّعت X نطاق سيطرتها لتشمل …»."""
        return any(stem in c.text for c in self.chunks[max(i - 4, 0) : i] for stem in ("تتسع", "اتسع", "توسع", "وسع", "تمتد", "امتد", "يتسع", "توسيع"))

    def _passed_to(self, i: int, end: int) -> str | None:
        """«آلت السيطرة عليهما إلى X»"""
        if not any(among(self.chunks[j].text, ("الت", "انتقلت", "تنتقل", "تؤول")) for j in range(max(i - 2, 0), i)):
            return None
        for j in range(i + 1, end):
            if self.chunks[j].text == "الي" and self.sides.named(self.chunks[j + 1]):
                return self.sides.code(self.chunks[j + 1])
        return None

    def _earlier(self, after: int, end: int, party: str, i: int) -> None:
        """«ثالث حي تسيطر عليه بعد حيي A وB»: those were taken before."""
        for j in range(after, min(after + 4, end) + 1):
            if self.chunks[j].text == "بعد":
                found, _, _ = self.places.list_after(j + 1, end)
                for s in self._state(found, "captured", party, i, "took it before"):
                    s.background = True
                return
            if self.chunks[j].kind not in ("comma", "word", "place_kind", "unit", "place") or self._sense[j] is not None:
                return

    def _back(self, i: int) -> None:
        """«عادت X إلى A» where the other side has left."""
        c = self.chunks[i]
        if c.code == "returned" and c.role == "verb" and i > self.context._dateline_end and (side := self.sides.after(i, self._sentence(i).last, 2)) is not None and (
                not self.sides.prepositional(side)):
            self._entered(i, Sense("entered", "verb", "direct"))

    def _entered(self, i: int, sense: Sense) -> None:
        """Who goes in where the other side has left, or after a fight or settlement, takes the place; who goes into a part of it fights."""
        if sense.role == "noun" and i and self.chunks[i - 1].text.endswith(("اعاده", "اعادت", "اعاد")):
            return  # «إعادة انتشار في A»: an army's word for a retreat
        sentence = self._sentence(i)
        near = [j for j in range(max(sentence.first, i - 25), min(sentence.last, i + 25) + 1)
                if j != i and ((self._sense[j] is not None and self._sense[j].code == "withdrew") or (
                    self.chunks[j].kind == "movement" and self.chunks[j].code in ("fled", "evacuated", "surrendered")))]
        end = self._end(i)
        party = self._subject(i, sense)
        if party is None:
            found = self.sides.after(i, sentence.last)
            party = self.sides.code(found) if found is not None else None
        places, after, partial = self._object(i, end, sense)
        if not places and not sense.pronoun:
            places, after, partial = self._on(i, end, frozenset(("في", "الي")))
        if not places and (at := next((j for j in range(i + 1, min(i + 6, end) + 1) if self.chunks[j].text in ("اليها", "اليه", "فيها", "فيه")), None)) is not None:
            places, after = self._pronoun(i, self.chunks[at].text), at + 1
        if party is None or not places:
            return
        goes_in = begins(self.chunks[i].text, ("دخل", "يدخل", "تدخل"))
        if partial:
            if goes_in and sense.role == "verb":
                for s in self._state(places, "contested", None, i, "went into a part of it"):
                    s.date = self.report_date
            return
        loser = self._loser(i, after, end, party)
        if not near and self._ends_state(i) and loser is None:
            loser = next((s.party for s in self.found if s.former and s.place in places and s.party != party), None)
            near = [i] if loser is not None else []  # «كانت A تخضع لـX قبل أن تدخلها Y»
        again = any(c.text in AGAIN for c in self.chunks[i + 1 : i + 4])
        if not near and i and (self.chunks[i - 1].code == "returned" or again) and loser is None:
            names = {place.place.name for place in places}
            loser = next((s.party for s in reversed(self.found) if s.status == "captured" and s.place.place.name in names and s.party not in (None, party)), None)
            near = [i] if loser is not None else []  # «… إلا أن X عادت ودخلتها»
        if not near:
            settled = any(c.text in PEACEFUL for c in self.chunks[after : min(after + 8, sentence.last + 1)])
            if goes_in and sense.role == "verb":
                for place in places:
                    self._inside[place.place.name] = party
            if not (goes_in and sense.role == "verb" and (settled or self._beaten(after, min(after + 8, sentence.last), party) is not None)):
                return
        elif sense.pronoun:
            # «انسحبت X من A، قبل أن تدخلها Y»: X itself only where it is told to come back.
            left = [s.party for s in self.found if s.status == "withdrew" and s.place in places]
            loser = left[-1] if left else loser
            if loser == party and any(c.text in AGAIN for c in self.chunks[i + 1 : i + 4]):
                for s in self._state(places, "captured", party, i, "went in again"):
                    self._dated(i, self._date_end(after, end), s)
                return
        else:
            names = {place.place.name for place in places}
            left = [s.party for s in self.found if s.status == "withdrew" and s.place.place.name in names and s.party != party]
            loser = left[-1] if left else loser
        emptied = goes_in and sense.role == "verb" and any(c.text in AFTER or c.kind == "because" for c in self.chunks[after : after + 2])
        if near and (loser == party or (loser is None and not emptied)):
            return  # but «دخلت X بلدة A بعد خروج آخر دفعة منها»
        for s in self._state(places, "captured", party, i, "went in after the other side had left" if near else "went in"):
            s.from_ = loser
            self._dated(i, self._date_end(after, end), s)
