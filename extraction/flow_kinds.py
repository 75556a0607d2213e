"""How people moved: fled, displaced, evacuated under an agreement, returned, transferred, gave themselves up, or only arrived."""

from __future__ import annotations

from .chunk import Chunk
from .context import Context
from .figures import Figure
from .flow_people import FlowFacts
from .flow_stretches import Stretches
from .flow_words import roles
from .nationalities import nation
from .structure import Document


class KindReader:
    """Settles the kind of each flow: the code of its verb, and what the words around it say more."""

    def __init__(self, document: Document, context: Context, stretches: Stretches):
        self.chunks, self.context, self.stretches = document.chunks, context, stretches

    def read(self, facts: FlowFacts, whole: FlowFacts | None, own: Chunk | None) -> None:
        f = facts.figure
        governor = f.governor
        if whole is not None:
            refuge = own is not None and own.text.startswith("لج") and whole.kind == "displaced"  # «176 ألف نازح، بينهم 30 ألفاً لجأوا إلى X»
            moved = own is not None and own.kind == "movement" and own.role != "stock" and not self._only_left(own) and not refuge
            facts.kind = own.code if moved else whole.kind
            if own is not None and own.kind == "movement" and own.role == "stock":
                facts.kind = "displaced"
            return
        near = self.chunks[f.phrase.last + 1 : f.clause.last + 1]
        if own is not None and own.kind == "movement":
            facts.kind = own.code
        if facts.kind == "arrived" and any(
            c.kind == "movement" and c.code == "returned" and self.chunks[c.index + 1].text.removeprefix("ال").startswith("طوعي") for c in near[:-1]):
            facts.kind = "returned"  # «برنامج العودة الطوعية»
        if facts.kind == "arrived" and any("to" in roles(a.text) and "own_town" in roles(b.text) for a, b in zip(near, near[1:], strict=False)):
            facts.kind = "returned"  # «وصلت 27 عائلة من أهالي X إلى مدينتهم»
        if facts.kind == "arrived" and any(c.kind == "movement" and c.code == "returned" and c.role == "who" for c in near[:2]):
            facts.kind = "returned"  # «دخلتها 35 عائلة عائدة من X»
        fleeing = next((c for c in near if c.kind == "comma" or roles(c.text) & {"fleeing", "flight"}), None)
        if facts.kind == "arrived" and fleeing is not None and fleeing.kind != "comma" and (fleeing in near[:2] or "flight" in roles(fleeing.text)):
            facts.kind = "fled"
            facts.rules.append("they came in flight")
        if facts.kind == "arrived" and (leaving := self.stretches.leaving_verb(f)) is not None:
            facts.kind = leaving.code
            facts.rules.append("its departure is told too")
            if "هجر" in leaving.text and self._agreed(f):
                facts.kind = "evacuated"
        if facts.kind == "arrived" and governor is not None and self._is_batch_of_driven_out(governor, f):
            facts.kind = "evacuated"
            facts.rules.append("a convoy of those who were made to leave")
        if facts.kind == "displaced" and governor is not None and "هجر" in governor.text.replace("هجير", "هجر") and self._agreed(f):
            facts.kind = "evacuated"
            facts.rules.append("made to leave under an agreement")
        if facts.kind in ("evacuated", "fled", "arrived") and self._moved_by(f):
            facts.kind = "transferred"
            facts.rules.append("the authorities moved them")
        if facts.kind == "transferred":
            if any("themselves" in roles(c.text) for c in near):
                facts.kind = "surrendered"
            elif governor is not None and self._in_convoy(governor, f):
                facts.kind = "evacuated"
        elif facts.kind == "evacuated":
            if self._homeward(f):
                facts.kind = "returned"
            elif self._forced(f):
                facts.kind = "displaced"
                facts.rules.append("driven out")
            elif any(c.kind == "word" and "flight" in roles(c.text) for c in near) or (self._only_left(own or governor) and not self._agreed(f)):
                facts.kind = "displaced" if self._of_displacement(f) else "fled"

    def _moved_by(self, f: Figure) -> bool:
        """«وهي دفعة تنقلها السلطات», «…، ونقلتها السلطات إلى X»: who moved the people that are told to leave."""
        if f.governor is None or f.governor.kind != "movement" or f.governor.code == "fled":
            return False
        span = self.chunks[f.phrase.last + 1 : f.sentence.last + 1]
        for c, after in zip(span, span[1:], strict=False):
            if "moved_by" in roles(c.text) and (after.kind == "party" or "authority" in roles(after.text)):
                return True
            if c.kind in ("outcome", "stop", "clause"):
                return False
        return False

    def _forced(self, f: Figure) -> bool:
        """«أجبر القصف N عائلة على مغادرة X»."""
        return any("forces" in roles(c.text) for c in self.chunks[f.clause.first : f.index])

    def _of_displacement(self, f: Figure) -> bool:
        """«على صعيد النزوح غادر N مدني X»: what the clause is about says why they left."""
        return any(c.kind == "movement" and (c.reading.stem or c.text) == "نزوح" for c in self.chunks[f.clause.first : f.index])

    def _only_left(self, verb: Chunk | None) -> bool:
        return verb is not None and "leaves" in roles(verb.reading.stem or verb.text)

    def _agreed(self, f: Figure) -> bool:
        """An exit under an agreement, or in its convoys; of fighters it may be told a sentence earlier."""
        first, last = f.sentence.first, f.sentence.last
        if f.phrase.category == "combatant":
            before = self.context.sentence_before(f.sentence)
            first = before.first if before is not None and before.paragraph == f.sentence.paragraph else first
        if any("agreement" in roles(c.text) and c is not f.governor for c in self.chunks[first : last + 1]) or self._agreed_before(f):
            return True
        slipped_away = f.governor is not None and f.governor.index > f.index and f.governor.role == "noun"  # «تمكن N من الخروج»
        first, last = (f.clause.first if f.phrase.category != "combatant" else first), self.stretches.of(f)[1]
        return not f.raised and not slipped_away and any("convoy" in roles(c.text) or c.text == "متنها" for c in self.chunks[first : last + 1])

    def _agreed_before(self, f: Figure) -> bool:
        """An agreement that the sentence before tells of, in the same paragraph: «بدأ تنفيذ الاتفاق. وخرج N شخصاً …»."""
        before = self.context.sentence_before(f.sentence)
        if f.raised or before is None or before.paragraph != f.sentence.paragraph:
            return False
        return any("agreement" in roles(c.text) for c in self.chunks[before.first : before.last + 1])

    def _is_batch_of_driven_out(self, governor: Chunk, f: Figure) -> bool:
        """«وصلت الدفعة الثانية من مهجري X، وتضم N شخصاً»."""
        words = [roles(c.text) for c in self.chunks[governor.index + 1 : f.phrase.last + 1]]
        return any("convoy" in w for w in words) and any("driven_out" in w for w in words)

    def _in_convoy(self, governor: Chunk, f: Figure) -> bool:
        """«نقلت الحافلات N»، «نقل N بموجب اتفاق»."""
        clause = self.chunks[governor.index + 1 : f.clause.last + 1]
        return "convoy" in roles(clause[0].text) or any("agreement" in roles(c.text) for c in clause) if clause else False

    def _homeward(self, f: Figure) -> bool:
        group = self.chunks[f.governor.index + 1 : f.index] if f.governor is not None and f.governor.index < f.index else []
        after = self.chunks[f.phrase.last + 1 : f.clause.last + 1]
        if any(c.kind == "movement" and c.code == "returned" and c.role == "who" for c in (*group, *after[:2])) or self.stretches.returns_later(f):
            return True
        parts = False
        for n, c in enumerate(after):
            if c.kind == "clause" or (c.kind == "count" and not parts):
                break
            parts = c.kind == "part" or (parts and c.kind != "comma")  # «ستة آلاف، بينهم 517 لاجئاً، إلى بلدهم»
            if parts:
                continue
            if "to" in roles(c.text) and n + 1 < len(after):
                # «غادر N لاجئ X إلى قراهم»، «نحو الأراضي السورية»
                home = after[n + 1 : n + 3]
                return "own_home" in roles(home[0].text) or (
                    f.phrase.category == "displaced" and len(home) > 1 and "side_area" in roles(home[0].text) and nation(home[1]) == "SY")
        return False
