"""Which figure is a part of which: «بينهم N»، «هم N وM»، «N منهم», lists and the totals that they split."""

from __future__ import annotations

from .chunk import Chunk
from .figure_governors import Governors
from .figures import CASUALTY, FLOW, Figure, Item, Told
from .phrase_words import CASES
from .responsibility import responsible
from .structure import Document, Sentence

_PART_OUTCOMES = {"killed": "killed", "wounded": "wounded", "captured": "captured", "abducted": "abducted"}
_NEXT = frozenset(("تلتها", "تليها", "يليها", "تلاها", "تلته", "ثم", "فيما", "بعدها", "تلتهما", "تليهما", "تبعتها", "تتبعها", "اعقبتها", "تعقبها"))
_FIRST = frozenset(("تصدرت", "تصدر", "تتصدر", "الاعلي", "الاكبر", "الاولي"))
_FOREMOST = frozenset(("اعلي", "اكبر", "اكثر", "الاكثر", "المقدمه", "الصداره", "صداره", "الطليعه", "راس"))
"""Words for the first place of a ranking that have other meanings as well: there the number stands behind بـ."""
_AMONG = frozenset(("من", "ومن", "بين", "وبين", "ضمن", "مجموع", "جمله"))
_OF_THINGS = frozenset(("منها", "بينها", "ضمنها"))
_SMALLER = frozenset(("child", "woman", "medic", "journalist"))
_SPLIT = (("القتلي", "killed"), ("الشهداء", "killed"), ("الجرحي", "wounded"), ("المصاب", "wounded"), ("المعتقل", "captured"))
_ROUNDED = 1.05
NATIVES = frozenset(("أهل", "ابن", "ساكن"))
"""Nouns for the people of a place, who may be fighters too."""
_ONE_OF_THEM = frozenset(("احدهم", "احدهما", "احداهن", "احداهما", "احدها"))


_BRACKET = 8
"""Chunks between a figure and the bracket that tells who is among its people: «168 شخصاً عادوا من X (50 امرأة)»."""


