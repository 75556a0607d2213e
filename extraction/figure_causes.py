"""What killed or wounded: the cause that a figure's own words name, or that it takes over from the clauses before."""

from __future__ import annotations

from collections.abc import Sequence

from .agents import FIRE, AgentReader
from .chunk import Chunk
from .context import Context
from .figure_stretches import GENERAL, Stretches
from .figures import Figure
from .structure import Among

# Of several causes in one stretch the most particular one is meant: a suicide bomber drives a car bomb.
_PARTICULAR = ("drone_strike", "suicide_bombing", "landmine", "chemical", "torture", "execution", "hardship", "mixed", "ied", "air_strike",
               "shooting", "shelling", "clash")
_USED = ("مصادر", "مصدر", "مزود", "محمل", "مجهز", "مسلحه ب", "تستخدم", "استخدم", "باستخدام", "يستخدم")
_OF_MARCHES = frozenset("سلميه حاشده احتجاجيه شعبيه سياسيه طلابيه كبيره ضخمه".split())
_RESUMED = frozenset(("فيها", "فيه", "خلالها", "خلاله", "فيهما", "اثرها"))
_STRIKE = frozenset(("قصف", "غاره", "ضربه", "هجوم", "تفجير", "انفجار", "كمين", "استهداف", "مداهمه"))
# Causes that one sentence may join: «الغارات والقصف المدفعي».
_ALIKE = frozenset(("air_strike", "shelling", "clash", "ied", "drone_strike", "shooting"))
_THEN = ("اعقبه", "اعقبت", "يعقبه", "تلته", "تلاه", "تبعه", "تبعته", "ترافق", "مصحوب", "بالتزامن", "تزامن", "متزامن")
_BLEW = frozenset(("فجر", "فجرت", "وفجر", "وفجرت", "فجروا", "فجرا"))
_THEMSELVES = frozenset(("نفسه", "نفسها", "انفسهم", "نفسيهما"))
_BLEW_OR_FIRED = _BLEW | FIRE
_AIRCRAFT = ("طايرات", "طائرات", "طيران", "سلاح الجو", "مروحي", "مقاتلات")


