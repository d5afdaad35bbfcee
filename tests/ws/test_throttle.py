"""However many ask, few get through."""

from app.ws.throttle import Throttle


def test_of_many_who_ask_at_once_one_gets_through() -> None:
    throttle = Throttle(seconds=3600)
    assert [throttle.may_go() for _ in range(5)] == [True, False, False, False, False]


def test_everybody_gets_through_where_nobody_has_to_wait() -> None:
    throttle = Throttle(seconds=0)
    assert all(throttle.may_go() for _ in range(5))
