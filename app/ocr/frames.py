"""Samples a recording and keeps the frames on which something readable has changed."""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.domain.documents.frame_changes import Blocks, ChangeDetector, Policy
from app.media import process
from app.media.ffmpeg import Shown, sample_args
from app.media.look import contained
from app.media.pictures import encode_jpeg

Pixels = NDArray[np.uint8]

RATE = 2.0
# Text of 12 pixels is read from a 1080p frame as it is; larger screens are scaled to it, not cut.
_LONGEST = 1920
_COMPARED_LONGEST = 480
_BLOCK = 8
# Grey levels: above what VP8/VP9 at a screen recorder's rates shimmers by, below thin grey text on white.
_PIXEL_STEP = 24
_PIXELS_PER_BLOCK = 2


@dataclass(frozen=True, slots=True)
class Sample:
    """The picture on screen at `time` (seconds). `planes` is I420: rows of Y, then of U and V."""

    time: float
    planes: Pixels

    @property
    def luma(self) -> Pixels:
        """The grey picture."""
        return self.planes[: self.planes.shape[0] * 2 // 3]


@dataclass(frozen=True, slots=True)
class KeptFrame:
    """A frame worth reading, on screen since `since` (seconds)."""

    since: float
    sample: Sample

    def jpeg(self) -> bytes:
        """The picture in colour."""
        colour = cv2.cvtColor(self.sample.planes, cv2.COLOR_YUV2BGR_I420)
        return encode_jpeg(colour)


def samples(shown: Shown, duration: float, rate: float = RATE, first: int = 0) -> Generator[Sample]:
    """Reads a recording, `rate` times a second from sample `first` on, two frames in memory.

    Samples that show the very same, as most of a screen's do, have the same planes.
    Raises ProcessFailed, also where ffmpeg takes far longer than playing would.
    """
    width, height = frame_size(shown.width, shown.height)
    limits = process.Limits(seconds=300 + 4 * duration)
    argv = sample_args(shown, (width, height), rate, first=first)
    blocks = process.blocks(argv, limits, width * height * 3 // 2)
    number, last, planes = 0, b"", np.empty((0, 0), np.uint8)
    try:
        for number, block in enumerate(blocks, start=1):
            if block != last:
                last, planes = block, np.frombuffer(block, np.uint8).reshape(height * 3 // 2, width)
            yield Sample(min((first + number - 1) / rate, duration), planes)
    except process.ProcessFailed as error:
        # A recording that breaks off, or is damaged somewhere, is worth what can be seen of it.
        if number == 0 or not error.blames_input:
            raise


def _show_the_same(one: Sample, other: Sample) -> bool:
    return one.planes is other.planes or np.array_equal(one.luma, other.luma)


def worth_reading(sampled: Iterable[Sample], policy: Policy | None = None) -> Iterator[KeptFrame]:
    """The samples on which the screen shows something it did not show on the one kept before."""
    keeper = Keeper(policy)
    for sample in sampled:
        yield from keeper.observe(sample)
    yield from keeper.close()


class Keeper:
    """Keeps the samples worth reading of one recording, sample by sample."""

    def __init__(self, policy: Policy | None = None) -> None:
        self._policy = policy
        self._detector: ChangeDetector | None = None
        self._kept = self._before = np.empty((0, 0), np.uint8)
        self._last: Sample | None = None

    def observe(self, sample: Sample) -> Iterator[KeptFrame]:
        """Takes the next sample, and gives it back where it is to be kept."""
        # Most of what stands still is the very same, and need not be made smaller again.
        same = self._last is not None and _show_the_same(self._last, sample)
        now = self._before if same else _reduced(sample.luma)
        if self._detector is None:
            self._detector = ChangeDetector(_block_count(now), self._policy)
            self._kept = self._before = now
        since = self._detector.observe(sample.time, changed_blocks(self._kept, now), changed_blocks(self._before, now))
        if since is not None:
            self._kept = now
            yield KeptFrame(since, sample)
        self._before, self._last = now, sample

    def close(self) -> Iterator[KeptFrame]:
        """The sample observed last, where it is to be kept after all."""
        if self._detector is not None and self._last is not None:
            since = self._detector.close(self._last.time, changed_blocks(self._kept, self._before))
            if since is not None:
                yield KeptFrame(since, self._last)


def changed_blocks(one: Pixels, other: Pixels) -> Blocks:
    """The blocks (row, column) in which two reduced grey pictures of the same size visibly differ."""
    if one is other:
        return frozenset()
    steps = cv2.absdiff(one, other) > _PIXEL_STEP
    if not steps.any():
        return frozenset()
    rows, columns = steps.shape[0] // _BLOCK, steps.shape[1] // _BLOCK
    tiles = steps[: rows * _BLOCK, : columns * _BLOCK].reshape(rows, _BLOCK, columns, _BLOCK)
    changed = np.argwhere(tiles.sum(axis=(1, 3)) >= _PIXELS_PER_BLOCK)
    return frozenset((int(row), int(column)) for row, column in changed)


def frame_size(width: int, height: int) -> tuple[int, int]:
    """The size frames are read at: the shown size or, if larger, scaled to 1920 on its longer side; even."""
    return contained(width, height, _LONGEST)


def _reduced(luma: Pixels) -> Pixels:
    height, width = luma.shape
    factor = min(1.0, _COMPARED_LONGEST / max(width, height))
    # Whole blocks, so that no strip at the right or the bottom goes unwatched.
    size = tuple(max(1, round(side * factor / _BLOCK)) * _BLOCK for side in (width, height))
    return np.asarray(cv2.resize(luma, size, interpolation=cv2.INTER_AREA), np.uint8)


def _block_count(reduced: Pixels) -> int:
    return reduced.size // _BLOCK**2
