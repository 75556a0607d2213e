"""The evaluation: the same numbers as the codebook's scorer, and a reader's list of every difference."""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.cli import app
from dashboard.gold import UnusableGold, judge_folder
from extraction import extract
from extraction.evaluation import EXTRA, MISSED, GoldError, Judged, evaluate, read_gold

TESTS = Path(__file__).parent
SETS = [TESTS / "gold" / "devset", TESTS / "gold" / "written", TESTS.parent / "sample_reports"]
TEXT = "قُتل 3 مدنيين بينهم طفلة في قصف على مدينة سراقب"


def _scorer():
    spec = importlib.util.spec_from_file_location("score", TESTS / "gold" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _as_the_scorer_says_it(evaluation):
    said = {"files": evaluation.files, "mean_right_f1": round(sum(round(k.right.f1, 3) for k in evaluation.kinds.values()) / 3, 3)}
    for kind, result in evaluation.kinds.items():
        rates = {
            level: {name: round(getattr(getattr(result, level), name), 3) for name in ("precision", "recall", "f1")}
            for level in ("found", "right")
        }
        shares = {name: round(share.accuracy, 3) for name, share in result.attributes.items() if share.stated}
        said[kind] = {"gold": result.right.gold, **rates, "attributes": shares}
    return said


def _scored(judged, folder, tmp_path):
    for one in judged:
        (tmp_path / f"{one.name}.json").write_text(json.dumps(one.read.model_dump(mode="json")), encoding="utf-8")
    return _scorer().score(folder, tmp_path)


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_the_numbers_are_the_scorers(folder, tmp_path):
    judged, problems = judge_folder(folder)
    assert problems == []
    assert _as_the_scorer_says_it(evaluate(judged)) == _scored(judged, folder, tmp_path)


def test_the_numbers_are_the_scorers_where_every_text_is_read_wrongly(tmp_path):
    judged, _ = judge_folder(SETS[0])
    # Each text's records beside the next one's gold: pairs by chance, ties, and kinds with nothing found.
    turned = [one._replace(read=other.read) for one, other in zip(judged, judged[1:] + judged[:1], strict=True)]
    assert _as_the_scorer_says_it(evaluate(turned)) == _scored(turned, SETS[0], tmp_path)


def _gold(**changes):
    gold = extract(TEXT).model_dump(mode="json")
    gold["casualties"][0].update(changes)
    return read_gold(gold)


def test_what_is_read_as_gold_has_it_differs_in_nothing():
    evaluation = evaluate([Judged("a", TEXT, _gold(), extract(TEXT))])
    assert evaluation.differences == []
    assert evaluation.kinds["casualties"].right.f1 == 1
    assert evaluation.kinds["casualties"].attributes["places"].accuracy == 1
    assert evaluation.kinds["flows"].right.f1 == 0  # nothing to find, so nothing is claimed
    assert evaluation.kinds["flows"].attributes["kind"].accuracy is None


def test_a_wrong_field_is_listed_with_both_values_and_its_words():
    (difference,) = evaluate([Judged("a", TEXT, _gold(cause="clash"), extract(TEXT))]).differences
    assert (difference.field, difference.got, difference.expected, difference.record) == ("cause", "shelling", "clash", "C1")
    assert TEXT[difference.start : difference.end].startswith("3")


def test_a_figure_of_other_people_is_found_and_not_right():
    evaluation = evaluate([Judged("a", TEXT, _gold(party="sdf"), extract(TEXT))])
    casualties = evaluation.kinds["casualties"]
    assert (casualties.found.hits, casualties.right.hits) == (2, 1)
    assert [(d.field, d.got, d.expected) for d in evaluation.differences] == [("who", "civil", "sdf")]


def test_a_missed_and_an_extra_record_are_listed_each_once():
    wrong_count = {"value": 7, "qualifier": "exact", "low": 7, "high": 7, "text": "قصف"}
    missed, extra = evaluate([Judged("a", TEXT, _gold(count=wrong_count), extract(TEXT))]).differences
    assert (missed.field, missed.act, missed.figure, missed.record, missed.gold_record) == (MISSED, "killed", "7", None, "C1")
    assert TEXT[missed.start : missed.end] == "قصف"
    assert (extra.field, extra.act, extra.figure, extra.record, extra.gold_record) == (EXTRA, "killed", "3", "C1", None)
    assert TEXT[extra.start : extra.end].startswith("3")


@pytest.mark.parametrize(
    ("gold", "said"),
    [
        ([], "not a JSON object"),
        ({"report": []}, "report: an object is expected"),
        ({"casualties": {}}, "casualties: a list is expected"),
        ({"casualties": ["C1"]}, "casualties 1: an object is expected"),
        ({"casualties": [{"id": "C1", "outcome": "dead", "count": {"qualifier": "exact"}}]}, "casualties 1 outcome: Input should be"),
        ({"control": [{"id": "K1", "place": "سراقب", "status": "holds", "holder": "sdf"}]}, "control 1 holder: Extra inputs"),
    ],
)
def test_gold_that_breaks_the_codebook_says_where(gold, said):
    with pytest.raises(GoldError, match=said):
        read_gold(gold)


def test_files_without_their_other_half_are_named_and_the_others_are_judged(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps({"casualties": []}), encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "c.json").write_text("{}", encoding="utf-8")
    (tmp_path / "d.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "d.json").write_text("{,", encoding="utf-8")
    (tmp_path / "e.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "e.json").write_text('{"casualties": [1]}', encoding="utf-8")
    judged, problems = judge_folder(tmp_path)
    assert [one.name for one in judged] == ["a"]
    assert len(problems) == 4
    for problem, words in zip(problems, ("b.json is missing", "c.txt is missing", "d.json is not JSON: line 1", "e.json does not"), strict=True):
        assert words in problem


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.mkdir(), lambda path: path.write_text("x")])
def test_a_folder_that_is_none_or_empty_is_named(tmp_path, make):
    make(tmp_path / "gold")
    with pytest.raises(UnusableGold, match="gold"):
        judge_folder(tmp_path / "gold")


# --- the command -------------------------------------------------------------------------------------------------------


def rasd(*arguments):
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)], env={"COLUMNS": "160"})


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    gold = extract(TEXT, dt.date(2020, 3, 5)).model_dump(mode="json")
    gold["casualties"][0]["cause"] = "clash"
    (tmp_path / "a.json").write_text(json.dumps(gold), encoding="utf-8")
    return tmp_path


