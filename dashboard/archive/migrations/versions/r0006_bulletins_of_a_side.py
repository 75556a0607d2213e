"""Indexes by which the bulletins that concern a side or a cause are found."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_INDEXES = {
    "ix_record_of_party": (["party", "bulletin_id", "kind", "state", "cause", "live"], ""),
    "ix_record_of_cause": (["cause", "bulletin_id", "state", "live"], ""),
    "ix_record_from_party": (["from_party", "bulletin_id", "state", "cause", "live"], " AND from_party IS NOT NULL"),
}


def upgrade() -> None:
    """Make the indexes."""
    for name, (columns, also) in _INDEXES.items():
        op.create_index(
            name, "record", columns, sqlite_where=sa.text(f"live IS 1{also}"), postgresql_where=sa.text(f"live IS true{also}")
        )  # fmt: skip
