"""People without a number that are figures all the same: «قُتل رجل وزوجته», «سقوط جرحى», «وأصيب آخر»."""

from __future__ import annotations

from .agents import PRISONS
from .figure_doers import GROUPS
from .figure_governors import Governors
from .figures import CASUALTY, TRIGGERS, Figure, Told
from .structure import Document, Sentence

# Words that say that there were victims; «توثيق الضحايا» says nothing of the kind.
_OCCUR = frozenset(("سقوط", "وقوع", "اوقع", "اوقعت", "خلف", "خلفت", "عن", "وجود", "سقط"))
_THERE = frozenset(("فيها", "فيه", "خلالها", "خلاله", "فيهما", "ايضا", "كذلك"))
_TELLING = ("اسفر", "يسفر", "تسفر", "معلومات", "انباء", "حديث", "تحدث")  # «معلومات عن ضحايا», not «عن ضحايا الاغتصاب»
_SMALL = frozenset(("في", "من", "عن", "الي", "علي", "نحو", "و", "ب", "ل", "خلالها", "خلاله", "فيها", "فيه", "منهم", "ايضا", "كذلك", "بين", "ما", "حتي", "ان", "نفسه"))
_PREPOSITIONS = frozenset(("الي", "من", "عن", "علي", "في", "مع", "لدي"))
_FORCES = frozenset(("قوه", "قوات", "دوريه", "وحده", "مجموعه", "طايره", "طائره", "دبابه", "مسيره"))
_WITH = frozenset(("مع", "برفقه", "رفقه"))
_BODIES = frozenset(("جثة", "جثمان"))
_OF_ONE = frozenset(("اغتال", "اغتالت", "اغتالوا", "خطف", "خطفت", "خطفوا", "اختطف", "اختطفت", "اختطفوا", "اعتقل", "اعتقلت", "اعتقلوا", "اردي", "اردت", "اردوا",
                     "قتل", "قتلت", "قتلوا", "اعدم", "اعدمت", "اعدموا", "ذبح", "ذبحت", "ذبحوا"))


