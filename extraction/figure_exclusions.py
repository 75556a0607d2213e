"""Numbers beside people that count nobody: ages, years, ordinals, and those who did it."""

from __future__ import annotations

from .chunk import Chunk
from .context import names_medium
from .figures import Figure
from .gazetteer import gazetteer
from .structure import Document

_YEARS = frozenset(("عامي", "عام", "سنتي", "سنة", "سنه", "الاعوام", "اعوام", "سنوات"))
_TOLD_BY = frozenset(("معلومات", "شهادات", "شهاده", "افادات", "روايات", "مقابلات"))
_SAID = frozenset(("قال", "قالت", "افاد", "افادت", "ذكر", "ذكرت", "روي", "روت", "اوضح", "اوضحت", "بحسب", "حسب", "وفق", "وفقا", "بشهاده"))
_DID = ("نصب", "نفذ", "شن", "زرع", "اطلق", "ارتكب", "قاد")
# Letters and names that a model's number stands behind.
_MODELS = frozenset("جي بي تي اس ام اف سي دي كي ار في ميم سوخوي سو ميغ كا مي شاهد غراد سام عيار طراز كورنيت rpg tow su mig m s t f mk tm bm pk pkc g am".split())
_BEFORE_EYES = frozenset(("امام", "بحضور", "اعين", "مراي"))
_DISEASES = ("فيروس", "كورونا", "كوفيد", "كوليرا", "حصبه", "ليشمانيا")
_AVERAGE = frozenset(("بمعدل", "معدل", "بمتوسط", "متوسط", "معدله", "متوسطه"))
_TENTHS = frozenset(("الاوائل", "الاواخر", "الاواسط", "الاولي", "الاخيره"))


