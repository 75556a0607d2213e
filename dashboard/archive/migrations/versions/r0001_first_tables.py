"""The first tables of the archive.

Written out, not taken from `dashboard.archive.schema`: a migration says what was made then, whatever the tables are today.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

Json = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "bulletin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("date", sa.Date()),
        sa.Column("date_basis", sa.Text(), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("origin", sa.Text()),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("extractor", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.Column("merged_into", sa.Integer()),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["merged_into"], ["bulletin.id"], name="fk_bulletin_merged_into"),
        sa.PrimaryKeyConstraint("id", name="pk_bulletin"),
        sa.UniqueConstraint("text_hash", name="uq_bulletin_text_hash"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_bulletin_live_date_id", "bulletin", ["live", "date", "id"])
    op.create_index("ix_bulletin_merged_into", "bulletin", ["merged_into"])
    op.create_table(
        "place",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("latin", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text()),
        sa.Column("admin1", sa.Text()),
        sa.Column("gazetteer_id", sa.Text()),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        sa.Column("geo_precision", sa.Integer()),
        sa.PrimaryKeyConstraint("key", name="pk_place"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_place_admin1", "place", ["admin1"])
    op.create_index("ix_place_folded", "place", ["folded"])
    op.create_table(
        "bulletin_place",
        sa.Column("bulletin_id", sa.Integer(), nullable=False),
        sa.Column("place_key", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["bulletin_id"], ["bulletin.id"], name="fk_bulletin_place_bulletin_id"),
        sa.ForeignKeyConstraint(["place_key"], ["place.key"], name="fk_bulletin_place_place_key"),
        sa.PrimaryKeyConstraint("bulletin_id", "place_key", name="pk_bulletin_place"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_bulletin_place_place_key_bulletin_id", "bulletin_place", ["place_key", "bulletin_id"])
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("bulletin_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer()),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("details", Json),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
        sa.Column("undone_by", sa.Text()),
        sa.ForeignKeyConstraint(["bulletin_id"], ["bulletin.id"], name="fk_decision_bulletin_id"),
        sa.ForeignKeyConstraint(["other_id"], ["bulletin.id"], name="fk_decision_other_id"),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_decision_bulletin_id_id", "decision", ["bulletin_id", "id"])
    op.create_table(
        "fingerprint",
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.Column("bulletin_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["bulletin_id"], ["bulletin.id"], name="fk_fingerprint_bulletin_id"),
        sa.PrimaryKeyConstraint("hash", "bulletin_id", name="pk_fingerprint"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "near_duplicate",
        sa.Column("bulletin_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("shared_words", sa.Integer(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("decision", sa.Text()),
        sa.ForeignKeyConstraint(["bulletin_id"], ["bulletin.id"], name="fk_near_duplicate_bulletin_id"),
        sa.ForeignKeyConstraint(["other_id"], ["bulletin.id"], name="fk_near_duplicate_other_id"),
        sa.PrimaryKeyConstraint("bulletin_id", "other_id", name="pk_near_duplicate"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_near_duplicate_other_id", "near_duplicate", ["other_id"])
    op.create_table(
        "record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bulletin_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("party", sa.Text()),
        sa.Column("from_party", sa.Text()),
        sa.Column("category", sa.Text()),
        sa.Column("cause", sa.Text()),
        sa.Column("measure", sa.Text()),
        sa.Column("basis", sa.Text()),
        sa.Column("value", sa.BigInteger()),
        sa.Column("low", sa.BigInteger()),
        sa.Column("high", sa.BigInteger()),
        sa.Column("qualifier", sa.Text()),
        sa.Column("day", sa.Date()),
        sa.Column("week", sa.Date()),
        sa.Column("month", sa.Date()),
        sa.Column("period_start", sa.Date()),
        sa.Column("period_end", sa.Date()),
        sa.Column("admin1", sa.Text()),
        sa.Column("place_key", sa.Text()),
        sa.Column("origin_controller", sa.Text()),
        sa.Column("destination_controller", sa.Text()),
        sa.Column("part_of", sa.Integer()),
        sa.Column("story", sa.Integer()),
        sa.Column("repeats", sa.Integer()),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("count_text", sa.Text()),
        sa.Column("count_start", sa.Integer()),
        sa.Column("count_end", sa.Integer()),
        sa.Column("acled_sub_event_type", sa.Text()),
        sa.Column("also_at", Json),
        sa.Column("why", Json),
        sa.Column("machine", Json),
        sa.CheckConstraint("kind IN ('casualty', 'flow', 'control', 'event')", name="ck_record_kind"),
        sa.CheckConstraint("state IN ('machine', 'accepted', 'corrected', 'added', 'rejected', 'withdrawn')", name="ck_record_state"),
        sa.ForeignKeyConstraint(["bulletin_id"], ["bulletin.id"], name="fk_record_bulletin_id"),
        sa.ForeignKeyConstraint(["part_of"], ["record.id"], name="fk_record_part_of", initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["repeats"], ["record.id"], name="fk_record_repeats", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id", name="pk_record"),
        sa.UniqueConstraint("bulletin_id", "number", name="uq_record_bulletin_id_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_record_day", "record", ["kind", "day"])
    op.create_index(
        "ix_record_holder",
        "record",
        ["place_key", "day", "id", "act", "party", "from_party", "source", "state", "live", "kind"],
        sqlite_where=sa.text("live IS 1 AND kind = 'control'"),
        postgresql_where=sa.text("live IS true AND kind = 'control'"),
    )
    op.create_index(
        "ix_record_part_of",
        "record",
        ["part_of"],
        sqlite_where=sa.text("part_of IS NOT NULL"),
        postgresql_where=sa.text("part_of IS NOT NULL"),
    )
    op.create_index(
        "ix_record_story", "record", ["story"], sqlite_where=sa.text("story IS NOT NULL"), postgresql_where=sa.text("story IS NOT NULL")
    )
    op.create_index(
        "ix_record_sum_admin1",
        "record",
        [
            "kind",
            "act",
            "admin1",
            "month",
            "day",
            "week",
            "party",
            "category",
            "cause",
            "source",
            "state",
            "value",
            "low",
            "high",
            "counts",
        ],
        sqlite_where=sa.text("counts IS 1"),
        postgresql_where=sa.text("counts IS true"),
    )
    op.create_index(
        "ix_record_sum_category",
        "record",
        [
            "kind",
            "act",
            "category",
            "month",
            "day",
            "week",
            "party",
            "cause",
            "admin1",
            "source",
            "state",
            "value",
            "low",
            "high",
            "counts",
        ],
        sqlite_where=sa.text("counts IS 1"),
        postgresql_where=sa.text("counts IS true"),
    )
    op.create_index(
        "ix_record_sum_cause",
        "record",
        [
            "kind",
            "act",
            "cause",
            "month",
            "day",
            "week",
            "party",
            "category",
            "admin1",
            "source",
            "state",
            "value",
            "low",
            "high",
            "counts",
        ],
        sqlite_where=sa.text("counts IS 1"),
        postgresql_where=sa.text("counts IS true"),
    )
    op.create_index(
        "ix_record_sum_party",
        "record",
        [
            "kind",
            "act",
            "party",
            "month",
            "day",
            "week",
            "category",
            "cause",
            "admin1",
            "source",
            "state",
            "value",
            "low",
            "high",
            "counts",
        ],
        sqlite_where=sa.text("counts IS 1"),
        postgresql_where=sa.text("counts IS true"),
    )
    op.create_index(
        "ix_record_total",
        "record",
        ["kind", "act", "party", "category", "period_start", "day"],
        sqlite_where=sa.text("live IS 1 AND measure = 'cumulative'"),
        postgresql_where=sa.text("live IS true AND measure = 'cumulative'"),
    )
    op.create_table(
        "record_code",
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_record_code_record_id"),
        sa.PrimaryKeyConstraint("record_id", "role", "position", name="pk_record_code"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_record_code_role_code_record_id", "record_code", ["role", "code", "record_id"])
    op.create_table(
        "record_place",
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text()),
        sa.Column("admin1", sa.Text()),
        sa.Column("gazetteer_id", sa.Text()),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        sa.Column("geo_precision", sa.Integer()),
        sa.Column("span_start", sa.Integer()),
        sa.Column("span_end", sa.Integer()),
        sa.ForeignKeyConstraint(["place_key"], ["place.key"], name="fk_record_place_place_key"),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_record_place_record_id"),
        sa.PrimaryKeyConstraint("record_id", "role", "position", name="pk_record_place"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_record_place_admin1_record_id", "record_place", ["admin1", "record_id"])
    op.create_index("ix_record_place_place_key_record_id", "record_place", ["place_key", "record_id"])
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("field", sa.Text()),
        sa.Column("machine_value", Json),
        sa.Column("analyst_value", Json),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
        sa.Column("undone_by", sa.Text()),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_review_record_id"),
        sa.PrimaryKeyConstraint("id", name="pk_review"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_review_record_id_id", "review", ["record_id", "id"])
