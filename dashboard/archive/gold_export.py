"""Corrections as gold: the reviewed bulletins as NAME.txt and NAME.json in the codebook's format, for ``rasd evaluate``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, select

from dashboard.archive.loading import Kept, load
from dashboard.archive.schema import bulletin, record, review


def reviewed(connection: Connection) -> list[int]:
    """The bulletins that a standing change of an analyst concerns, in order of number."""
    query = select(record.c.bulletin_id).distinct().join(review, review.c.record_id == record.c.id).join(bulletin, bulletin.c.id == record.c.bulletin_id)
    return list(connection.scalars(query.where(review.c.undone_at.is_(None), bulletin.c.live.is_(True)).order_by(record.c.bulletin_id)))


def gold_files(connection: Connection, bulletin_ids: list[int] | None = None) -> Iterator[tuple[str, str]]:
    """The files, name and content, of these bulletins; of all that were reviewed where none are named.

    Gold holds every record of a bulletin that is not rejected: check them all before you measure by it. Raises `NoSuchBulletin`.
    """
    for bulletin_id in reviewed(connection) if bulletin_ids is None else bulletin_ids:
        kept = load(connection, bulletin_id)
        name = f"{kept.report.report.date or 'undated'}_{bulletin_id:06d}"
        yield f"{name}.txt", kept.text
        yield f"{name}.json", json.dumps(_gold(kept), ensure_ascii=False, indent=1) + "\n"


def write_gold(connection: Connection, folder: Path, bulletin_ids: list[int] | None = None) -> int:
    """Write the files into ``folder``, made where it is missing; gives how many bulletins they are. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = 0
    for name, content in gold_files(connection, bulletin_ids):
        # Offsets count the characters as given: line ends are not changed.
        (folder / name).write_bytes(content.encode())
        texts += name.endswith(".txt")
    return texts


def _gold(kept: Kept) -> dict[str, object]:
    data = kept.report.model_dump(mode="json", by_alias=True, exclude={"mentions"})
    return data | {"report": {name: data["report"][name] for name in ("title", "date", "date_basis", "source")}}
