"""A corpus of hostile files, each with the sentence that it must get, and nothing of it read."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from pathlib import Path

import made_files as made
import pytest

from dashboard.readers import settings
from dashboard.readers.document import Document, UnreadableFile
from dashboard.readers.reading import Readers
from dashboard.wording import wording

NOISE = random.Random(1).randbytes(5000)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
LAUGHING = ("<?xml version='1.0'?>" + made.LAUGHS + "<w:document>&lol9;</w:document>").encode()
DOCX, XLSX, ZIP = made.word(), made.workbook([["النص"], [made.BULLETIN]]), made.zipped({"a.txt": made.BULLETIN.encode()})
DAMAGE = "{name} is {format} that is damaged; open it in its own program and save it anew."
CUT = "{name} is {format} that is cut off or damaged at its end; download or copy it again."
BOMB = "{name} would unpack into far more than it holds (the limit is 100 MB), as files made to do harm do; it was not unpacked."
ENTITIES = "{name} defines XML entities of its own, as files made to do harm do; it was not opened."
UNREAD = "{name} is {format}, which is not read here; save it as .docx, .pdf or .txt."
NAMED = "{name} is named as {claimed}, but it is {format}; give it the right name, or download it again."
PASSWORD = "{name} has a password; save it without one and try again."
NO_COLUMN = "{name} has no column of texts; name one “text” or “النص” in its first line."
MEMORY = "{name} takes more memory to open than is allowed; it was given up. Split it, or save its text as .txt."
DEEP = "{name} lies in more than 2 containers, one inside the other; unpack the outer ones."


def nested(depth: int) -> bytes:
    """A bulletin in a zip in a zip …"""
    data = made.BULLETIN.encode()
    for level in range(depth):
        data = made.zipped({f"{level}.zip" if level else "a.txt": data})
    return data


def wrong_checksum() -> bytes:
    data = bytearray(made.zipped({"a.txt": made.BULLETIN.encode()}, zipfile.ZIP_STORED))
    data[45] ^= 0xFF
    return bytes(data)


def cut_message() -> bytes:
    return made.message(attached={"a.docx": DOCX})[:-200]


def broken_base64() -> bytes:
    header = b"From: a@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return header + b"2YLYqtmE!!!INiz\r\n"


def entry_of(package: bytes, part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return opened.read(part)


CORPUS = [
    # what is no text at all
    ("empty.txt", b"", "{name} is empty."),
    ("empty.pdf", b"", "{name} is empty."),
    ("blank.txt", b" \r\n\t\n", "{name} has nothing but blanks in it."),
    ("mark.txt", b"\xef\xbb\xbf", "{name} has nothing but blanks in it."),
    ("noise.txt", NOISE, "{name} is not a text file."),
    ("noise", NOISE, "{name} is not a text file."),
    ("nul.txt", bytes(100), "{name} is not a text file."),
    ("controls.csv", bytes(range(32)) * 10, "{name} is not a text file."),
    ("letters.txt", bytes(range(128, 256)) * 4, "{name} is in an encoding that could not be told; save it as UTF-8 and try again."),
    ("broken.txt", b"\xd9\x82\xff\xd9\x84\xd9\x82", "{name} is damaged: byte 2 is not valid UTF-8; save the file anew as UTF-8."),
    ("odd.txt", "قصف".encode("utf-16") + b"\x41", "{name} is damaged: byte 8 is not valid UTF-16; save the file anew as UTF-8."),
    ("long.txt", b"a" * (settings.MAX_TEXT_CHARS + 1), "The text of {name} is longer than 5 million characters; split it into single bulletins."),
    ("large.txt", b"\xd9\x82" * (settings.MAX_FILE_BYTES // 2 + 1), "{name} is larger than 25 MB; split it into single bulletins."),
    # what is something else
    ("a.txt", b"\x89PNG\r\n\x1a\n" + NOISE, UNREAD.format(name="{name}", format="a picture")),
    ("a.jpg", b"\xff\xd8\xff\xe0" + NOISE, UNREAD.format(name="{name}", format="a picture")),
    ("a.rtf", b"{\\rtf1 text}", UNREAD.format(name="{name}", format="an RTF document")),
    ("a.doc", OLE, UNREAD.format(name="{name}", format="an old Microsoft Office document")),
    ("a.gz", b"\x1f\x8b" + NOISE, UNREAD.format(name="{name}", format="a compressed file")),
    ("a.7z", b"7z\xbc\xaf\x27\x1c" + NOISE, UNREAD.format(name="{name}", format="a compressed file")),
    ("a.exe", b"MZ\x90\x00" + NOISE, UNREAD.format(name="{name}", format="a program")),
    ("a.xml", b"<?xml version='1.0'?><a>text</a>", UNREAD.format(name="{name}", format="an XML file")),
    ("a.odt", made.zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), UNREAD.format(name="{name}", format="an OpenDocument file")),
    ("a.epub", made.zipped({"mimetype": b"application/epub+zip"}), UNREAD.format(name="{name}", format="an electronic book")),
    ("a.pptx", made.zipped({"ppt/presentation.xml": b"<p/>"}), UNREAD.format(name="{name}", format="a PowerPoint presentation")),
    ("a.xlsb", made.zipped({"xl/workbook.bin": b"x"}), UNREAD.format(name="{name}", format="a binary Excel workbook")),
    # what is not what its name says
    ("page.pdf", made.page(made.ARTICLE).encode(), NAMED.format(name="{name}", claimed="a PDF document", format="a web page")),
    ("text.docx", made.BULLETIN.encode(), NAMED.format(name="{name}", claimed="a Word document", format="a plain text")),
    ("word.pdf", DOCX, NAMED.format(name="{name}", claimed="a PDF document", format="a Word document")),
    ("word.xlsx", DOCX, NAMED.format(name="{name}", claimed="an Excel workbook", format="a Word document")),
    ("picture.pdf", b"\x89PNG\r\n\x1a\n" + NOISE, NAMED.format(name="{name}", claimed="a PDF document", format="a picture")),
    ("pdf.zip", made.pdf(made.line("x")), NAMED.format(name="{name}", claimed="a zip file", format="a PDF document")),
    ("noise.pdf", NOISE, DAMAGE.format(name="{name}", format="a PDF document")),
    ("noise.docx", NOISE, DAMAGE.format(name="{name}", format="a Word document")),
    # PDF
    ("cut.pdf", made.pdf(made.line("text"))[:-300], CUT.format(name="{name}", format="a PDF document")),
    ("head.pdf", b"%PDF-1.7\n%%EOF\n", DAMAGE.format(name="{name}", format="a PDF document")),
    ("password.pdf", made.WITH_PASSWORD, PASSWORD),
    ("scan.pdf", made.SCANNED, "{name} has pictures of pages and no text; put it through text recognition (OCR) first."),
    ("drawing.pdf", made.pdf(b"0 0 100 100 re f"), "{name} is a PDF document without any text."),
    ("fonts.pdf", made.UNMAPPED, "{name} does not say which letters its fonts draw, so its words and numbers would come out wrong; "
     "copy the text from where it was published."),
    ("pages.pdf", made.pdf(made.line("x"), pages=501), "{name} has more than 500 pages; split it into single bulletins."),
    ("bomb.pdf", made.pdf(made.zeros(2000, rounds=2), filters=b"/Filter[/FlateDecode/FlateDecode]"), MEMORY),
    # Word
    ("cut.docx", DOCX[:-400], CUT.format(name="{name}", format="a Word document")),
    ("password.docx", OLE + "EncryptedPackage".encode("utf-16-le"), PASSWORD),
    ("laughs.docx", made.with_part(DOCX, "word/document.xml", LAUGHING), ENTITIES),
    ("laughs16.docx", made.with_part(DOCX, "word/document.xml", LAUGHING.decode().replace("?>", " encoding='UTF-16'?>", 1).encode("utf-16")), ENTITIES),
    ("bomb.docx", made.with_part(DOCX, "word/media/a.bin", bytes(30_000_000)), BOMB),
    ("broken.docx", made.with_part(DOCX, "word/document.xml", entry_of(DOCX, "word/document.xml")[:-200]), DAMAGE.format(name="{name}", format="a Word document")),
    ("blank.docx", made.word([" ", ""]), "{name} has nothing but blanks in it."),
    ("parts.docx", made.without_part(DOCX, "_rels/.rels"), DAMAGE.format(name="{name}", format="a Word document")),
    # Excel and CSV
    ("cut.xlsx", XLSX[:-400], CUT.format(name="{name}", format="an Excel workbook")),
    ("laughs.xlsx", made.with_part(XLSX, "xl/sharedStrings.xml", LAUGHING), ENTITIES),
    ("broken.xlsx", made.with_part(XLSX, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>"), DAMAGE.format(name="{name}", format="an Excel workbook")),
    ("columns.xlsx", made.workbook([["المحافظة", "العدد"], ["درعا", 3]]), NO_COLUMN),
    ("nothing.xlsx", made.workbook([["التاريخ", "النص"], ["2019-01-05", None]]), "{name} has a column of texts in which nothing is written."),
    ("columns.csv", "المحافظة,العدد\nدرعا,3\n".encode(), NO_COLUMN),
    ("quote.csv", 'text,date\n"قصف على درعا,2019-01-05\n'.encode(), DAMAGE.format(name="{name}", format="a CSV table")),
    ("rows.csv", b"text\n" + b"a\n" * settings.MAX_ROWS, "{name} has more than 50000 rows; split it."),
    # zip
    ("cut.zip", ZIP[:-40], CUT.format(name="{name}", format="a zip file")),
    ("password.zip", made.locked(ZIP), PASSWORD.replace("{name}", "{name}/a.txt")),
    ("bomb.zip", made.zipped({"a.txt": bytes(50_000_000)}), BOMB),
    ("claims.zip", made.stating(made.zipped({f"{n}.txt": NOISE for n in range(3)}), 900_000_000), BOMB),
    ("lies.zip", made.stating(made.zipped({"a.txt": bytes(900_000)}), 1000), DAMAGE.format(name="{name}/a.txt", format="a zip file")),
    ("deep.zip", nested(5), DEEP.replace("{name}", "{name}/4.zip/3.zip/2.zip")),
    ("nothing.zip", made.zipped({}), "{name} is a zip file with no files in it."),
    ("folders.zip", made.zipped({"a/": b"", "__MACOSX/a.txt": b"x", ".DS_Store": b"x"}), "{name} is a zip file with no files in it."),
    ("many.zip", made.zipped({f"{n}": b"" for n in range(5001)}), "{name} has more than 5000 parts; split it."),
    ("checksum.zip", wrong_checksum(), DAMAGE.format(name="{name}/a.txt", format="a zip file")),
    ("picture.zip", made.zipped({"a.png": b"\x89PNG\r\n\x1a\n"}), UNREAD.format(name="{name}/a.png", format="a picture")),
    # web pages and XML
    ("nothing.html", b"<html><body><script>alert(1)</script></body></html>", "{name} is a web page without any text."),
    ("entities.html", ("<?xml version='1.0'?>" + made.LAUGHS.replace("lolz", "html") + "<html>&lol9;</html>").encode(), ENTITIES),
    ("laughs.xml", ("<?xml version='1.0'?>" + made.LAUGHS + "<lolz>&lol9;</lolz>").encode(), ENTITIES),
    ("laughs16.xml", ("<?xml version='1.0' encoding='utf-16'?>" + made.LAUGHS + "<lolz>&lol9;</lolz>").encode("utf-16"), ENTITIES),
    # messages
    ("cut.eml", cut_message(), CUT.format(name="{name}", format="an e-mail message")),
    ("nothing.eml", made.message(""), "{name} is a message with neither text nor attachments."),
    ("base64.eml", broken_base64(), DAMAGE.format(name="{name}", format="an e-mail message")),
    ("bomb.eml", made.message(None, attached={"b.zip": made.zipped({"a.txt": bytes(50_000_000)})}), BOMB.replace("{name}", "{name}/b.zip")),
    ("deep.eml", made.message(None, attached={"z.zip": nested(3)}), DEEP.replace("{name}", "{name}/z.zip/2.zip/1.zip")),
]  # fmt: skip


@pytest.fixture(scope="module")
def readers():
    with Readers() as readers:
        yield readers


@pytest.mark.parametrize(("name", "data", "sentence"), CORPUS, ids=[name for name, _, _ in CORPUS])
def test_a_hostile_file_gets_its_sentence(readers, name, data, sentence):
    read = list(readers.read(data, name))
    assert [type(one) for one in read] == [UnreadableFile]
    assert str(read[0]) == sentence.replace("{name}", name)
    arabic = read[0].sentence(wording("ar"))
    assert name in arabic
    assert re.search(r"[\u0621-\u064a]{3}", arabic)


def test_the_corpus_is_as_large_as_promised():
    assert len({data for _, data, _ in CORPUS}) >= 40


def test_what_is_good_beside_what_is_not_is_read_whole(readers):
    """One bad member does not keep the others, and nothing of it is read."""
    members = {"1.txt": made.BULLETIN.encode(), "2.docx": DOCX[:-400], "3.docx": DOCX, "4.zip": made.zipped({"a.txt": bytes(50_000_000)})}
    read = list(readers.read(made.zipped(members), "batch.zip"))
    assert [type(one) for one in read] == [Document, UnreadableFile, Document, UnreadableFile]
    assert [one.name for one in read] == ["batch.zip/1.txt", "batch.zip/2.docx", "batch.zip/3.docx", "batch.zip/4.zip"]


def test_200_mb_of_noise_are_refused_without_reading_them(readers, tmp_path):
    file = tmp_path / "noise.txt"
    with file.open("wb") as large:
        large.write(NOISE)
        large.truncate(200_000_000)
    (read,) = readers.read_file(file)
    assert str(read) == f"{file} is larger than 25 MB; split it into single bulletins."


@pytest.mark.parametrize(("make", "end"), [(lambda folder: folder / "none.txt", "does not exist."), (lambda folder: folder, "is a folder, not a file.")])
def test_a_path_that_is_no_file_is_named(readers, tmp_path, make, end):
    (read,) = readers.read_file(make(tmp_path))
    assert str(read) == f"{make(tmp_path)} {end}"


def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read(monkeypatch):
    slow = made.pdf(zlib.compress(b"0 0 m 1 1 l " * 2_000_000), filters=b"/Filter/FlateDecode")
    monkeypatch.setattr(settings, "SECONDS", 2)
    with Readers() as readers:
        (read,) = readers.read(slow, "slow.pdf")
        assert str(read) == "slow.pdf took longer than 2 seconds to open; it was given up. Split it, or save its text as .txt."
        monkeypatch.setattr(settings, "SECONDS", 60)
        (good,) = readers.read(DOCX, "good.docx")
        assert made.BULLETIN in good.text


def test_what_breaks_off_is_said_and_the_next_is_read(tmp_path):
    """The process is ended from outside, as a system without memory ends it."""
    with Readers() as readers:
        list(readers.read(DOCX, "a.docx"))
        readers._process.kill()
        readers._process.wait()
        (good,) = readers.read(DOCX, "b.docx")
        assert made.BULLETIN in good.text


def test_nothing_in_the_users_folder_is_run(tmp_path, monkeypatch):
    """A module of a library's name beside the files is not imported."""
    (tmp_path / "docx.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    with Readers() as readers:
        (read,) = readers.read(DOCX, "a.docx")
    assert isinstance(read, Document)


def test_member_names_lead_nowhere(readers, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    read = list(readers.read(made.zipped({"../../etc/evil.txt": made.BULLETIN.encode(), "/abs.txt": made.BULLETIN.encode()}), "a.zip"))
    assert [one.text for one in read] == [made.BULLETIN] * 2
    assert list(Path().iterdir()) == []
    assert not (tmp_path / ".." / ".." / "etc" / "evil.txt").exists()
