"""Which counts of people are figures: what governs each one, and which is a part of which.

A figure's governor is the word that says what happened to the people: a verb or verbal noun before it in the clause
(«مقتل N», «أصيب N»), a verb after it («أن N قُتلوا», «N الذين قضوا»), or the counted noun itself («N قتيلاً»).
"""

from __future__ import annotations

from .chunks import Chunk
from .phrases import Phrase, read_phrase
from .structure import Document, Sentence

CASUALTY, FLOW = "casualty", "flow"
_TRIGGERS = frozenset(("outcome", "movement"))
_WALLS = frozenset(("clause", "semicolon", "stop", "break"))
_FAMILY = {"outcome": CASUALTY, "movement": FLOW}
_PART_OUTCOMES = {"killed": "killed", "wounded": "wounded", "captured": "captured", "abducted": "abducted"}
_LIGHT = frozenset(("word", "date", "place", "place_kind", "party", "comma", "cause", "nationality", "open", "close", "number", "dash", "around",
                    "same", "source", "person", "count", "colon", "sign", "total", "slash", "hedge", "sure", "until", "side", "unit", "by", "because"))


class Figure:
    """A count of people with what governs it. ``value``/``low``/``high`` are as in the count."""

    __slots__ = ("agent", "bare", "chunk", "code", "definite", "governor", "index", "kind", "parent", "part_role", "phrase", "raised",
                 "rules", "sentence", "clause")

    def __init__(self, index: int, chunk: Chunk, phrase: Phrase, sentence: Sentence, clause):
        self.index, self.chunk, self.phrase, self.sentence, self.clause = index, chunk, phrase, sentence, clause
        self.kind: str | None = None
        self.code: str = ""
        self.governor: Chunk | None = None
        self.parent: Figure | None = None
        self.part_role = ""
        self.raised = False
        self.definite = False
        self.bare = chunk.kind == "person"
        self.agent: str | None = None
        self.rules: list[str] = []

    @property
    def value(self) -> int | None:
        if self.chunk.count is not None:
            return self.chunk.count.value
        return 1 if self.chunk.person.number == "singular" else None

    def __repr__(self) -> str:
        return f"Figure({self.code} {self.value} {self.phrase.category} {self.phrase.parties} parent={self.parent and self.parent.value})"


