"""Each figure once: what a headline, an earlier publication or a definite number says again joins the fuller record."""

from __future__ import annotations

from collections.abc import Sequence

from .casualty_facts import Facts
from .figures import Figure


_SMALL = 99


def merge(facts: Sequence[Facts]) -> tuple[list[Facts], dict[int, list[Facts]]]:
    """The facts that stand, in text order, and the restatements of each by the id of its figure.

    A headline's figure is told again by the body, or differs from it, and then the body counts. A figure in what was
    published before («المرصد نشر أمس أن …»), or one that the text takes up with the article («قُتل الثلاثة»), is the
    earlier one of the same outcome, number and side.
    """
    body = [f for f in facts if not f.figure.sentence.title]
    said = {f.outcome for f in body} | ({"killed", "wounded"} if any(f.outcome == "losses" for f in body) else set())
    again: dict[int, list[Facts]] = {}
    standing: list[Facts] = []
    # By outcome and count: only what says the same can be told again. ``told``: the whole body; ``alike``: what stands so far.
    told: dict[tuple[str, object], list[Facts]] = {}
    alike: dict[tuple[str, object], list[Facts]] = {}
    for f in body:
        told.setdefault(_says(f), []).append(f)
    for f in facts:
        if f.figure.sentence.title:
            same = next((b for b in told.get(_says(f), ()) if _same(f, b)), None)
            if same is not None:
                again.setdefault(id(same.figure), []).append(f)
                continue
            if f.outcome in said or (f.outcome == "losses" and {"killed", "wounded"} & said):
                continue
            standing.append(f)
            continue
        if (same := _below_its_headline(f, told[_says(f)])) is not None:
            again.setdefault(id(same.figure), []).append(f)
            continue
        like = alike.setdefault(_says(f), [])
        earlier = _told_before(f, like)
        if earlier is None:
            standing.append(f)
            like.append(f)
            continue
        _complete(earlier, f)
        again.setdefault(id(earlier.figure), []).append(f)
    _reparent(standing, again)
    return standing, again


def key(figure: Figure) -> object:
    """What a count says, as something comparable: its number, or its range or vague word."""
    count = figure.chunk.count
    if count is None:
        return figure.value if figure.value is not None else "plural"
    return count.value if count.value is not None else (count.qualifier, count.low, count.high)


def _below_its_headline(f: Facts, told: Sequence[Facts]) -> Facts | None:
    """What tells the figure of a headline again, with a day, where the headline stands below the name of who speaks. A small number
    may be another's.
    """
    if not f.figure.sentence.headline or f.when is not None or f.figure.parent is not None or (f.figure.value or 0) <= _SMALL:
        return None
    return next((b for b in told if b.when is not None and b.figure.index > f.figure.index and _same(f, b)), None)


def _says(f: Facts) -> tuple[str, object]:
    return f.outcome, key(f.figure)


def _same(a: Facts, b: Facts) -> bool:
    """Whether two figures of one outcome and count may be of the same people."""
    if a.parties and b.parties and set(a.parties).isdisjoint(b.parties):
        return False
    general = {"person", "civilian", "combatant"}
    return a.category == b.category or "person" in (a.category, b.category) or (a.category in general and b.category in general and not (a.parties and b.parties))


def _told_before(f: Facts, like: Sequence[Facts]) -> Facts | None:
    figure = f.figure
    value = figure.value
    taken_up = figure.definite and value is not None and value > 1
    for other in reversed(like):
        if not _same(f, other):
            continue
        days_differ = f.when is not None and other.when is not None and f.when.start and other.when.start and (
            (f.when.window != other.when.window) or f.when.start != other.when.start)
        if taken_up and other.figure.sentence.paragraph in range(figure.sentence.paragraph - 4, figure.sentence.paragraph + 1):
            return other
        if figure.sentence.retold or other.figure.sentence.retold:
            apart = f.places and other.places and {p.text for p in f.places}.isdisjoint(p.text for p in other.places)
            if not days_differ and not apart and value is not None:
                return other
            if value is not None and value > 10 and (f.measure == other.measure or figure.raised):
                return other
        if value is not None and value > _SMALL and f.measure == other.measure == "cumulative" and (not days_differ or _windows_alike(f, other)):
            return other
    return None


def _windows_alike(f: Facts, other: Facts) -> bool:
    """«225 قتيلاً خلال أسبوعين», «225 قتيلاً منذ منتصف الشهر»: windows whose first days lie no more than three days apart."""
    return f.when.window and other.when.window and abs((f.when.start - other.when.start).days) <= 3


def _complete(kept: Facts, told: Facts) -> None:
    """What the restatement says beyond the first statement."""
    if told.figure.definite:
        kept.places = told.places if told.places and told.figure.clause is not kept.figure.clause else kept.places
        kept.cause = told.cause or kept.cause
        kept.by = told.by or kept.by
    if kept.category == "person" and told.category != "person" and not kept.parties:
        kept.category, kept.parties = told.category, told.parties


def _reparent(standing: Sequence[Facts], again: dict[int, list[Facts]]) -> None:
    """Parts of a restatement become parts of the record that it joined."""
    joined = {id(f.figure): key for key, told in again.items() for f in told}
    by_id = {id(f.figure): f.figure for f in standing}
    for f in standing:
        parent = f.figure.parent
        if parent is not None and id(parent) in joined:
            f.figure.parent = by_id.get(joined[id(parent)])
