"""Which side does what a word of control says: its subject, the side that a pronoun or «الأخير» stands for."""

from __future__ import annotations

from .chunk import Chunk
from .structure import Document
from .text import folded_words

_PREPOSITIONS = folded_words(
    "من على ضد مع بين إلى عن في لصالح لمصلحة حساب نحو باتجاه أمام لدى مقابل وبين ومن وعلى وضد ومع"
)
_MASCULINE = folded_words(
    "تنظيم التنظيم الجيش جيش حزب الحزب التحالف مجلس المجلس لواء فيلق النظام الحشد الأخير تحالف الأول"
)
_EITHER = frozenset(("داعش",))
# Nouns that carry the side that follows them: «وحدات من الجيش», «مقاتلو الفصائل».
_CARRIERS = folded_words(
    "وحدات مجموعات مجموعة قوات عناصر مقاتلو مقاتلي مسلحو مسلحي قوة خلايا تحالف فصائل قيادة هذه تلك آخر وحدة فصيل فصيلا فصيلي غرفة هيئة مقاتلين عناصر مسلحين مسلحون مقاتلون"
)
_GARRISONS = frozenset(("حاميه", "الحاميه", "حراس"))
_FOLLOWERS = folded_words("الموالي الموالية لها الموالين له حلفائها حلفاؤها")
# «مجموعات موالية لـX», «وحدات تتبع X»: whose the people before are.
_LOYAL = folded_words("موالية موالين موالون موال مواليا تابعة تابعين تابعون تابع تتبع يتبعون منضوية منضوين")
_OPENING = folded_words("أن إن بأن باسم أما فيما لأن وأن وإن و كل")
_FEMININE_CARRIERS = folded_words("قوات وحدات مجموعات مجموعة قوة خلايا فصائل وحدة دورية")
_DRIVEN = folded_words("طرد دحر أخرج طردت أخرجت")
_DRIVEN_FROM = frozenset(("منها", "منه", "منهما"))
_DEFECTED = folded_words("المنشقين المنشقون المعارضين المعارضون منشقين منشقون معارضين معارضون")
# «الأكراد» as those who fight and hold are their forces.
_KURDS = folded_words("الأكراد للأكراد والأكراد بالأكراد الكرد")
_LED = frozenset(("تقوده", "تقودها", "يقوده", "يقودها"))
_BETWEEN = folded_words(
    "عليها عليه عليهما عليهم منها منه منهما فيها فيه فيهما إليها إليه كذلك أيضا مجددا هذه تلك بدورها بدوره "
    "لاحقا ها بموجبه بموجبها"
)

THEREBY = folded_words("إثرها إثره خلالها خلاله أثرها نتيجتها بعدها بعده أثناءها حينها عندها")


def gender_of_word(word: str) -> str:
    """The gender of the subject that a verb form or pronoun shows: m, f or "" where it shows none."""
    if word in ("ها",):
        return "f"
    if word in ("ه",):
        return "m"
    return ""


def gender_of_verb(form: str) -> str:
    """«سيطرت» and «تسيطر» have a feminine subject, «سيطر» and «يسيطر» a masculine one; a plural shows none."""
    for pronoun in ("هما", "هم", "ها", "ه"):
        if form.endswith(pronoun) and len(form) > len(pronoun) + 3:
            form = form[: -len(pronoun)]
            break
    if form.endswith(("وا", "ون", "ان", "تا")):
        return ""
    if form.endswith("ت") or (form.startswith("ت") and len(form) > 3 and form[:3] not in ("تمك", "تسل", "تصد", "تقد", "توغ", "تقا", "تحص")):
        return "f"
    return "m"


_PAST = folded_words(
    "بدأت شن تمكن كان نفذ أعلن واصل دخل عزز فرض بسط أحكم استكمل أتم أكمل أقدم بدأ عاد قام شهد تابع كثف جدد صعد وسع خاض يخوض نشر "
    "سلم سمح طالب قال أفاد أكد تصدى صد فجر قتل أسر نجح أفلح استطاع"
)


def is_verb(word: str) -> bool:
    """Whether a folded word that no lexicon knows looks like a verb: «تمكنت», «يواصل»."""
    for form in (word, word[1:] if word[0] in "وفل" else word):
        if form.endswith(("تها", "تهم", "تهما")) or (form.endswith("ته") and len(form) > 5):
            return True
        if form in _PAST or (len(form) >= 3 and form.endswith("ت") and not form.endswith("ات")) or (len(form) >= 4 and form[0] in "ي"):
            return True
        if len(form) >= 4 and form[0] == "ت" and not form.endswith(("ه", "ات", "يه", "ا", "م", "يد", "ير", "يع")):
            return True
    return False


