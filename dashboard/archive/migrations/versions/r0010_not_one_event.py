"""Figures that an analyst keeps apart, and a place for what the audit finds of running totals."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the tables; what is found of running totals is worked out when it is first asked for."""
    op.create_table(
        "apart",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name="fk_apart_decision_id"),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_apart_record_id"),
        sa.PrimaryKeyConstraint("decision_id", "record_id", name="pk_apart"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_apart_record_id", "apart", ["record_id"])
    op.create_table(
        "audit_of_totals",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON().with_variant(JSONB(), "postgresql")),
        sa.PrimaryKeyConstraint("token", name="pk_audit_of_totals"),
    )
