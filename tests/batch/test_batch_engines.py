"""The engines: the same content from each, and nothing lost when a worker dies or one bulletin kills it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest
from made_batch import KILLS, Overfull, Poisoned, children, content, table, texts, write_lines
from typer.testing import CliRunner

from dashboard.batch.chunks import Reading, WrongWorker, chunks, ready
from dashboard.batch.engines import Dask, EngineError, Local
from dashboard.batch.inputs import entries, sources
from dashboard.cli import app
from dashboard.processes import KILLED

MANY = 40
CHUNK = 4


@pytest.fixture(scope="module")
def lines(tmp_path_factory) -> Path:
    return write_lines(tmp_path_factory.mktemp("in") / "in.jsonl", MANY)


@pytest.fixture(scope="module")
def expected(lines, tmp_path_factory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("expected")
    batch(lines, out, "--processes", "1")
    return content(out)


def batch(lines: Path, out: Path, *words: str):
    result = CliRunner().invoke(app, ["batch", str(lines), "-o", str(out), "--chunk", str(CHUNK), *words])
    assert result.exit_code == 0, result.output
    return result


@contextmanager
def running(*command: str) -> Iterator[subprocess.Popen]:
    process = subprocess.Popen([sys.executable, "-m", *command], stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen]]]:
    """A scheduler on the loopback and two workers, each a process of its own, as on two machines."""
    described = folder / "scheduler.json"
    where = ("--scheduler-file", str(described))
    own = "127.0.0.1"
    with running("distributed.cli.dask_scheduler", "--host", own, "--port", "0", "--no-dashboard", "--no-show", *where):
        worker = partial(running, "distributed.cli.dask_worker", *where, "--host", own, "--nthreads", "1", "--no-nanny", "--no-dashboard")
        with worker() as one, worker() as other:
            yield str(described), [one, other]


def test_all_cores_give_the_same_content(lines, expected, tmp_path):
    batch(lines, tmp_path, "--processes", "2")
    assert content(tmp_path) == expected


def test_dask_on_this_computer_gives_the_same_content(lines, expected, tmp_path):
    batch(lines, tmp_path, "--engine", "dask", "--processes", "2")
    assert content(tmp_path) == expected


def test_a_scheduler_with_two_workers_of_which_one_is_killed(lines, expected, tmp_path):
    out = tmp_path / "out"
    with cluster(tmp_path) as (described, workers):
        address = scheduler_address(Path(described))

        def kill_one() -> None:
            wait_for_marks(out, 2)
            workers[0].kill()

        killer = threading.Thread(target=kill_one)
        killer.start()
        batch(lines, out, "--engine", "dask", "--scheduler", address)
        killer.join()
        assert workers[0].poll() is not None
        assert workers[1].poll() is None
    assert content(out) == expected


def scheduler_address(described: Path) -> str:
    import json

    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with suppress(OSError, ValueError):
            return json.loads(described.read_text())["address"]
        time.sleep(0.05)
    raise AssertionError("the scheduler did not start")


def wait_for_marks(out: Path, many: int) -> None:
    deadline = time.monotonic() + 120
    while len(list((out / "chunks").glob("*.json"))) < many and time.monotonic() < deadline:
        time.sleep(0.005)


def test_a_worker_that_is_killed_costs_nothing(lines, expected, tmp_path):
    def kill_one() -> None:
        wait_for_marks(tmp_path, 1)
        workers = [child for child in children(os.getpid()) if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
        os.kill(workers[0], signal.SIGKILL)

    killer = threading.Thread(target=kill_one)
    killer.start()
    batch(lines, tmp_path, "--processes", "2")
    killer.join()
    assert content(tmp_path) == expected


@pytest.mark.parametrize("engine", [partial(Local, 2), partial(Dask, None, 2)], ids=["local", "dask"])
def test_a_bulletin_that_kills_its_worker_is_an_error_and_the_others_are_read(engine, tmp_path):
    file = write_lines(tmp_path / "in.jsonl", 6)
    file.write_text(file.read_text(encoding="utf-8") + '{"text": "%s"}\n' % KILLS, encoding="utf-8")
    made = chunks(entries(sources([str(file)])), 4)
    out = tmp_path / "out"
    done = list(engine().results(Poisoned(str(out), ready()), made))
    assert sum(one.counts["reports"] for one in done) == 6
    (error,) = table(out, "errors")
    assert error["reason"] == KILLED
    assert error["bulletin"].endswith("#7")
    assert {row["text"] for row in table(out, "reports")} == set(texts(6))


def test_a_chunk_whose_bulletins_kill_only_together_is_read_all_the_same(tmp_path):
    (chunk,) = chunks(entries(sources([str(write_lines(tmp_path / "in.jsonl", CHUNK))])), CHUNK)
    apart, here = (str(tmp_path / name) for name in ("apart", "here"))
    assert list(Local(1).results(Overfull(apart, ready()), iter([chunk]))) == [Reading(here, ready())(chunk)]
    assert content(tmp_path / "apart") == content(tmp_path / "here")


def test_a_worker_with_other_rules_is_refused(lines, tmp_path):
    made = chunks(entries(sources([str(lines)])), CHUNK)
    with pytest.raises(WrongWorker, match="install the same on both"):
        list(Local(1).results(Reading(str(tmp_path), "0.0.1+other"), made))
    assert list(tmp_path.iterdir()) == []


def test_a_scheduler_that_does_not_answer_is_a_sentence(lines, tmp_path):
    with pytest.raises(EngineError, match="does not answer"):
        list(Dask("tcp://127.0.0.1:9", 1).results(Reading(str(tmp_path), ready()), iter([])))
    result = CliRunner().invoke(app, ["batch", str(lines), "-o", str(tmp_path), "--scheduler", "tcp://127.0.0.1:9"])
    assert result.exit_code == 2
