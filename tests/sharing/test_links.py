"""Share links: what opens, what does not, and who may make them."""

from __future__ import annotations

import datetime as dt
import stat

import pytest
from sqlalchemy import update

from dashboard import access
from dashboard.access import NotAllowed, Role
from dashboard.archive.schema import share_link
from dashboard.sharing import links as module
from dashboard.sharing.links import LONGEST_HOURS, Links


def test_a_key_opens_its_link(links):
    made, key = links.make(Role.reviewer, 2)
    assert links.opened_by(key) == made
    assert made.expires_at - made.made_at == dt.timedelta(hours=2)
    assert links.key(made) == key


@pytest.mark.parametrize("spoil", [
    lambda key: key[::-1], lambda key: key.replace(".", ".x"), lambda key: key.split(".")[0], lambda key: "", lambda key: key * 100,
    lambda key: "\x00" + key, lambda key: "é.ü",
])  # fmt: skip
def test_a_forged_key_opens_nothing(links, spoil):
    _, key = links.make(Role.reader, 2)
    assert links.opened_by(spoil(key)) is None


def test_a_key_signed_with_another_secret_opens_nothing(links):
    made, _ = links.make(Role.reader, 2)
    assert links.opened_by(Links(links.archive, secret="f" * 64).key(made)) is None


def test_a_signed_key_of_a_link_that_was_never_made_opens_nothing(links):
    made, _ = links.make(Role.reader, 2)
    key = links._sign.dumps("0" * len(made.id))
    assert links.opened_by(key) is None


def test_a_revoked_link_is_closed_at_once(links):
    made, key = links.make(Role.reader, 2)
    assert links.opened_by(key) is not None
    assert links.revoke(made.id)
    assert links.opened_by(key) is None
    assert links.all()[0].revoked_at is not None
    assert not links.revoke("no such id")


def test_a_link_revoked_by_another_process_is_closed_within_seconds(links, monkeypatch):
    made, key = links.make(Role.reader, 2)
    assert links.opened_by(key) is not None
    Links(links.archive, secret="0123456789abcdef" * 4).revoke(made.id)
    monkeypatch.setattr(module, "_KNOWN_SECONDS", 0.0)
    assert links.opened_by(key) is None


def test_an_expired_link_is_closed(links):
    made, key = links.make(Role.reader, 2)
    with links.archive.write() as connection:
        connection.execute(update(share_link).values(expires_at=dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1)))
    assert links.opened_by(key) is None
    assert not links.all()[0].open_at(dt.datetime.now(dt.UTC))


@pytest.mark.parametrize("hours", [0, -1, LONGEST_HOURS + 1, float("nan"), float("inf")])
def test_a_time_that_is_none_is_refused(links, hours):
    with pytest.raises(ValueError, match="hours"):
        links.make(Role.reader, hours)
    assert links.all() == []


@pytest.mark.parametrize("role", [Role.reader, Role.reviewer])
def test_only_the_owner_makes_lists_and_revokes(links, acting, role):
    made, _ = links.make(Role.reader, 2)
    acting["as"] = role
    for act in (lambda: links.make(Role.reader, 2), links.all, lambda: links.key(made), lambda: links.revoke(made.id)):
        with pytest.raises(NotAllowed):
            act()


def test_a_reader_writes_nothing_and_a_reviewer_does(links, acting):
    acting["as"] = Role.reader
    with pytest.raises(NotAllowed), links.archive.write():
        pass
    with links.archive.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM bulletin").scalar() == 0
    acting["as"] = Role.reviewer
    with links.archive.write() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM bulletin").scalar() == 0


def test_the_secret_is_kept_for_its_owner_alone(links, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "secret_file", lambda: tmp_path / "new" / "share-secret")
    made, key = Links(links.archive).make(Role.reader, 2)
    assert Links(links.archive).opened_by(key) is not None, "the same secret, read again"
    assert stat.S_IMODE((tmp_path / "new" / "share-secret").stat().st_mode) == 0o600
    (tmp_path / "new" / "share-secret").write_text("")
    with pytest.raises(ValueError, match="share-secret holds no secret"):
        Links(links.archive)


def test_a_name_that_is_not_given_is_that_of_the_visitor(acting):
    access.decide_by(lambda: Role.reviewer, lambda: "reviewer 12ab34cd")
    assert [access.acting(given) for given in ("Rima ", "  ", None)] == ["Rima", "reviewer 12ab34cd", "reviewer 12ab34cd"]
    access.decide_by(lambda: Role.owner)
    assert access.acting(None) == access.ANALYST
