"""Runs one child process: its log, its death with the parent's, its orderly end."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
# Enough for what gunicorn says itself after the worker that could not boot has said why.
TAIL_LINES = 80


class ProcessDied(RuntimeError):
    """A process ended, or did not get ready in time; the message ends with its log's last lines."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How to ask a process to stop: each signal, then the seconds to wait before the next. SIGKILL comes last."""

    steps: tuple[tuple[signal.Signals, float], ...] = ((signal.SIGTERM, 10.0),)
    # What the kernel sends when the parent vanishes. Nobody is left to insist, so it must not be a polite request.
    orphaned: signal.Signals = signal.SIGKILL


def gently(niceness: int) -> list[str]:
    """Returns what goes before a command line that shall leave the processors to others."""
    return ["nice", "-n", str(niceness)]


@dataclass(slots=True)
class Process:
    """One named child. `start` must run in a thread that lives as long as the child: the kernel ties them."""

    name: str
    argv: list[str]
    log: Path
    env: dict[str, str] = field(default_factory=dict)
    cwd: Path = Path("/")
    ending: Ending = field(default_factory=Ending)
    user: str | None = None
    _child: subprocess.Popen[bytes] | None = None
    _stopped: bool = False

    @property
    def pid(self) -> int:
        """The child's process id. Raises ProcessDied when it was never started."""
        if self._child is None:
            raise ProcessDied(f"{self.name} was not started")
        return self._child.pid

    @property
    def running(self) -> bool:
        """Whether the child lives."""
        return self._child is not None and self._child.poll() is None

    @property
    def died(self) -> bool:
        """Whether the child ended without being asked to."""
        return not self.running and not self._stopped

    def start(self) -> None:
        """Starts the child in a session of its own, so that Ctrl-C reaches the parent alone."""
        self._stopped = False
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self._child = subprocess.Popen(
                self.argv,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.env,
                cwd=self.cwd,
                start_new_session=True,
                preexec_fn=_bind_to_parent(self.ending.orphaned),
                user=self.user,
                group=self.user,
                extra_groups=[] if self.user else None,
            )

    def wait_until(self, ready: Callable[[], bool], seconds: float = 60.0) -> None:
        """Waits until `ready` says so. Raises ProcessDied when the child ends first or the time is over."""
        deadline = time.monotonic() + seconds
        while not ready():
            if not self.running:
                raise ProcessDied(f"{self.name} ended with status {self._status()}\n{self.tail()}")
            if time.monotonic() > deadline:
                raise ProcessDied(f"{self.name} was not ready after {seconds:.0f} s\n{self.tail()}")
            time.sleep(0.05)

    def signal(self, number: signal.Signals) -> None:
        """Sends a signal to the child alone, when it lives."""
        if self.running:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """Kills the child and its own children at once, as a crash would, and reaps it."""
        if self._child is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._child.pid, signal.SIGKILL)
        self._child.wait()

    def stop(self) -> None:
        """Asks, waits, insists; whatever the child left behind in its session is killed."""
        self._stopped = True
        for number, seconds in self.ending.steps:
            self.signal(number)
            if self.wait_for_end(seconds):
                break
        self.kill()

    def wait_for_end(self, seconds: float) -> bool:
        """Waits for the child to end. Returns whether it did."""
        if self._child is None:
            return True
        try:
            self._child.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def tail(self, lines: int = TAIL_LINES) -> str:
        """Returns the log's last lines under a heading that names the file."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join([f"--- the end of {self.log} ---", *text.splitlines()[-lines:]])

    def _status(self) -> int | None:
        return None if self._child is None else self._child.returncode


def stop_all(processes: list[Process]) -> None:
    """Stops processes side by side: as slow as the slowest of them."""
    with ThreadPoolExecutor(max_workers=len(processes) or 1) as pool:
        list(pool.map(Process.stop, processes))


def _bind_to_parent(number: signal.Signals) -> Callable[[], None] | None:
    """Returns what the child runs before its program: it asks the kernel to be told when the parent is gone."""
    if _LIBC is None:
        return None
    parent = os.getpid()
    prctl = _LIBC.prctl

    def bind() -> None:
        prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return bind
