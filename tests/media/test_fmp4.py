"""Fragments of what ffmpeg wrote are found where they lie; what is no such file is refused."""

import struct
from pathlib import Path

import pytest

from app.media.fmp4 import BadFragments, layout, read
from tests.media.making import make, pattern
from tests.support.hls_check import probe

X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "10")
FLAGS = ("-f", "mp4", "-movflags", "+frag_keyframe+empty_moov+default_base_moof")


@pytest.fixture
def fragmented(tmp_path: Path) -> Path:
    return make(tmp_path / "a.mp4", *pattern(3), *X264, "-bf", "0", *FLAGS)


def test_fragments_are_found(fragmented: Path) -> None:
    found = layout(fragmented)
    assert found.codec.startswith("avc1.")
    seconds = [(each.start / found.timescale, each.duration / found.timescale) for each in found.fragments]
    assert seconds == [(0.0, 1.0), (1.0, 1.0), (2.0, 1.0)]
    assert [each.samples for each in found.fragments] == [10, 10, 10]
    assert {each.delay for each in found.fragments} == {0}
    assert found.fragments[0].offset == found.init_size


def test_a_fragment_plays_by_itself_and_is_numbered(fragmented: Path, tmp_path: Path) -> None:
    found = layout(fragmented)
    part = read(fragmented, found.fragments[1:], 7)
    assert struct.unpack_from(">I", part, 20) == (7,)
    alone = tmp_path / "alone.mp4"
    alone.write_bytes(fragmented.read_bytes()[: found.init_size] + part)
    packets = probe(alone, "-show_packets")["packets"]
    assert (len(packets), packets[0]["pts_time"], packets[0]["flags"][0]) == (20, "1.000000", "K")


def test_frames_decoded_ahead_are_noticed(tmp_path: Path) -> None:
    found = layout(make(tmp_path / "b.mp4", *pattern(3), *X264, "-bf", "2", *FLAGS))
    assert all(each.delay > 0 for each in found.fragments)


def test_other_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "not.mp4"
    for content in (b"", b"\0\0\0\4moof", b"hello, this is no box at all"):
        path.write_bytes(content)
        with pytest.raises(BadFragments):
            layout(path)
