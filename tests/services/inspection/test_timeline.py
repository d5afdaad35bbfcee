"""A recorder started again inside one recording: its takes become one recording that seeks, and none is lost."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
import requests
from apiflask import APIFlask
from sqlalchemy import update

from app.db.models import Video
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.pipeline.states import Source
from app.domain.webm import WebmIndexer
from app.errors import StageSkipped, StorageError, VideoFlowError
from app.media.process import ProcessFailed
from app.services.inspection import probing, timeline
from app.services.pipeline import outputs
from app.services.videos import library
from app.storage import keys
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.services.recorded import Reports, forget, garbage_is_due, quiet, recorded, scratch_is_empty
from tests.support import webm_make
from tests.support.followed import followed
from tests.support.quick import quick
from tests.support.recordings import PART, at_once, settings_changed, stored_bytes, video_of
from tests.support.takes import difference, finished, packets, picture, probed, recorder_wrote, times
from tests.support.webm_ffmpeg import complaints, declared_duration
from tests.support.webm_stretch import stretch

VP8 = recorder_wrote("webm/chromium-vp8-opus.webm")
VP9 = recorder_wrote("webm/chromium-vp9-opus.webm")
PAUSED = recorder_wrote("webm/chromium-vp9-pause.webm")
H264 = recorder_wrote("webm/chromium-h264-opus.webm")
AV1 = recorder_wrote("webm/chromium-av1-opus.webm")
SOUND = recorder_wrote("webm/chromium-opus.webm")
SCREEN = recorder_wrote("webm/chromium-screen-vp9.webm")
CAMERA = recorder_wrote("media/chromium-camera-vp9-opus.webm")
FRAME = 0.1
FIELD = Path(__file__).parents[2] / "fixtures" / "field"


@pytest.fixture(autouse=True)
def small_parts(app: APIFlask) -> Iterator[None]:
    with settings_changed(app, part_bytes=PART):
        yield


def seconds(*takes: bytes) -> float:
    """How long the takes are together."""
    total = 0.0
    for data in takes:
        indexer = WebmIndexer()
        indexer.push(data)
        total += indexer.result().duration
    return total


def write(folder: Path, name: str, data: bytes) -> Path:
    """The bytes in a file."""
    path = folder / name
    path.write_bytes(data)
    return path


def check_joined(video_id: UUID, folder: Path, expected: float) -> Path:
    """The recording is one WebM of that length, with its index in front, and decodes without a complaint."""
    video, stored = video_of(video_id), stored_bytes(video_id, folder)
    assert (video.takes, video.seekable, video.playable, video.size) == (None, True, True, len(stored))
    assert video.duration == pytest.approx(expected, abs=FRAME)
    path = folder / "object"
    assert declared_duration(path) == pytest.approx(expected, abs=FRAME)
    assert complaints(path) == ""
    indexer = WebmIndexer()
    indexer.push(stored)
    (work,) = indexer.result().takes
    assert (work.seekable, work.has_cues_behind) == (True, False)
    assert scratch_is_empty()
    return path


def names(video_id: UUID, store: ObjectStore) -> list[str]:
    """The names of the whole recordings that are stored of a video, once what was replaced is gone."""
    garbage_is_due()
    outputs.sweep()
    return store.list_keys(keys.video_prefix(video_id))


SAME = {"vp8": (VP8, VP8), "three vp9": (VP9, PAUSED, VP9), "h264": (H264, H264), "av1": (AV1, AV1)}
SAME |= {"sound only": (SOUND, SOUND), "screen": (SCREEN, SCREEN)}


@pytest.mark.parametrize("takes", quick(SAME, "vp8", "sound only"))
def test_takes_with_the_same_tracks_are_copied_one_after_the_other(
    person: Person, store: ObjectStore, tmp_path: Path, takes: tuple[bytes, ...]
) -> None:
    video_id = probed(person.id, *takes)
    path = check_joined(video_id, tmp_path, seconds(*takes))
    assert names(video_id, store) == [video_of(video_id).s3_key]
    for stream in "va":
        alone = [packets(write(tmp_path, "one", data), stream) for data in takes]
        assert packets(path, stream) == sum(alone)
        found = times(path, stream)
        assert found == sorted(found)


def test_before_the_join_the_sessions_are_known_and_the_first_one_plays(
    person: Person, store: ObjectStore, tmp_path: Path
) -> None:
    """Invariant 2: nothing but the join changes the sent bytes."""
    video_id = finished(person.id, VP8, VP8)
    video = video_of(video_id)
    assert video.takes == [
        {"start": 0, "stop": len(VP8)},
        {"start": len(VP8), "stop": 2 * len(VP8)},
    ]
    assert (video.playable, video.seekable) == (True, False)
    assert stored_bytes(video_id, tmp_path) == VP8 + VP8


def test_the_url_becomes_another_with_the_bytes(person: Person) -> None:
    """A player that holds the first one may have some of its bytes in a cache."""
    video_id = finished(person.id, VP8, VP8)
    before = library.playback_state(video_id, person.caller)[1]
    probing.run(video_id, quiet)
    after = library.playback_state(video_id, person.caller)[1]
    assert before and after
    assert before.partition("?")[0] != after.partition("?")[0]
    assert requests.get(followed(after), timeout=10).headers["Content-Type"] == "video/webm"
    assert requests.get(followed(before), timeout=10).content == VP8 + VP8


def test_both_sessions_are_seen_each_at_its_time(person: Person, tmp_path: Path) -> None:
    path = check_joined(probed(person.id, VP9, PAUSED), tmp_path, seconds(VP9, PAUSED))
    for data, before in ((VP9, 0.0), (PAUSED, seconds(VP9))):
        sent = write(tmp_path, "sent.webm", data)
        for at in (0.5, 2.5, 4.5):
            assert difference(picture(path, before + at), picture(sent, at)) < 1.5


def test_one_recording_of_one_session_is_left_alone(person: Person, store: ObjectStore, tmp_path: Path) -> None:
    video_id = finished(person.id, VP9)
    key, etag = video_of(video_id).s3_key, store.head(video_of(video_id).s3_key)
    assert video_of(video_id).takes is None
    probing.run(video_id, quiet)
    assert (video_of(video_id).s3_key, store.head(key)) == (key, etag)


@pytest.mark.parametrize("missing", quick({"1": 1, "700": 700, "9000": 9_000}, "700"))
def test_a_first_session_cut_in_a_frame_loses_that_frame_only(person: Person, tmp_path: Path, missing: int) -> None:
    cut = VP9[:-missing]
    path = check_joined(probed(person.id, cut, VP9), tmp_path, seconds(cut, VP9))
    alone = write(tmp_path, "whole.webm", VP9)
    whole = packets(alone, "v") + packets(alone, "a")
    assert 0 < 2 * whole - packets(path, "v") - packets(path, "a") <= 1 + missing // 100


def test_a_cluster_of_known_size_that_was_cut_is_joined_too(person: Person, tmp_path: Path) -> None:
    whole = with_known_sizes(VP8)
    cut = whole[:-2_000]
    check_joined(probed(person.id, cut, VP8), tmp_path, seconds(cut, VP8))


def with_known_sizes(data: bytes) -> bytes:
    """The same frames from a recorder that knows how large its clusters are: ffmpeg's, into a pipe."""
    command = ["ffmpeg", "-v", "error", "-i", "pipe:0", "-map", "0", "-c", "copy", "-f", "webm", "pipe:1"]
    return subprocess.run(command, input=data, check=True, capture_output=True).stdout


