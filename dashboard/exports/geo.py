"""GeoJSON: a feature for each place of each record; a place whose position is not known has no geometry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from dashboard.exports.bulletin import AnyRecord, Bulletin, Losses, records_of
from dashboard.exports.codebook import as_bytes
from dashboard.exports.columns import place_cells, record_row
from dashboard.wording import Wording
from extraction.records import Control, Flow, Place


def write(bulletins: Iterable[Bulletin], out: BinaryIO, words: Wording, losses: Losses | None = None) -> Losses:
    """Write a FeatureCollection (RFC 7946: longitude first, WGS 84); returns what it cannot hold."""
    losses = Losses() if losses is None else losses
    out.write(b'{"type": "FeatureCollection", "features": [')
    first = True
    for bulletin in losses.seen(bulletins):
        for record in records_of(bulletin.report):
            losses["rules"] += bool(record.why or record.also_at)
            for feature in _features(bulletin, record, words, losses):
                out.write((b"\n" if first else b",\n") + as_bytes(feature))
                first = False
    out.write(b"\n]}\n")
    return losses


def _features(bulletin: Bulletin, record: AnyRecord, words: Wording, losses: Losses) -> Iterator[dict[str, object]]:
    properties = {key: value.isoformat() if isinstance(value, dt.date) else value for key, value in record_row(bulletin, record, words).items()}
    places = list(_places(record))
    losses["several_features"] += len(places) > 1
    for number, (role, place) in enumerate(places or [(None, None)], start=1):
        known = place is not None and place.lat is not None and place.lon is not None
        losses["unplaced"] += not known
        yield {
            "type": "Feature",
            "id": f"{bulletin.report.report.id}-{record.id}" + (f"-{number}" if len(places) > 1 else ""),
            "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]} if known else None,
            # How many features tell of the same record: who adds numbers must take one of them.
            "properties": {**properties, **(place_cells(place) if place else {}), "role": role, "features_of_record": max(len(places), 1)},
        }


def _places(record: AnyRecord) -> Iterator[tuple[str, Place]]:
    if isinstance(record, Flow):
        yield from (("origin", place) for place in record.origin.places)
        yield from (("destination", place) for place in record.destination.places)
    elif isinstance(record, Control):
        yield "place", record.place
    else:
        yield from (("where", place) for place in record.places)
