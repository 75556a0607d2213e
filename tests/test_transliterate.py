"""Arabic names in Latin letters."""

import pytest

from extraction import lexicon
from extraction.lexicon import LexiconError
from extraction.transliterate import _usual_spellings, transliterate

NAMES = [
    # The article, before moon and sun letters.
    ["الحوايج", "al-Hawayij"],
    ["السوسة", "al-Susa"],
    # Missing vowels: none where two consonants can stand, i after a long a, else a.
    ["الشعفة", "al-Sha'fa"],
    ["الكشمة", "al-Kashma"],
    ["هجين", "Hajin"],
    ["جاسم", "Jasim"],
    ["سراقب", "Saraqib"],
    ["أسنبل", "Asnabal"],
    ["كفرنبل", "Kafranbal"],
    ["المراشدة", "al-Marashda"],
    # و and ي as consonants and as vowels.
    ["الباغوز", "al-Baghuz"],
    ["داوود", "Dawud"],
    ["نوى", "Nawa"],
    ["اليادودة", "al-Yaduda"],
    ["السفافية", "al-Safafiya"],
    ["داريا", "Dariya"],
    ["إيران", "Iran"],
    # Hamza and ayn.
    ["عفرين", "Afrin"],
    ["عائشة", "A'isha"],
    ["الراعي", "al-Ra'i"],
    ["الجلاء", "al-Jala"],
    # Usual spellings of common words, with the article and without, however the alef is typed.
    ["أبو الحسن", "Abu al-Hasan"],
    ["ابو الحسن", "Abu al-Hasan"],
    ["تل أبيض", "Tal Abyad"],
    ["رأس العين", "Ras al-Ain"],
    ["دير الزور", "Deir al-Zor"],
    ["الباغوز تحتاني", "al-Baghuz Tahtani"],
    ["خربة غزالة", "Khirbet Ghazala"],
    # The tribal "house of", which is no article; the same letters before a vowel letter are one.
    ["البوبدران", "Albu Badran"],
    ["البويضة", "al-Buwayda"],
    # Diacritics, tatweel, zero-width marks and digits.
    ["تَلّ رِفْعَت", "Tal Raf'at"],
    ["هـجـيـن\u200f", "Hajin"],
    ["حقل ٤", "Haql 4"],
    # What is not Arabic stays.
    ["T2 محطة", "T2 Mahatta"],
    ["Hajin", "Hajin"],
    ["", ""],
]


@pytest.mark.parametrize(["arabic", "latin"], NAMES)
def test_transliterate(arabic, latin):
    assert transliterate(arabic) == latin


@pytest.mark.parametrize("letter", "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژڤگ")
def test_every_letter_has_a_reading(letter):
    assert not any("\u0600" <= char <= "\u06ff" for char in transliterate(f"ب{letter}ب"))


def test_a_word_spelled_in_two_ways_is_an_error_with_its_line(tmp_path, monkeypatch):
    (tmp_path / "name_words.csv").write_text("forms,latin\nتل,Tal\nتل,Tell\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    with pytest.raises(LexiconError, match=r"name_words\.csv, line 3: تل is spelled Tal"):
        _usual_spellings.__wrapped__()
