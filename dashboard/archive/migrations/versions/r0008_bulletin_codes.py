"""Which bulletins concern a side or a cause or name a governorate, as a table; sums by organisation from their indexes."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_GROUPED = ("party", "category", "cause", "admin1")
_REPLACED = ("ix_record_of_party", "ix_record_of_cause", "ix_record_from_party")


def upgrade() -> None:
    """Make and fill the table, which does what three indexes did; let the organisation stand behind the day in the indexes of sums."""
    op.create_table(
        "bulletin_code",
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("bulletin_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["bulletin_id"], ["bulletin.id"], name="fk_bulletin_code_bulletin_id"),
        sa.PrimaryKeyConstraint("role", "code", "bulletin_id", name="pk_bulletin_code"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_bulletin_live_source", "bulletin", ["live", "source", "date", "id"])
    for name in _REPLACED:
        op.drop_index(name, "record")
    for name in _GROUPED:
        others = [other for other in _GROUPED if other != name]
        op.drop_index(f"ix_record_sum_{name}", "record")
        op.create_index(
            f"ix_record_sum_{name}",
            "record",
            ["kind", "act", name, "month", "day", "source", "week", *others, "state", "value", "low", "high", "counts"],
            sqlite_where=sa.text("counts IS 1"),
            postgresql_where=sa.text("counts IS true"),
        )
    _fill(op.get_bind())
    op.create_index("ix_bulletin_code_bulletin_id", "bulletin_code", ["bulletin_id"])


def _fill(connection: sa.Connection) -> None:
    # What concerns a side is the program's to say, today as when saving.
    from dashboard.archive.bulletin_codes import fill

    fill(connection)