@pytest.mark.parametrize("kept", quick({"100": 100, "200": 200, "231": 231}, "200"))
def test_a_session_without_a_whole_frame_is_left_out(person: Person, tmp_path: Path, kept: int) -> None:
    video_id = finished(person.id, VP8, VP8[:kept], VP9[:kept], VP8)
    assert [each["start"] for each in video_of(video_id).takes or []] == [0, len(VP8) + 2 * kept]
    probing.run(video_id, quiet)
    check_joined(video_id, tmp_path, seconds(VP8, VP8))


def test_where_one_session_is_left_it_becomes_seekable(person: Person, tmp_path: Path) -> None:
    path = check_joined(probed(person.id, VP8[:150], VP9), tmp_path, seconds(VP9))
    assert packets(path, "v") == packets(write(tmp_path, "one", VP9), "v")


def test_a_session_whose_head_is_damaged_does_not_hide_the_next(person: Person, tmp_path: Path) -> None:
    broken = webm_make.document(
        webm_make.cluster(0, webm_make.block(1, 0, True)), head=(webm_make.info(0), webm_make.tracks())
    )
    check_joined(probed(person.id, VP8, broken, VP8), tmp_path, seconds(VP8, VP8))


def test_where_no_frame_arrived_there_is_no_recording(person: Person) -> None:
    video_id = finished(person.id, VP8[:150], VP9[:150])
    assert video_of(video_id).takes is None
    assert not video_of(video_id).seekable


