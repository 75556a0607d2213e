"""What every reader of control uses: the words of control, their clauses, subjects and objects."""

from __future__ import annotations

import datetime as dt

from .chunk import Chunk
from .context import Context
from .control_lexicon import Sense, senses
from .control_people import PeopleFinder
from .control_places import PlaceFinder
from .control_sides import SideFinder, gender_of_verb, gender_of_word, is_verb
from .control_statement import Statement
from .control_words import (
    AFTER,
    AGAIN_VERBS,
    DENIES,
    GOVERNORS,
    GROUPS,
    NOUN_FOLLOWS,
    ON_PRONOUN,
    OPENING,
    PLANS,
    SOON,
    THEIR_OWN,
    THESE,
    THIS,
    TRYING,
    VERB_ROLES,
    WISHES,
    among,
    begins,
    unjoined,
)
from .structure import Clause, Document, Sentence


class ControlFrame:
    """Makes the statements of a document."""

    def __init__(self, document: Document, context: Context, report_date: dt.date | None):
        self.doc, self.context, self.report_date = document, context, report_date
        self.chunks = document.chunks
        self.places = PlaceFinder(document, context)
        self.sides = SideFinder(document)
        self.found: list[Statement] = []
        self.people = PeopleFinder(document, self.sides, self.found)
        self._used: set[int] = set()
        self._losers: dict[int, tuple[str, str | None]] = {}  # by sentence: who lost there, and to whom
        self._inside: dict[str, str] = {}  # who went into a place, by its name
        # A chunk whose phrase has one sense speaks of control only as a chunk of that kind.
        self._sense: list[Sense | None] = [
            self._sense_of(c) if c.entries and (c.kind == "control" or len(c.entries) > 1) else None for c in self.chunks]

    def _sense_of(self, c: Chunk) -> Sense | None:
        """The sense in which a chunk speaks of control; a word with article or preposition is a noun."""
        for entry in c.entries:
            if entry.kind == "control":
                break
        else:
            return None  # most chunks
        if c.text == "فقد" and c.index + 1 < len(self.chunks) and ((d := self.chunks[c.index + 1]).role == "verb" or d.kind in ("hedge", "republish", "neutral") or (d.kind == "word" and is_verb(d.text))):
            return None  # «أما في حماة فقد أحكمت X …»: the particle, no loss
        found = [senses()[e.phrase] for e in c.entries if e.kind == "control"]
        if c.reading.article or c.reading.preposition in ("ب", "ل", "ك"):
            found = [s for s in found if s.role != "verb" or s.pronoun or (c.reading.preposition == "ل" and c.reading.stem[0] in "يت")] or []
        if found and found[0].role == "noun" and found[0].governs == "direct" and not found[0].pronoun and c.index and (
                self.doc.text[self.doc.tokens[c.last].start : self.doc.tokens[c.last].end].endswith("ه")) and self.chunks[c.index - 1].kind == "party":
            return found[0]._replace(role="verb", pronoun="ه")  # «إلا أن X استعاده», written like the noun once folded
        if found and found[0].pronoun and found[0].governs == "direct" and found[0].code in ("captured", "attack") and self._object_follows(c.index):
            return found[0]._replace(role="noun", pronoun="", doer=found[0].pronoun)  # «بعد استعادتها بلدة A»
        if found and found[0].role == "verb" and found[0].pronoun and c.index and self.chunks[c.index - 1].text in NOUN_FOLLOWS:
            if found[0].code == "entered" and c.text.startswith("تدخل"):
                return None  # «بعد تدخلها»: stepping in for others
            return found[0]._replace(role="noun")  # «في استعادتهما», «من استعادتها»: written as the verb
        return found[0] if found else None

    def _object_follows(self, i: int) -> bool:
        """Whether a place follows chunk ``i`` as an object, at most behind «من X»: «انتزاعه بلدة A», «استعادتها من X مدينتي A وB»."""
        j = i + 1
        if j + 1 < len(self.chunks) and self.chunks[j].text == "من" and self.sides.named(self.chunks[j + 1]):
            j += 2
        c = self.chunks[j] if j < len(self.chunks) else None
        return c is not None and c.kind in ("place", "place_kind") and not (c.reading.preposition or c.reading.conjunction or self.doc.tokens[c.first].text.startswith("و"))

    def _sentence(self, i: int) -> Sentence:
        return self.doc.sentence_of[i]

    def _clause(self, i: int) -> Clause:
        return self.doc.clause_of[i]

    def _denied(self, i: int, sense: Sense) -> bool:
        """Whether the clause denies it, sets a condition, or tells of an aim: then nothing is so."""
        first = self._clause(i).first
        if (sense.role == "noun" or self.chunks[i - 1].text.endswith("ان")) and self._is_wish(i, first):
            return True
        for j in range(i - 1, max(first, i - 9) - 1, -1):
            c = self.chunks[j]
            if c.kind == "condition" and not c.text.endswith("قبل ان"):
                return True
            near = i - j <= 4
            if c.kind == "negation" and sense.code != "left" and near:
                following = self.chunks[j + 1].text if j + 1 < len(self.chunks) else ""
                if following.startswith(("تزال", "يزال", "تزالان", "يزالون", "زال")) or following in SOON:
                    continue
                return True
            if c.text == "صحه" and self.chunks[j - 1].kind == "negation":
                return True  # «لا صحة لما يتردد عن سيطرة X على A»
            if c.kind == "word" and near and c.text in ("نافيا", "نافيه", "نفيه", "ينفي", "تنفي"):
                return True
            if c.kind in ("word", "negation") and among(c.text, DENIES) and (j <= first + 1 or self.chunks[j - 1].kind == "comma") and any(d.text in ("عن", "حول", "انسحاب") for d in self.chunks[j + 1 : i + 1]):
                return True  # «نفت مصادر ما تردد عن انسحاب X من A»
            if near and c.kind == "word" and c.text.lstrip("ول") in PLANS:
                return True  # «نية X اقتحام A»
            # «تسعى X من خلال السيطرة على A», «تحاول منذ عدة أيام استعادة A»
            over = i - j <= 5 and all(d.kind in ("date", "count", "unit", "party") or d.text in ("من", "خلال", "منذ") for d in self.chunks[j + 1 : i])
            if sense.code in ("captured", "holds", "withdrew", "entered", "expelled") and c.kind != "place" and (i - j <= 3 or over) and (
                c.text in TRYING or c.text.removeprefix("و").removeprefix("ل").removeprefix("ب") in TRYING
            ):
                return True
            if c.kind in ("comma", "clause") and i - j > 3:
                return False
        return False

    def _is_wish(self, i: int, first: int) -> bool:
        """«رفضت X الانسحاب من A», «دعا X إلى تسليم A», «هددت X بالسيطرة على A»: what a verb of will speaks of has not come about."""
        for j in range(i - 1, max(first, i - 9) - 1, -1):
            c = self.chunks[j]
            if c.kind in ("word", "neutral") and begins(c.text, WISHES) and c.text != "حذرا":  # «هدوءاً حذراً»
                return True
            if c.kind in ("comma", "clause", "relative", "place", "colon"):
                return False
        return False

    def _ends_state(self, i: int) -> bool:
        """«قبل أن يستعيدها»: what it tells came after what the sentence told before."""
        near = [c.text for c in self.chunks[max(i - 3, 0) : i]]
        if self.chunks[i].reading.conjunction and any(c.text in AGAIN_VERBS or c.kind == "movement" for c in self.chunks[max(i - 3, 0) : i]):
            near = [c.text for c in self.chunks[max(i - 6, 0) : i]]  # «قبل أن تعود X وتسيطر عليه»
            for n, text in enumerate(near[:-1]):
                if text == "قبل" and near[n + 1] == "ان":
                    return True
        return any(text.endswith("قبل ان") for text in near) or near[-2:] in (["قبل", "ان"], ["وقبل", "ان"])

    def _end(self, i: int) -> int:
        """The last chunk that still belongs to the word of control at ``i``: before the next clause, verb or figure."""
        last = self._sentence(i).last
        for j in range(i + 1, last + 1):
            c = self.chunks[j]
            if c.kind == "clause" and c.text in ("بدورها", "بدوره", "في المقابل", "بالمقابل") and j == i + 1:
                continue  # «سيطرت بدورها على A», «خسرت في المقابل قرية A»
            if c.kind == "clause" and c.text.startswith("من ") and any(d.kind == "side" for d in self.chunks[i:j]):
                continue  # «بين X من جهة، وY من جهة أخرى»
            if c.kind in ("clause", "semicolon", "raise", "republish"):
                return j - 1
            if c.kind in ("outcome", "movement") and c.role in VERB_ROLES and self.chunks[j - 1].text != "كر":
                return j - 1
            sense = self._sense[j]
            if sense is not None and sense.role == "verb" and c.kind == "control":
                return j - 1
        return last

    def _relative(self, i: int) -> int | None:
        """The relative pronoun of the clause in which chunk ``i`` stands."""
        first = self._clause(i).first
        for j in range(i - 1, max(first, i - 10) - 1, -1):
            c = self.chunks[j]
            if c.kind == "relative":
                return j
            if c.kind in ("comma", "place", "clause") and c.kind != "party":
                return None
            if j != i - 1 and self._sense[j] is not None and self._sense[j].role in ("verb", "state") and not any(
                    d.kind == "word" and d.text.startswith("و") and is_verb(d.text) for d in self.chunks[j + 1 : i]):
                return None  # but «التي دخلتها وبسطت سيطرتها عليها»
        return None

    def _subject(self, i: int, sense: Sense) -> str | None:
        """Who does it: the side after the verb, the subject of the verb that governs the noun, else the one before that agrees."""
        c, sentence = self.chunks[i], self._sentence(i)
        if sense.role == "noun":
            if c.reading.preposition == "ب" and (accused := self._accused(i)) is not None:
                return accused
            if sense.pronoun == "هم":
                # «أقروا بانسحابهم منها»: of the people named last
                near = next((d for d in reversed(self.chunks[sentence.first : i]) if self.sides.named(d) and self.sides.rank(d) > 0), None)
                if near is not None:
                    return self.sides.code(near)
            if sense.pronoun and sense.governs != "direct":
                gender = gender_of_word(sense.pronoun)
                if c.reading.conjunction and i and self.sides.named(self.chunks[i - 1]) and self.sides.gender(self.chunks[i - 1]) in (gender, ""):
                    return self.sides.code(self.chunks[i - 1])  # «وسط تقدم لـX وسيطرتها على A»
                return self._before(i, gender)
            if c.text.startswith("منتزع") and i + 1 < sentence.last and self.chunks[i + 1].text == "من" and (loser := self.sides.after(i + 1, sentence.last)) is not None:
                # «ضيقت X الخناق على Y، منتزعةً من Y بلدة A»: the one that the participle agrees with
                gender = "f" if c.text.endswith("ه") else "m" if c.text.endswith("ا") else ""
                return self._before(i, gender, other=self.sides.code(loser))
            if sense.doer:
                return self._before(i, gender_of_word(sense.doer))
            owned = sense.governs != "direct" or sense.code in ("captured", "entered", "lost")
            if (after := self.sides.after(i, min(i + 2, sentence.last))) is not None and owned and not after.reading.preposition:
                return self.sides.code(after)
            g = self._governing_verb(i)
            if g is None:
                return self._before(i, "")
            after = self.sides.after(g, i)
            if after is not None and not after.reading.preposition:
                return self.sides.code(after)
            if (theirs := self.people.whose_own(g)) is not None:
                return theirs
            return self.people.people_before(g) or self._before(g, gender_of_verb(unjoined(self.chunks[g].text)))
        if i < sentence.last and self.chunks[i + 1].text in THESE:
            return self.people.those(i)
        after = self.sides.after(i, sentence.last)
        if after is not None and (not after.reading.preposition or self.sides.of_loyal(after)) and after.index <= i + 6:
            return self.sides.code(after)
        if after is None and i + 1 <= sentence.last and (people := self.chunks[i + 1]).kind == "person" and people.reading.article and (
                not people.person.possessed and people.person.category == "combatant"):
            fighters = self.people.took_before(people) or self.people.same_people(people) or self.people.irregulars(people.index)
            if fighters is not None:
                return fighters  # «انسحب المقاتلون من A»
        if after is None and i < sentence.last and self.chunks[i + 1].text in ON_PRONOUN and any(d.kind == "person" and d.person.category == "combatant" and not (d.reading.article or d.person.possessed or d.reading.preposition)
                                 for d in self.chunks[i + 1 : min(i + 3, sentence.last + 1)]):
            return None  # «التي يسيطر عليها مقاتلون»: nobody's that is named
        for d in self.chunks[i + 1 : min(i + 4, sentence.last + 1)]:
            if d.text in THEIR_OWN or (d.kind == "person" and d.person.possessed):
                # «X، الذي انسحبت آخر مجموعاته من A»
                return self._before(i, gender_of_word("ها" if d.text.endswith("ها") else "ه" if d.text.endswith("ه") else ""), pronoun=True)
            if d.text not in ("اخر", "كامل", "معظم", "جميع", "كل"):
                break
        if i + 2 <= sentence.last and self.chunks[i + 1].text in ("وحده", "وحدات") and self.chunks[i + 2].text.startswith("اخر"):
            # «صدت وحدة أخرى هجوماً»: of the same army
            for d in reversed(self.chunks[:i]):
                if d.kind == "party" and any(e.text in ("وحده", "وحدات") for e in self.chunks[max(d.index - 2, 0) : d.index]):
                    return d.code
        if i and (people := self.chunks[i - 1]).kind == "person" and people.reading.article and not people.person.possessed and people.person.category == "combatant":
            return self.people.same_people(people) or self.people.irregulars(people.index)  # «إن المسلحين يسيطرون على A»
        if (theirs := self.people.whose_own(i)) is not None:
            return theirs
        return self.people.people_before(i) or self._before(i, gender_of_verb(c.reading.stem or c.text))

    def _accused(self, i: int) -> str | None:
        """«اتهمت X Y بالسيطرة على A»: Y."""
        first = self._clause(i).first
        verb = next((j for j in range(i - 1, max(first, i - 8) - 1, -1) if begins(self.chunks[j].text, ("اتهم", "تتهم", "يتهم"))), None)
        sides = [c for c in self.chunks[verb + 1 : i] if self.sides.named(c)] if verb is not None else []
        return self.sides.code(sides[-1]) if sides else None

    def _governing_verb(self, i: int) -> int | None:
        """«تمكنت … من السيطرة», «فرضت … سيطرتها»: the verb whose subject takes the place."""
        for j in range(i - 1, max(self._sentence(i).first, i - 14) - 1, -1):
            c = self.chunks[j]
            if begins(c.text, GOVERNORS) and (c.kind == "word" or (c.kind == "control" and c.role == "verb" and j == i - 1)):
                return j
            if c.kind == "place" and self.chunks[i].reading.conjunction and self._sense[i].role == "noun":
                # «تمكنت X من طرد Y من A والسيطرة عليه»
                k = next((k for k in range(j - 1, max(self._clause(i).first, j - 8) - 1, -1) if (s := self._sense[k]) is not None and s.code in ("expelled", "captured", "entered")), None)
                return self._governing_verb(k) if k is not None and self.chunks[k - 1].text in ("من", "في") else None
            if c.kind in ("clause", "relative", "place"):
                return None
        return None

    def _before(self, i: int, gender: str, pronoun: bool = False, other: str | None = None) -> str | None:
        """The side that a verb or pronoun at ``i`` speaks of: the last subject of the sentence, else of those before it. A ``pronoun`` may
        also stand for what a preposition governs («آخر البلدات المتبقية للتنظيم، … تحت سيطرته»). ``other`` is a side that is not meant."""
        sentence = self._sentence(i)
        if other is not None:
            found = [c for c in self.chunks[sentence.first : i] if self.sides.named(c) and self.sides.code(c) != other and self.sides.gender(c) in (gender, "")]
            return self.sides.code(found[-1]) if found else None
        start = max(sentence.first, self.context._dateline_end + 1)
        if i - start <= 3 and self._opens(start, i):
            # «فبعد سيطرتها على X، أحكمت القوات …», «وبسيطرتها على X باتت القوات …»: the side follows.
            for c in self.chunks[i + 1 : sentence.last + 1]:
                if self.sides.named(c) and self.sides.rank(c) == 3 and (self.sides.gender(c) in (gender, "") or not gender):
                    return self.sides.code(c)
        first = sentence.first
        weak = None
        if (owner := self._of_noun_before(i)) is not None and self.sides.gender(owner) in (gender, ""):
            return self.sides.code(owner)
        if (r := self._relative(i)) is not None and (found := self.sides.before(i, r)) is not None and self.sides.rank(found) >= 2 and (
                self.sides.gender(found) in (gender, "") or not gender):
            return self.sides.code(found)  # «A، التي كانت X سيطرت عليها»
        if r is not None and (side := self._side_before(r)) is not None and (not gender or self.sides.gender(side) in (gender, "")):
            return self.sides.code(side)  # «اتفاق مع X، التي لا تزال تسيطر على A»
        for index in range(sentence.index, max(sentence.index - 4, -1), -1):
            told = self.doc.sentences[index]
            if told.title and index != sentence.index:
                break
            start, stop = (i, first) if index == sentence.index else (told.last + 1, told.first)
            for want in ((gender, "") if gender else ("",)):
                found = self.sides.before(start, stop, want)
                if found is not None and self.sides.rank(found) >= (1 if want == gender and not (pronoun and gender and index == sentence.index) else 0 if want == gender else 2):
                    return self.sides.code(found)
                weak = weak or (found if want == gender else None)
        return self.sides.code(weak) if weak is not None else None

    def _of_noun_before(self, i: int) -> Chunk | None:
        """«… تقدم لـX …، إذ سيطرت على A»: the side whose move the clause before tells, for one that explains it."""
        clause = self._clause(i)
        if self.chunks[clause.first].text not in ("اذ", "حيث") or clause.first == self._sentence(i).first:
            return None
        for j in range(clause.first - 1, max(clause.first - 14, self._sentence(i).first), -1):
            c = self.chunks[j]
            if c.kind == "comma" and j < clause.first - 1:
                return None
            if self.sides.named(c):
                s = self._sense[j - 1]
                return c if c.reading.preposition == "ل" and s is not None and s.code in ("advance", "attack", "captured", "withdrew") else None
        return None

    def _opens(self, first: int, i: int) -> bool:
        """Whether the taking at chunk ``i`` is what its sentence begins with: «بعد سيطرتها», «وبسيطرتها», «مع سيطرتها»."""
        if self.chunks[i].reading.preposition == "ب" and i == first:
            return True
        return self._sense[first] is None and among(self.chunks[first].text, AFTER | OPENING)

    def _side_before(self, r: int) -> Chunk | None:
        """The side that a relative pronoun at ``r`` directly follows."""
        j = r - 1
        while j > 0 and self.chunks[j].kind in ("comma", "close", "sign"):
            j -= 1
        if j > 0 and self.chunks[j].kind == "word" and self.chunks[j].text.startswith("ال") and self.chunks[j - 1].kind == "party":
            j -= 1  # «الفصائل المسلحة التي …»
        return self.chunks[j] if j >= 0 and self.sides.named(self.chunks[j]) else None

    def _done_by(self, i: int, end: int) -> str | None:
        """«تمت السيطرة على A من قبل X», «جرى تحرير A على يد X»."""
        for j in range(i + 1, end):
            if self.chunks[j].kind == "by":
                found = self.sides.after(j, end)
                return self.sides.code(found) if found is not None else None
            if self.chunks[j].kind in ("comma", "relative"):
                return None
        return None

    def _owner(self, i: int, sense: Sense) -> str | None:
        """Whose it is: «تحت سيطرة قسد», «سيطرتها», «الخاضعة له»."""
        sentence = self._sentence(i)
        if sense.pronoun == "هم":
            # «انسحاب مقاتلي X إلى A التي لا تزال تحت سيطرتهم»: of the people named last
            people = next((d for d in reversed(self.chunks[sentence.first : i]) if self.sides.named(d)), None)
            counted = people is not None and any(c.kind == "count" for c in self.chunks[max(people.index - 3, 0) : people.index])  # «أسروا 4 جنود من Y … تحت سيطرتهم»: not Y's
            if people is not None and not counted and (self.chunks[people.index - 1].kind == "person" or people.text.split()[0].lstrip("ول").startswith(("مقاتل", "مسلح", "عناصر"))):
                return self.sides.code(people)
        if sense.pronoun:
            return self._goes_to(i, sense.pronoun) or self._before(i, gender_of_word(sense.pronoun), pronoun=True)
        for j in range(i + 1, min(i + 9, sentence.last + 1)):
            c = self.chunks[j]
            if self.sides.named(c):
                return self.sides.code(c)
            following = self._sense[j]
            if following is not None and following.role == "noun":
                if following.pronoun:
                    return self._before(i, gender_of_word(following.pronoun), pronoun=True)
                continue
            if c.text in ("لها", "له", "لهم", "لهما"):
                return self._before(i, {"لها": "f", "له": "m"}.get(c.text, ""), pronoun=True)
            if (c.kind == "person" and c.person.possessed) or c.text in THEIR_OWN:
                return next((self.sides.code(d) for d in reversed(self.chunks[sentence.first : i]) if self.sides.named(d)), None)  # «قال قائد في X إن A بيد مقاتليه»
            if c.kind == "person" and c.reading.article and (again := self.people.same_people(c)) is not None:
                return again
            if c.text in THESE:
                return self.people.those(j)
            if c.text in ("بدورها", "بدوره", "بدورهما"):
                continue  # «الخاضعة بدورها لسيطرة X»
            if c.text in THIS and j < sentence.last and self.chunks[j + 1].text in GROUPS:
                return self.people.of_this_sort(self.chunks[j + 1]) or self._before(j, "f")
            if c.kind in ("person", "place", "place_kind", "unit", "same", "word", "date") and c.text not in ("في", "علي"):
                continue
            break
        return None

    def _goes_to(self, i: int, pronoun: str) -> str | None:
        """«بعد انسحاب X منها باتجاه مدينة B التي لا تزال بيدها»: who goes to the place that the relative clause of chunk ``i`` is about."""
        r = self._relative(i)
        to = next((j for j in range(r - 1, max(r - 7, self._sentence(i).first), -1) if self.chunks[j].text in ("باتجاه", "نحو", "الي")), None) if r is not None else None
        left = next((j for j in range(to - 1, max(to - 9, self._sentence(i).first - 1), -1) if (s := self._sense[j]) is not None and s.code == "withdrew"), None) if to is not None else None
        side = self.sides.after(left, to) if left is not None else None
        return self.sides.code(side) if side is not None and self.sides.gender(side) in (gender_of_word(pronoun), "") else None

    def _state(self, places: list[Chunk], status: str, party: str | None, i: int, rule: str) -> list[Statement]:
        made = []
        for place in places:
            s = Statement(place, status, party, self.chunks[i], rule)
            s.title = self._sentence(i).title
            made.append(s)
        self.found += made
        return made
