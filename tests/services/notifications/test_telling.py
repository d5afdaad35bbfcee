"""Who is told of what: each the one thing that concerns them most, and nobody of what they did themselves."""

from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from app.db.models import Notification, User
from app.db.unit_of_work import transaction
from app.domain.access import Guest
from app.domain.pipeline.states import VideoStatus
from app.services.accounts import profile
from app.services.annotations import comments
from app.services.annotations.comments import More
from app.services.pipeline.transitions import change_status
from app.services.sharing import people
from app.services.videos import library
from tests.conftest import Person
from tests.support.sharing import share
from tests.support.talkers import watchable


def told(person: Person) -> list[str]:
    """What somebody was told, in order."""
    with transaction() as work:
        mine = select(Notification.kind).where(Notification.user_id == person.id)
        return list(work.scalars(mine.order_by(Notification.id)))


def say(video: UUID, who: Person, more: More = comments.NOTHING) -> int:
    return comments.create(video, who.caller, 1, "Hello", "comment", more=more).row.id


def test_an_owner_hears_of_comments_and_nobody_of_their_own(
    video: UUID, owner: Person, ana: Person, bo: Person
) -> None:
    say(video, owner)
    say(video, ana)
    assert (told(owner), told(ana), told(bo)) == (["comment"], [], [])


def test_a_guest_is_somebody_too(client: FlaskClient, owner: Person) -> None:
    video = watchable(owner, visibility="link")
    guest = Guest(UUID(share(client, owner, video, right="comment")["id"]), video)
    comments.create(video, guest, 0, "Hello", "comment", "Gil")
    assert told(owner) == ["comment"]


def test_a_thread_hears_of_replies_its_owner_too_and_each_once(
    video: UUID, owner: Person, ana: Person, bo: Person
) -> None:
    first = say(video, ana)
    say(video, bo, More(parent_id=first))
    assert (told(owner), told(ana), told(bo)) == (["comment", "comment"], ["reply"], [])
    say(video, owner, More(parent_id=first))
    assert (told(owner), told(ana), told(bo)) == (["comment", "comment"], ["reply", "reply"], ["reply"])
    # Now the owner is one of the thread.
    say(video, ana, More(parent_id=first))
    assert told(owner) == ["comment", "comment", "reply"]


def test_a_mention_is_told_as_one_and_an_edit_tells_only_who_is_new(
    video: UUID, owner: Person, ana: Person, bo: Person
) -> None:
    said = say(video, ana, More(mentions=(owner.id,)))
    assert (told(owner), told(bo)) == (["mention"], [])
    for _ in range(2):
        comments.change(said, ana.caller, {"content": "Look, both", "mentions": [owner.id, bo.id]})
    assert (told(owner), told(bo)) == (["mention"], ["mention"])


def test_who_is_named_is_told_once_however_often(owner: Person, ana: Person) -> None:
    video = library.start(owner.id, "Mine", "video/webm")
    people.name(video, owner.caller, ana.email, "view")
    people.name(video, owner.caller, ana.email, "edit")
    people.remove(video, owner.caller, ana.id)
    people.name(video, owner.caller, ana.email, "view")
    assert (told(ana), told(owner)) == (["share"], [])


def test_how_a_recording_ended_takes_the_place_of_how_it_ended_before(owner: Person) -> None:
    video = library.start(owner.id, "A title", "video/webm")
    ends = (VideoStatus.DONE, VideoStatus.DONE, VideoStatus.FAILED, VideoStatus.FAILED, VideoStatus.DONE)
    heard, ids = [], []
    for end in ends:
        for status in (VideoStatus.PROCESSING, end):
            with transaction() as work:
                change_status(work, video, status, "as it goes")
        with transaction() as work:
            ids.append(work.scalars(select(Notification.id)).one())
        heard += told(owner)
    assert heard == ["ready", "ready", "failed", "failed", "ready"]
    # One that is made again and ends as it had is no news.
    assert [one == other for one, other in zip(ids, ids[1:], strict=False)] == [True, False, True, False]


def test_who_wants_none_of_it_has_no_row(video: UUID, owner: Person, ana: Person) -> None:
    profile.change(owner.id, {"bell_about": ["shares"]})
    say(video, ana)
    assert told(owner) == []


@pytest.mark.parametrize("column", ["closed_at", "disabled_at"])
def test_who_cannot_sign_in_is_told_nothing(video: UUID, owner: Person, ana: Person, column: str) -> None:
    with transaction() as work:
        work.execute(update(User).where(User.id == owner.id).values({column: User.created_at}))
    say(video, ana)
    assert told(owner) == []


def test_what_is_taken_back_is_told_no_more(video: UUID, owner: Person, ana: Person) -> None:
    comments.remove(say(video, ana), ana.caller)
    assert told(owner) == []
