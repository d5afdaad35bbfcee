"""All stages of a recording read one file, which none of them changes; and no task leaves anything on the disk."""

import hashlib
import os
import time
from pathlib import Path
from typing import BinaryIO

import pytest
from apiflask import APIFlask

from app.errors import StageSkipped, VideoFlowError
from app.services.documents import frames
from app.services.inspection import probing, timeline
from app.services.pipeline import source_media
from app.services.previews import poster, storyboard
from app.services.transcode import stage as transcode_stage
from app.services.videos import library
from app.settings import settings
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.services.recorded import GUIDE, SOUND_ONLY, forget, quiet, recorded, row, scratch_is_empty
from tests.support.recordings import settings_changed
from tests.support.takes import finished, recorder_wrote


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of all objects that are fetched to the disk, as they are."""
    names: list[str] = []
    into, to = ObjectStore.download_into, ObjectStore.download

    def download_into(self: ObjectStore, key: str, file: BinaryIO) -> None:
        names.append(key)
        into(self, key, file)

    def download(self: ObjectStore, key: str, path: Path) -> None:
        names.append(key)
        to(self, key, path)

    monkeypatch.setattr(ObjectStore, "download_into", download_into)
    monkeypatch.setattr(ObjectStore, "download", download)
    return names


def shared_files() -> dict[str, str]:
    """What is kept on this machine, and digests of it."""
    root = Path(settings().scratch_dir) / "originals"
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in root.iterdir() if path.suffix != ".lock"
    }


def test_every_stage_reads_the_same_file_and_leaves_it_as_it_is(
    app: APIFlask, person: Person, fetched: list[str], tmp_path: Path
) -> None:
    video_id = recorded(person.id, GUIDE.read_bytes())
    with settings_changed(app, scratch_dir=str(tmp_path), transcode_preset="ultrafast"):
        probing.run(video_id, quiet)
        (digest,) = shared_files().values()
        assert digest == hashlib.sha256(GUIDE.read_bytes()).hexdigest()
        for stage in (poster, storyboard, frames, transcode_stage):
            stage.run(video_id, quiet)
            assert list(shared_files().values()) == [digest]
            assert scratch_is_empty()
    assert fetched == [row(video_id).s3_key]


def test_joining_leaves_what_it_joins_as_it_is(app: APIFlask, person: Person, tmp_path: Path) -> None:
    take = recorder_wrote("webm/chromium-vp8-opus.webm")
    video_id = finished(person.id, take, take)
    with settings_changed(app, scratch_dir=str(tmp_path)):
        with source_media.downloaded(row(video_id).s3_key) as path:
            assert path.read_bytes() == take + take
        before = shared_files()
        assert timeline.run(video_id, quiet)
        assert shared_files() == before
        assert scratch_is_empty()


def test_where_nothing_may_be_kept_each_stage_has_a_file_of_its_own(
    app: APIFlask, person: Person, fetched: list[str], tmp_path: Path
) -> None:
    video_id = recorded(person.id, GUIDE)
    key = row(video_id).s3_key
    with settings_changed(app, scratch_dir=str(tmp_path), originals_cache_bytes=0):
        for _ in range(2):
            with source_media.downloaded(key) as path:
                assert path.read_bytes() == GUIDE.read_bytes()
                assert not path.is_symlink()
        assert shared_files() == {}
    assert fetched == [key, key]


def test_what_a_stage_may_know(person: Person) -> None:
    video_id = recorded(person.id, GUIDE)
    with pytest.raises(VideoFlowError) as early:
        source_media.with_picture(video_id)
    assert (early.value.code, early.value.retryable) == ("not_probed", True)
    probing.run(video_id, quiet)
    picture = source_media.with_picture(video_id)
    assert (picture.width, picture.height, picture.duration) == (1280, 720, pytest.approx(28.28))
    assert source_media.probed(video_id).s3_key == source_media.stored_key(video_id) == picture.s3_key


def test_sound_alone_has_no_picture(person: Person) -> None:
    video_id = recorded(person.id, SOUND_ONLY, "audio/webm")
    probing.run(video_id, quiet)
    assert source_media.probed(video_id)
    with pytest.raises(StageSkipped, match="sound only"):
        source_media.with_picture(video_id)


@pytest.mark.parametrize("how", ["deleted", "purged"])
def test_of_a_deleted_video_there_is_nothing_to_know(person: Person, how: str) -> None:
    video_id = recorded(person.id, GUIDE)
    probing.run(video_id, quiet)
    if how == "deleted":
        library.delete(video_id, person.caller)
    else:
        forget(video_id)
    for ask in (source_media.stored_key, source_media.with_picture, source_media.probed):
        with pytest.raises(StageSkipped, match="deleted"):
            ask(video_id)


def test_tidying_takes_what_nobody_needs(app: APIFlask, person: Person, tmp_path: Path) -> None:
    video_id = recorded(person.id, GUIDE)
    with settings_changed(app, scratch_dir=str(tmp_path)):
        with source_media.downloaded(row(video_id).s3_key):
            pass
        (tmp_path / "task-killed").mkdir()
        old = time.time() - 2 * 3600
        for path in (tmp_path / "task-killed", *(tmp_path / "originals").iterdir()):
            os.utime(path, (old, old))
        source_media.tidy()
        assert scratch_is_empty()
        assert shared_files() == {}
