"""Faults in the log: of what kind and where in the program, but never what was being read.

The message of an exception may quote a bulletin, and so may what a database says of a statement. Both are in the log only
where its level is set to DEBUG.
"""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

FRAMES = 6
"""How many calls, the innermost first, the log names."""


def log_fault(log: logging.Logger, what: str, error: BaseException) -> None:
    """Log that ``what`` failed."""
    calls = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    where = ", ".join(f"{Path(call.filename).name}:{call.lineno} {call.name}" for call in reversed(calls))
    log.error("%s: %s at %s", what, type(error).__name__, where)
    log.debug("%s", what, exc_info=error)
