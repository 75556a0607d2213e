"""What a written form can begin of a count: a number, a qualifier, a word that holds or stands for a number"""

from __future__ import annotations

from typing import NamedTuple

from .memo import Memo
from .numerals import numerals
from .people import compounds, find_person
from .qualifiers import Phrase, phrases


class Kind(NamedTuple):
    """What a written form can begin; None for a form that begins no count.

    ``leads``: the words of which one must follow, where the form only begins phrases of several words (في حدود).
    """

    number: bool
    before: tuple[Phrase, ...]
    vague: tuple[Phrase, ...]
    between: bool
    far: bool
    ordinal: int | None
    one_of: bool
    one: bool
    dual: bool
    leads: frozenset[str] | None


DIGITS = Kind(number=True, before=(), vague=(), between=False, far=False, ordinal=None, one_of=False, one=False, dual=False, leads=None)
"""What a number in digits is."""


def _kind(form: str) -> Kind | None:
    if not form[0].isalpha():
        return DIGITS if form[0].isdecimal() else None
    table = phrases()
    words = numerals(form)
    roles = {word.role for word in words}
    ordinal = next((int(word.value) for word in words if word.role == "ordinal"), None)
    person = find_person(form)
    dual = person is not None and person[1].number == "dual" and not person[1].counted_only
    wordings = [*table["before"].get(form, ()), *table["vague"].get(form, ()), *table["between"].get(form, ())]
    kind = Kind(
        number=bool(roles - {"ordinal", "one_of", "plural_scale", "plural_hundred"}),
        before=tuple(table["before"].get(form, ())),
        vague=tuple(table["vague"].get(form, ())),
        between=form in table["between"],
        far=form in table["far"],
        ordinal=ordinal,
        one_of="one_of" in roles and not words[0].reading.article,
        one=any(word.role == "unit" and word.value == 1 for word in words),
        dual=dual or any(entry.number == "dual" for _, entry, _ in compounds(form)),
        leads=None,
    )
    if not any(kind):
        return None
    only_phrases = not (kind.number or kind.far or kind.ordinal is not None or kind.one_of or kind.one or kind.dual)
    if only_phrases and all(len(phrase.words) > 1 for phrase in wordings):
        return kind._replace(leads=frozenset(phrase.words[1] for phrase in wordings))
    return kind


KINDS = Memo(_kind)
