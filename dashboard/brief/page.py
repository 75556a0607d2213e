"""A brief as one HTML file, ready for print: no script, and nothing that is fetched."""

from __future__ import annotations

from html import escape

from dashboard.brief.content import Brief

_STYLE = """
body { overflow-wrap: anywhere; font: 12pt/1.7 "Noto Naskh Arabic", "Noto Sans Arabic", "Segoe UI", Tahoma, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin-bottom: .2rem } h2 { font-size: 1.15rem; margin: 1.4rem 0 .3rem; border-bottom: 1px solid #999 }
.note { color: #555; font-size: .9rem } .facts li { margin: .1rem 0 } li { margin: .3rem 0; break-inside: avoid } .deep1 { margin-inline-start: 1.4rem }
.deep2 { margin-inline-start: 2.8rem } q { display: block; color: #555; font-size: .88rem; unicode-bidi: isolate; quotes: "«" "»" }
h2 { break-after: avoid } @page { margin: 2cm } @media print { body { margin: 0; max-width: none } }
"""


def as_html(brief: Brief) -> str:
    """The brief as a page of its own."""
    direction = "rtl" if brief.rtl else "ltr"
    parts = [
        f'<!doctype html><html lang="{"ar" if brief.rtl else "en"}" dir="{direction}"><head><meta charset="utf-8">',
        f'<meta name="viewport" content="width=device-width"><title>{escape(brief.title)}</title><style>{_STYLE}</style></head><body>',
        f'<h1>{escape(brief.title)}</h1><p class="note">{escape(brief.note)}</p>',
    ]
    if brief.facts:
        parts.append(f'<ul class="note facts">{"".join(f"<li>{escape(fact)}</li>" for fact in brief.facts)}</ul>')
    for section in brief.sections:
        parts.append(f"<h2>{escape(section.heading)}</h2><ul>")
        parts += [
            f'<li class="deep{min(line.depth, 2)}">{escape(line.sentence)} <a href="#r{line.reference}">[{line.reference}]</a>'
            f'<q lang="ar" dir="rtl">{escape(line.quote)}</q></li>'
            for line in section.lines
        ]
        parts.append("</ul>")
    parts.append(f"<h2>{escape(brief.sources_heading)}</h2><ol>")
    for number, (reference, link) in enumerate(zip(brief.references, brief.links, strict=True), 1):
        shown = f'<bdi>{escape(reference)}</bdi>'
        parts.append(f'<li id="r{number}">{f"""<a href="{escape(link)}">{shown}</a>""" if link else shown}</li>')
    parts.append("</ol></body></html>\n")
    return "".join(parts)
