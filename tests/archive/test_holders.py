"""Who held what on which day: the sample series against a table worked out by hand, and each rule on texts of its own."""

from __future__ import annotations

import datetime as dt

import pytest

from dashboard.archive.filters import Filters
from dashboard.archive.holder_days import busiest, by_day, changes, spells
from dashboard.archive.holders import Claim, as_of, days_told, standing
from dashboard.archive.saving import save_all

DAYS = [dt.date(2018, 12, day) for day in (28, 29, 30, 31)] + [dt.date(2019, 1, day) for day in (1, 2, 3, 4, 5)]
FIRST, LAST = DAYS[0], DAYS[-1]

# Worked out by hand from the eight texts (none is of 3 January): i the Islamic State, s the SDF, * fought for, . nothing told yet.
BY_HAND = {
    "sy09-al-bukhatir":       "i* i* s  s* s* s* s* s  s",
    "sy09-abu-al-hasan":      "i  i  i  i  s  s  s  s  s",
    "sy09-al-shaafah":        "i  i  i  i  i* i  i  i* s",
    "sy09-al-susah":          "i  i  i  i  i  i  i  i  i",
    "sy09-hajin":             "s  s  s  s  s  s  s  s  s",
    "sy09-al-kishmah":        ".  i  i  i  i  i  i* i* i",
    "sy09-al-safafinah":      ".  .  i  i  i  i  i  i  i",
    "sy09-al-baghuz-tahtani": ".  .  .  .  .  s  s  s  s",
    "sy09-al-omar":           ".  .  .  .  .  s  s  s  s",
    "sy09-al-marashidah":     ".  .  .  .  .  .  .  i  i",
    "sy09-al-bubadran":       ".  .  .  .  .  .  .  i  i",
    "sy09-al-baghuz-fawqani": ".  .  .  .  .  .  .  .  i",
}  # fmt: skip
LETTERS = {"islamic_state": "i", "sdf": "s", None: "."}

# The last day: in whose hands since when, whether a capture is told, from whom, and the last day that the place is mentioned.
HAND_LAST = {
    "sy09-al-bukhatir": ("2018-12-30", True, "islamic_state", "2019-01-05"),
    "sy09-abu-al-hasan": ("2019-01-01", True, "islamic_state", "2019-01-05"),
    "sy09-al-shaafah": ("2019-01-05", True, "islamic_state", "2019-01-05"),
    "sy09-al-susah": ("2018-12-28", False, None, "2019-01-05"),
    "sy09-hajin": ("2018-12-14", True, "islamic_state", "2019-01-05"),
    "sy09-al-kishmah": ("2018-12-29", False, None, "2019-01-05"),
    "sy09-al-safafinah": ("2018-12-30", False, None, "2019-01-05"),
    "sy09-al-baghuz-tahtani": ("2019-01-02", True, "islamic_state", "2019-01-05"),
    "sy09-al-omar": ("2019-01-02", False, None, "2019-01-02"),
    "sy09-al-marashidah": ("2019-01-04", False, None, "2019-01-05"),
    "sy09-al-bubadran": ("2019-01-04", False, None, "2019-01-05"),
    "sy09-al-baghuz-fawqani": ("2019-01-05", False, None, "2019-01-05"),
}


@pytest.fixture
def connection(archive, samples):
    with archive.write() as connection:
        save_all(connection, [reading for name, reading in samples.items() if name.endswith("hajin_pocket")])
    with archive.read() as connection:
        yield connection


def letters(standing) -> str:
    return LETTERS[standing.holder] + "*" * standing.contested


def test_every_day_of_the_series_is_as_worked_out_by_hand(connection):
    for position, day in enumerate(DAYS):
        found = {one.place_key: letters(one.standing) for one in as_of(connection, day, Filters())}
        by_hand = {key: cells.split()[position] for key, cells in BY_HAND.items()}
        assert found == {key: cell for key, cell in by_hand.items() if cell != "."}, day


def test_the_timeline_of_the_series_is_as_worked_out_by_hand(connection):
    rows = by_day(connection, list(BY_HAND), FIRST, LAST, Filters())
    assert {row.place.place_key: [letters(one) for one in row.days] for row in rows} == {key: cells.split() for key, cells in BY_HAND.items()}


def test_since_when_from_whom_and_last_mention(connection):
    found = {
        one.place_key: (one.since.isoformat(), one.captured, one.from_party, one.standing.mentioned.isoformat())
        for one in as_of(connection, LAST, Filters())
    }
    assert found == HAND_LAST


def test_what_changed_between_two_days(connection):
    found = {(one.what, one.after.place_key) for one in changes(connection, DAYS[1], LAST, Filters())}
    assert found == {
        ("taken", "sy09-al-bukhatir"), ("taken", "sy09-abu-al-hasan"), ("taken", "sy09-al-shaafah"), ("first", "sy09-al-safafinah"),
        ("taken", "sy09-al-baghuz-tahtani"), ("first", "sy09-al-omar"), ("first", "sy09-al-marashidah"), ("first", "sy09-al-bubadran"),
        ("first", "sy09-al-baghuz-fawqani"),
    }  # fmt: skip
    fighting = changes(connection, DAYS[3], DAYS[4], Filters())
    assert [(one.what, one.after.place_key) for one in fighting] == [("taken", "sy09-abu-al-hasan"), ("fighting", "sy09-al-shaafah")]
    assert changes(connection, LAST, LAST, Filters()) == []
    # Shaafah is first told of on 28 December, in the hands of those who lost it on 5 January.
    earlier = changes(connection, dt.date(2018, 12, 22), LAST, Filters())
    assert {one.after.place_key for one in earlier if one.what == "taken"} == {key for key, told in HAND_LAST.items() if told[1]} - {"sy09-hajin"}


