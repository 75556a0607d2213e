"""The open view of the cumulative page as one HTML file: its chart, its tables, and the words behind every figure in it.

Everything is in the file, Plotly's program included; it asks nothing of any network, and prints without its links.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from sqlalchemy import Connection

from dashboard.archive.filters import Filters
from dashboard.offline.cumulative_views import VIEWS
from dashboard.offline.frame import Charts, whole_page
from dashboard.offline.words import Words
from dashboard.phrases import day_phrase, number
from dashboard.theme import on_paper
from dashboard.wording import Wording

STYLE = Path(__file__).with_name("cumulative_page.css")


def cumulative_page(
    connection: Connection, filters: Filters, choices: Mapping[str, str], wording: Wording, most: int, facts: Sequence[str] = ()
) -> str:
    """The page of the view that ``choices``, the parameters of the address, name. ``facts`` say what was chosen.

    Raises `dashboard.offline.words.TooMuch` where more than ``most`` records are behind its figures.
    """
    name = choices.get("view") if choices.get("view") in VIEWS else next(iter(VIEWS))
    words = Words(connection, wording, most)
    with on_paper():
        sections = "".join(VIEWS[name](connection, filters, choices, wording, Charts(), words))
    behind = words.html()
    title = f"{wording('ui', 'page_cumulative')}: {wording('cumulative', f'view_{name}')}"
    made = wording("offline", "made", day=day_phrase(dt.date.today(), wording))
    size = wording("offline", "size", records=number(words.many), bulletins=number(words.bulletins))
    listed = "".join(f"<li>{escape(fact)}</li>" for fact in (*facts, size, made))
    header = f'<ul class="facts">{listed}</ul><p class="note">{escape(wording("offline", "note_view"))}</p>'
    return whole_page(title, STYLE.read_text(encoding="utf-8"), header, f'<main class="view">{sections}{behind}</main>', wording)
