"""Pictures of strangers: made anew, small, without what was in them beside the picture; anything else is refused."""

import cv2
import numpy as np
import pytest

from app.errors import VideoFlowError
from app.media.likeness import LARGEST, remade

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(ending: str, width: int = 900, height: int = 300, channels: int = 3) -> bytes:
    done, data = cv2.imencode(ending, np.full((height, width, channels), 200, np.uint8))
    assert done
    return data.tobytes()


@pytest.mark.parametrize("ending", [".png", ".jpg", ".webp"])
def test_a_picture_is_made_anew_and_smaller(ending: str) -> None:
    hidden = picture(ending) + b"<script>alert(1)</script>"
    found = remade(hidden, 512)
    shown = cv2.imdecode(np.frombuffer(found, np.uint8), cv2.IMREAD_UNCHANGED)
    assert shown is not None
    assert (found[:4], shown.shape[:2]) == (b"\x89PNG", (171, 512))
    assert b"script" not in found


def test_a_small_one_stays_as_small_and_lets_through_what_it_did() -> None:
    shown = cv2.imdecode(np.frombuffer(remade(picture(".png", 40, 20, 4), 512), np.uint8), cv2.IMREAD_UNCHANGED)
    assert shown is not None and shown.shape == (20, 40, 4)
    assert shown[0, 0, 3] == 200


@pytest.mark.parametrize(
    "data",
    [
        SVG,
        b"",
        b"GIF89a" + bytes(100),
        b"\x89PNG\r\n\x1a\n" + SVG,
        b"\xff\xd8\xff" + bytes(2000),
        picture(".png")[:60],
        # A header that promises 60,000 by 60,000 pixels.
        picture(".png")[:16] + (60_000).to_bytes(4, "big") * 2 + picture(".png")[24:],
    ],
    ids=["svg", "nothing", "gif", "a head alone", "noise", "cut off", "bomb"],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(VideoFlowError) as caught:
        remade(data, 512)
    assert (caught.value.code, caught.value.http_status) == ("not_a_picture", 415)


def test_a_large_file_is_not_even_looked_at() -> None:
    with pytest.raises(VideoFlowError) as caught:
        remade(bytes(LARGEST + 1), 512)
    assert caught.value.http_status == 413
