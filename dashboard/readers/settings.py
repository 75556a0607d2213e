"""The limits of reading files, all in this place: sizes, ratios, pages, members, depth, seconds."""

from __future__ import annotations

MAX_FILE_BYTES = 25_000_000
"""Largest file that is opened, from a folder or uploaded; `dashboard.cli` gives it to the server."""

MAX_TEXT_CHARS = 5_000_000
"""Longest text of one document: what the extractor takes."""

MAX_UNPACKED_BYTES = 100_000_000
"""What all parts of a package (.docx, .xlsx) or all members of a .zip may come to when unpacked."""

MAX_RATIO = 200
"""How many times larger than packed a part may be; text packs 5 to 50 times, a bomb 1,000 times."""

RATIO_COUNTS_FROM = 1_000_000
"""Unpacked bytes from which the ratio is looked at: a short part of blanks is no danger."""

MAX_MEMBERS = 5_000
"""Members of a .zip, parts of a package, parts and attachments of a message."""

MAX_DEPTH = 2
"""Containers inside a container: a .zip in a .zip, or a message in one, is opened; what is deeper is not."""

MAX_PAGES = 500
"""Pages of a PDF."""

MAX_ROWS = 50_000
"""Rows of a table, all sheets together."""

MAX_COLUMNS = 500
"""Columns of a table; what stands to the right of them is not looked at."""

SECONDS = 60
"""How long one document may take before its reading is ended."""

MEMORY_BYTES = 1_500_000_000
"""Address space of the process that opens files (where the system can limit it: not on Windows)."""

AT_ONCE = 2
"""Uploads that are opened at the same time; others wait, so that many visitors do not take all memory."""
