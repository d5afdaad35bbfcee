"""Small pictures for scrubbing, and the moments of the moving preview: how many, how large, when. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

# Seconds from a picture to the next; people count in these.
_INTERVALS = (1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600)
# A player is never further than this many pictures wide; three hours have one every thirty seconds.
_MOST_PICTURES = 400
_LONGEST_SIDE = 160
_COLUMNS, _ROWS = 10, 10

_CLIPS = 3
_CLIP_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Storyboard:
    """Pictures in sheets, row by row: one every `interval` seconds, each `width` x `height` pixels."""

    interval: int
    width: int
    height: int
    columns: int
    rows: int
    count: int

    @property
    def a_sheet(self) -> int:
        """How many pictures a full sheet has."""
        return self.columns * self.rows

    @property
    def sheets(self) -> int:
        """How many sheets there are."""
        return -(-self.count // self.a_sheet)

    def rows_of(self, held: int) -> int:
        """How many rows a sheet with so many pictures needs."""
        return -(-held // self.columns)

    def box(self, number: int) -> tuple[int, int]:
        """Left and top of a picture in its sheet, in pixels."""
        row, column = divmod(number % self.a_sheet, self.columns)
        return column * self.width, row * self.height


def plan(duration: float, width: int, height: int) -> Storyboard:
    """The storyboard of a video of so many seconds, its pixels as shown."""
    interval = next((each for each in _INTERVALS if duration <= each * _MOST_PICTURES), _INTERVALS[-1])
    count = max(1, math.ceil(duration / interval))
    factor = _LONGEST_SIDE / max(width, height)
    return Storyboard(interval, _even(width * factor), _even(height * factor), min(count, _COLUMNS), _ROWS, count)


def keyframes_suffice(keyframes: Sequence[float], duration: float, interval: float) -> bool:
    """Whether the last keyframe before any moment is never more than an interval old.

    Then only keyframes need decoding, which costs a hundredth. Screen recordings often have too few of them.
    """
    if not keyframes:
        return False
    marks = [*keyframes, max(duration, keyframes[-1])]
    return all(later - earlier <= interval for earlier, later in pairwise(marks))


def read(stored: dict[str, Any]) -> Storyboard:
    """What a video's row says of its storyboard."""
    return Storyboard(**{name: stored[name] for name in Storyboard.__slots__})


def webvtt(board: Storyboard, sheet_urls: Sequence[str], duration: float) -> str:
    """Cues that name, for each stretch of the video, a box of a sheet (Media Fragments: `#xywh`)."""
    lines = ["WEBVTT", ""]
    for number in range(board.count):
        start = number * board.interval
        end = start + board.interval if number < board.count - 1 else max(duration, start + 0.001)
        left, top = board.box(number)
        url = sheet_urls[number // board.a_sheet]
        lines += [
            f"{_clock(start)} --> {_clock(end)}",
            f"{url}#xywh={left},{top},{board.width},{board.height}",
            "",
        ]
    return "\n".join(lines)


def preview_moments(duration: float) -> list[tuple[float, float]]:
    """Start and length, in seconds, of the stretches that the preview shows; three seconds at most in all."""
    if duration <= _CLIPS * _CLIP_SECONDS:
        return [(0.0, max(duration, 0.1))]
    # From the middle of each third, which leaves out the fumbling at both ends.
    third = duration / _CLIPS
    return [(round(number * third + (third - _CLIP_SECONDS) / 2, 3), _CLIP_SECONDS) for number in range(_CLIPS)]


def _even(pixels: float) -> int:
    return max(2, round(pixels / 2) * 2)


def _clock(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
