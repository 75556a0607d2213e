"""The side of fighters whom their own words do not name: an enemy called by a noun, the men of a patrol, those struck in the sentence before."""

from __future__ import annotations

from .figures import Figure
from .parties import PartyReader
from .structure import Document

_ABUSED = {"إرهابي": frozenset(("islamic_state", "hts", "opposition", "turkish_backed")),
           "متشدد": frozenset(("islamic_state", "hts")), "متطرف": frozenset(("islamic_state", "hts")), "داعشي": frozenset(("islamic_state",))}
_DID_IT = frozenset(("مهاجم", "منفذ", "متسلل"))
_THEIR_RANKS = frozenset(("صفوفهم", "صفوفه", "صفوفها"))
_RANKS = frozenset(("صفوف", "افراد", "عناصر", "ركاب", "مقاتلي"))
_POSTS = frozenset("مواقع موقع نقاط مقر مقرات تجمع تجمعات ثكنه".split())
_SQUADS = frozenset("دوريه رتل حاجز قافله كتيبه موكب حافله وحده قوه مفرزه نقطه دوريتين حاجزين".split())


def enemy(document: Document, f: Figure) -> str | None:
    """«عملياتها ضد داعش …، والقضاء على 18 إرهابياً»: the enemy that the paragraph named last, for a noun that speaks ill of one."""
    named = document.chunks[f.index + 1] if f.index < f.clause.last else None
    abused = named is not None and named.kind == "party" and named.text.startswith("ارهابي") and len(named.text.split()) == 1  # «تسعة إرهابيين»
    meant = _ABUSED.get("إرهابي" if abused else f.phrase.lemma or "")
    if meant is None or (f.phrase.parties and not f.phrase.presumed and not abused):
        return None
    for c in reversed(document.chunks[: f.index]):
        if c.kind == "break":
            return None
        if c.kind == "party" and c.code in meant and not c.text.startswith("ارهابي"):
            return c.code
    return None


def squad(document: Document, f: Figure) -> str | None:
    """«هاجموا دورية لقسد، فسقط ثلاثة قتلى في صفوف الدورية»: the side of the patrol, convoy or post told before."""
    chunks = document.chunks
    for j in range(f.index, min(f.phrase.last + 4, f.clause.last) + 1):
        word = chunks[j].text
        if j == f.index or not word.startswith("ال") or word.removeprefix("ال") not in _SQUADS or chunks[j - 1].text not in _RANKS:
            continue
        if j < f.clause.last and chunks[j + 1].kind == "party":
            return None
        for k in range(f.index - 1, max(document.sentence_of[f.index].first - 60, 0), -1):
            if chunks[k].text.removeprefix("ل").removeprefix("ال") == word.removeprefix("ال"):
                named = next((c for c in chunks[k + 1 : k + 4] if c.kind in ("party", "comma", "place")), None)
                if named is not None and named.kind == "party":
                    return named.code
    return None


def struck_before(document: Document, parties: PartyReader, f: Figure) -> str | None:
    """«نصب X كميناً لرتل من Y. وقُتل في الكمين سبعة عناصر»: the one side of the sentence before that did not do it."""
    index = document.sentence_of[f.index].index
    before = document.sentences[index - 1] if index else None
    if before is None or before.title or before.paragraph != f.sentence.paragraph:
        return None
    doers = set(parties.doers.agents(before.first, before.last))
    others = {c.code for c in document.chunks[before.first : before.last + 1] if c.kind == "party"} - doers
    return others.pop() if doers and len(others) == 1 else None


def men_struck(document: Document, parties: PartyReader, f: Figure) -> str | None:
    """«نصب X كميناً لحافلة تقل عناصر من Y. وقُتل 13», «استهدفوا دورية لـY، فقُتل ثلاثة»: a number alone counts the men who were just said
    to be struck, where nobody else was."""
    chunks, sentence = document.chunks, f.sentence
    if all(c.kind in ("outcome", "clause", "date", "comma") for c in chunks[sentence.first : f.index]):
        before = document.sentences[sentence.index - 1] if sentence.index else None
        if before is None or before.title or before.paragraph != sentence.paragraph:
            return None
        first, last = before.first, before.last
    elif f.governor is not None and sentence.first < f.governor.index < f.index:
        first, last = sentence.first, f.governor.index - 1
    else:
        return None
    told = chunks[first : last + 1]
    if any(c.kind in ("count", "outcome") or (c.kind == "person" and c.person.category != "combatant") for c in told) or not any(
            c.kind == "cause" or parties.doers.role(c.index) == "verb" for c in told):
        return None
    doers = parties.doers.agents(first, last)
    struck = [c for c in told if c.kind == "party" and c.code not in doers]
    if len({c.code for c in struck}) != 1:
        return None
    men = chunks[max(struck[0].index - 3, first) : struck[0].index]
    of_men = any(c.kind == "person" or c.text.removeprefix("ل").removeprefix("ال").removesuffix("ا") in _SQUADS | _POSTS for c in men)
    return struck[0].code if of_men else None


def perpetrators(document: Document, parties: PartyReader, f: Figure) -> str | None:
    """«وقعت الدورية في كمين نصبته X. وتعقبت القوات المنفذين فقتلت ثلاثة منهم», «سبعة قتلى من المهاجمين»: who did what the sentences before
    tell, or else what follows in its own."""
    if f.phrase.lemma not in _DID_IT and not any(c.kind == "person" and c.person.lemma in _DID_IT and c.reading.article for c in document.chunks[f.index : f.phrase.last + 1]):
        return None
    index = document.sentence_of[f.index].index
    for sentence in reversed(document.sentences[: index + 1]):
        if sentence.paragraph != f.sentence.paragraph or sentence.title:
            break
        did = [a for a in parties.doers.agents(sentence.first, min(sentence.last, f.index)) if a != f.agent]
        if did:
            return did[0]
    return next((a for a in parties.doers.agents(f.phrase.last + 1, f.sentence.last) if a != f.agent), None)  # «قتلت X 14 من المهاجمين خلال صد هجوم لـY»


def in_their_ranks(document: Document, parties: PartyReader, f: Figure) -> str | None:
    """«تصدت X لهجوم Y، وأوقعت في صفوفهم 20 قتيلاً», «أوقعت بين المتسللين قتلى»: those on whom the subject of the sentence inflicted them."""
    i = f.index - 1
    whom, where = (document.chunks[i], document.chunks[i - 1]) if i > f.sentence.first else (None, None)
    if whom is None or f.phrase.outcome is None:
        return None
    by_noun = whom.kind == "person" and whom.person.lemma in _DID_IT and whom.reading.article and where.text in ("بين", "صفوف")
    if not by_noun and not (whom.text in _THEIR_RANKS and where.text == "في"):
        return None
    named = [c for c in document.chunks[f.sentence.first : i] if c.kind == "party"]
    return next((c.code for c in reversed(named) if c.code != named[0].code), None)
