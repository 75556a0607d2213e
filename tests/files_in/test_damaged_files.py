"""Files damaged by chance: every reader gives documents or a refusal in words, and never breaks. `tests.benchmarks.fuzz_readers` goes on for minutes."""

from __future__ import annotations

from random import Random

import made_files as made
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutations import mutated

from dashboard.readers.document import Document
from dashboard.readers.pdf_order import Glyph, page_text
from dashboard.readers.reading import Readers
from dashboard.wording import wording

SEEDS = made.seeds()
BOUNDED = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@pytest.fixture(scope="module")
def readers():
    with Readers() as readers:
        yield readers


def check(readers: Readers, data: bytes, name: str) -> None:
    for one in readers.read(data, name):
        if isinstance(one, Document):
            assert one.text.strip("\ufeff\x00 \t\r\n\v\f\u00a0")
            assert all(remark.sentence(wording(language), one.name) for remark in one.remarks for language in ("en", "ar"))
        else:
            assert one.reason not in ("crashed", "too_slow", "too_much_memory"), str(one)
            assert one.sentence(wording("en")) and one.sentence(wording("ar"))


@pytest.mark.parametrize("name", SEEDS)
@BOUNDED
@given(seed=st.integers(0, 2**64))
def test_a_damaged_file_is_read_or_refused(readers, name, seed):
    check(readers, mutated(SEEDS[name], Random(seed)), name)


@BOUNDED
@given(data=st.binary(max_size=3000), name=st.sampled_from([*SEEDS, "a", "../a.txt", "a.PDF"]))
def test_bytes_of_any_kind_are_read_or_refused(readers, data, name):
    check(readers, data, name)


@BOUNDED
@given(text=st.text(max_size=2000), name=st.sampled_from(["a.md", "a.html", "a.csv", "a.eml"]))
def test_text_of_any_kind_is_read_or_refused(readers, text, name):
    check(readers, text.encode("utf-8", "surrogatepass"), name)


@BOUNDED
@given(
    st.lists(
        st.builds(
            lambda x, y, width, height, text: Glyph(x, x + width, y, y + height, text),
            st.floats(-50, 700), st.integers(0, 60).map(lambda row: row * 13.0), st.floats(0, 12), st.floats(0, 14),
            st.sampled_from(["a", "ب", "ّ", " ", "(", "»", "1", "٢", "-", "لا", "\ufefb", "\u202e"]),
        ),
        max_size=150,
    )
)  # fmt: skip
def test_letters_anywhere_on_a_page_are_put_in_some_order_and_none_is_lost(glyphs):
    text = page_text(glyphs)
    for letter in "aب12٢":
        assert text.count(letter) == sum(glyph.text == letter for glyph in glyphs)
