"""Who did it: the sides that a stretch of the text names as doers of an attack, never those it only mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from . import lexicon
from .chunk import Chunk
from .responsibility import responsible
from .structure import Among, Document, Sentence

_ROLES = ("verb", "object", "claim", "support", "blamed")
# A side's aircraft and guns do what the air strike or shelling does.
_WEAPONS = ("طيران", "طائر", "طاير", "سلاح الجو", "مدفعيه", "مروحي", "مقاتلات")
_LINKS = frozenset(("التابع", "التابعه", "التابعين", "تابع", "تابعه", "تابعين", "ل", "قوات", "عناصر", "خلايا", "طيران", "حربيه", "الحربيه", "جوي", "مدفعي", "صاروخي",
                    "مكثف", "عنيف", "مباغت", "جديد", "جديده", "اخر", "اخري", "واسع", "معاكس", "متزامنه", "مماثل", "مماثله", "واخري", "واخر", "من", "عنيفه", "مجهوله", "انتحاري", "نعتقد", "استطلاع", "يعتقد", "يرجح",
                    "لهم", "له", "لها", "عليهم", "عليه", "عليها", "ضدهم", "ضده", "ضدها", "بحقهم", "بحقه"))  # «كمين نصبته لهم قوات X»


ATTACKERS = frozenset(("مهاجم", "مدافع", "متسلل"))
"""Nouns that name a side only by the part that it played in what was told."""
_LOOK_BACK = 4
"""Sentences, counted backward, in which those who are called attackers may have been named."""
_NAMED = frozenset(("party", "cause", "nationality"))
_ACCUSE = frozenset(("اتهم", "اتهمت", "اتهموا"))
_AIMS = ("استهدف", "يستهدف", "تستهدف", "طال", "يطال", "تطال", "ضرب", "اصاب")
_ALLIES = ("وحليف", "وحلفا")
FIRE = frozenset(joint + verb for joint in ("", "و", "ف", "وف") for verb in ("اطلق", "اطلقت", "اطلقوا", "يطلق", "تطلق", "يطلقون", "فتح", "فتحت", "فتحوا"))
# What stands right before a side that something was done to or that only belongs to another.
_SUFFERS = frozenset(("من", "علي", "ضد", "مع", "ل", "الي", "مواقع", "بين", "نقاط", "مقرات", "في", "عن", "مناطق", "صفوف"))
_TARGETS = frozenset("موقع موقعا موقعين نقطه نقاط حاجز حاجزا دوريه رتل رتلا مقر مقرا مقرات مواقع تجمع تجمعات ثكنه قافله مركز".split())
_OF_STATE = frozenset(("حكوميه", "الحكوميه", "حكومي", "الحكومي", "وحكوميه", "وحكومي"))
RAIDS = frozenset(("حمله", "حملات", "مداهمه", "مداهمات", "دهم"))
"""Operations in which people are arrested, named before the side whose they are: «حملة دهم لـX»."""
_STATE = frozenset(("government", "transitional_government"))
_WHERE_TO = frozenset(("علي", "في", "الي", "باتجاه", "نحو", "من"))
_FLYING = ("طاير", "طائر", "مسير", "مروحي", "مقاتل")
_HELD = frozenset(("captured", "abducted", "missing"))
_HOLDING = frozenset(("احتجاز", "اعتقال", "توقيف"))
_CENTRES = frozenset(("مركز", "مراكز", "مقر", "مقرات", "معسكر", "معسكرات", "اماكن"))
"""Behind these an arrest is where people are held: «مراكز الاحتجاز التابعة لـX»."""
PRISONS = frozenset(("سجن", "سجون", "معتقل", "معتقلات", "افرع", "فروع", "اقبيه", "زنازين"))


@cache
def _words() -> dict[str, str]:
    return {form: row.one_of("role", _ROLES)
            for row in lexicon.read("attack_words.csv", ("forms", "role"), required=("forms", "role")) for form in row.forms("forms")}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(form.partition(" ")[0] for form in _words() if " " in form)


@cache
def _joined_verbs() -> frozenset[str]:
    return frozenset(joint + form for form, role in _words().items() if role == "verb" for joint in ("و", "ف"))


class AgentReader:
    """Finds doers in the chunks of a document whose parties are resolved."""

    def __init__(self, document: Document):
        self.doc, self.chunks = document, document.chunks
        self._roles = _words()
        self._first_words = _first_words()
        self._role_of: list[str | None] = [""] * len(self.chunks)  # "": not yet looked at
        verbs = _joined_verbs()
        self._named = Among(c for c in self.chunks if c.kind in _NAMED or (c.kind == "word" and (c.text in verbs or c.text in _OF_STATE or self._roles.get(c.text) == "object")) or (
            c.kind == "person" and c.person.lemma in ("مهاجم", "متسلل") and c.person.number == "plural" and c.reading.article and not c.reading.preposition))

    def role(self, i: int) -> str | None:
        """What the word at chunk ``i`` says of a doer, None for any other word."""
        found = self._role_of[i]
        if found == "":
            found = self._role_of[i] = self._find_role(i)
        return found

    def _find_role(self, i: int) -> str | None:
        c = self.chunks[i]
        text = c.reading.stem or c.text
        found = self._roles.get(text) or self._roles.get(c.text)
        if found == "verb" and text.removeprefix("و").startswith("رد") and any(b.text == "بيان" or b.kind == "that" for b in self.chunks[i + 1 : i + 5]):
            return None  # «وردّت X في بيان بأن …»
        if found is not None or c.kind != "word":
            return found
        if c.text[:1] in "وف":
            found = self._roles.get(c.text[1:])
        if found is None and c.text in self._first_words and i + 1 < len(self.chunks):
            after = self.chunks[i + 1]
            found = self._roles.get(f"{c.text} {after.text}") or self._roles.get(f"{c.text} {after.reading.preposition}")  # «مدعومة بمروحيات X»
        return found

    def agents(self, first: int, last: int, apart: set[int] | frozenset[int] = frozenset()) -> list[str]:
        """The sides named as doers in the chunks ``first`` to ``last`` but for those ``apart``, in order."""
        found: list[str] = []
        for c in self._named.within(first, last):
            i, code = c.index, None
            if i in apart:
                continue
            if c.kind == "person":
                for code in self.attackers(i) if self._after_deed(i) else ():
                    if code not in found:
                        found.append(code)  # «ورد المهاجمون بقذائف»، «على أيدي المهاجمين»
                continue
            if c.kind == "party":
                code = c.code if self._does(i) else None
            elif c.kind == "cause" and i and self.role(i - 1) == "object" and self.doc.text[: self.doc.end(c)].endswith(("ه", "ها")):
                code = self._named_before(i)  # «غارات شنتها طائراته»
            elif c.kind == "nationality" and c.role and (self._of_weapon(i) or self._of_soldiers(i)):
                code = c.role
            elif c.kind == "nationality" and c.reading.conjunction and self.chunks[i - 1].kind == "nationality" and self._of_weapon(i - 1):
                code = c.role or (self._state() if c.code == "SY" else None)  # «طائرات روسية وسورية», «قصف تركي وروسي»
            elif (c.text in _OF_STATE or (c.kind == "nationality" and c.code == "SY")) and self._of_weapon(i):
                code = self._state()  # «طائرة حكومية», «الطائرات السورية»
            elif self._goes_on(c):
                code = self._subject_of(i)
            elif c.kind == "word" and self.role(i) == "object" and not self._names_subject(i):
                code = self._acting_before(i)  # «أما X فقد تسببت قذيفة أطلقتها على سوق …»
            if code is not None and code not in found:
                found.append(code)
        return found

    def _state(self) -> str:
        """The side that the text calls the state's."""
        return next((b.code for b in self.doc.of_kind("party") if b.code in _STATE), "government")

    def together(self, agent: str, first: int, last: int) -> list[str]:
        """The sides that stand joined to the doer named last in the chunks ``first`` to ``last``: «قتل X وY 30 منهم», «X وحليفتها Y»."""
        named = [c for c in outside_brackets(self.chunks[first:last]) if c.kind == "party" and c.code == agent and not c.reading.preposition]
        at = named[-1].index if named else None
        if at is None:
            return [agent]
        run = [self.chunks[at]]
        while (before := self._joined_to(run[0].index)) is not None and before.index >= first:
            run.insert(0, before)
        for c in self.chunks[at + 1 : last]:
            if c.kind == "party" and self._joined_to(c.index) is run[-1]:
                run.append(c)
            elif c.kind != "word" or not c.text.startswith(_ALLIES):
                break
        return list(dict.fromkeys(c.code for c in run))

    def helpers(self, first: int, last: int) -> list[str]:
        """«داهمت X، بمساندة Y، بلدة Z واعتقلت …»: those who are told between ``first`` and ``last`` to help in it, up to the next comma."""
        for i in range(first, last):
            if self.role(i) == "support":
                end = next((j for j in range(i, last) if self.chunks[j].kind == "comma"), last - 1)
                return self.agents(i, end)
        return []

    def _joined_to(self, i: int) -> Chunk | None:
        """The side that the one at chunk ``i`` is joined to with و or «وحليفتها»."""
        before = self.chunks[i - 1] if i else None
        if before is not None and before.kind == "party" and self.chunks[i].reading.conjunction and not self.chunks[i].reading.preposition:
            return before
        allied = before is not None and before.kind == "word" and before.text.startswith(_ALLIES) and self.chunks[i - 2].kind == "party"
        return self.chunks[i - 2] if allied else None

    def fires(self, i: int) -> bool:
        """«أطلقت قوات X النار»: the verb of shooting, with its subject before its object."""
        c = self.chunks[i]
        return c.kind == "word" and c.text in FIRE and any(b.text in ("النار", "الرصاص", "نيرانها", "نيرانهم") for b in self.chunks[i + 1 : i + 6])

    def attackers(self, index: int, killers: frozenset[str] = frozenset()) -> list[str]:
        """«المهاجمون»: who is told to have attacked, in the sentence up to ``index`` or the nearest one before it; not those
        who killed them."""
        at = self.doc.sentence_of[index].index
        for sentence in reversed(self.doc.sentences[max(at - _LOOK_BACK, 0) : at + 1]):
            if sentence.title:
                break
            if found := [a for a in self.agents(sentence.first, min(sentence.last, index - 1)) if a not in killers]:
                return found
        return []

    def defenders(self, index: int) -> str | None:
        """«المدافعون»: who is told to have repelled an attack, in the sentence up to ``index`` or the one before it."""
        at = self.doc.sentence_of[index].index
        for sentence in reversed(self.doc.sentences[max(at - 1, 0) : at + 1]):
            for i in range(min(sentence.last, index - 1), sentence.first - 1, -1):
                if self.chunks[i].kind != "control" or self.chunks[i].code != "repelled":
                    continue
                after = next((c for c in self.chunks[i + 1 : i + 4] if c.kind == "party"), None)
                if after is not None and not after.reading.preposition and self.chunks[i].role == "verb":
                    return after.code
                before = next((c for c in reversed(self.chunks[sentence.first : i]) if c.kind == "party"), None)
                return before.code if before is not None else None
        return None

    def _goes_on(self, c: Chunk) -> bool:
        """A verb joined to what was told: «ونفذوا», «وهاجموا»."""
        return c.kind in ("word", "cause") and c.text in _joined_verbs() and self.role(c.index) is not None

    def _subject_of(self, i: int) -> str | None:
        """«استغل عناصر X الضباب … ونفذوا هجوماً»: a joined verb goes on with the subject of the one before."""
        nxt = self.chunks[i + 1] if i + 1 < len(self.chunks) else None
        named = any(c.kind == "party" and not c.reading.preposition or (c.kind == "person" and c.person.number == "plural") for c in self.chunks[i + 1 : i + 4])
        if nxt is None or named or nxt.kind in ("person", "count") or (nxt.kind == "cause" and nxt.reading.article) or self.chunks[i].text.endswith(("ها", "هم", "ه")):
            return None
        return self._acting_before(i)

    def _names_subject(self, i: int) -> bool:
        """«غارات شنتها أمس طائرات X» has its subject behind it; «قذائف أطلقتها على سوق» has that of what was told."""
        nxt = self.chunks[i + 1] if i + 1 < len(self.chunks) else None
        return nxt is None or nxt.text not in _WHERE_TO or any(c.kind in ("party", "nationality", "person") for c in self.chunks[i + 1 : i + 7])

    def _acting_before(self, i: int) -> str | None:
        """The side that acts in the sentence up to chunk ``i``, not one to which something is done."""
        for c in reversed(self.chunks[self.doc.sentence_of[i].first : i]):
            if c.kind in ("colon", "clause"):
                return None
            if c.kind != "party" or c.reading.preposition:
                continue
            before = self.chunks[c.index - 1] if c.index else None
            if before is not None and before.text == "عناصر":
                before = self.chunks[c.index - 2] if c.index > 1 else None
            if before is not None and (before.kind in ("control", "cause", "place_kind", "by") or before.text in _SUFFERS):
                continue
            return c.code
        return None

    def _named_before(self, i: int) -> str | None:
        return next((c.code for c in reversed(self.chunks[max(i - 20, 0) : i]) if c.kind == "party"), None)

    def _does(self, i: int) -> bool:
        c = self.chunks[i]
        if c.reading.preposition == "ب":
            return False
        stem = c.reading.stem or c.text
        if stem.removeprefix("ال").startswith(_WEAPONS):
            return True
        return self._after_deed(i) or self._before_deed(i) or self._accused(i) or responsible(self.chunks, i)

    def _accused(self, i: int) -> bool:
        """«اتهمت X قوات Y بقتل …»: the side right before what it is accused of."""
        return i + 1 < len(self.chunks) and self.chunks[i + 1].text.startswith("بقتل") and any(
            self.chunks[k].text.removeprefix("و") in _ACCUSE for k in range(max(i - 5, 0), i))

    def _after_deed(self, i: int) -> bool:
        """«قصف لقوات X»، «غارات نفذتها طائرات X»، «شن فجر أمس تنظيم X»، «على يد X»."""
        c = self.chunks[i]
        j = i - 1
        between = 0
        if (with_it := self._joined_to(i)) is not None:
            return self._does(with_it.index)  # «قصف X وY», «قصف لـX وحليفتها Y»
        while j >= 0:
            b = self.chunks[j]
            if b.kind == "by":
                return True
            if b.text.removeprefix("ال") in PRISONS or (b.text.removeprefix("ال") in _HOLDING and self.chunks[j - 1].text.removeprefix("ال") in _CENTRES):
                return any(x.kind == "cause" and x.code == "torture" for x in self.chunks[max(self.doc.sentence_of[j].first, j - 25) : j])  # «تحت التعذيب في سجون X»
            if b.text in RAIDS and c.reading.preposition == "ل":
                return True  # «حملة دهم لقوات X أسفرت عن اعتقال ستة»
            if b.text == "لدي":
                return any(x.kind == "cause" and x.code == "torture" for x in self.chunks[self.doc.sentence_of[j].first : j]) or any(x.code in _HELD or (x.kind == "person" and x.person.kind.startswith("outcome:") and x.person.kind.split(":")[1] in _HELD)
                           for x in self.chunks[max(j - 5, 0) : j])  # «قيد الاعتقال لدى X»
            if (role := self.role(j)) is not None:
                if role == "verb" and j == i - 1 and self._aimed_at(j):
                    return False  # «هجوم استهدف قوات X»: its object
                if role == "verb" and c.reading.preposition == "ل" and b.kind != "cause" and j < i - 1:
                    return False  # «استهدف دورية للجيش»: whose patrol was struck
                return role in ("verb", "object", "support") or (role == "blamed" and self.chunks[i - 1].text == "الي")
            if b.kind == "outcome" and b.role in ("both", "active"):
                return True
            if b.kind == "cause":
                if between and c.reading.preposition == "ل" and j and (self.role(j - 1) == "verb" or any(w.startswith(_FLYING) for w in b.text.split())):
                    return False  # «استهدفت مسيّرة إسرائيلية رتلاً للأمن العام»: whose column was struck
                return self.is_attack(b) and not self._answered(j)
            if b.text.endswith("استهداف") and j == i - 1 and not c.reading.preposition:
                return self._has_object(i)
            if b.text in _TARGETS and j > 1 and self.chunks[j - 1].text == "من" and self.chunks[j - 2].text.startswith(("اطلق", "مصدر")):
                return True  # «برصاص أُطلق من حاجز لـX»
            if b.text in _TARGETS and j and self.chunks[j - 1].text in ("عناصر", "مسلحو", "مسلحي", "قناصه"):
                j -= 1  # «برصاص عناصر حاجز X»
                continue
            if b.kind == "control" or b.text.removeprefix("ل") in _TARGETS:
                return False
            if b.kind in ("date", "same", "nationality") or (b.kind == "count" and b.count.qualifier == "several") or (b.kind == "unit" and b.code == "other") or (b.kind == "word" and b.text in _LINKS) or (b.kind == "person" and b.reading.stem == b.text and b.person.category == "combatant"):
                j -= 1
                continue
            if b.kind == "word" and b.text == "الي":
                return any(self.role(k) == "blamed" for k in range(max(j - 4, 0), j))
            if b.kind == "word" and between < 3 and (c.reading.preposition == "ل" or self.chunks[i - 1].text == "ل" or b.text.startswith(("ال", "وال"))):
                between += 1
                j -= 1
                continue
            return False
        return False

    def _aimed_at(self, verb: int) -> bool:
        """Whether the subject of a verb stands before it: the attack that aims at something, or what a relative takes up."""
        before = self.chunks[verb - 1] if verb else None
        if before is None or self.chunks[verb].reading.conjunction or self.chunks[verb].text[0] in "وف":
            return False
        if before.kind == "relative":
            return True
        if not self.chunks[verb].text.startswith(_AIMS):
            return False
        for b in reversed(self.chunks[max(verb - 6, 0) : verb]):
            if b.kind == "cause":
                return True
            if b.kind not in ("word", "date", "place", "place_kind", "comma", "nationality", "around"):
                return False
        return False

    def _has_object(self, i: int) -> bool:
        """«استهداف قوات X مدينة دوما»، «استهداف X لنقطة»: the side aims at something; in «استهداف قوات X في دوما» it is aimed at."""
        nxt = self.chunks[i + 1] if i + 1 < len(self.chunks) else None
        if nxt is None or nxt.kind not in ("place_kind", "place", "person", "unit", "count", "party"):
            return False
        return nxt.reading.preposition == "ل" if nxt.kind == "party" else nxt.reading.preposition in ("", "ل")

    def is_attack(self, cause: Chunk) -> bool:
        """A clash has two sides and no doer; an attack, an ambush or a strike is somebody's."""
        stem = (cause.reading.stem or cause.text).removeprefix("ال")
        if cause.code == "clash":
            return stem.startswith(("هجوم", "هجمات", "هجمه", "كمين", "كمائن", "كماين", "اقتحام", "تسلل", "مداهمه", "هاجم"))
        return cause.code not in ("landmine", "hardship") or stem.endswith("ه")

    def _before_deed(self, i: int) -> bool:
        """«أن تنظيم X شن هجوماً»، «طائرات X قصفها لحيي …»: the subject stands before its verb."""
        c = self.chunks[i]
        if c.reading.preposition or (i and self.chunks[i - 1].kind == "control" and self.chunks[i - 1].role != "verb"):
            return False  # «قذائف على حي يخضع لسيطرة X قتلت …»
        if i and self.chunks[i - 1].kind == "person" and self.chunks[i - 1].reading.preposition:
            return False  # «فجر نفسه في اجتماع لزعماء X ليقتل …»
        for j in range(i + 1, min(i + 5, len(self.chunks))):
            b = self.chunks[j]
            if self.role(j) in ("verb", "object"):
                return not b.reading.conjunction and (i == 0 or self.chunks[i - 1].kind != "cause")
            if b.kind == "cause" and b.text.endswith(("ها", "ه")) and not b.reading.article and b.text.startswith(("قصف", "استهداف")):
                return True
            if b.kind in ("date", "nationality", "same", "neutral") or (b.kind == "word" and (b.text in _LINKS or b.text.startswith("ال") or b.text in ("كانت", "كان", "قد", "علي"))):
                continue
            if b.kind == "that" and b.text.endswith(("ه", "ها")) and j == i + 1:
                continue  # «قالت X إنها قصفت …»
            return False
        return False

    def _of_weapon(self, i: int) -> bool:
        """«غارات روسية»، «قصف مدفعي تركي»، «الطائرات الحربية الروسية»."""
        j = i - 1
        while j >= 0 and (self.chunks[j].kind in ("hedge", "that") or (self.chunks[j].kind == "word" and self.chunks[j].text in _LINKS)):
            j -= 1  # «طائرات حربية نعتقد أنها روسية»
        b = self.chunks[j] if j >= 0 else None
        if b is not None and b.kind == "unit":  # «أربع طائرات روسية»
            return any(e.kind == "cause" and e.code == "air_strike" for e in b.entries)
        return b is not None and b.kind == "cause" and b.code not in ("clash", "landmine", "hardship") and not self._answered(j)

    def _of_soldiers(self, i: int) -> bool:
        """«أطلق جنود إسرائيليون النار»: soldiers of a state right behind a verb of attack."""
        men, verb = (self.chunks[i - 1], self.chunks[i - 2]) if i > 1 else (None, None)
        return men is not None and men.kind == "person" and men.person.category == "combatant" and men.person.number == "plural" and not men.reading.preposition and (
            self.role(verb.index) == "verb" or verb.text in FIRE)

    def _answered(self, j: int) -> bool:
        """«ردّاً على قصف X», «تنديداً بغارات X»: what was answered or denounced is not what is told."""
        before = [c.text for c in self.chunks[max(j - 2, 0) : j]]
        if before[-1:] == ["علي"]:
            return len(before) > 1 and before[0].startswith(("رد", "الرد", "احتجاج"))
        return bool(before) and self.chunks[j].reading.preposition == "ب" and before[-1].startswith(("تند", "يند", "مند", "تنديد"))

    def claimed(self, sentence: Sentence) -> list[str]:
        """Who claimed, or was blamed for, what a sentence tells, there or in the sentences after it of the same paragraph."""
        for at in range(sentence.index, len(self.doc.sentences)):
            other = self.doc.sentences[at]
            if other.paragraph != sentence.paragraph:
                break
            for i in range(other.first, other.last + 1):
                role = self.role(i)
                if role is None:
                    continue
                if role == "blamed":
                    after = next((j for j in range(i + 1, min(i + 5, other.last)) if self.chunks[j].text == "الي"), None)
                    for c in self.chunks[after + 1 : after + 4] if after is not None else ():
                        if c.kind == "party" or (c.kind == "nationality" and c.role):
                            return [c.code if c.kind == "party" else c.role]
                if role == "claim" and not (i and self.chunks[i - 1].kind == "negation"):
                    for j in range(i + 1, min(i + 4, other.last + 1)):
                        if self.chunks[j].kind == "party":
                            return [self.chunks[j].code]
        return []


def outside_brackets(chunks: Iterable[Chunk]) -> Iterator[Chunk]:
    """«القوات الحكومية (الجيش والميليشيات): قتلت …»: the chunks without those in brackets, which only say who a side is."""
    inside = False
    for c in chunks:
        inside = c.kind == "open" or (inside and c.kind != "close")
        if not inside:
            yield c
