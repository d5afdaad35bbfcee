"""Tells by its first bytes whether a stream is what recorders write, while they pass: WebM, fragmented MP4 or Ogg.

More is asked of it than that a container can be told (`containers`): behind the head comes what holds the frames.
"""

from enum import StrEnum

from app.domain.uploads.containers import Container, sniff
from app.domain.webm.ebml import EbmlError, read_header

# A recorder has said what it writes by then.
OPENING_BYTES = 2048
# Of what is too short to be told.
UNTOLD_TYPE = "application/octet-stream"
_EBML = 0x1A45DFA3.to_bytes(4, "big")
_SEGMENT = 0x18538067
# What may lie between the head and the Segment (RFC 8794, 11.3).
_FILLERS = frozenset({0xEC, 0xBF})
_BOX = 8
_TRACKS = (b"moov", b"mdat")
_ISO_FILLERS = (b"free", b"skip", b"wide", b"uuid", b"styp", b"sidx", b"pdin")
_OGG = b"OggS"
# Its first page has a head, a table of one entry, and then the name of a codec (RFC 3533, 6).
_OGG_HEAD = 27
_OGG_BEGINS = 2
_OGG_CODECS = (b"OpusHead", b"\x01vorbis", b"\x7fFLAC", b"\x80theora", b"fishead\0", b"Speex   ")


class Opening(StrEnum):
    """What the first bytes of a stream say: too few to tell, a recording, or something else."""

    UNTOLD = "untold"
    RECORDING = "recording"
    OTHER = "other"


def opening(head: bytes) -> Opening:
    """What a stream is that begins with `head`; with OPENING_BYTES of it, one or the other."""
    said = _opening(head[:OPENING_BYTES])
    return Opening.OTHER if said is Opening.UNTOLD and len(head) >= OPENING_BYTES else said


def content_type(head: bytes, claimed: str) -> str:
    """The media type of what begins with `head`: of its sender's claim nothing is believed but that it is for the ear.

    Both hold either, so that the bytes say it only further back.
    """
    container = sniff(head)
    if container is None:
        return UNTOLD_TYPE
    is_sound = claimed.startswith("audio/")
    return _HEARD.get(container, container.mime_type) if is_sound else _SEEN.get(container, container.mime_type)


_HEARD = {Container.WEBM: "audio/webm", Container.MP4: "audio/mp4"}
_SEEN = {Container.OGG: "video/ogg"}


def _opening(head: bytes) -> Opening:
    for begins, tell in ((_EBML, _ebml), (_OGG, _ogg)):
        if begins.startswith(head[:4]):
            return tell(head) if len(head) >= 4 else Opening.UNTOLD
    if b"ftyp".startswith(head[4:8]):
        return _iso(head)
    return Opening.OTHER


def _ebml(head: bytes) -> Opening:
    try:
        at = _end_of(head, 0)
        if at is None or at > len(head):
            return Opening.UNTOLD
        if sniff(head) not in (Container.WEBM, Container.MATROSKA):
            return Opening.OTHER
        while (element := read_header(head, at, len(head))) is not None:
            if element.id not in _FILLERS:
                return Opening.RECORDING if element.id == _SEGMENT else Opening.OTHER
            at = _end_of(head, at) or len(head)
    except EbmlError:
        return Opening.OTHER
    return Opening.UNTOLD


def _end_of(head: bytes, at: int) -> int | None:
    """Where an element ends; None where its own head is not whole. Raises EbmlError where it does not say."""
    element = read_header(head, at, len(head))
    if element is None:
        return None
    if element.size < 0:
        raise EbmlError("an element without an end")
    return at + element.length + element.size


def _iso(head: bytes) -> Opening:
    if len(head) >= 2 * _BOX and sniff(head) not in (Container.MP4, Container.QUICKTIME):
        return Opening.OTHER
    at = _next_box(head, 0)
    while at is not None and at + _BOX <= len(head):
        kind = head[at + 4 : at + _BOX]
        if kind in _TRACKS:
            return Opening.RECORDING
        if kind not in _ISO_FILLERS:
            return Opening.OTHER
        at = _next_box(head, at)
    return Opening.UNTOLD if at is not None or len(head) < _BOX else Opening.OTHER


def _next_box(head: bytes, at: int) -> int | None:
    """Where the box ends that begins here; None where that is nowhere (ISO/IEC 14496-12, 4.2)."""
    size = int.from_bytes(head[at : at + 4], "big")
    return at + size if size >= _BOX and len(head) >= at + _BOX else None


def _ogg(head: bytes) -> Opening:
    if len(head) <= _OGG_HEAD or len(head) < _OGG_HEAD + head[_OGG_HEAD - 1] + 8:
        return Opening.UNTOLD
    codec = head[_OGG_HEAD + head[_OGG_HEAD - 1] :]
    is_first = head[4] == 0 and head[5] & _OGG_BEGINS
    return Opening.RECORDING if is_first and codec.startswith(_OGG_CODECS) else Opening.OTHER
