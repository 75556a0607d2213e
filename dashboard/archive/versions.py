"""Which rules and which words read a bulletin: the extractor's version, as records keep it."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

import extraction
from dashboard.own_gazetteer import own_files


@cache
def extractor_version() -> str:
    """The program's version and a hash of the rules, the lexicons and the user's own places: ``0.1.0+3f2a9c41d0``.

    Two readings of a text under one version are the same; another version may read it otherwise.
    """
    folder = Path(extraction.__file__).parent
    digest = hashlib.sha256()
    for file in [*sorted(folder.rglob("*.py")), *sorted(folder.rglob("*.csv")), *own_files()]:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return f"{version('rasd')}+{digest.hexdigest()[:10]}"
