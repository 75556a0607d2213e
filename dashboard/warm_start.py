"""What every page needs, read before the first one is drawn and kept for as long as the server runs."""

from __future__ import annotations

import gc
from functools import cache

from extraction import extract


@cache
def warm_up() -> None:
    """Read the lexicons and the gazetteer, once in a process, and leave all that is there out of the search for dead objects.

    Streamlit makes that search after every run of a page. It takes 0.14 s where it goes through the lexicons, the gazetteer
    and the modules of the program, which never die (measured on 200,000 objects), and nearly nothing without them.
    """
    extract("قتل شخص في دمشق.")
    gc.collect()
    gc.freeze()
