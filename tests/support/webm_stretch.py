"""Writes long recordings: repeats the clusters of a short real one with later and later Timestamps.

python -m tests.support.webm_stretch short.webm long.webm 3600
"""

import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.webm import WebmIndexer, ebml, ids

_LEFT_OUT = frozenset({ids.CRC32, ids.POSITION, ids.PREV_SIZE, ids.VOID})


@dataclass
class SourceCluster:
    """A cluster of the short recording without its Timestamp (ticks)."""

    known_size: bool
    timestamp: int = 0
    body: bytearray = field(default_factory=bytearray)

    def shifted(self, ticks: int) -> bytes:
        """The cluster, `ticks` later."""
        data = ebml.uint_element(ids.TIMESTAMP, self.timestamp + ticks) + self.body
        size = len(data) if self.known_size else ebml.UNKNOWN_SIZE
        return ebml.encode_id(ids.CLUSTER) + ebml.encode_size(size) + data


def stretch(source: bytes, seconds: float) -> Iterator[bytes]:
    """The bytes of a live recording of at least `seconds`: the head as it was, then one piece a cluster.

    `source` must start with a keyframe, as every recording does.
    """
    indexer = WebmIndexer()
    indexer.push(source)
    index = indexer.result()
    assert index.head_length is not None, "the source has no clusters"
    period = math.ceil(index.duration * 1e9 / index.takes[0].head.timestamp_scale)
    clusters = list(_clusters(source, index.head_length))
    yield source[: index.head_length]
    for repeat in range(math.ceil(seconds / index.duration)):
        for cluster in clusters:
            yield cluster.shifted(repeat * period)


def stretched_seconds(source: bytes, seconds: float) -> float:
    """How long the recording lasts that `stretch` makes: each repetition begins at a whole tick."""
    indexer = WebmIndexer()
    indexer.push(source)
    index = indexer.result()
    scale = index.takes[0].head.timestamp_scale
    period = math.ceil(index.duration * 1e9 / scale) * scale / 1e9
    return (math.ceil(seconds / index.duration) - 1) * period + index.duration


def write_stretched(source: bytes, seconds: float, target: Path) -> int:
    """Writes `stretch` to a file; answers its size in bytes."""
    with target.open("wb") as out:
        return sum(out.write(piece) for piece in stretch(source, seconds))


def _clusters(source: bytes, pos: int) -> Iterator[SourceCluster]:
    cluster: SourceCluster | None = None
    while pos < len(source):
        header = ebml.read_header(source, pos, len(source))
        assert header is not None, "the source is cut"
        data = pos + header.length
        after = data + header.size
        if header.id == ids.CLUSTER:
            if cluster is not None:
                yield cluster
            cluster = SourceCluster(header.size != ebml.UNKNOWN_SIZE)
            after = data
        elif header.id == ids.TIMESTAMP and cluster is not None:
            cluster.timestamp = ebml.read_uint(source[data:after])
        elif header.id in ids.LEVEL_1:
            break
        elif header.id not in _LEFT_OUT and cluster is not None:
            cluster.body += source[pos:after]
        pos = after
    if cluster is not None:
        yield cluster


if __name__ == "__main__":
    size = write_stretched(Path(sys.argv[1]).read_bytes(), float(sys.argv[3]), Path(sys.argv[2]))
    print(f"{sys.argv[2]}: {size:,} bytes")
