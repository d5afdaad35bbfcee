"""Learns which cells of the screen never rest: a film, a face in a bubble, a spinner, a clock, a caret that blinks."""

import numpy as np
from numpy.typing import NDArray

from app.ocr.patches import Mask

# Seconds in which a move is forgotten, to a third; and how much of it tells a part that never rests.
_MEMORY, _MUCH = 4.0, 5.0
# The same for moves that begin anew after a rest, as those of a clock or of a caret.
_LONG_MEMORY, _OFTEN = 12.0, 5.5


class Restless:
    """Follows the cells of one recording, sample by sample."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self._moves = np.zeros(shape, np.float32)
        self._starts = np.zeros(shape, np.float32)
        self._before = np.zeros(shape, np.bool_)
        self._time = 0.0

    def note(self, time: float, moving: Mask) -> None:
        """The cells that changed in the sample at `time` (seconds)."""
        passed = max(0.0, time - self._time)
        self._moves *= np.exp(-passed / _MEMORY)
        self._starts *= np.exp(-passed / _LONG_MEMORY)
        self._moves[moving] += 1
        self._starts[moving & ~self._before] += 1
        self._before, self._time = moving, time

    @property
    def cells(self) -> NDArray[np.bool_]:
        """Those that never rest, with their neighbours."""
        often = (self._moves >= _MUCH) | (self._starts >= _OFTEN)
        if not often.any():
            return often
        padded = np.pad(often, 1)
        rows, columns = often.shape
        around = [padded[y : y + rows, x : x + columns] for y in range(3) for x in range(3)]
        return np.asarray(np.logical_or.reduce(around), np.bool_)
