"""What a bulletin says of who holds, takes, leaves or fights for which place.

Every word of control (``lexicons/control.csv``) makes statements: one for each place that its grammar reaches. `judge` in
`control_merge` then makes one record a place of them.
"""

from __future__ import annotations

import datetime as dt

from .chunks import Chunk
from .context import Context
from .control_lexicon import Sense, senses
from .control_places import PlaceFinder
from .control_sides import SideFinder, gender_of_verb, gender_of_word
from .structure import Clause, Document, Sentence
from .text import fold


class Statement:
    """One clause's word on one place. ``former``: it was so before; ``anterior``: before what its sentence tells; ``background``:
    told as earlier than the report; ``follows``: on the day of the state that it ends («قبل أن يستعيدها»); ``divided``: held by both sides; ``implied``: the side is the other one of the fighting, not said to hold the place."""

    __slots__ = ("anterior", "background", "chunk", "date", "divided", "follows", "former", "from_", "implied", "order", "party", "place", "rule", "status", "title")

    def __init__(self, place: Chunk, status: str, party: str | None, chunk: Chunk, rule: str):
        self.place, self.status, self.party, self.chunk, self.rule = place, status, party, chunk, rule
        self.from_: str | None = None
        self.date: dt.date | None = None
        self.order = float(chunk.index)
        self.former = self.anterior = self.background = self.divided = self.follows = self.implied = self.title = False


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(w) for w in text.split())


_ON = _words("على وعلى عليها")
_ON_PRONOUN = _words("عليها عليه عليهما عليهم")
_FROM_PRONOUN = _words("منها منه منهما عنها عنه عنهما")
_IN_PRONOUN = _words("فيها فيه فيهما إليها إليه إليهما بها به بهما لها له لهما حولها حوله محيطها محيطه أطرافها")
_IN = _words("في عند داخل حول قرب وفي وعند وداخل ضمن ففي بين وقرب خارج")
_WAS = _words("كان كانت كانوا وكان وكانت وكانوا كانتا سبق")
_LAST = _words("آخر أخر")
_BECAME = _words("بات باتت أصبح أصبحت صار صارت وبات وباتت وأصبحت وأصبح غدت باتا باتتا أضحت لتصبح ليصبح")
_AFTER = _words("بعد عقب إثر وبعد وعقب بعدما اثر بعيد")
_TRYING = _words("محاولة محاولات تحاول حاولت يحاول حاول تسعى يسعى توشك يوشك السعي سعي لمنع منع تهدف يهدف هدف بغية محاولته محاولتها محاولا محاولين تستعد يستعد")
_NO_AREA = _words("مناطق خارج خارطة خريطة نطاق مناطقها تقاسم ومناطق مساحات مساحة منطقة خطوط تبادل تحسبا")
_FOR = _words("لصالح لمصلحة أمام وأمام حساب")
_SHELLED = _words("صاروخي صاروخيا مدفعي مدفعيا جوي جويا انتحاري انتحاريا كيماوي كيميائي إرهابي بالصواريخ بالطائرات بعبوة بسيارة بمسيرة إعلامي إلكتروني")
_ATTACKED_AT = _words("مواقع موقع نقاط نقطة حواجز حاجز حاجزا موقعين نقطتين تمركزات مقرات مقر نقطة")
_GOES_ON = _words("تدور دارت تتواصل تواصلت اندلعت تجددت تتركز تستمر استمرت وقعت جرت تجري شهدت تشهد شهد يشهد وتدور ودارت وتتواصل وتواصلت واندلعت تخوض وتخوض وتجددت "
                  "وصلت احتدمت تحتدم مستمرة متواصلة")
_MET = _words("شهدت تشهد شهد يشهد وشهدت وتشهد وشهد ويشهد")
_PRESENT = _words("لا تزال يزال ما زالت زال تدور تتواصل تتركز تستمر تشهد يشهد وتدور وتتواصل وتخوض تخوض مستمرة متواصلة يحتدم تحتدم دائرة الدائرة المستمرة المتواصلة")
_GOVERNORS = tuple(fold(w) for w in "تمكن استكمل أكمل أتم فرض بسط أحكم شدد عزز وسع أعلن استعاد أعاد يتمكن تتمكن نجح تابع واصل".split())
_THEIR_OWN = _words("قواته قواتها مقاتليه مقاتليها عناصره عناصرها قواتهم")
_TOLD = tuple(fold(w) for w in "أعلن قال أفاد أكد ذكر صرح".split())
_HANDS = _words("من إياها إياهما أيدي يد قبضة سيطرة آخر مجموعات عناصر مقاتلي مسلحي قوات منضوين منضوية تابعين تابعة في صفوف أيدي وحدات")
_BACKED = tuple(fold(w) for w in "بإسناد بدعم بغطاء بمساندة المدعوم المدعومة مدعومة مدعوما مدعومين المدعومين بتوجيه بتمهيد بأوامر".split())
_VERB_ROLES = ("verb", "both", "active")


