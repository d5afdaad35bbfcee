"""What a run stores is published whole or goes; what it replaced stays for as long as somebody may read it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select, update

from app.db.models import Garbage, Video
from app.db.unit_of_work import UnitOfWork, transaction
from app.errors import StageSkipped
from app.services.operations import purging
from app.services.pipeline import outputs
from app.services.videos import library
from app.storage import keys
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.services.recorded import forget, garbage_is_due, row
from tests.support.recordings import settings_changed


@pytest.fixture
def video(person: Person) -> UUID:
    """A video without a byte."""
    return library.start(person.id, None, None)


class Killed(BaseException):
    """The worker was lost here."""


def listed() -> dict[str, datetime]:
    """The list of garbage."""
    with transaction() as work:
        return {each.prefix: each.due_at for each in work.scalars(select(Garbage))}


def made(video: UUID, store: ObjectStore, text: bytes = b"a poster") -> str:
    """A poster that was published; its key."""
    with outputs.making(video, keys.POSTER) as output:
        key = keys.poster(video, output.run)
        store.put(key, text, "image/jpeg")
        outputs.publish(output, shown_as(video, key))
    return key


def shown_as(video: UUID, key: str) -> Callable[[UnitOfWork], None]:
    """Makes it the poster, as the stage does."""

    def change(work: UnitOfWork) -> None:
        found = work.get_one(Video, video)
        outputs.retire(work, [found.poster_key])
        found.poster_key = key

    return change


def never(work: UnitOfWork) -> None:
    """What must not be published."""
    raise AssertionError("published")


def test_what_is_published_stays(video: UUID, store: ObjectStore) -> None:
    key = made(video, store)
    assert listed() == {}
    garbage_is_due()
    assert outputs.sweep() == 0
    assert (row(video).poster_key, store.get(key)) == (key, b"a poster")


def test_published_again_it_stays_as_it_is(video: UUID, store: ObjectStore) -> None:
    """The answer to the first commit was lost, so nobody knows whether it was one."""
    before = made(video, store)
    with outputs.making(video, keys.POSTER) as output:
        key = keys.poster(video, output.run)
        store.put(key, b"x", "image/jpeg")
        outputs.publish(output, shown_as(video, key))
        outputs.publish(output, never)
    assert row(video).poster_key == key
    assert set(listed()) == {keys.stored_together(before)}


def test_each_run_has_a_name_of_its_own(video: UUID) -> None:
    with outputs.making(video, keys.POSTER) as one, outputs.making(video, keys.POSTER) as other:
        assert one.prefix != other.prefix


def test_a_run_that_fails_leaves_nothing(video: UUID, store: ObjectStore) -> None:
    with pytest.raises(RuntimeError), outputs.making(video, keys.FRAMES) as output:
        store.put(f"{output.prefix}0.jpg", b"x", "image/jpeg")
        raise RuntimeError
    assert (store.list_keys(keys.video_prefix(video)), listed()) == ([], {})


def test_a_fault_after_publishing_takes_nothing_away(video: UUID, store: ObjectStore) -> None:
    with pytest.raises(RuntimeError), outputs.making(video, keys.POSTER) as output:
        key = keys.poster(video, output.run)
        store.put(key, b"x", "image/jpeg")
        outputs.publish(output, shown_as(video, key))
        raise RuntimeError
    assert store.head(key)


def test_a_fault_while_publishing_leaves_what_was_there(video: UUID, store: ObjectStore) -> None:
    key = made(video, store)

    def change_and_fail(work: UnitOfWork) -> None:
        outputs.retire(work, [key])
        raise RuntimeError

    with pytest.raises(RuntimeError), outputs.making(video, keys.POSTER) as output:
        outputs.publish(output, change_and_fail)
    assert (listed(), store.list_keys(keys.video_prefix(video))) == ({}, [key])


def test_what_a_lost_run_has_stored_goes_when_no_run_can_last_so_long(video: UUID, store: ObjectStore) -> None:
    with pytest.raises(Killed), outputs.making(video, keys.FRAMES) as output:
        store.put(f"{output.prefix}0.jpg", b"x", "image/jpeg")
        raise Killed
    assert outputs.sweep() == 0
    assert listed()[output.prefix] > datetime.now(UTC) + timedelta(days=1)
    garbage_is_due()
    assert outputs.sweep() == 1
    assert (store.list_keys(keys.video_prefix(video)), listed()) == ([], {})


def test_what_was_swept_is_not_published(video: UUID, store: ObjectStore) -> None:
    """A run that lasts longer than any may, beside the sweep that takes its objects away."""
    with pytest.raises(StageSkipped), outputs.making(video, keys.POSTER) as output:
        with transaction() as work:
            work.execute(update(Garbage).values(due_at=func.now() + timedelta(minutes=1)))
        outputs.publish(output, never)
    assert row(video).poster_key is None


def test_what_was_replaced_goes_once_no_url_reads_it(app: APIFlask, video: UUID, store: ObjectStore) -> None:
    with settings_changed(app, playback_url_seconds=5 * 24 * 3600):
        before = made(video, store)
        after = made(video, store, b"another")
    (due,) = listed().values()
    assert due > datetime.now(UTC) + timedelta(days=5)
    assert outputs.sweep() == 0
    assert (store.get(before), store.get(after)) == (b"a poster", b"another")
    garbage_is_due()
    assert outputs.sweep() == 1
    assert (store.head(before), store.get(after), listed()) == (None, b"another", {})


def test_of_a_video_deleted_meanwhile_nothing_is_left(video: UUID, store: ObjectStore) -> None:
    made(video, store)
    with pytest.raises(StageSkipped, match="deleted"), outputs.making(video, keys.POSTER) as output:
        store.put(keys.poster(video, output.run), b"x", "image/jpeg")
        forget(video)
        outputs.publish(output, never)
    assert (store.list_keys(keys.video_prefix(video)), listed()) == ([], {})


def test_a_video_that_is_being_deleted_takes_no_more(video: UUID, person: Person, store: ObjectStore) -> None:
    """Its row is there until all its objects are gone."""
    with pytest.raises(StageSkipped, match="deleted"), outputs.making(video, keys.POSTER) as output:
        store.put(keys.poster(video, output.run), b"x", "image/jpeg")
        library.delete(video, person.caller)
        outputs.publish(output, never)
    assert store.list_keys(keys.video_prefix(video)) == []


def test_what_a_worker_stores_of_a_purged_video_and_is_lost_goes(
    video: UUID, person: Person, store: ObjectStore
) -> None:
    made(video, store)
    library.delete(video, person.caller)
    purging.purge(video)
    assert store.list_keys(keys.video_prefix(video)) == []
    store.put(f"{keys.video_prefix(video)}hls/late.m4s", b"x", "video/mp4")
    garbage_is_due()
    outputs.sweep()
    assert (store.list_keys(keys.video_prefix(video)), listed()) == ([], {})


def test_while_the_object_store_is_away_nothing_is_forgotten(app: APIFlask, video: UUID, store: ObjectStore) -> None:
    before = made(video, store)
    made(video, store)
    garbage_is_due()
    with settings_changed(app, s3_endpoint_url="http://127.0.0.1:9"):
        assert outputs.sweep() == 0
    (due,) = listed().values()
    assert due > datetime.now(UTC)
    garbage_is_due()
    assert outputs.sweep() == 1
    assert store.head(before) is None
