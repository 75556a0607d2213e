"""Reads the figures of a document: every count of people, what it tells and which total it is a part of."""

from __future__ import annotations

from .chunk import Chunk
from .figure_bare import Bare
from .figure_exclusions import Excluded
from .figure_governors import Governors
from .figure_parts import Parts
from .figure_previous import Previous
from .figure_pronouns import Pronouns
from .figure_statements import Statements
from .figures import CASUALTY, FLOW, TRIGGERS, Figure, Item, Told
from .flow_words import is_share
from .itemised import Itemised
from .phrase import Phrase
from .phrases import read_phrase
from .structure import Among, Document, Sentence

_WALLS = frozenset(("clause", "semicolon", "stop", "break"))
# The kinds of chunks that a sentence's figures are read from, and the words that stand for «one more»; all others are passed by.
_READ = TRIGGERS | _WALLS | {"part", "count", "number", "person", "nationality", "colon", "comma", "open"}
_ONE_MORE = frozenset(("اخر", "اخري", "واخر", "واخري", "ومن"))


class FigureReader:
    """Reads the figures of a document, sentence by sentence."""

    def __init__(self, document: Document):
        self.doc = document
        self.chunks = document.chunks
        self.tokens = document.tokens
        self.told = Told(document)
        self.figures = self.told.figures
        self.governors = Governors(document, self.told)
        self.parts = Parts(document, self.told, self.governors)
        self.bare = Bare(document, self.told, self.governors)
        self.statement = Statements(document, self.told, self.governors, self.parts)
        self.previous = Previous(document, self.told, self.governors, self.parts)
        self.pronouns = Pronouns(document, self.told)
        self.no_people = Excluded(document)
        self.not_used: list[tuple[Chunk, str]] = []
        self.itemised = Itemised(document)
        self.item: Item | None = None
        self._read = Among(c for c in self.chunks if c.kind in _READ or (c.kind == "word" and c.text in _ONE_MORE))

    def read(self) -> list[Figure]:
        for sentence in self.doc.sentences:
            self.item = self.itemised.enter(sentence)
            self._read_sentence(sentence)
            self.itemised.leave(sentence, self.figures)
        return self.figures

    def _read_sentence(self, sentence: Sentence) -> None:
        chain: Figure | None = None   # the total whose parts are being listed
        role = ""
        marker: Chunk | None = None   # a part marker that waits for its count
        marker_parent: Figure | None = None
        skip = -1
        spelled = False  # a breakdown whose terms are joined by commas alone
        for c in self._read.within(sentence.first, sentence.last):
            i = c.index
            if c.kind == "part" and c.code != "one":
                if is_share(self.chunks, i) or (i > sentence.first and self.chunks[i - 1].kind == "negation"):
                    continue  # «94% منهم», «لا تشمل الحصيلة 9 عناصر»
                if i > skip or not self.figures or not self.figures[-1].phrase.of_previous:
                    marker = c
                continue
            if i <= skip:
                continue
            if i == sentence.first and self.itemised.is_number(sentence, i):
                self.not_used.append((c, "ordinal"))
                continue
            if c.kind == "outcome" and (victim := self.pronouns.victim(i)) is not None:
                skip = self._stand_for(i, victim, sentence)
                chain = marker = None
                continue
            if c.kind in _WALLS or c.kind == "stop":
                chain = marker = None
            elif c.kind in TRIGGERS and c.role in ("verb", "both", "active", "noun") and not self.governors.is_relative(i):
                # «وطفل قضى بلغم»: a verb right after its figure describes it and ends no list.
                describes = not c.reading.conjunction and c.role in ("verb", "both") and self.figures and self.figures[-1].phrase.last >= i - 2
                if not describes:
                    chain = None
                if c.reading.conjunction or c.role == "noun":
                    marker = None
            elif c.kind == "outcome" and c.role == "losses":
                if not self.governors.negated(i) and self.bare.untold_losses(i, sentence):
                    figure = self._new(i, sentence)
                    figure.kind, figure.code, figure.bare = CASUALTY, "losses", True
                    figure.rules.append("human losses with no number")
                    skip = figure.phrase.last
                chain = marker = None
            elif c.kind == "word" and c.text in ("اخر", "اخري") and i > sentence.first and self.chunks[i - 1].kind == "outcome" and self.bare.ends_phrase(i + 1):
                # «وأصيب آخر»: one more
                figure = self._new(i, sentence, keep=False)
                if figure is not None and not self.governors.is_relative(i - 1):
                    figure.phrase.people = figure.phrase.others = True
                    if self.governors.settle(figure, self.chunks[i - 1], "one more"):
                        self.figures.append(figure)
            elif c.kind == "word" and c.text in ("واخر", "واخري") and self.figures and self.figures[-1].phrase.last == i - 1 and self.figures[-1].kind == CASUALTY:
                # «سقوط قتيلين وآخر …»: one more joined to the figure
                figure = self._new(i, sentence, keep=False)
                if figure is not None:
                    previous = self.figures[-1]
                    figure.phrase.people = figure.phrase.others = True
                    if previous.parent is not None:
                        self.parts.make_part(figure, previous.parent, previous.part_role)
                    elif self.governors.settle(figure, previous.governor, "one more", previous):
                        figure.phrase.category = figure.phrase.category or previous.phrase.category
                    self.figures.append(figure)
                    skip = figure.phrase.last
            elif c.kind == "colon" and self.parts.splits(i, sentence):
                # «46 من قوات X … في عدة محافظات: 18 في A، 11 في B»: what adds up to the total after a colon splits it.
                marker, spelled = c, True
            elif c.kind == "open":
                if self.parts.bracketed(i, sentence):
                    marker = c
            elif (whole := self.parts.class_of(i, sentence)) is not None:
                marker, marker_parent = c, whole
            elif c.kind == "comma" and marker is None and chain is None and i < sentence.last and self.chunks[i + 1].kind in ("count", "person") and self.parts.spelled_out(i, sentence):
                marker, spelled = c, True
            elif c.kind == "colon":
                # «168 قتيلاً: 96 مدنياً و39 مقاتلاً»: a colon right after a total opens its breakdown.
                if self.figures and self.figures[-1].phrase.last == i - 1 and i < sentence.last and self.chunks[i + 1].kind == "count":
                    marker = c
            elif c.kind == "part":  # «أحدهم»
                figure = self.told.last_in(sentence)
                if figure is not None:
                    part = self._new(i, sentence)
                    self.parts.make_part(part, figure, "one")
            elif c.kind == "nationality":
                if (whole := self.parts.of_nation(i, sentence, marker, chain)) is not None:
                    figure = self._new(i, sentence)
                    self.parts.make_part(figure, whole, "subset")
                    figure.list_at = marker.index if marker is not None else self.figures[-2].list_at
                    chain, role, marker = whole, "subset", None
                    skip = i
            elif c.kind == "count" and c.count.taken_for is not None and not self.no_people.another(i):
                self.not_used.append((c, c.count.taken_for))
            elif c.kind == "count" and (self.no_people.of_date(i) or self.no_people.is_label(i, sentence.first)):
                self.not_used.append((c, "date"))
            elif c.kind == "count" and self.no_people.of_set(i, self.figures):
                self.not_used.append((c, "people"))
            elif c.kind == "count" and c.count.value is not None and c.count.value != int(c.count.value):
                self.not_used.append((c, "unknown"))  # no part of a person is killed
            elif c.kind == "person" and c.person.number == "plural" and i < sentence.last and self.told.noun_before(i + 1) is c:
                continue  # «وأطفاله الأربعة»: the number behind it counts them
            elif c.kind in ("count", "person"):
                figure = self._new(i, sentence, keep=False)
                if figure is None:
                    continue
                if c.kind == "count" and self.no_people.is_informant(i):
                    self.not_used.append((c, "people"))
                    skip = figure.phrase.last
                    continue
                if self.parts.one_of_them(figure) and (whole := self.told.last_in(sentence)) is not None and whole.kind is not None:
                    own = self.chunks[i - 1] if i > sentence.first else None
                    if (back := self.governors.backward(figure)) is not None and back.code == "release" and back.index > whole.index:
                        continue  # «وأفرجوا عن أحدهم»
                    if own is not None and own.kind == "person" and own.person.lemma in ("جثة", "جثمان"):
                        # «خُطف ثلاثة، عُثر فجر أمس على جثمان أحدهم»
                        figure.phrase.category, figure.phrase.parties = whole.phrase.category, list(whole.phrase.parties)
                        figure.kind, figure.code = CASUALTY, "killed"
                        figure.rules.append("the body of one of those before")
                    elif own is not None and own.kind == "outcome" and whole.kind == CASUALTY and own.code != whole.code and own.role in ("verb", "both", "noun"):
                        # «خُطف ثلاثة وعُثر على جثة أحدهم»
                        figure.phrase.category, figure.phrase.parties = whole.phrase.category, list(whole.phrase.parties)
                        self.governors.settle(figure, own, "some of those before")
                    else:
                        self.parts.make_part(figure, whole, "one")
                    self.figures.append(figure)
                    skip = figure.phrase.last
                    continue
                if c.kind == "count" and (whom := self.governors.doers.object_of(figure)) is not None:
                    self.governors.doers.objects[whom.index] = figure
                    self.not_used.append((c, "people"))
                    skip = figure.phrase.last
                    continue
                if c.kind == "count" and self.no_people.is_doer(i, figure):
                    self.not_used.append((c, "people"))
                    skip = figure.phrase.last
                    continue
                if c.kind == "count" and self.no_people.of_weapon(i, figure):
                    self.not_used.append((c, "weapons"))
                    continue
                if c.kind == "count" and self.no_people.is_age(i):
                    self.not_used.append((c, "age"))
                    continue
                if c.kind == "count" and (self.no_people.is_rate(i) or self.no_people.is_named(i, figure) or self.no_people.is_share_of_hurt(i, figure)):
                    self.not_used.append((c, "unknown"))
                    skip = figure.phrase.last
                    continue
                if marker is not None and figure.definite and not figure.bare and (whole := self.told.with_value(figure)) is not None:
                    # «ومن ضمن المعتقلين الـ 72 …»: the total that the parts belong to is named again.
                    marker_parent, marker = whole, c
                    skip = i
                    continue
                if spelled and chain is not None and self.chunks[i - 1].kind == "comma" and self.parts.fits(figure, chain):
                    self.parts.make_part(figure, chain, "all")
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
                        before = next((g for g in self.told.in_sentence(sentence) if g.parent is figure.parent and g is not figure), None)
                        figure.list_at = marker.index if marker is not None else before.list_at if before is not None and not figure.phrase.of_previous else i
                    else:
                        chain = None
                    marker = marker_parent = None
                elif c.kind == "count":
                    skip = max(skip, figure.phrase.last if figure.phrase.people is not False else i)
                    self.not_used.append((c, figure.phrase.taken_for or ("people" if figure.phrase.people else "unknown")))
                    marker = None

    def _new(self, i: int, sentence: Sentence, keep: bool = True) -> Figure | None:
        phrase = read_phrase(self.tokens, self.chunks, i)
        noun = self.told.noun_before(i)
        if noun is not None and phrase.people is not True:
            phrase.take_person(noun.person)
            phrase.parties = phrase.parties or [c.code for c in self.chunks[noun.index : i] if c.kind == "party"]
        before = self.chunks[i - 1] if i > sentence.first else None
        if self.chunks[i].kind == "count" and self.chunks[i].count.taken_for == "ordinal" and before is not None and before.kind == "person" and before.person.number == "singular":
            phrase.take_person(before.person)  # «حارس ثالث»
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

    def _stand_for(self, i: int, victim: Chunk, sentence: Sentence) -> int:
        """One person killed or wounded, whom only a pronoun names here. Gives the last chunk of the statement."""
        outcome = self.chunks[i]
        phrase = read_phrase(self.tokens, self.chunks, victim.index) if victim is not outcome else Phrase()
        state = self.chunks[i + 1] if i < sentence.last else outcome
        stated = state.kind == "person" and state.person.kind.startswith("outcome:") and not state.reading.conjunction
        phrase.people, phrase.last = True, i + stated  # «فأردوه قتيلاً»
        figure = Figure(i, outcome, phrase, sentence, self.doc.clause_of[i])
        figure.stands_for, figure.bare = victim, True
        if self.governors.settle(figure, outcome, "a pronoun for one person"):
            self.figures.append(figure)
        return phrase.last

    def _is_definite(self, i: int) -> bool:
        c = self.chunks[i]
        if c.kind == "person":
            return c.reading.article
        if c.kind != "count":
            return False
        if i and self.chunks[i - 1].text == "ال":
            return True
        noun = self.told.noun_before(i)
        if noun is not None and any(b.kind == "party" for b in self.chunks[noun.index : i]):
            return True
        if noun is not None and noun.person.possessed or (noun is not None and not noun.reading.article):
            return False
        return c.count.definite

    def _consider(self, f: Figure, sentence: Sentence, chain: Figure | None, marker: Chunk | None, role: str,
                  named: Figure | None = None) -> bool:
        phrase, i = f.phrase, f.index
        if phrase.of_previous and (found := self.previous.read(f, sentence)) is not None:
            return found
        if self.parts.of_victims(f):
            return True
        if f.bare and (self.governors.negated(i) or self.bare.of_a_family(f)):
            return False
        if f.bare and (phrase.family or (f.chunk.reading.article and f.chunk.person is not None and f.chunk.person.number == "plural")):
            return False
        if f.bare and marker is not None and marker.text.removeprefix("و").startswith(("بمن", "بما")) and phrase.outcome is not None:
            return False  # «22 مدنياً (بمن فيهم شهداء X)»: those told of elsewhere are in it
        if marker is not None and marker.text.endswith(" علي") and phrase.people is None and phrase.taken_for == "unknown":
            return False  # «39880 شخصاً موزعين على ستة قطاعات»
        if marker is not None and self.parts.of_things(f, marker):
            return False
        if marker is not None and self.parts.clear(marker.index + 1, i, named is not None or "هؤلاء" in marker.text, marker.code == "split"):
            parent = named or self.parts.parent_for(f, marker, sentence)
            harmed = self.chunks[marker.index - 1] if marker.index > sentence.first else None
            if parent is not None and parent.kind == FLOW and harmed is not None and harmed.kind == "outcome" and harmed.role in ("verb", "both"):
                # «فرّ 100 شخص، قُتل منهم خمسة»: of those who moved, but no movement.
                phrase.category = phrase.category or ("person" if parent.phrase.family else parent.phrase.category)
                phrase.parties = phrase.parties or list(parent.phrase.parties)
                return self.governors.settle(f, harmed, "some of those before")
            if parent is not None:
                return self.parts.make_part(f, parent, "all" if marker.code in ("all", "split") or marker.kind in ("colon", "comma") else "subset")
        if phrase.among is not None:
            parent, own = self.parts.last_whole(sentence, phrase.among, None, f), self.governors.backward(f)
            # «اعتُقل 174 شخصاً، وتوفي اثنان من المعتقلين»: another thing that happened to some of them
            other = own is not None and own.kind == "outcome" and own.code != phrase.among and parent is not None and own.index > parent.index
            if parent is not None and parent.value != f.value and not other:
                return self.parts.make_part(f, parent, "subset")
        if chain is not None and phrase.outcome in (None, chain.code) and self.told.coordinated(i) and not self.parts.contrasted(i):
            parent = self.parts.sibling_parent(f, chain, role)
            if parent is not None:
                return self.parts.make_part(f, parent, role or "subset")
        if (whole := self.parts.of_cases(f, self.item, self.itemised.outer_totals())) is not None:
            return self.parts.make_part(f, whole, "subset")
        if phrase.people is None and (whole := self._told_on(f, sentence)) is not None:
            return self.parts.make_part(f, whole, "subset")
        if self.parts.ranked(f, self.itemised.outer_totals()):
            return True
        if self.item is not None and i >= self.item.first and not any(
            phrase.outcome is None or g.code == phrase.outcome for g in self.told.in_sentence(sentence)
        ):
            return self._item_figure(f)
        if f.bare and not self.bare.counts(f):
            return False
        if not self.statement.govern(f):
            return False
        if self.no_people.looks_on(f, self.told.noun_before(f.index)) or (f.code == "wounded" and self.no_people.is_ill(f)):
            return False
        if marker is not None and not f.bare and f.phrase.outcome is None and any(g.governor is f.governor and g.value == 1 and g.code == f.code for g in self.told.in_sentence(sentence)):
            return False  # «33 متهماً بخطف إمام، بينهم 26 …»: part of something else
        f.added = self.parts.contrasted(i)
        self._complete_total(f)
        return True

    def _told_on(self, f: Figure, sentence: Sentence) -> Figure | None:
        """«قضى 29 منهم بألغام وأعدم 14»: a number alone after a joined verb of the same outcome goes on with the parts of the total."""
        previous, own = next(self.told.in_sentence(sentence), None), self.chunks[f.index - 1]
        if previous is None or previous.parent is None or not (previous.phrase.of_previous or previous.agent or previous.parent.agent) or f.phrase.taken_for not in (None, "unknown"):
            return None
        teller = previous if previous.agent or previous.parent.parent is None else previous.parent  # «قتلت X 50 منهم، بينهم 8 أطفال، وY 20»
        if own.kind == "party" and teller.agent and self._sides_between(previous, f):
            f.agent = own.code  # «قتلت X 50 منهم وY 20»
            return teller.parent if self.parts.compatible(f, teller.parent) and self.parts.fits(f, teller.parent) else None
        elif own.text == "عن" and previous.agent and self.chunks[f.index - 2].kind == "party" and self.chunks[f.index - 2].reading.conjunction:
            f.agent = self.chunks[f.index - 2].code  # «كانت X مسؤولة عن 69 منها، وY عن 41»
        elif own.kind == "outcome" and own.code == previous.code and self.chunks[f.index - 2].kind == "relative" and previous.agent and (
                (side := self.chunks[f.index - 3]).kind == "party" and side.reading.conjunction):
            f.agent = side.code  # «X التي قتلت 670 منهم وY التي قتلت 173»
        elif own.kind == "outcome" and own.code == previous.code and own.role == "noun" and previous.agent and self._held_too(previous, own):
            f.agent = self.governors.doers.doer(f, own)  # «X المسؤولية عن مقتل 388 منهم، وY المسؤولية عن مقتل 114»
        elif own.kind != "outcome" or own.code != previous.code or not own.reading.conjunction:
            return None
        return previous.parent if self.parts.compatible(f, previous.parent) and self.parts.fits(f, previous.parent) else None

    def _sides_between(self, previous: Figure, f: Figure) -> bool:
        """Only sides joined with و, after a comma at most, stand between two figures: «…، وX وحليفتها Y 20»."""
        between = self.chunks[previous.phrase.last + 1 : f.index]
        first = next((c for c in between if c.kind == "party"), None)
        return first is not None and bool(first.reading.conjunction) and all(c.kind in ("comma", "party") or c.text.startswith("وحليف") for c in between)

    def _held_too(self, previous: Figure, own: Chunk) -> bool:
        """The outcome goes on with what was said of the part before: a comma and و, and no verb between."""
        between = self.chunks[previous.phrase.last + 1 : own.index]
        return len(between) <= 9 and any(self.tokens[c.first].text.startswith("و") for c in between[:2]) and not any(
            c.kind in ("count", "outcome", "movement", "control", "clause") for c in between)

    def _item_figure(self, f: Figure) -> bool:
        """The figure of a line of a breakdown: a part of its total, whoever the label says did it or lost them."""
        item = self.item
        governed = not (f.bare and not self.bare.counts(f)) and self.statement.govern(f)
        if not governed and f.phrase.people is None and f.phrase.taken_for is not None:
            return False
        if not governed and f.bare and f.chunk.person.number == "plural":
            return False
        if governed and (f.kind != item.total.kind or f.code != item.total.code):
            # «19 قتيلاً و27 جريحاً»: the wounded of the line belong to the wounded that the lead counts.
            other = next((g for g in self.figures if g.sentence is item.total.sentence and g.code == f.code and g.parent is None), None)
            if other is not None and self.parts.compatible(f, other):
                self.parts.make_part(f, other, "all")
                f.item = item
            return True
        if item.category is not None and f.phrase.category in (None, "person"):
            f.phrase.category = item.category
        if item.party is not None and not item.by_doer and not f.phrase.parties and f.phrase.category in (None, "person", "combatant"):
            f.phrase.category, f.phrase.parties = "combatant", [item.party]
        if not self.parts.compatible(f, item.total) or (governed and not self._has_room(f, item.total)):
            return governed
        agent, rules = f.agent, list(f.rules)
        self.parts.make_part(f, item.total, "all")
        f.item = item
        own = agent or f.agent
        f.agent = item.party if item.by_doer and (own is None or any(c.code == own for c in item.label)) else own
        f.rules = [*rules, "line of a breakdown"]
        return True

    def _has_room(self, f: Figure, total: Figure) -> bool:
        """The lines of a breakdown never exceed its total: one that would tells of another event."""
        listed = sum(g.value or 0 for g in self.figures if g.parent is total and g.item is not None)
        return total.value is None or listed + (f.value or 0) <= total.value

    def _complete_total(self, f: Figure) -> None:
        """«أما غير المدنيين فبلغ عددهم 2245»: what exactly completes a total that is being broken down is its part."""
        for total in self.itemised.outer_totals():
            listed = sum(g.value or 0 for g in self.figures if g.parent is total and g.item is not None)
            if listed and total.value is not None and f.value is not None and listed + f.value == total.value and f.code == total.code:
                f.parent, f.part_role = total, "all"
                f.rules.append("completes the total")
                return
