"""The tables of the archive, the same on SQLite and on PostgreSQL.

Decisions, and why:

- All kinds of records are rows of one table, ``record``, told apart by ``kind``. A record has one number for ever, whatever
  it is, so that links, reviews, parts and repeats point at one kind of thing and filters are written once. ``act`` is
  what happened by the kind's own codes: the outcome of a casualty, the movement of a flow, the status of a control
  statement, the type of an event. ``party`` is the side of the people counted, for control the controller.
- What pages filter and add by stands in the row itself (source, day, week, month, governorate, whether the bulletin is
  ``live``, whether the figure ``counts``), kept by the transaction that changes it: sums over a million records are then
  scans of one narrow index, with no join.
- ``counts`` says that a figure may be added to others: an incident, no part of another figure, not rejected, not the
  repeat of what another bulletin already said, its bulletin neither deleted nor merged. `dashboard.archive.counting` sets it.
- Nothing that was read or said is ever removed. A deleted bulletin has ``deleted_at``, a record that is no longer read is ``withdrawn``; numbers
  are not given twice.
- The columns of a record hold what counts now, the analyst's corrections included. ``machine`` holds the record as it
  was read, once a correction made the two differ.
- Findings of the audit that follow from single bulletins, or from the incidents of one day and place, are kept (``finding``) and
  worked out anew for the bulletins that change (`dashboard.archive.findings`).
- Mentions are not stored: they follow from the text. Only which places a bulletin names is (``bulletin_place``), so that a
  place leads to every bulletin that speaks of it.
- Days are ISO days on SQLite and ``DATE`` on PostgreSQL; times are UTC.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import (
    JSON, BigInteger, Boolean, CheckConstraint, Column, Date, DateTime, Float, ForeignKey, Index, Integer, MetaData, Table,
    Text, TypeDecorator, UniqueConstraint,
)  # fmt: skip
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Utc(TypeDecorator[dt.datetime]):
    """A time in UTC. SQLite forgets the zone; it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        return value.astimezone(dt.UTC) if value else None

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        return value and (value.astimezone(dt.UTC) if value.tzinfo else value.replace(tzinfo=dt.UTC))


Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")

CASUALTY, FLOW, CONTROL, EVENT = "casualty", "flow", "control", "event"
KINDS = (CASUALTY, FLOW, CONTROL, EVENT)

MACHINE, ACCEPTED, CORRECTED, ADDED, REJECTED, WITHDRAWN = "machine", "accepted", "corrected", "added", "rejected", "withdrawn"
STATES = (MACHINE, ACCEPTED, CORRECTED, ADDED, REJECTED, WITHDRAWN)
"""Review states: as read, accepted, a field corrected, added by the analyst, rejected, no longer read after an upgrade."""

SEVERAL = "several"
"""``admin1`` of a record whose places lie in more than one governorate."""


