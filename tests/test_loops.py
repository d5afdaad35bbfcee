"""Loops that no error ends: each turn may fail in its own way, and the next one comes."""

import threading
import time

import pytest

from app import loops
from app.domain import times

# One of each kind that ended a thread of ours for good, or would have.
FAULTS = [OSError("gone"), ValueError("nonsense"), KeyError("x"), ZeroDivisionError(), RuntimeError("surprise")]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(times, "RETRY_FIRST", 0.001)
    monkeypatch.setattr(times, "RETRY_LONGEST", 0.005)


def test_no_error_ends_it() -> None:
    stop, left, turns = threading.Event(), list(FAULTS), 0

    def turn() -> None:
        nonlocal turns
        turns += 1
        if left:
            raise left.pop()
        stop.set()

    loops.run("test", turn, stop=stop)
    assert turns == len(FAULTS) + 1


def test_it_ends_when_it_is_told_to_also_while_it_waits() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=loops.run, args=("test", lambda: None, 3600.0, stop), daemon=True)
    thread.start()
    time.sleep(0.02)
    stop.set()
    thread.join(20)
    assert not thread.is_alive()


def test_a_thread_of_its_own_goes_on_after_an_error() -> None:
    done = threading.Event()
    left = list(FAULTS)

    def turn() -> None:
        if left:
            raise left.pop()
        done.set()
        time.sleep(3600)

    thread = loops.start("test-of-a-thread", turn)
    assert done.wait(20)
    assert thread.daemon


def test_turns_keep_their_pace_and_make_up_for_none() -> None:
    stop, begun = threading.Event(), []

    def turn() -> None:
        begun.append(time.monotonic())
        if len(begun) == 2:
            time.sleep(0.1)
        if len(begun) == 4:
            stop.set()

    loops.run("test", turn, 0.04, stop)
    one, two, three, four = begun
    assert two - one >= 0.03
    assert three - two >= 0.1
    assert four - three >= 0.03, "the turns that were missed are not made up for"


def test_pauses_grow_and_stay_below_a_beat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    pauses = [loops.pause(failures) for failures in range(2000)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (times.RETRY_FIRST, times.RETRY_LONGEST)
