"""Pictures of strangers: made anew, small, without what was in them beside the picture; anything else is refused."""

import struct
from pathlib import Path

import cv2
import numpy as np
import pytest

from app.domain.accounts.pictures import LARGEST_BYTES
from app.errors import VideoFlowError
from app.media.likeness import LOGO, PORTRAIT, PORTRAIT_PIXELS, Form, remade
from tests.support.portraits import SVG, drawn

ENDINGS = [".png", ".jpg", ".webp"]

MIDDLE = PORTRAIT_PIXELS // 2


def pixels(data: bytes) -> np.ndarray:
    found = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    assert found is not None
    return found


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_person_is_a_small_square(tmp_path: Path, ending: str) -> None:
    found = pixels(remade(drawn(ending=ending), PORTRAIT, tmp_path))
    assert found.shape[:2] == (PORTRAIT_PIXELS, PORTRAIT_PIXELS)
    # The middle of it, from edge to edge.
    (blue, _, red), (blue_there, _, red_there) = found[MIDDLE, MIDDLE, :3], found[5, 5, :3]
    assert red > 200 > 60 > blue and blue_there > 200 > 60 > red_there


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_logo_is_whole_and_no_more_than_its_pixels(tmp_path: Path, ending: str) -> None:
    found = remade(drawn(900, 300, ending) + b"<script>alert(1)</script>", LOGO, tmp_path)
    assert (found[:4], pixels(found).shape[:2]) == (b"\x89PNG", (171, 512))
    assert b"script" not in found


def test_a_small_logo_stays_as_small_and_lets_through_what_it_did(tmp_path: Path) -> None:
    clear = cv2.imencode(".png", np.full((20, 40, 4), 200, np.uint8))[1].tobytes()
    found = pixels(remade(clear, LOGO, tmp_path))
    assert found.shape == (20, 40, 4)
    assert found[0, 0, 3] == 200


def test_a_phones_picture_stands_upright_and_says_nothing_of_where_it_was_taken(tmp_path: Path) -> None:
    picture = np.zeros((200, 200, 3), np.uint8)
    picture[:100] = (0, 0, 255)
    data = cv2.imencode(".jpg", picture)[1].tobytes()
    # Exif: turn it by a quarter to the right to see it upright.
    said = b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, 6, 0, 0)
    sent = data[:2] + b"\xff\xe1" + struct.pack(">H", len(said) + 2) + said + data[2:]
    made = remade(sent, PORTRAIT, tmp_path)
    found = pixels(made)
    assert found[MIDDLE, PORTRAIT_PIXELS - 20][2] > 200 > 60 > found[MIDDLE, 20][2]
    assert b"Exif" not in made and b"EXIF" not in made


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        (SVG, (415, "unsupported_picture")),
        (b"", (415, "unsupported_picture")),
        (b"GIF89a" + bytes(100), (415, "unsupported_picture")),
        (b"\x89PNG\r\n\x1a\n" + SVG, (415, "unsupported_picture")),
        (b"\xff\xd8\xff" + bytes(2000), (415, "unsupported_picture")),
        (drawn()[:60], (415, "unsupported_picture")),
        # A header that promises 60,000 by 60,000 pixels.
        (drawn()[:16] + (60_000).to_bytes(4, "big") * 2 + drawn()[24:], (413, "picture_too_large")),
        (drawn() + bytes(LARGEST_BYTES), (413, "picture_too_large")),
    ],
    ids=["svg", "nothing", "gif", "a head alone", "noise", "cut off", "bomb", "large"],
)
@pytest.mark.parametrize("form", [PORTRAIT, LOGO], ids=["portrait", "logo"])
def test_what_is_no_picture_is_refused(tmp_path: Path, form: Form, data: bytes, refused: tuple[int, str]) -> None:
    with pytest.raises(VideoFlowError) as caught:
        remade(data, form, tmp_path)
    assert (caught.value.http_status, caught.value.code) == refused
    assert not list(tmp_path.iterdir())
