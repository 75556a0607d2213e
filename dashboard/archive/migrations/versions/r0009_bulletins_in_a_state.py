"""Which bulletins have records in a review state; without the index of what records concern, which their codes replace."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add them to what is kept of the bulletins. SQLite took the index for questions that others answer faster."""
    op.execute("DELETE FROM bulletin_code WHERE role = 'state'")  # the step before fills what the program says today
    op.execute("INSERT INTO bulletin_code (role, code, bulletin_id) SELECT DISTINCT 'state', state, bulletin_id FROM record")
    op.drop_index("ix_record_concern", "record")
