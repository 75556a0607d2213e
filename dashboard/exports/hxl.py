"""CSV with HXL tags in its second line: a row a figure of one incident, under the tag of what happened to the people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from dashboard.exports.bulletin import Bulletin, Losses
from dashboard.exports.cells import Cell, harmless
from dashboard.exports.columns import JOIN
from dashboard.exports.table_csv import csv_writer
from dashboard.exports.where import areas_of
from dashboard.wording import Wording
from extraction.describe import describe, english_place_name
from extraction.records import Casualty, Flow

TAGS = {
    "id": "#meta+id", "period_start": "#date+start", "period_end": "#date+end", "cause": "#event+type",
    "killed": "#affected+killed+ind", "wounded": "#affected+injured+ind", "losses": "#affected+killed_or_injured+ind",
    "missing": "#affected+missing+ind", "captured": "#affected+captured+ind", "abducted": "#affected+abducted+ind",
    "moved": "#affected+idps+ind", "moved_families": "#affected+idps+hh", "returned": "#affected+returned+ind",
    "returned_families": "#affected+returned+hh", "movement": "#event+type+movement",
    "low": "#affected+num+min", "high": "#affected+num+max", "qualifier": "#meta+qualifier", "basis": "#meta+basis",
    "party": "#group+name", "by": "#group+name+by", "category": "#population+type",
    "adm1_name": "#adm1+name", "admin1": "#adm1+code", "adm2_name": "#adm2+name", "adm3_name": "#adm3+name",
    "place": "#loc+name+i_ar", "place_en": "#loc+name+i_en", "lat": "#geo+lat", "lon": "#geo+lon", "source": "#meta+source", "bulletin": "#meta+bulletin",
    "sentence": "#description",
}  # fmt: skip
"""The tag of each column; headers are words of ``[export_column]``."""


def write(bulletins: Iterable[Bulletin], out: BinaryIO, words: Wording, losses: Losses | None = None) -> Losses:
    """Write the table; returns what it cannot hold. Running totals and parts are left out: whoever adds rows counts each life once."""
    losses = Losses() if losses is None else losses
    description = f"{TAGS['sentence']}+i_{words.language}"
    with csv_writer(out) as table:
        table.writerow([words("export_column", key) for key in TAGS])
        table.writerow([*list(TAGS.values())[:-1], description])
        for bulletin in losses.seen(bulletins):
            losses["control"] += len(bulletin.report.control)
            losses["events"] += len(bulletin.report.events)
            for figure in (*bulletin.report.casualties, *bulletin.report.flows):
                if figure.measure == "cumulative":
                    losses["cumulative"] += 1
                elif figure.part_of is not None:
                    losses["parts"] += 1
                elif isinstance(figure, Casualty) and figure.category == "family":
                    losses["families"] += 1
                else:
                    row = _row(bulletin, figure, words, losses)
                    table.writerow([harmless(row.get(key)) for key in TAGS])
    return losses


def _row(bulletin: Bulletin, figure: Casualty | Flow, words: Wording, losses: Losses) -> dict[str, Cell]:
    info, count = bulletin.report.report, figure.count
    places = figure.places if isinstance(figure, Casualty) else figure.origin.places or figure.destination.places
    place = places[0] if places else None
    number = count.value if count.value is not None and count.qualifier != "up_to" else count.low
    losses["further_places"] += len(places) > 1 or (isinstance(figure, Flow) and bool(figure.origin.places and figure.destination.places))
    losses["no_number"] += number is None
    adm1, adm2, adm3 = areas_of(place)
    return {
        "id": f"{info.id}-{figure.id}", "period_start": figure.period.start, "period_end": figure.period.end,
        "cause": figure.cause if isinstance(figure, Casualty) else None, _column_of(figure): number,
        "movement": figure.kind if isinstance(figure, Flow) else None,
        "low": count.low, "high": count.high, "qualifier": count.qualifier, "basis": figure.basis, "party": figure.party,
        "by": JOIN.join(figure.by) if isinstance(figure, Casualty) else None, "category": figure.category,
        "adm1_name": adm1, "admin1": place.admin1 if place else None, "adm2_name": adm2, "adm3_name": adm3,
        "place": place.name if place else None, "place_en": english_place_name(place) if place else None,
        "lat": place.lat if place else None, "lon": place.lon if place else None, "source": info.source, "bulletin": bulletin.name,
        "sentence": describe(figure, words.language, bulletin.report),
    }  # fmt: skip


def _column_of(figure: Casualty | Flow) -> str:
    if isinstance(figure, Casualty):
        return figure.outcome
    moved = "returned" if figure.kind == "returned" else "moved"
    return f"{moved}_families" if figure.category == "family" else moved
