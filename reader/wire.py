"""What the product and the reader say to each other: length-prefixed JSON, and behind a question its pixels."""

import json
import struct
from typing import Any, BinaryIO

_LENGTH = struct.Struct(">I")
# Bytes before a message that say how long it is.
PREFIX = _LENGTH.size
# A screen full of text makes a hundred kilobytes of words; what says more than this has gone mad.
MOST = 16 * 1024 * 1024
# A frame is scaled to 1920 pixels before it is read, and Tesseract's to twice a 720p one.
MOST_PIXELS = 4096 * 4096


class Garbled(ValueError):
    """What came is none of these messages."""


def packed(message: dict[str, Any]) -> bytes:
    """One message, ready to be sent."""
    said = json.dumps(message, separators=(",", ":")).encode()
    return _LENGTH.pack(len(said)) + said


def length(prefix: bytes) -> int:
    """How many bytes of JSON follow a prefix of four bytes. Raises Garbled."""
    (size,) = _LENGTH.unpack(prefix)
    if not 0 < size <= MOST:
        raise Garbled(f"a message of {size} bytes")
    return int(size)


def unpacked(said: bytes) -> dict[str, Any]:
    """The message. Raises Garbled."""
    try:
        message = json.loads(said)
    except ValueError as error:
        raise Garbled(str(error)) from error
    if not isinstance(message, dict):
        raise Garbled("no object")
    return message


def receive(stream: BinaryIO) -> dict[str, Any] | None:
    """The next message, or None where the other side has gone. Raises Garbled."""
    prefix = stream.read(_LENGTH.size)
    if len(prefix) < _LENGTH.size:
        return None
    return unpacked(_exactly(stream, length(prefix)))


def receive_pixels(stream: BinaryIO, width: int, height: int) -> bytes:
    """A grey picture, row by row. Raises Garbled."""
    if min(width, height) < 1 or width * height > MOST_PIXELS:
        raise Garbled(f"a picture of {width} x {height}")
    return _exactly(stream, width * height)


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise Garbled(f"{len(data)} bytes of {size}")
    return data
