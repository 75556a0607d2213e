"""The noun phrase of a count: who is counted, of which side, and whether they are people at all."""

from __future__ import annotations

from collections.abc import Sequence

from .chunk import Chunk
from .flow_words import roles
from .nationalities import is_state
from .people import person_at
from .phrase import Phrase
from .phrase_words import (
    CASES, backed_side, continues, inner_outcome, is_family, is_mixed, is_nationality, leads_to_party, looks_like_noun, shares_number, side_of_post, things_inside,
)
from .text import Token, fold, folded_words

# Nouns that do not say whom they count: the words after them, or the figure before, do.
OTHERS = folded_words("آخر آخرين آخرون آخران أخرى آخرا أخريات أخريان آخرين")
_COUNTRIES = frozenset(("تركيا", "روسيا", "العراق", "اسرائيل", "ايران"))  # «القتلى في تركيا» are of no side
_OF_SIDE = folded_words("صفوف عداد قوام صفوفه")
_ADJECTIVE_PARTY = {fold(k): v for k, v in {
    "معارض": "opposition", "معارضا": "opposition", "معارضين": "opposition", "معارضون": "opposition", "معارضان": "opposition",
    "منشق": "opposition", "منشقا": "opposition", "منشقين": "opposition", "منشقون": "opposition", "منشقان": "opposition",
    "كردي": "sdf", "كرديا": "sdf", "أكراد": "sdf", "كرديين": "sdf", "كرديان": "sdf", "جهادي": "hts", "جهاديا": "hts", "جهاديين": "hts",
    "درزي": "local_armed", "درزيا": "local_armed", "درزيين": "local_armed", "درزيون": "local_armed", "درزيان": "local_armed",
    "نظامي": "government", "نظاميا": "government", "نظاميين": "government", "نظاميون": "government",
}.items()}
# Adjectives that turn a combatant noun into a person of that trade only with the side that follows.


_LOCAL = frozenset(("محليا", "محليين", "محليون", "محليان", "محلي"))
_INJURIES = frozenset(("اصابه", "اصابات"))
_DISEASES = ("فيروس", "كورونا", "كوفيد", "كوليرا", "الكوليرا", "مرض", "داء", "جديده")
_SERVICES = frozenset(("الشرطه", "المخابرات", "الدرك"))
_ANIMALS = frozenset(("رؤوس", "الماشيه", "المواشي", "الاغنام", "الابقار", "الدواجن"))
_MANY = frozenset(("dozens", "hundreds", "thousands"))  # what they count has the article: «عشرات الآليات»
_LOYAL = ("موالي", "موال", "مدعوم")
_GROUPS = folded_words("ميليشيا ميليشيات مجموعة مجموعات قوات جماعة تنظيم فصيل تشكيلات")
_WITH = folded_words("برصاص بالرصاص بنيران بطلقات بشظايا")
_FIELDS = {fold(k): v for k, v in {"طبي": "medic", "طبية": "medic", "صحي": "medic", "صحية": "medic", "إسعاف": "medic", "إعلامي": "journalist", "إعلام": "journalist"}.items()}
_OWN_FORCES = frozenset(("جيشها", "جيشه", "قواتها", "قواته", "صفوفها", "صفوفه"))
_UNITS = folded_words("الفرقة الفوج الكتيبة الفيلق السرية اللواء فرقة فوج كتيبة فيلق سرية لواء شعبة")
_FORCES = folded_words("القوة القوات المجموعة العناصر المجموعات")
_FAMILIES = folded_words("عائلة أسرة العائلة الأسرة")

def _of_side(chunks: Sequence[Chunk], i: int) -> bool:
    """«785 من عوائل التنظيم»: members of the families of a side's fighters, not families."""
    return not chunks[i].reading.article and i + 1 < len(chunks) and chunks[i + 1].kind in ("party", "person")


BODIES = frozenset(("جثة", "جثمان"))
_OF_THEM = frozenset(("منهم", "منهن", "منها", "منهما"))


