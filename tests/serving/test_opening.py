"""Who opens a socket when."""

from types import SimpleNamespace

from app.serving.opening import NO_TURN, Turns, is_decided


def _is_free(turns: Turns) -> bool:
    """Whether a place was to be had."""
    turn = turns.wait()
    free = turn._places is not None
    turn.end()
    return free


def test_so_many_at_once() -> None:
    turns = Turns(at_once=2, longest=0.01)
    first, second = turns.wait(), turns.wait()
    assert not _is_free(turns)
    first.end()
    assert _is_free(turns)
    second.end()


def test_whoever_waited_long_goes_ahead_and_takes_no_place() -> None:
    turns = Turns(at_once=1, longest=0.01)
    first, late = turns.wait(), turns.wait()
    late.end()
    assert not _is_free(turns)
    first.end()
    assert _is_free(turns)


def test_a_place_is_given_back_once() -> None:
    turns = Turns(at_once=1, longest=0.01)
    first = turns.wait()
    first.end()
    second = turns.wait()
    first.end()
    assert not _is_free(turns)
    second.end()


def test_an_open_socket_lets_the_next_one() -> None:
    turns = Turns(at_once=1, longest=0.01)
    is_decided({"gunicorn.socket": SimpleNamespace(turn=turns.wait())})
    assert _is_free(turns)


def test_elsewhere_nobody_waits() -> None:
    is_decided({})
    is_decided({"gunicorn.socket": SimpleNamespace()})
    NO_TURN.end()
