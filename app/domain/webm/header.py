"""Writes the head that makes a recording seekable: SeekHead, Info with Duration, Tracks, Cues."""

from collections.abc import Sequence
from typing import Final

from app.domain.webm import ebml, ids
from app.domain.webm.model import Cue, Head, Take, WebmIndex

_APP: Final = "VideoFlow"
_SEEK_POSITION_WIDTH: Final = 4
_SEGMENT_SIZE_WIDTH: Final = 8
_LONGEST_CUE_BYTES: Final = 48
_OTHER_BYTES: Final = 4096


class CannotRewrite(ValueError):
    """The stream cannot be made seekable by a new head; the message says why."""


def build_head(index: WebmIndex, pad_to: int | None = None) -> bytes:
    """The bytes to put in place of the stream's first `index.head_length` bytes; all bytes behind them stay.

    Cue positions are right for the new head's length. With `pad_to` a Void makes the head exactly that many bytes
    long. The Segment's size is written as known, from `index.total_size`, when every Cluster's is: nothing of unknown
    size may lie inside an element of known size (RFC 8794 section 6.2), and ffmpeg complains when it does.

    Raises CannotRewrite when the stream is unsupported, has no Cluster yet, was restarted (its takes must be
    joined first: a head speaks for one take only), or brings Cues behind its Clusters, which would point to
    the wrong places; and when the head does not fit `pad_to`.

    EBML header: RFC 8794 section 11.2. SeekHead, Info, Tracks, Cues: RFC 9559, which allows Cues in front.
    """
    take, old_length = _rewritable(index)
    width = _position_width(take, pad_to or 0)
    head = _assemble(take, old_length, width, 0)
    if pad_to is None or pad_to == len(head):
        return head
    if pad_to < len(head):
        raise CannotRewrite(f"the new head takes {len(head)} bytes, not {pad_to}")
    return _assemble(take, old_length, width, pad_to - len(head))


def live_head(head: Head) -> bytes:
    """What a player needs before the Clusters of a stream without an end: a Segment of unknown size (RFC 9559, 5.1), no
    Duration and no Cues.
    """
    info = ebml.element(
        ids.INFO,
        ebml.uint_element(ids.TIMESTAMP_SCALE, head.timestamp_scale)
        + ebml.string_element(ids.MUXING_APP, _APP)
        + ebml.string_element(ids.WRITING_APP, _APP),
    )
    segment = ebml.encode_id(ids.SEGMENT) + ebml.encode_size(ebml.UNKNOWN_SIZE, _SEGMENT_SIZE_WIDTH)
    return _ebml_header(head) + segment + info + head.tracks_raw


def _rewritable(index: WebmIndex) -> tuple[Take, int]:
    """The take to rewrite and its head's length. Raises CannotRewrite."""
    take = index.takes[0]
    if index.unsupported:
        raise CannotRewrite(index.unsupported)
    if index.restarts:
        raise CannotRewrite("the recorder was restarted: the takes must be joined first")
    if take.head_length is None:
        raise CannotRewrite("there is no Cluster")
    if take.has_cues_behind:
        raise CannotRewrite("the stream has Cues of its own behind its Clusters")
    return take, take.head_length


def _assemble(take: Take, old_length: int, width: int, padding: int) -> bytes:
    """The head, `padding` bytes longer than it need be.

    Every cue position takes `width` bytes, so no length depends on a value and one pass settles them all.
    """
    # No Void is a single byte long: a number in Info takes that one.
    info = _info(take, widened=padding == 1)
    void = ebml.void(padding) if padding > 1 else b""
    tracks, extras = take.head.tracks_raw, take.head.extras
    cues_length = len(_cues(take.cues, 0, width))
    seek_head_length = len(_seek_head(0, 0, 0 if cues_length else None))
    tracks_at = seek_head_length + len(info)
    cues_at = tracks_at + len(tracks) + len(extras)
    data_length = cues_at + cues_length + len(void)

    seek_head = _seek_head(seek_head_length, tracks_at, cues_at if cues_length else None)
    cues = _cues(take.cues, data_length - old_length + take.segment_data, width)
    data = seek_head + info + tracks + extras + cues + void
    media_length = take.media_end - old_length
    size = ebml.UNKNOWN_SIZE if take.unknown_size_clusters else len(data) + media_length
    segment = ebml.encode_id(ids.SEGMENT) + ebml.encode_size(size, _SEGMENT_SIZE_WIDTH)
    return _ebml_header(take.head) + segment + data


