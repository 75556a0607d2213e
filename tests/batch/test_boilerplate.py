"""Passages that come again: planted word for word and with a word changed, among paragraphs that do not."""

from __future__ import annotations

import random

from made_batch import write_lines
from typer.testing import CliRunner

from dashboard.batch.boilerplate import boilerplate
from dashboard.cli import app

STANDING = "يذكر أن المرصد السوري لحقوق الإنسان يجدد مطالبته الجهات الدولية بالعمل على وقف الانتهاكات بحق المدنيين السوريين كافة ومحاسبة مرتكبيها"
WORDS = [f"{first}{second}{third}" for first in "كلمن" for second in "سعفص" for third in "قرشت"]


def made(chance: random.Random, words: int = 24) -> str:
    return " ".join(chance.choices(WORDS, k=words))


def test_planted_passages_are_found_and_nothing_else():
    chance = random.Random(4)
    words = STANDING.split()
    texts = []
    for n in range(300):
        varied = list(words)
        if n % 3 == 0:
            varied[chance.randrange(len(varied))] = chance.choice(WORDS)
        planted = [" ".join(varied)] if n % 2 == 0 else []
        texts.append("\n".join([made(chance), *planted, made(chance), "SOHR – 2019"]))
    found, looked_at = boilerplate(texts, 0.05)
    assert looked_at == 300
    assert len(found) == 1
    assert found[0].documents >= 0.95 * 150
    assert found[0].wordings > 10


def test_a_bulletin_that_says_it_twice_counts_once():
    found, _ = boilerplate([f"{STANDING}\n{STANDING}"] * 2, 0.01)
    assert [(one.text, one.documents, one.wordings) for one in found] == [(STANDING, 2, 1)]


def test_the_command_shows_them(tmp_path):
    run = CliRunner().invoke
    write_lines(tmp_path / "in.jsonl", 12)
    run(app, ["batch", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out"), "--processes", "1"])
    result = run(app, ["boilerplate", str(tmp_path / "out"), "--least", "50"], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    assert "100.0%" in result.stdout
    assert "سيطرت قوات سوريا الديمقراطية على قرية الباغوز." in result.stdout
    assert "no output of rasd batch" in run(app, ["boilerplate", str(tmp_path)]).stderr
