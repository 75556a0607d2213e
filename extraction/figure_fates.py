"""What befell people in other words than a verb of killing or taking: fallen into hands, lost, still missing, a toll apart from its number."""

from __future__ import annotations

from .agents import ATTACKERS
from .chunk import Chunk
from .figures import CASUALTY, Figure, Told
from .structure import Document

_LOST = frozenset(("خسر", "خسرت", "يخسر", "تخسر", "تكبد", "تكبدت"))
_HANDS = frozenset(("قبضه", "ايدي", "يد", "اسر"))
_FALLING = frozenset(("وقوع", "ووقوع", "بوقوع"))
_AMOUNTS = frozenset(("هي", "بلغت", "قدرها", "تبلغ", "قوامها"))
_RECKONED = ("قدر", "احص", "يقدر", "تقدر")


class Fates:
    """Looks for such words around the figures of one document."""

    def __init__(self, document: Document, told: Told):
        self.chunks, self.figures = document.chunks, told.figures

    def still_missing(self, f: Figure) -> Chunk | None:
        """«112 ألف شخص اعتقلتهم X ما زالوا مفقودين»: what is still so of people whom a relative verb says were taken."""
        taken = self.chunks[f.phrase.last + 1] if f.phrase.last < f.clause.last else None
        if taken is None or taken.kind != "outcome" or not taken.text.endswith(("هم", "هن")) or taken.code not in ("captured", "abducted"):
            return None
        for c in self.chunks[taken.index + 1 : min(taken.index + 7, f.sentence.last + 1)]:
            if c.kind == "person":
                still = self.chunks[c.index - 1]
                return c if c.person.kind == "outcome:missing" and still.kind == "neutral" else None
            if c.kind in ("comma", "count", "outcome"):
                return None
        return None

    def fell_to(self, f: Figure) -> tuple[Chunk, str | None] | None:
        """«وقع ثمانية من عناصرها في قبضة X», «جنديين وقعا في أيدي X», «وقوع ستة في الأسر»: the verb of falling and whose hands they fell into,
        where it is said."""
        near = range(f.index - 1, max(f.clause.first, f.index - 4) - 1, -1)
        behind = range(f.phrase.last + 1, min(f.phrase.last + 3, f.clause.last) + 1)
        fell = next((self.chunks[j] for span in (near, behind) for j in span if (self.chunks[j].code == "fell" or (self.chunks[j].text in _FALLING and span is near))
                     and all(c.kind in ("date", "word", "clause", "comma") for c in self.chunks[min(j, f.index) + 1 : max(j, f.index)] if c.index not in range(f.index, f.phrase.last + 1))), None)
        if fell is None or f.phrase.people is None and f.phrase.taken_for is not None:
            return None
        for j in range(max(fell.index, f.phrase.last) + 1, min(max(fell.index, f.phrase.last) + 6, f.clause.last + 1)):
            held, behind = self.chunks[j].text.rsplit(" ", 1)[-1], self.chunks[j + 1 : min(j + 3, f.clause.last + 1)]
            if held.removeprefix("ب").removeprefix("ال") not in _HANDS:
                continue
            if behind and behind[0].text in ("لدي", "عند"):
                behind = behind[1:]  # «وقوع عشرة في الأسر لدى X»
            if behind and behind[0].kind == "party":
                return fell, behind[0].code
            if held == "الاسر":
                return fell, None  # «وقع سبعة في الأسر»
        return None

    def stated_toll(self, f: Figure) -> str | None:
        """«أورد حصيلة أدنى هي 149 مدنياً», «قدّر بـ 478 مدنياً حصيلة القصف»: the outcome of a toll whose number stands apart from its words."""
        before = self.chunks[f.index - 1] if f.index > f.clause.first else None
        if before is None or f.bare or f.phrase.people is False:
            return None
        total = next((c for c in reversed(self.chunks[max(f.clause.first, f.index - 5) : f.index]) if c.kind == "total"), None)
        if total is not None and "حصيل" in total.text and before.text in _AMOUNTS:
            told = next((g for g in reversed(self.figures) if g.kind == CASUALTY and g.sentence.paragraph >= f.sentence.paragraph - 1), None)
            return told.code if told is not None else None
        if before.text != "ب" or not any(c.text.removeprefix("و").startswith(_RECKONED) for c in self.chunks[f.clause.first : f.index]):
            return None
        total = next((c for c in self.chunks[f.phrase.last + 1 : f.clause.last] if c.kind == "total"), None)
        of = self.chunks[total.index + 1] if total is not None else None
        if of is None or of.kind not in ("cause", "person"):
            return None
        return of.person.kind.removeprefix("outcome:") if of.kind == "person" and of.person.kind.startswith("outcome:") else "killed" if of.kind == "cause" else None

    def lost(self, f: Figure) -> Chunk | None:
        """«خسر حزب الله أربعة من عناصره»: the verb of loss, with fighters as what was lost."""
        own_men = f.phrase.lemma == "فرد" and f.phrase.possessed  # «خسر المهاجمون خمسة من أفرادهم»
        if f.phrase.category != "combatant" and not own_men:
            return None
        for j in range(f.index - 1, max(f.clause.first, f.index - 14) - 1, -1):
            c = self.chunks[j]
            if c.text.removeprefix("و") in _LOST:
                f.phrase.category = "combatant"
                return c
            if c.kind == "person" and c.person.lemma in ATTACKERS and c.reading.article:
                continue
            if c.kind == "count" and self.chunks[c.index + 1].kind == "unit":
                continue  # «خسر X 3 دبابات و11 جندياً»
            if c.kind not in ("party", "word", "date", "comma", "same", "source", "place", "place_kind", "cause", "unit"):
                return None
        return None
