"""What is said of a video's object, and which files are for nobody to see."""

from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import update

from app.db.models import Video
from app.db.unit_of_work import transaction
from app.domain.pipeline.states import Source
from app.services.uploads import outcome
from app.services.videos import library
from tests.conftest import Person
from tests.support.recordings import video_of


def video(person: Person, source: Source, verdict: str | None) -> UUID:
    """A video that came this way, and what the scanner said of it."""
    video_id = library.start(person.id, None, None)
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video_id).values(source=source, scan_verdict=verdict))
    return video_id


@pytest.mark.parametrize(
    ("source", "verdict", "plays"),
    [
        (Source.RECORDING, None, True),
        (Source.SESSION, None, True),
        (Source.RECORDING, "infected", False),
        (Source.FILE, None, False),
        (Source.FILE, "infected", False),
        (Source.FILE, "clean", True),
        (Source.FILE, "no_engine", True),
        (Source.FILE, "too_large", True),
    ],
)
def test_a_file_plays_once_it_was_scanned_and_what_is_infected_never(
    person: Person, source: Source, verdict: str | None, plays: bool
) -> None:
    video_id = video(person, source, verdict)
    with transaction() as work:
        assert outcome.record(work, video_id, playable=True)
    assert video_of(video_id).playable is plays


def test_what_is_not_named_stays_as_it_is(person: Person) -> None:
    video_id = library.start(person.id, "A title", None)
    with transaction() as work:
        assert outcome.record(work, video_id, size=5, playable=True, seekable=True)
    with transaction() as work:
        assert outcome.record(work, video_id, playable=False)
    now = video_of(video_id)
    assert (now.size, now.playable, now.seekable, now.title) == (5, False, True, "A title")


def test_nothing_is_said_where_the_video_is_another_by_now(person: Person) -> None:
    video_id = library.start(person.id, None, None)
    with transaction() as work:
        assert outcome.record(work, video_id, Video.s3_key == "another", size=5) is False
    assert video_of(video_id).size is None


def test_a_video_that_is_gone_is_nothing_to_speak_of(app: APIFlask) -> None:
    with transaction() as work:
        assert outcome.record(work, UUID(int=0), size=5) is False
