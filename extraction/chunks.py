"""One pass over the tokens: the sequence of chunks (counts, dates, parties, places, triggers, small words) of a text.

Everything after this stage works on chunks, not on letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .chunk import PLAIN, Chunk
from .chunk_words import VERBS, crosses, is_counted_people, is_in_city, is_of_total, is_person_after, is_there, sense_of, struck_by, takes_place
from .clitics import Reading
from .counts import CountSpan
from .dates import read_dates
from .gazetteer import gazetteer
from .memo import Memo
from .people import PersonForm, compounds, find_person, person_at
from .place_small_words import SURE_HEADS
from .places import PlaceReader, PlaceSpan
from .text import BREAK, NUMBER, PUNCT, WORD, Token, fold, folded_words
from .vocabulary import BARE, Entry, shared_vocabulary

class _Always(NamedTuple):
    """What a word is, unless one of some words (without article) follows it."""

    kind: str
    code: str
    role: str
    entries: tuple[Entry, ...]
    reading: Reading
    person: PersonForm | None
    unless: frozenset[str]


class _Known:
    """What the lexicons know of written forms, as long as the gazetteer has the places that it has now."""

    def __init__(self):
        self.words = shared_vocabulary()
        self.places = PlaceReader(self.words)
        self.first_words = gazetteer().first_words
        self.always = Memo(self._find_always)

    def _find_always(self, form: str) -> _Always | None:
        """What a word is wherever it stands but before certain words, None where that depends on more: a word or people noun of no
        other lexicon that begins no name, or one with a single sense, of a kind that the words around do not change."""
        entries, reading = self.words.alone(form)
        unless = self.words.second_words(form)
        if entries:
            best = sense_of(entries, reading, False, form) if len(entries) == 1 else None
            if best is None or best.kind in _BY_PLACE or form in _CROSSED or (best.kind in _BY_NAME and (self.places.begins(form) or find_person(form))):
                return None
            if best.kind == "part" and form.endswith(("ها", "هما")):
                return None  # may lead the names of places counted before
            return _Always(best.kind, best.code, best.role, entries, reading, None, unless)
        if self.places.begins(form) or compounds(form) or form[0] == "و" or form.endswith("هي") or form in SURE_HEADS:
            return None
        if (found := find_person(form)) is not None:
            return None if found[1].counted_only else _Always("person", "", "", (), *found, unless)
        return _Always("word", "", "", (), PLAIN, None, unless)


_known: list[_Known] = []


def _lexicons() -> _Known:
    """What is known now: loaded once, and again when places were added."""
    if not _known or _known[0].first_words is not gazetteer().first_words:
        _known[:] = [_Known()]
    return _known[0]


_SIGNS = {".": "stop", "!": "stop", "؟": "stop", "?": "stop", "؛": "semicolon", "،": "comma", ",": "comma", ":": "colon",
          "::": "colon", "(": "open", ")": "close", "[": "open", "]": "close", "-": "dash", "/": "slash"}
# Kinds of phrases that are read by what stands around them, and verbs of crossing (see `crosses`).
_BY_PLACE = frozenset(("place_kind", "unit", "clause"))
_BY_NAME = frozenset(("party", "nationality", "cause", "around", "neutral"))  # only where the word is a name or people noun, too
_CROSSED = frozenset(("عبر", "وعبر"))
_OTHER_SIGNS = {PUNCT: "sign", BREAK: "break", NUMBER: "number"}

_OWN_TOWN = ("بلدته", "بلدتها", "بلدتهم", "قريته", "قريتها", "قريتهم", "مدينته", "مدينتها", "مدينتهم")
_TO_PLACE = frozenset(("علي", "في", "قرب", "محيط", "اطراف"))
_LOCATIVE = folded_words("في من إلى على نحو باتجاه عن داخل")
_NAMES_LEAD = frozenset(fold(w) for w in ("هي", "وهي", "كل من", "من", "كل"))


def read_chunks(tokens: Sequence[Token], numbers: Sequence[CountSpan]) -> list[Chunk]:
    """The chunks of a text, in order; ``numbers`` are those that `counts.read_numbers` finds in it."""
    known = _lexicons()
    words, reader, always = known.words, known.places, known.always
    dates = read_dates(tokens)
    date_tokens = {i for d in dates for i in range(d.first, d.last + 1)}
    # A number inside a date is the date's; a count that swallowed part of one loses to it.
    counts = {_count_start(c): c for c in numbers if c.number_first not in date_tokens and c.number_last not in date_tokens}
    given: dict[int, Chunk] = {}
    for first, count in counts.items():
        given[first] = chunk = Chunk("count", first, _count_end(count), "")
        chunk.count = count
    for date in dates:
        given[date.first] = chunk = Chunk("date", date.first, date.last, "")
        chunk.date = date
    chunks: list[Chunk] = []
    add = chunks.append
    match = words.match
    size = len(tokens)
    spans: dict[int, PlaceSpan] = {}
    named: set[str] = set()
    counted: tuple[int, Entry] | None = None

    def is_other(i: int) -> bool:
        if i in given:
            return True
        found = match(tokens, i)
        if found is not None and any(e.kind not in ("place_kind", "source", "nationality", "unit", "around") for e in found.entries):
            return not (tokens[i].text.startswith("ال") and all(e.kind in ("cause", "total") for e in found.entries))
        return find_person(tokens[i].text) is not None and not tokens[i].text.startswith("ال")

    i = 0
    while i < size:
        token = tokens[i]
        if i in spans:
            span = spans[i]
            chunk = Chunk("place", span.first, span.last, span.name)
            chunk.place = span
            if span.word is not None:
                named.add(span.name)
            add(chunk)
            i = span.last + 1
            continue
        if i in given:
            chunk = given[i]
            add(chunk)
            i = chunk.last + 1
            continue
        if token.kind != WORD:
            add(Chunk(_SIGNS.get(token.text, _OTHER_SIGNS[token.kind]), i, i, token.text))
            i += 1
            continue
        if (found := always[token.text]) is not None and token.text not in named:
            kind, code, role, entries, reading, person, unless = found
            if not unless or i + 1 == size or BARE[tokens[i + 1].text] not in unless:
                chunk = Chunk(kind, i, i, token.text, code, role, entries, reading)
                chunk.person = person
                add(chunk)
                i += 1
                continue
        found = match(tokens, i)
        if found is not None:
            after_number = bool(chunks) and chunks[-1].kind in ("count", "number")
            best = sense_of(found.entries, found.reading, after_number, tokens[found.last].text)
            found = found if best is not None else None
        if found is not None:
            entries = found.entries
            if best.kind == "movement" and token.text in _CROSSED and not crosses(tokens, i, counts):
                add(Chunk("word", i, i, token.text))
                i += 1
                continue
            after_verb = chunks and chunks[-1].kind in ("outcome", "movement") and chunks[-1].role in VERBS and token.text == "في"
            if best.kind == "clause" and (after_verb or (chunks and chunks[-1].kind == "raise")):
                # «وغادر في المقابل 26 جريحاً», «ليصل بذلك العدد إلى …»: between a verb and its subject it opens nothing.
                add(Chunk("word", i, found.last, best.phrase))
                i = found.last + 1
                continue
            if best.kind == "movement" and best.phrase == "دخول" and not is_counted_people(tokens, counts.get(found.last + 1)):
                best = next(e for e in entries if e.kind == "control")  # those who enter a place to take it
            if best.kind == "movement" and any(e.kind == "raise" for e in entries) and is_of_total(tokens, found.last + 1, counts, words, chunks):
                best = next(e for e in entries if e.kind == "raise")
            if best.kind == "place_kind" and token.text.startswith("ال") and (whole := reader.bare(tokens, i)) is not None and whole.last > found.last:
                # «المدينة القديمة» is a name.
                spans[i] = whole
                continue
            if best.kind == "place_kind" and token.text in named and (again := reader.bare(tokens, i, True)) is not None:
                spans[i] = again  # «بلدة المزرعة … محيط المزرعة»
                continue
            if best.kind == "place_kind":
                if best.code == "region" and (governorate := reader.known(tokens, i)) is not None and governorate[0] > found.last:
                    spans[i] = reader.span(tokens, i, governorate[0], governorate[2], None)
                    continue
                taken = _read_kind(tokens, i, found.last, best, spans, reader, is_other)
                struck = chunks and (chunks[-1].kind == "outcome" or chunks[-1].text in _LIVES)
                farmer = person_at(tokens, i) if taken is not None and struck and found.last + 1 not in spans else None
                if farmer is not None:
                    taken = None  # «ارتقى مزارع شهيداً»: no farms
                if taken is not None:
                    if best.role != "one" and found.last + 1 not in spans and (best.role == "two" or (best.role == "many" and best.code != "area") or after_number or found.reading.article or "ال" in token.text[:3]):
                        counted = (i, best)  # «خسرت قريتين …، هما أ وب»
                    add(Chunk("place_kind", i, found.last, token.text, best.code, best.role, entries, found.reading))
                    i = found.last + 1
                    continue
            elif best.kind == "party" and is_there(tokens, i, found) and (place := reader.bare(tokens, i)) is not None:
                spans[i] = place  # «في دمشق»: the city, not those who rule from it
                continue
            else:
                bare_place = reader.bare(tokens, i) if best.kind in ("party", "unit", "nationality", "cause", "around") else None
                if bare_place is not None and (bare_place.last > found.last or (best.kind == "party" and is_in_city(tokens, i, bare_place))):
                    spans[i] = bare_place
                    continue
                if best.kind == "unit":
                    # «خمس قرى هي أم شعيفة والمناخ»: counted kind words still have names.
                    for entry in entries:
                        if entry.kind == "place_kind":
                            _read_kind(tokens, i, found.last, entry, spans, reader, is_other)
                            counted = (i, entry)
                # A one-word name that is also a people noun counts people after a number only, which read_numbers saw.
                person = find_person(token.text) if found.last == i and best.kind in ("outcome", "unit", "movement", "total", "cause", "neutral") else None
                victim = best.kind == "neutral" and bool(chunks) and chunks[-1].kind == "outcome" and not found.reading.conjunction  # «قُتل طالب»
                thing = person is not None and person[1].counted_only and person[1].possessed and not (chunks and is_person_after(chunks[-1], *person))  # «من أبنية متصدعة»
                families = person is not None and person[1].kind == "family" and bool(chunks) and chunks[-1].kind == "count" and chunks[-1].count.noun == i  # «عشرات الأسر»
                if person is not None and not thing and (best.kind == "unit" or (best.kind == "cause" and after_number) or victim or families):
                    chunk = Chunk("person", i, i, token.text, reading=person[0])
                    chunk.person = person[1]
                    add(chunk)
                    i += 1
                    continue
                if best.role == "hosted" and found.last > i and (inner := match(tokens, found.last)) is not None:
                    for entry in inner.entries:  # «قاطني مخيم X»: the camp's name follows its kind word
                        if entry.kind == "place_kind":
                            _read_kind(tokens, found.last, found.last, entry, spans, reader, is_other)
                text = token.text if found.last == i else " ".join([t.text for t in tokens[i : found.last + 1]])
                chunk = Chunk(best.kind, i, found.last, text, best.code, best.role, entries, found.reading)
                add(chunk)
                if counted is not None and best.kind == "part" and chunk.text.endswith(("ها", "هما")) and i - counted[0] < _FAR:
                    if _names_of_counted(tokens, found.last + 1, counted[1], spans, reader, is_other):
                        counted = None
                i = found.last + 1
                continue
        if counted is not None and i - counted[0] < _FAR and token.text in _NAMES_LEAD and token.text.endswith("هي") and i + 1 < size:
            # «خسرت 5 قرى …، وهي أ وب», «القرى المحررة هي: أ وب»
            _names_of_counted(tokens, i + 1 + (tokens[i + 1].text == ":"), counted[1], spans, reader, is_other)
            counted = None
        also = len(chunks) > 1 and chunks[-1].text == "و" and chunks[-2].kind == "place"  # «"صوران" و"حلفايا"»
        place = reader.bare(tokens, i, token.text in named or also or takes_place(chunks) or (i > 0 and tokens[i - 1].text.endswith(_OWN_TOWN))) if reader.begins(token.text) else None
        if place is None and found is None and chunks and (chunks[-1].kind == "place" or (chunks[-1].kind == "dash" and len(chunks) > 1 and chunks[-2].kind == "place")):
            place = reader.listed(tokens, i, is_other)
        if place is None and found is None and i and token.text in named and (
                tokens[i - 1].text in _LOCATIVE or takes_place(chunks) or (chunks and chunks[-1].kind in ("movement", "control"))):
            place = reader.span(tokens, i, i, 0, None)  # «في حي القدم … غادروا القدم»: named before
            place.word = "listed"
        if place is None and found is None and chunks and chunks[-1].kind == "place" and token.text[0] == "و" and token.text[1:] in named:
            place = reader.span(tokens, i, i, 1, None)
            place.word = "listed"
        if place is None and found is None and i and token.text in SURE_HEADS and (tokens[i - 1].text in _TO_PLACE or takes_place(chunks)):
            place = reader.headed(tokens, i, 0, is_other)
        if place is not None:
            spans[i] = place
            continue
        person = person_at(tokens, i)
        if person is not None and person[2] > i and (side := match(tokens, i + 1)) is not None and side.last > person[2] and any(e.kind == "party" for e in side.entries):
            person = person[0], person[1], i  # «أفراد القوات الحكومية»: the side's name is whole
        if person is not None and (not person[1].counted_only or (chunks and is_person_after(struck_by(chunks), *person))):
            chunk = Chunk("person", i, person[2], token.text, reading=person[0])
            chunk.person = person[1]
            add(chunk)
            i = person[2]
        else:
            add(Chunk("word", i, i, token.text))
        i += 1
    for index, chunk in enumerate(chunks):
        chunk.index = index
    return chunks


def _count_start(count: CountSpan) -> int:
    """The first token of a count's chunk: what stands between «فاق» and its number is read as what it is («فاق عدد النازحين منذ أمس 160 ألفاً»)."""
    return count.number_first if count.why and count.why[0].endswith("…") else count.first


