"""What a figure tells: the constructions in which a count of people is killed, wounded, taken or moved."""

from __future__ import annotations

from .chunk import Chunk
from .figure_fates import Fates
from .figure_governors import Governors
from .figure_parts import Parts
from .figures import CASUALTY, FLOW, TRIGGERS, Figure, Told
from .flow_words import counted_displaced, housing_verb, roles, tells_size, total_of_displaced
from .phrase_words import CASES
from .structure import Document

_PART_OUTCOMES = {"killed": "killed", "wounded": "wounded", "captured": "captured", "abducted": "abducted"}
_SMALL = frozenset(("في", "من", "عن", "الي", "علي", "نحو", "و", "ب", "ل", "خلالها", "خلاله", "فيها", "فيه", "منهم", "ايضا", "كذلك", "بين", "ما", "حتي", "ان", "نفسه"))
_BODIES = frozenset(("جثة", "جثمان"))
_DISPLACED = frozenset(("نازحه", "مهجره", "لاجئه"))
_BECAME = frozenset(("باتوا", "اصبحوا", "صاروا"))
_TERMS = frozenset(("اوضاعهم", "اوضاعه", "وضعهم", "وضعه", "اوضاعهن"))
_AT = frozenset(("في", "داخل", "ضمن", "الي", "نحو"))
_FREED = frozenset(("تحرير", "حرر", "حررت", "حرروا"))


