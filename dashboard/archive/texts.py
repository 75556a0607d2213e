"""Texts as they are kept: what tells them apart, and which cannot be kept."""

from __future__ import annotations

import hashlib


class UnstorableText(ValueError):
    """A text that no database keeps as it is given; the message is one sentence for the user."""


def text_hash(text: str) -> str:
    """What tells texts apart: the SHA-256 of the text as given. Raises `UnstorableText`."""
    if "\0" in text:
        raise UnstorableText("The text contains a NUL character, which is no part of any text.")
    try:
        return hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise UnstorableText(f"The text contains half a character at position {error.start}; it was damaged on its way.") from None