def _count_end(count: CountSpan) -> int:
    """The last token of a count's chunk: the people between a number and its «على الأقل» («30 جندياً تركياً على الأقل») are read
    as what they are."""
    core = count.number_last if count.noun is None else max(count.number_last, count.noun)
    return core if count.last - core > _AT_LEAST else count.last


_AT_LEAST = 2
"""Tokens of «على الأقل»."""
_LIVES = frozenset(("بحياه", "حياه", "ارواح", "بارواح"))
_FAR = 25
_ARTICLES = ("ال", "وال", "بال", "فال", "لل", "ولل", "وبال")
def _names_of_counted(tokens, i, entry: Entry, spans, reader: PlaceReader, is_other) -> bool:
    """Read the names of places that were counted before: «12 قرية، بينها أ وب»; whether there are any."""
    names = reader.names_after(tokens, i, entry.code, "many", is_other)
    for span in names:
        span.word = span.kind = entry.code if entry.code in _KIND_CODES else None
        spans.setdefault(span.first, span)
    return bool(names)


def _read_kind(tokens, i, last, entry: Entry, spans, reader: PlaceReader, is_other):
    """Read the names after a kind word into ``spans``; the kind word itself becomes an anaphor where no name follows."""
    at = last + 1
    definite = tokens[i].text.startswith(_ARTICLES)
    kind = entry.code if entry.code in _KIND_CODES else None
    while at < len(tokens) and tokens[at].text in _NAMES_LEAD:
        at += 1
    if entry.role == "many" and at < len(tokens) and tokens[at].text in ("،", ",") and at + 1 < len(tokens) and tokens[at + 1].text in _NAMES_LEAD:
        at += 2
    if entry.role == "many" and at + 1 < len(tokens) and tokens[at].text in ("،", ",") and reader.list_goes_on(tokens, at + 1, is_other):
        at += 1  # «قرى، A، وB»
    if entry.role == "many" and at + 1 < len(tokens) and tokens[at].text == ":":
        at += 1
    if at >= len(tokens) or tokens[at].kind != WORD:
        return True if definite or entry.role != "one" else None
    if definite and at == last + 1:
        return True
    names = reader.names_after(tokens, at, entry.code if entry.code in _KIND_CODES else None, entry.role, is_other, entry.code == "region")
    for span in names:
        span.kind, span.word = kind, entry.code
        spans[span.first] = span
    return True


_KIND_CODES = frozenset(("village", "town", "city", "quarter", "camp", "oil_field", "hill", "airport", "crossing", "river", "desert",
                         "subdistrict", "district", "governorate", "area"))
