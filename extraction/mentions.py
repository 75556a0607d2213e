"""Every span that a reader wants to see: names, dates, what happened, and each number, used by a record or not.

A number that no record uses says what it was taken for, so that a miss is visible. Spans lie in the given text without attached
conjunctions and prepositions, overlap nowhere and stand in its order. A number inside a date belongs to the date, one inside
a name (اللواء 93، السويداء 24) to the name.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from unicodedata import combining

from .chunk import Chunk
from .context import Context
from .counts import CountSpan
from .date_days import ENTRIES
from .figure_reader import FigureReader
from .gazetteer import gazetteer
from .records import Casualty, Control, Count, Event, Figure, Flow, Mention, Place, Record
from .structure import Clause, Document
from .text import NUMBER, Token, after_letters, folded_words
from .unused import NOTHING, UnusedNumbers

_PEOPLE_OF_A_NATION = folded_words("جنسية جنسيات الجنسية الجنسيات بجنسية جنسيته جنسيتها وجنسيات")
_QUOTES = {"”": "“", "»": "«"}
# What a word of ``control.csv`` can make of a place, where it is not itself a status.
_STATUS_OF = {"lost": "captured", "fell": "captured", "entered": "captured", "expelled": "captured", "left": "holds", "bastion": "holds",
              **dict.fromkeys(("attack", "clash", "repelled", "advance", "shared"), "contested")}
_NOT = folded_words("غير وغير")
_PREPOSITIONS = folded_words("في من إلى على عن داخل خارج نحو")
_COUNTRY = folded_words("سوريا روسيا تركيا ليبيا أمريكا")


# What mostly stands after a name, neither a vowel sign nor a quotation mark.
_ENDS_WORD = frozenset(("", " ", "\n", "،", "."))
_RULES = {"vague": "word that stands for a number", "dual": "dual", "definite dual": "dual", "range": "range"}

# The kinds of chunks that a mention can be made of; numbers are read from the tokens.
_NAMED = frozenset(("place", "date", "person", "party", "nationality", "control", "outcome", "movement", "source"))


class _Found:
    """A span on its way to a mention, with the chunk that it was read from (None for a number read from tokens)."""

    __slots__ = ("chunk", "clause", "days", "end", "kind", "number", "records", "rule", "start", "taken_for", "value")

    def __init__(self, kind: str, start: int, end: int, value: str | int | float | None, rule: str, chunk: Chunk | None = None):
        self.kind = kind
        self.start = start
        self.end = end
        self.value = value
        self.rule = rule
        self.chunk = chunk
        self.clause: Clause | None = None
        self.records: list[str] = []
        self.number: CountSpan | None = None
        self.taken_for: str | None = None
        self.days: tuple[dt.date | None, dt.date | None] | None = None


class MentionReader:
    """Finds the mentions of a document and which records use each."""

    def __init__(self, document: Document, context: Context, figures: FigureReader):
        self.doc, self.context = document, context
        self.chunks, self.tokens, self.text = document.chunks, document.tokens, document.text
        self._unused = UnusedNumbers(document, figures.not_used)
        self._ids: dict[tuple[str, str | None], str | None] = {}
        self._firsts = [chunk.first for chunk in self.chunks]
        self._starts = [self.tokens[first].start for first in self._firsts]
        self._dated = {i for chunk in document.of_kind("date") if chunk.date.kind != "since_event"
                       for i in range(chunk.first, chunk.last + 1)}

    def read(self, records: Sequence[Record]) -> list[Mention]:
        """The mentions, in text order. ``records`` are all records of the report, whose ids the mentions carry."""
        found = [f for chunk in self.doc.of_kind(*_NAMED) if (f := self._of_chunk(chunk)) is not None]
        found += self._numbers()
        found = _without_overlaps(found + list(self._words_of_counts(records, found)))
        self._link(found, records)
        return [mention for f in found if (mention := self._mention(f)) is not None]

    def _mention(self, f: _Found) -> Mention | None:
        value, taken_for = f.value, None
        if not f.records:
            taken_for = f.taken_for if f.number is None else self._unused.taken_for(f.number, f.chunk)
            if taken_for == NOTHING:
                return None
            if f.kind == "control":
                value = None  # «مناطق سيطرة A» names a side's area: whether a place was taken or is held, only a record tells
        return Mention.made(kind=f.kind, start=f.start, end=f.end, text=self.text[f.start : f.end], value=value, records=f.records,
                            taken_for=taken_for, why=[f.rule])

    # -- spans -------------------------------------------------------------------------------------------------

    def _of_chunk(self, chunk: Chunk) -> _Found | None:
        kind, code = chunk.kind, chunk.code
        if kind == "place":
            return self._name(chunk, "place", self._place_id(chunk), "place after its kind word" if chunk.place.word else "place of the gazetteer")
        if kind == "date":
            return self._date(chunk)
        if kind == "person" and chunk.person.kind.startswith("outcome:"):
            return self._name(chunk, "outcome", chunk.person.kind.partition(":")[2], "noun that says what happened")
        if not code:
            return None
        if kind == "party":
            full = "name" in [e.role for e in chunk.entries]
            return self._name(chunk, "party", code, "full name of the side" if full else "short name, by its last full one")
        if kind == "nationality":
            return self._name(chunk, "nationality", code, "nationality of people") if self._of_people(chunk) else None
        if kind == "control":
            found = self._name(chunk, kind, _STATUS_OF.get(code, code), "word of control")
            if found.value == "contested":
                found.taken_for = NOTHING  # fighting, unless a record says for which place
            return found
        if kind in ("outcome", "movement"):
            return self._name(chunk, kind, code, f"word of {kind}")
        if kind == "source":
            return self._name(chunk, "source", code, "name of a source")
        return None

    def _name(self, chunk: Chunk, kind: str, value: str | None, rule: str) -> _Found:
        start, end = self.doc.start(chunk), self.tokens[chunk.last].end
        if self.text[end : end + 1] not in _ENDS_WORD:
            end = self._quoted(start, self._whole(end))
        return _Found(kind, start, end, value, rule, chunk)

    def _date(self, chunk: Chunk) -> _Found | None:
        if chunk.date.kind == "since_event":
            return None
        when = self.context.when(chunk)
        first, last = (when.start, when.end) if when is not None else (None, None)
        day = first.isoformat() if first else None
        rule = "date with its day" if day else "date that states no day"
        found = _Found("date", self._date_start(self.tokens[chunk.first]), self._whole(self.doc.end(chunk)), day, rule, chunk)
        found.days = first, last
        return found

    def _date_start(self, token: Token) -> int:
        form, cut = token.text, 0
        if form[0] not in "وفبل":
            return token.start
        if form[0] in "وف" and form[1:] in ENTRIES or form in ("وال", "فال"):
            form, cut = form[1:], 1
        if form[0] in "بل" and form[1:] in ENTRIES and not form.startswith("لل"):
            cut += 1
        return after_letters(self.text, token.start, cut)

    def _place_id(self, chunk: Chunk) -> str | None:
        key = (chunk.place.name, chunk.place.kind)
        if key not in self._ids:
            place = gazetteer().find(*key)
            self._ids[key] = place.id if place is not None else None
        return self._ids[key]

    def _whole(self, end: int) -> int:
        """The end of a word with the vowel signs on its last letter, which the token leaves out."""
        text = self.text
        if text[end : end + 1] in _ENDS_WORD:
            return end
        while end < len(text) and combining(text[end]):
            end += 1
        return end

    def _quoted(self, start: int, end: int) -> int:
        """The end of a name with the quotation mark that closes one opened inside it (تنظيم “الدولة الإسلامية”)."""
        opening = _QUOTES.get(self.text[end : end + 1])
        return end + 1 if opening and opening in self.text[start:end] else end

    def _of_people(self, chunk: Chunk) -> bool:
        """Whether an adjective of nationality describes people («3 جنود أتراك», «من جنسيات سورية وعراقية»), not a border or a state."""
        i = chunk.index - 1
        before = self.chunks[i] if i >= 0 else None
        if before is None or before.text in _NOT or (before.text in _PREPOSITIONS and chunk.text in _COUNTRY):
            return False
        words = 0
        while i >= 0:
            before = self.chunks[i]
            if before.kind in ("person", "count") or before.text in _PEOPLE_OF_A_NATION:
                return True
            if before.kind == "word" and before.text not in _PREPOSITIONS:
                words += 1
            elif before.kind not in ("nationality", "comma"):
                return False
            if words > 1:
                return False
            i -= 1
        return False

    # -- numbers -----------------------------------------------------------------------------------------------

    def _numbers(self) -> Iterator[_Found]:
        """Every number outside dates: the counts, what is none, and digits that make no number."""
        covered: set[int] = set()
        for span in self.doc.numbers:
            if span.number_first not in self._dated and span.number_last not in self._dated:
                covered.update(range(span.first, span.last + 1))
                yield self._number(span)
        for i in [i for i, token in enumerate(self.tokens) if token.kind == NUMBER]:
            if i not in covered and i not in self._dated:
                yield self._digits(i)

    def _chunk_at(self, token: int) -> Chunk:
        return self.chunks[bisect_right(self._firsts, token) - 1]

    def _number(self, span: CountSpan) -> _Found:
        chunk = self._chunk_at(span.first)
        value = span.value if span.value is not None else span.low
        rule = _RULES.get(span.form, "number")
        found = _Found("count", span.start, self._whole(span.end), value, rule, chunk)
        found.number = span
        return found

    def _digits(self, i: int) -> _Found:
        token = self.tokens[i]
        found = _Found("count", token.start, self._whole(token.end), None, "digits that make no number", self._chunk_at(i))
        found.taken_for = "unknown"
        return found

    def _words_of_counts(self, records: Sequence[Record], found: Sequence[_Found]) -> Iterator[_Found]:
        """The counts of records that no number holds: the bare singular (مقتل طفل), a bare plural."""
        known = {f.start for f in found if f.kind in ("count", "outcome")}
        for record in records:
            count = record.count if isinstance(record, Figure) else None
            if count is not None and count.start is not None and count.start not in known:
                known.add(count.start)
                yield _Found("count", count.start, self._whole(count.end), count.value if count.value is not None else count.low, "noun without a number",
                             self._chunk_of(count.start))

    def _chunk_of(self, offset: int) -> Chunk:
        """The chunk in whose words an offset lies."""
        return self.chunks[max(bisect_right(self._starts, offset) - 1, 0)]

    # -- which record uses which span --------------------------------------------------------------------------

    def _link(self, found: Sequence[_Found], records: Sequence[Record]) -> None:
        by_start = {f.start: f for f in found}
        starts = [f.start for f in found]
        by_code: dict[tuple, list[_Found]] = {}
        clause_of = self.doc.clause_of
        for f in found:
            if f.chunk is not None and f.kind not in _BY_PLACE and (clause := clause_of[f.chunk.index]) is not None:
                f.clause = clause
                by_code.setdefault((clause.sentence, f.kind, f.value if f.days is None else f.days), []).append(f)
        for record in records:
            count, places, codes = _stated(record)
            uses = [by_start.get(place.start) for place in places]
            if count is not None:
                uses.append(by_start.get(count.start))
                for told in record.also_at:
                    again = found[bisect_left(starts, told.start) : bisect_left(starts, told.end)]
                    uses += [f for f in again if f.kind == "count" and f.value in (count.value, count.low)]
            uses = [f for f in uses if f is not None and f.kind in _BY_PLACE_OR_NOUN]
            clause = clause_of[self._chunk_of(record.start).index]
            if clause is not None:
                for kind, value in codes:
                    if (same := by_code.get((clause.sentence, kind, value))) is not None:
                        uses += _meant(record, clause, same)
            for f in uses:
                if record.id not in f.records:
                    f.records.append(record.id)


_BY_PLACE = frozenset(("count", "place", "source"))
_BY_PLACE_OR_NOUN = frozenset(("count", "place", "outcome"))


def _meant(record: Record, clause: Clause, same: Sequence[_Found]) -> Sequence[_Found]:
    """A side, a day or a word of what happened: in the record's own clause, else the nearest before it in the sentence."""
    if len(same) == 1:
        return same if same[0].clause is clause or same[0].start < record.end else ()
    return [f for f in same if f.clause is clause or record.start <= f.start < record.end] or [f for f in same if f.start < record.start][-1:]


