"""Damage done to good files by chance: bytes changed, cut out, doubled and put in, also inside of packed parts."""

from __future__ import annotations

import io
import zipfile
from random import Random

_NASTY = (b"\x00" * 64, b"\xff" * 16, b"<" * 500, b"[" * 2000, b"(" * 2000, b"%d" % 2**63, b"-1", b"endobj", b"&lol;", b"<!ENTITY a 'b'>", b"\r\n\r\n",
          "\u202e\u200f".encode(), "قصف".encode(), "قصف".encode("utf-16"), b"--", b"=" * 50)  # fmt: skip


def mutated(data: bytes, chance: Random) -> bytes:
    """A damaged copy of the file; of a package, now and then with damaged parts in a package that is whole."""
    if data[:4] == b"PK\x03\x04" and chance.random() < 0.6:
        return _with_damaged_parts(data, chance)
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        _damage(made, chance)
    return bytes(made)


def _damage(data: bytearray, chance: Random) -> None:
    at = chance.randrange(len(data) + 1)
    end = min(len(data), at + chance.choice((1, 4, 40, 400)))
    what = chance.randrange(6)
    if what == 0 and at < len(data):
        data[at] ^= 1 << chance.randrange(8)
    elif what == 1:
        del data[at:end]
    elif what == 2:
        data[at:at] = data[at:end] * chance.choice((1, 10))
    elif what == 3:
        data[at:at] = chance.choice(_NASTY)
    elif what == 4:
        data[at:end] = chance.randbytes(end - at)
    elif chance.random() < 0.2:
        del data[at:]


def _with_damaged_parts(data: bytes, chance: Random) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = set(chance.sample(names, min(len(names), chance.choice((1, 1, 2, 4)))))
        for name in names:
            part = bytearray(old.read(name))
            if name in chosen:
                for _ in range(chance.choice((1, 2, 8))):
                    _damage(part, chance)
            new.writestr(name, bytes(part))
    return buffer.getvalue()
