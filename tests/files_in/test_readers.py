"""Good files of every format: their text in the order of reading, their dates and sources."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import made_files as made
import pytest
from made_files import BULLETIN, HEADLINE

from dashboard.readers.days import stated_day
from dashboard.readers.dispatch import documents
from dashboard.readers.document import Document
from dashboard.readers.reading import Readers, report_of
from dashboard.wording import wording
from extraction import extract


def read(data: bytes, name: str) -> list[Document]:
    found = list(documents(data, name))
    assert all(isinstance(one, Document) for one in found), [str(one) for one in found]
    return found


def only(data: bytes, name: str) -> Document:
    (document,) = read(data, name)
    return document


def test_plain_text_is_as_it_was():
    text = f"{HEADLINE}\r\n\r\n{BULLETIN}\r\n25\r\n"
    assert only(text.encode(), "a.txt") == Document("a.txt", text, "text")


def test_content_decides_and_not_the_name():
    assert [only(data, name).format for data, name in [
        (made.word(), "a.txt"), (made.word(), "a"), (made.pdf(made.line("Two killed")), "a.html"), (made.message(), "a.txt"),
        (made.page(made.ARTICLE).encode(), "a.txt"), (made.workbook([["text"], ["a"]]), "a.csv"), (made.zipped({"b": b"text"}), "a.bin"),
    ]] == ["docx", "docx", "pdf", "email", "html", "xlsx", "text"]  # fmt: skip


# --- Markdown -------------------------------------------------------------------------------------------------------


def test_markdown_without_its_marks():
    source = (
        f"---\ntitle: {HEADLINE}\ndate: 2019-01-05\nsource: SOHR\n---\n\n## ملخص\n\nقُتل **3** مدنيين في [الشعفة](http://a.example)\nوجوارها.\n\n"
        "- أول\n- ثان\n\n| المكان | العدد |\n|---|---|\n| درعا | 5 |\n\n<div>كتلة</div>\n<!-- لا -->\n"
    )
    document = only(source.encode(), "a.md")
    assert document.text == f"{HEADLINE}\nملخص\nقُتل 3 مدنيين في الشعفة وجوارها.\nأول\nثان\nالمكان | العدد\nدرعا | 5\nكتلة"
    assert (document.date, document.source) == (dt.date(2019, 1, 5), "SOHR")


# --- Word -----------------------------------------------------------------------------------------------------------


def test_word_tables_stay_in_their_place():
    data = made.word([HEADLINE, BULLETIN], table=[["المكان", "القتلى"], ["درعا", "5"]])
    assert only(data, "a.docx").text == f"{HEADLINE}\nالمكان | القتلى\nدرعا | 5\n{BULLETIN}"


def test_word_insertions_are_taken_and_deletions_are_not():
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = (
        f"<w:document {w}><w:body><w:p><w:r><w:t>قتل </w:t></w:r><w:del><w:r><w:delText>3</w:delText></w:r></w:del><w:ins><w:r><w:t>5</w:t></w:r></w:ins>"
        "<w:hyperlink><w:r><w:t> مدنيين</w:t></w:r></w:hyperlink><w:moveFrom><w:r><w:t>نقل</w:t></w:r></w:moveFrom></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>في ضابط محتوى</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='x'><w:p><w:r><w:t>مربع</w:t></w:r></w:p></mc:Choice>"
        "<mc:Fallback><w:p><w:r><w:t>مربع</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        "<w:p><w:r><w:t>أ</w:t><w:tab/><w:t>ب</w:t><w:br/><w:t>ج</w:t></w:r></w:p></w:body></w:document>"
    )
    text = only(made.with_part(made.word(), "word/document.xml", body.encode()), "a.docx").text
    assert [line for line in text.split("\n") if line] == ["قتل 5 مدنيين", "في ضابط محتوى", "مربع", "أ\tب", "ج"]


# --- tables ---------------------------------------------------------------------------------------------------------


def test_a_row_of_a_workbook_is_a_bulletin():
    rows = [
        ["أرشيف"], [],
        ["التاريخ", "المصدر", "العنوان", "النص"],
        [dt.datetime(2019, 1, 5), "SOHR", HEADLINE, BULLETIN],
        ["3/4/2019", None, None, "قصف"],
        [None, None, None, None],
        ["٢٠١٩/١/٦", "SNHR", "", 7],
    ]  # fmt: skip
    first, second, third = read(made.workbook(rows, [["ملاحظات"], ["لا شيء"]]), "a.xlsx")
    assert (first.name, first.text, first.date, first.source) == ("a.xlsx/Sheet#4", f"{HEADLINE}\n{BULLETIN}", dt.date(2019, 1, 5), "SOHR")
    assert (second.date, second.source) == (None, None)
    assert (third.name, third.text, third.date) == ("a.xlsx/Sheet#7", "7", dt.date(2019, 1, 6))
    said = [remark.sentence(wording("en"), one.name) for one in (first, second, third) for remark in one.remarks]
    assert said == [
        "a.xlsx/Sheet#4: sheets without a column of texts were passed over: Sheet1.",
        "a.xlsx/Sheet#5: the date “3/4/2019” is not one day, so it was left out; write year-month-day.",
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_csv_of_every_kind(delimiter, encoding):
    text = delimiter.join(["date", "text", "source"]) + "\r\n" + delimiter.join(["2019-01-05", '"قصف على درعا\nوريفها ""أمس"""', "SOHR"]) + "\r\n"
    (document,) = read(text.encode(encoding), "a.csv")
    assert (document.text, document.date, document.source) == ('قصف على درعا\nوريفها "أمس"', dt.date(2019, 1, 5), "SOHR")


