"""The words behind the figures of a page that stands alone: records as sentences with their words, each with its bulletin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from sqlalchemy import Connection, Row, select

from dashboard.archive.schema import bulletin
from dashboard.panels.lists import Item
from dashboard.panels.words import word_items
from dashboard.phrases import day_phrase, number
from dashboard.wording import Wording


class TooMuch(ValueError):
    """More records are behind the figures than a page is to hold."""


class Words:
    """Collects records under headings, and writes them with the list of their bulletins."""

    def __init__(self, connection: Connection, wording: Wording, most: int) -> None:
        self._connection, self._wording, self._most = connection, wording, most
        self._blocks: list[tuple[str, str, str, Sequence[Row]]] = []
        self._rows: dict[int, Row] = {}

    @property
    def many(self) -> int:
        """How many records there are."""
        return len(self._rows)

    @property
    def bulletins(self) -> int:
        """How many bulletins they are of."""
        return len({row.bulletin_id for row in self._rows.values()})

    @property
    def room(self) -> int:
        """How many rows to ask for at most, so that one too many is noticed (`add`)."""
        return self._most + 1

    def add(self, name: str, heading: str, rows: Sequence[Row], level: str = "h3") -> str | None:
        """Put rows of the table ``record`` under a heading (words), at the anchor ``name``; gives the anchor, None for no rows
        where it is not a heading of other blocks. Raises `TooMuch`.
        """
        self._rows |= {row.id: row for row in rows}
        if len(self._rows) > self._most:
            raise TooMuch
        self._blocks.append((name, heading, level, rows))
        return name if rows else None

    def html(self) -> str:
        """The headings with their records, and the bulletins below them."""
        if not self._rows:
            return ""
        rows = list(self._rows.values())
        items = dict(zip(self._rows, word_items(self._connection, rows, self._wording), strict=True))
        return "".join(self._pieces(items))

    def _pieces(self, items: dict[int, Item]) -> Iterator[str]:
        yield f'<section class="words"><h2>{escape(self._wording("audit", "words"))}</h2>'
        for name, heading, level, rows in self._blocks:
            yield f'<{level} id="{escape(name)}" tabindex="-1">{escape(heading)}</{level}>'
            if rows:
                yield f"<ul>{''.join(self._item(row, items[row.id]) for row in rows)}</ul>"
        yield f"</section><section><h2>{escape(self._wording('brief', 'sources'))}</h2><ul>"
        yield from self._bulletins()
        yield "</ul></section>"

    def _item(self, row: Row, item: Item) -> str:
        reference = self._wording("bulletins", "number", n=row.bulletin_id)
        return (
            f'<li><i style="background:{item.colour}"></i>{escape(item.sentence)} '
            f'<a href="#b{row.bulletin_id}"><bdi>{escape(item.label)}</bdi> · {escape(reference)}</a><q lang="ar" dir="rtl">{escape(item.words)}</q></li>'
        )

    def _bulletins(self) -> Iterator[str]:
        table = bulletin.c
        columns = select(table.id, table.title, table.date, table.source, table.origin)
        found = columns.where(table.id.in_({row.bulletin_id for row in self._rows.values()})).order_by(table.date.is_(None), table.date, table.id)
        for row in self._connection.execute(found):
            day = day_phrase(row.date, self._wording) if row.date else self._wording("cumulative", "no_date")
            said = " · ".join(part for part in (self._wording("bulletins", "number", n=row.id), day, row.source, row.origin) if part)
            yield f'<li id="b{row.id}" tabindex="-1"><bdi>{escape(row.title or self._wording("holders", "no_title"))}</bdi> <small>{escape(said)}</small></li>'


def counted(heading: str, rows: Sequence[Row]) -> str:
    """A heading with how many records are below it."""
    return f"{heading} · {number(len(rows))}"
