"""Which places are coded, which of them make one list, and what «القرية», «القرى الثلاث», «الأولى» or «الأخيرة» stands for."""

from __future__ import annotations

from .chunk import Chunk
from .context import Context
from .control_shares import ShareFinder
from .control_words import ORDINALS, unjoined
from .gazetteer import gazetteer
from .structure import Document
from .text import fold, folded_words

# Places as large as a city and smaller are coded; districts, governorates, countrysides, deserts and rivers are not.
_CODED = frozenset(("village", "town", "city", "quarter", "camp", "oil_field", "hill", "airport", "crossing"))
_DESCRIBED = frozenset(("base", "listed"))
# Dams and bridges are fought for by name.
_WORKS = frozenset(("سد", "جسر", "سدي"))


_FRONTS = folded_words("محوري محورا محورين جبهتي جبهتا جبهة محور الجبهة المحور محاور جبهات")
ADDITIONS = frozenset(("بالاضافه", "اضافه", "وكذلك", "كذلك", "فضلا", "وايضا", "ثم", "ف", "وثم", "ومعها", "ومعه", "ومعهما"))
SIDE_OF = folded_words("الشرقي الغربي الشمالي الجنوبي الشرقية الغربية الشمالية الجنوبية")
COMPASS = folded_words("شمال جنوب شرق غرب شمالي جنوبي شرقي غربي")
_NAMED_PARTS = folded_words("الرياضية الجامعية الصناعية العمالية الطبية السكنية الرياضي الجامعي الصناعي السكني")
_TWO_VILLAGES = frozenset(("القريتين", "القريتان"))
_SETTLEMENTS = ("village", "town", "city")
_DUAL_ENDINGS = ("ين", "ان")
NUMBERS = {fold(w): n for n, ws in ((3, "الثلاث الثلاثة"), (4, "الأربع الأربعة"), (5, "الخمس الخمسة"), (6, "الست الستة"), (7, "السبع السبعة"),
                                     (8, "الثماني الثمانية"), (9, "التسع التسعة"), (10, "العشر العشرة")) for w in ws.split()}


