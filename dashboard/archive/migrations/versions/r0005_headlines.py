"""Headlines that contradict their body, and the index by which the filters find whom records concern."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table and the index. What bulletins kept before say in their headlines is found when they are read again."""
    op.create_table(
        "headline",
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger()),
        sa.Column("low", sa.BigInteger()),
        sa.Column("high", sa.BigInteger()),
        sa.Column("qualifier", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_headline_record_id"),
        sa.PrimaryKeyConstraint("record_id", name="pk_headline"),
    )
    op.create_index(
        "ix_record_concern",
        "record",
        ["kind", "party", "from_party", "cause", "state", "source", "day", "bulletin_id", "live"],
        sqlite_where=sa.text("live IS 1"),
        postgresql_where=sa.text("live IS true"),
    )
