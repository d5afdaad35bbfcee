"""Which frames are kept: pages and typing are, pointers are not, and nothing starves the rest."""

import random
from collections.abc import Iterable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.domain.documents.frame_changes import NOTHING, Block, Blocks, ChangeDetector, Policy, patches

ROWS, COLUMNS = 34, 60


def rectangle(top: int, left: int, height: int, width: int) -> Blocks:
    return frozenset((row, column) for row in range(top, top + height) for column in range(left, left + width))


EVERYTHING = rectangle(0, 0, ROWS, COLUMNS)
PAGE = rectangle(4, 10, 20, 40)
BUBBLE = rectangle(26, 50, 6, 6)


class Screen:
    """Plays made-up screens to a detector: each is a set of blocks that differ from the empty screen."""

    def __init__(self, policy: Policy | None = None) -> None:
        self.detector = ChangeDetector(ROWS * COLUMNS, policy)
        self.time = -0.5
        self.kept: list[tuple[float, float]] = []
        self._reference: Blocks = NOTHING
        self._before: Blocks = NOTHING
        self._restless: Blocks = NOTHING

    def show(self, *pictures: Blocks, restless: Blocks = NOTHING) -> None:
        """Shows pictures for half a second each; `restless` blocks look different every time."""
        for picture in pictures:
            self.time += 0.5
            always = restless | self._restless
            since = self.detector.observe(
                self.time, (picture ^ self._reference) | always, (picture ^ self._before) | always
            )
            self._before, self._restless = picture, restless
            if since is not None:
                self._reference = picture
                self.kept.append((since, self.time))


def test_the_first_frame_is_kept_and_a_still_screen_adds_none() -> None:
    screen = Screen()
    screen.show(*[NOTHING] * 100)
    assert screen.kept == [(0.0, 0.0)]


def test_a_new_page_is_kept_when_it_rests_and_dated_from_when_it_came() -> None:
    screen = Screen()
    screen.show(NOTHING, NOTHING, PAGE, PAGE, PAGE)
    assert screen.kept[1:] == [(1.0, 1.5)]


def test_a_page_that_loads_in_two_goes_is_dated_from_the_second() -> None:
    screen = Screen()
    screen.show(NOTHING, rectangle(4, 10, 10, 40), PAGE, PAGE)
    assert screen.kept[1:] == [(1.0, 1.5)]


def test_a_moving_pointer_is_not_worth_reading() -> None:
    screen = Screen()
    screen.show(NOTHING, *[rectangle(row, 2 * row, 2, 2) for row in range(1, 16)])
    assert screen.kept == [(0.0, 0.0)]


def test_any_difference_is_read_in_the_end() -> None:
    screen = Screen()
    screen.show(NOTHING, *[rectangle(3, 3, 1, 1)] * 40)
    assert len(screen.kept) == 2
    assert screen.kept[1][1] == 10.0


def test_a_typed_line_is_read_when_typing_pauses() -> None:
    screen = Screen()
    typing = [rectangle(10, 10, 1, width) for width in (1, 3)]
    screen.show(NOTHING, *typing, *[rectangle(10, 10, 1, 5)] * 6)
    assert screen.kept[1:] == [(1.5, 2.0)]


def test_long_typing_is_read_now_and_then_and_its_last_word_is_not_lost() -> None:
    screen = Screen()
    screen.show(NOTHING, *[rectangle(10, 2, 1, width) for width in range(1, 50)], *[rectangle(10, 2, 1, 49)] * 6)
    times = [time for _, time in screen.kept]
    assert 5 <= len(times) <= 14
    assert all(later - earlier <= 5.0 for earlier, later in pairwise(times))
    assert screen.kept[-1][1] >= 25.0
    assert screen._reference == rectangle(10, 2, 1, 49)


def test_a_camera_bubble_does_not_hide_a_new_page() -> None:
    screen = Screen()
    screen.show(NOTHING, NOTHING, *[PAGE] * 3, restless=BUBBLE)
    assert screen.kept[1:] == [(1.0, 1.5)]


def test_a_face_that_moves_a_little_is_read_no_more_often_than_any_difference() -> None:
    screen, chance = Screen(), random.Random(5)
    face = sorted(rectangle(22, 46, 10, 12))
    for _ in range(121):
        screen.show(NOTHING, restless=frozenset(block for block in face if chance.random() < 0.6))
    assert len(screen.kept) <= 8


def test_a_video_that_fills_the_screen_is_read_every_now_and_then() -> None:
    screen = Screen()
    screen.show(*[NOTHING] * 121, restless=EVERYTHING)
    assert [time for _, time in screen.kept] == [0, 10, 20, 30, 40, 50, 60]


def test_a_page_that_comes_with_the_last_sample_is_kept() -> None:
    detector = ChangeDetector(ROWS * COLUMNS)
    detector.observe(0.0, NOTHING, NOTHING)
    assert detector.observe(0.5, PAGE, PAGE) is None
    assert detector.close(0.5, PAGE) == 0.5


def test_what_never_rests_is_not_kept_for_being_the_last() -> None:
    detector = ChangeDetector(ROWS * COLUMNS)
    detector.observe(0.0, NOTHING, NOTHING)
    for time in (0.5, 1.0, 1.5):
        assert detector.observe(time, BUBBLE, BUBBLE) is None
    assert detector.close(1.5, BUBBLE) is None


def test_a_pointer_on_the_last_sample_is_not() -> None:
    detector = ChangeDetector(ROWS * COLUMNS)
    detector.observe(0.0, NOTHING, NOTHING)
    assert detector.close(0.5, rectangle(3, 3, 2, 2)) is None


blocks = st.frozensets(st.tuples(st.integers(0, ROWS - 1), st.integers(0, COLUMNS - 1)), max_size=40)


@given(blocks)
def test_patches_are_a_partition_and_do_not_touch(all_blocks: Blocks) -> None:
    found = [frozenset(patch) for patch in patches(all_blocks)]
    assert sum(map(len, found)) == len(all_blocks)
    assert frozenset().union(*found) == all_blocks
    for number, patch in enumerate(found):
        for other in found[number + 1 :]:
            assert not any(touch(one, two) for one in patch for two in other)


def touch(one: Block, two: Block) -> bool:
    return abs(one[0] - two[0]) <= 1 and abs(one[1] - two[1]) <= 1


def kept_by(screens: Iterable[Blocks]) -> list[tuple[float, float]]:
    screen = Screen()
    screen.show(*screens)
    return screen.kept


@given(st.lists(blocks, min_size=1, max_size=60))
def test_kept_frames_come_in_order_and_no_difference_waits_longer_than_the_refresh(
    screens: list[Blocks],
) -> None:
    kept = kept_by(screens)
    moments = [since for since, _ in kept]
    assert moments == sorted(set(moments))
    assert all(since <= time for since, time in kept)
    shown_at = {0.5 * number: picture for number, picture in enumerate(screens)}
    for (_, time), following in zip(kept, [later for _, later in kept[1:]] + [0.5 * len(screens)], strict=True):
        waiting = [at for at, picture in shown_at.items() if time + 10 <= at < following]
        assert all(shown_at[at] == shown_at[time] for at in waiting)
