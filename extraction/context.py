"""What a clause says of where, when, by whom and how, and what it takes over from the clauses before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from .chunk import Chunk
from .date_heads import head_of, paragraph_heads
from .date_resolve import Resolved, resolve
from .gazetteer import gazetteer
from .place_levels import level, level_by_name
from .place_references import PlaceReferences
from .records import Period
from .structure import Among, Clause, Document, Sentence
from .text import folded_words

_COUNTRIES = folded_words("سوريا سورية العراق لبنان تركيا الأردن إسرائيل إيران فلسطين مصر روسيا ألمانيا أوروبا")
_NIGHT = frozenset(("ليل", "ليله", "منتصف", "فجر", "صباح", "ظهر", "عصر", "مساء"))
_BEGAN = frozenset(("اندلعت", "اندلع", "بدات", "بدا", "انطلقت", "انطلق"))


_CALLED = frozenset(("يدعي", "تدعي", "المدعو", "المدعوه", "الملقب", "المكني", "اسمه", "اسمها"))  # «قيادي يدعى أبو عمر»
_MEDIA = frozenset(("شبكه", "صفحه", "وكاله", "صحيفه", "اذاعه"))
_RESUMED = frozenset("عليه عليها فيه فيها منه منها به بها".split())
_BEARINGS = frozenset("شمال جنوب شرق غرب شمالي جنوبي شرقي غربي".split())
_NEAR = frozenset(("كل", "كلا", "القرب", "بالقرب", "مقربه", "قريب", "قريبه", "عدد", "كثير"))
_FRONTS = frozenset(("محور", "محاور", "جبهه", "جبهات", "حاجز"))
_NATIVES = frozenset(("أهل", "ساكن", "نازح", "مهجر", "لاجئ"))
_OF_TOWNS = frozenset(("سوق", "مشفي", "مستشفي"))
_ELSEWHERE = ("موالي", "موال", "مدعوم", "متمركز", "قادم", "منطلق", "مرابط", "متجه", "مواليد", "منحدر")


class When(NamedTuple):
    """A resolved date phrase. ``window``: longer than a day, so what is counted in it is a running total."""

    start: dt.date | None
    end: dt.date | None
    window: bool
    chunk: Chunk | None = None


def nearest(dates: Sequence[When], index: int, raised: bool) -> When | None:
    """Of the dates of a stretch the one that a figure at chunk ``index`` is of: the nearest, of two as near the one behind it; of
    a total that was ``raised`` the last window. None where there is none.
    """
    windows = [when for when in dates if when.window]
    if raised and windows:
        return windows[-1]
    return min(dates, key=lambda when: (abs(when.chunk.index - index), when.chunk.index < index), default=None)


def names_medium(chunks: Sequence[Chunk], place: int) -> bool:
    """«شبكة السويداء 24», «صفحة "درعا"»: whether a place only gives a medium its name, right behind the word for it but for a quotation mark."""
    i = place - 1
    while i > 0 and chunks[i].kind == "sign":
        i -= 1
    return i >= 0 and chunks[i].text.removeprefix("ب").removeprefix("ل").removeprefix("ال") in _MEDIA


class Context(PlaceReferences):
    """Looks up dates, places and causes around a chunk of a document."""

    def __init__(self, document: Document, report_date: dt.date | None):
        self.doc, self.report_date = document, report_date
        self.chunks = document.chunks
        self._when: dict[int, When | None] = {}
        self.until: set[int] = set()  # the date chunks that say only until when
        self._meant: dict[int, list[Chunk]] = {}
        self._dateline_end = self._find_dateline()
        self._dates = Among(c for c in document.of_kind("date") if c.index > self._dateline_end and not self._aside(c.index))
        self._heads = paragraph_heads(document.chunks, document.sentences, self._dateline_end)
        self._named = Among(document.of_kind("place", "place_kind"))
        self._event_places = {c.index for c in document.of_kind("place") if self._is_event_place(c)}

    # -- dateline ----------------------------------------------------------------------------------------------

    def _find_dateline(self) -> int:
        """Index of the last chunk of «دمشق – أ ف ب – الاثنين 20 أيار» or «محافظة X – المرصد …::», -1 without one."""
        for sentence in self.doc.sentences:
            if sentence.title:
                continue
            following = self.doc.sentences[sentence.index + 1] if sentence.index + 1 < len(self.doc.sentences) else None
            listed = following is not None and self.chunks[following.first].kind in ("dash", "sign") and head_of(self.chunks, sentence) is not None
            if listed or self.chunks[sentence.first].kind in ("dash", "sign"):
                return -1  # «- الجمعة: …» is an item of a list, «الجمعة:» above one its head
            last = -1
            for i in range(sentence.first, min(sentence.first + 30, sentence.last + 1)):
                c = self.chunks[i]
                if c.text == "::" or (c.kind == "colon" and i - sentence.first < 12):
                    only_a_day = all(b.kind in ("date", "dash", "sign") for b in self.chunks[sentence.first : i]) and i < sentence.last
                    return -1 if only_a_day else i  # «12 تموز: قُتل …»
                if c.kind in ("dash", "slash") and i - sentence.first < 14:
                    last = i
                if c.kind in ("outcome", "movement", "control", "cause", "relative", "count", "comma", "that", "total") or (c.kind == "person" and c.reading.article):
                    break
            if last >= 0:
                return last
            # A dateline may stand in a line of its own: no verb in it, and a body after it.
            following = [s for s in self.doc.sentences if s.index > sentence.index]
            kinds = {c.kind for c in self.chunks[sentence.first : sentence.last + 1]}
            if following and kinds <= {"place", "date", "source", "dash", "word", "open", "close", "place_kind", "number", "comma", "colon", "slash"} and sentence.last - sentence.first < 16:
                return sentence.last
            return -1
        return -1

    # -- dates -------------------------------------------------------------------------------------------------

    def when(self, chunk: Chunk) -> When | None:
        """The days that a date chunk means; None for one that dates nothing."""
        if chunk.index not in self._when:
            resolved = resolve(chunk.date, self.report_date)
            self._when[chunk.index] = self._judge(chunk, resolved)
        return self._when[chunk.index]

    def _judge(self, chunk: Chunk, resolved: Resolved) -> When | None:
        expr = chunk.date
        start, end = resolved
        if expr.kind in ("vague", "time_of_day"):
            return None
        one_night = expr.kind == "day_set" and expr.part is not None  # «ليل السبت – الأحد»
        is_window = not one_night and expr.kind in ("window", "month", "year", "part_of_month", "part_of_year", "since_event", "day_set") or expr.since
        if start is None and end is not None and not expr.since and any(self.doc.tokens[i].text in _NIGHT for i in range(chunk.first, chunk.last + 1)):
            self.until.add(chunk.index)
            return When(end, end, False, chunk)  # «حتى منتصف ليل أمس»: the end of that day's count
        if start is None:
            if is_window and (expr.since or expr.kind in ("window", "since_event")):
                hours = expr.length is not None and expr.unit in ("hour", "hours")
                return When(None, end, not (hours and expr.length <= 24), chunk)
            return None
        if not is_window and self.report_date and start < self.report_date and self._begins(chunk.index):
            return When(start, self.report_date, True, chunk)
        if is_window and expr.unit in ("hour", "hours") and expr.length is not None and expr.length <= 24:
            return When(start, end, False, chunk)
        if is_window and (start == end or start == self.report_date or (expr.kind == "day_set" and expr.part == "night")):
            is_window = False  # «منذ فجر اليوم» is one day, «ليل السبت – الأحد» one night
        return When(start, end, is_window, chunk)

    def _begins(self, index: int) -> bool:
        """«المعارك التي اندلعت مساء الأربعاء»: the day is the beginning of something that goes on."""
        for j in (index - 1, index - 2):
            if j >= 0 and self.chunks[j].text in _BEGAN:
                return any(self.chunks[k].kind == "relative" for k in range(max(j - 2, 0), j))
            if j < 0 or self.chunks[j].kind != "word":
                return False
        return False

    def joined_after(self, clause: Clause) -> Clause | None:
        """The next clause where it only goes on with a joined verb: «قُتل ثلاثة وأصيب أربعة بقذائف …»."""
        following = self.doc.clauses[clause.index + 1] if clause.index + 1 < len(self.doc.clauses) else None
        if following is None or following.sentence != clause.sentence:
            return None
        opener = self.chunks[following.first]
        after = self.chunks[opener.index + 1] if opener.index < following.last else None
        deed = opener.role == "both" and after is not None and after.kind == "party"  # «وأعدم التنظيم …» is another deed
        return following if opener.kind == "outcome" and opener.reading.conjunction == "و" and not deed else None

    def heading(self, sentence: Sentence) -> When | None:
        """The day that heads the paragraph of a sentence or the list that it is a line of."""
        head = self._heads.get(sentence.paragraph)
        return self.when(head) if head is not None else None

    @cached_property
    def day_of_title(self) -> When | None:
        """«143 قتيلاً يوم أمس الخميس»: the one day whose people the title counts, of which the bulletin then tells."""
        for sentence in self.doc.sentences:
            if not sentence.title:
                break
            own = self.chunks[sentence.first : sentence.last + 1]
            days = [when for c in own if c.kind == "date" and (when := self.when(c)) is not None]
            if len(days) == 1 and not days[0].window and any(c.kind == "count" for c in own):
                return days[0]
        return None

    def dates_in(self, first: int, last: int) -> Iterator[When]:
        """The dates that date something in a stretch of chunks."""
        for c in self._dates.within(first, last):
            if (found := self.when(c)) is not None:
                yield found

    def _aside(self, index: int) -> bool:
        """The date of an old wound («متأثراً بجراح أصيب بها قبل يومين») is not that of the death."""
        for j in range(max(index - 3, 1), index):
            c = self.chunks[j]
            if c.kind in ("outcome", "movement") and c.role == "noun" and c.text.endswith(("ه", "ها", "هم")) and self.chunks[j - 1].text in ("بعد", "عقب"):
                return not self.doc.text[: self.doc.end(c)].endswith("ة")  # «توفي … بعد اعتقاله عام 2013»
        for j in range(index - 1, max(index - 9, 0), -1):
            if self.chunks[j].kind in ("comma", "count"):
                break
            if self.chunks[j].text.startswith("متاثر"):
                return True  # «قضى متأثراً بإصابته برصاص مسلحين اعترضوا طريقه مساء الثلاثاء»
        return any(self.chunks[j].text in ("بها", "به") and self.chunks[j - 1].kind == "outcome" for j in range(max(index - 2, 1), index))

    def in_relative(self, index: int, first: int) -> bool:
        """A date inside a relative clause that starts after ``first`` («التي تحاول القوات اقتحامها منذ أسبوعين») dates that clause."""
        for j in range(index - 1, first, -1):
            c = self.chunks[j]
            if c.kind in ("comma", "outcome", "movement", "count") or (c.text in _RESUMED and not any(b.kind == "party" for b in self.chunks[j + 1 : index])):
                return False  # «الذي يسيطرون عليه …»: the relative clause ends with its pronoun, where no subject follows («التي سيطرت عليها X في 5 آذار»)
            if c.kind == "relative":
                return True
        return False

    def in_parenthesis(self, index: int) -> bool:
        """«في مدينة X، التي سيطرت عليها Y في 23 آب، …»: a date in a relative clause between two commas dates that clause."""
        if index + 1 >= len(self.chunks) or self.chunks[index + 1].kind != "comma":
            return False
        for j in range(index - 1, max(index - 14, 0), -1):
            if self.chunks[j].kind in ("comma", "outcome", "movement", "count"):
                return False
            if self.chunks[j].kind == "relative":
                return self.chunks[j - 1].kind == "comma"
        return False

    # -- places ------------------------------------------------------------------------------------------------

    def _is_event_place(self, chunk: Chunk) -> bool:
        """Whether a place can be where something happened: not the dateline nor a distance («50 كيلومتراً من X»)."""
        if chunk.index <= self._dateline_end or chunk.place.name in _COUNTRIES or names_medium(self.chunks, chunk.index) or (
                chunk.index and self.chunks[chunk.index - 1].text in _CALLED):
            return False
        i = chunk.index - 1
        while i >= 0 and self.chunks[i].kind == "place_kind":
            i -= 1
        if i == chunk.index - 1 and i >= 0 and self.chunks[i].kind == "place" and self.chunks[i].place.group == chunk.place.group >= 0:
            return self._is_event_place(self.chunks[i])  # one of a list
        for j in range(i, max(i - 3, -1), -1):
            c = self.chunks[j]
            if c.text.removeprefix("و") == "بعد" and j == i and i + 1 < chunk.index:
                return False  # «سيطرت على حي X، بعد حيي Y وZ»: taken before
            # Where a force is stationed or came from is not where it struck.
            if c.kind == "word" and c.text.removeprefix("ال").startswith(_ELSEWHERE):
                return False
            if c.kind == "unit" and c.code == "distance":
                return False
            if c.kind not in ("word", "count", "number"):
                break
        return True

    def _is_source(self, place: Chunk) -> bool:
        i = place.index - 1
        while i >= 0 and self.chunks[i].kind == "place_kind":
            i -= 1
        return i > 0 and self.chunks[i].text == "من" and self.chunks[i - 1].text not in _NEAR

    def _is_bearing(self, place: Chunk) -> bool:
        i = place.index - 1
        while i >= 0 and self.chunks[i].kind == "place_kind":
            i -= 1
        return i > 0 and self.chunks[i].text in _BEARINGS and self.chunks[i - 1].text not in ("في", "الي", "من")

    def _is_beside(self, place: Chunk, places: list[Chunk]) -> bool:
        i = place.index - 1
        while i >= 0 and self.chunks[i].kind == "place_kind":
            i -= 1
        if i < 0 or self.chunks[i].text not in ("قرب", "بالقرب"):
            return False
        return any(0 < i - c.index <= 4 and self.level(c) == 0 and not any(b.kind in ("comma", "count", "outcome", "cause") for b in self.chunks[c.index : i]) for c in places)

    def _is_home(self, place: Chunk) -> bool:
        """«أهالي بلدتي X وY», «نازحي مدينة X»: a place that only says whose people are meant."""
        i = place.index - 1
        while i >= 0 and (self.chunks[i].kind == "place_kind" or (self.chunks[i].kind == "place" and self.doc.tokens[self.chunks[i + 1].first].text.startswith("و"))):
            i -= 1
        return i >= 0 and self.chunks[i].kind == "person" and self.chunks[i].person.lemma in _NATIVES and self.chunks[i].person.number == "plural" and not self.chunks[i].reading.article

    def in_dateline(self, chunk: Chunk) -> bool:
        return chunk.index <= self._dateline_end

    def is_event_place(self, chunk: Chunk) -> bool:
        return chunk.index in self._event_places

    def places_in(self, first: int, last: int, apart: set[int] | frozenset[int] = frozenset()) -> list[Chunk]:
        """The places of a stretch of chunks but for those ``apart``, only the finest named: a village rather than its
        governorate. What a kind word points back to («البلدة») counts where no place is named."""
        places: list[Chunk] = []
        meant: list[Chunk] = []
        for c in self._named.within(first, last):
            if c.index in apart:
                continue
            if c.index in self._event_places and self.level(c) < 5:
                places.append(c)
            elif c.kind == "place_kind":
                meant += [p for p in self.meant(c) if p not in meant]
        if len(places) > 1:
            # «في محافظة X، شمال دير الزور»: from where a place is seen is not where it happened.
            places = [c for c in places if not self._is_bearing(c)] or places
            # «أطلقوا من حي X قذائف على مدينة Y»: from where it came is not where it struck.
            aims = [c for c in places if not self._is_source(c)]
            if aims and min(self.level(c) for c in aims) <= 1:
                places = aims  # but «من قرية X بريف Y» says where it was
            # «مقر اللواء 38 قرب بلدة X»: what only tells where a named place lies
            places = [c for c in places if not self._is_beside(c, places)]
            # «حافلات تقل أهالي بلدتي X وY في حي Z»: whose home a place is, where the text says where it happened
            there = [c for c in places if not self._is_home(c)]
            if there and min(self.level(c) for c in there) <= min(self.level(c) for c in places):
                places = there
        if meant and (not places or min(self.level(c) for c in places) > 1):
            places += meant
        if len(places) < 2:
            return places
        levels = [self.level(c) for c in places]
        finest = min(levels)
        kept: list[Chunk] = []
        for c, of in zip(places, levels, strict=True):
            # «مدينة X وبلدة Y»: one joined to another is as much the place as that one, however large.
            if of == finest or (of < 5 and any(self._joined(k, c) or self._joined(c, k) for k, o in zip(places, levels, strict=True) if o == finest)):
                kept.append(c)
        return kept

    def level(self, place: Chunk) -> int:
        """As `level`; a front or a road is known by the places that it is named after: «محور X», «طريق X – Y»."""
        if place.place.word != "street":
            return level(place)
        word = self.chunks[place.index - 1].text if place.index else ""
        to = self.chunks[place.index + 1 : place.index + 3]
        from_ = self.chunks[max(place.index - 2, 0) : place.index]
        between = any(len(ends) == 2 and {ends[0].kind, ends[1].kind} == {"dash", "place"} for ends in (to, from_))
        known = gazetteer().by_name.get(place.place.name, ())
        # «سوق معرة النعمان» is a town's, «مستشفى الأندلس» has its name from elsewhere
        of_town = word in _OF_TOWNS and bool(known) and known[0].kind in ("city", "town", "subdistrict")
        named = bool(known) and (between or of_town or word.removeprefix("ب").removeprefix("ال") in _FRONTS)
        return level_by_name(place.place.name) if named else 5

    # -- stretches ---------------------------------------------------------------------------------------------

    def clauses_before(self, clause: Clause) -> Iterator[Clause]:
        """The clauses of the same sentence before this one, nearest first."""
        for i in range(clause.index - 1, -1, -1):
            other = self.doc.clauses[i]
            if other.sentence != clause.sentence:
                return
            yield other

    def sentence_before(self, sentence: Sentence) -> Sentence | None:
        """The sentence before in the same paragraph, or the last of the paragraph before; never the headline."""
        if sentence.index == 0:
            return None
        previous = self.doc.sentences[sentence.index - 1]
        return None if previous.title else previous


def period(when: When | None, statement: dt.date | None, cumulative: bool) -> Period:
    """The record's period: the dates said, else the day of the statement; an undated running total has no start."""
    if when is not None and (when.start or when.end):
        return Period.made(start=when.start, end=when.end)
    if cumulative:
        return Period.made(start=None, end=(when.end if when else None) or statement)
    return Period.made(start=statement, end=statement)
