"""What a correction makes of a record: one field of the codebook set to the analyst's value, everything that follows from it too."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping

from pydantic import ValidationError

from dashboard.archive import schema
from dashboard.archive.rows import AnyRecord
from extraction.gazetteer import gazetteer
from extraction.records import Casualty, Control, Event, Flow, Place

MODELS: dict[str, type[AnyRecord]] = {schema.CASUALTY: Casualty, schema.FLOW: Flow, schema.CONTROL: Control, schema.EVENT: Event}

NOT_CORRECTED = frozenset(("id", "why", "also_at"))
"""Fields that are not the analyst's to say: the record's name and how it came about."""

# The bounds that each qualifier gives to its number, by the codebook's table of counts.
_BOUNDS: dict[str, Callable[[int | None], tuple[int | None, int | None]]] = {
    "exact": lambda n: (n, n), "about": lambda n: (n, n), "at_least": lambda n: (n, None), "more_than": lambda n: (n, None),
    "up_to": lambda n: (None, n),
}  # fmt: skip
_VAGUE = {"several": (3, None), "dozens": (20, 99), "hundreds": (200, 999), "thousands": (2000, 9999), "unspecified": (None, None)}


class WrongValue(ValueError):
    """A value does not fit its field; the message says why."""


def as_json(one: AnyRecord) -> dict[str, object]:
    """The record in the contract's JSON."""
    return one.model_dump(mode="json", by_alias=True)


def from_json(kind: str, data: Mapping[str, object]) -> AnyRecord:
    """The record of this JSON. Raises `WrongValue`."""
    try:
        return MODELS[kind].model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise WrongValue(f"{where}: {first['msg']}") from None


def value_at(data: Mapping[str, object], field: str) -> object:
    """The value of a field of a record's JSON; ``period.start`` is the start of its period. Raises `WrongValue`."""
    value: object = data
    for name in field.split("."):
        if not isinstance(value, Mapping) or name not in value:
            raise WrongValue(f"{field} is no field of this record")
        value = value[name]
    return value


def corrected(kind: str, data: Mapping[str, object], field: str, value: object) -> dict[str, object]:
    """The record's JSON with ``field`` set to ``value``. Raises `WrongValue`.

    Of a count, a new number or qualifier gives new bounds, by the codebook. A place may be given by its name or by the
    gazetteer's id.
    """
    if field.split(".")[0] in NOT_CORRECTED:
        raise WrongValue(f"{field} is not corrected")
    value_at(data, field)
    made = copy.deepcopy(dict(data))
    *above, last = field.split(".")
    inside = made
    for name in above:
        inside = inside[name]
    inside[last] = _with_places(last, value)
    if field in ("count", "count.value", "count.qualifier"):
        made["count"] = _bounded({**data["count"], **made["count"]} if isinstance(made["count"], Mapping) else made["count"])
    checked = from_json(kind, made)
    if field.startswith("count"):
        _check_count(made["count"])
    if field.startswith("period"):
        start, end = made["period"]["start"], made["period"]["end"]
        if start and end and start > end:
            raise WrongValue(f"period: it ends on {end}, before it starts on {start}")
    return as_json(checked)


def _bounded(count: Mapping[str, object]) -> dict[str, object]:
    if not isinstance(count, Mapping):
        raise WrongValue("count: a number with its qualifier is expected")
    qualifier, value = count.get("qualifier"), count.get("value")
    if qualifier in _BOUNDS:
        if not isinstance(value, int) or isinstance(value, bool):
            raise WrongValue(f"count.value: a number is expected for {qualifier}")
        low, high = _BOUNDS[qualifier](value)
        return {**count, "low": low, "high": high}
    if qualifier in _VAGUE:
        low, high = _VAGUE[qualifier]
        return {**count, "value": None, "low": low, "high": high}
    return {**count, "value": None}  # a range: its bounds are given, or wrong and refused


def _check_count(count: Mapping[str, object]) -> None:
    numbers = [count[name] for name in ("value", "low", "high") if count[name] is not None]
    if any(number < 0 for number in numbers):
        raise WrongValue("count: a number of people is not below zero")
    low, high = count["low"], count["high"]
    if count["qualifier"] == "range" and (low is None or high is None):
        raise WrongValue("count: a range has a lowest and a highest number")
    if low is not None and high is not None and low > high:
        raise WrongValue(f"count: its lowest number {low} is above its highest {high}")


def _with_places(name: str, value: object) -> object:
    if name == "place" and isinstance(value, str):
        return _place(value)
    if name == "places" and isinstance(value, list):
        return [_place(one) if isinstance(one, str) else one for one in value]
    return value


def _place(name: str) -> dict[str, object]:
    """The place of a gazetteer id, or of a name as far as it means one place only."""
    known = gazetteer().by_id.get(name) or gazetteer().find(name)
    if known is None:
        return Place(name=name).model_dump()
    lat, lon, precision = gazetteer().position(known) or (None, None, None)
    return Place(
        name=known.name if name == known.id else name, kind=known.kind, admin1=known.admin1 or None, gazetteer_id=known.id, lat=lat, lon=lon,
        geo_precision=precision,
    ).model_dump()  # fmt: skip
