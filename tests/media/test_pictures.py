"""Stills are scaled, compared, and refused when they are none."""

import numpy as np
import pytest

from app.media.pictures import BadPicture, decode_grey, encode_jpeg, fit_jpeg, liveliness

NOISE = np.random.default_rng(1).integers(0, 255, (300, 500, 3), np.uint8)


@pytest.mark.parametrize(("longest", "size"), [(250, (150, 250)), (500, (300, 500)), (9000, (300, 500))])
def test_pictures_shrink_and_never_grow(longest: int, size: tuple[int, int]) -> None:
    assert decode_grey(fit_jpeg(encode_jpeg(NOISE), longest)).shape == size


def test_a_blank_picture_is_the_least_lively() -> None:
    black = encode_jpeg(np.zeros((100, 100, 3), np.uint8))
    assert liveliness(black) == 0.0 < liveliness(encode_jpeg(NOISE))


@pytest.mark.parametrize("data", [b"", b"not a picture", encode_jpeg(NOISE)[:10]])
def test_other_bytes_are_refused(data: bytes) -> None:
    for read in (decode_grey, liveliness, lambda data: fit_jpeg(data, 10)):
        with pytest.raises(BadPicture):
            read(data)