class ControlReader:
    """Makes the statements of a document."""

    def __init__(self, document: Document, context: Context, report_date: dt.date | None):
        self.doc, self.context, self.report_date = document, context, report_date
        self.chunks = document.chunks
        self.places = PlaceFinder(document, context)
        self.sides = SideFinder(document)
        self.found: list[Statement] = []
        self._used: set[int] = set()
        self._losers: dict[int, str] = {}
        self._sense: list[Sense | None] = [self._sense_of(c) for c in self.chunks]

    def _sense_of(self, c: Chunk) -> Sense | None:
        """The sense in which a chunk speaks of control; a word with article or preposition is a noun."""
        found = [senses()[e.phrase] for e in c.entries if e.kind == "control"]
        if not found:
            return None
        if c.reading.article or c.reading.preposition in ("ب", "ل", "ك"):
            found = [s for s in found if s.role != "verb" or s.pronoun or (c.reading.preposition == "ل" and c.reading.stem[0] in "يت")] or []
        return found[0] if found else None

    def read(self) -> list[Statement]:
        """The statements in the text's order."""
        for i, sense in enumerate(self._sense):
            if sense is None or i in self._used or i <= self.context._dateline_end:
                continue
            if self._denied(i, sense):
                continue
            getattr(self, "_" + sense.code)(i, sense)
        return self.found

    # -- frame -------------------------------------------------------------------------------------------------

    def _sentence(self, i: int) -> Sentence:
        return self.doc.sentence_of[i]

    def _clause(self, i: int) -> Clause:
        return self.doc.clause_of[i]

    def _denied(self, i: int, sense: Sense) -> bool:
        """Whether the clause denies it, sets a condition, or tells of an aim: then nothing is so."""
        first = self._clause(i).first
        for j in range(i - 1, max(first, i - 9) - 1, -1):
            c = self.chunks[j]
            if c.kind == "condition" and not c.text.endswith("قبل ان"):
                return True
            near = i - j <= 4
            if c.kind == "negation" and sense.code != "left" and near:
                following = self.chunks[j + 1].text if j + 1 < len(self.chunks) else ""
                if following.startswith(("تزال", "يزال", "تزالان", "يزالون", "زال")):
                    continue
                return True
            if c.kind == "word" and near and c.text in ("نافيا", "نافيه", "نفيه", "ينفي", "تنفي"):
                return True
            if sense.code in ("captured", "holds", "withdrew", "entered", "expelled") and c.kind != "place" and i - j <= 3 and (
                c.text in _TRYING or c.text.removeprefix("و").removeprefix("ل").removeprefix("ب") in _TRYING
            ):
                return True
            if c.kind in ("comma", "clause") and i - j > 3:
                return False
        return False

    def _end(self, i: int) -> int:
        """The last chunk that still belongs to the word of control at ``i``: before the next clause, verb or figure."""
        last = self._sentence(i).last
        for j in range(i + 1, last + 1):
            c = self.chunks[j]
            if c.kind == "clause" and c.text.startswith("من ") and any(d.kind == "side" for d in self.chunks[i:j]):
                continue  # «بين X من جهة، وY من جهة أخرى»
            if c.kind in ("clause", "semicolon", "raise", "republish"):
                return j - 1
            if c.kind in ("outcome", "movement") and c.role in _VERB_ROLES and self.chunks[j - 1].text != "كر":
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
            if j != i - 1 and self._sense[j] is not None and self._sense[j].role == "verb":
                return None
        return None

    def _subject(self, i: int, sense: Sense) -> str | None:
        """Who does it: the side after the verb, the subject of the verb that governs the noun, else the one before that agrees."""
        c, sentence = self.chunks[i], self._sentence(i)
        if sense.role == "noun":
            if sense.pronoun and sense.governs != "direct":
                return self._before(i, gender_of_word(sense.pronoun))
            if (after := self.sides.after(i, min(i + 2, sentence.last))) is not None and sense.governs != "direct" and not after.reading.preposition:
                return self.sides.code(after)
            g = self._governing_verb(i)
            if g is None:
                return self._before(i, "")
            after = self.sides.after(g, i)
            if after is not None and not after.reading.preposition:
                return self.sides.code(after)
            return self._before(g, gender_of_verb(self.chunks[g].text.lstrip("وف")))
        after = self.sides.after(i, sentence.last)
        if after is not None and not after.reading.preposition and after.index <= i + 6:
            return self.sides.code(after)
        if i and (self.chunks[i - 1].text in _THEIR_OWN or (self.chunks[i - 1].kind == "person" and self.chunks[i - 1].person.possessed)):
            # «قال قائد في X إن مقاتليه انسحبوا»
            for d in reversed(self.chunks[sentence.first : i]):
                if self.sides.named(d):
                    return self.sides.code(d)
        return self._before(i, gender_of_verb(c.reading.stem or c.text))

    def _governing_verb(self, i: int) -> int | None:
        """«تمكنت … من السيطرة», «فرضت … سيطرتها»: the verb whose subject takes the place."""
        for j in range(i - 1, max(self._sentence(i).first, i - 14) - 1, -1):
            c = self.chunks[j]
            if c.kind == "word" and c.text.lstrip("وف").startswith(_GOVERNORS):
                return j
            if c.kind in ("clause", "relative", "place"):
                return None
        return None

    def _before(self, i: int, gender: str) -> str | None:
        """The side that a verb or pronoun at ``i`` speaks of: the last subject of the sentence, else of those before it."""
        sentence = self._sentence(i)
        if i - sentence.first <= 3:
            # «فبعد سيطرتها على X، أحكمت القوات …»: the side follows.
            for c in self.chunks[i + 1 : sentence.last + 1]:
                if self.sides.named(c) and self.sides.rank(c) == 3 and self.sides.gender(c) in (gender, "") and self._sense[sentence.first] is None:
                    if self.chunks[sentence.first].text.lstrip("وف") in _AFTER:
                        return self.sides.code(c)
                    break
        first = sentence.first
        weak = None
        for index in range(sentence.index, max(sentence.index - 4, -1), -1):
            told = self.doc.sentences[index]
            if told.title and index != sentence.index:
                break
            start, stop = (i, first) if index == sentence.index else (told.last + 1, told.first)
            for want in ((gender, "") if gender else ("",)):
                found = self.sides.before(start, stop, want)
                if found is not None and self.sides.rank(found) >= (1 if want == gender else 2):
                    return self.sides.code(found)
                weak = weak or (found if want == gender else None)
        return self.sides.code(weak) if weak is not None else None

    def _owner(self, i: int, sense: Sense) -> str | None:
        """Whose it is: «تحت سيطرة قسد», «سيطرتها», «الخاضعة له»."""
        if sense.pronoun:
            return self._before(i, gender_of_word(sense.pronoun))
        sentence = self._sentence(i)
        for j in range(i + 1, min(i + 9, sentence.last + 1)):
            c = self.chunks[j]
            if self.sides.named(c):
                return self.sides.code(c)
            following = self._sense[j]
            if following is not None and following.role == "noun":
                if following.pronoun:
                    return self._before(i, gender_of_word(following.pronoun))
                continue
            if c.text in ("لها", "له", "لهم", "لهما"):
                return self._before(i, {"لها": "f", "له": "m"}.get(c.text, ""))
            if c.kind == "person" and c.reading.article and (again := self._same_people(c)) is not None:
                return again
            if c.kind in ("person", "place", "place_kind", "unit", "same", "word") and c.kind != "comma" and c.text not in ("في", "علي"):
                continue
            break
        return None

    def _same_people(self, c: Chunk) -> str | None:
        """«المسلحين» after «مسلحين من العشائر»: the side of those named before; None where a side follows."""
        if c.index + 1 < len(self.chunks) and (self.sides.named(self.chunks[c.index + 1]) or self.chunks[c.index + 1].text == "من"):
            return None
        for d in reversed(self.chunks[: c.index]):
            if d.kind == "party" and any(e.kind == "person" and e.person.lemma == c.person.lemma for e in self.chunks[max(d.index - 2, 0) : d.index]):
                return d.code
        return None

    # -- dates -------------------------------------------------------------------------------------------------

    def _dated(self, i: int, end: int, s: Statement, after: int | None = None) -> None:
        """Date a change: the day that its clause names, else none where it is told as background, else the report's."""
        clause, sentence = self._clause(i), self._sentence(i)
        first = clause.first
        for j in range(i - 1, first - 1, -1):
            other = self._sense[j]
            if other is not None and other.code in ("captured", "withdrew", "holds", "lost") and other.role in ("verb", "state") and j not in (i,):
                if not self._chained(j, i):
                    first = j + 1
                    break
        later = [c for c in self.chunks[i + 1 : end + 1] if c.kind == "date"]
        earlier = [c for c in self.chunks[first:i] if c.kind == "date" and c.index > self.context._dateline_end]
        stated = False
        for c in later[:1] + list(reversed(earlier)) + later[1:]:
            when = self.context.when(c)
            if when is None:
                if c.date.kind == "vague":
                    stated = True
                    break
                continue
            stated = True
            if when.start is not None and (not when.window or when.start == when.end):
                s.date = when.start
                s.background = s.background or (self.report_date is not None and when.start < self.report_date)
                return
            if when.window and c.date.unit in ("hour", "hours"):
                stated = False
                continue
            break
        if (ago := self._days_ago(i)) is not None:
            s.date, s.background = ago, True
            return
        if stated:
            s.background = True
            return
        s.background = self._told_as_past(i)
        s.date = self._published(i) if s.background else self._told_before(i, clause, sentence) or self.report_date

    def _chained(self, j: int, i: int) -> bool:
        return i - j <= 3

    def _told_before(self, i: int, clause: Clause, sentence: Sentence) -> dt.date | None:
        """The day that the clause before states, for «وانتزع …» with the same subject and for what is announced that day."""
        joined = self.chunks[i].reading.conjunction in ("و", "ف") or self.chunks[clause.first].text.startswith(("ف", "و"))
        announced = any(c.text.lstrip("و").startswith(_TOLD) for c in self.chunks[sentence.first : sentence.first + 3])
        if clause.first == sentence.first or not (announced or (joined and self.sides.after(i, sentence.last) is None)):
            if not (announced and any(c.kind == "that" for c in self.chunks[sentence.first : i])):
                return None
        for c in reversed(self.chunks[sentence.first : i]):
            if c.kind == "date" and c.index > self.context._dateline_end and (when := self.context.when(c)) is not None:
                return when.start if not when.window or when.start == when.end else None
        return None

    def _published(self, i: int) -> dt.date | None:
        """The day of an earlier bulletin that the sentence retells."""
        sentence = self._sentence(i)
        for j in range(i - 1, sentence.first - 1, -1):
            if self.chunks[j].kind == "republish":
                for c in self.chunks[j : min(j + 4, i)]:
                    if c.kind == "date" and (when := self.context.when(c)) is not None and not when.window:
                        return when.start
                return None
        return None

    def _told_as_past(self, i: int) -> bool:
        first = self._clause(i).first
        for j in range(i - 1, max(first, i - 9) - 1, -1):
            c = self.chunks[j]
            if c.text in _WAS or c.kind == "republish":
                return True
            if c.kind == "relative":
                return True
            if c.kind == "comma" and i - j > 6:
                break
        return any(self.chunks[j].kind == "republish" for j in range(self._sentence(i).first, i))

    # -- making statements -------------------------------------------------------------------------------------

    def _state(self, places: list[Chunk], status: str, party: str | None, i: int, rule: str) -> list[Statement]:
        made = []
        for place in places:
            s = Statement(place, status, party, self.chunks[i], rule)
            s.title = self._sentence(i).title
            made.append(s)
        self.found += made
        return made

    def _on(self, i: int, end: int, words: frozenset[str] = _ON) -> tuple[list[Chunk], int, bool]:
        """The places that «على» or «عليها» after chunk ``i`` leads to."""
        for j in range(i + 1, end + 1):
            c = self.chunks[j]
            if c.text in _ON_PRONOUN:
                r = self._relative(i)
                if r is not None:
                    return self.places.antecedent(r, 0, c.text), j + 1, False
                if i and (self.chunks[i - 1].kind == "place_kind" or self.chunks[i - 1].code == "buildings"):
                    # «ثالث حي تسيطر عليه» describes, and names no place.
                    return [], j + 1, False
                return self._pronoun(i, c.text), j + 1, False
            if c.kind == "word" and c.text in words:
                found, after, partial = self.places.list_after(j + 1, end)
                if found or j + 1 > end or self.chunks[j + 1].kind not in ("unit", "word", "count"):
                    if found:
                        return found, after, partial
                    continue
                # «سيطرت على 12 قرية … وهي …»
                found, after, partial = self._named_later(j + 1, end)
                if found:
                    return found, after, partial
            if c.kind == "relative" or (c.kind == "stop"):
                break
        return [], i + 1, False

    def _named_later(self, i: int, end: int) -> tuple[list[Chunk], int, bool]:
        for j in range(i, end + 1):
            c = self.chunks[j]
            if c.text in ("وهي", "هي", "ابرزها", "وابرزها", "بينها", "من بينها", "منها", "اهمها"):
                return self.places.list_after(j + 1, self._sentence(i).last)
        return [], i, False

    def _pronoun(self, i: int, word: str) -> list[Chunk]:
        """The place that «منها» after the word at ``i`` means: the last one of the sentence, or of the one before."""
        sentence = self._sentence(i)
        dual = word.endswith("هما")
        found = self.places.before(i, sentence.first, dual, plural=dual)
        if not found and sentence.index:
            previous = self.doc.sentences[sentence.index - 1]
            found = self.places.before(previous.last + 1, previous.first, dual, plural=dual)
        return found

    def _object(self, i: int, end: int, sense: Sense) -> tuple[list[Chunk], int, bool]:
        """The places that a word takes directly, after its subject, dates and «من X»."""
        if sense.pronoun:
            r = self._relative(i)
            if r is not None:
                return self.places.antecedent(r, 0, sense.pronoun), i + 1, False
            return self._pronoun(i, sense.pronoun), i + 1, False
        j = i + 1
        while j <= end:
            c = self.chunks[j]
            if c.kind in ("place", "place_kind", "count", "around") or (c.kind == "unit" and c.code == "buildings"):
                found, after, partial = self.places.list_after(j, end)
                if not found and c.kind in ("count", "unit"):
                    return self._named_later(j, end)
                return found, after, partial
            if c.text in ("الاخيرتين", "الاخيرين"):
                return self.places.before(i, self._sentence(i).first, dual=True), j + 1, False
            if c.kind in ("date", "person", "comma", "nationality", "same", "cause", "open", "close") or self.sides.named(c):
                j += 1
                continue
            if self._sense[j] is not None:
                return [], j, False
            if c.kind == "word" and (c.text not in _ON) and j - i <= 12:
                j += 1
                continue
            break
        return [], j, False

    # -- captured ----------------------------------------------------------------------------------------------

    def _captured(self, i: int, sense: Sense) -> None:
        before = self.chunks[i - 1] if i else None
        if sense.role == "noun" and sense.governs == "on":
            if before is not None and (before.text in _NO_AREA or (self._sense[i - 1] is not None and self._sense[i - 1].code in ("shared", "holds"))):
                return
            if any(self._sense[j] is not None and self._sense[j].code in ("lost", "shared") for j in range(max(i - 4, 0), i)):
                return
            if i + 1 < len(self.chunks) and self.chunks[i + 1].text in ("ناريه", "النار"):
                return
        end = self._end(i)
        sentence = self._sentence(i)
        if sense.governs == "to":
            places, after, partial = self._on(i, end, frozenset(("الي",)))
        elif sense.governs == "on":
            places, after, partial = self._on(i, end)
            if not places and sense.role == "noun":
                places, after, partial = self._spread(i, end)
        else:
            places, after, partial = self._object(i, end, sense)
        party = self._subject(i, sense)
        if sense.role == "noun" and (passed_to := self._passed_to(i, end)):
            party = passed_to
        if party is None:
            return
        if not places:
            self._note_loser(i, end, party)
            return
        status = "contested" if partial else "captured"
        made = self._state(places, status, None if partial else party, i, "took it")
        loser = self._loser(i, after, end, party)
        gapped = self._gapped(i, after, sentence.last, sense.governs == "direct")
        for s in made:
            s.from_ = loser
            self._dated(i, self._date_end(after, end), s)
            s.anterior = self._is_anterior(i)
            s.follows = any(c.kind == "condition" and c.text.endswith("قبل ان") for c in self.chunks[max(i - 2, 0) : i])
        self._respectively(i, end, made)
        for more, at, stop in gapped:
            for s in self._state(more, "captured", party, i, "took it too"):
                s.from_ = loser
                nearby = [c for c in self.chunks[at - 2 : stop] if c.kind == "date"]
                dates = [w for c in nearby if (w := self.context.when(c)) is not None and not w.window]
                s.date = self._days_after(at, stop, made[0].date) or (dates[-1].start if dates else made[0].date)
                s.background = made[0].background
        self._earlier(after, end, party, i)

    def _respectively(self, i: int, end: int, made: list[Statement]) -> None:
        """«في 13 و20 تشرين الأول على التوالي»"""
        if not any(c.text == "التوالي" for c in self.chunks[i : end + 1]):
            return
        days = [w.start for c in self.chunks[i : end + 1] if c.kind == "date" and (w := self.context.when(c)) is not None and not w.window]
        if len(days) == len(made):
            for s, day in zip(made, days, strict=True):
                s.date = day

    def _days_after(self, first: int, stop: int, day: dt.date | None) -> dt.date | None:
        """«… ثم B بعدها بثمانية أيام», «بعد ذلك بيومين»: so many days after the first."""
        for j in range(first, min(stop, len(self.chunks))):
            if self.chunks[j].text in ("بعدها", "بعده", "بعد") and (n := self._days(j + 1, stop)) is not None:
                return day + dt.timedelta(days=n) if day is not None else None
        return None

    def _days(self, first: int, stop: int) -> int | None:
        """A number of days within the next chunks: «بثمانية أيام», «بيومين»."""
        for j in range(first, min(first + 3, stop, len(self.chunks))):
            c = self.chunks[j]
            if c.text.lstrip("ب").startswith("يومين"):
                return 2
            if c.text.lstrip("ب") == "يوم":
                return 1
            if c.kind == "count" and c.count.value is not None and j + 1 < len(self.chunks) and self.chunks[j + 1].text.startswith(("ايام", "يوما")):
                return c.count.value
        return None

    def _days_ago(self, i: int) -> dt.date | None:
        """«بعد يومين من استكمال …», «مضي يومين على إعلان …»: so many days before the report."""
        if self.report_date is None:
            return None
        for j in range(max(i - 8, self._sentence(i).first), i):
            if self.chunks[j].text in ("بعد", "مضي", "مرور", "وبعد") and (n := self._days(j + 1, i)) is not None:
                if any(c.text in ("من", "علي") for c in self.chunks[j + 1 : i]):
                    return self.report_date - dt.timedelta(days=n)
        return None

    def _date_end(self, after: int, end: int) -> int:
        """Dates up to the next comma after the list, or right behind it."""
        for j in range(after, end + 1):
            if self.chunks[j].kind in ("comma", "relative") or self._sense[j] is not None:
                return j
        return end

    def _spread(self, i: int, end: int) -> tuple[list[Chunk], int, bool]:
        """«لتتسع سيطرة X إلى كل من A وB», «لتشمل»."""
        for j in range(max(i - 3, 0), i):
            if any(stem in self.chunks[j].text for stem in ("تتسع", "اتسع", "توسع", "تمتد", "امتد", "يتسع", "توسيع")):
                break
        else:
            return [], i + 1, False
        for j in range(i + 1, self._sentence(i).last + 1):
            c = self.chunks[j]
            if c.text in ("الي", "علي", "لتشمل", "لتضم", "لتطال", "وتشمل", "تشمل", "في"):
                found, after, partial = self.places.list_after(j + 1, self._sentence(i).last)
                if found:
                    return found, after, partial
            if c.kind == "clause":
                break
        return [], i + 1, False

    def _passed_to(self, i: int, end: int) -> str | None:
        """«آلت السيطرة عليهما إلى X»"""
        if not any(self.chunks[j].text.lstrip("فو") in ("الت", "انتقلت", "تنتقل", "تؤول") for j in range(max(i - 2, 0), i)):
            return None
        for j in range(i + 1, end):
            if self.chunks[j].text == "الي" and self.sides.named(self.chunks[j + 1]):
                return self.sides.code(self.chunks[j + 1])
        return None

    def _note_loser(self, i: int, end: int, party: str) -> None:
        """«انتزعت 12 قرية من X»: the places are named later; the loser is kept for them."""
        loser = self._loser(i, i + 1, end, party)
        if loser is not None:
            self._losers[self._sentence(i).index] = loser

    def _loser(self, i: int, after: int, end: int, winner: str) -> str | None:
        """Who lost what ``winner`` took: «من X», «بعد انسحاب X», «عقب اشتباكات مع X», «على حساب X»."""
        sentence = self._sentence(i)
        for j in range(i + 1, min(end, after + 14) + 1):
            c = self.chunks[j]
            if c.text.startswith("منتزع") or (c.text == "من" and not self.chunks[j - 1].text.endswith(_BACKED)):
                k = j + 1
                while k <= end and (self.chunks[k].kind in ("person", "count") or self.chunks[k].text in _HANDS):
                    k += 1
                if k <= end and self.sides.named(self.chunks[k]) and (code := self.sides.code(self.chunks[k])) != winner:
                    return code
            if c.text == "حساب" and j + 1 <= end and self.chunks[j + 1].kind == "party":
                return self.chunks[j + 1].code
        stop = min(sentence.last, after + 32)
        for j in range(after, stop + 1):
            c = self.chunks[j]
            if c.kind in ("clause", "raise", "republish") and j > after:
                break
            if c.text in _AFTER or c.kind == "because":
                for k in range(j, min(j + 4, stop) + 1):
                    s = self._sense[k]
                    told = s is not None and s.code in ("withdrew", "expelled", "clash") or (
                        self.chunks[k].kind == "movement" and self.chunks[k].code in ("fled", "evacuated"))
                    if told:
                        if s is not None and s.pronoun and s.code == "withdrew":
                            return None
                        for m in range(k + 1, min(k + 10, stop) + 1):
                            d = self.chunks[m]
                            if self.sides.named(d) and (code := self.sides.code(d)) not in (winner, None):
                                return code
                            if d.kind in ("clause", "stop") or (d.kind == "comma" and m > k + 4):
                                break
                        break
        for j in range(sentence.first, i):
            if self.chunks[j].text == "حساب" and self.chunks[j + 1].kind == "party" and self.chunks[j + 1].code != winner:
                return self.chunks[j + 1].code
        for index in (sentence.index, sentence.index - 1):
            if index in self._losers and self._losers[index] != winner and self.doc.sentences[index].paragraph >= sentence.paragraph - 1:
                return self._losers[index]
        return None

    def _gapped(self, i: int, after: int, last: int, direct: bool) -> list[tuple[list[Chunk], int, int]]:
        """Further lists of the same verb: «… وعلى حيي C وD», «… والأحد على C», «وفي محور X على C»."""
        found = []
        j = after
        while j <= last:
            c = self.chunks[j]
            if direct and c.kind in ("place", "place_kind") and self.chunks[j - 1].kind == "comma" and self.doc.tokens[c.first].text.startswith("و"):
                # «انتزعت A من X في 8 آذار، وسد B بعد يومين»
                more, stop, _ = self.places.list_after(j, last)
                following = self.chunks[stop] if more and stop <= last else None
                if not more or (following is not None and (following.kind in ("neutral", "raise") or self._sense[stop] is not None or following.kind == "control")):
                    break
                found.append((more, j, min(stop + 10, last + 1)))
                j = stop
                continue
            if c.text == "ثم" and j + 1 <= last and self.chunks[j + 1].kind in ("place", "place_kind"):
                more, stop, _ = self.places.list_after(j + 1, last)
                if not more:
                    break
                found.append((more, j, min(stop + 4, last + 1)))
                j = stop
                continue
            if c.text == "علي" or c.text == "وعلي":
                more, stop, _ = self.places.list_after(j + 1, last)
                if not more:
                    break
                end = stop
                while end <= last and self.chunks[end].kind in ("date", "word") and end < stop + 2:
                    end += 1
                found.append((more, j, end))
                j = stop
                continue
            if c.kind in ("date", "comma", "person", "place_kind", "same", "party", "unit") or (c.kind == "place" and not self.places.coded(c)) or (
                c.kind in ("word", "part") and (c.text in ("من", "في", "وفي", "و", "منه", "منها")) or (c.kind == "place" and self.chunks[j - 1].kind in ("unit", "place_kind"))
            ):
                j += 1
                continue
            break
        return found

    def _earlier(self, after: int, end: int, party: str, i: int) -> None:
        """«ثالث حي تسيطر عليه بعد حيي A وB»: those were taken before."""
        for j in range(after, min(after + 4, end) + 1):
            if self.chunks[j].text == "بعد":
                found, _, _ = self.places.list_after(j + 1, end)
                for s in self._state(found, "captured", party, i, "took it before"):
                    s.background = True
                return
            if self.chunks[j].kind not in ("comma", "word", "place_kind", "unit", "place") or self._sense[j] is not None:
                return

    def _is_anterior(self, i: int) -> bool:
        return any(self.chunks[j].text in _AFTER or (self.chunks[j].text == "من" and j > 0 and self.chunks[j - 1].text == "ساعات") for j in range(max(i - 3, 0), i))

    # -- holds -------------------------------------------------------------------------------------------------

    def _holds(self, i: int, sense: Sense) -> None:
        if sense.role == "verb":
            self._holds_verb(i, sense)
            return
        sentence, clause = self._sentence(i), self._clause(i)
        last = sentence.last
        if any(c.kind == "except" for c in self.chunks[i + 1 : min(i + 8, last + 1)]) and any(
            self._sense[j] is not None and self._sense[j].code == "left" for j in range(max(clause.first, i - 8), i)
        ):
            return
        c = self.chunks[i]
        if sense.governs == "none" and any(self._sense[j] is not None and self._sense[j].code == "fell" for j in range(max(clause.first, i - 8), i)):
            return
        party = self._owner(i, sense)
        if party is None:
            return
        r = self._relative(i)
        former = self._former(i, r)
        attribute = c.reading.article or (i and self.chunks[i - 1].text in ("الواقعه", "الواقع", "الواقعتين", "القابعه", "الواقعين"))
        if attribute:
            at = i if c.reading.article else i - 1
            places = self.places.antecedent(at, sentence.first, "هما" if c.text.startswith("الخاضعتين") or c.text.endswith("تين") else "")
            if c.text.endswith(("عين", "عان", "عتين", "عتان")):
                places = self.places.antecedent(at, sentence.first, "اللتين")
        elif r is not None:
            places = self.places.antecedent(r, 0, self.chunks[r].text)
        else:
            places = []
            if c.text.endswith(("تخضع", "يخضع", "تخضعان", "يخضعان")):
                places, _, _ = self.places.list_after(i + 1, last)
            if not places and not former:
                places = self.places.before(i, clause.first) or self.places.before(i, sentence.first)
            elif former:
                places = self.places.before(i, sentence.first, plural=False)
        became = any(self.chunks[j].text in _BECAME or (self.chunks[j].kind == "raise" and self.chunks[j].text.lstrip("وف") in _BECAME) for j in range(max(clause.first, i - 5), i))
        for s in self._state(places, "captured" if became else "holds", party, i, "holds it"):
            s.former = former
            if became:
                self._dated(i, self._end(i), s)
            else:
                s.date = self.report_date

    def _former(self, i: int, r: int | None) -> bool:
        """«كانت بيد X», «آخر بلدة كانت تحت سيطرة X»: whose it was."""
        for j in range(i - 1, max(r if r is not None else i - 6, i - 7, 0) - 1, -1):
            if self.chunks[j].text in _WAS:
                return True
            if self.chunks[j].kind in ("comma", "place", "clause"):
                return False
        return False

    def _holds_verb(self, i: int, sense: Sense) -> None:
        end = self._end(i)
        sentence = self._sentence(i)
        party = self._subject(i, sense)
        if party is None:
            return
        partial = False
        after = i + 1
        if sense.governs == "on":
            places, after, partial = self._on(i, end)
        else:
            places = []
            for j in range(i + 1, min(i + 7, end) + 1):
                c = self.chunks[j]
                if c.text in _IN_PRONOUN or c.text in ("بها", "به"):
                    r = self._relative(i)
                    places = self.places.antecedent(r, 0, c.text) if r is not None else self._pronoun(i, c.text)
                    break
                if (c.reading.preposition == "ب" or self.doc.tokens[c.first].text.startswith("ب")) and c.kind in ("place", "place_kind") and sense.governs == "with":
                    places, after, partial = self.places.list_after(j, end)
                    break
                if c.text in _IN and sense.governs == "in":
                    places, after, partial = self.places.list_after(j + 1, end)
                    break
        # The newspaper's and the headline's present tells of a change: «تسيطر على X بعد انسحاب Y».
        change = any(c.text in _AFTER for c in self.chunks[after : min(after + 8, end + 1)]) and self._loser(i, after, end, party) is not None
        change = sense.governs == "on" and (change or sentence.title)
        former = any(self.chunks[j].text in _WAS for j in range(max(i - 5, sentence.first), i))
        for s in self._state(places, "contested" if partial else "captured" if change else "holds", party, i, "holds it"):
            s.former = former and not change
            if partial:
                s.party = None
            if change:
                s.from_ = self._loser(i, after, end, party)
                self._dated(i, self._date_end(after, end), s)
            else:
                s.date = self.report_date
        for more, _, _ in self._gapped(i, after, sentence.last, direct=False) if places and sense.governs == "on" else ():
            for s in self._state(more, "captured" if change else "holds", party, i, "holds it too"):
                s.from_ = self._loser(i, after, end, party) if change else None
                s.date = self.report_date
        self._earlier(after, end, party, i)

    def _bastion(self, i: int, sense: Sense) -> None:
        sentence = self._sentence(i)
        r = None
        for j in range(i - 1, max(i - 7, sentence.first) - 1, -1):
            c = self.chunks[j]
            if c.kind == "relative":
                r = j
                break
            if c.kind in ("place", "place_kind"):
                r = j + 1
                break
            if c.kind not in ("comma", "word", "party", "same", "date") or c.text in ("من", "في", "الي"):
                return
        if r is None:
            return
        places = self.places.antecedent(r, sentence.first, "")
        party = None
        if self.chunks[i].text.startswith(("مركز", "مقر", "غرف")):
            found = self.sides.before(i, r)
            party = self.sides.code(found) if found is not None else None
        elif sense.pronoun:
            party = self._before(i, gender_of_word(sense.pronoun))
        else:
            for j in range(i + 1, min(i + 6, sentence.last + 1)):
                if self.sides.named(self.chunks[j]):
                    party = self.sides.code(self.chunks[j])
                    break
                if self.chunks[j].kind != "word" or self.chunks[j].text in ("في", "من"):
                    break
        if party is None:
            return
        former = any(self.chunks[j].text in _WAS for j in range(max(i - 4, sentence.first), i))
        for s in self._state(places, "holds", party, i, "its stronghold"):
            s.former = former
            s.date = self.report_date

    def _left(self, i: int, sense: Sense) -> None:
        """«لم يتبق بيد X سوى A وB»."""
        party = None
        last = self._sentence(i).last
        for j in range(i + 1, min(i + 14, last) + 1):
            c = self.chunks[j]
            if c.kind == "except":
                places, _, _ = self.places.list_after(j + 1, last)
                if party is not None:
                    for s in self._state(places, "holds", party, i, "all that is left to it"):
                        s.date = self.report_date
                return
            if party is None and self.sides.named(c):
                party = self.sides.code(c)

    # -- lost, fell, left --------------------------------------------------------------------------------------

    def _lost(self, i: int, sense: Sense) -> None:
        end = self._end(i)
        loser = self._subject(i, sense) if not (sense.pronoun and sense.role == "noun") else None
        if loser is None:
            return
        places, after, partial = self._object(i, end, sense)
        if not places and not sense.pronoun:
            places, after, partial = self._on(i, end)
        winner = None
        if partial:
            places = []
        for j in range(i + 1, end + 1):
            if self.chunks[j].text in _FOR:
                for k in range(j + 1, min(j + 6, end) + 1):
                    if self.chunks[k].kind == "party":
                        winner = self.chunks[k].code
                        break
                break
        if not places and not partial:
            places, after, _ = self._named_later(i + 1, self._sentence(i).last)
        self._losers[self._sentence(i).index] = loser
        for s in self._state(places, "captured", winner, i, "the other side lost it"):
            s.from_ = loser
            self._dated(i, self._date_end(after, end), s)

    def _fell(self, i: int, sense: Sense) -> None:
        """«سقطت X في أيدي Y»."""
        end = min(self._sentence(i).last, i + 9)
        for j in range(i + 1, end + 1):
            s = self._sense[j]
            if s is not None and s.code == "holds" and s.role == "state" and s.governs == "none":
                break
            if self.chunks[j].kind in ("cause", "outcome", "clause") or (s is not None and s.role == "verb"):
                return
        else:
            return
        party = self._owner(j, self._sense[j])
        places, _, _ = self.places.list_after(i + 1, j)
        if not places:
            r = self._relative(i)
            places = self.places.antecedent(r, 0, "") if r is not None else self.places.before(i, self._sentence(i).first)
        if party is None:
            return
        for s in self._state(places, "captured", party, i, "fell into its hands"):
            self._dated(i, self._date_end(j + 1, self._end(j)), s)

    def _withdrew(self, i: int, sense: Sense) -> None:
        end = self._end(i)
        party = self._subject(i, sense) if sense.role == "verb" or sense.pronoun else None
        if party is None:
            found = self.sides.after(i, self._sentence(i).last)
            party = self.sides.code(found) if found is not None else None
        if party is None:
            return
        places, after = [], i + 1
        if sense.governs == "direct":
            places, after, _ = self._object(i, end, sense)
        else:
            for j in range(i + 1, min(i + 12, end) + 1):
                c = self.chunks[j]
                if c.text in _FROM_PRONOUN:
                    r = self._relative(i)
                    places = self.places.antecedent(r, 0, c.text) if r is not None else self._pronoun(i, c.text)
                    after = j + 1
                    break
                if c.text in ("من", "عن"):
                    places, after, _ = self.places.list_after(j + 1, end)
                    if not places and j + 1 <= end and self.chunks[j + 1].kind in ("count", "unit"):
                        places, after, _ = self._named_later(j + 1, end)
                    if places:
                        break
                if c.text in ("الي", "نحو", "باتجاه"):
                    break
        made = self._state(places, "withdrew", party, i, "left it")
        for m in self._more_from(after, end):
            made += self._state(m, "withdrew", party, i, "left it")
        for s in made:
            self._dated(i, self._date_end(after, end), s)
            s.anterior = self._is_anterior(i)

    def _more_from(self, after: int, end: int) -> list[list[Chunk]]:
        """«… ثم من حقل العمر»."""
        found = []
        j = after
        while j + 1 <= end and (self.chunks[j].text in ("ثم", "وثم", "ومن", "من", "كذلك") or self.chunks[j].kind == "clause"):
            if self.chunks[j].text in ("ومن", "من"):
                places, j, _ = self.places.list_after(j + 1, end)
                if not places:
                    break
                found.append(places)
                continue
            j += 1
        return found

    def _entered(self, i: int, sense: Sense) -> None:
        """Who goes in where the other side has left takes the place."""
        sentence = self._sentence(i)
        near = [j for j in range(max(sentence.first, i - 25), min(sentence.last, i + 25) + 1)
                if self._sense[j] is not None and self._sense[j].code == "withdrew" and j != i]
        if not near:
            return
        end = self._end(i)
        party = self._subject(i, sense)
        if party is None:
            found = self.sides.after(i, sentence.last)
            party = self.sides.code(found) if found is not None else None
        places, after, partial = self._object(i, end, sense)
        if party is None or partial or sense.pronoun:
            return
        loser = self._loser(i, after, end, party)
        if loser is None:
            return
        for s in self._state(places, "captured", party, i, "went in after the other side had left"):
            s.from_ = loser
            self._dated(i, self._date_end(after, end), s)

    def _expelled(self, i: int, sense: Sense) -> None:
        end = self._end(i)
        sentence = self._sentence(i)
        sides = [c for c in self.chunks[i + 1 : min(i + 8, end) + 1] if self.sides.named(c)]
        if not sides or sense.role == "noun" and self.chunks[i].reading.article:
            return
        before = self.sides.before(i, sentence.first, gender_of_verb(self.chunks[i].text))
        if sense.pronoun or self._is_anterior(i):
            return
        if len(sides) > 1 and not sides[0].reading.preposition:
            winner, loser = self.sides.code(sides[0]), self.sides.code(sides[1])
        elif before is not None:
            winner, loser = self.sides.code(before), self.sides.code(sides[0])
        else:
            return
        places, after = [], i + 1
        for j in range(i + 1, end + 1):
            c = self.chunks[j]
            if c.text in _FROM_PRONOUN:
                r = self._relative(i)
                places = self.places.antecedent(r, 0, c.text) if r is not None else self._pronoun(i, c.text)
                after = j + 1
                break
            if c.text == "من":
                places, after, _ = self.places.list_after(j + 1, end)
                if not places and j + 1 <= end and self._sense[j + 1] is not None and self._sense[j + 1].code == "bastion":
                    for k in range(j + 2, min(j + 5, end) + 1):
                        if self.chunks[k].text == "في":
                            places, after, _ = self.places.list_after(k + 1, end)
                if places:
                    break
        for s in self._state(places, "captured", winner, i, "drove the other side out"):
            s.from_ = loser
            self._dated(i, self._date_end(after, end), s)

    # -- fighting ----------------------------------------------------------------------------------------------

    def _fought(self, places: list[Chunk], party: str | None, i: int, rule: str, end: int | None = None, implied: bool = False) -> None:
        """Statements of fighting; dated the report's day unless the fighting is told as past and dated."""
        clause = self._clause(i)
        end = self._end(i) if end is None else end
        going_on = any(c.text in _PRESENT or c.kind == "neutral" for c in self.chunks[max(clause.first, i - 8) : min(i + 5, end) + 1])
        for s in self._state(places, "contested", party, i, rule):
            s.date = self.report_date
            s.implied = implied
            if not going_on:
                dates = [c for c in self.chunks[clause.first : end + 1] if c.kind == "date" and c.index > self.context._dateline_end]
                dates.sort(key=lambda c: abs(c.index - i))
                for c in dates:
                    when = self.context.when(c)
                    if when is not None and when.start is not None and (not when.window or when.start == when.end):
                        s.date = when.start
                        break

    def _repelled(self, i: int, sense: Sense) -> None:
        end = self._end(i)
        attack = next((j for j in range(i + 1, min(i + 14, end) + 1) if self._sense[j] is not None and self._sense[j].code == "attack"), None)
        if attack is None or sense.pronoun:
            return
        self._used.add(attack)
        party = self._subject(i, sense)
        places = self._target(attack, self._end(attack))[0]
        self._fought(places, party, i, "repelled an attack there", end=self._end(attack))

    def _target(self, i: int, end: int) -> tuple[list[Chunk], int, str | None]:
        """The places of an attack: «هجوم … على L», «على مواقع X في L», «تسلل … إلى L»; and the side attacked, when said."""
        attacked = None
        seen_on = False
        for j in range(i + 1, min(i + 22, end) + 1):
            c = self.chunks[j]
            if c.text in ("علي", "الي", "نحو", "باتجاه", "ضد", "استهدف", "من محور") or (seen_on and (c.text in _IN or c.kind == "around")):
                seen_on = seen_on or c.text in ("علي", "الي", "نحو", "باتجاه")
                found, after, _ = self.places.list_after(j + 1, end)
                if found:
                    return found, after, attacked or self._posted(j, found[0].index)
                continue
            if seen_on and attacked is None and c.kind == "party":
                attacked = self._posted(j - 4, j + 1)
            if c.kind == "relative":
                break
        return [], i + 1, attacked

    def _posted(self, first: int, last: int) -> str | None:
        """«على مواقع X في …», «نقطة لـX»: whose positions are attacked."""
        for j in range(max(first, 0) + 1, last):
            c = self.chunks[j]
            if c.kind == "party" and any(d.text in _ATTACKED_AT or d.kind == "unit" for d in self.chunks[max(j - 3, 0) : j]):
                return c.code
        return None

    def _attacker(self, i: int, end: int) -> str | None:
        """Whose attack it is: «هجوم لـX», «هجوم X», «هجوم من X», «هجوم شنته X», else the subject before."""
        for j in range(i + 1, min(i + 7, end) + 1):
            c = self.chunks[j]
            if self.sides.named(c):
                return self.sides.code(c)
            if c.text in _ON or c.kind in ("comma", "place"):
                break
        for j in range(i - 1, max(i - 5, 0), -1):
            if self.chunks[j].text.lstrip("وف") in _TRYING:
                found = self.sides.after(j, i)
                return self.sides.code(found) if found is not None else self._before(j, gender_of_verb(self.chunks[j].text.lstrip("وف")))
        return self._before(i, "")

    def _attack(self, i: int, sense: Sense) -> None:
        end = self._end(i)
        if i + 1 < len(self.chunks) and (self.chunks[i + 1].text in _SHELLED or (
                self.chunks[i + 1].kind == "cause" and self.chunks[i + 1].code not in ("clash",))):
            return
        sentence = self._sentence(i)
        attacked = None
        if sense.governs == "direct":
            places, after, _ = self._object(i, end, sense)
            if not places and not sense.pronoun:
                places, after, attacked = self._in_object(i, end)
            if sense.role == "noun" and sense.pronoun and self.chunks[i].reading.preposition == "ل":
                return  # «مهد لاقتحامه» tells an aim
            attacker = self._subject(i, sense) if sense.role == "verb" else self._attacker(i, i)
        else:
            if self.chunks[i].reading.preposition == "ل" and any(c.text.startswith(("تعرض", "يتعرض")) for c in self.chunks[max(i - 4, 0) : i]):
                places, after = self._subject_place(i), i + 1
            else:
                places, after, attacked = self._target(i, end)
                if not places:
                    places, after = self._to_it(i, end)
            attacker = self._attacker(i, end)
        if not places:
            return
        implied = attacked is None
        if implied:
            attacked = self._victim(after, sentence.last, attacker)
        self._fought(places, attacked, i, "attacked there", end=end, implied=implied)

    def _in_object(self, i: int, end: int) -> tuple[list[Chunk], int, str | None]:
        """«هاجم X حاجزاً لـY في بلدة L»."""
        attacked = None
        for j in range(i + 1, end + 1):
            c = self.chunks[j]
            if c.kind == "party" and c.reading.preposition == "ل":
                attacked = c.code
            if c.text in _IN:
                found, after, _ = self.places.list_after(j + 1, end)
                if found:
                    return found, after, attacked
            if c.kind in ("relative", "clause"):
                break
        return [], i + 1, None

    def _to_it(self, i: int, end: int) -> tuple[list[Chunk], int]:
        """«فتسلل إليها …»"""
        for j in range(i + 1, min(i + 3, end) + 1):
            if self.chunks[j].text in ("اليها", "اليه", "عليها", "عليه"):
                return self._pronoun(i, self.chunks[j].text), j + 1
        return [], i + 1

    def _subject_place(self, i: int) -> list[Chunk]:
        return self.places.before(i, self._sentence(i).first)

    def _victim(self, after: int, last: int, attacker: str | None) -> str | None:
        """The side named after the attack's place that is not the attacker: it is the one attacked there."""
        for j in range(after, min(after + 26, last) + 1):
            c = self.chunks[j]
            if c.kind == "clause" and c.text.lstrip("و") not in ("حيث", "اذ"):
                return None
            if c.kind == "relative" or (self._sense[j] is not None and self._sense[j].code in ("captured", "holds", "withdrew")):
                return None
            if c.kind == "party" and c.code != attacker and c.code not in ("coalition", "russia", "turkey", "israel"):
                return c.code
        return None

    def _clash(self, i: int, sense: Sense) -> None:
        end = self._end(i)
        clause, sentence = self._clause(i), self._sentence(i)
        c = self.chunks[i]
        following = self.chunks[i + 1] if i + 1 <= end else None
        if following is not None and following.kind in ("place", "place_kind") and not following.reading.conjunction:
            if c.reading.stem.startswith("معرك") or c.text.lstrip("والب").startswith("معركه"):
                return
            places, _, _ = self.places.list_after(i + 1, end)
            if places:
                self._fought(places, None, i, "fighting there", end=end)
                return
        for j in range(i + 1, min(end, i + 32) + 1):
            d = self.chunks[j]
            if d.kind == "around" or d.text in _IN or (d.text == "الي" and j == i + 1) or (
                d.text in _ON and j + 1 <= end and (self.chunks[j + 1].kind == "around" or self.chunks[j + 1].text in ("محاور", "محور", "جبهه", "جبهات", "مشارف", "اطراف", "تخوم", "اسوار"))
            ):
                if d.text == "بين":
                    continue
                if j + 1 <= end and self.chunks[j + 1].kind == "around":
                    continue
                places, after, _ = self.places.list_after(j + 1, end)
                if places:
                    k = after
                    while k + 1 <= end and self.chunks[k].text in ("وعند", "وفي", "وعلي", "وداخل"):
                        more, after, _ = self.places.list_after(k + 1, end)
                        if not more:
                            break
                        places, k = places + more, after
                    self._fought(places, None, i, "fighting there", end=end)
                    return
            if d.text in _IN_PRONOUN and d.text.startswith("في"):
                break
            if d.kind in ("relative", "hedge", "by") or (d.kind == "outcome" and d.role == "noun"):
                break
        r = self._relative(i)
        if r is not None and any(d.text in _IN_PRONOUN for d in self.chunks[r:i]):
            self._fought(self.places.antecedent(r, 0, next(d.text for d in self.chunks[r:i] if d.text in _IN_PRONOUN)), None, i, "fighting there", end=end)
            return
        self._clash_before(i, clause, sentence, end)

    def _clash_before(self, i: int, clause: Clause, sentence: Sentence, end: int) -> None:
        """«تواصلت داخل X المعارك», «شهدت بلدة X اشتباكات», «وفي ضاحية X، سقط … في اشتباكات»."""
        for j in range(i - 1, max(clause.first, i - 14) - 1, -1):
            if self.chunks[j].text in _GOES_ON:
                for k in range(j + 1, i):
                    d = self.chunks[k]
                    if d.text in _IN or d.kind == "around" or self.chunks[j].text in _MET:
                        places, _, _ = self.places.list_after(k + 1 if d.text in _IN or d.kind == "around" else k, i - 1)
                        if places:
                            self._fought(places, None, i, "fighting there", end=end)
                            return
                return
        first = self.chunks[sentence.first]
        if first.text in ("وفي", "في", "ففي", "وعند", "وعلي") and clause.first == sentence.first:
            places, after, _ = self.places.list_after(sentence.first + 1, i)
            if places and not any(self._sense[j] is not None and self._sense[j].code != "fell" for j in range(sentence.first, i)):
                self._fought(places, None, i, "fighting there", end=end)

    def _advance(self, i: int, sense: Sense) -> None:
        end = self._end(i)
        for j in range(i + 1, min(i + 10, end) + 1):
            c = self.chunks[j]
            if c.text in ("في", "داخل"):
                places, after, _ = self.places.list_after(j + 1, end)
                self._fought(places, None, i, "advanced in it", end=end)
                return
            if c.text in _IN_PRONOUN and c.text.startswith("في"):
                self._fought(self._pronoun(i, c.text), None, i, "advanced in it", end=end)
                return
            if c.kind in ("comma", "place"):
                return

    def _shared(self, i: int, sense: Sense) -> None:
        r = self._relative(i)
        if r is not None:
            places = self.places.antecedent(r, 0, "")
        else:
            places = self.places.before(i, self._sentence(i).first, plural=False) or self._object(i, self._end(i), sense)[0]
        for s in self._state(places, "contested", None, i, "divided between sides"):
            s.date = self.report_date
            s.divided = True
