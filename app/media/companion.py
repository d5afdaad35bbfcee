"""A program that stays: it is asked and answers over its pipes, confined as all that reads what strangers sent.

Starting one costs more than what it is asked for. It ends when we do: its input ends, and bubblewrap sees to it.
"""

import os
import select
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from app.media import confined
from app.media.process import Limits, ProcessFailed, ProcessTimedOut, Tail, environment, name_of, stop


class Companion:
    """One such program. Not for several threads at once; bubblewrap ends it with the thread that has started it."""

    def __init__(self, argv: Sequence[str], limits: Limits, reads: Sequence[Path], more: Mapping[str, str]) -> None:
        """`limits.seconds` is the processor time of its whole life; `more` goes into its environment."""
        self._name = name_of(argv)
        self._process = subprocess.Popen(
            confined.command(argv, limits.seconds, limits.memory, limits.file, reads),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**environment(), **more},
            start_new_session=True,
        )
        assert self._process.stdin and self._process.stdout and self._process.stderr
        self._input, self._output = self._process.stdin, self._process.stdout
        self._tail = Tail(self._process.stderr)
        for pipe in (self._input, self._output):
            os.set_blocking(pipe.fileno(), False)

    @property
    def runs(self) -> bool:
        """Whether it is still there to be asked."""
        return self._process.poll() is None

    def send(self, data: bytes, until: float) -> None:
        """Hands over all of `data`; `until` is of time.monotonic(). Raises ProcessFailed, ProcessTimedOut."""
        left = memoryview(data)
        while left:
            self._await([], [self._input], until)
            try:
                left = left[os.write(self._input.fileno(), left) :]
            except BrokenPipeError:
                raise self._gone() from None

    def receive(self, size: int, until: float) -> bytes:
        """The next `size` bytes. Raises ProcessFailed, ProcessTimedOut."""
        parts: list[bytes] = []
        while size:
            self._await([self._output], [], until)
            part = os.read(self._output.fileno(), size)
            if not part:
                raise self._gone()
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def stop(self) -> None:
        """Ends it, whatever it does. To be called of a program that has failed, too."""
        stop(self._process)
        self._input.close()
        self._output.close()
        self._tail.text()

    def _await(self, reading: list[IO[bytes]], writing: list[IO[bytes]], until: float) -> None:
        if not any(select.select(reading, writing, [], max(0.0, until - time.monotonic()))):
            raise ProcessTimedOut(self._name, 0, "did not answer in time")

    def _gone(self) -> ProcessFailed:
        stop(self._process)
        return ProcessFailed(self._name, confined.status(self._process.wait()), self._tail.text())
