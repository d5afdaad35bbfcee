"""The ladder never exceeds its source, and names rungs as people do."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.transcode.ladder import MAX_RATE, is_steady, nominal, output_rate, rungs

SIDES = st.integers(1, 8192)


def sizes(width: int, height: int) -> dict[str, tuple[int, int]]:
    """Name and size of each rung at 30 pictures a second."""
    return {rung.name: (rung.width, rung.height) for rung in rungs(width, height, Fraction(30))}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            (1920, 1080),
            {"1080p": (1920, 1080), "720p": (1280, 720), "480p": (854, 480), "360p": (640, 360), "240p": (426, 240)},
        ),
        # Upright, as phones record.
        ((720, 1280), {"720p": (720, 1280), "480p": (480, 854), "360p": (360, 640), "240p": (240, 426)}),
        # Between two rungs: its own size comes first.
        (
            (1600, 900),
            {"900p": (1600, 900), "720p": (1280, 720), "480p": (854, 480), "360p": (640, 360), "240p": (426, 240)},
        ),
        # Hardly larger than a rung: that one is left out.
        ((1366, 768), {"768p": (1366, 768), "480p": (854, 480), "360p": (640, 360), "240p": (426, 240)}),
        ((256, 144), {"144p": (256, 144)}),
        # A wide screen has the name of the 16:9 frame it fits into.
        (
            (3440, 1440),
            {"1080p": (1920, 804), "720p": (1280, 536), "480p": (854, 358), "360p": (640, 268), "240p": (426, 178)},
        ),
        ((321, 241), {"241p": (320, 240)}),
        ((1, 1), {"1p": (2, 2)}),
    ],
)
def test_ladders(source: tuple[int, int], expected: dict[str, tuple[int, int]]) -> None:
    assert sizes(*source) == expected


def test_4k_begins_at_1080() -> None:
    assert list(sizes(3840, 2160)) == ["1080p", "720p", "480p", "360p", "240p"]


@given(SIDES, SIDES)
def test_no_rung_is_above_its_source(width: int, height: int) -> None:
    ladder = rungs(width, height, Fraction(30))
    assert ladder
    for rung in ladder:
        assert rung.width <= max(2, width) and rung.height <= max(2, height)
        assert rung.width % 2 == rung.height % 2 == 0
        assert rung.width >= 2 and rung.height >= 2
    assert [rung.max_bits for rung in ladder] == sorted((rung.max_bits for rung in ladder), reverse=True)
    assert len({rung.name for rung in ladder}) == len(ladder)


@given(st.integers(64, 4096), st.integers(64, 4096))
def test_every_rung_has_the_shape_of_its_source(width: int, height: int) -> None:
    for rung in rungs(width, height, Fraction(30)):
        assert abs(rung.width - rung.height * width / height) <= 1 + 1.5 * width / height


@given(SIDES, SIDES)
def test_a_picture_on_its_side_has_the_same_rungs(width: int, height: int) -> None:
    turned = {name: (high, wide) for name, (wide, high) in sizes(width, height).items()}
    assert sizes(height, width) == turned
    assert nominal(width, height) == nominal(height, width)


@pytest.mark.parametrize(
    ("gaps", "rate"),
    [
        ([1 / 30] * 60, Fraction(30)),
        ([0.033, 0.033, 0.034] * 30, Fraction(30)),
        ([1001 / 30000] * 60, Fraction(30000, 1001)),
        ([1 / 25] * 60, Fraction(25)),
        ([0.1] * 20, Fraction(10)),
        # Twice as many as are worth it.
        ([1 / 60] * 60, Fraction(30)),
        ([1 / 50] * 60, Fraction(25)),
        ([1001 / 60000] * 60, Fraction(30000, 1001)),
        # A screen: mostly still, and as quick as 30 a second when something moves.
        ([0.033] * 20 + [1.0, 3.5, 0.066, 10.0], Fraction(30)),
        # Slower than anybody films.
        ([5.0, 5.0], Fraction(5)),
        ([], MAX_RATE),
    ],
)
def test_output_rates(gaps: list[float], rate: Fraction) -> None:
    assert output_rate(gaps) == rate


@given(st.lists(st.floats(1e-6, 1e4), max_size=50))
def test_whatever_a_clock_says_the_rate_is_usable(gaps: list[float]) -> None:
    assert 5 <= output_rate(gaps) <= MAX_RATE


def test_steady_is_told_from_unsteady() -> None:
    assert is_steady([0.033, 0.034, 0.033])
    assert not is_steady([0.033, 0.066, 0.033])
    assert not is_steady([])


@pytest.mark.parametrize(
    ("size", "rate", "level"), [((1920, 1080), 30, "4.0"), ((1280, 720), 30, "3.1"), ((426, 240), 30, "2.1")]
)
def test_levels_are_the_lowest_that_do(size: tuple[int, int], rate: int, level: str) -> None:
    assert rungs(*size, Fraction(rate))[0].level == level
