"""Share links: made, listed, revoked, and checked. A link is kept in the archive; its key is signed with a secret that is not.

The key names the link and nothing else, so that what it allows, and until when, is always what the archive says now. Who
holds a copy of the archive, or a backup of it, cannot make a key: the secret is a file of the user's own.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

from itsdangerous import BadSignature, URLSafeSerializer
from platformdirs import user_data_path
from sqlalchemy import insert, select, update

from dashboard.access import Role, require
from dashboard.archive.database import Archive
from dashboard.archive.schema import share_link

LONGEST_HOURS = 24 * 366
LONGEST_KEY = 200
"""Characters of a key: a longer one is none of ours, and is not looked at."""

_KNOWN_SECONDS = 2.0
"""How long an answer on a key is used again: a revoked link ends within this time, and a page of 60 files asks once."""


@dataclass(frozen=True)
class Link:
    """A share link as the archive keeps it; times are UTC."""

    id: str
    role: Role
    made_at: dt.datetime
    expires_at: dt.datetime
    revoked_at: dt.datetime | None

    def open_at(self, now: dt.datetime) -> bool:
        """Whether the link lets anybody in at ``now``."""
        return self.revoked_at is None and now < self.expires_at


class Links:
    """The share links of an archive."""

    def __init__(self, archive: Archive, secret: str | None = None):
        self.archive = archive
        self._sign = URLSafeSerializer(secret or _secret(), salt="rasd share link")
        self._known: dict[str, tuple[float, Link | None]] = {}

    def make(self, role: Role, hours: float) -> tuple[Link, str]:
        """A new link and its key. Raises ValueError for a time that is none, `dashboard.access.NotAllowed` for visitors."""
        require(Role.owner)
        if not 0 < hours <= LONGEST_HOURS:
            raise ValueError(f"A link lasts more than 0 and up to {LONGEST_HOURS} hours.")
        now = dt.datetime.now(dt.UTC)
        link = Link(secrets.token_hex(4), role, now, now + dt.timedelta(hours=hours), None)
        with self.archive.write() as connection:
            connection.execute(insert(share_link).values(
                id=link.id, role=role.name, made_at=link.made_at, expires_at=link.expires_at, revoked_at=None))
        return link, self.key(link)

    def key(self, link: Link) -> str:
        """The key that opens a link; the same at every call. Raises `dashboard.access.NotAllowed` for visitors."""
        require(Role.owner)
        return self._sign.dumps(link.id)

    def all(self) -> list[Link]:
        """Every link made, the newest first. Raises `dashboard.access.NotAllowed` for visitors."""
        require(Role.owner)
        with self.archive.read() as connection:
            return [_link(row) for row in connection.execute(select(share_link).order_by(share_link.c.made_at.desc()))]

    def revoke(self, link_id: str) -> bool:
        """Close a link for good; False where there is none of that id. Raises `dashboard.access.NotAllowed` for visitors."""
        require(Role.owner)
        with self.archive.write() as connection:
            found = connection.execute(select(share_link.c.id).where(share_link.c.id == link_id)).first()
            connection.execute(
                update(share_link).where(share_link.c.id == link_id, share_link.c.revoked_at.is_(None))
                .values(revoked_at=dt.datetime.now(dt.UTC)))
        self._known.clear()
        return found is not None

    def opened_by(self, key: str) -> Link | None:
        """The link that a key opens now: None for a forged, unknown, revoked or expired one."""
        at = time.monotonic()
        known = self._known.get(key)
        if known is None or at - known[0] > _KNOWN_SECONDS:
            if len(self._known) > 1000:  # somebody tries keys
                self._known.clear()
            known = self._known[key] = (at, self._look_up(key))
        link = known[1]
        return link if link is not None and link.open_at(dt.datetime.now(dt.UTC)) else None

    def made_here(self, key: str) -> bool:
        """Whether the key is one of ours, open or not: revoked and expired ones are, forged ones are not."""
        return self._link_id(key) is not None

    def _link_id(self, key: str) -> str | None:
        if len(key) > LONGEST_KEY:
            return None
        try:
            return self._sign.loads(key)
        except BadSignature:
            return None

    def _look_up(self, key: str) -> Link | None:
        link_id = self._link_id(key)
        if link_id is None:
            return None
        with self.archive.read() as connection:
            row = connection.execute(select(share_link).where(share_link.c.id == link_id)).first()
        return _link(row) if row is not None else None


def _link(row) -> Link:
    return Link(row.id, Role[row.role], _utc(row.made_at), _utc(row.expires_at), _utc(row.revoked_at))


def _utc(time: dt.datetime | None) -> dt.datetime | None:
    """SQLite gives times back without their zone."""
    return time.replace(tzinfo=dt.UTC) if time is not None and time.tzinfo is None else time


def secret_file() -> Path:
    """The file that holds the secret which keys are signed with; without it every link made so far is closed."""
    return user_data_path("rasd", appauthor=False) / "share-secret"


def _secret() -> str:
    file = secret_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as new:
            new.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    secret = file.read_text(encoding="ascii").strip()
    if len(secret) < 32:
        raise ValueError(f"{file} holds no secret: remove it, and a new one is made. Links made before are then closed.")
    return secret
