"""Itemised breakdowns: a total, a colon, and one line for each perpetrator, side, place or cause.

«… مقتل 172 مدنياً … توزعوا على النحو التالي: / قوات النظام: 61 بينهم 14 طفلاً / حلب: 41». The figure of a line is a part of the
total even though no verb governs it; the words before its colon say by whom, of which side or where.
"""

from __future__ import annotations

from .date_heads import head_of
from .figures import Figure, Item
from .structure import Document, Sentence
from .text import folded_words

_BULLETS = frozenset(("dash", "sign", "close", "stop", "slash"))
_BY_DOER = folded_words("المسؤولة الفاعلة المرتكبة يد أيدي أطراف الفاعل المرتكب المسؤول")
_LEAD = 3
"""A lead that counts nobody («توزعت الحصيلة كما يلي:») breaks down the largest total of the last few paragraphs."""
_LABEL = 16
"""A label is short: at most this many chunks before its colon."""


class _Open:
    """A breakdown that goes on: its total, whether its labels name doers, the paragraph of its lead and of its last item,
    and how its lines are marked (``style``: a bullet, «number», «label», «bare»; None before the first)."""

    __slots__ = ("by_doer", "paragraph", "style", "total")

    def __init__(self, total: Figure, by_doer: bool, paragraph: int):
        self.total, self.by_doer, self.paragraph = total, by_doer, paragraph
        self.style: str | None = None


class Itemised:
    """Follows the breakdowns of a document, sentence by sentence."""

    def __init__(self, document: Document):
        self.doc, self.chunks = document, document.chunks
        self._open: list[_Open] = []
        self._closed: list[Figure] = []  # the totals whose breakdown the present sentence ends

    def enter(self, sentence: Sentence) -> Item | None:
        """The item that a sentence is, None where it is none. A paragraph that is no item closes the breakdown."""
        self._closed = []
        if not self._open or sentence.title or sentence.paragraph == self._open[-1].paragraph:
            return None
        first = self._after_bullet(sentence)
        colon = self._colon(sentence, first)
        style = self._style(sentence, first, colon)
        if style is None:
            if not self._continues(sentence):
                self._closed = [entry.total for entry in self._open]
                self._open.clear()
            return None
        while self._open and self._open[-1].style not in (None, style):
            self._open.pop()  # the lines of an inner breakdown are over
        if not self._open:
            return None
        at = self._open[-1]
        at.style = style
        at.paragraph = sentence.paragraph
        label = self.chunks[first:colon] if colon is not None else []
        return Item(at.total, label, first, at.by_doer)

    def _style(self, sentence: Sentence, first: int, colon: int | None) -> str | None:
        """How a line is marked: by its bullet, a number, a label before a colon, or a figure that opens it."""
        if first > sentence.first:
            opener = self.chunks[sentence.first]
            return opener.text if opener.kind in _BULLETS else "number"
        if colon is not None:
            return "label"
        if sentence.paragraph - self._open[-1].paragraph > 2:
            return None
        if self._open[-1].style == "bare" and self._adds(sentence):
            return "bare"
        return "bare" if self.chunks[first].kind == "count" else None

    def _adds(self, sentence: Sentence) -> bool:
        """«كما قُتل 24 مقاتلاً …», «ولقي 31 … مصرعهم»: a toll goes on, paragraph by paragraph, with its own verb."""
        opener = self.chunks[sentence.first]
        verb = self.chunks[sentence.first + 1] if opener.text == "كما" and sentence.first < sentence.last else opener
        own = any(c.kind == "date" for c in self.chunks[sentence.first : sentence.last + 1])
        return verb.kind == "outcome" and verb.code == self._open[-1].total.code and (verb is not opener or bool(verb.reading.conjunction)) and not own

    def leave(self, sentence: Sentence, figures: list[Figure]) -> None:
        """Open a breakdown where the sentence ends in a colon and there is a total to break down."""
        if sentence.title or self.chunks[sentence.last].kind != "colon" or self.chunks[sentence.last].text == "::":
            return
        if head_of(self.chunks, sentence) is not None:
            return  # «الأحد 13 تموز:» heads what happened on that day
        told = [f for f in figures if f.sentence is sentence and f.value is not None]
        if not told:
            told = [f for f in figures if f.parent is None and not f.sentence.title and f.value is not None
                    and sentence.paragraph - f.sentence.paragraph <= _LEAD]
        if not told:
            return
        total = max(told, key=lambda f: f.value)
        words = {c.text.removeprefix("و") for c in self.chunks[sentence.first : sentence.last]}
        victims = total.phrase.category in ("civilian", "child", "woman", "man") or total.code in ("captured", "abducted", "missing")
        if all(entry.total is not total for entry in self._open):
            self._open.append(_Open(total, victims or bool(words & _BY_DOER), sentence.paragraph))

    def outer_totals(self) -> list[Figure]:
        """The totals of the breakdowns that are open or that this sentence ends, the innermost last."""
        return self._closed + [entry.total for entry in self._open]

    def is_number(self, sentence: Sentence, i: int) -> bool:
        """Chunk ``i`` numbers the line («1- », «2.») and counts nobody."""
        if i != sentence.first or self.chunks[i].kind not in ("count", "number"):
            return False
        return i == sentence.last or self.chunks[i + 1].kind in ("dash", "close", "slash") or (
            self.chunks[i + 1].kind == "colon" and self.chunks[i].kind == "count" and self.chunks[i].count.taken_for == "ordinal")

    def _continues(self, sentence: Sentence) -> bool:
        """The rest of an item after a full stop in its line («1. قوات النظام …»)."""
        before = self.doc.sentences[sentence.index - 1] if sentence.index else None
        return before is not None and before.paragraph == sentence.paragraph

    def _after_bullet(self, sentence: Sentence) -> int:
        i = sentence.first
        while i < sentence.last and (self.chunks[i].kind in _BULLETS or self.is_number(sentence, i) or self._is_ordinal(i)):
            i += 1
        return i

    def _is_ordinal(self, i: int) -> bool:
        """«أولاً:», «ثانياً:» number a line too."""
        return self.chunks[i].text in _ORDINALS or (self.chunks[i].kind == "colon" and i > 0 and self.chunks[i - 1].text in _ORDINALS)

    def _colon(self, sentence: Sentence, first: int) -> int | None:
        inside = False  # «قوات النظام (الجيش، الأمن): 11»
        for i in range(first + 1, min(first + _LABEL, sentence.last)):
            c = self.chunks[i]
            inside = c.kind == "open" or (inside and c.kind != "close")
            if c.kind == "colon":
                return i
            if inside:
                continue
            if c.kind in ("count", "outcome", "comma", "that"):
                return None
        return None


_ORDINALS = folded_words("أولا ثانيا ثالثا رابعا خامسا سادسا سابعا ثامنا تاسعا")
