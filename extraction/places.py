"""Place names in the text: after a kind word (قرى X وY وZ), or bare where the gazetteer knows them.

A name that no gazetteer has is found by its context alone and kept with no position. How far such a name reaches is
decided by the grammar of names: a head word takes the next one with it (أبو X، تل X، عين X), an adjective of
direction or size belongs to the name before it (X الشرقية), anything else that the lexicons know ends it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from . import lexicon
from .clitics import readings
from .gazetteer import gazetteer
from .memo import Memo
from .people import find_person
from .place_small_words import (
    ADD_NO_NAME, DESCRIBED, HELD, ITEM_CLOSES, ITEM_OPENS, LOCATIVE, MEANT, NEW, NO_NAMES,
    NO_UNKNOWN, OFFICES, OVERLOOKING, PREDICATES, REMAINS, SIDES, SURE_HEADS, TOPIC, UNIT_NAMES,
)
from .text import BREAK, NUMBER, WORD, Token
from .vocabulary import Vocabulary


class PlaceSpan:
    """A place in the text. ``first``/``last`` are token indices of its name, ``name`` is as written there without
    attached prefixes, ``start`` the offset of its first letter. ``anaphoric``: only a kind word stands there (البلدة).
    """

    __slots__ = ("anaphoric", "first", "group", "kind", "last", "name", "start", "word")

    def __init__(self, first: int, last: int, name: str, start: int, kind: str | None, group: int = -1, anaphoric=False):
        self.first, self.last, self.name, self.start, self.kind = first, last, name, start, kind
        self.group, self.anaphoric = group, anaphoric
        self.word: str | None = None

    def __repr__(self) -> str:
        return f"PlaceSpan({self.name!r}, {self.kind})"


@cache
def _name_words() -> dict[str, set[str]]:
    roles: dict[str, set[str]] = {"head": set(), "tail": set(), "stop": set(), "common": set(), "whole": set(), "verb": set()}
    for row in lexicon.read("place_words.csv", ("forms", "role"), required=("forms", "role")):
        roles[row.one_of("role", tuple(roles))].update(row.forms("forms"))
    return roles


class PlaceReader:
    """Reads place names at a token, with a function that tells what other lexicons know of a token."""

    def __init__(self, vocabulary: Vocabulary):
        self._vocabulary = vocabulary
        self._words = _name_words()
        self._gazetteer = gazetteer()
        self._by_name = self._gazetteer.by_name
        self._first_words = self._gazetteer.first_words
        self._second_words = self._gazetteer.second_words
        self._starts = Memo(self._find_starts)

    # -- known names -------------------------------------------------------------------------------------------

    def known(self, tokens: Sequence[Token], index: int, limit: int = 4) -> tuple[int, str, int] | None:
        """The longest gazetteer name at ``index``: last token, name as written, letters of prefix; None if none."""
        best = None
        for first, cut in self._starts[tokens[index].text]:
            name, last = first, index
            if name in self._by_name and (best is None or last > best[0]):
                best = (last, name, cut)
            if index + 1 == len(tokens) or tokens[index + 1].text not in self._second_words[first]:
                continue
            # No further than the longest name that begins with this word.
            end = min(index + limit, index + self._first_words[first] - 1, len(tokens) - 1)
            while last < end and tokens[last + 1].kind == WORD:
                last += 1
                name = f"{name} {tokens[last].text}"
                if name in self._by_name and (best is None or last > best[0]):
                    best = (last, name, cut)
        return best

    def begins(self, form: str) -> tuple[tuple[str, int], ...]:
        """What a written form can be as the first word of a gazetteer name, each with the letters of its prefixes."""
        return self._starts[form]

    def _find_starts(self, form: str) -> tuple[tuple[str, int], ...]:
        found = (
            (("ال" if r.article else "") + r.stem, len(form) - len(r.stem) - (2 if r.article and "لل" not in form[:3] else 0))
            for r in readings(form) if r.preposition != "ك")
        return tuple((first, cut) for first, cut in found if first in self._first_words)

    def bare(self, tokens: Sequence[Token], index: int, expected: bool = False) -> PlaceSpan | None:
        """A place named without a kind word, where the gazetteer knows it and nothing else is meant.

        ``expected``: the text named it before with its kind word, or a verb that takes a place stands before it.
        """
        found = self.known(tokens, index)
        if found is None:
            return None
        last, name, cut = found
        places = self._by_name[name]
        if name in self._words["common"] or (cut and last == index and tokens[index].text in self._words["whole"]):
            return None
        if last == index:
            if places[0].kind not in ("city", "governorate", "area", "desert") or name in self._words["verb"]:
                before = tokens[index - 1].text if index else ""
                # و and ب join places («في A وB»), ل and ف say nothing of one.
                if not ((cut and tokens[index].text[0] in "وب") or expected or before in LOCATIVE or (not cut and self._stands_alone(tokens, index))):
                    return None
                if find_person(tokens[index].text):
                    return None
        return self.span(tokens, index, last, cut, None)

    def _stands_alone(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether the word is an item of a list («: مورك، كفرزيتا», a line «- الهبيط») or what its sentence is about («أما آفس فسقطت»)."""
        before = tokens[index - 1] if index else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if before is not None and before.kind != BREAK and before.text not in ITEM_OPENS and before.text not in TOPIC and before.text not in REMAINS:
            return False
        if after is None or after.kind == BREAK or after.text in ITEM_CLOSES:
            return before is not None or (after is not None and after.text in "،,")  # «الباغوز، آخر جيب …، سقطت»
        if after.text[0] == "و" and before is not None and before.text not in "،,.":
            joined = self.known(tokens, index + 1)
            return joined is not None and joined[2] == 1
        if before is not None and before.text in REMAINS:
            return after.text in HELD  # «بقيت مورك تحت سيطرة X»
        return after.text in PREDICATES or (before is not None and before.text in TOPIC and after.text[0] == "ف")

    def listed(self, tokens: Sequence[Token], index: int, is_other: Callable[[int], bool]) -> PlaceSpan | None:
        """An unknown name between known ones of a list: «كشتو وتل حلف والعلوك وتل خنزير»."""
        word = tokens[index].text
        if word[0] == "و" and word[1:] in SURE_HEADS:
            return self.headed(tokens, index, 1, is_other)
        if tokens[index - 1].text == "-":
            known = self.known(tokens, index)
            return self.span(tokens, index, known[0], 0, None) if known is not None and known[2] == 0 else None  # «منبج – الباب – جرابلس»
        if self._between_names(tokens, index, is_other):
            found = self.span(tokens, index, index, 1, None)
            found.word = "listed"
            return found
        if word[0] == "و" and (known := self.known(tokens, index)) is not None and known[2] == 1 and known[1].startswith("ال") and not is_other(index):
            return self.span(tokens, index, known[0], 1, None)  # «البصيرة وأبريهة والزر»: a name that alone is another word
        if not word.startswith("وال") or len(word) < 6 or is_other(index) or word[1:] in self._words["stop"] or word[1:] in self._words["tail"]:
            return None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        listed_before = tokens[index - 1].kind == WORD and any(t.text[0] == "و" for t in tokens[max(index - 2, 0) : index])
        goes_on = after is not None and after.kind == WORD and after.text[0] == "و" and (self.known(tokens, index + 1) or (0, "", 0))[2] == 1
        ends = (after is None or after.text in "،,.") and listed_before
        if not (goes_on or ends):
            return None
        found = self.span(tokens, index, index, 1, None)
        found.word = "listed"
        return found

    def _between_names(self, tokens: Sequence[Token], index: int, is_other: Callable[[int], bool]) -> bool:
        """«وبسراطون» in «تقاد وبسراطون والراشدين»: a word that nothing knows, joined by و, with a known name joined behind it."""
        word = tokens[index].text
        if word[0] != "و" or len(word) < 5 or index + 1 >= len(tokens) or tokens[index + 1].text[0] != "و" or word.endswith(("ت", "وا", "تها", "ته", "تهم")) or is_other(index):
            return False
        if word[1:] in self._words["stop"] or word[1:] in self._words["tail"] or word[1:] in ADD_NO_NAME or find_person(word) or self.known(tokens, index) is not None:
            return False
        following = self.known(tokens, index + 1)
        return following is not None and following[2] == 1 and not is_other(index + 1)

    def headed(self, tokens: Sequence[Token], index: int, cut: int, is_other: Callable[[int], bool]) -> PlaceSpan | None:
        """An unknown name with a first word that only names have, or that has a name after it here: «تل أعور», «قصر الحير»."""
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if after is None or after.kind != WORD or len(after.text) < 3 or after.text in ADD_NO_NAME or after.text[0] == "و" or is_other(index + 1):
            return None
        if after.text in self._words["stop"] or after.text in NO_UNKNOWN or self._is_kind_word(tokens, index + 1, after.text):
            return None
        last = index + 1
        if self._tail_at(tokens, last + 1):
            last += 1
        found = self.span(tokens, index, last, cut, None)
        found.word = "listed"
        return found

    def span(self, tokens: Sequence[Token], first: int, last: int, cut: int, kind: str | None, group: int = -1) -> PlaceSpan:
        words = [tokens[first].text[cut:]] + [t.text for t in tokens[first + 1 : last + 1]]
        if tokens[first].text[:cut].endswith("لل"):
            words[0] = "ال" + words[0]
        return PlaceSpan(first, last, " ".join(words), cut, kind, group)

    # -- names after a kind word -------------------------------------------------------------------------------

    def names_after(
        self, tokens: Sequence[Token], index: int, kind: str, many: str, is_other: Callable[[int], bool], region: bool = False
    ) -> list[PlaceSpan]:
        """The names that follow a kind word at ``index - 1``: one, two, or a list joined by و and commas.

        ``is_other(i)`` tells that token ``i`` starts something that is not a name (a date, a count, a trigger…).
        """
        spans: list[PlaceSpan] = []
        at = index
        group = index
        if tokens[index - 1].text == "طريق" and index > 1 and tokens[index - 2].text in ("عن", "وعن"):
            return spans  # «عن طريق زرع عبوة»: by means of
        while at < len(tokens):
            token = tokens[at]
            if spans:
                if token.text == "و" and at + 1 < len(tokens):
                    at += 1
                    token = tokens[at]
                    joined = False
                elif token.text[0] == "و" and token.kind == WORD:
                    joined = True
                elif token.text in "،,-" and at + 1 < len(tokens) and many == "many" and (
                        self.list_goes_on(tokens, at + 1, is_other) if token.text != "-" else self._dashed(tokens, at + 1)):
                    at += 1
                    whole = self.known(tokens, at)
                    joined = tokens[at].text.startswith("و") and not (whole is not None and whole[2] == 0)
                else:
                    break
            else:
                joined = False
            if spans and many == "many" and token.text[1:] in self._words["tail"] and tokens[spans[-1].last].text in self._words["tail"]:
                at += 1  # «قرى السلحبية الشرقية والغربية والبارودة»
                continue
            span = self._one_name(tokens, at, kind, joined, is_other, group, many)
            if span is None:
                break
            at = span.last + 1
            if region and span.last > span.first and tokens[span.last].text in SIDES and span.name not in self._by_name:
                # «ريف حماة الشمالي»: the adjective is that of the countryside.
                span = self.span(tokens, span.first, span.last - 1, span.start, span.kind, span.group)
            spans.append(span)
            if many == "one" and at + 1 < len(tokens) and tokens[at].text == "-" and tokens[index - 1].text.endswith("طريق") and len(spans) == 1:
                other = self.known(tokens, at + 1)  # «طريق أثريا – خناصر»
                if other is not None and other[2] == 0:
                    spans.append(self.span(tokens, at + 1, other[0], 0, kind, group))
            if many == "one" or (many == "two" and len(spans) == 2):
                break
        return spans

    def _dashed(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether the name at ``at`` is an item of a list with dashes: «بلدات A – B – C»."""
        found = self.known(tokens, at)
        return tokens[at].kind == WORD and (found is not None or any(t.text == "-" for t in tokens[at + 1 : at + 4]))

    def list_goes_on(self, tokens: Sequence[Token], at: int, is_other: Callable[[int], bool]) -> bool:
        found = self.known(tokens, at)
        if found is None:
            word = tokens[at].text
            name = word[1:] if word[0] == "و" else word
            after = tokens[at + 2] if at + 2 < len(tokens) else None
            if name in self._words["head"] and tokens[min(at + 1, len(tokens) - 1)].kind == WORD and (
                    after is not None and (after.text in "،," or after.text[0] == "و")):
                return True  # «قرى X، أم Y، خربة Z وتل W»
            if is_other(at):
                return False
            if name in self._words["head"]:
                return True
            # «قرى X، والسلماسة، وY»: an unknown name with its article, if the list or the phrase ends behind it.
            if not name.startswith("ال") or len(name) < 6 or name in self._words["stop"] or name in self._words["tail"] or name in ADD_NO_NAME:
                return False
            return at + 1 >= len(tokens) or tokens[at + 1].text in "،,." or (tokens[at + 1].text[0] == "و" and len(tokens[at + 1].text) > 3)
        after = found[0] + 1
        return after < len(tokens) and (tokens[after].text in "،,." or tokens[after].text[0] == "و")

    def _one_name(self, tokens, at, kind, joined, is_other, group, many) -> PlaceSpan | None:
        token = tokens[at]
        if token.kind != WORD or len(token.text) < 2:
            return None
        cut = 0
        if joined:
            whole = self.known(tokens, at)
            if not (whole and whole[2] == 0):
                cut = 1
        first_word = token.text[cut:]
        if len(first_word) < 2 or first_word in ADD_NO_NAME or first_word in self._words["stop"]:
            return None
        known = self.known(tokens, at)
        if known is not None and known[2] == cut:
            if many == "many" and kind in ("village", "town") and all(p.kind in ("area", "desert", "river") for p in self._by_name[known[1]]):
                return None  # «3 قرى شرق الفرات»: where they lie
            last = known[0]
            if last > at and tokens[last].text in self._words["stop"] and known[1].rsplit(" ", 1)[0] in self._by_name:
                last -= 1
            if self._tail_at(tokens, last + 1) and kind in ("village", "town", "quarter", "area", "camp", "hill", "base", None):
                longer = f"{known[1]} {tokens[last + 1].text}"
                sides = kind == "quarter" and many == "many" and any(p.kind == "city" for p in self._by_name[known[1]])  # «أحياء حلب الشرقية»: of the city
                if longer in self._by_name or not (sides or is_other(last + 1)):
                    last += 1
            elif last == at and self._goes_on(tokens, last, first_word, is_other):
                last += 1
            return self.span(tokens, at, last, cut, kind, group)
        # An unknown name: the word must not start anything else, unless it is written as a name (with its article).
        if first_word.startswith("لل") or first_word in NO_NAMES:
            return None  # «مقر للأمن», «قرى ريفها», «سجن تابع لـ»: whose it is
        if first_word in NO_UNKNOWN or self._is_kind_word(tokens, at, first_word) or self._is_nationality(tokens, at):
            return None
        if kind in (None, "area") and not joined and tokens[at - 1].text.endswith(DESCRIBED) and self._describes(first_word, tokens[at - 1].text):
            return None
        if many == "many" and not joined and first_word in MEANT:
            return None  # «أحد أحياء المدينة»: the city named before
        if is_other(at) and first_word not in self._words["head"] and first_word not in self._words["common"]:
            return None
        if first_word in self._words["tail"] and kind in ("quarter", "village", "town"):
            return None
        last = at
        while last + 1 < len(tokens):
            word, after = tokens[last].text[cut if last == at else 0:], tokens[last + 1]
            if after.kind == NUMBER and word in UNIT_NAMES:
                last += 1
                break
            if after.kind != WORD or len(after.text) < 2:
                break
            if (word in self._words["head"] and not after.text.startswith("وال") and after.text not in ADD_NO_NAME and after.text not in self._words["stop"]) or word == "ال":
                last += 1
                continue
            if after.text in ("بن", "ابن"):
                last += 1
                continue
            if self._tail_at(tokens, last + 1):
                last += 1
                break
            # A name in construct: an indefinite word and a definite one (جب الكوسا).
            if (
                not word.startswith("ال") and after.text.startswith("ال") and last - at < 2
                and after.text not in self._words["stop"] and after.text not in ADD_NO_NAME and not is_other(last + 1)
                and not self._is_nationality(tokens, last + 1)
                and not (after.text in OVERLOOKING and last + 2 < len(tokens) and tokens[last + 2].text.startswith("علي"))
            ):
                last += 1
                continue
            if last == at and self._goes_on(tokens, last, word, is_other):
                last += 1
            break
        if last == at and first_word in NEW:
            return None
        return self.span(tokens, at, last, cut, kind, group)

    def _describes(self, word: str, kind_word: str) -> bool:
        """«سجن سري», «منطقة تقع», «قاعدة لشن هجوم», «مقر الرئاسة»: what a kind word of no settlement has behind it tells of it, unless it is written as a name."""
        if kind_word.endswith("مقر") and word in OFFICES:
            return True
        if word.startswith("ال") or word in self._words["head"]:
            return False
        return word.endswith(("ه", "ي")) or (len(word) > 3 and word[0] in "تيل")

    def _tail_at(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether an adjective at ``at`` belongs to the name before it; «شرقي» before another place tells where it lies."""
        if at >= len(tokens) or tokens[at].text not in self._words["tail"]:
            return False
        if tokens[at].text not in NO_UNKNOWN or at + 1 >= len(tokens) or tokens[at + 1].kind != WORD or tokens[at + 1].text[0] == "و":
            return True
        if tokens[at + 1].text.startswith("ال"):
            return False  # «قرية X غربي المحافظة»
        return self.known(tokens, at + 1) is None and not self._is_kind_word(tokens, at + 1, tokens[at + 1].text) and not self._is_country(tokens, at + 1)

    def _goes_on(self, tokens: Sequence[Token], last: int, first_word: str, is_other: Callable[[int], bool]) -> bool:
        """Whether a name without article is only the head of a longer one (مشيرفة الحاوي): a word that nothing knows
        follows, and with it the list goes on or the phrase ends."""
        if first_word.startswith("ال") or last + 1 >= len(tokens):
            return False
        known = self._by_name.get(first_word)
        if known and known[0].kind in ("city", "town"):
            return False  # whole as it is: «ذوو شاب من بلدة مارع جثمانه»
        word = tokens[last + 1]
        if word.kind != WORD or len(word.text) < 3 or word.text[0] in "وبلف" or word.text[-1] in "ات" or word.text.startswith(("ي", "ت")):
            return False
        if word.text in ADD_NO_NAME or word.text in self._words["stop"] or word.text in NO_UNKNOWN or word.text.endswith("يه") or is_other(last + 1):
            return False
        if self.known(tokens, last + 1) is not None or self._is_kind_word(tokens, last + 1, word.text):
            return False
        after = tokens[last + 2] if last + 2 < len(tokens) else None
        return after is None or after.text in "،,." or (after.kind == WORD and after.text[0] == "و" and len(after.text) > 3)

    def _is_nationality(self, tokens: Sequence[Token], at: int) -> bool:
        """«قرية فلسطينية», «قندهار الأفغانية»: an adjective of nationality is no name."""
        if not tokens[at].text.endswith(("ي", "يه")):
            return False
        found = self._vocabulary.match(tokens, at)
        return found is not None and any(e.kind == "nationality" for e in found.entries)

    def _is_country(self, tokens: Sequence[Token], at: int) -> bool:
        """«مخيم X شرقي سوريا»: where it lies."""
        found = self._vocabulary.match(tokens, at)
        return found is not None and any(e.kind in ("nationality", "party") for e in found.entries)

    def _is_kind_word(self, tokens: Sequence[Token], at: int, word: str) -> bool:
        """«مخيمات بلدة X»: the name comes after the second kind word."""
        if word.startswith("ال") or word in self._words["head"]:
            return False
        found = self._vocabulary.match(tokens, at)
        return found is not None and any(e.kind == "place_kind" for e in found.entries)
