"""How right the records are: what was read from texts, beside gold records written by the codebook.

Records of gold and of the program are paired one to one where they tell the same figure or place (``found``); a pair
that also concerns the same people, side or holder is ``right``. Over the pairs, each attribute that gold states is
compared. The rules are those of the codebook's own scorer, which the tests hold this module to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from pydantic import Field, ValidationError, computed_field

from .records import Casualty, Control, Count, Flow, FlowEnd, Model, Place, Record, Report
from .text import fold

KINDS = ("casualties", "flows", "control")
MISSED, EXTRA = "missed", "extra"


class GoldError(ValueError):
    """A gold file does not follow the codebook; the message says which field of which record, and what is expected."""


class Judged(NamedTuple):
    """One text with the records that it should give and those that were read from it."""

    name: str
    text: str
    gold: Report
    read: Report


class Rates(Model):
    """Precision, recall and F1 of ``hits`` among ``predicted`` records and ``gold`` ones; 0 where nothing can be hit."""

    hits: int
    predicted: int
    gold: int

    @computed_field
    @property
    def precision(self) -> float:
        """The share of the records read that are hits."""
        return self.hits / self.predicted if self.predicted else 0.0

    @computed_field
    @property
    def recall(self) -> float:
        """The share of the gold records that were hit."""
        return self.hits / self.gold if self.gold else 0.0

    @computed_field
    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.precision, self.recall  # as the scorer has it, so that a half is rounded alike
        return 2 * p * r / (p + r) if self.hits else 0.0


class Share(Model):
    """Of the found pairs whose gold states an attribute (``stated``), how many have it right."""

    right: int = 0
    stated: int = 0

    @computed_field
    @property
    def accuracy(self) -> float | None:
        """``right`` of ``stated``; None where gold never states the attribute."""
        return self.right / self.stated if self.stated else None


class KindResult(Model):
    """The results of one kind of records."""

    found: Rates
    right: Rates
    attributes: dict[str, Share]


class Difference(Model):
    """One way in which what was read differs from gold.

    ``record`` is the id of the record read and ``gold_record`` the gold one's; one of them is None for a record that
    is `MISSED` or `EXTRA`, which ``field`` says then. ``act`` is its outcome or movement, None for control, and ``figure``
    its number or its place. ``start``/``end`` are the words of the count or of the place in the text; for a missed one
    None where its words stand there more than once.
    """

    file: str
    kind: str
    record: str | None
    gold_record: str | None
    act: str | None
    figure: str
    field: str
    got: str | None
    expected: str | None
    start: int | None = None
    end: int | None = None


class Evaluation(Model):
    """The results over all texts, with every difference in the order of the texts."""

    files: int
    kinds: dict[str, KindResult]
    differences: list[Difference] = Field(default_factory=list)

    @computed_field
    @property
    def mean_right_f1(self) -> float:
        """The mean over the kinds of the F1 of records that are right."""
        return sum(result.right.f1 for result in self.kinds.values()) / len(self.kinds)


# --- gold records --------------------------------------------------------------------------------------------------


def read_gold(data: object) -> Report:
    """The gold records of one JSON document. Spans, rules, mentions and the document's id may be left out of gold, and
    a place may be its bare name. Raises `GoldError`.
    """
    if not isinstance(data, Mapping):
        raise GoldError("not a JSON object with report, casualties, flows and control")
    filled: dict[str, object] = {**data, "report": {"id": "", **_mapping(data.get("report", {}), "report")}}
    for kind in KINDS:
        records = data.get(kind, [])
        if not isinstance(records, Sequence) or isinstance(records, str):
            raise GoldError(f"{kind}: a list is expected")
        filled[kind] = [_filled(_mapping(record, f"{kind} {n}")) for n, record in enumerate(records, start=1)]
    try:
        return Report.model_validate(filled)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = " ".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
        raise GoldError(f"{where}: {first['msg']}") from None


def _mapping(value: object, where: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise GoldError(f"{where}: an object is expected")
    return value


def _filled(record: Mapping[str, object]) -> dict[str, object]:
    """The record with the fields that only the program writes, and its places as objects."""
    filled = {"start": 0, "end": 0, **record}
    if "places" in filled:
        filled["places"] = _places(filled["places"])
    if "place" in filled:
        (filled["place"],) = _places([filled["place"]])
    for end in ("origin", "destination"):
        if isinstance(stated := filled.get(end), Mapping) and "places" in stated:
            filled[end] = {**stated, "places": _places(stated["places"])}
    return filled


def _places(places: object) -> object:
    if not isinstance(places, Sequence) or isinstance(places, str):
        return places  # for the model to refuse
    return [{"name": place} if isinstance(place, str) else place for place in places]


# --- what is compared ----------------------------------------------------------------------------------------------


def _number(count: Count) -> object:
    """What a count says: its number, its range or its vague word."""
    if count.value is not None:
        return count.value
    return (count.low, count.high) if count.qualifier == "range" else count.qualifier


def _who(figure: Casualty | Flow) -> str:
    """The side of the people, else their category; civilians, the displaced and unspecified persons are close enough."""
    if figure.party:
        return figure.party
    return "civil" if figure.category in ("civilian", "person", "displaced") else figure.category


_HAMZA_SEATS = str.maketrans("ؤئ", "وي")


def _place_name(place: Place) -> str:
    """A place's name with its spelling variants made one: letters folded, the article of its words left out."""
    words = "".join(char if char.isalnum() or char == "_" else " " for char in fold(place.name).translate(_HAMZA_SEATS)).split()
    return " ".join(word[2:] if word.startswith("ال") and len(word) > 4 else word for word in words)


