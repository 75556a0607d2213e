"""Arabic names in Latin letters, for readers who have no Arabic.

Names are written without their short vowels, so no program can spell them right in general: شعفة may be Shafa,
Shi'fa or Shu'fa. What is given here is a readable reading in the manner of the press: consonants are exact up to
the dots and signs that the press leaves out (ح and ه are both ``h``, ص and س both ``s``), long vowels are as
written, and missing vowels are put in where an Arabic syllable needs one: ``i`` after a long ``a`` (خاطر Khatir), else
``a``. A doubled consonant that the spelling does not show is not doubled. The article stays ``al-`` before sun
letters too. Common words of names have their usual spelling from ``lexicons/name_words.csv``.
"""

from __future__ import annotations

import re
from functools import cache

from camel_tools.utils.normalize import normalize_unicode

from .lexicon import read
from .text import fold

_CONSONANTS = {
    "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s",
    "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "'", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l",
    "م": "m", "ن": "n", "ه": "h", "ء": "'", "ئ": "'", "ؤ": "'",
    "پ": "p", "چ": "ch", "ژ": "zh", "ڤ": "v", "گ": "g", "ک": "k", "ی": "y",
}  # fmt: skip
_A_VOWELS = "اأآىة"
_INITIAL_VOWELS = {"ا": "a", "أ": "a", "آ": "a", "إ": "i", "ٱ": "a"}
_LONG_VOWELS = {"و": "u", "ي": "i"}
_GLIDES = {"و": "w", "ي": "y"}
_VOWELS = frozenset("aiu")

_WORD = re.compile(r"[\u0621-\u064a\u0671-\u06d3]+")
# "House of": البوخاطر is Albu Khatir. Not before a vowel letter, where the same letters are the article and a stem (البويضة).
_TRIBE = re.compile("البو([^اويىة].{2,})")
# Tatweel, marks of direction, and the vowel signs: camel-tools' `AR_DIAC_CHARSET`, written out as in `text`.
_INVISIBLE = re.compile("[\u064b-\u0652\u0670\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def transliterate(name: str) -> str:
    """Return ``name`` with its Arabic words in Latin letters; what is not Arabic stays as it is.

    >>> transliterate("الباغوز فوقاني")
    'al-Baghuz Fawqani'
    >>> transliterate("أبو الحسن")
    'Abu al-Hasan'
    """
    bare = _INVISIBLE.sub("", normalize_unicode(name))
    return _WORD.sub(lambda match: _word(match[0]), bare).translate(_DIGITS).strip()


def _word(word: str) -> str:
    usual = _usual_spellings()
    if spelling := usual.get(fold(word)):
        return spelling
    if tribe := _TRIBE.fullmatch(word):
        return f"Albu {_word(tribe[1])}"
    if word.startswith("ال") and len(word) > 3:
        stem = word[2:]
        return "al-" + (usual.get(fold(stem)) or _spell(stem))
    return _spell(word)


@cache
def _usual_spellings() -> dict[str, str]:
    """The usual spelling by folded form. Raises `LexiconError` when a form stands in the file twice."""
    spellings: dict[str, str] = {}
    for row in read("name_words.csv", ("forms", "latin"), required=("forms", "latin")):
        for form in row.forms("forms"):
            if spellings.setdefault(form, row["latin"]) != row["latin"]:
                raise row.error(f"{form} is spelled {spellings[form]} on an earlier line")
    return spellings


def _spell(word: str) -> str:
    latin = "".join(_with_vowels(_sounds(word))).removeprefix("'")
    return latin[:1].upper() + latin[1:] or word


def _sounds(word: str) -> list[str]:
    """The written letters as consonants and long vowels; و and ي are one or the other by their neighbours."""
    sounds: list[str] = []
    for index, letter in enumerate(word):
        following = word[index + 1 : index + 2]
        after_vowel = bool(sounds) and sounds[-1] in _VOWELS
        if index == 0 and letter in _INITIAL_VOWELS:
            # An alef before a written vowel only carries it: أورم is Uram, إيران Iran.
            if not _is_long_vowel(word, 1):
                sounds.append(_INITIAL_VOWELS[letter])
        elif letter in _A_VOWELS:
            if not (after_vowel and sounds[-1] == "a"):
                sounds.append("a")
        elif letter in _GLIDES:
            if index == 1 and not sounds:
                sounds.append(_LONG_VOWELS[letter])
            elif letter == "ي" and sounds and not after_vowel and following and following in "اةى" and index + 2 == len(word):
                sounds += ["i", "y"]  # the endings ية and يا
            elif index == 0 or after_vowel or (following and following in _A_VOWELS + "وي"):
                sounds.append(_GLIDES[letter])
            else:
                sounds.append(_LONG_VOWELS[letter])
        elif letter in "ءئؤ" and not following:
            continue  # a final hamza is not heard in the press's spelling: سماء is Sama
        elif letter in _CONSONANTS:
            sounds.append(_CONSONANTS[letter])
            if letter in "ئؤ" and following and following not in _A_VOWELS + "وي":
                sounds.append("i" if letter == "ئ" else "u")
    return sounds


def _is_long_vowel(word: str, index: int) -> bool:
    """Tell whether و or ي at ``index`` stands between consonants, and so is a vowel."""
    return word[index : index + 1] in ("و", "ي") and word[index + 1 : index + 2] not in ("", "و", "ي", *_A_VOWELS)


def _with_vowels(sounds: list[str]) -> list[str]:
    """Put vowels in so that no syllable begins with two consonants and no word ends in two."""
    spelled: list[str] = []
    for index, sound in enumerate(sounds):
        last = index + 1 == len(sounds)
        opens = not spelled or spelled[-1] not in _VOWELS  # this consonant begins a syllable
        missing = "i" if _written_a_before(sounds, index) else "a"
        if sound in _VOWELS:
            spelled.append(sound)
        elif last and opens and spelled:
            spelled += [missing, sound]
        elif opens and not last and sounds[index + 1] not in _VOWELS:
            spelled += [sound, missing]
        else:
            spelled.append(sound)
    return spelled


def _written_a_before(sounds: list[str], index: int) -> bool:
    """Tell whether the nearest written vowel before ``index``, a consonant or two away, is a long ``a``.

    The alef that begins a word is not long: أسنبل is Asnabal.
    """
    before = [sound for sound in sounds[max(1, index - 2) : index] if sound in _VOWELS]
    return bool(before) and before[-1] == "a"
