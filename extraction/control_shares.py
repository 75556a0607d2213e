"""Less than a whole place: shares, surroundings, buildings, farms, some of its quarters."""

from __future__ import annotations

from .chunk import Chunk
from .control_words import FROM_PRONOUN, IN_PRONOUN
from .structure import Document
from .text import folded_words


SHARE_OF = folded_words("القسم الجزء أجزاء جزء أجزاءا الأكبر قسم معظم غالبية أغلب أغلبية نصف ثلث ثلثي ربع ثلاثة أرباع مساحات مساحة أول")
_SHARES = folded_words("بالمئة بالمائة المئة المائة")


class ShareFinder:
    """Tells whether the words before a name mean less than the place."""

    def __init__(self, document: Document):
        self.doc, self.chunks = document, document.chunks

    def _is_part(self, i: int, last: int) -> bool:
        """Whether the chunk at ``i`` tells of surroundings, of buildings, of the farms of a town or of quarters of a city."""
        c = self.chunks[i]
        following = self.chunks[i + 1] if i < last else None
        if c.kind == "around":
            return True
        if c.kind == "unit" and c.code == "buildings":
            kinds = any(e.kind == "place_kind" for e in c.entries)
            return not kinds and c.text != "مركز" or (
                following is not None and following.text in FROM_PRONOUN | IN_PRONOUN and not (i + 2 <= last and self.chunks[i + 2].kind in ("place", "place_kind")))
        if c.kind != "place_kind" or c.role != "many" or following is None:
            return False
        if c.code == "village":
            return c.text.endswith("مزارع") and following.kind == "place_kind"
        if c.code != "quarter":
            return False
        j = i + 1
        within = ("من", "في", "داخل")
        while j < last and self.chunks[j].text not in within and (self.chunks[j].kind == "count" or (self.chunks[j].kind == "word" and self.chunks[j].text.endswith(("ه", "ي", "ات")) and j < i + 3)):
            j += 1
        return self.chunks[j].text in within

    def begins_share(self, c: Chunk) -> bool:
        """Whether the word says that only a share of the place after it is meant."""
        return c.kind == "word" and c.text in SHARE_OF

    def _share(self, c: Chunk) -> bool:
        """«80 بالمئة من مدينة X»: less than the whole place."""
        return c.kind == "count" and (self.doc.tokens[c.last].text in _SHARES or self.doc.tokens[c.last].text == "%") and c.count.value != 100

    def shared_before(self, j: int) -> bool:
        """Whether only a share of the place at chunk ``j`` is spoken of: «أجزاء من بلدة X», «أكثر من 60% من المدينة», «معظم X»."""
        k = j - 1
        while k > 0 and self.chunks[k].kind == "place_kind":
            k -= 1
        if k > 0 and self.chunks[k].text == "من":
            k -= 1
            k -= k > 0 and self.chunks[k].kind == "word" and self.chunks[k].text.endswith("ه")  # «أجزاء واسعة من»
        return k >= 0 and (self.begins_share(self.chunks[k]) or self._share(self.chunks[k]) or self.chunks[k].text == "%")

    def _counted(self, i: int) -> bool:
        """Whether numbered places without a name stand before chunk ``i``: «ثلاثة أحياء», «حيين»."""
        before = self.chunks[i - 1]
        if i > 1 and (before.text in ("عده", "عديده", "كثيره") or (before.kind == "count" and self.chunks[i - 2].kind == "place_kind")):
            before = self.chunks[i - 2]  # «قرى عدة في ناحية X»
        if before.kind == "place_kind":
            return before.role in ("two", "many")
        return before.kind == "unit" and self.chunks[i - 2].kind == "count" and any(e.kind == "place_kind" for e in before.entries)
