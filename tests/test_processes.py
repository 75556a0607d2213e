"""Work handed out to processes: in order, no more at hand than is bounded, and whatever becomes of a process."""

from __future__ import annotations

import os
import signal
from functools import partial
from pathlib import Path

import pytest

from dashboard.processes import AHEAD, KILLED, MOST_BREAKS, Apart, Killed, in_processes


def square(number: int) -> int:
    return number * number


def refuse(number: int) -> int:
    if number == 5:
        raise ValueError(str(number))
    return number


def ends(which: int, most: int, folder: Path, number: int) -> int:
    """Ends its process at one number, so many times: a file for each."""
    if number == which and (many := len(list(folder.iterdir()))) < most:
        (folder / str(many)).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return square(number)


def never(number: int) -> int:
    raise AssertionError(number)


def test_results_come_in_order_and_few_jobs_are_taken_ahead():
    taken = 0

    def jobs():
        nonlocal taken
        for taken in range(1, 51):
            yield taken

    for n, result in enumerate(in_processes(square, jobs(), 2, never), start=1):
        assert result == square(n)
        assert taken - n < 2 * AHEAD
    assert n == 50


def test_what_the_work_raises_is_raised_after_the_results_before_it():
    results = in_processes(refuse, range(10), 2, never)
    assert [next(results) for _ in range(5)] == [0, 1, 2, 3, 4]
    with pytest.raises(ValueError, match="^5$"):
        next(results)


def test_a_process_that_dies_costs_nothing(tmp_path):
    assert list(in_processes(partial(ends, 11, 1, tmp_path), range(30), 2, never)) == list(map(square, range(30)))
    assert len(list(tmp_path.iterdir())) == 1


def test_a_job_that_kills_is_done_carefully_in_its_place(tmp_path):
    careful = []

    def carefully(number: int) -> int:
        careful.append(number)
        return -number if number == 11 else square(number)

    results = list(in_processes(partial(ends, 11, MOST_BREAKS, tmp_path), range(30), 2, carefully))
    assert results == [-n if n == 11 else square(n) for n in range(30)]
    assert 11 in careful and len(careful) <= 2 * AHEAD


def test_apart_tries_again_in_a_fresh_process_and_then_says_so(tmp_path):
    with Apart() as apart:
        assert apart(ends, 3, 1, tmp_path, 3) == 9
        with pytest.raises(Killed, match=KILLED):
            apart(ends, 3, 1 + MOST_BREAKS, tmp_path, 3)
        assert apart(square, 4) == 16