def _one_of(name: str, values: tuple[str, ...]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{name} IN ({listed})", name=name)


bulletin = Table(
    "bulletin", metadata,
    Column("id", Integer, primary_key=True),
    Column("text_hash", Text, nullable=False, comment="SHA-256 of the text in UTF-8, in hexadecimal digits"),
    Column("title", Text),
    Column("date", Date, comment="the report's date"),
    Column("date_basis", Text, nullable=False, comment="given, stated, inferred or unknown"),
    Column("source", Text, comment="the organisation that speaks"),
    Column("origin", Text, comment="the file, address or act that it came by"),
    Column("added_at", Utc, nullable=False),
    Column("extractor", Text, nullable=False, comment="version of the rules and lexicons that read it"),
    Column("deleted_at", Utc),
    Column("merged_into", ForeignKey("bulletin.id"), comment="the bulletin that this is the same as"),
    Column("live", Boolean, nullable=False, comment="neither deleted nor merged"),
    # Last, since it is long: what stands behind it in a row is slow to come by.
    Column("text", Text, nullable=False, comment="as given; all offsets count its code points"),
    UniqueConstraint("text_hash"),
    Index(None, "live", "date", "id"),
    Index("ix_bulletin_live_source", "live", "source", "date", "id"),
    Index(None, "merged_into"),
    sqlite_autoincrement=True,
)  # fmt: skip

record = Table(
    "record", metadata,
    Column("id", Integer, primary_key=True),
    Column("bulletin_id", ForeignKey("bulletin.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("number", Text, nullable=False, comment="the id within its bulletin: C3"),
    Column("state", Text, nullable=False),
    Column("live", Boolean, nullable=False, comment="the bulletin's"),
    Column("counts", Boolean, nullable=False, comment="may be added to other figures"),
    Column("source", Text, comment="the bulletin's"),
    Column("act", Text, nullable=False, comment="outcome, movement, status or type of event"),
    Column("party", Text, comment="side of the people counted; for control the controller"),
    Column("from_party", Text, comment="control: the side that lost the place"),
    Column("category", Text),
    Column("cause", Text),
    Column("measure", Text, comment="incident or cumulative"),
    Column("basis", Text, comment="documented or unconfirmed"),
    Column("value", BigInteger),
    Column("low", BigInteger),
    Column("high", BigInteger),
    Column("qualifier", Text),
    Column("day", Date, comment="last day of the period; for control its date"),
    Column("week", Date, comment="the Monday on or before day"),
    Column("month", Date, comment="the first of day's month"),
    Column("period_start", Date),
    Column("period_end", Date),
    Column("admin1", Text, comment="governorate of its places, or 'several'; of a flow, where it started"),
    Column("place_key", Text, comment="the first place, for control the place"),
    Column("origin_controller", Text),
    Column("destination_controller", Text),
    Column("route", Text, comment="of a flow: from where to where (`dashboard.archive.rows.route`)"),
    Column("series", Text, comment="the same for all running totals that state one figure anew (`dashboard.archive.rows.series`)"),
    Column("part_of", ForeignKey("record.id", deferrable=True, initially="DEFERRED")),
    Column("story", Integer, comment="the same for all records that tell one figure in shared words"),
    Column("repeats", ForeignKey("record.id", deferrable=True, initially="DEFERRED"), comment="the one of its story that counts"),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("count_text", Text),
    Column("count_start", Integer),
    Column("count_end", Integer),
    Column("acled_sub_event_type", Text),
    Column("also_at", Json, comment="spans that say the same: [[start, end], …]"),
    Column("why", Json, comment="names of the rules that made it"),
    Column("machine", Json, comment="the record as read, where the analyst changed it"),
    UniqueConstraint("bulletin_id", "number"),
    _one_of("kind", KINDS),
    _one_of("state", STATES),
    sqlite_autoincrement=True,
)  # fmt: skip
Index(None, record.c.part_of, sqlite_where=record.c.part_of.is_not(None), postgresql_where=record.c.part_of.is_not(None))
Index(None, record.c.story, sqlite_where=record.c.story.is_not(None), postgresql_where=record.c.story.is_not(None))

WHERE, ORIGIN, DESTINATION, PLACE = "where", "origin", "destination", "place"
"""Roles of a place: where casualties or an event happened, the ends of a flow, the place whose control is stated."""

record_place = Table(
    "record_place", metadata,
    Column("record_id", ForeignKey("record.id"), primary_key=True),
    Column("role", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("place_key", ForeignKey("place.key"), nullable=False),
    Column("name", Text, nullable=False, comment="as the text has it"),
    Column("kind", Text),
    Column("admin1", Text),
    Column("gazetteer_id", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("geo_precision", Integer),
    Column("span_start", Integer),
    Column("span_end", Integer),
    Index(None, "place_key", "record_id"),
    Index(None, "admin1", "record_id"),
    sqlite_with_rowid=False,
)  # fmt: skip

BY, ACTOR, TARGET, NATIONALITY, COMPOSITION = "by", "actor", "target", "nationality", "composition"

record_code = Table(
    "record_code", metadata,
    Column("record_id", ForeignKey("record.id"), primary_key=True),
    Column("role", Text, primary_key=True, comment="by, actor, target, nationality or composition"),
    Column("position", Integer, primary_key=True),
    Column("code", Text, nullable=False),
    Index(None, "role", "code", "record_id"),
    sqlite_with_rowid=False,
)  # fmt: skip

place = Table(
    "place", metadata,
    Column("key", Text, primary_key=True, comment="the gazetteer's id, or ~ and the folded name"),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("latin", Text, nullable=False, comment="English name or transliteration, in small letters without marks"),
    Column("kind", Text),
    Column("admin1", Text),
    Column("gazetteer_id", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("geo_precision", Integer),
    Index(None, "folded"),
    Index(None, "admin1"),
    sqlite_with_rowid=False,
)  # fmt: skip

bulletin_place = Table(
    "bulletin_place", metadata,
    Column("bulletin_id", ForeignKey("bulletin.id"), primary_key=True),
    Column("place_key", ForeignKey("place.key"), primary_key=True),
    Column("times", Integer, nullable=False, comment="how often the bulletin names it"),
    Column("span_start", Integer, nullable=False, comment="the first time"),
    Column("span_end", Integer, nullable=False),
    Index(None, "place_key", "bulletin_id"),
    sqlite_with_rowid=False,
)  # fmt: skip

CAUSE, PARTY, ADMIN1, STATE, ONE_RECORD = "cause", "party", "admin1", "state", "one record"

bulletin_code = Table(
    "bulletin_code", metadata,
    Column("role", Text, primary_key=True, comment="party, cause, admin1, state or one record"),
    Column("code", Text, primary_key=True, comment="'none' where a record states nothing there"),
    Column("bulletin_id", ForeignKey("bulletin.id"), primary_key=True),
    Index(None, "bulletin_id"),
    sqlite_with_rowid=False,
)  # fmt: skip
"""Which bulletins concern a side or a cause by a record that was not rejected, have a record in a review state, and name a
place of a governorate; and which sides, causes and states are those of one record, rejected or not (`dashboard.archive.filters.one_record`).
"""

review = Table(
    "review", metadata,
    Column("id", Integer, primary_key=True),
    Column("record_id", ForeignKey("record.id"), nullable=False),
    Column("action", Text, nullable=False, comment="accept, correct, reject or add"),
    Column("field", Text, comment="of a correction: the record's field, as cause or count.value"),
    Column("machine_value", Json),
    Column("analyst_value", Json),
    Column("who", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Column("reason", Text),
    Column("undone_at", Utc),
    Column("undone_by", Text),
    Index(None, "record_id", "id"),
    sqlite_autoincrement=True,
)  # fmt: skip

decision = Table(
    "decision", metadata,
    Column("id", Integer, primary_key=True),
    Column("action", Text, nullable=False, comment="delete, merge, keep both, re-read, apart"),
    Column("bulletin_id", ForeignKey("bulletin.id"), nullable=False),
    Column("other_id", ForeignKey("bulletin.id"), comment="of a pair or of an event told twice: the other bulletin"),
    Column("who", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Column("reason", Text),
    Column("details", Json),
    Column("undone_at", Utc),
    Column("undone_by", Text),
    Index(None, "bulletin_id", "id"),
    sqlite_autoincrement=True,
)  # fmt: skip

near_duplicate = Table(
    "near_duplicate", metadata,
    Column("bulletin_id", ForeignKey("bulletin.id"), primary_key=True, comment="the one stored first"),
    Column("other_id", ForeignKey("bulletin.id"), primary_key=True),
    Column("shared_words", Integer, nullable=False),
    Column("share", Float, nullable=False, comment="of the words of the shorter text"),
    Column("decision", Text, comment="merged or kept; empty while open"),
    Index(None, "other_id"),
    sqlite_with_rowid=False,
)  # fmt: skip

finding = Table(
    "finding", metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False, comment="parts, headlines or events (`dashboard.archive.findings`)"),
    Column("record_id", ForeignKey("record.id"), nullable=False, comment="that it is listed by: the whole, the body's figure, the latest telling"),
    Column("amount", BigInteger, nullable=False, comment="people"),
    Column("value", BigInteger, comment="of a headline: its count"),
    Column("low", BigInteger),
    Column("high", BigInteger),
    Column("qualifier", Text),
    Index(None, "record_id"),
)  # fmt: skip

finding_record = Table(
    "finding_record", metadata,
    Column("finding_id", ForeignKey("finding.id", ondelete="CASCADE"), primary_key=True),
    Column("record_id", ForeignKey("record.id"), primary_key=True, comment="one of all that it is about"),
    Column("position", Integer, nullable=False),
    Index(None, "record_id"),
    sqlite_with_rowid=False,
)  # fmt: skip

apart = Table(
    "apart", metadata,
    Column("decision_id", ForeignKey("decision.id"), primary_key=True),
    Column("record_id", ForeignKey("record.id"), primary_key=True, comment="a figure that is not of one event with the others"),
    Index(None, "record_id"),
    sqlite_with_rowid=False,
)  # fmt: skip

audit_of_totals = Table(
    "audit_of_totals", metadata,
    Column("token", Text, primary_key=True, comment="changes with the records"),
    Column("value", Json, comment="what was found of running totals; empty when records changed since"),
)  # fmt: skip
"""One row at most (`dashboard.archive.kept_totals`)."""

fingerprint = Table(
    "fingerprint", metadata,
    Column("hash", BigInteger, primary_key=True, comment="of a run of folded words"),
    Column("bulletin_id", ForeignKey("bulletin.id"), primary_key=True),
    sqlite_with_rowid=False,
)  # fmt: skip

share_link = Table(
    "share_link", metadata,
    Column("id", Text, primary_key=True),
    Column("role", Text, nullable=False, comment="reader, reviewer, owner"),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("revoked_at", DateTime(timezone=True)),
)  # fmt: skip


# --- what sums and look-ups scan ------------------------------------------------------------------------------------


def _partial(name: str, condition, *columns) -> None:
    Index(name, *columns, sqlite_where=condition, postgresql_where=condition)


COUNTS = record.c.counts.is_(True)
"""The condition of the figures that may be added; write it so, for the index of sums to serve."""

_c = record.c
for _name in ("party", "category", "cause", "admin1"):
    # The grouped column first, then all that is filtered and added, the index's own condition too: the sums never leave it.
    _others = [_c[name] for name in ("party", "category", "cause", "admin1") if name != _name]
    _partial(
        f"ix_record_sum_{_name}", COUNTS, _c.kind, _c.act, _c[_name], _c.month, _c.day, _c.source, _c.week, *_others, _c.state,
        _c.value, _c.low, _c.high, _c.counts,
    )  # fmt: skip

LIVE = record.c.live.is_(True)
TOTALS = LIVE & (_c.measure == "cumulative")
"""The condition of running totals."""

_partial(
    "ix_record_series", TOTALS, _c.series, _c.source, _c.day, _c.state, _c.party, _c.cause, _c.qualifier,
    _c.low, _c.high, _c.part_of, _c.live, _c.measure,
)  # fmt: skip
_partial(
    "ix_record_route", COUNTS & _c.route.is_not(None), _c.route, _c.category, _c.month, _c.day, _c.week, _c.party, _c.cause, _c.source,
    _c.state, _c.low, _c.high, _c.counts, _c.kind,
)  # fmt: skip
_partial(
    "ix_record_holder", LIVE & (_c.kind == CONTROL), _c.place_key, _c.day, _c.id, _c.act, _c.party, _c.from_party, _c.source, _c.state,
    _c.live, _c.kind,
)  # fmt: skip
_partial("ix_record_control_day", LIVE & (_c.kind == CONTROL), _c.day)
_partial("ix_record_incident", COUNTS, _c.day, _c.place_key)
