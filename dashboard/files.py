"""Text files as they come: bytes to text, or one plain sentence that says why not.

The command line and the upload box both read files through this module, so that a file gives the same text, and
the same complaint, in either.
"""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import BinaryIO

from charset_normalizer import from_bytes

from dashboard.wording import Wording, wording

#: Most bytes that are read of one file: the extractor's 5 million characters at UTF-8's four bytes each.
MAX_BYTES = 20_000_000

# UTF-32's mark begins with UTF-16's, so it is looked for first.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# The 8-bit and 16-bit encodings in which Arabic files without a mark are found. Left free to choose, the detector
# takes a short Windows-1256 line for Japanese or Thai, which would be read as nonsense without a word of warning.
_ARABIC_ENCODINGS = ("cp1256", "iso8859_6", "utf_16_le", "utf_16_be")

_KNOWN_FORMATS = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0", "office"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"\x1f\x8b", "compressed"),
)

_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1b")
_C0_CONTROLS = bytes(code for code in range(32) if code not in _TEXT_CONTROLS)


class UnreadableFile(ValueError):
    """A file that cannot be read as text; the message is one English sentence fit to show to a user.

    ``reason`` is a key of the ``[file]`` strings, ``values`` what its words are filled in with: `sentence` says the
    same in the language of the interface.
    """

    def __init__(self, reason: str, name: str, **values: object) -> None:
        self.reason, self.values = reason, {"name": name, **values}
        super().__init__(self.sentence(wording("en")))

    def sentence(self, words: Wording) -> str:
        """Why the file cannot be read, and what to do, in the language of ``words``."""
        format_code = self.values.get("format")
        filled = self.values | ({"format": words("file_format", str(format_code))} if format_code else {})
        return words("file", self.reason, **filled)


def decode(data: bytes, name: str) -> str:
    """Return the text in ``data``; ``name`` is the file's name as the user knows it, for the messages.

    UTF-8 and UTF-16/32 are recognised by their mark or their form; Windows-1256, ISO 8859-6 and UTF-16 without
    a mark are told apart by charset-normalizer. A mark is not part of the text; line ends are left as they are,
    since offsets count them.

    Raises `UnreadableFile` when the file is empty (or blank), is not text, is damaged, or is in an encoding that
    cannot be told with confidence: a wrong guess would turn figures and names into others.
    """
    if not data:
        raise UnreadableFile("empty", name)
    text = _decode(data, name)
    if not text.strip("\ufeff\x00 \t\r\n\v\f\u00a0"):
        raise UnreadableFile("blank", name)
    return text


def read(path: Path) -> str:
    """Return the text of the file at ``path``.

    Raises `UnreadableFile` as `decode` does, and when the file is missing, is no file, may not be read, or is
    larger than `MAX_BYTES`.
    """
    if not path.exists():
        raise UnreadableFile("missing", str(path))
    if path.is_dir():
        raise UnreadableFile("folder", str(path))
    try:
        with path.open("rb") as file:
            return read_stream(file, str(path))
    except OSError as error:
        raise UnreadableFile("refused", str(path), error=error.strerror or error) from error


def read_stream(stream: BinaryIO, name: str) -> str:
    """Return the text that an open stream holds. Raises `UnreadableFile` as `decode` does, and over `MAX_BYTES`."""
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadableFile("too_large", name, megabytes=MAX_BYTES // 1_000_000)
    return decode(data, name)


def _decode(data: bytes, name: str) -> str:
    for signature, code in _KNOWN_FORMATS:
        if data.startswith(signature):
            raise UnreadableFile("other_format", name, format=code)
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise _damaged(name, encoding.removesuffix("-sig").upper(), error.start) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_without_mark(data, name, error)
    if "\x00" in text:  # ASCII text in UTF-16 is valid UTF-8 too, half of it NUL
        return _detect(data, name)
    if _is_binary(data):
        raise UnreadableFile("binary", name)
    return text


def _decode_without_mark(data: bytes, name: str, error: UnicodeDecodeError) -> str:
    """Decode what is not valid UTF-8: damaged UTF-8 is refused, the rest goes to the detector."""
    lenient = data.decode("utf-8", errors="replace")
    damaged = lenient.count("\ufffd")
    if sum(char > "\x7f" for char in lenient) - damaged > damaged:
        raise _damaged(name, "UTF-8", error.start)
    return _detect(data, name)


def _detect(data: bytes, name: str) -> str:
    wide = b"\x00" in data
    if not wide and _is_binary(data):
        raise UnreadableFile("binary", name)
    encodings = [encoding for encoding in _ARABIC_ENCODINGS if encoding.startswith("utf_16") == wide]
    best = from_bytes(data, cp_isolation=encodings).best()
    text = None if best is None else str(best)
    if text is None or "\x00" in text:
        if wide:
            raise UnreadableFile("binary", name)
        raise UnreadableFile("unknown_encoding", name)
    return text


def _is_binary(data: bytes) -> bool:
    """Tell whether more than one byte in a hundred is a control code that plain text has no use for."""
    controls = len(data) - len(data.translate(None, _C0_CONTROLS))
    return controls * 100 > len(data)


def _damaged(name: str, encoding: str, offset: int) -> UnreadableFile:
    return UnreadableFile("damaged", name, encoding=encoding, offset=offset)
