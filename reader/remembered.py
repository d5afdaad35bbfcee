"""What lines looked like that were read of late, and what they say: one that looks the same is not read again.

Pages are scrolled, dialogs come back, and around whatever changes a few lines are looked at that did not. To compare a
line with those before costs a hundredth of reading it.
"""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
# Text, how sure it is, and where on the cut each of its signs but spaces has its middle (0 to 1).
Told = tuple[str, float, list[float]]

# Bytes of pictures that are kept at most; a page has a third of a megabyte of lines.
_MOST = 4 * 1024 * 1024
# Pixels across and down: a line is not cut out just as it was the time before. Letters stand further inside.
_ASIDE, _DOWN = 3, 2
# Grey levels: what a codec leaves of noise on a line that stands somewhere else. A dot or an accent is far more; so is
# another letter in small type, whose mean over a few pixels differs.
_STEP, _SHADE, _PATCH = 44, 11.0, 4
# Of the whole line, on average: not even asked further where it is more.
_NOISE = 5.0


@dataclass(slots=True)
class _Seen:
    cut: Pixels
    told: Told | None
    shade: float


class Remembered:
    """The lines of late, those first that were met last."""

    def __init__(self, most: int = _MOST) -> None:
        self._most, self._held, self._number = most, 0, 0
        self._seen: OrderedDict[int, _Seen] = OrderedDict()
        self._by_size: dict[tuple[int, int], list[int]] = {}

    def find(self, cut: Pixels) -> tuple[Told | None] | None:
        """What such a line said, in a tuple; None where there was none."""
        shade = float(cut.mean())
        for number in self._of_about_its_size(cut):
            seen = self._seen[number]
            if abs(seen.shade - shade) <= _NOISE and (moved := _moved(seen.cut, cut)) is not None:
                self._seen.move_to_end(number)
                return (_shifted(seen.told, moved / cut.shape[1]),)
        return None

    def keep(self, cut: Pixels, told: Told | None) -> None:
        """Remembers a line, and forgets the oldest ones."""
        self._number += 1
        self._seen[self._number] = _Seen(cut.copy(), told, float(cut.mean()))
        self._by_size.setdefault(_size(cut), []).append(self._number)
        self._held += cut.nbytes
        while self._held > self._most:
            number, oldest = self._seen.popitem(last=False)
            self._held -= oldest.cut.nbytes
            self._by_size[_size(oldest.cut)].remove(number)

    def _of_about_its_size(self, cut: Pixels) -> Iterator[int]:
        height, width = _size(cut)
        for wide in range(width - _ASIDE, width + _ASIDE + 1):
            for high in range(height - _DOWN, height + _DOWN + 1):
                yield from reversed(self._by_size.get((high, wide), ()))


def _size(cut: Pixels) -> tuple[int, int]:
    return cut.shape[0], cut.shape[1]


def _moved(old: Pixels, new: Pixels) -> int | None:
    """By how many pixels the line stands further right on its new cut; None where it is another one.

    1. The old one without its rim is looked for on the new one.
    2. Where it fits best nothing may differ by more than noise: no pixel much, and no few of them together a little.
    """
    core = old[_DOWN:-_DOWN, _ASIDE:-_ASIDE]
    if min(core.shape, default=0) < _PATCH or core.shape[0] > new.shape[0] or core.shape[1] > new.shape[1]:
        return None
    misfit = cv2.matchTemplate(new, core, cv2.TM_SQDIFF)
    least, _, (left, top), _ = cv2.minMaxLoc(misfit)
    if least > _NOISE * _NOISE * core.size:
        return None
    place = new[top : top + core.shape[0], left : left + core.shape[1]]
    if cv2.minMaxLoc(cv2.absdiff(core, place))[1] > _STEP:
        return None
    one, other = (cv2.blur(each.astype(np.float32), (_PATCH, _PATCH)) for each in (core, place))
    return left - _ASIDE if cv2.minMaxLoc(cv2.absdiff(one, other))[1] <= _SHADE else None


def _shifted(told: Told | None, moved: float) -> Told | None:
    if told is None:
        return None
    text, score, middles = told
    return text, score, [middle + moved for middle in middles]
