"""Statements of places that are fought for."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from .chunk import Chunk
from .control_dates import ControlDates
from .control_lexicon import Sense
from .control_sides import gender_of_verb
from .control_words import ANOTHER, ATTACKED_AT, CARRIED, DIRECTIONS_OF, FRONTS, FROM_PRONOUN, GOES_ON, IN, IN_PRONOUN, MET, OFFICES, ON, PRESENT, SHELLED, TRYING, WHOLE_OF, among, begins, unjoined
from .structure import Clause, Sentence


class FightingReader(ControlDates):
    """Statements of places that are fought for."""

    def _fought(self, places: list[Chunk], party: str | None, i: int, rule: str, end: int | None = None, implied: bool = False) -> None:
        """Statements of fighting; dated the report's day unless the fighting is told as past and dated."""
        clause = self._clause(i)
        end = self._end(i) if end is None else end
        going_on = any(c.text in PRESENT or c.kind == "neutral" for c in self.chunks[max(clause.first, i - 8) : min(i + 5, end) + 1])
        for s in self._state(places, "contested", party, i, rule):
            s.date = self.report_date
            s.implied = implied
            s.definite = not going_on and self.chunks[i].reading.article and self._sense[i].code == "clash"
            if not going_on:
                dates = [c for c in self.chunks[clause.first : end + 1] if c.kind == "date" and c.index > self.context._dateline_end]
                dates.sort(key=lambda c: abs(c.index - i))
                if dates and dates[0].date.kind == "time_of_day":
                    # «عُثر أمس على …، ودارت اشتباكات عند الظهيرة»: the other day is that of the other statement.
                    own = dates[0].index
                    dates = [c for c in dates if not any(d.kind == "comma" for d in self.chunks[min(c.index, own) : max(c.index, own)])]
                if not dates and self._toll_day is not None and any(c.kind == "outcome" and c.code == "killed" for c in self.chunks[clause.first : i]):
                    s.date = self._toll_day
                for c in dates:
                    when = self.context.when(c)
                    if when is not None and c.date.until and abs(c.index - i) <= 10:
                        break  # «الاشتباكات المستمرة حتى فجر اليوم»
                    begun = when is not None and c.date.since and self._sense[i].code == "attack" and when.start is not None and self.report_date is not None and (
                        self.report_date - when.start).days <= 2  # «شنت منذ فجر أمس هجوماً»
                    if when is not None and when.start is not None and (not when.window or when.start == when.end or begun):
                        s.date = when.start
                        break

    @cached_property
    def _toll_day(self) -> dt.date | None:
        """«وثّق المرصد مقتل 20 شخصاً أمس»: the one day whose dead a report counts, and then tells by place and fight."""
        body = next((s for s in self.doc.sentences if not s.title and s.first > self.context._dateline_end), None)
        opening = self.chunks[body.first : min(body.first + 12, body.last + 1)] if body is not None else []
        if [c.kind for c in opening if c.kind in ("source", "outcome", "count", "place", "place_kind", "cause", "relative")][:3] != ["source", "outcome", "count"]:
            return None
        whens = [self.context.when(c) for c in opening if c.kind == "date"]
        when = whens[0] if whens else None
        return when.start if when is not None and (not when.window or when.start == when.end) else None

    def _repelled(self, i: int, sense: Sense) -> None:
        end = self._end(i)
        if i and self.chunks[i - 1].text in ("من", "في"):
            sense = sense._replace(role="noun")  # «تمكنت X من صد هجوم»
        attack = next((j for j in range(i + 1, min(i + 14, end) + 1) if self._sense[j] is not None and self._sense[j].code == "attack"), None)
        if attack is None or sense.pronoun:
            return
        self._used.add(attack)
        party = self._subject(i, sense)
        if self._sense[attack].governs == "direct":
            places = self._object(attack, self._end(attack), self._sense[attack])[0]
        else:
            places = self._target(attack, self._end(attack))[0] or self._to_it(attack, self._end(attack))[0]
        if not places and (r := self._relative(i)) is not None and (there := next((d.text for d in self.chunks[i:attack] if d.text in IN_PRONOUN), None)):
            places = self.places.antecedent(r, 0, there)  # «حي A، الذي صدت فيه X هجوماً»
        named = next((c for c in self.chunks[attack + 1 : min(attack + 5, end) + 1] if self.sides.named(c)), None)
        if named is not None and self.sides.code(named) == party and not any(self.sides.named(c) for c in self.chunks[i + 1 : attack]) and (
                sense.role == "verb" and self.sides.after(i, attack) is None and self.sides.before(i, self._clause(i).first) is None):
            party = None  # «صدت وحدة أخرى هجوماً لـX»: who repelled it is not said
        self._fought(places, party, i, "repelled an attack there", end=self._end(attack))

    def _repeller(self, i: int, attacker: str | None) -> str | None:
        """«… إلا أن X تصدت لها», «بعد تصدي X لها»: who beat off the attack told at ``i``."""
        last = self._sentence(i).last
        for j in range(i + 1, min(i + 30, last) + 1):
            s = self._sense[j]
            if s is None or s.code != "repelled" or any(
                    self._sense[k] is not None and self._sense[k].code == "attack" and not self.chunks[k].text.startswith("ال") for k in range(j + 1, min(j + 5, last))):
                continue
            party = self._subject(j, s) if s.role == "verb" else None
            if party is None and (found := self.sides.after(j, last)) is not None:
                party = self.sides.code(found)
            return party if party != attacker or party == "local_armed" else None  # clans attack, other locals beat them off
        return None

    def _target(self, i: int, end: int) -> tuple[list[Chunk], int, str | None]:
        """The places of an attack: «هجوم … على L», «على مواقع X في L», «تسلل … إلى L»; and the side attacked, when said."""
        attacked = None
        # «استهدف هجوم نقطة لـX في A»
        seen_on = i > 0 and begins(self.chunks[i - 1].text, ("استهدف", "يستهدف", "طال"))
        for j in range(i + 1, end + 1):
            c = self.chunks[j]
            if seen_on and c.text in IN and self._offices(i, j):
                break
            if c.text in ("علي", "الي", "نحو", "باتجاه", "ضد", "استهدف", "من محور") or (seen_on and (c.text in IN and c.text != "بين" or c.kind == "around")):
                seen_on = seen_on or c.text in ("علي", "الي", "نحو", "باتجاه")
                found, after, _ = self.places.list_after(j + 1, end)
                if found:
                    return found, after, attacked or self._posted(j, found[0].index)
                continue
            if seen_on and attacked is None and c.kind == "party":
                attacked = c.code if self.chunks[j - 1].text == "علي" else self._posted(j - 4, j + 1)  # «هجوم على X في A»
            if c.kind == "relative" and j < end and begins(self.chunks[j + 1].text, ("نفذ", "شن", "تنفذ", "تشن")):
                seen_on = True  # «الهجوم الذي نفذته X في منطقة A»
                continue
            if c.kind == "relative" or (c.kind == "movement" and c.text.startswith("ال")):
                break
        return [], i + 1, attacked

    def _offices(self, first: int, last: int) -> bool:
        """Whether the attack is on offices or people of no side: «الهجوم على مقرات حزب داخل مدينة X» is no fight for the city."""
        between = self.chunks[first + 1 : last]
        if any(c.text.removeprefix("ال") in CARRIED for c in between):
            return True  # «هجوم على حافلة قرب مدينة X»
        return any(c.text in OFFICES or (c.kind == "person" and c.person.category == "civilian") for c in between) and not any(
            self.sides.named(c) for c in between[next((n for n, c in enumerate(between) if c.text in ON), 0) :])

    def _posted(self, first: int, last: int) -> str | None:
        """«على مواقع X في …», «نقطة لـX»: whose positions are attacked."""
        for j in range(max(first, 0) + 1, last):
            c = self.chunks[j]
            if c.kind == "party" and any(d.text in ATTACKED_AT or (d.kind == "unit" and d.code == "buildings") for d in self.chunks[max(j - 3, first + 1) : j]):
                return c.code
        return None

    def _attacker(self, i: int, end: int) -> str | None:
        """Whose attack it is: «هجوم لـX», «هجوم X», «هجوم من X», «هجوم شنته X», else the subject before."""
        for j in range(i + 1, min(i + 7, end) + 1):
            c = self.chunks[j]
            if self.sides.named(c):
                return self.sides.code(c)
            if c.text in ON or c.kind in ("comma", "place"):
                break
        for j in range(i - 1, max(i - 5, 0), -1):
            if among(self.chunks[j].text, TRYING):
                found = self.sides.after(j, i)
                return self.sides.code(found) if found is not None else self._before(j, gender_of_verb(unjoined(self.chunks[j].text)))
        return self._before(i, "")

    def _attack(self, i: int, sense: Sense) -> None:
        end = self._end(i)
        if i + 1 < len(self.chunks) and (self.chunks[i + 1].text in SHELLED or (
                self.chunks[i + 1].kind == "cause" and self.chunks[i + 1].code not in ("clash",))):
            return
        sentence = self._sentence(i)
        attacked = None
        if sense.governs == "direct":
            places, after, partial = self._object(i, end, sense)
            if partial and any(c.text in OFFICES for c in self.chunks[i + 1 : places[0].index if places else i + 1]):
                return
            if not places and not sense.pronoun:
                places, after, attacked = self._in_object(i, end)
            if sense.role == "noun" and sense.pronoun and self.chunks[i].reading.preposition == "ل":
                return  # «مهد لاقتحامه» tells an aim
            attacker = self._subject(i, sense) if sense.role == "verb" else self._attacker(i, i)
        else:
            suffered = any(begins(c.text, ("تعرض", "يتعرض", "تتعرض")) for c in self.chunks[max(i - 10, self._clause(i).first) : i])
            if suffered and self.chunks[i].reading.preposition == "ل":
                places, after = self._subject_place(i), i + 1
                attacked = self._posted(self._clause(i).first - 1, i)
            else:
                places, after, attacked = self._target(i, end)
                if not places:
                    places, after = self._to_it(i, end)
            attacker = self._attacker(i, end)
        if not places:
            return
        attacked = attacked or self._posted(i, places[0].index)
        implied = attacked is None
        if implied:
            attacked = self._repeller(i, attacker) or self._killed_there(i, attacker) or self._victim(after, sentence.last, attacker)
        while after + 1 <= end and among(self.chunks[after].text, IN | {"عند"}) and self.chunks[after].text.startswith("و"):
            more, stop, _ = self.places.list_after(after + 1, end)
            if not more:
                break
            places, after = places + more, stop  # «هجوم على مواقع X في A وفي محيط B»
        self._fought(places, attacked, i, "attacked there", end=end, implied=implied)
        for j in range(after, min(after + 30, sentence.last)):
            # «هجومين، الأول على A، والثاني على B»
            if self.doc.tokens[self.chunks[j].first].text in ("والثاني", "والثالث", "والاخر", "والثانيه"):
                more, _, posted = self._target(j, sentence.last)
                self._fought(more, posted or attacked, i, "attacked there too", end=end, implied=implied)

    def _in_object(self, i: int, end: int) -> tuple[list[Chunk], int, str | None]:
        """«هاجم X حاجزاً لـY في بلدة L»."""
        attacked = None
        for j in range(i + 1, end + 1):
            c = self.chunks[j]
            if c.kind == "party" and c.reading.preposition == "ل":
                attacked = c.code
            if attacked is None and c.text in OFFICES:
                break  # «هاجم مجهولون منزلاً في A»
            if c.text in IN or (c.text == "علي" and j < end and self.chunks[j + 1].kind == "around"):  # «على أطراف بلدة L»
                found, after, _ = self.places.list_after(j + 1, end)
                if found:
                    return found, after, attacked
            if c.kind in ("relative", "clause"):
                break
        return [], i + 1, None

    def _to_it(self, i: int, end: int) -> tuple[list[Chunk], int]:
        """«فتسلل إليها …»"""
        for j in range(i + 1, min(i + 3, end) + 1):
            if self.chunks[j].text in ("اليها", "اليه", "عليها", "عليه", "عليهما"):
                return self._meant(i, self.chunks[j].text), j + 1
        return [], i + 1

    def _subject_place(self, i: int) -> list[Chunk]:
        return self.places.before(i, self._sentence(i).first)

    def _killed_there(self, i: int, attacker: str | None) -> str | None:
        """«قتل 5 من عناصر X بهجوم …»: the side that lost people in the attack."""
        first = self._clause(i).first
        if not any(c.kind == "outcome" for c in self.chunks[first:i]):
            return None
        for j in range(i - 1, first, -1):
            c = self.chunks[j]
            if c.kind == "party":
                return c.code if c.code != attacker and any(d.text == "من" for d in self.chunks[max(j - 2, first) : j]) else None
        return None

    def _victim(self, after: int, last: int, attacker: str | None) -> str | None:
        """The side named after the attack's place that is not the attacker: it is the one attacked there."""
        for j in range(after, min(after + 26, last) + 1):
            c = self.chunks[j]
            if c.kind == "clause" and c.text.lstrip("و") not in ("حيث", "اذ"):
                return None
            if c.kind == "relative" or (self._sense[j] is not None and self._sense[j].code in ("captured", "holds", "withdrew")):
                return None
            if c.kind == "party" and c.code != attacker and c.code not in ("coalition", "russia", "turkey", "israel"):
                return c.code
        return None

    def _clash(self, i: int, sense: Sense) -> None:
        end = self._end(i)
        clause, sentence = self._clause(i), self._sentence(i)
        c = self.chunks[i]
        if i + 2 <= end and self.chunks[i + 1].text == "بين" and self.doc.tokens[self.chunks[i + 2].last].text.startswith(("عائل", "عشير", "اسر")) and (
                not any(self.sides.named(e) for e in self.chunks[i + 2 : i + 6])):
            return  # «اشتباكات بين عائلتين»
        following = self.chunks[i + 1] if i + 1 <= end else None
        if following is not None and following.kind in ("place", "place_kind") and not following.reading.conjunction:
            if c.reading.stem.startswith("معرك") or c.text.lstrip("والب").startswith("معركه"):
                return
            places, _, _ = self.places.list_after(i + 1, end)
            if places:
                self._fought(places, None, i, "fighting there", end=end)
                for s in self.found[-len(places):]:
                    s.definite = s.definite or any(d.kind == "outcome" for d in self.chunks[max(clause.first, i - 8) : i])  # «قُتل 73 في اشتباكات A»: told before
                return
        for j in range(i + 1, end + 1):
            d = self.chunks[j]
            following = self.chunks[j + 1] if j + 1 <= end else None
            if (at := self._beside(j, end)) is not None and (places := self.places.list_after(at, end)[0]):
                self._fought(places, None, i, "fighting there", end=end)
                return
            at_front = d.text in ON and following is not None and (following.kind == "around" or following.text in FRONTS)
            if d.kind == "around" or d.text in IN or (d.text == "الي" and j == i + 1) or at_front:
                if following is not None and d.text in IN and following.text in WHOLE_OF and (places := self._pronoun(i, following.text)):
                    self._fought(places, None, i, "fighting there", end=end)  # «تستمر الاشتباكات في أحيائها»
                    return
                if d.text == "بين" or (d.text == "قرب" and self.chunks[j - 1].kind == "place"):
                    continue  # «في محيط مستشفى X قرب مدينة A»
                if j + 1 <= end and self.chunks[j + 1].kind == "around":
                    continue
                places, after, _ = self.places.list_after(j + 1, end)
                if places:
                    k = after
                    while k + 1 <= end and self.chunks[k].text in ("وعند", "وفي", "وعلي", "وداخل"):
                        more, after, _ = self.places.list_after(k + 1, end)
                        if not more:
                            break
                        places, k = places + more, after
                    k += k <= end and self.chunks[k].kind == "comma"
                    if k < end and self.chunks[k].text in ANOTHER and (self.chunks[k + 1].text in IN | ON or self.chunks[k + 1].kind == "around"):
                        places = places + self.places.list_after(k + 2, end)[0]  # «اشتباكات عند A، وأخرى على تخوم B»
                    self._fought(places, None, i, "fighting there", end=end)
                    return
            if d.kind in ("place", "place_kind") and d.reading.preposition == "ب" and (places := self.places.list_after(j, end)[0]):
                self._fought(places, None, i, "fighting there", end=end)  # «اشتباكات بين X وY ببلدة A»
                return
            if (d.text in IN_PRONOUN and d.text.startswith("في")) or (d.kind == "place_kind" and d.code == "governorate" and d.role == "many"):
                break  # «اشتباكات في عدة محافظات: 18 في X»: the places are those of the figures
            if self._sense[j] is not None and self._sense[j].code == "captured" and d.reading.preposition == "ل":
                return  # «معركة للسيطرة على A في B»
            if d.kind == "relative" and following is not None and following.text in GOES_ON:
                continue  # «الاشتباكات التي دارت على محور A»
            own = d.kind == "cause" and d.code in ("shelling", "air_strike") and not d.reading.conjunction and self.chunks[j - 1].text in ("كذلك", "كما", "وكذلك")
            if own or d.kind in ("colon", "relative", "hedge", "by") or (d.kind == "movement" and self.chunks[j - 1].text != "كر") or (d.kind == "outcome" and d.role == "noun"):
                break
        r = self._relative(i)
        if r is not None and any(d.text in IN_PRONOUN for d in self.chunks[r:i]):
            pronoun = next(d.text for d in self.chunks[r:i] if d.text in IN_PRONOUN)
            self._fought(self.places.antecedent(r, 0, pronoun), None, i, "fighting there", end=end)
            return
        self._clash_before(i, clause, sentence, end)

    def _beside(self, j: int, end: int) -> int | None:
        """Where the place begins behind «بالقرب من» or «على الجهتين الجنوبية والغربية من» at chunk ``j``."""
        following = self.chunks[j + 1].text if j < end else ""
        if self.chunks[j].text == "بالقرب" and following == "من":
            return j + 2
        if self.chunks[j].text in ON | IN and following in DIRECTIONS_OF:
            return next((k + 1 for k in range(j + 2, min(j + 7, end)) if self.chunks[k].text == "من"), None)
        return None

    def _defends(self, i: int, sense: Sense) -> None:
        """«A، التي كانت X تدافع عنها», «حي A الذي تقاوم فيه X»: fought for, and X's."""
        end = self._end(i)
        words, pronouns = (("في", "داخل"), IN_PRONOUN) if sense.governs == "in" else (("عن",), FROM_PRONOUN)
        at = next((j for j in range(i + 1, min(i + 5, end) + 1) if self.chunks[j].text in words or self.chunks[j].text in pronouns), None)
        if at is None or (party := self._subject(i, sense)) is None:
            return
        if self.chunks[at].text in words:
            places = self.places.list_after(at + 1, end)[0]
        else:
            places = self._meant(i, self.chunks[at].text)
        self._fought(places, party, i, "defended there", end=end)

    def _clash_before(self, i: int, clause: Clause, sentence: Sentence, end: int) -> None:
        """«تواصلت داخل X المعارك», «شهدت بلدة X اشتباكات», «وفي ضاحية X، سقط … في اشتباكات»."""
        for j in range(i - 1, max(clause.first, i - 14) - 1, -1):
            if self.chunks[j].text in GOES_ON:
                for k in range(j + 1, i):
                    d = self.chunks[k]
                    if d.text in IN_PRONOUN and (places := self._pronoun(i, d.text)):
                        self._fought(places, None, i, "fighting there", end=end)
                        return
                    if d.text in IN or d.kind == "around" or self.chunks[j].text in MET:
                        places, _, _ = self.places.list_after(k + 1 if d.text in IN or d.kind == "around" else k, i - 1)
                        if places:
                            self._fought(places, None, i, "fighting there", end=end)
                            return
                if self.chunks[j].text in MET and not any(self.chunks[k].kind in ("place", "place_kind") for k in range(j + 1, i)) and (
                        places := self.places.before(j, sentence.first, plural=False)):
                    self._fought(places, None, i, "fighting there", end=end)  # «بلدة A، التي …، تشهد اشتباكات»
                    return
                break
        if self.chunks[clause.first].text == "حيث" and clause.first > sentence.first and not begins(self.chunks[clause.first + 1].text, ("اسفر", "ادت", "خلف", "تسبب")) and not any(d.kind == "place" for d in self.chunks[clause.first : i]):
            # «إلى أطراف مدينة A، حيث تدور مواجهات»
            self._fought(self.places.antecedent(clause.first, sentence.first, ""), None, i, "fighting there", end=end)
            return
        at = sentence.first + (self.chunks[sentence.first].text in ("اما", "واما"))
        first = self.chunks[at]
        if first.text in ("وفي", "في", "ففي", "وعند", "وعلي") and clause.first == sentence.first:
            places, after, _ = self.places.list_after(at + 1, i)
            if places and not any(s is not None and s.code != "fell" and c.text != "فقد" for s, c in zip(
                    self._sense[sentence.first : i], self.chunks[sentence.first : i], strict=True)):
                self._fought(places, None, i, "fighting there", end=end)

    def _advance(self, i: int, sense: Sense) -> None:
        end = self._end(i)
        for j in range(i + 1, min(i + 10, end) + 1):
            c = self.chunks[j]
            if c.text in ("في", "داخل"):
                places, after, _ = self.places.list_after(j + 1, end)
                self._fought(places, None, i, "advanced in it", end=end)
                return
            if (c.text in IN_PRONOUN and c.text.startswith("في")) or c.text in ("داخلها", "داخله"):
                self._fought(self._pronoun(i, c.text), None, i, "advanced in it", end=end)
                return
            if c.kind in ("comma", "place"):
                return
