"""Which sides, causes and review states are those of one record, as codes of its bulletin."""

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add them to what is kept of the bulletins."""
    # What they are is the program's to say, today as when saving; an older step may have filled them.
    from dashboard.archive.bulletin_codes import fill
    from dashboard.archive.schema import ONE_RECORD

    op.execute(f"DELETE FROM bulletin_code WHERE role = '{ONE_RECORD}'")
    fill(op.get_bind(), ONE_RECORD)
