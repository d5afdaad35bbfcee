"""How long a connection may take: heads, pauses, rates."""

from app.serving.patience import (
    HEAD_SECONDS,
    IDLE_SECONDS,
    LEAST_RATE,
    PAUSE_SECONDS,
    START_SECONDS,
    Patience,
)


def test_a_connection_may_say_nothing_for_a_while() -> None:
    assert Patience().allowed(now=100.0) == IDLE_SECONDS


def test_a_head_comes_at_once_however_often_a_byte_of_it_comes() -> None:
    patience = Patience()
    patience.got(1, waited=30.0, now=100.0)
    assert patience.allowed(now=100.0) == HEAD_SECONDS
    for second in range(1, 10):
        patience.got(1, waited=1.0, now=100.0 + second)
    assert patience.allowed(now=109.0) == 1.0
    assert patience.allowed(now=110.5) < 0


def test_the_next_request_begins_anew() -> None:
    patience = Patience()
    patience.got(100, waited=0.0, now=100.0)
    patience.body()
    patience.head()
    assert patience.allowed(now=500.0) == IDLE_SECONDS


def test_a_body_may_pause_and_must_come_at_a_rate() -> None:
    patience = Patience()
    patience.got(100, waited=0.0, now=0.0)
    patience.body()
    assert patience.allowed(now=1.0) == PAUSE_SECONDS
    for second in range(int(START_SECONDS) + 2):
        patience.got(1, waited=1.0, now=float(second))
    assert patience.allowed(now=100.0) == 0.0


def test_time_in_which_nobody_read_does_not_count() -> None:
    """A server that is busy, or a disk that is slow, is no fault of the client's."""
    patience = Patience()
    patience.body()
    patience.got(1000, waited=1.0, now=1.0)
    assert patience.allowed(now=10_000.0) == PAUSE_SECONDS


def test_a_slow_line_that_goes_on_is_fast_enough() -> None:
    patience = Patience()
    patience.body()
    for second in range(600):
        patience.got(int(LEAST_RATE), waited=1.0, now=float(second))
        assert patience.allowed(now=float(second)) == PAUSE_SECONDS
