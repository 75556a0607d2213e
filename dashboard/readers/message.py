"""E-mail messages (.eml): the message's text under its subject, and what is attached to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import CloseBoundaryNotFoundDefect, InvalidBase64CharactersDefect, InvalidBase64PaddingDefect, StartBoundaryNotFoundDefect
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from dashboard.readers import settings
from dashboard.readers.charset import decode
from dashboard.readers.document import Document, Read, UnreadableFile, checked, library_at_work

if TYPE_CHECKING:
    from dashboard.readers.dispatch import Opener

_FORWARDED = re.compile(r"\A(?:\s*(?:re|fwd?|رد|إعادة توجيه|تحويل)\s*:)+\s*", re.IGNORECASE)
_ARABIC = re.compile(r"[\u0621-\u064a]")
_CUT_OFF = (CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect)
_BROKEN = (InvalidBase64CharactersDefect, InvalidBase64PaddingDefect)


def read(data: bytes, name: str, open_member: Opener) -> Iterator[Read]:
    """The text of the message as one document, then the bulletins in its attachments; pictures in it are passed over.

    Raises `UnreadableFile` when it is cut off, or has neither text nor attachments.
    """
    with library_at_work(name, "email"):
        message = message_from_bytes(data, policy=policy.default)
        parts = list(message.walk())
        if len(parts) > settings.MAX_MEMBERS:
            raise UnreadableFile("too_many_members", name, limit=settings.MAX_MEMBERS)
        if any(isinstance(defect, _CUT_OFF) for part in parts for defect in part.defects):
            raise UnreadableFile("truncated", name, format="email")
        bodies = list(_bodies(message))
        attached = [part for part in parts if _is_attachment(part)]
        texts = [text for part in bodies if (text := _text(part, name, open_member))]
        subject = _FORWARDED.sub("", str(message.get("subject", ""))).strip()
        published = _sent(message)
    if texts:
        if _ARABIC.search(subject) and not texts[0].lstrip().startswith(subject):
            texts.insert(0, subject)
        yield Document(name, checked("\n".join(texts), name), "email", published=published)
    elif not attached:
        raise UnreadableFile("no_text_in_message", name)
    for number, part in enumerate(attached, start=1):
        with library_at_work(name, "email"):
            member = f"{name}/{part.get_filename() or f'attachment {number}'}"
            content = _payload(part, member)
        yield from open_member(content, member)


def _is_attachment(part: EmailMessage) -> bool:
    if part.is_multipart() or (part.get_content_maintype() == "image" and part.get("content-id")):
        return False
    return part.get_filename() is not None or part.get_content_disposition() == "attachment" or part.get_content_maintype() == "application"


def _bodies(part: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that are the message's own text: of alternatives the plain one."""
    if part.get_content_type() == "multipart/alternative":
        choices = [found for child in part.iter_parts() if (found := [body for body in _bodies(child) if _payload(body, "").strip()])]
        plain = [found for found in choices if all(body.get_content_type() == "text/plain" for body in found)]
        yield from next(iter(plain or choices), [])
    elif part.is_multipart():
        for child in part.get_payload():
            yield from _bodies(child)
    elif part.get_content_type() in ("text/plain", "text/html") and not _is_attachment(part):
        yield part


def _payload(part: EmailMessage, name: str) -> bytes:
    content = part.get_payload(decode=True) or b""
    if any(isinstance(defect, _BROKEN) for defect in part.defects):
        raise UnreadableFile("damaged_document", name, format="email")
    return content


def _text(part: EmailMessage, name: str, open_member: Opener) -> str | None:
    content = _payload(part, name)
    if not content.strip():
        return None
    if part.get_content_type() == "text/plain":
        return decode(content, name, part.get_content_charset()).replace("\r\n", "\n").strip()
    charset = (part.get_content_charset() or "").encode("ascii", "ignore")
    page = b'<html><meta charset="%s">' % charset + content if b"charset" not in content[:4096] else content
    for read in open_member(page, f"{name}.html"):
        if isinstance(read, Document):
            return read.text.strip()
        if read.reason not in ("blank", "no_text_in_page"):
            raise read
    return None


def _sent(message: EmailMessage):
    """The day on which it was sent, where it was sent."""
    try:
        return parsedate_to_datetime(str(message["date"])).date()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
