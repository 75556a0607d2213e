"""The nouns that people are counted by: every form of every noun in ``lexicons/people.csv``.

Arabic writes the dual, the possessor and the case into the noun (طفليها, her two children), so the lexicon names the
noun once and its forms are made here, by the rules of the regular declensions; broken plurals are in the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple, get_args

from . import lexicon
from .clitics import Reading, readings
from .records import Category, Outcome, Party
from .text import WORD, Token, fold

GrammaticalNumber = Literal["singular", "dual", "plural"]

COLUMNS = ("singular", "plural", "complement", "category", "dual_category", "party", "kind", "counted_only", "note")
KINDS = ("person", "family", *(f"outcome:{outcome}" for outcome in get_args(Outcome)))


class PersonForm(NamedTuple):
    """One written form of a people noun.

    ``kind`` is ``person``, ``family`` or ``outcome:…`` (قتيل is both a person and killed). ``possessed`` says that a
    pronoun is attached (طفلها), ``construct`` that the noun needs another after it (عنصرا الأمن). ``counted_only``
    marks a form that means people only beside a number (طالب, student or "demanded"): alone it must not be taken
    for a person.
    """

    lemma: str
    category: Category
    party: Party | None
    kind: str
    number: GrammaticalNumber
    possessed: bool = False
    construct: bool = False
    counted_only: bool = False


# Without the first and second person, which bulletins do not use and which only make false friends (وجدنا, we found).
_PRONOUNS = ("ه", "ها", "هم", "هن", "هما")


def _possessed(word: str, pronouns: Sequence[str] = _PRONOUNS) -> Iterator[str]:
    """``word`` with each pronoun: teh marbuta opens, alef maksura turns to alef, a final hamza takes a seat."""
    if word.endswith("ة"):
        stems, pronouns = [word[:-1] + "ت"], _PRONOUNS
    elif word.endswith("ى"):
        stems = [word[:-1] + "ا"]
    elif word.endswith("ء"):
        stems = [word, word[:-1] + "ئ", word[:-1] + "ؤ"]
    else:
        stems = [word]
    for stem in stems:
        for pronoun in pronouns:
            yield stem + pronoun


def _dual_stem(word: str) -> str:
    if word.endswith("ة"):
        return word[:-1] + "ت"
    if word.endswith("ى"):
        return word[:-1] + "ي"
    return word


def _with_tanwin(word: str) -> list[str]:
    """The word and, where the spelling has one, its accusative alef (طفلا)."""
    return [word] if word.endswith(("ة", "ى", "اء", "ا")) else [word, word + "ا"]


class _Form(NamedTuple):
    layer: int
    form: str
    number: GrammaticalNumber
    possessed: bool = False
    construct: bool = False


# Where one spelling can be two forms, the earlier of these layers comes first: عنصرا is the accusative before it is a
# construct dual, مدنيين the plural before the dual, شقيقه "his brother" before "a sister".
_LAYERS = range(6)
_OWN, _PLAIN, _PLURAL_BOUND, _SINGULAR_POSSESSED, _DUAL, _DUAL_BOUND = _LAYERS


def _singular_and_dual(spelling: str) -> Iterator[_Form]:
    word = spelling.removesuffix("-")
    if spelling.endswith("-"):
        yield from (_Form(_OWN, form, "singular", possessed=True) for form in _possessed(word))
        return
    yield from (_Form(_PLAIN, form, "singular") for form in _with_tanwin(word))
    if " " in word:
        return
    yield from (_Form(_SINGULAR_POSSESSED, form, "singular", possessed=True) for form in _possessed(word, _PRONOUNS[1:]))
    stem = _dual_stem(word)
    for ending in ("ا", "ي"):
        yield _Form(_DUAL, stem + ending + "ن", "dual")
        yield _Form(_DUAL_BOUND, stem + ending, "dual", construct=True)
        for pronoun in _PRONOUNS:
            yield _Form(_DUAL_BOUND, stem + ending + pronoun, "dual", possessed=True)


def _plural(lemma: str, plural: str) -> Iterator[_Form]:
    if plural == "ات":
        plural = lemma.removesuffix("ة") + "ات"
    if plural == "ون" or (plural.endswith(("ون", "ين")) and " " not in plural):
        stem = lemma if plural == "ون" else plural[:-2]
        for ending in ("و", "ي"):
            yield _Form(_PLAIN, stem + ending + "ن", "plural")
            yield _Form(_PLURAL_BOUND, stem + ending, "plural", construct=True)
            for pronoun in _PRONOUNS:
                yield _Form(_PLURAL_BOUND, stem + ending + pronoun, "plural", possessed=True)
        return
    yield from (_Form(_PLAIN, form, "plural") for form in _with_tanwin(plural))
    if " " not in plural:
        yield from (_Form(_PLURAL_BOUND, form, "plural", possessed=True) for form in _possessed(plural))


class _Lexicon(NamedTuple):
    """The folded forms of every people noun, likeliest first; those that need a complement; those that are none alone."""

    forms: dict[str, list[PersonForm]]
    compounds: dict[str, list[tuple[PersonForm, frozenset[str]]]]
    not_alone: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    layers: list[dict[str, list[PersonForm]]] = [{} for _ in _LAYERS]
    compounds: dict[str, list[tuple[PersonForm, frozenset[str]]]] = {}
    not_alone = set()
    for row in lexicon.read("people.csv", COLUMNS, required=("singular", "category", "kind")):
        category = row.one_of("category", get_args(Category))
        dual_category = row.one_of("dual_category", get_args(Category), empty=True) or category
        party = row.one_of("party", get_args(Party), empty=True) or None
        kind = row.one_of("kind", KINDS)
        only = row.forms("counted_only")
        complements = frozenset(row.forms("complement"))
        not_alone.update(form[1:] for form in only if form.startswith("="))
        singulars = row.values("singular")
        lemma = singulars[0].removesuffix("-")
        made = [form for spelling in singulars for form in _singular_and_dual(spelling)]
        made += [form for plural in row.values("plural") for form in _plural(lemma, plural)]
        # «راعي أغنام» is one herdsman: the singular spelled out is no dual of its short form.
        made = [form for form in made if not (form.construct and form.number == "dual" and form.form in singulars)]
        made.sort(key=lambda form: form.layer)
        for layer, form, number, possessed, construct in made:
            form = fold(form)
            whom = dual_category if number == "dual" else category
            entry = PersonForm(lemma, whom, party, kind, number, possessed, construct, form in only)
            if complements:
                compounds.setdefault(form, []).append((entry, complements))
            else:
                layers[layer].setdefault(form, []).append(entry)
    merged: dict[str, list[PersonForm]] = {}
    for layer in layers:
        for form, entries in layer.items():
            merged.setdefault(form, []).extend(entries)
    return _Lexicon(merged, compounds, frozenset(not_alone))


@lru_cache(maxsize=65536)
def find_person(form: str) -> tuple[Reading, PersonForm] | None:
    """The people noun that a folded form is, with the proclitics taken off it; None if it is none.

    Raises `lexicon.LexiconError` when the lexicon is wrong.

    >>> find_person("وطفليها")[1].number
    'dual'
    >>> find_person("المدنيين")[0].article
    True
    """
    forms, _, not_alone = _lexicon()
    for reading in readings(form):
        for entry in forms.get(reading.stem, ()):
            if reading.article and (entry.possessed or entry.construct):
                continue  # the article and a possessor exclude each other: العسكرية is an adjective
            return reading, entry._replace(counted_only=True) if form in not_alone else entry
    return None


def person_at(tokens: Sequence[Token], index: int) -> tuple[Reading, PersonForm, int] | None:
    """The people noun at a token, with the last token that belongs to its name: رجال أمن are two tokens, and combatants.

    >>> from extraction.text import tokenize
    >>> reading, person, last = person_at(tokenize("راعيا أغنام"), 0)
    >>> person.number, person.category, last
    ('dual', 'civilian', 1)
    """
    token = tokens[index]
    if token.kind != WORD:
        return None
    if index + 1 < len(tokens) and (found := compounds(token.text)):
        complement = tokens[index + 1].text
        # The dual first: before a complement راعيا is no accusative, which would have lost its alef.
        fitting = [(reading, person) for reading, person, words in found if complement in words]
        if fitting:
            # but «ناشطاً إعلامياً» has both in the accusative
            reading, person = min(fitting, key=lambda found: found[1].construct == complement.endswith("ا"))
            return reading, person, index + 1
    found = find_person(token.text)
    return None if found is None else (*found, index)


@lru_cache(maxsize=65536)
def compounds(form: str) -> tuple[tuple[Reading, PersonForm, frozenset[str]], ...]:
    """The people nouns that a folded form begins, each with the words that must follow it (رجل: أمن, دين)."""
    table = _lexicon().compounds
    return tuple((reading, *entry) for reading in readings(form) for entry in table.get(reading.stem, ()))
