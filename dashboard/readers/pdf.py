"""PDF documents: the letters of every page with their positions, in reading order."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTImage
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from dashboard.readers import settings
from dashboard.readers.document import Document, Remark, UnreadableFile, checked, library_at_work
from dashboard.readers.pdf_order import Glyph, page_text

_END = b"%%EOF"
_END_WITHIN = 2048
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_UNMAPPED_SHARE = 0.02
"""More letters than these without a meaning, and numbers may be among what is lost."""


def read(data: bytes, name: str) -> list[Document]:
    """The document as text, a line a paragraph. Raises `UnreadableFile`, also for pictures of pages without text."""
    if _END not in data[-_END_WITHIN:]:
        raise UnreadableFile("truncated", name, format="pdf")
    texts: list[str] = []
    empty: list[int] = []
    letters = unmapped = pictures = 0
    with library_at_work(name, "pdf"):
        for number, (glyphs, images) in enumerate(_pages(data, name), start=1):
            if number > settings.MAX_PAGES:
                raise UnreadableFile("too_many_pages", name, limit=settings.MAX_PAGES)
            pictures += images
            letters += len(glyphs)
            unmapped += sum(_is_unmapped(glyph.text) for glyph in glyphs)
            text = page_text([glyph for glyph in glyphs if not _is_unmapped(glyph.text)])
            if text.strip():
                texts.append(text)
            elif images:
                empty.append(number)
            if letters > settings.MAX_TEXT_CHARS:
                raise UnreadableFile("text_too_long", name, millions=settings.MAX_TEXT_CHARS // 1_000_000)
    if unmapped > letters * _UNMAPPED_SHARE:
        raise UnreadableFile("unmapped_fonts", name)
    if not texts:
        raise UnreadableFile("scanned" if pictures else "no_text_in_pdf", name)
    remarks = (Remark("pages_without_text", {"pages": ", ".join(map(str, empty))[:200]}),) if empty else ()
    return [Document(name, checked("\n".join(texts), name), "pdf", remarks=remarks)]


def _pages(data: bytes, name: str) -> Iterator[tuple[list[Glyph], int]]:
    """For each page its letters and the number of its pictures."""
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
    except PDFPasswordIncorrect as error:
        raise UnreadableFile("password", name) from error
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    for page in PDFPage.create_pages(document):
        interpreter.process_page(page)
        yield _contents(device.get_result())


def _contents(page: LTContainer) -> tuple[list[Glyph], int]:
    upright: list[Glyph] = []
    turned: list[Glyph] = []
    images = 0
    waiting = [page]
    while waiting:
        for item in waiting.pop():
            if isinstance(item, LTChar):
                if text := item.get_text():
                    glyphs = upright if item.matrix[1] == 0 else turned
                    glyphs.append(Glyph(item.x0, item.x1, item.y0, item.y1, text))
            elif isinstance(item, LTImage):
                images += 1
            elif isinstance(item, LTContainer):
                waiting.append(item)
    # Letters that lean or stand on their side are a watermark or a note in the margin.
    return upright or turned, images


def _is_unmapped(text: str) -> bool:
    return bool(_UNMAPPED.fullmatch(text)) or text == "\ufffd" or unicodedata.category(text[0]) == "Co"
