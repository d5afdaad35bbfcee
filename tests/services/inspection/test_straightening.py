"""Whatever a file's clock said: the video begins at zero, is as long as what is shown, and stays in sync."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.uploads.containers import Container
from app.media.probe.examine import container_of, examine
from app.services.inspection import joining, straightening
from tests.media.making import make
from tests.support.quick import quick
from tests.support.seconds_coded import beeps, seconds_shown

FIELD = Path(__file__).parents[2] / "fixtures" / "field"
LATEST = 0.5
WRAP = 2**33 / 90_000


def shifted(seconds: float, name: str = "shifted.ts") -> Callable[[Path], Path]:
    """The film with a clock that begins at so many seconds."""

    def made(folder: Path) -> Path:
        at = ["-i", str(FIELD / "mkv-late.mkv"), "-c", "copy", "-output_ts_offset", str(seconds)]
        return make(folder / name, *at, *(["-f", "mpegts"] if name.endswith("ts") else []))

    return made


def cat(*parts: Callable[[Path], Path]) -> Callable[[Path], Path]:
    """Films end to end."""

    def made(folder: Path) -> Path:
        whole = folder / "whole.ts"
        whole.write_bytes(b"".join(part(folder).read_bytes() for part in parts))
        return whole

    return made


def field(name: str) -> Callable[[Path], Path]:
    """A file as somebody sent it."""
    return lambda folder: Path(shutil.copy(FIELD / name, folder / name))


SIX = [0, 1, 2, 3, 4, 5]
FILES = {
    "a stream from a minute on": (field("ts-60.ts"), SIX),
    "a stream whose clock starts again": (field("ts-cat.ts"), [0, 1, 4, 5]),
    "a film cut out of a longer one": (field("mkv-late.mkv"), SIX),
    "a camera's packets": (field("camcorder.mts"), [0, 1, 2, 3]),
    "a stream from an hour on": (shifted(3600), SIX),
    "a clock that wraps around": (shifted(WRAP - 4), SIX),
    "a clock that jumps ahead": (cat(shifted(0, "a.ts"), shifted(40_000, "b.ts")), SIX + SIX),
    "a clock that jumps back": (cat(shifted(40_000, "a.ts"), shifted(10, "b.ts")), SIX + SIX),
    "a WebM cut out of a longer one": (shifted(900, "late.mkv"), SIX),
}


@pytest.mark.parametrize(
    "name",
    quick(
        FILES.keys(),
        "a stream from a minute on",
        "a stream whose clock starts again",
        "a clock that wraps around",
        "a WebM cut out of a longer one",
    ),
)
def test_times_become_positions(tmp_path: Path, name: str) -> None:
    build, shown = FILES[name]
    path = build(tmp_path)
    straight = straightening.straighten(path, container_of(path), LATEST)
    assert straight is not None
    facts = examine(straight.path)
    assert facts.duration == pytest.approx(len(shown), abs=0.12)
    assert facts.container.mime_type == straight.mime_type
    moments = [second + 0.5 for second in range(len(shown))]
    assert seconds_shown(straight.path, *moments) == shown
    heard = beeps(straight.path)
    assert heard[: len(shown)] == pytest.approx([float(second) for second in range(len(shown))], abs=0.12)
    # As it is by now, so it stays.
    assert straightening.straighten(straight.path, facts.container, LATEST) is None


@pytest.mark.parametrize("name", ["sar.mp4", "default-2nd.mkv", "docsize.webm", "rgb.mkv"])
def test_what_is_as_it_should_be_stays(name: str, tmp_path: Path) -> None:
    path = field(name)(tmp_path)
    assert straightening.straighten(path, container_of(path), LATEST) is None


def test_of_what_cannot_be_read_nothing_is_made(tmp_path: Path) -> None:
    path = tmp_path / "noise.ts"
    path.write_bytes((b"\x47" + bytes(187)) * 50)
    assert straightening.straighten(path, Container.MPEG_TS, LATEST) is None


@pytest.mark.parametrize("name", quick(["fmp4-restart.mp4", "v-restart.webm", "twice.mp4"], "v-restart.webm"))
def test_a_recorder_that_was_started_again_loses_nothing(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "twice.mp4":
        # Not in fragments: each has its index, which counts from its own beginning.
        half = make(tmp_path / "half.mp4", "-i", str(FIELD / "mkv-late.mkv"), "-t", "3", "-c", "copy")
        path.write_bytes(half.read_bytes() * 2)
    else:
        shutil.copy(FIELD / name, path)
    shown = [0, 1, 2, 0, 1, 2] if name == "twice.mp4" else SIX
    ranges = joining.takes_of(path, container_of(path))
    assert len(ranges) == 2
    joined = joining.join(path, container_of(path), ranges, lambda share: None)
    assert joined.mime_type == ("video/webm;codecs=vp8" if name == "v-restart.webm" else "video/mp4")
    facts = examine(joined.path)
    assert facts.duration == pytest.approx(6.0, abs=0.12)
    assert seconds_shown(joined.path, *(second + 0.5 for second in range(6))) == shown
    if facts.audio:
        assert beeps(joined.path)[:6] == pytest.approx([float(second) for second in range(6)], abs=0.12)


def test_a_take_that_broke_off_in_its_head_is_none(tmp_path: Path) -> None:
    whole = (FIELD / "fmp4-restart.mp4").read_bytes()
    path = tmp_path / "broken.mp4"
    (_, middle), _ = joining.takes_of(FIELD / "fmp4-restart.mp4", Container.MP4)
    path.write_bytes(whole[: middle + 200])
    ranges = joining.takes_of(path, Container.MP4)
    assert len(ranges) == 2
    joined = joining.join(path, Container.MP4, ranges, lambda share: None)
    assert joined.seconds == pytest.approx(3.0, abs=0.12)


def test_what_cannot_be_played_goes_along_and_so_do_all_sounds(tmp_path: Path) -> None:
    """The probe is to see what there was, and people are to choose."""
    sounds = ["-f", "lavfi", "-i", "sine=duration=2", "-map", "0", "-map", "1", "-map", "1", "-map", "1"]
    coded = ["-c:v", "libx264", "-c:a:0", "aac", "-c:a:1", "dca", "-c:a:2", "mp2", "-strict", "-2", "-ar", "48000"]
    film = ["-f", "lavfi", "-i", "testsrc=duration=2:size=160x120:rate=10"]
    path = make(tmp_path / "film.ts", *film, *sounds, *coded, "-output_ts_offset", "60")
    straight = straightening.straighten(path, Container.MPEG_TS, LATEST)
    assert straight is not None
    facts = examine(straight.path)
    assert [sound.codec for sound in facts.sounds] == ["aac", "mp2"]
    assert [track.codec for track in facts.unplayed] == ["dts"]
    assert facts.duration == pytest.approx(2.0, abs=0.12)


@pytest.mark.parametrize(("codec", "mime_type"), [("libopus", "video/webm"), ("flac", "video/x-matroska")])
def test_ogg_becomes_what_browsers_seek_in_and_what_follows_in_it_is_kept(
    tmp_path: Path, codec: str, mime_type: str
) -> None:
    """A recorder that was started again writes one Ogg behind the other, each with a clock of its own."""
    film = ["-i", str(FIELD / "mkv-late.mkv"), "-map", "0:a", "-t", "3", "-c:a", codec, "-f", "ogg"]
    once = make(tmp_path / "once.ogg", *film)
    path = tmp_path / "twice.ogg"
    path.write_bytes(once.read_bytes() + make(tmp_path / "again.ogg", *film).read_bytes())
    assert container_of(path) is Container.OGG
    straight = straightening.straighten(path, Container.OGG, LATEST)
    assert straight is not None and straight.mime_type == mime_type
    facts = examine(straight.path)
    assert facts.duration == pytest.approx(6.0, abs=0.12)
    assert beeps(straight.path)[:6] == pytest.approx([float(second) for second in range(6)], abs=0.12)
