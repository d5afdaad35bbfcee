"""Tells a media container by its first bytes: no demuxer is ever guessed from what a stranger sent."""

from enum import StrEnum

SNIFF_BYTES = 1024
_TS_PACKET = 188
_TS_SYNC = 0x47
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

    @property
    def mime_type(self) -> str:
        """Its media type, the only one we go by: what a sender says is a claim."""
        return _MIME_TYPES[self]

    @property
    def starts_at_zero(self) -> bool:
        """Whether its timestamps are positions in the video; a transport stream starts anywhere."""
        return self is not Container.MPEG_TS


_MIME_TYPES = {
    Container.WEBM: "video/webm",
    Container.MATROSKA: "video/x-matroska",
    Container.MP4: "video/mp4",
    Container.QUICKTIME: "video/quicktime",
    Container.AVI: "video/x-msvideo",
    Container.MPEG_TS: "video/mp2t",
}


def sniff(head: bytes) -> Container | None:
    """The container that begins with `head` (SNIFF_BYTES are enough), or None for anything else."""
    if head.startswith(b"\x1aE\xdf\xa3"):
        return _ebml(head)
    if head[4:8] == b"ftyp":
        return _iso(head[8:12])
    if head[4:8] in _QUICKTIME_ATOMS:
        return Container.QUICKTIME
    if head.startswith(b"RIFF") and head[8:12] == b"AVI ":
        return Container.AVI
    if len(head) > 2 * _TS_PACKET and all(head[n * _TS_PACKET] == _TS_SYNC for n in range(3)):
        return Container.MPEG_TS
    return None


def _ebml(head: bytes) -> Container | None:
    # The DocType element (id 0x4282) is among the first in the EBML header (RFC 8794, 11.2).
    at = head.find(b"\x42\x82")
    name = head[at + 3 : at + 11] if at >= 0 else b""
    if name.startswith(b"webm"):
        return Container.WEBM
    return Container.MATROSKA if name.startswith(b"matroska") else None


def _iso(brand: bytes) -> Container | None:
    if brand in _PICTURE_BRANDS:
        return None
    return Container.QUICKTIME if brand == b"qt  " else Container.MP4
