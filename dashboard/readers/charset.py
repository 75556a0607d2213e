"""Bytes to text: UTF-8 and UTF-16 with or without a mark, Windows-1256, ISO 8859-6; never by a wild guess."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from dashboard.readers.document import UnreadableFile

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

_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1b")
_C0_CONTROLS = bytes(code for code in range(32) if code not in _TEXT_CONTROLS)


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """Return the text in ``data``; ``name`` is the file's name as the user knows it, for the messages.

    UTF-8 and UTF-16/32 are recognised by their mark or their form. Where neither shows, the encoding ``declared`` by a
    message or a page is taken if it is one of Arabic and fits; otherwise charset-normalizer tells Windows-1256,
    ISO 8859-6 and UTF-16 apart. A mark is not part of the text; line ends are left as they are, since offsets count them.

    Raises `UnreadableFile` when the bytes are none, are no text, are damaged, or are in an encoding that cannot be told
    with confidence: a wrong guess would turn figures and names into others.
    """
    if not data:
        raise UnreadableFile("empty", name)
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise _damaged(name, encoding.removesuffix("-sig").upper(), error.start) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_without_mark(data, name, declared, error)
    if "\x00" in text:  # ASCII text in UTF-16 is valid UTF-8 too, half of it NUL
        return _detect(data, name)
    if _is_binary(data):
        raise UnreadableFile("binary", name)
    return text


def _decode_without_mark(data: bytes, name: str, declared: str | None, error: UnicodeDecodeError) -> str:
    """Decode what is not valid UTF-8: damaged UTF-8 is refused, the rest goes by what is declared, or to the detector."""
    lenient = data.decode("utf-8", errors="replace")
    damaged = lenient.count("\ufffd")
    if sum(char > "\x7f" for char in lenient) - damaged > damaged:
        raise _damaged(name, "UTF-8", error.start)
    encoding = _known(declared)
    if encoding is not None and not _is_binary(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            pass  # it declares what it is not, as many pages do
    return _detect(data, name)


def _known(declared: str | None) -> str | None:
    """The declared encoding, if it is one of Arabic's."""
    try:
        encoding = codecs.lookup(declared or "").name.replace("-", "_")
    except (LookupError, ValueError):
        return None
    return encoding if encoding in _ARABIC_ENCODINGS else None


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
