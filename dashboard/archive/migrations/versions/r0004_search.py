"""The index of words by which bulletins are found, filled for the bulletins that are there."""

from alembic import op

from dashboard.archive.search import fill  # what is indexed is the program's to say, today as when saving

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the index and fill it."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        # Which bulletins a word is in, and nothing else: neither the text again nor positions.
        op.execute(
            "CREATE VIRTUAL TABLE bulletin_words USING "
            "fts5(words, content='', detail=none, columnsize=0, prefix='3', tokenize='unicode61 remove_diacritics 0')"
        )
    else:
        op.execute("CREATE TABLE bulletin_words (bulletin_id integer PRIMARY KEY REFERENCES bulletin (id), words tsvector NOT NULL)")
        op.execute("CREATE INDEX ix_bulletin_words_words ON bulletin_words USING gin (words)")
    fill(connection)
