"""Files made by the tests: good ones of every format, and pieces to make hostile ones from."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from email.message import EmailMessage

import docx
import openpyxl

BULLETIN = "قُتل 3 مدنيين بينهم طفلة في قصف على قرية الشعفة، وأصيب نحو 12 آخرين."
HEADLINE = "مقتل مدنيين في ريف دير الزور"
LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1 or str()};" * 10}">' for n in range(1, 10))
    + "]>"
)


def word(paragraphs: Sequence[str] = (HEADLINE, BULLETIN), table: Sequence[Sequence[str]] = ()) -> bytes:
    """A .docx with the paragraphs, the table standing after the first of them."""
    document = docx.Document()
    for number, text in enumerate(paragraphs):
        document.add_paragraph(text)
        if table and number == 0:
            made = document.add_table(rows=len(table), cols=len(table[0]))
            for row, texts in zip(made.rows, table, strict=True):
                for cell, words in zip(row.cells, texts, strict=True):
                    cell.text = words
    return _saved(document)


def workbook(rows: Iterable[Sequence[object]], *more: Sequence[Sequence[object]]) -> bytes:
    """An .xlsx with a sheet of these rows, and further sheets."""
    book = openpyxl.Workbook()
    for sheet, content in [(book.active, rows), *((book.create_sheet(), other) for other in more)]:
        for row in content:
            sheet.append(list(row))
    return _saved(book)


def _saved(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A .zip of the members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return buffer.getvalue()


def with_part(package: bytes, name: str, content: bytes) -> bytes:
    """The package with one part put in the place of what it had under that name."""
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        members = {member: old.read(member) for member in old.namelist()}
    return zipped(members | {name: content})


def without_part(package: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        return zipped({member: old.read(member) for member in old.namelist() if member != name})


def locked(package: bytes) -> bytes:
    """The .zip with every member marked as having a password."""
    data = bytearray(package)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


def zeros(megabytes: int, rounds: int = 1) -> bytes:
    """So many megabytes of zeros, compressed ``rounds`` times as zlib does."""
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(bytes(1_000_000)) for _ in range(megabytes)) + packer.flush()
    for _ in range(rounds - 1):
        data = zlib.compress(data, 9)
    return data


def stating(package: bytes, size: int) -> bytes:
    """The .zip, stating for each member that it unpacks into ``size`` bytes."""
    data = bytearray(package)
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(signature)
        while at >= 0:
            struct.pack_into("<I", data, at + offset, size)
            at = data.find(signature, at + 4)
    return bytes(data)


def pdf(content: bytes = b"", *, pages: int = 1, font: bytes = b"", resources: bytes = b"", more: Sequence[bytes] = (), filters: bytes = b"",
        trailer: bytes = b"") -> bytes:  # fmt: skip
    """A PDF with ``content`` drawn on every page; ``more`` are objects from number 5 + ``pages`` on."""
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % pages,
        b"<</Length %d%s>>\nstream\n" % (len(content), filters) + content + b"\nendstream",
        font or b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        *(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F 4 0 R>>" + resources + b">>>>" for _ in range(pages)),
        *more,
    ]
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    offsets = []
    for number, one in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n" % number + one + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start))
    return out.getvalue()


def line(text: str, x: int = 72, y: int = 700) -> bytes:
    """A line of Latin text for `pdf`."""
    return b"BT /F 12 Tf %d %d Td (%s) Tj ET\n" % (x, y, text.encode("cp1252"))


SCANNED = pdf(
    b"q 595 0 0 842 0 0 cm /I Do Q", resources=b"/XObject<</I 6 0 R>>",
    more=[b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\nstream\n\x00\nendstream"],
)  # fmt: skip
WITH_PASSWORD = pdf(
    line("secret"), trailer=b"/Encrypt 6 0 R/ID[(0123456789abcdef)(0123456789abcdef)]",
    more=[b"<</Filter/Standard/V 1/R 2/P -44/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")>>"],
)  # fmt: skip
UNMAPPED = pdf(
    b"BT /F 12 Tf 72 700 Td <00010002000300040005> Tj ET",
    font=b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
    more=[
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 7 0 R>>",
        b"<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 1 1]>>",
    ],
)  # fmt: skip


def message(text: str | None = BULLETIN, *, html: str | None = None, subject: str = HEADLINE, attached: dict[str, bytes] | None = None) -> bytes:
    """An .eml that was sent on 6 January 2019."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "observer@example.org", "desk@example.org", subject
    made["Date"] = "Sun, 06 Jan 2019 09:30:00 +0300"
    if text is not None:
        made.set_content(text)
    if html is not None:
        made.add_alternative(html, subtype="html")
    for name, content in (attached or {}).items():
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def page(body: str, head: str = "") -> str:
    """A web page around the body, with what surrounds an article on a news site."""
    return f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{HEADLINE} - موقع</title>{head}</head><body>
    <nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/a">أخبار الميدان والأرشيف</a></li></ul></nav>{body}
    <aside><h3>مواضيع ذات صلة</h3><ul><li><a href="/b">مقتل 77 في خبر آخر</a></li></ul></aside>
    <footer>جميع الحقوق محفوظة</footer></body></html>"""


ARTICLE = f"<article><h1>{HEADLINE}</h1>" + "".join(f"<p>{BULLETIN} وذكرت المصادر أن القصف استمر ساعات.</p>" for _ in range(4)) + "</article>"


def seeds() -> dict[str, bytes]:
    """A good file of every format, to be damaged."""
    rows = [["date", "text", "source"], ["2019-01-05", BULLETIN, "SOHR"], ["2019-01-06", HEADLINE, ""]]
    return {
        "a.txt": f"{HEADLINE}\n{BULLETIN}\n".encode(),
        "b.txt": f"{HEADLINE}\n{BULLETIN}\n".replace("ُ", "").encode("cp1256"),
        "a.md": f"---\ndate: 2019-01-05\n---\n# {HEADLINE}\n\n**{BULLETIN}**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<div>x</div>\n".encode(),
        "a.html": page(ARTICLE, '<script type="application/ld+json">{"datePublished": "2019-01-06"}</script>').encode(),
        "a.docx": word(table=[["المكان", "القتلى"], ["درعا", "5"]]),
        "a.xlsx": workbook(rows),
        "a.csv": "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode(),
        "a.pdf": pdf(line("Two killed", y=700) + line("in Idlib", y=680), pages=2),
        "b.pdf": SCANNED,
        "a.eml": message(attached={"a.docx": word(), "b.html": page(ARTICLE).encode()}),
        "b.eml": message("", html=page(ARTICLE)),
        "a.zip": zipped({"a.txt": BULLETIN.encode(), "b.docx": word(), "c.pdf": pdf(line("x")), "d.zip": zipped({"e.eml": message()})}),
    }  # fmt: skip
