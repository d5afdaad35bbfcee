"""A program that stays is asked again and again, inside walls, and none of its faults is waited for."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.media import confined
from app.media.companion import Companion
from app.media.process import Limits, ProcessFailed, ProcessTimedOut

PYTHON = "/usr/bin/python3"
ECHO = "import sys\nwhile data := sys.stdin.buffer.read(4): sys.stdout.buffer.write(data[::-1]); sys.stdout.flush()"
_LIMITS = Limits(seconds=30, memory=1 << 30, file=1 << 20)


@pytest.fixture
def started() -> Iterator[list[Companion]]:
    companions: list[Companion] = []
    yield companions
    for each in companions:
        each.stop()


def companion(started: list[Companion], code: str, reads: tuple[Path, ...] = ()) -> Companion:
    started.append(Companion([PYTHON, "-c", code], _LIMITS, reads, {"MORE": "said"}))
    return started[-1]


def soon(seconds: float = 20.0) -> float:
    return time.monotonic() + seconds


def test_it_answers_again_and_again_also_what_no_pipe_holds(started: list[Companion]) -> None:
    one = companion(started, ECHO)
    for asked in (b"abcd", b"efgh"):
        one.send(asked, soon())
        assert one.receive(4, soon()) == asked[::-1]
    large = companion(started, "import sys; data = sys.stdin.buffer.read(1 << 22); sys.stdout.buffer.write(data)")
    large.send(bytes(1 << 22), soon())
    assert large.receive(1 << 22, soon()) == bytes(1 << 22)
    assert one.runs


def test_one_that_says_nothing_is_not_waited_for(started: list[Companion]) -> None:
    one = companion(started, "import time; time.sleep(60)")
    with pytest.raises(ProcessTimedOut):
        one.receive(1, soon(0.2))
    with pytest.raises(ProcessTimedOut):
        one.send(bytes(1 << 22), soon(0.2))


def test_one_that_breaks_off_says_why(started: list[Companion]) -> None:
    one = companion(started, "raise SystemExit('out of order')")
    with pytest.raises(ProcessFailed, match="out of order") as caught:
        one.receive(1, soon())
    assert caught.value.status == 1
    assert not one.runs
    with pytest.raises(ProcessFailed):
        one.send(bytes(1 << 20), soon())


def test_it_ends_when_it_is_stopped_whatever_it_does(started: list[Companion]) -> None:
    one = companion(started, "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)")
    one.stop()
    one.stop()
    assert not one.runs


def test_it_knows_what_it_is_told_and_reads_what_it_is_given(
    started: list[Companion], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, secret = tmp_path / "given" / "model", tmp_path / "data" / "secrets.json"
    for path in (given, secret):
        path.parent.mkdir()
        path.write_text("words")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a secret")
    seen = f"[os.path.exists(path) for path in ('{given}', '{secret}', '/proc/{os.getpid()}/environ')]"
    code = f"import os; print(os.environ['MORE'], 'AWS_SECRET_ACCESS_KEY' in os.environ, *{seen})"
    one = companion(started, code, (given.parent, Path("/usr"), Path(sys.prefix)))
    outside = not confined.is_apart()
    expected = f"said False True {outside} {outside}\n"
    assert one.receive(len(expected), soon()).decode() == expected
