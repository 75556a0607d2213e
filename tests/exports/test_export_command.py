"""``rasd export`` on real files."""

from __future__ import annotations

import csv
import json

import openpyxl
import pytest
from typer.testing import CliRunner

from dashboard.cli import app

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
