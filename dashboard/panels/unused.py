"""Numbers not used: every number of the text that no record uses, so that a miss is visible."""

from __future__ import annotations

import streamlit as st

from dashboard import address
from dashboard.panels.tables import show_table
from dashboard.phrases import number
from dashboard.rtl import quoted
from dashboard.selection import mention_id
from dashboard.surroundings import around
from dashboard.wording import Wording
from extraction.records import Mention, Report

AROUND = 42  # characters of the text shown on each side of a number


def unused_numbers(report: Report) -> list[tuple[str, Mention]]:
    """The counts that no record uses, each with its id, in the order of the text."""
    found = [(mention_id(index), mention) for index, mention in enumerate(report.mentions)]
    unused = [(name, mention) for name, mention in found if mention.kind == "count" and not mention.records]
    return sorted(unused, key=lambda one: one[1].start)


def show_unused(text: str, report: Report, wording: Wording, selected: str | None) -> None:
    """The unused numbers with what each was taken for and the words around it."""
    unused = unused_numbers(report)
    if not unused:
        st.success(wording("ui", "no_unused"))
        return
    st.caption(wording("ui", "unused_help"))
    show_table(
        [_row(mention, text, wording) for _, mention in unused],
        [name for name, _ in unused],
        wording,
        key="table_unused",
        selected=selected,
        on_choose=address.choose,
    )


def _row(mention: Mention, text: str, wording: Wording) -> dict[str, object]:
    first, last = around(text, mention.start, mention.end, AROUND, AROUND)
    words = f"{'…' if first else ''}{text[first : mention.start]}[{mention.text}]{text[mention.end : last]}{'…' if last < len(text) else ''}"
    value = mention.value
    return {
        wording("ui", "col_number"): quoted(mention.text),
        wording("ui", "value"): number(value) if isinstance(value, int | float) else value or "",
        wording("ui", "col_taken_for"): wording.label("taken_for", mention.taken_for or "unknown"),
        wording("ui", "col_words"): quoted(" ".join(words.split())),
    }