def test_excels_own_note_of_its_delimiter():
    assert only("sep=;\ntext;date\nقصف;2019-01-05\n".encode(), "a.csv").text == "قصف"


@pytest.mark.parametrize(
    ("written", "day"),
    [("2019-01-05", (2019, 1, 5)), ("2019-01-05T10:00:00+03:00", (2019, 1, 5)), ("٢٠١٩/١/٥", (2019, 1, 5)), ("31/12/2018", (2018, 12, 31)),
     ("12/31/2018", (2018, 12, 31)), ("5.5.2019", (2019, 5, 5)), ("3/4/2019", None), ("2019-13-01", None), ("5 January", None), ("", None), ("43470", None)],
)  # fmt: skip
def test_only_what_can_mean_one_day_is_a_date(written, day):
    assert stated_day(written) == (dt.date(*day) if day else None)


# --- web pages ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "meta"), [("utf-8", ""), ("cp1256", '<meta http-equiv="content-type" content="text/html; charset=windows-1256">'), ("utf-16", "")]
)
def test_the_article_of_a_page_without_what_surrounds_it(encoding, meta):
    data = made.page(made.ARTICLE, meta).replace('<meta charset="utf-8">', "").replace("ُ", "").encode(encoding)
    text = only(data, "a.html").text
    assert text.startswith(f"{HEADLINE}\n{BULLETIN.replace('ُ', '')}")
    assert text.count(HEADLINE) == 1
    for around in ("الرئيسية", "77", "الحقوق"):
        assert around not in text


@pytest.mark.parametrize(
    "head",
    ['<meta property="article:published_time" content="2019-01-06T10:00:00+03:00">',
     '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2019-01-06"}]}</script>'],
)  # fmt: skip
def test_the_day_on_which_a_page_was_published(head):
    document = only(made.page(made.ARTICLE, head).encode(), "a.html")
    assert (document.date, document.published) == (None, dt.date(2019, 1, 6))


def test_a_day_in_a_pages_words_or_address_is_not_its_day_of_publication():
    assert only(made.page(made.ARTICLE + "<p>2017-03-01 © 2016</p>", '<link rel="canonical" href="/2015/02/01/a">').encode(), "a.html").published is None


# --- messages -------------------------------------------------------------------------------------------------------


def test_a_message_with_its_subject_and_attachments():
    data = made.message(subject=f"Fwd: {HEADLINE}", attached={"نشرة.docx": made.word(["مرفق"]), "b.txt": "ثان".encode()})
    first, second, third = read(data, "a.eml")
    assert (first.text, first.published) == (f"{HEADLINE}\n{BULLETIN}", dt.date(2019, 1, 6))
    assert [(one.name, one.text) for one in (second, third)] == [("a.eml/نشرة.docx", "مرفق"), ("a.eml/b.txt", "ثان")]


