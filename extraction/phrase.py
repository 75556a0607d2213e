"""The noun phrase of a count: whom it counts, of which side, and what else it says of them."""

from __future__ import annotations

from .people import PersonForm

_GENERIC = frozenset(("شخص", "فرد", "نفر", "إنسان", "نسمة", "روح"))
_SOLDIERS = frozenset(("جندي", "ضابط", "عسكري", "مجند", "طيار", "رائد", "عقيد", "عميد", "لواء", "نقيب", "ملازم", "مقدم", "صف ضابط"))


class Phrase:
    """What a count counts. ``people``: True, False (``taken_for`` says what), or None where the text elides the noun.

    ``last`` is the index of the last chunk of the phrase. ``of_previous`` marks «N منهم», a part of the figure before, and ``of_class`` «N من هؤلاء المدنيين», of the one of that class; ``among`` the outcome in «N من المصابين».
    """

    __slots__ = ("among", "both_sides", "category", "family", "generic", "last", "lemma", "nationalities", "of_class", "of_previous", "outcome", "others", "parties",
                 "people", "possessed", "presumed", "pronoun", "side", "stock", "soldier", "taken_for")

    def __init__(self):
        self.people: bool | None = None
        self.category: str | None = None
        self.parties: list[str] = []
        self.nationalities: list[str] = []
        self.outcome: str | None = None
        self.family = False
        self.generic = False
        self.soldier = False
        self.possessed = False
        self.pronoun = ""
        self.presumed = False
        self.side = ""
        self.stock = False
        self.others = False
        self.of_previous = False
        self.of_class = False
        self.both_sides = False
        self.among: str | None = None
        self.lemma = ""
        self.taken_for: str | None = None
        self.last = 0

    def take_person(self, person: PersonForm, form: str = "") -> None:
        """Count by this noun, of which ``form`` is as it was written."""
        self.people = True
        if person.kind.startswith("outcome:"):
            self.outcome = person.kind.split(":")[1]
            # A martyr may be anyone: only the words around say whom the noun counts.
            self.category = self.category or (person.category if person.category not in ("person", "civilian") else None)
            self.generic = True
        elif person.kind == "family":
            self.family = True
            self.category = "family"
        elif self.category is None or self.category == "person":
            self.category = person.category
        if person.lemma == "رجل" and person.possessed and person.number == "plural":
            self.category = "combatant"  # «تسعة من رجاله»: a commander's men
        if person.party and not self.parties:
            self.presumed = True
        if person.party:
            self.parties = self.parties or [person.party]
        self.lemma = self.lemma or person.lemma
        self.generic = self.generic or person.lemma in _GENERIC
        self.soldier = self.soldier or person.lemma in _SOLDIERS
        self.possessed = self.possessed or person.possessed
        if person.possessed:
            self.pronoun = "نا" if form.endswith("نا") else "ها" if form.endswith("ها") else "هم" if form.endswith("هم") else "ه"
