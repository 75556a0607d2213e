"""The key of a chart as HTML below it: Plotly's own legend knows left to right only, and a screen reader passes it over."""

from __future__ import annotations

from html import escape, unescape
from pathlib import Path

import plotly.graph_objects as go

STYLE = (Path(__file__).parent.parent / "component" / "key.css").read_text(encoding="utf-8")
"""The style of a key, its signs among it: a page of Streamlit lets no drawing through."""


def take_key(figure: go.Figure) -> str:
    """The key of ``figure`` as HTML, which the figure itself then shows no more; an empty string where it has none.

    Of two entries with the same words the later stands.
    """
    if figure.layout.showlegend is False:
        return ""
    entries = {trace.name: _sign(trace) for trace in figure.data if trace.name and trace.showlegend is not False}
    figure.update_layout(showlegend=False)
    shown = "".join(f"<li>{sign}{escape(unescape(name))}</li>" for name, sign in entries.items())
    return f'<ul class="rasd-key">{shown}</ul>' if shown else ""


def _sign(trace: go.Bar | go.Scatter | go.Scattermap) -> str:
    if trace.type == "bar":
        pattern = trace.marker.pattern
        symbol, colour = ("stripes", pattern.fgcolor) if pattern.shape else ("square", trace.marker.color)
    elif trace.mode == "lines":
        symbol, colour = "line", trace.line.color
    else:
        symbol, colour = trace.marker.symbol or "circle", trace.marker.color
    symbol, colour = (value if isinstance(value, str) else value[0] for value in (symbol, colour))
    return f'<i class="sign {escape(symbol)}" style="color:{escape(colour)}"></i>'