class Parts:
    """Finds the total that a part belongs to and makes it one."""

    def __init__(self, document: Document, told: Told, governors: Governors):
        self.doc, self.chunks, self.tokens = document, document.chunks, document.tokens
        self.told, self.figures = told, told.figures
        self.governors = governors

    def compatible(self, part: Figure, whole: Figure) -> bool:
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
        if b == "civilian" and whole.phrase.lemma in NATIVES:
            b = None  # «657 من أهالي X، بينهم 451 مقاتلاً و206 مدنيين»
        if b is None and whole.phrase.parties:
            b = "combatant"  # «58 قتيلاً من قوات X، بينهم 9 ضباط، و31 من Y»
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

    def parent_for(self, f: Figure, marker: Chunk, sentence: Sentence) -> Figure | None:
        if marker.code in _PART_OUTCOMES:
            return self.last_whole(sentence, _PART_OUTCOMES[marker.code], None, f)
        if marker.code == "moved":
            return self.last_whole(sentence, None, FLOW, f)
        candidate = self.told.last_in(sentence)
        if marker.kind == "open" and candidate is not None:
            candidate = self._of_brackets(candidate)
        if marker.code == "split" and (code := next((code for words, code in _SPLIT if words in marker.text), None)) is not None:
            candidate = self.told.last_in(sentence, code) or candidate  # «53 قتيلاً و70 مصاباً. وتوزع القتلى بين …»
        # «…، ومن ضمنهم»: joined by و, it goes back to the total that is being broken down.
        if candidate is not None and marker.reading.conjunction and candidate.parent is not None and marker.code == "subset" and "هؤلاء" not in marker.text:
            candidate = candidate.parent
        while candidate is not None and candidate.parent is not None and "وزع" in marker.text:
            candidate = candidate.parent  # «… بينهم أطفال، وتوزعوا على 545 في X»: the total
        while candidate is not None and not self.compatible(f, candidate):
            candidate = candidate.parent
        if candidate is None:
            for figure in reversed(self.figures):
                if figure.sentence is sentence and figure.parent is None and self.compatible(f, figure):
                    return figure
        return candidate

    def last_whole(self, sentence: Sentence, code: str | None, kind: str | None, f: Figure) -> Figure | None:
        for figure in reversed(self.figures):
            if figure.sentence.title and not sentence.title:
                return None
            if figure.parent is None and (code is None or figure.code == code) and (kind is None or figure.kind == kind) and self.compatible(f, figure):
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

    def sibling_parent(self, f: Figure, chain: Figure, role: str) -> Figure | None:
        candidate: Figure | None = chain
        whole = chain.parent
        if whole is not None and whole.value and sum(g.value or 0 for g in self.figures if g.parent is whole) + (f.value or 0) == whole.value and self.compatible(f, whole):
            return whole  # «16، قضى 14 منهم لدى X، بينهم سيدة، واثنان لدى Y»: what completes the total
        while candidate is not None:
            parallel = candidate.parent is not None and self._has_doer(f) and self._has_doer(candidate)
            if not parallel and self.compatible(f, candidate) and self.fits(f, candidate):
                return candidate
            candidate = candidate.parent
        return None

    def _has_doer(self, f: Figure) -> bool:
        """«50 على يد X بينهم …، و40 على يد Y»: terms that each name who did it stand side by side."""
        j = f.phrase.last + 1
        return j < len(self.chunks) and self.chunks[j].kind == "by"

    def fits(self, f: Figure, whole: Figure) -> bool:
        """Parts never exceed their whole: a list that is already complete takes no further part."""
        total = whole.value
        if total is None or f.value is None:
            return True
        parts = [g for g in self.told.behind(whole) if g.parent is whole]
        listed = sum(g.value or 0 for g in parts if g.list_at == parts[0].list_at)
        count = whole.chunk.count
        rough = count is not None and count.qualifier in ("about", "more_than", "at_least")  # «أكثر من 3400، هم …» may add up to a little more
        return listed + f.value <= total * (_ROUNDED if rough else 1)

    def make_part(self, f: Figure, parent: Figure, role: str) -> bool:
        own = self.governors.backward(f) if f.phrase.outcome is None else None
        done = own is not None and own.kind == "outcome" and own.index > parent.index and own is not parent.governor and not own.text.endswith("هم")
        if done and parent.kind == FLOW:
            return self.governors.settle(f, own, "what befell some of those who moved")  # «وصل 400 نازح، اعتقلت X منهم 71»
        f.parent, f.part_role = parent, role
        if done:
            f.agent = f.agent or self.governors.doers.doer(f, own)  # «من هؤلاء قتلت X 20»، «قتلت X 20 منهم»
        near = next((c for c in reversed(self.chunks[max(f.clause.first, f.index - 4) : f.index]) if c.kind == "party"), None)
        if f.agent is None and near is not None and responsible(self.chunks, near.index):
            f.agent = near.code  # «كانت X مسؤولة عن 69 منها»
        f.kind, f.code, f.governor = parent.kind, parent.code, parent.governor
        f.rules.append("part after هم" if role == "all" else "part after بينهم" if role == "subset" else "one of them")
        phrase, whole = f.phrase, parent.phrase
        if parent.code == "losses" and phrase.outcome in ("killed", "wounded"):
            f.code = phrase.outcome  # «قُتل وأصيب 70، بينهم 22 قتيلاً»
        after = self.governors.forward(f, relative=True, stop_at_figure=True)
        if after is not None and after.kind == "outcome":
            of_another = self.chunks[after.index - 1].kind == "relative"  # «X التي قتلت 670 منهم وY التي قتلت …»
            f.agent = f.agent if of_another else self.governors.doers.agent(f, after)
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

    def of_nation(self, i: int, sentence: Sentence, marker: Chunk | None, chain: Figure | None) -> Figure | None:
        """«بينهم روسيان وتونسي»: one or two people told by their nationality alone, right behind the marker of a list of victims or joined to
        one of it; gives the total that they are some of."""
        c, last = self.chunks[i], self.figures[-1] if self.figures else None
        after = self.chunks[i + 1] if i < sentence.last else None
        if c.reading is None or c.reading.article or not c.text.endswith(("ي", "ان")) or (after is not None and after.kind == "person" and not after.reading.conjunction):
            return None
        if marker is not None and marker.index == i - 1 and marker.code == "subset":
            whole = self.told.last_in(sentence)
            while whole is not None and whole.parent is not None and marker.reading.conjunction:
                whole = whole.parent
        elif chain is not None and last is not None and last.parent is chain and last.chunk.kind == "nationality" and last.phrase.last == i - 1 and c.reading.conjunction:
            whole = chain
        else:
            return None
        return whole if whole is not None and whole.kind == CASUALTY and whole.sentence is sentence and (whole.value or 3) > 1 else None

    def of_things(self, f: Figure, marker: Chunk) -> bool:
        """«122 حادثة اعتداء، منها 19 على منشآت»: the number before منها counts no people, nor does the one behind it."""
        if f.phrase.people is not None or marker.text.removeprefix("و").removeprefix("من ").removeprefix("ومن ") not in _OF_THINGS:
            return False
        before = next((c for c in reversed(self.chunks[f.sentence.first : marker.index]) if c.kind == "count" and c.count.taken_for is None), None)
        return before is not None and all(g.index != before.index for g in self.told.in_sentence(f.sentence))

    def clear(self, first: int, last: int, named: bool = False, wide: bool = False) -> bool:
        """Only words without a statement of their own stand between a marker and its count."""
        light = ("word", "date", "hedge", "place", "place_kind", "that", "cause", "around", "total", "slash", "open")
        if wide:  # «يتوزع القتلى، وفق المرصد، بين …»
            light += ("comma", "source", "unit", "colon", "nationality")
        return last - first <= (14 if wide else 5) and all(
            c.kind in light or self._of_family(c) or (c.kind == "person" and (c.person.kind == "family" or c.reading.article)) or (named and c.kind in ("outcome", "party", "movement"))
            for c in self.chunks[first:last]
        )

    def _of_family(self, c: Chunk) -> bool:
        """«بينهم عائلة مؤلفة من خمسة أشخاص», «عائلة نازحة من سبعة أفراد»: what is said of a family before its persons are counted."""
        before = self.chunks[c.index - 1]
        return before.kind == "person" and before.person.kind == "family" and (c.kind == "neutral" or c.kind == "person" and not c.reading.conjunction)

    def splits(self, i: int, sentence: Sentence) -> bool:
        """The counts after a colon add up to the last total before it."""
        total = next((g for g in self.told.in_sentence(sentence) if g.parent is None or g.item is not None), None)
        if total is None or total.value is None or i >= sentence.last or self.chunks[i + 1].kind != "count":
            return False
        terms = [c.count.value for c in self.chunks[i + 1 : sentence.last + 1] if c.kind == "count" and c.count.taken_for is None]
        return len(terms) > 1 and None not in terms and sum(terms) == total.value

    def bracketed(self, i: int, sentence: Sentence) -> bool:
        """«15 شخصاً (4 أطفال و3 نساء)»: people counted in brackets right behind a figure, no more than it and in no other unit, are among its people."""
        whole = next(self.told.in_sentence(sentence), None)
        if whole is None or i - whole.phrase.last > _BRACKET:
            return False
        whole = self._of_brackets(whole)
        if not whole.value or whole.phrase.family or whole.clause is not self.doc.clause_of[i]:
            return False
        counted = terms = 0
        for c in self.chunks[i + 1 : sentence.last + 1]:
            if c.kind == "close":
                break
            if c.kind == "count" and c.count.value is not None and c.count.taken_for is None:
                counted, terms = counted + c.count.value, terms + 1
            elif c.kind == "person" and (c.person.kind != "person" or c.person.category == "person"):
                return False
            elif c.kind == "person" and c.person.number == "singular" and self.chunks[c.index - 1].kind != "count":
                counted, terms = counted + 1, terms + 1
            elif c.kind not in ("person", "comma", "slash") and c.text != "و":
                return False
        while whole.parent is not None and whole.parent.value and counted > (whole.value or 0):
            whole = whole.parent  # «15 مدنياً (بينهم 4 أطفال) في A (9) وB (6)»
        return terms > 0 and counted <= (whole.value or 0)

    def _of_brackets(self, last: Figure) -> Figure:
        """«في A (12) وB (8)»: of a figure in brackets the total, which further brackets belong to; else the figure itself."""
        in_brackets = last.parent is not None and last.list_at >= 0 and self.chunks[last.list_at].kind == "open"
        return last.parent if in_brackets else last

    def class_of(self, i: int, sentence: Sentence) -> Figure | None:
        """«ومن المدنيين 205 قتلتهم …», «ومن بين المدنيين 151 معتقلاً»: the figure of the class of people that is broken down further."""
        at = i + 2 if i < sentence.last and self.chunks[i + 1].text in _AMONG else i + 1
        if self.chunks[i].text != "ومن" or at >= sentence.last or self.chunks[at + 1].kind != "count" or not self._class(at) or self.chunks[i - 1].kind == "count":
            return None
        before = self.told.in_sentence(sentence) if i > sentence.first else (g for g in reversed(self.figures) if g.sentence.index >= sentence.index - 1 and not g.sentence.title)
        whole = next((g for g in before if g.phrase.category == self.chunks[at].person.category and g.value), None)
        happened = next((c for c in self.chunks[at + 2 : min(at + 6, sentence.last) + 1] if c.kind in ("outcome", "movement", "comma", "count")), None)
        if whole is not None and at > i + 1 and happened is not None and happened.kind in ("outcome", "movement") and happened.code != whole.code:
            return None  # «ومن بين المدنيين 20 أصيبوا»: something else happened to them
        return whole

    def spelled_out(self, i: int, sentence: Sentence) -> bool:
        """«خمسة من العاملين، ثلاثة مسعفين وممرضتان، قُتلوا …»: counts in apposition that add up to the total right before them."""
        whole = self.figures[-1] if self.figures else None
        if whole is not None and whole.phrase.last < i - 1 <= whole.phrase.last + 2 and self.chunks[i - 1].text == "واحده":
            i_last = i - 1  # «5 أشخاص من عائلة واحدة، رجل و…»
        else:
            i_last = whole.phrase.last if whole is not None else -1
        if whole is None or whole.sentence is not sentence or whole.value is None or i_last != i - 1 or i >= sentence.last or whole.parent is not None:
            return False
        left, terms = whole.value, 0
        for c in self.chunks[i + 1 : min(i + 16, sentence.last) + 1]:
            if c.kind == "count" and c.count.value is not None and c.count.taken_for is None:
                left, terms = left - c.count.value, terms + 1
            elif c.kind == "person" and c.person.number == "singular" and (c.reading.conjunction or c.index == i + 1):
                left, terms = left - 1, terms + 1
            elif c.kind not in ("person", "word", "party", "comma", "nationality"):
                break
            if left <= 0:
                break
        return left == 0 and terms > 1

    def ranked(self, f: Figure, totals: list[Figure]) -> bool:
        """«تصدرت محافظة X بـ 61 قتيلاً، تلتها Y بـ 43 ثم Z بـ 24», «جاءت X في المقدمة بـ 61 مدنياً، فـY بـ 43»: places in the order of their share."""
        counted = self.chunks[f.index - 1].text == "ب" and f.index - 2 > f.sentence.first
        place = self.chunks[f.index - 2] if counted else None
        previous = next(self.told.in_sentence(f.sentence), None)
        if place is not None and place.kind == "place" and previous is not None and previous.kind == CASUALTY and (f.phrase.people is None or previous.part_role == "ranked"):
            between = self.chunks[previous.phrase.last + 1 : place.index]
            joined = previous.part_role == "ranked" and all(c.kind in ("comma", "place_kind") for c in between) and any(
                self.tokens[c.first].text[0] in "وف" for c in (*between, place) if c.kind != "comma")
            if joined or (f.index - previous.phrase.last <= 7 and any(c.text.removeprefix("و") in _NEXT for c in self.chunks[previous.index + 1 : place.index])):
                self.count_cases(f)
                if previous.parent is not None:
                    return self.make_part(f, previous.parent, "ranked")
                return self.governors.settle(f, previous.governor, "next in a ranking", previous)
        words = {c.text.removeprefix("و") for c in self.chunks[f.sentence.first : f.index]}
        placed = any(c.kind == "place" for c in self.chunks[f.clause.first : f.index])
        if not placed or not (words & _FIRST and (f.phrase.outcome is not None or counted) or words & _FOREMOST and counted) or not (f.phrase.people or self.cases(f)):
            return False
        whole = totals[-1] if totals else self._counted_before(f)
        if whole is None or whole.kind != CASUALTY or f.phrase.outcome not in (None, whole.code) or whole.sentence.title or not self.compatible(f, whole):
            return False
        self.count_cases(f)
        return self.make_part(f, whole, "ranked")

    def _counted_before(self, f: Figure) -> Figure | None:
        """The total that a ranking with no breakdown around it shares out: of its paragraph, else the first that the text counts."""
        own = next((g for g in reversed(self.figures) if g.sentence.paragraph == f.sentence.paragraph and g.parent is None), None)
        return own or next((g for g in self.figures if g.parent is None and not g.raised and not g.sentence.title and g.value and g.value >= (f.value or 0)), None)

    def cases(self, f: Figure) -> bool:
        return f.index < f.sentence.last and f.chunk.kind == "count" and self.chunks[f.index + 1].text in CASES

    def count_cases(self, f: Figure) -> None:
        if self.cases(f):
            f.phrase.people, f.phrase.taken_for, f.phrase.category, f.phrase.last = True, None, None, f.index + 1

    def of_cases(self, f: Figure, item: Item | None, totals: list[Figure]) -> Figure | None:
        """«412 حالة اعتقال. وكانت X مسؤولة عن 276 حالة»: cases with no name, of the kind that the paragraph counts; gives their total.
        In a line of its breakdown («قوات X: 91 حالة») they only become people."""
        if not self.cases(f) or f.value is None or f.phrase.outcome is not None:
            return None
        whole = next((g for g in reversed(self.figures) if g.phrase.generic and g.parent is None and self.chunks[g.index + 1].text in CASES), None)
        if whole is None or whole.sentence.title or not whole.value or whole.value < f.value:
            return None
        if item is not None and item.total is whole:
            self.count_cases(f)
        if whole.sentence.paragraph != f.sentence.paragraph:
            return None
        self.count_cases(f)
        f.agent = self.governors.doers.held_responsible(f.clause.first, f.index)
        return whole

    def of_victims(self, f: Figure) -> bool:
        """«ومن ضحايا X 41 مدنياً», «ومن بين ضحايا X من المدنيين سبعة», «ومن المدنيين الذين قتلتهم X 34»: some of those whom a side killed;
        a part of their figure, where the text has counted them."""
        j = f.index - 1
        if j <= f.sentence.first:
            return False
        named = self.chunks[j] if self._class(j) and self.chunks[j - 1].text == "من" else None
        if named is not None:
            j -= 2
        side = self.chunks[j] if j > f.sentence.first else None
        if side is None or side.kind != "party" or side.reading.preposition or f.sentence.title:
            return False
        deed, before = self.chunks[j - 1], self.chunks[j - 2]
        if deed.kind == "outcome" and deed.code == "killed" and deed.text.endswith(("هم", "هن")) and before.kind == "relative" and self._class(j - 3):
            named, before = self.chunks[j - 3], self.chunks[j - 4]
        elif not (deed.text == "ضحايا" or (deed.kind == "part" and deed.text.endswith(" ضحايا"))):
            return False
        if deed.kind != "part" and before.text not in _AMONG:
            return False
        whole = next((g for g in reversed(self.figures) if g.code == "killed" and not g.sentence.title and g.value and g.value >= (f.value or 0) and self._by(g, side.code)
                      and g.phrase.category not in _SMALLER and (named is None or g.phrase.category == named.person.category) and self.compatible(f, g)), None)
        if whole is None:
            return False
        self.make_part(f, whole, "subset")
        f.agent = f.agent or side.code
        return True

    def _class(self, i: int) -> bool:
        """«المدنيين»: the name of a class of people."""
        c = self.chunks[i]
        return c.kind == "person" and c.reading.article and c.person.number == "plural" and c.person.kind == "person"

    def _by(self, f: Figure, code: str) -> bool:
        """A figure of those whom a side killed, or of some of them."""
        while f.agent is None and f.parent is not None:
            f = f.parent
        return f.agent == code

    def contrasted(self, i: int) -> bool:
        """«في مقابل 21 من …» sets the other side's figure against the one before, it lists no part of it."""
        return any(self.chunks[j].text in ("مقابل", "يضاف", "تضاف", "يضافون", "ويضاف") for j in range(max(i - 3, 0), i))

    def one_of_them(self, f: Figure) -> bool:
        count = f.chunk.count
        return count is not None and count.form == "one of" and self.tokens[f.chunk.first].text.removeprefix("و") in _ONE_OF_THEM
