"""CSV in the shape of UCDP's georeferenced events: a row an incident with deaths, with its exact columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from dashboard.exports.acled import doers_of, party
from dashboard.exports.bulletin import Bulletin, Losses
from dashboard.exports.cells import Cell, harmless
from dashboard.exports.deaths import Incident, conservative, conservative_of, incidents
from dashboard.exports.table_csv import csv_writer
from dashboard.exports.where import areas_of, country_of
from dashboard.wording import Wording
from extraction.describe import english_place_name
from extraction.records import Casualty, Period, Place

COLUMNS = (
    "id", "year", "active_year", "type_of_violence", "conflict_name", "dyad_name", "side_a", "side_b", "number_of_sources", "source_article",
    "source_office", "source_date", "source_headline", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2", "latitude",
    "longitude", "country", "region", "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians",
    "deaths_unknown", "best", "high", "low",
)  # fmt: skip

CIVILIANS = frozenset(("civilian", "child", "woman", "medic", "journalist", "displaced"))
_WHERE_PREC = {1: 1, 2: 3, 3: 4}
"""UCDP's precision for ours: the place itself, its district, its governorate."""


def write(bulletins: Iterable[Bulletin], out: BinaryIO, words: Wording, losses: Losses | None = None) -> Losses:
    """Write the table; returns what it cannot hold. UCDP has no event without a death."""
    losses = Losses() if losses is None else losses
    with csv_writer(out) as table:
        table.writerow(COLUMNS)
        for bulletin in losses.seen(bulletins):
            losses["flows"] += len(bulletin.report.flows)
            losses["control"] += len(bulletin.report.control)
            for number, incident in enumerate(incidents(bulletin.report, losses), start=1):
                if not incident.deaths:
                    losses["deathless"] += 1
                elif incident.fatalities is not None:
                    row = _row(bulletin, incident, number, losses)
                    table.writerow([harmless(row.get(column)) for column in COLUMNS])
    return losses


def _row(bulletin: Bulletin, incident: Incident, number: int, losses: Losses) -> dict[str, Cell]:
    info, period = bulletin.report.report, incident.period
    doers, targets = doers_of(incident), incident.event.targets if incident.event else []
    side_a, side_b = _sides(doers, targets, incident)
    place = incident.place
    losses["further_places"] += len(incident.places) > 1
    country, (admin1, admin2, _) = country_of(place), areas_of(place)
    by_side = {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": 0, "deaths_unknown": 0}
    for group in incident.deaths:
        by_side[_column_of(group[0], side_a, side_b)] += conservative_of(group) or 0
    first = period.start or period.end
    return {
        "id": f"RASD-{info.id}-{number}", "year": first.year if first else None,
        "side_a": party(side_a) if side_a else None, "side_b": party(side_b) if side_b else None,
        "number_of_sources": 1, "source_article": bulletin.name, "source_office": info.source, "source_date": info.date, "source_headline": info.title,
        "where_prec": _precision(place), "where_coordinates": english_place_name(place) if place else None,
        "where_description": place.name if place else None, "adm_1": admin1, "adm_2": admin2,
        "latitude": place.lat if place else None, "longitude": place.lon if place else None,
        "country": country.name if country else None, "region": country.region if country else None,
        "date_prec": _date_precision(period), "date_start": period.start, "date_end": period.end,
        **by_side, "best": incident.fatalities, "high": _highest(incident), "low": incident.fatalities,
    }  # fmt: skip


def _sides(doers: list[str], targets: list[str], incident: Incident) -> tuple[str | None, str | None]:
    """The two sides that are named: who did it and to whom; where nobody is said to have done it, the sides of the dead."""
    named = [*doers[:1], *targets[:1], *doers[1:], *targets[1:]]
    dead = [group[0].party for group in incident.deaths if group[0].party]
    sides = list(dict.fromkeys([*named, *dead]))
    return (sides[0] if sides else None), (sides[1] if len(sides) > 1 else None)


def _column_of(figure: Casualty, side_a: str | None, side_b: str | None) -> str:
    if figure.party is not None and figure.party == side_a:
        return "deaths_a"
    if figure.party is not None and figure.party == side_b:
        return "deaths_b"
    return "deaths_civilians" if figure.category in CIVILIANS and figure.party is None else "deaths_unknown"


def _highest(incident: Incident) -> int | None:
    """The most that the text allows, None where it leaves it open."""
    highest = 0
    for group in incident.deaths:
        bounds = [figure.count.high for figure in group if conservative(figure) is not None or figure.count.high is not None]
        if not bounds or any(bound is None for bound in bounds):
            return None
        highest += max(bounds)
    return highest


def _precision(place: Place | None) -> int | None:
    if place is None:
        return None
    return _WHERE_PREC.get(place.geo_precision or 0) or (4 if place.admin1 else None)


def _date_precision(period: Period) -> int | None:
    """UCDP's date_prec: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 longer."""
    if period.start is None or period.end is None:
        return None
    days = (period.end - period.start).days + 1
    return 1 if days == 1 else 2 if days <= 6 else 3 if days == 7 else 4 if days <= 31 else 5
