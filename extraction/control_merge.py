"""One record a place: which of a report's statements on it counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from .building import place_of
from .control_losers import OUT_OF_HANDS
from .control_statement import Statement
from .gazetteer import gazetteer
from .records import Control, Span
from .structure import Document
from .text import fold

_SETTLED = ("village", "town", "city", "quarter", "subdistrict", None)
_PEOPLED = frozenset(("village", "town", "city", "quarter"))
_PRECEDENCE = {"holds": 0, "contested": 1, "withdrew": 2, "captured": 3}
_ONE_SUBJECT = 40  # chunks within which two clauses explain each other
_ONE_TELLING = 20  # chunks within which two words tell of one taking
_A_FEW_DAYS = 3
_LONG_AGO = dt.date.min


class Verdict:
    """What the report as a whole says of one place."""

    __slots__ = ("date", "from_", "others", "party", "statement", "status")

    def __init__(self, statement: Statement, status: str, party: str | None, from_: str | None, date: dt.date | None, others: list[Statement]):
        self.statement, self.status, self.party, self.from_, self.date, self.others = statement, status, party, from_, date, others


def judge(statements: Sequence[Statement]) -> list[Verdict]:
    """One verdict for each place, in the order in which the body first names it.

    The body counts before the headline. The last state counts: what was taken or left is later than what is told as background;
    on one day taken counts before left, left before contested, contested before held.
    """
    places: dict[tuple[str, str | None], list[Statement]] = {}
    apart = _told_apart(statements)
    for s in statements:
        places.setdefault(_key(s, places, apart), []).append(s)
    verdicts = []
    for found in places.values():
        verdict = _judge(found)
        if verdict is not None:
            verdicts.append(verdict)
    return verdicts


def _known_as(s: Statement) -> str | None:
    """The one peopled place of the gazetteer that the name means; None where it knows none or several."""
    known = {p.id for p in gazetteer().by_name.get(fold(s.place.place.name), ()) if p.kind in _PEOPLED}
    return known.pop() if len(known) == 1 else None


def _told_apart(statements: Sequence[Statement]) -> set[str]:
    """The known places of which one list names two: there the gazetteer takes for one what the text keeps apart."""
    listed: dict[int, dict[str, str]] = {}
    apart = set()
    for s in statements:
        known = _known_as(s)
        if known is not None and listed.setdefault(s.chunk.index, {}).setdefault(known, s.place.place.name) != s.place.place.name:
            apart.add(known)
    return apart


def _key(s: Statement, places: dict, apart: set[str]) -> tuple[str, str | None]:
    """Namesakes of different kinds (a town, its airport, a camp) are different places; two names of one place («عين العرب»,
    «كوباني») are one; a bare name is the one named before."""
    name = " ".join(w[2:] if w.startswith("ال") and len(w) > 4 else w for w in fold(s.place.place.name).split())
    kind = s.place.place.kind if s.place.place.kind is not None else s.place.place.word
    kind = None if kind in _SETTLED or kind in ("area", "listed", "street") else kind  # «محور A» is the front at A
    known = _known_as(s) if kind is None else None
    key = known if known is not None and known not in apart else name
    if s.place.place.kind is None and s.place.place.word is None and (key, None) not in places:
        for other in places:
            if other[0] == name:
                return other
    return key, kind


def _day(s: Statement) -> dt.date:
    return s.date or _LONG_AGO


def _judge(found: list[Statement]) -> Verdict | None:
    body = [s for s in found if not s.title] or found
    former = next((s.party for s in found if s.former), None)
    body = [s for s in body if not s.former]
    if not body:
        return None
    for s in [s for s in body if s.status == "captured" and s.party is None and s.from_ is not None]:
        if any(t.status == "captured" and t.party not in (None, s.from_) and abs(t.chunk.index - s.chunk.index) < _ONE_SUBJECT for t in body):
            former = former or s.from_  # «باتت A خارج سيطرة X، بعد أن سيطرت عليها Y»: one change
            body.remove(s)
    for s in [s for s in body if s.rule == OUT_OF_HANDS]:
        if any(t.status == "captured" and t.rule != OUT_OF_HANDS and t.party not in (None, s.from_, s.party) for t in body):
            former = former or s.from_  # who took it is told elsewhere
            body.remove(s)
    changes = [s for s in body if s.status in ("captured", "withdrew")]
    for earlier, s in zip(body, body[1:], strict=False):
        if s.follows and earlier.date is not None:
            if s.date is not None and s.date < earlier.date:
                earlier.date = s.date  # what came before was no later
            elif not s.stated:
                s.date = earlier.date
    for s, other in ((s, other) for s in changes for other in changes if other.stated and not s.stated):
        if s.status == other.status == "captured" and s.party == other.party and (
                abs(s.chunk.index - other.chunk.index) < _ONE_TELLING or _told_again(s, other, changes)):
            s.date = other.date  # «انتشرت X في A وبسطت سيطرتها عليه في 9 أيلول»: one taking
    # What is told as before («بعد انسحاب X») is earlier than the change that it explains.
    changes.sort(key=lambda s: (_day(s), not s.anterior, s.order))
    holders: list[str] = []
    for s in changes:
        if s.status == "captured":
            if s.party is None:
                s.party = next((h for h in reversed(holders) if h != s.from_), None)
            holders += [h for h in (s.from_, s.party) if h is not None]
    if any(s.party is not None for s in changes):
        changes = [s for s in changes if s.party is not None]
    captures = [s for s in changes if s.status == "captured"]
    fights = [s for s in body if s.status == "contested" and not (s.definite and captures)]
    held = [s for s in body if s.status == "holds"]
    if any(s.divided for s in fights):
        s = next(s for s in fights if s.divided)
        return Verdict(s, "contested", None, None, s.date, body)
    last = captures[-1] if captures else None
    if last is not None:
        left_after = [
            s for s in changes
            if s.status == "withdrew" and s.party == last.party and not s.anterior and (
                (_day(s), s.order) > (_day(last), last.order) or (last.anterior and _day(s) >= _day(last)))
        ]
        if left_after:
            s = left_after[-1]
            return Verdict(s, "withdrew", s.party, None, s.date, body)
    if fights:
        fight = max(fights, key=lambda s: (_day(s), s.party is not None))
        if last is None or _day(fight) > _day(last):
            sure = [s.party for s in fights if s.party is not None and not s.implied]
            party = next(iter([*sure, *(s.party for s in held), *([last.party] if last is not None else []), *(
                s.party for s in fights if s.party is not None)]), None)
            left = [s for s in changes if s.status == "withdrew"]
            if not left:
                return Verdict(fight, "contested", party, None, fight.date, body)
    if last is not None:
        from_ = last.from_
        if from_ is None:
            earlier = [s for s in changes if s is not last and s.party != last.party]
            same = [s.from_ for s in captures if s.from_ is not None and s.party == last.party]
            from_ = (same or [s.party for s in reversed(earlier)] or [former])[0]
        if from_ is None:
            from_ = next((s.from_ for s in found if s.title and s.from_ is not None and s.party == last.party), None)
        if from_ is None:
            from_ = next((s.party for s in found if s.status == "holds" and s.party != last.party), None)
        if from_ is None:
            from_ = next((s.foe for s in (last, *captures) if s.foe is not None and s.party == last.party), None)
        if from_ == last.party:
            from_ = None
        if last.date is None:
            dated = [s for s in captures if s.date is not None and s.party == last.party]
            last = dated[-1] if dated else last
        return Verdict(last, "captured", last.party, from_, last.date, body)
    left = [s for s in changes if s.status == "withdrew"]
    if left:
        s = left[-1]
        # Where one side left, another is told to hold it.
        return Verdict(s, "withdrew", s.party, None, s.date, body)
    if held:
        s = held[0]
        return Verdict(s, "holds", s.party, None, s.date, body)
    return None


def _told_again(s: Statement, other: Statement, changes: Sequence[Statement]) -> bool:
    """Whether ``s``, which names no day, tells the taking of a few days ago that ``other`` dates: nothing else happened there since."""
    if s.date is None or other.date is None or not 0 < (s.date - other.date).days <= _A_FEW_DAYS:
        return False
    return not any(c.party != s.party and not c.anterior and _day(c) >= other.date for c in changes)


def control_of(document: Document, verdicts: Sequence[Verdict]) -> list[Control]:
    """The control records, with ids in text order; what else the text says of the place is listed."""
    records = []
    for n, v in enumerate(verdicts, start=1):
        start, end = _span(document, v.statement)
        others = sorted({_span(document, s) for s in v.others if s is not v.statement} - {(start, end)})
        records.append(Control.made(
            id=f"K{n}", start=start, end=end, also_at=[Span.made(start=a, end=b) for a, b in others], why=[v.statement.rule],
            place=place_of(document, v.statement.place), status=v.status, controller=v.party, from_=v.from_, date=v.date,
        ))
    return records


def _span(document: Document, s: Statement) -> tuple[int, int]:
    """From the word of control to the place, in either order."""
    start = min(document.start(s.chunk), document.start(s.place))
    return start, max(document.end(s.chunk), document.end(s.place))