def test_the_command_gives_json_with_the_reports_date_from_gold(folder):
    result = rasd(folder, "--format", "json", "--differences")
    assert result.exit_code == 0
    said = json.loads(result.stdout)
    assert said["kinds"]["casualties"]["right"] == {"hits": 2, "predicted": 2, "gold": 2, "precision": 1, "recall": 1, "f1": 1}
    assert said["kinds"]["casualties"]["attributes"]["start"]["accuracy"] == 1  # as the date is known, so is the day of the undated
    assert [(one["field"], one["got"], one["expected"]) for one in said["differences"]] == [("cause", "shelling", "clash")]
    assert "differences" not in json.loads(rasd(folder, "--format", "json").stdout)


def test_the_command_gives_tables_with_the_differences_where_asked(folder):
    result = rasd(folder, "--differences")
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["casualties", "right", "2", "2", "2", "1.000", "1.000", "1.000"] in lines
    assert ["casualties", "cause", "1", "2", "0.500"] in lines
    assert any(line[:1] == ["a"] and "shelling" in line and "clash" in line for line in lines)
    assert "shelling" not in rasd(folder).stdout


def test_the_command_names_a_file_that_it_cannot_use_and_fails(folder):
    (folder / "b.json").write_text("{}", encoding="utf-8")
    result = rasd(folder)
    assert result.exit_code == 1
    assert result.stderr == f"{folder / 'b.json'} has no text: b.txt is missing.\n"
    assert "1 text" in result.stdout
    nothing = rasd(folder / "none")
    assert (nothing.exit_code, nothing.stderr) == (1, f"{folder / 'none'} does not exist.\n")
