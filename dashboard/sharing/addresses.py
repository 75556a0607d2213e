"""Where a shared dashboard is found: its address for this computer and for the others on the network."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

KEY = "key"
"""The part of an address that holds a link's key."""

VARIABLE = "RASD_SHARED_AT"
"""The address that `rasd serve --share` tells the pages it serves; a proxy's is given with ``--url``."""


def network_address() -> str | None:
    """This computer's own address on its network; None where it is on none. Nothing is sent to find it out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # a datagram socket only looks up the way; RFC 5737: nobody's address
        except OSError:
            return None
        return probe.getsockname()[0]


def shared_at() -> str | None:
    """The address at which this process is shared, without a path; None where it answers to this computer only."""
    return os.environ.get(VARIABLE) or None


def link_to(page: str, query: Mapping[str, str | Sequence[str]], key: str | None = None) -> str:
    """A link to a view: the page's address, the view's query, and the key that opens a shared dashboard."""
    parts = {**query, **({KEY: key} if key is not None else {})}
    return f"{page}?{urlencode(parts, doseq=True)}" if parts else page
