"""A video that is deleted while it is finished, at each step: nothing is left, and nobody fails over it."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from sqlalchemy import func, update

from app.db.models import Video
from app.db.unit_of_work import transaction
from app.domain.uploads.parts import PlannedPart
from app.domain.uploads.states import UploadState
from app.errors import StageSkipped, StorageError, VideoFlowError
from app.services.files import direct_uploads
from app.services.files.form_uploads import About
from app.services.ingest import connections
from app.services.multitrack import tracks
from app.services.operations import purging
from app.services.uploads import cursor, direct_completion, draining, finishing, only_part
from app.services.videos import library
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.support.forms import NOTHING, left_behind, run_purges
from tests.support.recordings import PART, record, settings_changed, upload_of
from tests.support.webm_stretch import stretch

CAMERA = (Path(__file__).parents[2] / "fixtures" / "media" / "chromium-camera-vp9-opus.webm").read_bytes()
LONG = b"".join(stretch(CAMERA, 150))
MOVIE = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + bytes(1000)


@pytest.fixture(autouse=True)
def small_parts(app: APIFlask) -> Iterator[None]:
    with settings_changed(app, part_bytes=PART):
        yield


class Meanwhile:
    """The real store; just before or after the first call of one method something else happens."""

    def __init__(self, store: ObjectStore, method: str, after: bool, happens: Callable[[], None]) -> None:
        self._store, self._method, self._after = store, method, after
        self._happens: Callable[[], None] | None = happens

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._store, name)
        return real if name != self._method else lambda *args: self._call(real, args)

    def _call(self, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        happens, self._happens = self._happens, None
        if happens and not self._after:
            happens()
        result = real(*args)
        if happens and self._after:
            happens()
        return result


def mark_deleted(video_id: UUID) -> None:
    """Its owner deletes it; the task that purges it is still waiting."""
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video_id).values(deleted_at=func.now()))


def purge(video_id: UUID) -> None:
    """The task has run, too."""
    mark_deleted(video_id)
    purging.purge(video_id)


# A recording that fits in one part is put in one request; a longer one takes all the others.
SHORT = [("put", False), ("put", True)]
LONGER = [
    ("create_multipart", False),
    ("create_multipart", True),
    ("upload_part", False),
    ("upload_part", True),
    ("complete_multipart", False),
    ("complete_multipart", True),
]
every_step = pytest.mark.parametrize(
    ("data", "method", "after"),
    [(CAMERA, *step) for step in SHORT] + [(LONG, *step) for step in LONGER],
    ids=[f"{'after' if after else 'before'} {method}" for method, after in SHORT + LONGER],
)
both_ways = pytest.mark.parametrize("deletes", [mark_deleted, purge])


@pytest.fixture
def meanwhile(app: APIFlask, monkeypatch: pytest.MonkeyPatch, store: ObjectStore) -> Callable[..., None]:
    def put(method: str, after: bool, happens: Callable[[], None]) -> None:
        def elsewhere() -> None:
            # Parts are sent by threads that know no application.
            with app.app_context():
                happens()

        noticed = Meanwhile(store, method, after, elsewhere)
        for module in (finishing, draining, direct_completion, only_part):
            monkeypatch.setattr(module, "get_store", lambda: noticed)

    return put


def end(video_id: UUID, store: ObjectStore) -> None:
    """The purge, where it has not run, and what it asked for; no upkeep is needed."""
    purging.purge(video_id)
    run_purges()
    assert left_behind(store) == NOTHING


@every_step
@both_ways
def test_a_recording(
    person: Person,
    store: ObjectStore,
    meanwhile: Callable[..., None],
    data: bytes,
    method: str,
    after: bool,
    deletes: Callable[[UUID], None],
) -> None:
    video_id = record(person.id, data)
    connections.finish(video_id, person.caller)
    meanwhile(method, after, lambda: deletes(video_id))
    with pytest.raises(StageSkipped, match="deleted"):
        finishing.finalize(video_id)
    end(video_id, store)


@pytest.mark.parametrize("after", [False, True])
@both_ways
def test_a_file_in_parts(
    person: Person, store: ObjectStore, meanwhile: Callable[..., None], after: bool, deletes: Callable[[UUID], None]
) -> None:
    plan = direct_uploads.start(person.id, About("a.mp4"), len(MOVIE))
    upload = upload_of(plan.video_id)
    etag = store.upload_part(upload.s3_key, upload.s3_upload_id or "", 1, io.BytesIO(MOVIE), len(MOVIE))
    direct_uploads.complete(plan.video_id, person.caller, {1: etag})
    meanwhile("complete_multipart", after, lambda: deletes(plan.video_id))
    with pytest.raises(StageSkipped, match="deleted"):
        finishing.finalize(plan.video_id)
    end(plan.video_id, store)


@every_step
@both_ways
def test_a_track_of_two(
    person: Person,
    store: ObjectStore,
    meanwhile: Callable[..., None],
    data: bytes,
    method: str,
    after: bool,
    deletes: Callable[[UUID], None],
) -> None:
    """Nobody waits for a stage here: the task just ends."""
    video_id = tracks.join(person.caller, None, tracks.Offer("video"))
    connection = connections.connect(video_id, person.caller, "video")
    connections.append(connection, data)
    connections.finish(video_id, person.caller, track="video")
    meanwhile(method, after, lambda: deletes(video_id))
    tracks.store(connection.upload_id)
    end(video_id, store)


@both_ways
def test_before_it_begins(person: Person, store: ObjectStore, deletes: Callable[[UUID], None]) -> None:
    video_id = record(person.id, CAMERA)
    connections.finish(video_id, person.caller)
    deletes(video_id)
    with pytest.raises(StageSkipped, match="deleted"):
        finishing.finalize(video_id)
    end(video_id, store)


def test_where_the_worker_is_lost_the_purge_takes_what_it_made(
    person: Person, store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    video_id = record(person.id, CAMERA)
    connections.finish(video_id, person.caller)

    def lost(*_: object) -> None:
        mark_deleted(video_id)
        raise KeyboardInterrupt

    monkeypatch.setattr(finishing, "_mark_playable", lost)
    with pytest.raises(KeyboardInterrupt):
        finishing.finalize(video_id)
    assert store.head(upload_of(video_id).s3_key)
    end(video_id, store)


def test_a_fault_of_a_video_that_is_there_stays_a_fault(person: Person, meanwhile: Callable[..., None]) -> None:
    video_id = record(person.id, CAMERA)
    connections.finish(video_id, person.caller)

    def breaks() -> None:
        raise StorageError("the object store is away")

    meanwhile("put", False, breaks)
    with pytest.raises(StorageError, match="away"):
        finishing.finalize(video_id)
    assert upload_of(video_id).state == UploadState.FINISHING
    finishing.finalize(video_id)
    assert library.view(video_id, person.caller).video.playable


def test_of_an_upload_that_was_purged_no_part_is_planned(app: APIFlask) -> None:
    """A worker may be about to plan the next one in this moment."""
    with pytest.raises(VideoFlowError) as gone:
        cursor.plan(uuid4(), PlannedPart(3, 100, 200))
    assert (gone.value.code, gone.value.retryable) == ("not_found", False)
