"""Bulletins that say the same again: found, shown with why, merged or kept, and no figure counted twice."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from dashboard.archive import decisions, schema
from dashboard.archive.counting import total
from dashboard.archive.decisions import NotPossible
from dashboard.archive.filters import Filters
from dashboard.archive.loading import NoSuchBulletin, load
from dashboard.archive.near_duplicates import pairs, shared_passages
from dashboard.archive.passages import SHORTEST_PASSAGE, Words, shared_runs
from dashboard.archive.review import reject
from dashboard.archive.saving import save, save_all

ANALYST = "Rima"
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمن"

MASSACRE = (
    "قُتل تسعة مدنيين بينهم ثلاثة أطفال جراء غارات جوية شنتها طائرات حربية روسية صباح الأحد 5 كانون الثاني 2020 على السوق الشعبي في مدينة أريحا "
    "بريف إدلب الجنوبي، فيما لا يزال آخرون تحت الأنقاض وسط محاولات متواصلة من فرق الإنقاذ للوصول إليهم"
)
FIRST = f"مجزرة في أريحا\n\nمحافظة إدلب – المرصد السوري لحقوق الإنسان:: {MASSACRE}."
NEW_HEADLINE = f"طائرات روسية تستهدف سوقاً شعبياً وتخلف عشرات الضحايا\n\nمحافظة إدلب – المرصد السوري لحقوق الإنسان:: {MASSACRE}."
LATER = (
    "قصف على معرة النعمان\n\nمحافظة إدلب – المرصد السوري لحقوق الإنسان:: قُتلت سيدة بقصف مدفعي لقوات النظام اليوم الثلاثاء 7 كانون الثاني 2020 على مدينة "
    f"معرة النعمان.\n\nوكان المرصد السوري نشر قبل يومين: {MASSACRE}."
)
OTHER = "قصف على سراقب\n\nمحافظة إدلب – المرصد السوري لحقوق الإنسان:: قُتل رجلان بقصف مدفعي لقوات النظام اليوم الثلاثاء 7 كانون الثاني 2020 على مدينة سراقب."


def killed(connection) -> int:
    table = schema.record.c
    return connection.scalar(select(total(table.value)).where(Filters().figures(), table.kind == "casualty", table.act == "killed"))


def saved_ids(connection, read, *texts) -> list[int]:
    return [save(connection, read(text)).bulletin_id for text in texts]


def test_the_same_text_under_a_new_headline_counts_once(archive, read):
    with archive.write() as connection:
        first, again, other = saved_ids(connection, read, FIRST, NEW_HEADLINE, OTHER)
        assert killed(connection) == 9 + 2
        (pair,) = pairs(connection)
        assert (pair.bulletin_id, pair.other_id, pair.decision) == (first, again, None) and pair.share > 0.7
        kept = load(connection, again)
        assert set(kept.repeats.values()) <= set(load(connection, first).keys.values()) and kept.repeats


def test_a_passage_repeated_by_a_later_bulletin_counts_once(archive, read):
    with archive.write() as connection:
        first, later = saved_ids(connection, read, FIRST, LATER)
        assert killed(connection) == 9 + 1
        assert [(pair.bulletin_id, pair.other_id) for pair in pairs(connection)] == [(first, later)]
        (woman,) = [one for one in load(connection, later).report.casualties if one.category == "woman"]
        assert woman.id not in load(connection, later).repeats


def test_the_earlier_bulletin_stands_whichever_comes_first(archive, read):
    with archive.write() as connection:
        later, first = saved_ids(connection, read, LATER, FIRST)
        assert killed(connection) == 9 + 1
        assert load(connection, first).repeats == {} and load(connection, later).repeats


def test_in_one_batch_as_one_by_one(archive, read):
    with archive.write() as connection:
        save_all(connection, [read(text) for text in (FIRST, NEW_HEADLINE, LATER, OTHER)])
        assert killed(connection) == 9 + 1 + 2
        assert len(pairs(connection)) == 3


def test_the_passages_are_the_words_of_both_texts():
    (passage,) = shared_passages(FIRST, LATER)
    assert Words(FIRST[passage.start : passage.end]).words == Words(LATER[passage.other_start : passage.other_end]).words
    assert MASSACRE in FIRST[passage.start : passage.end] and passage.words >= len(Words(MASSACRE).words)
    assert shared_passages(FIRST, OTHER) == []


def test_spelling_and_pointing_do_not_hide_a_passage():
    pointed = MASSACRE.replace("أ", "ا").replace("قتل", "قَتَل").replace("5", "٥").replace("ية", "يه")
    (passage,) = shared_passages(MASSACRE, pointed)
    assert pointed[passage.other_start : passage.other_end] == pointed


@pytest.mark.parametrize("offset", range(8))
@pytest.mark.parametrize("length", [SHORTEST_PASSAGE - 1, SHORTEST_PASSAGE, SHORTEST_PASSAGE + 5])
def test_every_passage_of_the_least_length_shares_a_fingerprint(offset, length):
    shared = " ".join(f"كلمة{LETTERS[n]}" for n in range(length))
    one = Words(" ".join(f"قبل{LETTERS[n]}" for n in range(offset)) + " " + shared + " ختام أول هنا")
    other = Words("بداية أخرى " + shared + " " + " ".join(f"بعد{LETTERS[n]}" for n in range(9)))
    runs = shared_runs(one, other)
    assert bool(runs) == (length >= SHORTEST_PASSAGE)
    if runs:
        assert one.fingerprints() & other.fingerprints()


def test_formulaic_sentences_on_different_days_are_different_incidents(archive, read):
    formula = "قُتل عنصر من قوات النظام برصاص مسلحين مجهولين استهدفوه بأسلحة رشاشة في مدينة درعا بريف محافظة درعا جنوب البلاد"
    texts = [f"درعا\n\nمحافظة درعا – المرصد السوري لحقوق الإنسان:: {formula} اليوم {day} 2021.\n\n{more}" for day, more in (
        ("الاثنين 6 كانون الأول", "وشهدت بلدة نوى استنفاراً أمنياً."), ("الأربعاء 8 كانون الأول", "وخرج أهالي داعل في تظاهرة."),
    )]  # fmt: skip
    with archive.write() as connection:
        saved_ids(connection, read, *texts)
        assert killed(connection) == 2


def test_merging_takes_a_bulletin_out_of_sight_and_undo_brings_it_back(archive, read):
    with archive.write() as connection:
        first, again = saved_ids(connection, read, FIRST, NEW_HEADLINE)
        decision = decisions.merge(connection, first, again, ANALYST, "same text")
        assert not load(connection, again).live and load(connection, again).merged_into == first
        assert pairs(connection) == [] and pairs(connection, undecided=False)[0].decision == "merged"
        assert connection.scalars(select(schema.bulletin.c.id).where(Filters().bulletins())).all() == [first]
        assert killed(connection) == 9
        decisions.undo(connection, decision, ANALYST)
        assert load(connection, again).live and len(pairs(connection)) == 1 and killed(connection) == 9
        (made,) = decisions.decisions(connection, again)
        assert (made.who, made.reason, made.undone_by) == (ANALYST, "same text", ANALYST) and made.undone_at


def test_kept_both_the_figure_still_counts_once(archive, read):
    with archive.write() as connection:
        first, later, other = saved_ids(connection, read, FIRST, LATER, OTHER)
        decision = decisions.keep_both(connection, later, first, ANALYST)
        assert pairs(connection) == [] and killed(connection) == 9 + 1 + 2
        decisions.undo(connection, decision, ANALYST)
        assert len(pairs(connection)) == 1
        with pytest.raises(NotPossible):
            decisions.keep_both(connection, first, other, ANALYST)


def test_when_one_telling_falls_away_the_other_counts(archive, read):
    with archive.write() as connection:
        first, later = saved_ids(connection, read, FIRST, LATER)
        nine = next(one for one in load(connection, first).report.casualties if one.count.value == 9)
        decision = decisions.delete(connection, first, ANALYST)
        assert killed(connection) == 9 + 1 and load(connection, later).repeats == {}
        decisions.undo(connection, decision, ANALYST)
        assert killed(connection) == 9 + 1 and load(connection, later).repeats
        reject(connection, load(connection, first).keys[nine.id], ANALYST)
        assert killed(connection) == 9 + 1


def test_a_deleted_bulletin_is_out_of_every_sum_until_restored(archive, read):
    with archive.write() as connection:
        first, other = saved_ids(connection, read, FIRST, OTHER)
        before = connection.scalar(select(func.count()).select_from(schema.record).where(Filters().records()))
        decision = decisions.delete(connection, first, ANALYST)
        assert killed(connection) == 2
        assert not save(connection, read(FIRST)).live  # saving it again does not bring it back
        with pytest.raises(NotPossible):
            decisions.delete(connection, first, ANALYST)
        decisions.undo(connection, decision, ANALYST)
        assert connection.scalar(select(func.count()).select_from(schema.record).where(Filters().records())) == before
        with pytest.raises(NotPossible):
            decisions.undo(connection, decision, ANALYST)


def test_what_cannot_be_merged(archive, read):
    with archive.write() as connection:
        first, other = saved_ids(connection, read, FIRST, OTHER)
        with pytest.raises(NotPossible):
            decisions.merge(connection, first, first, ANALYST)
        with pytest.raises(NoSuchBulletin):
            decisions.merge(connection, first, 999, ANALYST)
        with pytest.raises(NotPossible):
            decisions.undo(connection, 999, ANALYST)
