"""Sums of flows that the text itself makes: the terms that add up to a total are its parts."""

from __future__ import annotations

from collections.abc import Sequence

from .flow_ends import ORIGIN
from .flow_people import FlowFacts

_LEFT = ("fled", "displaced", "evacuated")
_SPAN = 12
"""Flows before or after a total among which its terms are looked for."""
_PARAGRAPHS = 4
"""Paragraphs around the total in which its terms stand."""
_CERTAIN = 50
"""Two numbers that add up to less than this may do so by chance."""
_ROUNDING = 0.02
"""How far a sum of which a term is «about» may be from its total."""


def find_terms(facts: Sequence[FlowFacts]) -> None:
    """Make flows parts of a total where a run of them adds up to it, after it («على دفعتين: 1000 و1200») or before it."""
    for n, total in enumerate(facts):
        value = total.figure.value
        if value is None or value < _CERTAIN or total.figure.sentence.title or any(f.parent is total for f in facts):
            continue
        after = [f for f in facts[n + 1 : n + 1 + _SPAN] if _may_be_term(f, total)]
        before = [f for f in reversed(facts[max(n - _SPAN, 0) : n]) if _may_be_term(f, total)]
        terms = _run(after, value) or _run(before, value)
        if terms:
            _take_over(total, terms)
        for term in terms:
            term.parent = total
            term.rules.append("term of a sum that the text makes")
            for end in term.ends.places:
                term.ends.take(total.ends, end)
    for f in facts:
        if f.parent is not None and f.kind == f.parent.kind:
            for end in f.ends.places:
                f.ends.take(f.parent.ends, end)


def _take_over(total: FlowFacts, terms: Sequence[FlowFacts]) -> None:
    """What all terms have alike and the total leaves open: «120 و492، ليصل إلى 612 مجموع من غادروا»."""
    first = terms[0]
    if total.figure.raised and total.when is None and all(f.when == first.when and f.measure == first.measure for f in terms):
        total.when, total.measure = first.when, first.measure
    if total.kind == "fled" and all(f.kind == "evacuated" for f in terms):
        total.kind = "evacuated"
    for end in total.ends.places:
        if all({p.place.name for p in f.ends.places[end]} == {p.place.name for p in first.ends.places[end]} for f in terms):
            total.ends.take(first.ends, end)


def fill_origins(facts: Sequence[FlowFacts]) -> None:
    """«إخراج دفعة ضمت N، وبذلك يبلغ M تعداد الفارين من مناطق X»: those whose exit raises a total left the same area."""
    for n, total in enumerate(facts):
        if not total.figure.raised or total.parent is not None or total.ends.controllers[ORIGIN] is None:
            continue
        for f in facts[:n]:
            if f.figure.sentence is total.figure.sentence and f.kind in _LEFT and not f.figure.raised:
                f.ends.take(total.ends, ORIGIN)


def _may_be_term(f: FlowFacts, total: FlowFacts) -> bool:
    same_unit = (f.category == "family") == (total.category == "family")
    near = abs(f.figure.sentence.paragraph - total.figure.sentence.paragraph) <= _PARAGRAPHS
    return f.parent is None and f.pair is None and same_unit and near and not f.figure.sentence.title and f is not total.pair


def _run(terms: Sequence[FlowFacts], value: float) -> list[FlowFacts]:
    """The first terms in a row, nearest the total, that add up to it."""
    listed, rounded = 0.0, False
    for n, f in enumerate(terms):
        if f.figure.value is None:
            break
        listed += f.figure.value
        rounded = rounded or (f.figure.chunk.count is not None and f.figure.chunk.count.qualifier != "exact")
        if n and (listed == value or (rounded and abs(listed - value) <= value * _ROUNDING)):
            return list(terms[: n + 1])
        if listed > value * (1 + _ROUNDING):
            break
    return []
