"""The records that a bulletin is read into: the project's public JSON contract.

`Report.model_dump(mode="json")` gives one JSON object with the keys ``report``, ``casualties``, ``flows``,
``control``, ``events`` and ``mentions``. Every ``start``/``end`` is a code-point offset into the text exactly
as it was given, half open: ``text[start:end]`` are the words. Dates are ISO days. What the text does not
state is ``None``, never a guess.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

Qualifier = Literal[
    "exact", "about", "at_least", "more_than", "up_to", "range",
    "several", "dozens", "hundreds", "thousands", "unspecified",
]
Party = Literal[
    "islamic_state", "sdf", "government", "transitional_government", "opposition", "turkish_backed", "hts",
    "turkey", "russia", "iran_backed", "coalition", "israel", "iraq", "local_armed", "unknown_gunmen",
]
Outcome = Literal["killed", "wounded", "missing", "captured", "abducted", "losses"]
Category = Literal[
    "civilian", "child", "woman", "man", "combatant", "medic", "journalist", "detainee", "displaced", "person",
    "family",
]
Cause = Literal[
    "air_strike", "shelling", "clash", "suicide_bombing", "ied", "landmine", "shooting", "execution",
    "drone_strike", "chemical", "torture", "hardship", "mixed",
]
Movement = Literal["fled", "displaced", "evacuated", "returned", "transferred", "surrendered", "arrived"]
ControlStatus = Literal["holds", "captured", "withdrew", "contested"]
Measure = Literal["incident", "cumulative"]
Basis = Literal["documented", "unconfirmed"]
DateBasis = Literal["given", "stated", "inferred", "unknown"]
PlaceKind = Literal[
    "village", "town", "city", "quarter", "camp", "oil_field", "hill", "airport", "crossing", "river", "desert",
    "subdistrict", "district", "governorate", "area",
]
EventType = Literal[
    "armed_clash", "attack", "air_strike", "shelling", "drone_strike", "suicide_bombing", "ied", "landmine",
    "execution", "abduction", "arrest", "assassination", "advance", "withdrawal", "convoy", "agreement", "protest",
]
MentionKind = Literal[
    "place", "party", "date", "count", "outcome", "movement", "control", "nationality", "source",
]


_new = object.__new__
# What pydantic keeps in a record: its fields, the names of those that were given, and two things that ours do not have.
_put_fields, _put_given, _put_extra, _put_private = (
    BaseModel.__dict__[slot].__set__
    for slot in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__"))


def _maker(cls: type[Model]) -> Callable[..., Model]:
    """The function that is a class's `Model.made`: one for each, since what it needs of the class is then at hand."""
    given = set(cls.model_fields)

    def made(**fields: object) -> Model:
        record = _new(cls)
        _put_fields(record, fields)
        _put_given(record, given)
        _put_extra(record, None)
        _put_private(record, None)
        return record

    return made


class Model(BaseModel):
    """Base of all records: unknown fields are an error, so that a misspelt field in a gold file is seen."""

    model_config = ConfigDict(extra="forbid")
    made: ClassVar[Callable[..., Self]]
    """A record out of values that the readers made: every field by name and in order, none checked, in a fifth of the time.

    What comes from elsewhere is checked by the ordinary constructor and `model_validate`."""

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: object) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        cls.made = staticmethod(_maker(cls))


class Span(Model):
    """A stretch of the given text: code-point offsets, half open."""

    start: int
    end: int


class Count(Model):
    """How many, as the text says it.

    ``value`` is the number of people (or families) and ``None`` where the text gives only a range or a vague
    word; ``low`` and ``high`` bound it (``None``: open). ``start``/``end`` are the words of the count,
    ``None`` for losses that are stated with no number at all.
    """

    value: int | None = None
    qualifier: Qualifier
    low: int | None = None
    high: int | None = None
    text: str = ""
    start: int | None = None
    end: int | None = None


class Period(Model):
    """First and last day; an open start is a running total whose beginning the text does not state."""

    start: dt.date | None = None
    end: dt.date | None = None


