"""The tables of places that can be imported, each read row by row into the gazetteer's own columns.

GeoNames' country dump (its readme.txt names the 19 columns), OCHA's tables of p-codes (the common operational datasets
of administrative boundaries, whose headers changed twice over the years), and a CSV with the gazetteer's own columns.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import NamedTuple

from extraction.gazetteer import COLUMNS


class UnknownTable(ValueError):
    """The text is none of the tables that can be imported; the message says what is expected."""


class Candidate(NamedTuple):
    """One row in the gazetteer's columns, not yet checked. ``line`` is its line in the file, from 1; ``own`` says that
    the user wrote the row in these columns, and may mean a shipped place by its id.
    """

    line: int
    id: str
    name: str
    variants: tuple[str, ...] = ()
    name_en: str = ""
    kind: str = ""
    admin1: str = ""
    parent: str = ""
    lat: str = ""
    lon: str = ""
    source: str = ""
    own: bool = False


class Refused(NamedTuple):
    """One row that is not taken, with the reason; rows that are refused alike have the same ``reason``."""

    line: int
    name: str
    reason: str
    detail: str = ""


EXPECTED = (
    "Expected GeoNames' country dump (SY.txt: tab separated, 19 columns, no header), OCHA's p-code table as CSV (a header "
    f"with admin1Pcode, admin1Name_ar… or ADM1_PCODE, ADM1_AR…), or a CSV with the columns {','.join(COLUMNS)}."
)


def read_table(text: str) -> Iterator[Candidate | Refused]:
    """The rows of a table, in whichever of the three formats it is. Raises `UnknownTable`."""
    lines = text.lstrip("\ufeff").splitlines()
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    if first.count("\t") == GEONAMES_COLUMNS - 1 and first.split("\t")[0].isdigit():
        return _geonames(lines)
    header = [cell.strip() for cell in next(csv.reader([first]), [])]
    if set(header) >= {"id", "name", "kind"}:
        return _own(lines, header)
    if columns := _ocha_columns(header):
        return _ocha(lines, header, columns)
    raise UnknownTable(EXPECTED)


def _rows(lines: list[str], header: list[str]) -> Iterator[tuple[int, dict[str, str]] | Refused]:
    """The rows under the header by column, with their lines."""
    seen = False
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if not seen:
            seen = True
            continue
        cells = [cell.strip() for cell in next(csv.reader([line]))]
        if len(cells) == len(header):
            yield number, dict(zip(header, cells, strict=True))
        else:
            yield Refused(number, cells[0], "the row has more or fewer cells than the header", f"{len(cells)}, not {len(header)}")


# --- a CSV with the gazetteer's own columns --------------------------------------------------------------------------


def _own(lines: list[str], header: list[str]) -> Iterator[Candidate | Refused]:
    if unknown := sorted(set(header) - set(COLUMNS)):
        raise UnknownTable(f"Unknown columns: {', '.join(unknown)}. {EXPECTED}")
    for row in _rows(lines, header):
        if isinstance(row, Refused):
            yield row
            continue
        line, cells = row
        variants = tuple(part for part in (v.strip() for v in cells.pop("variants", "").split("|")) if part)
        yield Candidate(line, variants=variants, own=True, **{"source": "own", **{k: v for k, v in cells.items() if k != "source" or v}})


# --- OCHA's tables of p-codes ----------------------------------------------------------------------------------------

_OCHA_COLUMN = re.compile(r"adm(?:in)?([1-4])_?(pcode|(?:name)?_?(?:ar|en)|name1?)", re.IGNORECASE)
_OCHA_KINDS = {1: "governorate", 2: "district", 3: "subdistrict", 4: "village"}
_LATITUDES = ("lat", "latitude", "center_lat", "lat_y", "latitude_y", "y_coord")
_LONGITUDES = ("lon", "long", "longitude", "center_lon", "lon_x", "longitude_x", "x_coord")


def _ocha_columns(header: list[str]) -> dict[tuple[int, str], str]:
    """The columns of each level: (level, "pcode" | "ar" | "en") to the header's word; empty for another table."""
    columns: dict[tuple[int, str], str] = {}
    for column in header:
        if not (match := _OCHA_COLUMN.fullmatch(column)):
            continue
        level, what = int(match[1]), match[2].lower()
        # In the headers of 2025 adm1_name is the English name and adm1_name1 the first local one.
        what = {"name": "en", "name1": "ar"}.get(what, what.removeprefix("name").lstrip("_"))
        columns[level, what] = column
    levels = {level for level, what in columns if what == "pcode"} & {level for level, what in columns if what == "ar"}
    return columns if levels else {}


