"""Many writers at once, and writers that are killed: nothing lost, nothing twice, nothing half.

Writers are processes of their own. They are forked, so that fifty of them need not each load the program; each opens the
archive for itself.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection

import pytest
from generator import bulletins
from sqlalchemy import func, select

from dashboard.archive import schema
from dashboard.archive.database import open_archive
from dashboard.archive.filters import Filters
from dashboard.archive.importing import import_documents
from dashboard.archive.loading import load
from dashboard.archive.saving import Prepared, Reading, prepare, save_prepared
from dashboard.archive.search import find
from dashboard.readers.document import Document
from extraction import extract

KILLS = 50
LONGEST_SECONDS = 240

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked, which this system cannot")


def start(work: Callable[..., None], *given: object) -> tuple[multiprocessing.Process, Connection]:
    """A process that does ``work``, and what it tells."""
    fork = multiprocessing.get_context("fork")
    told, tells = fork.Pipe(duplex=False)
    process = fork.Process(target=work, args=(*given, tells))
    process.start()
    tells.close()
    return process, told


def all_told(told: Connection) -> list:
    """What a process told until it ended, however it did."""
    found = []
    while True:
        try:
            found.append(told.recv())
        except (EOFError, OSError):
            return found


def import_texts(url: str, texts: Sequence[str], tells: Connection) -> None:
    archive = open_archive(url)
    for result in import_documents(archive, [Document(f"{n}", text, "text") for n, text in enumerate(texts)], processes=1):
        tells.send(result.outcome)


def save_in_twos(url: str, prepared: Sequence[Prepared], tells: Connection) -> None:
    archive = open_archive(url)
    tells.send("started")
    for first in range(0, len(prepared), 2):
        with archive.write() as connection:
            saved = save_prepared(connection, prepared[first : first + 2])
        tells.send([one.bulletin_id for one in saved])


def assert_whole(archive, texts: Sequence[str]) -> int:
    """Every bulletin that is there has all that was read from its text, once; gives how many there are."""
    with archive.read() as connection:
        rows = connection.execute(select(schema.bulletin.c.id, schema.bulletin.c.text)).all()
        assert len({row.text for row in rows}) == len(rows) and {row.text for row in rows} <= set(texts)
        kept = {row.id: load(connection, row.id) for row in rows}
        for row in rows:
            assert kept[row.id].report == extract(row.text).model_copy(update={"mentions": []})
        records = connection.scalar(select(func.count()).select_from(schema.record))
        assert records == sum(len(one.keys) for one in kept.values())
        assert find(connection, "قتل", Filters()).total == len(rows)  # a word of every one: all are in the index of words
    return len(rows)


def just_open(url: str, tells: Connection) -> None:
    open_archive(url).close()


def test_processes_that_open_a_new_archive_at_once_all_can(url):
    running = [start(just_open, url)[0] for _ in range(4)]
    for process in running:
        process.join(60)
    assert [process.exitcode for process in running] == [0] * 4


@pytest.mark.parametrize(("database", "writers"), [("sqlite_url", 2), ("postgres_url", 8)])
def test_writers_at_once_lose_nothing_and_write_nothing_twice(request, database, writers):
    url = request.getfixturevalue(database)
    made = [one.text for one, _ in zip(bulletins(seed=3), range(40), strict=False)]
    # All bring the same texts, each in another order.
    orders = [random.Random(n).sample(made, len(made)) for n in range(writers)]
    running = [start(import_texts, url, order) for order in orders]
    outcomes = [outcome for _, told in running for outcome in all_told(told)]
    for process, _ in running:
        process.join(60)
    assert [process.exitcode for process, _ in running] == [0] * writers
    assert outcomes.count("accepted") == len(made)
    assert outcomes.count("duplicate") == len(made) * (writers - 1)
    archive = open_archive(url)
    assert assert_whole(archive, made) == len(made)
    archive.close()


def test_killed_at_random_fifty_times_the_archive_stays_whole(sqlite_url):
    texts = [one.text for one, _ in zip(bulletins(seed=11), range(400), strict=False)]
    prepared = [prepare(Reading(one, extract(one), "made")) for one in texts]
    open_archive(sqlite_url).close()
    rng = random.Random(13)
    told_saved: set[int] = set()
    kills, until = 0, time.monotonic() + LONGEST_SECONDS
    longest = 0.05  # seconds until a kill at most: longer where nothing is saved by then, so that kills fall before, in and after saves
    while kills < KILLS and time.monotonic() < until:
        process, told = start(save_in_twos, sqlite_url, prepared)
        assert told.recv() == "started"
        time.sleep(rng.uniform(0, longest))
        process.kill()
        process.join()
        saved = [bulletin_id for ids in all_told(told) for bulletin_id in ids]
        told_saved.update(saved)
        longest = longest if saved else longest * 1.2
        assert process.exitcode == -signal.SIGKILL
        kills += 1
    assert kills == KILLS
    archive = open_archive(sqlite_url)
    with archive.read() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        there = set(connection.scalars(select(schema.bulletin.c.id)))
    assert told_saved <= there  # what was said to be saved is
    assert 0 < assert_whole(archive, texts) <= len(texts)
    archive.close()
    # Run again to its end, nothing is missing.
    process, told = start(save_in_twos, sqlite_url, prepared)
    assert all_told(told) and process.join(60) is None and process.exitcode == 0
    archive = open_archive(sqlite_url)
    assert assert_whole(archive, texts) == len(texts)
    archive.close()


def test_killed_in_the_middle_of_a_save_nothing_of_it_is_there(sqlite_url):
    texts = [one.text for one, _ in zip(bulletins(seed=17), range(4), strict=False)]
    prepared = [prepare(Reading(one, extract(one), "made")) for one in texts]

    def save_and_wait(tells: Connection) -> None:
        archive = open_archive(sqlite_url)
        with archive.write() as connection:
            save_prepared(connection, prepared[:2])
        with archive.write() as connection:
            save_prepared(connection, prepared[2:])
            tells.send("in the middle")
            time.sleep(60)

    process, told = start(save_and_wait)
    assert told.recv() == "in the middle"
    process.kill()
    process.join()
    archive = open_archive(sqlite_url)
    assert assert_whole(archive, texts) == 2
    with archive.write() as connection:
        assert [one.new for one in save_prepared(connection, prepared)] == [False, False, True, True]
    assert assert_whole(archive, texts) == 4
    archive.close()
