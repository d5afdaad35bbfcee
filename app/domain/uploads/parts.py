"""How a stream of unknown length is cut into S3 parts.

S3 takes at most 10,000 parts, each from 5 MiB (the last may be smaller) to 5 GiB, and objects up to 5 TiB
(Amazon S3 User Guide, "Multipart upload limits"). The length is not known while recording, so the part size
doubles every 900 parts: also from 5 MiB, the smallest there is, that admits more than 5 TiB.
"""

from dataclasses import dataclass

MAX_PARTS = 10_000
MIN_PART_BYTES = 5 * 1024 * 1024
MAX_PART_BYTES = 5 * 1024**3
PARTS_PER_SIZE = 900
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """Part `number` (from 1) carries bytes [start, stop)."""

    number: int
    start: int
    stop: int

    @property
    def size(self) -> int:
        """Bytes in the part."""
        return self.stop - self.start


def part_size(number: int, base: int) -> int:
    """Bytes in part `number` (from 1) when the first ones are `base` bytes. Raises ValueError outside S3's limits."""
    if not 1 <= number <= MAX_PARTS:
        raise ValueError(f"S3 numbers parts from 1 to {MAX_PARTS}, not {number}")
    if base < MIN_PART_BYTES:
        raise ValueError(f"S3 refuses parts under {MIN_PART_BYTES} bytes, and {base} is")
    return min(base << ((number - 1) // PARTS_PER_SIZE), MAX_PART_BYTES)


def fixed_part_size(total: int, base: int) -> int:
    """Bytes in each part but the last of an object whose size is known: whole MiB, at least `base`, within S3's limits.

    Raises ValueError where no size of part admits so many bytes.
    """
    needed = -(-total // MAX_PARTS)
    size = max(base, MIN_PART_BYTES, -(-needed // _MIB) * _MIB)
    if size > MAX_PART_BYTES:
        raise ValueError(f"{total} bytes do not fit into {MAX_PARTS} parts")
    return size


def part_count(total: int, size: int) -> int:
    """How many parts of `size` bytes carry `total` bytes; the last may be smaller."""
    return max(1, -(-total // size))


def expected_size(number: int, total: int, size: int) -> int:
    """Bytes in part `number` (from 1) of an object of `total` bytes that is cut every `size` bytes."""
    return min(size, total - (number - 1) * size)


def next_part(number: int, cursor: int, end: int, base: int, final: bool) -> PlannedPart | None:
    """The part to cut now from bytes [cursor, end), or None where there is not enough yet.

    With `final` no more bytes will come: what is left goes into the last part, however small.
    """
    available = end - cursor
    if available <= 0:
        return None
    size = part_size(number, base)
    if available >= size:
        return PlannedPart(number, cursor, cursor + size)
    return PlannedPart(number, cursor, end) if final else None
