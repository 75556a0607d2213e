"""What reading a file gives: documents with their remarks, or a refusal; each is said in Arabic and in English."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dashboard.readers import settings

if TYPE_CHECKING:
    from dashboard.wording import Wording


def _as_is(text: str) -> str:
    return text


def _say(words: Wording, table: str, reason: str, values: dict[str, object], shown: Callable[[str], str]) -> str:
    filled = {key: shown(value) if isinstance(value, str) else value for key, value in values.items()}
    for key in ("format", "claimed"):
        if key in values:
            filled[key] = words("file_format", str(values[key]))
    return words(table, reason, **filled)


class UnreadableFile(ValueError):
    """A file that cannot be read, in one sentence that is fit to show to a user: what is wrong, and what to do.

    ``reason`` is a key of the ``[file]`` strings, ``values`` what its words are filled in with; ``name`` is the file's
    name as the user knows it.
    """

    def __init__(self, reason: str, name: str, **values: object) -> None:
        super().__init__(reason, name)
        self.reason, self.name, self.values = reason, name, values

    def sentence(self, words: Wording, shown: Callable[[str], str] = _as_is) -> str:
        """The sentence in the language of ``words``. ``shown`` makes names harmless for where they are shown."""
        return _say(words, "file", self.reason, {"name": self.name, **self.values}, shown)

    def __str__(self) -> str:
        from dashboard.wording import wording  # reads the strings of both languages: not needed where files are opened

        return self.sentence(wording("en"))


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader of the document should know: a part of the file that gave no text. ``reason`` is a key of ``[file_remark]``."""

    reason: str
    values: dict[str, object] = field(default_factory=dict)

    def sentence(self, words: Wording, name: str, shown: Callable[[str], str] = _as_is) -> str:
        """The remark on the document ``name``, in the language of ``words``."""
        return _say(words, "file_remark", self.reason, {"name": name, **self.values}, shown)


@dataclass(frozen=True, slots=True)
class Document:
    """One bulletin of a file, whole.

    ``name`` tells it from the others of the file («batch.zip/3.docx», «table.xlsx#5»); ``format`` is the code of
    what it was read from. ``date`` is the report's date as the giver of the file states it (a column, front matter);
    ``published`` the day on which a message was sent or a page published, which holds where the text has no date itself.
    """

    name: str
    text: str
    format: str
    date: dt.date | None = None
    published: dt.date | None = None
    source: str | None = None
    remarks: tuple[Remark, ...] = ()


Read = Document | UnreadableFile
"""What reading gives for each bulletin in a file."""


def checked(text: str, name: str) -> str:
    """The text, if there is one to read and it is not too long. Raises `UnreadableFile`."""
    if not text.strip("\ufeff\x00 \t\r\n\v\f\u00a0"):
        raise UnreadableFile("blank", name)
    if len(text) > settings.MAX_TEXT_CHARS:
        raise UnreadableFile("text_too_long", name, millions=settings.MAX_TEXT_CHARS // 1_000_000)
    return text


@contextmanager
def library_at_work(name: str, format: str) -> Iterator[None]:
    """Around calls of a library that opens a format: whatever it raises on a file means that the file is damaged."""
    try:
        yield
    except (UnreadableFile, MemoryError):
        raise
    except Exception as error:
        raise UnreadableFile("damaged_document", name, format=format) from error
