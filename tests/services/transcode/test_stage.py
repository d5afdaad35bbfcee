"""Stage `transcode`: every size of the ladder, the sound, and an MP4, whatever comes in."""

import subprocess
import threading
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from sqlalchemy import select, update

from app.db.models import Rendition, TranscodePiece, TranscodeRun
from app.db.unit_of_work import transaction
from app.domain import times
from app.errors import StageSkipped, VideoFlowError
from app.services.pipeline import outputs, source_media
from app.services.transcode import helpers, pieces, stage
from app.storage import keys
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.media.making import VP9, make, pattern
from tests.services.recorded import (
    MEDIA,
    SOUND_ONLY,
    Reports,
    examined,
    forget,
    garbage_is_due,
    quiet,
    recorded,
    row,
    scratch_is_empty,
)
from tests.support.hls_check import checked, probe, whole
from tests.support.numbered import numbered, shown
from tests.support.quick import quick
from tests.support.recordings import at_once, queued, settings_changed

X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")


@pytest.fixture(autouse=True)
def small_segments(app: APIFlask, short_grace: None):
    with settings_changed(app, transcode_preset="ultrafast", segment_seconds=2, piece_seconds=600):
        yield


def renditions_of(video_id: UUID) -> dict[str, Rendition]:
    """The renditions that are delivered, by name."""
    query = select(Rendition).where(Rendition.run_id == row(video_id).delivered_run_id).order_by(Rendition.id)
    with transaction() as work:
        return {each.name: each for each in work.scalars(query)}


def runs_of(video_id: UUID) -> list[TranscodeRun]:
    """All runs that are known of, the latest last."""
    query = select(TranscodeRun).where(TranscodeRun.video_id == video_id).order_by(TranscodeRun.created_at)
    with transaction() as work:
        return list(work.scalars(query))


def target_of(video_id: UUID) -> int:
    """The length of the longest segment that is delivered, in whole seconds."""
    (run,) = [run for run in runs_of(video_id) if run.id == row(video_id).delivered_run_id]
    assert run.state == "whole" and run.target
    return run.target


def sent(person: Person, path: Path, mime_type: str = "video/webm") -> UUID:
    """A video that was probed."""
    video_id = recorded(person.id, path, mime_type)
    examined(video_id)
    return video_id


def delivered(video_id: UUID, store: ObjectStore, folder: Path) -> dict[str, Rendition]:
    """Transcodes, and checks what came of it against the rules."""
    stage.run(video_id, quiet)
    video, made = row(video_id), renditions_of(video_id)
    size = (video.width or 0, video.height or 0)
    assert checked(list(made.values()), store.get, folder, size, target_of(video_id)) == []
    assert scratch_is_empty()
    return made


def download(video_id: UUID, store: ObjectStore, folder: Path) -> dict[str, dict[str, object]]:
    """The streams of the MP4, by kind."""
    path = folder / "download.mp4"
    store.download(str(row(video_id).download_key), path)
    head = path.read_bytes()[:64]
    assert b"ftyp" in head and path.read_bytes().find(b"moov") < path.read_bytes().find(b"mdat")
    return {stream["codec_type"]: stream for stream in probe(path, "-show_streams")["streams"]}


def test_a_recording_gets_its_ladder(person: Person, store: ObjectStore, tmp_path: Path) -> None:
    video_id, reports = recorded(person.id, MEDIA / "chromium-camera-vp9-opus.webm"), Reports()
    examined(video_id)
    stage.run(video_id, reports)
    video, made = row(video_id), renditions_of(video_id)
    assert list(made) == ["720p", "480p", "360p", "240p", "audio"]
    assert made["audio"].codecs == "mp4a.40.2"
    assert all(each.progress == 1.0 for each in made.values())
    assert target_of(video_id) == 2
    assert checked(list(made.values()), store.get, tmp_path, (1280, 720), 2) == []
    assert video.download_key
    head = store.head(video.download_key)
    assert head is not None and head.size == video.download_size
    streams = download(video_id, store, tmp_path)
    assert (streams["video"]["codec_name"], streams["audio"]["codec_name"]) == ("h264", "aac")
    assert float(str(streams["video"]["start_time"])) == float(str(streams["audio"]["start_time"])) == 0
    assert reports.are_orderly
    assert scratch_is_empty()