class FigureReader:
    """Reads the figures of a document, sentence by sentence."""

    def __init__(self, document: Document):
        self.doc = document
        self.chunks = document.chunks
        self.tokens = document.tokens
        self.figures: list[Figure] = []
        self.not_used: list[tuple[Chunk, str]] = []

    def read(self) -> list[Figure]:
        for sentence in self.doc.sentences:
            self._read_sentence(sentence)
        return self.figures

    # -- one sentence ------------------------------------------------------------------------------------------

    def _read_sentence(self, sentence: Sentence) -> None:
        chain: Figure | None = None   # the total whose parts are being listed
        role = ""
        marker: Chunk | None = None   # a part marker that waits for its count
        skip = -1
        for i in range(sentence.first, sentence.last + 1):
            c = self.chunks[i]
            if c.kind == "part" and c.code != "one":
                if i > skip or not self.figures or not self.figures[-1].phrase.of_previous:
                    marker = c
                continue
            if i <= skip:
                continue
            if c.kind in _WALLS or c.kind == "stop":
                chain = marker = None
            elif c.kind in _TRIGGERS and c.role in ("verb", "both", "active", "noun") and not self._is_relative(i):
                chain = None
                if c.reading.conjunction or c.role == "noun":
                    marker = None
            elif c.kind == "part":  # «أحدهم»
                figure = self._last_in(sentence)
                if figure is not None:
                    part = self._new(i, sentence)
                    self._make_part(part, figure, "one")
            elif c.kind == "count" and c.count.taken_for is not None:
                self.not_used.append((c, c.count.taken_for))
            elif c.kind in ("count", "person"):
                figure = self._new(i, sentence, keep=False)
                if figure is None:
                    continue
                found = self._consider(figure, sentence, chain, marker, role)
                if found:
                    self.figures.append(figure)
                    skip = figure.phrase.last
                    if figure.parent is not None:
                        chain, role = figure.parent, figure.part_role
                    else:
                        chain = None
                    marker = None
                elif c.kind == "count":
                    skip = max(skip, figure.phrase.last if figure.phrase.people is not False else i)
                    self.not_used.append((c, figure.phrase.taken_for or ("people" if figure.phrase.people else "unknown")))
                    marker = None

    def _new(self, i: int, sentence: Sentence, keep: bool = True) -> Figure | None:
        phrase = read_phrase(self.tokens, self.chunks, i)
        if phrase.people is False and not keep:
            c = self.chunks[i]
            if c.kind == "count":
                self.not_used.append((c, phrase.taken_for or "unknown"))
            return None
        figure = Figure(i, self.chunks[i], phrase, sentence, self.doc.clause_of[i])
        figure.definite = self._is_definite(i)
        if keep:
            self.figures.append(figure)
        return figure

    def _is_definite(self, i: int) -> bool:
        c = self.chunks[i]
        if c.kind == "person":
            return c.reading.article
        return c.count.definite

    def _last_in(self, sentence: Sentence, code: str | None = None, kind: str | None = None) -> Figure | None:
        for figure in reversed(self.figures):
            if figure.sentence.title != sentence.title:
                return None
            if (code is None or figure.code == code) and (kind is None or figure.kind == kind):
                return figure
        return None

    # -- one count ---------------------------------------------------------------------------------------------

    def _consider(self, f: Figure, sentence: Sentence, chain: Figure | None, marker: Chunk | None, role: str) -> bool:
        phrase, i = f.phrase, f.index
        if phrase.of_previous:
            previous = self._last_in(sentence)
            if previous is not None:
                return self._make_part(f, previous, "subset")
        if marker is not None and self._clear(marker.index + 1, i):
            parent = self._parent_for(f, marker, sentence)
            if parent is not None:
                return self._make_part(f, parent, "all" if marker.code == "all" else "subset")
        if chain is not None and self._coordinated(i):
            parent = self._sibling_parent(f, chain, role)
            if parent is not None:
                return self._make_part(f, parent, role or "subset")
        if f.bare and not self._bare_counts(f):
            return False
        return self._govern(f)

    def _clear(self, first: int, last: int) -> bool:
        """Only words without a statement of their own stand between a marker and its count."""
        return all(c.kind in ("word", "date", "hedge", "place", "place_kind", "that", "cause", "around", "total") for c in self.chunks[first:last]) and last - first <= 5

    def _coordinated(self, i: int) -> bool:
        token = self.tokens[self.chunks[i].first]
        if token.text.startswith("و") and self.chunks[i].kind == "person":
            return bool(self.chunks[i].reading.conjunction)
        if token.text.startswith("و"):
            return True
        if i and self.chunks[i - 1].text == "و":
            return True
        for j in range(i - 1, max(i - 4, -1), -1):
            if self.chunks[j].text in ("اضافه", "بالاضافه", "فضلا", "وكذلك", "الي", "عن"):
                if self.chunks[j].text in ("اضافه", "بالاضافه", "فضلا", "وكذلك"):
                    return True
                continue
            break
        return False

    def _compatible(self, part: Figure, whole: Figure) -> bool:
        p, w = part.value, whole.value
        high = whole.chunk.count.high if whole.chunk.count is not None else w
        if p is not None and w is not None and p > w:
            return False
        if p is not None and w is None and high is not None and p > high:
            return False
        if part.phrase.family != whole.phrase.family and part.phrase.people:
            if part.phrase.family and not whole.phrase.family:
                return True
            return not whole.phrase.family
        a, b = part.phrase.category, whole.phrase.category
        if a == "combatant" and b in ("civilian", "child", "woman", "man", "medic", "journalist"):
            return False
        if a in ("civilian", "child", "woman") and b == "combatant" and a != "child":
            return False
        if b in ("child", "woman", "man") and a in ("child", "woman", "man") and a != b and a != "child":
            return False
        if b == "child" and a in ("man", "civilian"):
            return False
        if part.phrase.parties and whole.phrase.parties and part.phrase.parties[0] != whole.phrase.parties[0] and a == "combatant" == b:
            related = {("government", "iran_backed"), ("government", "russia"), ("opposition", "hts"), ("opposition", "islamic_state"),
                       ("turkish_backed", "hts"), ("opposition", "turkish_backed")}
            return (whole.phrase.parties[0], part.phrase.parties[0]) in related or len(whole.phrase.parties) > 1
        return True

    def _parent_for(self, f: Figure, marker: Chunk, sentence: Sentence) -> Figure | None:
        if marker.code in _PART_OUTCOMES:
            return self._last_whole(sentence, _PART_OUTCOMES[marker.code], None, f)
        if marker.code == "moved":
            return self._last_whole(sentence, None, FLOW, f)
        candidate = self._last_in(sentence)
        # «…، ومن ضمنهم»: joined by و, it goes back to the total that is being broken down.
        if candidate is not None and marker.reading.conjunction and candidate.parent is not None and marker.code == "subset":
            candidate = candidate.parent
        while candidate is not None and not self._compatible(f, candidate):
            candidate = candidate.parent
        if candidate is None:
            for figure in reversed(self.figures):
                if figure.sentence is sentence and figure.parent is None and self._compatible(f, figure):
                    return figure
        return candidate

    def _last_whole(self, sentence: Sentence, code: str | None, kind: str | None, f: Figure) -> Figure | None:
        for figure in reversed(self.figures):
            if figure.sentence.title and not sentence.title:
                return None
            if figure.parent is None and (code is None or figure.code == code) and (kind is None or figure.kind == kind) and self._compatible(f, figure):
                return figure
        return None

    def _sibling_parent(self, f: Figure, chain: Figure, role: str) -> Figure | None:
        candidate: Figure | None = chain
        while candidate is not None:
            if self._compatible(f, candidate) and self._fits(f, candidate):
                return candidate
            candidate = candidate.parent
        return None

    def _fits(self, f: Figure, whole: Figure) -> bool:
        """Parts never exceed their whole: a list that is already complete takes no further part."""
        total = whole.value
        if total is None or f.value is None:
            return True
        listed = sum(g.value or 0 for g in self.figures if g.parent is whole)
        return listed + f.value <= total

    def _make_part(self, f: Figure, parent: Figure, role: str) -> bool:
        f.parent, f.part_role = parent, role
        f.kind, f.code, f.governor = parent.kind, parent.code, parent.governor
        f.rules.append("part after هم" if role == "all" else "part after بينهم" if role == "subset" else "one of them")
        phrase, whole = f.phrase, parent.phrase
        after = self._forward(f, relative=True, stop_at_figure=True)
        if after is not None and after.kind == "movement" and parent.kind == FLOW and after.role == "verb":
            f.code = after.code
        if after is not None and after.kind == "outcome" and parent.kind == CASUALTY and parent.code == "losses":
            f.code = after.code
        if phrase.category is None or (phrase.generic and phrase.category == "person"):
            phrase.category = whole.category if not whole.family else "person"
            phrase.parties = phrase.parties or list(whole.parties)
        elif phrase.category == "combatant" and not phrase.parties:
            phrase.parties = list(whole.parties)
        return True

    # -- governors ---------------------------------------------------------------------------------------------

    def _is_relative(self, i: int) -> bool:
        """The trigger stands in a relative clause («الذين قضوا»), so it governs nothing after it."""
        j = i - 1
        while j >= 0 and self.chunks[j].kind in ("word", "negation", "same") and i - j < 3:
            j -= 1
        return j >= 0 and self.chunks[j].kind == "relative" and self.chunks[i].role in ("verb", "both")

    def _backward(self, f: Figure) -> Chunk | None:
        first = f.clause.first
        j = f.index - 1
        seen_figure = False
        while j >= first:
            c = self.chunks[j]
            if c.kind in _TRIGGERS and c.role not in ("stock", "state", "fate", "losses", "between"):
                if self._is_relative(j):
                    j -= 1
                    continue
                return c
            if c.kind in ("neutral", "condition"):
                return c
            if c.kind == "raise":
                return c
            if c.kind == "that":
                return None
            if c.kind in _TRIGGERS or c.kind in ("relative", "part", "negation", "both_sides", "except", "control", "republish"):
                j -= 1
                continue
            if c.kind not in _LIGHT:
                return None
            j -= 1
        return None

    def _forward(self, f: Figure, relative: bool = True, stop_at_figure: bool = False) -> Chunk | None:
        last = f.clause.last
        j = f.phrase.last + 1
        # The list of parts and their commas may stand between a figure and its verb.
        while j <= last:
            c = self.chunks[j]
            if c.kind in _TRIGGERS:
                if c.role in ("verb", "both", "state", "stock", "between"):
                    return c
                if c.role == "noun" and c.text.endswith(("هم", "هن", "هما", "ه", "ها")) and len(c.text) > 4:
                    return c
                if c.role == "noun" and not stop_at_figure and c.kind == "movement" and self._can(j):
                    return c
                return None
            if c.kind in ("clause", "semicolon", "neutral", "condition"):
                return None
            if stop_at_figure and c.kind in ("count", "part", "comma"):
                return None
            if c.kind == "person" and c.person.kind.startswith("outcome:") and not stop_at_figure and self.chunks[j - 1].kind == "total":
                return None
            j += 1
        # «N بينهم … استشهدوا»: the verb may open the next clause when it has no conjunction.
        return None

    def _can(self, j: int) -> bool:
        return False

    def _bare_counts(self, f: Figure) -> bool:
        """A people noun with no number is a figure only where a governor stands right before it."""
        c, person = f.chunk, f.chunk.person
        if person.number == "dual" or c.reading.preposition in ("ك",):
            return False
        if c.reading.article and person.number == "plural":
            return False
        j = f.index - 1
        steps = 0
        while j >= f.clause.first and steps < 6:
            b = self.chunks[j]
            if b.kind in _TRIGGERS and b.role in ("verb", "both", "noun", "active"):
                if self._is_relative(j):
                    return False
                if b.kind == "movement" and person.number == "plural":
                    return False
                if b.kind == "movement" and c.reading.article:
                    return False
                if c.reading.conjunction and steps:
                    return False
                return not (person.kind == "person" and c.reading.article and person.number == "plural")
            if b.kind in ("date", "place", "place_kind", "around", "hedge"):
                j -= 1
                continue
            if b.kind == "party" and c.reading.preposition in ("", "ل"):
                j -= 1
                steps += 1
                continue
            if b.kind == "word" and b.text in ("في", "من", "علي", "اليوم", "عن", "الي", "ب", "ل", "امس", "كل"):
                if b.text == "كل":
                    return False
                j -= 1
                steps += 1
                continue
            break
        if j >= f.clause.first and c.reading.conjunction or (j >= 0 and self.chunks[f.index - 1].text == "و"):
            # «سيدة وطفلتها»، «5 مدنيين وطفل»: joined to the figure right before it.
            previous = self.figures[-1] if self.figures else None
            return bool(previous and previous.sentence is f.sentence and previous.clause is f.clause and previous.phrase.last >= f.index - 3
                        and (person.number == "singular" or person.kind.startswith("outcome:"))
                        and previous.kind is not None)
        return False

    def _govern(self, f: Figure) -> bool:
        phrase = f.phrase
        before = self.chunks[f.index - 1] if f.index else None
        if phrase.outcome is not None and not self._released(f):
            f.kind, f.code = CASUALTY, phrase.outcome
            back = self._backward(f)
            f.governor = back
            f.raised = back is not None and back.kind == "raise"
            f.rules.append("the counted noun says what happened")
            return True
        back = self._backward(f)
        subject_first = before is not None and before.kind == "that"
        if subject_first:
            after = self._forward(f)
            if after is not None:
                return self._set(f, after, "verb after its subject")
        if back is not None and back.kind in _TRIGGERS:
            if phrase.people is None and not self._elliptical(f, back):
                return False
            return self._set(f, back, "verbal noun before its people" if back.role == "noun" else "verb before its people")
        if back is not None and back.kind == "raise":
            f.raised = True
            after = self._raised_outcome(f, back)
            if after is not None:
                return self._set(f, after, "raised total")
            previous = self._last_in(f.sentence)
            if previous is not None and previous.raised:
                f.raised = True
                return self._set(f, previous.governor, "raised total, outcome of the one before", previous)
            return False
        after = self._forward(f)
        if after is not None and (phrase.people or phrase.people is None):
            if back is not None and back.kind in ("neutral", "condition") and after.role not in ("state",):
                return False
            return self._set(f, after, "verb after its people")
        if back is None and self._coordinated(f.index):
            previous = self._last_in(f.sentence)
            if previous is not None and previous.kind is not None and previous.clause is f.clause:
                return self._set(f, previous.governor, "joined to the figure before", previous)
        return False

    def _released(self, f: Figure) -> bool:
        back = self._backward(f)
        return back is not None and back.kind in ("neutral", "condition")

    def _elliptical(self, f: Figure, governor: Chunk) -> bool:
        """A number with no noun counts people when it stands right at its governor or takes up the figure before."""
        between = self.chunks[governor.index + 1 : f.index]
        if f.phrase.taken_for == "unknown":
            return f.index - governor.index <= 1
        if any(c.kind == "unit" for c in between):
            return False
        return True

    def _raised_outcome(self, f: Figure, raised: Chunk) -> Chunk | None:
        """What a raised total counts: «ليرتفع إلى N عدد الذين قُتلوا», «ارتفع عدد القتلى إلى N»."""
        sentence_end = f.sentence.last
        for span in (range(f.phrase.last + 1, min(sentence_end, f.phrase.last + 60) + 1), range(f.index - 1, raised.index, -1), range(raised.index - 1, f.clause.first - 1, -1)):
            for j in span:
                c = self.chunks[j]
                if c.kind in ("clause", "semicolon"):
                    break
                if c.kind in _TRIGGERS and c.role != "losses":
                    return c
                if c.kind == "person" and c.person.kind.startswith("outcome:"):
                    return c
        return None

    def _set(self, f: Figure, governor: Chunk | None, rule: str, like: Figure | None = None) -> bool:
        f.governor = governor
        f.rules.append(rule)
        if like is not None:
            f.kind, f.code = like.kind, like.code
        elif governor is not None and governor.kind == "person":
            f.kind, f.code = CASUALTY, governor.person.kind.split(":")[1]
        elif governor is not None:
            f.kind, f.code = _FAMILY[governor.kind], governor.code
        return f.kind is not None
