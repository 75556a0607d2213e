"""What a word means to the noun phrase of a count: a further noun, a nationality, the side behind an adjective, a thing."""

from __future__ import annotations

from collections.abc import Sequence

from .chunk import Chunk
from .people import PersonForm, find_person
from .phrase import Phrase
from .text import Token, folded_words

CASES = folded_words("حالة حالات")
"""Words for cases, each of one person: «203 حالات اعتقال»."""
_POSTS = frozenset("حاجز نقطه دوريه رتل مفرزه قافله سجن معسكر مقر حرس".split())
_FORMER = folded_words("سابق سابقا سابقين سابقون سابقان محلي محليا محليين ميداني ميدانيا ميدانيين بارز بارزا بارزين")


def is_mixed(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether the plural at ``i`` is the first of several joined: «(من) النساء والأطفال», «(من) مقاتلين ومدنيين»."""
    after = chunks[i + 1] if i + 1 < len(chunks) else None
    if after is None or not after.kind == chunks[i].kind == "person" or not after.reading.conjunction or after.reading.article != chunks[i].reading.article:
        return False
    return (after.reading.article or chunks[i].person.number == after.person.number == "plural") and after.person.category != chunks[i].person.category


def shares_number(chunks: Sequence[Chunk], count: int, i: int) -> bool:
    """«38 ألف مقاتل ومدني», «300 رجل وامرأة»: behind a round hundred the noun at ``i`` has the number of the one before it; alone it would be one person.
    So has an accusative behind a number that governs one: «85 امرأة وطفلاً»."""
    c, before, number = chunks[i], chunks[i - 1], chunks[count].count
    if number is None or number.value is None or number.noun is None:
        return False
    if not (number.value >= 100 and number.value % 100 == 0 or number.value % 100 > 10 and c.text.endswith("ا")):
        return False
    return c.reading.conjunction == "و" and before.index == count + 1 and before.kind == "person" and all(
        d.person.number == "singular" and d.person.kind == "person" and not d.person.possessed for d in (before, c))


def is_nationality(chunks: Sequence[Chunk], at: int, i: int, phrase: Phrase) -> bool:
    """«12 طفلاً روسياً»، «نساء روس»: a side's name that is an adjective of people who bear no arms.

    What stands in the accusative may be the state as well («غادر 20 لاجئاً تركيا»): after a verb of leaving or entering it is.
    """
    c = chunks[i]
    if phrase.category in (None, "combatant") or not any(e.kind == "nationality" for e in c.entries) or c.reading.preposition:
        return False
    if c.reading.conjunction:
        return bool(phrase.nationalities)
    if c.text not in ("روسيا", "تركيا"):
        return True
    return chunks[i - 1].kind == "person" and chunks[i - 1].text.endswith("ا") and not (at and chunks[at - 1].text.startswith(("غادر", "وغادر", "دخل", "ودخل")))


def things_inside(tokens: Sequence[Token], chunk: Chunk) -> bool:
    """«عشرات الآليات»: the words of the count end in a noun that is no person."""
    last = tokens[chunk.last].text
    return chunk.last > chunk.count.number_last and last.startswith("ال") and last.endswith("ات") and find_person(last) is None


def inner_outcome(tokens: Sequence[Token], chunk: Chunk) -> PersonForm | None:
    """«تجاوز عدد القتلى في سوريا 94 ألفاً»: the counted noun inside the words of the count."""
    for index in range(chunk.first + 1, chunk.count.number_first):
        found = find_person(tokens[index].text)
        if found is not None and found[1].kind.startswith("outcome:"):
            return found[1]
    return None


def is_family(tokens: Sequence[Token], chunk: Chunk) -> bool:
    found = find_person(tokens[chunk.count.noun].text) if chunk.count.noun is not None else None
    return found is not None and found[1].kind == "family"


def backed_side(chunks: Sequence[Chunk], i: int) -> tuple[str, int] | None:
    """«موالياً لإيران», «مدعومين من أنقرة»: the side that those loyal to another fight on, and the chunk that names it."""
    j = i + 2 if i + 1 < len(chunks) and chunks[i + 1].text in ("من", "ل") else i + 1
    if j >= len(chunks) or not (chunks[j].kind in ("party", "place")) or not (chunks[j].reading.preposition == "ل" or chunks[j].kind == "place" or j == i + 2):
        return None
    if chunks[j].kind == "place":
        return ("iran_backed", j) if chunks[j].text == "طهران" else None
    return {"turkey": "turkish_backed"}.get(chunks[j].code, chunks[j].code), j


def side_of_post(chunks: Sequence[Chunk], i: int) -> int | None:
    """«حاجز لقوات X», «دورية للأمن», «السجن التابعين لـX»: the chunk of the side whose post or patrol, named at chunk ``i``, the men are of."""
    if chunks[i].text.removeprefix("ال") not in _POSTS:
        return None
    for c in chunks[i + 1 : i + 3]:
        if c.kind == "party":
            return c.index if c.reading.preposition == "ل" else None
        if c.kind != "word" or not c.text.removeprefix("ال").startswith("تابع"):
            return None
    return None


def leads_to_party(chunks: Sequence[Chunk], i: int) -> bool:
    """An adjective of the people, with the side they belong to right behind it."""
    for j in range(i, min(i + 3, len(chunks) - 1)):
        word = chunks[j].text
        if chunks[j].kind != "word" or word == "الي" or not (word.startswith("ال") or word in _FORMER or (word == "في" and j > i)):
            return False
        if chunks[j + 1].kind == "party" and (word.startswith("ال") or word == "في"):
            return True
    return False


def continues(chunks: Sequence[Chunk], i: int) -> bool:
    """A people noun that follows the first one in apposition and opens no phrase of its own."""
    c = chunks[i]
    return c.person.number != "dual" and not c.reading.conjunction and not c.reading.preposition


def looks_like_noun(word: str) -> bool:
    """An indefinite word that can be the counted thing: its tanwin or its being no small word shows it."""
    return len(word) > 2 and not word.startswith("ال") and ((word.endswith("ا") and not word.endswith("وا")) or word.endswith("ه") or word.endswith("ات"))
