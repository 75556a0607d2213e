"""Tables of records: one way to show one, with a coloured swatch a party, and to choose a row."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache

import pandas as pd
import streamlit as st

from dashboard.panels.lists import Item, show_list
from dashboard.wording import Wording

SWATCH = "■"
PADDING, WIDEST = 24, 220  # pixels: beside a cell's words, of a column
LETTERS, SIGN = {"AL": 6.3, "EN": 8.0, "L": 6.8}, 5.5  # pixels: of a letter or digit by its direction, of a space or sign
ROOMY = 600  # pixels of words in a row for which there is room beside a map or a text


def show_table(
    rows: list[dict[str, object]],
    ids: list[str],
    wording: Wording,
    *,
    key: str,
    selected: str | None,
    on_choose: Callable[[str], None],
    colours: list[str] | None = None,
    items: list[Item] | None = None,
) -> None:
    """Show ``rows`` (column heading to value), one a record of ``ids``; choosing one calls ``on_choose(id)``.

    The grid keeps its column order whatever the direction of the page: in Arabic it is turned round here. A column without
    a word in it is left out. Where there is no room for a grid, as on a telephone, ``items`` stand in its place, or each row
    as its first cell with the others below it.
    """
    said = [heading for heading in rows[0] if any(row[heading] not in (None, "") for row in rows)]
    rows = [{heading: row[heading] for heading in said} for row in rows]
    frame = pd.DataFrame(rows)
    if colours is not None:
        frame.insert(0, " ", SWATCH)
    columns = list(frame.columns)
    widths = {column: max(_width(str(value)) for value in [column, *frame[column]]) for column in columns}
    set_to = {column: min(round(widths[column] + PADDING), WIDEST) for column in columns}
    widest = max(columns, key=lambda column: widths[column])
    # The widest column takes what the others leave.
    left = ROOMY - sum(set_to.values()) + set_to[widest]
    set_to[widest] = None if sum(widths.values()) < ROOMY else max(left, WIDEST)
    config = {
        column: st.column_config.Column(
            alignment="right" if wording.rtl or _is_arabic(frame[column]) else "left",
            width=set_to[column],  # the grid measures words before their font is there, and cuts them off
        )
        for column in columns
    }
    if colours is not None:
        config[" "] = st.column_config.Column(width=30, alignment="center")
    data: object = frame
    if colours is not None:
        styles = [f"color: {colour}" for colour in colours]
        data = frame.style.apply(lambda column: styles if column.name == " " else [""] * len(column))
    # The selection is the page's, not the grid's: the row of a record chosen anywhere else is ticked here too.
    st.session_state[key] = {"selection": {"rows": [ids.index(selected)] if selected in ids else [], "columns": [], "cells": []}}

    def chosen() -> None:
        rows_chosen = st.session_state[key]["selection"]["rows"]
        if rows_chosen:
            on_choose(ids[rows_chosen[0]])

    with st.container(key=f"rows_{key}"):
        with st.container(key=f"wide_{key}"):
            st.dataframe(
                data,
                key=key,
                hide_index=True,
                column_order=columns[::-1] if wording.rtl else columns,
                column_config=config,
                on_select=chosen,
                selection_mode="single-row",
                height="content" if len(rows) <= 18 else 520,
            )
        with st.container(key=f"narrow_{key}"):
            shown = items or [_as_item(name, row) for name, row in zip(ids, rows, strict=True)]
            show_list(shown, wording, key=f"list_{key}", selected=selected, on_choose=on_choose)


def _as_item(name: str, row: dict[str, object]) -> Item:
    (_, first), *others = row.items()
    return Item(name, str(first), words=" · ".join(f"{heading}: {cell}" for heading, cell in others if cell not in (None, "")))


@lru_cache(maxsize=20_000)
def _width(text: str) -> float:
    """About how many pixels the text takes in a cell; marks of direction take none."""
    kinds = (unicodedata.bidirectional(letter) for letter in text if unicodedata.category(letter) != "Cf")
    return sum(LETTERS.get(kind, SIGN) for kind in kinds)


def _is_arabic(values: pd.Series) -> bool:
    """Whether a column holds words of the bulletin: the grid cuts Arabic off in a cell that is set to the left."""
    return any(_has_arabic(str(value)) for value in values)


@lru_cache(maxsize=20_000)
def _has_arabic(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
