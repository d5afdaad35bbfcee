"""Which stream of a video is watched, and by whom."""

from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from sqlalchemy import update

from app.db.models import Upload, Video
from app.db.unit_of_work import transaction
from app.domain.access import NOBODY
from app.domain.pipeline.states import Source
from app.domain.uploads.states import TrackName, UploadState
from app.errors import VideoFlowError
from app.services.live import entrance
from app.services.videos import library
from tests.conftest import Person
from tests.support.recordings import upload_of


@pytest.fixture
def video(app: APIFlask, person: Person) -> UUID:
    return library.start(person.id, None, None)


def refusal(video: UUID, who: object) -> str:
    with pytest.raises(VideoFlowError) as raised:
        entrance.enter(video, who)  # type: ignore[arg-type]  # of several kinds
    return raised.value.code


def test_an_open_recording_is_watched_by_whoever_sees_it(video: UUID, person: Person) -> None:
    assert entrance.enter(video, person.caller).upload_id == upload_of(video).id
    assert entrance.may_stay(video, person.caller)
    assert not entrance.may_stay(video, NOBODY)
    assert (refusal(video, NOBODY), refusal(uuid4(), person.caller)) == ("not_found", "not_found")


def test_nothing_else_is_live(video: UUID, person: Person) -> None:
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video).values(source=Source.FILE))
    assert refusal(video, person.caller) == "not_live"
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video).values(source=Source.RECORDING))
        work.execute(update(Upload).where(Upload.video_id == video).values(state=UploadState.FINISHING, size=0))
    assert refusal(video, person.caller) == "not_live"


def test_of_two_tracks_the_picture_is_watched(video: UUID, person: Person) -> None:
    with transaction() as work:
        work.execute(update(Upload).where(Upload.video_id == video).values(track=TrackName.AUDIO))
        picture = Upload(video_id=video, track=TrackName.VIDEO, s3_key=f"k/{uuid4()}", host="h")
        work.add(picture)
        work.flush()
        expected = picture.id
    assert entrance.enter(video, person.caller).upload_id == expected