class Statements:
    """Judges what a count of people states, if anything."""

    def __init__(self, document: Document, told: Told, governors: Governors, parts: Parts):
        self.doc, self.chunks, self.tokens = document, document.chunks, document.tokens
        self.told, self.figures = told, told.figures
        self.governors, self.parts, self.fates = governors, parts, Fates(document, told)

    def govern(self, f: Figure) -> bool:
        phrase = f.phrase
        before = self.chunks[f.index - 1] if f.index else None
        if self._settles(f):
            return False
        if phrase.outcome is None and self.parts.cases(f) and (told := self.governors.backward(f)) is not None and told.kind == "outcome" and told.role == "noun" and (
                self.chunks[told.index - 1].text in CASES):
            self.parts.count_cases(f)  # «بلغت حصيلة حالات الاعتقال التعسفي 203 حالات»
        if phrase.family and before is not None and before.text == "ضمن" and self.figures and self.figures[-1].kind == FLOW and self.figures[-1].phrase.last == f.index - 2:
            return self.governors.settle(f, self.figures[-1].governor, "the families of those who moved", self.figures[-1])
        if phrase.family and not self._moves(f):
            return False
        if f.chunk.kind == "count" and f.chunk.count.qualifier == "several" and phrase.people is None and not phrase.others and not self._noun_follows(f):
            return False
        if f.chunk.kind == "count" and self.governors.negated(f.index) and not self._limit(f):
            return False
        if phrase.outcome is not None:
            back = self.governors.backward(f)
            if (moved := self._moved(f, back)) is not None:
                return self.governors.settle(f, moved, "prisoners or wounded who moved")
            if back is not None and (back.kind == "condition" or back.code == "release"):
                return False
            if phrase.outcome in ("captured", "abducted") and (self._freed(f) or (before is not None and before.text.removeprefix("و") in _FREED)):
                return False
            if phrase.outcome != "killed":
                # The wounded who die, prisoners who are executed: what happened to them counts, not what they were.
                fate = back if self.governors.kills(back, f) else self.governors.forward(f, stop_at_figure=True)
                if fate is not None and fate.kind == "outcome" and fate.code in ("killed", "missing") and fate.role != "state":
                    if phrase.outcome in ("captured", "abducted"):
                        if phrase.parties:
                            phrase.category = "combatant"
                        elif phrase.category in (None, "person"):
                            phrase.category = "detainee"
                    return self.governors.settle(f, fate, "what happened to those held or wounded before")
            if phrase.outcome in ("captured", "abducted"):
                # «تمكن 60 سجيناً من الفرار»
                moved = next((c for c in self.chunks[phrase.last + 1 : min(phrase.last + 7, f.clause.last + 1)] if c.kind == "movement"), None)
                moved = back if back is not None and back.kind == "movement" else moved
                if moved is not None:
                    phrase.category = "combatant" if phrase.parties else phrase.category or "detainee"
                    return self.governors.settle(f, moved, "prisoners who moved")
            f.kind, f.code = CASUALTY, phrase.outcome
            if f.code == "losses" and before is not None and before.kind == "person" and before.person.lemma in _BODIES:
                f.code = "killed"  # «جثامين 12 ضحية»
            f.governor = back
            if phrase.outcome == "captured" and (taken := self.fates.fell_to(f)) is not None:
                f.governor, f.agent = taken  # «وقع سبعة من عناصر X أسرى في أيدي Y»
            f.raised = back is not None and back.kind == "raise"
            f.rules.append("the counted noun says what happened")
            return True
        for j in range(phrase.last + 1, min(phrase.last + 3, f.clause.last + 1)):
            if self.chunks[j].role == "between":
                return self.governors.settle(f, self.chunks[j], "dead and wounded together")
        if (taken := self.fates.fell_to(f)) is not None:
            f.kind, f.code, f.governor = CASUALTY, "captured", taken[0]
            f.agent = taken[1]
            f.rules.append("fell into the hands of a side")
            return True
        if before is not None and before.text in ("انهم", "بانهم") and phrase.people is None and phrase.last >= f.clause.last - 1:
            told = next((g for g in reversed(self.figures) if g.kind == CASUALTY), None)
            if told is not None and told.sentence is f.sentence:
                return self.governors.settle(f, told.governor, "they are N", told)  # «تحدثت مصادر عن 12 قتيلاً، فيما قال المرصد إنهم 9»
        if (toll := self.fates.stated_toll(f)) is not None:
            f.kind, f.code, f.governor = CASUALTY, toll, None
            f.rules.append("the toll stated as a number")
            return True
        if phrase.people is None and self._of_other_side(f, before):
            return self.governors.settle(f, self.figures[-1].governor, "of the side named before it", self.figures[-1])
        noun = before
        body = noun is not None and noun.kind == "person" and noun.person.lemma in _BODIES
        if body or (phrase.people is None and noun is not None and noun.kind == "person" and noun.person.kind.startswith("outcome:") and noun.reading.article):
            f.kind, f.code = CASUALTY, noun.person.kind.split(":")[1]
            f.rules.append("«the dead are N»")
            return True
        number = self.chunks[f.index - 2] if before is not None and before.kind == "date" and f.index > 1 else before  # «فبلغ عددهم منذ الأحد N»
        if number is not None and number.kind == "total" and number.text.endswith("هم"):
            previous = self.told.last_in(f.sentence)
            if previous is not None and previous.kind is not None and all(c.text != "اما" for c in self.chunks[previous.index : f.index]):
                f.raised = True
                return self.governors.settle(f, previous.governor, "their number", previous)
            people = next((c for c in reversed(self.chunks[max(f.index - 5, f.clause.first) : f.index]) if c.kind == "person"), None) or self._topic(f)
            moves = self.governors.backward(f)
            if people is not None and people.person.category == "displaced" and (moves is None or moves.kind != "movement"):
                return self.governors.settle(f, people, "the displaced and their number")
            if (moved := self._moved_before(f)) is not None:
                return self.governors.settle(f, moved, "their number, of those who moved")
        back = self.governors.backward(f)
        subject_first = before is not None and before.kind == "that"
        if (fate := self.fates.still_missing(f)) is not None:
            return self.governors.settle(f, fate, "still missing")
        if subject_first:
            after = self.governors.forward(f)
            if after is not None:
                return self.governors.settle(f, after, "verb after its subject")
        following = self.chunks[phrase.last + 1] if phrase.last < f.clause.last else None
        if following is not None and following.kind == "total" and following.reading.preposition != "ب" and not f.bare and (counted := self._raised_outcome(f, f.chunk)) is not None:
            f.raised = True  # «ليتجاوز N عدد الذين لجأوا»
            return self._settle_raised(f, counted)
        if back is not None and back.kind == "movement" and back.index < f.index and any(
                g.governor is back or g.phrase.last + 1 == back.index for g in self.told.in_sentence(f.sentence)):
            own = self.chunks[phrase.last + 1] if phrase.last < f.clause.last else back
            # «ضمت الأولى 49 عائلة عادت إلى X، والثانية 53 عائلة عادت إلى Y»: the verb of those before stands behind them
            theirs = all(g.governor is not back for g in self.told.in_sentence(f.sentence))
            if own.kind == "movement" and own.role == "verb" and not own.reading.conjunction and (theirs or not self.told.coordinated(f.index)):
                return self.governors.settle(f, own, "verb after its people")  # «غادر N …، لينضموا إلى M نزحوا قبل ذلك»
        if back is not None and back.kind in TRIGGERS:
            if phrase.people is None and not self._elliptical(f, back):
                return False
            return self.governors.settle(f, back, "verbal noun before its people" if back.role == "noun" else "verb before its people")
        if back is not None and back.kind == "raise":
            f.raised = not any(c.kind == "total" and c.reading.preposition == "ب" for c in self.chunks[back.index - 2 : back.index])  # «دفعة بعدد أفراد بلغ N»
            after = self._raised_outcome(f, back)
            if after is not None:
                return self._settle_raised(f, after)
            previous = self.told.last_in(f.sentence)
            if previous is not None and (previous.raised or (previous.kind == CASUALTY and any(c.kind == "total" for c in self.chunks[back.index : f.index]))):
                f.raised = True
                return self.governors.settle(f, previous.governor, "raised total, outcome of the one before", previous)
            if phrase.category == "displaced" and any(c.kind == "total" for c in self.chunks[back.index : f.index]) and phrase.last > f.index:
                return self.governors.settle(f, self.chunks[f.index + 1], "raised total of the displaced")  # «ارتفع العدد إلى 25 ألف نازح»
            return False
        displaced = phrase.category == "displaced" or self._displaced_families(f)
        housing = housing_verb(self.chunks, f.clause.first, f.index, f.clause.last, displaced) if back is None or back.kind == "neutral" else None
        if housing is not None:
            return self.governors.settle(f, housing, "hosted in a place of refuge")
        if back is None and (moved := total_of_displaced(self.chunks, f.clause.first, f.index)) is not None:
            f.raised = True
            return self.governors.settle(f, moved, "total of the displaced")
        ahead = self.chunks[phrase.last + 1 : min(phrase.last + 6, f.clause.last + 1)]
        if (back is not None and back.kind == "neutral") or any(c.kind == "neutral" or c.text in _BECAME for c in ahead):
            # «تسعة من عناصره ما زالوا مفقودين»
            fate = next((c for c in ahead if c.kind == "person" and c.person.kind == "outcome:missing"), None)
            if fate is not None:
                return self.governors.settle(f, fate, "still missing")
            still = next((c for c in ahead[1:2] if c.kind == "person" and c.person.category == "displaced" and (
                ahead[0].kind == "neutral" or ahead[0].text in _BECAME)), None)
            if still is not None:
                return self.governors.settle(f, still, "still displaced")
        among = next((c for c in self.chunks[phrase.last + 1 : min(phrase.last + 5, f.clause.last + 1)] if c.kind == "part" and c.code in _PART_OUTCOMES), None)
        if among is not None and (whole := self.parts.last_whole(f.sentence, among.code, None, f)) is not None:
            return self.parts.make_part(f, whole, "subset")  # «اثنين من قادتها بين القتلى»
        if back is None and (moved := self._group_that_moved(f)) is not None:
            return self.governors.settle(f, moved, "size of a group that moved")
        if back is None and (moved := self._batch_told(f)) is not None:
            return self.governors.settle(f, moved.governor, "size of the batch told before", moved)
        if phrase.people and (lost := self.fates.lost(f)) is not None:
            f.kind, f.code, f.governor = CASUALTY, "killed", lost
            f.rules.append("lost people")
            return True
        after = self.governors.forward(f)
        if after is not None and (phrase.people or phrase.people is None):
            if after.role == "stock" and phrase.people is None and phrase.taken_for is not None:
                return False  # «مبنى من أربع طبقات يؤوي نازحين»
            if back is not None and back.kind in ("neutral", "condition") and after.role not in ("state", "stock") and not after.text.endswith("هم"):
                return False
            return self.governors.settle(f, after, "verb after its people")
        if back is None and (displaced := self._shared_out(f)) is not None:
            f.raised = True
            return self.governors.settle(f, displaced, "the displaced in one of several places")
        if back is None and phrase.taken_for != "unknown" and self.told.coordinated(f.index):
            previous = self.told.last_in(f.sentence)
            if previous is not None and previous.kind is not None and previous.clause is f.clause:
                return self.governors.settle(f, previous.governor, "joined to the figure before", previous)
        return False

    def _settle_raised(self, f: Figure, counted: Chunk) -> bool:
        """A raised total of «ضحايا» is one of dead, where the dead told last are those whom it adds."""
        toll = next((g for g in reversed(self.figures) if g.kind == CASUALTY), None) if "ضحايا" in counted.text else None
        if toll is not None and toll.code == "killed" and (toll.value or 0) < (f.value or 0):
            return self.governors.settle(f, counted, "raised total, outcome of the one before", toll)
        return self.governors.settle(f, counted, "raised total")

    def _shared_out(self, f: Figure) -> Chunk | None:
        """«توزع النازحون من X: 12 ألفاً في A و8 آلاف في B»: the displaced whom the sentence shares out among places, each number before its place."""
        after = self.chunks[f.phrase.last + 1 : min(f.phrase.last + 3, f.sentence.last + 1)]
        if f.chunk.kind != "count" or f.phrase.outcome is not None or len(after) < 2 or after[0].text not in _AT or after[1].kind not in ("place", "place_kind"):
            return None
        before = self.chunks[f.sentence.first : f.index]
        if not any("توزع" in c.text for c in before):
            return None
        return next((c for c in before if c.kind == "person" and c.person.category == "displaced" and c.person.number == "plural"), None)

    def _settles(self, f: Figure) -> bool:
        """«سوّى N أوضاعهم», «تسوية أوضاع N»: who comes to terms with the authorities stays where he is, whatever the clause told before."""
        after = next((c for c in self.chunks[f.phrase.last + 1 : min(f.phrase.last + 3, f.clause.last + 1)] if c.kind == "word"), None)
        if after is not None and after.text in _TERMS:
            return True
        before = self.chunks[max(f.index - 3, f.clause.first) : f.index]
        return any(a.text.removeprefix("و").removeprefix("ب").startswith("تسوي") and b.text in ("اوضاع", "وضع") for a, b in zip(before, before[1:], strict=False))

    def _moved(self, f: Figure, back: Chunk | None) -> Chunk | None:
        """«فرّ خمسة معتقلين»، «تمكن سجينان من الفرار»، «إخلاء 27 جريحاً»: they were prisoners or wounded before."""
        kind = {"captured": "fled", "wounded": "evacuated"}.get(f.phrase.outcome or "")
        governor = back or self.governors.forward(f)
        if governor is None or governor.kind != "movement":
            return None
        at = max(f.phrase.last, governor.index) + 1
        after = self.chunks[at : at + 4]
        away = f.phrase.outcome == "wounded" and governor.code == "transferred" and len(after) > 1 and after[0].text == "من" and any(c.kind == "place" for c in after)
        return governor if governor.code == kind or away else None  # «نُقل 23 جريحاً من X إلى Y»

    def _topic(self, f: Figure) -> Chunk | None:
        """«أما النازحون عن X فبلغ عددهم N»: the people whom the sentence is about."""
        first = self.doc.clauses[max(f.clause.index - 1, 0)].first
        named = self.chunks[first + 1] if self.chunks[first].text.removeprefix("و") == "اما" else None
        return named if named is not None and named.kind == "person" and self.chunks[f.clause.first].text.startswith("ف") else None

    def _moved_before(self, f: Figure) -> Chunk | None:
        """«نزح سكان X، وبلغ عددهم N»: the verb of those who moved with no number, in the clause before one that names nobody else."""
        own = self.chunks[f.clause.first : f.index]
        clause = self.doc.clauses[f.clause.index - 1] if f.clause.index else None
        if clause is None or clause.sentence != f.clause.sentence or any(c.kind not in ("raise", "total", "word", "date", "source", "hedge", "by") for c in own):
            return None
        told = [c for c in self.chunks[clause.first : clause.last + 1] if c.kind in TRIGGERS or c.kind == "count"]
        if len(told) != 1 or told[0].kind != "movement" or told[0].role not in ("verb", "noun") or self.governors.negated(told[0].index):
            return None
        return told[0]

    def _group_that_moved(self, f: Figure) -> Chunk | None:
        """«وضمت الدفعة التي توجهت من X إلى Y N شخصاً»: the movement that a relative clause tells of the group whose size the verb before it gives."""
        for j in range(f.index - 1, f.clause.first, -1):
            c = self.chunks[j]
            if c.kind == "relative":
                sized = tells_size(self.chunks, max(j - 2, 0)) or (j > 2 and tells_size(self.chunks, j - 3))
                moved = self.chunks[j + 1]
                return moved if sized and moved.kind == "movement" and moved.role == "verb" else None
            if c.kind not in ("place", "place_kind", "word", "nationality", "movement", "date", "party", "control", "unit") and not (
                    c.kind == "count" and self._of_vehicles(c)):
                return None
        return None

    def _of_vehicles(self, count: Chunk) -> bool:
        """«46 حافلة على متنها N»."""
        return self.chunks[count.index + 1].kind == "unit" and self.chunks[count.index + 1].code == "vehicles"

    def _batch_told(self, f: Figure) -> Figure | None:
        """«غادرت عائلات X. وقال Y إن الدفعة تضم 800 شخص»: the flow told last, whose batch the number counts."""
        if any(c.kind in ("condition", "negation") for c in self.chunks[f.clause.first : f.index]):
            return None
        for j in range(f.index - 1, max(f.clause.first, f.index - 5) - 1, -1):
            c = self.chunks[j]
            if tells_size(self.chunks, j):
                lead = [t.text for b in self.chunks[max(j - 6, f.sentence.first) : j + 2] for t in self.tokens[b.first : b.last + 1]]
                if not any(word.removeprefix("و").startswith("ال") and roles(word) & {"group", "batch"} for word in lead):
                    return None  # «قافلة ثالثة تقل N» is another
                told = self.figures[-1] if self.figures else None
                near = told is not None and told.kind == FLOW and told.governor is not None and f.sentence.index - told.sentence.index < 2
                return told if near and f.sentence.paragraph == told.sentence.paragraph else None
            if c.kind not in ("date", "comma", "word", "count"):
                return None
        return None

    def _of_other_side(self, f: Figure, before: Chunk | None) -> bool:
        """«كلفت المعارك X 18 قتيلاً وY ثمانية»: a side joined to the figure before it, with its number alone."""
        previous = self.figures[-1] if self.figures else None
        if before is None or before.kind != "party" or not before.reading.conjunction or previous is None or previous.kind != CASUALTY:
            return False
        if previous.clause is not f.clause or previous.phrase.last != before.index - 1 or previous.phrase.outcome is None:
            return False
        f.phrase.people, f.phrase.category, f.phrase.parties = True, "combatant", [before.code]
        return True

    def _noun_follows(self, f: Figure) -> bool:
        """«عدداً من أهلها» counts; «مناطق عدة» is an adjective of what stands before it."""
        nxt = self.chunks[f.phrase.last + 1] if f.phrase.last + 1 < len(self.chunks) else None
        return nxt is not None and nxt.kind == "word" and nxt.index <= f.clause.last and nxt.text.startswith(("اهل", "سكان"))

    def _limit(self, f: Figure) -> bool:
        """«لم يُعرف مصير عنصرين» and «دون سن الـ18» deny something else than the people."""
        back = self.governors.backward(f)
        return back is not None and back.role == "fate"

    def _moves(self, f: Figure) -> bool:
        """Families flee and return; of the dead and wounded the bulletins count the persons."""
        back = self.governors.backward(f)
        governor = back if back is not None and back.kind != "raise" else self.governors.forward(f)
        if governor is None and back is not None:
            governor = self._raised_outcome(f, back)  # «عدد العائلات التي وصلت إلى X بلغ N عائلة»
        if governor is None or governor.kind == "neutral":
            housed = housing_verb(self.chunks, f.clause.first, f.index, f.clause.last, self._displaced_families(f))
            return housed is not None or (governor is None and total_of_displaced(self.chunks, f.clause.first, f.index) is not None)
        return governor.kind in ("movement", "person")

    def _freed(self, f: Figure) -> bool:
        """«30 معتقلاً أُفرج عنهم», «12 أسيراً أُطلق سراحهم»: the verb of release right behind its people."""
        behind = self.chunks[f.phrase.last + 1 : min(f.phrase.last + 3, f.clause.last) + 1]
        return any(c.code == "release" and c.text.endswith(("هم", "هن", "هما", "ه", "ها")) for c in behind)

    def _displaced_families(self, f: Figure) -> bool:
        """«60 عائلة نازحة», «عشرات الأسر المهجرة»."""
        return f.phrase.family and any(c.text.removeprefix("ال") in _DISPLACED for c in self.chunks[f.phrase.last : min(f.phrase.last + 1, f.clause.last) + 1])

    def _elliptical(self, f: Figure, governor: Chunk) -> bool:
        """A number with no noun counts people when it stands right at its governor or takes up the figure before."""
        between = self.chunks[governor.index + 1 : f.index]
        if f.phrase.taken_for == "unknown":
            return f.index - governor.index <= 1
        before = self.chunks[f.index - 1]
        if before.kind == "count" and before.count.taken_for == "ordinal" and self.figures and self.figures[-1].governor is governor:
            return True  # «الأولى ضمت 500 شخص والثانية 700»
        if before is not governor and not f.phrase.others and f.chunk.kind == "count" and not self.told.coordinated(f.index):
            # «كيلو 4», «القرار 1757», «هجمات 1998»: a number behind a noun of its own counts nobody.
            if before.kind == "word" and before.text not in _SMALL and not before.text.startswith("ال"):
                return False
            if before.kind in ("word", "cause") and f.value is not None and 1900 <= f.value <= 2100:
                return False
        after = self.chunks[f.phrase.last + 1] if f.phrase.last < f.clause.last else None
        if after is not None and after.kind == "part" and self.told.coordinated(f.index):
            return True  # «استشهد 98 … في سجون X، و241 بينهم …»
        return not any(c.kind == "unit" and self.chunks[c.index - 1].text != "بموجب" and not (before.kind == "total" and "group" in roles(c.text)) for c in between)

    def _raised_outcome(self, f: Figure, raised: Chunk) -> Chunk | None:
        """What a raised total counts: «ليرتفع إلى N عدد الذين قُتلوا», «ارتفع عدد القتلى إلى N»."""
        sentence_end = f.sentence.last
        before = range(f.index - 1, raised.index, -1)
        after = range(f.phrase.last + 1, min(sentence_end, f.phrase.last + 60) + 1)
        total = next((j for j in before if self.chunks[j].kind == "total"), None)
        # «يرتفع عدد الخارجين إلى N، من ضمنهم من جرى اعتقالهم»: the words of the total, where they stand before the number.
        named = range(total, f.index) if total is not None else range(0)
        for span in (named, after, before, range(raised.index - 1, f.clause.first - 1, -1)):
            for j in span:
                c = self.chunks[j]
                if c.kind in ("clause", "semicolon"):
                    break
                if c.kind in TRIGGERS and c.role not in ("losses", "state", "fate") and not self.governors.falls(j):
                    return c
                if c.role == "losses" and self.chunks[j - 1].kind == "total":
                    return c  # «ارتفع عدد ضحايا القصف إلى N», «ارتفع عدد القتلى والجرحى إلى N»
                if c.kind == "person" and c.person.kind.startswith("outcome:"):
                    return c
                if c.kind == "total":
                    if (moved := counted_displaced(self.chunks, j + 1)) is not None:
                        return moved
                    if j < sentence_end and self.chunks[j + 1].kind in ("place_kind", "unit"):
                        return None
        return None
