"""The index of routes holds what has a route, whatever kinds there are: by that SQLite knows that it serves."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_COLUMNS = ["route", "category", "month", "day", "week", "party", "cause", "source", "state", "low", "high", "counts", "kind"]


def upgrade() -> None:
    """Make it anew."""
    op.drop_index("ix_record_route", "record")
    routed = {name: sa.text(f"counts IS {true} AND route IS NOT NULL") for name, true in (("sqlite", "1"), ("postgresql", "true"))}
    op.create_index("ix_record_route", "record", _COLUMNS, sqlite_where=routed["sqlite"], postgresql_where=routed["postgresql"])
