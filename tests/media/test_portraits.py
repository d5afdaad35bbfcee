"""What a confined program makes of pictures of people."""

import struct
from pathlib import Path

import cv2
import numpy as np
import pytest

from app.domain.accounts.pictures import Kind
from app.media.portraits import PIXELS, portrait
from app.media.process import ProcessFailed
from tests.support.portraits import drawn

ENDINGS = {Kind.PNG: ".png", Kind.JPEG: ".jpg", Kind.WEBP: ".webp"}


def made(folder: Path, data: bytes, kind: Kind) -> bytes:
    path = folder / "picture"
    path.write_bytes(data)
    return portrait(path, kind)


def pixels(data: bytes) -> np.ndarray:
    found = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert found is not None
    return found


@pytest.mark.parametrize("kind", ENDINGS)
def test_a_picture_becomes_a_small_square(tmp_path: Path, kind: Kind) -> None:
    found = pixels(made(tmp_path, drawn(ending=ENDINGS[kind]), kind))
    assert found.shape == (PIXELS, PIXELS, 3)
    # The middle of it, from edge to edge.
    (blue, _, red), (blue_there, _, red_there) = found[PIXELS // 2, PIXELS // 2], found[5, 5]
    assert red > 200 > 60 > blue and blue_there > 200 > 60 > red_there


def test_a_phones_picture_stands_upright_and_says_nothing_of_where_it_was_taken(tmp_path: Path) -> None:
    picture = np.zeros((200, 200, 3), np.uint8)
    picture[:100] = (0, 0, 255)
    data = cv2.imencode(".jpg", picture)[1].tobytes()
    # Exif: turn it by a quarter to the right to see it upright.
    said = b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, 6, 0, 0)
    made_of_it = made(tmp_path, data[:2] + b"\xff\xe1" + struct.pack(">H", len(said) + 2) + said + data[2:], Kind.JPEG)
    found = pixels(made_of_it)
    assert found[PIXELS // 2, PIXELS - 20][2] > 200 > 60 > found[PIXELS // 2, 20][2]
    assert b"Exif" not in made_of_it and b"EXIF" not in made_of_it


@pytest.mark.parametrize("data", [b"", b"<svg/>", drawn()[:60], drawn(ending=".jpg")])
def test_what_is_dressed_up_as_another_is_not_read(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ProcessFailed):
        made(tmp_path, data, Kind.PNG)
