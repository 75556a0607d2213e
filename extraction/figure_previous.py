"""«N منهم»: some of the people told before, what happened to them, and whose they are."""

from __future__ import annotations

from .figure_doers import BEHIND
from .figure_governors import Governors
from .figure_parts import Parts
from .figures import CASUALTY, FLOW, TRIGGERS, Figure, Told
from .structure import Document, Sentence

_KINDS = frozenset(("child", "woman", "man", "medic", "journalist"))


class Previous:
    """Finds whom the pronoun of «N منهم» means."""

    def __init__(self, document: Document, told: Told, governors: Governors, parts: Parts):
        self.chunks, self.told, self.governors, self.parts = document.chunks, told, governors, parts

    def read(self, f: Figure, sentence: Sentence) -> bool | None:
        """Whether the figure tells something of those before; None where the words around it have to say."""
        phrase = f.phrase
        previous = self.told.last_in(sentence)
        # «29 من المدنيين، ثمانية منهم»: right behind its figure; further on, منهم means the whole total.
        if previous is not None and (previous.sentence is not sentence or previous.phrase.last < f.index - 3):
            while previous.parent is not None:
                previous = previous.parent
        if phrase.of_class:
            whole = next((g for g in self.told.in_sentence(sentence) if g.phrase.category == phrase.category and g.value is not None), None)
            return self.parts.make_part(f, whole, "subset") if whole is not None else None
        verb = self.chunks[f.index - 1]
        if previous is not None and previous.parent is not None and previous.index < verb.index - 1 and verb.kind == "outcome" and verb.code == previous.code:
            while previous.parent is not None and previous.item is None and previous.phrase.category in _KINDS:
                previous = previous.parent  # «39، بينهم 5 أطفال، قضى 20 منهم برصاص …»: of the whole
        if previous is not None and previous.phrase.family and self.chunks[phrase.last].text == "منها":
            phrase.family, phrase.category = True, "family"
        own = self.governors.backward(f)
        if own is not None and own.code == "release":
            return False
        after = self.chunks[phrase.last + 1] if phrase.last < f.clause.last else None
        if own is None and after is not None and after.role == "between":
            own = after  # «وأوقعت ستة منهم بين قتيل وجريح»
        own = own or (self.chunks[phrase.last] if phrase.outcome is not None and self.chunks[phrase.last].kind == "person" else None)  # «وأوقعت ستة منهم قتلى»
        behind = previous is not None and own is not None and self.chunks[own.index - 1].text in BEHIND  # «ألغام زرعها X وراء مقتل 40 منهم»
        if (previous is None or previous.sentence is not sentence) and own is not None and not behind and (own.kind in TRIGGERS or own is self.chunks[phrase.last]):
            named = [c for c in self.chunks[sentence.first : min(own.index, f.index)] if c.kind == "party" or (c.kind == "person" and c.person.number == "plural")]
            doer = self.governors.doers.doer(f, own)
            if len(named) > 1 and doer is None and own.role in ("both", "active") and named[-1].kind == "party":
                doer = named[-1].code  # the side right before the verb does it
            # «قالت X إنها تعقبت المنفذين فقتلت ثلاثة منهم»: those it does it to were named earlier; with none named, those counted before.
            named = [c for c in named if doer is None or c.kind != "party" or c.code != doer]
            if named:
                # «هاجم مقاتلو X …، فقُتل تسعة منهم»: of the people named in the sentence, not of a figure before it.
                phrase.category = "combatant" if named[-1].kind == "party" else named[-1].person.category
                phrase.parties = [named[-1].code] if named[-1].kind == "party" else []
                phrase.lemma = phrase.lemma or (named[-1].person.lemma if named[-1].kind == "person" else None)
                self.governors.settle(f, own, "some of the people named before")
                f.agent = f.agent or doer
                return True
        after = self.governors.forward(f, stop_at_figure=True)
        if previous is not None and after is not None and after.kind == "outcome" and after.code != previous.code and (
                previous.kind == CASUALTY or (own is None and after.role in ("verb", "both", "state"))):
            own = after  # «فرّ 300 مقاتل، وإن 11 منهم قُتلوا»
        onward = own is not None and own.kind == "movement" and previous is not None and previous.kind == FLOW
        if previous is not None and own is not None and own.kind in TRIGGERS and own.index > previous.index and own.code != previous.code and not onward:
            # «فرّت ثلاث نساء، قبل أن تعتقل الأسايش اثنتين منهن»: they are of the same people, what happened to them is another.
            phrase.category = "person" if previous.phrase.family and not phrase.family else previous.phrase.category
            phrase.parties = list(previous.phrase.parties)
            doer = self.governors.doers.doer(f, own)
            if doer is not None and doer in phrase.parties:
                # «قُتل 17 من عناصر X وستة من Y، وأسرت Y ثمانية منهم»: not of its own
                other = next((g for g in self.told.in_sentence(sentence) if g.phrase.parties and doer not in g.phrase.parties), None)
                phrase.parties = list(other.phrase.parties) if other is not None else phrase.parties
            nearer = [c for c in self.chunks[previous.phrase.last + 1 : own.index] if c.kind == "party"] if own.index < f.index else []
            nearer = [c for c in nearer if c.code != doer]
            if nearer and previous.sentence is sentence and own.role != "noun":
                phrase.category, phrase.parties = "combatant", [nearer[-1].code]
            elif phrase.category == "detainee" and phrase.parties:
                phrase.category = "combatant"
            return self.governors.settle(f, own, "some of those before")
        while previous is not None and previous.parent is not None and not self.parts.compatible(f, previous):
            previous = previous.parent  # «7 مدنيين، بينهم طفلان، 4 منهم بغارات»
        if previous is not None and previous.kind is not None and (previous.value is not None or previous.clause is f.clause) and self.parts.compatible(f, previous):
            return self.parts.make_part(f, previous, "subset")
        return None
