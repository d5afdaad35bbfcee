"""Command lines name the demuxer and the protocol, whatever the file is called."""

from pathlib import Path

import pytest

from app.domain.takes import Part, Step, Way
from app.domain.uploads.containers import Container
from app.domain.webm import Track
from app.media.ffmpeg import Shown, concat_args, concat_list, even_out_args, input_args, sample_args, still_args

STRANGE = Path("/scratch/concat:list.txt")
WEBM = Shown(STRANGE, Container.WEBM, 0, 1280, 720)
STREAM = Shown(STRANGE, Container.MPEG_TS, 0, 1280, 720)


@pytest.mark.parametrize("container", list(Container))
def test_every_container_has_a_named_demuxer_and_files_only(container: Container) -> None:
    argv = input_args(STRANGE, container)
    assert argv[:3] == ["-protocol_whitelist", "file", "-f"]
    assert argv[3] in {"matroska", "mov", "avi", "mpegts", "ogg", "mp3"}
    assert argv[4:] == ["-i", "file:/scratch/concat:list.txt"]


def test_input_options_come_before_the_input() -> None:
    for argv in (
        still_args(WEBM, 1.5, 640),
        sample_args(WEBM, (640, 360), 2),
    ):
        assert argv.index("-protocol_whitelist") < argv.index("-i")
        assert argv[-1] == "-"
    assert "1.500" in still_args(WEBM, 1.5, 640)


def test_a_transport_stream_is_moved_to_zero_and_others_keep_their_timeline() -> None:
    assert "-copyts" in sample_args(WEBM, (640, 360), 2)
    assert "-copyts" not in sample_args(STREAM, (640, 360), 2)


PICTURE = Track(0, "video", "V_VP9", width=640, height=360)
SOUND = Track(0, "audio", "A_OPUS", channels=2)
OUT = Path("/scratch/out.mkv")


def after(argv: list[str], option: str) -> list[str]:
    """What follows each occurrence of an option."""
    return [value for name, value in zip(argv, argv[1:], strict=False) if name == option]


def test_a_session_that_is_as_it_should_be_is_copied() -> None:
    argv = even_out_args(STRANGE, Step(Part(Way.COPY, PICTURE), Part(Way.COPY, SOUND), 5.0), OUT)
    assert after(argv, "-map") == ["0:v:0", "0:a:0"]
    assert (after(argv, "-c:v"), after(argv, "-c:a")) == (["copy"], ["copy"])
    assert argv[-3:] == ["-f", "matroska", "file:/scratch/out.mkv"]
    assert after(argv, "-protocol_whitelist") == ["file"]


@pytest.mark.parametrize("codec", ["V_VP8", "V_VP9"])
def test_another_picture_is_fitted_into_what_it_is_to_be(codec: str) -> None:
    into = Track(0, "video", codec, width=640, height=360)
    argv = even_out_args(STRANGE, Step(Part(Way.ENCODE, into), Part(Way.COPY, SOUND), 5.0), OUT)
    (filters,) = after(argv, "-vf")
    assert filters.startswith("scale=w=640:h=360:force_original_aspect_ratio=decrease,pad=w=640:h=360:")
    assert after(argv, "-c:v") == [{"V_VP8": "libvpx", "V_VP9": "libvpx-vp9"}[codec]]
    assert after(argv, "-threads") == ["2", "2"]


def test_what_a_session_lacks_comes_from_inputs_of_our_own() -> None:
    argv = even_out_args(STRANGE, Step(Part(Way.FILL, PICTURE), Part(Way.FILL, SOUND), 2.5), OUT)
    _, black, silence = after(argv, "-i")
    assert black == "color=c=black:s=640x360:r=30:d=2.500000"
    assert silence == "anullsrc=r=48000:cl=stereo:d=2.500000"
    assert after(argv, "-map") == ["1:v:0", "2:a:0"]


def test_a_recording_of_sound_alone_has_no_other_track() -> None:
    argv = even_out_args(STRANGE, Step(None, Part(Way.ENCODE, SOUND), 5.0), OUT)
    assert after(argv, "-map") == ["0:a:0"]
    assert after(argv, "-ac") == ["2"]


def test_the_list_names_files_beside_it_and_nothing_else_is_opened() -> None:
    assert concat_list([("a.mkv", 1.25), ("b.mkv", 2.0)]) == (
        "ffconcat version 1.0\nfile a.mkv\nduration 1.250000\nfile b.mkv\nduration 2.000000\n"
    )
    argv = concat_args(Path("/scratch/list"), OUT, "webm")
    assert after(argv, "-protocol_whitelist") == ["file"]
    assert after(argv, "-format_whitelist") == ["concat,matroska"]
    assert after(argv, "-safe") == ["1"]
    assert after(argv, "-cues_to_front") == ["1"]
    assert after(argv, "-f") == ["concat", "webm"]
    assert after(concat_args(Path("/scratch/list"), OUT, "matroska"), "-f") == ["concat", "matroska"]
