"""Which places a word of control speaks of: the list after it, the place before it, or what a short form stands for."""

from __future__ import annotations

from .chunk import Chunk
from .control_shares import SHARE_OF
from .control_short_forms import ADDITIONS, COMPASS, NUMBERS, SIDE_OF, ShortFormFinder
from .control_sides import is_verb
from .control_words import FEMININE, ON_PRONOUN
from .gazetteer import gazetteer
from .text import folded_words
from .vocabulary import bare


# What may stand between a word of control and the first name of its list.
_LEADS = folded_words("العاصمة نحو حوالي قرابة زهاء كامل كافة جميع كل من عموم هي وهي ما تبقى بقي كلا كلتا عدة عشرات قسم بلدتي أخرى جديدة صغيرة وأخرى مدخل مداخل تخوم أسوار داخل في قلب "
                "وسط محيط حدود المدخل المداخل الشرقية الغربية الشمالية الجنوبية مواقع موقع نقاط نقطة حواجز حاجز أبرزها أبرزهما آخرها أهمها منطقة محاور محور جبهات جبهة مناطق له لها لهم مواقعها مواقعه مواقعهم نقاطها نقاطه مقراتها مقراته مقراتهم مقارها حواجزها حواجزه تمركزاتها تمركزاته قواعدها قواعده الجزء القسم الأجزاء "
                "الغربي الشرقي الشمالي الجنوبي غربي شرقي شمالي جنوبي أحياء خط خطوط عسكرية عسكري تمركز تمركزات مقرات")
_POSTS = folded_words("حاجزين حاجزان مواقع موقع نقاط نقطة حواجز حاجز تمركزات مقرات تجمعات")
# Points in or at a place: who has them has not the place.
_POINTS = folded_words("نقاط نقطة مواقع موقع حواجز حاجز حاجزين حاجزان مدخل مداخل المدخل المداخل كتل كتلة مبان مبنى مباني أبنية منازل تمركزات مقرات محور محاور جبهة جبهات الأطراف")
_SIZES = folded_words("واسعة كبيرة أخرى مهمة هامة شاسعة محدودة صغيرة إضافية عديدة متفرقة استراتيجية")
OVERLOOKS = folded_words("المشرفة المشرف المطلة المطل المشرفين المطلين المشرفتين المطلتين مشرفة مشرف مطلة مطل مشرفتين مطلتين مشرفين مطلين تشرف تطل يشرف يطل حاكمة الحاكمة")
_SITES = folded_words("محطة معمل مبنى سجن مشفى مستودعات كلية مدرسة مطحنة صوامع مزرعة مزارع غابات وادي")
_PARTIAL = SHARE_OF | folded_words("أطراف مشارف نقاط وسط قلب")
# What may follow a name inside a list.
_DESCRIPTORS = folded_words("ذات ذو النفطي النفطية العسكري العسكرية الاستراتيجي الاستراتيجية الإستراتيجية المجاور المجاورة للغاز الحدودي الحدودية وبلدة له لها الواقعة نفسها "
                      "ذاتها كذلك الجوي الجوية البحرية الدولي المدني الزراعي والمزارع شمال جنوب شرق غرب شمالي جنوبي شرقي غربي شرقا غربا وسط قرب أيضا بالكامل كاملة المحاذية")
_DIRECTIONS = folded_words("شمال جنوب شرق غرب شمالي جنوبي شرقي غربي وسط قرب شمالا جنوبا شرقا غربا")
_NEAR = folded_words("القريبة القريب القريبتين بالقرب المطلة المطل الواقعة الواقع المتاخمة المحاذية تبعد يبعد")
_ATTRIBUTES = folded_words("الملاصقة الملاصق الواقعة الواقع الواقعتين البالغ الممتدة المحاذية المطلة القريبة الحدودية المجاورة المتاخمة الكائنة والواقعة")
_RANKS = folded_words("أكبر كبرى ثاني ثالث رابع أهم أبرز أولى آخر إحدى أحد مسقط مركز عاصمة كبريات")
_LEADS_TO = frozenset(("الي", "علي", "من", "في", "عن"))
_PRONOUN_ONE = folded_words("ه عليه منه فيه إليه به الذي له عنه حوله محيطه أطرافه")
_MASCULINE = frozenset(("عليه", "منه", "فيه", "اليه", "عنه", "به"))
_PRONOUN_DUAL = folded_words("هما عليهما منهما عنهما فيهما إليهما كليهما بهما كلتيهما محيطهما لهما اللتين اللذين اللتان اللذان")


