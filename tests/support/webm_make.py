"""Builds small WebM streams element by element, for cases no recorder at hand produces."""

from collections.abc import Sequence

from app.domain.webm import WebmIndex, WebmIndexer, ebml, ids
from app.domain.webm.ebml import UNKNOWN_SIZE, element, uint_element

PAYLOAD = bytes(range(20))


def master(element_id: int, data: bytes, known_size: bool = True) -> bytes:
    """A master element of known or unknown size."""
    size = len(data) if known_size else UNKNOWN_SIZE
    return ebml.encode_id(element_id) + ebml.encode_size(size) + data


def ebml_header(doc_type: str = "webm", *more: bytes) -> bytes:
    """An EBML header."""
    return element(ids.EBML_HEADER, ebml.string_element(ids.DOC_TYPE, doc_type) + b"".join(more))


def info(scale: int = 1_000_000, *more: bytes) -> bytes:
    """Info without Duration."""
    return element(ids.INFO, uint_element(ids.TIMESTAMP_SCALE, scale) + b"".join(more))


def entry(number: int, kind: int = 1, codec: str = "V_VP8", default_duration_ns: int = 0, *more: bytes) -> bytes:
    """A TrackEntry; kind 1 is video, 2 audio."""
    data = uint_element(ids.TRACK_NUMBER, number) + uint_element(ids.TRACK_TYPE, kind)
    data += ebml.string_element(ids.CODEC_ID, codec) + b"".join(more)
    if default_duration_ns:
        data += uint_element(ids.DEFAULT_DURATION, default_duration_ns)
    return element(ids.TRACK_ENTRY, data)


VIDEO = entry(1)
AUDIO = entry(2, 2, "A_OPUS")


def tracks(*entries: bytes) -> bytes:
    """Tracks; a video and an audio track by default."""
    return element(ids.TRACKS, b"".join(entries or (VIDEO, AUDIO)))


def block(track: int, offset: int, key: bool = False, payload: bytes = PAYLOAD) -> bytes:
    """A SimpleBlock, `offset` ticks after its Cluster."""
    return element(ids.SIMPLE_BLOCK, block_data(track, offset, 0x80 if key else 0) + payload)


def block_data(track: int, offset: int, flags: int = 0) -> bytes:
    """The header inside a SimpleBlock or Block."""
    return ebml.encode_size(track) + offset.to_bytes(2, "big", signed=True) + bytes([flags])


def group(track: int, offset: int, *more: bytes, payload: bytes = PAYLOAD) -> bytes:
    """A BlockGroup with a Block and further children."""
    return element(ids.BLOCK_GROUP, element(ids.BLOCK, block_data(track, offset) + payload) + b"".join(more))


def cluster(timestamp: int, *blocks: bytes, known_size: bool = False) -> bytes:
    """A Cluster."""
    return master(ids.CLUSTER, uint_element(ids.TIMESTAMP, timestamp) + b"".join(blocks), known_size)


def document(
    *clusters: bytes,
    head: Sequence[bytes] | None = None,
    header: bytes | None = None,
    known_size: bool = False,
) -> bytes:
    """A whole stream: EBML header, Segment, `head` (Info and Tracks by default), clusters."""
    segment = b"".join(head if head is not None else (info(), tracks())) + b"".join(clusters)
    return (header if header is not None else ebml_header()) + master(ids.SEGMENT, segment, known_size)


def video(seconds: int = 3, fps: int = 10, known_size: bool = False) -> bytes:
    """A video-only stream: a Cluster a second, each starting with a keyframe."""
    step = 1000 // fps
    return document(
        *(
            cluster(second * 1000, *(block(1, n * step, n == 0) for n in range(fps)), known_size=known_size)
            for second in range(seconds)
        ),
        head=(info(), tracks(VIDEO)),
        known_size=known_size,
    )


def index(data: bytes) -> WebmIndex:
    """The index of a whole stream."""
    return index_in_pieces(data, len(data) or 1)


def index_in_pieces(data: bytes, size: int) -> WebmIndex:
    """The index of a stream pushed `size` bytes at a time."""
    indexer = WebmIndexer()
    for start in range(0, len(data), size):
        indexer.push(data[start : start + size])
    return indexer.result()


def times(result: WebmIndex) -> list[int]:
    """The times of the first session's cues, in ticks."""
    return [cue.time for cue in result.cues]
