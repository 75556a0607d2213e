"""Who did an act and to whom: the sides around the word that reports it."""

from __future__ import annotations

from collections.abc import Sequence

from .chunk import Chunk
from .event_acts import Act, add
from .event_words import Sense
from .parties import PartyReader
from .text import folded_words

_SIDES_WITHIN = 6
_IN_A_SIDE = frozenset(("person", "count", "party", "side", "comma", "nationality", "part", "open", "close", "clause"))
_AT = folded_words("على ضد في داخل نحو باتجاه قرب من عن إلى عند مع أمام منذ بعد قبل خلال وسط")
_BETWEEN = folded_words("بين وبين مع ضد")
_BELONGS = folded_words("تابعة تابع التابعة التابع موالية الموالية تابعين")
_SUPPORT = folded_words("المدعومة المدعوم المدعومين مدعومة مدعوما مدعومين بدعم بإسناد غطاء بغطاء بمساندة تساندها يساندها إسناد دعم")
_GOES_ON = folded_words("في داخل على عند قرب ضد")
_ELLIPTIC = frozenset(("advance", "withdrawal", "attack", "shelling", "air_strike"))


class Trigger:
    """The word of an act in the text, chunks ``index`` to ``last``; ``definite`` where it has the article."""

    __slots__ = ("definite", "index", "last", "sense")

    def __init__(self, sense: Sense, index: int, last: int, definite: bool):
        self.sense, self.index, self.last, self.definite = sense, index, last, definite


