"""What a text is made of after the first pass: a stretch of tokens with one meaning."""

from __future__ import annotations

from .clitics import Reading
from .counts import CountSpan
from .date_expr import DateExpr
from .people import PersonForm
from .places import PlaceSpan
from .vocabulary import Entry

PLAIN = Reading("")
"""Of a word that nothing is written joined to."""


class Chunk:
    """A stretch of tokens with one meaning.

    ``kind`` is one of count, person, outcome, movement, control, raise, total, cause, party, place, date, unit, nationality,
    source, part, clause, that, relative, negation, hedge, sure, condition, by, same, until, around, except, comma,
    stop, break, open, close, dash, colon, word. ``code`` and ``role`` come from the lexicon; ``entries`` are all senses.
    """

    __slots__ = ("code", "count", "date", "entries", "first", "index", "kind", "last", "person", "place", "reading", "role", "text")

    def __init__(self, kind: str, first: int, last: int, text: str, code: str = "", role: str = "",
                 entries: tuple[Entry, ...] = (), reading: Reading = PLAIN):
        self.kind = kind
        self.first = first
        self.last = last
        self.text = text
        self.code = code
        self.role = role
        self.entries = entries
        self.reading = reading
        self.count: CountSpan | None = None
        self.person: PersonForm | None = None
        self.date: DateExpr | None = None
        self.place: PlaceSpan | None = None
        self.index: int  # among the chunks of its text, set when all are read

    def __repr__(self) -> str:
        return f"<{self.kind} {self.text!r} {self.code}>"
