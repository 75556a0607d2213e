"""How much the pages of the archive write into one file, all limits in this place; the commands at the terminal have none."""

MOST_RECORDS = {"export": 50_000, "brief": 1_500, "view": 2_000}
"""Records, by what is made: a table, a brief, or the open view as a page. A brief longer than a book is none, a page with more
words behind its figures is slow to open, and a table with more is made at the terminal (``rasd export --archive``).
"""
