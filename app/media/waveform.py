"""The picture of a sound: how loud it is when, in the product's colours. Stands where a video has its still."""

from collections.abc import Iterable
from itertools import islice

import cv2
import numpy as np
from numpy.typing import NDArray

from app.media.pictures import encode_jpeg

# Samples a second are enough for how loud it is.
RATE = 8000
SAMPLE_BYTES = 2
_SIZE = (1280, 720)
_BARS, _PITCH, _WIDTH = 56, 20, 12
_TALLEST = 360
# Blue, green, red: accent on accent-soft, as the dark theme has them.
_GROUND, _INK = (0x3F, 0x23, 0x25), (0xFF, 0x9D, 0xA2)
# Ears tell quiet from quieter better than a ruler does.
_BEND = 0.7
# Samples read at once, at most.
_BLOCK = 8192


def block_bytes(seconds: float, bars: int = _BARS) -> int:
    """How much to read at once of a sound of so many seconds: no more than belongs to one bar."""
    return SAMPLE_BYTES * max(1, min(_BLOCK, int(seconds * RATE / bars)))


def poster(blocks: Iterable[bytes], seconds: float) -> bytes:
    """A JPEG of a sound of so many seconds; `blocks` are its samples: one channel, 16 bits, `block_bytes` at a time."""
    return encode_jpeg(_drawn(_heights(_levels(blocks, seconds))))


def peaks(blocks: Iterable[bytes], seconds: float, bars: int) -> list[int]:
    """How loud a sound is at so many moments, 0 to 100, of which the loudest is 100; `blocks` as above."""
    return [round(100 * float(share)) for share in _shares(_levels(blocks, seconds, bars))]


def _levels(blocks: Iterable[bytes], seconds: float, bars: int = _BARS) -> NDArray[np.float64]:
    """How loud each bar's share of the sound is (root of the mean square)."""
    size = block_bytes(seconds, bars)
    whole = max(1.0, seconds * RATE * SAMPLE_BYTES)
    energy, counted = np.zeros(bars), np.zeros(bars)
    # It may be longer than its header says; what lies beyond would be in no bar.
    for number, block in enumerate(islice(blocks, int(whole // size) + 1)):
        samples = np.frombuffer(block, np.int16).astype(np.float64)
        # By its middle, which no rounding puts into another bar.
        bar = min(bars - 1, int((number + 0.5) * size / whole * bars))
        energy[bar] += float(np.square(samples).sum())
        counted[bar] += samples.size
    levels: NDArray[np.float64] = np.sqrt(energy / np.maximum(counted, 1.0))
    return levels


def _heights(levels: NDArray[np.float64]) -> list[int]:
    """Pixels of each bar: the loudest is the tallest, and silence is a dot."""
    return [max(_WIDTH, round(float(share) * _TALLEST)) for share in _shares(levels)]


def _shares(levels: NDArray[np.float64]) -> NDArray[np.float64]:
    """0 to 1, as ears have it."""
    loudest = float(levels.max())
    shares: NDArray[np.float64] = np.power(levels / loudest, _BEND) if loudest > 0 else levels
    return shares


def _drawn(heights: list[int]) -> NDArray[np.uint8]:
    width, height = _SIZE
    canvas = np.full((height, width, 3), _GROUND, np.uint8)
    left = (width - _BARS * _PITCH + _PITCH) // 2
    for number, tall in enumerate(heights):
        x, reach = left + number * _PITCH, (tall - _WIDTH) // 2
        ends = (x, height // 2 - reach), (x, height // 2 + reach)
        # Thick lines have round ends.
        cv2.line(canvas, *ends, _INK, _WIDTH, cv2.LINE_AA)
    return canvas
