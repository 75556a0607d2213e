"""What a word or phrase is read as where it stands: its sense among several, a capital or those who rule from it, a verb or a preposition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .chunk import Chunk
from .clitics import Reading
from .control_lexicon import senses
from .counts import CountSpan
from .gazetteer import gazetteer
from .nationality_forms import adjective
from .people import PersonForm, find_person
from .places import PlaceSpan
from .text import BREAK, PUNCT, WORD, Token, folded_words
from .vocabulary import Entry, Match, Vocabulary

# Where a phrase has several senses, the first of these that it has is what it is read as.
_PRIORITY = (
    "party", "both_sides", "part", "hedge", "sure", "condition", "clause", "by", "because", "outcome", "movement", "raise", "total", "cause",
    "nth_side", "last_named", "severity", "nationality", "source", "side", "republish", "neutral", "control", "that", "relative", "negation", "same", "until", "around", "except", "unit", "place_kind",
)
_RANK = {kind: rank for rank, kind in enumerate(_PRIORITY)}
_THERE = folded_words("في داخل قرب شمال جنوب شرق غرب شمالي جنوبي شرقي غربي وسط ريف بريف وسط باتجاه نحو مشافي مستشفيات مشفى مستشفى أحياء")
_PARENTS = frozenset(("أب", "أم", "جد", "جدة", "ابن"))
_LAST = 99
VERBS = frozenset(("verb", "both", "active"))
_UNATTACHED = frozenset(("part", "clause", "that", "relative", "condition", "hedge", "republish", "negation"))
_BEFORE_CITY = folded_words("في وسط داخل شمال جنوب شرق غرب شمالي جنوبي شرقي غربي نحو باتجاه صوب قرب إلى محيط العاصمة")


def is_there(tokens: Sequence[Token], i: int, found: Match) -> bool:
    """A capital's name after a word of place is the place."""
    return found.last == i and (found.reading.preposition == "ب" or (i > 0 and tokens[i - 1].text in _THERE))


def crosses(tokens: Sequence[Token], i: int, counts: Mapping[int, CountSpan]) -> bool:
    """Whether عبر is the verb: people are counted right after it, or a border or river at the head of a clause."""
    count = counts.get(i + 1)
    if count is not None:
        noun = count.noun if count.noun is not None else count.last + 1
        return noun < len(tokens) and (find_person(tokens[noun].text) is not None or adjective(tokens[noun].text) is not None)
    heads = i == 0 or tokens[i - 1].kind in (PUNCT, BREAK) or tokens[i].text.startswith("و")
    return heads and i + 1 < len(tokens) and tokens[i + 1].text in ("الحدود", "نهر", "الي")


def is_counted_people(tokens: Sequence[Token], count: CountSpan | None) -> bool:
    """Whether a count is one of people who bear no arms: «دخول 2500 نازح»."""
    found = find_person(tokens[count.noun].text) if count is not None and count.noun is not None else None
    return found is not None and found[1].category != "combatant"


def sense_of(entries: tuple[Entry, ...], reading: Reading, after_number: bool, last_word: str) -> Entry | None:
    """What a phrase is read as here, None where its prefixes forbid every sense: a verb takes neither the article nor
    a preposition (but ل before the imperfect), and a thing is a unit of count only after a number."""
    if len(entries) == 1 and not (reading.preposition or reading.article) and entries[0].kind != "clause":
        return entries[0]
    best, best_rank = None, _LAST
    for entry in entries:
        if reading.preposition or reading.article:
            if entry.role in VERBS and entry.kind in ("outcome", "movement", "control"):
                if reading.article or reading.preposition != "ل" or reading.stem[0] not in "يت":
                    continue
            elif entry.kind in _UNATTACHED and reading.preposition:
                continue
            elif entry.kind == "raise" and (reading.article or reading.preposition):
                continue
        # «في المقابل» turns to the other side; «في مقابل 5» is a preposition.
        if entry.kind == "clause" and " ال" in entry.phrase and not last_word.startswith("ال"):
            continue
        # «الجبهة» takes up a side; «جبهة A» is the front at A.
        if entry.kind == "party" and entry.role == "short" and entry.phrase.startswith("ال") and not (reading.article or last_word.lstrip("وفبلك").startswith(("ال", "ل"))):
            continue
        rank = _RANK[entry.kind]
        if entry.kind == "unit":
            rank = -1 if after_number and not reading.preposition else _LAST
        if best is None or rank < best_rank:
            best, best_rank = entry, rank
    return best


