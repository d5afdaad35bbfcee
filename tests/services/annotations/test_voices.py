"""Taking a voice: on this machine's disk for a moment, and in the object store only if it is somebody's."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from app.errors import VideoFlowError
from app.services.annotations import comments, voices
from app.services.annotations.comments import NOTHING
from app.services.videos import library
from app.settings import settings
from app.storage import keys
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.support.voices import sound


@pytest.fixture
def video(person: Person) -> UUID:
    return library.start(person.id, "Front squat", "video/webm")


def take(person: Person, video: UUID, blocks: list[bytes] | Iterator[bytes]) -> int:
    return voices.take(person.caller, blocks, lambda: voices.Said(video, 1.0, "", NOTHING)).id


def rests(video: UUID, store: ObjectStore) -> bool:
    """Nothing of it is anywhere."""
    room = Path(settings().scratch_dir) / "voices"
    return store.list_keys(keys.all_of_kind(video, keys.VOICE)) == [] and not any(room.iterdir())


def test_a_sender_that_breaks_off_leaves_nothing(person: Person, video: UUID, store: ObjectStore) -> None:
    def broken() -> Iterator[bytes]:
        yield sound()[:100]
        raise VideoFlowError("invalid_form", "It broke off.")

    with pytest.raises(VideoFlowError) as caught:
        take(person, video, broken())
    assert caught.value.code == "invalid_form"
    assert rests(video, store)


def test_a_fault_while_it_is_written_down_leaves_nothing(
    person: Person, video: UUID, store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("the database is away")

    monkeypatch.setattr(comments, "create", fails)
    with pytest.raises(RuntimeError):
        take(person, video, [sound()])
    assert rests(video, store)


def test_more_than_there_is_room_for_is_turned_away_and_nobody_keeps_room(
    person: Person, video: UUID, store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = sound()
    monkeypatch.setattr(voices, "_ROOM", voices._Room(2 * len(data)))

    def beside_another() -> Iterator[bytes]:
        yield data
        assert take(person, video, [data])
        yield b"x"

    with pytest.raises(VideoFlowError) as caught:
        take(person, video, [data, data, data])
    assert (caught.value.code, caught.value.http_status) == ("voices_busy", 503)
    take(person, video, beside_another())
    assert take(person, video, [data])
    assert len(store.list_keys(keys.all_of_kind(video, keys.VOICE))) == 3
