"""Totals whose terms the text gives later, one by one: «أصيب 12، إذ أصيب أربعة بـ…، بينما أصيب ثمانية بـ…»."""

from __future__ import annotations

from collections.abc import Sequence

from .casualty_facts import Facts

_SPAN = 40
"""Figures after a total among which its terms are looked for."""
_PARAGRAPHS = 12
"""Paragraphs after it: a list has one item in each."""


_CERTAIN = 10
"""Two numbers that add up to less than this may do so by chance."""


def find_terms(facts: Sequence[Facts]) -> None:
    """Make figures parts of an earlier total of the same outcome where a run of them adds up to it exactly."""
    split = {g.figure.parent for g in facts if g.figure.part_role == "all"}
    for n, total in enumerate(facts):
        value = total.figure.value
        if value is None or value < 4 or total.figure.sentence.title or total.figure in split:
            continue
        following = [g for g in facts[n + 1 : n + 1 + _SPAN] if not g.figure.added and (g.figure.parent is None or (g.figure.parent is total.figure and g.figure.agent))
                     and g.outcome == total.outcome and not g.figure.sentence.title and g.figure.sentence.paragraph - total.figure.sentence.paragraph <= _PARAGRAPHS]
        # A total may be split more than once: by perpetrator, then by governorate.
        while terms := _run(total, following, value):
            following = [g for g in following if g not in terms]
            for term in terms:
                _make_term(term, total, facts)
            _by_all(total, terms, facts)
    for n, total in enumerate(facts):
        # «مقتل 231 من …، و250 من …، ليصل مجموع القتلى إلى 481»: the total comes last.
        value = total.figure.value
        if value is None or value < 4 or total.figure.sentence.title or not total.figure.raised or total.figure.parent is not None:
            continue
        before = [g for g in facts[max(n - _SPAN, 0) : n] if g.figure.parent is None and g.outcome == total.outcome and not g.figure.sentence.title
                  and total.figure.sentence.paragraph - g.figure.sentence.paragraph <= _PARAGRAPHS]
        for term in _run(total, before, value):
            term.figure.parent, term.figure.part_role = total.figure, "sum"
            term.rules.append("term of a sum that the text makes")


def find_shares(facts: Sequence[Facts]) -> None:
    """Make figures parts of a running total that the text shares out by doer: «من هؤلاء قتلت X 20، وقتل Y 9. أما Z فقتلت 4»."""
    for n, total in enumerate(facts):
        value = total.figure.value
        if value is None or total.figure.sentence.title or total.measure != "cumulative":
            continue
        shares = [g for g in facts[n + 1 : n + 1 + _SPAN] if g.figure.parent is total.figure and g.figure.agent and g.outcome == total.outcome]
        if not shares:
            continue
        left, doers = value - sum(g.figure.value or 0 for g in shares), {g.figure.agent for g in shares}
        first = facts.index(shares[0])
        for g in facts[first + 1 : first + 1 + _SPAN]:
            if g.figure.parent is not None:
                continue
            if g.figure.sentence.paragraph != shares[0].figure.sentence.paragraph or g.outcome != total.outcome or g.figure.value is None or (
                    len(g.by) != 1 or g.by[0] in doers or g.figure.value > left or g.dated or not _belongs(g, total)):
                break
            left, doers = left - g.figure.value, doers | {g.by[0]}
            _make_term(g, total, facts)


def _make_term(term: Facts, total: Facts, facts: Sequence[Facts]) -> None:
    term.figure.parent = total.figure
    term.figure.part_role = "sum"
    term.rules.append("term of a sum that the text makes")
    if term.category == "person" and total.category != "combatant":
        term.category = total.category
    term.cause = term.cause or total.cause
    term.by = term.by or total.by
    term.places = term.places or total.places
    for g in facts:
        if _under(g, term) and not g.places:
            g.places = term.places
    if not term.dated:
        # A term with no date of its own is counted over the days of its total, and so are its parts.
        for g in facts:
            if g is term or (_under(g, term) and not g.dated):
                g.when, g.measure, g.cause, g.by = total.when, total.measure, g.cause or term.cause, g.by or term.by


def _by_all(total: Facts, terms: Sequence[Facts], facts: Sequence[Facts]) -> None:
    """«80 على أيدي X التي قتلت 60 منهم وY التي قتلت 20»: a total laid to one of the doers of its terms was the deed of them all."""
    doers, before = list(dict.fromkeys(by for term in terms for by in term.by)), total.by
    if before and set(before) < set(doers) and all(term.figure.agent for term in terms):
        total.by = doers
        for g in facts:
            if _under(g, total) and not g.figure.agent and g.by == before:
                g.by = doers


def _under(g: Facts, term: Facts) -> bool:
    figure = g.figure.parent
    while figure is not None and figure is not term.figure:
        figure = figure.parent
    return figure is not None


def _run(total: Facts, following: Sequence[Facts], value: int) -> list[Facts]:
    for first in range(len(following)):
        listed = 0
        for last in range(first, len(following)):
            g = following[last]
            if g.figure.value is None or not _belongs(g, total):
                break
            listed += g.figure.value
            if listed == value and last > first and (last - first > 1 or value >= _CERTAIN):
                return list(following[first : last + 1])
            if listed >= value:
                break
    return []


def _belongs(term: Facts, total: Facts) -> bool:
    if term.dated and term.measure != total.measure:
        return False
    if total.parties:
        return term.parties == total.parties
    if total.category in ("civilian", "person", "displaced"):
        return total.category == "person" or term.category not in ("combatant",)
    return term.category == total.category
