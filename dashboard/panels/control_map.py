"""The map of control, drawn as a plain figure: it needs neither tiles, nor fonts, nor WebGL, so it works offline.

Colour says who holds a place, shape what the bulletin says of it. A map layer of Plotly has no shapes without a sprite
from the network and asks a font server for every label; a figure of degrees, with the scales set for the latitude, has
both. The outline of Syria and the Euphrates in ``maps/syria.geojson`` are coarse and drawn by hand, for orientation.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import plotly.graph_objects as go

from dashboard.panels.charts import CONFIG
from dashboard.panels.map_labels import SIDES, label_sides, still_clear
from dashboard.phrases import place_name, position_phrase
from dashboard.rtl import chart_words, isolate
from dashboard.theme import FONT, STATUS_SYMBOLS, party_colour, text_colour
from dashboard.wording import Wording
from extraction.records import Control

BACKGROUND = Path(__file__).parent.parent / "maps" / "syria.geojson"
MAP_CONFIG = CONFIG | {
    "displayModeBar": True,
    "displaylogo": False,
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d", "toImage", "zoom2d", "pan2d"],
}
HEIGHT = 430
SMALLEST_VIEW = 0.5  # degrees: a single village still shows what lies around it
SPREAD = 0.05  # of the view: records on one spot, such as a district's centre, stand around it this far away
CIRCLE, GOLDEN_ANGLE = 12, math.pi * (3 - math.sqrt(5))
HALF_SEEN = 0.6  # of faded points while one is chosen
MANY = 60  # points from which they are drawn smaller
WIDTH, NARROW = 460, 290  # pixels that the map has beside its table, on a wide page and where it is least, narrower than a telephone
WIDE_ONLY = "Rasd wide"
"""A font that there is not, by which the page's style knows the names that a telephone has no room for."""
CITY_CLEAR = 0.1  # of the view: a background city so near to a point is left out
UNSPOKEN = {"hoverinfo": "skip", "showlegend": False}
"""What a trace is that neither answers to the mouse nor stands in the key."""
GAP = "\u00a0"  # between a point and its name
WATER = "rgba(56,132,214,0.65)"
FAINT = "rgba(128,128,128,0.75)"

Trace = dict[str, object]
"""What Plotly draws together, by the names of its schema."""


@cache
def _background() -> dict[str, list[dict[str, object]]]:
    features: dict[str, list[dict[str, object]]] = defaultdict(list)
    for feature in json.loads(BACKGROUND.read_text(encoding="utf-8"))["features"]:
        features[feature["properties"]["kind"]].append(feature)
    return features


@dataclass(frozen=True)
class Point:
    """A place on the map. ``side`` names its colour in the key, ``symbol`` its shape; ``hover`` are lines shown when it is
    pointed at, ``opacity`` fades what is old.
    """

    id: str
    lon: float
    lat: float
    name: str
    side: str
    colour: str
    symbol: str
    hover: tuple[str, ...]
    opacity: float = 1.0


def control_map(placed: list[Control], wording: Wording, selected: str | None) -> go.Figure:
    """The places of ``placed`` (all with a position); every point carries its record's id in ``customdata``."""
    statuses = {STATUS_SYMBOLS[status]: wording.label("status", status) for status in dict.fromkeys(record.status for record in placed)}
    return place_map([_point(record, wording) for record in placed], statuses, wording, selected)


def _point(record: Control, wording: Wording) -> Point:
    holder = wording.label("party", record.controller) or wording("ui", "nobody")
    name = place_name(record.place, wording)
    return Point(
        record.id, record.place.lon or 0.0, record.place.lat or 0.0, name, holder, party_colour(record.controller), STATUS_SYMBOLS[record.status],
        (name, f"{holder} · {wording.label('status', record.status)}", position_phrase(record.place, wording)),
    )  # fmt: skip


