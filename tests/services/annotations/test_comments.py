"""Comments on moments: kept in the order of the video's time, and taken back by whom they belong to."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import update

from app.db.models import Video
from app.db.unit_of_work import transaction
from app.errors import VideoFlowError
from app.services.annotations import comments, shown, spans
from tests.conftest import Person
from tests.support.recordings import record


@pytest.fixture
def video(person: Person) -> UUID:
    """Ten seconds of it."""
    video = record(person.id, b"12345")
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video).values(duration=10.0))
    return video


def say(video: UUID, person: Person, timestamp: float, content: str = "Here.") -> int:
    return comments.create(video, person.caller, timestamp, content, "comment").id


def test_pages_follow_the_time_in_the_video_and_join_without_a_gap(person: Person, video: UUID) -> None:
    ids = {moment: say(video, person, moment) for moment in (3.0, 1.0, 2.0)}
    twin = say(video, person, 2.0)
    found: list[int] = []
    after = None
    while True:
        page = shown.listing(video, person.caller, 1, after)
        found += [each.id for each in page.items]
        after = page.after
        if after is None:
            break
    assert found == [ids[1.0], ids[2.0], twin, ids[3.0]]


def test_the_last_frame_is_in_the_video_and_what_comes_behind_it_is_not(person: Person, video: UUID) -> None:
    assert say(video, person, 10.0 + spans.END_SLACK_SECONDS)
    with pytest.raises(VideoFlowError) as caught:
        say(video, person, 10.01 + spans.END_SLACK_SECONDS)
    assert (caught.value.code, caught.value.details) == ("outside_video", {"duration": 10.0})


def test_text_is_kept_as_it_was_said(person: Person, video: UUID) -> None:
    said = "<script>alert(1)</script> & '; DROP TABLE videos --"
    say(video, person, 1.0, said)
    row = shown.listing(video, person.caller, 10).items[0].row
    assert (row.content, row.author.name) == (said, "Somebody")


def test_who_has_nothing_to_do_with_it_takes_nothing_back(
    person: Person, video: UUID, make_person: Callable[[], Person]
) -> None:
    """Invariant 6."""
    comment = say(video, person, 1.0)
    with pytest.raises(VideoFlowError) as caught:
        comments.remove(comment, make_person().caller)
    assert caught.value.code == "not_found"
    comments.remove(comment, person.caller)
    left = shown.listing(video, person.caller, 10)
    assert (left.items, left.after) == ([], None)
