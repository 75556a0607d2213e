"""Each record as one plain sentence, in English and in Arabic, made from its fields and nothing else.

The sentence says what the record says and no more: "at least" and "about" stay, vague words keep their bounds, a
running total is called one, and what the bulletin does not state is said to be not stated. All words are in
``lexicons/labels_en.csv`` and ``labels_ar.csv``; this module puts them in order.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

from .gazetteer import english_name
from .labels import Language, label, plural_form
from .records import Casualty, Category, Control, Count, Event, Figure, Flow, FlowEnd, Party, Period, Place, Report
from .transliterate import transliterate

# Settlements need no kind word in English ("Hajin"); "Idlib (governorate)" and "al-Omar (oil field)" do.
_SETTLEMENTS = ("village", "town", "city", None)
# The form of a noun for each plural class; the labels call them by their grammar.
_NOUN_FORMS: dict[Language, dict[str, str]] = {
    "en": {"one": "singular", "other": "plural"},
    "ar": {"one": "one", "two": "two", "few": "plural", "many": "accusative", "other": "singular"},
}
_ARTICLE = re.compile(r"\bA[a-z]{1,2}-(?=[A-Z])")


def describe(record: Casualty | Flow | Control | Event, language: Language, report: Report | None = None) -> str:
    """Return ``record`` as one sentence in ``language``, without a full stop.

    With the ``report`` that the record belongs to, a part names the figure that it is part of ("of 35 people (C1):
    4 children killed"); without it, only that figure's id ("of these (C1): 4 children killed"). English place names
    are the gazetteer's, or transliterated where it has none.

    >>> from extraction.records import Casualty, Count
    >>> count = Count(value=2, qualifier="at_least", low=2)
    >>> describe(Casualty(id="C1", start=0, end=9, outcome="killed", count=count, category="child"), "en")
    'At least 2 children killed, date not stated'
    """
    words = _Words(language)
    match record:
        case Casualty():
            parts = _casualty(record, words)
        case Flow():
            parts = _flow(record, words)
        case Control():
            parts = _control(record, words)
        case Event():
            parts = _event(record, words)
    sentence = words.comma.join(part for part in parts if part)
    if isinstance(record, Figure) and record.part_of:
        sentence = f"{_whole(record.part_of, report, words)} {sentence}"
    return sentence[:1].upper() + sentence[1:]


def _casualty(casualty: Casualty, words: _Words) -> list[str]:
    people, bounds = words.people(casualty)
    if _stated(casualty.count)[0] == "unspecified":
        head = [words("outcome", casualty.outcome, "uncounted", people=people), bounds]
    else:
        head = [words("outcome", casualty.outcome, "counted", people=_spaced(people, bounds))]
    return [
        _with_total_window(head, casualty, words),
        words("cause", casualty.cause) if casualty.cause else "",
        words.phrase("by", parties=words.parties(casualty.by)) if casualty.by else "",
        words.where(casualty.places),
        *_day_and_basis(casualty, words),
    ]


def _flow(flow: Flow, words: _Words) -> list[str]:
    people, bounds = words.people(flow)
    mostly = words.phrase("mostly", people=words.all_of(flow.composition)) if flow.composition else ""
    moved = words("movement", flow.kind, "counted", people=words.aside(_spaced(people, bounds), mostly))
    origin, destination = words.ends(flow.origin), words.ends(flow.destination)
    head = [
        moved,
        words.phrase("from", ends=origin) if origin else "",
        words("movement", flow.kind, "to", ends=destination) if destination else "",
    ]
    names = words.joined([words("nationality", code) for code in flow.nationalities])
    return [
        _with_total_window(head, flow, words),
        words.phrase("nationalities", names=names) if names else "",
        *_day_and_basis(flow, words),
    ]


def _with_total_window(head: list[str], figure: Figure, words: _Words) -> str:
    """The head of a figure's sentence; a running total has its window in it, so that it is not read as a day's."""
    return _spaced(*head, words.total_window(figure.period) if figure.measure == "cumulative" else "")


def _day_and_basis(figure: Figure, words: _Words) -> list[str]:
    return [
        words.period(figure.period) if figure.measure == "incident" else "",
        words.phrase("unconfirmed") if figure.basis == "unconfirmed" else "",
    ]


def _control(control: Control, words: _Words) -> list[str]:
    place = words.place(control.place, with_kind=True)
    if control.controller:
        head = words("status", control.status, "by", party=words("party", control.controller), place=place)
    else:
        head = words("status", control.status, "unknown", place=place)
    lost = "" if control.from_ is None else words("party", control.from_)
    if lost and control.status == "captured":
        head, lost = f"{head} {words.phrase('from_party', party=lost)}", ""
    return [
        head,
        words.phrase("taken_from", party=lost) if lost else "",
        words.day(control.date) if control.date else words.phrase("no_date"),
    ]


def _event(event: Event, words: _Words) -> list[str]:
    head = [words("event", event.type)]
    # A clash and an agreement have two sides and no doer.
    sides = [*event.actors, *event.targets] if event.type in ("armed_clash", "agreement") else []
    if sides:
        head.append(words.phrase("between" if len(sides) > 1 else "involving", parties=words.parties(sides)))
    else:
        if event.actors:
            head.append(words.phrase("by", parties=words.parties(event.actors)))
        if event.targets:
            head.append(words("event", event.type, "target", parties=words.parties(event.targets)))
    return [_spaced(*head), words.where(event.places), words.period(event.period)]


def _whole(whole_id: str, report: Report | None, words: _Words) -> str:
    """What a part begins with: "of 35 people (C1):", or "of these (C1):" where the whole is not at hand or has no number."""
    figures = [] if report is None else [*report.casualties, *report.flows]
    for whole in figures:
        if whole.id == whole_id and _stated(whole.count)[0] != "unspecified":
            return words.phrase("part_of_people", people=words.people(whole)[0], id=whole_id)
    return words.phrase("part", id=whole_id)


def _spaced(*parts: str) -> str:
    return " ".join(part for part in parts if part)


class _Words:
    """Phrases in one language."""

    def __init__(self, language: Language):
        self.language = language
        self.arabic = language == "ar"
        self.comma = "، " if self.arabic else ", "

    def __call__(self, kind: str, code: str, form: str = "name", **values: str) -> str:
        return label(kind, code, self.language, form).format(**values)

    def phrase(self, code: str, **values: str) -> str:
        return self("phrase", code, **values)

    def joined(self, items: list[str]) -> str:
        """Items with "and" before the last in English, with و before each but the first in Arabic."""
        if self.arabic:
            return " و".join(items)
        return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))

    def aside(self, text: str, remark: str) -> str:
        return f"{text}{self.comma}{remark}{self.comma.rstrip()}" if remark else text

    def parties(self, codes: list[Party]) -> str:
        return self.joined([self("party", code) for code in codes])

    def all_of(self, categories: list[Category]) -> str:
        return self.joined([self.phrase("all_of", plural=self("category", code, "plural")) for code in categories])

    # People

    def people(self, figure: Figure) -> tuple[str, str]:
        """Who, with the number and the side they belong to; and, apart, the bounds of a vague number in brackets."""
        count, plural = figure.count, self._noun(figure, "plural")
        code, number = _stated(count)
        if number is not None:
            low = "" if count.low is None else f"{count.low:,}"
            people, bounds = self("qualifier", code, number=self._counted(figure, number), low=low), ""
        elif code == "unspecified":
            people, bounds = plural, self.phrase("no_number")
        else:
            people, bounds = self("qualifier", code, plural=plural), self._bounds(count)
        if figure.party and not self._party_is_adjective(figure):
            people = f"{people} {self.phrase('member_of', party=self('party', figure.party))}"
        return people, bounds

    def _bounds(self, count: Count) -> str:
        low, high = ("" if bound is None else f"{bound:,}" for bound in (count.low, count.high))
        if low and high:
            return self.phrase("bounds", low=low, high=high)
        if low:
            return self.phrase("lower_bound", low=low)
        return self.phrase("upper_bound", high=high) if high else ""

    def _counted(self, figure: Figure, number: int) -> str:
        """A number with its noun. Arabic's forms follow the plural classes of CLDR; one and two carry their number."""
        form = plural_form(number, self.language)
        noun = self._noun(figure, _NOUN_FORMS[self.language][form])
        return noun if self.arabic and form in ("one", "two") else f"{number:,} {noun}"

    def _noun(self, figure: Figure, form: str) -> str:
        noun = self("category", figure.category, form)
        return f"{self('party', figure.party, 'of')} {noun}" if self._party_is_adjective(figure) else noun

    def _party_is_adjective(self, figure: Figure) -> bool:
        """English: "2 SDF fighters", but "2 children from SDF"; Arabic names the side after all nouns."""
        return not self.arabic and figure.party is not None and figure.category == "combatant"

    # Places

    def place(self, place: Place, with_kind: bool) -> str:
        kind = "" if place.kind is None else self("place_kind", place.kind)
        if self.arabic:
            return place.name if not kind or place.name.startswith(f"{kind} ") else f"{kind} {place.name}"
        name = english_place_name(place)
        return f"{name} ({kind})" if kind and (with_kind or place.kind not in _SETTLEMENTS) else name

    def places(self, places: list[Place]) -> str:
        return self.joined([self.place(place, with_kind=False) for place in places])

    def where(self, places: list[Place]) -> str:
        return self.phrase("at", places=self.places(places)) if places else ""

    def ends(self, end: FlowEnd) -> str:
        """Where a flow starts or ends: places, the side that holds the area, both, or nothing."""
        if not end.places:
            return self("party", end.controller, "held") if end.controller else ""
        places = self.places(end.places)
        if not end.controller:
            return places
        return self.phrase("held_place", places=places, party=self("party", end.controller))

    # Days

    def day(self, day: dt.date) -> str:
        return self.phrase("day", day=str(day.day), month=self("month", str(day.month)), year=str(day.year))

    def period(self, period: Period) -> str:
        """The day or days of a single event."""
        start, end = self._days(period)
        if start and end:
            return end if start == end else self.phrase("window", start=start, end=end)
        if start:
            return self.phrase("since", start=start)
        return self.phrase("until", end=end) if end else self.phrase("no_date")

    def total_window(self, period: Period) -> str:
        """The window of a running total, named as one."""
        start, end = self._days(period)
        if _is_whole_month(period):
            month, year = self("month", str(period.start.month)), str(period.start.year)
            return self.phrase("running_month", month=month, year=year)
        if start and end:
            if start == end:
                return self.phrase("running_day", end=end)
            return self.phrase("running_window", start=start, end=end)
        if start:
            return self.phrase("running_since", start=start)
        return self.phrase("running_until", end=end) if end else self.phrase("running_no_date")

    def _days(self, period: Period) -> tuple[str, str]:
        start, end = ("" if day is None else self.day(day) for day in (period.start, period.end))
        return start, end


def _stated(count: Count) -> tuple[str, int | None]:
    """The qualifier's label and the number that stands with the noun, None where the text gives only a word.

    A count whose number is missing although its qualifier asks for one is told as having none.
    """
    if count.qualifier == "thousands" and count.low is not None and count.low >= 20_000:
        return ("hundreds_of_thousands" if count.low >= 200_000 else "tens_of_thousands"), None
    if count.qualifier in ("several", "dozens", "hundreds", "thousands", "unspecified"):
        return count.qualifier, None
    number = count.high if count.qualifier == "range" else count.value
    if number is None or (count.qualifier == "range" and count.low is None):
        return "unspecified", None
    return count.qualifier, number


def _is_whole_month(period: Period) -> bool:
    start, end = period.start, period.end
    if start is None or end is None or (start.year, start.month) != (end.year, end.month):
        return False
    return start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]


def english_place_name(place: Place) -> str:
    """The gazetteer's English name, else the name in Latin letters; its article is small, as the press writes it."""
    known = english_name(place.gazetteer_id) if place.gazetteer_id else None
    return _ARTICLE.sub(lambda article: article[0].lower(), known) if known else transliterate(place.name)
