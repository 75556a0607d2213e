"""The words of control, read from ``lexicons/control.csv``: what each says of its place and how the place follows it."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from . import lexicon
from .text import fold

_CODES = ("captured", "holds", "withdrew", "lost", "fell", "entered", "expelled", "repelled", "attack", "clash", "advance", "shared",
          "bastion", "left", "passed_over", "handed", "freed", "ended", "defends")
_ROLES = ("verb", "noun", "state")
_GOVERNS = ("on", "from", "in", "with", "to", "direct", "none")


class Sense(NamedTuple):
    """What a word of control says.

    ``pronoun`` is the pronoun written joined to it, "" without one: the place itself where the word takes it directly
    (استعادتها), whose it is otherwise (سيطرتها, معقله). ``doer`` is that pronoun where the place follows as the object, so
    that the pronoun is who took it («بعد استعادتها بلدة A»).
    """

    code: str
    role: str
    governs: str
    pronoun: str = ""
    doer: str = ""


def _joined(form: str, role: str, governs: str) -> dict[str, str]:
    """The forms of a word with a joined pronoun, and that pronoun."""
    if governs == "to" or (role == "verb" and governs != "direct"):
        return {}
    if form.endswith("ء"):
        # «استيلائه», «استيلاؤها»
        return {form[:-1] + seat + pronoun: pronoun for seat in "ئؤء" for pronoun in ("ها", "ه", "هم", "هما")}
    stem = form
    if form.endswith("ة"):
        stem = form[:-1] + "ت"
    elif form.endswith("ى"):
        stem = form[:-1] + "ا"
    elif role == "verb" and form.endswith("وا"):
        stem = form[:-1]
    return {stem + pronoun: pronoun for pronoun in ("ها", "ه", "هم", "هما", "نا")}


@cache
def senses() -> dict[str, Sense]:
    """Every phrase with its sense. Raises `lexicon.LexiconError`."""
    found: dict[str, Sense] = {}
    for row in lexicon.read("control.csv", ("forms", "code", "role", "governs"), required=("forms", "code", "role", "governs")):
        code, role, governs = row.one_of("code", _CODES), row.one_of("role", _ROLES), row.one_of("governs", _GOVERNS)
        for form in row.values("forms"):
            found.setdefault(form, Sense(code, role, governs))
    # استعاد + ه is written as استعادة once folded: what stands in the lexicon itself counts.
    taken = {fold(form) for form in found}
    for form, sense in list(found.items()):
        for joined, pronoun in _joined(form, sense.role, sense.governs).items():
            if fold(joined) not in taken:
                found.setdefault(joined, sense._replace(pronoun=pronoun))
    return found
