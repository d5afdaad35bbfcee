"""When a source may be the top rung as it is: players take it, and its keyframes let all rungs be cut alike."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from app.domain.transcode.ladder import Rung, is_steady, standard_rate

# Constrained to what hardware decoders of phones take: eight bits, 4:2:0.
_PROFILES = frozenset({"Constrained Baseline", "Baseline", "Main", "High"})
_HIGHEST_LEVEL = 52
# Cameras write more bits than a stream needs; what is far above the rung's own limit is encoded.
_MOST_BITS = 2
# Clocks that count milliseconds.
_TOLERANCE = 0.0011
# A picture that ends earlier than the sound has to be held, which a copy cannot do.
_LONGEST_REST = 0.25


@dataclass(frozen=True, slots=True)
class Coded:
    """How a source's picture is coded. Sizes in pixels as coded, `bits` a second, times in seconds."""

    codec: str
    profile: str
    level: int
    pixels: str
    width: int
    height: int
    bits: float
    is_plain: bool
    """Upright, of square pixels, progressive, no HDR, and decoded in the order in which it is shown."""


def is_fit(coded: Coded, rung: Rung) -> bool:
    """Whether players take it, and it has the rung's size."""
    return (
        coded.codec == "h264"
        and coded.profile in _PROFILES
        and 0 < coded.level <= _HIGHEST_LEVEL
        and coded.pixels == "yuv420p"
        and coded.is_plain
        and (coded.width, coded.height) == (rung.width, rung.height)
        and coded.bits <= _MOST_BITS * rung.max_bits
    )


def is_regular(times: list[float], duration: float, rate: Fraction) -> bool:
    """Whether pictures come at a constant rate, from the beginning to the end, that is `rate` or a multiple of it."""
    gaps = [later - earlier for earlier, later in pairwise(times)]
    if not gaps or not is_steady(gaps) or abs(times[0]) > _TOLERANCE:
        return False
    own = standard_rate(len(gaps) / sum(gaps))
    drift = abs(float(len(gaps) / own) - (times[-1] - times[0]))
    ends = times[-1] + float(1 / own)
    return (own / rate).denominator == 1 and drift <= _TOLERANCE and duration - ends <= _LONGEST_REST


def keyframe_grid(keyframes: list[float], frames: int, rate: Fraction, segment_seconds: float) -> list[int] | None:
    """Segments that begin at keyframes of the source, as long as possible; None where these do not allow it.

    They do if each lies on a frame of the output, and none is more than a segment after the one before it.
    """
    at = [round(moment * rate) for moment in keyframes]
    on_grid = all(
        abs(float(number / rate) - moment) <= _TOLERANCE for number, moment in zip(at, keyframes, strict=True)
    )
    longest = float(rate) * segment_seconds + 0.5
    if not at or at[0] != 0 or not on_grid or at[-1] >= frames:
        return None
    cuts = [0]
    for number, following in pairwise([*at, frames]):
        if following - number > longest:
            return None
        if following - cuts[-1] > longest:
            cuts.append(number)
    return cuts
