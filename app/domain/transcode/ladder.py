"""The ladder of a video: which sizes it is offered in, at which rate, and with how many bits.

A rung is named after the shorter side of a picture as wide as 16:9, which is what people call 1080p. A wider picture
has the name of the 16:9 frame it fits into (1920x804 is 1080p), and one on its side that of the same picture upright.
"""

from dataclasses import dataclass
from fractions import Fraction

# HD, SD and mobile, by the shorter side in pixels.
STANDARD = (1080, 720, 480, 360, 240)
# A rung that is hardly smaller than the one above it costs as much and is never the better choice.
_CLOSEST = 0.85
_LONGER_BY_SHORTER = Fraction(16, 9)

# Pictures of people and screens gain little above it, and every rung would cost twice as much.
MAX_RATE = Fraction(30)
# What recorders and cameras aim at. NTSC's are a thousandth slower than they are called.
_RATES = sorted({*map(Fraction, (*range(5, 31), 48, 50, 60)), *(Fraction(n * 1000, 1001) for n in (24, 30, 48, 60))})
_SLOWEST = _RATES[0]

# Bits per second at most of 1080p; smaller pictures need more for each pixel.
_BITS_1080P = 5_000_000
_PIXELS_1080P = 1920 * 1080
_BITS_EXPONENT = 0.75

# H.264, table A-1: level, macroblocks a picture, macroblocks a second, bits per second in High (1.25 times Main's).
_LEVELS = (
    ("1.2", 396, 6_000, 480_000),
    ("1.3", 396, 11_880, 960_000),
    ("2.0", 396, 11_880, 2_500_000),
    ("2.1", 792, 19_800, 5_000_000),
    ("3.0", 1_620, 40_500, 12_500_000),
    ("3.1", 3_600, 108_000, 17_500_000),
    ("3.2", 5_120, 216_000, 25_000_000),
    ("4.0", 8_192, 245_760, 25_000_000),
    ("4.2", 8_704, 522_240, 62_500_000),
    ("5.0", 22_080, 589_824, 168_750_000),
    ("5.1", 36_864, 983_040, 300_000_000),
    ("5.2", 36_864, 2_073_600, 300_000_000),
)


@dataclass(frozen=True, slots=True)
class Rung:
    """One size of the ladder: even pixels as shown, bits per second at most, the H.264 level that allows both."""

    name: str
    width: int
    height: int
    max_bits: int
    level: str


def rungs(width: int, height: int, rate: Fraction) -> list[Rung]:
    """The ladder of a picture of this size (pixels as shown), the largest rung first; none is above the source.

    A source between two rungs has its own size as the top one, because small text does not survive being scaled by a
    little. One that is smaller than the lowest rung has its own size only.
    """
    size = nominal(width, height)
    top = min(size, STANDARD[0])
    sizes = [top, *(each for each in STANDARD if each <= _CLOSEST * top)]
    return [_rung(width, height, Fraction(each, size), each, rate) for each in sizes]


def nominal(width: int, height: int) -> int:
    """The number in the name of a picture of this size."""
    shorter, longer = sorted((width, height))
    return max(shorter, longer * _LONGER_BY_SHORTER.denominator // _LONGER_BY_SHORTER.numerator)


def output_rate(gaps: list[float]) -> Fraction:
    """Pictures a second to make, from the seconds between a source's pictures.

    A steady source keeps its rate, halved as often as it is above MAX_RATE. One that writes pictures when something
    changes, as screen recorders do, gets the rate it is capable of.
    """
    if not gaps:
        return MAX_RATE
    ordered = sorted(gaps)
    # A twentieth may be clocks that stumble.
    shortest = max(ordered[len(ordered) // 20], 1e-3)
    rate = standard_rate(len(gaps) / sum(gaps) if is_steady(gaps) else 1 / shortest)
    while rate > MAX_RATE:
        rate = rate / 2
    return max(rate, _SLOWEST)


def is_steady(gaps: list[float]) -> bool:
    """Whether pictures come at a constant rate, as far as clocks that count milliseconds can tell."""
    mean = sum(gaps) / len(gaps) if gaps else 0.0
    return bool(gaps) and all(abs(gap - mean) <= 0.0011 for gap in gaps)


def standard_rate(rate: float) -> Fraction:
    """The usual rate nearest to a measured one."""
    return min(_RATES, key=lambda each: abs(float(each) - rate))


def _rung(width: int, height: int, scale: Fraction, size: int, rate: Fraction) -> Rung:
    wide, high = _even(width * scale, width), _even(height * scale, height)
    share = wide * high / _PIXELS_1080P
    max_bits = max(100_000, round(_BITS_1080P * share**_BITS_EXPONENT, -4))
    return Rung(f"{size}p", wide, high, int(max_bits), _level(wide, high, rate, int(max_bits)))


def _even(side: Fraction, most: int) -> int:
    """The nearest even number that is not above the source's side: 4:2:0 has colour for every other pixel."""
    return max(2, min(round(side / 2), most // 2) * 2)


def _level(width: int, height: int, rate: Fraction, bits: int) -> str:
    blocks = -(-width // 16) * -(-height // 16)
    for name, picture, second, most in _LEVELS:
        # No side may be longer than eight times the root of the picture's macroblocks (A.3.1).
        fits = max(-(-width // 16), -(-height // 16)) ** 2 <= 8 * picture
        if fits and blocks <= picture and blocks * rate <= second and bits <= most:
            return name
    return _LEVELS[-1][0]