def _names(places: Iterable[Place]) -> frozenset[str]:
    return frozenset(name for place in places if (name := _place_name(place)))


def _flow_end(end: FlowEnd) -> object:
    names = _names(end.places)
    return (end.controller, names) if end.controller or names else None


Compared = Callable[[Record], object]
"""A function from a record to the value that is compared; None means that gold does not state it."""


class _Kind(NamedTuple):
    """The rules of one kind: what makes a pair, what makes it right, and its attributes."""

    found: Compared
    right: dict[str, Compared]
    attributes: dict[str, Compared]


_FIGURE_RIGHT: dict[str, Compared] = {"who": _who, "measure": lambda r: r.measure}

RULES: dict[str, _Kind] = {
    "casualties": _Kind(
        found=lambda r: (r.outcome, _number(r.count)),
        right=_FIGURE_RIGHT,
        attributes={
            "qualifier": lambda r: r.count.qualifier,
            "category": lambda r: r.category,
            "start": lambda r: r.period.start,
            "places": lambda r: _names(r.places) or None,
            "by": lambda r: sorted(r.by) or None,
            "cause": lambda r: r.cause,
            "is_part": lambda r: r.part_of is not None,
        },
    ),
    "flows": _Kind(
        found=lambda r: _number(r.count),
        right=_FIGURE_RIGHT,
        attributes={
            "qualifier": lambda r: r.count.qualifier,
            "kind": lambda r: r.kind,
            "start": lambda r: r.period.start,
            "origin": lambda r: _flow_end(r.origin),
            "destination": lambda r: _flow_end(r.destination),
            "nationalities": lambda r: sorted(r.nationalities) or None,
            "is_part": lambda r: r.part_of is not None,
        },
    ),
    "control": _Kind(
        found=lambda r: _place_name(r.place),
        right={"controller": lambda r: r.controller, "status": lambda r: r.status},
        attributes={"from": lambda r: r.from_, "date": lambda r: r.date},
    ),
}


class _Paired(NamedTuple):
    """The records of one text: pairs of gold and read, gold alone, read alone."""

    pairs: list[tuple[Record, Record]]
    missed: list[Record]
    extra: list[Record]


def _pair(gold: Sequence[Record], read: Sequence[Record], rules: _Kind) -> _Paired:
    """Pair records one to one where they tell the same, those that agree best first."""

    def agreement(one: Record, other: Record) -> int:
        right = all(value(one) == value(other) for value in rules.right.values())
        same = sum(value(one) is not None and value(one) == value(other) for value in rules.attributes.values())
        return right * 100 + same

    options = sorted(
        ((-agreement(one, other), i, j) for i, one in enumerate(gold) for j, other in enumerate(read)
         if rules.found(one) == rules.found(other))
    )  # fmt: skip
    partner: dict[int, int] = {}
    for _, i, j in options:
        if i not in partner and j not in partner.values():
            partner[i] = j
    return _Paired(
        [(gold[i], read[j]) for i, j in partner.items()],
        [record for i, record in enumerate(gold) if i not in partner],
        [record for j, record in enumerate(read) if j not in partner.values()],
    )


