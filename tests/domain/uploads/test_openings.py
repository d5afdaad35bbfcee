"""A stream is told by its first bytes, however they are cut, and nothing else passes for a recording."""

from pathlib import Path

import pytest

from app.domain.uploads.openings import OPENING_BYTES, Opening, content_type, opening
from tests.support.scanner import EICAR

FIXTURES = Path(__file__).parents[2] / "fixtures"
RECORDINGS = [*sorted((FIXTURES / "webm").glob("*.webm")), *sorted((FIXTURES / "media").glob("chromium-*"))]
SILENT_OGG = b"OggS\0\2" + bytes(20) + b"\1\x13OpusHead" + bytes(40)
HEAD = RECORDINGS[0].read_bytes()[:OPENING_BYTES]
EBML = HEAD[: HEAD.index(bytes.fromhex("18538067"))]
OTHERS = {
    "eicar": EICAR,
    "program": b"MZ" + bytes(100),
    "page": b"<!doctype html><script>alert(1)</script>",
    "playlist": b"#EXTM3U\n#EXT-X-VERSION:3\n",
    "picture": b"\xff\xd8\xff\xe0" + bytes(100),
    "zeros": bytes(OPENING_BYTES),
    "eicar behind an EBML head": EBML + EICAR,
    "eicar behind ftyp": b"\0\0\0\x14ftypisom\0\0\0\0isom" + EICAR,
    "another DocType": EBML.replace(b"webm", b"text") + HEAD[len(EBML) :],
    "a head without end": b"\x1a\x45\xdf\xa3\xff" + bytes(OPENING_BYTES),
    "a box of no size": b"\0\0\0\x14ftypisom\0\0\0\0isom" + bytes(100),
    "a picture in boxes": b"\0\0\0\x14ftypavif\0\0\0\0avif\0\0\1\0moov",
    "a page of Ogg that is not the first": SILENT_OGG.replace(b"\0\2", b"\0\0", 1),
    "Ogg of something else": SILENT_OGG.replace(b"OpusHead", b"EICAREIC"),
    "fillers without end": EBML + b"\xec\x80" * OPENING_BYTES,
}


@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.name)
def test_what_recorders_write_passes_as_soon_as_it_can_be_told(path: Path) -> None:
    data = path.read_bytes()[:OPENING_BYTES]
    said = [opening(data[:size]) for size in range(len(data))]
    assert Opening.OTHER not in said
    told = said.index(Opening.RECORDING)
    assert told < 200
    assert set(said[told:]) == {Opening.RECORDING}


def test_ogg_passes() -> None:
    assert [opening(SILENT_OGG[:size]) for size in (3, 20, 60)] == [Opening.UNTOLD, Opening.UNTOLD, Opening.RECORDING]


@pytest.mark.parametrize("data", OTHERS.values(), ids=OTHERS)
def test_nothing_else_does(data: bytes) -> None:
    assert opening(data) is Opening.OTHER


@pytest.mark.parametrize(
    ("head", "claimed", "kind"),
    [
        (HEAD, "video/webm;codecs=vp9,opus", "video/webm"),
        (HEAD, "audio/webm", "audio/webm"),
        (HEAD, "video/mp4", "video/webm"),
        (HEAD, "text/html", "video/webm"),
        (RECORDINGS[-2].read_bytes()[:OPENING_BYTES], "video/webm", "video/mp4"),
        (RECORDINGS[-2].read_bytes()[:OPENING_BYTES], "audio/mp4", "audio/mp4"),
        (SILENT_OGG, "audio/ogg", "audio/ogg"),
        (SILENT_OGG, "video/ogg", "video/ogg"),
        (EICAR, "video/webm", "application/octet-stream"),
    ],
)
def test_objects_get_a_type_of_ours(head: bytes, claimed: str, kind: str) -> None:
    assert content_type(head, claimed) == kind
