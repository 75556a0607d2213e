"""Of which nationalities those are who moved: adjectives, «من جنسيات X وY», citizens of a state, and what a part has from its whole."""

from __future__ import annotations

from .chunk import Chunk
from .figures import Figure
from .flow_people import FlowFacts
from .flow_words import is_share, roles
from .nationalities import country_at, listed, nation
from .nationality_forms import adjective
from .structure import Document

_BACK = 40
"""Chunks before «رعاياها» in which the state that takes its people back is looked for."""
_WITHIN = 6
"""Chunks of «من أبناء مقاتلي التنظيم الألمان» before its adjective."""


class NationReader:
    """Reads the nationalities of flows. ``counted`` are the chunks of the noun phrases of all figures."""

    def __init__(self, document: Document, counted: frozenset[int]):
        self.chunks, self.counted = document.chunks, counted

    def read(self, facts: FlowFacts, whole: FlowFacts | None, last: int, previous: FlowFacts | None) -> None:
        """Fill in the nationalities of ``facts``; ``last`` is the last chunk of its statement, ``previous`` the flow told before it."""
        f = facts.figure
        found = facts.nationalities + [n for n in f.phrase.nationalities if n not in facts.nationalities]
        for codes in (self._after_phrase(f), self._foreigners(f)):
            found += [n for n in codes if n not in found]
        if not found:
            found = self._citizens(f, last)
            facts.trailing = bool(found)
        facts.inherits_nations = bool(found)
        if not found:
            found = self._in_statement(facts, last)
        if not found and whole is None:
            found = self._of_group(facts)
        if not found and whole is not None and whole.inherits_nations:
            found, facts.inherits_nations = list(whole.nationalities), True
        if not found and f.phrase.others and previous is not None and previous.inherits_nations and previous.category == facts.category:
            found, facts.inherits_nations = list(previous.nationalities), True  # «40 عائلة عراقية، وخرجت 20 أخرى»
        facts.nationalities = found

    def share(self, previous: FlowFacts, facts: FlowFacts) -> None:
        """«15 امرأة و32 طفلاً من الجنسية X»: what stands behind the last of joined counts holds for those before it."""
        if facts.trailing and facts.figure.phrase.lemma and not previous.nationalities:
            previous.nationalities = list(facts.nationalities)

    def _after_phrase(self, f: Figure) -> list[str]:
        """The adjective of a people that no lexicon lists, or of those whose people they are.

        «186 ألفاً من الأكراد السوريين»، «آلاف المسيحيين العراقيين»، «12 طفلاً من أبناء مقاتلي التنظيم الألمان»، «18 ألفاً منهم سوريون».
        """
        of = f.phrase.last + 1
        if of >= len(self.chunks):
            return []
        if f.phrase.of_previous:
            return listed(self.chunks, of, f.clause.last) if nation(self.chunks[of]) is not None else []
        if self.chunks[of].text != "من":
            of -= 1
        for c in self.chunks[of + 1 : min(of + _WITHIN, f.clause.last + 1)]:
            if nation(c) is not None:
                plural = c.text.startswith("ال") and c.index > of + 1 and not c.text.endswith(("ه", "ي"))  # «من الجهة السورية» is no people
                return listed(self.chunks, c.index, f.clause.last) if plural else []
            people = c.kind in ("person", "party") or (c.kind == "word" and (c.text.startswith("ال") or roles(c.text) & {"people_of", "families", "kin"}))
            if not people or c.text.startswith("القادم"):
                return []
        return []

    def _citizens(self, f: Figure, last: int, first: int | None = None) -> list[str]:
        """«أعادت فرنسا 15 من رعاياها»: of the state named last; «من رعايا فرنسا», «من مواطني كازاخستان»."""
        for c in self.chunks[(f.index if first is None else first) + 1 : min(f.phrase.last + 4, last + 1)]:
            if "citizens" not in roles(c.text):
                if c.kind in ("count", "comma", "movement") and first is None:
                    return []
                continue
            if not c.text.endswith(("ها", "ه")):
                return listed(self.chunks, c.index + 1, last, countries=True)
            for j in range(c.index - 1, max(c.index - _BACK, -1), -1):
                code = nation(self.chunks[j]) or next((a for a in map(adjective, self.chunks[j].text.split()) if a is not None), None)
                if code is None and (state := country_at(self.chunks, j)) is not None:
                    code = state[0]
                if code is not None:
                    return [code]
        return []

    def _foreigners(self, f: Figure) -> list[str]:
        """«20 أجنبياً من فرنسا وبلجيكا»: countries of foreigners are their nationalities, where other people would come from them; «بين فرنسي وألماني»."""
        last = f.phrase.last
        for j in (last, last + 1):
            if j + 2 < len(self.chunks) and "foreign" in roles(self.chunks[j].text) and (
                    (self.chunks[j + 1].text == "من" and country_at(self.chunks, j + 2)) or (self.chunks[j + 1].text == "بين" and nation(self.chunks[j + 2]))):
                return listed(self.chunks, j + 2, f.clause.last, countries=True)
        return []

    def _in_statement(self, facts: FlowFacts, last: int) -> list[str]:
        """What the words behind the noun phrase say, but for those of the counts among them."""
        in_part = False
        phrase = facts.figure.phrase
        for j in range(phrase.last + 1, last + 1):
            c = self.chunks[j]
            if c.kind == "count" and c.index in self.counted:
                in_part = True  # until the next comma, the words describe those counted here
            elif c.kind == "comma":
                in_part = False
                after = self.chunks[j + 1] if j < last else c
                if j == phrase.last + 1 and nation(after) is not None and after.text.endswith(("ين", "ون", "ات")):
                    return listed(self.chunks, j + 1, last)  # «3500 شخص، سوريين وعراقيين، …»
            elif not in_part and (named := self._named(c, last)):
                facts.trailing = j <= phrase.last + 3
                return named
        return []

    def _named(self, c: Chunk, last: int) -> list[str]:
        """«من جنسيات X وY»، «بينهم فرنسيون»، «غالبيتهم من العراقيين»: those that the words from ``c`` on name."""
        if c.kind == "word" and "of_nations" in roles(c.text):
            return listed(self.chunks, c.index + 1, last, countries=True)
        if (c.kind == "part" and c.code in ("subset", "all") and not is_share(self.chunks, c.index)) or c.kind == "open" or "most" in roles(c.text):
            after = c.index + 1
            while after <= last and (self.chunks[after].text in ("من", "ايضا", "هم") or self.chunks[after].kind == "person"):
                after += 1
            if after <= last and nation(self.chunks[after]) is not None:
                return listed(self.chunks, after, last)
            if after <= last and self.chunks[after - 1].text == "من" and country_at(self.chunks, after) is not None:
                return listed(self.chunks, after, last, countries=True)
        return []

    def _of_group(self, facts: FlowFacts) -> list[str]:
        """«دفعة من النازحين العراقيين تضم N»، «غادر النازحون العراقيون، وعددهم N»: so is the group that the number counts."""
        f = facts.figure
        if f.governor is None or f.governor.index > f.index:
            return []
        group = self.chunks[f.governor.index + 1 : f.index]
        sized = any("group" in roles(c.text) for c in group) or (bool(group) and group[-1].kind in ("total", "open"))
        for n, c in enumerate(group[:-1] if sized else ()):
            if "citizens" in roles(c.text):
                return self._citizens(f, f.index, f.governor.index)  # «نقلت السلطات العراقية دفعة من رعاياها تضم N»
            if "of_nations" in roles(c.text):
                return listed(group, n + 1, len(group) - 1, countries=True)
            if (c.kind in ("person", "movement") or (c.text == "من" and group[n + 1].reading.article)) and nation(group[n + 1]) is not None:
                found = listed(group, n + 1, len(group) - 1)
                facts.inherits_nations = len(found) == 1  # so are their children
                return found
        return []
