"""Tells a media container by its first bytes: no demuxer is ever guessed from what a stranger sent."""

from enum import StrEnum

from app.domain.uploads.mp3 import is_mp3
from app.domain.webm.ebml import EbmlError, read_header

SNIFF_BYTES = 2048
# Packets of a transport stream: as broadcast, with a time before each (AVCHD, Blu-ray), with parity behind (DVB).
_TS_PACKETS = (188, 192, 204)
_TS_SYNC = 0x47
# As many packets make one; text has such bytes at such distances, but not so often.
_TS_FEWEST = 3
_EBML, _DOC_TYPE = 0x1A45DFA3, 0x4282
_QUICKTIME_ATOMS = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
# ISO files that hold pictures, not tracks (ISO/IEC 23008-12 and the AVIF specification).
_PICTURE_BRANDS = (b"avif", b"heic", b"heix", b"heim", b"heis", b"mif1")


class Container(StrEnum):
    """The containers we read."""

    WEBM = "webm"
    MATROSKA = "matroska"
    MP4 = "mp4"
    QUICKTIME = "quicktime"
    AVI = "avi"
    MPEG_TS = "mpegts"
    OGG = "ogg"
    MP3 = "mp3"

    @property
    def mime_type(self) -> str:
        """Its media type, the only one we go by: what a sender says is a claim."""
        return _MIME_TYPES[self]

    @property
    def starts_at_zero(self) -> bool:
        """Whether its timestamps are positions in the video; those of a stream start anywhere."""
        return self not in (Container.MPEG_TS, Container.OGG)


_DOC_TYPES = {b"webm": Container.WEBM, b"matroska": Container.MATROSKA}
_MIME_TYPES = {
    Container.WEBM: "video/webm",
    Container.MATROSKA: "video/x-matroska",
    Container.MP4: "video/mp4",
    Container.QUICKTIME: "video/quicktime",
    Container.AVI: "video/x-msvideo",
    Container.MPEG_TS: "video/mp2t",
    Container.OGG: "audio/ogg",
    Container.MP3: "audio/mpeg",
}


def sniff(head: bytes) -> Container | None:
    """The container that begins with `head` (SNIFF_BYTES are enough), or None for anything else."""
    if head.startswith(_EBML.to_bytes(4, "big")):
        return _ebml(head)
    if head[4:8] == b"ftyp":
        return _iso(head[8:12])
    if head[4:8] in _QUICKTIME_ATOMS:
        return Container.QUICKTIME
    if head.startswith(b"RIFF") and head[8:12] == b"AVI ":
        return Container.AVI
    if head.startswith(b"OggS"):
        return Container.OGG
    if is_mp3(head):
        return Container.MP3
    return Container.MPEG_TS if _is_transport_stream(head) else None


def _is_transport_stream(head: bytes) -> bool:
    """Whether the byte that begins a packet comes at the distance of one, however far into a packet the file begins."""
    for size in _TS_PACKETS:
        for first in range(min(size, len(head))):
            found = head[first::size]
            if len(found) >= _TS_FEWEST and found.count(_TS_SYNC) == len(found):
                return True
    return False


def _ebml(head: bytes) -> Container | None:
    """By the DocType in the EBML header, whose elements may have sizes of any width (RFC 8794, 11.2.1)."""
    try:
        header = read_header(head, 0, len(head))
        end = header.length + header.size if header and header.size >= 0 else len(head)
        at = header.length if header else len(head)
        while (element := read_header(head, at, min(end, len(head)))) is not None:
            at += element.length
            if element.id == _DOC_TYPE:
                # A string may be padded with zeros (RFC 8794, 7.4).
                return _DOC_TYPES.get(head[at : at + element.size].split(b"\0")[0])
            if element.size < 0:
                return None
            at += element.size
    except EbmlError:
        return None
    return None


def _iso(brand: bytes) -> Container | None:
    if brand in _PICTURE_BRANDS:
        return None
    return Container.QUICKTIME if brand == b"qt  " else Container.MP4
