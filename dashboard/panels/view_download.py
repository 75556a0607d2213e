"""Downloads of what the filters leave of the archive: tables of records, briefs, and the open view as a page that works offline.

Nothing is read before the panel is open, and nothing is made before the button is pressed: the page stays as quick as it is.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import NamedTuple

import streamlit as st
from sqlalchemy import Connection
from streamlit.delta_generator import DeltaGenerator

from dashboard import address
from dashboard.archive.database import ArchiveError, archive
from dashboard.archive.excerpt import Excerpt, Size, Taken, changes, size, take
from dashboard.brief.content import make_brief
from dashboard.brief.markdown import as_markdown
from dashboard.brief.page import as_html
from dashboard.brief.period import sources_of
from dashboard.brief.word import as_word
from dashboard.exports.bulletin import Bulletin, Losses
from dashboard.exports.formats import FORMATS
from dashboard.exports.settings import MOST_RECORDS
from dashboard.filter_words import filter_words
from dashboard.offline.cumulative_page import cumulative_page
from dashboard.offline.cumulative_views import VIEWS
from dashboard.offline.words import TooMuch
from dashboard.panels.documents import DOCUMENTS
from dashboard.phrases import number
from dashboard.rtl import literal
from dashboard.sharing.addresses import shared_at
from dashboard.wording import Wording

MADE = "view_download_made"
VIEW = "view"
BRIEFS: dict[str, Callable[..., str | bytes]] = {"brief_page": as_html, "brief_word": as_word, "brief_markdown": as_markdown}
SAID_OF_BRIEFS = ("rejected", "repeats", "merged", "earlier", "reviewed")
"""What a brief says that is not in it, or stands in it as reviewed."""


class Made(NamedTuple):
    """A file, and what is to be said of it. ``of`` is what it was made of: it is offered as long as that is what is shown."""

    of: object
    data: bytes
    sentences: list[str]


def show_view_download(excerpt: Excerpt, wording: Wording, with_view: bool) -> None:
    """The panel, behind a button. ``with_view`` offers the open view as a page, too."""
    popover = st.popover(wording("export", "download"), icon=":material/download:", key="view_download", on_change="rerun")
    if popover.open:
        with popover, st.container(key="view_download_panel"):
            _show_open(excerpt, wording, with_view)
    else:
        st.session_state.pop(MADE, None)  # a file may be large: it is kept while it is offered


@st.fragment
def _show_open(excerpt: Excerpt, wording: Wording, with_view: bool) -> None:
    try:
        with archive().read() as connection:  # of its own: the page's is closed when the panel alone is drawn again
            _show_choices(connection, excerpt, wording, with_view)
    except ArchiveError as error:
        st.error(literal(str(error)))


def _show_choices(connection: Connection, excerpt: Excerpt, wording: Wording, with_view: bool) -> None:
    codes = [*BRIEFS, *([VIEW] if with_view else []), *FORMATS]
    code = st.selectbox(
        wording("export", "format"), codes, format_func=lambda one: wording("export_format", one), key=f"view_format_{wording.language}"
    )
    chosen = filter_words(connection, excerpt.filters, excerpt.words, wording)
    st.caption(literal(chosen))
    of = ((archive().stamp()[0], changes(connection)), excerpt, code, wording.language, address.everything() if code == VIEW else None)
    kind = "export" if code in FORMATS else "view" if code == VIEW else "brief"
    if code == VIEW:
        st.caption(wording("view_download", "about_view"))
    else:
        held = _size(of[0], excerpt, MOST_RECORDS[kind], connection)
        if held.more:
            st.warning(wording("view_download", f"too_large_{kind}", n=number(MOST_RECORDS[kind])))
            return
        if not held.bulletins:
            st.info(wording("bulletins", "none_left"))
            return
        st.markdown(wording("view_download", "holds", records=wording.counted("records", held.records), of_bulletins=wording.counted("of_bulletins", held.bulletins)))
    made = st.session_state.get(MADE)
    if made is None or made.of != of:
        place = st.empty()
        if not place.button(
            wording("view_download", "make"), key="view_download_make", type="primary", icon=":material/build:", width="stretch"
        ):
            return
        made = _make(connection, excerpt, code, chosen, of, place, wording)
        if made is None:
            return
        st.session_state[MADE] = made
        place.empty()
    _show_made(made, excerpt, code, wording)


@st.cache_data(max_entries=64, show_spinner=False)
def _size(of: tuple[object, ...], excerpt: Excerpt, most: int, _connection: Connection) -> Size:
    return size(_connection, excerpt, most)


def _show_made(made: Made, excerpt: Excerpt, code: str, wording: Wording) -> None:
    format = FORMATS.get(code) or DOCUMENTS["page" if code == VIEW else code]
    st.download_button(
        wording("export", "get", format=wording("export_format", code)), data=made.data, file_name=f"{_name(excerpt, code)}{format.ending}",
        mime=format.mime, icon=":material/download:", type="primary", on_click="ignore", width="stretch", key="view_download_get",
    )  # fmt: skip
    if made.sentences:
        st.caption(f"**{wording('export', 'losses')}**")
        st.caption("\n".join(f"- {literal(sentence)}" for sentence in made.sentences))


def _name(excerpt: Excerpt, code: str) -> str:
    """A file's name without its ending: the days chosen, and which view it shows."""
    days = [day.isoformat() for day in (excerpt.filters.first, excerpt.filters.last) if day]
    view = [address.view(list(VIEWS))] if code == VIEW else []
    return "-".join(["rasd", *view, *(days or ["archive"])])


