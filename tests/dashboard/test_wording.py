"""The words of the interface: complete in both languages, and a fault in a file is named."""

from __future__ import annotations

import tomllib
from string import Formatter
from typing import get_args

import pytest

from dashboard import wording as module
from dashboard.wording import LANGUAGES, STRINGS, wording
from extraction import records

CODES = {
    "party": records.Party, "category": records.Category, "cause": records.Cause, "event": records.EventType,
    "place_kind": records.PlaceKind, "outcome": records.Outcome, "movement": records.Movement,
    "status": records.ControlStatus, "mention": records.MentionKind, "date_basis": records.DateBasis,
}  # fmt: skip


def _words(language: str) -> dict[tuple[str, str], str]:
    tables = tomllib.loads((STRINGS / f"{language}.toml").read_text(encoding="utf-8"))
    return {(table, key): words for table, keys in tables.items() for key, words in keys.items()}


def test_both_languages_have_the_same_keys_with_the_same_values_to_fill_in():
    arabic, english = _words("ar"), _words("en")
    assert arabic.keys() == english.keys()

    def holes(words: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(words) if name}

    assert [key for key in arabic if key[0] != "counted" and holes(arabic[key]) != holes(english[key])] == []


@pytest.mark.parametrize(
    ("many", "arabic", "english"),
    [
        (0, "0 نشرة", "0 bulletins"), (1, "نشرة واحدة", "1 bulletin"), (2, "نشرتان", "2 bulletins"), (10, "10 نشرات", "10 bulletins"),
        (11, "11 نشرة", "11 bulletins"), (100, "100 نشرة", "100 bulletins"), (1103, "1,103 نشرات", "1,103 bulletins"),
    ],
)  # fmt: skip
def test_a_noun_follows_its_number(many, arabic, english):
    assert (wording("ar").counted("bulletins", many), wording("en").counted("bulletins", many)) == (arabic, english)


def test_a_noun_without_one_of_its_forms_is_named_with_its_file(tmp_path, monkeypatch):
    for language in LANGUAGES:
        text = (STRINGS / f"{language}.toml").read_text(encoding="utf-8")
        (tmp_path / f"{language}.toml").write_text(text.replace(', many = "{n} يوماً"', ""), encoding="utf-8")
    monkeypatch.setattr(module, "STRINGS", tmp_path)
    wording.cache_clear()
    try:
        with pytest.raises(ValueError, match=r"ar\.toml: \[counted\] days needs the forms .*many"):
            wording("ar")
    finally:
        wording.cache_clear()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", CODES)
def test_every_code_has_words(language, table):
    words = wording(language)
    labels = [words.label(table, code) for code in get_args(CODES[table])]
    assert all(labels)
    assert not any("_" in label for label in labels)


@pytest.mark.parametrize("language", LANGUAGES)
def test_column_headings_differ(language):
    """Two columns of one name would fall together in a table."""
    headings = [words for (table, key), words in _words(language).items() if table == "ui" and key.startswith("col_")]
    assert len(headings) == len(set(headings))


def test_a_missing_key_is_named_with_its_file(tmp_path, monkeypatch):
    for language in LANGUAGES:
        text = (STRINGS / f"{language}.toml").read_text(encoding="utf-8")
        if language == "ar":
            text = "\n".join(line for line in text.splitlines() if not line.startswith("analyse ="))
        (tmp_path / f"{language}.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "STRINGS", tmp_path)
    wording.cache_clear()
    try:
        with pytest.raises(ValueError, match=r"ar\.toml: no words for \[ui\] analyse"):
            wording("en")
    finally:
        wording.cache_clear()