ODD = {
    "odd sides": ("odd.webm", [*pattern(2, "321x241"), *VP9], {"241p": (320, 240)}),
    "a small picture": ("small.webm", [*pattern(2, "64x48"), *VP9], {"48p": (64, 48)}),
    "wide pixels": ("wide.mp4", [*pattern(2, "180x144"), "-vf", "setsar=2", *X264], {"202p": (360, 144)}),
    "all colours": ("444.mp4", [*pattern(2), "-c:v", "libx264", "-pix_fmt", "yuv444p"], {"180p": (320, 180)}),
    "fields": (
        "tff.mkv",
        [*pattern(2, "320x240", 25), "-vf", "setfield=tff", "-c:v", "mpeg2video", "-flags", "+ildct+ilme"],
        {"240p": (320, 240)},
    ),
    "a single picture": ("one.mp4", [*pattern(0.1), *X264], {"180p": (320, 180)}),
}


@pytest.mark.parametrize("name", quick(ODD.keys(), "wide pixels", "fields"))
def test_odd_pictures(person: Person, store: ObjectStore, tmp_path: Path, name: str) -> None:
    file, arguments, expected = ODD[name]
    made = delivered(sent(person, make(tmp_path / file, *arguments)), store, tmp_path)
    assert {name: (each.width, each.height) for name, each in made.items()} == expected


def test_a_phone_held_upright_stays_so(person: Person, store: ObjectStore, tmp_path: Path) -> None:
    flat = make(tmp_path / "flat.mp4", *pattern(2, "640x360"), *X264)
    turned = make(tmp_path / "turned.mp4", "-i", str(flat), "-c", "copy", "-metadata:s:v", "rotate=90")
    made = delivered(sent(person, turned, "video/mp4"), store, tmp_path)
    assert {name: (each.width, each.height) for name, each in made.items()} == {"360p": (360, 640), "240p": (240, 426)}
    assert not made["360p"].copied


def test_hdr_becomes_what_screens_show(person: Person, store: ObjectStore, tmp_path: Path) -> None:
    tags = ("-color_trc", "smpte2084", "-color_primaries", "bt2020", "-colorspace", "bt2020nc")
    params = "log-level=none:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc"
    hevc = ("-c:v", "libx265", "-x265-params", params, "-pix_fmt", "yuv420p10le")
    path = make(tmp_path / "hdr.mkv", *pattern(1), *hevc, *tags)
    video_id = sent(person, path)
    made = delivered(video_id, store, tmp_path)
    found = probe(whole(made["180p"], store.get, tmp_path / "sdr.mp4"), "-show_streams")["streams"][0]
    assert (found["pix_fmt"], found["color_transfer"]) == ("yuv420p", "bt709")


def sound_parts(video_id: UUID, made: dict[str, Rendition], store: ObjectStore, folder: Path) -> list[bool]:
    """For every tenth of a second, whether something is heard."""
    path = whole(made["audio"], store.get, folder / "sound.mp4")
    argv = ["ffmpeg", "-v", "error", "-i", str(path), "-f", "s16le", "-ac", "1", "-ar", "8000", "-"]
    data = subprocess.run(argv, check=True, capture_output=True).stdout
    step = 1600
    return [
        max(abs(int.from_bytes(data[at + n : at + n + 2], "little", signed=True)) for n in range(0, step - 1, 2)) > 500
        for at in range(0, len(data) - step, step)
    ]


def test_sound_in_six_channels_that_starts_late_and_ends_early(
    person: Person, store: ObjectStore, tmp_path: Path
) -> None:
    late = ["-itsoffset", "1", "-f", "lavfi", "-i", "sine=frequency=440:duration=2"]
    six = ["-ac", "6", "-c:a", "aac"]
    path = make(tmp_path / "late.mkv", *pattern(5), *late, *X264, *six)
    video_id = sent(person, path)
    made = delivered(video_id, store, tmp_path)
    heard = sound_parts(video_id, made, store, tmp_path)
    assert not any(heard[:9]) and all(heard[12:28]) and not any(heard[32:])
    assert sum(seconds for _, seconds in made["audio"].segments["items"]) == pytest.approx(5.0, abs=0.03)


def test_a_picture_that_ends_before_the_sound_is_held(person: Person, store: ObjectStore, tmp_path: Path) -> None:
    path = make(tmp_path / "long.webm", *pattern(2), "-f", "lavfi", "-i", "sine=duration=6", *VP9, "-c:a", "libopus")
    made = delivered(sent(person, path), store, tmp_path)
    assert sum(seconds for _, seconds in made["180p"].segments["items"]) == pytest.approx(6.0, abs=0.11)


def test_sound_alone(person: Person, store: ObjectStore, tmp_path: Path) -> None:
    video_id = sent(person, SOUND_ONLY, "audio/webm")
    made = delivered(video_id, store, tmp_path)
    assert list(made) == ["audio"]
    assert list(download(video_id, store, tmp_path)) == ["audio"]


