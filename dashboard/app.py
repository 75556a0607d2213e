"""The dashboard's entry point: page settings, language, and navigation. Each page is a module of `dashboard.views`."""

from __future__ import annotations

import logging
from collections.abc import Callable

import streamlit as st

from dashboard import address, source
from dashboard.access import NotAllowed
from dashboard.faults import log_fault
from dashboard.own_gazetteer import use_own_gazetteer
from dashboard.panels.share import show_share
from dashboard.rtl import lay_out_page, literal
from dashboard.views import accuracy, breakdown, bulletins, control, cumulative
from dashboard.warm_start import warm_up
from dashboard.wording import LANGUAGE_NAMES, LANGUAGES, Wording, wording
from extraction.lexicon import LexiconError

log = logging.getLogger(__name__)
# Their pages lead to the words of a bulletin on the page of the breakdown.
OTHERS = {
    "cumulative": cumulative.show_page, "control": control.show_page, "bulletins": bulletins.show_page, "accuracy": accuracy.show_page,
}  # fmt: skip


def main() -> None:
    """Draw the page that the address asks for, in its language."""
    words = wording(address.language())
    first = st.Page(lambda: breakdown.show_page(words, first), title=words("ui", "page_breakdown"), url_path="breakdown", default=True)

    def leads_to_it(name: str, show_page: Callable[[Wording, st.Page], None]) -> st.Page:
        return st.Page(lambda: show_page(words, first), title=words("ui", f"page_{name}"), url_path=name)

    pages = [first, *(leads_to_it(name, show_page) for name, show_page in OTHERS.items())]
    page = st.navigation(pages, position="hidden")  # Streamlit's own menu forgets the language of the link
    st.set_page_config(page_title=f"{words('ui', 'name')} · {page.title}", page_icon="📄", layout="wide")
    lay_out_page(words)
    _show_header(words, pages, page)
    _use_own_gazetteer(words)
    warm_up()
    try:
        page.run()
    except NotAllowed:
        raise  # the shared dashboard says so
    except Exception as error:
        log_fault(log, f"page {page.url_path} not drawn", error)
        st.error(words("error", "panel"))


def _use_own_gazetteer(words: Wording) -> None:
    """Read the user's own places too; where their file is wrong, say so and go on without it."""
    try:
        use_own_gazetteer()
    except LexiconError as error:
        log.warning("own gazetteer not used: %s", error)
        st.warning(words("error", "own_gazetteer", reason=literal(str(error))))


def _show_header(words: Wording, pages: list[st.Page], shown: st.Page) -> None:
    with st.container(key="header", horizontal=True, vertical_alignment="center"):
        st.html(
            f'<h1 class="rasd-name">{words("ui", "name")}<span class="rasd-tagline">{words("ui", "tagline")}</span></h1>',
            width="content",
        )
        with st.container(key="pages", horizontal=True, width="content"):
            for page in pages:
                st.page_link(page, query_params=address.everything() | {"lang": words.language})
        show_share(words, shown, own_text=shown == pages[0] and source.shows_own_text())
        st.session_state["language"] = words.language
        st.segmented_control(
            words("ui", "language"),
            LANGUAGES,
            key="language",
            format_func=LANGUAGE_NAMES.get,
            label_visibility="collapsed",
            required=True,
            on_change=lambda: address.put("lang", st.session_state["language"]),
        )


# Streamlit runs this file as the main program, and so would every process that an import starts beside it.
if __name__ == "__main__":
    main()