def test_a_message_that_is_a_page():
    assert only(made.message("", html=made.page(made.ARTICLE), subject="x"), "a.eml").text.startswith(HEADLINE)


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6"])
def test_a_message_in_an_older_encoding(encoding):
    text = BULLETIN.replace("ُ", "")
    head = f"From: a@example.org\nSubject: x\nDate: Sun, 06 Jan 2019 09:30:00 +0300\nContent-Type: text/plain; charset={encoding}\n\n"
    assert only(head.encode() + text.encode(encoding), "a").text == text


# --- PDF ------------------------------------------------------------------------------------------------------------


def test_lines_of_a_pdf_in_their_order_whatever_order_they_are_drawn_in():
    content = made.line("second line", y=680) + made.line("First line of two,", y=700) + made.line("last.", y=600)
    assert only(made.pdf(content, pages=2), "a.pdf").text == "\n".join(["First line of two, second line\nlast."] * 2)


def test_pages_without_text_are_named():
    scan = made.SCANNED.replace(b"/Kids[5 0 R]/Count 1", b"/Kids[5 0 R 7 0 R]/Count 2")
    extra = (
        b"7 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 8 0 R/Resources<</Font<</F 4 0 R>>>>>>\nendobj\n"
        b"8 0 obj\n<</Length 40>>\nstream\n" + made.line("Two killed") + b"\nendstream\nendobj\n"
    )
    at = scan.index(b"xref\n")
    document = only(scan[:at] + extra + b"trailer\n<</Size 9/Root 1 0 R>>\n%%EOF\n", "a.pdf")
    assert document.text == "Two killed"
    assert [remark.sentence(wording("en"), "a.pdf") for remark in document.remarks] == ["a.pdf: pages that are pictures without text were not read: 1."]


# --- zip ------------------------------------------------------------------------------------------------------------


def test_arabic_member_names_that_do_not_say_their_encoding():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("XXXXXXXX.txt", BULLETIN)
    data = buffer.getvalue().replace(b"XXXXXXXX", "نشرة".encode())
    assert only(data, "a.zip").name == "a.zip/نشرة.txt"


def test_zip_in_zip_and_message_in_zip():
    inner = made.zipped({"b.eml": made.message(), "a.txt": b"text"})
    assert [one.name for one in read(made.zipped({"in.zip": inner}), "a.zip")] == ["a.zip/in.zip/a.txt", "a.zip/in.zip/b.eml"]


# --- the whole way --------------------------------------------------------------------------------------------------


def test_documents_come_whole_out_of_the_process_apart():
    data = made.workbook([["date", "text", "source"], ["2019-01-05", BULLETIN, "SOHR"], ["x", "قصف", None]])
    with Readers() as readers:
        assert list(readers.read(data, "a.xlsx")) == read(data, "a.xlsx")
        mail = made.message()
        assert list(readers.read(mail, "a.eml")) == read(mail, "a.eml")


def test_an_answer_that_is_not_wanted_to_its_end():
    data = made.zipped({f"{n}.docx": made.word([str(n)]) for n in range(5)})
    with Readers() as readers:
        assert next(readers.read(data, "a.zip")).text == "0"
        assert [one.text for one in readers.read(made.word(["next"]), "b.docx")] == ["next"]


@pytest.mark.parametrize(
    ("text", "given", "date", "published", "expected", "basis"),
    [
        (BULLETIN, None, None, None, None, "unknown"),
        (BULLETIN, None, None, (2019, 1, 6), (2019, 1, 6), "given"),
        (BULLETIN, None, (2019, 1, 5), (2019, 1, 6), (2019, 1, 5), "given"),
        (BULLETIN, (2019, 1, 4), (2019, 1, 5), None, (2019, 1, 4), "given"),
        ("قتل 3 مدنيين اليوم الخميس 3 كانون الثاني 2019 في درعا.", None, None, (2019, 1, 6), (2019, 1, 3), "stated"),
    ],
)
def test_whose_date_holds(text, given, date, published, expected, basis):
    def day(parts):
        return dt.date(*parts) if parts else None

    report = report_of(Document("a", text, "text", day(date), day(published)), day(given), extract).report
    assert (report.date, report.date_basis) == (day(expected), basis)