class Causes(Stretches):
    """Reads causes for the figures of one document."""

    def __init__(self, context: Context, agents: AgentReader, figures: Sequence[Figure]):
        super().__init__(context, agents, figures)
        self._causes = Among(
            c for c in self.chunks if (c.text in _BLEW_OR_FIRED and (c.text in _BLEW or agents.fires(c.index)) if c.kind == "word" else
                                       not self._marches(c) if c.kind == "cause" else
                                       (c.kind == "party" or len(c.entries) > 1) and c.kind != "unit" and self._names_cause(c)))

    def _marches(self, c: Chunk) -> bool:
        """Whether a word of causes is none: «خلال مسيرة سلمية»: a march is written like a drone; «تُستخدم فيها المدفعية»: weapons of a clash are no event of their own."""
        if c.code != "chemical" and any(b.text.removeprefix("و").startswith(_USED) for b in self.chunks[max(c.index - 2, 0) : c.index]):
            return True
        if c.code != "drone_strike":
            return False
        before, after = self.chunks[c.index - 1].text if c.index else "", self.chunks[c.index + 1].text if c.index + 1 < len(self.chunks) else ""
        return len(c.text.split()) == 1 and (after in _OF_MARCHES or before in ("في", "خلال", "اثناء"))

    def cause(self, f: Figure) -> str | None:
        """The cause that the figure's own statement names; what a part says of itself is not the whole's."""
        if (resumed := self._resumed(f)) is not None:
            return resumed
        apart = self.told_of_parts(f)
        attack = None
        for first, last in self.near(f):
            found = self._cause_in(first, last, apart)
            if found == "clash" and self._only_attack(first, last):
                attack = found  # «وفي هجوم آخر، مقتل ثلاثة وإصابة أربعة بانفجار عبوة»: how it was made stands elsewhere
            elif found is not None:
                return found
        return attack

    def _resumed(self, f: Figure) -> str | None:
        """«اشتباكات قُتل فيها خمسة»: the pronoun takes up the nearest cause before the verb."""
        g = f.governor
        if g is None or f.parent is not None or g.index >= f.index or self.chunks[g.index + 1].text not in _RESUMED:
            return None
        cause = next((c for c in reversed(self.chunks[f.sentence.first : g.index]) if c.kind == "cause"), None)
        if cause is None or self._only_attack(cause.index, cause.index):
            return None
        return self._cause_in(max(f.sentence.first, cause.index - 3), cause.index)

    def cause_before(self, f: Figure) -> str | None:
        apart = False
        for first, last in self.before(f, ("cause",)):
            # Past «بينما» or «كما» another event is told: how its own people died says nothing of these.
            apart = apart or self.chunks[f.clause.first].kind == "clause"
            others = {i for g in (self.figures_in(first, last) if apart else ()) for i in range(g.index, self.own(g)[1] + 1)}
            if (found := self._cause_in(first, last, others)) is not None:
                return found
            apart = apart or self.chunks[max(first, 0)].kind == "clause"
        return None

    def cause_told(self, f: Figure) -> str | None:
        """The cause that the sentence before tells, in the paragraph of the figure."""
        before = self.context.sentence_before(f.sentence)
        return self._cause_in(before.first, before.last) if before is not None and before.paragraph == f.sentence.paragraph else None

    def taken_up(self, f: Figure) -> bool:
        """The cause that the figure names is one told before: «في القصف ذاته», «أصيب في التفجير»."""
        first, last = self.own(f)
        causes = [c for c in self.chunks[max(first, f.clause.first) : last + 1] if c.kind == "cause"] or [
            c for c in self.chunks[f.clause.first : first] if c.kind == "cause"]  # «وتسبب القصف بمقتل …»
        return bool(causes) and all(c.reading.article and c.reading.stem in GENERAL for c in causes)

    def one_strike(self, f: Figure) -> bool:
        """The figure's own words name one attack, in the singular."""
        first, last = self.own(f)
        return any(c.kind == "cause" and not c.reading.article and (c.reading.stem or c.text).split()[0] in _STRIKE for c in self.chunks[max(first, f.clause.first) : last + 1])

    def by_attack(self, f: Figure) -> bool:
        """The figure's own words only name an attack, not how it was made."""
        first, last = self.own(f)
        return self._only_attack(max(first, f.clause.first), last)

    def _only_attack(self, first: int, last: int) -> bool:
        causes = [c for c in self.chunks[max(first, 0) : last + 1] if c.kind == "cause"]
        return bool(causes) and all((c.reading.stem or c.text).removeprefix("ال").startswith(("هجوم", "هجمات")) for c in causes)

    def _cause_in(self, first: int, last: int, apart: set[int] = frozenset()) -> str | None:
        found: list[Chunk] = []
        for c in self._causes.within(first, last):
            if c.index in apart:
                continue
            if c.kind != "word" or self.agents.fires(c.index):
                found.append(c)
            elif c.text in _BLEW and any(b.text in _THEMSELVES for b in self.chunks[c.index + 1 : c.index + 7]):
                return "suicide_bombing"
        if not found:
            return None
        codes = [self._code_here(c) for c in found]
        for (a, first_code), (b, second_code) in zip(zip(found, codes), list(zip(found, codes))[1:]):
            joined = b.reading.conjunction and b.index - a.index <= 3
            if first_code != second_code and (joined or self._followed(a, b)) and {first_code, second_code} <= _ALIKE | {"suicide_bombing"} and (
                    not joined or {first_code, second_code} <= _ALIKE):
                return "mixed"
        return min(codes, key=_PARTICULAR.index)

    def _followed(self, a: Chunk, b: Chunk) -> bool:
        """«غارات أعقبها قصف», «تفجير تلته اشتباكات»: both did it, one after the other."""
        return b.index - a.index <= 8 and any(c.kind == "word" and c.text.removeprefix("و").startswith(_THEN) for c in self.chunks[a.index + 1 : b.index])

    def _code_here(self, c: Chunk) -> str:
        """The cause with its adjectives: «القصف التركي الجوي والمدفعي» is both."""
        code = self._code(c)
        if code == "shelling" and (c.reading.stem or c.text).startswith("قصف"):
            words = {b.text.removeprefix("و").removeprefix("ال") for b in self.chunks[c.index + 1 : c.index + 5] if b.kind in ("word", "nationality")}
            if "جوي" in words:
                return "mixed" if words & {"مدفعي", "صاروخي", "بري"} else "air_strike"
        return code

    def _names_cause(self, c: Chunk) -> bool:
        return self._code(c) is not None

    def _code(self, c: Chunk) -> str | None:
        if c.kind == "word" and self.agents.fires(c.index):
            return "shooting"
        if c.kind == "cause":
            return c.code
        if c.kind == "party":
            return "air_strike" if (c.reading.stem or c.text).removeprefix("ال").startswith(_AIRCRAFT) else None
        for entry in c.entries:
            if entry.kind == "cause":
                return entry.code
        return None
