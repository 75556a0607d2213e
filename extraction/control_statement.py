"""What one clause says of who has a place, before the report as a whole is judged."""

from __future__ import annotations

import datetime as dt

from .chunk import Chunk


class Statement:
    """One clause's word on one place. ``former``: it was so before; ``anterior``: before what its sentence tells; ``background``:
    told as earlier than the report; ``stated``: its clause says on which day; ``follows``: on the day of the state that it ends («قبل أن يستعيدها»); ``divided``: held by
    both sides; ``definite``: fighting that was told before («القتال في البلدتين»); ``implied``: the side is the other one of the fighting, not said to hold the place;
    ``foe``: whom the taker fights there, the loser where nothing else says who lost it."""

    __slots__ = ("anterior", "background", "chunk", "date", "definite", "divided", "foe", "follows", "former", "from_", "implied", "order", "party", "place",
                 "rule", "stated", "status", "title")

    def __init__(self, place: Chunk, status: str, party: str | None, chunk: Chunk, rule: str):
        self.place, self.status, self.party, self.chunk, self.rule = place, status, party, chunk, rule
        self.from_: str | None = None
        self.foe: str | None = None
        self.date: dt.date | None = None
        self.order = float(chunk.index)
        self.definite = self.former = self.anterior = self.background = self.divided = self.follows = self.implied = self.stated = self.title = False
