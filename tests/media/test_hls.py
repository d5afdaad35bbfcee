"""Renditions made in pieces are frame for frame those of a single run, and show what the source shows."""

import dataclasses
import math
import os
from fractions import Fraction
from pathlib import Path

import pytest

from app.config import Settings, load
from app.domain.transcode.ladder import rungs
from app.domain.transcode.pieces import Piece
from app.domain.transcode.sounds import Sound
from app.domain.uploads.containers import Container
from app.media import fmp4, process
from app.media.hls import Encoding, Source, copy_args, download_args, piece_args, sound_args, timescale
from app.media.look import Look
from app.media.probe.examine import container_of
from app.media.probe.survey import survey
from app.services.transcode.plan import Plan, plan
from tests.support.numbered import numbered, shown
from tests.support.quick import quick

LIMITS = process.Limits(seconds=60)
STRANGE = Path("/scratch/concat:list.txt")
SOURCE = Source(STRANGE, Container.WEBM, 0, 1, 0.0)
HOW = Encoding(Fraction(30), "ultrafast")
X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-pix_fmt", "yuv420p", "-crf", "10")
VP8 = ("-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "2M")


def after(argv: list[str], option: str) -> list[str]:
    """What follows each occurrence of an option."""
    return [value for name, value in zip(argv, argv[1:], strict=False) if name == option]


def small(**changes: float) -> Settings:
    """Settings with segments of a second, and an encoder that is quick."""
    return dataclasses.replace(load(os.environ), segment_seconds=1, transcode_preset="superfast", **changes)


def made(path: Path, folder: Path, decided: Plan) -> Path:
    """The top rung: all pieces one behind the other, as they are delivered."""
    target = folder / f"whole-{len(decided.pieces)}.mp4"
    inits = set()
    with target.open("wb") as whole:
        for piece in decided.pieces:
            how = Encoding(decided.fps, decided.preset)
            process.run(piece_args(decided.source(path), piece, decided.rungs, how, folder), LIMITS)
            encoded = folder / f"{decided.rungs[0].name}.mp4"
            data, found = encoded.read_bytes(), fmp4.layout(encoded)
            inits.add(data[: found.init_size])
            scale = found.timescale / decided.fps
            assert [fragment.start for fragment in found.fragments] == [int(cut * scale) for cut in piece.cuts]
            if piece.number == 0:
                whole.write(data[: found.init_size])
            whole.write(fmp4.read(encoded, found.fragments, 1))
    assert len(inits) == 1
    return target


def wanted(path: Path, decided: Plan) -> list[int]:
    """Which source frame is on screen at each frame of the output: the last one whose time, rounded, is not later."""
    numbers: list[int] = []
    frames = shown(path)
    first = 0.0 if Container(decided.container).starts_at_zero else frames[0][0]
    places = [math.floor((at - first) * float(decided.fps) + 0.5 + 1e-4) for at, _ in frames]
    current = 0
    for index in range(decided.frames):
        while current + 1 < len(places) and places[current + 1] <= index:
            current += 1
        numbers.append(frames[current][1])
    return numbers


KEYS = ("-g", "20")
CASES = {
    "30.webm": ("30", 5, "", VP8),
    "2997.mp4": ("30000/1001", 5, "", X264),
    "25.ts": ("25", 5, "", X264),
    "10.avi": ("10", 14, "", ("-c:v", "mpeg4", "-q:v", "2")),
    "60.mp4": ("60", 3.5, "", X264),
    "2398.mkv": ("24000/1001", 5, "", X264),
    # A screen that changes at odd moments, and not at all for ten seconds.
    "vfr.webm": ("30", 20, ",select='lt(mod(n*7,10),6)*not(between(t,3.2,13.2))'", VP8),
}


@pytest.mark.parametrize("name", quick(CASES.keys(), "30.webm", "2997.mp4"))
def test_pieces_are_frame_for_frame_what_one_run_makes(tmp_path: Path, name: str) -> None:
    rate, seconds, filters, options = CASES[name]
    path = numbered(tmp_path / name, rate, seconds, *options, *KEYS, filters=filters)
    container = container_of(path)
    split = plan(path, container, "key", small(piece_seconds=2), may_copy=False)
    single = plan(path, container, "key", small(piece_seconds=600), may_copy=False)
    assert len(split.pieces) >= 2
    assert len(single.pieces) == 1
    in_pieces, at_once = shown(made(path, tmp_path, split)), shown(made(path, tmp_path, single))
    assert in_pieces == at_once
    assert [number for _, number in at_once] == wanted(path, single)
    assert [at for at, _ in at_once] == pytest.approx([float(n / single.fps) for n in range(single.frames)], abs=2e-6)


def test_a_steady_source_keeps_every_frame(tmp_path: Path) -> None:
    path = numbered(tmp_path / "29.mp4", "30000/1001", 4, *X264, *KEYS)
    decided = plan(path, container_of(path), "key", small(piece_seconds=600), may_copy=False)
    assert [number for _, number in shown(made(path, tmp_path, decided))] == list(range(len(shown(path))))


def test_a_copy_keeps_frames_and_times(tmp_path: Path) -> None:
    path = numbered(tmp_path / "copy.mp4", "30", 5, *X264, "-bf", "0", "-g", "30", "-sc_threshold", "0")
    decided = plan(path, container_of(path), "key", small(piece_seconds=600))
    assert decided.copied is not None and decided.cuts == (0, 30, 60, 90, 120)
    process.run(copy_args(decided.source(path), decided.copied, decided.fps, tmp_path), LIMITS)
    target = tmp_path / f"{decided.copied.name}.mp4"
    found = fmp4.layout(target)
    assert [fragment.start for fragment in found.fragments] == [30_000 * n for n in range(5)]
    assert [fragment.samples for fragment in found.fragments] == [30] * 5
    assert shown(target) == shown(path)


def test_every_command_names_the_demuxer_and_the_protocol() -> None:
    piece = Piece(0, 0, 300, (0, 120, 240), None)
    commands = [
        piece_args(SOURCE, piece, rungs(1280, 720, Fraction(30)), HOW, Path("/out")),
        copy_args(SOURCE, rungs(1280, 720, Fraction(30))[0], Fraction(30), Path("/out")),
        sound_args(SOURCE, 10.0, 4.0, Path("/out")),
    ]
    for argv in commands:
        at = argv.index("-i")
        assert argv[at - 4 : at] == ["-protocol_whitelist", "file", "-f", "matroska"]
        assert argv[at + 1] == "file:/scratch/concat:list.txt"
    argv = download_args(Path("/a.mp4"), [(Path("/b.mp4"), Sound("audio", 1, "ger"))], Path("/c.mp4"))
    assert after(argv, "-protocol_whitelist") == ["file", "file"]
    assert after(argv, "-movflags") == ["+faststart"]
    # Nothing is said of a single sound.
    assert not after(argv, "-metadata:s:a:0") and not after(argv, "-disposition:a:0")


def test_one_command_makes_all_rungs_with_keyframes_where_segments_begin() -> None:
    ladder = rungs(1920, 1080, Fraction(30))
    argv = piece_args(SOURCE, Piece(1, 3600, 3900, (3600, 3720, 3840), 118.2), ladder, HOW, Path("/out"))
    assert argv.count("libx264") == len(ladder) == 5
    assert set(after(argv, "-force_key_frames")) == {"expr:gte(t,n_forced*4.000000000-0.008333)"}
    assert set(after(argv, "-sc_threshold")) == {"0"}
    assert after(argv, "-ss") == ["118.200000"]
    assert argv.index("-ss") < argv.index("-i")
    (graph,) = after(argv, "-filter_complex")
    assert "fps=fps=30:start_time=120.000000" in graph
    assert "trim=end_frame=300" in graph


def test_keyframes_of_half_a_day_fit_into_an_argument() -> None:
    cuts = tuple(range(0, 12 * 3600 * 30, 60))
    ladder = rungs(640, 360, Fraction(30))
    argv = piece_args(SOURCE, Piece(0, 0, cuts[-1] + 60, cuts, None), ladder, HOW, Path("/out"))
    assert max(map(len, argv)) < 2000
    uneven = Piece(0, 0, 300, (0, 60, 100, 160), None)
    assert set(after(piece_args(SOURCE, uneven, ladder, HOW, Path("/out")), "-force_key_frames")) == {
        "1.991667,3.325000,5.325000"
    }


def test_hdr_is_brought_down_and_fields_are_put_together() -> None:
    source = dataclasses.replace(SOURCE, look=Look("smpte2084", interlaced=True, square=False))
    piece = Piece(0, 0, 30, (0,), None)
    (graph,) = after(piece_args(source, piece, rungs(720, 576, Fraction(25)), HOW, Path("/o")), "-filter_complex")
    assert "bwdif" in graph and "zscale=tin=smpte2084" in graph and "tonemap" in graph
    assert ",pad=" not in graph


@pytest.mark.parametrize("rate", [Fraction(30000, 1001), Fraction(24000, 1001), Fraction(25), Fraction(5)])
def test_a_frame_lasts_whole_ticks(rate: Fraction) -> None:
    assert (timescale(rate) / rate).denominator == 1


def test_a_survey_knows_streams_and_times(tmp_path: Path) -> None:
    path = numbered(tmp_path / "a.mkv", "10", 2, *X264, "-g", "5")
    found = survey(path, container_of(path))
    assert (found.video, found.audio, found.width, found.height) == (0, None, 240, 136)
    assert list(found.times) == pytest.approx([n / 10 for n in range(20)], abs=1e-3)
    assert found.keyframes == pytest.approx([0, 0.5, 1.0, 1.5], abs=1e-3)
    assert found.duration == pytest.approx(2.0, abs=0.01)
