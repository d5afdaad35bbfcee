"""Reads block headers, one by one or many in a row, without touching a payload."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.webm import ids
from app.domain.webm.clocks import TrackClock
from app.domain.webm.ebml import EbmlError, read_vint

_SIMPLE_BLOCK: Final = ids.SIMPLE_BLOCK
_KEYFRAME: Final = 0x80
_LACING: Final = 0x06
_SHORT_HEADER: Final = 8
MAX_FAST_TRACK: Final = 126
"""Highest track number that takes one byte (0x7F would be the reserved all-ones value)."""


@dataclass(slots=True)
class Block:
    """A block's header: `offset` in ticks from its Cluster's Timestamp, `frames` in it (more than one when laced)."""

    track: int
    offset: int
    keyframe: bool
    frames: int = 1
    duration: int | None = None
    """The BlockDuration beside it, in ticks."""


def read_block_header(buf: bytes, pos: int, end: int, size: int) -> tuple[Block, int] | None:
    """Reads the header of a Block or SimpleBlock of `size` bytes (RFC 9559, Block Structure).

    Answers (block, header length), or None while bytes are missing. Raises EbmlError when it cannot fit `size`.

    1. The track's number, as wide as it says; two bytes of time, signed and relative to the cluster; one of flags.
    2. With lacing, one byte more: how many frames follow the first.
    """
    track = read_vint(buf, pos, end)
    if track is None:
        return None
    number, width = track
    length = width + 3
    if length > size:
        raise EbmlError("a block is too short for its own header")
    if pos + length > end:
        return None
    flags = buf[pos + length - 1]
    frames = 1
    if flags & _LACING:
        length += 1
        if length > size:
            raise EbmlError("a laced block does not say how many frames it has")
        if pos + length > end:
            return None
        frames += buf[pos + length - 1]
    offset = int.from_bytes(buf[pos + width : pos + width + 2], "big", signed=True)
    return Block(number, offset, bool(flags & _KEYFRAME), frames), length


def walk(buf: bytes, pos: int, end: int, timestamp: int, clocks: Sequence[TrackClock | None], awaited: int) -> int:
    """Jumps over the plain SimpleBlocks that lie wholly before `end`; answers where it stopped.

    This is the loop every byte of a recording goes through, so it does the common case only: a size of up to
    three bytes, one-byte track number, no lacing, a track seen before. It stops at anything else, and at a block
    of the `awaited` track, whose turn it is to make a cue.

    1. Where the block lies, by its size, and whose it is; a block that is not wholly there is left to the caller.
    2. Its time is the cluster's and its own, a signed 16 bit number: the exclusive or makes of it one that Python adds.
    3. The track's clock learns the time: the highest is where the track ends, the recent ones say how long frames last.
    """
    last = end - _SHORT_HEADER
    while pos <= last and buf[pos] == _SIMPLE_BLOCK:
        body, after = _extent(buf, pos + 1)
        track = buf[body] - 0x80
        if after > end or after - body < 4 or not 0 < track <= MAX_FAST_TRACK:
            break
        clock = clocks[track]
        if clock is None or track == awaited or buf[body + 3] & _LACING:
            break
        time = timestamp + ((buf[body + 1] << 8 | buf[body + 2]) ^ 0x8000) - 0x8000
        clock.recent.append(time)
        if time > clock.high:
            clock.high = time
        pos = after
    return pos


def _extent(buf: bytes, pos: int) -> tuple[int, int]:
    """Where a block's content begins and ends whose size is at `pos`; an empty one where the size has over 3 bytes."""
    size = buf[pos]
    if size >= 0x80:
        return pos + 1, pos + 1 + size - 0x80
    if size >= 0x40:
        return pos + 2, pos + 2 + ((size - 0x40) << 8 | buf[pos + 1])
    if size >= 0x20:
        return pos + 3, pos + 3 + ((size - 0x20) << 16 | buf[pos + 1] << 8 | buf[pos + 2])
    return pos + 1, pos + 1
