"""Cells that are safe to open: no text of a bulletin is ever run as a formula, and every text can be written."""

from __future__ import annotations

import datetime as dt
import re

Cell = str | int | float | dt.date | None

# What makes spreadsheets take a text for a formula, in the wide forms that some of them read too.
_FORMULA = re.compile(r"\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def whole_text(text: str) -> str:
    """The text without halves of characters, which no file in UTF-8 can hold."""
    return _LONE_SURROGATES.sub("\ufffd", text)


def harmless(value: Cell) -> Cell:
    """The cell for a spreadsheet: before a text that begins like a formula stands an apostrophe; numbers stay numbers."""
    if not isinstance(value, str):
        return value
    text = _CONTROLS.sub("\ufffd", whole_text(value))
    return f"'{text}" if _FORMULA.match(value) else text
