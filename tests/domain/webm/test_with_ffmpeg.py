"""What ffmpeg and ffprobe think of the rewritten files, of real recordings and of streams ffmpeg makes."""

import re
import subprocess
from functools import lru_cache
from pathlib import Path

import pytest

from app.domain.webm import build_head, ids
from tests.support.webm_ffmpeg import (
    STREAMS,
    block_offsets,
    complaints,
    declared_duration,
    frames_from,
    make_stream,
    packets_end,
)
from tests.support.webm_make import index, index_in_pieces
from tests.support.webm_stretch import stretch, write_stretched

FRAME = 0.061
"""The longest frame there is in these files: Chromium's Opus, 60 ms, and a tick."""

stream_of = lru_cache(maxsize=None)(make_stream)


def rewrite(data: bytes, target: Path) -> Path:
    result = index(data)
    target.write_bytes(build_head(result) + data[result.head_length :])
    return target


def check_playable(data: bytes, folder: Path) -> None:
    """The contract: the right finite duration, a seek to 90 % by index, nothing to complain about."""
    path = rewrite(data, folder / "rewritten.webm")
    duration, end = declared_duration(path), packets_end(path)
    assert duration is not None
    assert abs(duration - end) <= FRAME
    assert complaints(path) == ""
    assert complaints(path, "-ss", str(duration * 0.9)) == ""
    assert 0 < frames_from(path, duration * 0.9) < frames_from(path, 0)


def test_a_real_recording_becomes_seekable(recording: bytes, tmp_path: Path) -> None:
    original = tmp_path / "original.webm"
    original.write_bytes(recording)
    assert declared_duration(original) is None
    if len(index(recording).cues) > 1:
        check_playable(recording, tmp_path)
    else:
        path = rewrite(recording, tmp_path / "rewritten.webm")
        assert abs((declared_duration(path) or 0) - packets_end(path)) <= FRAME
        assert complaints(path) == ""


@pytest.mark.parametrize("kind", [kind for kind in STREAMS if kind != "small clusters"])
def test_a_live_stream_of_ffmpeg_becomes_seekable(kind: str, tmp_path: Path) -> None:
    data = stream_of(kind)
    result = index(data)
    assert not result.damage and not result.takes[0].truncated
    assert len(result.cues) >= 2
    check_playable(data, tmp_path)


@pytest.mark.parametrize("kind", STREAMS)
def test_every_cue_is_at_a_keyframe_by_which_its_cluster_starts(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "live.webm"
    path.write_bytes(stream_of(kind))
    result = index(path.read_bytes())
    blocks = block_offsets(path)
    for cue in result.cues:
        cluster = result.takes[0].segment_data + cue.position
        assert next(keyframe for offset, keyframe in blocks if offset > cluster)


def test_clusters_that_start_between_keyframes_are_no_cues(tmp_path: Path) -> None:
    """Where keyframes are, and whether a cluster begins with one by chance, is up to an encoder that hurries."""
    data = stream_of("small clusters")
    live = tmp_path / "live.webm"
    live.write_bytes(data)
    blocks, clusters = (
        block_offsets(live),
        [at.start() for at in re.finditer(re.escape(ids.CLUSTER.to_bytes(4, "big")), data)],
    )
    beginning = [at for at in clusters if next(keyframe for offset, keyframe in blocks if offset > at)]
    result = index(data)
    assert [result.takes[0].segment_data + cue.position for cue in result.cues] == beginning
    assert len(clusters) > 10 and len(beginning) < sum(keyframe for _, keyframe in blocks)
    path = rewrite(data, tmp_path / "rewritten.webm")
    assert declared_duration(path) == pytest.approx(packets_end(path), abs=FRAME)
    assert complaints(path) == ""


@pytest.mark.parametrize("kind", STREAMS)
@pytest.mark.parametrize("size", [1, 13, 4096])
def test_cutting_it_into_pieces_changes_nothing(kind: str, size: int) -> None:
    data = stream_of(kind)
    assert index_in_pieces(data, size) == index(data)


def test_the_duration_is_the_one_ffmpeg_itself_would_write(tmp_path: Path) -> None:
    live, finished = tmp_path / "live.webm", tmp_path / "finished.webm"
    for kind in ("vp8-opus", "vp9", "uneven"):
        live.write_bytes(stream_of(kind))
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", live, "-c", "copy", finished], check=True)
        assert index(live.read_bytes()).duration == pytest.approx(declared_duration(finished), abs=0.041)


def test_a_pause_in_the_picture_is_no_damage_and_counts(tmp_path: Path) -> None:
    result = index(stream_of("uneven"))
    assert result.duration > 5
    assert not result.damage


def test_a_file_ffmpeg_finished_is_left_alone(tmp_path: Path) -> None:
    live, finished = tmp_path / "live.webm", tmp_path / "finished.webm"
    live.write_bytes(stream_of("vp8-opus"))
    subprocess.run(["ffmpeg", "-v", "error", "-i", live, "-c", "copy", finished], check=True)
    take = index(finished.read_bytes()).takes[0]
    assert take.seekable and take.has_cues_behind and not take.damage


def test_the_part_before_damage_and_the_part_behind_it_still_play(vp8: bytes, tmp_path: Path) -> None:
    data = vp8[:30_000] + b"\xff" * 3_000 + vp8[33_000:]
    [damage] = index(data).damage
    assert damage.resumed_at is not None
    path = rewrite(data, tmp_path / "damaged.webm")
    assert frames_from(path, 0) > frames_from(path, 5.0) > 0


def test_an_hour_of_real_clusters(vp8: bytes, tmp_path: Path) -> None:
    live, path = tmp_path / "live.webm", tmp_path / "hour.webm"
    write_stretched(vp8, 3600, live)
    data = live.read_bytes()
    live.unlink()
    rewrite(data, path)
    assert declared_duration(path) == pytest.approx(packets_end(path), abs=FRAME)
    assert declared_duration(path) == pytest.approx(3600, abs=7)
    # The index leads straight there: decoding from 90 % on gives the last tenth and no more.
    assert frames_from(path, 3240) < frames_from(path, 0) / 8
    path.unlink()


def test_stretching_keeps_the_way_clusters_are_written() -> None:
    for kind in ("vp8-opus", "h264-opus"):
        source = stream_of(kind)
        stretched = b"".join(stretch(source, 20))
        result = index(stretched)
        assert (result.damage, result.duration > 20) == ((), True)
        take, other = result.takes[0], index(source).takes[0]
        assert take.unknown_size_clusters == other.unknown_size_clusters
        assert stretched.count(ids.CLUSTER.to_bytes(4, "big")) >= 20 / other.duration


@pytest.mark.parametrize("cut", [0, 500, 1501])
def test_sessions_of_a_restarted_recorder_can_be_joined_from_their_offsets(
    vp8: bytes, cut: int, tmp_path: Path
) -> None:
    stream = vp8[: len(vp8) - cut] + vp8
    result = index(stream)
    names = []
    for number, take in enumerate(result.takes):
        path = rewrite(stream[take.offset : take.clean_end], tmp_path / f"{number}.webm")
        names.append(f"file '{path}'\n")
    (tmp_path / "list").write_text("".join(names))
    joined = tmp_path / "joined.webm"
    command = ["ffmpeg", "-v", "error", "-f", "concat", "-safe", "0", "-i", str(tmp_path / "list"), "-c", "copy"]
    subprocess.run([*command, str(joined)], check=True)
    assert declared_duration(joined) == pytest.approx(result.duration, abs=2 * FRAME)
    assert complaints(joined) == ""
