"""When a place changed hands."""

from __future__ import annotations

import datetime as dt

from .control_statement import Statement
from .control_objects import ObjectReader
from .control_words import AFTER, SUPERLATIVE, TOLD, WAS
from .structure import Clause, Sentence


class ControlDates(ObjectReader):
    """When a place changed hands."""

    def _dated(self, i: int, end: int, s: Statement, after: int | None = None) -> None:
        """Date a change: the day that its clause names, else none where it is told as background, else the report's."""
        clause, sentence = self._clause(i), self._sentence(i)
        first = clause.first
        for j in range(i - 1, first - 1, -1):
            other = self._sense[j]
            if other is not None and other.code in ("captured", "withdrew", "holds", "lost") and other.role in ("verb", "state"):
                if i - j > 3:
                    first = j + 1
                    break
        if i and self.chunks[i - 1].text == "غداه" and (day := self._told_before(i, clause, sentence) or self.report_date) is not None:
            s.date, s.background = day - dt.timedelta(days=1), True  # «غداة سيطرتها على A»: the day before what the sentence tells
            return
        later = [c for c in self.chunks[i + 1 : end + 1] if c.kind == "date" and not (i < c.index < s.place.index and self._of_relative(c.index, s.place.index))]
        earlier = [c for c in self.chunks[first:i] if c.kind == "date" and c.index > self.context._dateline_end and not (
            self._of_relative(c.index, i) or (self._of_subordinate(c.index) and any(d.kind == "comma" for d in self.chunks[c.index : i]))
            or self._of_fighting(c.index, i))]
        if not later and self._days_ago(i) is None and self._some_time_after(i):
            s.background = True
            return
        stated = recent = False
        for c in later[:1] + list(reversed(earlier)) + later[1:]:
            when = self.context.when(c)
            if c.date.since and any(d.text in ("الاولي", "مره") for d in self.chunks[max(c.index - 2, 0) : c.index]):
                continue  # «للمرة الأولى منذ العام 2012»
            if when is None:
                if any(t.text.startswith(("الساعات", "ساعات")) for t in self.doc.tokens[c.first : c.last + 1]):
                    recent = True  # «خلال الساعات الماضية»
                    continue
                if c.date.kind != "time_of_day":
                    stated = True
                    break
                continue
            stated = True
            if when.start is not None and c.date.since and c.index > i and any(
                    d.text == "منذ" and not any(e.kind == "comma" for e in self.chunks[d.index : i]) for d in self.chunks[max(i - 8, 0) : i]):
                # «منذ السيطرة على X في 18 آذار»: the window of the figure begins that day.
                s.date, s.background = when.start, True
                return
            if when.start is not None and (not when.window or when.start == when.end):
                s.date, s.stated = when.start, True
                if c.index < i and self._ends_state(i) and (later_by := self._days_after(i, end + 1, when.start)) is not None:
                    s.date = later_by  # «في 3 آذار …، قبل أن تخسرها بعد يومين»
                s.background = s.background or (self.report_date is not None and when.start < self.report_date)
                return
            if when.window and c.date.unit in ("hour", "hours"):
                stated = False
                continue
            break
        if recent and not stated:
            s.date = self.report_date
            return
        if (ago := self._days_ago(i)) is not None:
            s.date, s.background = ago, True
            return
        if stated or self._some_time_after(i):
            s.background = True
            return
        s.background = self._told_as_past(i)
        s.date = self._published(i) if s.background else self._told_before(i, clause, sentence) or self.report_date

    def _told_before(self, i: int, clause: Clause, sentence: Sentence) -> dt.date | None:
        """The day that the clause before states, for «وانتزع …» with the same subject and for what is announced that day."""
        joined = self.chunks[i].reading.conjunction in ("و", "ف") or self.chunks[clause.first].text.startswith(("ف", "و"))
        announced = any(c.text.lstrip("و").startswith(TOLD) for c in self.chunks[sentence.first : sentence.first + 3])
        if clause.first == sentence.first or not (announced or (joined and self.sides.after(i, sentence.last) is None)):
            if not (announced and any(c.kind == "that" for c in self.chunks[sentence.first : i])):
                return None
        for c in reversed(self.chunks[sentence.first : i]):
            if c.kind == "date" and c.index > self.context._dateline_end and not self._of_subordinate(c.index) and (
                    when := self.context.when(c)) is not None:
                return when.start if not when.window or when.start == when.end else None
        return None

    def _of_subordinate(self, i: int) -> bool:
        """«بعد أن تسلل إليه X أمس»: the day of what came before."""
        for j in range(i - 1, max(i - 8, 0), -1):
            if self.chunks[j].text in AFTER:
                return any(s is not None for s in self._sense[j + 1 : i])
            if self.chunks[j].kind in ("comma", "clause"):
                return False
        return False

    def _of_fighting(self, at: int, i: int) -> bool:
        """«تدور اشتباكات منذ أربعة أيام …، وتمكنوا من السيطرة على A»: since when they fight is not when they took it."""
        if not self.chunks[at].date.since or not any(c.kind == "comma" for c in self.chunks[at:i]):
            return False
        return any((s := self._sense[j]) is not None and s.code == "clash" for j in range(max(at - 4, self._sentence(i).first), at))

    def _of_relative(self, at: int, i: int) -> bool:
        """Whether the date at ``at`` is that of a relative clause that is over before ``i``: «القرى التي هوجمت مطلع الشهر، …»."""
        if not any(c.kind == "comma" for c in self.chunks[at:i]):
            return False
        for j in range(at - 1, max(at - 11, self._sentence(i).first - 1), -1):
            if self.chunks[j].kind == "relative":
                return True
            if self.chunks[j].kind == "comma":
                return False
        return False

    def _published(self, i: int) -> dt.date | None:
        """The day of an earlier bulletin that the sentence retells."""
        sentence = self._sentence(i)
        for j in range(i - 1, sentence.first - 1, -1):
            if self.chunks[j].kind == "republish":
                for c in self.chunks[j : min(j + 5, i)]:
                    if c.kind == "date" and c.date.kind == "vague":
                        return self.report_date
                    if c.kind == "date" and (when := self.context.when(c)) is not None and not when.window:
                        return when.start
                return None
        return None

    def _told_as_past(self, i: int) -> bool:
        first = self._clause(i).first
        for j in range(i - 1, max(first, i - 9) - 1, -1):
            c = self.chunks[j]
            if c.kind == "comma" and j == i - 1 and self.chunks[i].text.startswith("منتزع"):
                break  # «…، منتزعةً قرية A»: of the main clause
            if c.text in WAS or c.kind == "republish":
                return True
            if c.kind == "relative":
                return self._side_before(j) is None or any(d.text in WAS for d in self.chunks[j:i])  # «قوات X، التي دخلتها صباحاً»: now
            if (c.kind == "comma" and i - j > 6) or (c.kind == "place" and self.chunks[i].role == "noun" and self._is_outcome(i)):
                break
        return any(self.chunks[j].kind == "republish" for j in range(self._sentence(i).first, i))

    def _is_outcome(self, i: int) -> bool:
        """«أدى الهجوم الذي … إلى انسحاب X»: what came of it is told now."""
        return self.chunks[i].reading.preposition == "ب" or self.chunks[i - 1].text in ("الي", "عن")

    def _respectively(self, i: int, end: int, made: list[Statement]) -> None:
        """«في 13 و20 تشرين الأول على التوالي»"""
        if not any(c.text == "التوالي" for c in self.chunks[i : end + 1]):
            return
        days = [w.start for c in self.chunks[i : end + 1] if c.kind == "date" and (w := self.context.when(c)) is not None and not w.window]
        if len(days) == len(made):
            for s, day in zip(made, days, strict=True):
                s.date = day

    def _days_after(self, first: int, stop: int, day: dt.date | None) -> dt.date | None:
        """«… ثم B بعدها بثمانية أيام», «بعد ذلك بيومين»: so many days after the first."""
        for j in range(first, min(stop, len(self.chunks))):
            before = self.chunks[j].text in ("قبلها", "قبله")
            if not before and self.chunks[j].text not in ("بعدها", "بعده", "بعد", "وبعد"):
                continue
            following = self.chunks[j + 1].text.removeprefix("ب") if j + 1 < len(self.chunks) else ""
            n = {"اسبوع": 7, "اسبوعين": 14}.get(following) or self._days(j + 1, stop)
            if n is not None:
                return day + dt.timedelta(days=-n if before else n) if day is not None else None
        return None

    def _days(self, first: int, stop: int) -> int | None:
        """A number of days within the next chunks: «بثمانية أيام», «بيومين»."""
        for j in range(first, min(first + 3, stop, len(self.chunks))):
            c = self.chunks[j]
            if c.text.lstrip("ب").startswith("يومين"):
                return 2
            if c.text.lstrip("ب") == "يوم":
                return 1
            following = self.chunks[j + 1].text if j + 1 < len(self.chunks) else ""
            if c.kind == "count" and c.count.value is not None and following.startswith(("ايام", "يوما")):
                return c.count.value
        return None

    def _days_ago(self, i: int) -> dt.date | None:
        """«بعد يومين من استكمال …», «مضي يومين على إعلان …»: so many days before the report."""
        if self.report_date is None:
            return None
        for j in range(max(i - 8, self._sentence(i).first), i):
            if self.chunks[j].text in ("بعد", "مضي", "مرور", "وبعد") and (n := self._days(j + 1, i)) is not None:
                if any(c.text in ("من", "علي") for c in self.chunks[j + 1 : i]) and not any(c.kind == "comma" for c in self.chunks[j + 1 : i]):
                    return self.report_date - dt.timedelta(days=n)
        return None

    def _some_time_after(self, i: int) -> bool:
        """«بعد أقل من ثلاثة أشهر على سيطرة X», «بعد نحو عام من سيطرة X»: long ago."""
        before = self.chunks[max(i - 8, self._sentence(i).first) : i]
        if len(before) < 3 or before[-1].text not in ("علي", "من") or before[-2].code != "time" or before[-2].text.lstrip("و").startswith(("ساع", "دقا")):
            return False
        return any(c.text in AFTER for c in before)

    def _date_end(self, after: int, end: int) -> int:
        """Dates up to the next comma after the list, or right behind it."""
        for j in range(after, end + 1):
            if self.chunks[j].kind == "comma" and self._dated_aside(j, end):
                continue  # «انتزعت X مدينة A بالكامل، أمس الثلاثاء، من Y»
            if self.chunks[j].kind in ("comma", "relative") or (self._sense[j] is not None and self._sense[j].code != "bastion") or (
                    self.chunks[j].text in AFTER and j < end and self.chunks[j + 1].kind == "that"):
                return j
        return end

    def _dated_aside(self, j: int, end: int) -> bool:
        """Whether behind the comma at ``j`` nothing but a day stands, up to the next comma or to how it came about."""
        if j < end and self.chunks[j + 1].text in SUPERLATIVE | {"احد", "احدي"}:
            j = next((c.index for c in self.chunks[j + 2 : min(j + 12, end)] if c.kind == "comma"), j)  # «بلدة A، أحد معاقل X، في 22 تموز»
        at = j + 1 + (j < end and self.chunks[j + 1].text == "في")
        if at > end or self.chunks[at].kind != "date" or at + 1 >= len(self.chunks):
            return False
        return self.chunks[at + 1].kind in ("comma", "because", "stop") or self.chunks[at + 1].text in AFTER

    def _is_anterior(self, i: int) -> bool:
        """«بعد انسحاب X», «بعد ساعات من سيطرة X عليها»: it came before what the sentence tells."""
        before = self.chunks[max(i - 5, 0) : i]
        if any(c.text in AFTER for c in before[-3:]):
            return True
        # «بعد ستة أعوام من سيطرة X عليها»
        if len(before) > 2 and before[-1].text in ("من", "علي") and before[-2].code == "time" and (before[-3].text in AFTER or (len(before) > 3 and before[-4].text in AFTER)):
            return True
        return self._governed_anterior(i)

    def _governed_anterior(self, i: int) -> bool:
        """«بعد أن تمكن X من السيطرة عليها», «بعد ساعات من إعلان X الدخول إلى A والسيطرة عليها»."""
        if self._sense[i] is None or self._sense[i].role != "noun":
            return False
        for j in range(i - 1, max(i - 10, self._clause(i).first) - 1, -1):
            c = self.chunks[j]
            if c.text in AFTER:
                if self.chunks[j + 1].kind == "that":
                    return self._governing_verb(i) == j + 2
                return any(d.text in ("اعلان", "اعلانها", "اعلانه") for d in self.chunks[j + 1 : i])
            if c.kind in ("comma", "clause"):
                return False
            if self.chunks[i].reading.conjunction and (s := self._sense[j]) is not None and s.role == "noun" and s.code in ("captured", "entered"):
                return self._is_anterior(j)
        return False
