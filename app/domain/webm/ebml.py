"""Reads and writes EBML elements: IDs, sizes, numbers, strings (RFC 8794)."""

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

from app.domain.webm import ids

UNKNOWN_SIZE: Final = -1
"""Stands for an Element Data Size with all data bits set (RFC 8794 section 6.2)."""

MAX_HEADER_BYTES: Final = 12
"""An ID of at most four bytes (EBMLMaxIDLength 4) and a size of at most eight (EBMLMaxSizeLength 8)."""

MIN_VOID_BYTES: Final = 2
_MAX_SIZE: Final = (1 << 56) - 2


class EbmlError(ValueError):
    """The bytes are not EBML as this package understands it; the message says what is wrong."""


class ElementHeader(NamedTuple):
    """An element's ID, the size of its data in bytes (or UNKNOWN_SIZE), and the length of ID and size themselves."""

    id: int
    size: int
    length: int


def vint_width(first: int) -> int:
    """Bytes a variable-size integer takes, told by its first byte; 9 when no marker bit is set (RFC 8794 section 4)."""
    return 9 - first.bit_length()


def read_vint(buf: bytes, pos: int, end: int) -> tuple[int, int] | None:
    """Reads a variable-size integer at `pos`: (value without marker, width), or None while bytes are missing.

    Raises EbmlError when it would be wider than eight bytes.
    """
    if pos >= end:
        return None
    width = vint_width(buf[pos])
    if width > 8:
        raise EbmlError("a variable-size integer is wider than eight bytes")
    if pos + width > end:
        return None
    return int.from_bytes(buf[pos : pos + width], "big") & ((1 << 7 * width) - 1), width


def read_header(buf: bytes, pos: int, end: int) -> ElementHeader | None:
    """Reads an Element ID and an Element Data Size at `pos`, or None while bytes are missing.

    Raises EbmlError for an ID wider than four bytes or a size wider than eight.
    """
    if pos >= end:
        return None
    width = vint_width(buf[pos])
    if width > 4:
        raise EbmlError("an element ID is wider than four bytes")
    size = read_vint(buf, pos + width, end)
    if size is None:
        return None
    value, size_width = size
    if value == (1 << 7 * size_width) - 1:
        value = UNKNOWN_SIZE
    return ElementHeader(int.from_bytes(buf[pos : pos + width], "big"), value, width + size_width)


def children(payload: bytes) -> Iterator[tuple[int, bytes]]:
    """The elements inside a master's data, as (ID, data).

    Raises EbmlError when one is malformed, of unknown size, or runs past the end.
    """
    pos, end = 0, len(payload)
    while pos < end:
        header = read_header(payload, pos, end)
        if header is None or header.size == UNKNOWN_SIZE or pos + header.length + header.size > end:
            raise EbmlError("a child element does not fit its parent")
        pos += header.length
        yield header.id, payload[pos : pos + header.size]
        pos += header.size


def read_uint(data: bytes) -> int:
    """An Unsigned Integer Element's value (RFC 8794 section 7.2). Raises EbmlError above eight bytes."""
    if len(data) > 8:
        raise EbmlError("an unsigned integer is longer than eight bytes")
    return int.from_bytes(data, "big")


def read_float(data: bytes) -> float:
    """A Float Element's value (RFC 8794 section 7.3). Raises EbmlError unless it has 0, 4 or 8 bytes."""
    if not data:
        return 0.0
    if len(data) not in (4, 8):
        raise EbmlError("a float has neither 4 nor 8 bytes")
    value: float = struct.unpack(">f" if len(data) == 4 else ">d", data)[0]
    return value


def read_string(data: bytes) -> str:
    """A String Element's value without its padding (RFC 8794 sections 7.4 and 7.5); odd bytes are replaced."""
    return data.split(b"\0", 1)[0].decode("utf-8", "replace")


def encode_id(element_id: int) -> bytes:
    """An Element ID as it is stored: the constants carry their marker bits already."""
    return element_id.to_bytes((element_id.bit_length() + 7) // 8, "big")


def encode_size(size: int, width: int = 0) -> bytes:
    """An Element Data Size in `width` bytes, or in as few as it needs when `width` is 0 (RFC 8794 section 6).

    UNKNOWN_SIZE sets every data bit. Raises ValueError when the size does not fit.
    """
    if size == UNKNOWN_SIZE:
        width = width or 8
        return ((1 << 7 * width + 1) - 1).to_bytes(width, "big")
    if not 0 <= size <= _MAX_SIZE:
        raise ValueError(f"no element can have {size} bytes")
    # One value fewer than the bits allow: all ones means "unknown".
    needed = ((size + 1).bit_length() + 6) // 7 if size else 1
    width = width or needed
    if width < needed or width > 8:
        raise ValueError(f"a size of {size} does not fit {width} bytes")
    return (size | 1 << 7 * width).to_bytes(width, "big")


def element(element_id: int, data: bytes, size_width: int = 0) -> bytes:
    """A whole element with the given data."""
    return encode_id(element_id) + encode_size(len(data), size_width) + data


def uint_element(element_id: int, value: int, width: int = 0) -> bytes:
    """An Unsigned Integer Element of `width` data bytes (0: as few as needed, at least one)."""
    return element(element_id, value.to_bytes(width or max(1, (value.bit_length() + 7) // 8), "big"))


def float_element(element_id: int, value: float) -> bytes:
    """A Float Element of eight bytes."""
    return element(element_id, struct.pack(">d", value))


def string_element(element_id: int, value: str) -> bytes:
    """A String or UTF-8 Element."""
    return element(element_id, value.encode())


def void(length: int) -> bytes:
    """A Void element of exactly `length` bytes, header included (RFC 8794 section 11.3.2).

    Raises ValueError below two bytes.
    """
    if length < MIN_VOID_BYTES:
        raise ValueError("a Void element has at least two bytes")
    size_width = 1 if length < 0x80 else 8
    return element(ids.VOID, bytes(length - 1 - size_width), size_width)