class SideFinder:
    """Finds the parties around the words of control of a document."""

    def __init__(self, document: Document):
        self.doc, self.chunks = document, document.chunks
        self._ranks: dict[int, int] = {}

    def gender(self, c: Chunk) -> str:
        if c.index and (self.chunks[c.index - 1].text in _FEMININE_CARRIERS or (
                c.index > 1 and self.chunks[c.index - 1].text == "من" and self.chunks[c.index - 2].text in _FEMININE_CARRIERS)):
            return "f"
        if self._leads(c):
            return "f" if self.chunks[c.index - 1].text.endswith("ها") else "m"
        first = c.reading.stem.split()[0] if c.reading.stem else c.text.split()[0]
        word = c.text.split()[0]
        if any(w in _EITHER for w in (first, word, word.removeprefix("و"), word.removeprefix("ل"))):
            return ""
        # «مقاتلو الفصائل», «عناصر التنظيم» are masculine plurals.
        masculine = {first, word, word.removeprefix("و"), word.removeprefix("ل"), word.removeprefix("لل"), "ال" + first} & _MASCULINE
        return "m" if masculine else "f"

    def code(self, c: Chunk) -> str | None:
        """The party that a chunk names."""
        if c.kind == "word" and c.text in _DEFECTED:
            return "opposition"
        if c.kind == "word" and c.text in _KURDS:
            return "sdf"
        if c.kind == "nationality":
            return c.role
        return c.code if c.kind == "party" else None

    def is_short(self, c: Chunk) -> bool:
        """Whether the side is named only as «الأخير» or «الأخيرة»."""
        return c.kind == "party" and c.role == "last_named"

    def named(self, c: Chunk) -> bool:
        if c.kind == "nationality":
            # «قوة إسرائيلية», «جنود أتراك»
            before = self.chunks[c.index - 1] if c.index else None
            return bool(c.role) and before is not None and (before.text in _FEMININE_CARRIERS or before.kind == "person") and not c.reading.article
        return c.kind == "party" or (c.kind == "word" and (c.text in _DEFECTED or c.text in _KURDS))

    def prepositional(self, c: Chunk) -> bool:
        """Whether a preposition governs the side, directly or over «عناصر», or over the side that it is joined to."""
        if self.of_loyal(c):
            j = c.index - 3
            return bool(self.chunks[c.index - 2].reading.preposition) or (j >= 0 and self.chunks[j].text in _PREPOSITIONS)
        if c.reading.preposition or (c.kind == "word" and c.text[0] in "لب"):
            return True
        j = c.index - 1
        if c.reading.conjunction:
            while j >= 0 and (self.chunks[j].kind in ("comma", "side", "person", "nationality") or self.chunks[j].text in _FOLLOWERS):
                j -= 1
            if j >= 0 and self.chunks[j].kind == "party":
                return self.prepositional(self.chunks[j])
            j = c.index - 1
        while j >= 0 and (self.chunks[j].kind in ("person", "count") or self.chunks[j].text in _CARRIERS):
            if self.chunks[j].reading.preposition:
                return True
            if self.chunks[j].reading.conjunction and j and self.chunks[j - 1].kind == "party":
                return self.prepositional(self.chunks[j - 1])  # «المدعومة بـX ومقاتلين Y»
            j -= 1
        if j < 0:
            return False
        b = self.chunks[j]
        if b.text == "من" and any(self.chunks[k].text in _GARRISONS for k in range(max(j - 3, 0), j)):
            return False  # «حامية الحقل من قوات النظام»
        if b.text == "من" and j > 0 and (self.chunks[j - 1].kind in ("person", "count") or self.chunks[j - 1].text in _CARRIERS):
            return self.chunks[j - 1].text.startswith(("ل", "ب")) and self.chunks[j - 1].text not in _CARRIERS
        return b.kind in ("word", "part") and b.text in _PREPOSITIONS or b.kind == "around"

    def of_loyal(self, c: Chunk) -> bool:
        """«مجموعات موالية لـX»: an indefinite group that is X's stands for X."""
        return c.index > 1 and self.chunks[c.index - 1].text in _LOYAL and (
            (d := self.chunks[c.index - 2]).text in _CARRIERS or d.kind == "person" or (d.kind == "unit" and d.code == "other"))

    def after(self, i: int, last: int, reach: int = 5) -> Chunk | None:
        """The side that follows chunk ``i`` as its subject or owner, with nothing but its carriers and adverbs between."""
        words = 0
        for j in range(i + 1, min(last, i + 1 + reach * 2) + 1):
            c = self.chunks[j]
            if c.text in THEREBY or (c.text in _PREPOSITIONS and j < last and self.chunks[j + 1].text in THEREBY):
                continue  # «تمكن على إثرها X»
            if self.named(c):
                return c
            if c.kind in ("person", "date", "nationality", "part", "count", "open") or c.text in _CARRIERS or c.text in _BETWEEN:
                continue
            if c.text == "من" and j > i + 1 and (self.chunks[j - 1].text in _CARRIERS or self.chunks[j - 1].kind == "person"):
                continue
            if c.text in _LOYAL and j < last and self.named(self.chunks[j + 1]):
                continue
            words += 1
            if c.kind not in ("word", "unit") or c.text in _PREPOSITIONS or words > 1:
                return None
        return None

    def head(self, c: Chunk) -> Chunk:
        """The first of the sides that are joined to ``c``: «القوات التركية والفصائل الموالية لها»."""
        j = c.index - 1
        if c.reading.conjunction and j >= 0 and self.chunks[j].kind == "party":
            return self.head(self.chunks[j])
        return c

    # -- subjects ----------------------------------------------------------------------------------------------

    def rank(self, c: Chunk) -> int:
        """How likely the side is what a later verb or pronoun speaks of: 3 a subject, 2 a subject inside a relative clause, 1 a
        genitive («انسحاب X», «مواقع X») or apposition, 0 what a preposition governs."""
        if c.index not in self._ranks:
            self._ranks[c.index] = self._rank(c)
        return self._ranks[c.index]

    def _rank(self, c: Chunk) -> int:
        if self.prepositional(c):
            return 0
        if self._leads(c):
            return 3
        j = c.index - 1
        if j > 0 and self.chunks[j].text in _DRIVEN_FROM and self.chunks[j - 1].text in _DRIVEN:
            return 0  # «بعدما طُرد منهما داعش»: the passive tells who lost
        if c.reading.conjunction and j >= 0:
            while j >= 0 and (self.chunks[j].kind in ("comma", "side", "person") or self.chunks[j].text in _FOLLOWERS):
                j -= 1
            if j >= 0 and self.chunks[j].kind == "party":
                return self.rank(self.chunks[j])
            j = c.index - 1
        counted = False
        while j >= 0 and (self.chunks[j].kind in ("person", "count", "date") or self.chunks[j].text in _CARRIERS or self.chunks[j].text == "من"):
            counted = counted or self.chunks[j].kind == "count"
            j -= 1
        if j < 0:
            return 3
        b = self.chunks[j]
        if b.text in _DRIVEN and j and self.chunks[j - 1].kind == "party":
            return 1  # «كانت X طردت Y»: the object
        if b.kind == "party" and j and (self.chunks[j - 1].role == "verb" or self.chunks[j - 1].kind == "neutral" or (self.chunks[j - 1].kind == "word" and is_verb(self.chunks[j - 1].text))):
            return 1  # «اتهمت X Y»: the object
        if counted or b.kind in ("place", "unit", "place_kind", "nationality", "total"):
            return 1
        if b.kind == "cause" and not any(e.kind == "control" and e.role == "verb" for e in b.entries):
            return 1  # «قصف X»; but «هاجمت X»
        if b.kind in ("outcome", "movement", "control", "neutral") and b.role == "noun":
            return 1
        if b.kind == "word" and (not is_verb(b.text) or (b.text.startswith("ت") and j and self.chunks[j - 1].kind in ("unit", "place_kind"))):
            return 1 if b.text not in _OPENING else 3  # also «مواقع تمركز X»
        for k in range(j, max(j - 4, -1), -1):
            if self.chunks[k].kind == "relative":
                return 2
            if self.chunks[k].kind in ("comma", "stop", "break", "clause"):
                break
        return 3

    def _leads(self, c: Chunk) -> bool:
        """«تحالف تقوده X»: X stands for the alliance that it leads."""
        return c.index > 1 and self.chunks[c.index - 1].text in _LED and self.chunks[c.index - 2].kind != "relative" and not self.named(self.chunks[c.index - 2])

    def before(self, i: int, first: int, gender: str = "") -> Chunk | None:
        """The side named before chunk ``i``, back to ``first``, that a verb or pronoun of this gender most likely means."""
        best, best_rank = None, -1
        for j in range(i - 1, first - 1, -1):
            c = self.chunks[j]
            if not self.named(c) or (gender and self.gender(c) not in (gender, "")):
                continue
            rank = self.rank(c)
            if rank > best_rank:
                best, best_rank = c, rank
            if rank == 3:
                break
        return self.head(best) if best is not None else None