# --- making a file --------------------------------------------------------------------------------------------------


def _make(
    connection: Connection, excerpt: Excerpt, code: str, chosen: str, of: tuple[object, ...], place: DeltaGenerator, wording: Wording
) -> Made | None:
    """The file, made while the reader sees at ``place`` how far it is; None, with a sentence there, where it would be too large."""
    with place.container():
        bar = st.progress(0.0, wording("view_download", "making"))
        st.button(wording("view_download", "stop"), key="view_download_stop", type="tertiary")  # any click ends this run
        if code == VIEW:
            try:
                choices = {name: values[-1] for name, values in address.everything().items() if values}
                page = cumulative_page(connection, excerpt.filters, choices, wording, MOST_RECORDS["view"], [chosen])
            except TooMuch:
                place.warning(wording("view_download", "too_large_view", n=number(MOST_RECORDS["view"])))
                return None
            return Made(of, page.encode("utf-8", "replace"), [])
        losses = Losses()
        held = _size(of[0], excerpt, MOST_RECORDS["export"], connection)
        taken = _followed(take(connection, excerpt, losses), held, bar.progress, wording)
        if code in FORMATS:
            out = io.BytesIO()
            FORMATS[code].write((Bulletin(str(one.id), one.report) for one in taken), out, wording, losses)
            return Made(of, out.getvalue(), losses.sentences(code, wording))
        return _brief(list(taken), excerpt, code, chosen, of, losses, wording)


def _brief(taken: list[Taken], excerpt: Excerpt, code: str, chosen: str, of: object, losses: Losses, wording: Wording) -> Made:
    sources = sources_of(taken, shared_at(), losses)
    said = Losses({name: losses[name] for name in SAID_OF_BRIEFS}).sentences(code, wording)
    filters = excerpt.filters
    period = (filters.first, filters.last) if filters.first and filters.last else None
    many = wording("view_download", "holds_brief", bulletins=number(len(sources)))
    written = BRIEFS[code](make_brief(sources, wording, period, [chosen, many, *said]))
    return Made(of, written if isinstance(written, bytes) else written.encode("utf-8", "replace"), said)


def _followed(taken: Iterator[Taken], held: Size, show: Callable[..., object], wording: Wording) -> Iterator[Taken]:
    done = shown = 0
    for one in taken:
        done += len(one.rows)
        if done - shown >= held.records / 100:
            shown = done
            show(min(done / max(held.records, 1), 1.0), wording("view_download", "making_n", n=number(done), all=number(held.records)))
        yield one
