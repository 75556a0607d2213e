"""Deaths as event data sets count them: each event with the people killed in it, running totals and parts left out.

Only figures of people killed in one incident count, and only wholes. Figures of the same people, side, doer, cause, place
and days may be two sources' counts of one thing: they are not added, the lowest stands. A figure is put to the event of its
report that has its kind, days and a place of its; one that has no event makes a row of its own, so that the sum of all
rows is the sum of the figures.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from dashboard.exports.bulletin import Losses
from extraction.records import Casualty, Event, Period, Place, Report

CONSERVATIVE = {"several": 3, "dozens": 10, "hundreds": 100, "thousands": 1000}
"""The conservative reading of a number that is only a word: the Arabic word for dozens says tens."""

EVENT_OF_CAUSE = {
    "air_strike": "air_strike", "shelling": "shelling", "clash": "armed_clash", "suicide_bombing": "suicide_bombing", "ied": "ied",
    "landmine": "landmine", "execution": "execution", "drone_strike": "drone_strike",
}  # fmt: skip
"""The type of event that a cause of death names. Shooting, torture, hardship, chemical and mixed causes name none."""


@dataclass
class Incident:
    """An event with its deaths, or deaths without an event. ``deaths`` are groups; each group is several tellings of one figure."""

    event: Event | None
    deaths: list[list[Casualty]] = field(default_factory=list)

    @property
    def type(self) -> str | None:
        """The type of the event, or the one that the cause of death names."""
        return self.event.type if self.event else EVENT_OF_CAUSE.get(self.deaths[0][0].cause or "")

    @property
    def places(self) -> list[Place]:
        return (self.event.places if self.event else []) or (self.deaths[0][0].places if self.deaths else [])

    @property
    def place(self) -> Place | None:
        """The first place whose position is known, else the first; None where none is named."""
        return next((place for place in self.places if place.lat is not None), self.places[0] if self.places else None)

    @property
    def period(self) -> Period:
        return self.event.period if self.event else self.deaths[0][0].period

    @property
    def fatalities(self) -> int | None:
        """All deaths by their conservative reading; None where there are deaths and the text gives no number of any."""
        read = [number for group in self.deaths if (number := conservative_of(group)) is not None]
        return sum(read) if read or not self.deaths else None


def conservative(figure: Casualty) -> int | None:
    """The lowest number that the count allows; None where the text gives no number, or only one that it may not exceed."""
    count = figure.count
    if count.qualifier in CONSERVATIVE and count.low is not None:
        # «عشرات الآلاف» begins at 20,000 in the codebook, as «عشرات» does at 20; both are read as half of it.
        return CONSERVATIVE[count.qualifier] if count.low < 10_000 else count.low // 2
    if count.qualifier == "up_to":
        return None
    return count.low if count.low is not None else count.value


def conservative_of(group: list[Casualty]) -> int | None:
    """The lowest of several tellings."""
    return min((number for figure in group if (number := conservative(figure)) is not None), default=None)


def incidents(report: Report, losses: Losses) -> list[Incident]:
    """The incidents of a report, in the order of the text; ``losses`` counts the figures that are no deaths of an incident."""
    groups: dict[tuple[object, ...], list[Casualty]] = defaultdict(list)
    for figure in report.casualties:
        if figure.outcome != "killed":
            losses["other_outcomes"] += 1
        elif figure.measure == "cumulative":
            losses["cumulative"] += 1
        elif figure.part_of is not None:
            losses["parts"] += 1
        elif figure.category == "family":
            losses["families"] += 1
        else:
            groups[_people(figure)].append(figure)
            losses["qualifiers"] += figure.count.qualifier != "exact"
            losses["no_number"] += conservative(figure) is None
    of_event = {event.id: Incident(event) for event in report.events}
    alone: list[Incident] = []
    for group in groups.values():
        losses["rivals"] += len(group) - 1
        event = _event_of(group[0], report.events)
        if event is None:
            losses["without_event"] += 1
            alone.append(Incident(None, [group]))
        else:
            of_event[event.id].deaths.append(group)
    return sorted([*of_event.values(), *alone], key=lambda one: one.event.start if one.event else one.deaths[0][0].start)


def _people(figure: Casualty) -> tuple[object, ...]:
    where = tuple(sorted(place.name for place in figure.places))
    return figure.category, figure.party, figure.cause, tuple(figure.by), where, figure.period.start, figure.period.end


def _event_of(figure: Casualty, events: list[Event]) -> Event | None:
    """The nearest event of the figure's kind, on its days, at one of its places."""
    kind = EVENT_OF_CAUSE.get(figure.cause or "")
    names = {place.name for place in figure.places}
    fitting = [
        event
        for event in events
        if event.type == kind and event.period == figure.period and (names & {place.name for place in event.places} or not (names or event.places))
    ]
    return min(fitting, key=lambda event: abs(event.start - figure.start), default=None)
