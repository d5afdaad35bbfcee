"""What beat does for multitrack recordings: tracks that stall, and recordings that are too old."""

from pathlib import Path
from uuid import UUID

import pytest

from app.domain import times
from app.domain.access import Caller
from app.domain.multitrack import CompileOptions
from app.domain.pipeline.states import StageState
from app.services.ingest import connections
from app.services.multitrack import compiling, recordings, tracks, upkeep
from app.services.operations import abandoned, kicks, purging
from app.services.pipeline import stages
from app.services.videos import library
from app.storage.s3 import ObjectStore
from app.storage.spool import get_spool
from tests.conftest import Person
from tests.services.recorded import quiet
from tests.services.tracked import begin, record, track_of
from tests.support.recordings import let_time_pass, queued, settings_changed, video_of
from tests.support.sync_measure import make_picture


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_picture(tmp_path_factory.mktemp("tracks") / "picture.webm", flash=0.2, seconds=0.5, size="64x48")


def compiled_now(video_id: UUID, owner_id: UUID) -> None:
    """Asks for it, and does the worker's part."""
    recordings.request_compile(video_id, Caller(owner_id), CompileOptions(preset="ultrafast"))
    claim = stages.claim(video_id, "compile")
    assert claim
    compiling.run(video_id, quiet)
    stages.finish(video_id, "compile", StageState.DONE, claim.attempt)


def asked(name: str) -> list[list[str]]:
    """The arguments of every message of that name."""
    return [arguments for task, arguments in queued("uploads.in-process") if task == name]


# ---- tracks that stall


def test_a_finished_track_whose_message_was_lost_is_asked_for_again(person: Person) -> None:
    recording_id = begin(person.id, "video", b"12345")
    connections.finish(recording_id, person.caller, track="video")
    upload = track_of(recording_id, "video").id
    assert upkeep.kick_stalled_tracks() == 0
    let_time_pass("uploads", "touched_at", upload, "2 minutes")
    assert upkeep.kick_stalled_tracks() == 1
    assert asked("uploads.finalize_track") == [[str(upload)]] * 2
    tracks.store(upload)
    assert track_of(recording_id, "video").state == "completed"
    assert upkeep.kick_stalled_tracks() == 0
    # Twice, late: nothing changes.
    tracks.store(upload)
    assert track_of(recording_id, "video").state == "completed"


def test_an_abandoned_track_ends_by_itself_and_can_be_compiled(app, person: Person, picture: Path) -> None:
    recording_id = begin(person.id, "video", picture.read_bytes())
    begin(person.id, "audio", b"", recording_id)
    for track in ("video", "audio"):
        let_time_pass("uploads", "touched_at", track_of(recording_id, track).id, "11 minutes")
    assert abandoned.end_abandoned_recordings() == 2
    for (upload,) in asked("uploads.end_abandoned"):
        abandoned.end_abandoned(UUID(upload))
    assert (track_of(recording_id, "video").state, track_of(recording_id, "audio").state) == ("finishing", "aborted")
    assert video_of(recording_id).status == "uploading"
    tracks.store(track_of(recording_id, "video").id)
    compiled_now(recording_id, person.id)
    assert recordings.view(recording_id, person.caller).status == "compiled"


def test_a_pipeline_that_stalls_is_kicked_once_for_both_tracks(person: Person, picture: Path) -> None:
    recording_id = record(person.id, picture, b"12345")
    recordings.request_compile(recording_id, person.caller, CompileOptions())
    for stage in ("compile", "probe", "thumbnails", "storyboard", "transcode", "frames", "text", "document"):
        let_time_pass_of_stage(recording_id, stage)
    assert kicks.kick_stalled_pipelines() == 1
    assert asked("pipeline.start") == [[str(recording_id)]] * 2


def let_time_pass_of_stage(video_id: UUID, name: str) -> None:
    from tests.support.recordings import stages_of

    let_time_pass("stages", "updated_at", stages_of(video_id)[name].id, "5 minutes")


def test_a_track_that_lost_its_bytes_counts_as_absent(person: Person, picture: Path) -> None:
    recording_id = record(person.id, video=picture)
    begin(person.id, "audio", b"12345", recording_id)
    connections.finish(recording_id, person.caller, track="audio")
    upload = track_of(recording_id, "audio").id
    get_spool().remove(upload)
    recordings.request_compile(recording_id, person.caller, CompileOptions())
    assert asked("pipeline.start") == []
    tracks.store(upload)
    assert track_of(recording_id, "audio").state == "aborted"
    assert track_of(recording_id, "audio").error_code == "lost_bytes"
    assert asked("pipeline.start") == [[str(recording_id)]]


# ---- recordings that are too old


def age(recording_id: UUID, interval: str) -> None:
    let_time_pass("videos", "created_at", recording_id, interval)


def test_what_was_never_compiled_goes_after_a_day(app, person: Person, picture: Path, store: ObjectStore) -> None:
    old, young = record(person.id, picture), record(person.id, picture)
    recording = library.start(person.id, None, None)
    for each, interval in ((old, "25 hours"), (young, "23 hours"), (recording, "9 days")):
        age(each, interval)
    assert upkeep.remove_old() == 1
    assert [each.recording_id for each in recordings.listing(person.caller)] == [young]
    assert ("maintenance.purge_video", [str(old)]) in queued("default")
    purging.purge(old)
    assert list(store.list_keys(f"videos/{old}/")) == []
    assert upkeep.remove_old() == 0
    with settings_changed(app, session_hours=22):
        assert upkeep.remove_old() == 1
    assert video_of(recording).deleted_at is None


def test_one_of_which_nothing_ever_came_is_not_listed(person: Person) -> None:
    closed, recorded = begin(person.id, "video", b""), begin(person.id, "video", b"1")
    for recording in (closed, recorded):
        age(recording, f"{times.SILENT} seconds")
    assert [each.recording_id for each in recordings.listing(person.caller)] == [recorded]


def test_of_what_was_compiled_only_the_tracks_go(person: Person, picture: Path, store: ObjectStore) -> None:
    recording_id = record(person.id, picture)
    compiled_now(recording_id, person.id)
    track, video = track_of(recording_id, "video").s3_key, video_of(recording_id).s3_key
    assert store.head(track)
    age(recording_id, "25 hours")
    assert upkeep.remove_old() == 1
    assert (store.head(track), store.head(video) is not None) == (None, True)
    shown = recordings.view(recording_id, person.caller)
    assert (shown.status, shown.tracks) == ("compiled", [])
    assert recordings.download_url(recording_id, person.caller)
    assert upkeep.remove_old() == 0


def test_what_is_recorded_or_compiled_at_the_moment_stays(person: Person, picture: Path) -> None:
    recording = begin(person.id, "video", b"12345")
    waiting = record(person.id, picture)
    recordings.request_compile(waiting, person.caller, CompileOptions())
    for each in (recording, waiting):
        age(each, "30 hours")
    assert upkeep.remove_old() == 0
    let_time_pass("uploads", "touched_at", track_of(recording, "video").id, "2 hours")
    assert upkeep.remove_old() == 1
