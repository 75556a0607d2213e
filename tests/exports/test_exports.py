"""Files out: every format from the same reports, what it holds, what it says that it cannot hold, and reading back."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import sys
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from dashboard.exports import acled, codebook, columnar, hxl, ucdp
from dashboard.exports.bulletin import Bulletin, Losses, records_of
from dashboard.exports.cells import harmless
from dashboard.exports.codebook import NotAnExport
from dashboard.exports.columns import ALL
from dashboard.exports.deaths import conservative, incidents
from dashboard.exports.formats import FORMATS
from dashboard.wording import wording
from extraction import extract
from extraction.records import Casualty, Count, Event, Mention, Period, Place, Report, ReportInfo

sys.path.append(str(Path(__file__).parents[1]))
from hostile_strings import STRINGS  # noqa: E402

SAMPLES = Path(__file__).parents[2] / "sample_reports"
HOSTILE = (*STRINGS, "a\x00b\x0bc", "half \ud83d", "cells\"\nnext", "x" * 40_000)


@pytest.fixture(scope="module")
def bulletins() -> list[Bulletin]:
    """The samples as they are read."""
    return [Bulletin(file.name, extract(file.read_text(encoding="utf-8"))) for file in sorted(SAMPLES.glob("*.txt"))]


def hostile() -> list[Bulletin]:
    """Reports whose every free text is hostile."""
    made = []
    for number, text in enumerate(HOSTILE):
        place = Place(name=text, lat=-1.5, lon=-40.25, geo_precision=1, start=0, end=1)
        day = Period(start=dt.date(2019, 1, 5), end=dt.date(2019, 1, 5))
        count = Count(value=3, qualifier="exact", low=3, high=3, text=text, start=0, end=1)
        casualty = Casualty(id="C1", start=0, end=1, count=count, outcome="killed", places=[place], period=day)
        mention = Mention(kind="place", start=0, end=1, text=text)
        made.append(Bulletin(text, Report(report=ReportInfo(id=f"{number:016}", title=text, source=text), casualties=[casualty], mentions=[mention])))
    return made


def written(code: str, bulletins: list[Bulletin], language: str = "en") -> tuple[bytes, Losses]:
    out = io.BytesIO()
    losses = FORMATS[code].write(iter(bulletins), out, wording(language))
    return out.getvalue(), losses


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def rows(data: bytes) -> list[dict[str, str]]:
    header, *content = table(data)
    return [dict(zip(header, row, strict=True)) for row in content]


# --- without loss ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "read"), [("json", codebook.read), ("jsonl", codebook.read), ("parquet", columnar.read)])
@pytest.mark.parametrize("which", ["samples", "hostile"])
def test_what_holds_everything_is_read_back_as_it_was(bulletins, code, read, which):
    given = bulletins if which == "samples" else [one._replace(name=one.name.replace("\ud83d", "?")) for one in hostile()]
    data, losses = written(code, given)
    assert losses.sentences(code, wording("en")) == []
    assert list(read(data)) == given


def test_records_without_anything_are_read_back_too():
    empty = [Bulletin("a", Report(report=ReportInfo(id="1"))), Bulletin("b", Report(report=ReportInfo(id="2")))]
    for code, read in [("json", codebook.read), ("jsonl", codebook.read), ("parquet", columnar.read)]:
        assert list(read(written(code, empty)[0])) == empty
        assert list(read(written(code, [])[0])) == []


def test_one_report_of_the_library_is_read_back(bulletins):
    report = bulletins[0].report
    assert list(codebook.read(json.dumps(report.model_dump(mode="json")).encode())) == [Bulletin(report.report.id, report)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"x", "it is not JSON"), (b"[1]", "entry 1 is no report"), (b'{"report": {"id": 5}}', "entry 1 does not follow the codebook at report.id"),
     (b'{"report": {"id": "a"}, "more": 1}', "entry 1 does not follow the codebook at more"), (b"\xff", "it is not JSON")],
)  # fmt: skip
def test_json_that_is_no_export_is_refused(data, reason):
    with pytest.raises(NotAnExport, match=re.escape(reason)):
        list(codebook.read(data))


def test_parquet_that_is_no_export_is_refused(bulletins):
    data, _ = written("parquet", bulletins)
    with pytest.raises(NotAnExport, match="no Parquet file"):
        list(columnar.read(data[:-100]))


def test_parquet_is_a_typed_table(bulletins):
    found = pq.read_table(io.BytesIO(written("parquet", bulletins)[0]))
    assert {name: str(found.schema.field(name).type) for name in ("period_start", "low", "lat", "party")} == {
        "period_start": "date32[day]", "low": "int64", "lat": "double", "party": "string",
    }  # fmt: skip
    killed = sum(row["low"] or 0 for row in found.to_pylist() if row["kind"] == "casualty" and row["act"] == "killed")
    assert killed == sum(one.count.low or 0 for b in bulletins for one in b.report.casualties if one.outcome == "killed")


# --- tables ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ar"])
def test_csv_has_a_row_a_record_under_headers_of_the_language(bulletins, language):
    data, losses = written("csv", bulletins, language)
    header, *content = table(data)
    assert header == [wording(language)("export_column", column.key) for column in ALL]
    assert len(set(header)) == len(header)
    assert len(content) == sum(len(list(records_of(one.report))) for one in bulletins)
    assert losses["mentions"] == sum(len(one.report.mentions) for one in bulletins)
    assert {row[header.index(wording(language)("export_column", "party"))] for row in content} >= {"sdf", "islamic_state", ""}


@pytest.mark.parametrize("code", ["csv", "hxl", "acled", "ucdp"])
def test_no_cell_of_a_table_is_a_formula(code):
    data, _ = written(code, hostile())
    cells = [cell for row in table(data) for cell in row]
    assert [cell for cell in cells if re.match(r"\s*[=+@\uff1d]|\s*-\D|[\t\r]", cell)] == []
    assert any(cell.startswith("'=") for cell in cells)
    assert {"-1.5", "-40.25"} <= set(cells)  # numbers stay numbers
    assert "\x00" not in data.decode()


@pytest.mark.parametrize("value", [-1.5, 3, None, dt.date(2019, 1, 5), "درعا", "a-b", "1=1"])
def test_what_is_harmless_stays_as_it_is(value):
    assert harmless(value) is value or harmless(value) == value


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_workbook_is_typed_and_runs_in_the_direction_of_its_language(bulletins, language):
    words = wording(language)
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", bulletins, language)[0]))
    assert book.sheetnames == [words("export_sheet", key) for key in ("bulletin", "casualty", "flow", "control", "event", "about")]
    assert {bool(sheet.sheet_view.rightToLeft) for sheet in book} == {language == "ar"}
    sheet = book[words("export_sheet", "casualty")]
    header = [cell.value for cell in sheet[1]]
    assert sheet.max_row - 1 == sum(len(one.report.casualties) for one in bulletins)
    for key, kind in [("period_end", dt.datetime), ("low", int), ("lat", float), ("party", str)]:
        column = header.index(words("export_column", key)) + 1
        found = {type(cell.value) for (cell,) in sheet.iter_rows(min_row=2, min_col=column, max_col=column)} - {type(None)}
        assert found == {kind}
    about = [cell.value for (cell,) in book[words("export_sheet", "about")].iter_rows(max_col=1)]
    assert about[0] == words("export", "losses")
    assert len(about) > 2


def test_no_cell_of_a_workbook_is_a_formula_and_long_ones_are_said_to_be_cut():
    data, losses = written("xlsx", hostile())
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert losses["clipped"] >= 3
    assert any(str(cell.value).startswith("'=HYPERLINK") for row in book["Bulletins"].iter_rows() for cell in row)


def test_a_day_before_1900_is_kept_in_words():
    report = Report(report=ReportInfo(id="1", date=dt.date(1899, 12, 31), date_basis="given"))
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", [Bulletin("a", report)])[0]))
    assert "1899-12-31" in [cell.value for cell in book["Bulletins"][2]]


# --- maps -----------------------------------------------------------------------------------------------------------


def test_geojson_has_a_feature_a_place_with_longitude_first(bulletins):
    data, losses = written("geojson", bulletins)
    collection = json.loads(data)
    assert collection["type"] == "FeatureCollection"
    features = collection["features"]
    assert len({feature["id"] for feature in features}) == len(features)
    assert {(f["properties"]["bulletin_id"], f["properties"]["id"]) for f in features} == {
        (one.report.report.id, record.id) for one in bulletins for record in records_of(one.report)
    }
    assert sum(1 / f["properties"]["features_of_record"] for f in features) == pytest.approx(sum(len(list(records_of(b.report))) for b in bulletins))
    for feature in features:
        if feature["geometry"] is None:
            assert feature["properties"].get("lat") is None
        else:
            assert feature["geometry"]["coordinates"] == [feature["properties"]["lon"], feature["properties"]["lat"]]
    assert losses["unplaced"] == sum(feature["geometry"] is None for feature in features)


# --- deaths ---------------------------------------------------------------------------------------------------------

DAY = Period(start=dt.date(2019, 1, 5), end=dt.date(2019, 1, 5))
SHAFA = Place(name="الشعفة", admin1="SY09", lat=34.6, lon=40.9, geo_precision=1)


def killed(id: str, number: int | None, *, qualifier: str = "exact", low: int | None = None, high: int | None = None, **fields) -> Casualty:
    count = Count(value=number, qualifier=qualifier, low=number if low is None else low, high=number if qualifier == "exact" else high)
    return Casualty(**{"id": id, "start": 10, "end": 20, "count": count, "outcome": "killed", "cause": "shelling", "places": [SHAFA], "period": DAY} | fields)


def shelling(**fields) -> Event:
    made = {"id": "E1", "type": "shelling", "start": 0, "end": 5, "places": [SHAFA], "period": DAY, "actors": ["government"],
            "acled_sub_event_type": "Shelling/artillery/missile attack"}  # fmt: skip
    return Event(**made | fields)


def report(*casualties: Casualty, events: tuple[Event, ...] = ()) -> list[Bulletin]:
    info = ReportInfo(id="0" * 16, title="عنوان", date=dt.date(2019, 1, 6), date_basis="given", source="SOHR")
    return [Bulletin("a.txt", Report(report=info, casualties=list(casualties), events=list(events)))]


@pytest.mark.parametrize(
    ("qualifier", "number", "low", "high", "expected"),
    [("exact", 5, None, None, 5), ("about", 500, None, 500, 500), ("at_least", 2, None, None, 2), ("more_than", 9, None, None, 9), ("range", None, 20, 30, 20),
     ("several", None, 3, None, 3), ("dozens", None, 20, 99, 10), ("hundreds", None, 200, 999, 100), ("thousands", None, 2000, 9999, 1000),
     ("thousands", None, 20_000, 99_999, 10_000), ("thousands", None, 200_000, 999_999, 100_000)],
)  # fmt: skip
def test_numbers_are_read_conservatively(qualifier, number, low, high, expected):
    assert conservative(killed("C1", number, qualifier=qualifier, low=low, high=high)) == expected


@pytest.mark.parametrize("count", [Count(qualifier="unspecified"), Count(value=30, qualifier="up_to", high=30)])
def test_no_number_is_made_where_the_text_gives_none(count):
    assert conservative(killed("C1", 1, count=count)) is None
    data, losses = written("acled", report(killed("C1", 1, count=count)))
    assert rows(data)[0]["fatalities"] == ""
    assert losses["no_number"] == 1
    assert rows(written("ucdp", report(killed("C1", 1, count=count)))[0]) == []


def test_acled_columns_are_exactly_theirs():
    assert ",".join(acled.COLUMNS) == (
        "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,"
        "interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,"
        "fatalities,tags,timestamp"
    )
    assert table(written("acled", [])[0]) == [list(acled.COLUMNS)]


def test_ucdp_columns_are_exactly_theirs():
    assert ",".join(ucdp.COLUMNS) == (
        "id,year,active_year,type_of_violence,conflict_name,dyad_name,side_a,side_b,number_of_sources,source_article,source_office,source_date,"
        "source_headline,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,country,region,event_clarity,date_prec,date_start,"
        "date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low"
    )
    assert table(written("ucdp", [])[0]) == [list(ucdp.COLUMNS)]


def test_an_event_with_its_deaths():
    given = report(
        killed("C1", 5, category="civilian"), killed("C2", 2, category="child", part_of="C1"), killed("C3", 1063, measure="cumulative"),
        killed("C4", None, qualifier="several", low=3, party="sdf"), killed("C5", 9, outcome="wounded"), killed("C6", 4, category="family"),
        events=(shelling(),),
    )  # fmt: skip
    data, losses = written("acled", given)
    (row,) = rows(data)
    expected = {
        "event_date": "2019-01-05", "year": "2019", "time_precision": "1", "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack", "actor1": "Government forces", "actor2": "", "inter1": "", "interaction": "",
        "iso": "760", "region": "Middle East", "country": "Syria", "admin1": "Deir ez-Zor", "latitude": "34.6", "longitude": "40.9", "geo_precision": "1",
        "source": "SOHR", "fatalities": "8", "timestamp": "",
    }  # fmt: skip
    assert {key: row[key] for key in expected} == expected
    assert {key: losses[key] for key in ("cumulative", "parts", "other_outcomes", "families", "qualifiers")} == {
        "cumulative": 1, "parts": 1, "other_outcomes": 1, "families": 1, "qualifiers": 1,
    }  # fmt: skip
    (row,) = rows(written("ucdp", given)[0])
    expected = {
        "side_a": "Government forces", "side_b": "SDF", "deaths_a": "0", "deaths_b": "3", "deaths_civilians": "5", "deaths_unknown": "0", "best": "8", "low": "8",
        "high": "", "date_prec": "1", "where_prec": "1", "source_office": "SOHR", "source_date": "2019-01-06", "type_of_violence": "", "event_clarity": "",
    }  # fmt: skip
    assert {key: row[key] for key in expected} == expected


def test_two_sources_counts_of_one_thing_are_not_added():
    data, losses = written("acled", report(killed("C1", 5), killed("C2", 7), events=(shelling(),)))
    assert [row["fatalities"] for row in rows(data)] == ["5"]
    assert losses["rivals"] == 1


@pytest.mark.parametrize(
    ("cause", "sub_event"),
    [("air_strike", "Air/drone strike"), ("clash", "Armed clash"), ("landmine", "Remote explosive/landmine/IED"), ("execution", "Attack"),
     ("hardship", ""), ("shooting", ""), (None, "")],
)  # fmt: skip
def test_deaths_without_an_event_have_a_row_of_their_own_and_no_invented_type(cause, sub_event):
    first, second = rows(written("acled", report(killed("C1", 5, cause=cause), events=(shelling(),)))[0])
    assert (first["fatalities"], second["fatalities"], second["sub_event_type"]) == ("0", "5", sub_event)
    assert bool(second["event_type"]) is bool(sub_event)


def test_deaths_elsewhere_or_on_another_day_are_not_the_events():
    elsewhere, before = Place(name="هجين"), Period(start=dt.date(2019, 1, 4), end=dt.date(2019, 1, 4))
    for other in ({"places": [elsewhere]}, {"period": before}, {"places": []}):
        assert [row["fatalities"] for row in rows(written("acled", report(killed("C1", 5, **other), events=(shelling(),)))[0])] == ["0", "5"]


@pytest.mark.parametrize("code", ["acled", "ucdp", "hxl"])
def test_no_life_is_counted_twice_and_none_is_lost(bulletins, code):
    """The sum of the file is the sum of the conservative readings of separate figures of one incident."""
    expected = 0
    for bulletin in bulletins:
        for incident in incidents(bulletin.report, Losses()):
            expected += incident.fatalities or 0
    data, losses = written(code, bulletins)
    if code == "hxl":
        tags, *content = table(data)[1:]
        killed_column = tags.index(hxl.TAGS["killed"])
        figures = [f for b in bulletins for f in b.report.casualties if f.outcome == "killed" and f.measure == "incident" and not f.part_of]
        assert len([row for row in content if row[killed_column]]) == sum(conservative(figure) is not None for figure in figures)
    else:
        column = {"acled": "fatalities", "ucdp": "best"}[code]
        assert sum(int(row[column] or 0) for row in rows(data)) == expected > 100
    assert losses["cumulative"] > 0


def test_ucdp_sums_agree(bulletins):
    for row in rows(written("ucdp", bulletins)[0]):
        deaths = sum(int(row[key]) for key in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"))
        assert deaths == int(row["best"]) == int(row["low"])
        assert not row["high"] or int(row["high"]) >= deaths


def test_every_sub_event_type_of_the_extractor_has_its_event_type(bulletins):
    assert {event.acled_sub_event_type for one in bulletins for event in one.report.events} <= set(acled.EVENT_TYPES)


def test_hxl_tags_are_well_formed():
    _, tags = table(written("hxl", [])[0])
    assert all(re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag) for tag in tags)
    assert len(set(tags)) == len(tags)


# --- the report of what is lost -------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [code for code in FORMATS if code not in ("json", "jsonl", "parquet")])
def test_what_is_lost_is_said_in_both_languages(bulletins, code):
    _, losses = written(code, bulletins)
    english, arabic = losses.sentences(code, wording("en")), losses.sentences(code, wording("ar"))
    assert len(english) == len(arabic) >= 3
    assert all(re.search("[\u0621-\u064a]", sentence) for sentence in arabic)
