"""CSV in the shape of ACLED's: a row an event, with its exact columns; what only ACLED's coders can say stays empty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import BinaryIO

from dashboard.exports.bulletin import Bulletin, Losses
from dashboard.exports.cells import Cell, harmless
from dashboard.exports.columns import JOIN
from dashboard.exports.deaths import Incident, incidents
from dashboard.exports.table_csv import csv_writer
from dashboard.exports.where import areas_of, country_of
from dashboard.wording import Wording, wording
from extraction.describe import describe, english_place_name
from extraction.event_words import event_words
from extraction.records import Period

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1", "inter1",
    "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location",
    "latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip

_VIOLENCE, _DEMONSTRATIONS, _STRATEGIC = "Political violence", "Demonstrations", "Strategic developments"
EVENT_TYPES: dict[str, tuple[str, str]] = {
    "Armed clash": (_VIOLENCE, "Battles"),
    "Government regains territory": (_VIOLENCE, "Battles"),
    "Non-state actor overtakes territory": (_VIOLENCE, "Battles"),
    "Air/drone strike": (_VIOLENCE, "Explosions/Remote violence"),
    "Shelling/artillery/missile attack": (_VIOLENCE, "Explosions/Remote violence"),
    "Suicide bomb": (_VIOLENCE, "Explosions/Remote violence"),
    "Remote explosive/landmine/IED": (_VIOLENCE, "Explosions/Remote violence"),
    "Attack": (_VIOLENCE, "Violence against civilians"),
    "Abduction/forced disappearance": (_VIOLENCE, "Violence against civilians"),
    "Arrests": (_STRATEGIC, "Strategic developments"),
    "Non-violent transfer of territory": (_STRATEGIC, "Strategic developments"),
    "Agreement": (_STRATEGIC, "Strategic developments"),
    "Other": (_STRATEGIC, "Strategic developments"),
    "Peaceful protest": (_DEMONSTRATIONS, "Protests"),
}
"""For each sub-event type its disorder type and event type, by ACLED's codebook."""


def write(bulletins: Iterable[Bulletin], out: BinaryIO, words: Wording, losses: Losses | None = None) -> Losses:
    """Write the table; returns what it cannot hold. Column names and contents are English, as ACLED's are."""
    losses = Losses() if losses is None else losses
    with csv_writer(out) as table:
        table.writerow(COLUMNS)
        for bulletin in losses.seen(bulletins):
            losses["flows"] += len(bulletin.report.flows)
            losses["control"] += len(bulletin.report.control)
            for number, incident in enumerate(incidents(bulletin.report, losses), start=1):
                row = _row(bulletin, incident, number, losses)
                table.writerow([harmless(row.get(column)) for column in COLUMNS])
    return losses


def _row(bulletin: Bulletin, incident: Incident, number: int, losses: Losses) -> dict[str, Cell]:
    info, event = bulletin.report.report, incident.event
    sub_event = event.acled_sub_event_type if event else (event_words().acled(incident.type, doers_of(incident)) if incident.type else None)
    disorder, event_type = EVENT_TYPES.get(sub_event or "", (None, None))
    doers, targets = doers_of(incident), event.targets if event else []
    place = incident.place
    losses["further_places"] += len(incident.places) > 1
    losses["undated"] += incident.period.start is None and incident.period.end is None
    country, (admin1, admin2, admin3) = country_of(place), areas_of(place)
    day, precision = date_of(incident.period)
    told = [*([event] if event else []), *(figure for group in incident.deaths for figure in group)]
    return {
        "event_id_cnty": f"RASD-{info.id}-{number}", "event_date": day, "year": day.year if day else None, "time_precision": precision,
        "disorder_type": disorder, "event_type": event_type, "sub_event_type": sub_event,
        "actor1": party(doers[0]) if doers else None, "assoc_actor_1": JOIN.join(map(party, doers[1:])),
        "actor2": party(targets[0]) if targets else None, "assoc_actor_2": JOIN.join(map(party, targets[1:])),
        "iso": country.iso if country else None, "region": country.region if country else None, "country": country.name if country else None,
        "admin1": admin1, "admin2": admin2, "admin3": admin3, "location": english_place_name(place) if place else None,
        "latitude": place.lat if place else None, "longitude": place.lon if place else None, "geo_precision": place.geo_precision if place else None,
        "source": info.source, "notes": ". ".join(describe(record, "en", bulletin.report) for record in told),
        "fatalities": incident.fatalities,
        "tags": "unconfirmed" if any(figure.basis == "unconfirmed" for group in incident.deaths for figure in group) else None,
    }  # fmt: skip


def doers_of(incident: Incident) -> list[str]:
    """Who did it: the event's actors, else whom the figures name."""
    if incident.event is not None and incident.event.actors:
        return list(incident.event.actors)
    return list(dict.fromkeys(party for group in incident.deaths for figure in group for party in figure.by))


def party(code: str) -> str:
    """The English name of a side."""
    return wording("en").label("party", code)


def date_of(period: Period) -> tuple[dt.date | None, int | None]:
    """The first day of what happened, and ACLED's time_precision: 1 the day, 2 within a week, 3 within a month; None for longer."""
    day = period.start or period.end
    if day is None:
        return None, None
    if period.start is None or period.end is None:
        return day, None
    days = (period.end - period.start).days + 1
    return day, 1 if days <= 2 else 2 if days <= 7 else 3 if days <= 31 else None
