"""All lexicon phrases in one tree, looked up token by token.

A phrase is a sequence of folded words. Its first word may carry proclitics in the text (وبالقصف); every word may
have or miss its article, since bulletins write «قوات سوريا الديمقراطية» and «القوات السورية» either way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, get_args

from . import lexicon, nationality_forms
from .clitics import Reading, readings
from .control_lexicon import senses
from .memo import Memo
from .records import Party
from .text import WORD, Token, fold


@dataclass(frozen=True, slots=True)
class Entry:
    """One sense of a phrase: its ``kind`` (outcome, party, cause…), ``code`` and grammatical ``role``."""

    kind: str
    code: str
    role: str
    phrase: str


class Match(NamedTuple):
    """A phrase found at a token: its senses, the last token it covers and how its first word was read."""

    entries: tuple[Entry, ...]
    last: int
    reading: Reading


def bare(word: str) -> str:
    """A folded word without its article."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


BARE = Memo(bare)


class _Node:
    __slots__ = ("entries", "next")

    def __init__(self):
        self.next: dict[str, _Node] = {}
        self.entries: tuple[Entry, ...] = ()


class _Start(NamedTuple):
    """What a written form can begin: the nodes to go on from, the words of which one must follow for a longer phrase, and what
    the form is where none does (see `Vocabulary.alone`)."""

    nodes: tuple[tuple[_Node, Reading], ...]
    second: frozenset[str]
    entries: tuple[Entry, ...]
    reading: Reading | None


class Vocabulary:
    """The phrase tree. `match` finds the longest phrase that starts at a token."""

    def __init__(self):
        self._root = _Node()
        self._starts = Memo(self._find_starts)
        self.begins: Callable[[str], object] = self._starts.__getitem__
        """Whether a phrase begins with a form, so that `match` may find one: something or None, at one step."""

    def add(self, phrase: str, kind: str, code: str = "", role: str = "") -> None:
        words = [bare(w) for w in fold(phrase).split()]
        node = self._root
        for word in words:
            node = node.next.setdefault(word, _Node())
        entry = Entry(kind, code, role, phrase)
        if entry not in node.entries:
            node.entries += (entry,)

    def _find_starts(self, form: str) -> _Start | None:
        found: list[tuple[_Node, Reading]] = []
        for reading in readings(form):
            stem = reading.stem
            # A preposition that leaves a verb is no preposition: لقتل reads as ل + قتل, but بلغت never as ب + لغت.
            if not reading.article and bare(stem) != stem:
                continue  # read with its article below
            node = self._root.next.get(stem)
            if node is not None:
                found.append((node, reading))
        if not found:
            return None
        second = frozenset(word for node, _ in found for word in node.next)
        return _Start(tuple(found), second, *next(((node.entries, reading) for node, reading in found if node.entries), ((), None)))

    def alone(self, form: str) -> tuple[tuple[Entry, ...], Reading | None]:
        """What a word is where no longer phrase begins with it: its senses with how it is read, none where alone it is no phrase."""
        start = self._starts[form]
        return (start.entries, start.reading) if start is not None else ((), None)

    def second_words(self, form: str) -> frozenset[str]:
        """The words, without article, of which one must follow for a longer phrase to begin with this form."""
        start = self._starts[form]
        return start.second if start is not None else frozenset()

    def match(self, tokens: Sequence[Token], index: int) -> Match | None:
        """The longest phrase that starts at ``index``; of equally long ones, the one with the fewest clitics."""
        start = self._starts[tokens[index].text]
        if start is None:
            return None
        nodes, second, alone, reading = start
        if not second or index + 1 == len(tokens) or BARE[tokens[index + 1].text] not in second:
            return Match(alone, index, reading) if alone else None
        found, best_last = None, -1
        for node, reading in nodes:
            last = at = index
            entries = node.entries
            while node.next and (at := at + 1) < len(tokens) and tokens[at].kind == WORD:
                node = node.next.get(BARE[tokens[at].text])
                if node is None:
                    break
                if node.entries:
                    entries, last = node.entries, at
            if entries and last > best_last:
                found, best_last, best_reading = entries, last, reading
        return None if found is None else Match(found, best_last, best_reading)


_NO_TANWIN = ("ة", "ا", "ى", "ات", "اء", "ه", "ها", "ئم", "ئن", "يخ", "ون", "ين", "ان", "ت", "ل")


def _with_tanwin(phrase: str) -> str | None:
    """An indefinite noun, with its adjective, in the accusative: «قصفاً مدفعياً»; None for other forms."""
    words = phrase.split()
    if len(words) > 2 or any(word.startswith(("ال", "ب")) or word.endswith(_NO_TANWIN) for word in words):
        return None
    return " ".join(word + "ا" for word in words)


_OUTCOME_COLUMNS = ("forms", "kind", "code", "role")


@cache
def shared_vocabulary() -> Vocabulary:
    """Every phrase of every lexicon. Raises `lexicon.LexiconError`."""
    words = Vocabulary()
    for row in lexicon.read("triggers.csv", _OUTCOME_COLUMNS, required=("forms", "kind")):
        for form in row.values("forms"):
            words.add(form, row["kind"], row["code"], row["role"])
    for row in lexicon.read("function_words.csv", ("forms", "kind", "code"), required=("forms", "kind")):
        for form in row.values("forms"):
            words.add(form, row["kind"], row["code"])
    for row in lexicon.read("causes.csv", ("forms", "code", "party", "note"), required=("forms", "code")):
        for form in row.values("forms"):
            words.add(form, "cause", row["code"])
            if (accusative := _with_tanwin(form)) is not None:
                words.add(accusative, "cause", row["code"])
            if " " not in form:
                # «غاراتها»، «قصفه»
                stem = form[:-1] + "ت" if form.endswith("ة") else form
                for pronoun in ("ها", "ه", "هم", "هما"):
                    words.add(stem + pronoun, "cause", row["code"])
    for row in lexicon.read("units.csv", ("forms", "type"), required=("forms", "type")):
        for form in row.values("forms"):
            words.add(form, "unit", row["type"])
    for row in lexicon.read("parties.csv", ("code", "names", "short", "default", "since", "until", "note"), required=("code", "names")):
        code = row.one_of("code", get_args(Party))
        for form in row.values("names"):
            words.add(form, "party", code, "name")
        for form in row.values("short"):
            words.add(form, "party", code, "default" if row["default"] == "yes" else "short")
    for row in lexicon.read("place_kinds.csv", ("forms", "kind", "number"), required=("forms", "kind")):
        for form in row.values("forms"):
            words.add(form, "place_kind", row["kind"], row["number"])
    for form, sense in senses().items():
        words.add(form, "control", sense.code, sense.role)
    for form, iso, party in nationality_forms.forms():
        words.add(form, "nationality", iso, party)
    for form in nationality_forms.recoveries():
        words.add(form, "movement", "returned", "noun" if form.startswith("استعادة") else "active")
    for row in lexicon.read("sources.csv", ("forms", "code"), required=("forms", "code")):
        for form in row.values("forms"):
            words.add(form, "source", row["code"])
    return words
