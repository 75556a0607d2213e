"""Who moved: whom a flow counts, of which side, and who they mostly are."""

from __future__ import annotations

from .context import When
from .figures import Figure
from .flow_ends import Ends
from .flow_words import is_share, roles
from .nationalities import listed, nation
from .parties import PartyReader
from .phrase_words import is_mixed
from .phrase import Phrase
from .phrases import read_phrase
from .structure import Document

_SIDED = ("combatant", "detainee")
_BESIEGED = ("opposition", "hts", "islamic_state", "turkish_backed", "sdf")
_MEMORY = 250
"""Chunks before fighters who leave in which their side is looked for."""
_PEOPLE = ("child", "woman", "man", "civilian", "combatant", "displaced")


class FlowFacts:
    """What was found out about one figure of people who moved, before it becomes a record."""

    __slots__ = ("basis", "category", "composition", "ends", "figure", "inherits_nations", "kind", "measure", "nationalities", "pair", "parent",
                 "parties", "rules", "trailing", "when")

    def __init__(self, figure: Figure):
        self.figure = figure
        self.kind = figure.code
        self.category = "person"
        self.parties: list[str] = []
        self.composition: list[str] = []
        self.nationalities: list[str] = []
        self.inherits_nations = False
        self.trailing = False  # the nationalities stand behind the last of several joined counts, and hold for all of them
        self.ends = Ends()
        self.when: When | None = None
        self.measure = "incident"
        self.basis = "documented"
        self.parent: FlowFacts | None = None
        self.pair: FlowFacts | None = None
        self.rules: list[str] = list(figure.rules)


