"""Alembic's way into the archive: the migrations run on the connection, and in the transaction, of `dashboard.archive.database`."""

from alembic import context

from dashboard.archive.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
