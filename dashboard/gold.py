"""Folders of texts with gold records: NAME.txt beside NAME.json, as the samples and the development set are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from dashboard.readers.document import UnreadableFile
from dashboard.readers.plain import read_text
from extraction import TextTooLong, extract
from extraction.evaluation import GoldError, Judged, read_gold


class UnusableGold(ValueError):
    """A text or its gold file cannot be used; the message is one sentence that names the file."""


class GoldFolder(NamedTuple):
    """What was read in a folder, and a sentence for each file that could not be."""

    judged: list[Judged]
    problems: list[str]


def judge_folder(folder: Path) -> GoldFolder:
    """Read every text of ``folder`` and put its gold records beside what was read.

    The report's date is taken from gold, as a user who knows it would give it. Raises `UnusableGold` when the folder
    is missing or holds neither texts nor gold.
    """
    if not folder.is_dir():
        raise UnusableGold(f"{folder} is not a folder." if folder.exists() else f"{folder} does not exist.")
    names = sorted({file.stem for file in folder.iterdir() if file.suffix in (".txt", ".json")})
    if not names:
        raise UnusableGold(f"{folder} holds no texts with gold: NAME.txt with NAME.json beside it.")
    judged: list[Judged] = []
    problems: list[str] = []
    for name in names:
        try:
            judged.append(_judge(folder, name))
        except (UnusableGold, UnreadableFile) as error:
            problems.append(str(error))
    return GoldFolder(judged, problems)


def _judge(folder: Path, name: str) -> Judged:
    text_file, gold_file = folder / f"{name}.txt", folder / f"{name}.json"
    if not gold_file.exists():
        raise UnusableGold(f"{text_file} has no gold records: {gold_file.name} is missing.")
    if not text_file.exists():
        raise UnusableGold(f"{gold_file} has no text: {text_file.name} is missing.")
    try:
        gold = read_gold(json.loads(read_text(gold_file)))
    except json.JSONDecodeError as error:
        raise UnusableGold(f"{gold_file} is not JSON: line {error.lineno}: {error.msg}.") from None
    except GoldError as error:
        raise UnusableGold(f"{gold_file} does not follow the codebook: {error}.") from None
    text = read_text(text_file)
    try:
        return Judged(name, text, gold, extract(text, gold.report.date))
    except TextTooLong as error:
        raise UnusableGold(f"{text_file}: {error}") from None
