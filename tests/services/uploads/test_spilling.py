"""Copies of what is no part yet: only what is new, whatever happens to one of many uploads."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from apiflask import APIFlask

from app.services.ingest import connections
from app.services.uploads import cursor, draining, finishing, spilling
from app.services.uploads.spilling import Copier
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.support.recordings import PART, content, record, settings_changed, spool_folder, upload_of
from tests.support.webm_stretch import stretch

DATA = content(300_000)
CAMERA = (Path(__file__).parents[2] / "fixtures" / "media" / "chromium-camera-vp9-opus.webm").read_bytes()


@pytest.fixture(autouse=True)
def small_parts(app: APIFlask) -> Iterator[None]:
    with settings_changed(app, part_bytes=PART):
        yield


class Counting(ObjectStore):
    """The real store, which counts what is asked of it."""

    def __init__(self, real: ObjectStore) -> None:
        self.__dict__.update(real.__dict__)
        self.put_bytes = self.lists = 0

    def put(self, key: str, data: bytes, content_type: str) -> None:
        self.put_bytes += len(data)
        super().put(key, data, content_type)

    def list_keys(self, prefix: str) -> list[str]:
        self.lists += 1
        return super().list_keys(prefix)


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch, store: ObjectStore) -> Counting:
    counted = Counting(store)
    monkeypatch.setattr(spilling, "get_store", lambda: counted)
    return counted


def test_a_round_copies_what_is_new_and_asks_for_nothing_it_knows(person: Person, counting: Counting) -> None:
    video = record(person.id, DATA)
    copier = Copier()
    assert copier.round() == 1
    counting.lists = 0
    connection = connections.Connection(upload_of(video).id, video, upload_of(video).epoch, len(DATA), 0, 1)
    connections.append(connection, content(50_000, seed=2))
    assert copier.round() == 1
    assert copier.round() == 0
    assert (counting.put_bytes, counting.lists) == (350_000, 0)
    assert [(copy.start, copy.stop) for copy in spilling.copies(video, upload_of(video).id)] == [
        (0, 300_000),
        (300_000, 350_000),
    ]


def test_what_another_process_copied_is_found(person: Person, counting: Counting) -> None:
    record(person.id, DATA)
    Copier().round()
    assert Copier().round() == 0
    assert counting.put_bytes == len(DATA)


def test_a_copy_that_reaches_beyond_the_first_part_stays_until_parts_hold_it(
    person: Person, store: ObjectStore
) -> None:
    """Invariant 1: what was said to be stored is, also of a sender so fast that one copy held more than a part."""
    sent = b"".join(stretch(CAMERA, 90))
    assert PART < len(sent) < 2 * PART
    video = record(person.id, sent)
    upload_id = upload_of(video).id
    copier = Copier()
    copier.round()
    assert draining.drain(upload_id) == 1
    copier.round()
    position = upload_of(video).cursor
    for copy in spilling.copies(video, upload_id):
        if copy.start <= position < copy.stop:
            position = copy.stop
    assert position == len(sent)
    first = spilling.first_part(cursor.load(upload_id))
    assert first == sent[:PART]


def test_one_upload_that_cannot_be_read_keeps_no_other_from_being_copied(person: Person, store: ObjectStore) -> None:
    broken, whole = record(person.id, DATA), record(person.id, DATA)
    for chunk in spool_folder(broken).glob("0*"):
        chunk.rename(chunk.with_name(f"{1:020d}-5"))
    assert Copier().round() == 1
    assert len(spilling.copies(whole, upload_of(whole).id)) == 1


def test_a_copy_that_was_on_its_way_when_its_recording_ended_goes_too(
    monkeypatch: pytest.MonkeyPatch, person: Person, store: ObjectStore
) -> None:
    video = record(person.id, DATA)
    copy = spilling._copy

    def and_the_recording_ends(*arguments: object) -> None:
        connections.finish(video, person.caller)
        with_bytes = spool_folder(video)
        kept = {path.name: path.read_bytes() for path in with_bytes.iterdir()}
        finishing.finalize(video)
        with_bytes.mkdir()
        for name, data in kept.items():
            (with_bytes / name).write_bytes(data)
        copy(*arguments)

    monkeypatch.setattr(spilling, "_copy", and_the_recording_ends)
    Copier().round()
    assert spilling.copies(video, upload_of(video).id) == []
