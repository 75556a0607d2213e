"""Which side a word means, and what part it plays: who did it, whom it befell, who holds a place."""

from __future__ import annotations

import datetime as dt
from functools import cache

from . import lexicon
from .agents import ATTACKERS, AgentReader
from .chunk import Chunk
from .figures import Figure
from .phrase import Phrase
from .structure import Document
from .vocabulary import Entry


class _Window:
    __slots__ = ("since", "until")

    def __init__(self, since: dt.date | None, until: dt.date | None):
        self.since, self.until = since, until

    def holds(self, day: dt.date | None) -> bool:
        if day is None:
            return self.since is None
        return (self.since is None or day >= self.since) and (self.until is None or day < self.until)


_ALWAYS = _Window(None, None)


@cache
def _windows() -> dict[tuple[str, str], _Window]:
    """Between which days a name or short form means a party."""
    windows = {}
    for row in lexicon.read("parties.csv", ("code", "names", "short", "default", "since", "until", "note"), required=("code",)):
        try:
            since, until = (dt.date.fromisoformat(row[c]) if row[c] else None for c in ("since", "until"))
        except ValueError:
            raise row.error(f"since is {row['since']!r}, until is {row['until']!r}; expected days as YYYY-MM-DD") from None
        window = _Window(since, until)
        for form in (*row.values("names"), *row.values("short")):
            windows[row["code"], form] = window
    return windows


def _window(entry: Entry) -> _Window:
    return _windows().get((entry.code, entry.phrase), _ALWAYS)


# Sides whose fighters are not called soldiers and officers.
_FROM_THE_AIR = frozenset(("coalition", "russia", "israel"))  # they strike from afar and lose nobody there
# No state's own men are called so.
_IRREGULAR = frozenset(("مسلح", "متشدد", "متمرد", "متطرف", "إرهابي", "جهادي", "داعشي"))
_STATES = {"government", "transitional_government", "turkey", "russia", "israel", "iraq", "coalition"}
_NO_SOLDIERS = frozenset(("opposition", "hts", "islamic_state", "local_armed", "unknown_gunmen", "iran_backed"))
_LOYAL = ("موالي", "مدعوم", "حليف", "مواليه", "تابع")
_ANNOUNCED = frozenset(("اعترف", "اعترفت", "اقر", "اعلنت", "اعلن", "قالت", "قال", "اكدت", "اكد", "ذكرت", "افادت", "اقرت", "باسم"))
_LOSES = frozenset(("مني", "منيت", "كلفت", "كلف", "تكبد", "تكبدت", "خسر", "خسرت", "يخسر", "تخسر", "فقد", "فقدت"))
_COST_THEM = frozenset(("كلفتهم", "كلفهم", "كبدتهم", "كبدهم", "كلفته", "كلفتها", "كلفها"))
_FOREIGN = frozenset(("الغربيه", "الاجنبيه", "الدوليه", "الامميه", "المتعدده", "الصديقه"))
_FACTIONS = frozenset(("فصائل", "فصيل"))
_MOURNS = frozenset(("نعي", "نعت", "نعوا"))
_INFLICTS = frozenset(("كبدت", "كبد", "كبدوا", "تكبيد"))
_FEMININE = frozenset(w.removeprefix("ال") for w in (
    "رئاسه", "الاركان", "قوات", "القوات", "وزاره", "فصائل", "الفصائل", "هيئه", "جبهه", "الجبهه", "قسد", "وحدات", "الوحدات", "تركيا", "روسيا", "اسرائيل", "المعارضه", "حركه",
             "فرقه", "ميليشيات", "الميليشيات", "كتائب", "الكتائب", "الاسايش", "الحكومه", "الاداره", "النصره", "الشرطه", "العشائر", "الهيئه", "سوريا", "انقره", "دمشق", "طهران", "موسكو", "واشنطن", "ايران"))


def is_feminine(chunk: Chunk) -> bool:
    return (chunk.reading.stem or chunk.text).split()[0].removeprefix("ال") in _FEMININE


