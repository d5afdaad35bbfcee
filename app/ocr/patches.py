"""Where two pictures differ: rectangles in pixels, and the grid of cells they are found on."""

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Region = tuple[int, int, int, int]

CELL = 8
# Grey levels: more than codecs shimmer by, less than grey text on white or a chosen entry's ground differs.
STEP = 18
_PIXELS_A_CELL = 3
_FAINT = 7
# A pointer is black on white or white on black somewhere; what a codec refines is grey.
_VIVID, _VIVID_PIXELS = 64, 5
_FAINT_SHARE = 0.75


def differing_cells(one: Pixels, other: Pixels) -> Mask:
    """The cells (rows x columns) where two grey pictures visibly differ: in some pixels much, or in most a little."""
    if one is other:
        return np.zeros((one.shape[0] // CELL, one.shape[1] // CELL), np.bool_)
    difference = _difference(one, other)
    # A step in any pixel at all: most samples have none, and are done with here.
    if cv2.minMaxLoc(difference)[1] <= _FAINT:
        return np.zeros((one.shape[0] // CELL, one.shape[1] // CELL), np.bool_)
    strong = _share_of(difference, STEP) >= _PIXELS_A_CELL / CELL**2
    # A row that is highlighted, a veil over a dark page: hardly lighter, but all over.
    faint = _share_of(difference, _FAINT) >= _FAINT_SHARE
    return np.asarray(strong | faint, np.bool_)


def vivid_cells(one: Pixels, other: Pixels) -> Mask:
    """The cells in which they differ as much as a pointer does from what it lies on."""
    return np.asarray(_share_of(_difference(one, other), _VIVID) >= _VIVID_PIXELS / CELL**2, np.bool_)


def _difference(one: Pixels, other: Pixels) -> Pixels:
    return np.asarray(cv2.absdiff(one, other), np.uint8)


def _share_of(difference: Pixels, step: int) -> NDArray[np.float32]:
    """Of each cell, the share of pixels above a step."""
    rows, columns = difference.shape[0] // CELL, difference.shape[1] // CELL
    above = cv2.threshold(difference[: rows * CELL, : columns * CELL], step, 255, cv2.THRESH_BINARY)[1]
    shares = cv2.resize(above, (columns, rows), interpolation=cv2.INTER_AREA)
    # Averages come as whole grey levels.
    return np.asarray((shares + 0.5) / 255, np.float32)


def regions(cells: Mask, reach: int = 1) -> list[Region]:
    """Rectangles (left, top, right, bottom in pixels) around cells at most `reach` cells apart; largest first."""
    if not cells.any():
        return []
    wide = cells.astype(np.uint8)
    joined = cv2.dilate(wide, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)) if reach else wide
    _, labels = cv2.connectedComponents(joined, connectivity=8)
    labels = labels * wide
    found: list[Region] = []
    for label in np.unique(labels[labels > 0]).tolist():
        rows, columns = np.nonzero(labels == label)
        left, top = int(columns.min()) * CELL, int(rows.min()) * CELL
        found.append((left, top, (int(columns.max()) + 1) * CELL, (int(rows.max()) + 1) * CELL))
    return sorted(found, key=lambda box: -size_of(box))


def size_of(region: Region) -> int:
    """Its pixels."""
    return (region[2] - region[0]) * (region[3] - region[1])


def touches(one: Region, other: Region, room: int = 0) -> bool:
    """Whether they overlap, or are nearer than `room` pixels."""
    return (
        one[0] < other[2] + room and other[0] < one[2] + room and one[1] < other[3] + room and other[1] < one[3] + room
    )


def erase(cells: Mask, region: Region) -> None:
    """Takes the cells of a rectangle (pixels) out, in place."""
    left, top, right, bottom = region
    cells[max(0, top // CELL) : -(-bottom // CELL), max(0, left // CELL) : -(-right // CELL)] = False
