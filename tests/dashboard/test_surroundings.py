"""The words around a place in a bulletin begin and end between words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.surroundings import around

TEXT = "سيطرت قوات سوريا الديمقراطية على بلدة هجين بعد اشتباكات"


def test_no_word_is_cut_in_two():
    start = TEXT.index("هجين")
    first, last = around(TEXT, start, start + 4, 10, 6)
    assert TEXT[first:last] == "على بلدة هجين بعد"
    assert around(TEXT, start, start + 4, 500, 500) == (0, len(TEXT))


@given(st.text(alphabet="اب \n", max_size=40), st.integers(0, 40), st.integers(0, 40), st.integers(0, 12))
def test_what_is_shown_holds_the_place_and_whole_words(text, one, other, many):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    first, last = around(text, start, end, many, many)
    assert start - many <= first <= start <= end <= last <= end + many
    assert first in (0, start) or text[first - 1].isspace()
    assert last in (end, len(text)) or text[last].isspace()
