"""Which counts of people are figures: what governs each one, and which is a part of which.

A figure's governor is the word that says what happened to the people: a verb or verbal noun before it in the clause
(«مقتل N», «أصيب N»), a verb after it («أن N قُتلوا», «N الذين قضوا»), or the counted noun itself («N قتيلاً»).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from .chunks import Chunk
from .flow_words import counted_displaced, housing_verb, is_enabled, is_share, tells_size, total_of_displaced
from .itemised import Item, Itemised
from .phrases import Phrase, read_phrase
from .structure import Document, Sentence

CASUALTY, FLOW = "casualty", "flow"
_TRIGGERS = frozenset(("outcome", "movement"))
_WALLS = frozenset(("clause", "semicolon", "stop", "break"))
_FAMILY = {"outcome": CASUALTY, "movement": FLOW}
_PART_OUTCOMES = {"killed": "killed", "wounded": "wounded", "captured": "captured", "abducted": "abducted"}
_LIGHT = frozenset(("word", "date", "place", "place_kind", "party", "comma", "cause", "nationality", "open", "close", "number", "dash", "around",
                    "same", "source", "person", "count", "colon", "severity", "sign", "total", "slash", "hedge", "sure", "until", "side", "unit", "by", "because"))


# Words that say that there were victims; «توثيق الضحايا» says nothing of the kind.
_OCCUR = frozenset(("سقوط", "وقوع", "اوقع", "اوقعت", "خلف", "خلفت", "عن", "وجود", "سقط"))
_FALLS = frozenset(("سقوط", "سقط", "سقطت", "سقطوا", "ارتقاء", "ارتقي"))
_LIVES = frozenset(("حياتهم", "حياته", "حياتها", "حياتهما", "ارواحهم"))
_PARTS = frozenset(("مفارقه", "فارق", "فارقت", "فارقوا", "فارقا"))
_SMALL = frozenset(("في", "من", "عن", "الي", "علي", "نحو", "و", "ب", "ل", "خلالها", "خلاله", "فيها", "فيه", "منهم", "ايضا", "كذلك", "بين", "ما", "حتي", "ان", "نفسه"))
_INCLUDES = frozenset(("تشمل", "يشمل", "تتضمن", "يتضمن"))
_RESUMED = frozenset(("فيه", "فيها", "خلاله", "خلالها", "فيهما", "اثره", "اثرها"))
_ONE_OF_THEM = frozenset(("احدهم", "احدهما", "احداهن", "احداهما", "احدها"))
_BODIES = frozenset(("جثة", "جثمان"))
_FREED = frozenset(("تحرير", "حرر", "حررت", "حرروا"))
_YEARS = frozenset(("عامي", "عام", "سنتي", "سنة", "سنه", "الاعوام", "اعوام", "سنوات"))
_TENTHS = frozenset(("الاوائل", "الاواخر", "الاواسط", "الاولي", "الاخيره"))
_OF_ONE = frozenset(("اغتال", "اغتالت", "خطف", "خطفت", "اختطف", "اختطفت", "اعتقل", "اعتقلت"))
# Verbal nouns of a deed, which may have their doer after them; مقتل and استشهاد only have who died.
_DEEDS = frozenset(("اعدام", "اغتيال", "تصفيه", "ذبح", "تحييد"))
_AGAINST = frozenset(("من", "علي", "ضد", "مع", "ل", "الي", "عناصر", "مواقع", "بين"))
_JOINERS = frozenset(("اضافه", "بالاضافه", "فضلا", "وكذلك", "مقابل", "كذلك", "ايضا"))


class Figure:
    """A count of people with what governs it. ``value``/``low``/``high`` are as in the count."""

    __slots__ = ("agent", "bare", "chunk", "code", "definite", "governor", "index", "item", "kind", "list_at", "parent", "part_role", "phrase", "raised",
                 "rules", "sentence", "clause")

    def __init__(self, index: int, chunk: Chunk, phrase: Phrase, sentence: Sentence, clause):
        self.index, self.chunk, self.phrase, self.sentence, self.clause = index, chunk, phrase, sentence, clause
        self.kind: str | None = None
        self.code: str = ""
        self.governor: Chunk | None = None
        self.parent: Figure | None = None
        self.part_role = ""
        self.raised = False
        self.item: Item | None = None
        self.list_at = -1  # the marker of the list that a part stands in
        self.definite = False
        self.bare = chunk.kind == "person"
        self.agent: str | None = None
        self.rules: list[str] = []

    @property
    def value(self) -> int | None:
        if self.chunk.count is not None:
            return 1 if self.chunk.count.taken_for == "ordinal" else self.chunk.count.value
        if self.chunk.kind == "word":
            return 1
        if self.chunk.person is None:
            return None
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
        self.itemised = Itemised(document)
        self.item: Item | None = None

    def read(self) -> list[Figure]:
        for sentence in self.doc.sentences:
            self.item = self.itemised.enter(sentence)
            self._read_sentence(sentence)
            self.itemised.leave(sentence, self.figures)
        return self.figures

    # -- one sentence ------------------------------------------------------------------------------------------

    def _read_sentence(self, sentence: Sentence) -> None:
        chain: Figure | None = None   # the total whose parts are being listed
        role = ""
        marker: Chunk | None = None   # a part marker that waits for its count
        marker_parent: Figure | None = None
        skip = -1
        spelled = False  # a breakdown whose terms are joined by commas alone
        for i in range(sentence.first, sentence.last + 1):
            c = self.chunks[i]
            if c.kind == "part" and c.code != "one":
                if is_share(self.chunks, i):
                    continue
                if i > skip or not self.figures or not self.figures[-1].phrase.of_previous:
                    marker = c
                continue
            if i <= skip:
                continue
            if self.itemised.is_number(sentence, i):
                self.not_used.append((c, "ordinal"))
                continue
            if c.kind in _WALLS or c.kind == "stop":
                chain = marker = None
            elif c.kind in _TRIGGERS and c.role in ("verb", "both", "active", "noun") and not self._is_relative(i):
                # «وطفل قضى بلغم»: a verb right after its figure describes it and ends no list.
                describes = not c.reading.conjunction and c.role in ("verb", "both") and self.figures and self.figures[-1].phrase.last >= i - 2
                if not describes:
                    chain = None
                if c.reading.conjunction or c.role == "noun":
                    marker = None
            elif c.kind == "outcome" and c.role == "losses":
                if not self.negated(i) and self._untold_losses(i, sentence):
                    figure = self._new(i, sentence)
                    figure.kind, figure.code, figure.bare = CASUALTY, "losses", True
                    figure.rules.append("human losses with no number")
                    skip = figure.phrase.last
                chain = marker = None
            elif c.kind == "word" and c.text in ("اخر", "اخري") and i > sentence.first and self.chunks[i - 1].kind == "outcome" and self._ends_phrase(i + 1):
                # «وأصيب آخر»: one more
                figure = self._new(i, sentence, keep=False)
                if figure is not None and not self._is_relative(i - 1):
                    figure.phrase.people = figure.phrase.others = True
                    if self._set(figure, self.chunks[i - 1], "one more"):
                        self.figures.append(figure)
            elif c.kind == "colon" and self._splits(i, sentence):
                # «46 من قوات X … في عدة محافظات: 18 في A، 11 في B»: what adds up to the total after a colon splits it.
                marker, spelled = c, True
            elif c.kind == "colon":
                # «168 قتيلاً: 96 مدنياً و39 مقاتلاً»: a colon right after a total opens its breakdown.
                if self.figures and self.figures[-1].phrase.last == i - 1 and i < sentence.last and self.chunks[i + 1].kind == "count":
                    marker = c
            elif c.kind == "part":  # «أحدهم»
                figure = self._last_in(sentence)
                if figure is not None:
                    part = self._new(i, sentence)
                    self._make_part(part, figure, "one")
            elif c.kind == "count" and c.count.taken_for is not None and not self._another(i):
                self.not_used.append((c, c.count.taken_for))
            elif c.kind == "count" and self._of_date(i):
                self.not_used.append((c, "date"))
            elif c.kind == "count" and c.count.value is not None and c.count.value != int(c.count.value):
                self.not_used.append((c, "unknown"))  # no part of a person is killed
            elif c.kind in ("count", "person"):
                figure = self._new(i, sentence, keep=False)
                if figure is None:
                    continue
                if self._one_of_them(figure) and (whole := self._last_in(sentence)) is not None and whole.kind is not None:
                    self._make_part(figure, whole, "one")
                    self.figures.append(figure)
                    skip = figure.phrase.last
                    continue
                if c.kind == "count" and self._is_doer(i, figure):
                    self.not_used.append((c, "people"))
                    skip = figure.phrase.last
                    continue
                if c.kind == "count" and self._is_age(i):
                    self.not_used.append((c, "age"))
                    continue
                if marker is not None and figure.definite and (whole := self._told(figure)) is not None:
                    # «ومن ضمن المعتقلين الـ 72 …»: the total that the parts belong to is named again.
                    marker_parent, marker = whole, c
                    skip = i
                    continue
                if spelled and chain is not None and self.chunks[i - 1].kind == "comma" and self._fits(figure, chain):
                    self._make_part(figure, chain, "all")
                    figure.list_at = self.figures[-1].list_at
                    self.figures.append(figure)
                    skip = figure.phrase.last
                    continue
                found = self._consider(figure, sentence, chain, marker, role, marker_parent)
                if found:
                    self.figures.append(figure)
                    skip = figure.phrase.last
                    if figure.parent is not None:
                        chain, role = figure.parent, figure.part_role
                        before = next((g for g in self._in(sentence) if g.parent is figure.parent and g is not figure), None)
                        figure.list_at = marker.index if marker is not None else before.list_at if before is not None else i
                    else:
                        chain = None
                    marker = marker_parent = None
                elif c.kind == "count":
                    skip = max(skip, figure.phrase.last if figure.phrase.people is not False else i)
                    self.not_used.append((c, figure.phrase.taken_for or ("people" if figure.phrase.people else "unknown")))
                    marker = None

    def _new(self, i: int, sentence: Sentence, keep: bool = True) -> Figure | None:
        phrase = read_phrase(self.tokens, self.chunks, i)
        noun = self._noun_before(i)
        if noun is not None and phrase.people is not True:
            phrase.take_person(noun.person)
            phrase.parties = phrase.parties or [c.code for c in self.chunks[noun.index : i] if c.kind == "party"]
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

    def _untold_losses(self, i: int, sentence: Sentence) -> bool:
        """Losses with no number that were not told just before: «ومع سقوط مزيد من الخسائر البشرية» tells nothing new."""
        before = self.chunks[i - 1] if i else None
        if before is not None and (before.kind in ("total", "part", "count") or before.text in ("بين", "جميع", "كل")):
            return False
        if sentence.title:
            return False
        if "ضحايا" in self.chunks[i].text and not any(c.kind == "hedge" or c.text in _OCCUR for c in self.chunks[max(i - 4, 0) : i]):
            return False
        told = any(g.code == "losses" and g.bare for g in self._in(sentence))
        return not told or any(c.kind in ("party", "both_sides") for c in self.chunks[i + 1 : i + 6])

    def _noun_before(self, i: int) -> Chunk | None:
        """«أطفالها الأربعة»، «أفراد طاقمها الثلاثة»: the noun of a number that follows it with the article."""
        c = self.chunks[i]
        if c.kind != "count" or not c.count.definite:
            return None
        for j in (i - 1, i - 2):
            if j >= 0 and self.chunks[j].kind == "person" and self.chunks[j].person.number == "plural":
                return self.chunks[j]
            if j >= 0 and self.chunks[j].kind not in ("word", "party"):
                return None
        return None

    def _is_definite(self, i: int) -> bool:
        c = self.chunks[i]
        if c.kind == "person":
            return c.reading.article
        if c.kind != "count":
            return False
        if i and self.chunks[i - 1].text == "ال":
            return True
        noun = self._noun_before(i)
        if noun is not None and any(b.kind == "party" for b in self.chunks[noun.index : i]):
            return True
        if noun is not None and noun.person.possessed or (noun is not None and not noun.reading.article):
            return False
        return c.count.definite

    def _in(self, sentence: Sentence) -> Iterator[Figure]:
        """The figures of the sentence that is being read, the last one first."""
        return takewhile(lambda g: g.sentence is sentence, reversed(self.figures))

    def _behind(self, figure: Figure) -> Iterator[Figure]:
        """The figures read after ``figure``, the last one first."""
        return takewhile(lambda g: g is not figure, reversed(self.figures))

    def _last_in(self, sentence: Sentence, code: str | None = None, kind: str | None = None) -> Figure | None:
        for figure in reversed(self.figures):
            if figure.sentence.title != sentence.title:
                return None
            if (code is None or figure.code == code) and (kind is None or figure.kind == kind):
                return figure
        return None

    # -- one count ---------------------------------------------------------------------------------------------

    def _consider(self, f: Figure, sentence: Sentence, chain: Figure | None, marker: Chunk | None, role: str,
                  named: Figure | None = None) -> bool:
        phrase, i = f.phrase, f.index
        if phrase.of_previous:
            previous = self._last_in(sentence)
            # «29 من المدنيين، ثمانية منهم»: right behind its figure; further on, منهم means the whole total.
            if previous is not None and (previous.sentence is not sentence or previous.phrase.last < i - 3):
                while previous.parent is not None:
                    previous = previous.parent
            if previous is not None and previous.phrase.family and self.chunks[phrase.last].text == "منها":
                phrase.family, phrase.category = True, "family"
            own = self._backward(f)
            if own is not None and own.code == "release":
                return False
            if previous is not None and previous.sentence is not sentence and own is not None and own.kind in _TRIGGERS:
                named = [c for c in self.chunks[sentence.first : own.index] if c.kind == "party" or (c.kind == "person" and c.person.number == "plural")]
                sides = {c.code for c in named if c.kind == "party"}
                if len(sides) > 1 and named[-1].kind == "party" and own.role in ("both", "active"):
                    # The side right before the verb does it; those it does it to were named earlier.
                    named = [c for c in named if c.kind != "party" or c.code != named[-1].code]
                if named:
                    # «هاجم مقاتلو X …، فقُتل تسعة منهم»: of the people named in the sentence, not of a figure before it.
                    phrase.category = "combatant" if named[-1].kind == "party" else named[-1].person.category
                    phrase.parties = [named[-1].code] if named[-1].kind == "party" else []
                    return self._set(f, own, "some of the people named before")
            after = self._forward(f, stop_at_figure=True)
            if previous is not None and after is not None and after.kind == "outcome" and previous.kind == CASUALTY and after.code != previous.code:
                own = after
            onward = own is not None and own.kind == "movement" and previous is not None and previous.kind == FLOW
            if previous is not None and own is not None and own.kind in _TRIGGERS and own.index > previous.index and own.code != previous.code and not onward:
                # «فرّت ثلاث نساء، قبل أن تعتقل الأسايش اثنتين منهن»: they are of the same people, what happened to them is another.
                phrase.category = "person" if previous.phrase.family and not phrase.family else previous.phrase.category
                phrase.parties = list(previous.phrase.parties)
                nearer = [c for c in self.chunks[previous.phrase.last + 1 : own.index] if c.kind == "party"] if own.index < i else []
                if nearer and previous.sentence is sentence and own.role != "noun":
                    phrase.category, phrase.parties = "combatant", [nearer[-1].code]
                elif phrase.category == "detainee" and phrase.parties:
                    phrase.category = "combatant"
                return self._set(f, own, "some of those before")
            if previous is not None and previous.kind is not None and (previous.value is not None or previous.clause is f.clause) and self._compatible(f, previous):
                return self._make_part(f, previous, "subset")
        if f.bare and self.negated(i):
            return False
        if f.bare and (phrase.family or (f.chunk.reading.article and f.chunk.person is not None and f.chunk.person.number == "plural")):
            return False
        if marker is not None and self._clear(marker.index + 1, i, named is not None, marker.code == "split"):
            parent = named or self._parent_for(f, marker, sentence)
            harmed = self.chunks[marker.index - 1] if marker.index > sentence.first else None
            if parent is not None and parent.kind == FLOW and harmed is not None and harmed.kind == "outcome" and harmed.role in ("verb", "both"):
                # «فرّ 100 شخص، قُتل منهم خمسة»: of those who moved, but no movement.
                phrase.category = phrase.category or ("person" if parent.phrase.family else parent.phrase.category)
                phrase.parties = phrase.parties or list(parent.phrase.parties)
                return self._set(f, harmed, "some of those before")
            if parent is not None:
                return self._make_part(f, parent, "all" if marker.code in ("all", "split") or marker.kind == "colon" else "subset")
        if phrase.among is not None:
            parent = self._last_whole(sentence, phrase.among, None, f)
            if parent is not None and parent.value != f.value:
                return self._make_part(f, parent, "subset")
        if chain is not None and phrase.outcome in (None, chain.code) and self._coordinated(i) and not self._contrasted(i):
            parent = self._sibling_parent(f, chain, role)
            if parent is not None:
                return self._make_part(f, parent, role or "subset")
        if self.item is not None and i >= self.item.first and not any(
            phrase.outcome is None or g.code == phrase.outcome for g in self._in(sentence)
        ):
            return self._item_figure(f)
        if f.bare and not self._bare_counts(f):
            return False
        if not self._govern(f):
            return False
        self._complete_total(f)
        return True

    def _item_figure(self, f: Figure) -> bool:
        """The figure of a line of a breakdown: a part of its total, whoever the label says did it or lost them."""
        item = self.item
        governed = not (f.bare and not self._bare_counts(f)) and self._govern(f)
        if not governed and f.phrase.people is None and f.phrase.taken_for is not None:
            return False
        if not governed and f.bare and f.chunk.person.number == "plural":
            return False
        if governed and (f.kind != item.total.kind or f.code != item.total.code):
            # «19 قتيلاً و27 جريحاً»: the wounded of the line belong to the wounded that the lead counts.
            other = next((g for g in self.figures if g.sentence is item.total.sentence and g.code == f.code and g.parent is None), None)
            if other is not None and self._compatible(f, other):
                self._make_part(f, other, "all")
                f.item = item
            return True
        if item.category is not None and f.phrase.category in (None, "person"):
            f.phrase.category = item.category
        if item.party is not None and not item.by_doer and not f.phrase.parties and f.phrase.category in (None, "person", "combatant"):
            f.phrase.category, f.phrase.parties = "combatant", [item.party]
        if not self._compatible(f, item.total):
            return governed
        agent, rules = f.agent, list(f.rules)
        self._make_part(f, item.total, "all")
        f.item = item
        f.agent = agent or f.agent or (item.party if item.by_doer else None)
        f.rules = [*rules, "line of a breakdown"]
        return True

    def _complete_total(self, f: Figure) -> None:
        """«أما غير المدنيين فبلغ عددهم 2245»: what exactly completes a total that is being broken down is its part."""
        for total in self.itemised.outer_totals():
            listed = sum(g.value or 0 for g in self.figures if g.parent is total and g.item is not None)
            if listed and total.value is not None and f.value is not None and listed + f.value == total.value and f.code == total.code:
                f.parent, f.part_role = total, "all"
                f.rules.append("completes the total")
                return

    def _clear(self, first: int, last: int, named: bool = False, wide: bool = False) -> bool:
        """Only words without a statement of their own stand between a marker and its count."""
        light = ("word", "date", "hedge", "place", "place_kind", "that", "cause", "around", "total")
        if wide:  # «يتوزع القتلى، وفق المرصد، بين …»
            light += ("comma", "source", "unit", "colon", "nationality")
        return last - first <= (14 if wide else 5) and all(
            c.kind in light or (c.kind == "person" and (c.person.kind == "family" or c.reading.article)) or (named and c.kind in ("outcome", "party", "movement"))
            for c in self.chunks[first:last]
        )

    def _ends_phrase(self, i: int) -> bool:
        """No noun follows: «وأصيب آخر بجراح», but not «القضاء على آخر تجمعات …»."""
        if i >= len(self.chunks):
            return True
        c = self.chunks[i]
        return c.kind not in ("word", "person", "count", "unit", "place_kind", "party") or c.text in _SMALL or c.text.startswith("بجر")

    def _splits(self, i: int, sentence: Sentence) -> bool:
        """The counts after a colon add up to the last total before it."""
        total = next((g for g in self._in(sentence) if g.parent is None), None)
        if total is None or total.value is None or i >= sentence.last or self.chunks[i + 1].kind != "count":
            return False
        terms = [c.count.value for c in self.chunks[i + 1 : sentence.last + 1] if c.kind == "count" and c.count.taken_for is None]
        return len(terms) > 1 and None not in terms and sum(terms) == total.value

    def _one_of_them(self, f: Figure) -> bool:
        count = f.chunk.count
        return count is not None and count.form == "one of" and self.tokens[f.chunk.first].text.removeprefix("و") in _ONE_OF_THEM

    def _another(self, i: int) -> bool:
        """«وأسر خامساً»، «وأصيب ثالث بجراح»: an indefinite ordinal right after its verb is one more person."""
        c = self.chunks[i]
        return c.count.taken_for == "ordinal" and not c.count.definite and i > 0 and self.chunks[i - 1].kind == "outcome"

    def _is_doer(self, i: int, f: Figure) -> bool:
        """«على يد عشرة متمردين», «برصاص 3 مسلحين»: those who did it."""
        before = self.chunks[i - 1] if i else None
        if before is None:
            return False
        return before.kind == "by" or (before.kind == "cause" and before.code == "shooting" and before.text.startswith("ب") and f.phrase.category == "combatant"
                                       and f.phrase.last == i + 1)

    def _is_age(self, i: int) -> bool:
        for j in (i - 1, i - 2):
            if j >= 0 and self.chunks[j].text == "سن":
                return True
            if j >= 0 and self.chunks[j].text != "ال":
                return False
        return False

    def _of_date(self, i: int) -> bool:
        """«عامي 2017 و2018», «العشر الأوائل من تموز»: the second year after the first, and the ten days of a month."""
        value, before = self.chunks[i].count.value, self.chunks[i - 1] if i else None
        after = self.chunks[i + 1] if i + 1 < len(self.chunks) else None
        if value is not None and 1900 <= value <= 2100 and (after is None or after.kind != "person"):
            j = i - 1
            while j > 0 and (self.chunks[j].text == "و" or (self.chunks[j].kind == "count" and 1900 <= (self.chunks[j].count.value or 0) <= 2100)):
                j -= 1
            return before is not None and (self.chunks[j].kind == "date" or self.chunks[j].text in _YEARS)
        return value == 10 and after is not None and after.text in _TENTHS

    def _told(self, f: Figure) -> Figure | None:
        return next((g for g in reversed(self.figures) if g.value == f.value and g.kind is not None), None)

    def _coordinated(self, i: int) -> bool:
        token = self.tokens[self.chunks[i].first]
        if token.text.startswith("و") and self.chunks[i].kind == "person":
            return bool(self.chunks[i].reading.conjunction)
        if token.text.startswith("و"):
            return True
        if i and self.chunks[i - 1].text == "و":
            return True
        for j in range(i - 1, max(i - 4, -1), -1):
            if self.chunks[j].text in _JOINERS or self.chunks[j].text in ("الي", "عن", "في", "نحو"):
                if self.chunks[j].text in _JOINERS:
                    return True
                continue
            break
        return False

    def _contrasted(self, i: int) -> bool:
        """«في مقابل 21 من …» sets the other side's figure against the one before, it lists no part of it."""
        return any(self.chunks[j].text == "مقابل" for j in range(max(i - 3, 0), i))

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
            return (whole.phrase.parties[0], part.phrase.parties[0]) in related or part.phrase.parties[0] in whole.phrase.parties
        return True

    def _parent_for(self, f: Figure, marker: Chunk, sentence: Sentence) -> Figure | None:
        if marker.code in _PART_OUTCOMES:
            return self._last_whole(sentence, _PART_OUTCOMES[marker.code], None, f)
        if marker.code == "moved":
            return self._last_whole(sentence, None, FLOW, f)
        candidate = self._last_in(sentence)
        # «…، ومن ضمنهم»: joined by و, it goes back to the total that is being broken down.
        if candidate is not None and marker.reading.conjunction and candidate.parent is not None and marker.code == "subset" and "هولاء" not in marker.text:
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
                return self._total_of_list(figure) or figure
        return None

    def _total_of_list(self, last: Figure) -> Figure | None:
        """The total that a list ending with ``last`` splits exactly: «القتلى» after it are those of the total."""
        listed = 0
        for figure in reversed(self.figures):
            if figure.parent is not None or figure.code != last.code or figure.sentence.title or figure.value is None or figure.index > last.index:
                continue
            if listed and figure.value == listed and figure is not last:
                return figure
            listed += figure.value
        return None

    def _sibling_parent(self, f: Figure, chain: Figure, role: str) -> Figure | None:
        candidate: Figure | None = chain
        while candidate is not None:
            parallel = candidate.parent is not None and self._has_doer(f) and self._has_doer(candidate)
            if not parallel and self._compatible(f, candidate) and self._fits(f, candidate):
                return candidate
            candidate = candidate.parent
        return None

    def _has_doer(self, f: Figure) -> bool:
        """«50 على يد X بينهم …، و40 على يد Y»: terms that each name who did it stand side by side."""
        j = f.phrase.last + 1
        return j < len(self.chunks) and self.chunks[j].kind == "by"

    def _fits(self, f: Figure, whole: Figure) -> bool:
        """Parts never exceed their whole: a list that is already complete takes no further part."""
        total = whole.value
        if total is None or f.value is None:
            return True
        parts = [g for g in self._behind(whole) if g.parent is whole]
        listed = sum(g.value or 0 for g in parts if g.list_at == parts[0].list_at)
        return listed + f.value <= total

    def _make_part(self, f: Figure, parent: Figure, role: str) -> bool:
        f.parent, f.part_role = parent, role
        f.kind, f.code, f.governor = parent.kind, parent.code, parent.governor
        f.rules.append("part after هم" if role == "all" else "part after بينهم" if role == "subset" else "one of them")
        phrase, whole = f.phrase, parent.phrase
        after = self._forward(f, relative=True, stop_at_figure=True)
        if after is not None and after.kind == "outcome":
            f.agent = self._agent(f, after)
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
        if i + 1 < len(self.chunks) and self.chunks[i + 1].text in _RESUMED:
            return False  # «القصف الذي أصيب فيه 28»: the relative is where it happened, not whom
        while j >= 0 and self.chunks[j].kind in ("word", "negation", "same") and i - j < 3:
            j -= 1
        return j >= 0 and self.chunks[j].kind == "relative" and self.chunks[i].role in ("verb", "both")

    def _backward(self, f: Figure) -> Chunk | None:
        first = f.clause.first
        j = f.index - 1
        seen_figure = False
        while j >= first:
            c = self.chunks[j]
            if c.kind in _TRIGGERS and c.role not in ("stock", "state", "losses", "between", "who", "hosted"):
                if self._is_relative(j) or self._falls(j):
                    j -= 1
                    continue
                return c
            if c.kind == "neutral" and tells_size(self.chunks, j):
                j -= 1
                continue
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

    def _kills(self, governor: Chunk | None, f: Figure) -> bool:
        if governor is None or governor.kind != "outcome" or governor.code != "killed" or governor.text.removeprefix("و") in _FALLS:
            return False
        between = self.chunks[governor.index + 1 : f.index]
        return not any(c.kind == "count" or (c.kind == "person" and c.person.kind.startswith("outcome:")) for c in between)

    def _falls(self, j: int) -> bool:
        """«سقوط النظام», «خططوا لاغتيال», «فقد بعثوا»: the word is there, the deed is not."""
        c = self.chunks[j]
        text = c.text.removeprefix("و")
        nxt = self.chunks[j + 1] if j + 1 < len(self.chunks) else None
        if nxt is None:
            return False
        if text in _FALLS:
            return nxt.kind in ("party", "place", "place_kind") or (nxt.kind == "cause" and not nxt.reading.preposition and not nxt.text.startswith("ب"))
        if text == "فقد":
            return nxt.kind in ("word", "control") and nxt.text != "الاتصال"  # «فقد بعثوا»: a particle before a verb
        if text in _PARTS:
            return not any(b.text in ("الحياه", "للحياه") for b in self.chunks[j + 1 : j + 14])
        if c.role == "noun" and c.reading.preposition == "ل" and (c.code in ("captured", "abducted") or c.reading.stem in _DEEDS):
            return j == 0 or not self.chunks[j - 1].text.startswith(("اد", "تسبب", "تعرض"))  # «خططوا لاغتيال»: a purpose
        return False

    def _forward(self, f: Figure, relative: bool = True, stop_at_figure: bool = False) -> Chunk | None:
        last = f.clause.last
        j = f.phrase.last + 1
        listing = False
        # The list of parts and their commas may stand between a figure and its verb.
        while j <= last:
            c = self.chunks[j]
            if c.kind in _TRIGGERS and c.role not in ("who", "hosted"):
                if c.role in ("verb", "both", "state", "stock", "between"):
                    return c
                if c.role == "noun" and c.kind == "movement" and not stop_at_figure and is_enabled(self.chunks, f.clause.first, f.index, j):
                    return c
                of_them = ("هم", "هن", "هما", "ه", "ها") if c.kind == "outcome" else ("هم", "هن", "هما")
                if c.role == "noun" and c.text.endswith(of_them) and len(c.text) > 4:
                    return c
                return None
            if c.kind in ("clause", "semicolon", "neutral", "condition", "that"):
                return None
            listing = listing or c.kind == "part"
            if c.kind == "count" and not listing and not stop_at_figure and c.count.noun is not None and not self._joined_count(j):
                return None
            if c.kind == "count" and c.count.taken_for is not None:
                j += 1
                continue
            if stop_at_figure and c.kind == "count" and j < last and self.chunks[j + 1].kind == "unit":
                j += 2  # an age or a distance between a subject and its verb
                continue
            if stop_at_figure and c.kind in ("count", "part", "comma"):
                return None
            if c.kind == "person" and c.person.kind.startswith("outcome:") and not stop_at_figure and self.chunks[j - 1].kind == "total":
                return None
            j += 1
        # «N بينهم … استشهدوا»: the verb may open the next clause when it has no conjunction.
        return None

    def _joined_count(self, j: int) -> bool:
        return self._coordinated(j)

    def _bare_counts(self, f: Figure) -> bool:
        """A people noun with no number is a figure only where a governor stands right before it."""
        c, person = f.chunk, f.chunk.person
        if person.number == "dual" or c.reading.preposition in ("ك",) or person.kind == "family":
            return False
        for j in (f.index + 1, f.index + 2):
            if j < len(self.chunks) and self.chunks[j].kind == "count" and self._noun_before(j) is c:
                return False
        if c.reading.article and person.number == "plural":
            return False
        if person.kind.startswith("outcome:") and person.number == "plural":
            # Prisoners and hostages are told of in many ways; only of the dead and wounded does the noun alone tell.
            return person.kind in ("outcome:killed", "outcome:wounded", "outcome:losses") and self._unnumbered(f)
        if person.number == "singular" and not c.reading.conjunction and self._assassinated(f):
            return True
        if person.lemma in _BODIES and person.number == "singular":
            return self.chunks[f.index + 1].kind in ("person", "word") if f.index < f.clause.last else False
        if person.kind.startswith("outcome:") and person.number == "singular" and not c.reading.article and f.index and self.chunks[f.index - 1].kind == "total":
            return True
        if person.number == "singular" and f.index and (self.chunks[f.index - 1].kind == "that" or self.chunks[f.index - 1].text in ("كان", "كانت")):
            # «أن ضابطاً برتبة عقيد اغتيل»: the subject stands before its verb.
            after = self._forward(f, stop_at_figure=True)
            return after is not None and after.kind == "outcome"
        j = f.index - 1
        steps = 0
        while j >= f.clause.first and steps < 6:
            b = self.chunks[j]
            if b.kind in _TRIGGERS and b.role in ("verb", "both", "noun", "active", "fate"):
                if self._is_relative(j) or self._falls(j) or (b.role == "both" and b.text.endswith(("هم", "هما"))):
                    return False
                if b.kind == "movement" and person.number == "plural":
                    return False
                if person.number == "plural" and self._takes_object(b) and self._is_subject(f):
                    return False
                if b.kind == "movement" and c.reading.article:
                    return False
                if c.reading.conjunction and steps:
                    return False
                return not (person.kind == "person" and c.reading.article and person.number == "plural")
            if b.kind in ("date", "place", "place_kind", "around", "hedge", "cause", "same") or (b.kind == "word" and b.text.startswith("ال") and len(b.text) > 4):
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

    def _assassinated(self, f: Figure) -> bool:
        """«اغتال مسلحون …، مساء أمس، القيادي السابق X»: the verb has one victim, the first person named after its doers."""
        verb = next((c for c in reversed(self.chunks[f.clause.first : f.index]) if c.kind == "outcome"), None)
        if verb is None or (verb.reading.stem or verb.text) not in _OF_ONE:
            return False
        between = self.chunks[verb.index + 1 : f.index]
        if (verb.reading.stem or verb.text) not in ("اغتال", "اغتالت") and not all(c.kind in ("party", "date", "comma") for c in between):
            return False
        return any(c.kind == "party" for c in between) and not any(c.kind in ("person", "count") for c in between)

    def _is_subject(self, f: Figure) -> bool:
        """«واحتجز مقاتلو الفصائل ثلاثين عنصراً»: people right after the verb, with those it happened to counted behind them."""
        nxt = self.chunks[f.index + 1] if f.index < f.clause.last else None
        if f.chunk.text.endswith("ون") and any(c.kind == "count" for c in self.chunks[f.index + 1 : f.index + 8]):
            return True  # «اختطف مسلحون 15 شخصاً»: the nominative is who did it
        if nxt is not None and nxt.text == "من":
            nxt = self.chunks[f.index + 2] if f.index + 1 < f.clause.last else None
        if nxt is None or nxt.kind != "party":
            return False
        for c in self.chunks[f.index + 2 : f.clause.last + 1]:
            if c.kind == "count" or (c.kind == "person" and c.person.number == "singular" and c.text.endswith("ا")):
                return True
            if c.kind in _TRIGGERS or c.kind == "comma":
                return False
        return False

    def _unnumbered(self, f: Figure) -> bool:
        """«سقوط جرحى»: people said to be dead or wounded with no number, unless denied or only a class of people."""
        i = f.index
        before = self.chunks[i - 1] if i else None
        if before is not None and (before.kind in ("total", "part", "count", "negation", "neutral") or before.text in ("بين", "من", "جميع", "كل", "اسماء", "كانوا", "كان", "كانت", "وهم")):
            return False
        nxt = self.chunks[i + 1] if i + 1 < len(self.chunks) else None
        if nxt is not None and nxt.kind in ("person", "party") and not nxt.reading.conjunction and not nxt.reading.preposition:
            return False
        c = self.chunks[i]
        near = self.chunks[max(self.doc.sentence_of[i].first, i - 5) : i]
        said = any(b.kind == "hedge" or b.text.removeprefix("و") in _OCCUR or (b.kind == "outcome" and b.role != "state") for b in near)
        joined = c.reading.conjunction and any(b.kind in ("count", "person") for b in near[-3:])
        return (said or bool(joined)) and not self.negated(i)

    def negated(self, i: int) -> bool:
        """A negation or condition governs chunk ``i``: it stands before it in the clause with no comma and statement between."""
        first = self.doc.clause_of[i].first
        for j in range(i - 1, max(first, i - 10) - 1, -1):
            c = self.chunks[j]
            if c.kind == "negation" and any(b.text in _INCLUDES for b in self.chunks[first : j + 2]):
                return False  # «لا تشمل هذه الأرقام 18 ألف معتقل»: left out of a total, not denied
            if c.kind in ("negation", "condition"):
                return True
            if c.kind in ("comma", "count", "total") or c.text == "لان" or (c.kind in _TRIGGERS and c.role in ("verb", "both", "active")):
                return False
        return False

    def _govern(self, f: Figure) -> bool:
        phrase = f.phrase
        before = self.chunks[f.index - 1] if f.index else None
        if phrase.family and not self._moves(f):
            return False
        if f.chunk.kind == "count" and f.chunk.count.qualifier == "several" and phrase.people is None and not phrase.others and not self._noun_follows(f):
            return False
        if f.chunk.kind == "count" and self.negated(f.index) and not self._limit(f):
            return False
        if phrase.outcome is not None:
            back = self._backward(f)
            if (moved := self._moved(f, back)) is not None:
                return self._set(f, moved, "prisoners or wounded who moved")
            if back is not None and (back.kind == "condition" or back.code == "release"):
                return False
            if before is not None and phrase.outcome in ("captured", "abducted") and before.text.removeprefix("و") in _FREED:
                return False
            if phrase.outcome != "killed":
                # The wounded who die, prisoners who are executed: what happened to them counts, not what they were.
                fate = back if self._kills(back, f) else self._forward(f, stop_at_figure=True)
                if fate is not None and fate.kind == "outcome" and fate.code in ("killed", "missing") and fate.role != "state":
                    if phrase.outcome in ("captured", "abducted"):
                        if phrase.parties:
                            phrase.category = "combatant"
                        elif phrase.category in (None, "person"):
                            phrase.category = "detainee"
                    return self._set(f, fate, "what happened to those held or wounded before")
            if phrase.outcome in ("captured", "abducted"):
                # «تمكن 60 سجيناً من الفرار»
                moved = next((c for c in self.chunks[phrase.last + 1 : min(phrase.last + 7, f.clause.last + 1)] if c.kind == "movement"), None)
                moved = back if back is not None and back.kind == "movement" else moved
                if moved is not None:
                    phrase.category = "combatant" if phrase.parties else phrase.category or "detainee"
                    return self._set(f, moved, "prisoners who moved")
            f.kind, f.code = CASUALTY, phrase.outcome
            f.governor = back
            f.raised = back is not None and back.kind == "raise"
            f.rules.append("the counted noun says what happened")
            return True
        for j in range(phrase.last + 1, min(phrase.last + 3, f.clause.last + 1)):
            if self.chunks[j].role == "between":
                return self._set(f, self.chunks[j], "dead and wounded together")
        noun = before
        body = noun is not None and noun.kind == "person" and noun.person.lemma in _BODIES
        if body or (phrase.people is None and noun is not None and noun.kind == "person" and noun.person.kind.startswith("outcome:") and noun.reading.article):
            f.kind, f.code = CASUALTY, noun.person.kind.split(":")[1]
            f.rules.append("«the dead are N»")
            return True
        if before is not None and before.kind == "total" and before.text.endswith("هم"):
            previous = self._last_in(f.sentence)
            if previous is not None and previous.kind is not None:
                f.raised = True
                return self._set(f, previous.governor, "their number", previous)
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
            if previous is not None and (previous.raised or (previous.kind == CASUALTY and any(c.kind == "total" for c in self.chunks[back.index : f.index]))):
                f.raised = True
                return self._set(f, previous.governor, "raised total, outcome of the one before", previous)
            return False
        housing = housing_verb(self.chunks, f.clause.first, f.index, f.clause.last, phrase.category == "displaced") if back is None or back.kind == "neutral" else None
        if housing is not None:
            return self._set(f, housing, "hosted in a place of refuge")
        if back is None and (moved := total_of_displaced(self.chunks, f.clause.first, f.index)) is not None:
            f.raised = True
            return self._set(f, moved, "total of the displaced")
        ahead = self.chunks[phrase.last + 1 : min(phrase.last + 6, f.clause.last + 1)]
        if (back is not None and back.kind == "neutral") or any(c.kind == "neutral" for c in ahead):
            # «تسعة من عناصره ما زالوا مفقودين»
            fate = next((c for c in ahead if c.kind == "person" and c.person.kind == "outcome:missing"), None)
            if fate is not None:
                return self._set(f, fate, "still missing")
            still = next((c for c in ahead[1:2] if c.kind == "person" and c.person.category == "displaced" and ahead[0].kind == "neutral"), None)
            if still is not None:
                return self._set(f, still, "still displaced")
        among = next((c for c in self.chunks[phrase.last + 1 : min(phrase.last + 5, f.clause.last + 1)] if c.kind == "part" and c.code in _PART_OUTCOMES), None)
        if among is not None and (whole := self._last_whole(f.sentence, among.code, None, f)) is not None:
            return self._make_part(f, whole, "subset")  # «اثنين من قادتها بين القتلى»
        after = self._forward(f)
        if after is not None and (phrase.people or phrase.people is None):
            if back is not None and back.kind in ("neutral", "condition") and after.role not in ("state", "stock") and not after.text.endswith("هم"):
                return False
            return self._set(f, after, "verb after its people")
        if back is None and self._coordinated(f.index):
            previous = self._last_in(f.sentence)
            if previous is not None and previous.kind is not None and previous.clause is f.clause:
                return self._set(f, previous.governor, "joined to the figure before", previous)
        return False

    def _moved(self, f: Figure, back: Chunk | None) -> Chunk | None:
        """«فرّ خمسة معتقلين»، «تمكن سجينان من الفرار»، «إخلاء 27 جريحاً»: they were prisoners or wounded before."""
        kind = {"captured": "fled", "wounded": "evacuated"}.get(f.phrase.outcome or "")
        governor = back or self._forward(f)
        return governor if governor is not None and governor.kind == "movement" and governor.code == kind else None

    def _noun_follows(self, f: Figure) -> bool:
        """«عدداً من أهلها» counts; «مناطق عدة» is an adjective of what stands before it."""
        nxt = self.chunks[f.phrase.last + 1] if f.phrase.last + 1 < len(self.chunks) else None
        return nxt is not None and nxt.kind == "word" and nxt.index <= f.clause.last and nxt.text.startswith(("اهل", "سكان"))

    def _limit(self, f: Figure) -> bool:
        """«لم يُعرف مصير عنصرين» and «دون سن الـ18» deny something else than the people."""
        back = self._backward(f)
        return back is not None and back.role == "fate"

    def _moves(self, f: Figure) -> bool:
        """Families flee and return; of the dead and wounded the bulletins count the persons."""
        back = self._backward(f)
        governor = back if back is not None and back.kind != "raise" else self._forward(f)
        if governor is None:
            governor = housing_verb(self.chunks, f.clause.first, f.index, f.clause.last, False)
        return governor is not None and governor.kind == "movement"

    def _elliptical(self, f: Figure, governor: Chunk) -> bool:
        """A number with no noun counts people when it stands right at its governor or takes up the figure before."""
        between = self.chunks[governor.index + 1 : f.index]
        if f.phrase.taken_for == "unknown":
            return f.index - governor.index <= 1
        before = self.chunks[f.index - 1]
        if before is not governor and not f.phrase.others and f.chunk.kind == "count" and not self._coordinated(f.index):
            # «كيلو 4», «القرار 1757», «هجمات 1998»: a number behind a noun of its own counts nobody.
            if before.kind == "word" and before.text not in _SMALL and not before.text.startswith("ال"):
                return False
            if before.kind in ("word", "cause") and f.value is not None and 1900 <= f.value <= 2100:
                return False
        after = self.chunks[f.phrase.last + 1] if f.phrase.last < f.clause.last else None
        if after is not None and after.kind == "part" and self._coordinated(f.index):
            return True  # «استشهد 98 … في سجون X، و241 بينهم …»
        return not any(c.kind == "unit" for c in between)

    def _raised_outcome(self, f: Figure, raised: Chunk) -> Chunk | None:
        """What a raised total counts: «ليرتفع إلى N عدد الذين قُتلوا», «ارتفع عدد القتلى إلى N»."""
        sentence_end = f.sentence.last
        for span in (range(f.phrase.last + 1, min(sentence_end, f.phrase.last + 60) + 1), range(f.index - 1, raised.index, -1), range(raised.index - 1, f.clause.first - 1, -1)):
            for j in span:
                c = self.chunks[j]
                if c.kind in ("clause", "semicolon"):
                    break
                if c.kind in _TRIGGERS and c.role not in ("losses", "state", "fate") and not self._falls(j):
                    return c
                if c.kind == "person" and c.person.kind.startswith("outcome:"):
                    return c
                if c.kind == "total":
                    if (moved := counted_displaced(self.chunks, j + 1)) is not None:
                        return moved
                    if j < sentence_end and self.chunks[j + 1].kind in ("place_kind", "unit"):
                        return None
        return None

    def _agent(self, f: Figure, governor: Chunk) -> str | None:
        """Who did it, where the verb or verbal noun has its own subject: «أسر التنظيم عنصرين»، «اعتقال قسد 8 أشخاص»."""
        if governor.kind == "outcome" and governor.index > f.index and governor.text.endswith("هم"):
            # «82 اعتقلتهم قوات X»
            return next((c.code for c in self.chunks[governor.index + 1 : governor.index + 4] if c.kind == "party"), None)
        if governor.kind != "outcome" or governor.index > f.index or not self._takes_object(governor):
            return None
        for c in self.chunks[governor.index + 1 : f.index]:
            if c.kind == "party" and c.reading.preposition == "":
                return c.code
            if c.kind in ("comma", "count"):
                break
        if governor.role == "noun" or self._is_active(f, governor):
            for c in reversed(self.chunks[f.clause.first : governor.index]):
                if c.kind == "party" and (c.reading.preposition == "" or self.chunks[c.index - 1].text.startswith("تابع")):
                    return c.code
                if c.kind in ("count", "comma"):
                    break
            return self._subject_before(f, governor) if governor.role != "noun" else None
        return None

    def _subject_before(self, f: Figure, governor: Chunk) -> str | None:
        """The side that a verb goes on with: «أعلنت قسد أنها صدت هجوماً لداعش …، وقتلت عشرة»."""
        counted = {i for g in self._in(f.sentence) for i in range(g.index, g.phrase.last + 1)}
        for c in reversed(self.chunks[f.sentence.first : governor.index]):
            before = self.chunks[c.index - 1] if c.index else None
            if c.kind != "party" or c.reading.preposition or c.index in counted:
                continue
            if before is not None and (before.kind in ("control", "cause", "place_kind") or before.text in _AGAINST or before.kind == "person"):
                continue
            return c.code
        return None

    def _takes_object(self, governor: Chunk) -> bool:
        if governor.role in ("both", "active"):
            return True
        return governor.role == "noun" and (governor.code in ("captured", "abducted") or governor.text in _DEEDS)

    def _is_active(self, f: Figure, governor: Chunk) -> bool:
        """«وقتلت ثلاثة مسلحين»: a feminine or plural verb before masculine people has another subject."""
        if governor.role == "active":
            return True
        form = governor.reading.stem or governor.text
        i = governor.index - 1
        if i >= 0 and self.chunks[i].kind == "colon":
            i -= 1
        if i >= f.clause.first and self.chunks[i].kind == "party" and not self.chunks[i].reading.preposition and governor.role == "both":
            return True  # «تنظيم X: قتل ثلاثة مدنيين»
        if form in _DEEDS or (governor.reading.conjunction and f.phrase.possessed):
            return True
        return form.endswith(("ت", "وا")) and f.phrase.category not in ("woman", "child", "family")

    def _set(self, f: Figure, governor: Chunk | None, rule: str, like: Figure | None = None) -> bool:
        f.governor = governor
        f.rules.append(rule)
        if like is not None:
            f.kind, f.code = like.kind, like.code
        elif governor is not None and (governor.kind == "neutral" or (governor.kind == "person" and governor.person.category == "displaced")):
            f.kind, f.code = FLOW, "displaced"
        elif governor is not None and governor.kind == "person":
            f.kind, f.code = CASUALTY, governor.person.kind.split(":")[1]
        elif governor is not None:
            f.kind, f.code = _FAMILY[governor.kind], governor.code
            if f.code == "missing" and any(c.text in _LIVES for c in self.chunks[f.phrase.last + 1 : f.phrase.last + 3]):
                f.code = "killed"  # «فقد 88 شخصاً حياتهم»
            if self._killed_and_wounded(governor):
                f.code = "losses"
            f.agent = self._agent(f, governor)
        return f.kind is not None

    def _killed_and_wounded(self, governor: Chunk) -> bool:
        """«قُتل وجرح تسعة», «مقتل وإصابة تسعة», «قُتل أو أصيب»: one number for the dead and the wounded."""
        before = self.chunks[governor.index - 1] if governor.index else None
        if before is not None and before.text == "او" and governor.index > 1:
            before = self.chunks[governor.index - 2]
        elif not governor.reading.conjunction:
            return False
        if before is None or before.kind != "outcome" or before.role != governor.role or {before.code, governor.code} != {"killed", "wounded"}:
            return False
        return all(g.governor is not before for g in self.figures[-4:])  # «ستة فقدوا حياتهم وأصيب آخرون» are two
