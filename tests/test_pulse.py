"""The sign of life beside a piece of work: nothing that happens to it reaches the work, but for one thing."""

import threading
import time
from collections.abc import Callable

import pytest

from app import pulse
from app.domain import times
from app.errors import StageSkipped


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(times, "BEAT", 0.01)
    monkeypatch.setattr(times, "RETRY_FIRST", 0.001)
    monkeypatch.setattr(times, "RETRY_LONGEST", 0.002)


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.002)


def test_it_beats_while_nothing_moves_and_ends_with_the_work() -> None:
    beats: list[float] = []

    def beat(progress: float) -> bool:
        beats.append(progress)
        return True

    with pulse.beside("test", beat):
        until(lambda: len(beats) > 3)
    assert "test" not in [thread.name for thread in threading.enumerate()]
    assert set(beats) == {0.0}


def test_progress_is_written_and_told_within_its_bounds() -> None:
    written, told = [0.0], [0.0]
    with pulse.beside("test", lambda done: written.append(done) or True, told.append) as sign:
        for value in (-1.0, 0.4, 7.0):
            sign.report(value)
            until(lambda value=value: written[-1] == told[-1] == min(max(value, 0.0), 1.0))


@pytest.mark.parametrize("fault", [OSError("the database is away"), ValueError("nonsense")])
def test_neither_writing_nor_telling_can_fail_the_work(fault: Exception) -> None:
    calls = {"beat": 0, "tell": 0}

    def fail(what: str) -> bool:
        calls[what] += 1
        raise fault

    with pulse.beside("test", lambda done: fail("beat"), lambda done: fail("tell")) as sign:
        for step in range(101):
            sign.report(step / 100)
            time.sleep(0.001)
        until(lambda: calls["beat"] > 3 and calls["tell"] > 0)
        sign.report(1.0)


def test_a_beat_that_failed_is_tried_again_before_it_is_missed() -> None:
    left, beats = [OSError()] * 3, []

    def beat(progress: float) -> bool:
        if left:
            raise left.pop()
        beats.append(progress)
        return True

    with pulse.beside("test", beat):
        until(lambda: len(beats) > 1)


def test_the_work_never_waits_for_what_hangs() -> None:
    hangs = threading.Event()
    with pulse.beside("test", lambda done: hangs.wait(20), lambda done: hangs.wait(20)) as sign:
        for step in range(1001):
            sign.report(step / 1000)
        assert not hangs.is_set()
        hangs.set()


def test_what_looks_on_does_not_keep_the_sign_of_life_back() -> None:
    hangs, beats = threading.Event(), []
    with pulse.beside("test", lambda done: beats.append(done) or True, lambda done: hangs.wait(20)) as sign:
        sign.report(0.5)
        until(lambda: len(beats) > 5)
        hangs.set()


def test_work_that_is_somebody_elses_by_now_ends_at_its_next_report() -> None:
    with pulse.beside("test", lambda done: False) as sign, pytest.raises(StageSkipped):
        while True:
            sign.report(0.1)
            time.sleep(0.001)
