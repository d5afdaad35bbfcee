"""What a picture of somebody may be, told by its first bytes: what it is, and how many pixels it claims. Pure.

PNG (W3C, section 11.2.1), JPEG (ITU-T T.81, B.2.2) and WebP (RFC 9649, section 2) say both in their heads, so that
nothing is decoded of what is refused. SVG is a document that may run and load things, and no picture here.
"""

from dataclasses import dataclass
from enum import StrEnum

LARGEST_BYTES = 5 * 1024 * 1024
# A decoder holds four bytes for each.
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 16_000
# A JPEG's segments before its frame: profiles and previews that cameras write.
_MOST_SEGMENTS = 1000
_SOF = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class Kind(StrEnum):
    """What is taken."""

    PNG = "png"
    JPEG = "jpeg"
    WEBP = "webp"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a picture says it is; pixels."""

    kind: Kind
    width: int
    height: int

    @property
    def is_bearable(self) -> bool:
        """Whether decoding it costs no more than a picture may."""
        sides = min(self.width, self.height) >= 1 and max(self.width, self.height) <= LONGEST_SIDE
        return sides and self.width * self.height <= MOST_PIXELS


def claim(data: bytes) -> Claim | None:
    """None for what is none of these pictures, or breaks off in its head."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR" and len(data) >= 24:
        return Claim(Kind.PNG, _big(data, 16, 4), _big(data, 20, 4))
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP" and len(data) >= 30:
        return _webp(data)
    return None


def _jpeg(data: bytes) -> Claim | None:
    at = 2
    for _ in range(_MOST_SEGMENTS):
        if len(data) < at + 9 or data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker in _SOF:
            return Claim(Kind.JPEG, _big(data, at + 7, 2), _big(data, at + 5, 2))
        # Between segments there may be bytes that fill.
        at += 1 if marker == 0xFF else 2 + _big(data, at + 2, 2)
    return None


def _webp(data: bytes) -> Claim | None:
    match data[12:16]:
        case b"VP8X":
            # One that moves is no picture; its flag is the second bit.
            size = 1 + _little(data, 24, 3), 1 + _little(data, 27, 3)
            return None if data[20] & 0x02 else Claim(Kind.WEBP, *size)
        case b"VP8L":
            bits = _little(data, 21, 4)
            return Claim(Kind.WEBP, 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
        case b"VP8 ":
            return Claim(Kind.WEBP, _little(data, 26, 2) & 0x3FFF, _little(data, 28, 2) & 0x3FFF)
    return None


def _big(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "big")


def _little(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "little")