# Where spans overlap, the earlier kind here stays: a number inside a name or a date is part of it.
_KINDS = {kind: rank for rank, kind in enumerate(("date", "place", "source", "party", "count", "outcome", "movement", "control", "nationality"))}


def _without_overlaps(found: Sequence[_Found]) -> list[_Found]:
    kept: list[_Found] = []
    for f in sorted(found, key=attrgetter("start")):
        if f.end <= f.start:
            continue
        if kept and f.start < kept[-1].end:
            if _KINDS[f.kind] < _KINDS[kept[-1].kind]:
                kept[-1] = f
            continue
        kept.append(f)
    return kept


def _stated(record: Record) -> tuple[Count | None, Sequence[Place], list[tuple[str, object]]]:
    """What a record states: its count, its places, and the kinds and values of the mentions that can have stated the rest."""
    count = None
    match record:
        case Casualty():
            count, places, days = record.count, record.places, record.period
            codes, parties = [("outcome", record.outcome)], [record.party, *record.by]
        case Flow():
            count, places, days = record.count, record.origin.places + record.destination.places, record.period
            codes = [("movement", record.kind), *[("nationality", nationality) for nationality in record.nationalities]]
            parties = [record.party, record.origin.controller, record.destination.controller]
        case Control():
            places, days = [record.place], None
            codes, parties = [("control", record.status)], [record.controller, record.from_]
            if record.date:
                codes.append(("date", (record.date, record.date)))
        case Event():
            places, days = record.places, record.period
            codes, parties = [], record.actors + record.targets
    codes += [("party", party) for party in parties if party is not None]
    if days is not None and (days.start or days.end):
        codes.append(("date", (days.start, days.end)))
    return count, places, codes
