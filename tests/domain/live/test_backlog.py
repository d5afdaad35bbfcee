"""What waits for one viewer: bounded, and always something that a player can go on with."""

import random

from app.domain.live.backlog import MOST_BYTES, Backlog, Start, Told
from app.domain.live.pieces import Beginning, Piece

FIRST, SECOND = Beginning(0, "video/webm", b"head", 0.0), Beginning(1, "video/webm", b"other", 9.0)


def piece(start: int, size: int = 10, time: float | None = None, take: Beginning = FIRST) -> Piece:
    return Piece(start, bytes(size), take, time)


def taken(backlog: Backlog) -> list[object]:
    found: list[object] = []
    while (item := backlog.take()) is not None:
        found.append(item)
    return found


def test_nothing_comes_before_a_player_can_begin() -> None:
    backlog = Backlog()
    backlog.add(piece(0))
    assert not backlog.waits
    backlog.add(piece(10, time=2.0))
    backlog.add(piece(20))
    assert taken(backlog) == [Start(FIRST, 2.0), piece(10, time=2.0), piece(20)]


def test_a_take_that_follows_begins_anew() -> None:
    backlog = Backlog()
    backlog.add(piece(0, time=0.0))
    backlog.add(piece(10, take=SECOND))
    backlog.add(piece(20, take=SECOND, time=9.0))
    assert taken(backlog) == [Start(FIRST, 0.0), piece(0, time=0.0), Start(SECOND, 9.0), piece(20, 10, 9.0, SECOND)]


def test_one_who_is_too_slow_goes_on_with_the_next_keyframe_and_keeps_what_was_told() -> None:
    backlog = Backlog()
    backlog.add(piece(0, MOST_BYTES - 5, time=0.0))
    backlog.tell("word")
    backlog.add(piece(MOST_BYTES - 5))
    backlog.add(piece(MOST_BYTES + 5))
    assert (backlog.skipped, backlog.bytes) == (1, 0)
    backlog.add(piece(MOST_BYTES + 15, time=4.0))
    assert taken(backlog) == [Told("word"), Start(FIRST, 4.0), piece(MOST_BYTES + 15, time=4.0)]
    assert (backlog.bytes, backlog.waits) == (0, False)


def test_a_single_piece_however_large_goes_out() -> None:
    backlog = Backlog()
    backlog.add(piece(0, MOST_BYTES + 1, time=0.0))
    assert len(taken(backlog)) == 2


def test_no_memory_grows_however_slow_somebody_is() -> None:
    backlog, rolls, start = Backlog(), random.Random(1), 0
    for number in range(2000):
        size = rolls.randrange(1, 200_000)
        backlog.add(piece(start, size, float(number) if rolls.random() < 0.1 else None))
        start += size
        assert backlog.bytes <= MOST_BYTES
        if rolls.random() < 0.2:
            backlog.take()
    first = next(item for item in taken(backlog) if not isinstance(item, Told))
    assert isinstance(first, (Start, Piece))
