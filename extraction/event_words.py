"""The words that report an act, from ``lexicons/events.csv``, and the ACLED names of the types of event."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, get_args

from . import lexicon
from .records import EventType
from .text import Token
from .vocabulary import Match, Vocabulary

COLUMNS = ("type", "acled", "acled_state", "weapon", "victim", "nouns", "verbs", "note")
STATE = frozenset(("government", "transitional_government"))


class Sense(NamedTuple):
    """What a word of an act says. ``weapon``: ``no``, ``may`` or ``must`` (only a weapon named with it makes it an act)."""

    type: str
    verb: bool
    weapon: str
    victim: bool


class EventWords:
    """The lexicon of acts. Raises `lexicon.LexiconError` where a type has no ACLED name, or two."""

    def __init__(self):
        self._vocabulary = Vocabulary()
        self._senses: dict[str, Sense] = {}
        self._acled: dict[str, tuple[str, str]] = {}
        for row in lexicon.read("events.csv", COLUMNS, required=("type", "weapon")):
            kind = row.one_of("type", get_args(EventType))
            weapon = row.one_of("weapon", ("no", "may", "must"))
            victim = row.one_of("victim", ("yes",), empty=True) == "yes"
            if bool(row["acled"]) == (kind in self._acled):
                raise row.error(f"acled must be set in the first line of {kind} and in no other")
            if row["acled"]:
                self._acled[kind] = (row["acled"], row["acled_state"])
            for column, verb in (("nouns", False), ("verbs", True)):
                code = f"{row.line} {column}"
                self._senses[code] = Sense(kind, verb, weapon, victim)
                for form in row.values(column):
                    self._vocabulary.add(form, "event", code)
        self.begins = self._vocabulary.begins
        """Whether a phrase of the lexicon begins with a form."""
        missing = [kind for kind in get_args(EventType) if kind not in self._acled]
        if missing:
            raise lexicon.LexiconError(f"events.csv: no line for {', '.join(missing)}")

    def match(self, tokens: Sequence[Token], index: int) -> tuple[Sense, Match] | None:
        """The act that a phrase at ``index`` names; a verb takes no article and no preposition."""
        found = self._vocabulary.match(tokens, index)
        if found is None:
            return None
        for entry in found.entries:
            sense = self._senses[entry.code]
            if not (sense.verb and (found.reading.article or found.reading.preposition)):
                return sense, found
        return None

    def acled(self, kind: str, actors: Sequence[str]) -> str:
        """ACLED's sub-event type: for an advance it depends on whether the government or another side advances."""
        name, by_state = self._acled[kind]
        return by_state if by_state and actors and actors[0] in STATE else name


@cache
def event_words() -> EventWords:
    """The lexicon, loaded once."""
    return EventWords()
