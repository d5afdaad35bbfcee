"""Who may do what: each standing by itself, and what deleting takes from everybody."""

from uuid import UUID, uuid4

import pytest

from app.domain import access
from app.domain.access import RIGHTS, Action, Asker, Caller, Player, Standing, VideoFacts, may, may_take_back

OWNER, OTHER, VIDEO = uuid4(), uuid4(), uuid4()
THERE = VideoFacts(VIDEO, OWNER, deleted=False)
DELETED = VideoFacts(VIDEO, OWNER, deleted=True)


def rights(who: Asker, video: VideoFacts = THERE) -> set[Action]:
    """Everything they may do with it."""
    return {action for action in Action if may(who, action, video)}


def test_the_owner_may_do_everything() -> None:
    assert rights(Caller(OWNER)) == set(Action)


@pytest.mark.parametrize("role", ["member", "admin"])
def test_somebody_else_may_do_nothing_whatever_their_role(role: str) -> None:
    assert rights(Caller(OTHER, role)) == set()


def test_an_upload_token_records_its_one_video_and_does_nothing_else() -> None:
    assert rights(Caller(OWNER, only_video=VIDEO)) == {Action.RECORD}
    assert rights(Caller(OWNER, only_video=uuid4())) == set()
    assert rights(Caller(OTHER, only_video=VIDEO)) == set()


def test_a_playback_token_plays_its_one_video_and_does_nothing_else() -> None:
    assert rights(Player(VIDEO)) == {Action.WATCH}
    assert rights(Player(uuid4())) == set()


@pytest.mark.parametrize("who", [Caller(OWNER), Caller(OWNER, only_video=VIDEO), Player(VIDEO)], ids=str)
def test_what_was_deleted_is_gone_for_all(who: Asker) -> None:
    assert rights(who, DELETED) == set()


def test_ones_own_words_may_be_taken_back_and_the_owner_takes_back_anybodys() -> None:
    assert may_take_back(Caller(OTHER), OTHER, THERE)
    assert may_take_back(Caller(OWNER), OTHER, THERE)
    assert not may_take_back(Caller(OTHER), OWNER, THERE)
    assert not may_take_back(Caller(OTHER), OTHER, DELETED)


@pytest.mark.parametrize("video", [VIDEO, uuid4()])
def test_an_upload_token_takes_no_words_back(video: UUID) -> None:
    assert not may_take_back(Caller(OWNER, only_video=video), OWNER, THERE)


def test_every_standing_has_rights_and_a_rule() -> None:
    assert set(RIGHTS) == set(Standing) == set(access._HOLDS)
