"""Who may do what: each standing by itself, how far visibility lets it reach, and what deleting takes from all."""

from dataclasses import replace
from itertools import product
from uuid import UUID, uuid4

import pytest

from app.domain.access import (
    NOBODY,
    RIGHTS,
    Action,
    Asker,
    Caller,
    Guest,
    LinkFacts,
    Player,
    Role,
    Standing,
    VideoFacts,
    Visibility,
    holder_of,
    may,
    may_make,
    may_take_back,
    rights_of,
    rule,
)
from app.domain.access.rights import COLLEAGUES_IN, GUESTS_IN, NAMED_IN, VISITORS_IN

OWNER, OTHER, VIDEO, LINK = uuid4(), uuid4(), uuid4(), uuid4()
THERE = VideoFacts(VIDEO, OWNER, deleted=False)
DELETED = VideoFacts(VIDEO, OWNER, deleted=True)
SEEING = {Action.SEE, Action.WATCH}
GUEST = Guest(LINK, VIDEO)


def for_(visibility: str, named: str | None = None, link: LinkFacts | None = None) -> VideoFacts:
    """A video of that visibility, with OTHER named and a link."""
    return VideoFacts(
        VIDEO,
        OWNER,
        deleted=False,
        visibility=visibility,
        named={OTHER: named} if named else {},
        links={LINK: link} if link else {},
    )


def test_the_owner_may_do_everything_but_restore_what_is_there() -> None:
    assert rights_of(Caller(OWNER), THERE) == set(Action) - {Action.RESTORE}


@pytest.mark.parametrize("role", Role)
def test_somebody_else_may_do_nothing_with_what_is_private_whatever_their_role(role: str) -> None:
    assert rights_of(Caller(OTHER, role), for_("private", "edit")) == set()


def test_a_viewer_keeps_what_was_theirs_and_makes_nothing() -> None:
    assert rights_of(Caller(OWNER, "viewer"), THERE) == set(Action) - {Action.RECORD, Action.RETRY, Action.RESTORE}
    assert rights_of(Caller(OWNER, "viewer", only_video=VIDEO), THERE) == set()
    assert [role for role in Role if may_make(role)] == [Role.MEMBER, Role.ADMIN]


@pytest.mark.parametrize("visibility", Visibility)
def test_how_far_each_circle_reaches(visibility: Visibility) -> None:
    video = for_(visibility, "view", LinkFacts("view"))
    assert may(Caller(OTHER), Action.SEE, video) == (visibility in NAMED_IN)
    assert may(Caller(uuid4()), Action.SEE, video) == (visibility in COLLEAGUES_IN)
    assert may(GUEST, Action.SEE, video) == (visibility in GUESTS_IN)
    assert may(NOBODY, Action.SEE, video) == (visibility in VISITORS_IN)
    assert may(Caller(OWNER), Action.SEE, video)


@pytest.mark.parametrize(
    ("right", "more"),
    [
        ("view", set()),
        ("comment", {Action.COMMENT}),
        ("edit", {Action.COMMENT, Action.CHANGE, Action.EDIT, Action.MODERATE, Action.RETRY, Action.REDACT}),
    ],
)
def test_who_was_named_may_what_their_right_says(right: str, more: set[Action]) -> None:
    assert rights_of(Caller(OTHER), for_("people", right)) == SEEING | {Action.DOWNLOAD} | more


def test_the_workspace_watches_and_comments_and_its_administrator_moderates() -> None:
    video = for_("workspace")
    for role in (Role.VIEWER, Role.MEMBER):
        assert rights_of(Caller(OTHER, role), video) == SEEING | {Action.DOWNLOAD, Action.COMMENT}
    assert rights_of(Caller(OTHER, Role.ADMIN), video) == SEEING | {Action.DOWNLOAD, Action.COMMENT, Action.MODERATE}


@pytest.mark.parametrize(("right", "downloads"), list(product(["view", "comment", "edit"], [False, True])))
def test_a_guest_may_what_the_link_says_and_edits_no_more_than_the_guide(right: str, downloads: bool) -> None:
    more = {"view": set[Action](), "comment": {Action.COMMENT}, "edit": {Action.COMMENT, Action.EDIT}}[right]
    expected = SEEING | more | ({Action.DOWNLOAD} if downloads else set())
    assert rights_of(GUEST, for_("link", link=LinkFacts(right, downloads))) == expected


def test_a_link_that_ended_and_one_of_another_video_open_nothing() -> None:
    assert rights_of(GUEST, for_("link", link=LinkFacts("edit", True, ended=True))) == set()
    assert rights_of(Guest(LINK, uuid4()), for_("link", link=LinkFacts("edit", True))) == set()
    assert rights_of(Guest(uuid4(), VIDEO), for_("link", link=LinkFacts("edit", True))) == set()