class SideReader:
    """Finds the doers and the targets of an act among the parties around its word."""

    def __init__(self, chunks: Sequence[Chunk], parties: PartyReader):
        self.chunks, self.parties = chunks, parties

    def both(self, act: Act, trigger: Trigger, last: int, kept: Sequence[Act]) -> None:
        """«اشتباكات بين A من جهة وB من جهة أخرى», «اشتبكت A مع B»: both are doers."""
        if trigger.sense.verb:
            self.doer(act, trigger, trigger.index, last)
        linked = -1  # the last بين or side: another follows soon
        for i in range(trigger.last + 1, last + 1):
            c = self.chunks[i]
            if linked >= 0 and c.kind in ("outcome", "movement", "relative", "because", "raise", "colon") or held(self.chunks, i):
                break
            if c.kind == "both_sides":
                for code in self._last_sides(act, kept):
                    add(act.actors, code)
                break
            if c.text in ("بينهم", "بينها", "بينهما") and i <= trigger.last + 4 and (before := self.parties.last_before(trigger.index)):
                linked = i
                add(act.actors, before)
            elif c.text in _BETWEEN:
                linked = i
            elif c.kind == "party" and 0 <= linked and i - linked <= _SIDES_WITHIN and not c.reading.preposition:
                linked = i
                add(act.actors, c.code)
                act.last = max(act.last, i)
            elif c.kind not in _IN_A_SIDE and c.text != "من":
                linked = min(linked, i - _SIDES_WITHIN)  # «بين الحين والآخر» links no sides
        following = self.chunks[trigger.last + 1 : trigger.last + 4]
        if len(act.actors) == 1 and not trigger.sense.verb and any(c.text == "مع" for c in following):
            other = self._side_before(trigger.index, act.sentence.first)
            if other is not None and other not in act.actors:
                act.actors.insert(0, other)  # «سيطرت A … بعد اشتباكات مع B», «قُتل N من A في اشتباكات مع B»
        if act.actors:
            act.rules.append("both sides of the fighting")

    def _side_before(self, index: int, first: int) -> str | None:
        """The last side named before in the same statement."""
        for i in range(index - 1, first - 1, -1):
            c = self.chunks[i]
            if c.kind == "party" and not held(self.chunks, i):
                return c.code
            if c.kind in ("clause", "that"):
                return None
        return None

    def _last_sides(self, act: Act, kept: Sequence[Act]) -> list[str]:
        """Who «الطرفين» are: the sides of the fighting told before, else the only two sides that the sentence named."""
        for earlier in reversed(kept):
            if earlier.type == "armed_clash" and len(earlier.actors) > 1:
                return earlier.actors
        named = list(dict.fromkeys(c.code for c in self.chunks[act.sentence.first : act.first] if c.kind == "party"))
        return named if len(named) == 2 else []

    def doer(self, act: Act, trigger: Trigger, first: int, last: int, told: Act | None = None) -> None:
        """Who did it: named after the word, with من قبل or a verb of doing, or before it; ``told`` is the act before."""
        after = self._subject(trigger, last)
        if after is not None:
            add(act.actors, after.code)
            act.last = max(act.last, after.index)
            for c in self.chunks[after.index + 1 : last + 1]:  # «قوات النظام والمسلحون الموالون لها»
                if c.kind != "party" or not c.reading.conjunction:
                    break
                add(act.actors, c.code)
                act.last = c.index
            act.rules.append("doer after the word")
            return
        for agent in self.parties.doers.agents(trigger.index, last):
            add(act.actors, agent)
            act.rules.append("doer after on / by")
        if act.actors:
            return
        before = self._party_before(trigger, first)
        if before is not None:
            add(act.actors, before.code)
            act.first = before.index
            act.rules.append("doer before the word")
        elif trigger.sense.verb and act.type in _ELLIPTIC and (codes := self._subject_told(act, told)):
            act.actors = codes
            act.rules.append("subject of the verb before")

    def _subject_told(self, act: Act, told: Act | None) -> list[str]:
        """A verb that names no subject has that of the act before it, else the last side the sentence named as a subject."""
        if told is not None and told.actors:
            return list(told.actors)
        for i in range(act.first - 1, act.sentence.first - 1, -1):
            c = self.chunks[i]
            if c.kind == "party" and not c.reading.preposition and not held(self.chunks, i) and (
                i == act.sentence.first or self.chunks[i - 1].text not in _AT
            ):
                return [c.code]
        return []

    def _subject(self, trigger: Trigger, last: int) -> Chunk | None:
        """The party that follows the word as its doer: right after it, or as «عناصر من A» before the object."""
        people = False
        for i in range(trigger.last + 1, min(last, trigger.last + 7) + 1):
            c = self.chunks[i]
            if c.kind == "party":
                if c.reading.conjunction or c.reading.preposition == "ب":
                    return None
                belongs = self.chunks[i - 1].text in _BELONGS
                if c.reading.preposition == "ل" and trigger.sense.verb and not belongs or self.chunks[i - 1].text in _SUPPORT:
                    return None
                return c if not people or not trigger.sense.victim or self._object_after(i, last) else None
            if c.reading.preposition == "ب":
                return None  # «بسيارة تابعة لـ A»: the means, not the doer
            if c.kind in ("person", "count"):
                people = True
            elif c.kind == "by":
                people = False
            elif c.text in _AT and not (people and c.text == "من"):
                return None
            elif c.kind in ("date", "cause", "nationality", "unit") or (c.kind == "word" and (not trigger.sense.verb or people or c.text not in _AT)):
                if c.kind == "unit" and c.code != "other" and trigger.sense.verb:
                    return None
            else:
                return None
        return None

    def _object_after(self, i: int, last: int) -> bool:
        """Whether people follow a party with no break between: they are the object, so it is the doer."""
        for c in self.chunks[i + 1 : min(last, i + 4) + 1]:
            if c.kind in ("count", "person"):
                return not c.reading.conjunction
            if c.kind not in ("word", "date") or c.text in _AT:
                return False
        return False

    def _party_before(self, trigger: Trigger, first: int) -> Chunk | None:
        """«شنت A هجوماً», «A التي نفذت غارة», «تمكنت A من السيطرة»: the last party before the word in the same breath."""
        for i in range(trigger.index - 1, first - 1, -1):
            c = self.chunks[i]
            if c.kind == "party":
                before = self.chunks[i - 1] if i > first else None
                return None if c.reading.preposition or (before is not None and before.text in _AT) else c
            if c.kind == "relative" and i > first and self.chunks[i - 1].kind == "party":
                return self.chunks[i - 1]
            if c.kind not in ("word", "date", "count", "unit", "neutral", "cause", "control", "person") or (c.text in _AT and c.text != "من"):
                return None
        return None

    def targets(self, act: Act, trigger: Trigger, last: int) -> None:
        """Whom it befell: the sides after the word and its doer, up to the next statement."""
        for i in range(max(trigger.last, act.last) + 1, last + 1):
            c = self.chunks[i]
            if c.kind in ("outcome", "movement", "relative", "because", "by") or (c.kind == "part" and c.code != "one"):
                break
            if c.kind == "comma" and i < last and self.chunks[i + 1].kind not in ("date", "place_kind") and self.chunks[i + 1].text not in _GOES_ON:
                break
            if c.kind == "party" and c.code not in act.actors and self.chunks[i - 1].text not in _SUPPORT and self.chunks[i - 2].text not in _SUPPORT:
                if held(self.chunks, i) and act.type not in ("attack", "advance", "shelling", "air_strike", "drone_strike"):
                    continue
                if c.reading.preposition == "ب":
                    continue
                add(act.targets, c.code)
                act.last = max(act.last, i)
        if act.targets:
            act.rules.append("target after the doer" if act.actors else "target after the word")


def held(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a party is only named as the holder of a place («الخاضعة لسيطرة A»)."""
    return chunks[i].kind == "party" and i > 0 and "سيطر" in chunks[i - 1].text
