"""What the demuxer takes, the sniffer takes: of every container we read, in every shape that it may have."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.uploads.containers import SNIFF_BYTES, Container, sniff
from app.media.probe.examine import examine

FIXTURES = Path(__file__).parents[2] / "fixtures"
FIELD = FIXTURES / "field"
STREAM = (FIELD / "ts-60.ts").read_bytes()[: 188 * 300]
WEBM = (FIXTURES / "webm" / "chromium-vp8-opus.webm").read_bytes()
NAMES = {
    "matroska,webm": (Container.WEBM, Container.MATROSKA),
    "mov,mp4,m4a,3gp,3g2,mj2": (Container.MP4, Container.QUICKTIME),
    "avi": (Container.AVI,),
    "mpegts": (Container.MPEG_TS,),
}


def opened(path: Path) -> str:
    """What ffprobe takes a file for that finds a picture in it; empty where it does not."""
    argv = ["ffprobe", "-v", "quiet", "-select_streams", "v", "-show_entries", "format=format_name:stream=width"]
    found = subprocess.run([*argv, "-of", "csv=p=0", str(path)], capture_output=True, text=True, check=False)
    lines = found.stdout.strip().splitlines()
    return lines[-1].strip('",') if len(lines) > 1 else ""


def packets(before: int, behind: int) -> bytes:
    """The transport stream, its packets with so many bytes before and behind."""
    each = (STREAM[at : at + 188] for at in range(0, len(STREAM), 188))
    return b"".join(bytes(before) + packet + bytes(behind) for packet in each)


def vint(value: int, width: int) -> bytes:
    """A size of so many bytes."""
    return (value | 1 << 7 * width).to_bytes(width, "big")


def element(name: bytes, data: bytes, width: int) -> bytes:
    """An EBML element whose size takes `width` bytes."""
    return name + vint(len(data), width) + data


@st.composite
def heads(draw: st.DrawFn) -> bytes:
    """The head of a recording, with its elements in any order, sizes of any width, and room that nobody uses."""
    width = st.integers(1, 8)
    zeros = bytes(draw(st.integers(0, 3)))
    children = [
        element(b"\x42\x86", b"\x01", draw(width)),
        element(b"\x42\xf7", b"\x01", draw(width)),
        element(b"\x42\xf2", b"\x04", draw(width)),
        element(b"\x42\xf3", b"\x08", draw(width)),
        element(b"\x42\x82", draw(st.sampled_from([b"webm", b"matroska"])) + zeros, draw(width)),
        element(b"\x42\x87", b"\x04", draw(width)),
        element(b"\x42\x85", b"\x02", draw(width)),
        element(b"\xec", bytes(draw(st.integers(0, 90))), draw(width)),
    ]
    head = b"".join(draw(st.permutations(children)))
    return element(b"\x1aE\xdf\xa3", head, draw(st.integers(2, 8)))


FEW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@given(shape=st.sampled_from([(0, 0), (4, 0), (0, 16)]), cut=st.integers(0, 3 * 204))
def test_a_transport_stream_is_taken_whatever_its_packets_and_wherever_it_begins(
    tmp_path: Path, shape: tuple[int, int], cut: int
) -> None:
    is_taken(tmp_path / "sent", packets(*shape)[cut:])


@FEW
@given(head=heads())
def test_a_recording_is_taken_however_its_head_is_written(tmp_path: Path, head: bytes) -> None:
    assert is_taken(tmp_path / "sent", head + WEBM[WEBM.index(b"\x18S\x80g") :])


def is_taken(path: Path, data: bytes) -> bool:
    """Whether ffprobe opens it as one of our containers; if so, the sniffer has to agree."""
    path.write_bytes(data)
    kinds = NAMES.get(opened(path))
    # Cut at the worst of places it takes a stream for bare pictures, which nobody sends.
    if kinds:
        assert sniff(data[:SNIFF_BYTES]) in kinds
    return kinds is not None


def test_streams_cut_in_the_middle_of_a_packet_are_taken() -> None:
    for shape in ((0, 0), (4, 0), (0, 16)):
        for cut in (1, 100, 187, 300):
            assert sniff(packets(*shape)[cut:][:SNIFF_BYTES]) is Container.MPEG_TS


@pytest.mark.parametrize(
    ("name", "container", "seconds"), [("camcorder.mts", Container.MPEG_TS, 4.0), ("docsize.webm", Container.WEBM, 6.0)]
)
def test_files_that_others_refuse(name: str, container: Container, seconds: float) -> None:
    facts = examine(FIELD / name)
    assert facts.container is container
    assert facts.duration == pytest.approx(seconds, abs=0.1)
    assert facts.video is not None and facts.audio is not None
