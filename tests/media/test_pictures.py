"""Stills are scaled, compared, and refused when they are none."""

import cv2
import numpy as np
import pytest

from app.media.pictures import BadPicture, blurred, decode_grey, encode_jpeg, fit_jpeg, liveliness

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


def test_of_what_is_blurred_nothing_can_be_read_and_the_rest_stays() -> None:
    page = np.full((360, 640, 3), 255, np.uint8)
    cv2.putText(page, "sk-live-51Hx", (60, 100), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (0, 0, 0), 2)
    cv2.putText(page, "Members", (60, 300), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (0, 0, 0), 2)
    data = encode_jpeg(page)
    before, after = decode_grey(data).astype(int), decode_grey(blurred(data, [(0.05, 0.15, 0.5, 0.2)])).astype(int)
    secret, rest = np.s_[70:110, 60:280], np.s_[260:310, 60:280]
    # No stroke is left: neighbours differ by as much as a soft shade does.
    assert np.abs(np.diff(before[secret], axis=1)).max() > 150
    assert np.abs(np.diff(after[secret], axis=1)).max() < 25
    assert np.abs(after[rest] - before[rest]).mean() < 4


@pytest.mark.parametrize("region", [(0.99, 0.99, 0.01, 0.01), (0.0, 0.0, 1.0, 1.0), (0.999, 0.5, 0.001, 0.0001)])
def test_a_region_may_be_as_small_or_as_large_as_it_likes(region: tuple[float, float, float, float]) -> None:
    assert decode_grey(blurred(encode_jpeg(NOISE), [region])).shape == (300, 500)
