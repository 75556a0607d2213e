"""What is found out about the figures of casualties, and the figures told before one."""

from __future__ import annotations

from .chunk import Chunk
from .circumstances import Circumstances
from .context import When
from .figures import CASUALTY, Figure


class Facts:
    """What was found out about one figure, before it becomes a record."""

    __slots__ = ("basis", "by", "category", "cause", "dated", "figure", "measure", "outcome", "own_cause", "own_places", "parties", "places", "rules", "series", "when")

    def __init__(self, figure: Figure):
        self.figure = figure
        self.outcome = figure.code
        self.category = "person"
        self.parties: list[str] = []
        self.by: list[str] = []
        self.cause: str | None = None
        self.places: list[Chunk] = []
        self.own_places = self.own_cause = False  # whether its own words name them
        self.when: When | None = None
        self.measure = "incident"
        self.dated = False
        self.series: Facts | None = None
        self.basis = "documented"
        self.rules: list[str] = list(figure.rules)


_SPEAK = frozenset("اضاف اضافت اضافوا تابع تابعت اوضح اوضحت ذكر ذكرت ذكروا قال قالت قالوا افاد افادت اشار اشارت اكد اكدت ذهب ذهبت تحدث تحدثت اورد اوردت فقال فقالت "
                   "فتحدث فتحدثت فاورد فاوردت فذكر فذكرت".split())


class SoFar:
    """The facts of the figures read so far, in the order of the text."""

    def __init__(self, around: Circumstances):
        self.around = around
        self._facts: dict[Figure, Facts] = {}

    def add(self, facts: Facts) -> None:
        self._facts[facts.figure] = facts

    def of(self, figure: Figure | None) -> Facts | None:
        return self._facts.get(figure) if figure is not None else None

    def before(self, f: Figure, parts: bool = False) -> Facts | None:
        """The last casualty figure told before in the paragraph, rather a whole than its parts unless ``parts``."""
        told: list[Figure] = []  # of the nearest sentence that has any, the last one first
        for g in self.around.figures_before(f):
            if g.sentence.paragraph != f.sentence.paragraph or (told and g.sentence is not told[0].sentence):
                break
            if g.kind == CASUALTY and g.sentence.title == f.sentence.title:
                told.append(g)
        if not told:
            return None
        like = told[0] if parts else next((g for g in told if g.parent is None), told[-1])
        return self._facts[like]

    def continued(self, f: Figure) -> Facts | None:
        """«وأضافوا أن 40 آخرين أصيبوا», «أما المرصد فقال إن 21 قُتلوا»: the figure before, where a sentence that says who speaks names no day,
        place or cause of its own."""
        around, sentence = self.around, f.sentence
        if f.parent is not None or f.raised or f.phrase.stock or f.agent or sentence.title:
            return None
        opener = around.chunks[sentence.first]
        speaks = opener.text.removeprefix("و") in _SPEAK or (opener.text in ("اما", "غير ان", "لكن") and any(
            c.text.removeprefix("ف").removeprefix("و") in _SPEAK for c in around.chunks[sentence.first : f.index]))
        if not speaks or any(
                c.kind in ("date", "cause") or (c.kind == "place" and around.context.is_event_place(c)) or (c.kind == "place_kind" and around.context.meant(c))
                for c in around.chunks[sentence.first : sentence.last + 1]):
            return None
        like = next((g for g in around.figures_before(f) if g.parent is None and g.sentence is not sentence and g in self._facts), None)
        if like is None or like.sentence.title or like.sentence.index < sentence.index - 2 or like.sentence.paragraph < sentence.paragraph - 1:
            return None
        facts = self._facts[like]
        return facts if facts.measure == "incident" and like.code in ("killed", "wounded", "losses") and f.code in ("killed", "wounded", "losses") else None

    def joined(self, f: Figure) -> Facts | None:
        """«القضاء على 18 وإصابة آخرين», «قُتل خمسة …، ولقي 20 … حتفهم»: the figure right before, where this one's verb or noun is joined to it."""
        governor = f.governor
        if governor is None or governor.index >= f.index or f.parent is not None or not governor.reading.conjunction:
            return None
        like = next((g for g in self.around.figures_before(f) if g.parent is None), None)
        if like is None or like.sentence is not f.sentence or like not in self._facts or like.clause.index < f.clause.index - 1:
            return None
        between = self.around.chunks[like.phrase.last + 1 : governor.index]
        return self._facts[like] if not any(c.kind in ("clause", "comma") for c in between) else None

    def same_event(self, f: Figure) -> Facts | None:
        """The figure of the sentence before, where this sentence goes on about its event: «وأصيب في التفجير …»."""
        chunks = self.around.chunks
        stretch = chunks[f.sentence.first : f.index + 1] + chunks[f.phrase.last + 1 : f.clause.last + 1]
        if not any((c.kind == "cause" and c.reading.article) or (c.kind == "same" and chunks[c.index - 1].kind not in ("place", "place_kind")) for c in stretch):
            return None
        like = self.before(f)
        return like if like is not None and like.figure.sentence.index >= f.sentence.index - 2 else None
