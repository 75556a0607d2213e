"""One act of violence or one move, before it becomes a record, and when two acts are one."""

from __future__ import annotations

import datetime as dt

from .chunk import Chunk
from .context import When
from .structure import Sentence

# The act behind a casualty whose sentence names only its cause («جراء لغم», «برصاص مجهولين»).
BY_CAUSE = {"air_strike": "air_strike", "shelling": "shelling", "drone_strike": "drone_strike", "suicide_bombing": "suicide_bombing",
             "ied": "ied", "landmine": "landmine", "shooting": "attack", "execution": "execution", "clash": "armed_clash"}


class Act:
    """One event before it becomes a record. ``first``/``last`` are chunk indices, ``again`` the chunks that tell it again."""

    __slots__ = ("actors", "again", "definite", "first", "last", "placed", "places", "rules", "sentence", "targets", "type", "when")

    def __init__(self, type_: str, first: int, last: int, sentence: Sentence, rule: str):
        self.type, self.first, self.last, self.sentence = type_, first, last, sentence
        self.actors: list[str] = []
        self.targets: list[str] = []
        self.places: list[Chunk] = []
        self.placed = False  # whether its own words name the places
        self.when: When | None = None
        self.definite = False
        self.rules = [rule]
        self.again: list[tuple[int, int]] = []

    def days(self) -> tuple[dt.date | None, dt.date | None] | None:
        return (self.when.start, self.when.end) if self.when is not None else None


_REACH = 60
"""Acts back to which a text takes one up again, at most."""

_VIOLENT = frozenset(("attack", "armed_clash", "assassination", "execution", "ied", "suicide_bombing", "landmine", "drone_strike",
                      "air_strike", "shelling"))
_VAGUE = frozenset(("attack", "armed_clash", "assassination", "execution"))
_FROM_AFAR = frozenset(("air_strike", "drone_strike", "shelling"))


def related(told: str, cause: str) -> bool:
    """Whether an act explains casualties whose cause is named differently: an attack the shots, an air strike the shells."""
    return told in _VIOLENT and (cause in _VAGUE or told in _VAGUE or (told in _FROM_AFAR and cause in _FROM_AFAR))


def keep(acts: list[Act], act: Act) -> None:
    """Adds an act, or joins it to the one that it tells again."""
    for earlier in reversed(acts[-_REACH:]):
        if earlier.type == act.type and same_act(earlier, act):
            for party in act.actors:
                if party not in earlier.targets:
                    add(earlier.actors, party)
            for party in act.targets:
                if party not in earlier.actors:
                    add(earlier.targets, party)
            if act.placed and not earlier.placed:
                earlier.places, earlier.placed = act.places, True
            earlier.when = earlier.when or act.when
            earlier.again.append((act.first, act.last))
            return
    acts.append(act)


def same_act(earlier: Act, act: Act) -> bool:
    """Whether two acts of one type are one: in a sentence the same places and day; later, taken up with the article or retold."""
    near = earlier.sentence is act.sentence
    if not near and not act.definite and not act.sentence.retold:
        return False
    if earlier.when is not None and act.when is not None and earlier.days() != act.days():
        return False
    mine, theirs = ({c.place.name for c in one.places if one.placed} for one in (act, earlier))
    if mine and theirs and mine.isdisjoint(theirs):
        return False
    if act.definite and not (act.actors or act.targets):
        return True
    parties = {*act.actors, *act.targets}
    return not parties or not {*earlier.actors, *earlier.targets} or not parties.isdisjoint({*earlier.actors, *earlier.targets})


def add(parties: list[str], code: str) -> None:
    """Adds a side once, in the order of the text."""
    if code and code not in parties:
        parties.append(code)