class PeopleReader:
    """Reads who moved. ``told`` are the facts read so far, in text order; ``counted`` the chunks of the figures' noun phrases."""

    def __init__(self, document: Document, parties: PartyReader, counted: frozenset[int], told: list[FlowFacts]):
        self.doc, self.chunks, self.parties = document, document.chunks, parties
        self.counted, self.told = counted, told

    def who(self, facts: FlowFacts, whole: FlowFacts | None, previous: FlowFacts | None) -> None:
        f, phrase = facts.figure, facts.figure.phrase
        category, parties = phrase.category, list(phrase.parties)
        if (code := self._plain_nation(f)) is not None:
            category, parties = "person", []
            facts.nationalities.append(code)
        if parties and self._from_country(f):
            category, parties = (category if phrase.lemma else None), []
        if f.governor is not None and (f.governor.reading.stem or f.governor.text).startswith(("سلم", "تسليم", "استسل")):
            # «سلّمت X N مقاتلاً لقوات Y»: Y takes them, they are not hers.
            takers = {c.code for c in self.chunks[f.index : phrase.last + 1] if c.kind == "party" and c.reading.preposition == "ل"}
            parties = [p for p in parties if p not in takers]
        if category is None and f.index > 1 and self.chunks[f.index - 1].kind == "total" and self.chunks[f.index - 1].text.endswith("هم"):
            category, parties = self._numbered(f)  # «مقاتلو التنظيم وعددهم N»
        total = self._total(f) if (f.raised or not phrase.people or phrase.generic) and whole is None else None
        if total is not None and category in (None, "person"):
            category = total.category or category
            parties = parties or list(total.parties)
            phrase.family = phrase.family or total.family
            facts.nationalities += [n for n in total.nationalities if n not in facts.nationalities]
        if whole is not None and whole.figure.phrase.family == f.phrase.family:
            if category is None or (category == "person" and phrase.people and phrase.of_previous):
                category, parties = whole.category, list(whole.parties)
            if category == "combatant" and not parties:
                parties = list(whole.parties)
        elif category is None and previous is not None and not f.raised and (
                (phrase.others and f.sentence is previous.figure.sentence) or (phrase.people is None and f.clause is previous.figure.clause)):
            category, parties = previous.category, list(previous.parties)
            phrase.family = phrase.family or category == "family"  # «40 عائلة، وغادرته 20 أخرى»
        nxt = self.chunks[phrase.last + 1] if phrase.last + 1 < len(self.chunks) else None
        if category == "combatant" and nxt is not None and "families" in roles(nxt.text):
            category, parties = "person", []
            facts.rules.append("fighters with their families")
        if category == "combatant" and not phrase.lemma and parties == ["local_armed"] and any("kin_name" in roles(c.text) for c in self.chunks[f.index : phrase.last + 1]):
            category, parties = "person", []  # «5 آلاف من بدو X»: a people, of whom not all are armed
        if category == "child" and any("people_of" in roles(c.text) for c in self.chunks[f.index : phrase.last + 1]):
            category = "person"  # «عشرات من أبنائها»: of those who come from there
        if category in (None, "combatant") and self.deserted(f) or (category == "combatant" and whole is not None and self.deserted(whole.figure)):
            named = [c.code for c in self.chunks[f.index : phrase.last + 3]
                     if (c.index <= phrase.last or self.chunks[c.index - 1].text == "عن") and c.kind == "party" and "deserter" not in roles(c.text) and c.reading.preposition != "ل"]
            if not named and (side := self._fled_from_side(f)) is not None:
                named = [side]
            category, parties = "combatant", named[:1] or ["government"]
            facts.rules.append("deserters leave their side, the government's forces where none is named")
        if not parties and category in ("combatant", "detainee"):
            behind = self.chunks[phrase.last + 1 : phrase.last + 4]
            if len(behind) == 3 and "belongs" in roles(behind[0].text) and behind[2].kind == "party":
                parties = [behind[2].code]  # «خمسة سجناء ينتمون إلى X»
        if category == "combatant" and not parties and not phrase.nationalities:
            parties = self._side(f, facts.kind)
        facts.category = "family" if phrase.family else (category or ("combatant" if parties else "person"))
        facts.parties = parties if facts.category in _SIDED else []

    def _numbered(self, f: Figure) -> tuple[str | None, list[str]]:
        for c in reversed(self.chunks[max(f.index - 8, f.clause.first) : f.index - 1]):
            if c.kind == "person":
                people = read_phrase(self.doc.tokens, self.chunks, c.index)
                return people.category, list(people.parties)
        return None, []

    def _plain_nation(self, f: Figure) -> str | None:
        """«10 أتراك», «سبعة روس»: people of a nation that gives a side its name."""
        c = self.chunks[f.index + 1] if f.phrase.last == f.index + 1 and not f.phrase.lemma else None
        return nation(c) if c is not None and c.kind == "party" and not c.reading.article else None

    def _from_country(self, f: Figure) -> bool:
        """«298 ألفاً من تركيا»: where they came from, no side of theirs."""
        span = self.chunks[f.index + 1 : f.phrase.last + 1]
        return any(a.text == "من" and "country" in roles(b.text) for a, b in zip(span, span[1:], strict=False))

    def _side(self, f: Figure, kind: str) -> list[str]:
        """Whose fighters they are where their noun phrase does not say it: of the side that a pronoun means, or of those told before."""
        nxt = self.chunks[f.phrase.last + 1] if f.phrase.last + 1 < len(self.chunks) else None
        side = None
        if nxt is not None and "latter" in roles(nxt.text):
            side = self.parties.last_before(f.index)
        elif f.phrase.possessed:
            side = self.parties.victims_side(f)
        else:
            for told in reversed(self.told):
                if told.figure.sentence is not f.sentence and f.code != "evacuated":
                    break
                if told.category == "combatant" and told.parties:
                    return list(told.parties)
            if f.code == "evacuated" or kind == "surrendered":
                side = self._besieged(f)
        return [side] if side is not None else []

    def _besieged(self, f: Figure) -> str | None:
        """Fighters who leave under an agreement or give themselves up are of the side named last that is not the government's, its ally's or their taker's."""
        takers = {c.code for c in self.chunks[f.index : f.clause.last + 1] if c.kind == "party" and c.reading.preposition == "ل"}
        for c in reversed(self.chunks[max(f.index - _MEMORY, 0) : f.index]):
            if c.kind == "party" and c.code in _BESIEGED and c.code not in takers and self.chunks[c.index - 1].text != "مع":
                return c.code
        return None

    def _fled_from_side(self, f: Figure) -> str | None:
        """«ضابطان فرّا من الجيش»: fighters who flee from a side, with no land of theirs named, desert it."""
        after = self.chunks[f.phrase.last + 1 : f.phrase.last + 4]
        if f.phrase.category != "combatant" or f.phrase.parties or len(after) < 3 or after[0].kind != "movement" or after[0].code != "fled":
            return None
        return after[2].code if after[1].text == "من" and after[2].kind == "party" else None

    def deserted(self, f: Figure) -> bool:
        words = [t.text for c in self.chunks[f.index : f.phrase.last + 2] for t in self.doc.tokens[c.first : c.last + 1]]
        governor = f.governor
        if self._fled_from_side(f) is not None:
            return True
        return any("deserter" in roles(w) for w in words) or (governor is not None and "deserter" in roles(governor.reading.stem or governor.text))

    def _total(self, f: Figure) -> Phrase | None:
        """The noun phrase after «عدد / تعداد» whose number the figure is."""
        after = range(f.phrase.last + 1, min(f.clause.last, f.phrase.last + 30) + 1)
        for span in (after, range(f.index - 1, f.clause.first - 1, -1)):
            for j in span:
                c = self.chunks[j]
                if c.kind == "total" and j + 1 < len(self.chunks):
                    nxt = self.chunks[j + 1]
                    if nxt.kind == "movement" and nxt.role == "who" and j + 2 < len(self.chunks):
                        nxt = self.chunks[j + 2]  # «عدد العائدين السوريين»
                    if nation(nxt) is not None:
                        people = Phrase()
                        people.nationalities = listed(self.chunks, nxt.index, f.clause.last)
                        return people
                    if nxt.kind == "party":  # «عدد المقاتلين المعارضين الذين استسلموا»
                        fighters = read_phrase(self.doc.tokens, self.chunks, j + 1)
                        fighters.category, fighters.parties = "combatant", [nxt.code, *fighters.parties]
                        return fighters
                    return read_phrase(self.doc.tokens, self.chunks, j + 1) if nxt.kind == "person" else None
                if c.kind == "count" and j != f.index:
                    break
        return None

    def composition(self, facts: FlowFacts, last: int) -> None:
        f = facts.figure
        for j in range(f.index + 1, min(f.phrase.last, last)):
            if self.chunks[j].text == "من" and is_mixed(self.chunks, j + 1):  # «170 شخصاً من النساء والأطفال»
                joined = [c.person.category for c in self.chunks[j + 1 : j + 3] if c.person.category in _PEOPLE]
                facts.composition += joined if "combatant" not in joined else []  # «من مقاتلين ومدنيين»: of both, mostly of none
                return
        for j in range(f.phrase.last + 1, last + 1):
            c = self.chunks[j]
            most = "most" in roles(c.text) or (c.kind == "part" and is_share(self.chunks, j))
            if not most:
                if c.kind in ("movement", "outcome") or (c.kind == "count" and c.count.taken_for is None and c.index in self.counted):
                    break
                continue
            for d in self.chunks[j + 1 : last + 1]:
                if d.kind == "person":
                    if d.person.category in _PEOPLE and d.person.category not in facts.composition:
                        facts.composition.append(d.person.category)
                elif d.text not in ("من", "و", "هم"):
                    break
            return
