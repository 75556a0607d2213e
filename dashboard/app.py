"""The dashboard's entry point: page settings, language, and navigation. Each page is a module of `dashboard.views`."""

from __future__ import annotations

import streamlit as st

from dashboard import address
from dashboard.rtl import lay_out_page
from dashboard.views import breakdown
from dashboard.wording import LANGUAGE_NAMES, LANGUAGES, Wording, wording


def main() -> None:
    """Draw the page that the address asks for, in its language."""
    words = wording(address.language())
    st.set_page_config(page_title=f"{words('ui', 'name')} · {words('ui', 'page_breakdown')}", page_icon="📄", layout="wide")
    lay_out_page(words)
    page = st.navigation(
        [st.Page(lambda: breakdown.show_page(words), title=words("ui", "page_breakdown"), url_path="breakdown", default=True)],
        position="top",
    )
    _show_header(words)
    page.run()


def _show_header(words: Wording) -> None:
    with st.container(key="header", horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.html(
            f'<h1 class="rasd-name">{words("ui", "name")}<span class="rasd-tagline">{words("ui", "tagline")}</span></h1>',
            width="content",
        )
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


main()
