"""Collects cue points in bounded memory: when there are too many, every other one goes."""

from array import array
from typing import Final

MAX_CUES: Final = 16_384
"""Above three hours at a Cluster a second; about 350 kB of Cues in the file."""


class CueList:
    """Times (ticks) and Cluster positions (bytes from the start of the Segment's data), both rising.

    Keeping every stride-th offer, and doubling the stride when the list is full, leaves cues evenly spread
    however long the recording gets.
    """

    __slots__ = ("limit", "offers", "positions", "stride", "times")

    def __init__(self, limit: int = MAX_CUES) -> None:
        self.limit = limit
        self.stride = 1
        self.offers = 0
        self.times: array[int] = array("Q")
        self.positions: array[int] = array("Q")

    def offer(self, time: int, position: int) -> None:
        """Adds a cue unless it is thinned out or does not lie after the last one: players search by bisection."""
        if self.times and time <= self.times[-1]:
            return
        if self.offers % self.stride == 0:
            self.times.append(time)
            self.positions.append(position)
            if len(self.times) > self.limit:
                self._thin()
        self.offers += 1

    def _thin(self) -> None:
        self.times = self.times[::2]
        self.positions = self.positions[::2]
        self.stride *= 2