def place_map(points: Sequence[Point], shapes: dict[str, str], wording: Wording, selected: str | None, height: int = HEIGHT) -> go.Figure:
    """The points on the map; each carries its id in ``customdata``. ``shapes`` are the words for the symbols, for the key."""
    spots = _spread(points)
    traces = [*_background_traces(spots, wording), *_place_traces(points, spots, wording, selected, height), *_inset_traces(spots), *_shape_key(shapes, wording)]
    figure = go.Figure([{"type": "scatter"} | trace for trace in traces])  # all at once: each is checked once
    inset_x, inset_y = _emptiest_corner(spots)
    (left, right), (bottom, top) = _view(spots)
    plain = {"visible": False, "showgrid": False, "zeroline": False}
    figure.update_layout(
        height=height, font={"family": FONT}, dragmode="pan", hovermode="closest", paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(128,128,128,0.09)", margin={"l": 0, "r": 0, "t": 0, "b": 0},
        xaxis={**plain, "range": [left, right], "scaleanchor": "y", "scaleratio": math.cos(math.radians((bottom + top) / 2))},
        yaxis={**plain, "range": [bottom, top]},
        xaxis2={**plain, "domain": inset_x, "range": [35.4, 42.6], "fixedrange": True},
        yaxis2={**plain, "domain": inset_y, "range": [32.1, 37.5], "fixedrange": True, "anchor": "x2"},
        modebar={"bgcolor": "rgba(0,0,0,0)", "color": FAINT, "activecolor": text_colour()},
    )  # fmt: skip
    return figure


def _spread(points: Sequence[Point]) -> list[tuple[float, float]]:
    """Longitude and latitude of each point, those on the same spot set around it: a few in a circle, many in a spiral."""
    together: dict[tuple[float, float], list[int]] = defaultdict(list)
    for index, point in enumerate(points):
        together[(point.lon, point.lat)].append(index)
    (left, right), _ = _view(list(together))
    step_out = (right - left) * SPREAD * (1.0 if len(points) <= MANY else 0.4)
    spots: list[tuple[float, float]] = [(0.0, 0.0)] * len(points)
    for (lon, lat), indices in together.items():
        for step, index in enumerate(indices):
            angle, away = 2 * math.pi * step / len(indices), step_out * (1 + len(indices) / 12) if len(indices) > 1 else 0.0
            if len(indices) > CIRCLE:
                angle, away = step * GOLDEN_ANGLE, step_out * 0.7 * math.sqrt(step)
            spots[index] = (lon + away * math.cos(angle), lat + away * math.sin(angle))
    return spots


def _view(spots: list[tuple[float, float]]) -> tuple[tuple[float, float], tuple[float, float]]:
    ranges = []
    for values in zip(*spots, strict=True):
        middle, half = (min(values) + max(values)) / 2, max((max(values) - min(values)) * 0.7, SMALLEST_VIEW / 2)
        ranges.append((middle - half, middle + half))
    return ranges[0], ranges[1]


def _background_traces(spots: list[tuple[float, float]], wording: Wording) -> Iterator[Trace]:
    for kind, colour, width in (("river", WATER, 3), ("border", FAINT, 1.5)):
        for feature in _background()[kind]:
            lon, lat = zip(*feature["geometry"]["coordinates"], strict=True)
            yield {"x": lon, "y": lat, "mode": "lines", "line": {"color": colour, "width": width}, **UNSPOKEN}
    near = CITY_CLEAR * (_view(spots)[1][1] - _view(spots)[1][0])
    cities = [  # save those under a point, which has the same name or would lie on it
        city for city in _background()["city"]
        if all(math.dist(city["geometry"]["coordinates"], spot) > near for spot in spots)
    ]  # fmt: skip
    yield {
        "x": [city["geometry"]["coordinates"][0] for city in cities], "y": [city["geometry"]["coordinates"][1] for city in cities],
        "text": [isolate(city["properties"][wording.language], wording) for city in cities], "mode": "markers+text",
        "textposition": "bottom center", "textfont": {"color": FAINT, "size": 11},
        "marker": {"symbol": "square", "size": 5, "color": FAINT}, **UNSPOKEN,
    }  # fmt: skip


def _place_traces(
    points: Sequence[Point], spots: list[tuple[float, float]], wording: Wording, selected: str | None, height: int
) -> Iterator[Trace]:
    ink = text_colour()
    small, large = (14, 20) if len(points) <= MANY else (9, 16)
    by_side: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, point in enumerate(points):
        by_side[point.side, point.colour].append(index)
    for (side, colour), indices in by_side.items():
        chosen = [points[index].id == selected for index in indices]
        opacity = [points[index].opacity for index in indices]
        plain = min(opacity) == 1
        yield {
            **_at(spots, indices), "mode": "markers", "customdata": [[points[index].id] for index in indices], "hoverinfo": "text",
            "hovertext": ["<br>".join(isolate(chart_words(line), wording) for line in points[index].hover) for index in indices],
            "showlegend": False,
            "marker": {
                "symbol": [points[index].symbol for index in indices], "color": colour, "opacity": 1 if plain else opacity,
                "size": [large if one else small for one in chosen] if any(chosen) else small,
                "line": {
                    "color": [ink if one else colour for one in chosen] if any(chosen) else colour,
                    "width": [3 if one else 2 for one in chosen] if any(chosen) else 2,
                },
            },
            "selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1 if plain else HALF_SEEN}},
        }  # fmt: skip
        # Its line in the key: a colour alone, for the shapes have lines of their own.
        yield {"x": [None], "y": [None], "mode": "markers", "name": isolate(side, wording), "marker": {"symbol": "square", "size": 11, "color": colour}}
    yield from _name_traces(points, spots, wording, selected, height, small)