class PlaceFinder(ShortFormFinder):
    """Finds the places of control statements in the chunks of a document."""

    # -- lists -------------------------------------------------------------------------------------------------

    def list_after(self, i: int, last: int) -> tuple[list[Chunk], int, bool]:
        """The places that begin at chunk ``i`` with nothing but lead words before them; the chunk after them; whether only
        parts of them are meant. ``last`` is the last chunk to look at."""
        partial = desert = country = False
        quarters = False  # some quarters of a city, unless they are named: «أحياء في المدينة، هي A وB»
        while i <= last:
            c = self.chunks[i]
            if c.kind == "place":
                if country:
                    return [], i, partial  # «الريف الشمالي لحماة», «أرياف مدينة A»
                if desert and self.doc.tokens[c.first].text.startswith("ل"):
                    return [], i, partial  # «البادية الشرقية لدير الزور»: the desert of a city is not the city
                break
            country = country or (c.kind == "place_kind" and c.code == "region")
            desert = desert or (c.kind == "place_kind" and c.code == "desert")
            if c.text in ("في", "داخل", "ضمن", "من") and self._counted(i):
                if not any(d.code == "quarter" or "حياء" in d.text for d in self.chunks[max(i - 2, 0) : i]):
                    return [], i, partial  # «ثلاث قرى في ناحية X»: where they lie
                quarters = True
            if c.text in COMPASS and i and self.chunks[i - 1].kind in ("place_kind", "unit", "count") and i < last and self.chunks[i + 1].kind in ("place", "place_kind"):
                return [], i, partial  # «بلدتين شرقي X»: where they lie
            if c.kind == "place_kind" and (meant := self.stands_for(c, i)):
                if i < last and (d := self.chunks[i + 1]).kind == "place_kind" and d.reading.conjunction and not (partial or quarters):
                    more, after, part = self.list_after(i + 1, last)  # «المدينة وبلدات A وB»
                    return (meant, i + 1, partial) if part else (meant + more, after, partial)
                return meant, i + 1, partial or quarters
            if c.text in _SITES and i + 2 <= last and self.chunks[i + 1].kind == "place" and (d := self.chunks[i + 2]).reading.conjunction or (
                    c.text in _SITES and i + 2 <= last and self.chunks[i + 1].kind == "place" and self.chunks[i + 2].kind == "place" and self._joined(i + 2, i + 2)):
                i += 2  # «محطة A وبلدة B»: the site is not coded
                continue
            quarters = (quarters or (c.kind == "place_kind" and c.code == "quarter" and self._is_part(i, last))) and c.text not in ("هي", "وهي", "هما", "وهما")
            partial = partial or (c.code != "quarter" and self._is_part(i, last)) or (c.text in SIDE_OF and i < last and self.chunks[i + 1].text == "من")
            if (c.kind in ("word", "neutral") and c.text in _PARTIAL) or self._share(c) or c.text in _POINTS:
                partial = True
            elif c.kind in ("place_kind", "around") or (c.kind == "unit" and c.code in ("buildings", "other", "area")):
                pass
            elif c.kind == "part" and c.text in ("منها", "بينها", "من بينها", "من ضمنها", "هي", "وهي"):
                pass
            elif c.text == "من" and i < last and self.chunks[i + 1].kind in ("party", "person"):
                return [], i, partial
            elif c.kind == "count" or c.text in _LEADS or (c.kind == "word" and bare(c.text) in _SIZES):
                pass
            elif c.kind in ("comma", "colon") and i > 0 and (self.chunks[i - 1].kind in ("unit", "place_kind", "part") or self.chunks[i - 1].text.endswith(("هي", "هما")) or (
                    c.kind == "colon" and self.chunks[i - 1].text == "من")):
                pass
            elif c.text == "اكثر" and i < last and self.chunks[i + 1].text == "من":
                pass
            elif c.kind == "party" and i > 0 and (self.chunks[i - 1].text in _POSTS or self.chunks[i - 1].kind == "unit"):
                pass
            else:
                return [], i, partial
            i += 1
        found: list[Chunk] = []
        after, partial = i, partial or quarters
        while i <= last:
            c = self.chunks[i]
            if c.kind == "place" and (not found or self._joined(i, after)):
                if self.coded(c):
                    found.append(c)
                elif not found and c.place.word == "street" and i < last and (self.chunks[i + 1].reading.conjunction or (
                        self.chunks[i + 1].kind in ("place", "place_kind") and self._joined(i + 1, i + 1))):
                    partial = partial and self.chunks[i + 1].kind != "place_kind"  # «حاجز A وبلدة B», «جبهات A وB»
                elif not found:
                    # A countryside or governorate named first does not begin the list («في ريف حلب»).
                    return [], i + 1, partial
                after = i = i + 1
                continue
            if not found and c.kind == "place_kind" and i == after and self.chunks[i - 1].kind == "place":
                i += 1  # «حاجز A وبلدة B»
                continue
            if not found:
                break
            added = c.reading.conjunction or (i > after and self._joined(i, after)) or self.chunks[i - 1].text in ADDITIONS | {"الي", "علي", "و"}
            if c.kind == "place_kind" and added and i + 1 <= last and self.chunks[i + 1].kind == "place":
                i += 1
                continue
            if c.kind == "word" and c.text[1:] in SIDE_OF and i < last and self.chunks[i + 1].kind == "place" and self.chunks[i + 1].place.group == found[-1].place.group:
                after = i = i + 1  # «قرى السلحبية الشرقية والغربية والبارودة»
                continue
            if c.kind in ("comma", "open", "close", "dash", "slash") or (c.kind == "word" and c.text == "و"):
                i += 1
                continue
            if c.kind in ("word", "neutral", "clause") and c.text in ADDITIONS and i + 1 <= last:
                i += 1
                while i <= last and self.chunks[i].text in ("الي", "عن", "علي", "من"):
                    i += 1
                if i <= last and self.chunks[i].kind in ("place", "place_kind"):
                    after = i
                    continue
                break
            if i == after and c.kind in ("word", "same", "nationality") and c.text in _DESCRIPTORS:
                # «جنوب غرب مدينة حلب»: where the place lies is no further place.
                if c.text in _DIRECTIONS:
                    j = i
                    while j <= last and (self.chunks[j].text in _DIRECTIONS or self.chunks[j].kind in ("place_kind", "unit")):
                        j += 1
                    if j <= last and self.chunks[j].kind == "place" and not self.chunks[j].reading.conjunction:
                        after = i = j + 1
                        continue
                after = i = i + 1
                continue
            if i == after and c.text == "مع" and i < last and self.chunks[i - 1].text.startswith("الحدودي"):
                after = i = i + 2  # «معبر A الحدودي مع تركيا»
                continue
            if i == after and c.text in OVERLOOKS and i < last and self.chunks[i + 1].text in ON_PRONOUN:
                after = i = i + 2  # «تلة A المشرفة عليها وقرية B»
                continue
            if i == after and (c.text in _ATTRIBUTES or (c.text == "عند" and i < last and not self.chunks[i + 1].text.startswith("الحدود")) or (c.text == "في" and i < last and (
                    self.chunks[i + 1].text in COMPASS or self.chunks[i + 1].text == "اقصي" or self.chunks[i + 1].code in ("region", "area"))) or (
                    c.kind == "place_kind" and c.code in ("region", "area") and c.reading.preposition)) and (further := self._further(i + 1, last)) is not None:
                after = i = further  # «بلدة A الملاصقة لمدينة X وبلدة B»
                continue
            if i == after and c.text in ("علي", "عند") and i < last and self.chunks[i + 1].text.startswith("الحدود") and (beyond := self._over_border(i + 2, last)) is not None:
                after = i = beyond  # «معبر A على الحدود مع تركيا ومعبر B»
                continue
            if i == after and c.kind == "place_kind" and c.code in ("region", "area") and i + 1 <= last and self.chunks[i + 1].kind == "place":
                # «بريف حلب»
                after = i = i + 2
                continue
            break
        return found, after, partial

    def _further(self, i: int, last: int) -> int | None:
        """The kind word with which a list goes on behind words that tell where the place before them lies."""
        for j in range(i, min(i + 8, last) + 1):
            c = self.chunks[j]
            if c.kind == "place_kind" and c.reading.conjunction:
                return j if j < last and self.chunks[j + 1].kind == "place" and self.coded(self.chunks[j + 1]) else None
            if c.kind not in ("word", "place", "place_kind", "nationality", "around") or self.doc.tokens[c.first].text[0] == "و" or is_verb(c.text):
                return None
        return None

    def _over_border(self, i: int, last: int) -> int | None:
        """The kind word with which a list goes on behind «على الحدود مع X»."""
        for j in range(i, min(i + 4, last) + 1):
            if self.chunks[j].kind == "place_kind" and self.chunks[j].reading.conjunction:
                return j
            if self.chunks[j].kind not in ("word", "place", "nationality", "party"):
                return None
        return None

    # -- places before -----------------------------------------------------------------------------------------

    def before(self, i: int, first: int, dual: bool = False, plural: bool = True) -> list[Chunk]:
        """The place or list that stands nearest before chunk ``i``, back to chunk ``first``; unless ``plural``, a list only where
        one kind word governs it (قرى A وB … منها) or where it has more than two."""
        j = i
        aimed: Chunk | None = None
        while j > first:
            j -= 1
            c = self.chunks[j]
            if c.kind == "comma" and (opening := self._parenthesis(j, first)) is not None:
                j = opening
                continue
            if c.kind == "place" and self.coded(c) and not self._located(j):
                if j > 1 and self.chunks[j - 1].kind == "open" and self.chunks[j - 2].kind == "place" and self.coded(self.chunks[j - 2]):
                    j -= 1
                    continue  # «عين العرب (كوباني)»: another name of the same
                if aimed is None and self._headed_for(j):
                    aimed = c
                    continue  # «انسحبت X من A باتجاه B، ودخلتها Y»
                whole = self.group(j)
                if dual and len(whole) < 2:
                    # «من مدينة X ثم من حقل Y، … عليهما»
                    others = [p for p in self.chunks[first:j] if p.kind == "place" and self.coded(p)]
                    return [*others[-1:], c]
                if dual:
                    return whole[-2:]
                if len(whole) > 1 and (plural or len(whole) > 2 or ((kind := self._governor(c)) is not None and kind.role == "many")):
                    return whole
                return [c]
            if c.kind == "place_kind" and (found := self.stands_for(c, j)):
                return found
            if not dual and self.rank_word(j) is not None and self.chunks[j - 1].text in _LEADS_TO and (found := self.ordinal(j, first)):
                return found
        return [aimed] if aimed is not None else []

    def _parenthesis(self, j: int, first: int) -> int | None:
        """Where the relative clause that the comma at ``j`` closes begins: «بلدة X، الواقعة قرب Y، باتت …»."""
        for k in range(j - 1, max(first, j - 25), -1):
            c = self.chunks[k]
            if c.kind == "comma":
                before = self.chunks[k + 1]
                if before.kind == "relative" or before.text in _ATTRIBUTES:
                    return k
                return None
        return None

    def _apposition(self, j: int, first: int) -> int | None:
        """Where the apposition that the comma at ``j`` closes begins: «مدينة A، ثاني كبرى مدن المحافظة، التي …»."""
        opening = next((k for k in range(j - 1, max(first, j - 8), -1) if self.chunks[k].kind == "comma"), None)
        if opening is None or self.chunks[opening - 1].kind != "place" or not (self.chunks[opening + 1].text in _RANKS or self.chunks[opening + 2].text in _RANKS):
            return None
        return opening

    def _located(self, j: int) -> bool:
        """Whether the place only says where another lies: «جنوب مدينة X», «بريف X»."""
        k = j - 1
        while k >= 0 and self.chunks[k].kind in ("place_kind", "unit"):
            k -= 1
        if k > 0 and self.chunks[k].text in ("من", "عند", "علي") and self.chunks[k - 1].text in _NEAR:
            return True
        if k > 0 and self.chunks[k].text == "في" and self.chunks[k - 1].kind == "place" and self.coded(self.chunks[k - 1]):
            return True  # «المدينة القديمة في X»
        return k >= 0 and self.chunks[k].text in COMPASS

    def antecedent(self, i: int, first: int, word: str) -> list[Chunk]:
        """What the relative clause or pronoun ``word`` at chunk ``i`` is about."""
        dual = word in _PRONOUN_DUAL
        j = i - 1
        if self.chunks[j].kind == "comma" and (opening := self._apposition(j, first)) is not None:
            j = opening
        while j >= first and (self.chunks[j].kind in ("comma", "close", "open", "nationality", "same", "dash", "sign") or self._describes(j)):
            j -= 1
        if j - 2 >= first and self.chunks[j].kind == "place" and self.chunks[j].place.word is None and self.chunks[j - 1].text in COMPASS and self.chunks[j - 2].kind == "place":
            j -= 2  # «مدينة A شمال B، …»
        if j >= first and self.chunks[j].kind == "place":
            c = self.chunks[j]
            whole = self.group(j)
            if dual and (len(whole) == 1 and self._located(j) or self.chunks[j - 1].reading.preposition == "ب"):
                return self.before(j, first, dual)  # «حيي A وB شرق مدينة C، اللذين …», «… بمدينة C»
            if not self.coded(c):
                k = j - 1
                while k > first and self.chunks[k].kind in ("place_kind", "unit"):
                    k -= 1
                within = c.place.word == "region" or c.place.kind in ("governorate", "area") or self.chunks[k].text in ("في", "مع")  # «بلدة A في سهل X، الخاضعة …», «معبر A الحدودي مع X، الذي …»
                found = self.before(j, first, dual) if within else []
                masculine = word.removeprefix("و") == "الذي" or word in _MASCULINE
                return [] if masculine and found and self._feminine(found[0]) else found  # «مدينة A في القلمون، الذي …»
            if dual:
                return whole[-2:]
            if (word.removeprefix("و") == "الذي" or word in _MASCULINE) and self._feminine(c):
                found = self.before(c.index, max(first, c.index - 9), plural=False)
                if found and not self._feminine(found[0]) and found[0].place.word is not None:
                    return found  # «حي A في مدينة B، الذي …»
            kind = self._governor(c)
            many = (kind is not None and kind.role == "many") or (len(whole) > 2 and word not in _PRONOUN_ONE)
            return whole if many else [c]
        if j >= first and self.chunks[j].kind == "place_kind":
            return self.stands_for(self.chunks[j], j)
        return []

    def _feminine(self, c: Chunk) -> bool:
        """Whether the place is a village, town or city, whose words and names are feminine."""
        kind = c.place.word or c.place.kind
        if kind is None:
            known = gazetteer().by_name.get(c.place.name, ())
            kind = known[0].kind if known else None
        return kind in FEMININE

    def _describes(self, j: int) -> bool:
        """Whether the word at ``j`` is an adjective of the place before it: «تلبيسة المحاصرة والخاضعة …»."""
        c = self.chunks[j]
        if c.kind == "person" and c.reading.preposition == "ل" and self.chunks[j - 1].kind == "place":
            return True  # «مخيم A للاجئين الفلسطينيين»
        return c.text in _DESCRIPTORS or c.text in NUMBERS or (c.kind == "word" and c.text.startswith("ال") and (c.text.startswith("الم") or c.text.endswith(("ه", "ي", "تين", "يه"))) and len(c.text) > 4)

    def _governor(self, c: Chunk) -> Chunk | None:
        """The kind word that governs the place."""
        for j in range(c.index - 1, max(c.index - 12, -1), -1):
            d = self.chunks[j]
            if d.kind in ("place_kind", "unit"):
                entries = [e for e in d.entries if e.kind == "place_kind"]
                return d if entries and (d.kind == "place_kind") else None
            if d.kind != "place" or d.place.group != c.place.group:
                return None
        return None
