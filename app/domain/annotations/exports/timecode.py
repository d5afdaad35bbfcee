"""Positions in frames and in SMPTE timecode. Pure.

1. Editing suites count frames at one of few rates. A video that has one of them, nearly, is counted by it; one whose
   frames come as they like is counted at 30 or 60 a second: its moments stay where they are, to less than a frame.
2. At 29.97 and 59.94 frames a second timecode drops numbers (SMPTE 12M: two or four each minute but every tenth), so
   that it stays with the clock.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

_RATES = (
    *(Fraction(count, 1001) for count in (24_000, 30_000, 60_000)),
    *map(Fraction, (24, 25, 30, 48, 50, 60)),
)
# A recorder's last frame is cut, and a sound longer than its picture: the average is off by so much, never by more.
_TOLERANCE = Fraction(1, 200)
# Of a frame: positions come from clocks that round.
_NEARLY = 0.01


@dataclass(frozen=True, slots=True)
class Rate:
    """Frames a second as timecode counts them."""

    exact: Fraction

    @property
    def nominal(self) -> int:
        """How many numbers a second has."""
        return math.ceil(self.exact)

    @property
    def drops(self) -> int:
        """How many numbers a minute leaves out, but every tenth."""
        return round(self.nominal / 15) if self.exact in (Fraction(30_000, 1001), Fraction(60_000, 1001)) else 0

    def frame(self, seconds: float) -> int:
        """The frame that is shown then."""
        return math.floor(seconds * self.exact + _NEARLY)

    def timecode(self, frame: int) -> str:
        """HH:MM:SS:FF, or HH:MM:SS;FF where numbers are dropped."""
        number = frame + self._dropped(frame)
        seconds, frames = divmod(number, self.nominal)
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours % 24:02}:{minutes:02}:{seconds:02}{';' if self.drops else ':'}{frames:02}"

    def _dropped(self, frame: int) -> int:
        """How many numbers were left out until this frame."""
        if not self.drops:
            return 0
        a_minute = self.nominal * 60 - self.drops
        ten = a_minute * 10 + self.drops
        tens, rest = divmod(frame, ten)
        minutes = max(0, rest - self.drops) // a_minute
        return self.drops * (9 * tens + minutes)


def rate_of(measured: float | None) -> Rate:
    """By what a video is counted that has so many frames a second on average."""
    if not measured:
        return Rate(Fraction(30))
    nearest = min(_RATES, key=lambda rate: abs(rate - measured))
    if abs(nearest - Fraction(measured)) <= nearest * _TOLERANCE:
        return Rate(nearest)
    return Rate(Fraction(60 if measured > 30 else 30))
