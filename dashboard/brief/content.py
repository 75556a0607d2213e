"""What a brief says: sentences made from records, in the order of an analyst's report, each with its reference.

Incidents and running totals stand in sections of their own, and nothing is added up: a brief holds what bulletins say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dashboard.panels.bars import nested
from dashboard.phrases import day_phrase
from dashboard.wording import Wording
from extraction.describe import describe
from extraction.records import Casualty, Control, Flow, Report

LONGEST_QUOTE = 160
"""Characters of a record's own words; what is longer ends at a word, in an ellipsis."""


class Source(NamedTuple):
    """A bulletin that a brief is made of. ``repeats``: ids of its records that are said again in another bulletin, which
    stands for them; ``number``: the archive's, for a kept bulletin.
    """

    text: str
    report: Report
    origin: str | None = None
    link: str | None = None
    repeats: frozenset[str] = frozenset()
    number: int | None = None


@dataclass(frozen=True)
class Line:
    """One sentence: how deep it stands under its whole, the words it was read from, and the number of its bulletin."""

    sentence: str
    quote: str
    reference: int
    depth: int = 0


@dataclass(frozen=True)
class Section:
    """Sentences under one heading."""

    heading: str
    lines: list[Line]


@dataclass(frozen=True)
class Brief:
    """A brief before it has a format. ``references`` are the bulletins, in the order of their numbers from 1; ``facts`` say
    how they were chosen and what is left out.
    """

    title: str
    note: str
    sections: list[Section]
    references: list[str]
    sources_heading: str
    rtl: bool
    links: list[str | None] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)


def make_brief(
    sources: Sequence[Source], wording: Wording, period: tuple[dt.date, dt.date] | None = None, facts: Sequence[str] = ()
) -> Brief:
    """The brief of some bulletins, in the language of ``wording``, in the order in which they are given. ``period``: the
    first and last day that it is about; where none is given, those of the bulletins.
    """
    days = list(period or sorted(source.report.report.date for source in sources if source.report.report.date))
    sections = [
        Section(wording("brief", name), lines)
        for name in ("incidents", "totals", "flows", "flow_totals", "changes", "contested", "held")
        if (lines := [line for number, source in enumerate(sources, 1) for line in _lines(name, source, number, wording)])
    ]
    return Brief(
        title=_title(days, wording), note=wording("brief", "note"), sections=sections,
        references=[_reference(source, wording) for source in sources], sources_heading=wording("brief", "sources"),
        rtl=wording.rtl, links=[source.link for source in sources], facts=list(facts),
    )  # fmt: skip


def _title(days: list[dt.date], wording: Wording) -> str:
    if not days:
        return wording("brief", "title_undated")
    if days[0] == days[-1]:
        return wording("brief", "title_day", day=day_phrase(days[0], wording))
    return wording("brief", "title_period", first=day_phrase(days[0], wording), last=day_phrase(days[-1], wording))


def _lines(section: str, source: Source, number: int, wording: Wording) -> list[Line]:
    report = source.report
    casualties = [figure for figure in report.casualties if figure.id not in source.repeats]
    flows = [flow for flow in report.flows if flow.id not in source.repeats]
    match section:
        case "incidents" | "totals":
            measure = "incident" if section == "incidents" else "cumulative"
            chosen = nested([figure for figure in casualties if figure.measure == measure])
        case "flows" | "flow_totals":
            measure = "incident" if section == "flows" else "cumulative"
            chosen = nested([flow for flow in flows if flow.measure == measure])
        case _:
            statuses = {"changes": ("captured", "withdrew"), "contested": ("contested",), "held": ("holds",)}[section]
            chosen = [(record, 0) for record in report.control if record.status in statuses and record.id not in source.repeats]
    return [_line(record, depth, source, number, wording) for record, depth in chosen]


def _line(record: Casualty | Flow | Control, depth: int, source: Source, number: int, wording: Wording) -> Line:
    return Line(f"{describe(record, wording.language, source.report)}.", quote(source.text[record.start : record.end]), number, depth)


def quote(words: str) -> str:
    """Words of a bulletin on one line, shortened at a word."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[:LONGEST_QUOTE].rsplit(' ', 1)[0]}…"


def _reference(source: Source, wording: Wording) -> str:
    info = source.report.report
    day = day_phrase(info.date, wording) if info.date else wording("brief", "undated")
    kept = wording("bulletins", "number", n=source.number) if source.number is not None else None
    return " · ".join(part for part in (info.title or quote(source.text), info.source, day, kept, source.origin) if part)
