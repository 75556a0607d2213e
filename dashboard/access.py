"""Who may do what: the owner, a reviewer or a reader, asked at the place where data is written.

A command at the terminal, and a dashboard that answers to its own computer only, act for the owner. A shared dashboard says
for each visitor who it is (`decide_by`); what does not say is a reader.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum


class Role(IntEnum):
    """What a visitor may do; each role may do what the ones below it may."""

    reader = 1
    """See every page and download; change nothing."""
    reviewer = 2
    """Save, import and review bulletins, delete them and take that back."""
    owner = 3
    """Make and revoke links, too."""


class NotAllowed(PermissionError):
    """The visitor's role does not allow the act; the message is one sentence for the visitor."""


ANALYST = "analyst"

_decide: Callable[[], Role] = lambda: Role.owner  # noqa: E731
_name: Callable[[], str] = lambda: ANALYST  # noqa: E731


def decide_by(who: Callable[[], Role], name: Callable[[], str] = lambda: ANALYST) -> None:
    """From now on in this process, ask ``who`` for the role of whoever acts, and ``name`` for what stands for a name that is not given."""
    global _decide, _name
    _decide, _name = who, name


def role() -> Role:
    """The role of whoever acts now."""
    return _decide()


def acting(given: str | None) -> str:
    """Under which name an act of whoever acts now is kept: the one ``given``, else what is known of the visitor."""
    return (given or "").strip() or _name()


def may(least: Role) -> bool:
    """Whether whoever acts now has at least this role; for a page to leave out what would be refused."""
    return role() >= least


def require(least: Role) -> None:
    """Raises `NotAllowed` where whoever acts now has less than this role."""
    if not may(least):
        raise NotAllowed("This link is for reading: nothing was changed. Ask the owner of the dashboard for a reviewer's link.")
