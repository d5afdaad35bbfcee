"""What a picture claims, by its head alone."""

import struct

import cv2
import numpy as np
import pytest

from app.domain.accounts.pictures import LONGEST_SIDE, Claim, Kind, claim

PICTURE = np.zeros((30, 70, 3), np.uint8)


def encoded(ending: str, *options: int) -> bytes:
    return cv2.imencode(ending, PICTURE, list(options))[1].tobytes()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (encoded(".png"), Kind.PNG),
        (encoded(".jpg"), Kind.JPEG),
        (encoded(".jpg", cv2.IMWRITE_JPEG_PROGRESSIVE, 1), Kind.JPEG),
        (encoded(".webp", cv2.IMWRITE_WEBP_QUALITY, 80), Kind.WEBP),
        (encoded(".webp", cv2.IMWRITE_WEBP_QUALITY, 101), Kind.WEBP),
    ],
)
def test_what_is_taken_says_what_it_is(data: bytes, kind: Kind) -> None:
    assert claim(data) == Claim(kind, 70, 30)
    # However soon it breaks off, nothing is raised, and nothing else is claimed.
    assert {claim(data[:length]) for length in range(len(data))} <= {None, Claim(kind, 70, 30)}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"GIF89a" + bytes(40),
        b"\xff\xd8\xff" + b"\xff" * 5000,
        b"RIFF\x00\x00\x00\x00WEBPVP8X" + struct.pack("<I", 10) + b"\x02" + bytes(9),
        b"RIFF\x00\x00\x00\x00WEBPXXXX" + bytes(40),
    ],
)
def test_everything_else_is_none(data: bytes) -> None:
    assert claim(data) is None


@pytest.mark.parametrize(
    ("width", "height", "bearable"),
    [(1, 1, True), (6000, 6000, True), (0, 5, False), (8000, 8000, False), (LONGEST_SIDE + 1, 1, False)],
)
def test_more_than_can_be_borne_is_known_before_it_is_decoded(width: int, height: int, bearable: bool) -> None:
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", width, height)
    found = claim(head)
    assert found and found.is_bearable == bearable
