"""What is exported: bulletins with their records, and the losses that are counted while they are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dashboard.wording import Wording
from extraction.records import Casualty, Control, Event, Flow, Report

AnyRecord = Casualty | Flow | Control | Event
KINDS: dict[type[AnyRecord], str] = {Casualty: "casualty", Flow: "flow", Control: "control", Event: "event"}


class Bulletin(NamedTuple):
    """A bulletin for export: the name under which the giver knows it (a file's, an archive number), and its report."""

    name: str
    report: Report


def records_of(report: Report) -> Iterator[AnyRecord]:
    """All records of a report, kind by kind."""
    yield from report.casualties
    yield from report.flows
    yield from report.control
    yield from report.events


class Losses(Counter[str]):
    """What a format could not hold, by kind of loss (a key of the ``[loss]`` strings), with how often."""

    def seen(self, bulletins: Iterable[Bulletin]) -> Iterator[Bulletin]:
        """The bulletins as they pass, their highlights counted as lost: only the codebook's own formats hold them."""
        for bulletin in bulletins:
            self["mentions"] += len(bulletin.report.mentions)
            yield bulletin

    def sentences(self, format: str, words: Wording) -> list[str]:
        """What was lost in plain sentences, and what the format leaves empty by its nature; empty where nothing was."""
        lost = [words("loss", key, n=f"{many:,}") for key, many in self.items() if many]
        always = words.tables["loss_always"].get(format)
        return [*lost, always] if always else lost
