"""The map of places over tiles from the network: only drawn when the reader asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import plotly.graph_objects as go

from dashboard.panels.charts import CONFIG, show_chart
from dashboard.panels.control_map import Point
from dashboard.rtl import chart_words, isolate
from dashboard.theme import FONT, faded
from dashboard.wording import Wording

HEIGHT = 520
STYLE = "open-street-map"
NARROWEST_SPAN = 0.3  # degrees: a single village still shows what lies around it


def show_tiles(points: Sequence[Point], wording: Wording, *, key: str, on_choose: Callable[[str], None]) -> None:
    """The points over OpenStreetMap's tiles. Shapes need a file of signs that the tiles lack: there are circles only."""
    show_chart(tile_map(points, wording), key=key, alt=wording("ui", "page_control"), config=CONFIG | {"scrollZoom": True}, on_choose=on_choose)


def tile_map(points: Sequence[Point], wording: Wording) -> go.Figure:
    """The figure; every point carries its id in ``customdata``."""
    lons, lats = [point.lon for point in points], [point.lat for point in points]
    around_lon, around_lat = (max(max(values) - min(values), NARROWEST_SPAN) * 0.15 for values in (lons, lats))
    figure = go.Figure()
    for side, colour in dict.fromkeys((point.side, point.colour) for point in points):
        these = [point for point in points if (point.side, point.colour) == (side, colour)]
        figure.add_scattermap(
            lon=[point.lon for point in these], lat=[point.lat for point in these], mode="markers", name=isolate(side, wording),
            customdata=[[point.id] for point in these], hoverinfo="text",
            hovertext=["<br>".join(isolate(chart_words(line), wording) for line in point.hover) for point in these],
            marker={"size": 12, "color": [faded(colour, point.opacity) for point in these]},
            selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}},
        )  # fmt: skip
    figure.update_layout(
        height=HEIGHT, font={"family": FONT}, margin={"l": 0, "r": 0, "t": 0, "b": 0}, paper_bgcolor="rgba(0,0,0,0)",
        map={
            "style": STYLE,
            "bounds": None,
            "center": {"lon": (min(lons) + max(lons)) / 2, "lat": (min(lats) + max(lats)) / 2},
            "zoom": _zoom(max(max(lons) - min(lons) + around_lon, max(lats) - min(lats) + around_lat)),
        },
    )  # fmt: skip
    return figure


def _zoom(degrees: float) -> float:
    """The zoom at which so many degrees fill the map: each step halves them, from 360 at 512 pixels."""
    zoom = 0.0
    while 360 / 2 ** (zoom + 0.5) > degrees and zoom < 12:
        zoom += 0.5
    return zoom