class Place(Model):
    """A place as the text names it, with its position where the gazetteer knows one.

    ``geo_precision``: 1 the place itself, 2 its subdistrict's or district's centre, 3 its governorate's
    (ACLED's scale); ``None`` with no position. ``lat``/``lon`` are degrees, WGS 84.
    """

    name: str
    kind: PlaceKind | None = None
    admin1: str | None = None
    gazetteer_id: str | None = None
    lat: float | None = None
    lon: float | None = None
    geo_precision: Literal[1, 2, 3] | None = None
    start: int | None = None
    end: int | None = None


class Record(Model):
    """What every record carries: its id, the words it was read from, and the rules that made it."""

    id: str
    start: int
    end: int
    also_at: list[Span] = Field(default_factory=list)
    why: list[str] = Field(default_factory=list)


class Figure(Record):
    """What a casualty and a flow have in common: a count of people over a period."""

    count: Count
    category: Category = "person"
    party: Party | None = None
    period: Period = Field(default_factory=Period)
    measure: Measure = "incident"
    part_of: str | None = None
    basis: Basis = "documented"


class Casualty(Figure):
    """One figure of people killed, wounded, missing or taken."""

    outcome: Outcome
    by: list[Party] = Field(default_factory=list)
    cause: Cause | None = None
    places: list[Place] = Field(default_factory=list)


class FlowEnd(Model):
    """Where a flow starts or ends: named places, or the side that holds the area."""

    places: list[Place] = Field(default_factory=list)
    controller: Party | None = None


class Flow(Figure):
    """One figure of people who moved. ``nationalities`` are ISO 3166-1 alpha-2 codes."""

    kind: Movement
    composition: list[Category] = Field(default_factory=list)
    nationalities: list[str] = Field(default_factory=list)
    origin: FlowEnd = Field(default_factory=FlowEnd)
    destination: FlowEnd = Field(default_factory=FlowEnd)


class Control(Record):
    """What the bulletin says of who holds one named place; ``date`` is when it changed or was so."""

    place: Place
    status: ControlStatus
    controller: Party | None = None
    from_: Party | None = Field(default=None, alias="from", serialization_alias="from")
    date: dt.date | None = None

    model_config = ConfigDict(extra="forbid", populate_by_name=True, serialize_by_alias=True)


class Event(Record):
    """One act of violence or military move, with the ACLED sub-event type that it corresponds to."""

    type: EventType
    actors: list[Party] = Field(default_factory=list)
    targets: list[Party] = Field(default_factory=list)
    places: list[Place] = Field(default_factory=list)
    period: Period = Field(default_factory=Period)
    acled_sub_event_type: str


class Mention(Model):
    """A span that a reader wants highlighted.

    ``value`` is its code, its number or its ISO day. ``records`` are the ids of the records that use it.
    A count that no record uses says in ``taken_for`` what it was taken for (``age``, ``distance``, ``money``,
    ``vehicles``, ``strikes``, ``time``, ``buildings``, ``percentage``, ``ordinal``, ``date``, ``weapons``, ``area``,
    ``counter line``, ``page``, ``stock``, ``people``, ``unknown``), so that a miss is visible.
    """

    kind: MentionKind
    start: int
    end: int
    text: str
    value: str | int | float | None = None
    records: list[str] = Field(default_factory=list)
    taken_for: str | None = None
    why: list[str] = Field(default_factory=list)


class ReportInfo(Model):
    """The document itself. ``id`` is a hash of the text: the same text has the same id for ever."""

    id: str
    title: str | None = None
    date: dt.date | None = None
    date_basis: DateBasis = "unknown"
    source: str | None = None
    chars: int = 0


class Report(Model):
    """Everything that was read from one bulletin."""

    report: ReportInfo
    casualties: list[Casualty] = Field(default_factory=list)
    flows: list[Flow] = Field(default_factory=list)
    control: list[Control] = Field(default_factory=list)
    events: list[Event] = Field(default_factory=list)
    mentions: list[Mention] = Field(default_factory=list)
