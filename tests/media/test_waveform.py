"""A sound's picture shows when it is loud; it takes no more memory for a long one."""

import cv2
import numpy as np
import pytest

from app.media import waveform
from app.media.pictures import decode_grey

GROUND = 40


def blocks(sound: np.ndarray, seconds: float):
    data, size = sound.astype(np.int16).tobytes(), waveform.block_bytes(seconds)
    return (data[at : at + size] for at in range(0, len(data) // size * size, size))


def heights(poster: bytes) -> np.ndarray:
    """How tall the bars are, from left to right, in pixels."""
    grey = decode_grey(poster)
    assert grey.shape == (720, 1280)
    return np.count_nonzero(grey > 100, axis=0)


@pytest.mark.parametrize("seconds", [0.02, 1.0, 90.0])
def test_what_is_loud_is_tall(seconds: float) -> None:
    count = int(seconds * waveform.RATE)
    sound = np.sin(np.arange(count)) * np.where(np.arange(count) < count / 2, 300, 20_000)
    found = heights(waveform.poster(blocks(sound, seconds), seconds))
    assert found[:600].max() < 60
    assert found[700:].max() == pytest.approx(360, abs=4)


def test_a_steady_sound_is_as_tall_at_both_ends() -> None:
    found = heights(waveform.poster(blocks(np.sin(np.arange(160_000)) * 9000, 20.0), 20.0))
    bars = [found[90 + 20 * number] for number in range(56)]
    assert min(bars) == pytest.approx(max(bars), abs=6)


def test_silence_is_dots() -> None:
    found = heights(waveform.poster(blocks(np.zeros(8000), 1.0), 1.0))
    assert found.max() == pytest.approx(12, abs=3)
    assert heights(waveform.poster(iter(()), 0.0)).max() == pytest.approx(12, abs=3)


def test_it_is_drawn_in_the_products_colours() -> None:
    sound = np.sin(np.arange(8000)) * 9000
    data = waveform.poster(blocks(sound, 1.0), 1.0)
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    # Blue, green, red.
    assert picture[5, 5].tolist() == pytest.approx([0x3F, 0x23, 0x25], abs=4)
    assert picture[360, 650].tolist() == pytest.approx([0xFF, 0x9D, 0xA2], abs=12)


def test_a_sound_longer_than_it_says_is_not_read_to_its_end() -> None:
    read = 0

    def endless():
        nonlocal read
        while True:
            read += 1
            yield bytes(waveform.block_bytes(1.0))

    waveform.poster(endless(), 1.0)
    assert read < 200
