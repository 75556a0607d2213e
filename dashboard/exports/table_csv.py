"""CSV: all records in one table, a row each; cells that look like formulas are made harmless."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from dashboard.exports.bulletin import Bulletin, Losses, records_of
from dashboard.exports.cells import harmless
from dashboard.exports.columns import ALL, header, record_row
from dashboard.wording import Wording


def write(bulletins: Iterable[Bulletin], out: BinaryIO, words: Wording, losses: Losses | None = None) -> Losses:
    """Write the table; returns what it cannot hold."""
    losses = Losses() if losses is None else losses
    with csv_writer(out) as table:
        table.writerow(header(ALL, words))
        for bulletin in losses.seen(bulletins):
            for record in records_of(bulletin.report):
                row = record_row(bulletin, record, words)
                table.writerow([harmless(row.get(column.key)) for column in ALL])
                count_losses(losses, record)
    return losses


def count_losses(losses: Losses, record) -> None:
    """What no flat table holds of a record."""
    losses["rules"] += bool(record.why or record.also_at)
    places = [*getattr(record, "places", ()), *([record.place] if hasattr(record, "place") else ())]
    losses["further_places"] += len(places) > 1
    if hasattr(record, "origin"):
        losses["flow_positions"] += any(place.lat is not None for place in (*record.origin.places, *record.destination.places))


@contextmanager
def csv_writer(out: BinaryIO) -> Iterator[Any]:
    """A writer of CSV in UTF-8 with a mark, by which Excel knows it, and with the line ends of RFC 4180."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    try:
        yield csv.writer(text)
    finally:
        text.flush()
        text.detach()