class PartyReader:
    """Resolves the party chunks of a document and the parts that they play."""

    def __init__(self, document: Document, report_date: dt.date | None):
        self.doc, self.chunks = document, document.chunks
        self.report_date = report_date
        self.figures: list[Figure] = []
        self._resolve()
        self.doers = AgentReader(document)

    def _resolve(self) -> None:
        """Give every party chunk its code: by date where a name changed hands, short forms by their last full form."""
        heads: dict[str, str] = {}
        said: dict[bool, str] = {}
        mentioned: set[str] = set()
        turkish = False  # the side named last is Turkey
        named = self.doc.of_kind("party", "last_named")
        for chunk in named:
            if chunk.kind == "last_named":
                self._resolve_last(chunk, said)
            if chunk.kind != "party":
                continue
            if chunk.role == "last_named":
                continue
            entries = [e for e in chunk.entries if e.kind == "party"]
            full = [e for e in entries if e.role == "name"]
            dated = [e for e in full if _window(e).holds(self.report_date)]
            # A name that changed hands means, after that day, the side that has it now.
            dated.sort(key=lambda e: _window(e).since is None)
            # A short form is one only with its article: «القوات» takes up a side, «قوات» does not.
            has_article = chunk.reading.article or (chunk.reading.stem or chunk.text).startswith("ال")
            short = [e for e in entries if e.role != "name" and (has_article or not e.phrase.startswith("ال"))]
            if not full and not short:
                chunk.kind = "word"
                continue
            words = chunk.text.split()
            words[0] = chunk.reading.stem or words[0]
            last = heads.get(words[-1]) or heads.get("ال" + words[-1])
            if short and last is not None and (has_article or last in {e.code for e in entries}):
                chunk.code = last
            elif dated:
                chunk.code = dated[0].code
            elif full:
                chunk.code = full[0].code
                if chunk.code == "transitional_government" and ("حكوم" in chunk.text or "وزار" in chunk.text):
                    chunk.code = "government"  # the ministries of Damascus, before they changed hands
            else:
                default = [e for e in short if e.role == "default" and _window(e).holds(self.report_date)]
                others = [e for e in short if e.code in mentioned]
                if others and "قوات" in chunk.text and not any(e.code in mentioned for e in default):
                    default = others[:1]  # «القوات» where only «قسد» was named
                if not default:
                    # «الهيئة» or «المجلس» with no full name before it is no party.
                    chunk.kind = "word"
                    continue
                foreign = self.chunks[chunk.index + 1] if chunk.index + 1 < len(self.chunks) else None
                if foreign is not None and foreign.text in _FOREIGN:
                    chunk.kind = "word"  # «القوات الغربية»
                    continue
                if foreign is not None and foreign.kind == "nationality" and foreign.code != "SY" and foreign.text.startswith("ال") and not foreign.role:
                    chunk.kind = "word"  # «الجيش اللبناني»
                    continue
                chunk.code = foreign.role if foreign is not None and foreign.kind == "nationality" and foreign.role and foreign.text.startswith("ال") else default[0].code
            if chunk.code == "transitional_government" and not dated and full and chunk.code != last:
                chunk.code = self._belongs_to(chunk.index) or "government"  # before there was one
            joined = chunk.reading.conjunction == "و" and self.chunks[chunk.index - 1].kind == "party" and "فصائل" in chunk.text
            if chunk.code == "opposition" and turkish and (joined or self._loyal(chunk.index)):  # «القوات التركية والفصائل»
                chunk.code = "turkish_backed"
            elif chunk.code in ("opposition", "turkish_backed"):
                chunk.code = self._backed(chunk.index) or chunk.code
            turkish = chunk.code == "turkey"
            mentioned.add(chunk.code)
            said[is_feminine(chunk)] = chunk.code
            if full:
                for word in words:
                    if word.removeprefix("ال") == "جيش" and chunk.code == "opposition":
                        continue  # «الجيش» alone is the state's, also after «الجيش الحر»
                    heads[word if word.startswith("ال") else "ال" + word] = chunk.code
                    heads[word.removeprefix("ال")] = chunk.code
        for chunk, named_by in zip(named, named[1:], strict=False):
            # «فصائل "فجر الحرية"»: what follows the indefinite noun is its name.
            if chunk.kind == named_by.kind == "party" and named_by.index == chunk.index + 1 and chunk.text.split()[-1].lstrip("ول") in _FACTIONS and not (
                    named_by.reading.conjunction or named_by.reading.preposition):
                chunk.code = named_by.code
            opened = self.chunks[chunk.index + 1 : chunk.index + 4]
            if chunk.kind == named_by.kind == "party" and [c.kind for c in opened] == ["open", "party", "close"]:
                chunk.code = named_by.code  # «الأمن الداخلي (الأسايش)»: the brackets name it more exactly
        self.doc.judged(chunk for chunk in named if chunk.kind == "party")

    def _loyal(self, i: int) -> bool:
        """«القوات التركية والفصائل الموالية لها»: factions loyal to the side named just before."""
        words = [c.text for c in self.chunks[i + 1 : i + 3]]
        return len(words) == 2 and words[0].removeprefix("ال").startswith(("موالي", "مدعوم", "حليف", "مساند")) and words[1] in ("لها", "منها", "له", "منه")

    def _belongs_to(self, i: int) -> str | None:
        """«الأمن الداخلي التابع لقسد»: the side that a force is said to belong to."""
        for j in range(i + 1, min(i + 4, len(self.chunks))):
            if self.chunks[j].kind == "party" and self.chunks[j - 1].text.removeprefix("ال").startswith("تابع"):
                return next((e.code for e in self.chunks[j].entries if e.kind == "party" and e.role == "name"), None)
        return None

    def _backed(self, i: int) -> str | None:
        """«فصائل المعارضة المدعومة من تركيا», «فصائل عراقية موالية لإيران»: whose side factions are on that a state arms."""
        loyal = None
        for chunk in self.chunks[i + 1 : i + 6]:
            if chunk.text.removeprefix("ال").startswith(_LOYAL):
                loyal = chunk
            elif chunk.kind == "party" and loyal is not None:
                codes = {e.code for e in chunk.entries}
                return "turkish_backed" if "turkey" in codes else "iran_backed" if "iran_backed" in codes else None
            elif chunk.kind not in ("word", "nationality", "by", "party"):
                return None
        return None

    def _resolve_last(self, chunk: Chunk, said: dict[bool, str]) -> None:
        """«الأخيرة» is the side of its gender named last, unless it is an adjective («الأيام الأخيرة»)."""
        before = self.chunks[chunk.index - 1] if chunk.index else None
        adjective = before is not None and not chunk.reading.preposition and (
            before.text.startswith("ال") or before.kind in ("place", "place_kind", "date", "unit", "cause", "person"))
        code = said.get(chunk.text.endswith("ه"))
        if chunk.text.endswith("ون"):  # «الأخيرون»: of people, so of any side
            code = next((c.code for c in reversed(self.chunks[: chunk.index]) if c.kind == "party"), None)
        if adjective or code is None:
            chunk.kind = "word"
        else:
            chunk.kind, chunk.code, chunk.role = "party", code, "last_named"

    def last_before(self, index: int, not_in: tuple[str, ...] = ()) -> str | None:
        for i in range(index - 1, -1, -1):
            chunk = self.chunks[i]
            if chunk.kind == "party" and chunk.code not in not_in:
                return chunk.code
        return None

    def army(self) -> str:
        """The side of a soldier or officer that the text does not name: the Syrian army of the report's day."""
        after = self.report_date is not None and _windows()["transitional_government", "الجيش"].holds(self.report_date)
        return "transitional_government" if after else "government"

    def victims_side(self, f: Figure) -> str | None:
        """The side of combatants that the phrase names with a pronoun or not at all: the last side named that did not do it."""
        phrase = f.phrase
        if f.governor is not None and f.governor.text.removeprefix("و") in _MOURNS:
            mourner = next((c.code for c in self.chunks[f.governor.index + 1 : f.index] if c.kind == "party"), None)
            if mourner is not None:
                return mourner
        if phrase.soldier and not phrase.possessed:
            return self._announced(f) or self.army()
        if f.governor is not None and f.governor.text.removeprefix("و") in _LOSES and f.governor.index < f.index:
            subject = self.chunks[f.governor.index + 1 : f.governor.index + 3]
            if subject[0].text.startswith("ال") and subject[1].text == "الاخر":
                return self._other_side(f)  # «خسر الطرف الآخر 9 عناصر»
            if (side := self._subject_of_loss(subject[0])) is not None:
                return side
        if phrase.lemma in ("مهاجم", "متسلل"):
            before = self.chunks[f.governor.index - 1] if f.governor is not None and f.clause.first < f.governor.index < f.index else None
            killers = {f.agent} | ({before.code} if before is not None and before.kind == "party" and not before.reading.preposition else set())
            attackers = self.doers.attackers(f.index, frozenset(k for k in killers if k))
            defenders = {p for g in self.figures if g.sentence is f.sentence and g.index < f.index for p in (g.phrase.parties or ([self.army()] if g.phrase.soldier else []))}
            return attackers[0] if attackers else self.last_before(f.index, (*defenders, *(k for k in killers if k)))
        if phrase.lemma == "مدافع":
            return self.doers.defenders(f.index) or self.last_before(f.index, tuple(self.doers.attackers(f.index)))
        if phrase.pronoun == "نا":
            return self._speaker(f)
        if phrase.possessed:
            owner = self._owner(f, phrase)
            if owner is not None and not (phrase.soldier and owner in _NO_SOLDIERS):
                return owner
            if phrase.soldier:
                return self.army()
        doers = set(self.doers.agents(f.sentence.first, f.index)) | (_STATES if phrase.lemma in _IRREGULAR else set())
        for chunk in reversed(self.chunks[f.sentence.first : f.index]):
            if chunk.kind == "party" and chunk.code not in doers:
                return chunk.code
        return None

    def _subject_of_loss(self, subject: Chunk) -> str | None:
        """«خسر المهاجمون 12 من مقاتليهم», «فقدت قسد سبعة مقاتلين»: the side that the verb's subject means."""
        if subject.kind == "person" and subject.person.lemma in ATTACKERS:
            return self.doers.defenders(subject.index) if subject.person.lemma == "مدافع" else next(iter(self.doers.attackers(subject.index)), None)
        return subject.code if subject.kind == "party" and not subject.reading.preposition else None

    def _other_side(self, f: Figure) -> str | None:
        """The other of the two sides told before, whose own losses the figure before counts."""
        told = next((g for g in reversed(self.figures) if g.index < f.index and g.phrase.category == "combatant"), None)
        own = (told.phrase.parties or [self.victims_side(told)]) if told is not None else []
        sides = self.sides(f.index)
        others = [side for side in sides if own and side not in own]
        return others[0] if len(sides) == 2 and len(others) == 1 else None

    def _announced(self, f: Figure) -> str | None:
        """«أعلن الجيش التركي مقتل جنديين», «اعترف بإصابة ضابط»: a state that announces the loss of soldiers tells of its own."""
        if f.code not in ("killed", "wounded") or f.phrase.nationalities or f.governor is None or f.governor.role != "noun":
            return None
        side = self.chunks[f.governor.index - 1] if f.governor.index > f.clause.first + 1 else None
        if side is None or side.kind != "party" or side.code not in _STATES or side.reading.preposition:
            return None
        return side.code if self.chunks[side.index - 1].text.removeprefix("و") in _ANNOUNCED else None

    def _speaker(self, f: Figure) -> str | None:
        """«أربعة من مقاتلينا»: the side whose announcement is told."""
        for i in range(f.index - 1, -1, -1):
            c = self.chunks[i]
            if c.kind == "party" and c.index and self.chunks[c.index - 1].text.removeprefix("و") in _ANNOUNCED:
                return c.code
        return None

    def _owner(self, f: Figure, phrase: Phrase) -> str | None:
        """Whose fighters «عناصره» or «مقاتليها» are: the nearest side of that gender, rather one that acts than one counted."""
        feminine = phrase.pronoun == "ها"
        if f.governor is not None and f.governor.reading.conjunction and f.governor.index < f.index:
            told = next((g for g in self.figures if g.sentence is f.sentence and g.phrase.last == f.governor.index - 1 and g.phrase.parties), None)
            side = next((c for c in self.chunks[told.index : f.governor.index] if c.kind == "party"), None) if told is not None else None
            if side is not None and is_feminine(side) == feminine:
                return side.code  # «قُتل 21 من الفصائل وجُرح عدد من عناصرها»
        counted = {i for g in self.figures if g.index < f.index for i in range(g.index, g.phrase.last + 1)}
        near = [c for c in self.chunks[max(f.sentence.first - 40, 0) : f.index] if c.kind == "party" and is_feminine(c) == feminine and not self._backs(c.index)]
        near = [c for c in near if not self._aside(c.index)] or near
        # Who struck is not whose people they are.
        contrast = self.chunks[f.clause.first].kind == "clause"  # «…، في حين قُتل 20 من عناصره»: those who struck before may lose their own
        doers = self.doers.agents(f.clause.first if contrast else f.sentence.first, f.index)
        others = [c for c in near if c.code not in doers and not (contrast and c.code in _FROM_THE_AIR)]
        if not any(c.index >= f.sentence.first for c in others):
            doers = self.doers.agents(f.clause.first, f.index)
            others = [c for c in near if c.code not in doers]
        near = others or near
        acting = [c for c in near if c.index not in counted and f.sentence.first <= c.index]
        return (acting or near)[-1].code if acting or near else None

    def _aside(self, i: int) -> bool:
        """«اتفاق … الذي توصلت إليه X وY»: a side in a relative clause, which the sentence is not about."""
        for c in reversed(self.chunks[max(i - 8, 0) : i]):
            if c.kind in ("comma", "clause", "that", "stop", "break"):
                return False
            if c.kind == "relative":
                return True
        return False

    def _backs(self, i: int) -> bool:
        """«الفصائل المدعومة من X»: a state that only backs those told of."""
        before = self.chunks[i - 1].text if i else ""
        word = self.chunks[i - 2 if before == "من" else i - 1].text if i > 1 else ""
        return word.removeprefix("ال").startswith(_LOYAL) and word.startswith("ال")

    def loser(self, f: Figure) -> str | None:
        """Whose dead they are in «كلفت التنظيم 18 قتيلاً» and «التنظيم تكبد 450 قتيلاً»."""
        for j in range(f.index - 1, max(f.clause.first, f.index - 16) - 1, -1):
            word = self.chunks[j].text.removeprefix("و")
            if f.index - j > 10 and word not in ("كلفت", "كلف", "كبدت", "كبد"):
                continue  # «كلفت المعركة X، منذ بدء هجومه في …، 90 قتيلاً»
            if word in _INFLICTS:
                # «كبّدت X قوات Y 20 قتيلاً»: the side right before the number lost them.
                return next((c.code for c in reversed(self.chunks[j + 1 : f.index]) if c.kind == "party"), None)
            if word in _COST_THEM:  # «انتزع X البلدة في معارك كلفتهم 14 قتيلاً»: those who are the subject of the sentence
                return next((c.code for c in self.chunks[f.sentence.first : j] if c.kind == "party" and not c.reading.preposition and self.chunks[c.index - 1].text != "من"), None)
            if word in _LOSES:
                near = [k for k in range(max(f.clause.first, j - 3), f.index) if self.chunks[k].kind == "party"]
                return self.chunks[min(near, key=lambda k: (k < j, abs(k - j)))].code if near else None
        return None

    def sides(self, index: int) -> list[str]:
        """The two sides of the fighting that «من الطرفين» points back to, in the text's order."""
        found: list[str] = []
        for i in range(index - 1, -1, -1):
            chunk = self.chunks[i]
            if chunk.kind == "party" and chunk.reading.conjunction and self.chunks[i - 1].kind == "party" and self._with_other(i):
                continue  # «X من جهة، وY وZ من جهة أخرى»: Z fights beside Y
            if chunk.kind == "party" and chunk.code not in found:
                found.insert(0, chunk.code)
                if len(found) == 2:
                    break
        return found

    def _with_other(self, i: int) -> bool:
        """The party joined at chunk ``i`` is on the side of the one before it: «من جهة» stands behind both."""
        return any(c.kind == "side" or c.text == "من جهه اخري" for c in self.chunks[i + 1 : i + 3])