def test_the_story_of_a_place(connection):
    told = [(one.first.isoformat(), one.last.isoformat(), one.stood.holder, one.captured) for one in spells(connection, "sy09-al-bukhatir", Filters())]
    assert told == [("2018-12-30", "2019-01-05", "sdf", True), ("2018-12-28", "2018-12-29", "islamic_state", False)]


def test_days_places_and_filters(connection):
    assert days_told(connection) == (dt.date(2018, 12, 14), LAST)
    keys, places = busiest(connection, FIRST, LAST, Filters(), 3)
    assert keys == ["sy09-al-bukhatir", "sy09-abu-al-hasan", "sy09-al-shaafah"] and places == len(BY_HAND)
    held = {one.place_key for one in as_of(connection, LAST, Filters(parties=("islamic_state",)))}
    assert held == {key for key, cells in BY_HAND.items() if cells.endswith("i") or HAND_LAST[key][2] == "islamic_state"}
    assert {one.place_key for one in as_of(connection, LAST, Filters(places=("sy09-hajin",)))} == {"sy09-hajin"}
    assert as_of(connection, LAST, Filters(sources=("SNHR",))) == []
    assert as_of(connection, LAST, Filters(states=("accepted",))) == []


def test_an_empty_archive_has_no_days(archive):
    with archive.read() as connection:
        assert days_told(connection) is None
        assert as_of(connection, LAST, Filters()) == [] == changes(connection, FIRST, LAST, Filters())


# --- the rules, on claims of their own -------------------------------------------------------------------------------


def claim(day: int, act: str, party: str | None, source: str = "SOHR", from_party: str | None = None, number: int = 0) -> Claim:
    return Claim("x", dt.date(2019, 1, day), act, party, from_party, source, 1, number or day)


def test_a_source_that_speaks_again_takes_back_what_it_said():
    now = standing([claim(1, "holds", "sdf"), claim(3, "holds", "government")])
    assert (now.holder, now.conflict) == ("government", False)


def test_sources_that_differ_are_in_conflict_and_neither_is_the_holder():
    now = standing([claim(1, "holds", "sdf"), claim(3, "holds", "government", "SANA")])
    assert (now.holder, now.holders) == (None, ("government", "sdf"))
    assert [one.source for one in now.claims] == ["SANA", "SOHR"]


def test_a_capture_ends_all_earlier_claims():
    now = standing([claim(1, "holds", "sdf"), claim(3, "captured", "government", "SANA")])
    assert (now.holder, now.conflict) == ("government", False)


def test_the_loser_of_the_day_is_no_rival():
    taken = claim(3, "captured", "sdf", from_party="islamic_state")
    assert standing([claim(3, "holds", "islamic_state", "SNHR"), taken]).holder == "sdf"
    assert standing([claim(3, "holds", "government", "SNHR"), taken]).holders == ("government", "sdf")


def test_a_claim_against_a_capture_stays_a_conflict_once_the_capture_is_told_again():
    said = [claim(3, "captured", "sdf", from_party="islamic_state"), claim(3, "holds", "islamic_state", "SNHR", number=9)]
    assert standing([*said, claim(5, "holds", "sdf")]).holder == "sdf"
    assert standing([*said, claim(5, "holds", "islamic_state", "SNHR")]).conflict


def test_an_old_claim_of_another_source_no_longer_stands():
    assert standing([claim(1, "holds", "sdf"), claim(15, "holds", "government", "SANA")]).conflict
    assert standing([claim(1, "holds", "sdf"), claim(16, "holds", "government", "SANA")]).holder == "government"


def test_after_a_withdrawal_nobody_is_known_to_hold_the_place():
    now = standing([claim(1, "holds", "sdf"), claim(3, "withdrew", "sdf")])
    assert (now.holders, now.left_by) == ((), "sdf")
    assert standing([claim(1, "holds", "sdf"), claim(3, "withdrew", "sdf"), claim(3, "holds", "government", number=9)]).holder == "government"


def test_fighting_leaves_the_holder_and_a_later_word_ends_it():
    fought = [claim(1, "holds", "sdf"), claim(3, "contested", None)]
    assert (standing(fought).holder, standing(fought).contested) == ("sdf", True)
    assert not standing([*fought, claim(4, "holds", "sdf")]).contested
    assert standing([claim(3, "contested", None)]).holder is None


def test_what_stands_and_what_is_new_are_enough():
    """The timeline goes on from the claims that stand, without those before them."""
    said = [
        claim(1, "holds", "sdf"), claim(2, "holds", "government", "SANA"), claim(3, "captured", "hts", from_party="sdf"),
        claim(3, "holds", "sdf", "SNHR", number=9), claim(5, "contested", None), claim(6, "holds", "hts"), claim(8, "withdrew", "hts", "SNHR"),
        claim(9, "holds", "government", "SANA"), claim(11, "holds", "hts"),
    ]  # fmt: skip
    now = standing([])
    for position, one in enumerate(said):
        now = standing([*now.claims, one])
        assert now._replace(claims=()) == standing(said[: position + 1])._replace(claims=()), one