# --- the whole -----------------------------------------------------------------------------------------------------


def evaluate(judged: Iterable[Judged]) -> Evaluation:
    """Compare what was read from each text with its gold records."""
    texts = list(judged)
    kinds: dict[str, KindResult] = {}
    differences: list[tuple[int, Difference]] = []
    for kind, rules in RULES.items():
        gold = read = found = right = 0
        shares = {name: Share() for name in rules.attributes}
        for number, one in enumerate(texts):
            paired = _pair(getattr(one.gold, kind), getattr(one.read, kind), rules)
            gold += len(paired.pairs) + len(paired.missed)
            read += len(paired.pairs) + len(paired.extra)
            found += len(paired.pairs)
            for expected, got in paired.pairs:
                right += all(value(expected) == value(got) for value in rules.right.values())
                for name, value in rules.attributes.items():
                    if value(expected) is not None:
                        shares[name].stated += 1
                        shares[name].right += value(expected) == value(got)
            differences += [(number, difference) for difference in _differences(one, kind, rules, paired)]
        kinds[kind] = KindResult(
            found=Rates(hits=found, predicted=read, gold=gold), right=Rates(hits=right, predicted=read, gold=gold), attributes=shares
        )
    ordered = [difference for _, difference in sorted(differences, key=lambda one: one[0])]
    return Evaluation(files=len(texts), kinds=kinds, differences=ordered)


def _differences(one: Judged, kind: str, rules: _Kind, paired: _Paired) -> Iterable[Difference]:
    for expected, got in paired.pairs:
        start, end = _words(got)
        for name, value in {**rules.right, **rules.attributes}.items():
            if value(expected) != value(got) and (name in rules.right or value(expected) is not None):
                yield Difference(
                    file=one.name, kind=kind, record=got.id, gold_record=expected.id, **_figure(got), field=name,
                    got=_shown(value(got)), expected=_shown(value(expected)), start=start, end=end,
                )  # fmt: skip
    for record in paired.missed:
        start, end = _searched(one.text, record)
        yield Difference(
            file=one.name, kind=kind, record=None, gold_record=record.id, **_figure(record), field=MISSED,
            got=None, expected=_described(record, rules), start=start, end=end,
        )  # fmt: skip
    for record in paired.extra:
        start, end = _words(record)
        yield Difference(
            file=one.name, kind=kind, record=record.id, gold_record=None, **_figure(record), field=EXTRA,
            got=_described(record, rules), expected=None, start=start, end=end,
        )  # fmt: skip


def _figure(record: Record) -> dict[str, str | None]:
    """Which record it is: what happened to how many, or which place."""
    match record:
        case Control():
            return {"act": None, "figure": record.place.name}
        case Casualty():
            return {"act": record.outcome, "figure": _shown(_number(record.count))}
        case Flow():
            return {"act": record.kind, "figure": _shown(_number(record.count))}
    raise TypeError(f"{type(record).__name__} is not evaluated")


def _described(record: Record, rules: _Kind) -> str | None:
    return _shown([value(record) for value in rules.right.values()])


def _shown(value: object) -> str | None:
    """A compared value as a reader sees it, the same every time."""
    if value is None:
        return None
    if isinstance(value, tuple | list | frozenset):
        parts = sorted(value) if isinstance(value, frozenset) else value
        return "; ".join(shown for part in parts if (shown := _shown(part)) is not None) or None
    return str(value)


def _words(record: Record) -> tuple[int, int]:
    """The offsets of the count or of the place that a record was read from, else of its clause."""
    exact = record.place if isinstance(record, Control) else record.count
    return (record.start, record.end) if exact.start is None or exact.end is None else (exact.start, exact.end)


def _searched(text: str, record: Record) -> tuple[int | None, int | None]:
    """The offsets of a gold record's words, where gold gives them or they stand in the text just once."""
    exact = record.place if isinstance(record, Control) else record.count
    if exact.start is not None and exact.end is not None:
        return exact.start, exact.end
    words = exact.name if isinstance(exact, Place) else exact.text
    if not words or text.count(words) != 1:
        return None, None
    return text.index(words), text.index(words) + len(words)