def test_an_upload_token_records_its_one_video_and_does_nothing_else() -> None:
    for visibility in Visibility:
        assert rights_of(Caller(OWNER, only_video=VIDEO), for_(visibility)) == {Action.RECORD}
        assert rights_of(Caller(OWNER, only_video=uuid4()), for_(visibility)) == set()
        assert rights_of(Caller(OTHER, only_video=VIDEO), for_(visibility, "edit")) == set()


def test_a_playback_token_plays_its_one_video_and_does_nothing_else() -> None:
    assert rights_of(Player(VIDEO), THERE) == {Action.WATCH}
    assert rights_of(Player(uuid4()), THERE) == set()


def test_a_playback_token_ends_with_the_right_of_whom_it_was_made_for() -> None:
    linked, named = Player(VIDEO, GUEST), Player(VIDEO, Caller(OTHER))
    assert rights_of(linked, for_("link", link=LinkFacts("edit", True))) == {Action.WATCH}
    assert rights_of(linked, for_("link", link=LinkFacts("edit", True, ended=True))) == set()
    assert rights_of(linked, for_("people", link=LinkFacts("edit", True))) == set()
    assert rights_of(named, for_("people", "edit")) == {Action.WATCH}
    assert rights_of(named, for_("people")) == set()


def test_what_is_withheld_is_its_owner_s_alone() -> None:
    withheld = replace(for_("public", "edit", LinkFacts("edit", True)), withheld=True)
    assert rights_of(Caller(OWNER), withheld) == rights_of(Caller(OWNER), for_("public"))
    assert rights_of(Player(VIDEO), withheld) == {Action.WATCH}
    for who in (Caller(OTHER), Caller(OTHER, Role.ADMIN), GUEST, NOBODY, Player(VIDEO, GUEST), Player(VIDEO, NOBODY)):
        assert rights_of(who, withheld) == set()


def test_who_edits_may_cover_and_not_uncover() -> None:
    assert Action.REDACT in rights_of(Caller(OTHER), for_("people", "edit"))
    assert Action.UNCOVER not in rights_of(Caller(OTHER), for_("people", "edit"))
    assert {Action.REDACT, Action.UNCOVER} <= rights_of(Caller(OWNER), THERE)


EVERYBODY: list[Asker] = [Caller(OWNER), Caller(OTHER), Caller(OWNER, only_video=VIDEO), Player(VIDEO), GUEST, NOBODY]


@pytest.mark.parametrize("who", EVERYBODY, ids=str)
def test_what_was_deleted_is_gone_for_all(who: Asker) -> None:
    open_to_all = {"visibility": "public", "named": {OTHER: "edit"}, "links": {LINK: LinkFacts("edit", True)}}
    assert rights_of(who, VideoFacts(VIDEO, OWNER, True, **open_to_all)) == set()
    in_trash = {Action.DELETE, Action.RESTORE} if who == Caller(OWNER) else set()
    assert rights_of(who, VideoFacts(VIDEO, OWNER, False, trashed=True, **open_to_all)) == in_trash


def test_ones_own_words_may_be_taken_back_and_the_owner_takes_back_anybodys() -> None:
    assert may_take_back(Caller(OTHER), OTHER, THERE)
    assert may_take_back(Caller(OWNER), OTHER, THERE)
    assert may_take_back(Caller(OWNER), None, THERE)
    assert not may_take_back(Caller(OTHER), OWNER, THERE)
    assert not may_take_back(Caller(OTHER), None, THERE)
    assert not may_take_back(GUEST, None, for_("link", link=LinkFacts("edit")))
    assert not may_take_back(Caller(OTHER), OTHER, DELETED)
    assert may_take_back(Caller(OTHER), None, for_("people", "edit"))


@pytest.mark.parametrize("video", [VIDEO, uuid4()])
def test_an_upload_token_takes_no_words_back(video: UUID) -> None:
    assert not may_take_back(Caller(OWNER, only_video=video), OWNER, THERE)


def test_addresses_are_made_for_whoever_is_not_the_owner() -> None:
    assert holder_of(Caller(OWNER), THERE) is None
    assert holder_of(Caller(OWNER, only_video=VIDEO), THERE) is None
    assert holder_of(Caller(OTHER), for_("people", "edit")) == Caller(OTHER)
    assert holder_of(GUEST, for_("link", link=LinkFacts("view"))) == GUEST
    assert holder_of(NOBODY, for_("public")) == NOBODY


def test_every_standing_has_rights_and_a_rule() -> None:
    assert set(RIGHTS) == set(Standing) == set(rule._HOLDS)
