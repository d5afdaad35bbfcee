"""A film with several sounds: each becomes a rendition, and all are in the MP4 to keep."""

from pathlib import Path

import pytest
from apiflask import APIFlask

from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.media.making import make, pattern
from tests.services.recorded import row
from tests.services.transcode.test_stage import X264, delivered, sent
from tests.support.hls_check import probe, whole
from tests.support.recordings import settings_changed
from tests.support.tones import tone


@pytest.fixture(autouse=True)
def quick(app: APIFlask, short_grace: None):
    with settings_changed(app, transcode_preset="ultrafast", segment_seconds=2):
        yield


def test_every_sound_of_a_film_can_be_chosen(person: Person, store: ObjectStore, tmp_path: Path) -> None:
    """Three sounds, the second by default; each rendition has its own tone and all are as long as the picture."""
    tones = [part for tone in (300, 900, 2000) for part in ("-f", "lavfi", "-i", f"sine=frequency={tone}:duration=4")]
    maps = ["-map", "0", "-map", "1", "-map", "2", "-map", "3", "-disposition:a:1", "default"]
    said = ["-metadata:s:a:0", "language=ger", "-metadata:s:a:1", "language=eng", "-metadata:s:a:2", "title=Director"]
    path = make(tmp_path / "film.mkv", *pattern(4, "160x120"), *tones, *maps, *said, *X264, "-c:a", "libopus")
    video_id = sent(person, path, "video/x-matroska")
    made = delivered(video_id, store, tmp_path)
    assert list(made) == ["120p", "audio", "audio-2", "audio-3"]
    assert [(made[name].language, made[name].title) for name in list(made)[1:]] == [
        ("eng", None),
        ("ger", None),
        (None, "Director"),
    ]
    tones_heard = []
    for name in ("audio", "audio-2", "audio-3"):
        sound = whole(made[name], store.get, tmp_path / f"{name}.mp4")
        tones_heard.append(tone(sound))
        assert float(probe(sound, "-show_format")["format"]["duration"]) == pytest.approx(4.0, abs=0.05)
    assert tones_heard == pytest.approx([900, 300, 2000], rel=0.02)
    store.download(str(row(video_id).download_key), tmp_path / "kept.mp4")
    kept = probe(tmp_path / "kept.mp4", "-show_streams")["streams"]
    assert [each.get("tags", {}).get("language") for each in kept[1:]] == ["eng", "ger", "und"]
    assert [each["disposition"]["default"] for each in kept[1:]] == [1, 0, 0]
