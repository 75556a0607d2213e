"""Findings of the audit that are kept beside the bulletins, worked out for those that are there; narrower indexes of days."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_CONTROL = {name: sa.text(f"live IS {true} AND kind = 'control'") for name, true in (("sqlite", "1"), ("postgresql", "true"))}
_COUNTS = {name: sa.text(f"counts IS {true}") for name, true in (("sqlite", "1"), ("postgresql", "true"))}


def upgrade() -> None:
    """Make the tables, move what headlines contradict into them, and find the rest."""
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.BigInteger()),
        sa.Column("low", sa.BigInteger()),
        sa.Column("high", sa.BigInteger()),
        sa.Column("qualifier", sa.Text()),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_finding_record_id"),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
    )
    op.create_index("ix_finding_record_id", "finding", ["record_id"])
    op.create_table(
        "finding_record",
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name="fk_finding_record_finding_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_finding_record_record_id"),
        sa.PrimaryKeyConstraint("finding_id", "record_id", name="pk_finding_record"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_finding_record_record_id", "finding_record", ["record_id"])
    op.drop_index("ix_record_day", "record")
    op.create_index("ix_record_control_day", "record", ["day"], sqlite_where=_CONTROL["sqlite"], postgresql_where=_CONTROL["postgresql"])
    op.create_index("ix_record_incident", "record", ["day", "place_key"], sqlite_where=_COUNTS["sqlite"], postgresql_where=_COUNTS["postgresql"])
    _fill(op.get_bind())
    op.drop_table("headline")


def _fill(connection: sa.Connection) -> None:
    # What a finding is is the program's to say, today as when saving.
    from dashboard.archive.findings import fill, keep_headlines

    said = sa.text("SELECT record_id, amount, value, low, high, qualifier FROM headline ORDER BY record_id")
    keep_headlines(connection, connection.execute(said).mappings().all())
    fill(connection)