def _position_width(take: Take, pad_to: int) -> int:
    """Bytes that hold the position of any cue behind the longest head there can be."""
    last = take.cues[-1].position if take.cues else 0
    longest = len(take.cues) * _LONGEST_CUE_BYTES + len(take.head.tracks_raw) + len(take.head.extras)
    highest = last + max(longest + _OTHER_BYTES + len(take.head.info_kept), pad_to)
    return (highest.bit_length() + 7) // 8


def _ebml_header(head: Head) -> bytes:
    return ebml.element(
        ids.EBML_HEADER,
        ebml.uint_element(ids.EBML_VERSION, 1)
        + ebml.uint_element(ids.EBML_READ_VERSION, 1)
        + ebml.uint_element(ids.EBML_MAX_ID_LENGTH, 4)
        + ebml.uint_element(ids.EBML_MAX_SIZE_LENGTH, 8)
        + ebml.string_element(ids.DOC_TYPE, head.doc_type)
        + ebml.uint_element(ids.DOC_TYPE_VERSION, head.doc_type_version)
        + ebml.uint_element(ids.DOC_TYPE_READ_VERSION, head.doc_type_read_version),
    )


def _seek_head(info_at: int, tracks_at: int, cues_at: int | None) -> bytes:
    """SeekHead (RFC 9559): positions in bytes from the start of the Segment's data."""
    places = ((ids.INFO, info_at), (ids.TRACKS, tracks_at), (ids.CUES, cues_at))
    return ebml.element(ids.SEEK_HEAD, b"".join(_seek(*place) for place in places if place[1] is not None))


def _seek(element_id: int, position: int | None) -> bytes:
    seek_id = ebml.element(ids.SEEK_ID, ebml.encode_id(element_id))
    return ebml.element(ids.SEEK, seek_id + ebml.uint_element(ids.SEEK_POSITION, position or 0, _SEEK_POSITION_WIDTH))


def _info(take: Take, widened: bool) -> bytes:
    """Info (RFC 9559). `widened` makes it a byte longer."""
    scale = take.head.timestamp_scale
    width = (scale.bit_length() + 7) // 8 + widened
    return ebml.element(
        ids.INFO,
        ebml.uint_element(ids.TIMESTAMP_SCALE, scale, width)
        + ebml.float_element(ids.DURATION, take.duration * 1e9 / scale)
        + take.head.info_kept
        + ebml.string_element(ids.MUXING_APP, _APP)
        + ebml.string_element(ids.WRITING_APP, _APP),
        # A width of its own keeps a byte more in it from making the size longer, too.
        size_width=4,
    )


def _cues(cues: Sequence[Cue], shift: int, width: int) -> bytes:
    """Cues (RFC 9559), every position moved by `shift` bytes; nothing when there are none to write."""
    points = b"".join(_cue_point(cue, cue.position + shift, width) for cue in cues)
    return ebml.element(ids.CUES, points) if points else b""


def _cue_point(cue: Cue, position: int, width: int) -> bytes:
    place = ebml.uint_element(ids.CUE_TRACK, cue.track) + ebml.uint_element(ids.CUE_CLUSTER_POSITION, position, width)
    time = ebml.uint_element(ids.CUE_TIME, cue.time)
    return ebml.element(ids.CUE_POINT, time + ebml.element(ids.CUE_TRACK_POSITIONS, place))
