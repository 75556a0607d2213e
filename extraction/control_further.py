"""Further places that a word of control goes on to, each with a day of its own: «سيطرت X على A في 3 آذار وعلى B في 5 منه»."""

from __future__ import annotations

import datetime as dt

from .chunk import Chunk
from .control_dates import ControlDates
from .control_places import OVERLOOKS
from .control_words import AFTER


class FurtherPlaceReader(ControlDates):
    """Finds the further lists of a verb, and their days."""

    def _gapped(self, i: int, after: int, last: int, direct: bool, words: tuple[str, ...] = ("علي", "وعلي")) -> list[tuple[list[Chunk], int, int]]:
        """Further lists of the same verb, each with where it begins and where its day may stand: «… وعلى حيي C وD», «… والأحد على C», «وفي محور X على C»."""
        found = []
        j = after
        while j <= last:
            c = self.chunks[j]
            if direct and c.kind in ("place", "place_kind") and self.chunks[j - 1].kind == "comma" and self.doc.tokens[c.first].text.startswith("و"):
                # «انتزعت A من X في 8 آذار، وسد B بعد يومين»
                more, stop, _ = self.places.list_after(j, last)
                if not more or (stop <= last and (self.chunks[stop].kind in ("neutral", "raise") or self._sense[stop] is not None)):
                    break  # «…، ولا تزال بلدة B»: a statement of its own
                found.append((more, j, min(stop + 10, last + 1)))
                j = stop
                continue
            if self.chunks[j - 1 - (self.chunks[j - 1].kind == "comma")].kind == "date" and c.kind in ("place", "place_kind") and self.doc.tokens[c.first].text.startswith("و"):
                # «سيطرت على A في 11 شباط ومدينة B في 25 منه», «…، وبلدة B في اليوم التالي»: the day says that the verb goes on
                more, stop, _ = self.places.list_after(j, last)
                if not more or not self._day_at(stop, last):
                    break
                found.append((more, j, min(stop + 5, last + 1)))
                j = stop
                continue
            if direct and c.text in AFTER and self.chunks[j - 1].kind == "place" and self._days(j + 1, last + 1) is not None and (
                    over := next((d.index for d in self.chunks[j + 1 : min(j + 5, last)] if d.kind == "comma"), None)) is not None:
                j = over + 1  # «ثم A بعد يومين، وB في 23 حزيران»
                continue
            if (over := self._how_aside(j, last)) is not None:
                j = over  # «على A يوم السبت بعد طرد Y منها، ثم على B يوم الاثنين»
                continue
            if (c.text in ("ثم", "وقبله", "وقبلها", "وبعده", "وبعدها") or (direct and self.chunks[j - 1].kind == "date" and c.kind in ("place", "place_kind") and self.doc.tokens[c.first].text.startswith("و"))) and j + 1 <= last and self.chunks[j + 1].kind in ("place", "place_kind"):
                more, stop, _ = self.places.list_after(j + 1, last)
                if not more:
                    break
                found.append((more, j, min(stop + 4, last + 1)))
                j = stop
                continue
            if c.text == "علي" and (j < last and self.chunks[j + 1].code == "street" or self.chunks[j - 1].text in OVERLOOKS):
                break  # «قريتي A وB على محور C», «تلة A المطلة على مدينة B»: where they lie
            if c.text in words:
                more, stop, _ = self.places.list_after(j + 1, last)
                if not more and j < last and self.chunks[j + 1].role in ("two", "many"):
                    more, stop, _ = self._named_later(j + 1, last)  # «وعلى قرى في ريف X، أبرزها B»
                if not more:
                    break
                end = stop
                while end <= last and self.chunks[end].kind in ("date", "word") and end < stop + 2:
                    end += 1
                found.append((more, j, end))
                j = stop
                continue
            if c.kind == "comma" and j < last and self.chunks[j + 1].kind == "relative" and (over := next(
                    (d.index for d in self.chunks[j + 2 : min(j + 14, last)] if d.kind == "comma"), None)) is not None and self.chunks[over + 1].text in ("وعلي", "علي"):
                j = over  # «على A، التي …، وعلى B»
                continue
            passed = c.kind in ("date", "comma", "person", "place_kind", "same", "party", "unit")
            passed = passed or c.text in ("ثم", "ومن ثم", "من", "في", "وفي", "و", "منه", "منها", "عبر", "مع")
            if c.text == "وبعد" and (on := next((d.index for d in self.chunks[j + 1 : min(j + 5, last)] if d.text == "علي"), None)) is not None and self._days(j + 1, on) is not None:
                j = on  # «…، وبعد أربعة أيام على مدينة B»
                continue
            passed = passed or (c.kind == "word" and c.text.startswith("ال"))
            # «وفي محور X على …»: the front or countryside frames the list.
            if not (passed or (c.kind == "place" and (c.place.word == "street" or not self.places.coded(c)))):
                break
            j += 1
        return found

    def _day_of(self, at: int, stop: int, first: dt.date | None) -> dt.date | None:
        """The day of the further list from chunk ``at``, whose verb told ``first`` for the one before."""
        nearby = [c for c in self.chunks[at - 2 : stop] if c.kind == "date"]
        dates = [w for c in nearby if (w := self.context.when(c)) is not None and not w.window]
        return self._days_after(at - 4 if self.chunks[at].text == "علي" else at, stop, first) or (dates[-1].start if dates else first)

    def _day_at(self, i: int, last: int) -> bool:
        """Whether a day, or so many days later, stands at chunk ``i``: «في 25 منه», «في اليوم التالي», «يوم أمس», «بعد يومين»."""
        if i > last:
            return False
        c = self.chunks[i]
        at = i + (c.text in ("في", "بتاريخ", "فجر", "صباح", "مساء"))
        return at <= last and (self.chunks[at].kind == "date" or (at > i and self.chunks[at].kind == "count" and at < last and self.chunks[at + 1].text == "منه")
                               or (c.text in AFTER and self._days(i + 1, last + 1) is not None))

    def _how_aside(self, j: int, last: int) -> int | None:
        """Where a list goes on with «ثم على» behind how it began: «… بعد انسحاب Y منها، ثم على B»."""
        c = self.chunks[j]
        if c.text not in AFTER and c.kind != "because":
            return None
        at = next((d.index for d in self.chunks[j + 1 : min(j + 10, last)] if d.kind == "comma"), None)
        at = at + 1 + (self.chunks[at + 1].text == "ثم") if at is not None else None
        return at if at is not None and at <= last and self.chunks[at].text in ("علي", "وعلي") else None
