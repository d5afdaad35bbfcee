"""Finds the ink of words in a line that was only found roughly: where each begins and ends, and how high it stands.

A network that finds lines draws its boxes a third higher than the letters and knows of each sign no more than about
where its middle is; the size of type, and boxes drawn around words, need better.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from app.domain.documents.words import Box

Pixels = NDArray[np.uint8]
Flags = NDArray[np.bool_]

# Ink is what differs from the ground by this share of what the darkest strokes do: blurred edges are left out.
_INK = 0.45
# Grey levels: where nothing differs by more there is no ink to be found.
_LEAST_CONTRAST = 20
# Of the line's height: what of a letter stands apart from it above or below, as dots and accents do.
_APART = 0.12


def word_boxes(grey: Pixels, line: Box, middles: Sequence[Sequence[float]]) -> list[Box]:
    """The words' boxes, from left to right. `middles` has the middle (x) of every sign, word by word, none empty.

    1. Two words are parted by the widest gap without ink between the last sign of one and the first of the other.
    2. Between its gaps, a word reaches from its first to its last column of ink.
    3. Its rows are those of the line: the band of ink around the middle, without borders above and below.
    """
    left, top, right, bottom = _corners(line, grey)
    ink = _ink(grey[top:bottom, left:right])
    first, last = _band(ink)
    ink = ink[first:last]
    columns, height = np.asarray(ink.any(axis=0)), bottom - top
    # What stands further from a sign's middle than a line is high is something else: an icon, a border.
    start = max(0, int(middles[0][0]) - left - height)
    end = min(columns.size, round(middles[-1][-1]) - left + height)
    cuts = [start, *_cuts(columns, left, middles), max(start + 1, end)]
    return [_tight(ink[:, start:end], left + start, top + first) for start, end in pairwise(cuts)]


def _corners(line: Box, grey: Pixels) -> tuple[int, int, int, int]:
    """Whole pixels on the picture, at least one of them."""
    height, width = grey.shape
    left, top = min(max(0, int(line.left)), width - 1), min(max(0, int(line.top)), height - 1)
    return left, top, max(left + 1, min(width, round(line.right))), max(top + 1, min(height, round(line.bottom)))


def _ink(cut: Pixels) -> Flags:
    distance = np.abs(cut.astype(np.int16) - int(np.median(cut)))
    strongest = float(np.percentile(distance, 98))
    return np.asarray(distance >= max(_LEAST_CONTRAST, _INK * strongest))


def _band(ink: Flags) -> tuple[int, int]:
    """The first row of the text and the one behind its last; all rows where there is no ink in the middle."""
    rows = ink.any(axis=1)
    height = rows.size
    marked = np.flatnonzero(rows)
    if not marked.size:
        return 0, height
    first = last = int(marked[np.argmin(np.abs(marked - height / 2))])
    reach = 1 + max(1, round(_APART * height))
    for row in marked[marked > last]:
        if row - last > reach:
            break
        last = int(row)
    for row in marked[marked < first][::-1]:
        if first - row > reach:
            break
        first = int(row)
    return first, last + 1


def _cuts(columns: Flags, left: int, middles: Sequence[Sequence[float]]) -> list[int]:
    cuts = []
    for before, after in pairwise(middles):
        start = min(max(0, int(before[-1]) - left), columns.size - 1)
        end = min(max(start + 1, int(after[0]) - left + 1), columns.size)
        cuts.append(start + _widest_gap(columns[start:end]))
    return sorted(cuts)


def _widest_gap(columns: Flags) -> int:
    """The middle of the longest run without ink; of the whole where all is ink."""
    inked = np.flatnonzero(np.concatenate(([True], columns, [True])))
    runs = np.diff(inked)
    widest = int(np.argmax(runs))
    return int(inked[widest] + (runs[widest] - 1) // 2) if runs[widest] > 1 else columns.size // 2


def _tight(ink: Flags, left: int, top: int) -> Box:
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not rows.size:
        return Box(left, top, max(1, ink.shape[1]), max(1, ink.shape[0]))
    return Box(left + int(columns[0]), top + int(rows[0]), int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1)
