"""Real recordings of any length: the clusters of a short one repeated, whole in memory or a piece at a time."""

import random
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from app.domain.webm import WebmIndexer
from tests.support.webm_stretch import stretch

MB = 1_000_000
_FIXTURES = Path(__file__).parents[2] / "tests" / "fixtures"
CAMERA = _FIXTURES / "media" / "chromium-camera-vp9-opus.webm"
SCREEN = _FIXTURES / "webm" / "chromium-screen-vp9.webm"
GUIDE = _FIXTURES / "media" / "guide.webm"
VP8 = _FIXTURES / "webm" / "chromium-vp8-opus.webm"
# Far more than any recorder's head, far less than a part.
_HEAD_LIMIT = 1 << 20


@lru_cache(maxsize=8)
def _source(path: Path) -> tuple[bytes, float]:
    data = path.read_bytes()
    indexer = WebmIndexer()
    indexer.push(data)
    return data, indexer.result().duration


def recording(path: Path, size: int) -> bytes:
    """A live recording of at least `size` bytes."""
    return b"".join(endless(path, size))


def endless(path: Path, size: int) -> Iterator[bytes]:
    """The same a cluster at a time, so that it is never whole in memory."""
    data, duration = _source(path)
    return stretch(data, duration * size / len(data))


def bytes_per_second(path: Path) -> float:
    """How many bytes a second of the source has: what its recorder sent."""
    data, duration = _source(path)
    return len(data) / duration


def pieces(stream: Iterator[bytes], size: int) -> Iterator[bytes]:
    """The stream cut anew into pieces of `size` bytes, the last one shorter."""
    rest = bytearray()
    for block in stream:
        rest += block
        while len(rest) >= size:
            yield bytes(rest[:size])
            del rest[:size]
    if rest:
        yield bytes(rest)


def chunk_sizes(rng: random.Random) -> Iterator[int]:
    """Sizes of chunks (bytes) as browsers make them, odd ones included: mostly steady, some tiny, some huge."""
    usual = rng.randint(40_000, 900_000)
    while True:
        match rng.random():
            case luck if luck < 0.1:
                yield rng.randint(1, 2_000)
            case luck if luck < 0.15:
                yield rng.randint(1 * MB, 4 * MB)
            case _:
                yield int(usual * rng.uniform(0.6, 1.4))


def head_length(data: bytes) -> int:
    """How many bytes come before the first cluster. Raises ValueError where there is none."""
    indexer = WebmIndexer()
    indexer.push(data[:_HEAD_LIMIT])
    length = indexer.result().head_length
    if length is None:
        raise ValueError("no cluster in the first MiB")
    return length
