"""Bulletins that say the same again: one text under a new headline, or passages of an earlier bulletin repeated.

When a bulletin is saved, earlier ones that share passages with it are found by their fingerprints. The pair is kept, for
the analyst to merge or to keep both, where the passages are half of the shorter text or hold a figure. A figure that
stands at the same place of a shared passage in both is one figure told twice (a *story*): only one telling counts,
whatever the analyst decides on the bulletins.

The same words can also be two incidents («قُتل عنصر برصاص مجهولين في …», day after day). So a shared figure is one story only
when both bulletins date it alike, or when the passage, or the text, is too long to be written twice by chance.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, Row, select, update

from dashboard.archive.inserting import insert_many
from dashboard.archive.passages import Passage, Run, Words, passages, shared_runs, words_of
from dashboard.archive.schema import CASUALTY, EVENT, FLOW, bulletin, fingerprint, near_duplicate, record

COMMON = 20
"""A run of words in so many bulletins is a formula and tells nothing."""

COMPARED = 5
"""Earlier bulletins that a new one is compared with, those with most fingerprints in common."""

SAME_TEXT = 0.5
"""Share of the shorter text's words from which two texts count as one."""

BEYOND_CHANCE = 40
"""Words of a passage that nobody writes twice of two incidents."""

BEYOND_CHANCE_SHARE, BEYOND_CHANCE_TEXT = 0.8, 25
"""Or this share of the words of a text of at least so many."""


class Pair(NamedTuple):
    """Two bulletins that share passages; ``bulletin_id`` was stored first. ``decision``: merged, kept, or None while open."""

    bulletin_id: int
    other_id: int
    shared_words: int
    share: float
    decision: str | None


def pairs(connection: Connection, undecided: bool = True, of_bulletin: int | None = None) -> list[Pair]:
    """Pairs of bulletins, the likest first: all that are undecided between live bulletins, or those of one bulletin."""
    table = near_duplicate.c
    query = select(table.bulletin_id, table.other_id, table.shared_words, table.share, table.decision)
    if of_bulletin is not None:
        query = query.where((table.bulletin_id == of_bulletin) | (table.other_id == of_bulletin))
    if undecided:
        one, other = bulletin.alias(), bulletin.alias()
        query = query.join(one, one.c.id == table.bulletin_id).join(other, other.c.id == table.other_id)
        query = query.where(table.decision.is_(None), one.c.live.is_(True), other.c.live.is_(True))
    return [Pair(*row) for row in connection.execute(query.order_by(table.share.desc(), table.bulletin_id, table.other_id))]


def shared_passages(text: str, other_text: str) -> list[Passage]:
    """Why two texts match: the passages that they share, with offsets into both."""
    one, other = Words(text), Words(other_text)
    return passages(one, other, shared_runs(one, other))


# --- finding them ---------------------------------------------------------------------------------------------------


def find(connection: Connection, new: Mapping[int, Words], marks: Mapping[int, Collection[int]]) -> set[int]:
    """Find what the ``new`` bulletins, already saved, share with those before them; keep the pairs and join the figures
    that are told twice. ``marks`` are their fingerprints (`Words.fingerprints`). Gives the numbers of the bulletins with such figures, for a recount.
    """
    alike = _alike(connection, marks)
    read = dict(new)
    for row in _texts(connection, {other for others in alike.values() for other in others} - new.keys()):
        read[row.id] = words_of(row.text)
    shared = {
        (other, one): runs
        for one, others in alike.items() for other in sorted(others) if (runs := shared_runs(read[other], read[one]))
    }  # fmt: skip
    found, touched = _join_told_twice(connection, shared, read)
    if found:
        connection.execute(near_duplicate.insert(), found)
    return touched


def find_again(connection: Connection, bulletin_ids: Collection[int]) -> set[int]:
    """Join anew the figures that these bulletins share with those they were found to be like, after their records changed."""
    table = near_duplicate.c
    either = table.bulletin_id.in_(bulletin_ids) | table.other_id.in_(bulletin_ids)
    alike = connection.execute(select(table.bulletin_id, table.other_id).where(either)).all()
    read = {row.id: words_of(row.text) for row in _texts(connection, {bulletin_id for pair in alike for bulletin_id in pair})}
    return _join_told_twice(connection, {(one, other): shared_runs(read[one], read[other]) for one, other in alike}, read)[1]


