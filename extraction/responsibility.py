"""Whom the text holds to have done something: «كانت X مسؤولة عن …», «تتحمل X مسؤولية …», «تقف X وراء …»."""

from __future__ import annotations

from .chunk import Chunk

_RESPONSIBLE = frozenset(("مسؤوله", "مسؤولا", "مسؤول", "مسؤولين", "مسؤولون", "مسؤولان", "مسؤولتان"))
_BEARS = frozenset(("تتحمل", "يتحمل", "تحمل", "تحملت", "يتحملان"))
_HOLDS = frozenset(("حملت", "حمل", "حملوا", "تحمل", "يحمل", "وحملت"))
_STANDS = frozenset(("تقف", "يقف", "وقف", "وقفت"))


def responsible(chunks: list[Chunk], i: int) -> bool:
    """«كانت X مسؤولة عن مقتل …»، «تتحمل X مسؤولية …»، «تقف X وراء …»: whom the text holds to have done it."""
    after = chunks[i + 1 : i + 5]
    verb = chunks[i - 1].text.removeprefix("و").removeprefix("ف") if i else ""
    for n, b in enumerate(after):
        if b.kind not in ("word", "party", "nationality", "same"):
            return False
        if b.text == "المسؤوليه" and after[n + 1 : n + 2] != [] and after[n + 1].text == "عن":
            # «حمّلت X المسؤولية عن مقتل N، وY المسؤولية عن مقتل M»
            return any(c.text.removeprefix("و") in _HOLDS for c in chunks[max(i - 30, 0) : i])
        if b.text.startswith("مسؤول"):
            return verb in _BEARS or (b.text in _RESPONSIBLE and after[n + 1 : n + 2] != [] and after[n + 1].text == "عن")
        if verb in _STANDS and b.text in ("وراء", "خلف"):
            return True
    return False