@pytest.mark.slow
def test_a_smaller_session_is_fitted_into_the_picture_of_the_longer_one(person: Person, tmp_path: Path) -> None:
    video_id = probed(person.id, VP9, CAMERA)
    path = check_joined(video_id, tmp_path, seconds(VP9, CAMERA))
    video = video_of(video_id)
    assert (video.width, video.height) == (1280, 720)
    assert video.mime_type == "video/webm;codecs=vp9,opus"
    small, large = write(tmp_path, "small.webm", VP9), write(tmp_path, "large.webm", CAMERA)
    for at in (0.5, 3.0, 5.0):
        assert difference(picture(path, at), picture(small, at, fit=(1280, 720))) < 3
        assert difference(picture(path, seconds(VP9) + at), picture(large, at)) < 1.5
    assert packets(path, "a") == packets(small, "a") + packets(large, "a")


# With the codecs that the recording is said to be in.
OTHER = {
    "vp9 vp8": ((VP9, VP8), "vp9"),
    "h264 vp8": ((H264, VP8), "vp8"),
    "av1 h264": ((AV1, H264), "vp9"),
    "no sound first": ((SCREEN, VP8, VP9), "vp9"),
    "no picture first": ((SOUND, VP8), "vp8"),
    "one of each": ((VP8, SCREEN, SOUND), "vp9"),
}


@pytest.mark.parametrize("case", quick(OTHER, "vp9 vp8", "no sound first"))
def test_takes_with_other_tracks_become_one_recording(
    person: Person, tmp_path: Path, case: tuple[tuple[bytes, ...], str]
) -> None:
    takes, codec = case
    video_id = probed(person.id, *takes)
    path = check_joined(video_id, tmp_path, seconds(*takes))
    video = video_of(video_id)
    assert video.mime_type == f"video/webm;codecs={codec},opus"
    assert video.media and (video.media["has_video"], video.media["has_audio"]) == (True, True)
    # Sound and picture are there to the end, or what follows a gap would slip.
    assert times(path, "a")[-1] == pytest.approx(seconds(*takes), abs=0.3)
    sound = times(path, "a")
    assert max(after - before for before, after in zip(sound, sound[1:], strict=False)) < 0.3


def test_what_most_of_the_time_was_recorded_in_is_copied(person: Person, tmp_path: Path) -> None:
    long = b"".join(stretch(VP9, 60))
    path = check_joined(probed(person.id, VP8, long), tmp_path, seconds(VP8, long))
    sent = write(tmp_path, "sent.webm", long)
    found = times(path, "v")
    assert sum(time >= seconds(VP8) - 0.001 for time in found) == packets(sent, "v")


def test_progress_goes_one_way_and_ends(person: Person) -> None:
    video_id, reports = finished(person.id, VP9, CAMERA), Reports()
    probing.run(video_id, reports)
    assert reports.are_orderly
    assert len(reports) > 5


# Lost runs, second runs.


class LostRun(BaseException):
    """The worker was lost here."""


def lose(*_: object, **__: object) -> None:
    raise LostRun


@pytest.mark.parametrize(
    ("module", "name"),
    [(timeline, "_publish"), (timeline.events, "video_changed")],
    ids=["before the commit", "after the commit"],
)
def test_a_run_lost_around_its_commit_is_made_up_for(
    monkeypatch: pytest.MonkeyPatch, person: Person, store: ObjectStore, tmp_path: Path, module: object, name: str
) -> None:
    """Invariant 5: what is joined is not split again, and what a lost run uploaded does not stay."""
    video_id = finished(person.id, VP8, VP8)
    with monkeypatch.context() as patch:
        patch.setattr(module, name, lose)
        with pytest.raises(LostRun):
            probing.run(video_id, quiet)
    assert len(store.list_keys(keys.video_prefix(video_id))) == 2
    probing.run(video_id, quiet)
    check_joined(video_id, tmp_path, seconds(VP8, VP8))
    assert names(video_id, store) == [video_of(video_id).s3_key]


def test_twice_is_once(person: Person, store: ObjectStore) -> None:
    video_id = probed(person.id, VP8, VP8)
    key, etag = video_of(video_id).s3_key, store.head(video_of(video_id).s3_key)
    probing.run(video_id, quiet)
    assert (video_of(video_id).s3_key, store.head(key)) == (key, etag)


