"""What the pages that stand alone have in common: their head, which lets nothing be fetched, tables, and charts whose program comes along once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

import plotly.graph_objects as go

from dashboard.panels import chart_key
from dashboard.wording import Wording

STYLE = Path(__file__).with_name("report_page.css")
CHART = {"displayModeBar": False, "responsive": True}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data: blob:"
# A click on a mark of a chart leads to the words behind it.
_FOLLOW = """document.getElementById('{plot_id}').on('plotly_click', (event) => {
  const mark = event.points[0].customdata;
  if (mark) location.hash = 'at-' + String(mark[0]).replace(/[^A-Za-z0-9_.-]/g, '_');
});"""


def whole_page(title: str, style: str, header: str, body: str, wording: Wording) -> str:
    """The page; ``title`` is words, ``header`` and ``body`` are HTML."""
    direction, language = ("rtl", "ar") if wording.rtl else ("ltr", "en")
    return "".join([
        f'<!doctype html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        f"<title>{escape(title)}</title><style>{STYLE.read_text(encoding='utf-8')}{chart_key.STYLE}{style}</style></head><body>",
        f'<header><h1 dir="auto">{escape(title)}</h1>{header}</header>{body}</body></html>\n',
    ])  # fmt: skip


def anchor(mark: str) -> str:
    """The name of the place on the page to which a mark of a chart leads."""
    return "at-" + re.sub(r"[^A-Za-z0-9_.-]", "_", mark)


def bold(markdown: str) -> str:
    """A sentence of the interface as HTML, in which only ``**`` is markup."""
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(markdown))


def table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose cells are HTML; the first of each row is its heading. It scrolls by itself where it is wide."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>' for first, *rest in rows)
    return f'<div class="table" role="region" tabindex="0" aria-label="{escape(caption)}"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


class Charts:
    """Figures as HTML, the first of which brings Plotly's program along for all."""

    def __init__(self) -> None:
        self._program: bool = True

    def html(self, figure: go.Figure, alt: str = "", marks: bool = False) -> str:
        """The figure, ``alt`` being read out in its place; with ``marks`` a click leads to the `anchor` of its mark."""
        follow = [_FOLLOW] if marks else None
        signs = chart_key.take_key(figure)
        drawn = figure.to_html(full_html=False, include_plotlyjs=self._program, config=CHART, post_script=follow)
        self._program = False
        said = f' role="img" aria-label="{escape(alt)}"' if alt else ""
        return f'<div class="chart" dir="ltr"{said}>{drawn}</div>{signs}'
