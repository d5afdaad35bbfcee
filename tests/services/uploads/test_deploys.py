"""The code is replaced while a recorder sends: what other code saved of the index harms no recording."""

import zlib
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import update

from app.db.models import Upload
from app.db.unit_of_work import transaction
from app.domain.webm import WebmIndexer
from app.services.ingest import connections
from app.services.inspection import probing
from app.services.uploads import draining, finishing
from tests.conftest import Person
from tests.services.recorded import quiet
from tests.support.recordings import CHUNK, MIB, record, settings_changed, stored_bytes, upload_of, video_of
from tests.support.takes import packets
from tests.support.webm_stretch import stretch

FIXTURES = Path(__file__).parents[2] / "fixtures"
CAMERA = (FIXTURES / "media" / "chromium-camera-vp9-opus.webm").read_bytes()
LONG = b"".join(stretch(CAMERA, 330))
PART = 8 * MIB
OLD = (FIXTURES / "webm" / "states" / "1-long-8MiB.bin").read_bytes()
NEWER = b"VFWI9999" + zlib.compress(b"what newer code knows")


@pytest.fixture(autouse=True)
def parts_of_eight_mib(app: APIFlask) -> Iterator[None]:
    with settings_changed(app, part_bytes=PART):
        yield


def deploy(video_id: UUID, state: bytes | None) -> None:
    """Other code saved this before ours went on."""
    with transaction() as work:
        work.execute(update(Upload).where(Upload.video_id == video_id).values(index_state=state))


def halfway(person: Person, data: bytes, parts: int) -> UUID:
    """A recording of which so many parts are stored, and a bit more is spooled."""
    video_id = record(person.id, data[: parts * PART + 5000])
    draining.drain(upload_of(video_id).id)
    assert upload_of(video_id).cursor == parts * PART
    return video_id


def ended(person: Person, video_id: UUID, data: bytes) -> None:
    """It goes on to its end, and is looked at."""
    connection = connections.connect(video_id, person.caller)
    for start in range(connection.offset, len(data), CHUNK):
        connections.append(connection, data[start : start + CHUNK])
    connections.finish(video_id, person.caller, len(data))
    finishing.finalize(video_id)
    probing.run(video_id, quiet)


def behind_the_head(data: bytes) -> bytes:
    """From the first cluster on."""
    indexer = WebmIndexer()
    indexer.push(data)
    return data[indexer.head_length or 0 :]


@pytest.mark.parametrize("state", [OLD, NEWER, b"garbage"], ids=["old", "newer", "garbage"])
def test_in_its_first_part_a_recording_gets_the_head_of_one_that_was_never_interrupted(
    person: Person, tmp_path: Path, state: bytes
) -> None:
    """An old state is upgraded; of any other the index is made anew, from the part that is still spooled."""
    video_id, other = halfway(person, LONG, 1), halfway(person, LONG, 1)
    deploy(video_id, state)
    for each in (video_id, other):
        ended(person, each, LONG)
    stored = stored_bytes(video_id, tmp_path)
    assert stored == stored_bytes(other, tmp_path)
    assert behind_the_head(stored) == behind_the_head(LONG)
    assert (video_of(video_id).seekable, video_of(video_id).takes) == (True, None)


@pytest.mark.parametrize("state", [NEWER, b"garbage", None], ids=["newer", "garbage", "nothing"])
def test_further_on_every_frame_is_there_and_it_seeks_once_it_was_looked_at(
    person: Person, tmp_path: Path, state: bytes | None
) -> None:
    video_id = halfway(person, LONG, 2)
    deploy(video_id, state)
    ended(person, video_id, LONG)
    sent = tmp_path / "sent"
    sent.write_bytes(LONG)
    stored_bytes(video_id, tmp_path)
    assert [packets(tmp_path / "object", kind) for kind in "va"] == [packets(sent, kind) for kind in "va"]
    video = video_of(video_id)
    assert (video.seekable, video.playable, video.takes) == (True, True, None)
    assert video.duration == pytest.approx(330, abs=6.2)


def test_until_then_it_is_stored_as_it_was_sent(person: Person, tmp_path: Path) -> None:
    """Invariant 2: nothing but the probe changes it, and it plays from the start."""
    video_id = halfway(person, LONG, 2)
    deploy(video_id, NEWER)
    connections.finish(video_id, person.caller)
    finishing.finalize(video_id)
    assert stored_bytes(video_id, tmp_path) == LONG[: 2 * PART + 5000]
    assert (video_of(video_id).playable, video_of(video_id).seekable) == (True, False)


def test_a_recorder_that_was_started_twice_loses_neither_take(person: Person, tmp_path: Path) -> None:
    data = LONG[: 2 * PART + 100_000] + CAMERA
    video_id = halfway(person, data, 2)
    deploy(video_id, NEWER)
    ended(person, video_id, data)
    stored = stored_bytes(video_id, tmp_path)
    indexer = WebmIndexer()
    indexer.push(stored)
    (take,) = indexer.result().takes
    first = WebmIndexer()
    first.push(LONG[: 2 * PART + 100_000])
    assert (take.seekable, video_of(video_id).seekable) == (True, True)
    assert take.duration == pytest.approx(first.result().duration + 6.2, abs=0.3)


@pytest.mark.parametrize("state", [NEWER, b"garbage"], ids=["newer", "garbage"])
def test_one_that_was_stored_whole_when_the_code_was_replaced_seeks_too(
    person: Person, tmp_path: Path, state: bytes
) -> None:
    data = LONG[: 2 * PART]
    video_id = halfway(person, data + bytes(5000), 2)
    deploy(video_id, state)
    connections.finish(video_id, person.caller)
    finishing.finalize(video_id)
    probing.run(video_id, quiet)
    assert video_of(video_id).seekable


@pytest.mark.parametrize("data", [bytes(2 * PART + 100), (b"text " * (PART // 2))], ids=["zeros", "text"])
def test_what_is_no_webm_stays_as_it_was_sent(person: Person, tmp_path: Path, data: bytes) -> None:
    video_id = halfway(person, data, 2)
    deploy(video_id, NEWER)
    connections.finish(video_id, person.caller)
    finishing.finalize(video_id)
    with pytest.raises(Exception, match="video"):
        probing.run(video_id, quiet)
    assert stored_bytes(video_id, tmp_path) == data[: 2 * PART + 5000]
