"""Reads the elements before the first Cluster: EBML header, Info, Tracks."""

import math

from app.domain.webm import ebml, ids
from app.domain.webm.clocks import sensible_default_duration
from app.domain.webm.ebml import EbmlError
from app.domain.webm.model import Head, Track

_KINDS = {1: "video", 2: "audio", 17: "subtitle"}
_INFO_KEPT = (ids.SEGMENT_UUID, ids.DATE_UTC, ids.TITLE)
_LONGEST_TICK_NS = 10**12
_READABLE_DOC_TYPE_VERSION = 4


def read_ebml_header(head: Head, data: bytes) -> None:
    """Fills in the DocType (RFC 8794 section 11.2). Raises EbmlError for anything a WebM reader must refuse."""
    found = dict(ebml.children(data))
    head.doc_type = ebml.read_string(found.get(ids.DOC_TYPE, b""))
    head.doc_type_version = ebml.read_uint(found.get(ids.DOC_TYPE_VERSION, b"\1"))
    head.doc_type_read_version = ebml.read_uint(found.get(ids.DOC_TYPE_READ_VERSION, b"\1"))
    if head.doc_type not in ("webm", "matroska"):
        raise EbmlError(f"the DocType is {head.doc_type[:32]!r}, not webm or matroska")
    if head.doc_type_read_version > _READABLE_DOC_TYPE_VERSION:
        raise EbmlError("the DocTypeReadVersion is newer than this reader")
    if ebml.read_uint(found.get(ids.EBML_READ_VERSION, b"\1")) > 1:
        raise EbmlError("the EBMLReadVersion is newer than this reader")
    if ebml.read_uint(found.get(ids.EBML_MAX_ID_LENGTH, b"\4")) > 4:
        raise EbmlError("the EBMLMaxIDLength is above four")
    if ebml.read_uint(found.get(ids.EBML_MAX_SIZE_LENGTH, b"\x08")) > 8:
        raise EbmlError("the EBMLMaxSizeLength is above eight")


def read_info(head: Head, data: bytes) -> None:
    """Fills in the time base (RFC 9559, Info). Raises EbmlError when it is malformed."""
    kept = b""
    for element_id, value in ebml.children(data):
        if element_id == ids.TIMESTAMP_SCALE:
            head.timestamp_scale = ebml.read_uint(value)
        elif element_id == ids.DURATION:
            duration = ebml.read_float(value)
            head.declared_duration = duration if math.isfinite(duration) and duration > 0 else None
        elif element_id in _INFO_KEPT:
            kept += ebml.element(element_id, value)
    if not 0 < head.timestamp_scale <= _LONGEST_TICK_NS:
        raise EbmlError("the TimestampScale is not usable")
    head.info_kept = kept


def read_tracks(data: bytes) -> tuple[Track, ...]:
    """The TrackEntry elements of Tracks (RFC 9559, Tracks).

    Raises EbmlError when one is malformed, or two have the same number.
    """
    tracks = tuple(_read_entry(value) for element_id, value in ebml.children(data) if element_id == ids.TRACK_ENTRY)
    if len({track.number for track in tracks}) != len(tracks):
        raise EbmlError("two tracks have the same number")
    return tracks


def read_tracks_element(raw: bytes) -> tuple[Track, ...]:
    """As read_tracks, for a whole Tracks element; nothing for no bytes. Raises EbmlError likewise."""
    return tuple(track for _, data in ebml.children(raw) for track in read_tracks(data))


def _read_entry(data: bytes) -> Track:
    found = dict(ebml.children(data))
    video = dict(ebml.children(found.get(ids.VIDEO, b"")))
    audio = dict(ebml.children(found.get(ids.AUDIO, b"")))
    number = ebml.read_uint(found.get(ids.TRACK_NUMBER, b""))
    if number == 0:
        raise EbmlError("a track has no number")
    return Track(
        number=number,
        kind=_KINDS.get(ebml.read_uint(found.get(ids.TRACK_TYPE, b"")), "other"),
        codec=ebml.read_string(found.get(ids.CODEC_ID, b"")),
        default_duration_ns=sensible_default_duration(ebml.read_uint(found.get(ids.DEFAULT_DURATION, b""))),
        codec_private=found.get(ids.CODEC_PRIVATE, b""),
        width=_optional_uint(video.get(ids.PIXEL_WIDTH)),
        height=_optional_uint(video.get(ids.PIXEL_HEIGHT)),
        sample_rate=ebml.read_float(audio[ids.SAMPLING_FREQUENCY]) if ids.SAMPLING_FREQUENCY in audio else None,
        channels=_optional_uint(audio.get(ids.CHANNELS)),
    )


def _optional_uint(data: bytes | None) -> int | None:
    return None if data is None else ebml.read_uint(data)
