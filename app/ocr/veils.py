"""Tells when a page is dimmed behind a dialog, and when it comes back."""

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

# What stands beside a dialog: the frame's rim, this share of it on each side.
_RIM = 0.16
_WIDTH = 160
# Veiled: contrasts are at most this much of what they were, or light is, and nothing else happened there.
_DIMMED, _FADED = 0.9, 0.75
_ALIKE = 0.95
_LEAST_STRUCTURE = 4.0
_LEAST_STEP = 6.0


def veil_between(before: Pixels, after: Pixels) -> int:
    """1 where a veil came over the page, -1 where one went, 0 where neither (grey pictures of one size)."""
    one, other = (_rim(picture) for picture in (before, after))
    if _is_veiled(one, other):
        return 1
    return -1 if _is_veiled(other, one) else 0


def _rim(picture: Pixels) -> NDArray[np.float32]:
    height = round(_WIDTH * picture.shape[0] / picture.shape[1])
    small = cv2.resize(picture, (_WIDTH, height), interpolation=cv2.INTER_AREA).astype(np.float32)
    side, edge = round(_RIM * _WIDTH), round(_RIM * height)
    inner = np.ones(small.shape, np.bool_)
    inner[edge : height - edge, side : _WIDTH - side] = False
    return np.asarray(small[inner], np.float32)


def _is_veiled(clear: NDArray[np.float32], veiled: NDArray[np.float32]) -> bool:
    """Whether the second is the first with less contrast, by one factor all over."""
    spread = float(clear.std())
    if spread < _LEAST_STRUCTURE:
        return False
    middle, dimmed = clear - clear.mean(), veiled - veiled.mean()
    together = float((middle * dimmed).mean())
    factor = together / (spread * spread)
    alike = together / (spread * max(float(veiled.std()), 1e-6))
    # A white veil over a white page is seen by its writing alone.
    is_seen = abs(float(clear.mean() - veiled.mean())) >= _LEAST_STEP or factor <= _FADED
    return is_seen and 0.15 <= factor <= _DIMMED and alike >= _ALIKE
