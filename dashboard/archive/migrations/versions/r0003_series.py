"""Routes of flows and series of running totals, as columns that sums and comparisons group by."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_AT_ONCE = 2000
_TOTALS = {name: sa.text(f"live IS {true} AND measure = 'cumulative'") for name, true in (("sqlite", "1"), ("postgresql", "true"))}
_FLOWS = {name: sa.text(f"counts IS {true} AND kind = 'flow'") for name, true in (("sqlite", "1"), ("postgresql", "true"))}


def upgrade() -> None:
    """Add the columns, fill them and make their indexes, which also serve what the index of totals served."""
    op.add_column("record", sa.Column("route", sa.Text()))
    op.add_column("record", sa.Column("series", sa.Text()))
    _fill(op.get_bind())
    op.drop_index("ix_record_total", "record")
    op.create_index(
        "ix_record_series",
        "record",
        ["series", "source", "day", "state", "party", "cause", "qualifier", "low", "high", "part_of", "live", "measure"],
        sqlite_where=_TOTALS["sqlite"],
        postgresql_where=_TOTALS["postgresql"],
    )
    op.create_index(
        "ix_record_route",
        "record",
        ["route", "category", "month", "day", "week", "party", "cause", "source", "state", "low", "high", "counts", "kind"],
        sqlite_where=_FLOWS["sqlite"],
        postgresql_where=_FLOWS["postgresql"],
    )


def _fill(connection: sa.Connection) -> None:
    # What a route and a series are is the program's to say, today as when saving.
    from dashboard.archive.loading import records_from
    from dashboard.archive.rows import route, series
    from dashboard.archive.schema import FLOW, record

    wanted = sa.select(record).where(sa.or_(record.c.kind == FLOW, record.c.measure == "cumulative")).order_by(record.c.id).limit(_AT_ONCE)
    last = 0
    while rows := connection.execute(wanted.where(record.c.id > last)).all():
        for row, one in zip(rows, records_from(connection, rows), strict=True):
            values = {"route": route(one) if row.kind == FLOW else None, "series": series(one) if row.measure == "cumulative" else None}
            connection.execute(record.update().where(record.c.id == row.id).values(values))
        last = rows[-1].id
