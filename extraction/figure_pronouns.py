"""A victim who is only a pronoun: «استهدفوا قيادياً …، ما أدى إلى مقتله», «أطلقوا النار على رجل فأردوه قتيلاً»."""

from __future__ import annotations

from .chunk import Chunk
from .figures import CASUALTY, Told
from .structure import Document

_NOUNS = {"مقتل", "مصرع", "استشهاد", "وفاه", "وفات", "اصابه", "اصابت"}
_LED_TO = ("اد", "تود", "يود", "تسبب", "اسفر", "افض", "نجم", "نتج", "انته")


class Pronouns:
    """Tells which outcomes are those of one person named before with a noun of people or not at all."""

    def __init__(self, document: Document, told: Told):
        self.doc, self.chunks, self.told = document, document.chunks, told

    def victim(self, i: int) -> Chunk | None:
        """The person that the pronoun of the outcome at chunk ``i`` stands for, whom no figure of that outcome counts; the
        outcome itself where the person is only named, None where there is nobody to count."""
        c = self.chunks[i]
        if c.kind != "outcome" or " " in c.text or c.code not in ("killed", "wounded") or not c.text.endswith(("ه", "ها")) or not (self._result(i) or self._deed(i)):
            return None
        sentence = self.doc.sentence_of[i]
        counted = [g for g in self.told.in_sentence(sentence) if g.kind == CASUALTY and g.code == c.code]
        for j in range(i - 1, sentence.first - 1, -1):
            person = self.chunks[j]
            if person.kind == "person" and person.person.number == "singular" and person.person.kind == "person" and not self._did_it(j):
                return None if any(g.index <= j <= g.phrase.last for g in counted) else person
            if any(g.index == j for g in counted):
                return None
        return c

    def _result(self, i: int) -> bool:
        """«ما أدى إلى مقتله», «تسبب بإصابتها»: a verbal noun that a deed led to, with nobody named after it."""
        c = self.chunks[i]
        stem = c.reading.stem or c.text
        if c.role != "noun" or stem.removesuffix("ها").removesuffix("ه") not in _NOUNS:
            return False
        before = " ".join(b.text for b in self.chunks[max(i - 3, 0) : i]).split() or [""]
        led = any(w.startswith(_LED_TO) for w in before)
        return led and (c.reading.preposition in ("ب", "ل") or before[-1] in ("الي", "عن"))

    def _deed(self, i: int) -> bool:
        """«فأردوه قتيلاً», «وقتلوه»: a joined verb whose object is the pronoun."""
        c = self.chunks[i]
        joined = c.reading.conjunction or self.chunks[i - 1].text in ("و", "ف") if i else False
        return bool(joined) and c.role in ("both", "active") and c.text.endswith(("وه", "ته", "اه", "وها", "تها", "اها", "قتله", "قتلها")) and c.text != "وقتله"

    def _did_it(self, j: int) -> bool:
        """«عناصر», «مسلحون» right behind the verb of an attack did it; a person behind a preposition or as object suffered it."""
        return self.chunks[j].text.endswith("ون")

