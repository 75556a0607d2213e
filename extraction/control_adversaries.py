"""Who fights whom: the sides that a text tells to fight, attack or drive out each other, and from that who lost what one of them took."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from .control_further import FurtherPlaceReader
from .control_lexicon import Sense
from .control_sides import THEREBY, gender_of_verb
from .control_statement import Statement
from .control_words import AGAINST, ALLIED, BACKERS, CAMPAIGNS, FOES_FOLLOW, ON, SAME_TOPIC, TOLD, unjoined


class Fight(NamedTuple):
    """Two sides against each other, told at a chunk. ``one`` is empty where the text says only whom the fight is against."""

    index: int
    one: tuple[str, ...]
    other: tuple[str, ...]

    def against(self, side: str) -> str | None:
        """Whom ``side`` fights here; None where it is no part of it or where it is allied to the other."""
        if side in self.one and side not in self.other:
            foes = self.other
        elif side in self.other and side not in self.one:
            foes = self.one
        elif not self.one and len(self.other) == 1:
            foes = self.other
        else:
            return None
        return next((foe for foe in foes if foe not in BACKERS and foe != side), None)


class AdversaryReader(FurtherPlaceReader):
    """Finds the fights of a document."""

    @cached_property
    def _fights(self) -> list[Fight]:
        found = []
        for i, sense in enumerate(self._sense):
            apart = sense is None and (self.chunks[i].text in FOES_FOLLOW or self.chunks[i].text == "علي" and any(
                c.text in CAMPAIGNS for c in self.chunks[max(i - 3, 0) : i]))
            if not apart and (sense is None or sense.role == "state") or (i <= self.context._dateline_end and not self._sentence(i).title):
                continue
            if apart:
                found += self._at_odds(i)
                continue
            fight = self._fight(i, sense) if sense.code in ("clash", "attack") else None
            if sense.code == "withdrew" and (front := next((c.index for c in self.chunks[i + 1 : min(i + 6, self._sentence(i).last)] if c.text == "امام"), None)) is not None:
                fled, foe = self.sides.after(i, front), self.sides.after(front + (self._sense[front + 1] is not None), self._sentence(i).last)
                if fled is not None and foe is not None:
                    fight = Fight(i, (self.sides.code(foe),), (self.sides.code(fled),))  # «تراجعت X أمام تقدم Y»
            if sense.code in ("expelled", "ended") and (side := self.sides.after(i, self._sentence(i).last)) is not None:
                fight = Fight(i, (), (self.sides.code(side),))  # «إنهاء وجود X»
            if fight is not None:
                found.append(fight)
        return found

    def _at_odds(self, i: int) -> list[Fight]:
        """«تتقدم X على حساب Y», «عملية لـX ضد Y»: whom the word at ``i`` says that the side before it is against."""
        doer, foe = self.sides.before(i, self._clause(i).first), self.sides.after(i, self._sentence(i).last)
        if doer is None or foe is None or self.sides.code(doer) == self.sides.code(foe):
            return []
        return [Fight(i, (self.sides.code(doer),), (self.sides.code(foe),))]

    def _fight(self, i: int, sense: Sense) -> Fight | None:
        """«اشتباكات بين X وY», «معارك لـX مع Y», «هجوم X على مواقع Y», «هاجمت X نقاطاً لـY»."""
        sentence = self._sentence(i)
        sides: list[list[str]] = [[]]
        apart = False  # the other side has begun
        between = False
        last = None
        for d in self.chunks[i + 1 : min(i + 24, sentence.last + 1)]:
            if d.kind == "side":
                if not apart:
                    apart = True
                    sides.append([])
                elif sides[-1]:
                    break
                continue
            if d.kind == "comma" and apart and sides[-1] and d.index < sentence.last and self.chunks[d.index + 1].kind != "party":
                break  # «اشتباكات بين X وY، تمكنت خلالها X …»
            if d.text == "بين":
                between = True
                continue
            if d.text in ("مع", "ومع") and (sense.code == "attack" or self.chunks[d.index - 1].text in ALLIED):
                break  # «هجوم شنته X بالاشتراك مع Y»
            if d.text in AGAINST or (d.text in ON and sense.code == "attack"):
                if sides[-1] or len(sides) == 1:
                    sides.append([])
                    apart = True
                continue
            object_begins = (apart and not sides[-1]) or (sense.governs == "direct" and len(sides[0]) == 1)
            if object_begins and (s := self._sense[d.index]) is not None and s.role != "verb" and s.code in ("captured", "holds", "bastion") and not s.pronoun:
                continue  # «هجوم على مناطق سيطرة X», «على آخر معاقل X», «هاجمت Y مناطق سيطرة X»
            if d.kind in ("semicolon", "place", "relative", "hedge") or (d.kind == "clause" and not d.text.startswith("من ")) or self._sense[d.index] is not None:
                break
            if self.sides.named(d) and (code := self.sides.code(d)) is not None:
                if between and not apart and last is not None and not self._side_follows(d.index):
                    sides.append([])
                    apart = True
                sides[-1].append(code)
                last = d
        if len(sides) > 2 or (not sides[-1] and not sense.pronoun):
            return None
        if len(sides) == 2:
            one = sides[0] or self._fighter(i, sense)
            return Fight(i, tuple(one), tuple(sides[1]))
        if sense.code == "attack" and sense.governs == "direct" and sense.role == "verb" and len(sides[0]) > 1:
            return Fight(i, tuple(sides[0][:1]), tuple(sides[0][1:2]))
        if sense.code == "attack" and sense.governs == "direct" and sense.role == "verb" and len(sides[0]) == 1 and i > sentence.first and (
                self.sides.named(d := self.chunks[i - 1]) and not self.sides.prepositional(d) and self.sides.code(d) not in (None, sides[0][0])):
            return Fight(i, (self.sides.code(d),), tuple(sides[0]))  # «X تهاجم Y»
        if sense.code == "attack" and (attackers := self._fighter(i, sense) if sense.pronoun else sides[0][:1]):
            return Fight(i, (), tuple(attackers))  # «القرى التي اقتحمتها X»: who takes one of them fights X
        return None

    def _side_follows(self, i: int) -> bool:
        """«… بين X وY من جهة، وZ من جهة أخرى»: the side at chunk ``i`` is still of the first party to the fight."""
        for d in self.chunks[i + 1 : i + 6]:
            if d.kind == "side":
                return True
            if d.kind in ("comma", "place") or self.sides.named(d) and d.kind != "nationality":
                return False
        return False

    def _fighter(self, i: int, sense: Sense) -> list[str]:
        """«تخوض X معارك مع Y», «شنت X هجوماً على Y»: who fights, named before."""
        first = self._clause(i).first
        for j in range(i - 1, max(first, i - 8) - 1, -1):
            d = self.chunks[j]
            if self.sides.named(d):
                code = self.sides.code(d)
                return [code] if code is not None and not self.sides.prepositional(d) else []
            if d.kind in ("comma", "place", "clause", "relative"):
                break
        verb = unjoined(self.chunks[i].text if sense.role == "verb" else self.chunks[i - 1].text) if i else ""
        if i and (sense.role == "verb" or verb.startswith(("شن", "تشن", "يشن", "نفذ", "خاض", "تخوض", "يخوض"))):
            code = self._before(i, gender_of_verb(verb))
            return [code] if code is not None else []
        return []

    def _foe(self, i: int, winner: str, first: int, last: int, named: bool = False) -> str | None:
        """Whom ``winner`` fights in the fight told nearest to chunk ``i`` between the chunks ``first`` and ``last``; with ``named``
        only in one that the text says it is a part of."""
        near = [f for f in self._fights if first <= f.index <= last and not (named and winner not in f.one and winner not in f.other)]
        near.sort(key=lambda f: (f.index > i, abs(f.index - i)))
        return next((foe for f in near if (foe := f.against(winner)) not in (None, winner)), None)

    def _other_side(self, i: int, winner: str) -> str | None:
        """The side that the same sentence tells to be fought or attacked by ``winner``: «في هجوم على مواقع X», «خلال معارك ضد X»,
        «تدور اشتباكات بين A وX، سيطرت A على …»."""
        sentence = self._sentence(i)
        first, last = self._topic(i)
        if (foe := self._foe(i, winner, first, last)) is not None or first != sentence.first or not sentence.index:
            return foe
        told = self.doc.sentences[sentence.index - 1]
        if told.title or told.paragraph != sentence.paragraph or not (self._taking_begins(i) - self._told_from(sentence.first) <= 2 or self._goes_on_from(sentence.first)):
            return None
        took = any(s.party == winner and s.status == "captured" and told.first <= s.chunk.index <= told.last for s in self.found)
        return self._foe(i, winner, told.first, told.last, named=not took)  # «وكانت Y سيطرت على B بعد معارك مع Z»: not whom X fights

    def _told_foe(self, i: int, winner: str) -> str | None:
        """From whom ``winner`` took what the paragraph of chunk ``i`` told last before it, or whom it fights by that paragraph, the one before it or
        the headline, or who left another place just before: whatever was told last."""
        paragraph, topic = self._sentence(i).paragraph, self._topic(i)[0]
        here, near = self._paragraphs[paragraph], self._paragraphs.get(paragraph - 1, self._paragraphs[paragraph])
        told = [(s.chunk.index, s.from_) for s in self.found if (
            s.status == "captured" and s.party == winner and s.from_ is not None and here <= s.chunk.index < i)]
        told += [(f.index, foe) for f in self._fights if (near <= f.index < i or self._sentence(f.index).title) and (
            winner in f.one + f.other and (foe := f.against(winner)) is not None)]
        told += [(s.chunk.index, s.party) for s in self.found if (
            s.status == "withdrew" and s.party not in (winner, None, *BACKERS) and topic <= s.chunk.index < i and not self._left_to_another(s, winner))]
        return max(told)[1] if told else None

    def _left_to_another(self, left: Statement, winner: str) -> bool:
        """Whether the place that a side left is told to be taken by another than ``winner``: what that one takes need not be of the same side."""
        return any(s.status == "captured" and s.party != winner and s.place.place.name == left.place.place.name for s in self.found)

    @cached_property
    def _paragraphs(self) -> dict[int, int]:
        """The first chunk of each paragraph."""
        return {s.paragraph: s.first for s in reversed(self.doc.sentences)}

    def _killed_nearby(self, i: int, winner: str) -> str | None:
        """«قتلت X عشرات من Y خلال سيطرتها على A»: the only other side that lost people in the stretch of the sentence."""
        first, last = self._topic(i)
        losers: set[str] = set()
        for c in self.chunks[first : last + 1]:
            if c.kind != "outcome" or c.code not in ("killed", "captured"):
                continue
            side = next((d for d in self.chunks[c.index + 1 : min(c.index + 8, last + 1)] if self.sides.named(d)), None)
            if side is not None and any(d.text == "من" or d.kind == "person" for d in self.chunks[c.index + 1 : side.index]) and (code := self.sides.code(side)) is not None:
                losers.add(code)
        losers -= {winner, *BACKERS}
        return losers.pop() if len(losers) == 1 else None

    def _topic(self, i: int) -> tuple[int, int]:
        """The first and last chunk of the sentence around chunk ``i`` that no turn to something else («فيما …», «أما في …») cuts off."""
        sentence = self._sentence(i)
        turns = [c.index for c in self.chunks[sentence.first : sentence.last + 1] if c.kind == "clause" and c.text not in SAME_TOPIC and not (
            c.text.startswith("من ") and any(d.kind == "side" for d in self.chunks[sentence.first : c.index]))]
        first = max((at for at in turns if at <= i), default=sentence.first)
        return first, min((at - 1 for at in turns if at > i), default=sentence.last)

    def _taking_begins(self, i: int) -> int:
        """Where the verb phrase of the taking at ``i`` begins: «تمكنت X من السيطرة»."""
        governor = self._governing_verb(i) if self._sense[i].role == "noun" else None
        return i if governor is None else governor

    def _told_from(self, first: int) -> int:
        """Where a sentence begins behind who says so: «وقالت مصادر إن …»."""
        that = next((c.index for c in self.chunks[first : first + 6] if c.kind == "that"), None)
        opens = self.chunks[first]
        said = opens.kind in ("hedge", "republish", "source") or opens.text.lstrip("و").startswith(TOLD)
        return that + 1 if said and that is not None else first

    def _goes_on_from(self, first: int) -> bool:
        """«وأسفرت المعارك عن …», «وتمكنت خلالها من …»: the sentence is about the fighting of the one before."""
        return any((s is not None and s.code in ("clash", "attack") and c.text.lstrip("و").startswith("ال")) or c.text in THEREBY
                   for c, s in zip(self.chunks[first : first + 5], self._sense[first : first + 5], strict=False))