def read_phrase(tokens: Sequence[Token], chunks: Sequence[Chunk], at: int) -> Phrase:
    """The phrase of the count, bare person noun or definite people noun at chunk ``at``."""
    phrase = Phrase()
    chunk = chunks[at]
    i = at + 1
    if chunk.kind in ("word", "part"):
        phrase.people = True
    elif chunk.kind == "party":
        phrase.people, phrase.category = True, "combatant"
    elif chunk.kind == "nationality":  # «بينهم روسيان وتونسي»: each stands alone
        phrase.people, phrase.last = True, at
        phrase.nationalities.append(chunk.code)
        return phrase
    elif chunk.kind == "outcome":
        phrase.people, phrase.outcome, phrase.generic = True, "losses", True
    elif chunk.kind == "person":
        phrase.take_person(chunk.person, chunk.text)
    elif (inner := inner_outcome(tokens, chunk)) is not None:
        phrase.take_person(inner)
    elif chunk.count.noun is not None and chunk.count.noun <= chunk.last:
        found = person_at(tokens, chunk.count.noun)
        if found:
            phrase.take_person(found[1], tokens[chunk.count.noun].text)
    elif chunk.count.qualifier == "several" and any(t.text in OTHERS for t in tokens[chunk.first : chunk.last + 1]):
        phrase.others = True
    if phrase.people is None and chunk.kind == "count" and things_inside(tokens, chunk):
        phrase.people, phrase.taken_for, phrase.last = False, "other", at
        return phrase
    if chunk.kind == "count" and any(t.text in _OF_THEM for t in tokens[chunk.count.number_last + 1 : chunk.last + 1]):
        phrase.of_previous = True  # «11 ألفاً منهم تقريباً»
    phrase.last = at
    end = len(chunks)
    opened = phrase.people is not True  # the first noun has not been seen yet
    while i < end:
        c = chunks[i]
        if c.text == "بين" and chunk.kind == "outcome" and i == at + 1:
            i += 1
            continue
        if c.kind in ("slash", "close") and i == at + 1 and chunk.kind == "count" and chunk.count.noun is not None and chunk.count.noun > c.last:
            i += 1  # «/256/ امرأة»
            continue
        if c.kind == "person" and phrase.lemma in BODIES and i == phrase.last + 1 and not c.reading.conjunction and c.reading.preposition in ("", "ل"):
            phrase.take_person(c.person, c.text)  # «جثتي شابين», «جثتين لشابين»
        elif c.kind == "person" and (opened or continues(chunks, i)):
            # A definite apposition or a second noun: «من المدنيين», «مقاتلين معارضين», «شهيداً مدنياً».
            if not opened and c.person.number == "singular" and c.text.endswith(("ا", "ه")) and chunk.kind == "count" and 2 <= (chunk.count.value or 0) <= 10:
                break  # «خطف أربعة مسلحين طبيباً»: a singular beside a plural is somebody else, or no noun («سبعة أفراد نازحة من X»)
            if c.reading.conjunction:
                break  # «ارتفع إلى 927 وقتلى X إلى 546»: another noun
            if c.person.kind == "family" and phrase.lemma and not phrase.family:
                phrase.last = i  # «600 من أفراد عائلاتهم» are persons
                break
            phrase.take_person(c.person, c.text)
            opened = False
        elif c.kind == "person" and i == phrase.last + 1 and shares_number(chunks, at, i):
            if c.person.category != phrase.category:
                phrase.category, phrase.parties = "person", []
        elif c.kind == "outcome" and c.role in ("losses", "between") and i == at + 1:
            phrase.people, phrase.outcome, phrase.generic = True, "losses", True
            opened = False
        elif c.kind == "outcome" and c.text in _INJURIES and opened and i == at + 1 and not any(b.text.removeprefix("ب").startswith(_DISEASES) for b in chunks[i + 1 : i + 5]):
            phrase.people, phrase.outcome, phrase.generic, phrase.last = True, c.code, True, i  # «14 إصابة في صفوف المدنيين»
            opened = False
        elif c.kind == "both_sides":
            phrase.both_sides = True
            phrase.people = True
            phrase.last = i
            break
        elif c.kind == "cause" and opened and i == at + 1 and chunk.kind == "count" and chunk.count.form != "one of" and not c.reading.preposition and c.text.split()[0] not in _WITH | {"تحت"}:
            phrase.people, phrase.taken_for = False, "strikes"
            phrase.last = i
            break
        elif c.kind == "nth_side":
            phrase.side = c.code
            phrase.people = True
            phrase.last = i
            break
        elif phrase.category == "combatant" and not phrase.parties and not opened and (side := side_of_post(chunks, i)) is not None:
            phrase.parties.append(chunks[side].code)  # «عناصر حاجز لقوات X», «حراس السجن التابعين لـX»
            phrase.last = side
            break
        elif c.kind == "unit" and opened:
            phrase.people, phrase.taken_for = False, c.code
            phrase.last = i
            break
        elif c.kind == "party" and is_nationality(chunks, at, i, phrase):
            phrase.nationalities.append(next(e.code for e in c.entries if e.kind == "nationality"))
            opened = False
        elif c.kind == "party":
            if c.reading.conjunction and not (phrase.parties and c.entries):
                break
            if c.reading.conjunction:
                # «من قوات النظام والمسلحين الموالين لها»: one figure for both.
                if i + 1 < end and chunks[i + 1].kind == "part":
                    pass
                phrase.last = i
                i += 1
                continue
            if c.reading.preposition in ("ب", "ك"):
                break
            if phrase.presumed:
                phrase.parties, phrase.presumed = [], False  # «إرهابياً من داعش»: the side that is named
            phrase.parties.append(c.code)
            if phrase.people is None:
                phrase.people = True
                phrase.category = "person" if i == at + 1 and len(c.text.split()) == 1 and c.text.endswith(("يين", "يون")) else "combatant"
            opened = False
        elif c.kind == "nationality":
            if c.reading.conjunction and opened:
                break
            if not c.reading.conjunction or phrase.nationalities:
                phrase.nationalities.append(c.code)
            if c.role and (phrase.category == "combatant" or phrase.people is None) and not phrase.parties:
                phrase.parties.append(c.role)
            if phrase.people is None:
                phrase.people, phrase.category = True, "woman" if c.text.endswith("ات") else "person"
            opened = False
        elif c.kind == "word":
            word = c.text
            if word == "غير" and i + 1 < end and chunks[i + 1].kind == "person" and chunks[i + 1].person.category == "civilian":
                phrase.people, phrase.category, phrase.last = True, "combatant", i + 1  # «20 من غير المدنيين»
                break
            if word == "من" and i + 1 < end and chunks[i + 1].text == "غير":
                i += 1
                continue
            if phrase.people and phrase.outcome in ("captured", "missing") and word == "في" and i + 1 < end and chunks[i + 1].text == "سجون":
                phrase.stock = True
            if word == "من":
                nxt = chunks[i + 1] if i + 1 < end else None
                if nxt is None:
                    break
                if nxt.text in _SERVICES and phrase.people is not False:
                    phrase.people, phrase.category, phrase.last = True, "combatant", i + 1  # «سبعة من الشرطة»
                    break
                if nxt.text in _ANIMALS:
                    phrase.people, phrase.taken_for, phrase.last = False, "other", i + 1  # «العشرات من رؤوس الماشية»
                    break
                if opened and nxt.kind == "word" and roles(nxt.text) & {"people_of", "citizens"}:
                    phrase.people = True  # «1000 من أهلها», «94 من رعاياها»
                    break
                if nxt.text in _FORCES and i + 2 < end and chunks[i + 2].text.startswith("المهاجم"):
                    phrase.people, phrase.category, phrase.lemma = True, "combatant", "مهاجم"
                    phrase.last = i + 2
                    break
                if (nxt.kind == "person" and nxt.person.lemma == "لواء" and phrase.people) or (nxt.text in _UNITS and nxt.kind != "party"):
                    # «من الفرقة 25 التابعة للجيش»: the unit's side stands behind it.
                    side = next((j for j in range(i + 2, min(i + 6, end)) if chunks[j].kind == "party" and (chunks[j].reading.preposition == "ل" or chunks[j - 1].text in ("ل", "في"))), None)
                    if side is None:
                        i += 2
                        continue
                    phrase.people, phrase.category = True, phrase.category or "combatant"
                    phrase.parties.append(chunks[side].code)
                    phrase.last = side
                    break
                if nxt.kind == "neutral" and nxt.text.startswith("العامل"):
                    # «من العاملين في القطاع الطبي»
                    named = next((c for c in chunks[i + 2 : i + 5] if c.text.removeprefix("ال") in _FIELDS), None)
                    trade = _FIELDS[named.text.removeprefix("ال")] if named is not None else "civilian"
                    phrase.people, phrase.category = True, trade if phrase.category in (None, "person") else phrase.category
                    phrase.last = named.index if named is not None else i + 1
                    break
                if nxt.text in _OWN_FORCES:
                    phrase.people, phrase.category, phrase.possessed = True, phrase.category or "combatant", True
                    phrase.pronoun, phrase.last = "ها" if nxt.text.endswith("ها") else "ه", i + 1  # «جنديان من جيشها»
                    break
                if nxt.kind == "nationality" and is_state(nxt):
                    break
                if nxt.kind in ("person", "party", "nationality"):
                    phrase.last = i
                    i += 1
                    if nxt.kind == "person" and nxt.person.kind == "family" and (
                            nxt.person.number == "singular" or nxt.person.possessed or phrase.lemma or _of_side(chunks, i)):
                        phrase.people, phrase.category = True, phrase.category or "person"
                        phrase.last = i + (not phrase.lemma and _of_side(chunks, i) and chunks[i + 1].kind == "party")
                        break
                    if nxt.kind == "person" and nxt.reading.article and nxt.person.kind.startswith("outcome:"):
                        phrase.among = nxt.person.kind.split(":")[1]
                    if nxt.kind == "person" and not (phrase.people and nxt.person.number == "singular"):
                        counted = phrase.category
                        phrase.take_person(nxt.person, nxt.text)
                        if counted == "person" and is_mixed(chunks, i):
                            phrase.category = "person"  # «170 شخصاً من النساء والأطفال»
                        opened = False
                        phrase.last = i
                        i += 1
                        continue
                    if nxt.kind == "person":
                        break
                    continue
                if nxt.kind == "count" and nxt.count.form == "one" and is_family(tokens, nxt):
                    # «14 من عائلة واحدة»: persons, whatever the figure before counted.
                    phrase.people, phrase.category = True, phrase.category or "person"
                    phrase.last = i + 1
                    break
                if nxt.kind == "word" and nxt.text in _ADJECTIVE_PARTY:
                    i += 1
                    continue
                if not phrase.parties and (side := side_of_post(chunks, i + 1)) is not None:
                    phrase.people, phrase.category = True, phrase.category or "combatant"
                    phrase.parties.append(chunks[side].code)  # «قُتل عنصران من دورية لـX»
                    phrase.last = side
                    break
                if nxt.text in _GROUPS and i + 2 < end and chunks[i + 2].kind == "party":
                    i += 2  # «من ميليشيا الدفاع الوطني»
                    continue
                if nxt.text in _GROUPS and i + 2 < end and chunks[i + 2].text.startswith(_LOYAL) and (backed := backed_side(chunks, i + 2)) is not None:
                    phrase.people, phrase.category = True, phrase.category or "combatant"  # «من مجموعات موالية لطهران»
                    phrase.parties, phrase.last = phrase.parties or [backed[0]], backed[1]
                    break
                break
            if word in _ADJECTIVE_PARTY and phrase.people:
                if not phrase.parties:
                    phrase.parties.append(_ADJECTIVE_PARTY[word])
            elif word in _LOCAL and phrase.lemma in ("مسلح", "مقاتل") and not phrase.parties:
                phrase.parties.append("local_armed")  # «93 مسلحاً محلياً»
            elif word in OTHERS:
                phrase.others = True
                opened = False
            elif word == "فقط" and phrase.people and i + 2 < end and chunks[i + 1].text in ("في", "من"):
                i += 1  # «تسعة قتلى فقط في صفوف X»
                continue
            elif word in CASES and i + 1 < end and chunks[i + 1].kind == "outcome" and chunks[i + 1].role == "noun":
                # «N حالة وفاة»
                phrase.people, phrase.outcome, phrase.generic = True, chunks[i + 1].code, True
                phrase.last = i + 1
                break
            elif word == "لدي" and phrase.people:
                phrase.stock = True  # «مختطفاً لدى X»: those held now, whenever they were taken
                break
            elif word == "في" and phrase.people and i + 1 < end and chunks[i + 1].kind == "party" and not phrase.parties and not (
                    phrase.outcome is not None and chunks[i + 1].text in _COUNTRIES):
                pass  # «قيادي في فرقة X»
            elif word in ("تلك", "هذه", "هذا") and phrase.people and i + 1 < end and chunks[i + 1].kind == "party":
                pass  # «قتلى تلك القوات»
            elif word in ("في", "ضمن") and i + 1 < end and chunks[i + 1].text in _OF_SIDE:
                i += 1
                phrase.last = i
                i += 1
                continue
            elif word.removeprefix("ال").startswith(_LOYAL) and (backed := backed_side(chunks, i)) is not None:
                phrase.people, phrase.category = True, phrase.category or "combatant"
                phrase.parties, i, opened = phrase.parties or [backed[0]], backed[1], False
            elif phrase.people and not opened and leads_to_party(chunks, i):
                pass  # «عنصران من اللواء الثامن التابع لقوات X»، «مقاتلين سابقين في فصائل X»
            elif opened and (looks_like_noun(word) or (chunk.kind == "count" and chunk.count.qualifier in _MANY and word.startswith("ال") and not word.endswith(("ين", "ون")))):
                phrase.taken_for = "unknown"
                phrase.last = i
                break
            else:
                break
        elif c.kind == "date" and tokens[c.first].text == "سابقا" and phrase.people and i + 2 < end and chunks[i + 1].text == "في" and chunks[i + 2].kind == "party":
            i += 1  # «عنصراً سابقاً في فصيل X»
            phrase.last = i
            i += 1
            continue
        elif c.kind == "part" and c.text.endswith("هؤلاء") and i == at + 1 and i + 1 < end and chunks[i + 1].kind == "person" and chunks[i + 1].reading.article:
            # «26 من هؤلاء المدنيين»
            phrase.of_previous = phrase.of_class = True
            phrase.take_person(chunks[i + 1].person, chunks[i + 1].text)
            phrase.last = i + 1
            break
        elif c.kind == "part" and c.code == "subset" and (i == at + 1 or (i == at + 2 and phrase.others)) and c.text in _OF_THEM and not c.reading.conjunction:
            phrase.of_previous = True
            phrase.people = True
            phrase.last = i
            if i + 1 < end and chunks[i + 1].kind == "person" and chunks[i + 1].person.kind.startswith("outcome:") and not chunks[i + 1].reading.article and not chunks[i + 1].reading.conjunction:
                # «وأوقعت ستة منهم قتلى»
                phrase.outcome, phrase.last = chunks[i + 1].person.kind.split(":")[1], i + 1
                break
            if i + 1 < end and chunks[i + 1].kind == "person" and chunks[i + 1].reading.preposition == "ل" and chunks[i + 1].person.kind == "person":
                phrase.take_person(chunks[i + 1].person, chunks[i + 1].text)
                phrase.last = i + 1  # «87 جثة، تسع منها لنساء»
                break
            if i + 2 < end and chunks[i + 1].text == "من" and chunks[i + 2].text.startswith("جنسي"):
                # «9 منهم من جنسيات غير سورية من ميليشيا X»
                side = next((c for c in chunks[i + 3 : i + 8] if c.kind == "party" and chunks[c.index - 1].text == "من"), None)
                if side is not None:
                    phrase.category, phrase.parties, phrase.last = "combatant", [side.code], side.index
                break
            if i + 2 < end and chunks[i + 1].text == "من" and (chunks[i + 2].kind == "party" or (chunks[i + 2].kind == "person" and chunks[i + 2].person.number == "plural")):
                inner = read_phrase(tokens, chunks, i + 2)  # «أربعة منهم من رجال الأمن»
                phrase.category, phrase.last = inner.category, inner.last
                phrase.parties = [chunks[i + 2].code, *inner.parties] if chunks[i + 2].kind == "party" else inner.parties
                phrase.lemma = inner.lemma
                break
            if i + 2 < end and chunks[i + 1].text == "من" and chunks[i + 2].text in _FAMILIES:
                phrase.category = "person"
                phrase.last = i + 2
            elif i + 1 < end and chunks[i + 1].kind == "party" and not chunks[i + 1].reading.preposition and not chunks[i + 1].reading.conjunction:
                phrase.category, phrase.parties = "combatant", [chunks[i + 1].code]  # «83 منهم جهاديون»
                phrase.last = i + 1
            elif i + 1 < end and chunks[i + 1].kind == "person" and chunks[i + 1].person.number == "plural" and chunks[i + 1].reading.stem == chunks[i + 1].text:
                # «أربعة منهم أطفال»
                phrase.take_person(chunks[i + 1].person, chunks[i + 1].text)
                phrase.last = i + 1
            break
        else:
            break
        phrase.last = i
        i += 1
    while chunk.kind == "count" and phrase.last + 1 < end and chunks[phrase.last + 1].last <= chunk.count.last:
        phrase.last += 1  # «30 عنصراً من قوات X على الأقل»
    return phrase
