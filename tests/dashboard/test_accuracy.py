"""The accuracy page and the near misses of a place, without a browser."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from live import running_dashboard
from playwright.sync_api import expect
from streamlit.testing.v1 import AppTest

from dashboard.gold import judge_folder
from dashboard.samples import FOLDER
from dashboard.views import accuracy
from dashboard.wording import wording
from extraction.evaluation import evaluate

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
UNKNOWN_TOWN = "سيطرت قوات النظام على بلدة الشعففة وبلدة هجين"


def _page(language: str) -> AppTest:
    def script(language: str) -> None:
        import streamlit as st

        from dashboard.views import accuracy, breakdown
        from dashboard.wording import wording

        words = wording(language)
        accuracy.show_page(words, st.Page(lambda: breakdown.show_page(words), title="x", url_path="breakdown", default=True))

    return AppTest.from_function(script, args=(language,), default_timeout=60).run()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_table_is_that_of_the_samples_as_they_are_read_now(language):
    app = _page(language)
    assert not app.exception
    words = wording(language)
    evaluation = evaluate(judge_folder(FOLDER).judged)
    numbers, *differences = (frame.value for frame in app.dataframe)
    assert [str(evaluation.files) in caption.value for caption in app.caption].count(True) == 1
    found = numbers.iloc[0]
    assert found[words("accuracy", "hits")] == evaluation.kinds["casualties"].found.hits
    stated = sum(share.stated > 0 for result in evaluation.kinds.values() for share in result.attributes.values())
    assert len(numbers) == 2 * len(evaluation.kinds) + stated
    assert evaluation.differences == [] == differences
    assert [box.value for box in app.success] == [words("accuracy", "no_differences")]


@pytest.fixture(scope="module")
def wrong_gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, with expected records that they do not give: another number, cause, place, day, holder and movement."""
    folder = tmp_path_factory.mktemp("wrong_gold")
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
    for file in folder.glob("*.json"):
        gold = json.loads(file.read_text(encoding="utf-8"))
        for number, record in enumerate(gold["casualties"]):
            record |= {"cause": "torture", "places": ["تدمر"], "by": ["turkey"]} if number % 2 else {"category": "journalist"}
        for record in gold["flows"][:1]:
            record["kind"] = "surrendered"
        for record in gold["control"][:1]:
            record |= {"controller": "hts", "status": "captured", "from": "russia"}
        del gold["casualties"][-1:]
        file.write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    return folder


def test_every_code_of_a_difference_has_words_in_both_languages(wrong_gold):
    differences = evaluate(judge_folder(wrong_gold).judged).differences
    assert len(differences) > 100
    for language in ("ar", "en"):
        words = wording(language)
        for one in differences:
            row = accuracy._row(one, words)
            cells = [cell for column, cell in row.items() if column != words("accuracy", "text")]
            assert all(cells)
            assert not any("_" in cell for cell in cells), cells


@pytest.mark.parametrize(("language", "asked"), [("en", "Did you mean"), ("ar", "هل المقصود")])
def test_a_place_that_is_not_known_gets_suggestions_and_no_position(language, asked):
    app = AppTest.from_file(str(APP), default_timeout=30)
    app.query_params["lang"], app.query_params["tab"] = language, "control"
    app.run()
    app.text_area(key="pasted").set_value(UNKNOWN_TOWN)
    next(button for button in app.button if button.label in ("Analyse", "حلّل")).click().run()
    assert not app.exception
    captions = [caption.value for caption in app.caption if asked in caption.value]
    assert len(captions) == 1  # for the one that is not known, and not for هجين
    assert [button.key for button in app.button if button.key and button.key.startswith("unplaced_")] == ["unplaced_K1"]


@pytest.fixture(scope="module")
def address(wrong_gold, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard whose samples differ from their gold."""
    with running_dashboard(tmp_path_factory.mktemp("dashboard"), samples=wrong_gold) as address:
        yield address


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_difference_leads_to_its_words_in_the_sample(page, wrong_gold, language):
    page.goto(f"?lang={language}&tab=control")
    page.get_by_role("link", name=wording(language)("ui", "page_accuracy")).click()
    page.get_by_text(wording(language)("accuracy", "differences_help")).wait_for()
    differences = page.locator(".st-key-table_differences canvas").first
    differences.scroll_into_view_if_needed()
    at = differences.bounding_box()
    page.mouse.click(at["x"] + 15, at["y"] + 52)  # the box of the first row, on the left in either direction
    first = evaluate(judge_folder(wrong_gold).judged).differences[0]
    page.wait_for_url(lambda url: f"sample={first.file}" in url)
    assert f"tab={first.kind}" in page.url and f"lang={language}" in page.url
    if first.record is not None:
        expect(page.locator(".bulletin [data-mark=exact]").first).to_be_visible()
