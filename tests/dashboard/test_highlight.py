"""The bulletin cut into pieces, and selections that lead from words to records and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_reports import casualty, count, mention, report

from dashboard.highlight import WINDOW, _window, pieces
from dashboard.selection import NOTHING, Selection, follow, linked, select
from extraction.records import Span

TEXT = "قُتل 4 مدنيين 😀 بينهم طفلان في إدلب"


def _report():
    four, children = TEXT.index("4"), TEXT.index("طفلان")
    return report(
        casualties=[
            casualty("C1", count(4), start=0, end=13, also_at=[Span(start=14, end=15)]),
            casualty("C2", count(2), start=children, end=children + 5, part_of="C1"),
        ],
        mentions=[
            mention("count", four, four + 1, TEXT, value=4, records=["C1", "C2"]),
            mention("outcome", 0, 4, TEXT, value="killed"),
            mention("count", children, children + 5, TEXT, value=2, records=["C2"]),
        ],
    )


def test_pieces_joined_are_the_text_and_each_lies_wholly_in_its_highlights():
    made = _report()
    parts = pieces(TEXT, made)
    assert "".join(TEXT[part.start : part.end] for part in parts) == TEXT
    shown = {TEXT[part.start : part.end] for part in parts for index in part.mentions if made.mentions[index].kind == "count"}
    assert shown == {"4", "طفلان"}


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 59), st.integers(1, 12)), max_size=12))
def test_pieces_hold_for_any_text_and_any_overlap(text, spans):
    mentions = [mention("place", s, min(s + n, len(text)), text) for s, n in spans if s < len(text)]
    parts = pieces(text, report(mentions=mentions))
    assert "".join(text[part.start : part.end] for part in parts) == text
    for index, one in enumerate(mentions):
        assert "".join(text[part.start : part.end] for part in parts if index in part.mentions) == one.text


@pytest.mark.parametrize("chosen", [None, "C9", "M0", "M4", "M", "<script>", "M99999999999"])
def test_an_id_that_the_report_does_not_have_selects_nothing(chosen):
    assert select(_report(), chosen) is NOTHING


def test_a_click_on_words_selects_the_records_that_use_them_in_turn():
    made = _report()
    assert follow(made, "M1", None) == "C1"
    assert follow(made, "M1", "C1") == "C2"
    assert follow(made, "M1", "C2") == "C1"


def test_words_that_no_record_uses_select_themselves():
    made = _report()
    assert follow(made, "M2", "C1") == "M2"
    assert select(made, "M2").exact == [Span(start=0, end=4)]


def test_a_record_is_linked_to_its_parts_and_its_whole():
    made = _report()
    assert "C2" in linked(made, select(made, "C1"))
    assert "C1" in linked(made, select(made, "C2"))


def test_of_a_long_text_the_part_around_the_selection_is_shown():
    length = 10 * WINDOW
    first, last = _window(length, Selection(id="C1", exact=[Span(start=7 * WINDOW, end=7 * WINDOW + 2)]))
    assert last - first == WINDOW
    assert first < 7 * WINDOW < last
    assert _window(length, Selection(id="C1", exact=[Span(start=length - 1, end=length)])) == (length - WINDOW, length)
