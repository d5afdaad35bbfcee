"""Watches a recording's samples and says what changed from one state of rest to the next, and where the pointer was.

For each sample, in order of time:

1. What differs from the sample before is found as cells of a grid; cells that never rest are left out (restless.py).
2. The pointer is looked for where something differs, and what it explains is left out: where it is, where it was.
3. What remains is a change of the screen. It opens, or goes on; content that moved as a whole is scrolling (shifts.py).
4. A change ends once nothing has changed for a while, or once the pointer came to rest during it and something else
   happens: what a page shows while the pointer passes over is not what a press does.
5. Then the two states of rest are compared: what differs between them, without pointers and what never rests, is what
   changed. Where nothing does, or only what lay under the passing pointer looks different, nothing was done.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import log

import cv2
import numpy as np
from numpy.typing import NDArray

from app.domain.documents.evidence.changes import Change, Pointer
from app.domain.documents.words import Box
from app.media.pictures import encode_jpeg
from app.ocr.patches import CELL, Mask, Region, differing_cells, erase, regions, size_of, touches, vivid_cells
from app.ocr.pointer import Found, PointerFinder
from app.ocr.restless import Restless
from app.ocr.shifts import vertical_shift
from app.ocr.veils import veil_between

Pixels = NDArray[np.uint8]

_LONGEST = 1280
# Seconds of rest that end a change, and after which one that goes on is told in parts.
_REST = 0.45
_LONGEST_CHANGE = 8.0
# Patches that the pointer is looked for in, those first that are about as large as one leaves or makes (pixels): few
# while it may look like anything, more once it is known, since codecs that refine a page change it all over.
_FEW_PLACES, _MORE_PLACES = 12, 24
_POINTER_SIZE = 24 * 32
# What looks different under a passing pointer is at most this share of the frame.
_HOVERED = 0.05
# Seconds after which a change that goes on may be a film, beside which something else can happen: so many
# cells of it, so far away (cells).
_FILM, _FAR, _LEAST_CELLS = 1.0, 8, 16
# Only what is so large (share of the frame) can have been scrolled.
_SCROLLED = 0.08
# What is typed in a sample is at most this share of it.
_WRITING = 0.01
_MOST_BOXES = 12
# Pixels that writing moves on by in a sample, at most.
_STROKE = 240


@dataclass(frozen=True, slots=True)
class View:
    """A sample as it is compared: grey, and the picture itself for later."""

    time: float
    grey: Pixels
    planes: Pixels

    @property
    def full(self) -> Pixels:
        """The grey picture in its own size: a pointer is small enough as it is."""
        return self.planes[: self.planes.shape[0] * 2 // 3]

    @property
    def zoom(self) -> float:
        """How much larger that is than what is compared."""
        return float(self.planes.shape[1] / self.grey.shape[1])


@dataclass(frozen=True, slots=True)
class Seen:
    """A change with the sample that was there before it."""

    change: Change
    before: View
    after: View

    def before_jpeg(self) -> bytes:
        """The picture in colour, as it was before."""
        return encode_jpeg(cv2.cvtColor(self.before.planes, cv2.COLOR_YUV2BGR_I420))


@dataclass(slots=True)
class _Open:
    """A change that goes on."""

    before: View
    start: float
    pointer: Found | None
    rested: float
    was_moving: bool
    last: float
    strokes: int = 0
    scrolls: int = 0
    shift: int = 0
    edges: list[int] = field(default_factory=list)
    place: Mask | None = None
    settled: View | None = None
    pointer_after: Found | None = None


class Watcher:
    """Follows one recording."""

    def __init__(self) -> None:
        self._finder = PointerFinder()
        self._restless: Restless | None = None
        self._last: View | None = None
        self._pointer: Found | None = None
        self._moved_at = 0.0
        self._open: _Open | None = None

    def observe(self, time: float, planes: Pixels) -> Iterator[Seen]:
        """Takes the sample at `time` (seconds; I420 planes) and gives the changes that have come to an end."""
        before = self._last
        now = replace(before, time=time) if before and before.planes is planes else view(time, planes)
        self._last = now
        if before is None:
            return
        cells = differing_cells(before.grey, now.grey)
        if self._restless is None:
            self._restless = Restless(cells.shape)
        moved = self._follow_pointer(cells, before, now) if cells.any() else False
        content = cells.copy()
        self._restless.note(time, content)
        content &= ~self._restless.cells
        if not content.any():
            yield from self._rest(now)
            return
        if self._open is not None and self._is_new(now, moved, content):
            yield from self._close(before)
        if self._open is None:
            self._begin(before, now, moved)
        self._go_on(before, now, content)

    def close(self) -> Iterator[Seen]:
        """The change that was under way when the recording ended."""
        if self._last is not None:
            yield from self._close(self._last)

    def _follow_pointer(self, cells: Mask, before: View, now: View) -> bool:
        """Finds the pointer where something differs, takes what it explains out of `cells`; whether it moved."""
        assert self._restless is not None
        # Not in a film: it would be looked for all over it, all the time.
        patches = regions(cells & ~self._restless.cells, reach=0)
        if not patches:
            return False
        old = self._pointer
        if old is not None and self._finder.still(now.full, old):
            return False
        vivid = regions(vivid_cells(before.grey, now.grey) & ~self._restless.cells, reach=1)
        places = [_scaled(patch, now.zoom) for patch in sorted(vivid, key=_unlike_pointer)[: self._most_places]]
        found = self._finder.find(now.full, [*places, *([old.extent] if old else [])])
        if found is None:
            return self._lose_pointer(patches, now)
        for each in (old, found):
            _explain(cells, each, now.zoom)
        moved = old is None or abs(found.x - old.x) + abs(found.y - old.y) > 2
        if moved:
            self._moved_at = now.time
        self._pointer = found
        return moved

    @property
    def _most_places(self) -> int:
        return _MORE_PLACES if self._finder.is_known else _FEW_PLACES

    def _lose_pointer(self, patches: list[Region], now: View) -> bool:
        """Whether something else is where the pointer was: it is hidden, or has a shape of its own."""
        old = self._pointer
        lost = old is not None and any(touches(patch, _scaled(old.extent, 1 / now.zoom)) for patch in patches)
        if lost:
            self._pointer, self._moved_at = None, now.time
        return lost

    def _is_new(self, now: View, moved: bool, content: Mask) -> bool:
        """Whether what changes now belongs to another change than the open one."""
        return self._is_another(now, moved) or self._is_elsewhere(now, content) or self._is_typed_on(content)

    def _is_typed_on(self, content: Mask) -> bool:
        """Whether a page came, and now only a place on it goes on."""
        assert self._open is not None
        place = self._open.place
        if place is None or self._open.strokes > 1:
            return False
        return bool(place.mean() >= _SCROLLED and content.mean() <= _WRITING)

    def _is_another(self, now: View, moved: bool) -> bool:
        """Whether what changes now is not what began with the open change."""
        assert self._open is not None
        rests = not moved and now.time - self._moved_at >= 0.2
        return self._open.was_moving and rests and self._moved_at >= self._open.start

    def _is_elsewhere(self, now: View, content: Mask) -> bool:
        """Whether it is far from all that has changed in the open change, which has gone on for a while: a film."""
        assert self._open is not None
        if self._open.place is None or now.time - self._open.start < _FILM:
            return False
        near = cv2.dilate(self._open.place.astype(np.uint8), np.ones((2 * _FAR + 1, 2 * _FAR + 1), np.uint8)) > 0
        return int((content & ~near).sum()) >= _LEAST_CELLS

    def _begin(self, before: View, now: View, moved: bool) -> None:
        rested = 0.0 if moved else now.time - self._moved_at
        self._open = _Open(before, now.time, self._pointer, rested, moved, now.time)

    def _go_on(self, before: View, now: View, content: Mask) -> None:
        assert self._open is not None
        self._open.last, self._open.settled = now.time, None
        self._open.strokes += 1
        self._open.place = content.copy() if self._open.place is None else self._open.place | content
        _, columns = np.nonzero(content)
        self._open.edges.append(int(columns.max() + 1) * CELL)
        largest = regions(content, reach=4)[0]
        if size_of(largest) >= _SCROLLED * now.grey.size:
            shift = vertical_shift(before.grey, now.grey, largest)
            self._open.shift += shift
            self._open.scrolls += shift != 0

    def _rest(self, now: View) -> Iterator[Seen]:
        change = self._open
        if change is None:
            return
        # What it shows as soon as it rests: later the pointer may be somewhere else.
        if change.settled is None:
            change.settled, change.pointer_after = now, self._pointer
        if now.time - change.last >= _REST or now.time - change.start >= _LONGEST_CHANGE:
            yield from self._close(now)

    def _close(self, after: View) -> Iterator[Seen]:
        change, self._open = self._open, None
        if change is None or self._restless is None:
            return
        after, pointer = (change.settled, change.pointer_after) if change.settled else (after, self._pointer)
        cells = differing_cells(change.before.grey, after.grey)
        cells &= ~self._restless.cells
        if change.pointer != pointer:
            for each in (change.pointer, pointer):
                _explain(cells, each, after.zoom)
        found = regions(cells, reach=2)
        if found and not self._is_hover(change, found):
            yield self._seen(change, after, found)

    def _is_hover(self, change: _Open, found: list[Region]) -> bool:
        """Whether only what the pointer came to, or left, looks different."""
        if not change.was_moving or self._pointer is None:
            return False
        height, width = change.before.grey.shape
        small = all(size_of(each) <= _HOVERED * height * width for each in found)
        return small and len(found) <= 4

    def _seen(self, change: _Open, after: View, found: list[Region]) -> Seen:
        height, width = after.grey.shape
        pointer = change.pointer
        told = Change(
            before=change.before.time,
            start=change.start,
            end=change.last,
            boxes=tuple(_share(each, width, height) for each in found[:_MOST_BOXES]),
            pointer=_on_frame(pointer, after) if pointer else None,
            rested=change.rested,
            strokes=change.strokes,
            advance=sum(0 < later - earlier <= _STROKE for earlier, later in pairwise(change.edges)),
            veil=veil_between(change.before.grey, after.grey),
            scrolled=change.shift / height if change.scrolls else 0.0,
            tint=_tint(change.before, after, found[-1]),
        )
        return Seen(told, change.before, after)


def view(time: float, planes: Pixels) -> View:
    """A sample at `time` (seconds; I420 planes) as it is compared."""
    height, width = planes.shape[0] * 2 // 3, planes.shape[1]
    factor = min(1.0, _LONGEST / max(width, height))
    grey = planes[:height]
    if factor < 1:
        size = (round(width * factor), round(height * factor))
        grey = np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)
    return View(time, grey, planes)


def _unlike_pointer(patch: Region) -> float:
    return abs(log(size_of(patch) / _POINTER_SIZE))


def _explain(cells: Mask, pointer: Found | None, zoom: float) -> None:
    """Takes out what the pointer makes of the cells."""
    if pointer is not None:
        left, top, right, bottom = _scaled(pointer.extent, 1 / zoom)
        erase(cells, (left - CELL // 2, top - CELL // 2, right + CELL // 2, bottom + CELL // 2))


def _scaled(region: Region, factor: float) -> Region:
    left, top, right, bottom = (round(side * factor) for side in region)
    return left, top, right, bottom


def _on_frame(found: Found, view: View) -> Pointer:
    height, width = view.full.shape
    return Pointer(found.x / width, found.y / height, found.shape)


def _share(region: Region, width: int, height: int) -> Box:
    left, top, right, bottom = region
    return Box(left / width, top / height, (right - left) / width, (bottom - top) / height)


def _tint(before: View, after: View, region: Region) -> float:
    """How much more colour a place has."""
    one, other = (_colour(view, region) for view in (before, after))
    return (other - one) / 128


def _colour(view: View, region: Region) -> float:
    """How far from grey it is on average."""
    height, width = view.full.shape
    left, top, right, bottom = (side // 2 for side in _scaled(region, view.zoom))
    chroma = view.planes[height:].reshape(2, height // 2, width // 2)[:, top:bottom, left:right]
    distance = np.abs(chroma.astype(np.int16) - 128).max(axis=0)
    return float(distance.mean()) if distance.size else 0.0
