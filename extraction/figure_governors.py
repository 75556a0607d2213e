"""The word that says what happened to the people of a count."""

from __future__ import annotations

from itertools import takewhile

from .chunk import Chunk
from .figure_doers import DEEDS, Doers
from .figures import CASUALTY, FLOW, TRIGGERS, Figure, Told
from .flow_words import is_enabled, roles, tells_size, was_done_to_them
from .structure import Document

_FAMILY = {"outcome": CASUALTY, "movement": FLOW}
_LIGHT = frozenset(("word", "date", "place", "place_kind", "party", "comma", "cause", "nationality", "open", "close", "number", "dash", "around",
                    "same", "source", "person", "count", "colon", "severity", "sign", "total", "slash", "hedge", "sure", "until", "side", "unit", "by", "because"))
_FALLS = frozenset(("سقوط", "سقط", "سقطت", "سقطوا", "ارتقاء", "ارتقي"))
_LIVES = frozenset(("حياتهم", "حياته", "حياتها", "حياتهما", "ارواحهم"))
_PARTS = frozenset(("مفارقه", "فارق", "فارقت", "فارقوا", "فارقا"))
_OBJECTS = ("هم", "هن", "هما", "ها", "ه")
_WHEN = frozenset(("لدي", "عند", "خلال", "اثناء", "بعد", "قبل", "حين", "قبيل", "فور", "منذ", "عقب"))
_INCLUDES = frozenset(("تشمل", "يشمل", "تتضمن", "يتضمن"))
_RESUMED = frozenset(("منها", "منه", "عنها", "عنه", "اليها", "اليه", "فيه", "فيها", "خلاله", "خلالها", "فيهما", "اثره", "اثرها"))
_TO_NOUN = frozenset(("من", "في", "عن", "علي", "الي"))
_THREATS = frozenset(("تعهد", "تعهدت", "تعهدوا", "هدد", "هددت", "هددوا", "يهدد", "تهدد", "توعد", "توعدت", "يتوعد"))
# What stands behind these happened, whatever is denied before: «لن تنسحب رغم مقتل ثلاثة».
_ANYWAY = frozenset(("لان", "رغم", "الرغم", "برغم", "بعد", "بعدما", "منذ"))
_LOST = frozenset(("فقدت", "فقدوا"))
_CARRIES = frozenset(("يقل", "تقل", "متنه", "متنها"))
_DROWNED = frozenset(("غرق", "غرقت", "غرقوا", "غرقا"))
_OF_SIDES = frozenset(("الطرف", "الجانب", "الفريق"))
# «قُتلوا …، في هجوم خلّف أربعين جريحاً»: what a deed left is another statement.
_LEFT = frozenset(("خلف", "خلفت", "اوقع", "اوقعت", "اسفر", "اسفرت", "ادي", "ادت", "تسبب", "تسببت", "الحق"))
_LED_TO = frozenset(("ادت", "ادي", "اسفرت", "اسفر", "تسببت", "تسبب", "اوقعت", "اوقع", "خلفت"))
_WHO_THEY_ARE = ("هويت", "هويات", "تبعيت", "انتماؤ", "انتماءات")
_UNKNOWN = ("مجهول", "غامض", "غير معروف", "يجهل", "غير معلوم", "معروف", "معلوم")