def struck_by(chunks: Sequence[Chunk]) -> Chunk:
    """The last chunk, or the verb before the side that is its subject: in «اغتال مجهولون، أمس، مختار X» the chunk of اغتال."""
    for c in reversed(chunks[-6:]):
        if c.kind == "outcome" and (c.role in VERBS or c.code == "abducted"):
            return c
        if c.kind not in ("party", "date", "comma") or c.reading.preposition or c.reading.conjunction:
            break
    return chunks[-1]


def is_person_after(before: Chunk, reading: Reading, form: PersonForm, *_) -> bool:
    """Whether a noun that is else another word means a person behind ``before``: «قُتل طالب», «12 طالباً», «بينهم الأم», «بينهم مختار X»."""
    if before.kind == "part":
        return form.number == "singular" and not form.possessed and not reading.preposition and not reading.conjunction
    if form.lemma == "مرافق" and form.possessed and before.text in ("مع", "برفقه"):
        return True  # «القيادي X مع مرافقه»
    if form.lemma == "مرافق" and form.possessed and reading.conjunction:
        return before.kind in ("person", "word", "place", "party")  # «القيادي X ومرافقه»
    if before.kind == "person" and reading.conjunction and not reading.article:
        return form.lemma in _PARENTS or form.lemma == "عسكري"  # «أب وأم», «3 مدنيين وعسكري»
    return before.kind in ("outcome", "count") and (not reading.article or (form.lemma in _PARENTS and before.kind == "outcome"))


def takes_place(chunks: Sequence[Chunk]) -> bool:
    """Whether what stands before takes a place as its object: «انتزعت X», «دخلت القوات X»."""
    before = chunks[-1] if chunks else None
    if before is not None and before.kind == "party" and len(chunks) > 1 and not before.reading.preposition:
        before = chunks[-2]
    if before is None or before.kind not in ("control", "movement"):
        return False
    return (before.kind == "control" and before.role == "verb") or any(e.kind == "control" and senses()[e.phrase].governs == "direct" for e in before.entries)


def _of_total_before(chunks: Sequence[Chunk]) -> bool:
    for c in reversed(chunks[-6:]):
        if c.kind == "total":
            return True
        if c.kind in ("count", "comma", "stop", "clause", "relative"):
            return False
    return False


def is_of_total(tokens: Sequence[Token], at: int, counts: dict[int, CountSpan], words: Vocabulary, chunks: Sequence[Chunk] = ()) -> bool:
    """«وصل عدد القتلى إلى N»، «ليصل إلى N عدد القتلى»: a total arrives at a number, nobody at a place."""
    for to in range(at, min(at + 4, len(tokens) - 1)):
        if tokens[to].text == "الي" and to + 1 in counts and chunks and _of_total_before(chunks):
            return True  # «عدد النازحين وصل حتى اليوم إلى N»
    if at + 1 < len(tokens) and tokens[at].text == "الي" and at + 1 in counts:
        at = counts[at + 1].last + 1
    found = words.match(tokens, at) if at < len(tokens) and tokens[at].kind == WORD else None
    return found is not None and any(e.kind == "total" for e in found.entries)


def is_in_city(tokens: Sequence[Token], i: int, place: PlaceSpan) -> bool:
    """«وسط دمشق»، «عادوا إلى دمشق»: a capital that else stands for its government, unless an act is laid to its door (نسبتها إلى دمشق)."""
    before = tokens[i - 1].text if i else ""
    known = gazetteer().by_name.get(place.name)
    if before not in _BEFORE_CITY or not known or known[0].kind != "city":
        return False
    return before != "الي" or not any("نسب" in t.text for t in tokens[max(i - 7, 0) : i])
