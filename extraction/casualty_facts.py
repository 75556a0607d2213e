"""What is found out about the figures of casualties, and the figures told before one."""

from __future__ import annotations

from .chunks import Chunk
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
        stretch = self.around.chunks[f.sentence.first : f.index + 1] + self.around.chunks[f.phrase.last + 1 : f.clause.last + 1]
        if not any((c.kind == "cause" and c.reading.article) or c.kind == "same" for c in stretch):
            return None
        like = self.before(f)
        return like if like is not None and like.figure.sentence.index >= f.sentence.index - 2 else None
