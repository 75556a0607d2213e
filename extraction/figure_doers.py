"""Whose deed a figure tells of: the subject of its verb, named beside it, before it or in the sentence before."""

from __future__ import annotations

from .agents import RAIDS, AgentReader
from .chunk import Chunk
from .figures import Figure, Told
from .parties import is_feminine
from .responsibility import responsible
from .structure import Document

# Verbal nouns of a deed, which may have their doer after them; مقتل and استشهاد only have who died.
DEEDS = frozenset(("اعدام", "اغتيال", "تصفيه", "ذبح", "تحييد", "القضاء علي"))
_FELLED = frozenset(("اوقع", "اوقعت", "اوقعوا", "اردت", "اردي", "اردوا"))
_UNITS = frozenset(("وحده", "وحدات", "قوه", "مجموعه", "كتيبه", "دوريه", "عناصر", "مقاتلون"))
BEHIND = frozenset(("وراء", "خلف"))
GROUPS = frozenset(("حاجز", "دوريه", "مجموعه", "خليه", "نقطه", "مفرزه", "قوه", "كتيبه", "وحده", "عصابه"))
"""Words for the men of a side together, which may have its name behind them."""
_KILLING = frozenset(("قتل", "جرح", "اسر", "اعتقال", "تحييد", "القاء القبض علي"))
_ANNOUNCES = frozenset(("اعلن", "اعلنت", "اكد", "اكدت", "تبني", "تبنت", "زعم", "زعمت", "ادعي", "ادعت"))
_NEW_STATEMENT = frozenset(("comma", "part", "outcome", "movement", "clause", "because", "control", "that"))
_FINISHED = frozenset(("قضي", "قضت", "قضوا"))
_MEN = frozenset(("قواته", "قواتها", "وحداته", "وحداتها", "طائراته", "طائراتها"))
_PRONOUNS = frozenset(("لكنه", "لكنها", "ولكنه", "ولكنها", "انه", "انها", "وانه", "وانها", "بانه", "بانها", "وبانه", "وبانها"))
_REMNANTS = frozenset(("فلول", "خلايا", "مجموعات", "مجموعه", "مسلحي", "مقاتلي"))  # «ضد فلول X»
_AGAINST = frozenset(("من", "علي", "ضد", "مع", "ل", "الي", "عناصر", "مواقع", "بين"))