def _join_told_twice(
    connection: Connection, shared: Mapping[tuple[int, int], Sequence[Run]], read: Mapping[int, Words]
) -> tuple[list[dict[str, object]], set[int]]:
    """Join the figures that pairs of bulletins tell in shared passages; gives the rows of the pairs that are alike, and the
    later bulletins of those with such figures.
    """
    figures = _figures(connection, {bulletin_id for pair in shared for bulletin_id in pair})
    found: list[dict[str, object]] = []
    touched: set[int] = set()
    for (earlier, later), runs in shared.items():
        one, other = read[earlier], read[later]
        words = sum(run.words for run in runs)
        share = min(1.0, words / min(len(one.words), len(other.words)))
        told_twice = list(_told_twice(figures[earlier], figures[later], one, other, runs, share))
        if told_twice or share >= SAME_TEXT:
            found.append({"bulletin_id": earlier, "other_id": later, "shared_words": words, "share": share})
        for first, second in told_twice:
            join_story(connection, first, second)
            touched.add(later)
    return found, touched


def _alike(connection: Connection, marks: Mapping[int, Collection[int]]) -> dict[int, list[int]]:
    """For each new bulletin the earlier ones that it has most fingerprints in common with; keeps the new fingerprints."""
    seen_in = _bulletins_with(connection, set().union(*marks.values()))
    found: dict[int, list[int]] = {}
    fresh: list[dict[str, int]] = []
    for bulletin_id in sorted(marks):
        common: Counter[int] = Counter()
        for mark in marks[bulletin_id]:
            if len(seen_in[mark]) < COMMON:
                common.update(seen_in[mark])
                seen_in[mark].append(bulletin_id)
                fresh.append({"hash": mark, "bulletin_id": bulletin_id})
        if common:
            found[bulletin_id] = [other for other, _ in common.most_common(COMPARED)]
    insert_many(connection, fingerprint, fresh)
    return found


def _bulletins_with(connection: Connection, marks: Iterable[int]) -> defaultdict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    ordered = sorted(marks)
    for first in range(0, len(ordered), 10_000):
        some = fingerprint.c.hash.in_(ordered[first : first + 10_000])
        for mark, bulletin_id in connection.execute(select(fingerprint).where(some)).all():
            found[mark].append(bulletin_id)
    return found


def _texts(connection: Connection, ids: Iterable[int]) -> list[Row]:
    ids = sorted(ids)
    return connection.execute(select(bulletin.c.id, bulletin.c.text).where(bulletin.c.id.in_(ids))).all() if ids else []


def _figures(connection: Connection, ids: Iterable[int]) -> Mapping[int, list[Row]]:
    table = record.c
    columns = (table.id, table.bulletin_id, table.kind, table.act, table.party, table.category, table.measure, table.value, table.low, table.high,
               table.qualifier, table.day, table.period_start, table.count_start, table.span_start)  # fmt: skip
    found: dict[int, list[Row]] = {bulletin_id: [] for bulletin_id in ids}
    if found:
        told = (table.bulletin_id.in_(found), table.kind.in_((CASUALTY, FLOW, EVENT)))
        for row in connection.execute(select(*columns).where(*told).order_by(table.id)):
            found[row.bulletin_id].append(row)
    return found


def _told_twice(one: Iterable[Row], other: Iterable[Row], words: Words, other_words: Words, runs: Sequence[Run], share: float) -> Iterable[tuple[int, int]]:
    """The numbers of records that stand at the same word of a shared passage and say the same."""
    standing: dict[tuple, Row] = {(*_said(row), _word(other_words, row)): row for row in other}
    whole = share >= BEYOND_CHANCE_SHARE and min(len(words.words), len(other_words.words)) >= BEYOND_CHANCE_TEXT
    for row in one:
        at = _word(words, row)
        for run in runs:
            if run.first <= at < run.first + run.words:
                twin = standing.get((*_said(row), run.other_first + at - run.first))
                alike = twin is not None and (twin.day, twin.period_start) == (row.day, row.period_start)
                if twin is not None and (alike or whole or run.words >= BEYOND_CHANCE):
                    yield row.id, twin.id


def _said(row: Row) -> tuple:
    return row.kind, row.act, row.party, row.category, row.measure, row.value, row.low, row.high, row.qualifier


def _word(words: Words, row: Row) -> int:
    return words.at(row.span_start if row.count_start is None else row.count_start)


def join_story(connection: Connection, first: int, second: int) -> None:
    """Make two records, and all that tell the same as either, one story; it has the number of its first record."""
    stories = connection.scalars(select(record.c.story).where(record.c.id.in_((first, second)))).all()
    story = min(first, second, *(number for number in stories if number is not None))
    told = record.c.id.in_((first, second)) | record.c.story.in_([number for number in stories if number is not None])
    connection.execute(update(record).where(told).values(story=story))
