"""Finding bulletins by words: in Arabic however they are spelled, with or without what is joined to them, and in Latin letters.

Each bulletin has an index of its words: folded, without their proclitics, and in Latin letters as the gazetteer and
`extraction.transliterate` write them; and, since Latin spellings differ most in vowels («Shaafah», «Sha'fa»), the
consonants of those. A word that is looked for matches words that begin with it; all words must match.

SQLite keeps the index in FTS5, PostgreSQL in a ``tsvector`` with a GIN index; both hold the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Integer, Row, String, column, func, select, table
from sqlalchemy import text as sql

from dashboard.archive import schema
from dashboard.archive.filters import Filters
from dashboard.archive.passages import Words
from dashboard.archive.rows import latin_form
from extraction.clitics import readings
from extraction.gazetteer import english_name
from extraction.text import NUMBER, WORD, tokenize
from extraction.transliterate import transliterate

_FEWEST_CONSONANTS = 3
"""Fewer consonants than these (Hama: h, m) stand for too many words."""

_CONSONANTS_MARK = "0"
_ARABIC = re.compile(r"[\u0621-\u064a\u0671-\u06d3]")
_ARTICLE = re.compile(r"^(?:al|el|an|ar|as|ash|at|az|ad)$")
_VOWELS = [("ou", "u"), ("oo", "u"), ("o", "u"), ("ee", "i"), ("ei", "i"), ("ey", "i"), ("ai", "i"), ("ay", "i"), ("e", "i")]
# Spellings of one sound, the longest first: what remains after them are its consonants.
_SOUNDS = [("kh", "k"), ("gh", "g"), ("sh", "s"), ("th", "t"), ("dh", "d"), ("ch", "s"), ("q", "k"), ("c", "k"), ("z", "s"), ("v", "f"), ("p", "b")]


class Found(NamedTuple):
    """Bulletins of one page of a search, newest first, and how many there are in all."""

    total: int
    bulletins: list[Row]


def find(connection: Connection, words: str, filters: Filters, limit: int = 50, offset: int = 0) -> Found:
    """The bulletins within ``filters`` that hold all of ``words``; all within the filters where there are no words.

    Each has ``id``, ``title``, ``date``, ``date_basis``, ``source``, ``origin`` and ``added_at``.
    """
    columns = [schema.bulletin.c[name] for name in ("id", "title", "date", "date_basis", "source", "origin", "added_at")]
    where = [filters.bulletins()]
    if (condition := holding(connection, words)) is not None:
        where.append(condition)
    total = connection.scalar(select(func.count()).select_from(schema.bulletin).where(*where))
    newest = (schema.bulletin.c.date.desc().nulls_last(), schema.bulletin.c.id.desc())
    return Found(total, connection.execute(select(*columns).where(*where).order_by(*newest).limit(limit).offset(offset)).all())


def holding(connection: Connection, words: str) -> ColumnElement[bool] | None:
    """The condition on rows of ``bulletin`` that hold all of ``words``; None where there are none to look for."""
    asked = query_words(words)
    return _holds(connection, asked) if asked else None


def spans(text: str, words: str) -> list[tuple[int, int]]:
    """Where in ``text`` the words that a search for ``words`` matches stand, in order: half-open offsets of code points."""
    asked = query_words(words)
    found = []
    for token in tokenize(text):
        if token.kind in (WORD, NUMBER):
            forms = _forms(token.text)
            if any(form.startswith(start) for alternatives in asked for start in alternatives for form in forms):
                found.append((token.start, token.end))
    return found


# --- the words of a text and of a question --------------------------------------------------------------------------


def index_words(words: Iterable[str], place_keys: Iterable[str]) -> list[str]:
    """The words under which a bulletin is found: of its folded words, and of the English names of the places it names."""
    forms: set[str] = set()
    for word in set(words):
        forms.update(_forms(word))
    for key in place_keys:
        forms.update(_english_forms(key))
    return sorted(forms)


@lru_cache(maxsize=20_000)
def _english_forms(place_key: str) -> frozenset[str]:
    return frozenset(_latin_forms(english_name(place_key) or ""))


@lru_cache(maxsize=100_000)
def _forms(word: str) -> frozenset[str]:
    forms = {reading.stem for reading in readings(word)} if _ARABIC.search(word) else {word.lower()}
    if _ARABIC.search(word):
        for stem in [*forms]:
            forms |= _latin_forms(transliterate(stem))
    return frozenset(forms)


def _latin_forms(name: str) -> set[str]:
    words = [_plain(word) for word in latin_form(name).split() if not _ARTICLE.match(word)]
    return {*words, *filter(None, map(_consonants, words))}


def _plain(word: str) -> str:
    """A Latin word with one spelling a vowel: «Sousah» and «Soussa» are «susa»."""
    for spelled, vowel in _VOWELS:
        word = word.replace(spelled, vowel)
    return re.sub(r"(.)\1+", r"\1", word).removesuffix("h") or word


def _consonants(word: str) -> str:
    for spelled, sound in _SOUNDS:
        word = word.replace(spelled, sound)
    bare = re.sub(r"(.)\1+", r"\1", re.sub(r"[aiuyw]", "", word))
    return _CONSONANTS_MARK + bare if len(bare) >= _FEWEST_CONSONANTS else ""


def query_words(words: str) -> list[list[str]]:
    """For each word of a question the beginnings of words that answer it.

    >>> query_words("الشعفة")
    [['الشعفه', 'شعفه']]
    >>> query_words("Shaafah")
    [['shafa']]
    >>> query_words("Sarakeb")
    [['sarakib', '0srkb']]
    """
    asked = []
    for word in (token.text for token in tokenize(words) if token.kind in (WORD, NUMBER)):
        if _ARABIC.search(word):
            bare = word.removeprefix("ال")
            asked.append([word, bare] if bare != word and len(bare) > 2 else [word])
        else:
            forms = [_plain(form) for form in latin_form(word).split() if not _ARTICLE.match(form)]
            asked += [[form, *filter(None, [_consonants(form)])] for form in forms]
    return asked


# --- the index in the two databases ---------------------------------------------------------------------------------

_fts = table("bulletin_words", column("rowid", Integer), column("bulletin_words", String))
_vector = table("bulletin_words", column("bulletin_id", Integer), column("words", String))


def add_words(connection: Connection, words: Mapping[int, Sequence[str]]) -> None:
    """Put new bulletins into the index: for each number its `index_words`."""
    if connection.dialect.name == "sqlite":
        indexed = [(bulletin_id, " ".join(forms)) for bulletin_id, forms in words.items()]
        connection.exec_driver_sql("INSERT INTO bulletin_words (rowid, words) VALUES (?, ?)", indexed)
    else:
        indexed = [{"bulletin_id": bulletin_id, "forms": forms} for bulletin_id, forms in words.items()]
        connection.execute(sql("INSERT INTO bulletin_words VALUES (:bulletin_id, array_to_tsvector(CAST(:forms AS text[])))"), indexed)


def fill(connection: Connection) -> None:
    """Put all bulletins into an index that is empty."""
    last, at_once = 0, 500
    texts = sql("SELECT id, text FROM bulletin WHERE id > :last ORDER BY id LIMIT :many")
    places = sql("SELECT bulletin_id, place_key FROM bulletin_place WHERE bulletin_id > :first AND bulletin_id <= :last")
    while rows := connection.execute(texts, {"last": last, "many": at_once}).all():
        keys: dict[int, list[str]] = {row.id: [] for row in rows}
        for row in connection.execute(places, {"first": last, "last": rows[-1].id}):
            keys[row.bulletin_id].append(row.place_key)
        add_words(connection, {row.id: index_words(Words(row.text).words, keys[row.id]) for row in rows})
        last = rows[-1].id


def _holds(connection: Connection, asked: Sequence[Sequence[str]]) -> ColumnElement[bool]:
    if connection.dialect.name == "sqlite":
        words = " AND ".join("(" + " OR ".join(f'"{start}"*' for start in starts) + ")" for starts in asked)
        return schema.bulletin.c.id.in_(select(_fts.c.rowid).where(_fts.c.bulletin_words.op("MATCH")(words)))
    words = " & ".join("(" + " | ".join(f"'{start}':*" for start in starts) + ")" for starts in asked)
    matching = _vector.c.words.op("@@")(func.to_tsquery("simple", words))
    return schema.bulletin.c.id.in_(select(_vector.c.bulletin_id).where(matching))
