"""Party colours and the shapes of control statuses: the same on every page, light and dark.

Every two colours stay apart for normal, deuteranopic and protanopic sight (CIE76 distance of 11.5 or more, 17 among the
ten parties named most often), and each has a contrast of 2.4 or more on both backgrounds. Colour never stands alone:
each bar, point and row also names its party.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st

PARTY_COLOURS: dict[str, str] = {
    "islamic_state": "#486581",
    "sdf": "#bb9f18",
    "government": "#993a11",
    "transitional_government": "#1aba82",
    "opposition": "#468154",
    "turkish_backed": "#6faebd",
    "hts": "#6a9c42",
    "turkey": "#26adff",
    "russia": "#255ea0",
    "iran_backed": "#b56fc0",
    "coalition": "#495bca",
    "israel": "#9f1e61",
    "iraq": "#865633",
    "local_armed": "#c64708",
    "unknown_gunmen": "#84aba1",
}
NO_PARTY_COLOUR = "#867775"
# For what is no party: causes, categories, governorates. The tints of Okabe and Ito, told apart by all eyes.
OTHER_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#b8a800", "#7a68c8")
# Plotly draws its own text and knows nothing of the page's fonts.
FONT = "'Segoe UI', 'Noto Sans', 'Noto Sans Arabic', Tahoma, 'Geeza Pro', sans-serif"
TEXT_COLOURS = {"light": "#1f2933", "dark": "#e6e9ee"}

# Plotly symbols: a reader who sees no colour tells the statuses by shape.
STATUS_SYMBOLS = {"holds": "circle", "captured": "star", "withdrew": "x", "contested": "diamond-open"}


def party_colour(party: str | None) -> str:
    """The colour of a party; civilians and unknown sides share a neutral one."""
    return PARTY_COLOURS.get(party or "", NO_PARTY_COLOUR)


def faded(colour: str, opacity: float) -> str:
    """A colour of ``#rrggbb`` that lets so much of itself be seen, from 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:.2f})"


_paper = ContextVar("paper", default=False)


@contextmanager
def on_paper() -> Iterator[None]:
    """What is drawn inside is for a white page that leaves the browser, whatever the browser shows now."""
    before = _paper.set(True)
    try:
        yield
    finally:
        _paper.reset(before)


def theme_kind() -> str:
    """``light`` or ``dark``, as the browser shows the page; light where it has not said yet, and on paper."""
    if _paper.get():
        return "light"
    return "dark" if st.context.theme.type == "dark" else "light"


def text_colour() -> str:
    """The colour of text on the page as it is shown."""
    return TEXT_COLOURS[theme_kind()]