def test_a_file_that_breaks_off_plays_as_far_as_it_goes(person: Person, store: ObjectStore, tmp_path: Path) -> None:
    whole_file = make(tmp_path / "a.webm", *pattern(6), *VP9).read_bytes()
    cut = tmp_path / "cut.webm"
    cut.write_bytes(whole_file[: len(whole_file) * 2 // 3])
    made = delivered(sent(person, cut), store, tmp_path)
    assert 1 < sum(seconds for _, seconds in made["180p"].segments["items"]) < 6


def test_a_picture_that_cannot_be_decoded_fails_for_good(person: Person, store: ObjectStore, tmp_path: Path) -> None:
    path = make(tmp_path / "a.mp4", *pattern(3), *X264)
    data = bytearray(path.read_bytes())
    at = data.find(b"mdat") + 4
    length = int.from_bytes(data[at - 8 : at - 4]) - 8
    data[at : at + length] = bytes(length)
    video_id = sent(person, path, "video/mp4")
    # Damaged behind the probe's back, which lets nothing through of which no frame can be shown.
    path.write_bytes(data)
    store.upload_file(source_media.stored_key(video_id), path, "video/mp4")
    with pytest.raises(VideoFlowError) as caught:
        stage.run(video_id, quiet)
    assert caught.value.code in {"no_frames", "not_transcodable"}
    assert not caught.value.retryable
    assert store.list_keys(keys.video_prefix(video_id)) == [row(video_id).s3_key]
    assert runs_of(video_id) == []


def test_the_top_rung_is_copied_where_the_source_allows(person: Person, store: ObjectStore, tmp_path: Path) -> None:
    steady = ("-c:v", "libx264", "-bf", "0", "-g", "30", "-sc_threshold", "0", "-pix_fmt", "yuv420p")
    sound = ("-f", "lavfi", "-i", "sine=duration=5", "-c:a", "aac")
    path = make(tmp_path / "phone.mp4", *pattern(5, "640x360", 30), *sound, *steady)
    made = delivered(sent(person, path, "video/mp4"), store, tmp_path)
    assert {name: each.copied for name, each in made.items()} == {"360p": True, "240p": False, "audio": False}
    assert shown_times(whole(made["360p"], store.get, tmp_path / "x.mp4")) == shown_times(path)


def shown_times(path: Path) -> list[float]:
    """When frames are shown."""
    found = probe(path, "-select_streams", "v", "-show_entries", "frame=pts_time")
    return [float(frame["pts_time"]) for frame in found["frames"]]


# ---- several workers


@pytest.fixture
def long(person: Person, tmp_path: Path, app: APIFlask, monkeypatch: pytest.MonkeyPatch):
    """A video of four pieces, so short that who works on them looks at the others each time."""
    monkeypatch.setattr(helpers, "_FOLLOW_SECONDS", 0.0)
    path = numbered(tmp_path / "long.mp4", "30", 16, *X264, "-g", "30", "-bf", "2")
    with settings_changed(app, piece_seconds=4):
        yield sent(person, path, "video/mp4")


def numbers(video_id: UUID, store: ObjectStore, folder: Path) -> list[int]:
    """The number on each frame of the top rung."""
    return [number for _, number in shown(whole(next(iter(renditions_of(video_id).values())), store.get, folder / "w"))]


def test_a_long_video_is_shared(app: APIFlask, long: UUID, store: ObjectStore, tmp_path: Path) -> None:
    helper: list[threading.Thread] = []

    def join_in(progress: float) -> None:
        found = [arguments for task, arguments in queued("transcode") if task == "transcode.help"]
        if found and not helper:

            def work() -> None:
                with app.app_context():
                    stage.help_out(UUID(found[0][1]))

            helper.append(threading.Thread(target=work))
            helper[0].start()

    stage.run(long, join_in)
    for thread in helper:
        thread.join()
    assert len([task for task, _ in queued("transcode") if task == "transcode.help"]) == 3
    assert numbers(long, store, tmp_path) == list(range(480))
    made = renditions_of(long)
    assert checked(list(made.values()), store.get, tmp_path, (240, 136), target_of(long)) == []
    assert scratch_is_empty()


def test_a_lost_workers_piece_is_made_by_another(long: UUID, store: ObjectStore, tmp_path: Path) -> None:
    taken: list[pieces.Claim] = []

    def lose_one(progress: float) -> None:
        runs = runs_of(long)
        claim = pieces.claim(runs[0].id) if runs and not taken else None
        if claim:
            taken.append(claim)
            with transaction() as work:
                work.execute(
                    update(TranscodePiece)
                    .where(TranscodePiece.number == claim.number)
                    .values(updated_at=TranscodePiece.updated_at - timedelta(seconds=times.SILENT))
                )

    stage.run(long, lose_one)
    assert taken
    assert numbers(long, store, tmp_path) == list(range(480))
    with pytest.raises(StageSkipped):
        pieces.finish(taken[0], {})


def test_an_interrupted_run_goes_on_where_it_was(long: UUID, store: ObjectStore, tmp_path: Path) -> None:
    class Killed(BaseException):
        pass

    def die(progress: float) -> None:
        if progress > 0.4:
            raise Killed

    with pytest.raises(Killed):
        stage.run(long, die)
    (run,) = runs_of(long)
    with transaction() as work:
        work.execute(
            update(TranscodePiece).values(updated_at=TranscodePiece.updated_at - timedelta(seconds=times.SILENT))
        )
    done = {name for result in pieces.results(run.id) for name, _, _ in result["136p"]["items"]}
    assert done
    stage.run(long, quiet)
    assert row(long).delivered_run_id == run.id
    segments = renditions_of(long)["136p"].segments
    assert segments and done < {key for key, _ in segments["items"]}
    assert numbers(long, store, tmp_path) == list(range(480))


def test_runs_beside_each_other_deliver_one(app: APIFlask, long: UUID, store: ObjectStore, tmp_path: Path) -> None:
    """Invariant 5."""
    outcomes = at_once(app, lambda: stage.run(long, quiet), lambda: stage.run(long, quiet))
    assert all(outcome is None or isinstance(outcome, StageSkipped) for outcome in outcomes)
    assert None in outcomes
    assert numbers(long, store, tmp_path) == list(range(480))


def test_another_run_replaces_the_one_before_and_keeps_its_objects(long: UUID, store: ObjectStore) -> None:
    """Players may be in the middle of it: what they were given plays on until its URLs end, and then it is gone."""
    handed_out: set[str] = set()
    for _ in range(2):
        handed_out |= named(long)
        stage.run(long, quiet)
    assert len(runs_of(long)) == 1
    replaced = handed_out - named(long)
    assert len(replaced) > 10
    outputs.sweep()
    assert all(store.head(key) for key in replaced | named(long))
    garbage_is_due()
    outputs.sweep()
    assert not any(store.head(key) for key in replaced)
    assert set(store.list_keys(keys.video_prefix(long))) == named(long)


def named(video_id: UUID) -> set[str]:
    """Every object that the video's rows name."""
    video = row(video_id)
    segments = [each.segments or {} for each in renditions_of(video_id).values()]
    listed = [key for each in segments for key, _ in each["items"]] + [each["init"] for each in segments]
    # Pieces have the same initialisation segment, each its own.
    inits = {key.rpartition("/")[0] + "/init.mp4" for key in listed}
    return {video.s3_key, *listed, *inits, *([video.download_key] if video.download_key else [])}


def test_a_run_by_another_plan_ends_the_one_under_way(app: APIFlask, long: UUID, store: ObjectStore) -> None:
    def change(progress: float) -> None:
        if progress > 0.4:
            with settings_changed(app, segment_seconds=1):
                stage.run(long, quiet)

    with pytest.raises(StageSkipped):
        stage.run(long, change)
    (run,) = runs_of(long)
    assert (run.target, row(long).delivered_run_id) == (1, run.id)
    garbage_is_due()
    outputs.sweep()
    assert set(store.list_keys(keys.video_prefix(long))) == named(long)


def test_a_video_deleted_meanwhile_leaves_nothing(long: UUID, store: ObjectStore) -> None:
    def delete_in_between(progress: float) -> None:
        if progress > 0.3:
            forget(long)

    with pytest.raises(StageSkipped):
        stage.run(long, delete_in_between)
    assert store.list_keys(keys.video_prefix(long)) == []


def test_help_for_a_run_that_is_over_does_nothing(long: UUID) -> None:
    stage.run(long, quiet)
    (run,) = runs_of(long)
    stage.help_out(run.id)
    stage.help_out(uuid4())


def test_too_long_is_said(app: APIFlask, long: UUID) -> None:
    with settings_changed(app, max_video_seconds=10), pytest.raises(VideoFlowError) as caught:
        stage.run(long, quiet)
    assert (caught.value.code, caught.value.retryable) == ("too_long", False)
