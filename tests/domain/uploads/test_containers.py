"""Containers are told by their first bytes, and nothing else passes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.uploads.containers import SNIFF_BYTES, Container, sniff

MEDIA = Path(__file__).parents[2] / "fixtures" / "media"


def box(kind: bytes, brand: bytes = b"isom") -> bytes:
    return (24).to_bytes(4, "big") + kind + brand + bytes(12)


@pytest.mark.parametrize(
    ("name", "container"),
    [
        ("chromium-camera-vp9-opus.webm", Container.WEBM),
        ("chromium-camera-h264-opus.mp4", Container.MP4),
        ("guide.webm", Container.WEBM),
    ],
)
def test_recordings_are_recognised(name: str, container: Container) -> None:
    with (MEDIA / name).open("rb") as file:
        assert sniff(file.read(SNIFF_BYTES)) is container


@pytest.mark.parametrize(
    ("head", "container"),
    [
        (b"\x1aE\xdf\xa3\x93\x42\x82\x88matroska", Container.MATROSKA),
        (box(b"ftyp", b"qt  "), Container.QUICKTIME),
        (box(b"moov"), Container.QUICKTIME),
        (b"RIFF\x00\x00\x00\x00AVI LIST", Container.AVI),
        ((b"\x47" + bytes(187)) * 4, Container.MPEG_TS),
        (b"OggS\x00\x02" + bytes(40), Container.OGG),
        (b"ID3\x04\x00\x00\x00\x00\x1f\x76" + bytes(40), Container.MP3),
        ((b"\xff\xfb\x90\x64" + bytes(413)) * 3, Container.MP3),
    ],
)
def test_other_containers_are_recognised(head: bytes, container: Container) -> None:
    assert sniff(head) is container


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"#EXTM3U\n#EXT-X-VERSION:3\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\x00\x00\x00\x00WAVEfmt ",
        b"\x1aE\xdf\xa3\x93\x42\x82\x88something",
        b"\x1aE\xdf\xa3",
        box(b"ftyp", b"heic"),
        box(b"ftyp", b"avif"),
        b"WEBVTT\n\n",
        b"ID3\xff\xff\x00\x80\x80\x80\x80",
        b"\xff\xfb\x90\x64" + bytes(4000),
        b"\xff\xf1\x50\x80" * 900,
    ],
)
def test_everything_else_is_not(head: bytes) -> None:
    assert sniff(head) is None


@given(st.text(max_size=600))
def test_text_is_never_a_container(text: str) -> None:
    head = text.encode()
    assert sniff(head) in (None, Container.QUICKTIME, Container.MP4, Container.AVI)
    if b"ftyp" not in head and not any(
        word in head[:8] for word in (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
    ):
        assert sniff(head) is None or head.startswith(b"RIFF")


@given(st.binary(max_size=SNIFF_BYTES))
def test_no_bytes_are_too_strange(head: bytes) -> None:
    sniff(head)
    sniff(b"\x1aE\xdf\xa3" + head)
    sniff(b"\x00\x00\x00\x18ftyp" + head)
