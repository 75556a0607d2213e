"""The places that a word of control reaches: after its preposition, as its object, in a list told later, or meant by a pronoun."""

from __future__ import annotations

from .chunk import Chunk
from .control_frame import ControlFrame
from .control_lexicon import Sense
from .control_places import OVERLOOKS
from .control_short_forms import COMPASS, NUMBERS
from .control_sides import is_verb
from .control_words import AFTER, BECAME, FEMININE, FORMATIONS, FROM_PRONOUN, IN_PRONOUN, MOST_OF_IT, ON, ON_PRONOUN, WAS, WHOLE_OF, among


_AMONG_THEM = frozenset(("ومنها", "وبينها", "ومن بينها", "من ضمنها", "ومن ضمنها", "ضمنها"))


class ObjectReader(ControlFrame):
    """The places that a word of control reaches."""

    def _on(self, i: int, end: int, words: frozenset[str] = ON) -> tuple[list[Chunk], int, bool]:
        """The places that «على» or «عليها» after chunk ``i`` leads to."""
        partial = counted = False
        for j in range(i + 1, end + 1):
            c = self.chunks[j]
            if c.text in ON_PRONOUN:
                r = self._relative(i)
                if r is not None and self._side_before(r) is None:
                    found = self.places.antecedent(r, 0, c.text)
                    # «القرى التي سيطرت عليها X هي A وB»
                    return (found, j + 1, False) if found or self.chunks[r - 1].role != "many" else self._named_later(j + 1, self._sentence(i).last)
                if i and self.chunks[i - 1].kind == "place_kind" and self.doc.tokens[self.chunks[i - 1].first].text.startswith("ال"):
                    return self.places.stands_for(self.chunks[i - 1], i - 1), j + 1, False  # «كلا الحقلين سيطرت عليهما X»
                if i and (self.chunks[i - 1].kind == "place_kind" or self.chunks[i - 1].code == "buildings" or self._describes_noun(i)):
                    # «ثالث حي تسيطر عليه» describes, and names no place but in «A هي ثالث حي تسيطر عليه».
                    return self._is_described(i), j + 1, False
                if self._of_indefinite(i):
                    return [], j + 1, False
                return self._pronoun(i, c.text), j + 1, False
            if counted and c.text == "علي" and self._sense[j - 1] is not None:
                break  # «سيطرت على 100 قرية … منذ هجومها على A»
            if c.text == "علي" and self.chunks[j - 1].text in OVERLOOKS:
                continue  # «سيطرت على تلال مطلة على A»: where they lie
            if c.kind == "word" and c.text in words:
                if j < end and (found := self.places.ordinal(j + 1, self._sentence(i).first)):
                    # «هاجموا قرى A وB وC، وباتوا يسيطرون على الأخيرة», «لتدخل إلى الأولى»
                    k = j + 2
                    while k <= end and self.doc.tokens[self.chunks[k].first].text.startswith("و") and (more := self.places.ordinal(k, self._sentence(i).first)):
                        found, k = found + more, k + 1  # «سيطرت على الأولى والثانية»
                    return found, k, False
                found, after, partial = self.places.list_after(j + 1, end)
                if found or j + 1 > end or self.chunks[j + 1].kind not in ("unit", "word", "count"):
                    if found:
                        if partial and j < end and (self.chunks[j + 1].kind in ("count", "unit") or self.chunks[j + 1].role == "two" or (
                                self.chunks[j + 1].code == "quarter" and self.chunks[j + 1].role == "many")):
                            named = self._named_later(after, end)
                            return named if named[0] else (found, after, partial)
                        return found, after, partial
                    continue
                # «سيطرت على 12 قرية … وهي …»
                found, after, named = self._named_later(j + 1, end)
                if found:
                    return found, after, named
                counted = True
            if partial and c.text in FROM_PRONOUN | IN_PRONOUN:
                return self._pronoun(i, c.text), j + 1, True  # «على أجزاء منها»
            if c.text in MOST_OF_IT and self.chunks[j - 1].text in words:
                return self._meant(i, c.text), j + 1, True  # «التي يسيطر X على نصفها»
            if c.text in WHOLE_OF and any(d.text in words for d in self.chunks[max(j - 3, i + 1) : j]):
                return self._pronoun(i, c.text), j + 1, partial  # «على أحيائها», «على معظم أحيائها»
            if c.kind == "relative" and j > i + 1 and self._side_before(j) is not None and self.chunks[j - 1].kind != "comma":
                continue  # «سيطر تحالف X الذي تقوده Y على A»
            if c.kind == "relative" and self.chunks[j - 1].kind == "comma" and j > i + 2 and self.sides.named(self.chunks[j - 2]) and (
                    closing := next((d.index for d in self.chunks[j + 1 : min(j + 12, self._sentence(i).last)] if d.kind == "comma"), None)) is not None and (
                    self.chunks[closing + 1].text in words):
                return self._on(closing, max(end, self._end(closing)), words)  # «سيطرت X، التي تقودها Y، على A»
            if c.kind == "relative" or (c.kind == "stop"):
                break
        return [], i + 1, False

    def _named_later(self, i: int, end: int) -> tuple[list[Chunk], int, bool]:
        for j in range(i, end + 1):
            c = self.chunks[j]
            if (s := self._sense[j]) is not None and s.code == "captured" and c.reading.preposition == "ل" and c.reading.article:
                return [], i, False  # «…، والمعارك مستمرة للسيطرة على قرية هي B»
            if c.text in ("وهي", "هي", "هما", "وهما", "ابرزها", "وابرزها", "اخرها", "واخرها", "سيما", "بينها", "من بينها", "منها", "اهمها") or c.text in _AMONG_THEM:
                return self.places.list_after(j + 1, self._sentence(i).last)
        sentence = self._sentence(end)
        for j in range(end + 1, sentence.last if sentence is not None else end):  # «سبع قرى كانت X تسيطر عليها، بينها A وB»
            c = self.chunks[j]
            if c.kind in ("clause", "semicolon") or (c.kind == "place" and self.places.coded(c)):
                break
            if c.text in ("وهي", "هي", "وهما", "هما", "بينها", "من بينها", "ابرزها") and self.chunks[j - 1].kind == "comma":
                return self.places.list_after(j + 1, sentence.last)
        return [], i, False

    def _is_described(self, i: int) -> list[Chunk]:
        """«A هي آخر مدينة تسيطر عليها X»: the place that the description before the verb at ``i`` is of."""
        j = next((k for k in range(i - 2, max(i - 6, self._sentence(i).first) - 1, -1) if self.chunks[k].text in ("هي", "هو", "وهي", "وهو")), None)
        while j is not None and j > 0 and self.chunks[j - 1].kind == "comma":
            j -= 1
        return [self.chunks[j - 1]] if j and self.places.coded(self.chunks[j - 1]) else []

    def _enumerated(self, i: int) -> tuple[list[Chunk], int]:
        """«القرى التي خسرتها X: A وB», «سيطرت X على ما يلي:» and a line for each: the list that the colon of the sentence opens."""
        sentence = self._sentence(i)
        colon = next((c.index for c in self.chunks[i + 1 : sentence.last + 1] if c.kind == "colon"), None)
        if colon is None or any(self._sense[j] is not None and self._sense[j].role == "verb" for j in range(i + 1, colon)):
            return [], i + 1
        if colon < sentence.last:
            found, after, partial = self.places.list_after(colon + 1, sentence.last)
            return ([], i + 1) if partial else (found, after)
        found, j = [], sentence.index + 1
        while j < len(self.doc.sentences):  # a line for each: «- A»
            line = self.doc.sentences[j]
            first = line.first
            while first <= line.last and self.chunks[first].kind in ("dash", "number", "count", "sign", "close"):
                first += 1
            named, after, partial = self.places.list_after(first, line.last) if first > line.first or self.chunks[line.first - 1].kind in ("dash", "sign") else ([], first, False)
            if not named or partial or any(s is not None for s in self._sense[line.first : line.last + 1]):
                break
            found += named
            j += 1
        return found, colon + 1

    def _meant(self, i: int, word: str) -> list[Chunk]:
        """The places that the pronoun ``word`` of the verb at ``i`` means: in a relative clause what that is about, unless it is about a side."""
        r = self._relative(i)
        return self.places.antecedent(r, 0, word) if r is not None and self._side_before(r) is None else self._pronoun(i, word)

    def _pronoun(self, i: int, word: str) -> list[Chunk]:
        """The place that «منها» after the word at ``i`` means: the last one of the sentence, or of the one before."""
        sentence = self._sentence(i)
        dual = word.endswith("هما")
        found = self.places.before(i, sentence.first, dual, plural=dual)
        if len(found) == 1 and word.endswith("ه") and found[0].place.word in FEMININE:
            return self._masculine(found[0].index, sentence.first)  # «مقر X في بلدة A، وسيطروا عليه»
        if not found and sentence.index:
            previous = self.doc.sentences[sentence.index - 1]
            found = self.places.before(previous.last + 1, previous.first, dual, plural=dual)
        return found

    def _describes_noun(self, i: int) -> bool:
        """«مراكز إيواء تسيطر عليها X»: a clause right behind an indefinite noun is about that noun."""
        c = self.chunks[i - 1]
        return self._sense[i] is not None and self._sense[i].code == "holds" and c.kind == "word" and not (
            c.text.startswith("ال") or c.text.endswith(("ا", "ت", "وا")) or among(c.text, BECAME) or among(c.text, WAS) or len(c.text) < 4 or is_verb(c.text))

    def _of_indefinite(self, i: int) -> bool:
        """«مواقع خسرتها», «خمس نقاط كانت X قد سيطرت عليها»: whether the clause of the verb at ``i`` is about an indefinite noun without a name."""
        if self._sense[i] is None or self._sense[i].role != "verb":
            return False
        first = self._clause(i).first
        at = next((j for j in range(i - 1, max(first, i - 10) - 1, -1) if self.chunks[j].text in WAS or self.chunks[j].kind in ("comma", "relative", "place")), None)
        at = at if at is not None and self.chunks[at].text in WAS else i
        noun = self.chunks[at - 1] if at > first else None
        return noun is not None and (noun.kind == "unit" and noun.code == "buildings" or noun.kind == "place_kind" and noun.role == "many") and not (
            noun.reading.article or self.doc.tokens[noun.first].text.startswith("ال"))

    def _short_aside(self, j: int, end: int) -> int | None:
        """The comma that closes a parenthesis of a few words, without place or verb, behind which the object of the verb follows."""
        for k in range(j + 2, min(j + 7, end)):
            c = self.chunks[k]
            if c.kind == "comma":
                return k if self.chunks[k + 1].kind in ("place", "place_kind", "count") and not self.chunks[k + 1].reading.conjunction else None
            if c.kind in ("place", "place_kind", "party", "relative", "clause") or self._sense[k] is not None:
                return None
        return None

    def _last_named(self, j: int, n: int) -> list[Chunk]:
        """The last ``n`` places named before chunk ``j``."""
        named = [c for c in self.chunks[self._sentence(j).first : j] if self.places.coded(c)]
        return named[-n:] if len(named) >= n else []

    def _by_fire(self, i: int) -> bool:
        """«سيطرت نارياً على A», «سيطرة نارية على A»: within range is not held."""
        return any(c.text.startswith(("ناري", "النار", "بالنار")) for c in self.chunks[i + 1 : i + 4])

    def _names_place(self, first: int, last: int) -> bool:
        return any(c.kind in ("place", "place_kind") for c in self.chunks[first : last + 1])

    def _masculine(self, i: int, first: int) -> list[Chunk]:
        """The last place before chunk ``i`` that a masculine pronoun may mean."""
        found = self.places.before(i, first, plural=False)
        return found if found and found[0].place.word not in FEMININE else []

    def _object(self, i: int, end: int, sense: Sense) -> tuple[list[Chunk], int, bool]:
        """The places that a word takes directly, after its subject, dates and «من X»."""
        if sense.pronoun:
            return self._meant(i, sense.pronoun), i + 1, False
        j = i + 1
        while j <= end:
            c = self.chunks[j]
            if c.kind == "comma" and j < end and (self.chunks[j + 1].kind in ("because", "relative") or self.chunks[j + 1].text in AFTER) and (
                    over := next((d.index for d in self.chunks[j + 2 : min(j + 12, self._sentence(i).last)] if d.kind == "comma"), None)) is not None:
                j, end = over + 1, max(end, self._end(over))  # «استعادت X، إثر هجوم معاكس، بلدة A»
                continue
            if c.kind == "comma" and (closing := self._short_aside(j, end)) is not None:
                j = closing + 1  # «سلّمت X لـY، بموجب الاتفاق ذاته، بلدات A وB»
                continue
            if c.kind == "part" and j == i + 1 and c.text in FROM_PRONOUN and sense.role == "verb":
                j += 1  # «استعادت منها بلدتي A وB»
                continue
            if c.kind == "clause" and j == i + 1 and c.text.endswith("المقابل"):
                j += 1  # «خسرت في المقابل قرية A»
                continue
            if c.text in NUMBERS and j < end and self.chunks[j + 1].text.startswith("الاخير") and (lasts := self._last_named(j, NUMBERS[c.text])):
                return lasts, j + 2, False  # «خسرت الثلاث الأخيرة»
            if c.kind == "unit" and c.code in ("other", "vehicles") and j < end and (self.chunks[j + 1].text == "من" or self.sides.named(self.chunks[j + 1])):
                j += 1  # «هاجمت مجموعات من X بلدة A»
                continue
            if self.places.rank_word(j) is not None and (not self.sides.is_short(c) or sense.code == "lost" and not self._names_place(j + 1, end)) and (found := self.places.ordinal(j, self._sentence(i).first)):
                return found, j + 1, False
            if c.kind == "count" and self.chunks[j - 1].text == "في" and j + 1 < end and self.chunks[j + 1].text == "منه":
                j += 2  # «انتزعت من X في 13 منه مدينة A»: the day
                continue
            if c.kind == "count" and self.chunks[j - 1].text in FORMATIONS:
                j += 1  # «من الفرقة 25»
                continue
            if c.text in MOST_OF_IT and sense.code in ("captured", "lost"):
                return self._meant(i, c.text), j + 1, True  # «واستعادوا نصفها»
            if c.kind in ("place", "place_kind", "count", "around") or (c.kind == "unit" and c.code == "buildings") or self.places.begins_share(c):
                found, after, partial = self.places.list_after(j, end)
                if (not found or partial) and (c.kind in ("count", "unit") or (c.kind == "place_kind" and c.role in ("two", "many"))):
                    named = self._named_later(j, end)
                    return named if named[0] or not found else (found, after, partial)
                return found, after, partial
            if c.text in ("الاخيرتين", "الاخيرين"):
                return self.places.before(i, self._sentence(i).first, dual=True), j + 1, False
            if c.text == "من" and j < end and self.chunks[j + 1].kind in ("place", "place_kind") and self.chunks[j - 1].kind == "person":
                return [], j, False  # «هاجموا المواطنين من قرية X»: where they come from
            if c.kind in ("date", "person", "comma", "nationality", "same", "cause", "open", "close") or self.sides.named(c):
                j += 1
                continue
            if self._sense[j] is not None:
                return [], j, False
            if c.text in COMPASS and self.sides.named(self.chunks[j - 1]):
                return [], j, False  # «هاجموا قوات X شمال مدينة A»: where it is
            if c.text in ("في", "قرب") and j + 1 <= end and self.chunks[j + 1].kind in ("place", "place_kind", "around"):
                # Where it happens is not what is taken: «استعادت قوات النظام في ريف حماة بلدة X».
                found, after, _ = self.places.list_after(j + 1, end)
                if found and not (after <= end and self.chunks[after].kind == "place_kind" and self.sides.named(self.chunks[j - 1])):
                    return [], after, False  # but «تسلمت وزارة X في A المدينة»
                j = after
                continue
            if c.kind == "word" and (c.text not in ON) and j - i <= 12:
                j += 1
                continue
            break
        return [], j, False
