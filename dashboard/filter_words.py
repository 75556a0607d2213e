"""The filters in words, for what leaves the dashboard: a file must say what was chosen when it was made."""

from __future__ import annotations

from sqlalchemy import Connection, select

from dashboard.archive import schema
from dashboard.archive.filters import Filters
from dashboard.filter_bar import coded, place_label
from dashboard.rtl import ltr, quoted
from dashboard.wording import Wording


def filter_words(connection: Connection, filters: Filters, search: str, wording: Wording) -> str:
    """One line: “Dates: 2018-12-01 – … · Sides: SDF”; that there are none where none is chosen."""
    place = schema.place.c
    names = {row.key: row.name for row in connection.execute(select(place.key, place.name).where(place.key.in_(filters.places)))} if filters.places else {}
    chosen = {
        "dates": [ltr(" – ".join(day.isoformat() if day else "…" for day in (filters.first, filters.last)))] if filters.first or filters.last else [],
        "party": [coded(wording, "party", code) for code in filters.parties],
        "place": [place_label(key, names, wording) for key in filters.places],
        "cause": [coded(wording, "cause", code) for code in filters.causes],
        "source": [coded(wording, "", name) for name in filters.sources],
        "state": [wording.label("state", code) for code in filters.states],
        "search": [quoted(search)] if search else [],
    }  # fmt: skip
    said = [f"{wording('filters', name)}: {wording('ui', 'comma').join(values)}" for name, values in chosen.items() if values]
    return " · ".join(said) or wording("filters", "all")
