"""The command that compiles two tracks opens files only, by named demuxers, and makes each track start when it did."""

from pathlib import Path

import pytest

from app.domain.multitrack import CompileOptions
from app.domain.uploads.containers import Container
from app.media.compiling import Picture, Sound, compile_args

STRANGE = Path("/scratch/concat:list.txt")
PICTURE = Picture(STRANGE, Container.WEBM, 1.5, 0.25, 640, 360, 30)
SOUND = Sound(STRANGE, Container.MP4, 0.75)
OPTIONS = CompileOptions(30, "ultrafast", "360p")
TARGET = Path("/scratch/out.mp4")


def after(argv: list[str], option: str) -> list[str]:
    """What follows each occurrence of an option."""
    return [value for name, value in zip(argv, argv[1:], strict=False) if name == option]


def test_tracks_are_opened_as_files_by_the_demuxer_of_their_container() -> None:
    argv = compile_args(PICTURE, SOUND, OPTIONS, TARGET)
    assert after(argv, "-i") == [f"file:{STRANGE}"] * 2
    assert after(argv, "-protocol_whitelist") == ["file", "file"]
    assert after(argv, "-f") == ["matroska", "mov", "mp4"]
    assert argv[-1] == f"file:{TARGET}"


def test_a_late_picture_stands_and_late_sound_is_silent() -> None:
    argv = compile_args(PICTURE, SOUND, OPTIONS, TARGET)
    (picture,), (sound,) = after(argv, "-vf"), after(argv, "-af")
    assert "tpad=start_mode=clone:start_duration=1.500000:stop_mode=clone:stop_duration=0.250000" in picture
    assert "adelay=750:all=1" in sound
    assert after(argv, "-map") == ["0:V:0", "1:a:0"]


def test_options_are_the_encoders() -> None:
    argv = compile_args(PICTURE, None, OPTIONS, TARGET)
    assert (after(argv, "-crf"), after(argv, "-preset"), after(argv, "-g")) == (["30"], ["ultrafast"], ["60"])


@pytest.mark.parametrize(
    ("picture", "sound", "left_out", "mapped"), [(PICTURE, None, "-an", "0:V:0"), (None, SOUND, "-vn", "0:a:0")]
)
def test_one_track_alone(picture: Picture | None, sound: Sound | None, left_out: str, mapped: str) -> None:
    argv = compile_args(picture, sound, OPTIONS, TARGET)
    assert left_out in argv
    assert after(argv, "-map") == [mapped]
    assert len(after(argv, "-i")) == 1
