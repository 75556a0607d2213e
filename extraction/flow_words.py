"""The small words of statements about people on the move, and how they lead to the count that a movement governs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from . import lexicon
from .chunk import Chunk

_DONE = frozenset(("تم", "تمت", "يتم", "جري", "جرت"))
_DISPLACED = frozenset(("النازحه", "المهجره", "اللاجئه"))
_ROLES = ("from", "to", "at", "away", "held", "its", "there", "thence", "rest", "most", "of_nations", "group", "contains", "settle", "side_area",
          "country", "families", "deserter", "agreement", "convoy", "flight", "protest", "themselves", "held_by", "carried", "enables", "shared", "scene", "latter", "leaves", "lives",
          "numbered", "put_off", "feared", "fleeing", "bear", "takes", "forces", "homes", "along", "joins", "located", "were", "own_home", "own_town", "moved_by", "authority", "driven_out", "people_of", "leads_to",
          "belongs", "kin_name", "citizens", "foreign", "kin", "batch", "its_parts", "campaign")


@cache
def _words() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for row in lexicon.read("flow_words.csv", ("forms", "role"), required=("forms", "role")):
        role = row.one_of("role", _ROLES)
        for form in row.forms("forms"):
            table.setdefault(form, set()).add(role)
    return {form: frozenset(roles) for form, roles in table.items()}


@lru_cache(maxsize=65_536)
def roles(text: str) -> frozenset[str]:
    """What a chunk's folded words do in a statement of movement, by ``lexicons/flow_words.csv``.

    >>> sorted(roles("والي"))
    ['to']
    """
    table = _words()
    found = table.get(text)
    if found is None and text[:1] in ("و", "ف") and len(text) > 2:
        found = table.get(text[1:])
    if found is None and text[:1] == "ل" and len(text) > 4:
        found = table.get(text[1:])
        return frozenset(found & {"held", "its"}) if found else frozenset()
    return found or frozenset()


def is_enabled(chunks: Sequence[Chunk], first: int, count: int, noun: int) -> bool:
    """Whether the verbal noun at ``noun`` says what the people counted before it did.

    «تمكن N من الفرار»، «N تمكنوا من الفرار»، «دفع القصف N إلى النزوح»: a verb of success or compulsion, and its complement after them.
    """
    before = chunks[noun - 1].text
    if before not in ("من", "الي", "علي", "في") and chunks[noun].reading.preposition not in ("ب", "ل"):
        return False
    return any("enables" in roles(c.text) and (before != "في" or c.text.startswith("نجح")) for c in chunks[first:noun])


def was_done_to_them(chunks: Sequence[Chunk], noun: int) -> bool:
    """Whether the verbal noun says whom a relative clause means: «الذين تم تهجيرهم», «عدد من جرى نقلهم»."""
    c, verb, whose = chunks[noun], chunks[noun - 1], chunks[noun - 2]
    if c.role != "noun" or verb.text not in _DONE or not c.text.endswith(("هم", "هن", "ها")):
        return False
    return whose.kind == "relative" or (whose.kind == "total" and whose.text.endswith(" من"))


def tells_size(chunks: Sequence[Chunk], verb: int) -> bool:
    """Whether a verb of containing tells the size of a group on the move: «دفعة قوامها N»، «عائلات تضم N فرداً»."""
    if "contains" not in roles(chunks[verb].text):
        return False
    for c in (*chunks[verb + 1 : verb + 2], *reversed(chunks[max(verb - 6, 0) : verb])):
        ordinal = c.kind == "count" and c.count.taken_for == "ordinal"  # «وضمت الثانية N»
        if ordinal or "group" in roles(c.text) or (c.kind == "person" and c.person.kind == "family") or (c.kind == "count" and c.count.noun is not None):
            return True
    return False


def housing_verb(chunks: Sequence[Chunk], first: int, count: int, last: int, displaced: bool) -> Chunk | None:
    """The verb of housing before a count («مخيم X الذي يؤوي N شخصاً»), where a camp stands by it or the displaced are counted."""
    if chunks[count - 1].kind == "comma":
        count = _before_relative(chunks, first, count - 1)
    for j in range(count - 1, max(first, count - 12) - 1, -1):
        c = chunks[j]
        if (c.kind == "movement" and c.role == "stock") or "lives" in roles(c.text) or _camp_holds(chunks, j):
            around = chunks[max(j - 10, first) : last + 1]
            camp = any((d.kind == "place_kind" and d.code == "camp") or (d.place is not None and d.place.kind == "camp") for d in around)
            return c if camp or displaced or "يحتم" in c.text.replace("تحتم", "يحتم") else None
        if c.kind in ("that", "comma") or (c.kind == "count" and (c.count.noun is not None or chunks[j + 1].kind == "person")):
            return None  # «يؤوي 62 مركزاً N نازح»: a number of things may stand between
    return None


def _before_relative(chunks: Sequence[Chunk], first: int, comma: int) -> int:
    """«تستضيف X، التي لا يتجاوز عدد سكانها 35 ألفاً، N لاجئ»: where a relative clause between two commas begins, else the comma."""
    for j in range(comma - 1, max(first, comma - 12), -1):
        if chunks[j].kind == "comma":
            return j if chunks[j + 1].kind == "relative" else comma
    return comma


def _camp_holds(chunks: Sequence[Chunk], verb: int) -> bool:
    """«المخيم لا يزال يضم N شخصاً»: a camp is the subject of the verb of containing."""
    if "contains" not in roles(chunks[verb].text):
        return False
    if any((c.place is not None and c.place.kind == "camp") or (c.kind == "place_kind" and c.code == "camp") for c in chunks[verb + 1 : verb + 3]):
        return True  # «يضم مخيم X N شخصاً», «يضم المخيم N شخصاً»
    if verb == 0:
        return False
    subject = chunks[verb - 2] if chunks[verb - 1].kind == "neutral" and verb > 1 else chunks[verb - 1]
    named = chunks[subject.index - 1] if subject.place is not None and subject.index and chunks[subject.index - 1].kind == "place_kind" else subject
    if named.index and roles(chunks[named.index - 1].text) & {"from", "to", "at"}:
        return False  # «رحلة من مخيم X ضمت N»: of those who left it
    return (subject.kind == "place_kind" and subject.code == "camp") or (subject.place is not None and subject.place.kind == "camp")


def counted_displaced(chunks: Sequence[Chunk], noun: int) -> Chunk | None:
    """What a total of displaced people says of them: «عدد اللاجئين الذين عادوا» their return, else that they are displaced."""
    if noun < len(chunks) and chunks[noun].kind == "nationality" and _live_abroad(chunks, noun):
        return chunks[noun]
    if noun >= len(chunks) or chunks[noun].kind != "person":
        return None
    families = chunks[noun].person.kind == "family" and noun + 1 < len(chunks) and chunks[noun + 1].text in _DISPLACED  # «عدد العائلات النازحة»
    if chunks[noun].person.category != "displaced" and not families:
        return None
    for c in chunks[noun + 1 : noun + 5]:
        if c.kind == "movement" and c.role in ("verb", "stock", "hosted"):
            return c
        if c.kind in ("comma", "count"):
            break
    return chunks[noun]


def _live_abroad(chunks: Sequence[Chunk], noun: int) -> bool:
    """«عدد السوريين في تركيا»: people of one country counted in another."""
    return chunks[noun].reading.article and noun + 2 < len(chunks) and chunks[noun + 1].text == "في" and "country" in roles(chunks[noun + 2].text)


def is_share(chunks: Sequence[Chunk], of_them: int) -> bool:
    """Whether «منهم» takes up a percentage («94 بالمئة منهم»), which counts nobody."""
    for c in reversed(chunks[max(of_them - 3, 0) : of_them]):
        if c.kind == "count":
            return c.count.taken_for == "percentage"
        if c.kind != "unit":
            return False
        if c.code == "percentage":
            return True
    return False


def total_of_displaced(chunks: Sequence[Chunk], first: int, count: int) -> Chunk | None:
    """«عدد اللاجئين في X تجاوز N»: the verb of the total is read with the count, so that only the total stands before it."""
    for j in range(count - 1, first - 1, -1):
        c = chunks[j]
        if c.kind == "total":
            return counted_displaced(chunks, j + 1) or _who_moved(chunks, j + 1)
        if c.kind in ("count", "that", "comma") or c.kind == "relative" and chunks[j - 2].kind != "total":
            break
    return None


def _who_moved(chunks: Sequence[Chunk], noun: int) -> Chunk | None:
    """«قدّرت X عدد العائلات التي فرت من A بنحو N»: what the relative clause says of those whose number follows it."""
    if noun + 2 >= len(chunks) or chunks[noun].kind != "person" or chunks[noun + 1].kind != "relative":
        return None
    verb = chunks[noun + 2]
    return verb if verb.kind == "movement" and verb.role == "verb" else None
