"""How a video is cut: frames into segments, segments into the pieces that workers transcode.

Positions are frames of the output, counted from zero at its constant rate, so that every worker finds the same ones.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import floor

# A rest shorter than this share of a piece is no piece of its own.
_SMALLEST_PIECE = 0.5


@dataclass(frozen=True, slots=True)
class Piece:
    """Frames [start, stop) of the output; `cuts` are where its segments begin, the first being `start`.

    `seek` is the second of the source from which a decoder has what it needs: None for its beginning.
    """

    number: int
    start: int
    stop: int
    cuts: tuple[int, ...]
    seek: float | None


def frame_count(duration: float, last: float, rate: Fraction) -> int:
    """The frames it takes to show `duration` seconds, and the picture at `last`, of which some containers do not say
    how long it is shown."""
    return max(1, round(duration * rate), floor(last * rate + Fraction(1, 2)) + 1)


def grid(frames: int, rate: Fraction, segment_seconds: float) -> list[int]:
    """Where segments begin, all of them of the same length but the last one.

    They last whole seconds of the nominal rate (29.97 counts as 30), so that their starts have exact times.
    """
    step = round(rate) * max(1, round(segment_seconds))
    return list(range(0, frames, step))


def plan(
    cuts: list[int], frames: int, rate: Fraction, piece_seconds: float, keyframes: list[float], margin: int = 0
) -> list[Piece]:
    """The pieces of a video whose segments begin at `cuts`; `keyframes` are seconds of the source.

    `margin` is how many keyframes more than it takes are decoded for each, because demuxers that have no index land a
    little off. A piece that would have to be decoded from before the one in front of it is no piece of its own: a
    recording with a single keyframe is transcoded by one worker.

    1. A piece begins at a cut between segments, once the one before it is long enough and what is left is worth one.
    2. It is decoded from the last keyframe that leads to its first frame, and `margin` more.
    3. Where that is no later than where the piece before was decoded from, the cut makes no piece.
    """
    length = piece_seconds * float(rate)
    starts: list[int] = [0]
    seeks: list[float | None] = [None]
    for cut in cuts:
        seek = seek_point(cut, rate, keyframes, margin)
        is_due = cut - starts[-1] >= length and frames - cut >= _SMALLEST_PIECE * length
        if is_due and seek is not None and seek > (seeks[-1] or 0.0):
            starts.append(cut)
            seeks.append(seek)
    return [
        Piece(number, start, stop, tuple(cuts[bisect_left(cuts, start) : bisect_left(cuts, stop)]), seeks[number])
        for number, (start, stop) in enumerate(pairwise([*starts, frames]))
    ]


def seek_point(frame: int, rate: Fraction, keyframes: list[float], margin: int) -> float | None:
    """The keyframe to decode from for a frame, in seconds; None for the source's beginning."""
    # A source picture up to half a frame early may be the one that is shown.
    at = bisect_right(keyframes, float((frame - Fraction(1, 2)) / rate)) - 1 - margin
    return keyframes[at] if at > 0 else None
