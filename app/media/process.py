"""The one place that starts programs: confined, limited in time, with bounded output, stderr kept for the error."""

import os
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from app.errors import DiskFull, VideoFlowError
from app.media import confined

GIB = 1024**3
_STDERR_TAIL = 4096
# As strerror(3) has it for ENOSPC, which every program hands on.
_NO_ROOM = "No space left on device"
# Recordings come from strangers: the program that parses one gets no credentials of ours to leak.
_PASSED_ON = ("PATH", "HOME", "TMPDIR", "LANG", "LD_LIBRARY_PATH", "OMP_THREAD_LIMIT", "TESSDATA_PREFIX")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a program may use: wall clock in seconds, address space in bytes, and the bytes of its longest file."""

    seconds: float
    memory: int = 4 * GIB
    file: int = 64 * GIB


class ProcessFailed(VideoFlowError):
    """A program ended badly. `status` is its exit code, negative for the signal that ended it."""

    def __init__(self, program: str, status: int, stderr: str) -> None:
        self.program, self.status, self.stderr = program, status, stderr
        super().__init__("media_tool_failed", "The program that reads videos broke off.", 500, retryable=True)

    def __str__(self) -> str:
        """What it said, for logs: there are names of files and of functions in it, which tell people nothing."""
        last = self.stderr.strip().splitlines()[-1:] or [f"ended with {self.status}"]
        return f"{self.program}: {last[0]}"

    @property
    def blames_input(self) -> bool:
        """Whether the program gave up by itself, over what it was given. Killed, it may have more luck another time."""
        return self.status >= 0

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.program, self.status, self.stderr))


class ProcessTimedOut(ProcessFailed):
    """A program was stopped at its time limit."""


class OutputTooLong(ProcessFailed):
    """A program wrote more than its caller was ready to hold."""


def run(argv: Sequence[str], limits: Limits, max_output: int = 16 * 1024 * 1024) -> bytes:
    """Runs to the end and returns stdout. Raises ProcessFailed, DiskFull; OutputTooLong above `max_output` bytes."""
    with stream(argv, limits) as stdout:
        output = stdout.read(max_output + 1)
        if len(output) > max_output:
            raise OutputTooLong(name_of(argv), 0, f"wrote more than {max_output} bytes")
    return output


def lines(argv: Sequence[str], limits: Limits) -> Iterator[str]:
    """Yields stdout line by line, holding one at a time. Raises ProcessFailed or DiskFull at the end."""
    with stream(argv, limits) as stdout:
        for line in stdout:
            yield line.decode("utf-8", "replace").rstrip("\n")


def blocks(argv: Sequence[str], limits: Limits, size: int) -> Iterator[bytes]:
    """Yields stdout in blocks of `size` bytes, holding one at a time; a shorter rest is dropped."""
    with stream(argv, limits) as stdout:
        while len(block := stdout.read(size)) == size:
            yield block


@contextmanager
def stream(argv: Sequence[str], limits: Limits) -> Iterator[IO[bytes]]:
    """Gives stdout to the body, which reads it to the end; leaving early by an exception stops the program.

    Raises ProcessTimedOut, DiskFull or ProcessFailed once the body is done.

    1. A session of its own: what the program starts is stopped with it.
    2. stderr is read beside the body, or a program with much to say would wait for a reader while we wait for it.
    3. A clock stops it after its time; only then is it known whether the end of stdout was the end of the work.
    """
    process = subprocess.Popen(
        confined.command(argv, limits.seconds, limits.memory, limits.file),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        start_new_session=True,
    )
    assert process.stdout is not None and process.stderr is not None
    tail = Tail(process.stderr)
    clock = _Clock(process, limits.seconds)
    try:
        yield process.stdout
        status = confined.status(process.wait())
    finally:
        clock.stop()
        # First the program, then its pipe: the other way round it would die of a broken pipe and say that it failed.
        stop(process)
        process.stdout.close()
        stderr = tail.text()
    if clock.expired:
        raise ProcessTimedOut(name_of(argv), status, f"stopped after {limits.seconds:g} s")
    if status:
        raise _failure(name_of(argv), status, stderr)


def environment() -> dict[str, str]:
    """What programs are told of ours: where things lie, and nothing that opens a door."""
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ}


def _failure(program: str, status: int, stderr: str) -> VideoFlowError:
    failed = ProcessFailed(program, status, stderr)
    if _NO_ROOM not in stderr:
        return failed
    full = DiskFull()
    full.__cause__ = failed
    return full


class _Clock:
    """Stops a process at its time limit and remembers having done so."""

    def __init__(self, process: "subprocess.Popen[bytes]", seconds: float) -> None:
        self.expired = False
        self._process = process
        self._timer = threading.Timer(seconds, self._expire)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        self._timer.cancel()

    def _expire(self) -> None:
        self.expired = True
        stop(self._process, wait=False)


class Tail:
    """Reads stderr beside stdout, so that neither pipe fills up, and keeps its last bytes."""

    def __init__(self, stderr: IO[bytes]) -> None:
        self._stderr = stderr
        self._kept: deque[int] = deque(maxlen=_STDERR_TAIL)
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def text(self) -> str:
        """What it said last. Waits for its end; asked again, it says the same."""
        self._thread.join()
        self._stderr.close()
        return bytes(self._kept).decode("utf-8", "replace")

    def _read(self) -> None:
        while chunk := self._stderr.read(_STDERR_TAIL):
            self._kept.extend(chunk)


def stop(process: "subprocess.Popen[bytes]", wait: bool = True) -> None:
    """Kills the program and what it started. An ended one is left alone: its id may be another's by now."""
    if process.poll() is None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        if wait:
            process.wait()


def name_of(argv: Sequence[str]) -> str:
    """What the program is called in faults."""
    return Path(argv[0]).name