def test_runs_at_once_leave_one_recording(app: APIFlask, person: Person, store: ObjectStore, tmp_path: Path) -> None:
    """Invariant 5."""
    video_id = finished(person.id, VP8, VP8)
    work: list[Callable[[], None]] = [lambda: probing.run(video_id, quiet)] * 3
    for fault in at_once(app, *work):
        # One that still read the recording when it was replaced comes again.
        assert fault is None or (isinstance(fault, StorageError) and fault.retryable)
    probing.run(video_id, quiet)
    check_joined(video_id, tmp_path, seconds(VP8, VP8))
    assert names(video_id, store) == [video_of(video_id).s3_key]


def test_a_run_that_another_one_overtook_takes_its_file_away(
    monkeypatch: pytest.MonkeyPatch, person: Person, store: ObjectStore
) -> None:
    video_id = finished(person.id, VP8, VP8)
    slow = timeline._publish

    def overtaken(to: outputs.Output, recording: timeline.Recording, mended: timeline.Mended, key: str) -> None:
        monkeypatch.setattr(timeline, "_publish", slow)
        probing.run(video_id, quiet)
        slow(to, recording, mended, key)

    monkeypatch.setattr(timeline, "_publish", overtaken)
    probing.run(video_id, quiet)
    assert names(video_id, store) == [video_of(video_id).s3_key]


def test_a_video_deleted_while_it_is_joined_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, person: Person, store: ObjectStore
) -> None:
    video_id = finished(person.id, VP8, VP8)
    slow = outputs.publish

    def deleted_meanwhile(to: outputs.Output, change: Callable[[UnitOfWork], None]) -> None:
        forget(video_id)
        slow(to, change)

    monkeypatch.setattr(outputs, "publish", deleted_meanwhile)
    with pytest.raises(StageSkipped):
        probing.run(video_id, quiet)
    assert store.list_keys(keys.video_prefix(video_id)) == []
    assert scratch_is_empty()


def test_takes_without_a_frame_are_refused_and_their_bytes_kept(person: Person, tmp_path: Path) -> None:
    video_id = finished(person.id, VP8, VP8)
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video_id).values(takes=[{"start": 7, "stop": 9_000}]))
    with pytest.raises(VideoFlowError, match="no picture and no sound"):
        probing.run(video_id, quiet)
    assert stored_bytes(video_id, tmp_path) == VP8 + VP8
    assert not video_of(video_id).playable
    assert scratch_is_empty()


def test_a_join_that_fails_leaves_what_plays_as_it_was(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That ffmpeg was killed says nothing about the recording."""
    video_id = finished(person.id, VP8, VP8)
    killed = write(tmp_path, "ffmpeg", b"#!/bin/sh\nkill -9 $$\n")
    killed.chmod(0o755)
    with monkeypatch.context() as patch:
        patch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
        with pytest.raises(ProcessFailed) as failure:
            probing.run(video_id, quiet)
    assert (failure.value.status, failure.value.retryable) == (-9, True)
    assert stored_bytes(video_id, tmp_path) == VP8 + VP8
    assert video_of(video_id).playable
    assert scratch_is_empty()
    probing.run(video_id, quiet)
    check_joined(video_id, tmp_path, seconds(VP8, VP8))


def test_a_file_whose_clock_started_anywhere_is_mended_and_kept(
    person: Person, store: ObjectStore, tmp_path: Path
) -> None:
    """What was sent stays beside what is played, because it is not ours to throw away."""
    video_id = recorded(person.id, FIELD / "ts-60.ts", "video/mp2t")
    sent = video_of(video_id).s3_key
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video_id).values(source=Source.FILE, scan_verdict="clean"))
    probing.run(video_id, quiet)
    video = video_of(video_id)
    assert video.duration == pytest.approx(6.0, abs=0.1)
    assert (video.mime_type, video.playable, video.seekable) == ("video/mp4", True, True)
    assert video.media["container"] == "mp4"
    assert set(names(video_id, store)) == {sent, video.s3_key}
    again = Reports()
    probing.run(video_id, again)
    assert video_of(video_id).s3_key == video.s3_key
    assert scratch_is_empty()


def test_a_recorder_of_mp4_that_was_started_again_loses_nothing(
    person: Person, store: ObjectStore, tmp_path: Path
) -> None:
    video_id = finished(person.id, (FIELD / "fmp4-restart.mp4").read_bytes(), mime_type="video/mp4")
    probing.run(video_id, quiet)
    video, stored = video_of(video_id), stored_bytes(video_id, tmp_path)
    assert video.duration == pytest.approx(6.0, abs=0.1)
    assert (video.mime_type, video.size, video.seekable) == ("video/mp4", len(stored), True)
    assert names(video_id, store) == [video.s3_key]