class Doers:
    """Finds the side that did what a verb or verbal noun says."""

    def __init__(self, document: Document, told: Told):
        self.doc, self.chunks, self.told = document, document.chunks, told
        self.agents = AgentReader(document)
        self.objects: dict[int, Figure] = {}
        """Those who did it, a count of fighters that no figure is, by the index of the one whom they did it to."""

    def object_of(self, f: Figure) -> Chunk | None:
        """«اغتال مسلحان يستقلان دراجة نارية عنصراً سابقاً», «خطف أربعة مسلحين طبيباً»: whom counted fighters did something to: the one in
        the accusative behind them."""
        verb = self.chunks[f.index - 1] if f.index > f.clause.first else None
        if f.phrase.category != "combatant" or verb is None or verb.kind != "outcome" or not self.takes_object(verb) or self._passive(verb):
            return None
        for c in self.chunks[f.phrase.last + 1 : f.clause.last + 1]:
            if c.kind in _NEW_STATEMENT or (c.kind == "count" and c.count.value != 2):
                return None
            joined = c.reading.conjunction or c.reading.preposition or c.reading.article or self.chunks[c.index - 1].kind == "count"
            if c.kind == "person" and c.person.number == "singular" and c.text.endswith("ا") and not joined:
                return c
            if c.kind == "count" and c.count.noun is not None and c.count.noun == c.first == c.last and self.doc.tokens[c.first].text[0] not in "ولب":
                return c if self.doc.tokens[c.first].text.endswith("ين") else None
        return None

    def doer(self, f: Figure, governor: Chunk) -> str | None:
        """As `agent`, or the side that is said to answer for it: «كانت X مسؤولة عن مقتل N»."""
        if (held := self.held_responsible(f.clause.first, governor.index)) is not None:
            return held
        if self.chunks[governor.index - 1].text in BEHIND:  # «ألغام زرعها X وراء مقتل 40 منهم»
            return next(reversed(self.agents.agents(max(governor.index - 8, f.clause.first), governor.index)), None)
        if self.chunks[f.index - 1].text.removeprefix("و").removeprefix("ف") in _FELLED:
            return self._subject_before(f, self.chunks[f.index - 1])  # «وأوقعت ستة منهم قتلى»
        return self.agent(f, governor)

    def held_responsible(self, first: int, end: int) -> str | None:
        """«كانت X مسؤولة عن …»: the side that is said to answer for what follows, between the chunks ``first`` and ``end``."""
        held = next((c for c in reversed(self.chunks[first:end]) if c.kind in ("party", "count")), None)
        return held.code if held is not None and held.kind == "party" and responsible(self.chunks, held.index) else None

    def agent(self, f: Figure, governor: Chunk) -> str | None:
        """Who did it, where the verb or verbal noun has its own subject: «أسر التنظيم عنصرين»، «اعتقال قسد 8 أشخاص»."""
        if governor.kind == "outcome" and governor.index > f.index and governor.text.endswith("هم"):
            # «82 اعتقلتهم قوات X»
            named = next((c for c in self.chunks[governor.index + 1 : governor.index + 4] if c.kind == "party" or (c.kind == "nationality" and c.role)), None)
            if named is not None:
                return named.code if named.kind == "party" else named.role
            return self._subject_before(f, governor)
        if f.index in self.objects:
            return next(iter(self.objects[f.index].phrase.parties), None)
        finished = governor.text.removeprefix("و").removeprefix("ف") in _FINISHED and self.chunks[f.index - 1].text == "علي"  # «قضت X على 20»
        if governor.kind != "outcome" or governor.index > f.index or self._passive(governor) or not (finished or self.takes_object(governor)):
            return None
        side = self.chunks[f.index - 1]
        if side.kind == "party" and side.reading.conjunction and not side.reading.preposition and any(g.governor is governor for g in self.told.in_sentence(f.sentence)):
            return side.code  # «اعتقلت X 27 شخصاً، وY 21 شخصاً»
        for c in self.chunks[governor.index + 1 : f.index]:
            belongs = c.kind == "party" and self._heads(governor.index + 1, c)
            if c.kind == "party" and (c.reading.preposition == "" or belongs) and self.chunks[c.index - 1].text != "في":
                return c.code
            if c.index == governor.index + 1 and c.kind == "person" and c.person.possessed and c.person.number == "plural" and c.person.category == "combatant":
                return self._owner(f, c)  # «واختطف عناصره تسعة مدنيين»
            if c.index == governor.index + 1 and c.text == "المهاجمون":
                return next(iter(self.agents.attackers(c.index)), None)  # «وأسر المهاجمون أربعة من …»
            if c.kind == "nationality" and c.role and self.chunks[c.index - 1].kind in ("word", "cause", "unit") and c.index - 2 == governor.index:
                return c.role  # «قتلت قوة إسرائيلية شاباً»
            if c.kind in ("comma", "count"):
                break
        if (own := self._own_men(f, governor)) is not None or (own := self._pronoun(f, governor)) is not None:
            return own
        if (teller := self._tells_own_deed(f, governor)) is not None:
            return teller
        if governor.role == "noun" or self._is_active(f, governor):
            for c in reversed(self.chunks[f.clause.first : governor.index]):
                if c.kind == "party" and c.reading.conjunction and self.chunks[c.index - 1].kind in ("party", "nationality") and not c.reading.preposition:
                    continue  # «قوات النظام والقوات الروسية قتلت»: the first of the two; the other stands beside it
                if c.kind == "party" and any(self.agents.role(j) == "support" for j in range(max(c.index - 2, f.clause.first), c.index)):
                    continue  # «حملة لـX بدعم من Y»
                if c.kind == "party" and not self._other_side(c) and (c.reading.preposition == "" or self.chunks[c.index - 1].text.startswith("تابع") or (
                        c.reading.preposition == "ل" and self.chunks[c.index - 1].text in RAIDS)):
                    return c.code
                if c.kind in ("count", "comma"):
                    break
            # «أحكمت سيطرتها على X بعد القضاء على 18»: the deed of the verb's subject
            if governor.role == "noun" and governor.text != "القضاء علي":
                return None
            return self._subject_before(f, governor) or (self._subject_told(f, governor) if governor.index <= f.sentence.first + 1 else None)
        return None

    def _passive(self, governor: Chunk) -> bool:
        """«قُتل», «وأُسر»: the vowel that the text writes on the first letter of the verb."""
        token = self.doc.tokens[governor.first]
        word = self.doc.text[token.start : token.end]
        return governor.role == "both" and word.lstrip("وف")[1:2] == "ُ"

    def _heads(self, first: int, side: Chunk) -> bool:
        """«خطفت مجموعة تابعة لـX أربعة», «اعتقل عناصر حاجز لـX شابين»: a side that the group belongs to which stands right behind the verb."""
        head = self.chunks[first]
        people = head.kind == "person" and head.person.number == "plural" and head.person.category == "combatant"
        if side.reading.preposition != "ل" or side.index - first > 4 or not (people or head.text in GROUPS):
            return False
        return all(c.text in GROUPS or (c.kind == "word" and c.text.startswith(("تابع", "مسلح", "من", "عسكري", "امني"))) for c in self.chunks[first + 1 : side.index])

    def _subject_before(self, f: Figure, governor: Chunk) -> str | None:
        """The side that a verb goes on with: «أعلنت قسد أنها صدت هجوماً لداعش …، وقتلت عشرة»."""
        counted = {i for g in self.told.in_sentence(f.sentence) for i in range(g.index, g.phrase.last + 1)}
        for c in reversed(self.chunks[f.sentence.first : governor.index]):
            before = self.chunks[c.index - 1] if c.index else None
            of_group = c.kind == "party" and c.reading.preposition == "ل" and before is not None and before.text in GROUPS and c.index - 2 <= f.sentence.first + 1
            if of_group:
                return c.code  # «داهمت دورية لـX منزلاً واعتقلت اثنين»
            if c.kind == "nationality" and c.role and before is not None and before.text in GROUPS and c.index > 1 and self.chunks[c.index - 2].kind == "outcome":
                return c.role  # «قتلت قوة إسرائيلية شاباً، واعتقلت سبعة»
            if c.kind != "party" or c.reading.preposition or c.index in counted:
                continue
            if any(b.kind == "relative" for b in self.chunks[c.index + 1 : c.index + 3]):
                return c.code  # «… تحت سيطرة X، التي أعلنت أنها أسرت اثنين»
            if c.index - 1 > f.sentence.first and before.text == "من" and _UNITS & {self.chunks[c.index - 2].text, self.chunks[c.index - 2].text.removeprefix("و")}:
                return c.code  # «صدت وحدة من الجيش هجوماً …، فقضت على تسعة»
            if self._other_side(c):
                continue
            if before is not None and ((before.kind == "control" and (before.role != "verb" or before.text.endswith(("ته", "تها", "ها")))) or before.kind in ("cause", "place_kind") or before.text in _AGAINST or before.kind == "person") and (
                    not before.text.removeprefix("و").startswith("هاجم")):
                continue  # «هاجمت X» is a verb with its subject
            return c.code
        return None

    def _subject_told(self, f: Figure, governor: Chunk) -> str | None:
        """«دخلت دورية من X البلدة. واعتقلت ستة»: a verb that opens a sentence with no subject has that of the verb that opened the one before."""
        index = f.sentence.index
        before = self.doc.sentences[index - 1] if index else None
        if before is None or before.title or before.paragraph != f.sentence.paragraph or not governor.reading.conjunction:
            return None
        feminine = (governor.reading.stem or governor.text).endswith("ت")
        head: Chunk | None = None  # the noun that the verb agrees with
        for c in self.chunks[before.first : min(before.first + 8, before.last) + 1]:
            own = c.index - 1 > before.first and (self.chunks[c.index - 1].text in ("من", "ل") or self.chunks[c.index - 1].text.startswith("تابع"))
            if c.kind == "party" and (not c.reading.preposition or own):
                return c.code if not feminine or is_feminine(c) or (head is not None and head.text.endswith(("ه", "ات"))) else None
            if c.text in _UNITS or c.text.removeprefix("و") in _UNITS:
                head = c
            elif c.kind not in ("date", "comma", "clause", "word", "nationality", "person") and not (c.role in ("verb", "both", "active") and head is None):
                return None
        return None

    def _tells_own_deed(self, f: Figure, governor: Chunk) -> str | None:
        """«أعلن X قتل وجرح 8 من Y»: a side that announces the killing, not the death, of another's men did it."""
        if governor.text.removeprefix("و") not in _KILLING or f.phrase.category != "combatant":
            return None
        for c in reversed(self.chunks[max(f.clause.first + 1, governor.index - 6) : governor.index]):
            if c.kind == "party" and not c.reading.preposition and self.chunks[c.index - 1].text.removeprefix("و") in _ANNOUNCES and c.code not in f.phrase.parties:
                return c.code
            if c.kind in ("party", "count", "that", "person", "comma"):
                return None
        return None

    def _own_men(self, f: Figure, governor: Chunk) -> str | None:
        """«ذكر بيان لـX أن مقاتليها احتجزوا …», «… أن قواته قتلت»: the side whose men act, named before them."""
        before = self.chunks[governor.index - 1] if governor.index > f.sentence.first else None
        if before is None or governor.role not in ("both", "active") or not (before.text in _MEN or (before.kind == "person" and before.person.possessed and before.person.category == "combatant" and before.person.number == "plural")):
            return None
        if self.chunks[before.index - 1].kind != "that":
            return None
        return next((c.code for c in reversed(self.chunks[f.sentence.first : before.index]) if c.kind == "party"), None)

    def _pronoun(self, f: Figure, governor: Chunk) -> str | None:
        """«انسحب X من القرية، لكنه خطف تسعة», «قالت X إنها قتلت ستة»: the pronoun before the verb, of the side of its gender named last."""
        before = self.chunks[governor.index - 1] if governor.index > f.sentence.first else None
        if before is None or governor.role not in ("both", "active", "noun") or before.text not in _PRONOUNS:
            return None
        feminine = before.text.endswith("ها")
        return next((c.code for c in reversed(self.chunks[f.sentence.first : before.index]) if c.kind == "party" and not c.reading.preposition
                     and is_feminine(c) == feminine and self.chunks[c.index - 1].text not in _AGAINST), None)

    def _owner(self, f: Figure, men: Chunk) -> str | None:
        """Whose men «عناصره», «مقاتليها» are that did it: of the side of that gender named last before the verb."""
        feminine = men.text.endswith("ها")
        return next((c.code for c in reversed(self.chunks[f.sentence.first : men.index]) if c.kind == "party" and is_feminine(c) == feminine), None)

    def _other_side(self, party: Chunk) -> bool:
        """«بلدة X الواقعة تحت سيطرة Y», «عملياته ضد فلول Y»: who holds a place or is fought does not act."""
        i = party.index - 1
        while i > 0 and self.chunks[i].text in _REMNANTS:
            i -= 1
        verb = self.chunks[i]
        # «سيطرت X على البلدة واعتقلت فيها …» acts; «البلدة التي تسيطر X عليها» only holds
        acts = verb.role == "verb" and i == party.index - 1 and verb.text[0] not in "يت" and (i == 0 or self.chunks[i - 1].kind != "relative")
        held = verb.kind == "control" and not acts
        return i >= 0 and (held or self.chunks[i].text == "ضد")

    def takes_object(self, governor: Chunk) -> bool:
        if governor.role in ("both", "active"):
            return True
        return governor.role == "noun" and (governor.code in ("captured", "abducted") or governor.text in DEEDS)

    def _is_active(self, f: Figure, governor: Chunk) -> bool:
        """«وقتلت ثلاثة مسلحين»: a feminine or plural verb before masculine people has another subject."""
        if governor.role == "active":
            return True
        form = governor.reading.stem or governor.text
        i = governor.index - 1
        while i >= 0 and self.chunks[i].kind in ("colon", "neutral"):
            i -= 1  # «أن تنظيم X لا يزال يحتجز 600»
        if i >= f.clause.first and self.chunks[i].kind == "party" and not self.chunks[i].reading.preposition and governor.role == "both":
            return True  # «تنظيم X: قتل ثلاثة مدنيين»
        if form in DEEDS or (governor.reading.conjunction and f.phrase.possessed):
            return True
        return form.endswith(("ت", "وا", "نا")) and f.phrase.category not in ("woman", "child", "family")
