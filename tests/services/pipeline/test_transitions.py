"""A status changes in one place, along the arrows, once, with a row that says why."""

from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from sqlalchemy import select, update

from app.db.models import Video, VideoEvent
from app.db.unit_of_work import transaction
from app.domain.pipeline.states import ARROWS, VideoStatus
from app.services.pipeline.transitions import change_status
from app.services.videos import library
from tests.conftest import Person
from tests.support.recordings import at_once, story_of, video_of


@pytest.fixture
def video(person: Person) -> UUID:
    return library.start(person.id, None, None)


def put_into(video: UUID, status: VideoStatus) -> None:
    """Begins a test in that status, however a video would get there."""
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video).values(status=status))


def change(video: UUID, target: VideoStatus, reason: str = "because", **values: object) -> UUID | None:
    """One change in a transaction of its own."""
    with transaction() as work:
        return change_status(work, video, target, reason, **values)


@pytest.mark.parametrize("source", VideoStatus)
@pytest.mark.parametrize("target", VideoStatus)
def test_only_along_the_arrows(person: Person, video: UUID, source: VideoStatus, target: VideoStatus) -> None:
    """Invariant 4."""
    put_into(video, source)
    if target in ARROWS[source]:
        assert change(video, target) == person.id
        assert story_of(video)[1:] == [(source.value, target.value)]
        assert video_of(video).status == target
    else:
        assert change(video, target) is None
        assert story_of(video)[1:] == []
        assert video_of(video).status == source


def test_the_row_says_why(video: UUID) -> None:
    change(video, VideoStatus.PROCESSING, "recording finished")
    with transaction() as work:
        rows = work.scalars(select(VideoEvent).where(VideoEvent.video_id == video).order_by(VideoEvent.id)).all()
    assert [row.reason for row in rows] == ["recording started", "recording finished"]


def test_what_belongs_to_the_change_is_set_with_it_or_not_at_all(video: UUID) -> None:
    change(video, VideoStatus.FAILED, error_code="not_a_video", error_message="No.")
    assert (video_of(video).error_code, video_of(video).error_message) == ("not_a_video", "No.")
    change(video, VideoStatus.DONE, error_code=None)
    assert video_of(video).error_code == "not_a_video"


def test_of_many_at_once_one_wins(app: APIFlask, video: UUID) -> None:
    """Invariant 4: once."""
    targets = [VideoStatus.PROCESSING, VideoStatus.ABORTED, VideoStatus.FAILED] * 3
    done = at_once(app, *[lambda target=target: change(video, target) for target in targets])
    story = story_of(video)
    # processing → failed is an arrow, too; from the others nothing leads on to one of these but failed → processing.
    assert sum(each is not None for each in done) == len(story) - 1
    assert all(before[1] == after[0] for before, after in zip(story, story[1:], strict=False))
    assert all(VideoStatus(target) in ARROWS[VideoStatus(source)] for source, target in story[1:] if source)
    assert video_of(video).status == story[-1][1]


def test_of_two_finishers_one_wins(app: APIFlask, person: Person, video: UUID) -> None:
    """Invariant 4."""
    done = at_once(app, *[lambda: change(video, VideoStatus.PROCESSING)] * 2)
    assert sorted(done, key=str) == sorted([None, person.id], key=str)
    assert story_of(video) == [(None, "uploading"), ("uploading", "processing")]


def test_a_change_that_is_rolled_back_leaves_no_row(video: UUID) -> None:
    with pytest.raises(ZeroDivisionError), transaction() as work:
        change_status(work, video, VideoStatus.PROCESSING, "soon undone")
        raise ZeroDivisionError
    assert video_of(video).status == "uploading"
    assert story_of(video) == [(None, "uploading")]


def test_a_video_that_is_gone_changes_nothing(app: APIFlask) -> None:
    assert change(uuid4(), VideoStatus.PROCESSING) is None
