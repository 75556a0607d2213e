"""When a figure of casualties was so, and whether it tells one incident or a running total."""

from __future__ import annotations

from .casualty_facts import Facts, SoFar
from .context import Context, When
from .figures import Figure
from .structure import Document

_WAR = frozenset(("الحرب", "النزاع", "الصراع", "الازمه", "الثوره"))
_SINGLE = 4
"""Fewer people than this, told with no date after a running total, are an event of its own rather than its continuation."""
_MASS = 1000
"""More people than any one event takes: told with no date, they are all who are held or missing."""
_ONE_DEED = frozenset(("هجوم", "تفجير", "انفجار", "غاره", "كمين", "هجوما", "تفجيرا", "انفجارا", "مجزره"))
_DAYS = frozenset(("يومين", "ايام", "اياما", "اسبوع", "اسبوعا", "اسبوعين", "اسابيع", "شهر", "شهرا", "شهرين", "اشهر"))


class Period:
    """Reads the days and the measure of the figures of one document."""

    def __init__(self, document: Document, context: Context, told: SoFar):
        self.doc, self.chunks, self.context, self.told, self.around = document, document.chunks, context, told, told.around

    def read(self, facts: Facts, parent: Facts | None) -> None:
        f = facts.figure
        when = self.around.stated(f)
        if when is not None and when.chunk is not None and when.chunk.index in self.context.until:
            since = self.around.told_before(f)
            if since is not None and since.start and since.start < when.end:
                when = When(since.start, when.end, True, when.chunk)  # «تسللوا فجر الخميس وقتلوا حتى مساء اليوم …»
        facts.dated = when is not None
        if when is None and parent is not None:
            facts.when, facts.measure = parent.when, parent.measure
            return
        if when is None and parent is None and f.code in ("captured", "abducted", "missing") and (f.value or 0) >= _MASS:
            facts.measure = "cumulative"  # «تحتجز X 12 ألف عنصر», «مصير نحو 8 آلاف مخطوف»: those held or missing by now
            return
        if when is None and self.around.still(f):
            return
        if when is None:
            series = self._series(f)
            if series is not None:
                facts.when, facts.measure, facts.series = series.when, "cumulative", series
                return
            before = self.around.told_before(f)
            here = before is not None and before.chunk is not None and before.chunk.index >= f.sentence.first
            when = before if here else self.around.when_of_event(f) or self._told_then(f) or self.context.heading(f.sentence) or before or self.context.day_of_title
        if when is None and not f.raised:
            event = self.told.same_event(f)
            when = event.when if event is not None and event.measure == "incident" else None
        if when is None and (event := self._raises(f)) is not None:
            facts.when = event.when
            return
        facts.when = when
        facts.dated = when is not None
        if when is not None and not when.window and when.start and self._since_then(f):
            facts.when = When(when.start, self.context.report_date, True, when.chunk)
            facts.measure = "cumulative"
        elif when is not None and when.window and not self._within(f, when):
            facts.measure = "cumulative"
        elif when is None and (self._lasted(f) or self._of_war(f)):
            facts.measure = "cumulative"
        elif when is None and ((f.raised and not self._one_event(f)) or f.phrase.stock):
            facts.measure = "cumulative"

    def _raises(self, f: Figure) -> Facts | None:
        """«قُتل 18 …، ليرتفع إلى 22 عدد الضحايا بعد وفاة 4»: the toll of one event, which those who died since raise to the number."""
        if not f.raised or f.value is None or f.parent is not None:
            return None
        like = next((g for g in self.around.figures_before(f) if g.parent is None and g.code == f.code), None)
        told = self.told.of(like) if like is not None and like.sentence is f.sentence and like.value else None
        if told is None or told.measure != "incident" or not 0 < f.value - like.value < like.value:
            return None
        return told if any(g.code == f.code and g.value == f.value - like.value for g in self.around.figures_in(f.index + 1, f.sentence.last)) else None

    def _since_then(self, f: Figure) -> bool:
        """«سيطر عليها في 20 أيار …، حيث أعدم منذ ذلك الحين 202»: counted from the day told before until now."""
        own = self.chunks[f.clause.first : f.index]
        return any(c.kind == "date" and "منذ ذلك" in " ".join(t.text for t in self.doc.tokens[c.first : c.last + 1]) for c in own)

    def _told_then(self, f: Figure) -> When | None:
        """The day of the figure before in the sentence, where the text names no other since."""
        like = next((g for g in self.around.figures_before(f) if g.parent is None and self.told.of(g) is not None), None)
        if like is None or like.sentence is not f.sentence or any(c.kind == "date" for c in self.chunks[like.index : f.index]):
            return None
        told = self.told.of(like)
        return told.when if told.measure == "incident" and not f.raised else None

    def _within(self, f: Figure, when: When) -> bool:
        """«قُتل في أيار 2015 …»، «في هجوم العام الماضي»: one event somewhere in a month or year is no running total."""
        expr = when.chunk.date
        first = self.doc.tokens[when.chunk.first].text
        if first in ("الاسبوع", "اسبوع") and not f.raised:
            # «قُتلوا الأسبوع الماضي في قصف على …»
            return self.around.one_strike(f)
        if expr.since or expr.kind not in ("month", "year", "part_of_month", "part_of_year") or f.raised:
            return False
        if first.removeprefix("و") in ("خلال", "طوال", "منذ", "مدي"):
            return False
        own = self.chunks[f.clause.first : f.clause.last + 1]
        single = any(c.kind == "cause" and (c.reading.stem or c.text).removeprefix("ال") in _ONE_DEED for c in own)
        return single or (f.bare and f.value == 1)

    def _series(self, f: Figure) -> Facts | None:
        """The running total that a figure goes on with: in its sentence, or before a sentence that opens with «كما»."""
        like = self.told.before(f)
        if like is None or like.measure != "cumulative" or like.figure.sentence.title:
            return None
        if self._of_the_month(f):
            return like
        if like.figure.raised and not f.raised and f.governor is not None and f.governor.index and self.chunks[f.governor.index - 1].text in ("بعد", "اثر", "عقب", "نتيجه"):
            return None  # «يرتفع إلى 22 …، بعد وفاة 4»: those whose death raises a total
        of_month = like.when is not None and like.when.chunk is not None and like.when.chunk.date.kind == "month" and self._of_toll(f, like)
        # «وثقنا في أيلول مقتل 38 وإصابة 24، واعتقال 31»: verbal nouns joined under one verb
        joined = like.figure.sentence is f.sentence and f.governor is not None and f.governor.role == "noun" and bool(f.governor.reading.conjunction)
        if not {like.outcome, f.code} <= {"killed", "wounded"} and like.outcome != f.code and not f.phrase.others and not of_month and not joined:
            return None
        if f.value is not None and f.value < _SINGLE and not f.raised:
            return None
        if self.context.places_in(f.clause.first, f.clause.last):
            return None
        if like.figure.sentence is f.sentence:
            return like
        opener = self.chunks[f.sentence.first]
        if like.figure.sentence.index != f.sentence.index - 1:
            return None
        return like if opener.kind in ("clause", "part") or self._of_toll(f, like) else None

    def _of_toll(self, f: Figure, like: Facts) -> bool:
        """The next sentence of a paragraph that tells a toll: it names no day, place or event of its own."""
        own = self.chunks[f.sentence.first : f.sentence.last + 1]
        smaller = f.value is not None and like.figure.value is not None and f.value < like.figure.value
        return smaller and like.when is not None and not any(c.kind == "date" or (c.kind == "place" and self.context.is_event_place(c)) for c in own) and not any(
            c.kind == "cause" and c.reading.article for c in own)

    def _of_the_month(self, f: Figure) -> bool:
        """«وقضى ستة … خلال الشهر»: the month or year that the report is about."""
        own = self.chunks[f.clause.first : f.clause.last + 1]
        return any(a.text in ("خلال", "في") and b.text in ("الشهر", "العام") for a, b in zip(own, own[1:]))

    def _lasted(self, f: Figure) -> bool:
        """«اشتباكات استمرت يومين … قُتل خلالها»: counted over more than a day, whose first day is not said."""
        if not any(c.text in ("خلالها", "خلاله", "فيها") for c in self.chunks[f.clause.first : f.index]) and not f.phrase.possessed:
            like = self.told.before(f)
            opener = self.chunks[f.clause.first]
            joined = like is not None and like.figure.sentence is f.sentence and opener.kind == "outcome" and opener.reading.conjunction
            return bool(joined and like.measure == "cumulative" and like.when is None)
        for j in range(f.sentence.first, f.index - 1):
            if self.chunks[j].text.startswith(("استمر", "دام")) and any(c.kind == "unit" and c.text in _DAYS for c in self.chunks[j + 1 : j + 4]):
                return True
        return False

    def _of_war(self, f: Figure) -> bool:
        """«أودت الحرب بحياة نصف مليون»: the toll of a war."""
        before = self.chunks[f.clause.first : f.index]
        return any(c.kind == "word" and c.text in _WAR for c in before)

    def _one_event(self, f: Figure) -> bool:
        stretch = self.chunks[f.clause.first : f.clause.last + 1]
        deed = any(c.text.removeprefix("ال") == "مجزره" for c in stretch) or any(c.kind == "cause" and (c.reading.stem or c.text) in _ONE_DEED and self.chunks[c.index + 1].text.startswith("ال") for c in stretch[:-1])
        return deed or any((c.kind == "cause" and c.reading.article) or (c.kind == "date" and c.date.kind == "time_of_day") for c in stretch)