def _ocha(lines: list[str], header: list[str], columns: dict[tuple[int, str], str]) -> Iterator[Candidate | Refused]:
    level = max(level for level, what in columns if what == "pcode" and (level, "ar") in columns)
    lower = {column.lower(): column for column in header}
    latitude = next((lower[name] for name in _LATITUDES if name in lower), "")
    longitude = next((lower[name] for name in _LONGITUDES if name in lower), "")
    for row in _rows(lines, header):
        if isinstance(row, Refused):
            yield row
            continue
        line, cells = row

        def cell(level: int, what: str, cells: dict[str, str] = cells) -> str:
            return cells.get(columns.get((level, what), ""), "")

        pcode = cell(level, "pcode")
        yield Candidate(
            line,
            id=pcode,
            name=cell(level, "ar"),
            name_en=cell(level, "en"),
            kind="quarter" if level == 4 and pcode.startswith("N") else _OCHA_KINDS[level],
            admin1=cell(1, "pcode"),
            parent=next((code for above in range(level - 1, 0, -1) if (code := cell(above, "pcode"))), ""),
            lat=cells.get(latitude, ""),
            lon=cells.get(longitude, ""),
            source="ocha",
        )


# --- GeoNames --------------------------------------------------------------------------------------------------------

GEONAMES_COLUMNS = 19
# GeoNames numbers the governorates its own way (admin1CodesASCII.txt); these are their p-codes.
_GOVERNORATES = {
    "01": "SY08", "02": "SY06", "03": "SY14", "04": "SY11", "05": "SY13", "06": "SY12", "07": "SY09", "08": "SY03",
    "09": "SY02", "10": "SY05", "11": "SY04", "12": "SY07", "13": "SY01", "14": "SY10",
}  # fmt: skip
# GeoNames' feature codes (featureCodes_en.txt) of the kinds of places that bulletins name.
_FEATURES = {
    "PPLC": "city", "PPLA": "city", "PPLA2": "city", "PPLA3": "town", "PPLA4": "town", "PPL": "village", "PPLF": "village",
    "PPLL": "village", "PPLQ": "village", "PPLR": "village", "PPLS": "village", "PPLX": "quarter", "CMP": "camp",
    "CMPRF": "camp", "OILF": "oil_field", "GASF": "oil_field", "HLL": "hill", "HLLS": "hill", "MT": "hill", "MTS": "hill",
    "PK": "hill", "TMTU": "hill", "AIRP": "airport", "AIRB": "airport", "AIRF": "airport", "PSTB": "crossing",
    "STM": "river", "STMI": "river", "DSRT": "desert", "RGN": "area", "AREA": "area",
}  # fmt: skip
_CITY, _TOWN = 20_000, 5_000  # inhabitants
# Letters and signs of Arabic: Persian, Kurdish and Urdu spellings, which the dump does not tell apart, have others.
_ARABIC_NAME = re.compile(r"[\u0621-\u063a\u0641-\u0652][\u0621-\u063a\u0640-\u0652 \-()]*")


def _geonames(lines: list[str]) -> Iterator[Candidate | Refused]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != GEONAMES_COLUMNS:
            yield Refused(number, cells[0], "the row has not GeoNames' 19 columns", f"{len(cells)}")
            continue
        geoname_id, latin, _, alternates, lat, lon, _, feature, country, _, admin1, *_, population, _, _, _, _ = cells
        arabic = list(dict.fromkeys(name.strip() for name in alternates.split(",") if _ARABIC_NAME.fullmatch(name.strip())))
        kind = _FEATURES.get(feature)
        if kind is None:
            yield Refused(number, latin, "a kind of place that bulletins are not read for", feature)
        elif not arabic:
            yield Refused(number, latin, "no Arabic name")
        else:
            governorate = _GOVERNORATES.get(admin1, "") if country == "SY" else ""
            yield Candidate(
                number, f"gn-{geoname_id}", arabic[0], tuple(arabic[1:]), latin, _settlement(kind, population), governorate,
                governorate, lat, lon, "geonames",
            )  # fmt: skip


def _settlement(kind: str, population: str) -> str:
    """A village of GeoNames, which calls most settlements so, by its inhabitants."""
    if kind != "village" or not population.isdigit():
        return kind
    return "city" if int(population) >= _CITY else "town" if int(population) >= _TOWN else "village"
