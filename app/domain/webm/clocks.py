"""Tells when each track's last frame ends."""

from collections import deque
from itertools import pairwise
from typing import Final

NEVER: Final = -(1 << 62)
_REMEMBERED: Final = 9
_LONGEST_FRAME_NS: Final = 24 * 3600 * 10**9


class TrackClock:
    """Times of one track's blocks, in ticks. Keeps the last few only."""

    __slots__ = ("default_duration_ns", "explicit_end_ns", "first", "high", "recent")

    def __init__(self, default_duration_ns: int | None) -> None:
        self.default_duration_ns = default_duration_ns
        self.first = NEVER
        self.high = NEVER
        self.explicit_end_ns = NEVER
        self.recent: deque[int] = deque(maxlen=_REMEMBERED)

    @property
    def started(self) -> bool:
        """Whether the track has had a block."""
        return self.first != NEVER

    def add(self, time: int, scale: int, frames: int = 1, duration: int | None = None) -> None:
        """Takes a block of `frames` frames (more than one when laced) at `time`; `duration` is its BlockDuration."""
        if not self.started:
            self.first = time
        self.recent.append(time)
        if duration is not None and duration * scale <= _LONGEST_FRAME_NS:
            self._end_at((time + duration) * scale)
        elif frames > 1 and self.default_duration_ns:
            self._end_at(time * scale + frames * self.default_duration_ns)
        elif time > self.high:
            self.high = time

    def end_ns(self, scale: int) -> int:
        """When the last frame ends: BlockDuration if it has one, else DefaultDuration, else the usual frame distance.

        RFC 9559, BlockDuration and DefaultDuration.
        """
        if self.high == NEVER:
            return max(self.explicit_end_ns, 0)
        frame = self.default_duration_ns or self._usual_distance() * scale
        return max(self.high * scale + frame, self.explicit_end_ns, 0)

    def _end_at(self, end_ns: int) -> None:
        self.explicit_end_ns = max(self.explicit_end_ns, end_ns)

    def _usual_distance(self) -> int:
        """The lower median of the last distances, in ticks.

        The very last distance alone would be wrong after a pause or a still picture; sorting first makes frames
        stored in decoding order (B-frames) as good as any.
        """
        times = sorted(set(self.recent))
        distances = sorted(after - before for before, after in pairwise(times))
        return distances[(len(distances) - 1) // 2] if distances else 0


def sensible_default_duration(value: int) -> int | None:
    """A DefaultDuration in nanoseconds, None when it is zero or longer than any frame."""
    return value if 0 < value <= _LONGEST_FRAME_NS else None
