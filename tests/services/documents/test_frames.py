"""Stage `frames`: the frames worth reading, with pictures in storage."""

import threading
from pathlib import Path

import pytest
from apiflask import APIFlask

from app.errors import StageSkipped, VideoFlowError
from app.media.pictures import decode_grey
from app.services.documents import frames
from app.storage import keys
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.services.recorded import (
    GUIDE,
    MEDIA,
    SOUND_ONLY,
    Reports,
    examined,
    fetched,
    forget,
    frames_of,
    quiet,
    recorded,
    scratch_is_empty,
)


def test_the_guide_leaves_a_handful_of_frames_that_follow_each_other(person: Person, tmp_path: Path) -> None:
    video_id, reports = recorded(person.id, GUIDE), Reports()
    examined(video_id)
    frames.run(video_id, reports)
    kept = frames_of(video_id)
    # One for each page, and one for each pause in what is typed: every change has a frame that shows it.
    assert 6 <= len(kept) <= 14
    assert kept[0].timestamp == 0.0 and kept[-1].end == pytest.approx(28.28)
    assert [frame.end for frame in kept[:-1]] == [frame.timestamp for frame in kept[1:]]
    assert all(frame.text == "" and frame.words is None for frame in kept)
    for frame in kept:
        assert frame.frame_key.endswith(f"/{round(frame.timestamp * 1000):010d}.jpg")
        assert decode_grey(fetched(frame.frame_key, tmp_path)).shape == (720, 1280)
    assert reports.are_orderly and len(reports) > 20
    assert scratch_is_empty()


def test_an_mp4_is_sampled_alike(person: Person) -> None:
    video_id = recorded(person.id, MEDIA / "chromium-camera-h264-opus.mp4", "video/mp4")
    examined(video_id)
    frames.run(video_id, quiet)
    assert 1 <= len(frames_of(video_id)) <= 8


def test_twice_replaces_the_rows(person: Person) -> None:
    video_id = recorded(person.id, GUIDE)
    examined(video_id)
    frames.run(video_id, quiet)
    first = frames_of(video_id)
    frames.run(video_id, quiet)
    second = frames_of(video_id)
    assert [frame.timestamp for frame in first] == [frame.timestamp for frame in second]
    assert {frame.id for frame in first}.isdisjoint(frame.id for frame in second)


def test_at_the_same_time_as_itself_leaves_one_set_of_rows(app: APIFlask, person: Person) -> None:
    video_id = recorded(person.id, GUIDE)
    examined(video_id)
    failures: list[BaseException] = []

    def run() -> None:
        with app.app_context():
            try:
                frames.run(video_id, quiet)
            except BaseException as error:  # noqa: BLE001  # shown by the assertion below
                failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    moments = [frame.timestamp for frame in frames_of(video_id)]
    assert moments == sorted(set(moments)) and len(moments) >= 6


def test_sound_alone_has_no_frames(person: Person) -> None:
    video_id = recorded(person.id, SOUND_ONLY, "audio/webm")
    examined(video_id)
    with pytest.raises(StageSkipped):
        frames.run(video_id, quiet)


def test_before_the_probe_it_is_too_early(person: Person) -> None:
    with pytest.raises(VideoFlowError) as caught:
        frames.run(recorded(person.id, GUIDE), quiet)
    assert caught.value.code == "not_probed"


def test_a_video_deleted_meanwhile_leaves_nothing_in_storage(person: Person, store: ObjectStore) -> None:
    video_id = recorded(person.id, GUIDE)
    examined(video_id)

    def delete_in_between(progress: float) -> None:
        if progress > 0.5:
            forget(video_id)

    with pytest.raises(StageSkipped, match="deleted"):
        frames.run(video_id, delete_in_between)
    assert store.list_keys(keys.video_prefix(video_id)) == []
