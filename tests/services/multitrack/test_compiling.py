"""Stage `compile`: whatever two tracks hold, one MP4 in sync, or a reason."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.db.unit_of_work import transaction
from app.domain.multitrack import CompileOptions
from app.errors import StageSkipped, VideoFlowError
from app.media.probe.examine import examine
from app.services.multitrack import compiling
from app.services.pipeline import outputs
from app.storage import keys
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.services.recorded import Reports, forget, garbage_is_due, row, scratch_is_empty
from tests.services.tracked import record, track_of
from tests.support.quick import quick
from tests.support.seconds_coded import beeps, seconds_shown
from tests.support.sync_measure import Measured, make_picture, make_sound, measure

FIELD = Path(__file__).parents[2] / "fixtures" / "field"
CLOCK = 1_790_000_000.0


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Flashes 1.0 s after its start."""
    return make_picture(tmp_path_factory.mktemp("tracks") / "picture.webm", flash=1.0, seconds=3.0)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Beeps 1.0 s after its start."""
    return make_sound(tmp_path_factory.mktemp("tracks") / "sound.webm", beep=1.0, seconds=3.0)


def compiled(video_id: UUID, folder: Path, store: ObjectStore) -> Measured:
    """Compiles a recording and looks at what came of it."""
    reports = Reports()
    compiling.run(video_id, reports)
    assert reports.are_orderly
    assert scratch_is_empty()
    target = folder / "compiled.mp4"
    store.download(row(video_id).s3_key, target)
    return measure(target)


@pytest.mark.parametrize(
    "begins",
    quick({"together": (0.0, 0.0), "sound later": (0.0, 1.5), "picture later": (1.5, 0.0)}, "sound later"),
)
def test_tracks_that_started_apart_stay_in_sync(
    person: Person, store: ObjectStore, picture: Path, sound: Path, tmp_path: Path, begins: tuple[float, float]
) -> None:
    video_at, audio_at = begins
    video_id = record(person.id, picture, sound, CLOCK + video_at, CLOCK + audio_at)
    made = compiled(video_id, tmp_path, store)
    assert (made.video, made.audio, made.pixel_format, made.frame_rate) == ("h264", "aac", "yuv420p", "30/1")
    assert made.offset == pytest.approx(audio_at - video_at, abs=0.08)
    assert made.flash == pytest.approx(1.0 + video_at, abs=0.08)
    assert made.video_seconds == pytest.approx(3.0 + max(video_at, audio_at), abs=0.15)
    video = row(video_id)
    assert (video.playable, video.seekable, video.mime_type) == (True, True, "video/mp4")
    head = store.head(video.s3_key)
    assert head and head.size == video.size
    # The raw tracks stay.
    assert all(store.head(track_of(video_id, track).s3_key) for track in ("video", "audio"))


def test_a_sound_that_begins_late_is_laid_by_its_end(
    person: Person, store: ObjectStore, picture: Path, sound: Path, tmp_path: Path
) -> None:
    """Both were told to start and to stop at once; the sound lacks its first 1.2 s."""
    video_id = record(person.id, picture, sound, CLOCK, CLOCK)
    for track in ("video", "audio"):
        with transaction() as work:
            work.merge(track_of(video_id, track)).stopped_at = CLOCK + 4.2
    made = compiled(video_id, tmp_path, store)
    assert made.offset == pytest.approx(1.2, abs=0.08)
    assert made.flash == pytest.approx(1.0, abs=0.08), "a picture that ends early stood still"


def test_without_the_recorders_clock_the_first_bytes_count(
    person: Person, store: ObjectStore, picture: Path, sound: Path, tmp_path: Path
) -> None:
    video_id = record(person.id, picture, sound, video_at=CLOCK)
    for track, at in (("video", CLOCK + 5), ("audio", CLOCK + 5.5)):
        with transaction() as work:
            upload = work.merge(track_of(video_id, track))
            upload.first_byte_at = datetime.fromtimestamp(at, UTC)
    assert compiled(video_id, tmp_path, store).offset == pytest.approx(0.5, abs=0.08)


def test_a_recording_of_sound_alone(person: Person, store: ObjectStore, sound: Path, tmp_path: Path) -> None:
    made = compiled(record(person.id, audio=sound), tmp_path, store)
    assert (made.video, made.audio) == (None, "aac")
    assert made.beep == pytest.approx(1.0, abs=0.08)


def test_a_recording_of_pictures_alone(person: Person, store: ObjectStore, picture: Path, tmp_path: Path) -> None:
    made = compiled(record(person.id, picture), tmp_path, store)
    assert (made.video, made.audio) == ("h264", None)


def test_a_track_with_nothing_in_it_counts_as_absent(
    person: Person, store: ObjectStore, picture: Path, sound: Path, tmp_path: Path
) -> None:
    """Its recorder wrote a head and was stopped before the first frame."""
    head = sound.read_bytes()
    head = head[: head.index(b"\x1f\x43\xb6\x75")]
    made = compiled(record(person.id, picture, head), tmp_path, store)
    assert (made.video, made.audio) == ("h264", None)


def test_a_recorder_that_was_started_again_loses_nothing(person: Person, store: ObjectStore, tmp_path: Path) -> None:
    """The picture's was, after three seconds and two of silence, which stay a gap; the sound's was not."""
    video_id = record(person.id, FIELD / "v-restart.webm", FIELD / "a6.webm", CLOCK, CLOCK)
    with transaction() as work:
        work.merge(track_of(video_id, "video")).take_starts = [CLOCK, CLOCK + 5.0]
    compiling.run(video_id, Reports())
    assert scratch_is_empty()
    target = tmp_path / "compiled.mp4"
    store.download(row(video_id).s3_key, target)
    assert examine(target).duration == pytest.approx(8.0, abs=0.1)
    assert seconds_shown(target, *(second + 0.5 for second in range(8))) == [0, 1, 2, 2, 2, 3, 4, 5]
    assert beeps(target) == pytest.approx([float(second) for second in range(6)], abs=0.08)


def test_what_is_no_recording_is_said_to_be_none(person: Person, picture: Path) -> None:
    video_id = record(person.id, picture, b"#EXTM3U\nfile:///etc/passwd\n")
    with pytest.raises(VideoFlowError) as refused:
        compiling.run(video_id, Reports())
    assert (refused.value.code, refused.value.retryable) == ("not_a_video", False)
    assert scratch_is_empty()


def test_tracks_of_different_days_are_no_video(person: Person, picture: Path, sound: Path) -> None:
    video_id = record(person.id, picture, sound, CLOCK, CLOCK + 3 * 24 * 3600)
    with transaction() as work:
        work.merge(track_of(video_id, "audio")).first_byte_at = datetime.now(UTC) + timedelta(days=3)
    with pytest.raises(VideoFlowError) as refused:
        compiling.run(video_id, Reports())
    assert (refused.value.code, refused.value.retryable) == ("tracks_apart", False)


def test_options_are_kept_to_and_nothing_is_enlarged(
    person: Person, store: ObjectStore, tmp_path: Path, picture: Path
) -> None:
    large = make_picture(tmp_path / "large.webm", flash=0.2, seconds=0.6, size="802x602")
    for source, resolution, size in (
        (large, "360p", (480, 360)),
        (large, "1080p", (802, 602)),
        (large, "source", (802, 602)),
        (picture, "720p", (320, 240)),
    ):
        video_id = record(person.id, source)
        with transaction() as work:
            work.merge(row(video_id)).compile_options = CompileOptions(40, "ultrafast", resolution).as_json()
        assert compiled(video_id, tmp_path, store).size == size


@pytest.mark.slow
def test_a_second_run_takes_the_place_of_the_first(
    person: Person, store: ObjectStore, picture: Path, tmp_path: Path
) -> None:
    """Invariant 5."""
    video_id = record(person.id, picture)
    compiled(video_id, tmp_path, store)
    first = row(video_id).s3_key
    compiled(video_id, tmp_path, store)
    assert row(video_id).s3_key != first
    garbage_is_due()
    outputs.sweep()
    assert store.head(first) is None


def test_a_recording_that_was_deleted_meanwhile_leaves_nothing(
    person: Person, store: ObjectStore, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    video_id = record(person.id, picture)
    monkeypatch.setattr(compiling, "_encode", lambda tracks, options, target, report: target.write_bytes(b"x"))
    load = compiling._load

    def load_then_forget(key: UUID) -> compiling.Recorded:
        found = load(key)
        forget(key)
        return found

    monkeypatch.setattr(compiling, "_load", load_then_forget)
    with pytest.raises(StageSkipped):
        compiling.run(video_id, Reports())
    assert store.list_keys(keys.video_prefix(video_id)) == []
