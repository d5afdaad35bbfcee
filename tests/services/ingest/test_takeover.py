"""A lost machine loses nothing that was copied: another one goes on, and the recording is whole."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import create_engine, text, update

from app.db.models import Upload
from app.db.unit_of_work import transaction
from app.domain.webm import WebmIndexer
from app.errors import VideoFlowError
from app.extensions import db
from app.services.hosts import liveness
from app.services.ingest import connections, takeover
from app.services.uploads import draining, finishing, spilling
from app.services.uploads.cursor import Slice
from app.services.videos import library
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.support.recordings import (
    PART,
    at_once,
    content,
    record,
    settings_changed,
    stored_bytes,
    upload_of,
    video_of,
)
from tests.support.webm_stretch import stretch

RECORDING = Path(__file__).parents[2] / "fixtures" / "media" / "chromium-camera-vp9-opus.webm"


@pytest.fixture(autouse=True)
def small_parts(app: APIFlask) -> Iterator[None]:
    with settings_changed(app, part_bytes=PART):
        yield


def lose(host: str) -> None:
    """To the code, the machine was last heard of long ago, and this one has been heard ever since."""
    liveness.beat()
    with transaction() as work:
        work.execute(text("UPDATE hosts SET steady_since = now() - interval '10 minutes'"))
        work.execute(
            text(
                "INSERT INTO hosts (name, seen_at) VALUES (:name, now() - interval '10 minutes')"
                " ON CONFLICT (name) DO UPDATE SET seen_at = excluded.seen_at"
            ),
            {"name": host},
        )


def spilled_on_a_machine_that_is_lost(app: APIFlask, person: Person, folder: Path, data: bytes) -> UUID:
    with settings_changed(app, host_id="lost", spool_dir=str(folder / "lost"), part_bytes=PART):
        video_id = record(person.id, data)
        draining.drain(upload_of(video_id).id)
        spilling.Copier().round()
    lose("lost")
    return video_id


def test_the_rest_goes_on_elsewhere(app: APIFlask, person: Person, tmp_path: Path) -> None:
    data = content(PART + 1_500_000)
    video_id = spilled_on_a_machine_that_is_lost(app, person, tmp_path, data)
    more = content(300_000, seed=2)

    connection = takeover.or_adopt(video_id, lambda: connections.connect(video_id, person.caller))
    assert connection.offset == len(data)
    connections.append(connection, more)
    connections.finish(video_id, person.caller, len(data) + len(more))
    finishing.finalize(video_id)

    assert stored_bytes(video_id, tmp_path) == data + more


def test_a_recorder_on_plain_http_is_told_where_the_copies_end(app: APIFlask, person: Person, tmp_path: Path) -> None:
    """Invariant 1: it asks where to go on before it sends anything."""
    data = content(PART + 1_500_000)
    video_id = spilled_on_a_machine_that_is_lost(app, person, tmp_path, data)
    with pytest.raises(VideoFlowError) as refused:
        connections.progress(video_id, person.caller)
    assert refused.value.code == "wrong_host"
    path = f"/video/chunk/{video_id}"
    answer = app.test_client().head(path, headers=person.headers)
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (200, str(len(data)))


def test_whoever_comes_while_it_is_adopted_finds_all_of_it(app: APIFlask, person: Person, tmp_path: Path) -> None:
    """Invariant 1: a recorder that comes back twice, and beat, at once: nobody is asked again for what was stored."""
    data = content(PART + 1_500_000)
    video_id = spilled_on_a_machine_that_is_lost(app, person, tmp_path, data)

    def come_back() -> int | str | None:
        try:
            return takeover.or_adopt(video_id, lambda: connections.connect(video_id, person.caller)).offset
        except VideoFlowError as error:
            return error.code

    upload_id = upload_of(video_id).id
    found = at_once(app, come_back, come_back, come_back, lambda: takeover.adopt(upload_id))
    assert {len(data), True} <= set(found) <= {len(data), True, "superseded"}
    assert connections.connect(video_id, person.caller).offset == len(data)


def test_a_webm_still_gets_its_new_head(app: APIFlask, person: Person, store: ObjectStore, tmp_path: Path) -> None:
    data = b"".join(stretch(RECORDING.read_bytes(), seconds=84))
    video_id = spilled_on_a_machine_that_is_lost(app, person, tmp_path, data)

    takeover.or_adopt(video_id, lambda: connections.connect(video_id, person.caller))
    connections.finish(video_id, person.caller, len(data))
    finishing.finalize(video_id)

    stored = stored_bytes(video_id, tmp_path)
    sent, new = WebmIndexer(), WebmIndexer()
    sent.push(data)
    new.push(stored)
    assert stored[new.head_length :] == data[sent.head_length :]
    assert video_of(video_id).seekable
    assert store.list_keys(f"videos/{video_id}/spill/") == []


def test_what_was_not_copied_is_asked_for_again(app: APIFlask, person: Person, tmp_path: Path) -> None:
    data = content(900_000)
    video_id = spilled_on_a_machine_that_is_lost(app, person, tmp_path, data)
    with settings_changed(app, host_id="lost", spool_dir=str(tmp_path / "lost")):
        connections.append(connections.connect(video_id, person.caller), content(50_000, seed=3))

    connection = takeover.or_adopt(video_id, lambda: connections.connect(video_id, person.caller))

    assert connection.offset == len(data)


def test_a_machine_that_lives_keeps_its_uploads(app: APIFlask, person: Person, tmp_path: Path) -> None:
    video_id = spilled_on_a_machine_that_is_lost(app, person, tmp_path, content(10_000))
    with settings_changed(app, host_id="lost"):
        liveness.beat()

    with pytest.raises(VideoFlowError) as refused:
        takeover.or_adopt(video_id, lambda: connections.connect(video_id, person.caller))

    assert refused.value.code == "wrong_host"
    assert upload_of(video_id).host == "lost"


def test_a_finished_recording_of_a_lost_machine_comes_to_its_end(app: APIFlask, person: Person, tmp_path: Path) -> None:
    data = content(PART + 700_000)
    video_id = spilled_on_a_machine_that_is_lost(app, person, tmp_path, data)
    with settings_changed(app, host_id="lost", spool_dir=str(tmp_path / "lost")):
        connections.append(connections.connect(video_id, person.caller), content(40_000, seed=4))
        connections.finish(video_id, person.caller)

    assert takeover.adopt(upload_of(video_id).id)
    finishing.finalize(video_id)

    assert stored_bytes(video_id, tmp_path) == data
    assert video_of(video_id).ended_early


def test_a_machine_that_takes_chunks_and_stores_nothing_loses_none_of_them(
    app: APIFlask, person: Person, tmp_path: Path
) -> None:
    """Invariant 1: its web server lives and copies, its worker is down, the recorder has stopped and is gone."""
    data = content(PART + 700_000)
    with settings_changed(app, host_id="half", spool_dir=str(tmp_path / "half")):
        video_id = record(person.id, data)
        connections.finish(video_id, person.caller)
        spilling.Copier().round()
    lose("half")
    assert takeover.adopt(upload_of(video_id).id)
    finishing.finalize(video_id)
    assert stored_bytes(video_id, tmp_path) == data
    assert not video_of(video_id).ended_early


def test_of_a_machine_that_is_taken_over_and_lives_nobody_is_taken_in(
    app: APIFlask, person: Person, tmp_path: Path
) -> None:
    """Two writers: it was cut off from the database, not from its recorder."""
    video_id = spilled_on_a_machine_that_is_lost(app, person, tmp_path, content(5000))
    assert takeover.adopt(upload_of(video_id).id)
    with settings_changed(app, host_id="lost", spool_dir=str(tmp_path / "lost")):
        for call in (
            lambda: connections.touch(upload_of(video_id).id),
            lambda: connections.append_once(video_id, person.caller, b"more", 5000),
            lambda: connections.connect(video_id, person.caller),
            lambda: connections.finish(video_id, person.caller),
        ):
            with pytest.raises(VideoFlowError) as refused:
                call()
            assert refused.value.code == "wrong_host"


def test_copies_go_once_parts_hold_their_bytes(app: APIFlask, person: Person, store: ObjectStore) -> None:
    video_id = library.start(person.id, None, "video/mp4")
    connection = connections.connect(video_id, person.caller)
    connections.append(connection, content(1_000_000))
    assert spilling.Copier().round() == 1
    assert len(spilling.copies(video_id, connection.upload_id)) == 1
    for seed in range(2, 8):
        connections.append(connection, content(1_000_000, seed=seed))
    draining.drain(connection.upload_id)
    spilling.Copier().round()

    left = spilling.copies(video_id, connection.upload_id)
    assert [(copy.start, copy.stop) for copy in left] == [(PART, 7_000_000)]
    assert spilling.Copier().round() == 0


def test_many_takeovers_at_once_do_not_wait_for_each_others_connections(
    app: APIFlask, person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty recorders come back in the moment their machine counts as lost, to a server with four connections."""
    data = content(120_000)
    with settings_changed(app, host_id="lost", spool_dir=str(tmp_path / "lost"), part_bytes=PART):
        videos = [record(person.id, data) for _ in range(20)]
        spilling.Copier().round()
    lose("lost")

    def come_back(video_id: UUID) -> int:
        return takeover.or_adopt(video_id, lambda: connections.connect(video_id, person.caller)).offset

    small = create_engine(app.config["VIDEOFLOW"].database_url, pool_size=4, max_overflow=0, pool_timeout=10)
    with monkeypatch.context() as patch:
        patch.setitem(db.engines, None, small)
        found = at_once(app, *(lambda video_id=video_id: come_back(video_id) for video_id in videos))
    small.dispose()
    assert found == [len(data)] * 20


def test_whoever_lost_the_lease_over_the_bytes_takes_nothing(
    app: APIFlask, person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    video_id = spilled_on_a_machine_that_is_lost(app, person, tmp_path, content(PART + 700_000))
    upload_id = upload_of(video_id).id
    fetch, restored = spilling.restore, []

    def slow(current: Slice, may_go_on: Callable[[], bool]) -> int | None:
        """By the time its bytes are here, another one has the lease."""
        restored.append(fetch(current, may_go_on))
        let_the_lease_go_to("somebody else", upload_id)
        return restored[-1]

    with monkeypatch.context() as patch:
        patch.setattr(spilling, "restore", slow)
        assert takeover.adopt(upload_id) is False
    assert restored == [PART + 700_000]
    assert (upload_of(video_id).host, upload_of(video_id).lease_owner) == ("lost", "somebody else")

    let_the_lease_go_to(None, upload_id)
    assert takeover.adopt(upload_id)
    assert connections.connect(video_id, person.caller).offset == PART + 700_000


def let_the_lease_go_to(owner: str | None, upload_id: UUID) -> None:
    with transaction() as work:
        work.execute(update(Upload).where(Upload.id == upload_id).values(lease_owner=owner, lease_until=None))
