"""Where a place lies: its country and the names of the areas that it is in, as far as the gazetteer knows them."""

from __future__ import annotations

from typing import NamedTuple

from extraction.gazetteer import GazetteerPlace, gazetteer
from extraction.records import Place


class Country(NamedTuple):
    """A country with its number in ISO 3166 and the region of ACLED and UCDP that it belongs to."""

    name: str
    iso: int
    region: str


COUNTRIES = {
    "sy": Country("Syria", 760, "Middle East"), "iq": Country("Iraq", 368, "Middle East"), "tr": Country("Turkey", 792, "Middle East"),
    "lb": Country("Lebanon", 422, "Middle East"), "jo": Country("Jordan", 400, "Middle East"), "il": Country("Israel", 376, "Middle East"),
}  # fmt: skip
_LEVELS = ("governorate", "district", "subdistrict")


def country_of(place: Place | None) -> Country | None:
    """The country, by the codes of the gazetteer; None for a place that it does not know."""
    code = (place.admin1 or place.gazetteer_id or "")[:2].lower() if place is not None else ""
    return COUNTRIES.get(code)


def areas_of(place: Place | None) -> tuple[str, str, str]:
    """The English names of governorate, district and subdistrict; empty strings for what is not known."""
    found = dict.fromkeys(_LEVELS, "")
    known = gazetteer().by_id
    at: GazetteerPlace | None = known.get(place.gazetteer_id or place.admin1 or "") if place is not None else None
    for _ in range(len(_LEVELS) + 3):  # a place may lie in others below its subdistrict
        if at is None:
            break
        if at.kind in found:
            found[at.kind] = found[at.kind] or at.name_en or at.name
        at = known.get(at.parent or "")
    if place is not None and place.admin1 and not found["governorate"] and (area := known.get(place.admin1)):
        found["governorate"] = area.name_en or area.name
    return found["governorate"], found["district"], found["subdistrict"]
