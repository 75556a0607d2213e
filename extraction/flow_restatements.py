"""Each flow once: what a headline or an earlier publication says again joins the fuller record."""

from __future__ import annotations

from collections.abc import Sequence

from .flow_people import FlowFacts
from .restatements import key


def merge_flows(facts: Sequence[FlowFacts]) -> tuple[list[FlowFacts], dict[int, list[FlowFacts]]]:
    """The facts that stand, in text order, and the restatements of each by the id of its figure.

    Where the body tells flows, the headline's count no more: they say the same or, differing, the body counts. A figure of a
    passage that tells what was published before, or with the article («الأشخاص الـ 900»), is the one of the same number and unit
    told elsewhere.
    """
    body = [f for f in facts if not f.figure.sentence.title]
    standing: list[FlowFacts] = []
    again: dict[int, list[FlowFacts]] = {}
    by_number: dict[object, list[FlowFacts]] = {}
    for f in facts:
        if f.figure.sentence.title:
            same = next((b for b in body if _same(f, b)), None)
            if same is not None:
                again.setdefault(id(same.figure), []).append(f)
            elif not body:
                standing.append(f)
            continue
        alike = by_number.setdefault(key(f.figure), [])
        earlier = next((s for s in reversed(alike) if _told_again(f, s)), None)
        if earlier is None:
            standing.append(f)
            alike.append(f)
        else:
            again.setdefault(id(earlier.figure), []).append(f)
            for end in earlier.ends.places:
                earlier.ends.take(f.ends, end)
    replaced = {id(told): s for s in standing for told in again.get(id(s.figure), ())}
    for f in standing:
        if f.parent is not None:
            f.parent = replaced.get(id(f.parent), f.parent)
    return standing, again


def _same(a: FlowFacts, b: FlowFacts) -> bool:
    if key(a.figure) != key(b.figure) or (a.category == "family") != (b.category == "family"):
        return False
    return not (a.parties and b.parties and set(a.parties).isdisjoint(b.parties))


def _told_again(f: FlowFacts, other: FlowFacts) -> bool:
    if not _same(f, other) or f.figure.value is None:
        return False
    if f.figure.definite or f.figure.sentence.retold or other.figure.sentence.retold:
        return f.figure.definite or not _apart(f, other)
    return f.figure.value > 99 and f.measure == other.measure == "cumulative" and f.kind == other.kind


def _apart(f: FlowFacts, other: FlowFacts) -> bool:
    """Civilians and fighters, or two figures of one sentence, are not the same people because their numbers are alike."""
    return {f.category, other.category} == {"civilian", "combatant"} or f.figure.sentence is other.figure.sentence