class Excluded:
    """Tells which numbers are no victims."""

    def __init__(self, document: Document):
        self.chunks, self.tokens = document.chunks, document.tokens

    def words(self, i: int) -> str:
        return " ".join(t.text for t in self.tokens[self.chunks[i].first : self.chunks[i].last + 1])

    def another(self, i: int) -> bool:
        """«وأسر خامساً»، «وأصيب ثالث بجراح»، «ولا يزال عامل رابع مفقوداً»: an indefinite ordinal right after its verb, or said to be dead,
        wounded or missing, is one more person."""
        c = self.chunks[i]
        if c.count.taken_for != "ordinal" or c.count.definite or not i:
            return False
        after = self.chunks[i + 1] if i + 1 < len(self.chunks) else None
        fate = after is not None and after.kind == "person" and after.person.kind.startswith("outcome:") and after.person.number == "singular"
        return self.chunks[i - 1].kind == "outcome" or fate

    def is_doer(self, i: int, f: Figure) -> bool:
        """«على يد عشرة متمردين», «برصاص 3 مسلحين»: those who did it."""
        before = self.chunks[i - 1] if i else None
        if before is None:
            return False
        if self.chunks[i].count.qualifier == "several" and before.kind == "word" and before.text.endswith(("ته", "ها")) and before.text.startswith(_DID):
            return True  # «كمين نصبته مجموعة من فلول X»
        return before.kind == "by" or (before.kind == "cause" and before.code == "shooting" and before.text.startswith("ب") and f.phrase.category == "combatant"
                                       and f.phrase.last == i + 1)

    def is_informant(self, i: int) -> bool:
        """«معلومات من عشرات السكان الذين خرجوا …», «قال مسعفون وساكنان», «وقال أحدهم»: those who told it."""
        if i > 1 and self.chunks[i - 1].text == "من" and self.chunks[i - 2].text.removeprefix("ال") in _TOLD_BY:
            return True
        j = i - 1
        while j > 0 and self.chunks[j].kind == "person":
            j -= 1
        return j >= 0 and self.chunks[j].text.removeprefix("و") in _SAID

    def is_label(self, i: int, first: int) -> bool:
        """«- 20: …»: the day or number that a line is headed with."""
        bare = self.chunks[i].count.noun is None and i < len(self.chunks) - 1 and self.chunks[i + 1].kind == "colon"
        return bare and all(c.kind in ("dash", "sign") for c in self.chunks[first:i])

    def of_set(self, i: int, figures: list[Figure]) -> bool:
        """«واحد من الرهائن الـ 23»: how many there were, of whom the count before tells."""
        previous = figures[-1] if figures else None
        count = self.chunks[i].count
        if previous is None or previous.phrase.last not in (i - 1, i - 2) or previous.index >= i - 2:
            return False
        definite = count.definite or self.chunks[i - 1].text == "ال"
        noun = self.chunks[i - 1 if self.chunks[i - 1].text != "ال" else i - 2]
        return definite and noun.kind == "person" and noun.reading.article and self.chunks[noun.index - 1].text == "من"

    def of_weapon(self, i: int, f: Figure) -> bool:
        """«آر بي جي 7», «RPG-7», «سوخوي 24», «عيار 23»: the number that names a weapon, an aircraft or a calibre."""
        j = i - 2 if i > 1 and self.chunks[i - 1].kind in ("dash", "sign") else i - 1
        before = self.chunks[j] if j >= 0 else None
        return f.phrase.people is None and before is not None and before.kind == "word" and before.text.removeprefix("ال") in _MODELS

    def is_rate(self, i: int) -> bool:
        """«بمعدل 8 أطفال يومياً»، «متوسط 35 مدنياً في اليوم»: an average is no one's number."""
        around = [c.text for c in self.chunks[i + 1 : i + 3]], [c.text for c in self.chunks[max(i - 2, 0) : i]]
        return ["من", "كل"] in around or any(i >= n and self.chunks[i - n].text in _AVERAGE for n in (1, 2))  # «4 من كل 10»

    def is_named(self, i: int, f: Figure) -> bool:
        """«منطقة كيلو 4»: the number of a place that no gazetteer has, with nobody counted behind it."""
        before = self.chunks[i - 1] if i else None
        if f.phrase.people is not None or before is None:
            return False
        if before.text.removeprefix("و") in ("عددها", "عدده"):
            return True  # «الضربات، وعددها 21»
        return before.kind == "place" and (names_medium(self.chunks, i - 1) or before.place.name not in gazetteer().by_name)  # «شبكة "درعا 24"»

    def is_share_of_hurt(self, i: int, f: Figure) -> bool:
        """«بعض الجرحى في حال حرجة»: a vague share of the dead or wounded that were counted or not."""
        count = self.chunks[i].count
        after = self.chunks[i + 1] if i + 1 < len(self.chunks) else None
        named = f.phrase.outcome is not None and after is not None and after.kind == "person" and after.reading.article
        return bool(named) and count.qualifier == "several" and count.value is None and self.words(i).startswith("بعض")

    def is_age(self, i: int) -> bool:
        for j in (i - 1, i - 2):
            if j >= 0 and self.chunks[j].text == "سن":
                return True
            if j >= 0 and self.chunks[j].text != "ال":
                return False
        return False

    def looks_on(self, f: Figure, noun: Chunk | None) -> bool:
        """«قُتل رجل أمام أطفاله الأربعة»: those who saw it."""
        at = noun.index if noun is not None else f.index
        return at > 0 and self.chunks[at - 1].text in _BEFORE_EYES

    def is_ill(self, f: Figure) -> bool:
        """«عدد المصابين بفيروس كورونا»: patients of a disease are no wounded."""
        return any(c.text.removeprefix("ب").removeprefix("ال").startswith(_DISEASES) for c in self.chunks[f.clause.first : f.phrase.last + 4])

    def of_date(self, i: int) -> bool:
        """«عامي 2017 و2018», «العشر الأوائل من تموز»: the second year after the first, and the ten days of a month."""
        value, before = self.chunks[i].count.value, self.chunks[i - 1] if i else None
        after = self.chunks[i + 1] if i + 1 < len(self.chunks) else None
        if value is not None and 1900 <= value <= 2100 and (after is None or after.kind not in ("person", "part")):
            j = i - 1
            while j > 0 and (self.chunks[j].text == "و" or (self.chunks[j].kind == "count" and 1900 <= (self.chunks[j].count.value or 0) <= 2100)):
                j -= 1
            joined = j < i - 1 or self.chunks[i].reading.conjunction
            return before is not None and ((joined and self.chunks[j].kind == "date") or self.chunks[j].text in _YEARS)
        return value == 10 and after is not None and after.text in _TENTHS