class ShortFormFinder(ShareFinder):
    """Tells which places of a document are coded and which of them its short forms mean."""

    def __init__(self, document: Document, context: Context):
        super().__init__(document)
        self.context = context

    # -- what is coded -----------------------------------------------------------------------------------------

    def coded(self, chunk: Chunk) -> bool:
        """Whether a place is small enough to be coded, and not part of the dateline."""
        if chunk.kind != "place" or chunk.index <= self.context._dateline_end:
            return False
        place = chunk.place
        if place.kind is None and place.word in (None, "street") and place.name in _TWO_VILLAGES and self._two_named(chunk.index):
            return False
        if place.name.split()[0] in _WORKS and (place.word != "street" or unjoined(self.chunks[chunk.index - 1].text) in _FRONTS):
            return True
        if place.kind is not None:
            return place.kind in _CODED or (place.kind == "area" and self._known_small(chunk, many=True))
        if place.word == "street":
            return self._front_of(chunk) and self._known_small(chunk)
        if place.word is not None:
            return place.word in _DESCRIBED
        return self._known_small(chunk)

    def _front_of(self, chunk: Chunk) -> bool:
        """«محور A», «محوري A وB»: whether the place gives its name to a front."""
        j = chunk.index - 1
        while j > 0 and self.chunks[j].kind == "place" and self.chunks[j].place.group == chunk.place.group:
            j -= 1
        return self.chunks[j].text.lstrip("ول") in _FRONTS

    def _two_named(self, i: int) -> bool:
        """Whether «القريتين» at chunk ``i`` means two villages named before and not the town of that name."""
        return any(c.kind == "place_kind" and c.role == "two" and c.code == "village" for c in self.chunks[:i])

    def _known_small(self, chunk: Chunk, many: bool = False) -> bool:
        known = gazetteer().by_name.get(chunk.place.name, ())
        if many and not known:
            return any(c.kind == "place" and c.place.group == chunk.place.group and c is not chunk for c in self.around(chunk.index))
        return bool(known) and known[0].kind in _CODED

    def around(self, index: int):
        return self.chunks[max(index - 12, 0) : index + 12]

    # -- lists --------------------------------------------------------------------------------------------------

    def _joined(self, i: int, after: int) -> bool:
        """Whether the chunk at ``i`` goes on a list that ended before ``after``."""
        text = self.doc.tokens[self.chunks[i].first].text
        if self.chunks[i].kind == "place":
            prefix = text[: self.chunks[i].place.start]
            if prefix.startswith(("ب", "وب", "ل", "ول")) and prefix not in ("", "و"):
                return False
            if prefix == "و":
                return True
        elif text.startswith("و"):
            return True
        between = self.chunks[after:i]
        c = self.chunks[i]
        one_list = c.kind == "place" and c.place.group >= 0 and any(
            d.kind == "place" and d.place.group == c.place.group for d in self.chunks[max(after - 2, 0) : after])
        if i > after and (before := self.chunks[after - 1]).kind == "place" and c.kind in ("place", "place_kind") and self._itemised(before.index) and all(
                d.kind in ("dash", "slash", "place_kind", "comma") for d in between):
            return True  # «ثلاث قرى: A – B – C»
        return i > after and (one_list or any(c.text == "و" or c.text in ADDITIONS or c.kind == "place_kind" for c in between)) or (
            i == after and i > 0 and (self.chunks[i - 1].text in ("الي", "علي", "و") or self.chunks[i - 1].kind == "place_kind"))

    def _itemised(self, j: int) -> bool:
        """Whether the place at chunk ``j`` stands in a list that a colon opens or that has more than one dash: «قرى: A – B», «A – B – C»."""
        around = self.chunks[max(j - 5, 0) : j + 6]
        if sum(c.kind == "dash" and 0 < c.index < len(self.chunks) - 1 and self.chunks[c.index - 1].kind == self.chunks[c.index + 1].kind == "place" for c in around) > 1:
            return True
        while j >= 0 and (self.chunks[j].kind in ("place", "place_kind", "comma", "dash", "slash") or self.chunks[j].text == "و"):
            j -= 1
        return j >= 0 and self.chunks[j].kind == "colon"

    def group(self, i: int) -> list[Chunk]:
        """The place at chunk ``i`` with the others of its list: those that one kind word governs, or that و joins."""
        c = self.chunks[i]
        found = [c]
        j = i - 1
        while j >= 0:
            d = self.chunks[j]
            if d.kind == "place":
                same_group = d.place.group == found[0].place.group and d.place.group >= 0
                if not (same_group or self._joined(found[0].index, d.index + 1) or
                        (self.chunks[j + 1].kind == "place_kind" and self.chunks[j + 1].reading.conjunction)):
                    break
                found.insert(0, d)
            elif not (d.kind in ("place_kind", "comma", "dash") or d.text == "و"):
                break
            j -= 1
        return [p for p in found if self.coded(p)]

    # -- short forms -------------------------------------------------------------------------------------------

    def stands_for(self, chunk: Chunk, i: int) -> list[Chunk]:
        """The place that «البلدة», «القريتين» or «المطار» means: the last one of that kind."""
        if i + 1 < len(self.chunks) and self.chunks[i + 1].kind == "place" and self.chunks[i + 1].place.word == chunk.code:
            return []
        if i + 1 < len(self.chunks) and self.chunks[i + 1].text in _NAMED_PARTS:
            return []  # «المدينة الرياضية»: a part of a city, by its name
        word = self.doc.tokens[chunk.first].text.lstrip("ولبف")
        if i + 2 < len(self.chunks) and self.chunks[i + 1].text in SIDE_OF and self.chunks[i + 2].text == "من":
            return []  # «الحي الجنوبي من المدينة»: a part of the place that follows
        if (counted := self._counted_short(chunk, i)):
            return counted
        if chunk.code not in _CODED and chunk.code not in _DESCRIBED:
            return []
        if not (chunk.reading.article or self.doc.tokens[chunk.first].text.startswith("ال")) or chunk.role == "many":
            return []
        dual = word.endswith(_DUAL_ENDINGS) and chunk.role == "two"
        other: Chunk | None = None  # a town that its own phrase calls a city, or the other way round
        for j in range(i - 1, -1, -1):
            c = self.chunks[j]
            if other is not None and j < other.index - 12:
                break
            if (dual and self._destination(j)) or (c.kind == "place" and self.coded(c) and self._towards(j)):
                continue  # «خرجوا من مدينة A باتجاه B، ودخلت Y المدينة»
            if c.kind == "place" and j > 1 and self.chunks[j - 1].text == "في" and self.chunks[j - 2].kind == "party":
                continue  # «وزارة X في A»: where a side has its seat
            if c.kind == "place" and c.place.word is None and self.chunks[j - 1].text in COMPASS and any(d.kind == "place" for d in self.chunks[max(j - 3, 0) : j - 1]):
                continue  # «تل الضمان جنوب حلب … البلدة»
            if c.kind == "place" and self.coded(c) and (c.place.kind == chunk.code or c.place.word == chunk.code or self._is_kind(c, chunk.code)):
                if not dual and c.place.word in _SETTLEMENTS and c.place.word != chunk.code:
                    other = other or c  # «بلدة A … من مدينة B، وتخضع البلدة …»
                    continue
                if not dual:
                    return [c]
                if len(whole := self.group(j)) >= 2:
                    return whole[-2:]
        return [other] if other is not None else []

    def _headed_for(self, j: int) -> bool:
        """Whether the place only tells a direction: «باتجاه مدينة X», «من A إلى B»."""
        k = self._governed_by(self.group(j)[0].index)
        if k > 0 and self.chunks[k].text == "الي" and (begun := self.chunks[k - 1]).kind == "place" and (whole := self.group(begun.index)):
            return self.chunks[self._governed_by(whole[0].index)].text in ("من", "عن")
        return self._towards(j)

    def _towards(self, j: int) -> bool:
        """«باتجاه مدينة X», «نحو X»."""
        k = self._governed_by(self.group(j)[0].index)
        return k >= 0 and self.chunks[k].text in ("نحو", "باتجاه", "صوب")

    def _governed_by(self, j: int) -> int:
        """The chunk before the kind words of the place at ``j``."""
        k = j - 1
        while k >= 0 and self.chunks[k].kind in ("place_kind", "unit"):
            k -= 1
        return k

    def _counted_short(self, chunk: Chunk, i: int) -> list[Chunk]:
        """«القرى الثلاث», «المناطق الثلاث»: as many places, of that kind or of any, as were named last."""
        n = NUMBERS.get(self.chunks[i + 1].text) if i + 1 < len(self.chunks) and chunk.role == "many" else None
        if n is None or not self.doc.tokens[chunk.first].text.lstrip("وفبلك").startswith(("ال", "ل")):
            return []
        found: list[Chunk] = []
        for j in range(i - 1, -1, -1):
            c = self.chunks[j]
            if c.kind == "place" and self.coded(c) and (chunk.code == "area" or c.place.kind in (chunk.code, None)) and c.place.name not in {p.place.name for p in found}:
                found.insert(0, c)
                if len(found) == n:
                    return found
        return []

    def _destination(self, j: int) -> bool:
        """Whether people go «إلى» the place: a short form after it rather means the place that the sentence is about."""
        c = self.chunks[j]
        if c.kind != "place":
            return False
        k = self.group(j)[0].index - 1 if self.coded(c) else j - 1
        while k >= 0 and self.chunks[k].kind in ("place_kind", "unit", "place"):
            k -= 1
        return k >= 0 and self.chunks[k].text in ("الي", "نحو", "باتجاه")

    def _is_kind(self, c: Chunk, kind: str) -> bool:
        if c.place.kind is not None:
            return kind in _SETTLEMENTS and c.place.kind in _SETTLEMENTS and kind != "village" and c.place.kind != "village"
        known = gazetteer().by_name.get(c.place.name, ())
        return bool(known) and (known[0].kind == kind or {kind, known[0].kind} <= {"town", "city"})

    def rank_word(self, j: int) -> int | None:
        """Which of several the word at chunk ``j`` may mean: 0 for «الأولى», -1 for «الأخيرة»."""
        c = self.chunks[j]
        text = self.doc.tokens[c.first].text
        return ORDINALS.get(text, ORDINALS.get(text.removeprefix("و"))) if c.first == c.last and c.kind != "place" else None

    def ordinal(self, j: int, first: int) -> list[Chunk]:
        """The place that «الأولى», «الثانية» or «الأخيرة» at chunk ``j`` means, of those named before it back to chunk ``first``; none
        where the word is an adjective or means a side."""
        n = self.rank_word(j)
        if n is None:
            return []
        named: list[Chunk] = []
        for d in self.chunks[first:j]:
            if d.kind == "place" and self.coded(d) and d.place.name not in {p.place.name for p in named}:
                named.append(d)
        if len(named) < 2 or n >= len(named):
            return []
        if n >= 0 and len(whole := self.group(named[-1].index)) == 2 and n < 2:
            return [whole[n]]  # of the list named last
        return [named[n]]
