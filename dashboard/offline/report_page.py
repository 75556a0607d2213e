"""A report as one HTML file: the bulletin with its highlights, its records as sentences that lead to their words, its charts.

Everything is in the file, Plotly's program included; it asks nothing of any network. The words of the bulletin are escaped.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from dashboard.highlight import LIT_AT_FIRST, pieces
from dashboard.offline.frame import Charts, whole_page
from dashboard.panels.bars import STYLE, bars_html, nested
from dashboard.panels.casualties import casualty_bars
from dashboard.panels.control_map import control_map
from dashboard.panels.flows import flow_bars
from dashboard.phrases import day_phrase
from dashboard.selection import AnyRecord
from dashboard.theme import on_paper, party_colour
from dashboard.wording import Wording
from extraction.describe import describe
from extraction.records import Control, Figure, Flow, Report

def report_page(text: str, report: Report, wording: Wording, origin: str) -> str:
    """The page. ``origin`` says in a few words where the text is from."""
    info = report.report
    day = day_phrase(info.date, wording) if info.date else wording("brief", "undated")
    basis = wording.label("date_basis", info.date_basis)
    about = " · ".join(escape(part) for part in (info.source, f"{day} ({basis})", origin) if part)
    with on_paper():
        figures = "".join(_sections(report, wording))
    body = "".join([
        f'<main><section class="text"><h2>{escape(wording("ui", "text_heading"))}</h2>',
        f'<div class="bulletin" dir="rtl" lang="ar">{"".join(_text(text, report))}</div></section>',
        f'<section class="figures">{figures}</section></main>',
    ])  # fmt: skip
    header = f'<p>{about}</p><p class="note">{escape(wording("offline", "note"))}</p>'
    return whole_page(info.title or wording("ui", "name"), STYLE, header, body, wording)


def _text(text: str, report: Report) -> Iterator[str]:
    """The text in pieces; each record's first words carry the anchor that its sentence leads to."""
    anchors: dict[int, list[str]] = {}
    for record in [*report.casualties, *report.flows, *report.control]:
        anchors.setdefault(_start(record), []).append(record.id)
    for piece in pieces(text, report):
        words = escape(text[piece.start : piece.end])
        lit = [report.mentions[index] for index in piece.mentions if report.mentions[index].kind in LIT_AT_FIRST]
        yield "".join(f'<a id="{record_id}"></a>' for record_id in anchors.get(piece.start, ()))
        if lit:
            mention = lit[0]
            colour = f' style="--party:{party_colour(str(mention.value))}"' if mention.kind == "party" else ""
            unused = " unused" if mention.kind == "count" and not mention.records else ""
            yield f'<mark class="kind-{mention.kind}{unused}"{colour}>{words}</mark>'
        else:
            yield words


def _start(record: AnyRecord) -> int:
    if isinstance(record, Figure) and record.count.start is not None:
        return record.count.start
    if isinstance(record, Control) and record.place.start is not None:
        return record.place.start
    return record.start


def _sections(report: Report, wording: Wording) -> Iterator[str]:
    for name, figures, bars in (("casualties", report.casualties, casualty_bars), ("flows", report.flows, flow_bars)):
        yield f"<h2>{escape(wording('ui', f'tab_{name}'))}</h2>"
        if not figures:
            yield f"<p>{escape(wording('ui', f'no_{name}'))}</p>"
        for measure in ("incident", "cumulative"):
            chosen = [figure for figure in figures if figure.measure == measure]
            if chosen:
                yield f"<h3>{escape(wording('ui', f'{measure}_heading'))}</h3>"
                yield bars_html(bars(chosen, wording), wording, link=True)
                yield from _list(nested(chosen), report, wording)
    yield f"<h2>{escape(wording('ui', 'tab_control'))}</h2>"
    placed = [record for record in report.control if record.place.lat is not None]
    if placed:
        yield Charts().html(control_map(placed, wording, None))
    yield from _list([(record, 0) for record in report.control], report, wording)


def _list(records: list[tuple[AnyRecord, int]], report: Report, wording: Wording) -> Iterator[str]:
    yield "<ul>"
    for record, depth in records:
        side = record.controller if isinstance(record, Control) else record.origin.controller if isinstance(record, Flow) else record.party
        yield (
            f'<li class="deep{min(depth, 2)}"><a href="#{record.id}"><i style="background:{party_colour(side)}"></i>'
            f"{escape(describe(record, wording.language, report))}</a></li>"
        )
    yield "</ul>"