class Bare:
    """Tells which nouns of people count somebody."""

    def __init__(self, document: Document, told: Told, governors: Governors):
        self.doc, self.chunks, self.tokens = document, document.chunks, document.tokens
        self.told, self.figures = told, told.figures
        self.governors = governors

    def _counted_with(self, f: Figure) -> bool:
        """«58 ألف نازح ولاجئ»: the number before counts both nouns."""
        previous = self.figures[-1] if self.figures else None
        if previous is None or previous.chunk.kind != "count" or previous.phrase.last != f.index - 1:
            return False
        if previous.phrase.category == "displaced":
            return True
        if (previous.value or 0) > 10 and f.chunk.text.endswith("ا") and self.chunks[f.index - 1].text.endswith("ا"):
            previous.phrase.category, previous.phrase.parties, previous.phrase.soldier = "person", [], False  # «25 جندياً ومدنياً»
            return True
        return False

    def counts(self, f: Figure) -> bool:
        """A people noun with no number is a figure only where a governor stands right before it."""
        c, person = f.chunk, f.chunk.person
        if person.number == "dual" and f.index and self.chunks[f.index - 1].text.endswith("جثتي"):
            return True  # «عُثر على جثتي شابين»
        if person.possessed and person.number != "plural" and person.kind == "person" and f.index and self.chunks[f.index - 1].text in _WITH:
            previous = self.figures[-1] if self.figures else None  # «قُتل قيادي مع مرافقه», «قُتلت سيدة برفقة طفليها»
            return (previous is not None and previous.kind == CASUALTY and previous.clause is f.clause and f.index - previous.phrase.last <= 6
                    and all(b.kind in ("word", "party", "place", "person", "unit", "nationality") for b in self.chunks[previous.phrase.last + 1 : f.index - 1]))
        if person.number == "dual" and person.possessed and c.reading.conjunction and person.kind == "person":
            previous = self.figures[-1] if self.figures else None  # «رجل وابنيه»
            return previous is not None and previous.kind is not None and previous.sentence is f.sentence and previous.phrase.last == f.index - 1
        if person.number == "dual" or c.reading.preposition in ("ك",) or person.kind == "family":
            return False
        for j in (f.index + 1, f.index + 2):
            if j < len(self.chunks) and self.chunks[j].kind == "count" and self.told.noun_before(j) is c:
                return False
        if c.reading.article and person.number == "plural":
            return False
        if person.number == "singular" and c.reading.conjunction and self._counted_with(f):
            return False
        if person.number == "plural" and f.index < f.clause.last and self.chunks[f.index + 1].kind == "count" and person.kind == "person":
            return False  # «هم أفراد أربع عائلات»
        if person.kind.startswith("outcome:") and person.number == "plural":
            # Prisoners and hostages are told of in many ways; only of the dead and wounded does the noun alone tell.
            return person.kind in ("outcome:killed", "outcome:wounded", "outcome:losses") and self._unnumbered(f)
        if f.index in self.governors.doers.objects:
            return True
        if person.number == "singular" and not c.reading.conjunction and self._assassinated(f):
            return True
        if person.lemma in _BODIES and person.number == "singular":
            return self.chunks[f.index + 1].kind in ("person", "word") if f.index < f.clause.last else False
        if person.kind.startswith("outcome:") and person.number == "singular" and not c.reading.article and f.index and self.chunks[f.index - 1].kind == "total":
            return True
        if person.number == "singular" and f.index and (self.chunks[f.index - 1].kind == "that" or self.chunks[f.index - 1].text in ("كان", "كانت")):
            # «أن ضابطاً برتبة عقيد اغتيل»: the subject stands before its verb.
            after = self.governors.forward(f, stop_at_figure=True)
            joined = self.chunks[f.index + 1] if f.index < f.clause.last else None
            if after is None and joined is not None and joined.kind == "count" and self.tokens[joined.first].text.startswith("و"):
                after = self.governors.forward(f)  # «أن سيدة وطفليها أصيبوا»
            return after is not None and after.kind == "outcome" and not after.text.startswith(("ليقتل", "لتقتل"))
        j = f.index - 1
        steps = 0
        while j >= f.clause.first and steps < 6:
            b = self.chunks[j]
            if b.kind in TRIGGERS and b.role in ("verb", "both", "noun", "active", "fate"):
                if self.governors.is_relative(j) or self.governors.falls(j) or (b.role == "both" and b.text.endswith(("هم", "هما"))):
                    return False
                if b.role == "noun" and b.text.endswith(("ه", "ها", "هم", "هما")) and not self.governors.feminine(b):
                    return False  # «متأثراً بإصابته برصاص عنصر»: the pronoun is who was hurt
                if b.kind == "movement" and person.number == "plural":
                    return False
                if b.code in ("captured", "abducted") and self.chunks[f.index - 1].text == "من" and j < f.index - 2:
                    return False  # «خطف مسدس من رجل أمن»
                if person.number == "plural" and self.governors.doers.takes_object(b) and self._is_subject(f):
                    return False
                if b.kind == "movement" and self.chunks[f.index - 1].text in _PREPOSITIONS:
                    return False  # «تعود إلى جندي»
                if b.kind == "movement" and c.reading.article:
                    # «انشق العقيد X»: one who deserts is told by his rank and name.
                    return j == f.index - 1 and b.text.removeprefix("و").startswith("انش") and person.number == "singular"
                if c.reading.conjunction and steps:
                    return False
                return not (person.kind == "person" and c.reading.article and person.number == "plural")
            if b.kind in ("date", "place", "place_kind", "around", "hedge", "cause", "same", "open", "close") or b.text in PRISONS or (b.kind == "word" and b.text.startswith("ال") and len(b.text) > 4):
                j -= 1
                continue
            if b.kind == "party" and c.reading.preposition in ("", "ل"):
                j -= 1
                steps += 1
                continue
            if b.kind == "person" and b.text.endswith("ون") and person.number == "singular" and not c.reading.conjunction and (
                    j == f.index - 1 or (self.chunks[j + 1].text in ("من", "تابعون") and self.chunks[f.index - 1].kind == "party")):
                j -= 1  # «خطف مسلحون مطراناً», «خطف مسلحون من العشائر تاجراً»
                continue
            if b.kind == "person" and b.person.number == "plural" and b.person.category == "combatant" and self.chunks[j + 1].kind == "party" and person.number == "singular" and not c.reading.conjunction:
                j -= 1  # «احتجز عناصر X ناشطاً»
                continue
            if b.kind == "nationality" or (b.kind == "word" and b.text in _FORCES and self.chunks[j + 1].kind in ("nationality", "party")):
                j -= 1  # «قتلت قوة إسرائيلية شاباً»
                continue
            if b.kind == "word" and self.chunks[j + 1].kind == "party" and not self.chunks[j + 1].reading.conjunction and j > f.clause.first:
                j -= 1  # «أردت قوات حرس الحدود X شاباً»: the head of the subject's name
                continue
            if b.kind == "word" and b.text in _THERE and j > f.clause.first and self.chunks[j - 1].kind == "outcome":
                j -= 1  # «قُتلت فيها امرأة»
                continue
            if b.kind == "word" and b.text in ("في", "من", "علي", "اليوم", "عن", "الي", "ب", "ل", "امس", "كل", "بحياه", "حياه"):
                if b.text == "كل":
                    return False
                j -= 1
                steps += 1
                continue
            break
        if j >= f.clause.first and c.reading.conjunction or (j >= 0 and self.chunks[f.index - 1].text == "و"):
            # «سيدة وطفلتها»، «5 مدنيين وطفل»: joined to the figure right before it.
            previous = self.figures[-1] if self.figures else None
            return bool(previous and previous.sentence is f.sentence and previous.clause is f.clause and (previous.phrase.last >= f.index - 3 or (person.possessed and self._only_named(previous.phrase.last + 1, f.index)))
                        and (person.number == "singular" or person.kind.startswith("outcome:"))
                        and previous.kind is not None)
        return False

    def of_a_family(self, f: Figure) -> bool:
        """«عائلة نازحة» is no woman; «مصير أفرادها» are those of the family told before."""
        before = self.chunks[f.index - 1] if f.index and f.chunk.person is not None else None
        if before is not None and before.kind == "person" and before.person.kind == "family" and not f.chunk.reading.conjunction:
            return True
        return before is not None and f.chunk.person.lemma == "فرد" and f.chunk.person.possessed and before.role == "fate"

    def _only_named(self, first: int, last: int) -> bool:
        """«القيادي أبو حسن الأردني ومرافقه», «عضو في مجلس مدينة X وزوجته»: names and offices between people told together."""
        return last - first <= 7 and all(c.kind in ("word", "place", "place_kind", "party", "nationality", "open", "close") for c in self.chunks[first:last])

    def _assassinated(self, f: Figure) -> bool:
        """«اغتال مسلحون …، مساء أمس، القيادي السابق X»: the verb has one victim, the first person named after its doers."""
        verb = next((c for c in reversed(self.chunks[f.clause.first : f.index]) if c.kind == "outcome"), None)
        if verb is None or (verb.reading.stem or verb.text) not in _OF_ONE:
            return False
        between = self.chunks[verb.index + 1 : f.index]
        if (verb.reading.stem or verb.text) not in ("اغتال", "اغتالت", "اغتالوا") and not all(
                c.kind in ("party", "date", "comma") or (c.kind == "cause" and c.text.startswith("ب")) for c in between):
            return False  # «أردى مجهولون بالرصاص، مساء أمس، قيادياً»
        return any(c.kind == "party" for c in between) and not any(c.kind in ("person", "count") for c in between)

    def _is_subject(self, f: Figure) -> bool:
        """«واحتجز مقاتلو الفصائل ثلاثين عنصراً»: people right after the verb, with those it happened to counted behind them."""
        nxt = self.chunks[f.index + 1] if f.index < f.clause.last else None
        if f.chunk.text.endswith("ون") and any(c.kind == "count" for c in self.chunks[f.index + 1 : f.index + 8]):
            return True  # «اختطف مسلحون 15 شخصاً»: the nominative is who did it
        if f.chunk.person.possessed and f.chunk.person.category == "combatant" and any(c.kind == "count" and not c.reading.conjunction for c in self.chunks[f.index + 1 : min(f.index + 4, f.clause.last + 1)]):
            return True  # «واختطف عناصره يوم أمس تسعة مدنيين»
        if f.chunk.text.endswith("ون") and nxt is not None and nxt.kind == "person" and not nxt.reading.conjunction and not nxt.reading.preposition:
            return True  # «خطف مسلحون مطران المدينة»
        if f.chunk.text.endswith("ون"):
            for c in self.chunks[f.index + 1 : min(f.index + 9, f.clause.last + 1)]:
                if c.kind == "person" and c.person.number == "singular" and not c.reading.preposition and not c.reading.conjunction:
                    return True  # «خطف مسلحون تابعون لـX الصحفي …»
                if c.kind in ("comma", "outcome", "count", "cause"):
                    break
        if nxt is not None and nxt.text == "من":
            nxt = self.chunks[f.index + 2] if f.index + 1 < f.clause.last else None
            if nxt is not None and nxt.text in ("هذه", "تلك", "هذا"):  # «أعدم عناصر من هذه الفصائل 14 …»
                nxt = self.chunks[nxt.index + 1] if nxt.index < f.clause.last else None
        if nxt is not None and nxt.text in GROUPS:  # «عناصر حاجز للفرقة الرابعة», «عناصر من دورية تابعة لـX»
            nxt = next((c for c in self.chunks[nxt.index + 1 : min(nxt.index + 4, f.clause.last + 1)] if c.kind == "party"), None)
        if nxt is None or nxt.kind != "party":
            return False
        for c in self.chunks[f.index + 2 : f.clause.last + 1]:
            if c.kind == "count" or (c.kind == "person" and c.person.number == "singular" and (c.text.endswith("ا") or (
                    c.index == nxt.index + 1 and not c.reading.article and not c.reading.preposition and not c.reading.conjunction))):
                return True
            if c.kind in TRIGGERS or c.kind == "comma":
                return False
        return False

    def _unnumbered(self, f: Figure) -> bool:
        """«سقوط جرحى»: people said to be dead or wounded with no number, unless denied or only a class of people."""
        i = f.index
        before = self.chunks[i - 1] if i else None
        if before is not None and (before.kind in ("total", "part", "count", "negation", "neutral") or before.text in ("بين", "من", "جميع", "كل", "اسماء", "كانوا", "كان", "كانت", "وهم")):
            return False
        nxt = self.chunks[i + 1] if i + 1 < len(self.chunks) else None
        if nxt is not None and nxt.kind in ("person", "party") and not nxt.reading.conjunction and not nxt.reading.preposition:
            return False
        c = self.chunks[i]
        near = self.chunks[max(self.doc.sentence_of[i].first, i - 5) : i]
        said = any(b.kind == "hedge" or b.text.removeprefix("و") in _OCCUR or (b.kind == "outcome" and b.role != "state") for b in near)
        joined = c.reading.conjunction and any(b.kind in ("count", "person") for b in near[-3:])
        return (said or bool(joined)) and not self.governors.negated(i)

    def untold_losses(self, i: int, sentence: Sentence) -> bool:
        """Losses with no number that were not told just before: «ومع سقوط مزيد من الخسائر البشرية» tells nothing new."""
        before = self.chunks[i - 1] if i else None
        if before is not None and (before.kind in ("total", "part", "count") or before.text in ("بين", "جميع", "كل")):
            return False
        if sentence.title:
            return False
        if "ضحايا" in self.chunks[i].text and (self.chunks[i].text.startswith("الضحايا") and not any(c.kind == "hedge" for c in self.chunks[max(i - 4, 0) : i])):
            return False  # «تقريرها عن الضحايا»
        near = self.chunks[max(i - 4, 0) : i]
        if "ضحايا" in self.chunks[i].text and not any(c.kind == "hedge" or (c.text in _OCCUR and (c.text != "عن" or self.chunks[c.index - 1].text.startswith(_TELLING))) for c in near):
            return False
        told = any(g.code == "losses" and g.bare for g in self.told.in_sentence(sentence))
        return not told or any(c.kind in ("party", "both_sides") for c in self.chunks[i + 1 : i + 6])

    def ends_phrase(self, i: int) -> bool:
        """No noun follows: «وأصيب آخر بجراح», but not «القضاء على آخر تجمعات …»."""
        if i >= len(self.chunks):
            return True
        c = self.chunks[i]
        return c.kind not in ("word", "person", "count", "unit", "place_kind", "party") or c.text in _SMALL or c.text.startswith("بجر")
