"""The key of a chart: an entry for each sign, in the words of the chart, and no legend of Plotly's beside it."""

from __future__ import annotations

import re

import plotly.graph_objects as go

from dashboard.panels.chart_key import STYLE, take_key
from dashboard.panels.holders import DISPUTED_SYMBOL
from dashboard.rtl import chart_words
from dashboard.theme import STATUS_SYMBOLS


def test_each_named_trace_has_its_sign_and_words():
    figure = go.Figure()
    figure.add_bar(name=chart_words("<b>ISIS</b>"), y=[1], marker={"color": "#486581"})
    figure.add_bar(name="Gap", y=[1], marker={"color": "red", "pattern": {"shape": "/", "fgcolor": "#c8322c"}})
    figure.add_scatter(name="rise", y=[1], mode="lines", line={"color": "#111"})
    figure.add_scatter(name="unseen", y=[1], mode="markers", showlegend=False)
    figure.add_scatter(y=[1], mode="markers", name="several", marker={"symbol": ["star", "star"], "color": "#222"})
    key = take_key(figure)
    assert re.findall(r'class="sign (\S+)" style="color:(\S+?)"></i>(.*?)</li>', key) == [
        ("square", "#486581", "&lt;b&gt;ISIS&lt;/b&gt;"), ("stripes", "#c8322c", "Gap"), ("line", "#111", "rise"), ("star", "#222", "several"),
    ]  # fmt: skip
    assert figure.layout.showlegend is False
    assert take_key(figure) == ""


def test_every_sign_of_the_charts_is_drawn():
    for symbol in {*STATUS_SYMBOLS.values(), DISPUTED_SYMBOL, "triangle-up", "square", "line", "stripes"}:
        assert f".sign.{symbol} {{" in STYLE, symbol