class Governors:
    """Looks for governors before and behind a count, and settles what a figure tells."""

    def __init__(self, document: Document, told: Told):
        self.doc, self.chunks, self.tokens = document, document.chunks, document.tokens
        self.told, self.figures = told, told.figures
        self.doers = Doers(document, told)

    def is_relative(self, i: int) -> bool:
        """The trigger stands in a relative clause («الذين قضوا»), so it governs nothing after it."""
        j = i - 1
        if j > 0 and (was_done_to_them(self.chunks, i) or (
                self.chunks[j].kind == "total" and self.chunks[j].text.endswith(" من") and self.chunks[i].role in ("verb", "both") and self.chunks[j - 1].kind == "raise")):
            return True  # «بات عدد من خرجوا N»
        if i + 1 < len(self.chunks) and self.chunks[i + 1].text in _RESUMED:
            return False  # «القصف الذي أصيب فيه 28»: the relative is where it happened, not whom
        if self.chunks[i].role == "both" and self._acts_on(i):
            return False
        while j >= 0 and self.chunks[j].kind in ("word", "negation", "same") and i - j < 3:
            j -= 1
        return j >= 0 and self.chunks[j].kind == "relative" and self.chunks[i].role in ("verb", "both")

    def _acts_on(self, i: int) -> bool:
        """«الجهة التي قتلت 12», «الجبهة، التي أسرت … نحو 40»: the relative is who did it."""
        if i + 1 < len(self.chunks) and self.chunks[i + 1].kind == "count" and self.chunks[i + 1].count.taken_for is None and self.chunks[i - 1].kind == "relative":
            return True
        before = self.chunks[i - 2] if i > 1 and self.chunks[i - 1].kind == "relative" else None
        if before is not None and before.kind == "comma":
            before = self.chunks[i - 3] if i > 2 else None
        return before is not None and before.kind == "party" and any(
            c.kind == "count" and c.count.taken_for is None for c in self.chunks[i + 1 : i + 8])

    def backward(self, f: Figure) -> Chunk | None:
        first = f.clause.first
        j = f.index - 1
        carried = False  # «بعد انقلاب قارب كان يقل 120 شخصاً»: those on board, of whom the verb before tells nothing
        if j > first and "forces" in roles(self.chunks[j].text) and self.chunks[j].kind == "word":
            return None  # «قتل 4 …، واضطرت 200 عائلة إلى النزوح»: what they were made to do follows
        while j >= first:
            c = self.chunks[j]
            carried = carried or c.text in _CARRIES
            if c.kind in TRIGGERS and c.role not in ("stock", "state", "losses", "between", "who", "hosted"):
                if carried and c.kind == "outcome":
                    return None
                if c.role == "fate" and not self._unknown_fate(f, j):
                    return None
                if self.is_relative(j) or self.falls(j) or (self._done_to_them(c) and self._done_to_them(self.forward(f))):
                    j -= 1
                    continue
                return c
            of_total = any(b.kind == "total" for b in self.chunks[first:j]) if c.role == "stock" else False
            if c.role == "stock" and c.kind == "movement" and not of_total and not any(b.kind == "count" and not self._of_things(b) for b in self.chunks[j + 1 : f.index]):
                return None  # those who live there
            if c.kind == "neutral" and ((c.reading.article and c.code != "release") or tells_size(self.chunks, j) or self.chunks[j + 1].text in _RESUMED):
                j -= 1  # «خلال حملة شاركت فيها X»
                continue
            if c.kind in ("neutral", "condition"):
                return c
            if c.kind == "raise":
                return c
            if c.kind == "word" and "enables" in roles(c.text) and any(is_enabled(self.chunks, first, f.index, d.index) for d in self._movement_nouns(f)):
                return None  # «…، ودفعت الاشتباكات مئات العائلات منذ الفجر إلى النزوح», «وفي سياق النزوح تمكن 1400 مدني من الفرار»
            if c.kind == "that":
                return None
            if c.kind in TRIGGERS or c.kind in ("relative", "part", "negation", "both_sides", "except", "control", "republish"):
                j -= 1
                continue
            if c.kind not in _LIGHT:
                return None
            j -= 1
        return None

    def _done_to_them(self, c: Chunk | None) -> bool:
        """«12 مدنياً اعتقلتهم X، وخمسة اعتقلتهم Y»: a verb whose pronoun takes up the people before it; each number has its own."""
        return c is not None and c.kind == "outcome" and c.role in ("verb", "both", "active") and c.text.endswith(("هم", "هن"))

    def _movement_nouns(self, f: Figure) -> list[Chunk]:
        """The verbal nouns of movement that follow a figure before another number."""
        span = takewhile(lambda c: c.kind not in ("count", "clause", "that"), self.chunks[f.phrase.last + 1 : f.clause.last + 1])
        return [c for c in span if c.kind == "movement" and c.role == "noun"]

    def _unknown_fate(self, f: Figure, j: int) -> bool:
        """«مصير N مجهولاً», «لم يُعرف مصير N»; «مصير المدنيين ما زال مهدداً» tells of nobody missing."""
        last = min(self.doc.sentence_of[j].last, f.phrase.last + 40)
        return any(c.text.removeprefix("ال").startswith(_UNKNOWN) or (c.kind == "negation" and c.index < j)
                   for c in self.chunks[max(f.clause.first, j - 10) : last + 1])

    def _of_things(self, count: Chunk) -> bool:
        nxt = self.chunks[count.index + 1]
        return count.count.noun is None and nxt.kind != "person"

    def kills(self, governor: Chunk | None, f: Figure) -> bool:
        if governor is None or governor.kind != "outcome" or governor.code != "killed" or governor.text.removeprefix("و") in _FALLS:
            return False
        if any(g.index < governor.index <= g.phrase.last for g in self.told.in_sentence(f.sentence)):
            return False  # «12 حالة وفاة و30 مصاباً»: the deaths are those counted before
        after = self.chunks[f.phrase.last + 1] if f.phrase.last < f.clause.last else governor
        if after.kind == "outcome" and after.code == f.phrase.outcome and after.role in ("verb", "both"):
            return False  # «قضوا أمس …، ولا أربعين جريحاً أصيبوا»
        between = self.chunks[governor.index + 1 : f.index]
        return not any(c.kind == "count" or c.text in _LEFT or (c.kind == "person" and c.person.kind.startswith("outcome:")) for c in between)

    def falls(self, j: int) -> bool:
        """«سقوط النظام», «خططوا لاغتيال», «فقد بعثوا»: the word is there, the deed is not."""
        c = self.chunks[j]
        text = c.text.removeprefix("و")
        nxt = self.chunks[j + 1] if j + 1 < len(self.chunks) else None
        if nxt is None:
            return False
        if text.removeprefix("ب").split(" ", 1)[0] in ("اعدام", "الاعدام") and any("عقوب" in b.text or b.text.removeprefix("ب").startswith(("حكم", "احكام")) for b in self.chunks[max(j - 2, 0) : j]):
            return True  # «قضت بعقوبة الإعدام»
        if text in ("قضي", "قضت") and nxt.text.removeprefix("ال").startswith("محكم"):
            return True  # «قضت محكمة ب…»: it ruled
        if text.startswith("حكم"):
            # «نفذ X حكم الإعدام بحق أربعة» is a deed, «صدر حكم الإعدام بحق أربعة» a sentence.
            return not any("نفذ" in b.text or "تنفيذ" in b.text for b in self.chunks[self.doc.clause_of[j].first : j])
        if text in ("اعاده", "باعاده", "لاعاده"):
            return nxt.kind == "word" and nxt.text not in ("نحو", "نحو", "اكثر", "ما", "كل", "جميع")  # «إعادة إعمار X»
        if c.role == "noun" and (c.reading.preposition == "ب" or text.startswith("بقتل")) and any(b.text.removeprefix("و") in _THREATS for b in self.chunks[max(self.doc.clause_of[j].first, j - 8) : j]):
            return True
        if text in _FALLS:
            return nxt.kind in ("party", "place", "place_kind") or (nxt.kind == "cause" and not nxt.reading.preposition and not nxt.text.startswith("ب"))
        if text in _DROWNED:  # «غرق أربعة أطفال», not «غرق مركب يقل 60 لاجئاً»
            return not (nxt.kind == "person" or nxt.kind == "count" and (nxt.count.noun is not None or (j + 2 < len(self.chunks) and self.chunks[j + 2].kind == "person")))
        if text == "فقد":
            return nxt.kind in ("word", "control") and nxt.text not in _OF_SIDES | {"الاتصال"}  # «فقد بعثوا»: a particle before a verb
        if text in ("حصد", "حصدت"):
            return not any("ارواح" in b.text for b in self.chunks[j + 1 : j + 8])  # «حصدت غارات X أرواح تسعة», not «حصد الأهالي»
        if text in _PARTS:
            return not any(b.text in ("الحياه", "للحياه") for b in self.chunks[j + 1 : j + 14])
        if text == "لقتل" or c.role == "noun" and c.reading.preposition == "ل" and (c.code in ("captured", "abducted") or c.reading.stem in DEEDS):
            return j == 0 or not self.chunks[j - 1].text.startswith(("اد", "تسبب", "تعرض"))  # «خططوا لاغتيال»: a purpose
        return False

    def forward(self, f: Figure, relative: bool = True, stop_at_figure: bool = False) -> Chunk | None:
        last = f.clause.last
        j = f.phrase.last + 1
        listing = parenthesis = False
        # The list of parts and their commas may stand between a figure and its verb.
        while j <= last:
            c = self.chunks[j]
            if c.kind in TRIGGERS and c.role not in ("who", "hosted"):
                if (c.role == "both" and self.chunks[j - 1].text in _TO_NOUN) or (c.text == "فقد" and self.chunks[min(j + 1, last)].text.endswith("وا")):
                    return None  # «تمكنوا من قتل …»: what they did; «وعددهم 180، فقد آثروا البقاء»: a particle
                if c.role == "both" and c.text.endswith(("ته", "له")) and c.kind == "outcome" and f.value != 1:
                    return None  # «قائدين …، هما X وY الذي قتلته الشرطة»: one of them
                if self._has_own_doer(j, last):
                    return None  # «تؤوي المراكز 400 نازح، اعتقلت قوات X منهم 71»: whom it does it to stands behind
                if c.role in ("verb", "both", "state", "stock", "between"):
                    return c
                if c.role == "noun" and c.kind == "movement" and not stop_at_figure and is_enabled(self.chunks, f.clause.first, f.index, j):
                    return c
                of_them = ("هم", "هن", "هما", "ه", "ها") if c.kind == "outcome" else ("هم", "هن", "هما")
                if c.role == "noun" and c.text.endswith(of_them) and len(c.text) > 4 and not self.feminine(c):
                    if c.kind == "movement" and self.chunks[j - 1].text in _WHEN:
                        return None  # «ممرضات لدى عودتهم»: when, not what
                    return c
                if listing and c.role == "noun" and self.chunks[j - 1].text in _TO_NOUN:
                    j += 1  # «13 شخصاً، بينهم ثلاثة متهمون باغتيال قاض، قُتلوا …»
                    continue
                return None
            if c.kind == "neutral" and parenthesis and any("enables" in roles(b.text) for b in self.chunks[f.clause.first : f.index]):
                j += 1  # «تمكن N جندياً، كانوا محاصرين في X، من الفرار»
                continue
            if c.kind == "neutral" and tells_size(self.chunks, j):
                listing = True  # «45 عائلة تضم 210 أشخاص، …، من الفرار»: the same people in another unit
                j += 1
                continue
            if c.kind == "neutral" and j < last and self.chunks[j + 1].kind == "movement" and self.chunks[j + 1].role == "stock":
                return self.chunks[j + 1]  # «174 ألف نازح ما زالوا يقيمون في X»
            if c.kind == "neutral" and j < last and self.chunks[j + 1].kind == "outcome" and self.chunks[j + 1].role == "state" and "زال" in c.text:
                return self.chunks[j + 1]  # «130 شخصاً لا يزالون قيد الاعتقال», «ما زالوا في عداد المختفين قسرياً»
            if c.kind in ("clause", "semicolon", "neutral", "condition", "that"):
                return None
            parenthesis = parenthesis or c.kind == "comma"
            listing = listing or c.kind == "part"
            if c.kind == "count" and not listing and not stop_at_figure and c.count.noun is not None and not self._joined_count(j):
                return None
            if c.kind == "count" and c.count.taken_for is not None:
                j += 1
                continue
            if stop_at_figure and c.kind == "count" and j < last and self.chunks[j + 1].kind == "unit":
                j += 2  # an age or a distance between a subject and its verb
                continue
            if stop_at_figure and c.kind in ("count", "part", "comma"):
                return None
            if c.kind == "person" and c.person.kind.startswith("outcome:") and not stop_at_figure and self.chunks[j - 1].kind == "total":
                return None
            j += 1
        # «N بينهم … استشهدوا»: the verb may open the next clause when it has no conjunction.
        return None

    def _has_own_doer(self, j: int, last: int) -> bool:
        """A verb of taking or killing in a clause of its own, behind a comma: its doer follows, and no pronoun leads back to people before."""
        c = self.chunks[j]
        follows = self.chunks[j + 1] if j < last else None
        return (c.kind == "outcome" and c.role in ("verb", "both") and self.chunks[j - 1].kind == "comma" and follows is not None and follows.kind == "party"
                and not follows.reading.preposition and not c.text.endswith(_OBJECTS))

    def feminine(self, c: Chunk) -> bool:
        """«وإصابة»: the ending is the noun's own, no pronoun."""
        token = self.tokens[c.last]
        return self.doc.text[token.start : token.end].endswith("ة")

    def _joined_count(self, j: int) -> bool:
        return self.told.coordinated(j)

    def negated(self, i: int) -> bool:
        """A negation or condition governs chunk ``i``: it stands before it in the clause with no comma and statement between."""
        first = self.doc.clause_of[i].first
        for j in range(i - 1, max(first, i - 10) - 1, -1):
            c = self.chunks[j]
            if c.text == "مره" and j and self.chunks[j - 1].text == "كل":
                return True  # «كل مرة يسقط فيها خمسة»: a habit
            if c.kind == "negation" and any(b.text.split(" ", 1)[0] in _INCLUDES for b in self.chunks[first : j + 2]):
                return False  # «لا تشمل هذه الأرقام 18 ألف معتقل»: left out of a total, not denied
            if c.kind == "relative":
                return False  # «لم تُحدد الجهة التي قتلت 12»
            if c.kind == "except":
                return False  # «لم يخرج سوى N»
            if c.kind == "negation" and any(b.text.startswith(_WHO_THEY_ARE) for b in self.chunks[j + 1 : i]):
                return False  # «خطف مسلحون لم تُعرف هويتهم ثلاثة شبان»: who did it is not known
            if c.kind == "negation" and c.text == "غير" and i - j > 1:
                continue  # «مجزرة غير مسبوقة»: an adjective
            if c.kind == "condition" and any(b.text in _LED_TO for b in self.chunks[j + 1 : i]):
                return False  # «محاولة اغتيال أدت إلى مقتل سائقه»
            if c.kind in ("negation", "condition"):
                return True
            if c.kind in ("comma", "count", "total", "because") or c.text in _ANYWAY or (c.kind in TRIGGERS and c.role in ("verb", "both", "active")):
                return False
        return False

    def settle(self, f: Figure, governor: Chunk | None, rule: str, like: Figure | None = None) -> bool:
        f.governor = governor
        f.rules.append(rule)
        if like is not None:
            f.kind, f.code = like.kind, like.code
        elif governor is not None and (governor.kind not in (*_FAMILY, "person") or (governor.kind == "person" and not governor.person.kind.startswith("outcome:"))):
            f.kind, f.code = FLOW, "displaced"
        elif governor is not None and governor.kind == "person":
            f.kind, f.code = CASUALTY, governor.person.kind.split(":")[1]
        elif governor is not None:
            f.kind, f.code = _FAMILY[governor.kind], governor.code
            if f.code == "missing" and any(c.text in _LIVES for c in self.chunks[f.phrase.last + 1 : f.phrase.last + 3]):
                f.code = "killed"  # «فقد 88 شخصاً حياتهم»
            if f.code == "missing" and f.phrase.category in ("combatant", None) and self._loses(governor, f):
                f.code = "killed"
            if f.code == "missing" and self._taken(f):
                f.code = "abducted"
            if self._killed_and_wounded(governor):
                f.code = "losses"
            f.agent = self.doers.agent(f, governor)
        return f.kind is not None

    def _loses(self, governor: Chunk, f: Figure) -> bool:
        """«قتلت X أربعين وفقدت ثلاثة مقاتلين», «فقد التنظيم في المعارك 36 عنصراً»: a side that loses fighters, not fighters out of reach."""
        if governor.index > f.index:
            return False
        word, nxt = governor.text.removeprefix("و"), self.chunks[governor.index + 1]
        if any("الاتصال" in c.text for c in self.chunks[governor.index : f.index]):
            return False  # «فقدت قوات X الاتصال بثلاثة»
        if word in _LOST and f.index == governor.index + 1:
            return True
        return word in _LOST | {"فقد"} and (nxt.text in _OF_SIDES or nxt.kind == "party" and not nxt.reading.preposition)

    def _taken(self, f: Figure) -> bool:
        """«لا يزال مصير 27 مدنياً، خطفهم X، مجهولاً»: the text says that those of unknown fate were abducted."""
        listing = False
        for c in self.chunks[f.phrase.last + 1 : f.sentence.last + 1]:
            if (c.kind == "outcome" and c.code == "abducted") or c.text.startswith("اختطاف"):
                behind = c.index == f.phrase.last + 1 or (c.index == f.phrase.last + 2 and self.chunks[c.index - 1].text in ("كانوا", "كانا", "كن", "الذين"))
                return c.text.endswith(("هم", "هن", "هما")) or (behind and c.text.endswith(("وا", "فا", "فن")))  # «مصير تسعة خُطفوا الأحد»
            if c.kind == "part" and c.code == "all":
                listing = True  # «مصير 31 شخصاً، هم 20 سيدة و11 طفلاً، اختطفهم X»
            if c.kind == "count" and c.count.taken_for is None and not listing:
                return False
        return False

    def _killed_and_wounded(self, governor: Chunk) -> bool:
        """«قُتل وجرح تسعة», «مقتل وإصابة تسعة», «قُتل أو أصيب»: one number for the dead and the wounded."""
        before = self.chunks[governor.index - 1] if governor.index else None
        if before is not None and before.text == "او" and governor.index > 1:
            before = self.chunks[governor.index - 2]
        elif not governor.reading.conjunction:
            return False
        if before is None or before.kind != "outcome" or (
                before.role != governor.role and (before.role, governor.role) != ("noun", "both") and not {before.role, governor.role} <= {"verb", "both"}) or {before.code, governor.code} != {"killed", "wounded"}:
            return False
        return all(g.governor is not before for g in self.figures[-4:])  # «ستة فقدوا حياتهم وأصيب آخرون» are two
