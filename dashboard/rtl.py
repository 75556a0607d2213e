"""Right-to-left layout and the isolation of mixed text.

Streamlit has no right-to-left switch (its issue 552), and Plotly sets its container left to right: a label that mixes
Arabic with digits or Latin comes out in the wrong order unless it is isolated (Unicode Standard Annex 9, isolates).
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import TypeVar

import streamlit as st

from dashboard.readers import settings
from dashboard.wording import Wording

T = TypeVar("T")

RIGHT_TO_LEFT_ISOLATE, LEFT_TO_RIGHT_ISOLATE, FIRST_STRONG_ISOLATE, POP = "\u2067", "\u2066", "\u2068", "\u2069"
RIGHT_TO_LEFT_MARK = "\u200f"
_MARKDOWN = re.compile(r"[!-/:-@\[-`{-~]")
_BLANKS = re.compile(r"[^\S\u00a0]+")  # not the space that keeps two words on one line
_LINKED = re.compile(r"(?<=http)(?=s?://)|(?<=https)(?=://)|(?<=www)(?=\.)|(?<=\S)(?=@\S)|(?<=:streamlit)(?=:)", re.IGNORECASE)
WORD_JOINER = "\u2060"
COMPONENT = Path(__file__).parent / "component"
PAGE_CSS = (COMPONENT / "page.css", COMPONENT / "key.css")

_page = st.components.v2.component("rasd_page", js=(COMPONENT / "page.js").read_text(encoding="utf-8"))


def isolate(text: str, wording: Wording) -> str:
    """``text`` in the direction of the interface: for Plotly labels, which know no direction of their own."""
    return f"{RIGHT_TO_LEFT_ISOLATE if wording.rtl else LEFT_TO_RIGHT_ISOLATE}{text}{POP}"


def along(ends: list[T] | None, wording: Wording) -> list[T] | None:
    """The ends of a chart's axis from the first to the last as the language reads: from right to left in Arabic."""
    return ends[::-1] if ends and wording.rtl else ends


def chart_words(text: str) -> str:
    """Words of a bulletin or a reviewer in a Plotly label, which would take ``<b>`` or ``<a href=…>`` in them for its own."""
    return escape(text, quote=False)


def quoted(text: str) -> str:
    """Words of the bulletin inside a sentence of either language: they keep their own direction."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP}"


def ltr(text: str) -> str:
    """A range or a signed number, which right-to-left text would turn round (20–99 into 99–20)."""
    return f"{LEFT_TO_RIGHT_ISOLATE}{text}{POP}"


def literal(text: str) -> str:
    """A word from a link or a file name, with nothing in it that Streamlit would take for Markdown.

    An image in it would be fetched from wherever it points to. Addresses become links, and `:streamlit:` its logo, even with
    every sign of theirs escaped, so that an invisible joiner stands in them.
    """
    return _MARKDOWN.sub(r"\\\g<0>", _LINKED.sub(WORD_JOINER, _BLANKS.sub(" ", text).strip()))


def bulletin_html(text: str) -> str:
    """Words of the bulletin as inert HTML, right to left as they were given."""
    return f'<span dir="rtl" lang="ar" class="rasd-words">{escape(text)}</span>'


def lay_out_page(wording: Wording) -> None:
    """Give the page its style and, in Arabic, its right-to-left direction."""
    rules = "".join(path.read_text(encoding="utf-8") for path in PAGE_CSS)
    rules += f".stApp {{--rasd-upload: '{wording('ui', 'upload_button')}';}}"  # Streamlit's own word is English only
    if wording.rtl:
        rules += '.stApp, [data-testid="stPopoverBody"] {direction: rtl;}'
        # What pops up stands outside the app's element, in a page that is left to right.
        rules += '[data-testid="stPopoverBody"] :is(p, li) {text-align: right;}'
    st.html(f"<style>{rules}</style>")
    with st.container(key="page_script"):
        uploads = {key: wording("work", key, megabytes=settings.MAX_FILE_BYTES // 1_000_000) for key in ("too_large", "too_many", "not_uploaded")}
        _page(data={"language": wording.language, "rtl": wording.rtl, "uploads": uploads}, key="page_component")
