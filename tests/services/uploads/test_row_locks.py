"""Whoever deletes a video and whoever finishes it wait for each other in one direction only."""

import io
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import func, text, update

from app.db.models import Video
from app.db.unit_of_work import UnitOfWork, transaction
from app.errors import StageSkipped
from app.services.files import direct_uploads
from app.services.files.form_uploads import About
from app.services.ingest import connections, throwing_away
from app.services.operations import purging
from app.services.uploads import direct_completion, finishing
from app.services.uploads.row_locks import video_held
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.services.recorded import forget
from tests.support.forms import NOTHING, left_behind, run_purges
from tests.support.recordings import PART, at_once, content, record, settings_changed, upload_of

CAMERA = (Path(__file__).parents[2] / "fixtures" / "media" / "chromium-camera-vp9-opus.webm").read_bytes()


@pytest.fixture(autouse=True)
def small_parts(app: APIFlask) -> Iterator[None]:
    with settings_changed(app, part_bytes=PART):
        yield


def mark_deleted(video_id: UUID) -> None:
    """As `library.delete` does of a recording that is under way no more."""
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video_id).values(deleted_at=func.now()))


class Pausing:
    """A transition of an upload after which its transaction waits, in the database, with the row locked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: Any) -> None:
        self._change = module.change_state
        self.reached = threading.Event()
        monkeypatch.setattr(module, "change_state", self)

    def __call__(self, work: UnitOfWork, *args: Any, **values: Any) -> bool:
        changed: bool = self._change(work, *args, **values)
        self.reached.set()
        work.execute(text("SELECT pg_sleep(1)"))
        return changed


def test_finalize_and_a_purge_do_not_wait_for_each_other(
    app: APIFlask, person: Person, store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    video_id = record(person.id, CAMERA)
    connections.finish(video_id, person.caller)
    pausing = Pausing(monkeypatch, finishing)
    check_both(app, store, pausing, video_id, lambda: finishing.finalize(video_id))


def test_the_end_of_a_recording_and_a_purge_do_not_wait_for_each_other(
    app: APIFlask, person: Person, store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    video_id = record(person.id, CAMERA)
    pausing = Pausing(monkeypatch, connections)
    check_both(app, store, pausing, video_id, lambda: connections.finish(video_id, person.caller))


def test_throwing_a_recording_away_and_a_purge_do_not_wait_for_each_other(
    app: APIFlask, person: Person, store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    video_id = record(person.id, CAMERA)
    pausing = Pausing(monkeypatch, throwing_away)
    check_both(app, store, pausing, video_id, lambda: connections.abort(video_id, person.caller))


def test_a_file_that_is_refused_and_a_purge_do_not_wait_for_each_other(
    app: APIFlask, person: Person, store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = content(1000)
    plan = direct_uploads.start(person.id, About("a.mp4"), len(data))
    upload = upload_of(plan.video_id)
    etag = store.upload_part(upload.s3_key, upload.s3_upload_id or "", 1, io.BytesIO(data), len(data))
    direct_uploads.complete(plan.video_id, person.caller, {1: etag})
    pausing = Pausing(monkeypatch, direct_completion)
    check_both(app, store, pausing, plan.video_id, lambda: finishing.finalize(plan.video_id))


def check_both(app: APIFlask, store: ObjectStore, pausing: Pausing, video_id: UUID, work: Callable[[], Any]) -> None:
    """Runs `work`, and a purge once the upload's row is locked; both come to their end, and nothing is left."""

    def delete() -> None:
        assert pausing.reached.wait(30)
        mark_deleted(video_id)
        purging.purge(video_id)

    worked, deleted = at_once(app, work, delete)
    assert deleted is None
    # Of a file that is refused, and deleted before somebody hears that, there is nothing to hear.
    assert not isinstance(worked, Exception) or isinstance(worked, StageSkipped), worked
    run_purges()
    assert left_behind(store) == NOTHING


@pytest.mark.parametrize("deletes", [mark_deleted, forget], ids=["being deleted", "gone"])
def test_of_a_deleted_video_nothing_is_changed(person: Person, deletes: Any) -> None:
    video_id = record(person.id, b"12345")
    deletes(video_id)
    with pytest.raises(StageSkipped, match="deleted"), video_held(video_id):
        raise AssertionError("not reached")