def _name_traces(
    points: Sequence[Point], spots: list[tuple[float, float]], wording: Wording, selected: str | None, height: int, size: int
) -> Iterator[Trace]:
    """The names that have room beside their points of ``size``: those that are clear on a telephone too, and those that are not."""
    ink = text_colour()
    first = next((index for index, point in enumerate(points) if point.id == selected), 0)
    all_names = [point.name for point in points]
    sides = label_sides(_pixels(spots, WIDTH, height), all_names, first, WIDTH, height)
    anywhere = still_clear(_pixels(spots, NARROW, height), all_names, sides, NARROW, height)
    for font, indices in ((FONT, anywhere), (f"'{WIDE_ONLY}', {FONT}", sides.keys() - anywhere)):
        named = sorted(indices)
        yield {
            **_at(spots, named), "mode": "markers+text", "marker": {"size": size, "opacity": 0},
            "text": [f"{GAP}{isolate(chart_words(points[index].name), wording)}{GAP}" for index in named],
            "textposition": [sides[index] for index in named], "textfont": {"color": ink, "size": 12, "family": font},
            "unselected": {"textfont": {"color": ink}, "marker": {"opacity": 0}}, **UNSPOKEN,
        }  # fmt: skip


def _at(spots: list[tuple[float, float]], indices: Iterable[int]) -> Trace:
    return {"x": [spots[index][0] for index in indices], "y": [spots[index][1] for index in indices]}


def _pixels(spots: list[tuple[float, float]], width: int, height: int) -> list[tuple[float, float]]:
    """Where the spots fall on a map of ``width`` by ``height`` pixels, on which the whole view has room."""
    (left, right), (bottom, top) = _view(spots)
    narrow = math.cos(math.radians((bottom + top) / 2))
    scale = min(width / ((right - left) * narrow), height / (top - bottom))
    middle_lon, middle_lat = (left + right) / 2, (bottom + top) / 2
    return [(width / 2 + (lon - middle_lon) * narrow * scale, height / 2 - (lat - middle_lat) * scale) for lon, lat in spots]


def _emptiest_corner(spots: list[tuple[float, float]]) -> tuple[list[float], list[float]]:
    """Where the inset covers the fewest places; the buttons of the map take the upper right corner."""
    (left, right), (bottom, top) = _view(spots)
    corners = [([0.01, 0.20], [0.01, 0.28]), ([0.80, 0.99], [0.01, 0.28]), ([0.01, 0.20], [0.72, 0.99])]

    def covered(corner: tuple[list[float], list[float]]) -> int:
        (x0, x1), (y0, y1) = corner
        shares = [((lon - left) / (right - left), (lat - bottom) / (top - bottom)) for lon, lat in spots]
        return sum(x0 - 0.1 <= x <= x1 + 0.1 and y0 - 0.05 <= y <= y1 + 0.05 for x, y in shares)

    return min(corners, key=covered)


def _inset_traces(spots: list[tuple[float, float]]) -> Iterator[Trace]:
    """The whole country in the corner, with the points in it."""
    inset = {"xaxis": "x2", "yaxis": "y2", **UNSPOKEN}
    for feature in _background()["border"]:
        lon, lat = zip(*feature["geometry"]["coordinates"], strict=True)
        yield {"x": lon, "y": lat, "mode": "lines", "fill": "toself", "fillcolor": "rgba(128,128,128,0.18)", "line": {"color": FAINT, "width": 1}, **inset}
    yield {**_at(spots, range(len(spots))), "mode": "markers", "marker": {"size": 5, "color": text_colour()}, **inset}


def _shape_key(shapes: dict[str, str], wording: Wording) -> Iterator[Trace]:
    for symbol, words in shapes.items():
        yield {"x": [None], "y": [None], "mode": "markers", "name": isolate(words, wording), "marker": {"symbol": symbol, "size": 11, "color": text_colour()}}
