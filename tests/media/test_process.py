"""The subprocess wrapper keeps programs within their limits and says what went wrong."""

import pickle
import time
from contextlib import suppress
from pathlib import Path

import pytest

from app.errors import DiskFull
from app.media import process
from app.media.process import Limits, OutputTooLong, ProcessFailed, ProcessTimedOut

ROOMY = Limits(seconds=30)


def python(code: str) -> list[str]:
    return ["/usr/bin/python3", "-c", code]


def is_alive(mark: str) -> bool:
    """Whether a program runs with this on its command line; inside its walls it knows no process's real id.

    One that ended and waits for its parent to notice has none any more.
    """
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mark.encode() in (folder / "cmdline").read_bytes():
                return True
    return False


def dies(mark: str) -> bool:
    """Whether a program that was sent a kill signal is gone, at the latest after some seconds."""
    for _ in range(500):
        if not is_alive(mark):
            return True
        time.sleep(0.01)
    return False


def test_output_is_returned() -> None:
    assert process.run(python("print('hello')"), ROOMY) == b"hello\n"


def test_a_failure_carries_status_and_the_end_of_stderr() -> None:
    code = "import sys; sys.stderr.write('x' * 100000 + '\\nthe reason\\n'); sys.exit(3)"
    with pytest.raises(ProcessFailed) as caught:
        process.run(python(code), ROOMY)
    assert caught.value.status == 3
    assert str(caught.value).endswith(": the reason")
    assert len(caught.value.stderr) <= 4096


def test_failures_keep_everything_between_pool_processes() -> None:
    error = pickle.loads(pickle.dumps(ProcessTimedOut("ffmpeg", -9, "stopped after 1 s")))
    assert (type(error), error.program, error.status, error.retryable) == (
        ProcessTimedOut,
        "ffmpeg",
        -9,
        True,
    )


def test_a_program_that_takes_too_long_is_stopped_with_its_children() -> None:
    code = """
import subprocess
child = subprocess.Popen(["sleep", "600.25"])
print("begun", flush=True)
child.wait()
"""
    begun: list[bool] = []
    with pytest.raises(ProcessTimedOut):
        begun.extend(is_alive("600.25") for _ in process.lines(python(code), Limits(seconds=1.0)))
    with pytest.raises(ProcessTimedOut):
        process.run(["sleep", "600"], Limits(seconds=0.2))
    assert begun == [True]
    assert dies("600.25")


def test_a_program_that_takes_too_much_memory_fails() -> None:
    with pytest.raises(ProcessFailed) as caught:
        process.run(python("bytearray(1 << 30)"), Limits(seconds=30, memory=512 * 1024 * 1024))
    assert "MemoryError" in str(caught.value)


def test_more_output_than_expected_is_refused_and_the_program_stopped() -> None:
    with pytest.raises(OutputTooLong):
        process.run(python("while True: print('x' * 1000)"), ROOMY, max_output=10_000)


def test_lines_come_one_by_one() -> None:
    assert list(process.lines(python("print('a'); print('b')"), ROOMY)) == ["a", "b"]


def test_lines_that_came_before_a_failure_are_given() -> None:
    got: list[str] = []
    with pytest.raises(ProcessFailed):
        for line in process.lines(python("print('a'); raise SystemExit(2)"), ROOMY):
            got.append(line)
    assert got == ["a"]


def test_blocks_are_whole() -> None:
    assert list(process.blocks(python("print('abcdefg', end='')"), ROOMY, 3)) == [b"abc", b"def"]


def test_a_reader_that_stops_early_stops_the_program() -> None:
    blocks = process.blocks(python("while True: print('never', 'ending', flush=True)"), ROOMY, 10)
    next(blocks)
    assert is_alive("'never', 'ending'")
    blocks.close()  # type: ignore[attr-defined]
    assert dies("'never', 'ending'")


def test_programs_get_no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a secret")
    assert process.run(python("import os; print(os.environ.get('AWS_SECRET_ACCESS_KEY'))"), ROOMY) == b"None\n"


def test_a_program_that_finds_no_room_blames_neither_itself_nor_its_input() -> None:
    argv = ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "testsrc=d=1", "-f", "rawvideo", "/dev/full"]
    with pytest.raises(DiskFull) as caught:
        process.run(argv, ROOMY)
    assert (caught.value.code, caught.value.http_status, caught.value.retryable) == ("disk_full", 507, True)
    assert isinstance(pickle.loads(pickle.dumps(caught.value)), DiskFull)


def test_only_who_gave_up_by_itself_blames_its_input() -> None:
    with pytest.raises(ProcessFailed) as caught:
        process.run(python("raise SystemExit(1)"), ROOMY)
    assert caught.value.blames_input
    with pytest.raises(ProcessFailed) as caught:
        process.run(python("import os; os.kill(os.getpid(), 9)"), ROOMY)
    assert not caught.value.blames_input
    with pytest.raises(ProcessTimedOut) as late:
        process.run(["sleep", "600"], Limits(seconds=0.1))
    assert not late.value.blames_input
