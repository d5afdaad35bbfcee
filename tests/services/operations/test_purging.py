"""A deleted video leaves nothing."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from sqlalchemy import func, update

from app.db.models import Video
from app.db.unit_of_work import transaction
from app.services.ingest import connections
from app.services.operations import purging
from app.services.uploads import draining, finishing
from app.services.videos import library
from app.storage import keys
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.services.operations import upkept
from tests.services.operations.upkept import HOST_QUEUE, TWO_PARTS, forget_messages
from tests.support.recordings import (
    queued,
    record,
    spool_folder,
    upload_of,
    video_of,
)


@pytest.fixture(autouse=True)
def small_parts(app: APIFlask) -> Iterator[None]:
    with upkept.small_parts(app):
        yield


@pytest.fixture
def video(person: Person) -> UUID:
    return upkept.under_way(person)


def finished(person: Person) -> UUID:
    """A recording whose object is in S3."""
    video = record(person.id, TWO_PARTS)
    connections.finish(video, person.caller)
    finishing.finalize(video)
    return video


def run_discards() -> None:
    """Does what the host's worker would do with the discards that wait."""
    for name, arguments in queued(HOST_QUEUE):
        if name == "uploads.discard":
            finishing.discard(UUID(arguments[0]))


def gone(video: UUID) -> bool:
    """Whether no row of the video is left."""
    with transaction() as work:
        return work.get(Video, video) is None


def test_a_deleted_video_leaves_nothing(person: Person, store: ObjectStore) -> None:
    video, other = finished(person), finished(person)
    key, kept = video_of(video).s3_key, video_of(other).s3_key
    store.put(keys.poster(video, "a-run"), b"jpeg", "image/jpeg")
    library.delete(video, person.caller)
    assert queued("default") == [("maintenance.purge_video", [str(video)])]

    for _ in range(2):
        purging.purge(video)
        assert gone(video)
    assert [store.head(name) for name in (key, keys.poster(video, "a-run"))] == [None, None]
    assert store.head(kept)


@pytest.mark.parametrize("state", ["recording", "finishing"])
def test_a_video_deleted_before_it_was_whole_leaves_nothing(person: Person, store: ObjectStore, state: str) -> None:
    video = record(person.id, TWO_PARTS)
    draining.drain(upload_of(video).id)
    if state == "finishing":
        connections.finish(video, person.caller)
    folder, key = spool_folder(video), video_of(video).s3_key
    library.delete(video, person.caller)
    purging.purge(video)
    run_discards()
    assert gone(video)
    assert not folder.exists()
    assert store.head(key) is None
    assert list(store.open_multiparts(key)) == []


def test_purge_spares_what_was_not_deleted(person: Person, store: ObjectStore) -> None:
    video = finished(person)
    purging.purge(video)
    purging.purge(uuid4())
    assert store.head(video_of(video).s3_key)


def test_a_purge_that_was_lost_is_made_up_for(person: Person) -> None:
    video, kept = finished(person), finished(person)
    library.delete(video, person.caller)
    forget_messages()
    assert purging.sweep_deleted() == 0
    with transaction() as work:
        long_ago = func.now() - timedelta(minutes=6)
        work.execute(update(Video).where(Video.id == video).values(deleted_at=long_ago))
    assert purging.sweep_deleted() == 1
    assert gone(video)
    assert not gone(kept)
