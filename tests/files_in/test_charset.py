"""Bytes to text: every encoding that Arabic files come in, and a plain sentence for all that is no text."""

import random

import pytest

from dashboard.readers.charset import decode
from dashboard.readers.document import UnreadableFile
from dashboard.readers.plain import read_text

BULLETIN = "قُتل 3 مدنيين بينهم طفلة في قصف على قرية الشعفة، وأصيب نحو 12 آخرين.\r\n"
WITHOUT_MARKS = BULLETIN.replace("\u064f", "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("chars", [9, 40, len(BULLETIN)])
def test_unicode_is_read_as_written(encoding, chars):
    text = BULLETIN[:chars]
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("encoding", ["utf-16-be", "utf-32-be"])
def test_big_endian_mark_is_no_part_of_the_text(encoding):
    assert decode(("\ufeff" + BULLETIN).encode(encoding), "a.txt") == BULLETIN


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859_6"])
@pytest.mark.parametrize("repeat", [1, 50])
def test_8_bit_arabic_is_told_apart(encoding, repeat):
    text = WITHOUT_MARKS * repeat
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("chars", [4, 10, 25])
def test_short_windows_1256_is_not_taken_for_another_script(chars):
    text = "قرية الشعفة قتل 3 مدنيين"[:chars]
    assert decode(text.encode("cp1256"), "a.txt") == text


def test_latin_text_and_line_ends_are_kept():
    assert decode("Two killed \u2013 caf\u00e9\r\nin Idlib\n".encode("cp1252"), "a.txt") == "Two killed – café\r\nin Idlib\n"


@pytest.mark.parametrize(
    ["data", "sentence"],
    [
        (b"", "a.txt is empty."),
        (random.Random(1).randbytes(5000), "a.txt is not a text file."),
        (bytes(range(32)) * 10, "a.txt is not a text file."),
        (b"\x00" * 100, "a.txt is not a text file."),
        (
            BULLETIN.encode()[:19] + b"\xff" + BULLETIN.encode()[19:],
            "a.txt is damaged: byte 19 is not valid UTF-8; save the file anew as UTF-8.",
        ),
        (
            BULLETIN.encode("utf-16") + b"\x41",
            f"a.txt is damaged: byte {len(BULLETIN.encode('utf-16'))} is not valid UTF-16; save the file anew as UTF-8.",
        ),
        (
            bytes(range(128, 256)) * 4,
            "a.txt is in an encoding that could not be told; save it as UTF-8 and try again.",
        ),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(data, sentence):
    with pytest.raises(UnreadableFile) as refusal:
        decode(data, "a.txt")
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("encoding", ["windows-1256", "cp1256", "ISO-8859-6"])
def test_a_declared_encoding_is_taken_where_it_fits(encoding):
    assert decode("قصف".encode(encoding), "a.html", encoding) == "قصف"


@pytest.mark.parametrize("declared", ["utf-8", "ISO-8859-6", "no such", "x" * 300, "utf-16-le", ""])
def test_a_declaration_that_is_wrong_is_passed_over(declared):
    text = WITHOUT_MARKS * 3
    assert decode(text.encode("cp1256"), "a.html", declared) == text


def test_text_files_are_read_by_path(tmp_path):
    file = tmp_path / "نشرة.txt"
    file.write_bytes(BULLETIN.encode())
    assert read_text(file) == BULLETIN
    file.write_bytes(b"%PDF-1.7")
    with pytest.raises(UnreadableFile, match="is a PDF document"):
        read_text(file)
