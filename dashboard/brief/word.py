"""A brief as a Word file."""

from __future__ import annotations

import io

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from dashboard.brief.content import Brief

_INDENT = Cm(0.8)
_GREY = RGBColor(0x55, 0x55, 0x55)
# What XML cannot hold; a bulletin may.
_NO_XML = {code: None for code in range(32) if code not in (9, 10, 13)} | dict.fromkeys(range(0xD800, 0xE000)) | {0xFFFE: None, 0xFFFF: None}


def as_word(brief: Brief) -> bytes:
    """The brief as a .docx; an Arabic one runs from right to left."""
    document = Document()
    _write(document.add_heading(level=0), brief.title, brief.rtl)
    _write(document.add_paragraph(), brief.note, brief.rtl, grey=True)
    for fact in brief.facts:
        _write(document.add_paragraph(style="List Bullet"), fact, brief.rtl, grey=True)
    for section in brief.sections:
        _write(document.add_heading(level=1), section.heading, brief.rtl)
        for line in section.lines:
            item = document.add_paragraph(style="List Bullet")
            item.paragraph_format.left_indent = _INDENT * (line.depth + 1)
            _write(item, f"{line.sentence} [{line.reference}]", brief.rtl)
            words = document.add_paragraph()
            words.paragraph_format.left_indent = _INDENT * (line.depth + 1)
            _write(words, f"«{line.quote}»", rtl=True, grey=True)
    _write(document.add_heading(level=1), brief.sources_heading, brief.rtl)
    for number, (reference, link) in enumerate(zip(brief.references, brief.links, strict=True), 1):
        _write(document.add_paragraph(), f"[{number}] {reference}{f' — {link}' if link else ''}", brief.rtl)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _write(paragraph: Paragraph, text: str, rtl: bool, grey: bool = False) -> None:
    run = paragraph.add_run(text.translate(_NO_XML))
    if grey:
        run.font.size, run.font.color.rgb = Pt(9), _GREY
    if rtl:
        # Word wants the children in the order of its schema: the direction before spacing and indents, sizes before it in a run.
        paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), "w:spacing", "w:ind", "w:jc", "w:rPr")
        run._r.get_or_add_rPr().append(_complex_size(9 if grey else None))
        run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))


def _complex_size(points: int | None):
    """The size of right-to-left letters, which Word keeps apart from that of others."""
    size = OxmlElement("w:szCs")
    size.set(qn("w:val"), str(2 * (points or 11)))
    return size
