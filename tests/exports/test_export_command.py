"""``rasd export`` on real files."""

from __future__ import annotations

import csv
import datetime as dt
import json

import openpyxl
import pytest
from typer.testing import CliRunner

from dashboard.archive import review
from dashboard.archive.database import archive
from dashboard.archive.saving import Reading, save
from dashboard.cli import app
from extraction import extract

BULLETIN = "قُتل 3 مدنيين بينهم طفلة في قصف على قرية الشعفة، وأصيب نحو 12 آخرين."


@pytest.fixture
def bulletin(tmp_path):
    file = tmp_path / "نشرة.txt"
    file.write_text(BULLETIN, encoding="utf-8")
    return file


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.mark.parametrize("ending", [".json", ".jsonl", ".parquet", ".xlsx", ".csv", ".geojson", ".hxl.csv", ".acled.csv", ".ucdp.csv"])
def test_the_ending_says_the_format(bulletin, tmp_path, ending):
    out = tmp_path / f"out{ending}"
    result = run("export", bulletin, "-o", out, "--date", "2019-01-05")
    assert result.exit_code == 0, result.stderr
    assert out.stat().st_size > 0
    assert result.stderr.endswith(f"1 bulletins written to {out}.\n")
    assert ("are left out" in result.stderr) is (ending not in (".json", ".jsonl", ".parquet"))


def test_exports_are_read_back_and_lead_to_other_formats(bulletin, tmp_path):
    lines, parquet, direct, again = (tmp_path / name for name in ("a.jsonl", "b.parquet", "c.csv", "d.csv"))
    assert run("export", bulletin, "-o", lines).exit_code == 0
    assert run("export", lines, "-o", parquet).exit_code == 0
    assert run("export", parquet, "-o", again).exit_code == 0
    assert run("export", bulletin, "-o", direct).exit_code == 0
    assert again.read_bytes() == direct.read_bytes()


def test_arabic_headers_and_sheets(bulletin, tmp_path):
    out = tmp_path / "a.xlsx"
    assert "لا تظهر فيها" in run("export", bulletin, "-o", out, "--lang", "ar").stderr
    assert openpyxl.load_workbook(out).sheetnames[0] == "النشرات"


def test_the_date_is_the_days_of_the_figures(bulletin, tmp_path):
    out = tmp_path / "a.acled.csv"
    run("export", bulletin, "-o", out, "--date", "2019-01-05")
    rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["event_date"], row["fatalities"]) for row in rows] == [("2019-01-05", "3")]


def test_what_cannot_be_read_is_named_and_the_rest_is_written(bulletin, tmp_path):
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7 cut")
    out = tmp_path / "out.jsonl"
    result = run("export", tmp_path, "-o", out)
    assert result.exit_code == 1
    assert "scan.pdf is a PDF document that is cut off" in result.stderr
    assert [json.loads(line)["file"] for line in out.read_text(encoding="utf-8").splitlines()] == [str(bulletin)]


@pytest.mark.parametrize(
    ("content", "sentence"), [(b"{}", "cannot be read back: entry 1 is no report by the codebook."), (b"x", "cannot be read back: it is not JSON")]
)
def test_json_that_is_no_export(tmp_path, content, sentence):
    file = tmp_path / "a.json"
    file.write_bytes(content)
    result = run("export", file, "-o", tmp_path / "out.csv")
    assert (result.exit_code, sentence in result.stderr) == (1, True)


def test_a_file_that_cannot_be_written_leaves_the_old_one(bulletin, tmp_path):
    out = tmp_path / "folder.csv"
    out.mkdir()
    result = run("export", bulletin, "-o", out)
    assert result.exit_code == 1
    assert f"{out} cannot be written" in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.csv", "نشرة.txt"]
    assert "cannot be written" in run("export", bulletin, "-o", tmp_path / "none" / "a.csv").stderr


def test_a_name_that_says_no_format(bulletin, tmp_path):
    result = run("export", bulletin, "-o", tmp_path / "out.dat")
    assert result.exit_code == 1
    assert "does not say which format" in result.stderr
    assert run("export", bulletin, "-o", tmp_path / "out.dat", "--format", "csv").exit_code == 0


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """An archive of two bulletins of two days; of the second a figure was corrected."""
    monkeypatch.setenv("RASD_DATABASE_URL", f"sqlite:///{tmp_path / 'archive.sqlite'}")
    with archive().write() as connection:
        save(connection, Reading(BULLETIN, extract(BULLETIN, dt.date(2019, 1, 5)), "first"))
        text = "قُتل 7 من مقاتلي قسد بانفجار لغم في بلدة هجين."
        saved = save(connection, Reading(text, extract(text, dt.date(2019, 1, 8)), "second"))
        row = connection.exec_driver_sql(f"SELECT id FROM record WHERE bulletin_id = {saved.bulletin_id} AND number = 'C1'").scalar()
        review.correct(connection, row, "count.value", 9, "tester")
    return archive()


def numbers(file):
    return [row["Number"] for row in csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()) if row["Kind of record"] == "casualty"]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), ["3", "1", "12", "9"]), (("--from", "2019-01-06"), ["9"]), (("--to", "2019-01-05"), ["3", "1", "12"]), (("--party", "sdf"), ["9"]),
        (("--cause", "landmine", "--cause", "shelling"), ["3", "1", "12", "9"]), (("--place", "sy09-hajin"), ["9"]), (("--place", "الشعفة"), ["3", "1", "12"]),
        (("--state", "corrected"), ["9"]), (("--search", "shaafah"), ["3", "1", "12"]), (("--cause", "landmine", "--whole"), ["9"]),
        (("--search", "الرقة"), []),
    ],
)  # fmt: skip
def test_the_archive_is_exported_as_reviewed_within_the_filters(kept, tmp_path, options, found):
    out = tmp_path / "out.csv"
    result = run("export", "--archive", "-o", out, *options)
    assert result.exit_code == 0, result.stderr
    assert numbers(out) == found
    assert ("as corrected or added in review" in result.stderr) is ("9" in found)
    assert ("Only what the filters leave" in result.stderr) is (bool(found) and bool(options) and options[0] != "--search" and options[-1] != "--whole")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--party", "nobody"), "--party nobody"), (("--from", "5 January"), "a day as 2019-01-05"), (("--place", "Atlantis"), "is no place"),
        (("--place", "hajin"), "is the name of 2 places"), (("--place", "هجين"), "sy09-hajin (town)"), (("x.txt",), "--archive takes no files"), (("--date", "2019-01-05"), "no --date"),
    ],
)  # fmt: skip
def test_options_that_mean_nothing_are_named(kept, tmp_path, options, sentence):
    result = run("export", "--archive", "-o", tmp_path / "out.csv", *options)
    assert result.exit_code == 2
    assert sentence in " ".join(result.stderr.replace("│", " ").split())
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(("options", "sentence"), [((), "name files or folders"), (("a.txt", "--party", "sdf"), "belong to --archive")])
def test_filters_are_of_the_archive(tmp_path, options, sentence):
    result = run("export", "-o", tmp_path / "out.csv", *options)
    assert result.exit_code == 2 and sentence in " ".join(result.stderr.replace("│", " ").split())
