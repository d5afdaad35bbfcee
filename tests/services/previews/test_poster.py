"""Stage `thumbnails`: a poster that shows something."""

from pathlib import Path

import numpy as np
import pytest

from app.errors import StageSkipped, VideoFlowError
from app.media.pictures import decode_grey, liveliness
from app.services.pipeline import outputs
from app.services.previews import poster as previews_poster
from app.storage import keys
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.media.making import VP9, make
from tests.services.recorded import (
    GUIDE,
    MEDIA,
    SOUND_ONLY,
    Reports,
    examined,
    fetched,
    forget,
    garbage_is_due,
    quiet,
    recorded,
    row,
    scratch_is_empty,
)
from tests.support.quick import quick


@pytest.mark.parametrize(
    "name",
    quick(["chromium-camera-vp9-opus.webm", "chromium-camera-h264-opus.mp4", "guide.webm"], "guide.webm"),
)
def test_a_recording_gets_a_poster(person: Person, store: ObjectStore, tmp_path: Path, name: str) -> None:
    video_id, reports = recorded(person.id, MEDIA / name), Reports()
    examined(video_id)
    previews_poster.run(video_id, reports)
    key = row(video_id).poster_key
    assert key is not None
    head = store.head(key)
    assert head is not None and head.content_type == "image/jpeg"
    poster = fetched(key, tmp_path)
    assert decode_grey(poster).shape == (720, 1280)
    assert liveliness(poster) > 20
    assert reports.are_orderly
    assert scratch_is_empty()


def test_a_black_beginning_is_not_the_poster(person: Person, tmp_path: Path) -> None:
    black = "color=c=black:duration=4:size=640x360:rate=10[a]"
    rest = "testsrc=duration=2:size=640x360:rate=10,format=yuv420p[b];[a][b]concat"
    path = make(tmp_path / "late.webm", "-f", "lavfi", "-i", f"{black};{rest}", *VP9)
    video_id = recorded(person.id, path)
    examined(video_id)
    previews_poster.run(video_id, quiet)
    poster = decode_grey(fetched(str(row(video_id).poster_key), tmp_path))
    assert poster.shape == (360, 640)
    assert float(np.mean(poster)) > 60


def test_a_tall_recording_is_not_made_wider_than_it_is(person: Person, tmp_path: Path) -> None:
    tall = "testsrc=duration=1:size=900x1600:rate=5"
    video_id = recorded(person.id, make(tmp_path / "tall.webm", "-f", "lavfi", "-i", tall, *VP9))
    examined(video_id)
    previews_poster.run(video_id, quiet)
    assert decode_grey(fetched(str(row(video_id).poster_key), tmp_path)).shape == (1280, 720)


def test_sound_alone_has_a_picture_of_the_sound(person: Person, tmp_path: Path) -> None:
    video_id, reports = recorded(person.id, SOUND_ONLY, "audio/webm"), Reports()
    examined(video_id)
    previews_poster.run(video_id, reports)
    poster = fetched(str(row(video_id).poster_key), tmp_path)
    assert decode_grey(poster).shape == (720, 1280)
    assert liveliness(poster) > 10
    assert row(video_id).first_still_key is None
    assert reports.are_orderly
    assert scratch_is_empty()


def test_a_player_begins_with_the_picture_at_zero(person: Person, store: ObjectStore, tmp_path: Path) -> None:
    """Red, and after a while what the poster shows."""
    red, rest = "color=c=red:d=2:s=320x180:r=10[a]", "testsrc=d=4:s=320x180:r=10,format=yuv420p[b];[a][b]concat"
    video_id = recorded(person.id, make(tmp_path / "red.webm", "-f", "lavfi", "-i", f"{red};{rest}", *VP9))
    examined(video_id)
    previews_poster.run(video_id, quiet)
    first, poster = (fetched(str(key), tmp_path) for key in (row(video_id).first_still_key, row(video_id).poster_key))
    assert liveliness(first) < 3 < liveliness(poster)
    assert decode_grey(first).mean() == pytest.approx(76, abs=6)
    # Made anew, both are others, and those before go together.
    before = row(video_id).first_still_key
    previews_poster.run(video_id, quiet)
    assert row(video_id).first_still_key != before
    garbage_is_due()
    outputs.sweep()
    assert len(store.list_keys(f"{keys.video_prefix(video_id)}poster/")) == 2


def test_before_the_probe_it_is_too_early(person: Person) -> None:
    with pytest.raises(VideoFlowError) as caught:
        previews_poster.run(recorded(person.id, GUIDE), quiet)
    assert (caught.value.code, caught.value.retryable) == ("not_probed", True)


def test_a_video_deleted_meanwhile_leaves_nothing_in_storage(person: Person, store: ObjectStore) -> None:
    video_id = recorded(person.id, GUIDE)
    examined(video_id)

    def delete_in_between(progress: float) -> None:
        if progress > 0.2:
            forget(video_id)

    with pytest.raises(StageSkipped, match="deleted"):
        previews_poster.run(video_id, delete_in_between)
    assert store.list_keys(keys.video_prefix(video_id)) == []
